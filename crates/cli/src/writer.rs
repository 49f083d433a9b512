//! Everything that the program prints to the terminal goes through here, so that names and server text cannot move the
//! cursor, break a line, or look like a line of the program.

mod screen;

use std::io::{self, Write};

use console::Term;
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use takeup_model::{acts, shown};

use screen::Screen;

/// How often a second the bars are drawn at most.
const DRAWN: u8 = 15;

/// How many columns the terminal has, where the program prints to one.
pub(super) fn terminal_width() -> Option<usize> {
    Term::stdout().size_checked().map(|(_, columns)| columns.into())
}

/// Writes a line for people.
pub(super) fn write_line(out: &mut dyn Write, text: impl AsRef<str>) -> io::Result<()> {
    writeln!(out, "{}", shown(text.as_ref()))
}

/// Writes a JSON object as one line.
pub(super) fn write_json(out: &mut dyn Write, object: &serde_json::Value) -> io::Result<()> {
    writeln!(out, "{}", plain_json(&object.to_string()))?;
    out.flush()
}

/// Writes text of several lines, each made by us or cleaned cell by cell: help, and exported tables.
pub(super) fn write_text(out: &mut dyn Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// JSON that a terminal shows as it is. The standard leaves some control characters in texts as they are, and these can
/// be written as escapes instead.
pub(super) fn plain_json(json: &str) -> String {
    let mut plain = String::with_capacity(json.len());
    for letter in json.chars() {
        match u32::from(letter) {
            // What stands between the values of an indented text.
            code if acts(letter) && letter != '\n' => plain.extend(format!("\\u{code:04x}").chars()),
            _ => plain.push(letter),
        }
    }
    plain
}

/// The bars at the bottom of the terminal that errors go to, if they go to one.
pub(super) fn bars(terminal: bool) -> MultiProgress {
    MultiProgress::with_draw_target(if terminal {
        ProgressDrawTarget::term_like_with_hz(Box::new(Screen::new(Term::buffered_stderr())), DRAWN)
    } else {
        ProgressDrawTarget::hidden()
    })
}

/// A bar for something of this name and size.
pub(super) fn bar(bars: &MultiProgress, name: &str, total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix:.bold} {wide_bar} {msg}");
    let bar = ProgressBar::new(total);
    let bar = style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style));
    bars.add(bar.with_prefix(shown(name).into_owned()))
}

/// A stream of the program. Once it cannot be written any more, for example because its disk is full, the rest is
/// dropped: what the program does matters more than what it says.
pub struct Output<W> {
    inner: W,
    failure: Option<io::Error>,
}

impl<W: Write> Output<W> {
    /// Writes there.
    pub fn new(inner: W) -> Self {
        Self { inner, failure: None }
    }

    /// Why something was dropped. A reader that went away, such as `head`, is not meant.
    pub fn failure(&self) -> Option<&io::Error> {
        self.failure.as_ref().filter(|error| error.kind() != io::ErrorKind::BrokenPipe)
    }

    fn attempt(&mut self, act: impl FnOnce(&mut W) -> io::Result<()>) {
        if self.failure.is_none() {
            self.failure = act(&mut self.inner).err();
        }
    }
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(|inner| inner.write_all(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt(Write::flush);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_the_same_for_programs_and_harmless_on_a_terminal() {
        let object = serde_json::json!({ "name": "a\u{9b}2J\u{202e}\u{7f}\n봄" });
        let mut out = Vec::new();
        write_json(&mut out, &object).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(!text.trim_end().contains(acts), "{text:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), object);
    }

    #[test]
    fn a_stream_that_cannot_be_written_fails_once_and_is_silent_then() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut full = Output::new(Full);
        write_line(&mut full, "one").unwrap();
        write_line(&mut full, "two").unwrap();
        assert_eq!(full.failure().map(io::Error::kind), Some(io::ErrorKind::StorageFull));
        assert!(Output::new(Vec::new()).failure().is_none());
    }
}
