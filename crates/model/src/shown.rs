//! Text from outside, made fit to be shown. Every line of the console, every label of the window and every cell of an
//! exported table goes through here.

use std::borrow::Cow;

/// The text with its hidden characters as visible escapes, such as `\n` and `\u{202e}`. They could move the cursor of a
/// terminal, break a line in two, or show a name in another order than it has.
pub fn shown(text: &str) -> Cow<'_, str> {
    escaped(text, acts)
}

/// The same, where text of several lines is meant to stay one.
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |letter| acts(letter) && letter != '\n')
}

fn escaped(text: &str, hidden: fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if hidden(letter) { shown.extend(letter.escape_default()) } else { shown.push(letter) }
    }
    Cow::Owned(shown)
}

/// Control characters (C0, DEL, C1), marks and overrides of the writing direction, and separators of lines and
/// paragraphs.
pub fn acts(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_shown_and_all_else_stays() {
        for plain in ["", "봄 소풍 100%.mp4", "شريط.mp4", "👩‍🎬 e\u{301}.mov", r"C:\films\a.mp4"]
        {
            assert!(matches!(shown(plain), Cow::Borrowed(same) if same == plain), "{plain}");
        }
        assert_eq!(shown("a\u{1b}]0;x\u{7}\r\n\tb\u{7f}\u{9b}2J"), r"a\u{1b}]0;x\u{7}\r\n\tb\u{7f}\u{9b}2J");
        assert_eq!(shown_lines("a\n\u{1b}b"), "a\n\\u{1b}b");
        assert_eq!(
            shown("gpj\u{202e}4pm.\u{2066}\u{2029}\u{61c}"),
            r"gpj\u{202e}4pm.\u{2066}\u{2029}\u{61c}"
        );
    }
}
