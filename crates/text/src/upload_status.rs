//! How a job stands, as a person sees it.

use crate::times;
use std::time::Duration;

use takeup_model::{
    Creation, Destination, DestinationId, End, FailureKind, Job, Model, Now, Reachability, Step,
};

/// How a job stands, in the one word of its pill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadStatus {
    /// The file is being looked at.
    Checking,
    /// It is there already, and the person says what that means.
    Duplicate,
    /// It waits for a free place.
    Waiting,
    /// It waits for the network.
    NoNetwork,
    /// It waits for a key.
    NoKey,
    /// Bytes leave.
    Uploading,
    /// The person stopped it.
    Paused,
    /// It was found in the journal and waits for a word.
    StoppedAtStart,
    /// The platform is at it.
    Processing,
    /// It is on its way into an index or a store.
    Indexing,
    /// It will be tried again after so many seconds.
    Retrying(u64),
    /// The asset is ready.
    Ready,
    /// It is ready in every place asked for.
    Indexed,
    /// It went wrong.
    Failed,
    /// The file changed under way.
    Changed,
    /// It was not sent.
    NotAccepted,
    /// It was called off.
    Cancelled,
}

impl UploadStatus {
    /// How this job stands.
    pub fn of(model: &Model, job: &Job, now: Now) -> Self {
        match &job.end {
            Some(End::Ready) if job.task.is_some() || job.destinations.iter().any(is_index) => {
                return Self::Indexed;
            }
            Some(End::Ready) => return Self::Ready,
            Some(End::Refused(_)) => return Self::NotAccepted,
            Some(End::Failed(failure)) if failure.kind == FailureKind::FileChanged => return Self::Changed,
            Some(End::Failed(_)) => return Self::Failed,
            Some(End::Cancelled) => return Self::Cancelled,
            None => {}
        }
        if job.paused {
            return Self::Paused;
        }
        if job.stopped_at_start {
            return Self::StoppedAtStart;
        }
        if let Some(account) = model.account_of(job) {
            if matches!(account.reachability, Reachability::Down { .. }) {
                return Self::NoNetwork;
            }
            if !account.key.usable() {
                return Self::NoKey;
            }
        }
        if let Some(wait) = job.not_before.and_then(|then| then.checked_duration_since(now.mono))
            && !wait.is_zero()
        {
            return Self::Retrying(times::whole_seconds(wait));
        }
        Self::under_way(model, job)
    }

    fn under_way(model: &Model, job: &Job) -> Self {
        let moving = model.traffic.meters.contains_key(&job.id) || model.traffic.in_flight(job.id) > 0;
        match job.step() {
            Step::Compare if job.asks() => Self::Duplicate,
            Step::Look | Step::Compare => Self::Checking,
            Step::Recover | Step::FetchParts => Self::Uploading,
            Step::Create | Step::Send if moving || job.creation != Creation::NotBegun => Self::Uploading,
            Step::Create | Step::Send => Self::Waiting,
            Step::Watch => Self::Processing,
            Step::Follow | Step::Submit => Self::Indexing,
            Step::Over => Self::Ready,
        }
    }

    /// The word.
    pub fn word(self) -> String {
        let word = match self {
            Self::Checking => "Checking",
            Self::Duplicate => "Duplicate",
            Self::Waiting => "Waiting",
            Self::NoNetwork => "Waiting for network",
            Self::NoKey => "Waiting for key",
            Self::Uploading => "Uploading",
            Self::Paused => "Paused",
            Self::StoppedAtStart => "Stopped",
            Self::Processing => "Processing",
            Self::Indexing => "Indexing",
            Self::Retrying(secs) => {
                return format!("Trying again in {}", times::about(Duration::from_secs(secs)));
            }
            Self::Ready => "Ready",
            Self::Indexed => "Indexed",
            Self::Failed => "Failed",
            Self::Changed => "Changed",
            Self::NotAccepted => "Not accepted",
            Self::Cancelled => "Cancelled",
        };
        word.to_owned()
    }
}

fn is_index(destination: &Destination) -> bool {
    matches!(destination.destination_id, DestinationId::Index(_))
}
