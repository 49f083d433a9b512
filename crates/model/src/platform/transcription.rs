//! What is said in an asset, as the platform heard it, and the files that are made of it.

use crate::{AssetStatus, shown};

/// What is said in an asset.
#[derive(Clone, Debug, PartialEq)]
pub struct Transcription {
    /// How far the platform has come.
    pub status: AssetStatus,
    /// What was said, in order; nothing before it is ready.
    pub lines: Vec<TranscriptLine>,
    /// Why there is none, in the platform's words.
    pub error: Option<String>,
}

/// A sentence, or what a speaker said at one go.
#[derive(Clone, Debug, PartialEq)]
pub struct TranscriptLine {
    /// Seconds from the beginning of the asset.
    pub start: f64,
    /// Seconds from the beginning of the asset.
    pub end: f64,
    /// What was said, on one line.
    pub text: String,
    /// Who said it, where the platform tells speakers apart.
    pub speaker: Option<String>,
}

impl TranscriptLine {
    /// What was said, after the name of the speaker.
    pub fn said(&self) -> String {
        // Nothing that acts on a terminal, and no end of a line, which would be the end of a subtitle.
        let text = shown(&self.text);
        self.speaker
            .as_ref()
            .map_or_else(|| text.to_string(), |speaker| format!("{}: {text}", shown(speaker)))
    }
}

impl Transcription {
    /// A line of text for each.
    pub fn txt(&self) -> String {
        self.lines.iter().map(|line| line.said() + "\n").collect()
    }

    /// Subtitles in the format of `SubRip`.
    pub fn srt(&self) -> String {
        let cue = |(number, line): (usize, &TranscriptLine)| {
            format!("{}\n{} --> {}\n{}\n\n", number + 1, moment(line.start), moment(line.end), line.said())
        };
        self.lines.iter().enumerate().map(cue).collect()
    }
}

/// "01:02:03,456".
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn moment(secs: f64) -> String {
    let millis = (secs * 1_000.0).round().clamp(0.0, 359_999_999.0) as u64;
    let (hours, minutes, secs) = (millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60);
    format!("{hours:02}:{minutes:02}:{secs:02},{:03}", millis % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subtitles_have_a_number_and_both_moments_and_end_with_an_empty_line() {
        let line = |start, end, text: &str, speaker: Option<&str>| TranscriptLine {
            start,
            end,
            text: text.to_owned(),
            speaker: speaker.map(str::to_owned),
        };
        let lines = vec![
            line(0.0, 1.5, "Welcome.", None),
            line(3_723.456_7, f64::NAN, "안녕하세요\n\n2\n00:00", Some("Kim")),
        ];
        let said = Transcription { status: AssetStatus::Ready, lines, error: None };
        assert_eq!(
            said.srt(),
            "1\n00:00:00,000 --> 00:00:01,500\nWelcome.\n\n\
             2\n01:02:03,457 --> 00:00:00,000\nKim: 안녕하세요\\n\\n2\\n00:00\n\n"
        );
        assert_eq!(said.txt(), "Welcome.\nKim: 안녕하세요\\n\\n2\\n00:00\n");
    }
}
