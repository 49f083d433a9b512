//! What can go wrong, as facts that a person and the planner can act on.

use std::time::Duration;

use crate::{Limit, Method, Obstacle, RefusalRule, Verdict};

/// Something went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What sort of trouble it is; decides whether trying again can help.
    pub kind: FailureKind,
    /// The particulars, without secrets: the platform's message, or the system's.
    pub detail: String,
}

impl Failure {
    /// A failure of this kind with these particulars.
    pub fn new(kind: FailureKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }

    /// Whether the platform keeps a whole group of endpoints closed to this account.
    pub fn closes_a_group(&self) -> bool {
        matches!(self.kind, FailureKind::NotAllowed | FailureKind::NotFound)
    }

    /// Whether the same request can succeed later without anybody doing anything.
    pub fn passing(&self) -> bool {
        match self.kind {
            FailureKind::PresignedUrlExpired
            | FailureKind::AnswerLost
            | FailureKind::Corrupt
            | FailureKind::FileGrowing
            | FailureKind::Network
            | FailureKind::ServerError
            | FailureKind::RateLimited(_) => true,
            FailureKind::Bug
            | FailureKind::Conflict
            | FailureKind::FileChanged
            | FailureKind::FileMissing
            | FailureKind::FileUnreadable
            | FailureKind::KeyRefused
            | FailureKind::Keyring
            | FailureKind::NotAllowed
            | FailureKind::NotFound
            | FailureKind::Processing
            | FailureKind::Refused
            | FailureKind::SessionEnded
            | FailureKind::Setup => false,
        }
    }
}

/// The sorts of trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// A presigned URL had lapsed or was used; the next one will do.
    PresignedUrlExpired,
    /// The request may have been carried out, but no answer came.
    AnswerLost,
    /// A fault of this program.
    Bug,
    /// The platform says something else stands in the way.
    Conflict,
    /// The storage has other bytes than were sent.
    Corrupt,
    /// The file is not what it was when its upload began.
    FileChanged,
    /// The file was changed moments ago, and may still be written.
    FileGrowing,
    /// The file is not there.
    FileMissing,
    /// The file cannot be read.
    FileUnreadable,
    /// The platform does not know the key.
    KeyRefused,
    /// The keyring did not do what it was asked.
    Keyring,
    /// The server could not be reached.
    Network,
    /// The plan or the region does not allow it.
    NotAllowed,
    /// The platform does not have it.
    NotFound,
    /// The server has trouble of its own.
    ServerError,
    /// The platform took the file and could not process it.
    Processing,
    /// The platform understood and said no.
    Refused,
    /// The multipart session has expired or failed.
    SessionEnded,
    /// The server's address, or what is needed to talk to it, is not right.
    Setup,
    /// Too many requests; the platform may say how long to wait.
    RateLimited(Option<Duration>),
}

/// Why a file is not sent at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The platform cannot fetch from its URL.
    Address(Obstacle),
    /// It has no bytes.
    Empty,
    /// It is surely not what the platform takes; a person may send it anyway.
    NotMedia {
        /// What the content looks like.
        found: String,
    },
    /// It is over a limit.
    TooLarge {
        /// The way it would have gone.
        method: Method,
        /// Its bytes.
        size: u64,
        /// The rule it breaks, as it holds for this account.
        limit: Limit,
    },
    /// It is out of a range that every source gives for where it shall go; a person may send it anyway.
    Unmet(Box<Verdict>),
    /// Something that was asked for does not fit together.
    Unfit {
        /// Which.
        reason: String,
    },
}

impl Refusal {
    /// The rule's word, for programs.
    pub fn word(&self) -> &'static str {
        RefusalRule::of(self).word()
    }

    /// Whether the file goes all the same if a person says so.
    pub fn may_go_anyway(&self) -> bool {
        match self {
            Self::NotMedia { .. } | Self::Unmet(_) => true,
            Self::Address(_) | Self::Empty | Self::TooLarge { .. } | Self::Unfit { .. } => false,
        }
    }
}
