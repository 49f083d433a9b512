//! Indexed assets: an asset in an index, on its way to being searchable. Those that are, are its videos too.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use axum::routing::get;
use axum::{Json, Router};
use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::answer::{ApiError, ApiResult, QueryParams, among, flag, list, members, merge, text};
use super::assets::{metadata_of, ready_asset};
use super::faults::FaultEffect;
use super::film::Film;
use super::form::{user_metadata, without_empty};
use super::ledger::IndexedEntry;
use super::middleware::{InjectedFault, met};
use super::state::{Indexed, PlatformState, kind, walk, written};
use super::tasks::hls;
use super::{PREFIX, Platform};

pub(super) fn routes() -> Router<Platform> {
    let one = get(retrieve).patch(update).delete(delete);
    Router::new()
        .route("/indexes/{index_id}/indexed-assets", get(all_indexed).post(create))
        .route("/indexes/{index_id}/indexed-assets/{indexed_asset_id}", one)
        .route("/indexes/{index_id}/videos", get(all_videos))
        .route("/indexes/{index_id}/videos/{video_id}", get(video).patch(update).delete(delete))
}

async fn create(
    State(platform): State<Platform>,
    whim: InjectedFault,
    Path(index_id): Path<String>,
    body: Bytes,
) -> ApiResult {
    let members = members(&body, &["asset_id", "enable_video_stream", "user_metadata"])?;
    let asset_id = text(&members, "asset_id")?;
    let metadata = members.get("user_metadata").cloned().unwrap_or(Value::Object(Map::new()));
    let mut world = platform.world();
    index_exists(&world, &index_id)?;
    let asset = ready_asset(&platform, &world, &asset_id)?;
    let media = kind(&asset.filename).0;
    if media != "video" {
        return Err(ApiError::invalid(format!("An index takes videos, and no {media}.")));
    }
    let indexed = Indexed {
        index_id: index_id.clone(),
        asset_id: asset_id.clone(),
        filename: asset.filename.clone(),
        size: asset.size.unwrap_or_default(),
        film: asset.film,
        created: platform.now(),
        stream: flag(&members, "enable_video_stream")?,
        user_metadata: without_empty(user_metadata(metadata)?),
        flaw: match met(&whim) {
            Some(FaultEffect::AssetFailed(why)) => Some(why.clone()),
            _ => None,
        },
        of_task: false,
    };
    let id = world.id(indexed.created);
    world.indexed.insert(id.clone(), indexed);
    let location = [(header::LOCATION, format!("{PREFIX}/indexes/{index_id}/indexed-assets/{id}"))];
    Ok((StatusCode::ACCEPTED, location, Json(json!({ "_id": id, "asset_id": asset_id }))).into_response())
}

fn index_exists(world: &PlatformState, id: &str) -> Result<(), ApiError> {
    world.indexes.get(id).map(|_| ()).ok_or_else(|| ApiError::absent("index", id))
}

pub(super) fn status(row: &Indexed, now: Timestamp, step: Duration) -> (&'static str, Timestamp) {
    let statuses: &[_] = if row.flaw.is_some() {
        &["pending", "queued", "validating", "failed"]
    } else {
        &["pending", "queued", "validating", "indexing", "ready"]
    };
    walk(row.created, now, step, statuses)
}

pub(super) fn entry(id: &str, row: &Indexed, now: Timestamp, step: Duration) -> IndexedEntry {
    IndexedEntry {
        id: id.to_owned(),
        index_id: row.index_id.clone(),
        asset_id: row.asset_id.clone(),
        status: status(row, now, step).0,
        user_metadata: row.user_metadata.clone(),
    }
}

/// What is in an index, in short, as far as its file name is asked for.
fn briefs(platform: &Platform, index_id: &str, asked: &QueryParams) -> Result<Vec<Value>, ApiError> {
    let (now, world) = (platform.now(), platform.world());
    let step = platform.options().times.task_step;
    index_exists(&world, index_id)?;
    let fits = |row: &Indexed| row.index_id == index_id && among(asked, "filename", &row.filename);
    let here = world.indexed.iter().filter(|(_, row)| fits(row));
    Ok(here.map(|(id, row)| brief(id, row, now, step)).collect())
}

async fn all_indexed(
    State(platform): State<Platform>,
    Path(index_id): Path<String>,
    asked: QueryParams,
) -> ApiResult {
    let mut rows = briefs(&platform, &index_id, &asked)?;
    rows.retain(|row| among(&asked, "status", row["status"].as_str().unwrap_or_default()));
    list(&asked, rows)
}

type Ids = Path<(String, String)>;

async fn retrieve(State(platform): State<Platform>, ids: Ids) -> ApiResult {
    Ok(Json(whole(&platform, ids)?).into_response())
}

fn whole(platform: &Platform, Path((index_id, id)): Ids) -> Result<Value, ApiError> {
    let (now, step) = (platform.now(), platform.options().times.task_step);
    let world = platform.world();
    let row = world.indexed.get(&id).filter(|row| row.index_id == index_id);
    let row = row.ok_or_else(|| ApiError::absent("indexed asset", &id))?;
    let mut body = brief(&id, row, now, step);
    let (status, updated) = status(row, now, step);
    if row.stream {
        body["hls"] = hls(&id, status, updated);
    }
    if !row.user_metadata.is_empty() {
        body["user_metadata"] = Value::Object(row.user_metadata.clone());
    }
    Ok(body)
}

async fn all_videos(
    State(platform): State<Platform>,
    Path(index_id): Path<String>,
    asked: QueryParams,
) -> ApiResult {
    let rows = briefs(&platform, &index_id, &asked)?;
    list(&asked, rows.into_iter().filter_map(as_video).collect())
}

async fn video(platform: State<Platform>, ids: Ids) -> ApiResult {
    let id = ids.1.clone();
    let body = whole(&platform, ids)?;
    Ok(Json(as_video(body).ok_or_else(|| ApiError::absent("video", &id))?).into_response())
}

/// A video has no status: it is ready, or it is not there.
fn as_video(mut body: Value) -> Option<Value> {
    let status = body.as_object_mut()?.remove("status");
    (status == Some(json!("ready"))).then_some(body)
}

async fn update(State(platform): State<Platform>, Path((index_id, id)): Ids, body: Bytes) -> ApiResult {
    let metadata = metadata_of(&body)?;
    let mut world = platform.world();
    let row = world.indexed.get_mut(&id).filter(|row| row.index_id == index_id);
    let row = row.ok_or_else(|| ApiError::absent("indexed asset", &id))?;
    merge(&mut row.user_metadata, metadata);
    row.user_metadata = without_empty(std::mem::take(&mut row.user_metadata));
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn delete(State(platform): State<Platform>, Path((index_id, id)): Ids) -> ApiResult {
    let mut world = platform.world();
    if world.indexed.get(&id).is_none_or(|row| row.index_id != index_id) {
        return Err(ApiError::absent("indexed asset", &id));
    }
    world.indexed.remove(&id);
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn brief(id: &str, row: &Indexed, now: Timestamp, step: Duration) -> Value {
    let (status, updated) = status(row, now, step);
    let mut body = json!({
        "_id": id,
        "asset_id": row.asset_id,
        "status": status,
        "created_at": written(row.created),
        "updated_at": written(updated),
        "system_metadata": {
            "filename": row.filename,
            "size": row.size,
        },
    });
    Film::tell(row.film, &mut body["system_metadata"]);
    if let Some(why) = row.flaw.as_ref().filter(|_| status == "failed") {
        body["error_reason"] = json!(why);
    }
    if status == "ready" {
        body["indexed_at"] = json!(written(updated));
    }
    body
}
