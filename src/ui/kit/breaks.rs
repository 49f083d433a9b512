//! Where a line of Japanese ends. The text engine breaks inside words and before letters that begin no line.

use std::sync::Arc;

use eframe::egui::text::{ByteIndex, LayoutJob};
use eframe::egui::{Galley, Ui};

/// The most lines that are looked at: what is longer is read as it comes.
const LINES: usize = 12;

/// Lays text out, and where a line of Japanese ends inside a phrase, ends it before the phrase.
pub(crate) fn lay_out(ui: &Ui, mut job: LayoutJob) -> Arc<Galley> {
    let mut galley = ui.fonts_mut(|fonts| fonts.layout_job(job.clone()));
    if !job.text.contains(is_kana) {
        return galley;
    }
    for line in 0..LINES {
        if line + 1 >= galley.rows.len() {
            break;
        }
        let Some(at) = better_end(&job.text, &galley, line) else { continue };
        let mut shorter = job.clone();
        shorter.text.insert(at, '\n');
        if let Some(section) = shorter.sections.first_mut() {
            section.byte_range.end = ByteIndex(shorter.text.len());
        }
        let other = ui.fonts_mut(|fonts| fonts.layout_job(shorter.clone()));
        // What only fits by breaking anywhere is better read so than not at all.
        if !other.elided || galley.elided {
            (job, galley) = (shorter, other);
        }
    }
    galley
}

/// The byte before which a line should end, if it ends inside a phrase and another end is in sight.
fn better_end(text: &str, galley: &Galley, line: usize) -> Option<usize> {
    let length = |row: usize| galley.rows.get(row).map_or(0, |row| row.char_count_including_newline().0);
    let begin: usize = (0..line).map(length).sum();
    let end = begin + length(line);
    if galley.rows.get(line)?.ends_with_newline {
        return None;
    }
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let whole: usize = (0..galley.rows.len()).map(length).sum();
    // A letter may have several marks: then the places are not those of the letters.
    if whole != letters.len() && !galley.elided {
        return None;
    }
    let ends = |at: usize| {
        let pair = letters.get(at.checked_sub(1)?).zip(letters.get(at));
        pair.map(|((_, before), (_, after))| ends_phrase(*before, *after))
    };
    if ends(end)? {
        return None;
    }
    // Half a line is worth a whole phrase; more is not.
    let least = begin + (end - begin).div_ceil(2);
    let phrase = (least..end).rev().find(|at| ends(*at) == Some(true));
    // A long word is broken inside, but not before a letter that begins no line.
    let may_begin = |at: &usize| letters.get(*at).is_some_and(|(_, letter)| !begins_no_line(*letter));
    let inside = || (!may_begin(&end)).then(|| (begin + 1..end).rev().find(may_begin)).flatten();
    letters.get(phrase.or_else(inside)?).map(|(byte, _)| *byte)
}

/// Whether a phrase ends between these two letters: at a space, after a mark that closes something, or where a new word
/// begins after the small words that follow one.
fn ends_phrase(before: char, after: char) -> bool {
    if before.is_whitespace() || after.is_whitespace() {
        return true;
    }
    if begins_no_line(after) || "「『（【〈《".contains(before) {
        return false;
    }
    let closed = "、。！？」』）】〉》・".contains(before);
    let opens = "「『（【〈《".contains(after);
    closed || opens || (is_hiragana(before) && !is_hiragana(after))
}

fn begins_no_line(letter: char) -> bool {
    "、。，．・：；！？」』）】〉》ー…％々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;!?)]}%".contains(letter)
}

fn is_hiragana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{309f}')
}

fn is_kana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30ff}')
}

#[cfg(test)]
mod tests {
    use eframe::egui::{self, FontId};

    use super::*;

    fn lines(text: &str, width: f32) -> Vec<String> {
        let context = egui::Context::default();
        let mut found = Vec::new();
        let mut drawn = context.run_ui(egui::RawInput::default(), |ui| {
            let job = LayoutJob::simple(text.to_owned(), FontId::default(), egui::Color32::WHITE, width);
            let galley = lay_out(ui, job);
            found = galley.rows.iter().map(|row| row.text()).collect();
        });
        drawn.textures_delta.clear();
        found
    }

    #[test]
    fn lines_of_japanese_end_where_a_phrase_does() {
        let text = "ウィンドウを開くには、Takeupをもう一度起動します。練習モードのアップロードは続きます。";
        for width in [90.0, 120.0, 160.0, 240.0] {
            let lines = lines(text, width);
            assert!(lines.len() > 1, "{width}: {lines:?}");
            for pair in lines.windows(2) {
                let (before, after) = (pair[0].chars().last().unwrap(), pair[1].chars().next().unwrap());
                let cut = !is_hiragana(before) && !is_hiragana(after) && !ends_phrase(before, after);
                assert!(!cut && !begins_no_line(after), "{width}: {lines:?}");
            }
        }
    }

    #[test]
    fn no_line_begins_with_what_begins_none_even_inside_a_long_word() {
        for width in [40.0, 50.0, 60.0, 70.0, 80.0] {
            let lines = lines("プラットフォームプラットフォームプラットフォーム", width);
            let wrong = lines.iter().filter(|line| line.chars().next().is_some_and(begins_no_line));
            assert_eq!(wrong.count(), 0, "{width}: {lines:?}");
        }
    }

    #[test]
    fn other_languages_are_left_as_they_are() {
        assert_eq!(lines("one two", 30.0).len(), 2);
        assert_eq!(lines("ー", 30.0), ["ー"]);
    }
}
