//! One piece of work, carried out: one answer or one failure. The only caller of the platform, the disk and the keyring.

mod bytes;
mod consent;
pub(crate) mod copies;
mod creation;
mod ffmpeg;
mod import;
mod lists;
mod picture;
mod watched;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use crate::config::Folders;
use crate::keys::KeyOwner;
use crate::{config, diagnostics, doctor, keys};
use takeup_api::body::{BodyProgress, Throttle};
use takeup_api::{self as api, AT_ONCE, Client, HttpClients, SignedUrl, UsedUp};
use takeup_media as media;
use takeup_model::{
    Account, AccountId, AssetId, Change, ChangeRequestNo, Checkup, Failure, FailureKind, FailureReason,
    FileFacts, IndexingStatus, IntakeNo, Job, JobId, KeyLocation, Model, Now, PartNo, Session, TaskId,
};

use super::due::{listed_due, watch_due};
use super::event::{Progress, Reply, Walked, Work};
use super::{DecodePicture, Releases};
use bytes::{digest, recall, report, send, urls};
use creation::{compare, create, nowhere, seek};

/// What work needs beside the facts.
#[derive(Clone, Debug)]
pub(super) struct Tools {
    pub(super) clients: HttpClients,
    pub(super) throttle: Arc<Throttle>,
    /// The password of the proxy, once it has been typed in this run.
    pub(super) proxy_password: Option<Arc<SecretString>>,
    pub(super) folders: Folders,
    pub(super) copies: copies::Copies,
    pub(super) progress: mpsc::UnboundedSender<Progress>,
    /// How long a person is given to answer in the browser.
    pub(super) consent: Duration,
    pub(super) adopt_above: u64,
    pub(super) decode_picture: Option<DecodePicture>,
    pub(super) releases: Option<Releases>,
}

/// What is handed to one piece of work.
pub(super) struct WorkInput {
    pub(super) work: Work,
    pub(super) model: Arc<Model>,
    pub(super) key: Option<(Arc<SecretString>, KeyLocation)>,
    pub(super) url: Option<SignedUrl>,
    pub(super) sight: Arc<BodyProgress>,
    pub(super) used_up: UsedUp,
    pub(super) now: Now,
}

/// What comes back: the answer for the model, and the secrets that must not enter it.
pub(super) struct WorkOutput {
    pub(super) result: Result<Reply, Failure>,
    pub(super) urls: Vec<(PartNo, SignedUrl)>,
    pub(super) key: Option<(SecretString, KeyLocation)>,
    /// Lines that were found to lead to the server again, by the proxies of today.
    pub(super) clients: Option<HttpClients>,
    /// How long no more of the same are welcome.
    pub(super) used_up: Option<Duration>,
}

impl From<Result<Reply, Failure>> for WorkOutput {
    fn from(result: Result<Reply, Failure>) -> Self {
        Self { result, urls: Vec::new(), key: None, clients: None, used_up: None }
    }
}

/// Carries out one piece of work.
pub(super) async fn perform(task: WorkInput, tools: Tools) -> WorkOutput {
    let used_up = Arc::clone(&task.used_up);
    let outcome = carry_out(task, tools).await;
    WorkOutput { used_up: used_up.get().copied(), ..outcome }
}

async fn carry_out(task: WorkInput, tools: Tools) -> WorkOutput {
    if let Work::FindKey(account) = &task.work {
        find_key(key_owner(&task, account), task.key).await
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

async fn simple(task: &WorkInput, tools: &Tools) -> Result<Reply, Failure> {
    match &task.work {
        Work::CheckKey(account) => check_key(task, tools, account).await,
        Work::ForgetKey(account) => forget_key(key_owner(task, account)).await,
        Work::Save => save(task, tools).await,
        Work::Examine(account) => examine(task, tools, account).await,
        Work::CheckUpdates => check_updates(tools).await,
        Work::Diagnose => diagnose(task, tools).await,
        Work::KeepProxyPassword => keep_proxy_password(task, tools).await,
        Work::Walk(number) => walk(&task.model, *number).await,
        Work::Scan(key) => watched::scan(task, key).await,
        Work::Load(account, list) => lists::load(task, tools, account, list).await,
        Work::Poll(account, list) => lists::poll(task, tools, account, list).await,
        Work::Inspect(account, asset) => lists::inspect(task, tools, account, asset).await,
        Work::Picture(account, _) => picture::load(task, tools, account).await,
        Work::Still(account, asset) => picture::still(task, tools, account, asset).await,
        Work::Watch(account) => watch(task, tools, account).await,
        Work::Change(account, number) => change_request(task, tools, account, *number).await,
        Work::Connect(account) => consent::connect(task, tools, account).await,
        Work::Import(account) => import::import(task, tools, account).await,
        Work::Look(id) => copies::look(tools, job(task, *id)?).await,
        Work::Prepare(id, _) => copies::prepare(task, tools, job(task, *id)?).await,
        Work::Sample(id) => copies::sample(task, tools, job(task, *id)?).await,
        Work::Discard(name) => copies::discard(tools, name).await,
        Work::AskHost(id) => {
            let job = job(task, *id)?;
            let here = task.model.account_of(job).is_some_and(Account::is_here);
            Ok(Reply::Asked(tools.clients.ask_host(&job.source.text(), here).await))
        }
        Work::Compare(id) => compare(task, tools, job(task, *id)?).await,
        Work::Recover(id) => seek(task, tools, job(task, *id)?).await,
        Work::FetchParts(id) => recall(task, tools, job(task, *id)?).await,
        Work::Send(id, part) => send(task, tools, job(task, *id)?, *part).await,
        Work::Report(id) => report(task, tools, job(task, *id)?).await,
        Work::Digest(id) => digest(task, tools, job(task, *id)?).await,
        Work::Follow(id) => {
            let job = job(task, *id)?;
            let (id, _) = job.task.as_ref().ok_or_else(|| bug("no-task"))?;
            let told = client(task, tools, &job.account)?.task(id).await.map_err(read)?;
            Ok(Reply::Task(told.status, told.reason))
        }
        Work::Submit(id, place) => submit(task, tools, job(task, *id)?, *place).await,
        Work::Trace(id, place) => trace(task, tools, job(task, *id)?, *place).await,
        Work::FindKey(_) | Work::Probe(_) | Work::Urls(..) | Work::Create(_) => {
            Err(bug("work-without-reply"))
        }
    }
}

fn job(task: &WorkInput, id: JobId) -> Result<&Job, Failure> {
    task.model.job(id).ok_or_else(|| bug("job-gone"))
}

fn session(job: &Job) -> Result<&Session, Failure> {
    job.session.as_ref().ok_or_else(|| bug("no-session"))
}

/// A fault of this program; the word is for whoever gets the report.
fn bug(what: &str) -> Failure {
    tracing::error!("bug: {what}");
    Failure::new(FailureKind::Bug, what)
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

fn client(task: &WorkInput, tools: &Tools, account: &AccountId) -> Result<Client, Failure> {
    let server = task.model.accounts.get(account).map(|account| account.server.as_str()).unwrap_or_default();
    let (key, _) =
        task.key.as_ref().ok_or_else(|| Failure::own(FailureKind::KeyRefused, FailureReason::NoKey, ""))?;
    let client = Client::new(tools.clients.clone(), server, Arc::clone(key)).map_err(once)?;
    Ok(client.telling(Arc::clone(&task.used_up)))
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    spawn_blocking(work).await.map_err(|_panicked| bug("work-panicked"))
}

/// Whose key a piece of work is about.
fn key_owner(task: &WorkInput, account: &AccountId) -> KeyOwner {
    let server = task.model.accounts.get(account).map(|account| account.server.as_str()).unwrap_or_default();
    KeyOwner::new(account.clone(), server)
}

async fn find_key(owner: KeyOwner, given: Option<(Arc<SecretString>, KeyLocation)>) -> WorkOutput {
    if let Some((_, place @ (KeyLocation::Environment | KeyLocation::Sandbox))) = given {
        return Ok(Reply::Key(Some(place))).into();
    }
    let found = blocking(move || keys::find(&owner)).await;
    let result = match found {
        Ok(Ok(Some((key, place)))) => {
            let result = Ok(Reply::Key(Some(place.clone())));
            return WorkOutput { key: Some((key, place)), ..result.into() };
        }
        Ok(Ok(None)) => Ok(Reply::Key(None)),
        Ok(Err(failure)) if failure.reason() == Some(FailureReason::NoKeyring) => Ok(Reply::Key(None)),
        Ok(Err(failure)) | Err(failure) => Err(failure),
    };
    result.into()
}

/// Asks whether the server can be reached, on connections of its own: network and proxies may be others than before.
async fn probe(task: &WorkInput, tools: &Tools, account: &AccountId) -> WorkOutput {
    let old = tools.clients.clone();
    let clients = match blocking(move || old.renewed()).await {
        Ok(clients) => clients,
        Err(failure) => return Err(failure).into(),
    };
    let tools = Tools { clients: clients.clone(), ..tools.clone() };
    let reached = match client(task, &tools, account) {
        Ok(client) => client.check_key().await.map_err(read),
        Err(failure) => Err(failure),
    };
    let clients = reached.as_ref().is_ok().then_some(clients);
    WorkOutput { clients, ..reached.map(|()| Reply::Done).into() }
}

/// A key is kept only once the platform has accepted it.
async fn check_key(task: &WorkInput, tools: &Tools, account: &AccountId) -> Result<Reply, Failure> {
    client(task, tools, account)?.check_key().await.map_err(read)?;
    let (key, place) = task.key.clone().ok_or_else(|| bug("no-key"))?;
    if !matches!(place, KeyLocation::ThisRun(_)) {
        return Ok(Reply::KeyGood(place));
    }
    let owner = key_owner(task, account);
    let kept = blocking(move || keys::keep(&owner, &key)).await?;
    Ok(Reply::KeyGood(kept.unwrap_or_else(|error| KeyLocation::ThisRun(Some(error)))))
}

async fn forget_key(owner: KeyOwner) -> Result<Reply, Failure> {
    match blocking(move || keys::forget(&owner)).await? {
        Ok(()) => Ok(Reply::Done),
        Err(failure) if failure.reason() == Some(FailureReason::NoKeyring) => Ok(Reply::Done),
        Err(failure) => Err(failure),
    }
}

async fn save(task: &WorkInput, tools: &Tools) -> Result<Reply, Failure> {
    let (file, settings) = (tools.folders.settings(), Arc::clone(&task.model.settings));
    blocking(move || config::save(&file, &settings).map(|()| Reply::Saved(settings))).await?
}

async fn examine(task: &WorkInput, tools: &Tools, account: &AccountId) -> Result<Reply, Failure> {
    let server = task.model.accounts.get(account).map(|account| account.server.clone()).unwrap_or_default();
    let old = tools.clients.clone();
    let subjects = doctor::Subjects {
        folders: tools.folders.clone(),
        owner: key_owner(task, account),
        server,
        key: task.key.clone(),
        clients: blocking(move || old.renewed()).await?,
        now: task.now.utc,
    };
    Ok(Reply::Examined(Checkup { at: task.now.utc, lines: doctor::examine(subjects).await }))
}

/// Asks which version is the newest. It counts only if it is signed.
async fn check_updates(tools: &Tools) -> Result<Reply, Failure> {
    let releases = tools.releases.as_ref().ok_or_else(|| bug("no-releases"))?;
    let file = async |name| tools.clients.release_file(&releases.page, name).await.map_err(read);
    let (sums, signature) = (file(Releases::SUMS).await?, file(Releases::SIGNATURE).await?);
    (releases.version)(&releases.key, &sums, &signature).map(Reply::Newest)
}

async fn diagnose(task: &WorkInput, tools: &Tools) -> Result<Reply, Failure> {
    let (folders, now) = (tools.folders.clone(), task.now.utc);
    let checkup = task.model.checkup.clone();
    let lines = move || checkup.as_ref().map_or(&[][..], |checkup| &checkup.lines[..]).to_vec();
    blocking(move || Reply::Diagnosed(diagnostics::report(&folders, &lines(), now).into())).await
}

async fn keep_proxy_password(task: &WorkInput, tools: &Tools) -> Result<Reply, Failure> {
    let (Some(proxy), Some(password)) =
        (task.model.settings.network.own_proxy.clone(), tools.proxy_password.clone())
    else {
        return Ok(Reply::Done);
    };
    blocking(move || keys::keep_proxy(&proxy, &password).map(|_| Reply::Done)).await?
}

async fn walk(model: &Arc<Model>, number: IntakeNo) -> Result<Reply, Failure> {
    let model = Arc::clone(model);
    blocking(move || {
        let intake = model.intake.get(&number)?;
        let media::Found { mut files, passed } = media::walk(&intake.paths);
        let mut finished = Vec::new();
        if intake.options.skip_finished {
            let done = model.jobs.values().filter(|job| job.has_done(&intake.account, &intake.options));
            let done: BTreeMap<&Path, (&FileFacts, JobId)> =
                done.filter_map(|job| Some((job.source.path()?, (job.file.as_ref()?, job.id)))).collect();
            files.retain(|(path, _)| {
                let sender = done.get(path.as_path()).filter(|(known, _)| unchanged(path, known));
                finished.extend(sender.map(|(_, id)| *id));
                sender.is_none()
            });
        }
        Some(Reply::Walked(Walked { files, passed, finished }))
    })
    .await?
    .ok_or_else(|| bug("nothing-to-walk"))
}

/// Whether a file is as it was when it was looked at, as far as the system tells without reading it.
fn unchanged(path: &Path, known: &FileFacts) -> bool {
    let Ok(found) = std::fs::metadata(path) else { return false };
    let stamp = media::stamp(&found);
    stamp.modified.is_some() && stamp == known.stamp()
}

async fn look(job: &Job) -> Result<FileFacts, Failure> {
    let path = job.source.path().ok_or_else(|| bug("url-not-a-file"))?.to_owned();
    blocking(move || media::look(&path)).await?
}

/// Asks about every asset that is due, or nearly so, in one request.
async fn watch(task: &WorkInput, tools: &Tools, id: &AccountId) -> Result<Reply, Failure> {
    let soon = task.now.mono + Duration::from_secs(1);
    let jobs = task.model.jobs.values().filter(|job| watch_due(job, soon) && job.account == *id);
    let mut asked: Vec<AssetId> = jobs.filter_map(|job| job.asset_id().cloned()).take(AT_ONCE).collect();
    let account = task.model.accounts.get(id).ok_or_else(|| bug("account-gone"))?;
    if listed_due(account, task.now.mono) {
        let moving = account.assets.items.iter().filter(|asset| asset.status.under_way());
        let mut moving: Vec<AssetId> = moving.map(|asset| asset.id.clone()).collect();
        lists::turn(&mut moving, task.now.random);
        asked.extend(moving);
    }
    let mut seen = BTreeSet::new();
    asked.retain(|id| seen.insert(id.clone()));
    asked.truncate(AT_ONCE);
    if asked.is_empty() {
        return Ok(Reply::Watched(asked, Vec::new(), Vec::new()));
    }
    let client = client(task, tools, id)?;
    match client.assets_by_id(&asked).await.map_err(read) {
        Ok(told) => Ok(Reply::Watched(asked, told, Vec::new())),
        Err(failure) if failure.kind == FailureKind::Refused && asked.len() == 1 => {
            let refused = asked.iter().map(|id| (id.clone(), failure.clone())).collect();
            Ok(Reply::Watched(asked, Vec::new(), refused))
        }
        Err(failure) if failure.kind == FailureKind::Refused => one_by_one(&client, asked).await,
        Err(failure) => Err(nowhere(failure)),
    }
}

/// One ID that the platform refuses must not stand for all that were asked about with it.
async fn one_by_one(client: &Client, ids: Vec<AssetId>) -> Result<Reply, Failure> {
    let (mut asked, mut told, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for id in ids {
        match client.assets_by_id(std::slice::from_ref(&id)).await.map_err(read) {
            Ok(one) => told.extend(one),
            Err(failure) if failure.kind == FailureKind::Refused => refused.push((id.clone(), failure)),
            // The rest is asked about when its time comes again.
            Err(failure) if asked.is_empty() => return Err(nowhere(failure)),
            Err(_) => break,
        }
        asked.push(id);
    }
    Ok(Reply::Watched(asked, told, refused))
}

async fn change_request(
    task: &WorkInput,
    tools: &Tools,
    id: &AccountId,
    number: ChangeRequestNo,
) -> Result<Reply, Failure> {
    let account = task.model.accounts.get(id).ok_or_else(|| bug("account-gone"))?;
    let change_request = account.change_requests.get(&number).ok_or_else(|| bug("change-request-gone"))?;
    let client = client(task, tools, id)?;
    if let Change::DeleteTask { task, .. } = &change_request.change {
        delete_video_of(&client, task).await.map_err(read)?;
    }
    let made = client.change(&change_request.change).await;
    // What creates something must not be made twice blindly.
    made.map(Reply::Changed).map_err(if change_request.change.creates() { once } else { read })
}

/// The platform deletes a ready task only after its video.
async fn delete_video_of(client: &Client, task: &TaskId) -> Result<(), api::Error> {
    let task = client.task(task).await?;
    match task.video.filter(|_| task.status == IndexingStatus::Ready) {
        Some(video) => client.delete_video(&task.index, &video).await,
        None => Ok(()),
    }
}

async fn submit(task: &WorkInput, tools: &Tools, job: &Job, place: usize) -> Result<Reply, Failure> {
    let destination = job.destinations.get(place).ok_or_else(|| bug("no-destination"))?;
    let asset = job.asset_id().ok_or_else(|| bug("no-asset"))?;
    let client = client(task, tools, &job.account)?;
    let looks = destination.state == takeup_model::DestinationState::Doubtful
        || job.same_store_before(place).is_some();
    if looks
        && let Some((id, status)) = client.placed(asset, &destination.destination_id).await.map_err(read)?
    {
        return Ok(Reply::Submitted(id, status));
    }
    let (id, status) =
        client.place(asset, &destination.destination_id, &job.options.metadata).await.map_err(once)?;
    Ok(Reply::Submitted(id, status))
}

async fn trace(task: &WorkInput, tools: &Tools, job: &Job, place: usize) -> Result<Reply, Failure> {
    let destination = job.destinations.get(place).ok_or_else(|| bug("no-destination"))?;
    let takeup_model::DestinationState::Submitted { id, .. } = &destination.state else {
        return Err(bug("nothing-to-trace"));
    };
    let client = client(task, tools, &job.account)?;
    let (status, why) = client.place_status(&destination.destination_id, id).await.map_err(read)?;
    Ok(Reply::Traced(status, why))
}

/// A moment as part of a file name.
pub(super) fn stamp(now: Timestamp) -> String {
    now.strftime("%Y%m%d-%H%M%S").to_string()
}
