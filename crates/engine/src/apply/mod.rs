//! Facts in: takes one event into the model. Starts nothing, decides nothing.

mod assets;
mod change_requests;
mod commands;
mod destinations;
mod etags;
mod failures;
mod imports;
mod intake;
mod lists;
mod replies;
mod watched;

use std::sync::Arc;

use takeup_model::{
    Account, Creation, DestinationState, End, FailureKind, FileCopy, Job, JobEvent, JobId, Model, News, Now,
    Receipt,
};

pub(crate) use watched::lacks_its_file;

use super::decide::Decision;
use super::due::next_import;
use super::event::{Event, StopReason, Work};
use super::pace::Policy;

/// Takes one event into the model.
pub(super) fn apply(model: &mut Model, event: Event, policy: &Policy, now: Now) {
    let practice;
    let policy = if practises(model, &event) {
        practice = policy.of_practice();
        &practice
    } else {
        policy
    };
    match event {
        Event::Command(command) => commands::apply(model, command, policy, now),
        Event::Started(work) => started(model, &work, now),
        Event::Decided(id, decision) => decided(model, id, decision, now),
        Event::Stopped(work, why) => stopped(model, &work, why, policy, now),
        Event::Done(work, Ok(reply)) => replies::apply(model, &work, reply, policy, now),
        Event::Done(work, Err(failure)) => failures::apply(model, &work, failure, policy, now),
        Event::UsedUp(work, wait) => failures::used_up(model, &work, now.mono + wait, now),
        Event::Read((id, part), digest) => etags::read(model, id, part, digest, now),
        Event::MeasuredConnection(key, limit) => {
            model.concurrency_by_connection.insert(key, limit);
        }
        Event::JournalLost(why) => {
            model.watches = false;
            let known = model.notices.iter().any(|notice| matches!(notice.news, News::JournalLost(_)));
            if !known {
                model.notify(News::JournalLost(why));
            }
        }
    }
}

/// Whether this is an answer of the practice platform.
fn practises(model: &Model, event: &Event) -> bool {
    let Event::Done(work, _) = event else { return false };
    let account = work.job().and_then(|id| Some(&model.job(id)?.account)).or(work.account());
    account.and_then(|id| model.accounts.get(id)).is_some_and(|account| account.unrecorded)
}

/// Changes one job, and notes when that has ended it. What ended in an earlier run is in no batch until it is opened
/// again.
fn with_job(model: &mut Model, id: JobId, now: Now, change: impl FnOnce(&mut Job)) {
    let Some(job_of) = model.jobs.get_mut(&id) else { return };
    let job = Arc::make_mut(job_of);
    let (before, before_end) = (job.mark(), job.end.clone());
    change(job);
    job.note_since(&before, now.utc);
    if job.end.is_some() && job.ended.is_none() {
        job.ended = Some(now.utc);
        job.trouble = None;
        job.not_before = None;
    }
    if before_end.is_some() && job.end.is_none() {
        model.batch_since.get_or_insert(now.utc);
    }
    keep_receipt(job, model.accounts.get(&job.account));
    if before_end.is_none() && job.end == Some(End::Ready) {
        let job = Arc::clone(job_of);
        watched::ready(model, &job);
    }
}

/// What the planner has decided about a job.
fn decided(model: &mut Model, id: JobId, decision: Decision, now: Now) {
    let compares = matches!(decision, Decision::Route(_) | Decision::Copy(_));
    with_job(model, id, now, |job| match decision {
        Decision::Copy(recipe) => {
            // Never the name of a copy that may just be deleted.
            let name = format!("{}-{:x}{}", job.nonce, now.random, recipe.ending());
            job.copy = Some(FileCopy { recipe, name, made: None });
        }
        Decision::Route(route) => job.route = Some(route),
        Decision::Reuse(asset, status) => job.reuse(asset, status),
        Decision::SendAnyway => (job.compared, job.duplicate) = (true, None),
        Decision::Resend(part) => etags::send_again(job, part),
        Decision::End(end) => job.end = Some(end),
    });
    if compares {
        replies::compare_here(model, id, now);
    }
}

/// What was known when a job ended is kept until it ends again.
fn keep_receipt(job: &mut Job, account: Option<&Account>) {
    if job.end.is_none() {
        job.receipt = None;
    } else if !job.receipt.as_ref().is_some_and(|receipt| receipt.tells_of(job)) {
        let receipt = account
            .map_or_else(|| Receipt::of(job, &Account::default()), |account| Receipt::of(job, account));
        job.receipt = receipt.map(Arc::new);
    }
}

fn started(model: &mut Model, work: &Work, now: Now) {
    if let Work::Scan(key) = work {
        model.watched.entry(key.clone()).or_default().began = Some(now.mono);
    } else if let Work::Load(id, list) = work
        && let Some(account) = model.accounts.get_mut(id)
    {
        account.list_mut(list).wanted_again = false;
    } else if let Work::Inspect(id, _) = work
        && let Some(opened) = model.accounts.get_mut(id).and_then(|account| account.opened.as_mut())
    {
        opened.state.wanted_again = false;
    } else if let Work::Prepare(_, name) = work {
        model.copies.insert(name.clone());
    } else if let Work::Create(id) = work {
        with_job(model, *id, now, |job| {
            job.creation = Creation::Begun;
            job.started.get_or_insert(now.utc);
        });
    } else if let Work::Import(account) = work {
        for id in next_import(model, account, now.mono) {
            with_job(model, id, now, |job| {
                job.creation = Creation::Begun;
                job.started.get_or_insert(now.utc);
            });
        }
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
            job.events.add(JobEvent::Retried(Some(*part), FailureKind::Network), now.utc);
        });
    }
}

#[cfg(test)]
mod tests;
