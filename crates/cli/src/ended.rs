//! How an upload ended, in its last line.

use takeup_model::{AssetId, Job, RunStatus, TaskId};
use takeup_text::msg::console;

/// How an upload stands in its last line: what is not waited for any more is left to the platform.
pub(super) fn ended(job: &Job) -> RunStatus {
    let status = RunStatus::of(job);
    if status == RunStatus::Unfinished { RunStatus::Processing } else { status }
}

pub(super) fn label(status: RunStatus) -> &'static str {
    match status {
        RunStatus::Ready => console::console_ended_ready(),
        RunStatus::Failed => console::console_ended_failed(),
        RunStatus::Refused => console::console_ended_refused(),
        RunStatus::Cancelled => console::console_ended_cancelled(),
        RunStatus::Duplicate => console::console_ended_duplicate(),
        RunStatus::Processing | RunStatus::Unfinished => console::console_ended_processing(),
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
