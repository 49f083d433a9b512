//! One piece of work, carried out: one answer or one failure. The only caller of the platform, the disk and the keyring.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use tokio::task::spawn_blocking;

use crate::api::{
    self, AT_ONCE, Client, Found, Known, Lines, NewAsset, NewTask, Orphan, SignedUrl, Since, Sought,
    Unclaimed,
};
use crate::body::{self, Checks, Range, Sight, Throttle};
use crate::model::{
    Account, AccountId, AssetId, AssetStatus, Digest, Failure, FileFacts, IndexingStatus, Job, JobId,
    KeyPlace, Kind, List, MediaKind, Method, Model, Now, Origin, Part, PartNo, Session, Source, Twin, Whole,
};
use crate::{config, keys, media};

use super::event::{Created, Recalled, Reply, Walked, Work};
use super::plan::{listed_due, watch_due};

/// What work needs beside the facts.
#[derive(Clone, Debug)]
pub(super) struct Tools {
    pub(super) lines: Lines,
    pub(super) throttle: Arc<Throttle>,
    pub(super) settings_file: PathBuf,
    pub(super) adopt_above: u64,
}

/// What is handed to one piece of work.
pub(super) struct Task {
    pub(super) work: Work,
    pub(super) model: Arc<Model>,
    pub(super) key: Option<(Arc<SecretString>, KeyPlace)>,
    pub(super) url: Option<SignedUrl>,
    pub(super) sight: Arc<Sight>,
    pub(super) now: Now,
}

/// What comes back: the answer for the model, and the secrets that must not enter it.
pub(super) struct Outcome {
    pub(super) result: Result<Reply, Failure>,
    pub(super) urls: Vec<(PartNo, SignedUrl)>,
    pub(super) key: Option<(SecretString, KeyPlace)>,
    /// Lines that were found to lead to the server again, by the proxies of today.
    pub(super) lines: Option<Lines>,
}

impl From<Result<Reply, Failure>> for Outcome {
    fn from(result: Result<Reply, Failure>) -> Self {
        Self { result, urls: Vec::new(), key: None, lines: None }
    }
}

/// Carries out one piece of work.
pub(super) async fn perform(task: Task, tools: Tools) -> Outcome {
    if let Work::FindKey(account) = &task.work {
        find_key(account.clone()).await
    } else if let Work::Probe(account) = &task.work {
        probe(&task, &tools, account).await
    } else if let Work::Urls(id, start) = &task.work {
        urls(&task, &tools, *id, *start).await.unwrap_or_else(|failure| Err(failure).into())
    } else if let Work::Create(id) = &task.work {
        create(&task, &tools, *id).await.unwrap_or_else(|failure| Err(failure).into())
    } else {
        simple(&task, &tools).await.into()
    }
}

async fn simple(task: &Task, tools: &Tools) -> Result<Reply, Failure> {
    match &task.work {
        Work::CheckKey(account) => check_key(task, tools, account).await,
        Work::ForgetKey(account) => forget_key(account.clone()).await,
        Work::Save => save(task, tools).await,
        Work::Walk(number) => walk(task.model.intake.get(number).map(|intake| intake.paths.clone())).await,
        Work::Load(account, list) => load(task, tools, account, *list).await,
        Work::Watch(account) => watch(task, tools, account).await,
        Work::Delete(account, asset) => {
            client(task, tools, account)?.delete_asset(asset).await.map_err(read)?;
            Ok(Reply::Done)
        }
        Work::Look(id) => look(job(task, *id)?).await.map(Reply::Looked),
        Work::AskHost(id) => {
            let job = job(task, *id)?;
            let here = task.model.account_of(job).is_some_and(Account::is_here);
            Ok(Reply::Asked(api::ask_host(&job.source.text(), here).await))
        }
        Work::Compare(id) => compare(task, tools, job(task, *id)?).await,
        Work::Seek(id) => seek(task, tools, job(task, *id)?).await,
        Work::Recall(id) => recall(task, tools, job(task, *id)?).await,
        Work::Send(id, part) => send(task, tools, job(task, *id)?, *part).await,
        Work::Report(id) => report(task, tools, job(task, *id)?).await,
        Work::Digest(id) => digest(task, job(task, *id)?).await,
        Work::Follow(id) => {
            let job = job(task, *id)?;
            let (id, _) = job.task.as_ref().ok_or_else(|| bug("no task to follow"))?;
            let told = client(task, tools, &job.account)?.task(id).await.map_err(read)?;
            Ok(Reply::Task(told.status))
        }
        Work::Submit(id, place) => submit(task, tools, job(task, *id)?, *place).await,
        Work::Trace(id, place) => trace(task, tools, job(task, *id)?, *place).await,
        Work::FindKey(_) | Work::Probe(_) | Work::Urls(..) | Work::Create(_) => {
            Err(bug("this work has more than an answer"))
        }
    }
}

fn job(task: &Task, id: JobId) -> Result<&Job, Failure> {
    task.model.job(id).ok_or_else(|| bug("the job is gone"))
}

fn session(job: &Job) -> Result<&Session, Failure> {
    job.session.as_ref().ok_or_else(|| bug("no session"))
}

fn bug(what: &str) -> Failure {
    tracing::error!("bug: {what}");
    Failure::new(Kind::Bug, what)
}

/// Of a request that may be made any number of times.
#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn read(error: api::Error) -> Failure {
    error.failure_of_read()
}

/// Of a request that must not be made twice.
#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn once(error: api::Error) -> Failure {
    error.failure()
}

fn client(task: &Task, tools: &Tools, account: &AccountId) -> Result<Client, Failure> {
    let server = task.model.accounts.get(account).map(|account| account.server.as_str()).unwrap_or_default();
    let (key, _) = task.key.as_ref().ok_or_else(|| Failure::new(Kind::KeyRefused, "there is no key"))?;
    Client::new(tools.lines.clone(), server, Arc::clone(key)).map_err(once)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    spawn_blocking(work).await.map_err(|error| bug(&format!("work broke down: {error}")))
}

async fn find_key(account: AccountId) -> Outcome {
    let found = blocking(move || keys::find(&account)).await;
    let result = match found {
        Ok(Ok(Some((key, place)))) => {
            let result = Ok(Reply::Key(Some(place.clone())));
            return Outcome { key: Some((key, place)), ..result.into() };
        }
        Ok(Ok(None) | Err(keys::Error::Absent(_))) => Ok(Reply::Key(None)),
        Ok(Err(locked @ keys::Error::Locked(_))) => Err(Failure::new(Kind::Keyring, locked.to_string())),
        Err(failure) => Err(failure),
    };
    result.into()
}

/// Asks whether the server can be reached, on connections of its own: network and proxies may be others than before.
async fn probe(task: &Task, tools: &Tools, account: &AccountId) -> Outcome {
    let old = tools.lines.clone();
    let lines = match blocking(move || old.renewed()).await {
        Ok(Ok(lines)) => lines,
        Ok(Err(error)) => return Err(read(error)).into(),
        Err(failure) => return Err(failure).into(),
    };
    let tools = Tools { lines: lines.clone(), ..tools.clone() };
    let reached = match client(task, &tools, account) {
        Ok(client) => client.check_key().await.map_err(read),
        Err(failure) => Err(failure),
    };
    let lines = reached.as_ref().is_ok().then_some(lines);
    Outcome { lines, ..reached.map(|()| Reply::Done).into() }
}

/// A key is kept only once the platform has accepted it.
async fn check_key(task: &Task, tools: &Tools, account: &AccountId) -> Result<Reply, Failure> {
    client(task, tools, account)?.check_key().await.map_err(read)?;
    let (key, place) = task.key.clone().ok_or_else(|| bug("a key that is checked is there"))?;
    if !matches!(place, KeyPlace::ThisRun(_)) {
        return Ok(Reply::KeyGood(place));
    }
    let account = account.clone();
    let kept = blocking(move || keys::keep(&account, &key)).await?;
    Ok(Reply::KeyGood(kept.unwrap_or_else(|error| KeyPlace::ThisRun(error.to_string()))))
}

async fn forget_key(account: AccountId) -> Result<Reply, Failure> {
    match blocking(move || keys::forget(&account)).await? {
        Ok(()) | Err(keys::Error::Absent(_)) => Ok(Reply::Done),
        Err(error) => Err(Failure::new(Kind::Keyring, error.to_string())),
    }
}

async fn save(task: &Task, tools: &Tools) -> Result<Reply, Failure> {
    let (file, settings) = (tools.settings_file.clone(), Arc::clone(&task.model.settings));
    let saved = blocking(move || config::save(&file, &settings)).await?;
    saved.map_err(|error| {
        Failure::new(Kind::FileUnreadable, format!("the settings were not kept: {error}"))
    })?;
    Ok(Reply::Done)
}

async fn walk(paths: Option<Vec<PathBuf>>) -> Result<Reply, Failure> {
    let paths = paths.ok_or_else(|| bug("nothing to look through"))?;
    let (files, skipped) = blocking(move || media::walk(&paths)).await?;
    Ok(Reply::Walked(Walked { files, skipped }))
}

async fn look(job: &Job) -> Result<FileFacts, Failure> {
    let path = job.source.path().ok_or_else(|| bug("a URL cannot be looked at"))?.to_owned();
    let looked = blocking(move || media::look(&path)).await?;
    looked.map_err(|error| match error {
        media::Error::Missing => Failure::new(Kind::FileMissing, ""),
        media::Error::Unreadable(detail) => Failure::new(Kind::FileUnreadable, detail),
    })
}

async fn load(task: &Task, tools: &Tools, account: &AccountId, list: List) -> Result<Reply, Failure> {
    let client = client(task, tools, account)?;
    let lists = task.model.accounts.get(account).ok_or_else(|| bug("the account is gone"))?;
    match list {
        List::Assets => {
            client.assets(lists.assets.state.pages).await.map(|(items, total)| Reply::Assets(items, total))
        }
        List::Indexes => {
            client.indexes(lists.indexes.state.pages).await.map(|(items, total)| Reply::Indexes(items, total))
        }
        List::Tasks => {
            client.tasks(lists.tasks.state.pages).await.map(|(items, total)| Reply::Tasks(items, total))
        }
        List::Stores => {
            client.stores(lists.stores.state.pages).await.map(|(items, total)| Reply::Stores(items, total))
        }
    }
    .map_err(read)
}

/// Asks about every asset that is due, or nearly so, in one request.
async fn watch(task: &Task, tools: &Tools, id: &AccountId) -> Result<Reply, Failure> {
    let soon = task.now.mono + std::time::Duration::from_secs(1);
    let jobs = task.model.jobs.values().filter(|job| job.account == *id && watch_due(job, soon));
    let mut asked: Vec<AssetId> = jobs.filter_map(|job| job.asset_id().cloned()).collect();
    let account = task.model.accounts.get(id).ok_or_else(|| bug("the account is gone"))?;
    if listed_due(account, task.now.mono) {
        let moving = account.assets.items.iter().filter(|asset| asset.status.under_way());
        asked.extend(moving.map(|asset| asset.id.clone()));
    }
    asked.sort();
    asked.dedup();
    asked.truncate(AT_ONCE);
    if asked.is_empty() {
        return Ok(Reply::Watched(asked, Vec::new()));
    }
    let told = client(task, tools, id)?.assets_by_id(&asked).await.map_err(read)?;
    Ok(Reply::Watched(asked, told))
}

fn new_asset<'a>(task: &Task, job: &'a Job, name: &'a str) -> NewAsset<'a> {
    NewAsset {
        filename: name,
        media_type: job.file.as_ref().map_or("application/octet-stream", |file| file.media_type.as_str()),
        kind: job.file.as_ref().map_or(MediaKind::Video, |file| file.kind),
        mark: task.model.settings.mark_uploads.then_some(job.nonce.as_str()),
        fingerprint: job
            .file
            .as_ref()
            .map(|file| file.fingerprint.as_str())
            .filter(|_| task.model.settings.mark_uploads),
        metadata: &job.wish.metadata,
    }
}

/// Looks whether the file is there already: first in the list, then on the platform where the person wants that.
async fn compare(task: &Task, tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let twin = Twin::now(&task.model, job);
    if twin.is_some() || !job.if_exists().asks_platform() {
        return Ok(Reply::Compared(twin));
    }
    let file = job.file.as_ref().ok_or_else(|| bug("the file was not looked at"))?;
    let name = job.source.asset_name();
    let filename = new_asset(task, job, &name).sent_name();
    let known = Known { filename: &filename, fingerprint: &file.fingerprint, total: file.size };
    let found = client(task, tools, &job.account)?.existing(&known).await.map_err(read)?;
    Ok(Reply::Compared(found.map(|it| Twin::There { asset: it.asset, status: it.status, proven: it.proven })))
}

async fn seek(task: &Task, tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let client = client(task, tools, &job.account)?;
    let name = job.source.asset_name();
    let new = new_asset(task, job, &name);
    let sent_name = new.sent_name();
    // Two clocks are compared here, so a little room is left between them.
    let at = job.started.unwrap_or(job.added) - SignedDuration::from_mins(2);
    let since = Since { at, now: task.now.utc };
    let taken = taken(task, job.id);
    if job.method() == Some(Method::Task) {
        let index = job.wish.task_index.as_ref().ok_or_else(|| bug("a classic task without an index"))?;
        let tasks = client.tasks_named(index, &sent_name, since).await.map_err(read)?;
        let ours = tasks.into_iter().find(|one| !taken.contains(one.id.0.as_str()));
        return Ok(Reply::Sought(ours.map(|one| Created::Task(one.id, one.status))));
    }
    let multipart = (job.method() == Some(Method::Multipart)).then(|| job.bytes_total());
    let sought = Sought { filename: &sent_name, mark: new.mark, since, multipart, taken: &taken };
    let found = client.find_created(&sought).await.map_err(read)?;
    Ok(Reply::Sought(found.map(|found| match found {
        Found::Asset(id, status) => Created::Asset(id, status),
        Found::Session(session) => Created::Session(session),
    })))
}

/// What the other jobs have on the platform, by name, and the marks of what they may have.
fn taken(task: &Task, id: JobId) -> BTreeSet<String> {
    let others = task.model.jobs.values().filter(|other| other.id != id);
    let names = others.flat_map(|other| {
        let asset = other.asset_id().map(|id| id.0.clone());
        let upload = other.session.as_ref().map(|session| session.upload.0.clone());
        let task = other.task.as_ref().map(|(id, _)| id.0.clone());
        [asset, upload, task, Some(other.nonce.clone())].into_iter().flatten()
    });
    names.collect()
}

async fn create(task: &Task, tools: &Tools, id: JobId) -> Result<Outcome, Failure> {
    let job = job(task, id)?;
    let client = client(task, tools, &job.account)?;
    let name = job.source.asset_name();
    let new = new_asset(task, job, &name);
    let (sight, throttle) = (Arc::clone(&task.sight), Arc::clone(&tools.throttle));
    let created = match (job.method().ok_or_else(|| bug("no way was chosen"))?, &job.source) {
        (Method::Multipart, _) => {
            let origin = match unclaimed(task, tools, &client, job, &new).await? {
                Unclaimed::Ours(session) => {
                    return Ok(Ok(Reply::Created(Created::Session(session))).into());
                }
                Unclaimed::Others => Origin::OpenedBeside,
                Unclaimed::Nothing => Origin::Opened,
            };
            let opened = client.open_session(new, job.bytes_total()).await.map_err(once)?;
            let session = Session { origin, ..opened.session };
            let result = Ok(Reply::Created(Created::Session(session)));
            return Ok(Outcome { urls: opened.urls, ..result.into() });
        }
        (Method::Direct, _) => asset(client.create_direct(new, whole(task, job)?, sight, throttle).await)?,
        (Method::Url, Source::Url(url)) => asset(client.create_from_url(new, url).await)?,
        (Method::Url, Source::File(_)) => return Err(bug("a file has no URL")),
        (Method::Task, source) => {
            let index = job.wish.task_index.as_ref().ok_or_else(|| bug("a classic task without an index"))?;
            let new = NewTask { index, language: job.wish.language.as_deref(), asset: new };
            let made = match source {
                Source::File(_) => client.create_task(new, whole(task, job)?, sight, throttle).await,
                Source::Url(url) => client.create_task_from_url(new, url).await,
            };
            Created::Task(made.map_err(|error| explained(once(error), job))?, IndexingStatus::Uploading)
        }
    };
    Ok(Ok(Reply::Created(created)).into())
}

/// Whether this file's upload was begun elsewhere. Without the marks nobody could tell.
async fn unclaimed(
    task: &Task,
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
        Err(failure) if matches!(failure.kind, Kind::Network | Kind::Throttled(_)) => Err(failure),
        // A list that cannot be had stands in nobody's way.
        Err(_) => Ok(Unclaimed::Nothing),
        Ok(found) => Ok(found),
    }
}

fn asset(made: Result<(AssetId, AssetStatus), api::Error>) -> Result<Created, Failure> {
    made.map(|(id, status)| Created::Asset(id, status)).map_err(once)
}

/// Older guides ask for a language; the platform of today refuses the field.
fn explained(failure: Failure, job: &Job) -> Failure {
    let about_it = failure.kind == Kind::Refused && failure.detail.contains("language");
    if about_it && job.wish.language.is_some() {
        let detail = format!(
            "{}. Today's platform finds the language by itself and has no such field: leave it empty",
            failure.detail.trim_end_matches('.')
        );
        return Failure { detail, ..failure };
    }
    failure
}

fn whole(task: &Task, job: &Job) -> Result<Range, Failure> {
    range(task, job, 0, job.bytes_total())
}

fn range(task: &Task, job: &Job, start: u64, length: u64) -> Result<Range, Failure> {
    let parted = job.session.is_some();
    // Only a part is answered with something its MD5 can be held against.
    let checks = task.model.settings.checks;
    let checks = Checks { md5: checks && parted, sha256: false, leaves: checks };
    let file = job.file.as_ref().ok_or_else(|| bug("the file was not looked at"))?;
    let path = job.source.path().ok_or_else(|| bug("a URL has no bytes here"))?.to_owned();
    let modified = file.modified.map(SystemTime::from);
    Ok(Range { path, start, length, file_size: file.size, modified, checks })
}

async fn urls(task: &Task, tools: &Tools, id: JobId, start: PartNo) -> Result<Outcome, Failure> {
    let job = job(task, id)?;
    let session = session(job)?;
    let left = session.numbered().filter(|(number, _)| *number >= start).count();
    let client = client(task, tools, &job.account)?;
    let urls = client.presigned_urls(session, start, left.min(AT_ONCE)).await.map_err(read)?;
    Ok(Outcome { urls, ..Ok(Reply::Urls).into() })
}

async fn recall(task: &Task, tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let status = client(task, tools, &job.account)?.session_status(&session(job)?.upload).await;
    let status = status.map_err(|error| {
        let failure = read(error);
        // A session that is not known any more has run out.
        if failure.kind == Kind::NotFound { Failure { kind: Kind::SessionEnded, ..failure } } else { failure }
    })?;
    Ok(Reply::Recalled(Recalled { reported: status.reported, complete: status.complete }))
}

async fn send(task: &Task, tools: &Tools, job: &Job, part: PartNo) -> Result<Reply, Failure> {
    let session = session(job)?;
    let url = task.url.clone().ok_or_else(|| bug("a part without a URL"))?;
    let (start, length) = session.range(part);
    let range = range(task, job, start, length)?;
    let (sight, throttle) = (Arc::clone(&task.sight), Arc::clone(&tools.throttle));
    let etag = api::put_part(&tools.lines, url, &session.headers, range, sight, throttle).await;
    etag.map(Reply::Stored).map_err(|error| {
        let failure = error.failure();
        tracing::debug!(job = job.id.0, part = part.0, ?failure, "part not stored");
        failure
    })
}

async fn report(task: &Task, tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let session = session(job)?;
    let most = if job.report_singly { 1 } else { AT_ONCE };
    let proofs: Vec<(PartNo, String)> =
        session.unreported().take(most).map(|(number, etag)| (number, etag.to_owned())).collect();
    let known = session.parts.iter().filter(|part| **part == Part::Reported).count();
    if known + proofs.len() == session.parts.len() {
        // The last report makes the parts an asset: they must still be parts of one file.
        unchanged(job).await?;
    }
    let whole = client(task, tools, &job.account)?.report(session, &proofs).await.map_err(read)?;
    Ok(Reply::Reported(proofs.into_iter().map(|(number, _)| number).collect(), whole))
}

/// The file must be the very one that was looked at before its upload began.
async fn unchanged(job: &Job) -> Result<(), Failure> {
    let known = job.file.as_ref().ok_or_else(|| bug("the file was not looked at"))?;
    if look(job).await?.same_file(known) {
        return Ok(());
    }
    Err(Failure::new(Kind::FileChanged, "it is not the file any more that the upload began with"))
}

/// The digest of the whole file, from those that were made while it was sent; what is lacking is read again.
async fn digest(task: &Task, job: &Job) -> Result<Reply, Failure> {
    let whole = whole(task, job)?;
    let plain = task.model.settings.whole_sha256;
    let mut known: Vec<(Range, Option<Arc<Digest>>)> = Vec::new();
    match &job.session {
        None => known.push((whole.clone(), job.digests.get(&PartNo::WHOLE).cloned())),
        Some(session) => {
            for (number, _) in session.numbered() {
                let (start, length) = session.range(number);
                known.push((Range { start, length, ..whole.clone() }, job.digests.get(&number).cloned()));
            }
        }
    }
    let never = AtomicBool::new(false);
    let made = blocking(move || {
        let mut leaves = Vec::new();
        for (range, digest) in known {
            match digest {
                Some(digest) => leaves.extend_from_slice(&digest.leaves),
                None => leaves.extend(body::leaves_of(&range, &never)?.unwrap_or_default()),
            }
        }
        let sha256 = if plain { body::sha256_of(&whole, &never)? } else { None };
        Ok::<_, body::Error>(Whole::Known {
            tree: hex::encode(body::tree(&leaves)),
            sha256: sha256.map(hex::encode),
        })
    });
    made.await?.map(Reply::Digested).map_err(|error| Failure::new(Kind::FileChanged, error.to_string()))
}

async fn submit(task: &Task, tools: &Tools, job: &Job, place: usize) -> Result<Reply, Failure> {
    let goal = job.goals.get(place).ok_or_else(|| bug("no such goal"))?;
    let asset = job.asset_id().ok_or_else(|| bug("no asset to place"))?;
    let client = client(task, tools, &job.account)?;
    if goal.state == crate::model::GoalState::Doubtful
        && let Some(id) = client.placed(asset, &goal.target).await.map_err(read)?
    {
        return Ok(Reply::Submitted(id, IndexingStatus::Pending));
    }
    let (id, status) = client.place(asset, &goal.target, &job.wish.metadata).await.map_err(once)?;
    Ok(Reply::Submitted(id, status))
}

async fn trace(task: &Task, tools: &Tools, job: &Job, place: usize) -> Result<Reply, Failure> {
    let goal = job.goals.get(place).ok_or_else(|| bug("no such goal"))?;
    let crate::model::GoalState::Submitted { id, .. } = &goal.state else {
        return Err(bug("nothing to trace"));
    };
    let status = client(task, tools, &job.account)?.place_status(&goal.target, id).await.map_err(read)?;
    Ok(Reply::Traced(status))
}

/// A moment as part of a file name.
pub(super) fn stamp(now: Timestamp) -> String {
    now.strftime("%Y%m%d-%H%M%S").to_string()
}
