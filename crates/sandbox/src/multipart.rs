//! Multipart uploads: sessions, their status, and their upload URLs. What is reported about chunks is in
//! `report`, the storage that takes them in `storage`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use jiff::Timestamp;
use rand::RngExt as _;
use serde_json::{Map, Value, json};

use super::Platform;
use super::answer::{ApiError, ApiResult, QueryParams, flag, list, members, number, page, text};
use super::assets::{IMAGE_BYTES, check_filename};
use super::body::{ChunkFile, hex};
use super::faults::FaultEffect;
use super::form::{failed, user_metadata, without_empty};
use super::middleware::{InjectedFault, met};
use super::report::report;
use super::state::{Asset, Chunk, Metadata, PlatformState, Session, Url, later, written};
use super::storage;

/// Larger sessions are not kept on disk, whatever the options say.
const KEPT_BYTES: u64 = 1 << 30;

/// More than this many chunks would make the session itself large.
const MOST_CHUNKS: u64 = 100_000;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/assets/multipart-uploads", get(unfinished).post(create))
        .route("/assets/multipart-uploads/{upload_id}", get(status).post(report))
        .route("/assets/multipart-uploads/{upload_id}/presigned-urls", post(more_urls))
}

struct SessionRequest {
    filename: String,
    total_size: u64,
    hls: bool,
    thumbnail: bool,
    user_metadata: Metadata,
}

async fn create(State(platform): State<Platform>, whim: InjectedFault, body: Bytes) -> ApiResult {
    allowed(&platform)?;
    let wish = wish(&platform, &body)?;
    let now = platform.now();
    let store = store(&platform, wish.total_size)?;
    let mut world = platform.world();
    let (upload_id, asset_id) = (world.id(now), world.id(now));
    let chunk_size = chunk_size(&whim).unwrap_or(platform.options().chunk_size);
    let mut session = session(&platform, &wish, (&asset_id, chunk_size), now);
    session.store = store;
    let mut asset = asset(wish, now);
    if let Some(FaultEffect::AssetFailed(why)) = met(&whim) {
        asset.flaw = Some(why.clone());
    }
    let first = platform.options().limits.first_urls as u64;
    let first = granted(&whim, first).min(session.chunks.len() as u64);
    let upload_urls = urls(&platform, &upload_id, &mut session, 1..=first);
    let answer = json!({
        "upload_id": upload_id,
        "asset_id": asset_id,
        "upload_urls": upload_urls,
        "upload_headers": storage::upload_headers(platform.options()),
        "chunk_size": session.chunk_size,
        "total_chunks": session.chunks.len(),
        "expires_at": written(session.expires),
    });
    world.assets.insert(asset_id, asset);
    world.sessions.insert(upload_id, session);
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

fn wish(platform: &Platform, body: &Bytes) -> Result<SessionRequest, ApiError> {
    let known = ["filename", "type", "total_size", "enable_hls", "enable_thumbnail", "user_metadata"];
    let members = members(body, &known)?;
    let filename = text(&members, "filename")?;
    check_filename(&filename)?;
    let limit = match text(&members, "type")?.as_str() {
        "video" | "audio" => platform.options().limits.multipart_bytes,
        "image" => IMAGE_BYTES,
        _ => return Err(ApiError::invalid("The parameter type must be video, audio or image.")),
    };
    let total_size = number(&members, "total_size")?;
    if total_size == 0 {
        return Err(ApiError::invalid("The parameter total_size must be at least 1."));
    }
    if total_size > limit {
        return Err(ApiError::too_large(limit));
    }
    let metadata = members.get("user_metadata").cloned().unwrap_or(Value::Object(Map::new()));
    Ok(SessionRequest {
        filename,
        total_size,
        hls: flag(&members, "enable_hls")?,
        thumbnail: flag(&members, "enable_thumbnail")?,
        user_metadata: without_empty(user_metadata(metadata)?),
    })
}

fn store(platform: &Platform, total_size: u64) -> Result<Option<ChunkFile>, ApiError> {
    if !platform.options().keep_bytes || total_size > KEPT_BYTES {
        return Ok(None);
    }
    let file = tempfile::tempfile().map_err(|error| failed(&error))?;
    Ok(Some(Arc::new(Mutex::new(file))))
}

fn session(
    platform: &Platform,
    wish: &SessionRequest,
    (asset_id, chunk_size): (&str, u64),
    now: Timestamp,
) -> Session {
    let chunk_size = chunk_size.max(wish.total_size.div_ceil(MOST_CHUNKS)).max(1);
    let chunks = usize::try_from(wish.total_size.div_ceil(chunk_size)).unwrap_or_default();
    Session {
        asset_id: asset_id.to_owned(),
        total_size: wish.total_size,
        chunk_size,
        chunks: vec![Chunk::default(); chunks],
        urls: HashMap::new(),
        created: now,
        updated: now,
        expires: later(now, platform.options().times.session_life),
        end: None,
        head: Vec::new(),
        film: None,
        store: None,
    }
}

fn asset(wish: SessionRequest, now: Timestamp) -> Asset {
    Asset {
        method: "multipart",
        filename: wish.filename,
        created: now,
        arrived: None,
        size: None,
        film: None,
        hashes: Arc::default(),
        hls: wish.hls,
        thumbnail: wish.thumbnail,
        user_metadata: wish.user_metadata,
        flaw: None,
        source: None,
        of_task: false,
    }
}

fn granted(whim: &InjectedFault, count: u64) -> u64 {
    match met(whim) {
        Some(FaultEffect::FewerUrls(most)) => count.min(*most as u64),
        _ => count,
    }
}

/// The chunk size that a fault wants told.
fn chunk_size(whim: &InjectedFault) -> Option<u64> {
    if let Some(FaultEffect::ChunkSize(bytes)) = met(whim) { Some(*bytes) } else { None }
}

fn urls(
    platform: &Platform,
    upload_id: &str,
    session: &mut Session,
    indexes: impl Iterator<Item = u64>,
) -> Vec<Value> {
    let life = platform.options().times.url_life;
    let expires = later(platform.now(), life);
    let mut rows = Vec::new();
    for index in indexes {
        let signature = hex(&rand::rng().random::<[u8; 32]>());
        let url = storage::url(platform, upload_id, index, &signature);
        rows.push(json!({ "chunk_index": index, "url": url, "expires_at": written(expires) }));
        session.urls.insert(signature, Url { index, expires, spent: false });
    }
    rows
}

async fn more_urls(
    State(platform): State<Platform>,
    whim: InjectedFault,
    Path(id): Path<String>,
    body: Bytes,
) -> ApiResult {
    allowed(&platform)?;
    let members = members(&body, &["start", "count"])?;
    let (start, count) = (number(&members, "start")?, number(&members, "count")?);
    let now = platform.now();
    let mut world = platform.world();
    let session = active(&mut world, &id, &whim, now)?;
    let total = session.chunks.len() as u64;
    if start == 0 || start > total {
        return Err(ApiError::invalid(format!("The parameter start must be from 1 to {total}.")));
    }
    if !(1..=50).contains(&count) {
        return Err(ApiError::invalid("The parameter count must be from 1 to 50."));
    }
    let count = granted(&whim, count.min(total + 1 - start));
    let upload_urls = urls(&platform, &id, session, start..start + count);
    let expires = later(now, platform.options().times.url_life);
    let answer = json!({
        "upload_id": id,
        "start_index": start,
        "count": count,
        "upload_urls": upload_urls,
        "generated_at": written(now),
        "expires_at": written(expires),
    });
    Ok(Json(answer).into_response())
}

async fn status(
    State(platform): State<Platform>,
    whim: InjectedFault,
    Path(id): Path<String>,
    asked: QueryParams,
) -> ApiResult {
    allowed(&platform)?;
    let now = platform.now();
    let mut world = platform.world();
    let session = session_of(&mut world, &id, &whim)?;
    let (chunks, page_info) = page(&asked, (1..).zip(&session.chunks).map(chunk_row))?;
    let completed = session.reported();
    let uploaded = (1..).zip(&session.chunks).filter(|(_, chunk)| chunk.reported.is_some());
    let uploaded_size: u64 = uploaded.map(|(index, _)| session.bytes_of(index)).sum();
    let answer = json!({
        "upload_id": id,
        "status": session.status(now),
        "uploaded_chunks": chunks,
        "chunks_completed": completed,
        "chunks_failed": 0,
        "chunks_pending": session.chunks.len() - completed,
        "page_info": page_info,
        "total_size": session.total_size,
        "uploaded_size": uploaded_size,
        "created_at": written(session.created),
        "updated_at": written(session.updated),
    });
    Ok(Json(answer).into_response())
}

fn chunk_row((index, chunk): (u64, &Chunk)) -> Value {
    let at = chunk.reported.map(written);
    let status = if at.is_some() { "completed" } else { "pending" };
    json!({ "index": index, "status": status, "uploaded_at": at, "updated_at": at })
}

async fn unfinished(State(platform): State<Platform>, whim: InjectedFault, asked: QueryParams) -> ApiResult {
    allowed(&platform)?;
    let (now, world) = (platform.now(), platform.world());
    let active = world.sessions.iter().filter(|(_, session)| session.status(now) == "active");
    let rows = active.map(|(id, session)| {
        json!({
            "upload_id": id,
            "status": "active",
            "total_size": session.total_size,
            "chunk_size": chunk_size(&whim).unwrap_or(session.chunk_size),
            "total_chunks": session.chunks.len(),
            "created_at": written(session.created),
            "expires_at": written(session.expires),
        })
    });
    list(&asked, rows.collect())
}

pub(super) fn allowed(platform: &Platform) -> Result<(), ApiError> {
    if platform.options().limits.multipart_allowed {
        return Ok(());
    }
    let message = "Your plan does not include multipart uploads.";
    Err(ApiError::new(StatusCode::FORBIDDEN, "api_not_allowed", message))
}

/// The session, ended first if a fault says so.
fn session_of<'a>(
    world: &'a mut PlatformState,
    id: &str,
    whim: &InjectedFault,
) -> Result<&'a mut Session, ApiError> {
    let session = world.sessions.get_mut(id).ok_or_else(|| ApiError::absent("upload", id))?;
    session.meet(met(whim));
    Ok(session)
}

/// The session, unless it is over.
pub(super) fn active<'a>(
    world: &'a mut PlatformState,
    id: &str,
    whim: &InjectedFault,
    now: Timestamp,
) -> Result<&'a mut Session, ApiError> {
    let session = session_of(world, id, whim)?;
    match session.status(now) {
        "active" => Ok(session),
        status => Err(ApiError::invalid(format!("The upload {id} is {status}."))),
    }
}
