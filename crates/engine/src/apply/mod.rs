//! Facts in: takes one event into the model. Starts nothing, decides nothing.

mod change_requests;
mod commands;
mod destinations;
mod etags;
mod failures;
mod lists;
mod replies;

pub(super) use lists::{inspect_due, load_due, poll_due, quiet};

use std::sync::Arc;

use takeup_model::{
    Account, AssetStatus, Creation, DestinationState, Duplicate, End, Failure, FailureKind, IndexingStatus,
    Job, JobId, Model, News, Now, Receipt, Step, check_remote, choose_route,
};

use super::event::{Event, StopReason, Work};
use super::pace::Policy;

/// Takes one event into the model.
pub(super) fn apply(model: &mut Model, event: Event, policy: &Policy, now: Now) {
    match event {
        Event::Command(command) => commands::apply(model, command, policy, now),
        Event::Started(work) => started(model, &work, now),
        Event::Stopped(work, why) => stopped(model, &work, why, policy, now),
        Event::Done(work, Ok(reply)) => replies::apply(model, &work, reply, policy, now),
        Event::Done(work, Err(failure)) => failures::apply(model, &work, failure, policy, now),
        Event::UsedUp(work, wait) => failures::used_up(model, &work, now.mono + wait, now),
        Event::Read((id, part), digest) => etags::read(model, id, part, digest, now),
        Event::MeasuredConnection(key, limit) => {
            model.concurrency_by_connection.insert(key, limit);
        }
        Event::JournalLost(why) => {
            let known = model.notices.iter().any(|notice| matches!(notice.news, News::JournalLost(_)));
            if !known {
                model.notify(News::JournalLost(why));
            }
        }
    }
}

/// Changes one job, chooses its way if that is open, and closes it if nothing more is to come.
fn with_job(model: &mut Model, id: JobId, now: Now, change: impl FnOnce(&mut Job)) {
    let Some(job) = model.jobs.get_mut(&id) else { return };
    let job = Arc::make_mut(job);
    change(job);
    if job.end.is_none()
        && job.looked
        && job.route.is_none()
        && !job.adds_existing_asset()
        && let Some(account) = model.accounts.get(&job.account)
    {
        let above = model.settings.multipart_above;
        let route = choose_route(&job.source, job.file.as_ref(), &job.options, account, above, now.mono);
        match route.and_then(|route| check_remote(&job.source, job.remote.as_ref(), account, route)) {
            Ok(route) => job.route = Some(route),
            Err(refusal) => job.end = Some(End::Refused(refusal)),
        }
    }
    decide(job);
    settle(job, now);
    keep_receipt(job, model.accounts.get(&job.account));
}

/// What was found of a file that is there already needs no word where the person has given it before. Only what is
/// surely the same is used unasked.
fn decide(job: &mut Job) {
    if job.step() != Step::Compare || !job.if_exists().takes() {
        return;
    }
    if let Some(Duplicate::OnPlatform { asset, status, proven }) =
        job.duplicate.take_if(|duplicate| matches!(duplicate, Duplicate::OnPlatform { .. }))
    {
        if proven {
            job.reuse(asset, status);
        } else {
            job.compared = true;
        }
    }
}

/// What was known when a job ended stands until it ends anew.
fn keep_receipt(job: &mut Job, account: Option<&Account>) {
    if job.end.is_none() {
        job.receipt = None;
    } else if !job.receipt.as_ref().is_some_and(|receipt| receipt.tells_of(job)) {
        let receipt = account
            .map_or_else(|| Receipt::of(job, &Account::default()), |account| Receipt::of(job, account));
        job.receipt = receipt.map(Arc::new);
    }
}

/// Ends a job for which nothing more is to come: its asset or task has failed, its task or every goal is done.
fn settle(job: &mut Job, now: Now) {
    etags::seek_evidence(job);
    if job.end.is_none() {
        job.end = told_end(job);
    }
    if job.step() == Step::Submit
        && !job.digest_due()
        && job.destinations.iter().all(|destination| destination.state.over())
    {
        let failed = job.destinations.iter().find_map(|destination| match &destination.state {
            DestinationState::Failed(failure) => Some(failure.clone()),
            DestinationState::Wanted
            | DestinationState::Begun
            | DestinationState::Doubtful
            | DestinationState::Submitted { .. }
            | DestinationState::Ready { .. } => None,
        });
        job.end = Some(failed.map_or(End::Ready, End::Failed));
    }
    if job.end.is_some() && job.ended.is_none() {
        job.ended = Some(now.utc);
        job.trouble = None;
        job.not_before = None;
    }
}

/// The end that the platform's own word means.
fn told_end(job: &Job) -> Option<End> {
    let failed = |why: &str| Some(End::Failed(Failure::new(FailureKind::Processing, why)));
    if let Some((_, status)) = &job.task {
        return match status {
            IndexingStatus::Ready => (!job.digest_due()).then_some(End::Ready),
            IndexingStatus::Failed => failed("the platform gives no reason for failed tasks"),
            IndexingStatus::Uploading
            | IndexingStatus::Validating
            | IndexingStatus::Pending
            | IndexingStatus::Queued
            | IndexingStatus::Indexing
            | IndexingStatus::Other(_) => None,
        };
    }
    match &job.asset {
        Some((_, AssetStatus::Failed)) if job.bytes_sent() => failed("the platform gave no reason"),
        _ => None,
    }
}

fn started(model: &mut Model, work: &Work, now: Now) {
    if let Work::Load(id, list) = work
        && let Some(account) = model.accounts.get_mut(id)
    {
        account.list_mut(list).anew = false;
    } else if let Work::Inspect(id, _) = work
        && let Some(opened) = model.accounts.get_mut(id).and_then(|account| account.opened.as_mut())
    {
        opened.state.anew = false;
    } else if let Work::Create(id) = work {
        with_job(model, *id, now, |job| {
            job.creation = Creation::Begun;
            job.started.get_or_insert(now.utc);
        });
    } else if let Work::Submit(id, place) = work {
        with_job(model, *id, now, |job| {
            if let Some(destination) = job.destinations.get_mut(*place)
                && destination.state == DestinationState::Wanted
            {
                destination.state = DestinationState::Begun;
            }
        });
    }
}

/// A body was broken off: by a pause, a cancel, a stall, or the end of the program.
fn stopped(model: &mut Model, work: &Work, why: StopReason, policy: &Policy, now: Now) {
    if let Work::Create(id) = work {
        with_job(model, *id, now, |job| {
            job.creation = Creation::Doubtful;
            job.retries += 1;
        });
    } else if let (Work::Send(id, part), StopReason::Stalled) = (work, why) {
        with_job(model, *id, now, |job| {
            let part_retry = job.part_retries.entry(*part).or_default();
            part_retry.setbacks += 1;
            part_retry.not_before = Some(now.mono + policy.delay(part_retry.setbacks, now.random));
            job.retries += 1;
        });
    }
}

#[cfg(test)]
mod tests;
