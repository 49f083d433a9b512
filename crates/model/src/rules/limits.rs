//! The platform's size limits: one table of data, each row with its source.

use std::collections::BTreeMap;

use crate::RuleSource;
use crate::words::words;

/// Names a row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LimitKey {
    /// A local video or audio file in one request.
    Direct,
    /// A local document.
    Document,
    /// An image, whichever way it goes.
    Image,
    /// A multipart upload of a video.
    Multipart,
    /// A multipart upload of audio.
    MultipartAudio,
    /// A classic indexing task.
    Task,
    /// A file the platform fetches from a public URL.
    Url,
    /// A document the platform fetches from a public URL.
    UrlDocument,
}

words! {
    LimitKey {
        Direct => "direct",
        Document => "document",
        Image => "image",
        Multipart => "multipart",
        MultipartAudio => "multipart-audio",
        Task => "task",
        Url => "url",
        UrlDocument => "url-document",
    }
}

/// One limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Which.
    pub key: LimitKey,
    /// The greatest size allowed.
    pub bytes: u64,
    /// Where the figure is written.
    pub source: RuleSource,
    /// The figure of the table, where a person has set a lower one.
    pub table: Option<Figure>,
    /// A lower figure in an older document.
    pub older: Option<Figure>,
}

/// What a document says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The greatest size allowed.
    pub bytes: u64,
    /// Where the figure is written.
    pub source: RuleSource,
}

const MB: u64 = 1_000_000;
const GB: u64 = 1_000_000_000;

impl LimitKey {
    /// The platform's own limit, as the newest document has it. No source says whether MB and GB are decimal; the
    /// smaller reading is the safe one.
    pub fn limit(self) -> Limit {
        let guide = Some(Figure { bytes: 2 * GB, source: RuleSource::GuideContent });
        let (bytes, source, older) = match self {
            Self::Direct | Self::Document => (200 * MB, RuleSource::Sdk, None),
            Self::Image => (32 * MB, RuleSource::Sdk, None),
            Self::Multipart => (10 * GB, RuleSource::Sdk, guide),
            Self::Task => (2 * GB, RuleSource::Sdk, None),
            Self::MultipartAudio | Self::Url => (4 * GB, RuleSource::Sdk, guide),
            Self::UrlDocument => (512 * MB, RuleSource::Sdk, None),
        };
        Limit { key: self, bytes, source, table: None, older }
    }
}

/// The limits that hold for one account: the table, and what was set differently.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Figures set for this account.
    pub set: BTreeMap<LimitKey, u64>,
}

impl Limits {
    /// The limit that holds.
    pub fn of(&self, key: LimitKey) -> Limit {
        let row = key.limit();
        match self.set.get(&key) {
            None => row,
            Some(&bytes) => {
                let table = Some(Figure { bytes: row.bytes, source: row.source });
                let table = table.filter(|table| table.bytes > bytes);
                Limit { bytes, source: RuleSource::Account, table, older: None, ..row }
            }
        }
    }

    /// Whether this account's figure differs from the table's.
    pub fn is_set(&self, key: LimitKey) -> bool {
        self.set.contains_key(&key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_figure_holds_and_the_older_one_stays_visible() {
        use RuleSource::{GuideContent, Sdk};
        let rows = [
            (LimitKey::Direct, 200 * MB, Sdk, None),
            (LimitKey::Document, 200 * MB, Sdk, None),
            (LimitKey::Image, 32 * MB, Sdk, None),
            (LimitKey::Multipart, 10 * GB, Sdk, Some((2 * GB, GuideContent))),
            (LimitKey::MultipartAudio, 4 * GB, Sdk, Some((2 * GB, GuideContent))),
            (LimitKey::Task, 2 * GB, Sdk, None),
            (LimitKey::Url, 4 * GB, Sdk, Some((2 * GB, GuideContent))),
            (LimitKey::UrlDocument, 512 * MB, Sdk, None),
        ];
        assert_eq!(rows.map(|(key, ..)| key), LimitKey::ALL);
        for (key, bytes, source, older) in rows {
            let older = older.map(|(bytes, source)| Figure { bytes, source });
            assert_eq!(key.limit(), Limit { key, bytes, source, table: None, older });
            assert_eq!((source.title(), source.date()), ("Python SDK 1.3.6", Some("2026")));
            assert!(older.is_none_or(|older| older.bytes < bytes && older.source.date() < source.date()));
        }
    }

    #[test]
    fn a_figure_set_for_the_account_wins_and_says_so() {
        let mut limits = Limits::default();
        assert_eq!(limits.of(LimitKey::Multipart).bytes, 10 * GB);
        limits.set.insert(LimitKey::Multipart, 20 * GB);
        let limit = limits.of(LimitKey::Multipart);
        assert_eq!(
            (limit.bytes, limit.source, limit.table, limit.older),
            (20 * GB, RuleSource::Account, None, None)
        );
        limits.set.insert(LimitKey::Multipart, GB);
        let table = Some(Figure { bytes: 10 * GB, source: RuleSource::Sdk });
        assert_eq!(limits.of(LimitKey::Multipart).table, table);
    }
}
