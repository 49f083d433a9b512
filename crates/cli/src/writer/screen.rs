//! The bars at the bottom of a terminal. They are taken away whole before they are drawn again, also after somebody made
//! the terminal narrower or wider.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use console::{Term, measure_text_width};
use indicatif::TermLike;

/// No bar is wider. A terminal that becomes narrower, but not as narrow as this, need not break one, and so cannot do it
/// in the moment before it tells its width.
pub(super) const WIDEST: u16 = 80;

/// A terminal that knows what was drawn at its bottom.
#[derive(Debug)]
pub(super) struct Screen {
    term: Term,
    rewraps: bool,
    drawn: Mutex<Drawn>,
}

/// The bars as they stand on the screen.
#[derive(Debug, Default)]
struct Drawn {
    /// How many columns each of them takes.
    bars: Vec<usize>,
    /// How many the one takes whose text is written, and whose end is not filled yet.
    begun: Option<usize>,
    /// How wide the terminal was.
    width: usize,
    /// Whether all of them are written, so that the next step removes them.
    whole: bool,
}

impl Drawn {
    /// How many lines they take now that the terminal is so wide.
    fn lines(&self, width: usize, rewraps: bool) -> usize {
        let width = if rewraps { width } else { self.width };
        self.bars.iter().map(|columns| columns.div_ceil(width.max(1)).max(1)).sum()
    }
}

impl Screen {
    /// Draws there.
    pub(super) fn new(term: Term) -> Self {
        let rewraps = rewraps(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        Self { term, rewraps, drawn: Mutex::default() }
    }

    fn drawn(&self) -> MutexGuard<'_, Drawn> {
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How wide the terminal is.
    fn columns(&self) -> usize {
        self.term.size().1.into()
    }

    /// Takes away what was drawn. The steps by which this is asked for count lines of the former width, so the first of
    /// them does all of it, and the others nothing.
    fn take_away(&self) -> io::Result<()> {
        let drawn = {
            let mut drawn = self.drawn();
            if !drawn.whole || drawn.bars.is_empty() {
                return Ok(());
            }
            std::mem::take(&mut *drawn)
        };
        // Line by line: some terminals keep what is cleared down from the top in what can be scrolled back to.
        let up = drawn.lines(self.columns(), self.rewraps).saturating_sub(1);
        self.term.move_cursor_up(up)?;
        self.term.clear_line()?;
        for _ in 0..up {
            self.term.move_cursor_down(1)?;
            self.term.clear_line()?;
        }
        self.term.move_cursor_up(up)
    }
}

impl TermLike for Screen {
    fn width(&self) -> u16 {
        self.term.size().1.min(WIDEST)
    }

    fn height(&self) -> u16 {
        self.term.size().0
    }

    fn move_cursor_up(&self, _lines: usize) -> io::Result<()> {
        self.take_away()
    }

    fn move_cursor_down(&self, _lines: usize) -> io::Result<()> {
        self.take_away()
    }

    fn move_cursor_right(&self, columns: usize) -> io::Result<()> {
        self.term.move_cursor_right(columns)
    }

    fn move_cursor_left(&self, columns: usize) -> io::Result<()> {
        self.term.move_cursor_left(columns)
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.take_away()?;
        self.term.write_line(text)
    }

    /// A bar comes as two texts: what it says, and the blanks behind it.
    fn write_str(&self, text: &str) -> io::Result<()> {
        self.take_away()?;
        let (width, columns) = (self.columns(), measure_text_width(text));
        let mut drawn = self.drawn();
        drawn.width = width;
        if let Some(begun) = drawn.begun.take() {
            drawn.bars.push(begun + columns);
        } else {
            drawn.begun = Some(columns);
            if !drawn.bars.is_empty() {
                self.term.write_str("\r\n")?;
            }
        }
        self.term.write_str(text)
    }

    fn clear_line(&self) -> io::Result<()> {
        self.take_away()
    }

    fn flush(&self) -> io::Result<()> {
        self.drawn().whole = true;
        self.term.flush()
    }
}

/// Whether the terminal wraps its lines again when its width changes, as all do except a few older ones.
fn rewraps(variable: impl Fn(&str) -> Option<String>) -> bool {
    let screen = variable("STY").is_some();
    let xterm = variable("XTERM_VERSION").is_some();
    let without_windows = variable("TERM").as_deref() == Some("linux");
    variable("TMUX").is_some() || !(screen || xterm || without_windows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_the_terminal_breaks_them_now() {
        let drawn = Drawn { bars: vec![80, 80, 0], width: 120, ..Drawn::default() };
        let counted = |width| (drawn.lines(width, true), drawn.lines(width, false));
        assert_eq!(counted(120), (3, 3));
        assert_eq!(counted(80), (3, 3));
        assert_eq!(counted(79), (5, 3));
        assert_eq!(counted(30), (7, 3));
        assert_eq!(counted(0), (161, 3));
        assert_eq!(Drawn::default().lines(80, true), 0);
    }

    #[test]
    fn a_multiplexer_breaks_lines_whatever_it_runs_in() {
        let told = |given: &[(&str, &str)]| {
            rewraps(|name| {
                given.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(told(&[("TERM", "xterm-256color")]));
        assert!(!told(&[("TERM", "xterm-256color"), ("XTERM_VERSION", "XTerm(379)")]));
        assert!(!told(&[("TERM", "linux")]));
        assert!(!told(&[("TERM", "screen"), ("STY", "12.pts-0")]));
        assert!(told(&[
            ("TERM", "screen"),
            ("XTERM_VERSION", "XTerm(379)"),
            ("TMUX", "/tmp/tmux-0/default,1,0")
        ]));
        assert!(told(&[]));
    }
}
