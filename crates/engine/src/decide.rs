//! What follows from the facts of a job without asking anybody: its way, its end, and what a duplicate means.

use std::time::Instant;

use takeup_model::requirements::{self, RequirementKind, Severity};
use takeup_model::{
    Account, AssetId, AssetStatus, CopyChoice, CopyEstimate, CopySize, Cut, DestinationState, Duplicate, End,
    Failure, FailureKind, FileFacts, IndexingStatus, Job, JobId, LimitKey, MediaKind, Model, PartNo, Recipe,
    Refusal, Route, Source, Step, Wire, address, check_remote, choose_route,
};

use super::agenda::Agenda;

/// What the planner has decided about one job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A copy that differs like this is sent in its place.
    Copy(Recipe),
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
pub(super) fn decisions(model: &Model, agenda: &Agenda, wire: &Wire, now: Instant) -> Vec<(JobId, Decision)> {
    agenda.undecided().filter_map(|job| Some((job.id, decision(model, wire, job, now)?))).collect()
}

/// Whether there may be a decision to make about a job. Nothing but its own facts can bring one about.
pub(super) fn can_be_decided(job: &Job) -> bool {
    job.end.is_none()
        && (has_no_way(job) || duplicate(job).is_some() || doubtful_part(job).is_some() || end(job).is_some())
}

fn decision(model: &Model, wire: &Wire, job: &Job, now: Instant) -> Option<Decision> {
    route(model, wire, job, now)
        .or_else(|| duplicate(job))
        .or_else(|| doubtful_part(job).map(Decision::Resend))
        .or_else(|| end(job).map(Decision::End))
}

fn has_no_way(job: &Job) -> bool {
    let copying = job.prepares() || job.awaits_samples();
    job.looked && job.route.is_none() && !copying && !job.adds_existing_asset()
}

/// The way of a job that has none, or why it cannot go.
fn route(model: &Model, wire: &Wire, job: &Job, now: Instant) -> Option<Decision> {
    if !has_no_way(job) {
        return None;
    }
    let (account, above) = (model.account_of(job)?, model.settings.multipart_above);
    if let Source::Url(url) = &job.source
        && let Some(why) = address::expired(url, job.added)
    {
        return Some(Decision::End(End::Refused(Refusal::Address(why))));
    }
    if let Some(recipe) = recipe(job, account, wire) {
        return Some(Decision::Copy(recipe));
    }
    let route = choose_route(&job.source, job.body(), &job.options, account, above, now)
        .and_then(|route| check_remote(&job.source, job.remote.as_ref(), account, route));
    Some(route.map_or_else(|refusal| Decision::End(End::Refused(refusal)), Decision::Route))
}

/// How a copy differs that is to be sent in place of the file, if one is.
fn recipe(job: &Job, account: &Account, wire: &Wire) -> Option<Recipe> {
    let file = job.file.as_ref().filter(|file| job.copy.is_none() && job.untouched() && file.size > 0)?;
    if file.media.cut != Cut::No && !job.options.anyway {
        // A copy of what is left of it would be whole, and nobody would hear of it.
        return None;
    }
    let size = (file.kind == MediaKind::Video).then(|| copy_size(job, file, account, wire)).flatten();
    if job.options.fix
        && let Some(recipe) = requirements::recipe(file, size, &job.options, account)
    {
        return Some(recipe);
    }
    size.map(Recipe::smaller)
}

fn copy_size(job: &Job, file: &FileFacts, account: &Account, wire: &Wire) -> Option<CopySize> {
    match job.copy_choice() {
        CopyChoice::Original => None,
        CopyChoice::Smaller(size) => size.helps(file).then_some(size),
        CopyChoice::Automatic => {
            let samples = job.samples.as_ref()?.as_ref().ok()?;
            // Where the line has not been measured, nobody can say that a copy is sooner.
            let too_large = file.size > account.limits.of(LimitKey::Multipart).bytes;
            let fits = |copy: &&CopyEstimate| {
                copy.size.helps(file)
                    && objections(job, &Recipe::smaller(copy.size).applied(file), account) == 0
            };
            let copies = samples.copies.iter().filter(fits);
            let seconds = |bytes: u64| wire.rate().map(|rate| seconds(bytes, rate));
            let whole = seconds(file.size).filter(|_| !too_large);
            let sooner =
                |copy: &CopyEstimate| seconds(copy.bytes).map(|sent| copy.takes.as_secs_f64() + sent);
            let best = copies
                .min_by(|a, b| sooner(a).partial_cmp(&sooner(b)).unwrap_or(std::cmp::Ordering::Equal))?;
            let pays = too_large || whole.zip(sooner(best)).is_some_and(|(whole, copy)| copy < whole);
            pays.then_some(best.size)
        }
    }
}

/// How many things every source objects to.
fn objections(job: &Job, file: &FileFacts, account: &Account) -> usize {
    let found = requirements::judge(file, &job.options, account);
    found
        .iter()
        .filter(|verdict| verdict.weight == Severity::Wait && verdict.demand != RequirementKind::Size)
        .count()
}

fn seconds(bytes: u64, rate: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let bytes = bytes as f64;
    bytes / rate
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

#[cfg(test)]
mod tests;
