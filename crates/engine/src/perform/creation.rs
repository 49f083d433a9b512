//! What creates something on the platform, and what looks for it after its answer was lost.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::SignedDuration;

use takeup_api::{
    self as api, Client, CreatedAfter, Known, NewAsset, NewTask, Orphan, Recovered, RecoveryQuery, Unclaimed,
};
use takeup_model::{
    AssetId, AssetStatus, Duplicate, Failure, FailureKind, FailureReason, IndexingStatus, Job, JobId,
    MediaKind, Metadata, MetadataValue, Method, Session, SessionOrigin, Source,
};

use super::super::event::{Created, Reply};
use super::bytes::{original_unchanged, whole};
use super::{Tools, WorkInput, WorkOutput, bug, client, job, once, read};

fn new_asset<'a>(task: &WorkInput, job: &'a Job, name: &'a str, metadata: &'a Metadata) -> NewAsset<'a> {
    NewAsset {
        filename: name,
        media_type: job.body().map_or("application/octet-stream", |file| file.media_type.as_str()),
        kind: job.body().map_or(MediaKind::Video, |file| file.kind),
        mark: task.model.settings.mark_uploads.then_some(job.nonce.as_str()),
        fingerprint: job
            .body()
            .map(|file| file.fingerprint.as_str())
            .filter(|_| task.model.settings.mark_uploads),
        metadata,
    }
}

/// What the platform is told about a file: what the person says, and where that is wanted, of which original it is a
/// copy.
fn told(task: &WorkInput, job: &Job) -> Metadata {
    let mut metadata = job.options.metadata.clone();
    let wanted = job.copy.as_ref().zip(job.made_copy()).filter(|_| task.model.settings.tell_copies);
    if let (Some((copy, made)), Some(file)) = (wanted, &job.file) {
        metadata.mark("copy", MetadataValue::Text(copy.recipe.to_string()));
        metadata.mark("original_bytes", MetadataValue::Number(file.size.into()));
        if let Some(hex) = &made.original {
            metadata.mark("original_blake3", MetadataValue::Text(hex.clone()));
        }
    }
    metadata
}

/// Looks whether the file is there already: first in the list, then on the platform where the person wants that.
pub(super) async fn compare(task: &WorkInput, tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let duplicate = Duplicate::now(&task.model, job);
    if duplicate.is_some() || !job.if_exists().asks_platform() {
        return Ok(Reply::Compared(duplicate));
    }
    let file = job.file.as_ref().ok_or_else(|| bug("file-not-looked-at"))?;
    let (name, told) = (job.asset_name(), told(task, job));
    let filename = new_asset(task, job, &name, &told).sent_name();
    let known = Known { filename: &filename, fingerprint: &file.fingerprint, total: file.size };
    let found = client(task, tools, &job.account)?.existing(&known).await.map_err(read)?;
    Ok(Reply::Compared(found.map(|it| Duplicate::OnPlatform {
        asset: it.asset,
        status: it.status,
        proven: it.proven,
    })))
}

pub(super) async fn seek(task: &WorkInput, tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let client = client(task, tools, &job.account)?;
    let (name, told) = (job.asset_name(), told(task, job));
    let new = new_asset(task, job, &name, &told);
    let sent_name = new.sent_name();
    // Two clocks are compared here, so a little room is left between them.
    let at = job.started.unwrap_or(job.added) - SignedDuration::from_mins(2);
    let since = CreatedAfter { at, now: task.now.utc };
    let taken = taken(task, job.id);
    if job.method() == Some(Method::Task) {
        let index = job.options.task_index.as_ref().ok_or_else(|| bug("task-without-index"))?;
        let tasks = client.tasks_named(index, &sent_name, since).await.map_err(read)?;
        let ours = tasks.into_iter().find(|one| !taken.contains(one.id.0.as_str()));
        return Ok(Reply::Recovered(ours.map(|one| Created::Task(one.id, one.status))));
    }
    let multipart = (job.method() == Some(Method::Multipart)).then(|| job.bytes_total());
    let sought = RecoveryQuery { filename: &sent_name, mark: new.mark, since, multipart, taken: &taken };
    let found = client.find_created(&sought).await.map_err(|error| nowhere(read(error)))?;
    Ok(Reply::Recovered(found.map(|found| match found {
        Recovered::Asset(id, status) => Created::Asset(id, status),
        Recovered::Session(session) => Created::Session(session),
    })))
}

/// What the other jobs have on the platform, by name, and the marks of what they may have.
fn taken(task: &WorkInput, id: JobId) -> BTreeSet<String> {
    let others = task.model.jobs.values().filter(|other| other.id != id);
    let names = others.flat_map(|other| {
        let asset = other.asset_id().map(|id| id.0.clone());
        let upload = other.session.as_ref().map(|session| session.upload.0.clone());
        let task = other.task.as_ref().map(|(id, _)| id.0.clone());
        [asset, upload, task, Some(other.nonce.clone())].into_iter().flatten()
    });
    names.collect()
}

pub(super) async fn create(task: &WorkInput, tools: &Tools, id: JobId) -> Result<WorkOutput, Failure> {
    let job = job(task, id)?;
    original_unchanged(job).await?;
    let client = client(task, tools, &job.account)?;
    let (name, told) = (job.asset_name(), told(task, job));
    let new = new_asset(task, job, &name, &told);
    let (sight, throttle) = (Arc::clone(&task.sight), Arc::clone(&tools.throttle));
    let created = match (job.method().ok_or_else(|| bug("no-route"))?, &job.source) {
        (Method::Multipart, _) => {
            let origin = match unclaimed(task, tools, &client, job, &new).await? {
                Unclaimed::Ours(session) => {
                    return Ok(Ok(Reply::Created(Created::Session(session))).into());
                }
                Unclaimed::Others => SessionOrigin::OpenedBeside,
                Unclaimed::Nothing => SessionOrigin::Opened,
            };
            let opened =
                client.open_session(new, job.bytes_total()).await.map_err(|error| nowhere(once(error)))?;
            let session = Session { origin, ..opened.session };
            let result = Ok(Reply::Created(Created::Session(session)));
            return Ok(WorkOutput { urls: opened.urls, ..result.into() });
        }
        (Method::Direct, _) => {
            asset(client.create_direct(new, whole(task, tools, job)?, sight, throttle).await)?
        }
        (Method::Url, Source::Url(url)) => asset(client.create_from_url(new, url).await)?,
        (Method::Url, Source::File(_)) => return Err(bug("file-no-url")),
        (Method::Import, _) => return Err(bug("imported-by-itself")),
        (Method::Url | Method::Task, Source::Asset(..)) => return Err(bug("asset-exists")),
        (Method::Task, source) => {
            let index = job.options.task_index.as_ref().ok_or_else(|| bug("task-without-index"))?;
            let new = NewTask { index, language: job.options.language.as_deref(), asset: new };
            let made = match source {
                Source::File(_) => client.create_task(new, whole(task, tools, job)?, sight, throttle).await,
                Source::Url(url) => client.create_task_from_url(new, url).await,
                Source::Asset(..) => return Err(bug("asset-exists")),
            };
            Created::Task(made.map_err(|error| explained(once(error), job))?, IndexingStatus::Uploading)
        }
    };
    Ok(Ok(Reply::Created(created)).into())
}

/// Whether this file's upload was begun elsewhere. Without the marks nobody could tell.
async fn unclaimed(
    task: &WorkInput,
    tools: &Tools,
    client: &Client,
    job: &Job,
    new: &NewAsset<'_>,
) -> Result<Unclaimed, Failure> {
    let Some(fingerprint) = new.fingerprint.filter(|_| job.bytes_total() >= tools.adopt_above) else {
        return Ok(Unclaimed::Nothing);
    };
    let taken = taken(task, job.id);
    let filename = new.sent_name();
    let orphan = Orphan { filename: &filename, fingerprint, total: job.bytes_total(), taken: &taken };
    match client.unclaimed(&orphan).await.map_err(read) {
        Err(failure) if matches!(failure.kind, FailureKind::Network | FailureKind::RateLimited(_)) => {
            Err(failure)
        }
        // A list that cannot be had stands in nobody's way.
        Err(_) => Ok(Unclaimed::Nothing),
        Ok(found) => Ok(found),
    }
}

fn asset(made: Result<(AssetId, AssetStatus), api::Error>) -> Result<Created, Failure> {
    made.map(|(id, status)| Created::Asset(id, status)).map_err(|error| nowhere(once(error)))
}

/// Where assets are created and listed there is always something, unless the address of the server is wrong.
pub(super) fn nowhere(failure: Failure) -> Failure {
    if failure.kind != FailureKind::NotFound {
        return failure;
    }
    Failure::own(FailureKind::Setup, FailureReason::NoAssetsAtServer, failure.detail)
}

/// Older guides ask for a language; the platform of today refuses the field.
fn explained(failure: Failure, job: &Job) -> Failure {
    // It is the only field that the platform may not know.
    if job.options.language.is_some() && failure.has_code("parameter_unknown") {
        return Failure::own(failure.kind, FailureReason::LanguageRefused, failure.detail);
    }
    failure
}
