//! What the platform tells of assets that it processes.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use takeup_model::{
    ABOUT_AS_LONG, AccountId, Asset, AssetId, AssetStatus, End, Failure, FailureKind, FailureReason, Job,
    JobId, Method, Model, News, Now, Poll, Step,
};

use super::super::pace::Policy;
use super::lists::next_load;
use super::with_job;

/// What the platform told of assets, and about which it refused to tell.
type OfAssets<'a> = (&'a [Asset], &'a [(AssetId, Failure)]);

/// Takes in what was told of the assets that were asked about.
pub(super) fn watched(
    model: &mut Model,
    id: &AccountId,
    asked: &[AssetId],
    told: OfAssets<'_>,
    policy: &Policy,
    now: Now,
) {
    let asked: BTreeSet<&AssetId> = asked.iter().collect();
    let concerned: Vec<JobId> = model
        .jobs
        .values()
        .filter(|job| job.step() == Step::Watch && job.account == *id)
        .filter(|job| job.asset.as_ref().is_some_and(|(asset, _)| asked.contains(asset)))
        .map(|job| job.id)
        .collect();
    for id in concerned {
        with_job(model, id, now, |job| see(job, told, policy, now.mono));
        if let Some(news) = model.job(id).and_then(other_length) {
            model.notify(news);
        }
    }
    let list = if let Some(account) = model.accounts.get_mut(id) { &mut account.assets } else { return };
    list.update(told.0.to_vec());
    // A list that could not be loaded has a time of its own.
    if list.state.trouble.is_none() {
        list.state.next = list.moving().then(|| next_load(list.state.next, policy, now));
    }
}

/// What there is to say if an asset that is ready does not play as long as its copy should.
fn other_length(job: &Job) -> Option<News> {
    let ready = matches!(job.asset, Some((_, AssetStatus::Ready))) && job.copy.is_some();
    let (wanted, told) = (job.wanted_length()?, job.reported_length.filter(|_| ready)?);
    (wanted.abs_diff(told) > ABOUT_AS_LONG).then(|| News::OtherLength(job.name(), wanted, told))
}

/// Takes in what the platform told of one job's asset, or that it told nothing.
fn see(job: &mut Job, (told, refused): OfAssets<'_>, policy: &Policy, now: Instant) {
    // What was just made may not be listed yet; what a person names is, or is not.
    let patience = if job.adds_existing_asset() {
        0
    } else if job.reused {
        1
    } else {
        policy.unknown_answers
    };
    let Some((id, status)) = &mut job.asset else { return };
    policy.ask_again(&mut job.poll, now);
    let Some(asset) = told.iter().find(|asset| asset.id == *id) else {
        if let Some((_, why)) = refused.iter().find(|(refused, _)| refused == id) {
            job.end = Some(End::Failed(why.clone()));
            return;
        }
        job.poll.unknown += 1;
        if job.poll.unknown > patience && job.reused && job.source.path().is_some() {
            // It was deleted since somebody knew of it: the file is sent after all.
            job.start_over();
            job.compared = true;
        } else {
            let why = Failure::own(FailureKind::NotFound, FailureReason::AssetNotListed, id.0.as_str());
            if job.poll.unknown > patience {
                job.end = Some(End::Failed(why));
            } else if job.poll.unknown > 1 {
                job.trouble = Some(why);
            }
        }
        return;
    };
    job.poll.unknown = 0;
    job.trouble = None;
    status.clone_from(&asset.status);
    job.reported_size = asset.size.or(job.reported_size);
    if job.route.is_some_and(|route| route.method == Method::Import) && !asset.filename.is_empty() {
        job.told_name = Some(asset.filename.clone());
    }
    let length = asset.duration_secs.and_then(|secs| Duration::try_from_secs_f64(secs).ok());
    job.reported_length = length.or(job.reported_length);
    match asset.status {
        AssetStatus::Failed => {
            let detail = asset.error.clone().unwrap_or_default();
            job.end = Some(End::Failed(Failure::new(FailureKind::Processing, detail)));
        }
        AssetStatus::Ready => job.poll = Poll::default(),
        AssetStatus::Processing | AssetStatus::Other(_) => {}
    }
}
