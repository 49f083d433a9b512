//! Who waits until what was asked for is on disk.

use std::sync::mpsc::Sender;

use takeup_model::{Failure, FailureKind, FailureReason, Model, News, Notice};
use tokio::task;

/// Hears whether what was asked for is on disk.
pub(super) type Kept = Sender<Result<(), Failure>>;

/// Why there is no journal.
pub(super) fn why_not(model: &Model) -> Failure {
    let lost = |notice: &Notice| {
        if let News::JournalLost(why) = &notice.news { Some(why.clone()) } else { None }
    };
    let unknown = || Failure::own(FailureKind::FileUnreadable, FailureReason::JournalStopped, "");
    model.notices.iter().find_map(lost).unwrap_or_else(unknown)
}

/// Tells those who wait for it how this commit went.
pub(super) fn tell(
    waiting: Vec<Kept>,
    committed: impl Future<Output = Result<(), Failure>> + Send + 'static,
) {
    if waiting.is_empty() {
        return;
    }
    #[expect(clippy::disallowed_methods, reason = "it waits for the disk and does no work")]
    task::spawn(async move {
        let outcome = committed.await;
        for one in waiting {
            // Whoever has gone meanwhile need not be told.
            one.send(outcome.clone()).unwrap_or_default();
        }
    });
}
