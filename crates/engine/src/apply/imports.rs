//! Google Drive: connections that a person has made, and files that were imported.

use takeup_model::{
    Account, AccountId, Connection, Creation, End, Failure, FailureKind, Job, JobEvent, JobId, List, Model,
    News, Now, Refusal, Unfit,
};

use super::super::event::{Command, Created, Imported};
use super::super::pace::Policy;
use super::commands::{retry, with_account};
use super::{failures, lists, replies, with_job};

/// A wish about a connection. Every other wish is passed over.
#[expect(clippy::wildcard_enum_match_arm, reason = "only connections are meant here")]
pub(super) fn command(model: &mut Model, command: Command) {
    match command {
        Command::Connect(id, words) => with_account(model, &id, |account| account.connecting = Some(words)),
        Command::StopConnecting(id) => with_account(model, &id, |account| account.connecting = None),
        _ => {}
    }
}

/// A Google Drive is connected: what waited for that goes on.
pub(super) fn connected(model: &mut Model, id: &AccountId, connection: Connection, now: Now) {
    with_account(model, id, |account| {
        account.connecting = None;
        lists::touched(account, &List::Connections);
    });
    let waiting: Vec<JobId> = model
        .jobs
        .values()
        .filter(|job| job.account == *id && job.lacks_connection())
        .map(|job| job.id)
        .collect();
    for job in waiting {
        with_job(model, job, now, retry);
    }
    model.notify(News::Connected(connection));
}

/// None was connected.
pub(super) fn not_connected(model: &mut Model, id: &AccountId, why: Failure) {
    with_account(model, id, |account| account.connecting = None);
    model.notify(News::Trouble(why));
}

/// The platform told what became of each file.
pub(super) fn imported(
    model: &mut Model,
    id: &AccountId,
    files: Vec<(JobId, Imported)>,
    policy: &Policy,
    now: Now,
) {
    let taken = files.iter().any(|(_, file)| matches!(file, Imported::Taken(..)));
    with_account(model, id, |account: &mut Account| {
        if taken && account.looked_at(&List::Assets) {
            lists::touched(account, &List::Assets);
        }
    });
    for (job, file) in files {
        with_job(model, job, now, |job| of_file(job, file, policy, now));
    }
}

fn of_file(job: &mut Job, file: Imported, policy: &Policy, now: Now) {
    if job.asset.is_some() {
        return;
    }
    match file {
        Imported::Taken(asset, status) => {
            replies::went_well(job);
            replies::take(job, Created::Asset(asset, status), now);
            // The platform gives the same asset to whoever imports the same file.
            job.look_before_placing();
        }
        Imported::Known(asset) => {
            replies::went_well(job);
            // How it stands and what it is called is asked like for any other.
            job.reuse(asset, takeup_model::AssetStatus::Processing);
            job.sent = Some(now.utc);
        }
        Imported::NotConnected => {
            job.creation = Creation::NotBegun;
            job.end.get_or_insert(End::Refused(Refusal::Unfit(Unfit::NotConnected)));
        }
        Imported::Failed(failure) => failed(job, failure, policy, now),
    }
}

/// No file was imported, as far as anybody knows. They may have been all the same: then the platform says so when it is
/// asked again, and takes none of them twice. So nothing is in doubt, and nothing has to be looked for.
pub(super) fn all_failed(model: &mut Model, id: &AccountId, failure: &Failure, policy: &Policy, now: Now) {
    for job in under_way(model, id) {
        with_job(model, job, now, |job| failed(job, failure.clone(), policy, now));
    }
}

/// The key was refused: nothing is held against the files.
pub(super) fn put_back(model: &mut Model, id: &AccountId, now: Now) {
    for job in under_way(model, id) {
        with_job(model, job, now, |job| job.creation = Creation::NotBegun);
    }
}

fn failed(job: &mut Job, failure: Failure, policy: &Policy, now: Now) {
    job.creation = Creation::NotBegun;
    if job.end.is_some() {
        return;
    }
    if failure.passing() {
        job.retries += 1;
        job.events.add(JobEvent::Retried(None, failure.kind.clone()), now.utc);
    } else if failure.kind == FailureKind::Bug && job.attempts + 1 < policy.attempts {
        // The request was for several files, of which one may be why this program broke down.
        job.attempts += 1;
        job.not_before = Some(policy.again_at(&failure.kind, job.attempts, now));
        job.trouble = Some(failure);
        return;
    }
    failures::step_failed(job, failure, policy, now);
}

fn under_way(model: &Model, id: &AccountId) -> Vec<JobId> {
    let begun = |job: &&std::sync::Arc<Job>| {
        job.account == *id
            && job.creation == Creation::Begun
            && job.asset.is_none()
            && job.drive_file().is_some()
    };
    model.jobs.values().filter(begun).map(|job| job.id).collect()
}
