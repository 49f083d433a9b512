//! Random histories against the two pure rules: whatever people, the platform and the line do, in whatever order,
//! the invariants hold. The platform here is a small reference that knows what may exist only once.

mod platform;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

use takeup_model::{
    Account, AccountId, AssetStatus, ConnectTimes, CopyChoice, CopySize, Creation, DestinationId,
    DestinationState, Digest, Duplicate, End, EtagKind, Failure, FailureKind, FileDigest, Flight, IfExists,
    Job, JobId, KeyLocation, KeyState, Model, Now, Part, PartNo, Sample, Settings, Step, UploadId,
    UploadOptions, Wire,
};

use super::agenda::Agenda;
use super::apply::apply;
use super::event::{Command, Event, JobSelection, Plan, StopReason, Work};
use super::pace::Policy;
use super::plan::{InProgress, bodies_at_once, most_at_once, next_wakeup, plan};
use super::wire;
use platform::{Platform, RequestFate};

/// A rule broken on purpose, to show that its invariant notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    BodiesGoOnWhilePaused,
    CopiesAreForgotten,
    CopiesAreMadeWhilePaused,
    DamageIsBelieved,
    DoubtIsForgotten,
    JobsAreOverlooked,
    MoreThanAllowed,
    ProofsAreHeldForEver,
    ReportedPartsAreForgotten,
    UrlsAreUsedTwice,
    UrlsOutliveTheirSession,
    WakeupsAreLost,
    WhatWasStoppedIsTakenForUndone,
    WorkIsNotSeenRunning,
    WorkOutlivesItsSession,
}

struct Simulation {
    model: Model,
    agenda: Agenda,
    wire: Wire,
    hands: InProgress,
    urls: BTreeMap<Flight, UploadId>,
    platform: Platform,
    policy: Policy,
    start: Instant,
    elapsed: Duration,
    fault: Option<Fault>,
    /// Events so far: no two have the same throw of dice.
    events: u64,
    /// A body was started since the last check.
    body_started: bool,
}

const FILES: [(&str, u64); 4] =
    [("a.mp4", 5_000_000), ("b.mp4", 90_000_000), ("c.mp4", 64_000_000), ("d.mp4", 10_000_000)];

impl Simulation {
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn new(fault: Option<Fault>) -> Self {
        let settings = Settings { files_at_once: 2, ..Settings::default() };
        let account = Account {
            id: AccountId::from("main"),
            key: KeyState::Good(KeyLocation::Environment),
            server: "http://127.0.0.1".to_owned(),
            ..Account::default()
        };
        let model = Model {
            current: account.id.clone(),
            accounts: [(account.id.clone(), account)].into(),
            settings: Arc::new(settings),
            settings_saved: true,
            ..Model::default()
        };
        Self {
            model,
            agenda: Agenda::default(),
            wire: Wire::default(),
            hands: InProgress::default(),
            urls: BTreeMap::new(),
            platform: Platform::default(),
            policy: Policy { attempts: 40, refused_urls: 40, unknown_answers: 40, ..Policy::default() },
            start: Instant::now(),
            elapsed: Duration::ZERO,
            fault,
            events: 0,
            body_started: false,
        }
    }

    fn now(&self) -> Now {
        let utc = jiff::Timestamp::UNIX_EPOCH + self.elapsed;
        Now {
            mono: self.start + self.elapsed,
            utc,
            random: u64::try_from(self.elapsed.as_nanos()).unwrap_or(7).wrapping_add(self.events),
        }
    }

    fn take(&mut self, event: Event) {
        self.events += 1;
        let now = self.now();
        wire::notice(&mut self.wire, &self.model, &event, now.mono);
        apply(&mut self.model, event, &self.policy, now);
        if self.fault == Some(Fault::ReportedPartsAreForgotten) {
            self.each_job(|job| {
                let session = job.session.as_mut().filter(|session| !session.complete);
                for part in session.into_iter().flat_map(|session| &mut session.parts) {
                    if *part == Part::Reported {
                        *part = Part::Missing;
                    }
                }
            });
        }
        if self.fault == Some(Fault::CopiesAreForgotten) {
            self.model.copies.clear();
        }
        if self.fault == Some(Fault::DamageIsBelieved) {
            for account in self.model.accounts.values_mut() {
                account.etags.insert(platform::HOST.to_owned(), EtagKind::Other);
            }
        }
        if self.fault == Some(Fault::ProofsAreHeldForEver) {
            for account in self.model.accounts.values_mut() {
                account.etags.clear();
            }
        }
        if self.fault == Some(Fault::DoubtIsForgotten) {
            self.each_job(|job| {
                if job.creation == Creation::Doubtful {
                    job.creation = Creation::NotBegun;
                }
            });
        }
    }

    fn each_job(&mut self, change: impl Fn(&mut Job)) {
        for id in self.model.jobs.keys().copied().collect::<Vec<_>>() {
            self.model.jobs.get_mut(&id).map(Arc::make_mut).into_iter().for_each(&change);
        }
    }

    /// Carries out the plan, as the loop does, and checks what must hold afterwards.
    fn settle(&mut self) -> Result<(), String> {
        loop {
            if self.fault != Some(Fault::UrlsOutliveTheirSession) {
                let model = &self.model;
                self.urls.retain(|(job, _), upload| model.upload_of(*job) == Some(upload));
            }
            self.hands.urls = self.urls.keys().copied().collect();
            let mut seen = self.model.clone();
            if self.fault == Some(Fault::JobsAreOverlooked) {
                seen.jobs = seen.jobs.into_iter().skip(1).collect();
            }
            self.agenda.follow(&seen);
            let (now, policy) = (self.now().mono, &self.policy);
            match plan(&self.model, &self.agenda, &self.wire, &self.hands, policy, now) {
                Plan::Start(starts) => {
                    starts.into_iter().try_for_each(|work| self.start(work))?;
                    return self.check();
                }
                Plan::Decide(decisions) => {
                    for (job, decision) in decisions {
                        self.take(Event::Decided(job, decision));
                    }
                }
                Plan::Stop(stops) if stops.iter().any(|(work, _)| self.goes_on(work)) => return self.check(),
                Plan::Stop(stops) => stops.into_iter().try_for_each(|(work, why)| self.stop(work, why))?,
            }
        }
    }

    fn goes_on(&self, work: &Work) -> bool {
        let copies = matches!(work, Work::Prepare(..));
        self.fault
            == Some(if copies { Fault::CopiesAreMadeWhilePaused } else { Fault::BodiesGoOnWhilePaused })
            || (self.fault == Some(Fault::WorkOutlivesItsSession) && !matches!(work, Work::Send(..)))
    }

    /// Breaks work off, perhaps too late to keep it from being done.
    fn stop(&mut self, work: Work, why: StopReason) -> Result<(), String> {
        let now = self.now();
        if matches!(work, Work::Create(_)) && self.elapsed.as_millis().is_multiple_of(2) {
            drop(self.platform.answer(&self.model, &work, RequestFate::AnswerLost, now)?);
        }
        if let Work::Prepare(_, name) = &work
            && self.elapsed.as_millis().is_multiple_of(2)
        {
            self.platform.copies.insert(name.clone());
        }
        self.hands.running.remove(&work);
        if self.fault == Some(Fault::WhatWasStoppedIsTakenForUndone)
            && let (Work::Create(id), Some(flight)) = (&work, work.flight())
        {
            self.wire.flights.remove(&flight);
            self.wire.dead.remove(&flight);
            Arc::make_mut(self.model.jobs.get_mut(id).ok_or("no such job")?).creation = Creation::NotBegun;
            return Ok(());
        }
        self.take(Event::Stopped(work, why));
        Ok(())
    }

    fn start(&mut self, work: Work) -> Result<(), String> {
        if let Work::Send(id, part) = &work {
            let of = match self.fault {
                Some(Fault::UrlsAreUsedTwice) => self.urls.get(&(*id, *part)).cloned(),
                _ => self.urls.remove(&(*id, *part)),
            };
            let job = self.model.job(*id).ok_or("a part of no job")?;
            self.platform.spend_url(job, *part, of)?;
        }
        if let Work::Discard(name) = &work {
            self.platform.discarded.insert(name.clone());
        }
        if let Work::Prepare(_, name) = &work
            && self.platform.discarded.contains(name)
        {
            return Err(format!("{name} is made again and may be deleted any moment"));
        }
        if matches!(work, Work::Send(..)) {
            self.body_started = true;
            if !work.job().and_then(|id| self.model.job(id)).is_some_and(Job::active) {
                return Err(format!("{work:?} starts for a job that does not want it"));
            }
        }
        self.take(Event::Started(work.clone()));
        if !(self.fault == Some(Fault::WorkIsNotSeenRunning) && matches!(work, Work::Report(_))) {
            self.hands.running.insert(work);
        }
        Ok(())
    }

    fn check(&mut self) -> Result<(), String> {
        let now = self.now();
        self.hands.urls = self.urls.keys().copied().collect();
        for work in self.hands.running.iter().filter(|work| work.of_session()) {
            if work.job().and_then(|id| self.model.upload_of(id)).is_none() {
                return Err(format!("{work:?} runs for a session that was given up"));
            }
        }
        for work in self.hands.running.iter().filter(|work| matches!(work, Work::Digest(_))) {
            if !work.job().and_then(|id| self.model.job(id)).is_some_and(Job::digest_due) {
                return Err(format!("{work:?} runs for nobody"));
            }
        }
        for work in &self.hands.running {
            let Work::Prepare(id, name) = work else { continue };
            let named = |job: &Job| job.copy.as_ref().is_some_and(|copy| copy.name == *name);
            if !self.model.job(*id).is_some_and(|job| job.active() && job.prepares() && named(job)) {
                return Err(format!("{work:?} runs for a job that does not want it"));
            }
        }
        let bodies: Vec<&Work> = self.hands.running.iter().filter(|work| self.carries_body(work)).collect();
        let allowed = if self.fault == Some(Fault::MoreThanAllowed) {
            1
        } else {
            most_at_once(&self.model, &self.wire)
        };
        // A line that turns out narrower breaks nothing off; it only takes no more.
        if std::mem::take(&mut self.body_started) && bodies.len() > allowed {
            return Err(format!("{} bodies at once, {allowed} allowed", bodies.len()));
        }
        for work in bodies {
            let job = work.job().and_then(|id| self.model.job(id));
            if !job.is_some_and(|job| job.active() || self.may_land(job, work)) {
                return Err(format!("{work:?} runs for a job that does not want it"));
            }
        }
        self.agenda.follow(&self.model);
        if self.agenda != Agenda::of(&self.model) {
            return Err("the agenda is not that of the model".to_owned());
        }
        let again = plan(&self.model, &self.agenda, &self.wire, &self.hands, &self.policy, now.mono);
        if again != Plan::Start(Vec::new()) {
            return Err(format!("the plan is not at rest: {again:?}"));
        }
        let wakeup = match self.fault {
            Some(Fault::WakeupsAreLost) => None,
            _ => next_wakeup(&self.model, &self.agenda, now.mono),
        };
        self.model.jobs.values().try_for_each(|job| {
            if job.end == Some(End::Ready) && !job.digests.is_empty() && job.whole == FileDigest::Unknown {
                return Err(format!("job {} is ready without a digest", job.id));
            }
            self.not_stuck(job, wakeup)
        })
    }

    /// Whether a part of a paused upload may go on: at the speed of now it arrives within ten seconds.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    fn may_land(&self, job: &Job, work: &Work) -> bool {
        let (Some(session), Some(flight)) = (&job.session, work.flight()) else { return false };
        let left = session.range(flight.1).1.saturating_sub(self.wire.flights[&flight]);
        let share = self.wire.total.rate().unwrap_or(0.0) / self.wire.flights.len() as f64;
        job.paused && job.end.is_none() && left as f64 <= 10.0 * share
    }

    fn carries_body(&self, work: &Work) -> bool {
        work.flight().is_some_and(|flight| self.wire.flights.contains_key(&flight))
    }

    /// Every job that nobody stopped has work running, or a time to wait for, or a full house in front of it.
    fn not_stuck(&self, job: &Job, wakeup: Option<Instant>) -> Result<(), String> {
        let idle = !self
            .hands
            .running
            .iter()
            .any(|work| work.job() == Some(job.id) || matches!(work, Work::Watch(_) | Work::Import(_)));
        let busy = self.hands.running.iter().filter(|work| work.job().is_some());
        let full = busy.clone().count() >= 2
            || busy.filter(|work| self.carries_body(work)).count() >= bodies_at_once(&self.model, &self.wire);
        let copying = self.hands.running.iter().filter(|work| matches!(work, Work::Prepare(..))).count();
        let full = full || copying >= self.model.settings.copies_at_once;
        let line_up = self.model.account_of(job).is_some_and(Account::open);
        let probing = self.hands.running.iter().any(|work| matches!(work, Work::Probe(_)));
        if Duplicate::awaits(&self.model, job, job.id) {
            return Err(format!("job {} waits for itself: {job:?}", job.id));
        }
        // Whether the one it waits for gets on is asked of that one.
        let waits = job.asks()
            || matches!(&job.duplicate, Some(Duplicate::InList(other))
                if self.model.job(*other).is_some_and(|other| other.end.is_none() && !other.waits_for_person()));
        if job.active() && idle && wakeup.is_none() && !full && !waits && (line_up || !probing) {
            return Err(format!("job {} is stuck at {:?}: {job:?}", job.id, job.step()));
        }
        Ok(())
    }

    /// Ends one of the running pieces of work.
    fn answer(&mut self, pick: usize, fate: RequestFate) -> Result<(), String> {
        let count = self.hands.running.len();
        let Some(work) = self.hands.running.iter().nth(pick % count.max(1)).cloned() else { return Ok(()) };
        self.hands.running.remove(&work);
        let (result, urls) = self.platform.answer(&self.model, &work, fate, self.now())?;
        if let Some(job) = work.job() {
            if let (Work::Send(id, part), Ok(_)) = (&work, &result) {
                let account = self.model.job(*id).and_then(|job| self.model.account_of(job));
                let etags = account.and_then(|account| account.etags.get(platform::HOST));
                let md5 = (etags != Some(&EtagKind::Other)).then(|| platform::md5(*part));
                let digest = Digest { md5, ..Digest::default() };
                self.take(Event::Read((*id, *part), digest));
            }
            self.take(Event::Done(work.clone(), result));
            if work.creates() && pick.is_multiple_of(7) {
                self.take(Event::UsedUp(work, Duration::from_millis(700)));
            }
            if let Some(upload) = self.model.upload_of(job).cloned() {
                self.urls.extend(urls.into_iter().map(|part| ((job, part), upload.clone())));
            }
            return Ok(());
        }
        self.take(Event::Done(work, result));
        Ok(())
    }

    /// The program is killed and started again: what runs is gone, and of the facts only those on record are left.
    fn crash(&mut self) {
        self.hands = InProgress::default();
        self.urls.clear();
        self.platform.forget_proofs();
        self.wire = Wire::default();
        self.model.intake.clear();
        self.model.sampling.clear();
        self.model.copies = self.platform.copies.clone();
        self.platform.undeleted.clear();
        for account in self.model.accounts.values_mut() {
            account.start_over(account.key.clone());
        }
        self.each_job(reload);
    }

    /// Lets time pass while bodies travel, or while none does, and measures.
    fn measure(&mut self, detail: u16) {
        let stalls = detail.is_multiple_of(4);
        self.elapsed += if stalls { self.policy.stall } else { Duration::from_millis(250) };
        let more = if stalls { 0 } else { u64::from(detail) * 9000 };
        let flights = self.wire.flights.iter();
        let bytes = flights.map(|(flight, sent)| (*flight, sent + more));
        let sample = Sample {
            bytes: bytes.collect(),
            held_up: detail.is_multiple_of(5),
            connect_times: ConnectTimes::default(),
        };
        let now = self.now();
        if let Some(found) = wire::sample(&mut self.wire, &self.model, &sample, &self.policy, now.mono) {
            self.take(found);
        }
    }

    fn step(&mut self, op: u8, detail: u16) -> Result<(), String> {
        let pick = usize::from(detail);
        let job =
            || self.model.jobs.keys().nth(pick % self.model.jobs.len().max(1)).copied().unwrap_or(JobId(0));
        match op {
            0..=2 => self.take(Event::Command(add_file(detail))),
            3 => self.take(Event::Command(Command::Pause(JobSelection::One(job())))),
            4..=5 => self.take(Event::Command(Command::Resume(JobSelection::One(job())))),
            6 => self.take(Event::Command(Command::Cancel(JobSelection::One(job())))),
            7 => self.take(Event::Command(Command::Retry(JobSelection::One(job())))),
            8 => self.take(Event::Command(Command::Remove(JobSelection::One(job())))),
            9..=12 => {
                self.elapsed += Duration::from_millis(u64::from(detail));
            }
            13 => self.crash(),
            14 => self.platform.expire(pick),
            15 => self.measure(detail),
            16..=25 => self.answer(pick, RequestFate::from_number(detail / 64))?,
            46 => {
                let if_exists = Some(IfExists::ALL[pick % IfExists::ALL.len()]);
                let options = UploadOptions { if_exists, ..UploadOptions::default() };
                self.take(Event::Command(Command::Redirect(job(), options)));
            }
            48 => {
                let choice = if detail.is_multiple_of(2) {
                    CopyChoice::Original
                } else {
                    CopyChoice::Smaller(CopySize::P720)
                };
                self.take(Event::Command(Command::SendCopy(JobSelection::One(job()), choice)));
            }
            49 => self.take(Event::Command(add_link(detail))),
            50 => self.platform.connected = !self.platform.connected,
            47 => self.take(Event::Command(Command::Reuse(JobSelection::One(job())))),
            _ => self.answer(pick, RequestFate::Good)?,
        }
        self.settle()
    }

    /// Once nothing is under way, only copies are on the disk that an upload of the list may still need, or whose
    /// deletion has failed.
    fn audit_copies(&mut self) -> Result<(), String> {
        while self.hands.running.iter().any(|work| matches!(work, Work::Discard(_))) {
            self.answer(0, RequestFate::Good)?;
            self.settle()?;
        }
        let kept = |name: &String| {
            let owns = |job: &Arc<Job>| job.copy.as_ref().is_some_and(|copy| copy.name == *name);
            self.platform.undeleted.contains(name)
                || self.model.jobs.values().any(|job| owns(job) && job.end != Some(End::Ready))
        };
        match self.platform.copies.iter().find(|name| !kept(name)) {
            Some(name) => Err(format!("{name} is left over")),
            None => Ok(()),
        }
    }

    /// Leaves the world alone with a kind line: every job comes to an end.
    fn calm_down(&mut self) -> Result<(), String> {
        self.take(Event::Command(Command::Resume(JobSelection::All("main".into()))));
        self.settle()?;
        for _ in 0..20_000 {
            if self.model.intake.is_empty() && self.model.jobs.values().all(|job| job.end.is_some()) {
                return Ok(());
            }
            if self.hands.running.is_empty() && self.model.jobs.values().any(|job| job.asks()) {
                self.take(Event::Command(Command::SendAgain(JobSelection::All("main".into()))));
            } else if self.hands.running.is_empty() {
                let now = self.now().mono;
                let wakeup = next_wakeup(&self.model, &self.agenda, now)
                    .ok_or("nothing runs, nothing is awaited, and jobs are left")?;
                self.elapsed += wakeup - now;
            } else {
                self.answer(0, RequestFate::Good)?;
            }
            self.settle()?;
        }
        Err("the jobs do not come to an end".to_owned())
    }
}

/// A file that somebody adds, and what is to become of it.
fn add_file(detail: u16) -> Command {
    let (name, _) = FILES[usize::from(detail) % FILES.len()];
    let options = UploadOptions {
        task_index: detail.is_multiple_of(7).then(|| "i".into()),
        destination_ids: destinations(detail),
        if_exists: Some(if detail.is_multiple_of(5) { IfExists::Reuse } else { IfExists::Again }),
        copy: match detail % 11 {
            1 | 2 => Some(CopyChoice::Smaller(CopySize::P360)),
            3 => Some(CopyChoice::Automatic),
            _ => None,
        },
        ..UploadOptions::default()
    };
    Command::AddPaths("main".into(), vec![format!("/{}{name}", detail / 100).into()], options)
}

/// A link to Google Drive that somebody adds.
fn add_link(detail: u16) -> Command {
    let urls = vec![format!("https://drive.google.com/file/d/f{}/view", detail % 5)];
    let options = UploadOptions { destination_ids: destinations(detail), ..UploadOptions::default() };
    Command::AddUrls("main".into(), urls, options)
}

fn destinations(detail: u16) -> Vec<DestinationId> {
    if detail.is_multiple_of(3) { vec![DestinationId::Index("i".into())] } else { Vec::new() }
}

/// What the journal would give back.
fn reload(job: &mut Job) {
    let keep = job.clone();
    job.looked = job.source.path().is_none();
    (job.compared, job.duplicate) = (false, None);
    job.part_retries.clear();
    job.poll = takeup_model::Poll::default();
    (job.attempts, job.setbacks, job.not_before, job.report_at, job.report_singly) =
        (0, 0, None, None, false);
    job.sessions_ended = 0;
    (job.trouble, job.samples) = (None, None);
    let created = job.session.is_some() || job.asset.is_some() || job.task.is_some();
    if keep.creation == Creation::Begun && !created {
        job.creation = Creation::Doubtful;
    }
    if let Some(session) = &mut job.session {
        session.known = false;
        let parts = (1..).map(PartNo).zip(&mut session.parts);
        for (number, part) in parts {
            if let Part::Stored { etag } | Part::Unconfirmed { etag } = part {
                let etag = std::mem::take(etag);
                let differs = job.digests.get(&number).and_then(|digest| digest.agrees(&etag)) == Some(false);
                *part = if differs { Part::Unconfirmed { etag } } else { Part::Stored { etag } };
            }
        }
    }
    for destination in &mut job.destinations {
        destination.poll = takeup_model::Poll::default();
        if destination.state == DestinationState::Begun {
            destination.state = DestinationState::Doubtful;
        }
    }
    if matches!(job.end, Some(End::Refused(_))) {
        job.end = None;
        job.ended = None;
    }
}

fn live(ops: &[(u8, u16)], fault: Option<Fault>) -> Result<(), String> {
    let mut world = Simulation::new(fault);
    world.platform.plain = ops.first().is_none_or(|(_, detail)| detail.is_multiple_of(2));
    for (op, detail) in ops {
        world.step(*op, *detail)?;
    }
    world.calm_down()?;
    world.audit_copies()?;
    world.platform.audit()?;
    world.platform.audit_imports(&world.model)?;
    let over: BTreeSet<Step> = world.model.jobs.values().map(|job| job.step()).collect();
    if over.iter().any(|step| *step != Step::Over) { Err(format!("{over:?}")) } else { Ok(()) }
}

fn histories() -> impl Strategy<Value = Vec<(u8, u16)>> {
    prop::collection::vec((0u8..51, 0u16..2000), 1..160)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_invariants_hold(ops in histories()) {
        live(&ops, None).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn what_makes_a_copy_is_stopped_before_another_copy_of_the_file_is_made() -> Result<(), String> {
    let mut world = Simulation::new(None);
    world.step(0, 12)?;
    let made = |world: &Simulation| -> Vec<String> {
        let running = world.hands.running.iter();
        running
            .filter_map(|work| if let Work::Prepare(_, name) = work { Some(name.clone()) } else { None })
            .collect()
    };
    while made(&world).is_empty() {
        world.answer(0, RequestFate::Good)?;
        world.settle()?;
    }
    let first = made(&world);
    world.step(48, 1)?;
    let second = made(&world);
    assert!(second.len() == 1 && first != second, "{first:?} {second:?}");
    world.calm_down()?;
    world.audit_copies()
}

#[test]
fn a_copy_that_is_being_deleted_is_not_made_again_by_its_name() -> Result<(), String> {
    let mut world = Simulation::new(None);
    world.step(0, 12)?;
    while world.model.copies.is_empty() {
        world.answer(0, RequestFate::Good)?;
        world.settle()?;
    }
    world.each_job(|job| job.reuse("there".into(), AssetStatus::Ready));
    world.settle()?;
    let deletes = |work: &Work| matches!(work, Work::Discard(_));
    assert!(world.hands.running.iter().any(deletes), "{:?}", world.hands.running);
    // The asset is gone from the platform before the copy is gone from the disk.
    let gone = Failure::new(FailureKind::NotFound, "");
    world.each_job(|job| job.end = Some(End::Failed(gone.clone())));
    world.take(Event::Command(Command::Retry(JobSelection::All("main".into()))));
    world.settle()?;
    while let Some(other) = world.hands.running.iter().position(|work| !deletes(work)) {
        world.answer(other, RequestFate::Good)?;
        world.settle()?;
    }
    world.calm_down()?;
    world.audit_copies()
}

fn cases() -> u32 {
    std::env::var("TAKEUP_HISTORIES").ok().and_then(|text| text.parse().ok()).unwrap_or(1500)
}

/// Looks for a history in which the broken rule is noticed.
fn noticed(fault: Fault) -> bool {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    (0..2000).any(|_| {
        let ops = histories().new_tree(&mut runner).unwrap().current();
        live(&ops, Some(fault)).is_err()
    })
}

#[test]
fn each_broken_rule_is_noticed() {
    for fault in [
        Fault::BodiesGoOnWhilePaused,
        Fault::CopiesAreForgotten,
        Fault::CopiesAreMadeWhilePaused,
        Fault::DamageIsBelieved,
        Fault::DoubtIsForgotten,
        Fault::JobsAreOverlooked,
        Fault::MoreThanAllowed,
        Fault::ProofsAreHeldForEver,
        Fault::ReportedPartsAreForgotten,
        Fault::UrlsAreUsedTwice,
        Fault::UrlsOutliveTheirSession,
        Fault::WakeupsAreLost,
        Fault::WhatWasStoppedIsTakenForUndone,
        Fault::WorkIsNotSeenRunning,
        Fault::WorkOutlivesItsSession,
    ] {
        assert!(noticed(fault), "{fault:?} goes unnoticed");
    }
}

#[test]
fn a_file_that_two_uploads_import_is_indexed_once() -> Result<(), String> {
    let mut world = Simulation::new(None);
    world.platform.connected = true;
    // Two uploads of one link, both for the index, and both in one request.
    for (op, detail) in [(49, 618), (6, 0), (49, 618), (7, 0)] {
        world.step(op, detail)?;
    }
    let imported = |world: &Simulation| world.model.jobs.values().all(|job| job.asset.is_some());
    while !imported(&world) {
        world.answer(0, RequestFate::Good)?;
        world.settle()?;
    }
    // The one that the platform took the file for comes second.
    world.step(3, 0)?;
    while world.model.jobs.values().all(|job| job.end.is_none()) {
        if world.hands.running.is_empty() {
            world.elapsed += Duration::from_mins(1);
        } else {
            world.answer(0, RequestFate::Good)?;
        }
        world.settle()?;
    }
    world.calm_down()
}
