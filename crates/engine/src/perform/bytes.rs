//! The bytes of a file, on their way to the platform: URLs for them, parts, proofs, and the digest of the whole.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use takeup_api::body::{self, Checks, FileRange};
use takeup_api::{self as api, AT_ONCE, Client};
use takeup_model::{
    AssetStatus, Change, ContentDigest, Digest, EtagKind, Failure, FailureKind, FailureReason, FileDigest,
    Job, JobId, Part, PartNo, Session, SessionOrigin,
};

use super::super::diagnostics::technical;
use super::super::event::{Reply, SessionParts};
use super::copies::body_path;
use super::{Tools, WorkInput, WorkOutput, blocking, bug, client, job, look, read, session};

pub(super) fn whole(task: &WorkInput, tools: &Tools, job: &Job) -> Result<FileRange, Failure> {
    range(task, tools, job, (0, job.bytes_total()))
}

fn range(
    task: &WorkInput,
    tools: &Tools,
    job: &Job,
    (start, length): (u64, u64),
) -> Result<FileRange, Failure> {
    // Only a part is answered with something its MD5 can be held against, and not on every storage.
    let comparable = task.url.as_ref().is_some_and(|url| {
        let account = task.model.account_of(job);
        account.and_then(|account| account.etags.get(url.host())) != Some(&EtagKind::Other)
    });
    let checks = task.model.settings.checks;
    let checks = Checks { md5: checks && comparable, sha256: false, leaves: checks };
    let file = job.body().ok_or_else(|| bug("file-not-looked-at"))?;
    let path = body_path(tools, job).ok_or_else(|| bug("url-not-a-file"))?;
    let modified = file.modified.map(SystemTime::from);
    Ok(FileRange { path, start, length, file_size: file.size, modified, checks })
}

pub(super) async fn urls(
    task: &WorkInput,
    tools: &Tools,
    id: JobId,
    start: PartNo,
) -> Result<WorkOutput, Failure> {
    let job = job(task, id)?;
    let session = session(job)?;
    let left = session.numbered().filter(|(number, _)| *number >= start).count();
    let client = client(task, tools, &job.account)?;
    let urls = client.presigned_urls(session, start, left.min(AT_ONCE)).await.map_err(read)?;
    Ok(WorkOutput { urls, ..Ok(Reply::Urls).into() })
}

pub(super) async fn recall(task: &WorkInput, tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let (client, session) = (client(task, tools, &job.account)?, session(job)?);
    match client.session_status(&session.upload).await.map_err(|error| gone_is_ended(read(error))) {
        Ok(status) => {
            Ok(Reply::PartsFetched(SessionParts { reported: status.reported, complete: status.complete }))
        }
        Err(failure) => Err(ended(task, &client, job, failure).await),
    }
}

pub(super) async fn send(task: &WorkInput, tools: &Tools, job: &Job, part: PartNo) -> Result<Reply, Failure> {
    let session = session(job)?;
    let url = task.url.clone().ok_or_else(|| bug("part-without-url"))?;
    original_unchanged(job).await?;
    let range = range(task, tools, job, session.range(part))?;
    let (sight, throttle) = (Arc::clone(&task.sight), Arc::clone(&tools.throttle));
    let host = url.host().to_owned();
    let etag = api::put_part(&tools.clients, url, &session.headers, range, sight, throttle).await;
    etag.map(|etag| Reply::Stored { etag, host }).map_err(|error| {
        let failure = error.failure();
        let (kind, detail) = (failure.kind.word(), technical(&failure));
        tracing::debug!(job = job.id.0, part = part.0, kind, detail, "part not stored");
        failure
    })
}

pub(super) async fn report(task: &WorkInput, tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let session = session(job)?;
    let most = if job.report_singly { 1 } else { AT_ONCE };
    let proofs: Vec<(PartNo, String)> =
        session.unreported().take(most).map(|(number, etag)| (number, etag.to_owned())).collect();
    let known = session.parts.iter().filter(|part| **part == Part::Reported).count();
    if known + proofs.len() == session.parts.len() {
        // The last report makes the parts an asset: they must still be parts of one file.
        unchanged(job).await?;
    }
    let client = client(task, tools, &job.account)?;
    match client.report(session, &proofs).await.map_err(|error| gone_is_ended(read(error))) {
        Ok(whole) => Ok(Reply::Reported(proofs.into_iter().map(|(number, _)| number).collect(), whole)),
        Err(failure) => Err(ended(task, &client, job, failure).await),
    }
}

/// A session that is not known any more has run out.
fn gone_is_ended(failure: Failure) -> Failure {
    if failure.kind == FailureKind::NotFound {
        Failure { kind: FailureKind::SessionEnded, ..failure }
    } else {
        failure
    }
}

/// Of a session that has ended, nothing stays on the platform.
async fn ended(task: &WorkInput, client: &Client, job: &Job, failure: Failure) -> Failure {
    if let (FailureKind::SessionEnded, Ok(session)) = (&failure.kind, session(job)) {
        delete_reserved(task, client, job, session).await;
    }
    failure
}

/// Deletes the asset that a session has reserved. The session has ended before its file arrived, so the asset would be
/// processing for ever. This is tried once: nothing waits for it, and nothing fails because of it.
async fn delete_reserved(task: &WorkInput, client: &Client, job: &Job, session: &Session) {
    if !task.model.settings.delete_reserved || session.origin == SessionOrigin::Adopted {
        return;
    }
    let asset = &session.asset;
    let Ok(told) = client.assets_by_id(std::slice::from_ref(asset)).await else { return };
    // The platform may have taken the file although it no longer knows the session.
    if told.iter().any(|one| one.id == *asset && one.status != AssetStatus::Ready) {
        let change = Change::DeleteAsset { asset: asset.clone(), name: job.asset_name(), force: false };
        let deleted = client.change(&change).await.is_ok();
        tracing::debug!(job = job.id.0, deleted, "asset of an ended session");
    }
}

/// The original of a copy is watched as a file is whose own bytes are sent: its size and its time must be the same.
pub(super) async fn original_unchanged(job: &Job) -> Result<(), Failure> {
    let (Some(path), Some(known), Some(_)) = (job.source.path(), &job.file, job.made_copy()) else {
        return Ok(());
    };
    let path = path.to_owned();
    let found = blocking(move || std::fs::metadata(path)).await?.map_err(|error| Failure::of_file(&error))?;
    if takeup_media::stamp(&found) == known.stamp() {
        return Ok(());
    }
    Err(Failure::own(FailureKind::FileChanged, FailureReason::ChangedAfterStart, ""))
}

/// The file must be the very one that was looked at before its upload began.
pub(super) async fn unchanged(job: &Job) -> Result<(), Failure> {
    let known = job.file.as_ref().ok_or_else(|| bug("file-not-looked-at"))?;
    if look(job).await?.same_file(known) {
        return Ok(());
    }
    Err(Failure::own(FailureKind::FileChanged, FailureReason::OtherFile, ""))
}

/// The digest of the whole file, from those that were made while it was sent; what is lacking is read again.
pub(super) async fn digest(task: &WorkInput, tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let whole = whole(task, tools, job)?;
    let plain = task.model.settings.whole_sha256;
    let mut known: Vec<(FileRange, Option<Arc<Digest>>)> = Vec::new();
    match &job.session {
        None => known.push((whole.clone(), job.digests.get(&PartNo::WHOLE).cloned())),
        Some(session) => {
            for (number, _) in session.numbered() {
                let (start, length) = session.range(number);
                known.push((FileRange { start, length, ..whole.clone() }, job.digests.get(&number).cloned()));
            }
        }
    }
    let reading = Reading::default();
    let stop = Arc::clone(&reading.0);
    let made = blocking(move || {
        let mut leaves = Vec::new();
        for (range, digest) in known {
            match digest.as_ref().and_then(|digest| digest.leaves.as_ref()) {
                Some(known) => leaves.extend_from_slice(known),
                None => leaves.extend(body::leaves_of(&range, &stop)?.unwrap_or_default()),
            }
        }
        let sha256 = if plain { body::sha256_of(&whole, &stop)? } else { None };
        // The parts that were sent may not be those of the file that is here now.
        let digest = body::root(whole.file_size, &leaves).ok_or(body::BodyError::Changed)?;
        let digest = ContentDigest::Blake3(hex::encode(digest));
        Ok::<_, body::BodyError>(FileDigest::Known { digest, sha256: sha256.map(hex::encode) })
    });
    made.await?.map(Reply::Digested).map_err(|error| api::Error::Body(error).failure())
}

/// Tells a thread that reads to stop, once nobody waits for what it reads.
#[derive(Default)]
pub(super) struct Reading(pub(super) Arc<AtomicBool>);

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
