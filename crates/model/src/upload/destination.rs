//! Places for an asset: indexes and knowledge stores, and how far it has come there.

use crate::{Failure, IndexId, IndexingStatus, Poll, StoreId};

/// A place for an asset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DestinationId {
    /// Index it here.
    Index(IndexId),
    /// Add it to this knowledge store.
    Store(StoreId),
}

/// A place for an asset, and how far it has come there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Where.
    pub destination_id: DestinationId,
    /// How far.
    pub state: DestinationState,
    /// When the platform is asked next about it.
    pub poll: Poll,
}

impl Destination {
    /// A goal nobody has asked the platform for yet.
    pub fn new(destination_id: DestinationId) -> Self {
        Self { destination_id, state: DestinationState::Wanted, poll: Poll::default() }
    }

    /// A goal that may have been reached by other ways: the platform is asked before anything is created.
    pub fn new_doubtful(destination_id: DestinationId) -> Self {
        Self { state: DestinationState::Doubtful, ..Self::new(destination_id) }
    }
}

/// How far an asset has come on its way into an index or a knowledge store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DestinationState {
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

impl DestinationState {
    /// Whether nothing more will come of it by itself.
    pub fn over(&self) -> bool {
        matches!(self, Self::Ready { .. } | Self::Failed(_))
    }
}
