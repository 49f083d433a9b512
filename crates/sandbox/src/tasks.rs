//! Tasks: one request uploads a video and indexes it.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::get;
use axum::{Json, Router};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::Platform;
use super::answer::{ApiError, ApiResult, QueryParams, among, sorted};
use super::assets::{check_filename, name_in, remote};
use super::body::Hashes;
use super::faults::FaultEffect;
use super::film::Film;
use super::form::MultipartForm;
use super::ledger::TaskEntry;
use super::middleware::{InjectedFault, met};
use super::state::{Asset, Indexed, Task, flaw, kind, later, walk, written};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/tasks", get(all_tasks).post(create).layer(DefaultBodyLimit::disable()))
        .route("/tasks/{task_id}", get(retrieve).delete(delete))
}

async fn create(State(platform): State<Platform>, whim: InjectedFault, parts: Multipart) -> ApiResult {
    let texts = ["index_id", "video_url", "enable_video_stream", "user_metadata"];
    let form = MultipartForm::read(parts, "video_file", &texts, platform.options()).await?;
    let index_id = form.required("index_id")?.to_owned();
    let now = platform.now();
    let video = video(&platform, &form)?;
    check_filename(&video.filename)?;
    let mut world = platform.world();
    if !world.indexes.contains_key(&index_id) {
        return Err(ApiError::absent("index", &index_id));
    }
    let (id, video_id, asset_id) = (world.id(now), world.id(now), world.id(now));
    let answer = json!({ "_id": id, "video_id": video_id });
    let task = Task {
        index_id,
        video_id,
        filename: video.filename,
        size: video.size,
        film: video.film,
        hashes: video.hashes,
        created: now,
        stream: form.flag("enable_video_stream", true)?,
        flaw: match met(&whim) {
            Some(FaultEffect::AssetFailed(why)) => Some(why.clone()),
            _ => video.flaw,
        },
        user_metadata: form.metadata()?,
    };
    world.assets.insert(asset_id.clone(), task.asset());
    let step = platform.options().times.task_step;
    world.indexed.insert(task.video_id.clone(), task.video(asset_id, step));
    world.tasks.insert(id, task);
    Ok(Json(answer).into_response())
}

struct Video {
    filename: String,
    size: u64,
    film: Option<Film>,
    hashes: Hashes,
    flaw: Option<String>,
}

impl Task {
    /// The asset it makes of its file.
    fn asset(&self) -> Asset {
        Asset {
            method: "direct",
            filename: self.filename.clone(),
            created: self.created,
            arrived: Some(self.created),
            size: Some(self.size),
            film: self.film,
            hashes: Arc::new(OnceLock::from(self.hashes.clone())),
            hls: self.stream,
            thumbnail: true,
            user_metadata: self.user_metadata.clone(),
            flaw: self.flaw.clone(),
            source: None,
            of_task: true,
        }
    }

    /// What it makes of that in its index. Having no upload to wait for, that begins one step later.
    pub(super) fn video(&self, asset_id: String, step: Duration) -> Indexed {
        Indexed {
            index_id: self.index_id.clone(),
            asset_id,
            filename: self.filename.clone(),
            size: self.size,
            film: self.film,
            created: later(self.created, step),
            stream: self.stream,
            user_metadata: self.user_metadata.clone(),
            flaw: self.flaw.clone(),
            of_task: true,
        }
    }
}

fn video(platform: &Platform, form: &MultipartForm) -> Result<Video, ApiError> {
    match (&form.file, form.text("video_url")) {
        (Some(_), Some(_)) => Err(ApiError::invalid("Give either video_file or video_url, not both.")),
        (None, None) => Err(ApiError::lacking("video_file")),
        (Some(file), None) => {
            let limit = platform.options().limits.task_bytes;
            if file.arrived.size > limit {
                return Err(ApiError::too_large(limit));
            }
            let filename = file.name.clone().ok_or_else(|| ApiError::lacking("filename"))?;
            if kind(&filename).0 != "video" {
                let message = "The file is not a video.";
                return Err(ApiError::new(StatusCode::BAD_REQUEST, "video_file_broken", message));
            }
            let flaw = flaw(&filename, &file.arrived.head);
            let hashes = file.arrived.hashes.clone();
            Ok(Video { filename, size: file.arrived.size, film: file.arrived.film, hashes, flaw })
        }
        (None, Some(url)) => {
            let (path, size) = remote(url)?;
            let flaw =
                path.contains("fail").then(|| "The file could not be fetched from its URL.".to_owned());
            let filename = name_in(&path).to_owned();
            Ok(Video { filename, size, film: None, hashes: Hashes::default(), flaw })
        }
    }
}

pub(super) fn status(task: &Task, now: Timestamp, step: Duration) -> (&'static str, Timestamp) {
    let statuses: &[_] = if task.flaw.is_some() {
        &["uploading", "validating", "failed"]
    } else {
        &["uploading", "validating", "pending", "queued", "indexing", "ready"]
    };
    walk(task.created, now, step, statuses)
}

pub(super) fn entry(id: &str, task: &Task, now: Timestamp, step: Duration) -> TaskEntry {
    TaskEntry {
        id: id.to_owned(),
        index_id: task.index_id.clone(),
        filename: task.filename.clone(),
        size: task.size,
        sha256: task.hashes.sha256.clone(),
        status: status(task, now, step).0,
    }
}

async fn all_tasks(State(platform): State<Platform>, asked: QueryParams) -> ApiResult {
    let (now, world) = (platform.now(), platform.world());
    let step = platform.options().times.task_step;
    let fits = |task: &Task| {
        among(&asked, "index_id", &task.index_id)
            && among(&asked, "status", status(task, now, step).0)
            && among(&asked, "filename", &task.filename)
    };
    let fitting: Vec<_> = world.tasks.iter().filter(|(_, task)| fits(task)).collect();
    sorted(&asked, "desc", fitting, |(id, task)| row(id, task, now, step))
}

async fn retrieve(State(platform): State<Platform>, Path(id): Path<String>) -> ApiResult {
    let world = platform.world();
    let task = world.tasks.get(&id).ok_or_else(|| ApiError::absent("task", &id))?;
    Ok(Json(row(&id, task, platform.now(), platform.options().times.task_step)).into_response())
}

async fn delete(State(platform): State<Platform>, Path(id): Path<String>) -> ApiResult {
    let mut world = platform.world();
    let task = world.tasks.get(&id).ok_or_else(|| ApiError::absent("task", &id))?;
    let (status, _) = status(task, platform.now(), platform.options().times.task_step);
    if !matches!(status, "ready" | "failed") {
        return Err(undeletable(format!("The task is {status}; only a ready or failed one can be deleted.")));
    }
    let video_id = task.video_id.clone();
    if status == "ready" && world.indexed.contains_key(&video_id) {
        return Err(undeletable(format!("The video {video_id} of this task must be deleted first.")));
    }
    world.indexed.remove(&video_id);
    world.tasks.remove(&id);
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn undeletable(message: String) -> ApiError {
    ApiError::new(StatusCode::BAD_REQUEST, "task_cannot_be_deleted", message)
}

fn row(id: &str, task: &Task, now: Timestamp, step: Duration) -> Value {
    let (status, updated) = status(task, now, step);
    let mut body = json!({
        "_id": id,
        "video_id": task.video_id,
        "index_id": task.index_id,
        "status": status,
        "created_at": written(task.created),
        "updated_at": written(updated),
        "system_metadata": {
            "filename": task.filename,
        },
    });
    Film::tell(task.film, &mut body["system_metadata"]);
    if task.stream {
        body["hls"] = hls(&task.video_id, status, updated);
    }
    if let Some(why) = task.flaw.as_ref().filter(|_| status == "failed") {
        body["error_reason"] = json!(why);
    }
    if !task.user_metadata.is_empty() {
        body["user_metadata"] = Value::Object(task.user_metadata.clone());
    }
    body
}

/// The stream of a video, as tasks and indexed assets tell of it.
pub(super) fn hls(id: &str, status: &str, updated: Timestamp) -> Value {
    match status {
        "ready" => json!({
            "video_url": format!("https://stream.example/{id}/master.m3u8"),
            "thumbnail_urls": [format!("https://stream.example/{id}/thumbnail.jpg")],
            "status": "COMPLETE",
            "updated_at": written(updated),
        }),
        "failed" => json!({ "status": "ERROR", "updated_at": written(updated) }),
        _ => json!({ "status": "PROCESSING", "updated_at": written(updated) }),
    }
}
