//! What the loop holds beside the model: running work, and what only that may have.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, JoinSet};

use super::super::calls::Calls;
use super::super::event::Work;
use super::super::kept::Kept;
use super::super::perform::WorkOutput;
use takeup_api::SignedUrl;
use takeup_api::body::BodyProgress;
use takeup_model::{Failure, Flight, UploadId};

/// What runs, and what only running work may hold.
pub(super) struct LoopState {
    pub(super) running: BTreeMap<Work, RunningWork>,
    pub(super) tasks: JoinSet<(Work, WorkOutput)>,
    /// Presigned URLs at hand, each of one session.
    pub(super) urls: BTreeMap<Flight, UrlAtHand>,
    /// Who waits for the next commit.
    pub(super) kept: Vec<Kept>,
    /// Commits that failed.
    pub(super) lost: (mpsc::UnboundedSender<Failure>, mpsc::UnboundedReceiver<Failure>),
    pub(super) looking: Calls,
}

impl LoopState {
    pub(super) fn new() -> Self {
        Self {
            running: BTreeMap::new(),
            tasks: JoinSet::new(),
            urls: BTreeMap::new(),
            kept: Vec::new(),
            lost: mpsc::unbounded_channel(),
            looking: Calls::default(),
        }
    }

    /// Whether anything runs that should not be cut off.
    pub(super) fn creates(&self) -> bool {
        self.running.keys().any(|work| {
            work.creates()
                || matches!(
                    work,
                    Work::Report(_)
                        | Work::Import(_)
                        | Work::Save
                        | Work::ForgetKey(_)
                        | Work::KeepProxyPassword
                )
        })
    }
}

/// A presigned URL that no part has used yet.
pub(super) struct UrlAtHand {
    pub(super) upload: UploadId,
    pub(super) url: SignedUrl,
    /// By our clock, which goes on while the computer sleeps.
    pub(super) came: Timestamp,
}

/// Whether a part that takes `need` still arrives in time by a URL that was valid for `life` when it came, so long ago.
/// A fresh one is used however short its life is.
pub(super) fn lasts(life: Option<Duration>, age: SignedDuration, need: Duration) -> bool {
    let age = Duration::try_from(age).unwrap_or_default();
    life.is_none_or(|life| life.saturating_sub(age) >= need.min(life / 2))
}

/// Work that runs.
pub(super) struct RunningWork {
    pub(super) abort: AbortHandle,
    pub(super) sight: Arc<BodyProgress>,
    /// The epoch of its account when it was started.
    pub(super) epoch: u64,
}
