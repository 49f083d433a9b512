//! Bad answers, as facts: what counts, what only slows the pace, and what is final.

use std::time::Instant;

use takeup_model::{
    Access, Account, AccountId, Creation, DestinationId, DestinationState, End, Failure, FailureKind,
    FailureReason, FileDigest, Job, JobEvent, JobId, KeyState, Method, MethodChoice, Model, News, Now, Part,
    PartNo, Reachability, Remote, Step,
};

use super::super::event::Work;
use super::super::pace::Policy;
use super::commands::with_account;
use super::watched;
use super::{change_requests, commands, imports, intake, lists, with_job};

pub(super) fn apply(model: &mut Model, work: &Work, failure: Failure, policy: &Policy, now: Now) {
    let account = match work.job() {
        Some(id) => model.job(id).map(|job| job.account.clone()),
        None => work.account().cloned(),
    };
    if let Some(account) = &account {
        if failure.kind == FailureKind::KeyRefused {
            key_refused(model, account, work, failure, policy, now);
            return;
        }
        let to_platform = !matches!(
            work,
            Work::Send(..)
                | Work::FindKey(_)
                | Work::ForgetKey(_)
                | Work::Look(_)
                | Work::Prepare(..)
                | Work::Sample(_)
                | Work::AskHost(_)
                | Work::Digest(_)
        );
        if failure.kind == FailureKind::Network && to_platform {
            line_down(model, account, &failure, policy, now);
        }
    }
    match work.job() {
        Some(id) if matches!(work, Work::Sample(_)) => {
            model.sampling.remove(&id);
            with_job(model, id, now, |job| job.samples = Some(Err(failure)));
        }
        Some(id) => of_job(model, id, work, failure, policy, now),
        None => of_account(model, account.as_ref(), work, failure, policy, now),
    }
}

/// No request of the account can succeed now; its jobs wait for a better key, and lose nothing.
fn key_refused(
    model: &mut Model,
    account: &AccountId,
    work: &Work,
    failure: Failure,
    policy: &Policy,
    now: Now,
) {
    lists::give_up(model, account, policy, now);
    with_account(model, account, |account| {
        change_requests::give_up(account, &failure);
        account.key = KeyState::Refused(failure);
        account.check_key = false;
        account.connecting = None;
    });
    if let Work::Import(id) = work {
        imports::put_back(model, id, now);
    }
    if let Work::Create(id) = work {
        with_job(model, *id, now, |job| job.creation = Creation::NotBegun);
    }
    if let Work::Submit(id, place) = work {
        with_job(model, *id, now, |job| {
            if let Some(destination) = job
                .destinations
                .get_mut(*place)
                .filter(|destination| destination.state == DestinationState::Begun)
            {
                destination.state = DestinationState::Wanted;
            }
        });
    }
}

fn line_down(model: &mut Model, account: &AccountId, failure: &Failure, policy: &Policy, now: Now) {
    with_account(model, account, |account| {
        let (since, tries) = match &account.reachability {
            Reachability::Up => (now.utc, 0),
            // Requests that were already under way when the line went down tell nothing new.
            Reachability::Down { next, .. } if *next > now.mono => return,
            Reachability::Down { since, tries, .. } => (*since, tries + 1),
        };
        let next = now.mono + policy.delay(tries + 1, now.random);
        account.reachability = Reachability::Down { since, tries, next, why: failure.clone() };
    });
}

/// The settings are saved again after a while; returns how often that has failed.
fn save_again(model: &mut Model, policy: &Policy, now: Now) -> u32 {
    let tries = model.save_again.map_or(0, |(_, tries)| tries) + 1;
    model.save_again = Some((now.mono + policy.delay(tries, now.random), tries));
    tries
}

/// Work for the program itself is not tried again. A password that could not be kept still holds for this run.
fn given_up(model: &mut Model, work: &Work) {
    model.diagnose &= !matches!(work, Work::Diagnose);
    model.keep_proxy_password &= !matches!(work, Work::KeepProxyPassword);
    if matches!(work, Work::Examine(_)) {
        model.examine = None;
    }
    if let Work::Discard(name) = work {
        // The next start finds it.
        model.copies.remove(name);
    }
}

fn of_account(
    model: &mut Model,
    account: Option<&AccountId>,
    work: &Work,
    failure: Failure,
    policy: &Policy,
    now: Now,
) {
    if let Work::Scan(key) = work {
        return watched::failed(model, key, failure, policy, now);
    }
    if matches!(work, Work::CheckUpdates) {
        return model.updates.checked(Err(failure), now.mono);
    }
    if let Work::Walk(number) = work {
        intake::not_walked(model, *number, &failure, now);
    }
    given_up(model, work);
    if matches!(work, Work::Save) && save_again(model, policy, now) > 1 {
        return;
    }
    let Some(id) = account else {
        model.notify(News::Trouble(failure));
        return;
    };
    if matches!(work, Work::Watch(_)) {
        watch_later(model, id, &failure, policy, now);
    }
    if matches!(work, Work::Connect(_)) {
        return imports::not_connected(model, id, failure);
    }
    if matches!(work, Work::Import(_)) {
        return imports::all_failed(model, id, &failure, policy, now);
    }
    if let Work::Change(_, number) = work {
        return change_requests::failed(model, id, *number, failure, policy, now);
    }
    if work.only_asks() && matches!(failure.kind, FailureKind::RateLimited(_)) {
        let until = policy.again_at(&failure.kind, 1, now);
        with_account(model, id, |account| account.quiet_until = Some(until));
    }
    if matches!(work, Work::ForgetKey(_)) {
        commands::key_forgotten(model, id);
        return model.notify(News::Trouble(failure));
    }
    with_account(model, id, |account| in_account(account, work, failure, policy, now));
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other work leaves nothing with the account")]
fn in_account(account: &mut Account, work: &Work, failure: Failure, policy: &Policy, now: Now) {
    match work {
        Work::FindKey(_) => account.key = KeyState::Locked(failure),
        Work::CheckKey(_) if failure.passing() => {
            let next = now.mono + policy.delay(3, now.random);
            if account.reachability == Reachability::Up {
                account.reachability = Reachability::Down { since: now.utc, tries: 0, next, why: failure };
            }
        }
        Work::CheckKey(_) => {
            account.key = KeyState::Refused(failure);
            account.check_key = false;
        }
        Work::Probe(_) if failure.kind != FailureKind::Network => {
            // Whatever the server says, it can be reached.
            account.reachability = Reachability::Up;
        }
        Work::Load(_, list) | Work::Poll(_, list) => {
            lists::failed(account, list, Some(&failure), policy, now);
        }
        Work::Picture(..) => lists::pictured(account, work, None),
        Work::Still(..) => lists::no_still(account, work, &failure, policy, now),
        Work::Inspect(..) => lists::not_opened(account, Some(&failure), policy, now),
        Work::Watch(_) => {
            if let Some((next, pause)) = &mut account.assets.state.next {
                *pause = policy.slower(*pause);
                *next = now.mono + *pause;
            }
        }
        _ => {}
    }
}

fn watch_later(model: &mut Model, account: &AccountId, failure: &Failure, policy: &Policy, now: Now) {
    let watched: Vec<JobId> = model
        .jobs
        .values()
        .filter(|job| job.account == *account && job.step() == Step::Watch)
        .map(|job| job.id)
        .collect();
    for id in watched {
        with_job(model, id, now, |job| {
            policy.ask_again(&mut job.poll, now.mono);
            // One answer that this program broke down over says nothing of all the others.
            if failure.passing() || failure.kind == FailureKind::Bug {
                job.trouble = Some(failure.clone());
            } else {
                job.end = Some(End::Failed(failure.clone()));
            }
        });
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what has no rule of its own follows the common one")]
fn of_job(model: &mut Model, id: JobId, work: &Work, failure: Failure, policy: &Policy, now: Now) {
    match (work, &failure.kind) {
        (Work::Create(_), FailureKind::NotAllowed) if is_multipart(model, id) && chosen_by_us(model, id) => {
            return multipart_refused(model, id, now);
        }
        (Work::Create(_), FailureKind::RateLimited(told)) if by_post(model, id) => {
            let until = now.mono + told.unwrap_or(policy.throttle);
            return posts_used_up(model, id, failure, until, now);
        }
        (Work::Create(_) | Work::Submit(..), FailureKind::RateLimited(told))
            if asks_to_create(model, id, work) =>
        {
            used_up(model, work, now.mono + told.unwrap_or(policy.throttle), now);
        }
        _ => {}
    }
    with_job(model, id, now, |job| {
        if work.of_session() && job.session.is_none() {
            // Its session was given up in the same moment; a new one will say how it does.
            return;
        }
        if failure.passing() {
            job.retries += 1;
            job.events.add(retried(work, &failure), now.utc);
        }
        match work {
            Work::Digest(_) => job.whole = FileDigest::Lost,
            // What cannot be found out stands in nobody's way.
            Work::AskHost(_) => {
                job.looked = true;
                job.remote = Some(Remote::Unknown);
            }
            Work::Compare(_) if !failure.passing() => job.compared = true,
            Work::Send(_, part) => part_failed(job, *part, failure, policy, now),
            Work::Create(_) => {
                job.creation =
                    if may_have_arrived(&failure) { Creation::Doubtful } else { Creation::NotBegun };
                step_failed(job, failure, policy, now);
            }
            Work::Urls(..) => urls_failed(job, failure, policy, now),
            Work::Report(_) => report_failed(job, failure, policy, now),
            Work::Trace(_, place)
                if failure.kind == FailureKind::NotFound && awaited(job, *place, policy) =>
            {
                if let Some(destination) = job.destinations.get_mut(*place) {
                    destination.poll.unknown += 1;
                    policy.ask_again(&mut destination.poll, now.mono);
                }
            }
            Work::Submit(_, place) | Work::Trace(_, place) => {
                destination_failed(job, *place, matches!(work, Work::Submit(..)), failure, policy, now);
            }
            Work::Follow(_)
                if failure.kind == FailureKind::NotFound && job.poll.unknown < policy.unknown_answers =>
            {
                not_known(job, failure, policy, now);
            }
            _ => step_failed(job, failure, policy, now),
        }
    });
}

/// What was just made may not be known yet. It is told of when that goes on.
fn not_known(job: &mut Job, failure: Failure, policy: &Policy, now: Now) {
    job.poll.unknown += 1;
    policy.ask_again(&mut job.poll, now.mono);
    if job.poll.unknown > 1 {
        job.trouble = Some(failure);
    }
}

/// What is told of work that is tried again.
fn retried(work: &Work, failure: &Failure) -> JobEvent {
    let part = if let Work::Send(_, part) = work { Some(*part) } else { None };
    match part {
        Some(part) if failure.kind == FailureKind::PresignedUrlExpired => JobEvent::UrlReplaced(part),
        part => JobEvent::Retried(part, failure.kind.clone()),
    }
}

/// Whether what was just put in its place may still be unknown there.
fn awaited(job: &Job, place: usize, policy: &Policy) -> bool {
    job.destinations.get(place).is_some_and(|destination| destination.poll.unknown < policy.unknown_answers)
}

/// Whether a failed request may have been carried out all the same. Work that broke down may have made it before.
pub(super) fn may_have_arrived(failure: &Failure) -> bool {
    matches!(failure.kind, FailureKind::AnswerLost | FailureKind::ServerError | FailureKind::Bug)
}

/// Whether a failure says nothing against the request: the line, or the platform's pace, was in the way.
fn only_slows(kind: &FailureKind) -> bool {
    matches!(kind, FailureKind::Network | FailureKind::AnswerLost | FailureKind::RateLimited(_))
}

/// A step of a job went wrong: tried again if that can help, for good otherwise.
pub(super) fn step_failed(job: &mut Job, failure: Failure, policy: &Policy, now: Now) {
    if failure.kind == FailureKind::SessionEnded {
        return new_session(job, failure, policy);
    }
    if !failure.passing() {
        job.end = Some(End::Failed(failure));
        return;
    }
    let failures = if only_slows(&failure.kind) { &mut job.setbacks } else { &mut job.attempts };
    *failures += 1;
    let failures = *failures;
    if job.attempts >= policy.attempts {
        job.end = Some(End::Failed(failure));
        return;
    }
    job.not_before = Some(policy.again_at(&failure.kind, failures, now));
    job.trouble = Some(failure);
}

/// A dead session cannot be finished; the file begins again in a new one.
fn new_session(job: &mut Job, failure: Failure, policy: &Policy) {
    job.attempts += 1;
    job.sessions_ended += 1;
    if job.sessions_ended >= policy.ended_sessions {
        // Each leaves a reserved asset behind, and a third would end like the two before.
        let why = Failure::own(failure.kind, FailureReason::SessionsTooShort, failure.detail);
        job.end = Some(End::Failed(why));
        return;
    }
    if job.attempts >= policy.attempts {
        job.end = Some(End::Failed(failure));
        return;
    }
    let route = job.route;
    job.start_over();
    job.route = route;
    job.retries += 1;
    job.trouble = Some(failure);
}

fn part_failed(job: &mut Job, number: PartNo, failure: Failure, policy: &Policy, now: Now) {
    let failure = told_by_nobody(job, number, failure, policy);
    // A storage that does not know the upload: the platform is asked whether the session has run out.
    let unknown = failure.kind == FailureKind::NotFound;
    if let Some(session) = job.session.as_mut().filter(|_| unknown) {
        session.known = false;
    } else if !failure.passing() {
        job.end = Some(End::Failed(failure));
        return;
    }
    let part_retry = job.part_retries.entry(number).or_default();
    if failure.kind == FailureKind::PresignedUrlExpired {
        part_retry.refused += 1;
    } else if only_slows(&failure.kind) {
        part_retry.setbacks += 1;
    } else {
        part_retry.attempts += 1;
        part_retry.unproven += u32::from(failure.reason() == Some(FailureReason::NoEtag));
    }
    let over = part_retry.refused >= policy.refused_urls || part_retry.attempts >= policy.attempts;
    // A stale URL says nothing against the line: a fresh one may go out at once, the first time.
    part_retry.not_before = if failure.kind == FailureKind::PresignedUrlExpired && part_retry.refused == 1 {
        None
    } else {
        let failures = part_retry.refused + part_retry.setbacks + part_retry.attempts;
        Some(policy.again_at(&failure.kind, failures, now))
    };
    let unproven: u32 = job.part_retries.values().map(|part_retry| part_retry.unproven).sum();
    if over || unproven >= policy.unproven_parts {
        job.end = Some(End::Failed(failure));
    } else {
        job.trouble = Some(failure);
    }
}

/// A storage that refuses fresh URLs, too, and never says why, is none: something on the way lets nothing through.
fn told_by_nobody(job: &Job, number: PartNo, failure: Failure, policy: &Policy) -> Failure {
    let refused = job.part_retries.get(&number).map_or(0, |part_retry| part_retry.refused);
    if failure.kind == FailureKind::PresignedUrlExpired
        && failure.code.is_none()
        && refused + 1 >= policy.refused_urls
    {
        return Failure::own(FailureKind::Network, FailureReason::Intercepted, failure.detail);
    }
    failure
}

/// Refused URLs mean a session that has run out, or nothing anybody can mend: the platform is asked which.
fn urls_failed(job: &mut Job, failure: Failure, policy: &Policy, now: Now) {
    if !matches!(failure.kind, FailureKind::Refused | FailureKind::NotFound)
        || job.attempts + 1 >= policy.attempts
    {
        return step_failed(job, failure, policy, now);
    }
    job.attempts += 1;
    job.not_before = Some(policy.again_at(&failure.kind, job.attempts, now));
    if let Some(session) = &mut job.session {
        session.known = false;
    }
}

/// A refused report names no culprit: proofs then go one by one, and the refused one is sent again.
fn report_failed(job: &mut Job, failure: Failure, policy: &Policy, now: Now) {
    if failure.kind != FailureKind::Refused {
        return step_failed(job, failure, policy, now);
    }
    let Some(session) = &mut job.session else { return };
    if !job.report_singly {
        // Perhaps it is not the proofs but the session: the platform is asked before the next report.
        job.report_singly = true;
        session.known = false;
        return;
    }
    job.report_singly = false;
    let Some(number) = session.unreported().map(|(number, _)| number).next() else { return };
    if let Some(part) = session.part_mut(number) {
        *part = Part::Missing;
    }
    let part_retry = job.part_retries.entry(number).or_default();
    part_retry.attempts += 1;
    job.retries += 1;
    if part_retry.attempts >= policy.attempts {
        job.end = Some(End::Failed(failure));
    } else {
        job.trouble = Some(failure);
    }
}

fn destination_failed(
    job: &mut Job,
    place: usize,
    submit: bool,
    failure: Failure,
    policy: &Policy,
    now: Now,
) {
    let lasting = !failure.passing();
    if let Some(destination) = job.destinations.get_mut(place) {
        if lasting {
            destination.state = DestinationState::Failed(failure);
            return;
        }
        if submit {
            // An older doubt is not settled by a request that did not arrive.
            let doubtful = destination.state == DestinationState::Doubtful || may_have_arrived(&failure);
            destination.state = if doubtful { DestinationState::Doubtful } else { DestinationState::Wanted };
        } else {
            policy.ask_again(&mut destination.poll, now.mono);
        }
    }
    step_failed(job, failure, policy, now);
}

fn is_multipart(model: &Model, id: JobId) -> bool {
    model.job(id).and_then(Job::method) == Some(Method::Multipart)
}

fn chosen_by_us(model: &Model, id: JobId) -> bool {
    model.job(id).is_some_and(|job| job.options.method == MethodChoice::Auto)
}

fn by_post(model: &Model, id: JobId) -> bool {
    matches!(model.job(id).and_then(Job::method), Some(Method::Direct | Method::Url))
}

/// The account may not use multipart uploads: every job that can goes direct.
fn multipart_refused(model: &mut Model, id: JobId, now: Now) {
    let Some(account) = model.job(id).map(|job| job.account.clone()) else { return };
    with_account(model, &account, |account| account.multipart = Access::Refused);
    with_job(model, id, now, |job| job.creation = Creation::NotBegun);
    choose_again(model, &account, now);
}

/// `POST /assets` is used up: small files go in parts, the others wait until it opens again.
fn posts_used_up(model: &mut Model, id: JobId, failure: Failure, until: Instant, now: Now) {
    with_job(model, id, now, |job| {
        job.retries += 1;
        job.trouble = Some(failure);
        job.creation = Creation::NotBegun;
    });
    used_up(model, &Work::Create(id), until, now);
}

/// Requests of this kind are used up until then. The platform counts two kinds: what creates assets in one request,
/// and what indexes.
pub(super) fn used_up(model: &mut Model, work: &Work, until: Instant, now: Now) {
    let Some(job) = work.job().and_then(|id| model.job(id)) else { return };
    let (account, creates_asset) =
        (job.account.clone(), matches!(work, Work::Create(_)) && by_post(model, job.id));
    if creates_asset {
        with_account(model, &account, |account| {
            account.posts_closed_until = account.posts_closed_until.max(Some(until));
        });
        choose_again(model, &account, now);
    } else if indexes(job, work) {
        with_account(model, &account, |account| {
            account.indexing_closed_until = account.indexing_closed_until.max(Some(until));
        });
    }
}

/// Whether the request was one that creates something; a doubtful place is looked for before it is asked for.
fn asks_to_create(model: &Model, id: JobId, work: &Work) -> bool {
    let Work::Submit(_, place) = work else { return true };
    let destination = model.job(id).and_then(|job| job.destinations.get(*place));
    destination.is_some_and(|destination| destination.state != DestinationState::Doubtful)
}

fn indexes(job: &Job, work: &Work) -> bool {
    if let Work::Submit(_, place) = work {
        return job
            .destinations
            .get(*place)
            .is_some_and(|destination| matches!(destination.destination_id, DestinationId::Index(_)));
    }
    matches!(work, Work::Create(_)) && job.method() == Some(Method::Task)
}

/// Lets every job of the account that has not begun choose its way again.
fn choose_again(model: &mut Model, account: &AccountId, now: Now) {
    let open: Vec<JobId> = model
        .jobs
        .values()
        .filter(|job| job.account == *account && job.end.is_none())
        .filter(|job| job.untouched() && job.route.is_some())
        .map(|job| job.id)
        .collect();
    for id in open {
        with_job(model, id, now, |job| job.route = None);
    }
}
