//! The loop: plan, publish, wait, apply. The one place that reads the clock, starts work, and writes the model.

mod state;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::try_join_all;
use jiff::tz::TimeZone;
use secrecy::SecretString;
use tokio::sync::{mpsc, watch};
use tokio::task::{self, AbortHandle};

use crate::journal::{self, Journal, Written};
use crate::{config, keys};
use takeup_api::body::{BodyProgress, Digests};
use takeup_model::{
    AccountId, ConnectionKey, Digest, Failure, FailureKind, FailureReason, Flight, JobId, KeyLocation,
    KeyState, Model, Now, PRACTICE_ACCOUNT, RateLimit, Sample, Snapshot, Wire,
};

use super::agenda::Agenda;
use super::apply::apply;
use super::decide::Decision;
use super::diagnostics::technical;
use super::event::{Command, Event, Plan, Progress, StopReason, Work};
use super::kept::{self, Kept};
use super::network;
use super::pace::Policy;
use super::perform::{Tools, WorkInput, WorkOutput, copies, perform};
use super::plan::{InProgress, next_wakeup, plan, unkept_copies};
use super::wire;
use state::{LoopState, RunningWork, UrlAtHand, lasts};

/// How often bytes on the wire are counted.
const SAMPLE: Duration = Duration::from_millis(100);
/// The first count after a pause comes sooner: somebody waits to see that something moves.
const FIRST_SAMPLE: Duration = Duration::from_millis(10);
/// A count that comes later than this says that the processor is busy with other things.
const TOO_LATE: Duration = Duration::from_millis(180);
/// How long requests that must not be broken off are waited for at the end.
const QUIT: Duration = Duration::from_secs(5);

/// What comes in from outside.
#[derive(Debug)]
pub(super) enum Call {
    Command(Box<Command>),
    /// Wishes whose sender waits until they are on disk.
    Keep(Vec<Command>, Kept),
    Quit,
}

/// Everything the loop holds.
pub(super) struct Loop {
    pub(super) model: Arc<Model>,
    /// That of the model, as of the last plan.
    pub(super) agenda: Agenda,
    pub(super) wire: Wire,
    pub(super) policy: Policy,
    pub(super) tools: Tools,
    /// A bandwidth limit for this run, whatever the settings say; 0 leaves it to them.
    pub(super) limit_rate: u64,
    pub(super) keys: BTreeMap<AccountId, (Arc<SecretString>, KeyLocation)>,
    pub(super) journal: Option<Journal>,
    pub(super) written: Written,
    pub(super) calls: mpsc::UnboundedReceiver<Call>,
    /// How work that takes long gets on.
    pub(super) progress: mpsc::UnboundedReceiver<Progress>,
    pub(super) publish: watch::Sender<Snapshot>,
    pub(super) wake: Box<dyn Fn() + Send>,
}

#[expect(clippy::disallowed_methods, reason = "the one clock in the house")]
fn read_clock() -> Now {
    Now { mono: Instant::now(), utc: jiff::Timestamp::now(), random: rand::random() }
}

impl Loop {
    /// Runs until somebody says quit.
    pub(super) async fn run(mut self) {
        let mut hand = LoopState::new();
        let (mut sampled, mut sending) = (read_clock().mono, false);
        let mut sample = tokio::time::interval(SAMPLE);
        sample.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            // What comes due after this moment has not been planned for, however late it is by now.
            let now = read_clock();
            let another_limit = self.limit(now);
            self.carry_out(&mut hand, now);
            let wakeup = next_wakeup(&self.model, &self.agenda, now.mono)
                .unwrap_or(now.mono + Duration::from_hours(1));
            let wakeup = another_limit.into_iter().chain(hand.looking.at).fold(wakeup, Instant::min);
            let sent_before = std::mem::replace(&mut sending, !self.wire.flights.is_empty());
            if sending && !sent_before {
                sample.reset_after(FIRST_SAMPLE);
                sampled = now.mono;
            }
            tokio::select! {
                biased;
                call = self.calls.recv() => match call {
                    Some(Call::Command(command)) => {
                        hand.looking.asked = true;
                        self.command(*command);
                    }
                    Some(Call::Keep(commands, kept)) => self.keep(&mut hand, commands, kept),
                    Some(Call::Quit) | None => break,
                },
                Some(ended) = hand.tasks.join_next_with_id() => self.ended(&mut hand, ended),
                Some(progress) = self.progress.recv() => {
                    wire::hear(&mut self.wire, progress, |work| hand.running.contains_key(work));
                }
                Some(why) = hand.lost.1.recv() => self.take(Event::JournalLost(why)),
                () = tokio::time::sleep_until(wakeup.into()) => {}
                _ = sample.tick(), if sending => {
                    let before = std::mem::replace(&mut sampled, read_clock().mono);
                    self.sample(&hand, sampled.saturating_duration_since(before) > TOO_LATE);
                }
            }
            // A burst costs one plan and one picture.
            while let Some(ended) = hand.tasks.try_join_next_with_id() {
                self.ended(&mut hand, ended);
            }
        }
        self.quit(hand).await;
    }

    /// Sets the wire to the limit that holds now. The answer is when another one will.
    fn limit(&mut self, now: Now) -> Option<Instant> {
        let limit = if self.limit_rate > 0 {
            RateLimit { bytes_per_sec: Some(self.limit_rate), until: None }
        } else {
            self.model.settings.bandwidth.at(&now.utc.to_zoned(TimeZone::system()))
        };
        if limit != self.wire.limit {
            self.tools.throttle.set(limit.bytes_per_sec.unwrap_or(0));
            self.wire.limit = limit;
        }
        let left = Duration::try_from(limit.until?.duration_since(now.utc)).unwrap_or_default();
        Some(now.mono + left)
    }

    fn take(&mut self, event: Event) {
        self.take_at(event, read_clock());
    }

    fn take_at(&mut self, event: Event, now: Now) {
        wire::notice(&mut self.wire, &self.model, &event, now.mono);
        apply(Arc::make_mut(&mut self.model), event, &self.policy, now);
    }

    fn command(&mut self, command: Command) {
        if let Command::SetKey(account, key) = &command {
            let place = KeyLocation::ThisRun(None);
            self.keys.insert(account.clone(), (Arc::new(key.clone()), place));
        }
        if let Command::EnterPractice(_, key) = &command {
            self.keys.insert(PRACTICE_ACCOUNT.into(), (Arc::new(key.clone()), KeyLocation::Sandbox));
        }
        let typed = if let Command::SetProxyPassword(password) = &command {
            self.tools.proxy_password = Some(Arc::new(password.clone()));
            true
        } else {
            false
        };
        self.take(Event::Command(command));
        self.go_by_settings(typed);
        let accounts = &self.model.accounts;
        self.keys.retain(|id, _| accounts.get(id).is_some_and(|account| account.key != KeyState::Missing));
    }

    /// Makes connections by the network settings of today. What is under way ends on the connections it has.
    fn go_by_settings(&mut self, typed: bool) {
        let (network, tools) = (&self.model.settings.network, &mut self.tools);
        if tools.clients.network().own_proxy != network.own_proxy && !typed {
            // It was typed for another proxy.
            tools.proxy_password = None;
        }
        if typed || tools.clients.network() != network {
            let find = keys::proxy_password(tools.proxy_password.clone());
            tools.clients = tools.clients.with(network.clone(), find);
        }
    }

    fn keep(&mut self, hand: &mut LoopState, commands: Vec<Command>, kept: Kept) {
        for command in commands {
            self.command(command);
        }
        hand.kept.push(kept);
    }

    fn ended(
        &mut self,
        hand: &mut LoopState,
        ended: Result<(task::Id, (Work, WorkOutput)), task::JoinError>,
    ) {
        let (id, (work, mut outcome)) = match ended {
            Ok(ended) => ended,
            Err(error) if error.is_cancelled() => return,
            Err(error) => {
                tracing::error!("bug: work broke down: {error}");
                return self.broken(hand, error.id());
            }
        };
        // It may have been stopped in the moment it ended, and begun again since: what it did is looked for again.
        if hand.running.get(&work).is_none_or(|running| running.abort.id() != id) {
            return;
        }
        let Some(running) = hand.running.remove(&work) else { return };
        let same_epoch = running.epoch == self.epoch_for(&work);
        if !same_epoch && !still_holds(&work, &mut outcome) {
            return;
        }
        if let Some(clients) =
            outcome.clients.filter(|clients| clients.network() == self.tools.clients.network())
        {
            self.tools.clients = clients;
        }
        if let (Some(account), Some((key, place))) = (work.account().cloned(), outcome.key) {
            self.keys.insert(account, (Arc::new(key), place));
        }
        if let (Work::CheckKey(account), Ok(super::Reply::KeyGood(place))) = (&work, &outcome.result)
            && let Some((_, kept)) = self.keys.get_mut(account)
        {
            kept.clone_from(place);
        }
        if let (Some(flight), Some(digests)) = (work.flight(), running.sight.digests())
            // Without checks nothing was made, and nothing must be taken for the digest of something.
            && digests != Digests::default()
        {
            let Digests { md5, leaves, .. } = digests;
            self.take(Event::Read(flight, Digest { md5, leaves, verified: false }));
        }
        let (job, stale) = (
            work.job(),
            matches!(&outcome.result, Err(failure) if failure.kind == FailureKind::PresignedUrlExpired),
        );
        match &outcome.result {
            Ok(_) => tracing::debug!(?work, "done"),
            Err(why) => {
                let code = why.code.as_ref().map(ToString::to_string).unwrap_or_default();
                tracing::info!(?work, kind = why.kind.word(), code, "failed");
                tracing::debug!(detail = technical(why), "because");
            }
        }
        self.take(Event::Done(work.clone(), outcome.result));
        if let Some(wait) = outcome.used_up.filter(|_| same_epoch) {
            self.take(Event::UsedUp(work, wait));
        }
        let Some(job) = job else { return };
        if stale {
            // Its neighbours came with it and are as old.
            hand.urls.retain(|(owner, _), _| *owner != job);
        }
        if let Some(upload) = self.model.upload_of(job).cloned() {
            let came = read_clock().utc;
            let at_hand = |(part, url)| ((job, part), UrlAtHand { upload: upload.clone(), url, came });
            hand.urls.extend(outcome.urls.into_iter().map(at_hand));
        }
    }

    /// A piece of work panicked. Others that have ended meanwhile have their own answers.
    fn broken(&mut self, hand: &mut LoopState, id: task::Id) {
        let dead = hand.running.iter().find(|(_, running)| running.abort.id() == id);
        let Some(work) = dead.map(|(work, _)| work.clone()) else { return };
        hand.running.remove(&work);
        self.take(Event::Done(work, Err(Failure::new(FailureKind::Bug, "work-panicked"))));
    }

    fn sample(&mut self, hand: &LoopState, busy: bool) {
        let bodies: Vec<(Flight, &BodyProgress)> = hand
            .running
            .iter()
            .filter_map(|(work, running)| Some((work.flight()?, running.sight.as_ref())))
            .collect();
        let reading = bodies.iter().filter(|(_, sight)| sight.reading()).count();
        let held_up = busy || self.tools.throttle.is_set() || reading * 2 > bodies.len();
        let bytes = bodies.iter().map(|(flight, sight)| (*flight, sight.sent())).collect();
        let host = self.wire.connection.as_ref().map(|line| line.host.as_str());
        let connect_times =
            host.map(|host| self.tools.clients.connect_times(without_port(host))).unwrap_or_default();
        let (sample, now) = (Sample { bytes, held_up, connect_times }, read_clock());
        if let Some(found) = wire::sample(&mut self.wire, &self.model, &sample, &self.policy, now.mono) {
            self.take_at(found, now);
        }
    }

    /// The line that a body is about to travel on.
    fn line_of(&self, hand: &LoopState, work: &Work) -> Option<ConnectionKey> {
        let host = if let Some(at_hand) = hand.urls.get(&work.flight()?) {
            at_hand.url.authority().to_owned()
        } else {
            let server = &self.model.accounts.get(&self.account_for(work)?)?.server;
            url::Url::parse(server).ok()?.host_str()?.to_owned()
        };
        Some(ConnectionKey { host, network: network::local() })
    }

    /// Brings what runs into agreement with what the facts want, and publishes the facts. Nothing that creates
    /// something starts before its intention is on disk, and no part before the proofs of those it follows are.
    fn carry_out(&mut self, hand: &mut LoopState, now: Now) {
        let starts = self.stop_and_plan(hand, now);
        for work in &starts {
            if self.wire.flights.is_empty()
                && wire::body_of(&self.model, work).is_some()
                && let Some(line) = self.line_of(hand, work)
            {
                wire::connect(&mut self.wire, &self.model, line);
            }
            self.take_at(Event::Started(work.clone()), now);
        }
        let model = Arc::clone(&self.model);
        self.publish.send_replace(Snapshot { facts: Arc::clone(&model), wire: Arc::new(self.wire.clone()) });
        if hand.looking.due(now.mono) {
            (self.wake)();
        }
        let committed = self.write(hand).shared();
        kept::tell(std::mem::take(&mut hand.kept), committed.clone());
        for work in starts {
            self.start(hand, work, &model, now, &committed);
        }
    }

    /// Breaks off what must not go on. The answer is what has to start then.
    fn stop_and_plan(&mut self, hand: &mut LoopState, now: Now) -> Vec<Work> {
        loop {
            match self.plan(hand, now) {
                Plan::Start(starts) => return starts,
                Plan::Decide(decisions) => self.decide(decisions, now),
                Plan::Stop(stops) => {
                    for (work, why) in stops {
                        if let Some(running) = hand.running.remove(&work) {
                            running.abort.abort();
                            self.take_at(Event::Stopped(work, why), now);
                        }
                    }
                }
            }
        }
    }

    fn plan(&mut self, hand: &mut LoopState, now: Now) -> Plan {
        self.agenda.follow(&self.model);
        hand.urls.retain(|(job, part), at_hand| {
            self.model.upload_of(*job) == Some(&at_hand.upload)
                && lasts(
                    at_hand.url.life(),
                    now.utc.duration_since(at_hand.came),
                    wire::time_for(&self.wire, &self.model, (*job, *part)),
                )
        });
        let hands = InProgress {
            running: hand.running.keys().cloned().collect(),
            urls: hand.urls.keys().copied().collect(),
        };
        plan(&self.model, &self.agenda, &self.wire, &hands, &self.policy, now.mono)
    }

    fn decide(&mut self, decisions: Vec<(JobId, Decision)>, now: Now) {
        for (job, decision) in decisions {
            self.take_at(Event::Decided(job, decision), now);
        }
    }

    fn start<C>(&self, hand: &mut LoopState, work: Work, model: &Arc<Model>, now: Now, committed: &C)
    where
        C: Future<Output = Result<(), Failure>> + Clone + Send + 'static,
    {
        let task = WorkInput {
            key: self.key_for(&work),
            url: work.flight().and_then(|flight| hand.urls.remove(&flight)).map(|at_hand| at_hand.url),
            sight: Arc::default(),
            used_up: Arc::default(),
            work: work.clone(),
            model: Arc::clone(model),
            now,
        };
        let (sight, tools) = (Arc::clone(&task.sight), self.tools.clone());
        let first = work.waits_for_journal().then(|| committed.clone());
        let name = work.clone();
        let abort = hand.tasks.spawn(async move {
            if let Some(first) = first {
                // Where the disk takes nothing, the work goes on, and the person has been told.
                drop(first.await);
            }
            (name, perform(task, tools).await)
        });
        let epoch = self.epoch_for(&work);
        hand.running.insert(work, RunningWork { abort, sight, epoch });
    }

    /// Writes what differs. The future tells whether it is on disk.
    fn write(
        &mut self,
        hand: &LoopState,
    ) -> impl Future<Output = Result<(), Failure>> + Send + 'static + use<> {
        let changes = journal::due(&self.model, &mut self.written);
        let without = self.journal.is_none().then(|| kept::why_not(&self.model));
        let outcome =
            self.journal.as_ref().filter(|_| !changes.is_empty()).map(|journal| journal.write(changes));
        let lost = hand.lost.0.clone();
        let (done, waited) = tokio::sync::oneshot::channel();
        if let Some(outcome) = outcome {
            #[expect(
                clippy::disallowed_methods,
                reason = "a failed commit is noticed even if nobody waits for it"
            )]
            task::spawn(async move {
                let why = match outcome.await {
                    Ok(Ok(())) => None,
                    Ok(Err(why)) => Some((FailureReason::JournalNotWritten, why)),
                    Err(_) => Some((FailureReason::JournalStopped, String::new())),
                };
                let why = why.map(|(reason, why)| Failure::own(FailureKind::FileUnreadable, reason, why));
                if let Some(why) = why.clone() {
                    drop(lost.send(why));
                }
                // Nobody may be waiting for this one.
                drop(done.send(why.map_or(Ok(()), Err)));
            });
        }
        async move {
            match without {
                Some(why) => Err(why),
                None => waited.await.unwrap_or(Ok(())),
            }
        }
    }

    fn account_for(&self, work: &Work) -> Option<AccountId> {
        match work.job() {
            Some(id) => self.model.job(id).map(|job| job.account.clone()),
            None => work.account().cloned(),
        }
    }

    fn key_for(&self, work: &Work) -> Option<(Arc<SecretString>, KeyLocation)> {
        self.keys.get(&self.account_for(work)?).cloned()
    }

    fn epoch_for(&self, work: &Work) -> u64 {
        let account = self.account_for(work).and_then(|account| self.model.accounts.get(&account));
        account.map_or(0, |account| account.epoch)
    }

    /// Bodies are broken off, answers under way are awaited for a while, and the journal is written to its end.
    async fn quit(mut self, mut hand: LoopState) {
        self.calls.close();
        let mut commits = Vec::new();
        while let Ok(call) = self.calls.try_recv() {
            match call {
                Call::Command(command) => self.command(*command),
                Call::Keep(commands, kept) => self.keep(&mut hand, commands, kept),
                Call::Quit => break,
            }
            // What one wish ends, the next may remove; the receipt is written in between.
            commits.push(self.write(&hand));
        }
        let breaks_off =
            |work: &Work| self.carries_body(work) || matches!(work, Work::Prepare(..) | Work::Sample(_));
        let bodies: Vec<Work> = hand.running.keys().filter(|work| breaks_off(work)).cloned().collect();
        let mut encoders = Vec::new();
        for work in bodies {
            if let Some(running) = hand.running.remove(&work) {
                running.abort.abort();
                if !self.carries_body(&work) {
                    encoders.push(running.abort);
                }
                self.take(Event::Stopped(work, StopReason::Unwanted));
            }
        }
        let end = tokio::time::Instant::now() + QUIT;
        // Whoever makes a copy ends before this program does.
        while hand.creates() || !encoders.iter().all(AbortHandle::is_finished) {
            match tokio::time::timeout_at(end, hand.tasks.join_next_with_id()).await {
                Ok(Some(ended)) => self.ended(&mut hand, ended),
                Ok(None) | Err(_) => break,
            }
        }
        if !self.model.settings_saved {
            self.save().await;
        }
        let now = read_clock();
        while let Plan::Decide(decisions) = self.plan(&mut hand, now) {
            self.decide(decisions, now);
        }
        commits.push(self.write(&hand));
        for name in unkept_copies(&self.model) {
            // What cannot be deleted now is found by the next start.
            drop(copies::discard(&self.tools, name).await);
        }
        if let Some(journal) = self.journal.take() {
            drop(task::spawn_blocking(move || journal.close()).await);
        }
        let written: Result<Vec<()>, Failure> = try_join_all(commits).await;
        let written = written.map(drop);
        hand.kept.iter().for_each(|one| one.send(written.clone()).unwrap_or_default());
    }

    /// Writes settings that were changed last. Nobody is there any more to be told that it failed.
    async fn save(&self) {
        let (file, settings) = (self.tools.folders.settings(), Arc::clone(&self.model.settings));
        if let Ok(Err(why)) = task::spawn_blocking(move || config::save(&file, &settings)).await {
            tracing::error!(detail = technical(&why), "settings not saved");
        }
    }

    fn carries_body(&self, work: &Work) -> bool {
        work.flight().is_some_and(|flight| self.wire.flights.contains_key(&flight))
    }
}

/// The host of a line, whose port is named if it is not the usual one.
fn without_port(host: &str) -> &str {
    host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(host, _)| host)
}

/// Whether an answer from before a change of key or server still says something. What it tells of the account speaks
/// of another one; what it has done for a job is done.
fn still_holds(work: &Work, outcome: &mut WorkOutput) -> bool {
    if work.account().is_some() && !matches!(work, Work::ForgetKey(_)) {
        return false;
    }
    if let Err(failure) = &mut outcome.result
        && failure.kind == FailureKind::KeyRefused
    {
        // It speaks of the old key: the same request goes out again with the new one.
        failure.kind = FailureKind::Network;
    }
    true
}
