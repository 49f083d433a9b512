//! The platform's own words for how far something has come. Open enums: a new word is no error.

use std::fmt;

/// How far an asset has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetStatus {
    /// Bytes missing, or being validated.
    Processing,
    /// Usable.
    Ready,
    /// The platform could not use it.
    Failed,
    /// A word this program does not know; treated as under way.
    Other(String),
}

impl AssetStatus {
    /// Reads the platform's word, in any case.
    pub fn parse(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "processing" => Self::Processing,
            "ready" => Self::Ready,
            "failed" => Self::Failed,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Whether it will change by itself.
    pub fn under_way(&self) -> bool {
        matches!(self, Self::Processing | Self::Other(_))
    }
}

impl fmt::Display for AssetStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Processing => "processing",
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::Other(word) => word,
        })
    }
}

/// How far a multipart session has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionStatus {
    /// It can be finished.
    Active,
    /// The platform has every part.
    Completed,
    /// A word this program does not know; treated as over.
    Other(String),
}

impl SessionStatus {
    /// Reads the platform's word, in any case.
    pub fn parse(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "active" => Self::Active,
            "completed" => Self::Completed,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl fmt::Display for SessionStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Active => "active",
            Self::Completed => "completed",
            Self::Other(word) => word,
        })
    }
}

/// How far a classic task, an indexed asset, or an item of a knowledge store has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexingStatus {
    /// Bytes are being received or fetched.
    Uploading,
    /// The media is checked against the requirements.
    Validating,
    /// A worker is being started.
    Pending,
    /// A worker is about to begin.
    Queued,
    /// The media is being understood.
    Indexing,
    /// Searchable.
    Ready,
    /// Given up by the platform.
    Failed,
    /// A word this program does not know; treated as under way.
    Other(String),
}

impl IndexingStatus {
    /// Reads the platform's word, in any case. Knowledge stores say `processing` for indexing.
    pub fn parse(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "uploading" => Self::Uploading,
            "validating" => Self::Validating,
            "pending" => Self::Pending,
            "queued" => Self::Queued,
            "indexing" | "processing" => Self::Indexing,
            "ready" => Self::Ready,
            "failed" => Self::Failed,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Whether it will change by itself.
    pub fn under_way(&self) -> bool {
        !matches!(self, Self::Ready | Self::Failed)
    }
}

impl fmt::Display for IndexingStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Uploading => "uploading",
            Self::Validating => "validating",
            Self::Pending => "pending",
            Self::Queued => "queued",
            Self::Indexing => "indexing",
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::Other(word) => word,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_any_case_and_unknown_ones_are_kept() {
        assert_eq!(AssetStatus::parse("READY"), AssetStatus::Ready);
        assert_eq!(IndexingStatus::parse("Indexing"), IndexingStatus::Indexing);
        let new = AssetStatus::parse("transcoding");
        assert!(new.under_way());
        assert_eq!(new.to_string(), "transcoding");
    }
}
