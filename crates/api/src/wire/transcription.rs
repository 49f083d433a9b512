//! What is said in an asset.

use serde::Deserialize;
use serde_json::Value;

use super::{items, lenient, told_reason};
use takeup_model::{AssetStatus, TranscriptLine, Transcription};

#[derive(Debug, Deserialize)]
pub(crate) struct WireTranscription {
    #[serde(default, deserialize_with = "lenient")]
    status: Option<String>,
    #[serde(default, deserialize_with = "items")]
    words: Vec<WireLine>,
    #[serde(default, deserialize_with = "items")]
    sentences: Vec<WireLine>,
    #[serde(default, deserialize_with = "items")]
    utterances: Vec<WireLine>,
    #[serde(default, deserialize_with = "lenient")]
    error: Option<Value>,
}

#[derive(Debug, Deserialize)]
struct WireLine {
    start: f64,
    end: f64,
    value: String,
    #[serde(default, deserialize_with = "lenient")]
    speaker: Option<String>,
}

impl From<WireTranscription> for Transcription {
    fn from(wire: WireTranscription) -> Self {
        // Not every transcription has each division. A sentence makes the best subtitle.
        let divisions = [wire.sentences, wire.utterances, wire.words];
        let lines = divisions.into_iter().find(|lines| !lines.is_empty()).unwrap_or_default();
        let line = |line: WireLine| TranscriptLine {
            start: line.start,
            end: line.end,
            text: line.value.split_whitespace().collect::<Vec<_>>().join(" "),
            speaker: line.speaker,
        };
        Self {
            status: wire.status.as_deref().map_or(AssetStatus::Processing, AssetStatus::parse),
            lines: lines.into_iter().map(line).collect(),
            error: told_reason(&[wire.error]),
        }
    }
}
