//! Assets: direct and URL uploads, reading, deleting, metadata.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse as _;
use axum::routing::{get, put};
use axum::{Json, Router};
use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::Platform;
use super::answer::{
    self, ApiError, ApiResult, QueryParams, all, among, contains, list, members, newest_first, one,
};
use super::faults::FaultEffect;
use super::form::{MultipartForm, user_metadata};
use super::middleware::{InjectedFault, met};
use super::state::{Asset, Metadata, PlatformState, honest_document, kind, known, written};
use super::storage;

/// Of every route; the others depend on it.
pub(super) const IMAGE_BYTES: u64 = 32_000_000;
const LOCAL_DOCUMENT_BYTES: u64 = 200_000_000;
const REMOTE_DOCUMENT_BYTES: u64 = 512_000_000;

/// Hosts whose pages show a video instead of being one.
const SHARE_HOSTS: [&str; 6] =
    ["youtube.com", "youtu.be", "vimeo.com", "drive.google.com", "dropbox.com", "tiktok.com"];

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/assets", get(all_assets).post(create).layer(DefaultBodyLimit::disable()))
        .route("/assets/{asset_id}", get(retrieve).delete(delete))
        .route("/assets/{asset_id}/indexed-assets", get(indexes_of))
        .route("/assets/{asset_id}/entities", get(entities))
        .route("/assets/{asset_id}/transcription", get(transcription))
        .route(
            "/assets/{asset_id}/user-metadata",
            put(replace_metadata).patch(merge_metadata).delete(drop_metadata),
        )
}

async fn create(State(platform): State<Platform>, whim: InjectedFault, parts: Multipart) -> ApiResult {
    let texts = ["method", "url", "filename", "enable_hls", "enable_thumbnail", "user_metadata"];
    let form = MultipartForm::read(parts, "file", &texts, platform.options()).await?;
    let now = platform.now();
    let mut asset = match form.required("method")? {
        "direct" => direct(&platform, &form, now)?,
        "url" => by_url(&platform, &form, now)?,
        _ => return Err(ApiError::invalid("The parameter method must be direct or url.")),
    };
    if let Some(FaultEffect::AssetFailed(why)) = met(&whim) {
        asset.fail(now, why);
    }
    let mut world = platform.world();
    let id = world.id(now);
    let body = brief(&id, &asset, asset.status(now, platform.options().times.asset_ready));
    world.assets.insert(id, asset);
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

fn direct(platform: &Platform, form: &MultipartForm, now: Timestamp) -> Result<Asset, ApiError> {
    let file = form.file.as_ref().ok_or_else(|| ApiError::lacking("file"))?;
    let name = form.text("filename").or(file.name.as_deref()).ok_or_else(|| ApiError::lacking("filename"))?;
    let limit = match kind(name).0 {
        "image" => IMAGE_BYTES,
        "document" => LOCAL_DOCUMENT_BYTES,
        _ => platform.options().limits.direct_bytes,
    };
    if file.arrived.size > limit {
        return Err(ApiError::too_large(limit));
    }
    if !honest_document(name, &file.arrived.head) {
        let message = "The content of the document is not what its extension says.";
        return Err(ApiError::new(StatusCode::BAD_REQUEST, "unsupported_file_type", message));
    }
    let mut asset = fresh("direct", name, form, now)?;
    asset.arrive(now, file.arrived.size, &file.arrived.head, file.arrived.film);
    asset.hashes = known(&file.arrived);
    Ok(asset)
}

/// Nothing is fetched: the platform makes believe, and invents the size.
fn by_url(platform: &Platform, form: &MultipartForm, now: Timestamp) -> Result<Asset, ApiError> {
    let (path, size) = remote(form.required("url")?)?;
    let name = name_in(&path);
    let limit = match kind(name).0 {
        "image" => IMAGE_BYTES,
        "document" => REMOTE_DOCUMENT_BYTES,
        _ => platform.options().limits.url_bytes,
    };
    if size > limit {
        return Err(ApiError::too_large(limit));
    }
    let mut asset = fresh("url", form.text("filename").unwrap_or(name), form, now)?;
    asset.arrived = Some(now);
    asset.size = Some(size);
    asset.hashes = Arc::new(OnceLock::from(super::body::Hashes::default()));
    if path.contains("fail") {
        asset.fail(now, "The file could not be fetched from its URL.");
    }
    Ok(asset)
}

/// The path of a media URL and the size that is made up for it: too large for every limit if the path says `huge`.
pub(super) fn remote(url: &str) -> Result<(String, u64), ApiError> {
    let refused = || ApiError::invalid("The URL must be a direct http or https link to a media file.");
    let parsed: Uri = url.parse().ok().ok_or_else(refused)?;
    let host = parsed.host().ok_or_else(refused)?.trim_start_matches("www.");
    let shared = SHARE_HOSTS.iter().any(|share| host == *share || host.ends_with(&format!(".{share}")));
    let page = [".html", ".htm"].iter().any(|ending| parsed.path().ends_with(ending));
    if shared || page || !matches!(parsed.scheme_str(), Some("http" | "https")) {
        return Err(refused());
    }
    let path = parsed.path();
    let ending = std::path::Path::new(path).extension();
    if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("m3u8")) && path.contains("live") {
        return Err(ApiError::invalid(
            "The URL is of a live stream; only playlists that have ended are taken.",
        ));
    }
    let made_up =
        url.bytes().fold(7u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % 90_000_000;
    let size = match kind(name_in(path)).0 {
        "image" => (made_up + 10_000_000) / 4,
        _ => made_up + 10_000_000,
    };
    Ok((path.to_owned(), if path.contains("huge") { size * 1_000 } else { size }))
}

/// The file name at the end of a URL's path.
pub(super) fn name_in(path: &str) -> &str {
    path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("video.mp4")
}

fn fresh(
    method: &'static str,
    filename: &str,
    form: &MultipartForm,
    now: Timestamp,
) -> Result<Asset, ApiError> {
    check_filename(filename)?;
    Ok(Asset {
        method,
        filename: filename.to_owned(),
        created: now,
        arrived: None,
        size: None,
        film: None,
        hashes: Arc::default(),
        hls: form.flag("enable_hls", true)?,
        thumbnail: form.flag("enable_thumbnail", true)?,
        user_metadata: form.metadata()?,
        flaw: None,
        source: None,
        of_task: false,
    })
}

pub(super) fn check_filename(filename: &str) -> Result<(), ApiError> {
    if (1..=255).contains(&filename.chars().count()) {
        return Ok(());
    }
    Err(ApiError::invalid("The parameter filename must have 1 to 255 characters."))
}

async fn all_assets(State(platform): State<Platform>, whim: InjectedFault, asked: QueryParams) -> ApiResult {
    let (now, world) = (platform.now(), platform.world());
    let types = all(&asked, "asset_types");
    if let Some(wrong) = types.iter().find(|kind| !["image", "video", "audio", "document"].contains(kind)) {
        return Err(ApiError::invalid(format!("There is no asset type {wrong}.")));
    }
    // Asked of every asset there is.
    let ids: BTreeSet<&str> = all(&asked, "asset_ids").into_iter().collect();
    let fits = |id: &str, asset: &Asset| {
        (ids.is_empty() || ids.contains(id))
            && among(&asked, "asset_types", kind(&asset.filename).0)
            && contains(&asked, "filename", &asset.filename)
    };
    let mut fitting: Vec<_> = world.assets.iter().filter(|(id, asset)| fits(id, asset)).collect();
    if met(&whim) == Some(&FaultEffect::MissingAsset) {
        fitting.pop();
    }
    newest_first(&asked, fitting, |(id, asset)| detailed(&platform, id, asset, now))
}

async fn retrieve(
    State(platform): State<Platform>,
    whim: InjectedFault,
    Path(id): Path<String>,
) -> ApiResult {
    let world = platform.world();
    if met(&whim) == Some(&FaultEffect::MissingAsset) {
        return Err(ApiError::absent("asset", &id));
    }
    let asset = asset(&world, &id)?;
    Ok(Json(detailed(&platform, &id, asset, platform.now())).into_response())
}

async fn delete(State(platform): State<Platform>, Path(id): Path<String>, asked: QueryParams) -> ApiResult {
    let force = match one(&asked, "force") {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => return Err(ApiError::invalid("The parameter force must be true or false.")),
    };
    let mut world = platform.world();
    asset(&world, &id)?;
    if !force && world.indexed.values().any(|indexed| indexed.asset_id == id) {
        let message = "Indexed assets refer to this asset; use force to delete it nevertheless.";
        return Err(ApiError::new(StatusCode::CONFLICT, "generic_error", message));
    }
    world.assets.remove(&id);
    for session in world.sessions.values_mut().filter(|session| session.asset_id == id) {
        session.end.get_or_insert("failed");
        session.store = None;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn indexes_of(
    State(platform): State<Platform>,
    Path(id): Path<String>,
    asked: QueryParams,
) -> ApiResult {
    let world = platform.world();
    asset(&world, &id)?;
    let here = world.indexed.iter().filter(|(_, indexed)| indexed.asset_id == id);
    let rows = here.map(|(indexed_id, indexed)| {
        let name = world.indexes.get(&indexed.index_id).map(|index| index.name.as_str());
        json!({ "_id": indexed_id, "index": { "_id": indexed.index_id, "name": name } })
    });
    list(&asked, rows.collect())
}

/// Nobody can make entities here, so no asset has any.
async fn entities(State(platform): State<Platform>, Path(id): Path<String>, asked: QueryParams) -> ApiResult {
    asset(&platform.world(), &id)?;
    list(&asked, Vec::new())
}

async fn transcription(
    State(platform): State<Platform>,
    Path(id): Path<String>,
    asked: QueryParams,
) -> ApiResult {
    let wanted = all(&asked, "include");
    if let Some(wrong) = wanted.iter().find(|kind| !["words", "sentences", "utterances"].contains(kind)) {
        return Err(ApiError::invalid(format!("There is no transcription by {wrong}.")));
    }
    let world = platform.world();
    let asset = asset(&world, &id)?;
    let status = asset.status(platform.now(), platform.options().times.asset_ready);
    let heard = asset.size.is_some() && matches!(kind(&asset.filename).0, "video" | "audio");
    if !heard || status == "failed" {
        return Err(ApiError::absent("transcription of an asset", &id));
    }
    let end = asset.film.map_or(1.0, |film| film.seconds);
    let mut body = json!({ "status": status });
    for name in wanted.into_iter().filter(|_| status == "ready") {
        body[name] = json!([{ "start": 0.0, "end": end, "value": "Welcome." }]);
    }
    Ok(Json(body).into_response())
}

async fn replace_metadata(
    State(platform): State<Platform>,
    Path(id): Path<String>,
    body: Bytes,
) -> ApiResult {
    let metadata = metadata_of(&body)?;
    change(&platform, &id, |asset| asset.user_metadata = answer::without_null(metadata))
}

async fn merge_metadata(State(platform): State<Platform>, Path(id): Path<String>, body: Bytes) -> ApiResult {
    let metadata = metadata_of(&body)?;
    change(&platform, &id, |asset| answer::merge(&mut asset.user_metadata, metadata))
}

async fn drop_metadata(State(platform): State<Platform>, Path(id): Path<String>) -> ApiResult {
    change(&platform, &id, |asset| asset.user_metadata.clear())
}

fn change(platform: &Platform, id: &str, change: impl FnOnce(&mut Asset)) -> ApiResult {
    let mut world = platform.world();
    change(world.assets.get_mut(id).ok_or_else(|| ApiError::absent("asset", id))?);
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) fn metadata_of(body: &Bytes) -> Result<Metadata, ApiError> {
    let mut members = members(body, &["user_metadata"])?;
    user_metadata(members.remove("user_metadata").ok_or_else(|| ApiError::lacking("user_metadata"))?)
}

pub(super) fn asset<'a>(world: &'a PlatformState, id: &str) -> Result<&'a Asset, ApiError> {
    world.assets.get(id).ok_or_else(|| ApiError::absent("asset", id))
}

/// An asset that an index or a store may take.
pub(super) fn ready_asset<'a>(
    platform: &Platform,
    world: &'a PlatformState,
    id: &str,
) -> Result<&'a Asset, ApiError> {
    let asset = asset(world, id)?;
    match asset.status(platform.now(), platform.options().times.asset_ready) {
        "ready" => Ok(asset),
        status => Err(ApiError::invalid(format!("The asset {id} is {status}, not ready."))),
    }
}

fn brief(id: &str, asset: &Asset, status: &str) -> Value {
    let mut body = json!({
        "_id": id,
        "method": asset.method,
        "status": status,
        "filename": asset.filename,
        "file_type": kind(&asset.filename).1,
        "created_at": written(asset.created),
    });
    if !asset.user_metadata.is_empty() {
        body["user_metadata"] = Value::Object(asset.user_metadata.clone());
    }
    if let Some(source) = &asset.source {
        body["source"] = source.clone();
    }
    body
}

fn detailed(platform: &Platform, id: &str, asset: &Asset, now: Timestamp) -> Value {
    let status = asset.status(now, platform.options().times.asset_ready);
    let mut body = brief(id, asset, status);
    let derived = if status == "ready" { "ready" } else { "pending" };
    let media = kind(&asset.filename).0;
    if asset.hls && matches!(media, "video" | "audio") {
        body["hls"] = json!({ "status": derived });
        if status == "ready" {
            body["hls"]["manifest_url"] = json!(format!("https://stream.example/{id}/master.m3u8"));
        }
    }
    if asset.thumbnail && media != "audio" {
        body["thumbnail"] = json!({ "status": derived });
        if status == "ready" {
            body["thumbnail"]["representative_url"] = json!(storage::thumbnail_url(platform, id));
        }
    }
    match (status, asset.size) {
        ("ready", Some(size)) => {
            body["size"] = json!(size);
            body["technical_metadata"] =
                json!({ "file_size_bytes": size, "file_mime_type": kind(&asset.filename).1 });
            if let Some(film) = asset.film.filter(|_| matches!(media, "video" | "audio")) {
                body["duration"] = json!(film.seconds);
                body["technical_metadata"]["video_duration_seconds"] = json!(film.seconds);
                if let Some((width, height)) = film.picture {
                    body["technical_metadata"]["video_width"] = json!(width);
                    body["technical_metadata"]["video_height"] = json!(height);
                }
            }
        }
        ("failed", _) => body["error"] = json!({ "message": asset.flaw }),
        _ => {}
    }
    body
}
