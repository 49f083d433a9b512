//! Wishes of a person, as facts.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use takeup_model::{
    Access, Account, AccountId, End, Etags, Failure, Goal, GoalState, IfExists, Intake, IntakeNo, Job, JobId,
    KeyPlace, KeyState, Kind, Limits, Line, Model, News, Now, Opened, Poll, Refusal, Settings, Source, Step,
    Target, Twin, Wish,
};

use super::super::event::{Command, Walked, Which};
use super::super::pace::Policy;
use super::{chores, lists, places, with_job};

pub(super) fn apply(model: &mut Model, command: Command, policy: &Policy, now: Now) {
    match command {
        Command::AddPaths(account, paths, wish) => add_paths(model, account, paths, wish),
        Command::AddUrls(account, urls, wish) => add_urls(model, &account, &urls, &wish, now),
        Command::Pause(which) => for_each(model, &which, now, |job| job.paused = job.end.is_none()),
        Command::Resume(which) => for_each(model, &which, now, go_on),
        Command::Cancel(which) => for_each(model, &which, now, |job| {
            job.end.get_or_insert(End::Cancelled);
        }),
        Command::Retry(which) => for_each(model, &which, now, retry),
        Command::SendAnyway(which) => for_each(model, &which, now, |job| {
            job.wish.anyway = true;
            retry(job);
        }),
        Command::Reuse(which) => for_each(model, &which, now, reuse),
        Command::SendAgain(which) => for_each(model, &which, now, |job| {
            job.wish.if_exists = Some(IfExists::Again);
            job.twin = None;
        }),
        Command::Remove(which) => remove(model, &which),
        Command::Redirect(id, wish) => with_job(model, id, now, |job| {
            let wish = meant_for(job, &wish);
            redirect(job, wish);
        }),
        Command::RaiseLimit(id, key, bytes) => raise_limit(model, &id, now, |limits| {
            limits.set.insert(key, bytes);
        }),
        Command::Refresh(..)
        | Command::More(..)
        | Command::LoadAll(..)
        | Command::Search(..)
        | Command::View(..)
        | Command::Open(..) => lists::wish(model, command, policy, now),
        Command::Ask(..) | Command::AskAgain(..) | Command::Dismiss(..) => chores::wish(model, command),
        Command::Place(..) | Command::AddTargets(..) | Command::RetryGoal(..) | Command::Finish(..) => {
            places::wish(model, command, now);
        }
        Command::SetKey(id, _) => with_account(model, &id, another_key),
        Command::ForgetKey(id) => with_account(model, &id, |account| {
            account.key = KeyState::Missing;
            account.forget_key = true;
        }),
        Command::CheckKey(id) => with_account(model, &id, |account| {
            account.check_key = true;
            account.line = Line::Up;
            if !account.key.usable() {
                account.key = KeyState::Unknown;
            }
        }),
        Command::ProbeNow(id) => with_account(model, &id, |account| {
            if let Line::Down { next, .. } = &mut account.line {
                *next = now.mono;
            }
        }),
        Command::Change(settings) => change(model, settings),
    }
}

/// Another key may be another account with other rights and other things.
fn another_key(account: &mut Account) {
    account.key = KeyState::Unchecked(KeyPlace::ThisRun(String::new()));
    account.check_key = true;
    account.line = Line::Up;
    account.multipart = Access::Unknown;
    account.stores_access = Access::Unknown;
    account.etags = Etags::default();
    (account.posts_closed_until, account.indexing_closed_until) = (None, None);
    (account.assets, account.indexes) = Default::default();
    (account.tasks, account.stores) = Default::default();
    (account.sessions, account.chores) = Default::default();
    (account.indexed, account.items) = Default::default();
    account.quiet_until = None;
    // What somebody looks at is asked about anew.
    if let Some(Opened { subject, .. }) = account.opened.take() {
        account.opened = Some(Opened::new(subject));
    }
}

pub(super) fn with_account(model: &mut Model, id: &AccountId, change: impl FnOnce(&mut Account)) {
    if let Some(account) = model.accounts.get_mut(id) {
        change(account);
    }
}

pub(super) fn for_each(model: &mut Model, which: &Which, now: Now, change: impl Fn(&mut Job)) {
    let ids: Vec<JobId> = match which {
        Which::One(id) => vec![*id],
        Which::These(ids) => ids.clone(),
        Which::All(account) => {
            model.jobs.values().filter(|job| job.account == *account).map(|job| job.id).collect()
        }
    };
    for id in ids {
        with_job(model, id, now, &change);
    }
}

/// Lets a stopped job go on. What has ended stays ended.
pub(super) fn go_on(job: &mut Job) {
    job.paused = false;
    job.held = false;
    job.attempts = 0;
    job.not_before = None;
    job.hitches.clear();
}

/// Opens an ended job again, keeping everything that has arrived.
fn retry(job: &mut Job) {
    let Some(end) = job.end.take_if(|end| *end != End::Ready) else { return };
    go_on(job);
    job.ended = None;
    job.trouble = None;
    job.looked = job.source.path().is_none() && job.wish.ask_host != Some(true);
    (job.remote, job.twin) = (None, None);
    job.poll = Poll::default();
    if let Some(session) = &mut job.session {
        session.known = session.complete;
    }
    let of_goal = job.goals.iter().any(|goal| matches!(goal.state, GoalState::Failed(_)));
    for goal in &mut job.goals {
        if matches!(goal.state, GoalState::Failed(_)) {
            *goal = Goal::perhaps(goal.target.clone());
        }
    }
    let kind = match end {
        End::Failed(failure) => Some(failure.kind),
        End::Ready | End::Refused(_) | End::Cancelled => None,
    };
    if kind == Some(Kind::FileChanged) {
        job.file = None;
        job.start_over();
    } else if matches!(kind, Some(Kind::Processing | Kind::SessionEnded | Kind::NotFound)) && !of_goal {
        // What the platform could not process, or does not have any more, has to be sent again.
        job.start_over();
    } else if job.untouched() {
        job.route = None;
    }
}

/// Uses what is there already; what another upload is sending just now is awaited.
fn reuse(job: &mut Job) {
    if job.step() != Step::Compare {
        return;
    }
    match job.twin.take() {
        Some(Twin::There { asset, status, .. }) => job.reuse(asset, status),
        Some(here @ Twin::Here(_)) => {
            job.wish.if_exists = Some(IfExists::Reuse);
            job.twin = Some(here);
        }
        None => {}
    }
}

fn remove(model: &mut Model, which: &Which) {
    let hit = |job: &Job| match which {
        Which::One(id) => job.id == *id,
        Which::These(ids) => ids.contains(&job.id),
        Which::All(account) => job.account == *account,
    };
    let over = model.jobs.values().filter(|job| job.end.is_some() && hit(job));
    for id in over.map(|job| job.id).collect::<Vec<_>>() {
        model.jobs.remove(&id);
    }
}

/// What a wish means for a job that has one: what it leaves open stays as it was.
fn meant_for(job: &Job, wish: &Wish) -> Wish {
    wish.resolved(&job.source, job.if_exists(), job.wish.ask_host.unwrap_or_default())
}

/// Changes what becomes of a job; what is already on the platform stays as it is.
fn redirect(job: &mut Job, wish: Wish) {
    if job.end.is_some() {
        return;
    }
    add_goals(job, &wish);
    if job.untouched() {
        job.goals = wish.targets.iter().cloned().map(Goal::new).collect();
        job.wish = wish;
        job.route = None;
        if job.if_exists() == IfExists::Again {
            job.twin = None;
        }
    }
}

/// Where a file could not go is forgotten once it shall go somewhere else.
fn forget_failed(job: &mut Job, wanted: &[Target]) {
    if !wanted.is_empty() {
        job.goals.retain(|goal| !matches!(goal.state, GoalState::Failed(_)) || wanted.contains(&goal.target));
        let goals = &job.goals;
        job.wish.targets.retain(|target| goals.iter().any(|goal| goal.target == *target));
    }
}

fn add_goals(job: &mut Job, wish: &Wish) {
    for target in &wish.targets {
        if !job.goals.iter().any(|goal| goal.target == *target) {
            job.add_goal(target.clone());
            job.wish.targets.push(target.clone());
        }
    }
}

fn raise_limit(model: &mut Model, id: &AccountId, now: Now, change: impl FnOnce(&mut Limits)) {
    let mut settings = Settings::clone(&model.settings);
    let Some(entry) = settings.accounts.iter_mut().find(|entry| entry.id == *id) else { return };
    change(&mut entry.limits);
    self::change(model, settings);
    let refused: Vec<JobId> = model
        .jobs
        .values()
        .filter(|job| job.account == *id && matches!(job.end, Some(End::Refused(Refusal::TooLarge { .. }))))
        .map(|job| job.id)
        .collect();
    for_each(model, &Which::These(refused), now, retry);
}

/// Takes new settings, and the accounts they name.
fn change(model: &mut Model, settings: Settings) {
    for entry in &settings.accounts {
        let account = model.accounts.entry(entry.id.clone()).or_default();
        if account.server != entry.server && !account.server.is_empty() {
            // A key is for the server it was given for; nobody else is shown it unasked.
            account.key = KeyState::Missing;
            account.check_key = false;
            account.line = Line::Up;
            account.etags = Etags::default();
        }
        account.id = entry.id.clone();
        account.name.clone_from(&entry.name);
        account.server.clone_from(&entry.server);
        account.limits = entry.limits.clone();
    }
    model.current = settings.current.clone();
    model.traffic.allowance = None;
    if *model.settings != settings {
        model.settings = Arc::new(settings);
        model.settings_saved = false;
    }
}

fn add_paths(model: &mut Model, account: AccountId, paths: Vec<PathBuf>, wish: Wish) {
    if !paths.is_empty() {
        let number = IntakeNo(model.next_number());
        model.intake.insert(number, Intake { account, paths, wish });
    }
}

fn add_urls(model: &mut Model, account: &AccountId, urls: &[String], wish: &Wish, now: Now) {
    let mut adding = Adding::new(model, account, wish);
    for url in urls.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        adding.take_in(model, Source::Url(url.to_owned()), None, now);
    }
}

/// Makes jobs of the files that were found.
pub(super) fn walked(model: &mut Model, number: IntakeNo, walked: &Walked, now: Now) {
    let Some(intake) = model.intake.remove(&number) else { return };
    let mut adding = Adding::new(model, &intake.account, &intake.wish);
    for (path, size) in &walked.files {
        adding.take_in(model, Source::File(path.clone()), *size, now);
    }
    if walked.files.is_empty() || walked.skipped > 0 {
        model.tell(News::Added { added: walked.files.len(), skipped: walked.skipped });
    }
}

/// Sources that are being added.
struct Adding<'a> {
    account: &'a AccountId,
    wish: &'a Wish,
    /// The jobs that go on when their source is added again: of each source the newest.
    known: BTreeMap<Source, JobId>,
}

impl<'a> Adding<'a> {
    fn new(model: &Model, account: &'a AccountId, wish: &'a Wish) -> Self {
        let can_go_on = |job: &Job| {
            job.account == *account
                && !matches!(job.end, Some(End::Ready | End::Cancelled))
                && (job.untouched() || job.wish.task_index == wish.task_index)
        };
        let jobs = model.jobs.values().filter(|job| can_go_on(job));
        Self { account, wish, known: jobs.map(|job| (job.source.clone(), job.id)).collect() }
    }

    /// Goes on with the unfinished job of a source, or begins a new one.
    fn take_in(&mut self, model: &mut Model, source: Source, size: Option<u64>, now: Now) {
        let same_size = |job: &Job| match (&job.file, size) {
            (Some(file), Some(size)) => file.size == size,
            _ => true,
        };
        let known = self.known.get(&source).and_then(|id| model.job(*id));
        match known.map(|job| (job.id, same_size(job))) {
            Some((id, true)) => {
                return with_job(model, id, now, |job| {
                    job.wish.anyway |= self.wish.anyway;
                    forget_failed(job, &self.wish.targets);
                    retry(job);
                    go_on(job);
                    let wish = meant_for(job, self.wish);
                    let metadata = wish.metadata.with(&job.wish.metadata);
                    redirect(job, Wish { anyway: job.wish.anyway, metadata, ..wish });
                });
            }
            Some((id, false)) => {
                let failure =
                    Failure::new(Kind::FileChanged, "the file has another size now; a new upload was begun");
                with_job(model, id, now, |job| job.end = Some(End::Failed(failure)));
            }
            None => {}
        }
        let id = begin(model, self.account, source.clone(), self.wish, now);
        self.known.insert(source, id);
    }
}

fn begin(model: &mut Model, account: &AccountId, source: Source, wish: &Wish, now: Now) -> JobId {
    let id = JobId(model.next_number());
    let wish = wish.resolved(&source, model.settings.if_exists, model.settings.ask_hosts);
    let job = Job::new(id, account.clone(), source, wish, now);
    model.jobs.insert(id, Arc::new(job));
    with_job(model, id, now, |_| {});
    id
}
