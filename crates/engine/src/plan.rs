//! Work out: what the facts want, less what runs. Changes nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::RangeInclusive;
use std::time::Instant;

use takeup_model::{
    Account, AccountId, Destination, DestinationState, Flight, Job, JobId, KeyState, Method, Model,
    OpenDetail, Part, PartNo, Reachability, Step, WatchKey, Watching, Wire,
};

use super::agenda::{Agenda, Queue, Want, queue_of};
use super::decide::decisions;
use super::due::{
    closed, compare_due, destination_closed, inspect_due, listed_due, load_due, poll_due, quiet, report_due,
    sample_due,
};
use super::event::{Plan, StopReason, Work};
use super::pace::Policy;

/// What the loop holds in its hands and a crash would take away.
#[derive(Clone, Debug, Default)]
pub(super) struct InProgress {
    /// Work that runs.
    pub(super) running: BTreeSet<Work>,
    /// Parts for which a presigned URL is at hand.
    pub(super) urls: BTreeSet<Flight>,
}

/// Files that go whole travel so many at a time at least, if so many may travel at all.
const WHOLE_AT_ONCE: usize = 8;
/// Requests without a body that may run at the same time, of one kind.
const SMALL_AT_ONCE: usize = 6;
/// Files that may be examined at the same time, however many wait for it.
const MOST_LOOKS: usize = 64;
const LOOK: &str = "look";
const COPY: &str = "copy";
const SAMPLE: &str = "sample";

/// Compares what the facts want with what runs. The agenda is that of the model.
pub(super) fn plan(
    model: &Model,
    agenda: &Agenda,
    wire: &Wire,
    hands: &InProgress,
    policy: &Policy,
    now: Instant,
) -> Plan {
    let decisions = decisions(model, agenda, wire, now);
    if !decisions.is_empty() {
        return Plan::Decide(decisions);
    }
    let stops = stops(model, wire, hands);
    if !stops.is_empty() {
        return Plan::Stop(stops);
    }
    let running = &hands.running;
    let mut starts = Starts { model, agenda, wire, running, counts: BTreeMap::new(), out: Vec::new() };
    starts.count_running();
    house(model, now, &mut starts);
    for account in model.accounts.values() {
        of_account(account, now, &mut starts);
    }
    if !policy.dry_run {
        imports(now, &mut starts);
    }
    for want in Want::OF_ITS_OWN {
        for work in agenda.due(want, now).flat_map(|job| works(model, job, want, hands, policy, now)) {
            // Once there is enough of a kind, the other jobs that want it need not be looked at.
            if !starts.want(work) {
                break;
            }
        }
    }
    if !policy.dry_run {
        bodies(&senders(model, agenda, running, now), hands, now, &mut starts);
    }
    Plan::Start(starts.out)
}

/// When the plan can change by itself, if nothing happens before.
pub(super) fn next_wakeup(model: &Model, agenda: &Agenda, now: Instant) -> Option<Instant> {
    let accounts = model.accounts.values().flat_map(|account| {
        let probe = match &account.reachability {
            Reachability::Up => None,
            Reachability::Down { next, .. } => Some(*next),
        };
        let change_requests =
            account.change_requests.values().filter_map(|change_request| change_request.not_before);
        let closed = [account.posts_closed_until, account.indexing_closed_until, account.quiet_until];
        [probe, account.polling().next.map(|(at, _)| at), account.stills.next()]
            .into_iter()
            .chain(closed)
            .flatten()
            .chain(change_requests)
    });
    let save = model.save_again.map(|(at, _)| at);
    let scans = watched(model).filter_map(|(_, watching)| watching?.next);
    let update = model.updates.next.filter(|_| model.settings.check_updates);
    accounts.chain(save).chain(scans).chain(update).filter(|at| *at > now).chain(agenda.wakeup(now)).min()
}

/// How many bodies may travel at the same time, if parts are among them.
pub(super) fn bodies_at_once(model: &Model, wire: &Wire) -> usize {
    let wanted = wire.concurrency_limit(&model.settings);
    wire.allowance.map_or(wanted, |allowance| allowance.clamp(1, wanted))
}

/// How many may if there are files that go whole: small files mostly wait for answers, which says nothing of the line,
/// and they need not wait for what is said of it.
pub(super) fn most_at_once(model: &Model, wire: &Wire) -> usize {
    let parts = bodies_at_once(model, wire);
    let whole = model.settings.files_at_once.min(WHOLE_AT_ONCE);
    if wire.allowance.is_some() { parts } else { parts.max(whole) }
}

struct Starts<'a> {
    model: &'a Model,
    agenda: &'a Agenda,
    wire: &'a Wire,
    running: &'a BTreeSet<Work>,
    counts: BTreeMap<&'static str, usize>,
    out: Vec<Work>,
}

impl Starts<'_> {
    fn count_running(&mut self) {
        for work in self.running {
            if let Some(kind) = small(work, self.model) {
                *self.counts.entry(kind).or_default() += 1;
            }
        }
    }

    /// Starts this, unless it is running or too many of its kind are. False if no more of its kind can start.
    fn want(&mut self, work: Work) -> bool {
        if self.running.contains(&work) {
            return true;
        }
        if let Some(kind) = small(&work, self.model) {
            let count = self.counts.entry(kind).or_default();
            if *count >= at_once(kind, self.model) {
                return false;
            }
            *count += 1;
        }
        self.out.push(work);
        true
    }
}

/// How many of a kind may run at the same time. A plan looks at every job, so of many files many are examined between
/// two plans: their number must not count twice.
fn at_once(kind: &str, model: &Model) -> usize {
    match kind {
        LOOK => (model.jobs.len() / MOST_LOOKS).clamp(SMALL_AT_ONCE, MOST_LOOKS),
        COPY => model.settings.copies_at_once,
        SAMPLE => 1,
        _ => SMALL_AT_ONCE,
    }
}

/// The kind under which requests without a body are counted; bodies are counted apart.
#[expect(clippy::wildcard_enum_match_arm, reason = "the rest is counted elsewhere or single by nature")]
fn small(work: &Work, model: &Model) -> Option<&'static str> {
    match work {
        Work::Look(_) => Some(LOOK),
        Work::AskHost(_) => Some("host"),
        Work::Compare(_) => Some("compare"),
        Work::Digest(_) => Some("digest"),
        Work::Prepare(..) => Some(COPY),
        Work::Sample(_) => Some(SAMPLE),
        Work::Recover(_) | Work::FetchParts(_) => Some("ask"),
        Work::Create(id) if model.job(*id).is_some_and(|job| !job.sends()) => Some("create"),
        Work::Follow(_) | Work::Trace(..) => Some("poll"),
        Work::Submit(..) => Some("submit"),
        Work::Change(..) => Some("chore"),
        Work::Load(..) | Work::Poll(..) => Some("list"),
        Work::Scan(_) => Some("scan"),
        Work::Still(..) => Some("still"),
        _ => None,
    }
}

/// What must not go on: bodies of jobs that do not want them, on dead connections, and beyond the allowance; digests
/// that nobody waits for; and whatever belongs to a session that has been given up, so that its answer is not taken
/// for one of the next session.
#[expect(clippy::wildcard_enum_match_arm, reason = "small requests are let land")]
fn stops(model: &Model, wire: &Wire, hands: &InProgress) -> Vec<(Work, StopReason)> {
    let (mut kept, mut stops) = (Vec::new(), Vec::new());
    let unwanted = |work: &Work| (work.clone(), StopReason::Unwanted);
    for work in &hands.running {
        let flight = match work {
            Work::Send(job, part) => (*job, *part),
            Work::Create(job) if wire.flights.contains_key(&(*job, PartNo::WHOLE)) => (*job, PartNo::WHOLE),
            Work::FetchParts(job) | Work::Urls(job, _) | Work::Report(job) => {
                if model.job(*job).is_none_or(|job| job.session.is_none()) {
                    stops.push(unwanted(work));
                }
                continue;
            }
            Work::Prepare(job, name) => {
                let named = |job: &Job| job.copy.as_ref().is_some_and(|copy| copy.name == *name);
                if !model
                    .job(*job)
                    .is_some_and(|job| job.active() && job.step() == Step::Prepare && named(job))
                {
                    stops.push(unwanted(work));
                }
                continue;
            }
            Work::Sample(job) => {
                if !model.job(*job).is_some_and(|job| sample_due(model, job)) {
                    stops.push(unwanted(work));
                }
                continue;
            }
            Work::Connect(account) => {
                if model.accounts.get(account).is_none_or(|account| account.connecting.is_none()) {
                    stops.push(unwanted(work));
                }
                continue;
            }
            Work::Digest(job) => {
                if !model.job(*job).is_some_and(Job::digest_due) {
                    stops.push(unwanted(work));
                }
                continue;
            }
            _ => continue,
        };
        let wanted = model
            .job(flight.0)
            .is_some_and(|job| (job.active() || lands_soon(job, wire, flight)) && wants_body(job, flight.1));
        if !wanted {
            stops.push(unwanted(work));
        } else if wire.dead.contains(&flight) {
            stops.push((work.clone(), StopReason::Stalled));
        } else {
            kept.push((flight, work));
        }
    }
    let bodies_at_once = bodies_at_once(model, wire);
    if kept.len() > bodies_at_once && wire.allowance.is_some() {
        let sent = |flight: &Flight| wire.flights.get(flight).copied().unwrap_or(0);
        kept.sort_by_key(|(flight, _)| std::cmp::Reverse(sent(flight)));
        stops.extend(kept.split_off(bodies_at_once).into_iter().map(|(_, work)| unwanted(work)));
    }
    stops
}

/// Seconds within which a part of a paused upload is let land: broken off, all of it would be sent again.
const LANDING: f64 = 10.0;

/// Whether a part of a paused upload arrives within moments at the speed of now.
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn lands_soon(job: &Job, wire: &Wire, flight: Flight) -> bool {
    let Some(session) = job.session.as_ref().filter(|_| job.paused && job.end.is_none()) else {
        return false;
    };
    let (Some(sent), Some(rate)) = (wire.flights.get(&flight), wire.total.rate()) else { return false };
    let left = session.range(flight.1).1.saturating_sub(*sent) as f64;
    left * wire.flights.len() as f64 <= rate * LANDING
}

/// Whether a body that is on its way still serves: asking the platform about a session breaks nothing off.
fn wants_body(job: &Job, part: PartNo) -> bool {
    match &job.session {
        Some(session) => session.part(part) == Some(&Part::Missing),
        None => part == PartNo::WHOLE && job.sends(),
    }
}

/// What the house itself needs.
fn house(model: &Model, now: Instant, starts: &mut Starts<'_>) {
    if !model.settings_saved && model.save_again.is_none_or(|(at, _)| at <= now) {
        starts.want(Work::Save);
    }
    if let Some(account) = &model.examine {
        starts.want(Work::Examine(account.clone()));
    }
    if model.updates.due(model.settings.check_updates, now) {
        starts.want(Work::CheckUpdates);
    }
    if model.diagnose {
        starts.want(Work::Diagnose);
    }
    if model.keep_proxy_password {
        starts.want(Work::KeepProxyPassword);
    }
    for number in model.intake.keys() {
        starts.want(Work::Walk(*number));
    }
    copies(model, starts);
    for key in scans_due(model, now) {
        starts.want(Work::Scan(key));
    }
    for account in model.accounts.values() {
        if account.key == KeyState::Unknown && (account.id == model.current || account.check_key) {
            starts.want(Work::FindKey(account.id.clone()));
        }
        if account.forget_key {
            starts.want(Work::ForgetKey(account.id.clone()));
        }
        if let Reachability::Down { next, .. } = &account.reachability
            && *next <= now
            && account.key.usable()
        {
            starts.want(Work::Probe(account.id.clone()));
        }
    }
}

/// Names of copies that may be on disk and that no upload needs any more.
pub(super) fn unkept_copies(model: &Model) -> Vec<&String> {
    if model.copies.is_empty() {
        return Vec::new();
    }
    let kept = model.jobs.values().filter(|job| job.keeps_copy()).filter_map(|job| job.copy.as_ref());
    let kept: HashSet<&str> = kept.map(|copy| copy.name.as_str()).collect();
    model.copies.iter().filter(|name| !kept.contains(name.as_str())).collect()
}

/// Copies that nobody needs any more, and samples that somebody waits for.
fn copies(model: &Model, starts: &mut Starts<'_>) {
    for name in unkept_copies(model) {
        starts.want(Work::Discard(name.clone()));
    }
    for job in model.sampling.iter().filter_map(|id| model.job(*id)).filter(|job| sample_due(model, job)) {
        starts.want(Work::Sample(job.id));
    }
}

/// Every watched folder that is to be looked at.
fn watched(model: &Model) -> impl Iterator<Item = (WatchKey, Option<&Watching>)> {
    let all = model.settings.all_watched().filter(|(_, folder)| folder.on && model.watches);
    all.map(|(key, _)| {
        let watching = model.watched.get(&key);
        (key, watching)
    })
}

/// The watched folders for which it is time.
fn scans_due(model: &Model, now: Instant) -> impl Iterator<Item = WatchKey> {
    let due = move |watching: Option<&Watching>| {
        watching.and_then(|watching| watching.next).is_none_or(|next| next <= now)
    };
    watched(model).filter(move |(_, watching)| due(*watching)).map(|(key, _)| key)
}

fn of_account(account: &Account, now: Instant, starts: &mut Starts<'_>) {
    if !account.open() {
        return;
    }
    if account.check_key {
        starts.want(Work::CheckKey(account.id.clone()));
    }
    if account.connecting.is_some() {
        starts.want(Work::Connect(account.id.clone()));
    }
    change_requests(account, now, starts);
    if quiet(account, now) {
        return;
    }
    for list in account.lists() {
        if load_due(account, &list, now) {
            starts.want(Work::Load(account.id.clone(), list));
        } else if poll_due(account, &list, now) {
            starts.want(Work::Poll(account.id.clone(), list));
        }
    }
    if let Some(asset) = inspect_due(account, now) {
        starts.want(Work::Inspect(account.id.clone(), asset.clone()));
    }
    if let Some((asset, _)) = account.opened.as_ref().and_then(OpenDetail::still_due) {
        starts.want(Work::Picture(account.id.clone(), asset.clone()));
    }
    for asset in account.stills.due(now) {
        starts.want(Work::Still(account.id.clone(), asset.clone()));
    }
    let watching = || starts.agenda.due(Want::Watch, now).any(|job| job.account == account.id);
    if listed_due(account, now) || watching() {
        starts.want(Work::Watch(account.id.clone()));
    }
}

/// One import runs for an account at a time. What is added meanwhile goes with the next.
fn imports(now: Instant, starts: &mut Starts<'_>) {
    let (model, agenda) = (starts.model, starts.agenda);
    let accounts: BTreeSet<&AccountId> = agenda.due(Want::Import, now).map(|job| &job.account).collect();
    for id in accounts.into_iter().filter(|id| model.accounts.get(*id).is_some_and(Account::open)) {
        starts.want(Work::Import(id.clone()));
    }
}

/// Changes to the same thing are made in the order in which they were asked for.
fn change_requests(account: &Account, now: Instant, starts: &mut Starts<'_>) {
    let mut before = HashSet::new();
    for (number, change_request) in
        account.change_requests.iter().filter(|(_, change_request)| change_request.open())
    {
        let rested = change_request.not_before.is_none_or(|at| at <= now);
        let first = change_request.change.removes() || before.insert(change_request.change.subject());
        if rested && first {
            starts.want(Work::Change(account.id.clone(), *number));
        }
    }
}

/// The jobs that may move bytes: those that do already, then those moved to the front, then the oldest, up to the
/// number set of each kind.
fn senders<'a>(model: &'a Model, agenda: &'a Agenda, running: &BTreeSet<Work>, now: Instant) -> Vec<&'a Job> {
    let open = |job: &&Job| model.account_of(job).is_some_and(Account::open);
    let moving = |work: &&Work| matches!(work, Work::Send(..) | Work::Create(_) | Work::Urls(..));
    let busy: BTreeSet<_> = running.iter().filter(moving).filter_map(Work::job).collect();
    // A job that waits after a failure holds no place.
    let ready = |job: &&Job| {
        !busy.contains(&job.id) && job.not_before.is_none_or(|at| at <= now) && !closed(model, job, now)
    };
    let mut senders: Vec<&Job> = [Queue::Whole, Queue::Parts]
        .into_iter()
        .flat_map(|queue| {
            let first = busy.iter().filter_map(|id| model.job(*id));
            let first = first.filter(move |job| queue_of(job) == Some(queue));
            first.chain(agenda.queue(queue).filter(ready)).filter(open).take(model.settings.files_at_once)
        })
        .collect();
    senders.sort_by_key(|job| {
        let waits = !busy.contains(&job.id);
        (waits, Reverse(if waits { job.front } else { 0 }), job.id)
    });
    senders
}

/// The work that a job wants; a piece for each of its destinations, or one.
fn works(
    model: &Model,
    job: &Job,
    want: Want,
    hands: &InProgress,
    policy: &Policy,
    now: Instant,
) -> Vec<Work> {
    let id = job.id;
    let account = model.account_of(job);
    let open = account.is_some_and(Account::open) && (!policy.dry_run || want == Want::Compare);
    let one = |goes: bool, work: Work| if goes { vec![work] } else { Vec::new() };
    match want {
        Want::Look => one(account.is_some(), Work::Look(id)),
        Want::AskHost => one(account.is_some(), Work::AskHost(id)),
        Want::Digest => one(true, Work::Digest(id)),
        // These need no platform.
        Want::Prepare => match job.copy.as_ref().filter(|_| job.prepares()) {
            Some(copy) => one(!policy.dry_run, Work::Prepare(id, copy.name.clone())),
            None => one(!policy.dry_run, Work::Sample(id)),
        },
        Want::Compare => one(open && compare_due(model, job), Work::Compare(id)),
        Want::Recover => one(open, Work::Recover(id)),
        Want::Create => one(open && !closed(model, job, now), Work::Create(id)),
        // A report under way would make the answer old before it comes.
        Want::FetchParts => one(open && !hands.running.contains(&Work::Report(id)), Work::FetchParts(id)),
        Want::Report => {
            let due = |session| report_due(job, session, sending(hands, job) > 0, policy, now);
            one(open && job.session.as_ref().is_some_and(due), Work::Report(id))
        }
        Want::Follow => one(open, Work::Follow(id)),
        Want::Submit | Want::Trace if !open => Vec::new(),
        Want::Submit => places(job, |destination| {
            matches!(destination.state, DestinationState::Wanted | DestinationState::Doubtful)
                && !destination_closed(model, job, &destination.destination_id, now)
        })
        .filter(|place| job.same_store_before(*place).is_none_or(|earlier| earlier.state.placed()))
        .map(|place| Work::Submit(id, place))
        .collect(),
        Want::Trace => places(job, |destination| {
            matches!(destination.state, DestinationState::Submitted { .. }) && destination.poll.due(now)
        })
        .map(|place| Work::Trace(id, place))
        .collect(),
        // Many are watched, or imported, by one request of their account.
        Want::Watch | Want::Import => Vec::new(),
    }
}

fn places(job: &Job, which: impl Fn(&Destination) -> bool) -> impl Iterator<Item = usize> {
    job.destinations.iter().enumerate().filter(move |(_, it)| which(it)).map(|(place, _)| place)
}

/// Fills the free places on the wire, the job with the fewest bodies first.
fn bodies(senders: &[&Job], hands: &InProgress, now: Instant, starts: &mut Starts<'_>) {
    let (model, wire) = (starts.model, starts.wire);
    let at_once = bodies_at_once(model, wire);
    let flying = |work: &&Work| {
        matches!(work, Work::Send(..))
            || matches!(work, Work::Create(id) if model.job(*id).is_some_and(Job::sends))
    };
    let flying = starts.running.iter().filter(flying).count();
    let mut free = at_once.saturating_sub(flying);
    let mut free_whole = most_at_once(model, wire).saturating_sub(flying);
    let mut queues: Vec<(usize, Vec<Work>)> = Vec::new();
    for job in senders.iter().copied() {
        if job.not_before.is_some_and(|at| at > now) {
            continue;
        }
        if job.step() == Step::Send {
            let sending = sending(hands, job);
            let (ready, lacking) = parts(job, hands, starts.running, at_once, now);
            let asking = starts.running.range(all_urls(job.id)).next().is_some();
            if let Some(part) = lacking.filter(|_| !asking) {
                starts.want(Work::Urls(job.id, part));
            }
            queues.push((sending, ready));
        } else if job.method() == Some(Method::Multipart) {
            starts.want(Work::Create(job.id));
        } else if !starts.running.contains(&Work::Create(job.id)) && !closed(model, job, now) {
            queues.push((0, vec![Work::Create(job.id)]));
        }
    }
    for (_, queue) in &mut queues {
        queue.reverse();
    }
    while free_whole > 0 {
        let fits = |queue: &[Work]| match queue.last() {
            Some(Work::Send(..)) => free > 0,
            next => next.is_some(),
        };
        let Some((flying, queue)) =
            queues.iter_mut().filter(|(_, queue)| fits(queue)).min_by_key(|(n, _)| *n)
        else {
            break;
        };
        if let Some(work) = queue.pop() {
            starts.want(work);
            *flying += 1;
            free = free.saturating_sub(1);
            free_whole -= 1;
        }
    }
}

/// How many parts of a job are on their way.
fn sending(hands: &InProgress, job: &Job) -> usize {
    hands.running.range(Work::Send(job.id, PartNo(0))..=Work::Send(job.id, PartNo(u32::MAX))).count()
}

fn all_urls(job: JobId) -> RangeInclusive<Work> {
    Work::Urls(job, PartNo(0))..=Work::Urls(job, PartNo(u32::MAX))
}

/// The next parts of a job that can go out, and the first of them that lacks a URL.
fn parts(
    job: &Job,
    hands: &InProgress,
    running: &BTreeSet<Work>,
    at_once: usize,
    now: Instant,
) -> (Vec<Work>, Option<PartNo>) {
    let Some(session) = &job.session else { return (Vec::new(), None) };
    let rested = |part: PartNo| {
        job.part_retries.get(&part).and_then(|part_retry| part_retry.not_before).is_none_or(|at| at <= now)
    };
    let (mut ready, mut lacking) = (Vec::new(), None);
    for part in session.missing().take(2 * at_once) {
        if running.contains(&Work::Send(job.id, part)) {
            continue;
        }
        if !hands.urls.contains(&(job.id, part)) {
            lacking = lacking.or(rested(part).then_some(part));
        } else if rested(part) {
            ready.push(Work::Send(job.id, part));
        }
    }
    (ready, lacking)
}
