//! Text in columns of a terminal. Letters of Korean and Japanese take two of them.

use console::{Alignment, measure_text_width, pad_str};
use takeup_model::shown;

/// What stands in a column.
pub(super) enum Cell {
    /// Text.
    Left(String),
    /// Numbers.
    Right(String),
}

impl Cell {
    fn text(&self) -> &str {
        match self {
            Self::Left(text) | Self::Right(text) => text,
        }
    }
}

/// A line for each row, with the cells below each other.
pub(super) fn table(rows: &[Vec<Cell>]) -> Vec<String> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(measure_text_width(&shown(cell.text())));
        }
    }
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn line(row: &[Cell], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, width)| {
        let side = match cell {
            Cell::Left(_) => Alignment::Left,
            Cell::Right(_) => Alignment::Right,
        };
        pad_str(&shown(cell.text()), *width, side, None).into_owned()
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// What must not begin a line: it belongs to what stands before it.
const CLOSING: &str = "、。，．・：；？！）」』】〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々";
/// What must not end a line.
const OPENING: &str = "（「『【〈《";

/// The lines of a text that is at most this wide. It is broken at spaces, and between the letters of Japanese, which
/// has none. A word that is wider stays whole.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let together = format!("{line}{piece}");
        if line.trim_end().is_empty() || measure_text_width(together.trim_end()) <= width {
            line = together;
        } else {
            lines.push(line.trim_end().to_owned());
            line = piece;
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// What stays together, each with the spaces that follow it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = ' ';
    for letter in text.chars() {
        let between = before != ' ' && (is_ideographic(before) || is_ideographic(letter));
        let kept = CLOSING.contains(letter) || OPENING.contains(before);
        match pieces.last_mut() {
            Some(last) if letter == ' ' || (before != ' ' && (kept || !between)) => last.push(letter),
            _ => pieces.push(letter.to_string()),
        }
        before = letter;
    }
    pieces
}

/// Kana, Han, and the punctuation around them. Korean is written with spaces and not broken within words.
fn is_ideographic(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_below_each_other_whatever_they_are_written_in() {
        let row = |name: &str, count: &str, end: &str| {
            vec![Cell::Left(name.into()), Cell::Right(count.into()), Cell::Left(end.into())]
        };
        let rows = [row("ready", "12 MB", "a.mp4"), row("준비됨", "1 GB", "봄.mp4"), row("処理中", "", "")];
        assert_eq!(table(&rows), ["ready   12 MB  a.mp4", "준비됨   1 GB  봄.mp4", "処理中"]);
        assert_eq!(table(&[row("a\nb", "", "c"), row("abcd", "", "d")]), ["a\\nb    c", "abcd    d"]);
    }

    #[test]
    fn lines_break_where_each_language_breaks_them() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("longer-than-that", 8), ["longer-than-that"]);
        assert_eq!(wrapped("", 8), [""]);
        // Hangul stays whole, and so does Latin between kana.
        assert_eq!(wrapped("모든 미완료 업로드 계속", 12), ["모든 미완료", "업로드 계속"]);
        assert_eq!(wrapped("全件をJSONで取得", 9), ["全件を", "JSONで取", "得"]);
        // No line begins with a full stop or ends with an opening bracket.
        assert_eq!(wrapped("指定なし。（例1）", 7), ["指定な", "し。", "（例1）"]);
    }

    #[test]
    fn no_line_of_any_help_text_is_wider_than_asked() {
        use takeup_text::{HELP, Language, help, in_language};
        for language in Language::ALL {
            in_language(*language, || {
                for text in HELP.iter().filter_map(|id| help(id)) {
                    let lines = wrapped(text, 40);
                    assert!(lines.iter().all(|line| measure_text_width(line) <= 40), "{lines:#?}");
                    let bare = |text: &str| text.replace(' ', "");
                    assert_eq!(bare(&lines.concat()), bare(text));
                }
            });
        }
    }
}
