//! The platform's size limits: one table of data, each row with its source.

use std::collections::BTreeMap;

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
    /// A multipart upload.
    Multipart,
    /// A classic indexing task.
    Task,
    /// A file the platform fetches from a public URL.
    Url,
}

words! {
    LimitKey {
        Direct => "direct",
        Document => "document",
        Image => "image",
        Multipart => "multipart",
        Task => "task",
        Url => "url",
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
    pub source: &'static str,
    /// A higher figure in a newer document.
    pub newer: Option<Newer>,
}

/// What a newer document says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newer {
    /// The greatest size allowed.
    pub bytes: u64,
    /// Where the figure is written.
    pub source: &'static str,
}

const MB: u64 = 1_000_000;
const GB: u64 = 1_000_000_000;
const GUIDE: &str = "TwelveLabs guide “Upload content”";
const TASK_GUIDE: &str = "TwelveLabs guide “Upload from the local file system”";
const REFERENCE: &str = "TwelveLabs API reference 1.3 (July 2026)";

impl LimitKey {
    /// The platform's own limit. No source says whether MB and GB are decimal; the smaller reading is the safe one.
    pub fn limit(self) -> Limit {
        let newer = |bytes| Some(Newer { bytes, source: REFERENCE });
        let (bytes, source, newer) = match self {
            Self::Direct => (200 * MB, GUIDE, None),
            Self::Document => (200 * MB, REFERENCE, None),
            Self::Image => (32 * MB, REFERENCE, None),
            Self::Multipart => (2 * GB, GUIDE, newer(10 * GB)),
            Self::Task => (2 * GB, TASK_GUIDE, None),
            Self::Url => (2 * GB, GUIDE, newer(4 * GB)),
        };
        Limit { key: self, bytes, source, newer }
    }
}

/// The source given for a figure that was set by hand.
pub(crate) const SET_HERE: &str = "set for this account";

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
                Limit { bytes, source: SET_HERE, newer: row.newer.filter(|newer| newer.bytes > bytes), ..row }
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
    fn newer_figures_are_higher() {
        for row in LimitKey::ALL.map(LimitKey::limit) {
            assert!(row.newer.is_none_or(|newer| newer.bytes > row.bytes), "{row:?}");
        }
    }

    #[test]
    fn a_figure_set_for_the_account_wins_and_says_so() {
        let mut limits = Limits::default();
        assert_eq!(limits.of(LimitKey::Multipart).bytes, 2 * GB);
        limits.set.insert(LimitKey::Multipart, 10 * GB);
        let limit = limits.of(LimitKey::Multipart);
        assert_eq!((limit.bytes, limit.source, limit.newer), (10 * GB, SET_HERE, None));
    }
}
