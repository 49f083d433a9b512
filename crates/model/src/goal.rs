//! Places for an asset: indexes and knowledge stores, and how far it has come there.

use super::{Failure, IndexId, IndexingStatus, Poll, StoreId};

/// A place for an asset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Index it here.
    Index(IndexId),
    /// Add it to this knowledge store.
    Store(StoreId),
}

/// A place for an asset, and how far it has come there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Where.
    pub target: Target,
    /// How far.
    pub state: GoalState,
    /// When the platform is asked next about it.
    pub poll: Poll,
}

impl Goal {
    /// A goal nobody has asked the platform for yet.
    pub fn new(target: Target) -> Self {
        Self { target, state: GoalState::Wanted, poll: Poll::default() }
    }

    /// A goal that may have been reached by other ways: the platform is asked before anything is created.
    pub fn perhaps(target: Target) -> Self {
        Self { state: GoalState::Doubtful, ..Self::new(target) }
    }
}

/// How far an asset has come on its way into an index or a knowledge store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoalState {
    /// To be asked for.
    Wanted,
    /// Asked for; the answer is awaited.
    Begun,
    /// Asked for, and the answer was lost: look before asking again.
    Doubtful,
    /// The platform is at it.
    Submitted {
        /// The indexed asset, or the item.
        id: String,
        /// As last told.
        status: IndexingStatus,
    },
    /// It is there.
    Ready {
        /// The indexed asset, or the item.
        id: String,
    },
    /// It will not get there by itself.
    Failed(Failure),
}

impl GoalState {
    /// Whether nothing more will come of it by itself.
    pub fn over(&self) -> bool {
        matches!(self, Self::Ready { .. } | Self::Failed(_))
    }
}
