//! Places for an asset: indexes and knowledge stores, and how far it has come there.

use crate::words::words;
use crate::{Failure, IndexId, IndexingStatus, Poll, StoreId};

/// A place for an asset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DestinationId {
    /// Index it here.
    Index(IndexId),
    /// Add it to this knowledge store.
    Store(StoreId),
}

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DestinationKind {
    /// An index.
    Index,
    /// A knowledge store.
    Store,
}

words! { DestinationKind { Index => "index", Store => "store" } }

impl DestinationId {
    /// What kind of place it is.
    pub fn kind(&self) -> DestinationKind {
        match self {
            Self::Index(_) => DestinationKind::Index,
            Self::Store(_) => DestinationKind::Store,
        }
    }

    /// The ID alone.
    pub fn text(&self) -> &str {
        match self {
            Self::Index(id) => &id.0,
            Self::Store(id) => &id.0,
        }
    }
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

/// The same without the particulars, as far as it is kept. Whether an answer was awaited or lost makes no difference
/// after a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DestinationStateKind {
    /// To be asked for.
    Wanted,
    /// Asked for, and not answered.
    Begun,
    /// The platform is at it.
    Submitted,
    /// It is there.
    Ready,
    /// It will not get there by itself.
    Failed,
}

words! {
    DestinationStateKind {
        Wanted => "wanted",
        Begun => "begun",
        Submitted => "submitted",
        Ready => "ready",
        Failed => "failed",
    }
}

impl DestinationState {
    /// The same without the particulars.
    pub fn kind(&self) -> DestinationStateKind {
        match self {
            Self::Wanted => DestinationStateKind::Wanted,
            Self::Begun | Self::Doubtful => DestinationStateKind::Begun,
            Self::Submitted { .. } => DestinationStateKind::Submitted,
            Self::Ready { .. } => DestinationStateKind::Ready,
            Self::Failed(_) => DestinationStateKind::Failed,
        }
    }

    /// What went wrong, if it will not get there.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            Self::Wanted | Self::Begun | Self::Doubtful | Self::Submitted { .. } | Self::Ready { .. } => None,
        }
    }

    /// Whether the platform has taken the asset in here, or will not.
    pub fn placed(&self) -> bool {
        matches!(self, Self::Submitted { .. }) || self.over()
    }

    /// Whether nothing more will come of it by itself.
    pub fn over(&self) -> bool {
        matches!(self, Self::Ready { .. } | Self::Failed(_))
    }
}
