//! Names in Arabic, Hebrew and other scripts that are written from right to left.

use std::borrow::Cow;

use unicode_bidi::{BidiInfo, Level};

/// Text whose letters and digits stand in the order they are read: the text engine puts letters of one font that follow
/// each other from right to left, and knows nothing else of directions.
pub(crate) fn readable(text: &str) -> Cow<'_, str> {
    if !text.contains(right_to_left) {
        return Cow::Borrowed(text);
    }
    // The page reads from left to right, so that the ending of a file name stays at its end.
    let info = BidiInfo::new(text, Some(Level::ltr()));
    let mut visual = String::with_capacity(text.len());
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let backwards = levels.get(run.start).is_some_and(Level::is_rtl);
            let pieces = pieces(text.get(run).unwrap_or_default());
            if backwards {
                for piece in pieces.iter().rev() {
                    add(&mut visual, piece, !piece.contains(right_to_left));
                }
            } else {
                // Digits of these scripts are letters to the text engine.
                for piece in &pieces {
                    add(&mut visual, piece, piece.contains(is_digit));
                }
            }
        }
    }
    Cow::Owned(visual)
}

fn is_digit(letter: char) -> bool {
    matches!(letter, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

fn right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// What the text engine takes for one direction, and what stands between.
fn pieces(mut run: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while let Some(first) = run.chars().next() {
        let other = |letter: char| right_to_left(letter) != right_to_left(first);
        let (piece, rest) = run.split_at(run.find(other).unwrap_or(run.len()));
        pieces.push(piece);
        run = rest;
    }
    pieces
}

/// Adds what is read next, apart from what is read the other way.
fn add(visual: &mut String, piece: &str, reversed: bool) {
    if visual.ends_with(right_to_left) && piece.starts_with(right_to_left) {
        // It is not seen, and no font that has it has such letters.
        visual.push('\u{2060}');
    }
    if reversed {
        visual.extend(piece.chars().rev().map(mirrored));
    } else {
        visual.push_str(piece);
    }
}

fn mirrored(letter: char) -> char {
    match letter {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_name_from_right_to_left_stand_in_the_order_they_are_read() {
        assert_eq!(readable("clip 01.mp4"), "clip 01.mp4");
        assert_eq!(readable("인터뷰 최종.mov"), "인터뷰 최종.mov");
        assert_eq!(readable("מצלמה ראשית.mp4"), "ראשית מצלמה.mp4");
        assert_eq!(readable("مقطع_نهائي (ب).mp4"), "(ب) نهائي_مقطع.mp4");
    }

    #[test]
    fn digits_of_a_name_from_right_to_left_keep_their_order() {
        assert_eq!(readable("عرض 2026.mp4"), "2026 عرض.mp4");
        // The text engine turns these digits around once more.
        assert_eq!(readable("٢٠٢٦.mp4"), "٦٢٠٢.mp4");
        assert_eq!(readable("عرض٢٠٢٦.mp4"), "٦٢٠٢\u{2060}عرض.mp4");
        assert_eq!(readable("فیلم۱۲۳.mp4"), "۳۲۱\u{2060}فیلم.mp4");
    }
}
