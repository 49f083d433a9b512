//! Wishes of a person, as facts.

use std::cmp::Reverse;
use std::sync::Arc;

use takeup_model::{
    Account, AccountId, AccountSettings, CopyChoice, Destination, DestinationId, DestinationState, Duplicate,
    End, FailureKind, IfExists, Job, JobId, KeyLocation, KeyState, LimitKey, Model, Now, PRACTICE_ACCOUNT,
    Poll, Reachability, Refusal, Settings, Step, UploadOptions, WatchKey,
};

use super::super::event::{Command, JobSelection, Neighbor};
use super::super::pace::Policy;
use super::{change_requests, destinations, imports, intake, lists, watched, with_job};

pub(super) fn apply(model: &mut Model, command: Command, policy: &Policy, now: Now) {
    match command {
        Command::AddPaths(account, paths, options) => intake::add_paths(model, account, paths, options, now),
        Command::AddUrls(account, urls, options) => intake::add_urls(model, &account, &urls, &options, now),
        Command::Pause(which) => for_each(model, &which, now, |job| job.paused = job.end.is_none()),
        Command::Resume(which) => for_each(model, &which, now, go_on),
        Command::Cancel(which) => for_each(model, &which, now, cancel),
        Command::Retry(which) => for_each(model, &which, now, retry),
        Command::SendAnyway(which) => for_each(model, &which, now, send_anyway),
        Command::Reuse(which) => for_each(model, &which, now, reuse),
        Command::SendAgain(which) => for_each(model, &which, now, |job| {
            job.options.if_exists = Some(IfExists::Again);
            job.duplicate = None;
        }),
        Command::SendCopy(..) | Command::Fix(_) | Command::Sample(_) => copies(model, command, now),
        Command::SendFirst(which) => send_first(model, &which, now),
        Command::SendBeside(id, neighbor) => send_beside(model, id, neighbor, now),
        Command::Remove(which) => remove(model, &which),
        Command::Redirect(id, options) => with_job(model, id, now, |job| {
            let options = meant_for(job, &options);
            call_off(job, &options.destination_ids);
            redirect(job, options);
        }),
        Command::RaiseLimit(id, key, bytes) => raise_limit(model, &id, (key, bytes), now),
        Command::Refresh(..)
        | Command::More(..)
        | Command::LoadAll(..)
        | Command::Search(..)
        | Command::View(..)
        | Command::Open(..)
        | Command::ShowStills(..) => lists::command(model, command, policy, now),
        Command::Connect(..) | Command::StopConnecting(_) => imports::command(model, command),
        Command::RequestChanges(..) | Command::RetryChange(..) | Command::DismissChange(..) => {
            change_requests::command(model, command);
        }
        Command::AddAssets(..)
        | Command::AddDestinations(..)
        | Command::RetryDestination(..)
        | Command::DropDestination(..)
        | Command::Finish(..) => {
            destinations::command(model, command, now);
        }
        Command::SetKey(id, _) => with_account(model, &id, |account| {
            account.start_over(KeyState::Unchecked(KeyLocation::ThisRun(None)));
            account.check_key = true;
        }),
        Command::ForgetKey(id) => with_account(model, &id, |account| {
            account.start_over(KeyState::Missing);
            account.forget_key = true;
        }),
        Command::CheckKey(id) => with_account(model, &id, check_key),
        Command::ProbeNow(id) => with_account(model, &id, |account| probe_now(account, now)),
        Command::CheckUpdates
        | Command::Diagnose
        | Command::Examine(_)
        | Command::ChangeSettings(_)
        | Command::EnterPractice(..)
        | Command::RemoveAccount(_)
        | Command::ScanNow(_)
        | Command::SetProxyPassword(_) => of_program(model, command, now),
    }
}

/// Wishes that are about the program, and not about an account or an upload.
#[expect(clippy::wildcard_enum_match_arm, reason = "the caller hands in these and no others")]
fn of_program(model: &mut Model, command: Command, now: Now) {
    match command {
        Command::CheckUpdates => model.updates.asked = true,
        Command::Diagnose => (model.diagnose, model.diagnostics) = (true, None),
        Command::Examine(id) => model.examine = Some(id),
        Command::ChangeSettings(settings) => {
            let before = Arc::clone(&model.settings);
            change(model, settings);
            if before.network != model.settings.network {
                try_again(model, now);
            }
        }
        Command::EnterPractice(server, _) => enter_practice(model, server),
        Command::RemoveAccount(id) => remove_account(model, &id),
        Command::ScanNow(key) => watched::scan_now(model, &key),
        Command::SetProxyPassword(_) => {
            model.keep_proxy_password = true;
            try_again(model, now);
        }
        _ => {}
    }
}

fn probe_now(account: &mut Account, now: Now) {
    if let Reachability::Down { next, .. } = &mut account.reachability {
        *next = now.mono;
    }
}

/// There is another way to the servers: those that could not be reached are tried now.
fn try_again(model: &mut Model, now: Now) {
    for account in model.accounts.values_mut() {
        probe_now(account, now);
    }
}

fn send_first(model: &mut Model, which: &JobSelection, now: Now) {
    let front = model.next_number();
    for_each(model, which, now, |job| job.front = front);
}

/// Changes places with the neighbour in the order of sending. What goes before the two gets new numbers as well, so that
/// what waits behind them keeps its order.
fn send_beside(model: &mut Model, id: JobId, neighbor: Neighbor, now: Now) {
    let Some(account) = model.job(id).map(|job| job.account.clone()) else { return };
    let waits = |job: &&Arc<Job>| job.account == account && job.end.is_none() && !job.bytes_sent();
    let mut order: Vec<(Reverse<u64>, JobId)> =
        model.jobs.values().filter(waits).map(|job| (Reverse(job.front), job.id)).collect();
    order.sort_unstable();
    let Some(from) = order.iter().position(|(_, other)| *other == id) else { return };
    let to = match neighbor {
        Neighbor::Before => from.checked_sub(1),
        Neighbor::After => Some(from + 1).filter(|to| *to < order.len()),
    };
    let Some(to) = to else { return };
    order.swap(from, to);
    order.truncate(from.max(to) + 1);
    for (_, id) in order.into_iter().rev() {
        let front = model.next_number();
        with_job(model, id, now, |job| job.front = front);
    }
}

fn check_key(account: &mut Account) {
    account.check_key = true;
    account.reachability = Reachability::Up;
    if !account.key.usable() {
        account.key = KeyState::Unknown;
    }
}

pub(super) fn with_account(model: &mut Model, id: &AccountId, change: impl FnOnce(&mut Account)) {
    if let Some(account) = model.accounts.get_mut(id) {
        change(account);
    }
}

pub(super) fn for_each(model: &mut Model, which: &JobSelection, now: Now, change: impl Fn(&mut Job)) {
    for id in selected(model, which) {
        with_job(model, id, now, &change);
    }
}

fn selected(model: &Model, which: &JobSelection) -> Vec<JobId> {
    match which {
        JobSelection::One(id) => vec![*id],
        JobSelection::These(ids) => ids.clone(),
        JobSelection::All(account) => {
            model.jobs.values().filter(|job| job.account == *account).map(|job| job.id).collect()
        }
    }
}

fn cancel(job: &mut Job) {
    job.end.get_or_insert(End::Cancelled);
}

/// Lets a stopped job go on. What has ended stays ended.
pub(super) fn go_on(job: &mut Job) {
    job.paused = false;
    job.stopped_at_start = false;
    (job.attempts, job.sessions_ended) = (0, 0);
    job.not_before = None;
    job.part_retries.clear();
}

/// What is wanted of copies.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other wishes are not about copies")]
fn copies(model: &mut Model, command: Command, now: Now) {
    match command {
        Command::SendCopy(which, choice) => for_each(model, &which, now, |job| {
            if choice != CopyChoice::Original && job.can_be_copied() && !job.untouched() {
                // The platform drops the session by itself.
                job.start_over();
            }
            send_copy(job, choice);
        }),
        Command::Fix(which) => for_each(model, &which, now, |job| {
            if job.reused && job.end.is_some() {
                job.start_over();
            }
            job.options.fix = true;
            send_copy(job, job.copy_choice());
        }),
        Command::Sample(which) => {
            for_each(model, &which, now, |job| {
                job.samples.take_if(|samples| samples.is_err());
            });
            let mut asked = selected(model, &which);
            asked.retain(|id| model.jobs.contains_key(id));
            model.sampling.extend(asked);
        }
        _ => {}
    }
}

fn send_anyway(job: &mut Job) {
    job.options.anyway = true;
    retry(job);
}

/// Sends this of a video, where nothing of it is on the platform yet.
fn send_copy(job: &mut Job, choice: CopyChoice) {
    if job.untouched() && job.end != Some(End::Ready) {
        job.options.copy = Some(choice);
        (job.copy, job.route) = (None, None);
        retry(job);
        go_on(job);
    }
}

/// Opens an ended job again, keeping everything that has arrived.
pub(super) fn retry(job: &mut Job) {
    let Some(end) = job.end.take_if(|end| *end != End::Ready) else { return };
    go_on(job);
    job.ended = None;
    job.trouble = None;
    job.look_again();
    job.duplicate = None;
    job.poll = Poll::default();
    if let Some(session) = &mut job.session {
        session.known = session.complete;
    }
    let of_goal =
        job.destinations.iter().any(|destination| matches!(destination.state, DestinationState::Failed(_)));
    for destination in &mut job.destinations {
        if matches!(destination.state, DestinationState::Failed(_)) {
            *destination = Destination::new_doubtful(destination.destination_id.clone());
        }
    }
    let kind = match end {
        End::Failed(failure) => Some(failure.kind),
        End::Ready | End::Refused(_) | End::Cancelled => None,
    };
    if kind == Some(FailureKind::FileChanged) {
        (job.file, job.copy, job.samples) = (None, None, None);
        job.start_over();
    } else if matches!(
        kind,
        Some(FailureKind::Processing | FailureKind::SessionEnded | FailureKind::NotFound)
    ) && !of_goal
    {
        // What the platform could not process, or does not have any more, has to be sent again.
        if job.bytes_sent() {
            // Its copy may be being deleted, so another one gets another name.
            job.copy = None;
        }
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
    match job.duplicate.take() {
        Some(Duplicate::OnPlatform { asset, status, .. }) => job.reuse(asset, status),
        Some(here @ Duplicate::InList(_)) => {
            job.options.if_exists = Some(IfExists::Reuse);
            job.duplicate = Some(here);
        }
        None => {}
    }
}

fn remove(model: &mut Model, which: &JobSelection) {
    for id in selected(model, which) {
        if model.job(id).is_some_and(|job| job.end.is_some()) {
            model.jobs.remove(&id);
            model.sampling.remove(&id);
        }
    }
}

/// What a wish means for a job that has one: what it leaves open stays as it was.
pub(super) fn meant_for(job: &Job, options: &UploadOptions) -> UploadOptions {
    options.resolved(
        &job.source,
        job.if_exists(),
        job.options.ask_host.unwrap_or_default(),
        job.copy_choice(),
    )
}

/// Changes what becomes of a job; what is already on the platform stays as it is.
pub(super) fn redirect(job: &mut Job, options: UploadOptions) {
    if job.end.is_some() {
        return;
    }
    add_destinations(job, &options);
    if job.untouched() {
        job.destinations = options.destination_ids.iter().cloned().map(Destination::new).collect();
        if (job.options.copy, job.options.fix) != (options.copy, options.fix) {
            job.copy = None;
        }
        job.options = options;
        job.route = None;
        if job.if_exists() == IfExists::Again {
            job.duplicate = None;
        }
    }
}

/// Where a job has not begun to go, and is not to go any more.
fn call_off(job: &mut Job, wanted: &[DestinationId]) {
    if job.end.is_none() {
        let off = |destination: &Destination| {
            destination.state == DestinationState::Wanted && !wanted.contains(&destination.destination_id)
        };
        job.destinations.retain(|destination| !off(destination));
        let left = &job.destinations;
        job.options.destination_ids.retain(|id| left.iter().any(|one| one.destination_id == *id));
    }
}

/// Where a file could not go is forgotten once it is to go somewhere else.
pub(super) fn forget_failed(job: &mut Job, wanted: &[DestinationId]) {
    if !wanted.is_empty() {
        job.destinations.retain(|destination| {
            !matches!(destination.state, DestinationState::Failed(_))
                || wanted.contains(&destination.destination_id)
        });
        let destinations = &job.destinations;
        job.options.destination_ids.retain(|destination_id| {
            destinations.iter().any(|destination| destination.destination_id == *destination_id)
        });
    }
}

fn add_destinations(job: &mut Job, options: &UploadOptions) {
    for destination_id in &options.destination_ids {
        if !job.destinations.iter().any(|destination| destination.destination_id == *destination_id) {
            job.add_destination(destination_id.clone());
            job.options.destination_ids.push(destination_id.clone());
        }
    }
}

fn raise_limit(model: &mut Model, id: &AccountId, (key, bytes): (LimitKey, u64), now: Now) {
    let mut settings = Settings::clone(&model.settings);
    let Some(entry) = settings.account_mut(id) else { return };
    entry.limits.set.insert(key, bytes);
    change(model, settings);
    let refused: Vec<JobId> = model
        .jobs
        .values()
        .filter(|job| job.account == *id && matches!(job.end, Some(End::Refused(Refusal::TooLarge { .. }))))
        .map(|job| job.id)
        .collect();
    for_each(model, &JobSelection::These(refused), now, retry);
}

/// Takes new settings, and the accounts they name.
fn change(model: &mut Model, settings: Settings) {
    let settings = settings.bounded();
    for entry in &settings.accounts {
        model.accounts.entry(entry.id.clone()).or_default().set(entry);
    }
    model.current = settings.current.clone();
    if *model.settings != settings {
        let before = std::mem::replace(&mut model.settings, Arc::new(settings));
        watched::follow(model, &before);
        model.settings_saved = false;
        model.save_again = None;
    }
}

/// Shows the practice platform, which is an account as long as this process runs.
fn enter_practice(model: &mut Model, server: String) {
    let id = AccountId::from(PRACTICE_ACCOUNT);
    let mut settings = Settings::clone(&model.settings);
    settings.current = id.clone();
    if settings.account(&id).is_some() {
        return change(model, settings);
    }
    let practice = AccountSettings::of_practice(server, settings.accounts.first());
    settings.accounts.push(practice);
    change(model, settings);
    with_account(model, &id, |account| {
        account.unrecorded = true;
        account.key = KeyState::Unchecked(KeyLocation::Sandbox);
        account.check_key = true;
    });
}

/// Whoever removes an account has called off what was unfinished. There is always an account.
fn remove_account(model: &mut Model, id: &AccountId) {
    remove(model, &JobSelection::All(id.clone()));
    model.intake.retain(|_, intake| intake.account != *id);
    model.watched.retain(|WatchKey(account, _), _| account != id);
    let mut settings = Settings::clone(&model.settings);
    settings.accounts.retain(|account| account.id != *id);
    if settings.accounts.iter().all(|account| account.passing) {
        settings.accounts.splice(..0, Settings::default().accounts);
    }
    if settings.current == *id {
        settings.current = settings.accounts.first().map(|account| account.id.clone()).unwrap_or_default();
    }
    change(model, settings);
    with_account(model, id, |account| {
        account.start_over(KeyState::Missing);
        account.forget_key = true;
    });
}

/// An account that is no longer in the settings goes once its key is forgotten.
pub(super) fn key_forgotten(model: &mut Model, id: &AccountId) {
    if model.settings.account(id).is_none() {
        model.accounts.remove(id);
    } else {
        with_account(model, id, |account| account.forget_key = false);
    }
}
