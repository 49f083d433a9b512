//! Good answers, as facts.

use std::sync::Arc;
use std::time::Instant;

use jiff::SignedDuration;

use takeup_model::{
    Access, Account, AccountId, AssetStatus, CopyChoice, Creation, DestinationId, DestinationState,
    Duplicate, End, Failure, FailureKind, FailureReason, FileFacts, IndexingStatus, Job, JobId, KeyLocation,
    KeyState, List, MadeCopy, Model, News, Now, Part, PartNo, Poll, Reachability, Refusal, SessionOrigin,
    Step, Unfit,
};

use super::super::event::{Created, Reply, SessionParts, Work};
use super::super::pace::Policy;
use super::commands::with_account;
use super::intake::walked;
use super::lists::want_viewed;
use super::watched;
use super::{assets, change_requests, commands, etags, imports, lists, with_job};

pub(super) fn apply(model: &mut Model, work: &Work, reply: Reply, policy: &Policy, now: Now) {
    match work {
        Work::FindKey(id)
        | Work::CheckKey(id)
        | Work::ForgetKey(id)
        | Work::Probe(id)
        | Work::Load(id, _)
        | Work::Poll(id, _)
        | Work::Inspect(id, _)
        | Work::Picture(id, _)
        | Work::Still(id, _)
        | Work::Watch(id)
        | Work::Connect(id)
        | Work::Import(id)
        | Work::Change(id, _) => of_account(model, id, work, reply, policy, now),
        Work::CheckUpdates | Work::Diagnose | Work::Examine(_) | Work::KeepProxyPassword | Work::Save => {
            of_program(model, work, reply, now);
        }
        Work::Walk(number) => {
            if let Reply::Walked(found) = reply {
                walked(model, *number, &found, now);
            }
        }
        Work::Discard(name) => {
            model.copies.remove(name);
        }
        Work::Scan(key) => {
            if let Reply::Scanned(scan) = reply {
                watched::scanned(model, key, &scan, policy, now);
            }
        }
        Work::Look(id)
        | Work::Prepare(id, _)
        | Work::Sample(id)
        | Work::AskHost(id)
        | Work::Compare(id)
        | Work::Recover(id)
        | Work::Create(id)
        | Work::FetchParts(id)
        | Work::Urls(id, _)
        | Work::Send(id, _)
        | Work::Report(id)
        | Work::Digest(id)
        | Work::Follow(id)
        | Work::Submit(id, _)
        | Work::Trace(id, _) => of_job(model, *id, work, reply, policy, now),
    }
}

/// What work for the program itself has found.
fn of_program(model: &mut Model, work: &Work, reply: Reply, now: Now) {
    match (work, reply) {
        (Work::CheckUpdates, Reply::Newest(version)) => model.updates.checked(Ok(version), now.mono),
        (Work::Diagnose, Reply::Diagnosed(report)) => {
            (model.diagnose, model.diagnostics) = (false, Some(report));
        }
        (Work::Examine(_), Reply::Examined(checkup)) => {
            (model.examine, model.checkup) = (None, Some(Arc::new(checkup)));
        }
        (Work::KeepProxyPassword, _) => model.keep_proxy_password = false,
        (Work::Save, reply) => {
            // They may have been changed again meanwhile.
            model.settings_saved = matches!(reply, Reply::Saved(settings) if settings == model.settings);
            model.save_again = None;
        }
        _ => {}
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "other answers to this work say nothing")]
fn of_account(model: &mut Model, id: &AccountId, work: &Work, reply: Reply, policy: &Policy, now: Now) {
    if let Reply::Watched(asked, told, refused) = reply {
        return assets::watched(model, id, &asked, (&told, &refused), policy, now);
    }
    if matches!(work, Work::Probe(_)) {
        return reached(model, id, now);
    }
    let reply = match reply {
        Reply::Connected(connection) => return imports::connected(model, id, connection, now),
        Reply::Imported(files) => return imports::imported(model, id, files, policy, now),
        other => other,
    };
    if let (Work::Change(_, number), Reply::Changed(created)) = (work, &reply) {
        return change_requests::done(model, id, *number, created.clone());
    }
    if matches!(work, Work::ForgetKey(_)) {
        return commands::key_forgotten(model, id);
    }
    let mut news = None;
    with_account(model, id, |account| match reply {
        Reply::Key(found) => {
            account.check_key &= found.is_some();
            account.key = found.map_or(KeyState::Missing, KeyState::Unchecked);
        }
        Reply::KeyGood(place) => {
            if let KeyLocation::ThisRun(Some(why)) = &place {
                news = Some(News::KeyForThisRun(why.clone()));
            }
            account.key = KeyState::Good(place);
            account.check_key = false;
            account.indexes.state.want();
            if account.stores_access != Access::Refused {
                account.stores.state.want();
            }
            want_viewed(account);
        }
        Reply::Listed(listed) => {
            if let Work::Load(_, list) | Work::Poll(_, list) = work {
                lists::told(account, list, listed, policy, now);
            }
        }
        Reply::Pictured(points) => lists::pictured(account, work, points),
        Reply::Still(still) => lists::still(account, work, still, policy, now),
        Reply::Inspected(detail) => lists::inspected(account, *detail, policy, now),
        _ => {}
    });
    if let Some(news) = news {
        model.notify(news);
    }
}

/// The server answers again: everything that waited for it goes on. Where something in between stops the same request
/// again and again although the server can be reached, that keeps its pace.
fn reached(model: &mut Model, id: &AccountId, now: Now) {
    with_account(model, id, |account| {
        account.reachability = Reachability::Up;
        want_viewed(account);
    });
    let waiting: Vec<JobId> = model
        .jobs
        .values()
        .filter(|job| job.account == *id && job.end.is_none() && job.setbacks > 0)
        .map(|job| job.id)
        .collect();
    for id in waiting {
        with_job(model, id, now, |job| {
            let between = job.trouble.as_ref().is_some_and(Failure::is_between);
            if between && job.setbacks > 1 {
                return;
            }
            job.not_before = None;
            job.trouble = None;
            job.setbacks = u32::from(between);
        });
    }
}

fn of_job(model: &mut Model, id: JobId, work: &Work, reply: Reply, policy: &Policy, now: Now) {
    if let Reply::Created(created) | Reply::Recovered(Some(created)) = &reply
        && let Some(account) = model.job(id).map(|job| job.account.clone())
    {
        with_account(model, &account, |account| created_in(account, created));
    }
    if let (Reply::Submitted(..), Work::Submit(_, place)) = (&reply, work) {
        submitted_to(model, id, *place);
    }
    if let Reply::Created(Created::Session(session)) = &reply
        && let Some(name) = model.job(id).map(Job::name)
    {
        match session.origin {
            SessionOrigin::Opened => {}
            SessionOrigin::OpenedBeside => model.notify(News::OpenedBeside(name)),
            SessionOrigin::Adopted => model.notify(News::Adopted(name)),
        }
    }
    told_of_place(model, id, work, &reply);
    with_job(model, id, now, |job| clear_trouble(job, &reply));
    if let (Reply::Stored { etag, host }, Work::Send(_, part)) = (&reply, work) {
        let storage = (etag.as_str(), host.as_str());
        return etags::stored(model, (id, *part), storage, policy, now);
    }
    if matches!(work, Work::Sample(_)) {
        model.sampling.remove(&id);
    }
    let outdated = outdated(model, id, &reply);
    with_job(model, id, now, |job| match (reply, work) {
        (Reply::Looked(file), _) => looked(job, file, policy, now),
        (Reply::LookedAtBoth(both), _) => {
            let (file, copy) = *both;
            looked(job, file, policy, now);
            copy_looked_at(job, copy.as_ref());
        }
        (Reply::Prepared(made), _) => prepared(job, made),
        (Reply::NoSmaller, _) => {
            job.copy = None;
            job.options.copy = Some(CopyChoice::Original);
        }
        (Reply::Sampled(samples), _) => job.samples = Some(Ok(samples)),
        (Reply::Asked(remote), _) => {
            job.looked = true;
            job.remote = Some(remote);
            job.route = None;
        }
        (Reply::Compared(duplicate), _) if !outdated => compared(job, duplicate),
        (Reply::Recovered(None), _) => not_found(job, policy, now),
        (Reply::Recovered(Some(created)) | Reply::Created(created), _) => take(job, created, now),
        (Reply::PartsFetched(recalled), _) => recall(job, &recalled, policy, now),
        (Reply::Reported(parts, complete), _) => reported(job, &parts, complete, now),
        (Reply::Digested(whole), _) => job.whole = whole,
        (Reply::Task(status, why), _) => follow(job, status, why, policy, now.mono),
        (Reply::Submitted(thing, status), Work::Submit(_, place)) => {
            submit_destination(job, *place, thing, status, policy, now.mono);
        }
        (Reply::Traced(status, why), Work::Trace(_, place)) => {
            trace(job, *place, (status, why), policy, now.mono);
        }
        _ => {}
    });
}

/// Holds a file against the other uploads of the list, which costs nothing.
pub(super) fn compare_here(model: &mut Model, id: JobId, now: Now) {
    let compares = |job: &&Job| job.step() == Step::Compare && job.duplicate.is_none();
    let Some(job) = model.job(id).filter(compares) else { return };
    let duplicate = Duplicate::here(model, job);
    // The platform knows it by its file.
    let asks = job.if_exists().asks_platform() && !Duplicate::is_fixed(model, job);
    with_job(model, id, now, |job| {
        job.compared = duplicate.is_none() && !asks;
        job.duplicate = duplicate;
    });
}

/// Whether the upload that was found has meanwhile begun to wait for this one: then this one looks again.
fn outdated(model: &Model, id: JobId, reply: &Reply) -> bool {
    let Reply::Compared(Some(Duplicate::InList(other))) = reply else { return false };
    model.job(*other).is_some_and(|other| Duplicate::awaits(model, other, id))
}

/// What was found of a file that is there already. Meanwhile the person may have said that it does not matter.
fn compared(job: &mut Job, duplicate: Option<Duplicate>) {
    if job.step() == Step::Compare {
        job.compared = duplicate.is_none();
        job.duplicate = duplicate;
    }
}

/// Something new is on the platform: whoever looks at its list wants to see it.
fn created_in(account: &mut Account, created: &Created) {
    match created {
        Created::Session(_) => {
            account.multipart = Access::Granted;
            want_if_viewed(account, &List::Assets);
            want_if_viewed(account, &List::Sessions);
        }
        Created::Asset(..) => want_if_viewed(account, &List::Assets),
        Created::Task(..) => want_if_viewed(account, &List::Tasks),
    }
}

/// What is told of one task, or of an asset at one place, is taken into the list that may hold it too.
fn told_of_place(model: &mut Model, id: JobId, work: &Work, reply: &Reply) {
    let (Reply::Task(status, _) | Reply::Traced(status, _)) = reply else { return };
    let Some(job) = model.jobs.get(&id).map(Arc::clone) else { return };
    let Some(account) = model.accounts.get_mut(&job.account) else { return };
    let destination = if let Work::Trace(_, place) = work { job.destinations.get(*place) } else { None };
    match (destination.map(|destination| (&destination.destination_id, &destination.state)), &job.task) {
        (Some((DestinationId::Index(index), DestinationState::Submitted { id, .. })), _) => {
            if let Some(list) = account.indexed.get_mut(index) {
                list.change(id, |known| known.status.clone_from(status));
            }
        }
        (Some((DestinationId::Store(store), DestinationState::Submitted { id, .. })), _) => {
            if let Some(list) = account.items.get_mut(store) {
                list.change(id, |known| known.status.clone_from(status));
            }
        }
        (None, Some((task, _))) => account.tasks.change(&task.0, |known| known.status.clone_from(status)),
        _ => {}
    }
}

/// An asset is in an index or a knowledge store: whoever looks inside, or at the asset, wants to see it.
fn submitted_to(model: &mut Model, id: JobId, place: usize) {
    let Some(job) = model.job(id) else { return };
    let touched = match job.destinations.get(place).map(|destination| &destination.destination_id) {
        Some(DestinationId::Index(index)) => vec![List::Indexed(index.clone())],
        Some(DestinationId::Store(store)) => {
            // A collection may be where its item comes into the store.
            let whole = store.whole();
            vec![List::Items(store.clone()), List::Items(whole.clone()), List::Collections(whole)]
        }
        None => return,
    };
    let account = job.account.clone();
    with_account(model, &account, |account| {
        for list in &touched {
            lists::touched(account, list);
        }
        lists::touched_asset(account);
    });
}

fn want_if_viewed(account: &mut Account, list: &List) {
    if account.looked_at(list) {
        lists::touched(account, list);
    }
}

/// The step went well: what went wrong before it no longer counts. An answer that only prepares the next request, or
/// that concerns another one, says nothing of how that one will go.
#[expect(clippy::wildcard_enum_match_arm, reason = "the rest is what was asked for")]
fn clear_trouble(job: &mut Job, reply: &Reply) {
    match reply {
        Reply::Stored { .. } | Reply::Traced(..) | Reply::Digested(_) => {}
        Reply::Looked(_)
        | Reply::LookedAtBoth(..)
        | Reply::Sampled(_)
        | Reply::Asked(_)
        | Reply::Compared(_)
        | Reply::Recovered(None)
        | Reply::PartsFetched(_)
        | Reply::Urls => job.not_before = None,
        _ => went_well(job),
    }
}

/// What went wrong with this step before no longer counts.
pub(super) fn went_well(job: &mut Job) {
    job.not_before = None;
    (job.attempts, job.setbacks) = (0, 0);
    job.trouble = None;
}

/// How long a file must have been left alone to count as finished at the first look.
const AT_REST: SignedDuration = SignedDuration::from_secs(10);

fn looked(job: &mut Job, file: FileFacts, policy: &Policy, now: Now) {
    let fresh = file.modified.is_some_and(|at| now.utc.duration_since(at).abs() < AT_REST);
    if fresh && job.untouched() && !job.file.as_ref().is_some_and(|before| before.same_content(&file)) {
        // Something may still be writing it: a second look will tell.
        job.file = Some(file);
        job.not_before = Some(now.mono + policy.second_look);
        job.trouble = Some(Failure::new(FailureKind::FileGrowing, ""));
        return;
    }
    if job.trouble.as_ref().is_some_and(|trouble| trouble.kind == FailureKind::FileGrowing) {
        job.trouble = None;
    }
    job.looked = true;
    let fits = |total: &u64| *total == file.size;
    if let Some(total) = job.session.as_ref().map(|session| session.total).filter(|total| !fits(total))
        && job.file.is_none()
    {
        // Whatever is found there next is judged again, after a restart too.
        job.end = Some(End::Refused(Refusal::Unfit(Unfit::OtherSize { session: total, file: file.size })));
        return;
    }
    let changed = job.file.as_ref().is_some_and(|known| !known.same_content(&file));
    let begun = job.session.is_some() || job.creation != Creation::NotBegun;
    if changed && begun {
        let why = Failure::own(FailureKind::FileChanged, FailureReason::ChangedAfterStart, "");
        job.end = Some(End::Failed(why));
    } else {
        job.file = Some(file);
        if !begun {
            job.route = None;
        }
        if changed {
            // Copies are made of what is there now.
            (job.copy, job.samples) = (None, None);
        }
    }
}

/// A copy is made again if it is gone, as long as none of it was sent.
fn copy_looked_at(job: &mut Job, found: Option<&FileFacts>) {
    let Some(copy) = job.copy.as_ref().filter(|_| job.end.is_none() && !job.bytes_sent()) else { return };
    if copy.made.as_ref().is_none_or(|made| found.is_some_and(|found| made.file.same_content(found))) {
        return;
    }
    if job.untouched() {
        (job.copy, job.route) = (None, None);
    } else {
        let why = Failure::own(FailureKind::FileChanged, FailureReason::CopyGone, "");
        job.end = Some(End::Failed(why));
    }
}

fn prepared(job: &mut Job, made: Arc<MadeCopy>) {
    if let Some(copy) = &mut job.copy {
        copy.made = Some(made);
        job.route = None;
    }
}

/// What was not found may still be on its way to the list: only several answers in a row settle the doubt.
fn not_found(job: &mut Job, policy: &Policy, now: Now) {
    job.poll.unknown += 1;
    if job.poll.unknown < policy.seek_answers {
        job.not_before = Some(now.mono + policy.delay(job.poll.unknown, now.random));
    } else {
        job.poll = Poll::default();
        job.creation = Creation::NotBegun;
    }
}

pub(super) fn take(job: &mut Job, created: Created, now: Now) {
    job.poll = Poll::default();
    match created {
        Created::Asset(id, status) => {
            job.asset = Some((id, status));
            job.sent = Some(now.utc);
        }
        Created::Session(session) => {
            job.asset = Some((session.asset.clone(), AssetStatus::Processing));
            job.session = Some(session);
        }
        Created::Task(id, status) => {
            job.task = Some((id, status));
            job.sent = Some(now.utc);
        }
    }
}

fn recall(job: &mut Job, recalled: &SessionParts, policy: &Policy, now: Now) {
    policy.ask_again(&mut job.poll, now.mono);
    let Some(session) = &mut job.session else { return };
    session.known = true;
    let numbers: Vec<PartNo> = session.numbered().map(|(number, _)| number).collect();
    for number in numbers {
        let told = recalled.complete || recalled.reported.contains(&number);
        let Some(part) = session.part_mut(number) else { continue };
        if told {
            *part = Part::Reported;
        } else if *part == Part::Reported {
            *part = Part::Missing;
        }
    }
    if recalled.complete {
        complete(job, now);
    }
}

fn reported(job: &mut Job, parts: &[PartNo], whole: bool, now: Now) {
    let Some(session) = &mut job.session else { return };
    for number in parts {
        if let Some(part) = session.part_mut(*number) {
            *part = Part::Reported;
        }
        job.part_retries.remove(number);
    }
    job.report_at = session.unreported().next().map(|_| now.mono);
    if whole {
        complete(job, now);
    }
}

/// The platform has every byte.
fn complete(job: &mut Job, now: Now) {
    if let Some(session) = &mut job.session {
        session.complete = true;
        job.asset = Some((session.asset.clone(), AssetStatus::Processing));
    }
    job.sent.get_or_insert(now.utc);
    job.poll = Poll::default();
    job.part_retries.clear();
}

fn follow(job: &mut Job, status: IndexingStatus, why: Option<String>, policy: &Policy, now: Instant) {
    policy.ask_again(&mut job.poll, now);
    job.poll.unknown = 0;
    if let (IndexingStatus::Failed, Some(why)) = (&status, why) {
        job.end = Some(End::Failed(Failure::new(FailureKind::Processing, why)));
    }
    if let Some((_, known)) = &mut job.task {
        *known = status;
    }
}

fn submit_destination(
    job: &mut Job,
    place: usize,
    id: String,
    status: IndexingStatus,
    policy: &Policy,
    now: Instant,
) {
    let Some(destination) = job.destinations.get_mut(place) else { return };
    destination.state = DestinationState::Submitted { id, status: status.clone() };
    destination.poll = Poll::default();
    trace(job, place, (status, None), policy, now);
}

#[expect(clippy::wildcard_enum_match_arm, reason = "every other status is under way")]
fn trace(
    job: &mut Job,
    place: usize,
    (status, why): (IndexingStatus, Option<String>),
    policy: &Policy,
    now: Instant,
) {
    let Some(destination) = job.destinations.get_mut(place) else { return };
    policy.ask_again(&mut destination.poll, now);
    destination.poll.unknown = 0;
    let DestinationState::Submitted { id, .. } = &destination.state else { return };
    let id = id.clone();
    destination.state = match status {
        IndexingStatus::Ready => DestinationState::Ready { id },
        IndexingStatus::Failed => {
            DestinationState::Failed(Failure::new(FailureKind::Processing, why.unwrap_or_default()))
        }
        status => DestinationState::Submitted { id, status },
    };
}
