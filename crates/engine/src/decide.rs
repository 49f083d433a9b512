//! What follows from the facts of a job without asking anybody: its way, its end, and what a duplicate means.

use std::time::Instant;

use takeup_model::{
    AssetId, AssetStatus, DestinationState, Duplicate, End, Failure, FailureKind, IndexingStatus, Job, JobId,
    Model, PartNo, Refusal, Route, Source, Step, address, check_remote, choose_route,
};

use super::agenda::Agenda;

/// What the planner has decided about one job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It goes this way.
    Route(Route),
    /// The asset that is there already is used.
    Reuse(AssetId, AssetStatus),
    /// What is there already may be something else: the file is sent.
    SendAnyway,
    /// The `ETag` of this part is in doubt, and only another answer can settle that.
    Resend(PartNo),
    /// Nothing more is to come.
    End(End),
}

/// Every decision that can be made now. None depends on another one.
pub(super) fn decisions(model: &Model, agenda: &Agenda, now: Instant) -> Vec<(JobId, Decision)> {
    agenda.undecided().filter_map(|job| Some((job.id, decision(model, job, now)?))).collect()
}

/// Whether there may be a decision to make about a job. Nothing but its own facts can bring one about.
pub(super) fn can_be_decided(job: &Job) -> bool {
    job.end.is_none()
        && (has_no_way(job) || duplicate(job).is_some() || doubtful_part(job).is_some() || end(job).is_some())
}

fn decision(model: &Model, job: &Job, now: Instant) -> Option<Decision> {
    route(model, job, now)
        .or_else(|| duplicate(job))
        .or_else(|| doubtful_part(job).map(Decision::Resend))
        .or_else(|| end(job).map(Decision::End))
}

fn has_no_way(job: &Job) -> bool {
    job.looked && job.route.is_none() && !job.adds_existing_asset()
}

/// The way of a job that has none, or why it cannot go.
fn route(model: &Model, job: &Job, now: Instant) -> Option<Decision> {
    if !has_no_way(job) {
        return None;
    }
    let (account, above) = (model.account_of(job)?, model.settings.multipart_above);
    if let Source::Url(url) = &job.source
        && let Some(why) = address::expired(url, job.added)
    {
        return Some(Decision::End(End::Refused(Refusal::Address(why))));
    }
    let route = choose_route(&job.source, job.file.as_ref(), &job.options, account, above, now)
        .and_then(|route| check_remote(&job.source, job.remote.as_ref(), account, route));
    Some(route.map_or_else(|refusal| Decision::End(End::Refused(refusal)), Decision::Route))
}

/// What was found of a file that is there already needs no word where the person has given it before. Only what is
/// surely the same is used unasked.
fn duplicate(job: &Job) -> Option<Decision> {
    if !job.if_exists().takes() || job.step() != Step::Compare {
        return None;
    }
    match &job.duplicate {
        Some(Duplicate::OnPlatform { asset, status, proven: true }) => {
            Some(Decision::Reuse(asset.clone(), status.clone()))
        }
        Some(Duplicate::OnPlatform { proven: false, .. }) => Some(Decision::SendAnyway),
        Some(Duplicate::InList(_)) | None => None,
    }
}

/// A part whose `ETag` is in doubt, where nothing else is left to send that could settle the doubt.
fn doubtful_part(job: &Job) -> Option<PartNo> {
    let session = job.session.as_ref()?;
    if !session.known || session.complete || session.missing().next().is_some() {
        return None;
    }
    session.unconfirmed().next()
}

/// The end of a job for which nothing more is to come: its asset or task has failed, its task or every destination is
/// over.
fn end(job: &Job) -> Option<End> {
    told_end(job).or_else(|| {
        let over = job.step() == Step::Submit
            && !job.digest_due()
            && job.destinations.iter().all(|destination| destination.state.over());
        over.then(|| destinations_end(job))
    })
}

/// The end that the platform's own word means.
fn told_end(job: &Job) -> Option<End> {
    let failed = || Some(End::Failed(Failure::new(FailureKind::Processing, "")));
    if let Some((_, status)) = &job.task {
        return match status {
            IndexingStatus::Ready => (!job.digest_due()).then_some(End::Ready),
            IndexingStatus::Failed => failed(),
            IndexingStatus::Uploading
            | IndexingStatus::Validating
            | IndexingStatus::Pending
            | IndexingStatus::Queued
            | IndexingStatus::Indexing
            | IndexingStatus::Other(_) => None,
        };
    }
    match &job.asset {
        Some((_, AssetStatus::Failed)) if job.bytes_sent() => failed(),
        _ => None,
    }
}

/// It is ready if its asset is in every destination.
fn destinations_end(job: &Job) -> End {
    let failed = job.destinations.iter().find_map(|destination| match &destination.state {
        DestinationState::Failed(failure) => Some(failure.clone()),
        DestinationState::Wanted
        | DestinationState::Begun
        | DestinationState::Doubtful
        | DestinationState::Submitted { .. }
        | DestinationState::Ready { .. } => None,
    });
    failed.map_or(End::Ready, End::Failed)
}
