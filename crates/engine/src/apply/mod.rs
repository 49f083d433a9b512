//! Facts in: takes one event into the model. Starts nothing, decides nothing.

mod change_requests;
mod commands;
mod destinations;
mod etags;
mod failures;
mod lists;
mod replies;

pub(super) use lists::{inspect_due, load_due, poll_due, quiet};

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use takeup_model::{
    Account, Answers, AssetStatus, Concurrency, ConnectTimes, ConnectionKey, Creation, DestinationState,
    Duplicate, End, Failure, FailureKind, Flight, IndexingStatus, Job, JobId, Meter, Model, News, Now,
    PartNo, PartsAtOnce, Receipt, Sample, Step, check_remote, choose_route,
};

use super::event::{Event, Work};
use super::pace::Policy;

/// Takes one event into the model.
pub(super) fn apply(model: &mut Model, event: Event, policy: &Policy, now: Now) {
    match event {
        Event::Command(command) => commands::apply(model, command, policy, now),
        Event::Started(work) => started(model, &work, now),
        Event::Stopped(work) => stopped(model, &work, policy, now),
        Event::Done(work, Ok(reply)) => {
            answered(model, &work, now.mono);
            landed(model, &work);
            replies::apply(model, &work, reply, policy, now);
        }
        Event::Done(work, Err(failure)) => {
            landed(model, &work);
            failures::apply(model, &work, failure, policy, now);
        }
        Event::UsedUp(work, wait) => failures::used_up(model, &work, now.mono + wait, now),
        Event::Limited(limit) => model.traffic.limit = limit,
        Event::Read((id, part), digest) => etags::read(model, id, part, digest, now),
        Event::MeasuredConnection(line) => on_connection(model, line),
        Event::Sampled(sample) => sampled(model, sample, policy, now.mono),
        Event::JournalLost(why) => {
            let known = model.notices.iter().any(|notice| matches!(notice.news, News::JournalLost(_)));
            if !known {
                model.notify(News::JournalLost(why));
            }
        }
        Event::Tick => {}
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

/// The body that a piece of work carries, if it carries one.
fn flight_of(model: &Model, work: &Work) -> Option<Flight> {
    work.flight().filter(|(job, part)| *part != PartNo::WHOLE || model.job(*job).is_some_and(Job::sends))
}

fn started(model: &mut Model, work: &Work, now: Now) {
    if let Some(flight) = flight_of(model, work) {
        if model.traffic.flights.is_empty() {
            model.traffic.moved = Some(now.mono);
        }
        model.traffic.flights.insert(flight, 0);
    }
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
fn stopped(model: &mut Model, work: &Work, policy: &Policy, now: Now) {
    let dead = flight_of(model, work).is_some_and(|flight| model.traffic.dead.contains(&flight));
    landed(model, work);
    if let Work::Create(id) = work {
        with_job(model, *id, now, |job| {
            job.creation = Creation::Doubtful;
            job.retries += 1;
        });
    } else if let (Work::Send(id, part), true) = (work, dead) {
        with_job(model, *id, now, |job| {
            let part_retry = job.part_retries.entry(*part).or_default();
            part_retry.setbacks += 1;
            part_retry.not_before = Some(now.mono + policy.delay(part_retry.setbacks, now.random));
            job.retries += 1;
        });
    }
}

/// A piece of work is over: its body is no longer on the wire.
fn landed(model: &mut Model, work: &Work) {
    let Some(flight) = work.flight() else { return };
    model.traffic.flights.remove(&flight);
    model.traffic.dead.remove(&flight);
    model.traffic.answers.drop_wait(flight);
    if model.traffic.in_flight(flight.0) == 0
        && !model.traffic.flights.keys().any(|(job, _)| *job == flight.0)
    {
        model.traffic.meters.remove(&flight.0);
    }
    if model.traffic.flights.is_empty() {
        model.traffic.carried = model.traffic.total.rate().or(model.traffic.carried);
        model.traffic.total = Meter::default();
    }
}

/// The next bodies travel on this line: what is known about it counts.
fn on_connection(model: &mut Model, line: ConnectionKey) {
    if model.traffic.connection.as_ref() != Some(&line) {
        model.traffic.concurrency = model
            .concurrency_by_connection
            .get(&line)
            .map_or_else(Concurrency::default, |limit| Concurrency::starting_at(*limit));
        model.traffic.answers = Answers::default();
        model.traffic.connection = Some(line);
    }
}

/// The storage has answered: that tells how long it takes.
fn answered(model: &mut Model, work: &Work, now: Instant) {
    if let Work::Send(job, part) = work {
        model.traffic.answers.came((*job, *part), now);
    }
}

/// Takes in how many bytes of each body have left, measures speeds, and notices a host that takes nothing more.
fn sampled(model: &mut Model, sample: Sample, policy: &Policy, now: Instant) {
    let mut all = 0;
    let mut waiting = false;
    let mut by_job: BTreeMap<JobId, u64> = BTreeMap::new();
    for (flight, sent) in sample.bytes {
        let whole = body_length(model, flight);
        let Some(before) = model.traffic.flights.get_mut(&flight) else { continue };
        let more = sent.saturating_sub(*before);
        *before = sent;
        all += more;
        waiting |= sent < whole;
        if sent >= whole && flight.1 != PartNo::WHOLE {
            model.traffic.answers.await_from(flight, now);
        }
        *by_job.entry(flight.0).or_default() += more;
    }
    for (job, more) in by_job {
        model.traffic.meters.entry(job).or_default().add(more, now);
    }
    model.traffic.total.add(all, now);
    learn(model, all, sample.held_up, sample.connect_times, now);
    if let Some(late) = model.traffic.answers.give_up(now) {
        model.traffic.dead.insert(late);
    }
    // A body that has left whole waits for an answer; that wait has a limit of its own.
    if all > 0 || !waiting {
        model.traffic.moved = Some(now);
        return;
    }
    let still = model.traffic.moved.map(|moved| now.saturating_duration_since(moved));
    if still.is_some_and(|still| still >= policy.stall) {
        model.traffic.moved = Some(now);
        let flying = model.traffic.flights.len();
        if flying > 1 {
            model.traffic.allowance = Some(flying / 2);
            model.traffic.concurrency.squeeze(flying / 2, now);
        } else {
            model.traffic.dead.extend(model.traffic.flights.keys().copied());
        }
    }
}

/// Measures the line, as long as the line is what holds the bytes up.
fn learn(model: &mut Model, bytes: u64, held_up: bool, connect_times: ConnectTimes, now: Instant) {
    let (flying, limit) = (model.traffic.flights.len(), model.concurrency());
    let ours = model.settings.parts_at_once == PartsAtOnce::Automatic;
    if !ours || held_up || flying < limit || model.traffic.allowance.is_some() {
        return model.traffic.concurrency.interrupt(now);
    }
    if flying > limit {
        return model.traffic.concurrency.wait();
    }
    let before = model.traffic.concurrency.clone();
    model.traffic.concurrency.measure(bytes, connect_times, now);
    if model.traffic.concurrency.limit() != before.limit() {
        tracing::debug!(?before, limit = model.traffic.concurrency.limit(), "parts at once");
    }
    if let (Some(line), Some(limit)) = (&model.traffic.connection, model.traffic.concurrency.found()) {
        model.concurrency_by_connection.insert(line.clone(), limit);
    }
}

fn body_length(model: &Model, (id, part): Flight) -> u64 {
    let Some(job) = model.job(id) else { return 0 };
    match &job.session {
        Some(session) => session.range(part).1,
        None => job.bytes_total(),
    }
}

#[cfg(test)]
mod tests;
