//! How an upload stands on screen. Derived, never kept.

use std::time::{Duration, Instant};

use crate::{
    Creation, Destination, DestinationId, DestinationState, End, FailureKind, Job, Method, Model, Now,
    Reachability, Step, Wire,
};

/// How an upload stands, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UploadStatus {
    /// The file is being looked at.
    Checking,
    /// Its content is already in the list or on the platform, and the person decides.
    Duplicate,
    /// It waits for a free place.
    Waiting,
    /// It waits for the network.
    NoNetwork,
    /// It waits for a key.
    NoKey,
    /// A copy of the file is made.
    Preparing,
    /// Bytes are sent.
    Uploading,
    /// The person paused it.
    Paused,
    /// It was found in the journal and waits for a go.
    StoppedAtStart,
    /// The platform takes it out of a connected Google Drive.
    Importing,
    /// The platform processes it.
    Processing,
    /// It is being added to an index or a knowledge store.
    Indexing,
    /// It is tried again after this time.
    Retrying(Duration),
    /// The asset is ready.
    Ready,
    /// It is ready in every destination.
    Indexed,
    /// It failed.
    Failed,
    /// The file changed during the upload.
    Changed,
    /// It was not sent, and a person can decide to send it all the same, or in another form.
    Held,
    /// It was not sent.
    NotAccepted,
    /// The person cancelled it.
    Cancelled,
}

impl UploadStatus {
    /// How this job stands.
    pub fn of(model: &Model, wire: &Wire, job: &Job, now: Now) -> Self {
        match &job.end {
            Some(End::Ready) if job.task.is_some() || job.destinations.iter().any(is_index) => {
                return Self::Indexed;
            }
            Some(End::Ready) => return Self::Ready,
            Some(End::Refused(why)) if why.may_go_anyway() || why.is_not_connected() => return Self::Held,
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
        if wire.preparing.contains_key(&job.id) {
            // It needs neither network nor key.
            return Self::Preparing;
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
            return Self::Retrying(wait);
        }
        if let Some(wait) = rate_limit(model, job).and_then(|until| until.checked_duration_since(now.mono))
            && !wait.is_zero()
        {
            return Self::Retrying(wait);
        }
        Self::under_way(wire, job)
    }

    fn under_way(wire: &Wire, job: &Job) -> Self {
        let moving = wire.meters.contains_key(&job.id) || wire.in_flight(job.id) > 0;
        match job.step() {
            Step::Compare if job.asks() => Self::Duplicate,
            Step::Look | Step::Compare => Self::Checking,
            Step::Recover | Step::FetchParts => Self::Uploading,
            Step::Create | Step::Watch if job.method() == Some(Method::Import) => Self::Importing,
            Step::Create | Step::Send if moving || job.creation != Creation::NotBegun => Self::Uploading,
            Step::Prepare | Step::Create | Step::Send => Self::Waiting,
            Step::Watch => Self::Processing,
            Step::Follow | Step::Submit => Self::Indexing,
            Step::Over => Self::Ready,
        }
    }
}

/// Until when the platform takes no more requests of the kind that this job needs next.
fn rate_limit(model: &Model, job: &Job) -> Option<Instant> {
    let account = model.account_of(job)?;
    match (job.step(), job.method()) {
        _ if job.creation != Creation::NotBegun && job.step() != Step::Submit => None,
        (Step::Create, Some(Method::Direct | Method::Url)) => account.posts_closed_until,
        (Step::Create, Some(Method::Task)) => account.indexing_closed_until,
        (Step::Submit, _) => {
            let waits = |it: &Destination| is_index(it) && it.state == DestinationState::Wanted;
            account.indexing_closed_until.filter(|_| job.destinations.iter().any(waits))
        }
        _ => None,
    }
}

fn is_index(destination: &Destination) -> bool {
    matches!(destination.destination_id, DestinationId::Index(_))
}
