//! The documents that limits and requirements are taken from.

use crate::words::words;

/// Where a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleSource {
    /// Nowhere: a person set it for this account.
    Account,
    /// The guide for files from the local file system.
    GuideLocal,
    /// The guide for uploads of every kind.
    GuideContent,
    /// Third-party notes.
    Notes,
    /// Pages on classic tasks that are older than the guides.
    OlderTasks,
    /// The page on Pegasus 1.2.
    Pegasus12,
    /// The API reference.
    Reference,
    /// What the official Python SDK says in its documentation.
    Sdk,
}

words! {
    RuleSource {
        Account => "account",
        GuideLocal => "guide-local",
        GuideContent => "guide-content",
        Notes => "notes",
        OlderTasks => "older-tasks",
        Pegasus12 => "pegasus-1.2",
        Reference => "reference",
        Sdk => "sdk",
    }
}

impl RuleSource {
    /// What the document is called, in English, for other programs.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Account => "Account setting",
            Self::GuideLocal => "Guide “Upload from the local file system”",
            Self::GuideContent => "Guide “Upload content”",
            Self::Notes => "Third-party notes",
            Self::OlderTasks => "Older pages on classic tasks",
            Self::Pegasus12 => "Page on Pegasus 1.2",
            Self::Reference => "API reference 1.3",
            Self::Sdk => "Python SDK 1.3.6",
        }
    }

    /// Of when it is, as a year or a year and a month, where it says so.
    pub const fn date(self) -> Option<&'static str> {
        match self {
            Self::Account | Self::GuideContent | Self::OlderTasks | Self::Pegasus12 => None,
            Self::GuideLocal => Some("2022"),
            Self::Reference => Some("2026-07"),
            Self::Notes | Self::Sdk => Some("2026"),
        }
    }
}
