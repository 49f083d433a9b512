//! Assets that are on the platform already: where else they go, and sessions that a local file finishes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use takeup_model::{
    AccountId, AssetId, AssetStatus, Destination, DestinationId, DestinationState, End, Job, JobId, Method,
    Model, News, NotFinished, Now, Route, RouteReason, Session, SessionOrigin, Source, UploadId,
    UploadOptions,
};

use super::super::event::{Command, JobSelection};
use super::commands::{for_each, go_on};
use super::with_job;

/// A wish about assets that are there. Every other wish is passed over.
#[expect(clippy::wildcard_enum_match_arm, reason = "only such wishes are meant here")]
pub(super) fn command(model: &mut Model, command: Command, now: Now) {
    match command {
        Command::AddAssets(account, assets, destination_ids) => {
            place(model, &account, assets, &destination_ids, now);
        }
        Command::AddDestinations(which, destination_ids) => add_targets(model, &which, &destination_ids, now),
        Command::RetryDestination(id, place) => with_job(model, id, now, |job| retry_destination(job, place)),
        Command::DropDestination(id, place) => with_job(model, id, now, |job| drop_destination(job, place)),
        Command::Finish(account, upload, path) => {
            if let Err(why) = finish(model, &account, &upload, path, now) {
                model.notify(News::NotFinished(why));
            }
        }
        _ => {}
    }
}

/// Puts assets on their way. One that a job has already goes on with that job.
fn place(
    model: &mut Model,
    account: &AccountId,
    assets: Vec<(AssetId, String)>,
    destination_ids: &[DestinationId],
    now: Now,
) {
    let Some(known) = model.accounts.get(account) else { return };
    let ready: BTreeSet<AssetId> = known
        .assets
        .items
        .iter()
        .filter(|asset| asset.status == AssetStatus::Ready)
        .map(|asset| asset.id.clone())
        .collect();
    let serves = |job: &Job| {
        job.account == *account
            && (job.can_add_destinations()
                || (job.adds_existing_asset() && !matches!(job.end, Some(End::Failed(_) | End::Cancelled))))
    };
    let mut owners: BTreeMap<AssetId, JobId> = model
        .jobs
        .values()
        .filter(|job| serves(job))
        .filter_map(|job| Some((job.asset_id()?.clone(), job.id)))
        .collect();
    let (mut placed, mut known) = (0, 0);
    for (asset, name) in assets {
        let id = *owners.entry(asset.clone()).or_insert_with(|| {
            let id = JobId(model.next_number());
            let source = Source::Asset(asset.clone(), name);
            let mut job = Job::new(id, account.clone(), source, UploadOptions::default(), now);
            if ready.contains(&asset) {
                job.asset = Some((asset, AssetStatus::Ready));
            }
            model.jobs.insert(id, Arc::new(job));
            id
        });
        let mut aimed = false;
        with_job(model, id, now, |job| aimed = aim(job, destination_ids));
        if aimed { placed += 1 } else { known += 1 }
    }
    model.notify(News::AssetsAdded { placed, known });
}

/// Sends a job's asset to more places. A place it has reached is looked at again: somebody may have taken it away
/// there. Tells whether anything is to be done.
fn aim(job: &mut Job, destination_ids: &[DestinationId]) -> bool {
    let mut aimed = false;
    for destination_id in destination_ids {
        match job.destinations.iter_mut().find(|destination| destination.destination_id == *destination_id) {
            Some(destination) if destination.state.over() => {
                *destination = Destination::new_doubtful(destination_id.clone());
            }
            Some(_) => continue,
            None => {
                job.destinations.push(Destination::new_doubtful(destination_id.clone()));
                job.options.destination_ids.push(destination_id.clone());
            }
        }
        aimed = true;
    }
    if aimed {
        reopen(job);
    }
    aimed
}

fn reopen(job: &mut Job) {
    job.end = None;
    job.ended = None;
    job.trouble = None;
    go_on(job);
}

fn add_targets(model: &mut Model, which: &JobSelection, destination_ids: &[DestinationId], now: Now) {
    for_each(model, which, now, |job| {
        if job.task.is_some() || job.method() == Some(Method::Task) {
            return;
        }
        let reached = |destination: &Destination| matches!(destination.state, DestinationState::Ready { .. });
        let there = |destination_id: &DestinationId| {
            job.destinations
                .iter()
                .any(|destination| destination.destination_id == *destination_id && reached(destination))
        };
        let new: Vec<DestinationId> =
            destination_ids.iter().filter(|destination_id| !there(destination_id)).cloned().collect();
        if job.can_add_destinations() {
            aim(job, &new);
            return;
        }
        for destination_id in new {
            if !job.destinations.iter().any(|destination| destination.destination_id == destination_id) {
                job.add_destination(destination_id.clone());
                job.options.destination_ids.push(destination_id);
            }
        }
    });
}

fn retry_destination(job: &mut Job, place: usize) {
    if !job.can_add_destinations() {
        return;
    }
    if let Some(destination) = job.destinations.get_mut(place)
        && matches!(destination.state, DestinationState::Failed(_))
    {
        *destination = Destination::new_doubtful(destination.destination_id.clone());
        reopen(job);
    }
}

/// Without the place that cannot be reached, the upload is as ready as the others leave it. Work is named by the number
/// of its place, so none of it may be on its way.
fn drop_destination(job: &mut Job, place: usize) {
    let Some(destination) = job.destinations.get(place) else { return };
    let failed = matches!(destination.state, DestinationState::Failed(_));
    if !failed || !job.can_add_destinations() || !job.destinations.iter().all(|one| one.state.over()) {
        return;
    }
    let gone = job.destinations.remove(place);
    job.options.destination_ids.retain(|id| *id != gone.destination_id);
    job.events.drop_destination(u32::try_from(place + 1).unwrap_or(u32::MAX));
    reopen(job);
}

/// Makes a job that finishes a session with a local file. Whether the file fits is seen when it is looked at.
fn finish(
    model: &mut Model,
    account: &AccountId,
    upload: &UploadId,
    path: PathBuf,
    now: Now,
) -> Result<(), NotFinished> {
    // One whose file did not fit has done nothing, and another file may be the right one.
    let waits =
        |job: &Job| job.stopped_at_start && job.file.is_none() && job.source.path() != Some(path.as_path());
    if model.owner_of(upload).and_then(|owner| model.job(owner)).is_some_and(|job| !waits(job)) {
        return Err(NotFinished::AtWork);
    }
    let sessions = model.accounts.get(account).map(|account| &account.sessions);
    let one = sessions.and_then(|list| list.get(&upload.0)).ok_or(NotFinished::NotListed)?;
    if !one.active() {
        return Err(NotFinished::Over);
    }
    let asset = one.asset.clone().ok_or(NotFinished::AssetUnknown)?;
    let session = Session::new(one.upload.clone(), asset.clone(), one.size, one.part_size)
        .ok_or(NotFinished::PartSize)?;
    let session = Session { expires: one.expires, origin: SessionOrigin::Adopted, ..session };
    let of_it = |job: &Job| job.session.as_ref().is_some_and(|session| session.upload == *upload);
    let others: Vec<JobId> = model.jobs.values().filter(|job| of_it(job)).map(|job| job.id).collect();
    for other in others {
        model.jobs.remove(&other);
    }
    let id = JobId(model.next_number());
    let mut job = Job::new(id, account.clone(), Source::File(path), UploadOptions::default(), now);
    job.route = Some(Route { method: Method::Multipart, why: RouteReason::Asked });
    job.asset = Some((asset, AssetStatus::Processing));
    job.session = Some(session);
    job.started = Some(now.utc);
    model.jobs.insert(id, Arc::new(job));
    Ok(())
}
