//! What uploads leave on the platform that nobody needs any more. It is removed once and as far as possible: nothing
//! waits for it, and nothing fails because of it.

use std::collections::BTreeSet;

use futures_util::{StreamExt as _, stream};

use takeup_api::{AssetById, Client};
use takeup_model::{Asset, AssetId, AssetStatus, Change, Job, Session, SessionOrigin};

use super::WorkInput;

/// Requests at the same time.
const AT_ONCE: usize = 8;

/// Takes the nonces out of the metadata of ready assets: an answer that was lost has been found by then. Indexes and
/// knowledge stores, which copy the metadata of an asset, come after that.
pub(super) async fn without_nonces(task: &WorkInput, client: &Client, told: Vec<AssetById>) -> Vec<Asset> {
    // Another computer may still look for its own.
    let ours: BTreeSet<&AssetId> = task.model.jobs.values().filter_map(|job| job.asset_id()).collect();
    let ready = |told: &&AssetById| {
        told.marked && told.asset.status == AssetStatus::Ready && ours.contains(&told.asset.id)
    };
    let marked: Vec<AssetId> = told.iter().filter(ready).map(|told| told.asset.id.clone()).collect();
    let unmark = |id: AssetId| async move { client.unmark(&id).await };
    let mut answers = stream::iter(marked).map(unmark).buffer_unordered(AT_ONCE);
    while let Some(Ok(())) = answers.next().await {}
    told.into_iter().map(|told| told.asset).collect()
}

/// Deletes the asset that a session has reserved. The session has ended before its file arrived, so the asset would be
/// processing for ever.
pub(super) async fn delete_reserved(task: &WorkInput, client: &Client, job: &Job, session: &Session) {
    if !task.model.settings.delete_reserved || session.origin == SessionOrigin::Adopted {
        return;
    }
    let asset = &session.asset;
    let Ok(told) = client.assets_by_id(std::slice::from_ref(asset)).await else { return };
    // The platform may have taken the file although it no longer knows the session.
    let empty = |one: &AssetById| one.asset.id == *asset && one.asset.status != AssetStatus::Ready;
    if told.iter().any(empty) {
        let change = Change::DeleteAsset { asset: asset.clone(), name: job.asset_name(), force: false };
        let deleted = client.change(&change).await.is_ok();
        tracing::debug!(job = job.id.0, deleted, "asset of an ended session");
    }
}
