//! What is on the wire: bodies leave, arrive, stall and are measured. The loop tells; the facts are only read here.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use takeup_model::{
    Answers, Concurrency, ConnectTimes, ConnectionKey, FailureKind, Flight, Job, JobId, Meter, Model, PartNo,
    PartsAtOnce, Preparing, Sample, Wire,
};

use super::event::{Command, Created, Event, Progress, Reply, Work};
use super::pace::Policy;

/// What a part is given while no speed is known.
const UNMEASURED: Duration = Duration::from_secs(30);

/// Takes in what an event says about the wire, before the facts take it in.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other event says nothing about the wire")]
pub(super) fn notice(wire: &mut Wire, model: &Model, event: &Event, now: Instant) {
    match event {
        Event::Started(work) => depart(wire, model, work, now),
        Event::Stopped(work, _) => land(wire, work),
        Event::Done(work, result) => {
            if let (Work::Send(job, part), Ok(_)) = (work, result) {
                // The storage has answered: that tells how long it takes.
                wire.answers.came((*job, *part), now);
            }
            land(wire, work);
            match result {
                Ok(Reply::Stored { .. } | Reply::Created(Created::Asset(..) | Created::Task(..))) => {
                    grow(wire, model);
                }
                Err(failure) if pushes_back(work, &failure.kind) => wire.concurrency.step_back(now),
                Ok(_) | Err(_) => {}
            }
        }
        Event::Command(Command::ChangeSettings(_) | Command::RaiseLimit(..)) => wire.allowance = None,
        _ => {}
    }
}

/// Takes in how work gets on, as long as it runs.
pub(super) fn hear(wire: &mut Wire, progress: Progress, runs: impl Fn(&Work) -> bool) {
    match progress {
        Progress::Copy(job, preparing) => {
            wire.preparing.entry(job).and_modify(|known| *known = preparing);
        }
        Progress::Consent(account, page) => {
            if runs(&Work::Connect(account.clone())) {
                wire.consents.insert(account, page);
            }
        }
    }
}

/// The body that a piece of work carries, if it carries one.
pub(super) fn body_of(model: &Model, work: &Work) -> Option<Flight> {
    work.flight().filter(|(job, part)| *part != PartNo::WHOLE || model.job(*job).is_some_and(Job::sends))
}

fn depart(wire: &mut Wire, model: &Model, work: &Work, now: Instant) {
    if let Work::Prepare(job, _) = work {
        let of = model.job(*job).and_then(Job::wanted_length);
        wire.preparing.insert(*job, Preparing { of, ..Preparing::default() });
    }
    let Some(flight) = body_of(model, work) else { return };
    if wire.flights.is_empty() {
        wire.moved = Some(now);
    }
    wire.flights.insert(flight, 0);
}

/// A piece of work is over: its body is no longer on the wire.
fn land(wire: &mut Wire, work: &Work) {
    if let Work::Prepare(job, _) = work {
        wire.preparing.remove(job);
    }
    if let Work::Connect(account) = work {
        wire.consents.remove(account);
    }
    let Some(flight) = work.flight() else { return };
    wire.flights.remove(&flight);
    wire.dead.remove(&flight);
    wire.answers.drop_wait(flight);
    if !wire.flights.keys().any(|(job, _)| *job == flight.0) {
        wire.meters.remove(&flight.0);
    }
    if wire.flights.is_empty() {
        wire.carried = wire.total.rate().or(wire.carried);
        wire.total = Meter::default();
    }
}

/// A body arrived: a host that had stalled may be trusted with one more again.
fn grow(wire: &mut Wire, model: &Model) {
    let places = wire.concurrency_limit(&model.settings);
    wire.allowance = wire.allowance.map(|allowance| allowance + 1).filter(|allowance| *allowance < places);
}

/// Whether a body came back because there were too many of them, or may have.
fn pushes_back(work: &Work, kind: &FailureKind) -> bool {
    matches!(work, Work::Send(..))
        && matches!(kind, FailureKind::Network | FailureKind::ServerError | FailureKind::RateLimited(_))
}

/// The next bodies travel on this connection: what is known about it counts.
pub(super) fn connect(wire: &mut Wire, model: &Model, key: ConnectionKey) {
    if wire.connection.as_ref() != Some(&key) {
        wire.concurrency = model
            .concurrency_by_connection
            .get(&key)
            .map_or_else(Concurrency::default, |limit| Concurrency::starting_at(*limit));
        wire.answers = Answers::default();
        wire.connection = Some(key);
    }
}

/// Takes in how many bytes of each body have left, measures speeds, and notices a host that takes nothing more. The
/// answer is what has become known about the connection, if that is new.
pub(super) fn sample(
    wire: &mut Wire,
    model: &Model,
    sample: &Sample,
    policy: &Policy,
    now: Instant,
) -> Option<Event> {
    let (mut all, mut waiting) = (0, false);
    let mut by_job: BTreeMap<JobId, u64> = BTreeMap::new();
    for (flight, sent) in &sample.bytes {
        let whole = body_length(model, *flight);
        let Some(before) = wire.flights.get_mut(flight) else { continue };
        let more = sent.saturating_sub(*before);
        *before = *sent;
        all += more;
        waiting |= *sent < whole;
        if *sent >= whole && flight.1 != PartNo::WHOLE {
            wire.answers.await_from(*flight, now);
        }
        *by_job.entry(flight.0).or_default() += more;
    }
    for (job, more) in by_job {
        wire.meters.entry(job).or_default().add(more, now);
        if let Some(done) = model.job(job).map(|job| wire.bytes_done(job)) {
            let reached = wire.reached.entry(job).or_default();
            *reached = done.max(*reached);
        }
    }
    wire.reached.retain(|job, _| model.job(*job).is_some());
    wire.total.add(all, now);
    let found = learn(wire, model, all, sample.held_up, sample.connect_times, now);
    if let Some(late) = wire.answers.give_up(now) {
        wire.dead.insert(late);
    }
    // A body that has left whole waits for an answer; that wait has a limit of its own.
    if all > 0 || !waiting {
        wire.moved = Some(now);
    } else if wire.moved.is_some_and(|moved| now.saturating_duration_since(moved) >= policy.stall) {
        stall(wire, now);
    }
    found
}

/// The host takes nothing more: fewer bodies travel, and only the last one's connection is given up.
fn stall(wire: &mut Wire, now: Instant) {
    wire.moved = Some(now);
    let flying = wire.flights.len();
    if flying > 1 {
        wire.allowance = Some(flying / 2);
        wire.concurrency.squeeze(flying / 2, now);
    } else {
        wire.dead.extend(wire.flights.keys().copied());
    }
}

/// Measures the connection, as long as it is what holds the bytes up.
fn learn(
    wire: &mut Wire,
    model: &Model,
    bytes: u64,
    held_up: bool,
    connect_times: ConnectTimes,
    now: Instant,
) -> Option<Event> {
    let (flying, limit) = (wire.flights.len(), wire.concurrency_limit(&model.settings));
    let ours = model.settings.parts_at_once == PartsAtOnce::Automatic;
    if !ours || held_up || flying < limit || wire.allowance.is_some() {
        wire.concurrency.interrupt(now);
        return None;
    }
    if flying > limit {
        wire.concurrency.wait();
        return None;
    }
    let before = wire.concurrency.clone();
    wire.concurrency.measure(bytes, connect_times, now);
    if wire.concurrency.limit() != before.limit() {
        tracing::debug!(?before, limit = wire.concurrency.limit(), "parts at once");
    }
    let (key, found) = (wire.connection.as_ref()?, wire.concurrency.found()?);
    let new = model.concurrency_by_connection.get(key) != Some(&found);
    new.then(|| Event::MeasuredConnection(key.clone(), found))
}

/// How long a part will take, at the speed of those that travel.
pub(super) fn time_for(wire: &Wire, model: &Model, flight: Flight) -> Duration {
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let (length, at_once) = (body_length(model, flight) as f64, wire.flights.len().max(1) as f64);
    wire.rate().map_or(UNMEASURED, |rate| Duration::from_secs_f64((length * at_once / rate).min(3600.0)))
}

fn body_length(model: &Model, (id, part): Flight) -> u64 {
    let Some(job) = model.job(id) else { return 0 };
    match &job.session {
        Some(session) => session.range(part).1,
        None => job.bytes_total(),
    }
}
