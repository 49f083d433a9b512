//! Everything that the program prints to the terminal goes through here, so that names and server text cannot move the
//! cursor, break a line, or look like a line of the program.

mod screen;

use std::io::{self, Write};
use std::sync::Arc;

use console::{Term, measure_text_width, truncate_str};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use takeup_model::{acts, shown, shown_lines};
use takeup_text::numbers;

use screen::{Screen, WIDEST};

/// The columns that a bar has at least, with the blanks beside it.
const BAR: usize = 10;
/// So much of a name is worth more than another fact.
const NAME: usize = 20;
/// How often a second the bars are drawn at most.
const DRAWN: u8 = 15;

/// How many columns the terminal has, where the program prints to one.
pub(super) fn terminal_width() -> Option<usize> {
    Term::stdout().size_checked().map(|(_, columns)| columns.into())
}

/// Whether anything that is printed goes to a terminal.
#[cfg(all(unix, not(target_os = "linux")))]
pub(super) fn to_a_terminal() -> bool {
    Term::stdout().is_term() || Term::stderr().is_term()
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

/// Writes text of several lines.
pub(super) fn write_text(out: &mut dyn Write, text: &str) -> io::Result<()> {
    out.write_all(shown_lines(text).as_bytes())?;
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

/// The bars at the bottom of the terminal that errors go to, if they go to one: one for each file that is on its way,
/// and below them a line for all of them.
pub(super) struct Bars {
    all: MultiProgress,
    term: Term,
    batch: Option<ProgressBar>,
    /// Each bar of a file has this too, so that they can be counted.
    counted: Arc<()>,
}

impl Bars {
    pub(super) fn new(terminal: bool) -> Self {
        let target = if terminal {
            ProgressDrawTarget::term_like_with_hz(Box::new(Screen::new(Term::buffered_stderr())), DRAWN)
        } else {
            ProgressDrawTarget::hidden()
        };
        let all = MultiProgress::with_draw_target(target);
        Self { all, term: Term::stderr(), batch: None, counted: Arc::default() }
    }

    /// Does something while no bar is drawn.
    pub(super) fn suspend<R>(&self, act: impl FnOnce() -> R) -> R {
        self.all.suspend(act)
    }

    /// Takes them away. A terminal that is gone needs no clearing.
    pub(super) fn clear(&self) {
        drop(self.all.clear());
    }

    /// A bar for a file of this name and size, if there is room: what is drawn below the terminal is lost.
    pub(super) fn file(&self, name: &str, total: u64) -> Option<FileBar> {
        let files = Arc::strong_count(&self.counted) - 1;
        if !fits(files, self.term.size().0.into()) {
            return None;
        }
        let bar = styled(&ProgressBar::new(total), "{prefix:.bold} {wide_bar} {msg}");
        let bar = match &self.batch {
            Some(batch) => self.all.insert_before(batch, bar),
            None => self.all.add(bar),
        };
        let name = shown(name).into_owned();
        Some(FileBar { bar, name, term: self.term.clone(), _counted: Arc::clone(&self.counted) })
    }

    /// Says this of all files: as many of the facts as there is room for, the first in any case.
    pub(super) fn batch(&mut self, name: String, facts: &[String]) {
        let width = line_width(&self.term);
        let room = width.saturating_sub(measure_text_width(&name) + 1);
        let line = self.batch.get_or_insert_with(|| {
            self.all.add(styled(&ProgressBar::no_length(), "{prefix:.bold} {wide_msg}"))
        });
        line.set_prefix(name);
        line.set_message(fitting(facts, room));
    }

    /// There is nothing to say of all files.
    pub(super) fn no_batch(&mut self) {
        if let Some(line) = self.batch.take() {
            line.finish_and_clear();
            self.all.remove(&line);
        }
    }
}

/// The bar of a file. It is drawn for as long as it is kept.
pub(super) struct FileBar {
    bar: ProgressBar,
    name: String,
    term: Term,
    _counted: Arc<()>,
}

impl FileBar {
    /// Says this: as many of the facts as there is room for, the first in any case.
    pub(super) fn show(&self, done: u64, facts: &[String]) {
        let (name, said) = line_of(&self.name, facts, line_width(&self.term));
        self.bar.set_position(done);
        self.bar.set_prefix(name);
        self.bar.set_message(said);
    }
}

impl Drop for FileBar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn styled(bar: &ProgressBar, template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template);
    style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
}

/// Whether one more bar fits beside so many, with the line below them and one line of what was said before.
fn fits(files: usize, rows: usize) -> bool {
    files + 3 <= rows
}

/// How many columns a line with a bar may take.
fn line_width(term: &Term) -> usize {
    term.size().1.min(WIDEST).into()
}

/// What stands before and behind a bar on a line of so many columns. What is longer would break the line.
fn line_of(name: &str, facts: &[String], width: usize) -> (String, String) {
    let wanted = measure_text_width(name).min(NAME);
    let said = fitting(facts, width.saturating_sub(wanted + BAR));
    (elided(name, width.saturating_sub(measure_text_width(&said) + BAR)), said)
}

/// A name in so many columns. Files that belong together differ at the end of their names.
fn elided(name: &str, columns: usize) -> String {
    if measure_text_width(name) <= columns {
        return name.to_owned();
    }
    let room = columns.saturating_sub(1);
    let head = truncate_str(name, room.div_ceil(2), "");
    let (mut tail, mut wide) = (name.len(), 0);
    for (at, letter) in name.char_indices().rev() {
        wide += measure_text_width(letter.encode_utf8(&mut [0; 4]));
        if wide > room / 2 {
            break;
        }
        tail = at;
    }
    format!("{head}…{}", name.get(tail..).unwrap_or_default())
}

fn fitting(facts: &[String], room: usize) -> String {
    let told = (1..=facts.len()).map(|count| numbers::facts(&facts[..count]));
    let mut told = told.take_while(|told| measure_text_width(told) <= room);
    let first = facts.first().cloned().unwrap_or_default();
    told.by_ref().last().unwrap_or(first)
}

/// A stream of the program. Once it cannot be written any more, for example because its disk is full, the rest is
/// dropped: what the program does matters more than what it says.
pub struct Output<W> {
    inner: W,
    failure: Option<io::Error>,
}

/// Whether nobody reads from the other end any more. Windows has one more word for that.
fn is_closed_pipe(error: &io::Error) -> bool {
    const PIPE_NOT_CONNECTED: i32 = 233;
    error.kind() == io::ErrorKind::BrokenPipe
        || (cfg!(windows) && error.raw_os_error() == Some(PIPE_NOT_CONNECTED))
}

impl<W: Write> Output<W> {
    /// Writes there.
    pub fn new(inner: W) -> Self {
        Self { inner, failure: None }
    }

    /// Why something was dropped. A reader that went away, such as `head`, is not meant.
    pub fn failure(&self) -> Option<&io::Error> {
        self.failure.as_ref().filter(|error| !is_closed_pipe(error))
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
    fn what_does_not_fit_into_the_line_is_left_out_whole() {
        let facts = ["63% · 1 of 2 GB", "sending about 22 s", "31.4 MB/s"].map(str::to_owned);
        assert_eq!(fitting(&facts, 80), "63% · 1 of 2 GB · sending about 22 s · 31.4 MB/s");
        assert_eq!(fitting(&facts, 47), "63% · 1 of 2 GB · sending about 22 s");
        assert_eq!(fitting(&facts, 36), "63% · 1 of 2 GB · sending about 22 s");
        assert_eq!(fitting(&facts, 35), "63% · 1 of 2 GB");
        assert_eq!(fitting(&facts, 5), "63% · 1 of 2 GB");
        assert_eq!(fitting(&[], 5), "");
    }

    #[test]
    fn a_line_with_a_bar_is_no_longer_than_the_terminal_is_wide() {
        let facts = ["26% · 1.59 of 6 MB", "315 kB/s · 14 s"].map(str::to_owned);
        let line = |name: &str, width| {
            let (name, said) = line_of(name, &facts, width);
            format!("{name} | {said}")
        };
        assert_eq!(line("clip.mp4", 80), "clip.mp4 | 26% · 1.59 of 6 MB · 315 kB/s · 14 s");
        let long = "long name of the clip number 1234.mp4";
        assert_eq!(
            line(long, 80),
            "long name of the … number 1234.mp4 | 26% · 1.59 of 6 MB · 315 kB/s · 14 s"
        );
        assert_eq!(line(long, 60), "long name of the…number 1234.mp4 | 26% · 1.59 of 6 MB");
        assert_eq!(line("긴 이름의 동영상 파일 1234.mp4", 50), "긴 이름의 … 1234.mp4 | 26% · 1.59 of 6 MB");
        for width in 0..100 {
            for name in [long, "긴 이름의 동영상 파일 1234.mp4", "", "e\u{301}\u{301}\u{301}.mp4"] {
                let (name, said) = line_of(name, &facts, width);
                let columns = measure_text_width(&name) + measure_text_width(&said) + 2;
                assert!(columns <= width.max(21), "{columns} of {width}: {name} {said}");
            }
        }
    }

    #[test]
    fn the_line_of_the_batch_has_room_however_many_files_move() {
        assert_eq!((0..100).filter(|files| fits(*files, 24)).count(), 22);
        assert!(!fits(0, 2));
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
