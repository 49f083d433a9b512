//! How an upload ended, in its last line.

use takeup_model::{AssetId, End, Job, TaskId};
use takeup_text::msg::console;

/// The status of an upload in its last line.
#[derive(Clone, Copy)]
pub(super) enum Ended {
    Ready,
    Failed,
    Refused,
    Cancelled,
    Duplicate,
    Processing,
}

impl Ended {
    pub(super) fn of(job: &Job) -> Self {
        match &job.end {
            Some(End::Ready) => Self::Ready,
            Some(End::Failed(_)) => Self::Failed,
            Some(End::Refused(_)) => Self::Refused,
            Some(End::Cancelled) => Self::Cancelled,
            None if job.asks() => Self::Duplicate,
            None => Self::Processing,
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::Duplicate => "duplicate",
            Self::Processing => "processing",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Ready => console::console_ended_ready(),
            Self::Failed => console::console_ended_failed(),
            Self::Refused => console::console_ended_refused(),
            Self::Cancelled => console::console_ended_cancelled(),
            Self::Duplicate => console::console_ended_duplicate(),
            Self::Processing => console::console_ended_processing(),
        }
    }
}

/// What the platform made of it: a task or an asset.
pub(super) fn created(task: Option<&TaskId>, asset: Option<&AssetId>) -> Option<String> {
    match (task, asset) {
        (Some(id), _) => Some(console::console_task(&id.0)),
        (None, Some(id)) => Some(console::console_asset(&id.0)),
        (None, None) => None,
    }
}
