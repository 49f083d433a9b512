//! What is due: whether the facts ask for something at this moment.

use std::cmp::Reverse;
use std::sync::Arc;
use std::time::Instant;

use takeup_model::{
    Account, AccountId, AssetId, DestinationId, Duplicate, IMPORTED_AT_ONCE, Job, JobId, List, ListState,
    Method, Model, Session, Step, Subject,
};

use super::pace::Policy;

/// Whether the platform is to be left alone with lists.
pub(super) fn quiet(account: &Account, now: Instant) -> bool {
    account.quiet_until.is_some_and(|until| until > now)
}

/// Whether a stretch of a list is to be loaded: somebody asked for it, or looks at it and it failed.
pub(super) fn load_due(account: &Account, list: &List, now: Instant) -> bool {
    let state = account.list(list);
    let again = state.trouble.is_some() && account.looked_at(list) && due(state, now);
    state.loading() || again
}

/// Whether the platform is to be asked what has changed in a list: somebody looks at it, and something is under way.
/// Assets are asked about one by one.
pub(super) fn poll_due(account: &Account, list: &List, now: Instant) -> bool {
    *list != List::Assets && refresh_due(account, list, now)
}

/// Whether the platform is to be asked about assets of the list that somebody looks at.
pub(super) fn listed_due(account: &Account, now: Instant) -> bool {
    refresh_due(account, &List::Assets, now)
}

fn refresh_due(account: &Account, list: &List, now: Instant) -> bool {
    let state = account.list(list);
    state.trouble.is_none() && account.looked_at(list) && due(state, now)
}

/// The asset that is to be loaded whole.
pub(super) fn inspect_due(account: &Account, now: Instant) -> Option<&AssetId> {
    let opened = account.opened.as_ref()?;
    let Subject::Asset(asset) = &opened.subject else { return None };
    (opened.state.wanted || due(&opened.state, now)).then_some(asset)
}

fn due(state: &ListState, now: Instant) -> bool {
    state.next.is_some_and(|(next, _)| next <= now)
}

/// Whether the platform is to be asked about this job's asset.
pub(super) fn watch_due(job: &Job, now: Instant) -> bool {
    job.active() && job.step() == Step::Watch && job.poll.due(now)
}

/// The jobs that the next import of an account is for: those moved to the front first, then the oldest.
pub(super) fn next_import(model: &Model, account: &AccountId, now: Instant) -> Vec<JobId> {
    let due = |job: &&Arc<Job>| {
        job.account == *account && job.active() && job.imports() && job.not_before.is_none_or(|at| at <= now)
    };
    let mut jobs: Vec<(Reverse<u64>, JobId)> =
        model.jobs.values().filter(due).map(|job| (Reverse(job.front), job.id)).collect();
    jobs.sort_unstable();
    jobs.into_iter().take(IMPORTED_AT_ONCE).map(|(_, id)| id).collect()
}

/// Whether there is something new to find out about what is there already.
pub(super) fn compare_due(model: &Model, job: &Job) -> bool {
    match &job.duplicate {
        None => true,
        Some(Duplicate::InList(id)) => model.job(*id).is_none_or(|other| {
            other.ended_without_asset()
                || (job.if_exists().takes() && (other.end.is_some() || other.waits_for_person()))
        }),
        Some(Duplicate::OnPlatform { .. }) => false,
    }
}

/// Whether somebody waits to know what copies of this file would be.
pub(super) fn sample_due(model: &Model, job: &Job) -> bool {
    let asked = model.sampling.contains(&job.id) && job.samples.is_none();
    job.file.is_some() && (asked || (job.active() && job.awaits_samples()))
}

/// Whether the platform takes no more requests for now of the kind that creates this job's asset or task.
pub(super) fn closed(model: &Model, job: &Job, now: Instant) -> bool {
    match job.method() {
        Some(Method::Direct | Method::Url) => {
            let until = model.account_of(job).and_then(|account| account.posts_closed_until);
            until.is_some_and(|until| until > now)
        }
        Some(Method::Task) => indexing_closed(model, job, now),
        Some(Method::Multipart | Method::Import) | None => false,
    }
}

/// Whether the platform takes no more requests for now that put this job's asset there.
pub(super) fn destination_closed(
    model: &Model,
    job: &Job,
    destination_id: &DestinationId,
    now: Instant,
) -> bool {
    matches!(destination_id, DestinationId::Index(_)) && indexing_closed(model, job, now)
}

fn indexing_closed(model: &Model, job: &Job, now: Instant) -> bool {
    let until = model.account_of(job).and_then(|account| account.indexing_closed_until);
    until.is_some_and(|until| until > now)
}

/// Reports go when enough parts wait for one, when the first has waited long enough, or when nothing more will come
/// soon.
pub(super) fn report_due(
    job: &Job,
    session: &Session,
    still_sending: bool,
    policy: &Policy,
    now: Instant,
) -> bool {
    let waiting = session.unreported().take(policy.report_batch).count();
    waiting > 0
        && (waiting >= policy.report_batch
            || job.report_at.is_none_or(|at| at <= now)
            || (session.missing().next().is_none() && !still_sending))
}
