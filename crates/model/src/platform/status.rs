//! The platform's own words for how far something has come. Open enums: a new word is no error.

use std::fmt;

use crate::words::open_words;

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

open_words! { AssetStatus { Processing => "processing", Ready => "ready", Failed => "failed" } }

impl AssetStatus {
    /// Whether it will change by itself.
    pub fn under_way(&self) -> bool {
        matches!(self, Self::Processing | Self::Other(_))
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

open_words! {
    IndexingStatus {
        Uploading => "uploading",
        Validating => "validating",
        Pending => "pending",
        Queued => "queued",
        // Knowledge stores have another word for it.
        Indexing => "indexing" | "processing",
        Ready => "ready",
        Failed => "failed",
    }
}

impl IndexingStatus {
    /// Whether it will change by itself.
    pub fn under_way(&self) -> bool {
        !matches!(self, Self::Ready | Self::Failed)
    }
}

/// How far a multipart session has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionStatus {
    /// It can be finished.
    Active,
    /// It has its file.
    Completed,
    /// It ran out before it had its file.
    Expired,
    /// The platform could not use what came.
    Failed,
    /// A word this program does not know.
    Other(String),
}

open_words! {
    SessionStatus { Active => "active", Completed => "completed", Expired => "expired", Failed => "failed" }
}

/// Whether files can be imported through a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectionStatus {
    /// They can.
    Active,
    /// It has to be made again.
    Expired,
    /// The person has taken it back at the provider.
    Revoked,
    /// A word this program does not know.
    Other(String),
}

open_words! { ConnectionStatus { Active => "active", Expired => "expired", Revoked => "revoked" } }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_any_case_and_unknown_ones_are_kept() {
        assert_eq!(AssetStatus::parse("READY"), AssetStatus::Ready);
        assert_eq!(IndexingStatus::parse("Indexing"), IndexingStatus::Indexing);
        assert_eq!(IndexingStatus::parse("processing"), IndexingStatus::Indexing);
        let new = AssetStatus::parse("transcoding");
        assert!(new.under_way());
        assert_eq!(new.to_string(), "transcoding");
    }
}
