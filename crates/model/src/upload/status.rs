//! How an upload stands on screen. Derived, never kept.

use std::time::{Duration, Instant};

use crate::{
    Account, Creation, Destination, DestinationId, DestinationState, End, FailureKind, Job, JobId, Method,
    Model, Now, Reachability, Step, Wire,
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
            Some(End::Refused(_)) if job.is_held() => return Self::Held,
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
            // What was created may not be listed yet. Nothing has gone wrong.
            let looks = job.step() == Step::Recover && job.trouble.is_none();
            return if looks { Self::Checking } else { Self::Retrying(wait) };
        }
        let closed = model.account_of(job).and_then(|account| rate_limit(account, job));
        if let Some(wait) = closed.and_then(|until| until.checked_duration_since(now.mono))
            && !wait.is_zero()
        {
            return Self::Retrying(wait);
        }
        if let Some(wait) = parts_rest(wire, job).and_then(|until| until.checked_duration_since(now.mono))
            && !wait.is_zero()
        {
            return Self::Retrying(wait);
        }
        Self::under_way(wire, job)
    }

    fn under_way(wire: &Wire, job: &Job) -> Self {
        let moving = moves(wire, job.id);
        match job.step() {
            Step::Compare if job.asks() => Self::Duplicate,
            Step::Look | Step::Compare | Step::Recover | Step::FetchParts => Self::Checking,
            Step::Create | Step::Watch if job.method() == Some(Method::Import) => Self::Importing,
            Step::Create | Step::Send if moving => Self::Uploading,
            // The request has no body to be seen moving. A session moves nothing before its parts do.
            Step::Create if job.creation != Creation::NotBegun && job.method() != Some(Method::Multipart) => {
                Self::Uploading
            }
            Step::Prepare | Step::Create | Step::Send => Self::Waiting,
            Step::Watch => Self::Processing,
            Step::Follow | Step::Submit => Self::Indexing,
            Step::Over => Self::Ready,
        }
    }
}

/// What an upload waits for that stands at [`UploadStatus::Waiting`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// The uploads that go before it.
    Others,
    /// What comes before its first byte: a session, or the presigned URLs of its parts.
    Start,
    /// The copies that are made before its own.
    Copies,
    /// The bandwidth limit lets no more parts travel.
    Limit(u64),
    /// The storage has stalled, and fewer bodies travel.
    Storage,
    /// Every part has left, and the platform is told of the last ones.
    Report,
}

impl WaitsFor {
    /// What this one waits for.
    pub fn of(model: &Model, wire: &Wire, job: &Job) -> Self {
        if job.step() == Step::Prepare {
            return Self::Copies;
        }
        let in_parts = job.step() == Step::Send;
        if in_parts && job.session.as_ref().is_some_and(|session| session.missing().next().is_none()) {
            return Self::Report;
        }
        if wire.allowance.is_some_and(|most| wire.flights.len() >= most) {
            return Self::Storage;
        }
        let whole = |job: &Job| job.method() != Some(Method::Multipart);
        let alike = |id: &&JobId| model.job(**id).is_some_and(|other| whole(other) == whole(job));
        let before = wire.meters.keys().filter(alike).count();
        if before >= model.settings.files_at_once {
            return Self::Others;
        }
        match wire.filled_by_limit().filter(|_| in_parts) {
            Some(rate) => Self::Limit(rate),
            None if wire.flights.len() < wire.concurrency_limit(&model.settings) => Self::Start,
            None => Self::Others,
        }
    }
}

fn moves(wire: &Wire, job: JobId) -> bool {
    wire.meters.contains_key(&job) || wire.flies(job)
}

/// Until when every part that is still to go has to wait after a failure.
fn parts_rest(wire: &Wire, job: &Job) -> Option<Instant> {
    let session = job.session.as_ref().filter(|_| job.step() == Step::Send && !moves(wire, job.id))?;
    let rests = |part| job.part_retries.get(&part).and_then(|retries| retries.not_before);
    session.missing().map(rests).try_fold(None, |first: Option<Instant>, rest| {
        let rest = rest?;
        Some(Some(first.map_or(rest, |first| first.min(rest))))
    })?
}

/// What an upload counts as, wherever uploads are counted or narrowed down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UploadGroup {
    /// It is under way, paused or not.
    Active,
    /// It waits for a person to decide. Nothing has gone wrong.
    Held,
    /// It failed, or nothing can be done so that it is accepted as it is.
    Failed,
    /// It is where it was to go.
    Ready,
    /// A person called it off.
    Cancelled,
}

impl UploadGroup {
    /// What this one counts as.
    pub fn of(job: &Job) -> Self {
        match &job.end {
            None if job.asks() => Self::Held,
            None => Self::Active,
            Some(End::Ready) => Self::Ready,
            Some(End::Refused(_)) if job.is_held() => Self::Held,
            Some(End::Refused(_) | End::Failed(_)) => Self::Failed,
            Some(End::Cancelled) => Self::Cancelled,
        }
    }
}

/// Until when the platform takes no more requests of the kind that this job needs next.
pub fn rate_limit(account: &Account, job: &Job) -> Option<Instant> {
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
