//! Data connectors: connections to a practice drive, which a person allows in the browser, and imports through them.
//! The drive has a video for every ID, except where the ID says otherwise: `missing`, `huge`, or `fail`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse as _};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::Platform;
use super::answer::{ApiError, ApiResult, QueryParams, members, newest_first, text};
use super::state::{Asset, Metadata, PlatformState, written};

const PROVIDER: &str = "google_drive";
const SCOPE: &str = "https://www.googleapis.com/auth/drive.readonly";
/// How long a token for the file picker is valid.
const TOKEN_LIFE: Duration = Duration::from_hours(1);

/// A question that waits for a person's answer in the browser.
pub(super) struct Authorization {
    redirect_uri: String,
    custom_id: Option<String>,
}

pub(super) struct Connection {
    custom_id: Option<String>,
    connected: Timestamp,
    used: Timestamp,
}

pub(super) struct Import {
    connection_id: String,
    custom_id: Option<String>,
    created: Timestamp,
    items: Vec<ImportItem>,
}

struct ImportItem {
    source_id: String,
    action: &'static str,
    /// The asset, or why there is none.
    outcome: Result<String, Value>,
}

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/connections:authorize", post(authorize))
        .route("/connections", get(all_connections))
        .route("/connections/redirect-uris", get(all_redirects).post(register))
        .route("/connections/redirect-uris/{redirect_uri_id}", delete(unregister))
        .route("/connections/{connection_id}", get(retrieve).delete(disconnect))
        .route("/connections/{connection_id}/picker-token", post(picker_token))
        .route("/connections/{connection_id}/imports", get(all_imports).post(import))
        .route("/connections/{connection_id}/imports/{import_id}", get(retrieve_import))
}

/// The page on which a person answers. A browser has no key, so it stands beside the API.
pub(super) fn consent() -> Router<Platform> {
    Router::new().route("/consent/{state}", get(question)).route("/consent/{state}/{answer}", get(answered))
}

async fn authorize(State(platform): State<Platform>, body: Bytes) -> ApiResult {
    let members = members(&body, &["provider", "redirect_uri", "custom_id"])?;
    if text(&members, "provider")? != PROVIDER {
        return Err(ApiError::invalid("The parameter provider must be google_drive."));
    }
    let redirect_uri = uri(text(&members, "redirect_uri")?)?;
    let custom_id = members.contains_key("custom_id").then(|| text(&members, "custom_id")).transpose()?;
    let mut world = platform.world();
    let known = |(known, _): &(String, Timestamp)| *known == redirect_uri;
    if !world.redirect_uris.is_empty() && !world.redirect_uris.values().any(known) {
        return Err(ApiError::invalid("The redirect URI is not one of those that are registered."));
    }
    let state = world.id(platform.now());
    let url = format!("{}/consent/{state}", platform.0.api_url);
    world.authorizations.insert(state.clone(), Authorization { redirect_uri, custom_id });
    Ok(Json(json!({ "authorize_url": url, "state": state })).into_response())
}

fn uri(text: String) -> Result<String, ApiError> {
    let absolute = text.parse::<Uri>().is_ok_and(|uri| uri.scheme().is_some() && uri.host().is_some());
    if absolute {
        Ok(text)
    } else {
        Err(ApiError::invalid("The parameter redirect_uri must be a whole URI."))
    }
}

async fn question(State(platform): State<Platform>, Path(state): Path<String>) -> ApiResult {
    if !platform.world().authorizations.contains_key(&state) {
        return Err(ApiError::absent("question", &state));
    }
    let page = format!(
        "<!doctype html><meta charset=utf-8><title>Practice drive</title>\
         <p>The practice platform asks to read the files of your practice drive.</p>\
         <p><a href=\"/consent/{state}/allow\">Allow</a> <a href=\"/consent/{state}/refuse\">Refuse</a></p>"
    );
    Ok(Html(page).into_response())
}

async fn answered(
    State(platform): State<Platform>,
    Path((state, answer)): Path<(String, String)>,
) -> ApiResult {
    let now = platform.now();
    let mut world = platform.world();
    let asked = world.authorizations.remove(&state).ok_or_else(|| ApiError::absent("question", &state))?;
    let mut told = Vec::new();
    if answer == "allow" {
        let id = world.id(now);
        told.extend([("connection_id", id.clone()), ("status", "ok".to_owned())]);
        told.extend(asked.custom_id.clone().map(|label| ("custom_id", label)));
        let connection = Connection { custom_id: asked.custom_id, connected: now, used: now };
        world.connections.insert(id, connection);
    } else {
        told.push(("error", "access_denied".to_owned()));
    }
    let mut target = asked.redirect_uri;
    for (name, value) in told {
        let joint = if target.contains('?') { '&' } else { '?' };
        write!(target, "{joint}{name}={}", escaped(&value)).unwrap_or_default();
    }
    Ok((StatusCode::FOUND, [(header::LOCATION, target)]).into_response())
}

/// A value as it stands in a query.
fn escaped(value: &str) -> String {
    value.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").unwrap_or_default();
        }
        text
    })
}

async fn all_connections(State(platform): State<Platform>, asked: QueryParams) -> ApiResult {
    let world = platform.world();
    newest_first(&asked, world.connections.iter().collect(), |(id, one)| connection_row(id, one))
}

async fn retrieve(State(platform): State<Platform>, Path(id): Path<String>) -> ApiResult {
    let world = platform.world();
    Ok(Json(connection_row(&id, connection(&world, &id)?)).into_response())
}

fn connection<'a>(world: &'a PlatformState, id: &str) -> Result<&'a Connection, ApiError> {
    world.connections.get(id).ok_or_else(|| ApiError::absent("connection", id))
}

async fn disconnect(State(platform): State<Platform>, Path(id): Path<String>) -> ApiResult {
    let mut world = platform.world();
    connection(&world, &id)?;
    world.connections.remove(&id);
    world.imports.retain(|_, import| import.connection_id != id);
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn picker_token(State(platform): State<Platform>, Path(id): Path<String>) -> ApiResult {
    connection(&platform.world(), &id)?;
    let token = json!({
        "access_token": format!("practice-{id}"),
        "expires_in": TOKEN_LIFE.as_secs(),
        "scope": SCOPE,
    });
    Ok(Json(token).into_response())
}

async fn all_redirects(State(platform): State<Platform>, asked: QueryParams) -> ApiResult {
    let world = platform.world();
    newest_first(&asked, world.redirect_uris.iter().collect(), |(id, known)| redirect_row(id, known))
}

async fn register(State(platform): State<Platform>, body: Bytes) -> ApiResult {
    let redirect_uri = uri(text(&members(&body, &["redirect_uri"])?, "redirect_uri")?)?;
    let mut world = platform.world();
    if world.redirect_uris.values().any(|(known, _)| *known == redirect_uri) {
        let message = "The redirect URI is registered already.";
        return Err(ApiError::new(StatusCode::CONFLICT, "generic_error", message));
    }
    let now = platform.now();
    let (id, known) = (world.id(now), (redirect_uri, now));
    let body = redirect_row(&id, &known);
    world.redirect_uris.insert(id, known);
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

async fn unregister(State(platform): State<Platform>, Path(id): Path<String>) -> ApiResult {
    let gone = platform.world().redirect_uris.remove(&id);
    gone.map(|_| StatusCode::NO_CONTENT.into_response()).ok_or_else(|| ApiError::absent("redirect URI", &id))
}

async fn import(
    State(platform): State<Platform>,
    Path(connection_id): Path<String>,
    body: Bytes,
) -> ApiResult {
    let wanted = source_ids(&body)?;
    let now = platform.now();
    let mut world = platform.world();
    let connection = world.connections.get_mut(&connection_id);
    let connection = connection.ok_or_else(|| ApiError::absent("connection", &connection_id))?;
    connection.used = now;
    let custom_id = connection.custom_id.clone();
    let items = wanted.into_iter().map(|source_id| fetch(&platform, &mut world, source_id)).collect();
    let id = world.id(now);
    let import = Import { connection_id, custom_id, created: now, items };
    let body = json!({
        "_id": id,
        "has_failures": import.items.iter().any(|item| item.outcome.is_err()),
        "items": item_rows(&platform, &world, &import),
    });
    world.imports.insert(id, import);
    Ok((StatusCode::ACCEPTED, Json(body)).into_response())
}

fn source_ids(body: &Bytes) -> Result<Vec<String>, ApiError> {
    let members = members(body, &["items"])?;
    let items = members.get("items").ok_or_else(|| ApiError::lacking("items"))?;
    let items = items.as_array().filter(|items| (1..=100).contains(&items.len()));
    let items = items.ok_or_else(|| ApiError::invalid("The parameter items must have 1 to 100 entries."))?;
    let ids: Option<Vec<String>> =
        items.iter().map(|item| item["source_id"].as_str().map(str::to_owned)).collect();
    let ids = ids.ok_or_else(|| ApiError::lacking("source_id"))?;
    if ids.iter().collect::<BTreeSet<_>>().len() < ids.len() {
        return Err(ApiError::invalid("Each source_id may be there once."));
    }
    Ok(ids)
}

/// Takes one file of the drive, unless it is there already or cannot be taken.
fn fetch(platform: &Platform, world: &mut PlatformState, source_id: String) -> ImportItem {
    let (now, validation) = (platform.now(), platform.options().times.asset_ready);
    let source = |asset: &Asset| asset.source.as_ref().map(|source| source["details"]["source_id"].clone());
    let known = world.assets.iter_mut().find(|(_, asset)| source(asset) == Some(json!(source_id)));
    if let Some((id, asset)) = known {
        let failed = asset.status(now, validation) == "failed";
        if failed {
            (asset.arrived, asset.flaw) = (Some(now), None);
        }
        let action = if failed { "retried" } else { "skipped" };
        return ImportItem { source_id, action, outcome: Ok(id.clone()) };
    }
    let refusal = if source_id.contains("missing") {
        Some(("resource_not_exist", "There is no such file in the drive."))
    } else if source_id.contains("huge") {
        Some(("video_filesize_too_large", "The file is larger than 10 GB."))
    } else {
        None
    };
    if let Some((code, message)) = refusal {
        let error = json!({ "code": code, "message": message });
        return ImportItem { source_id, action: "rejected", outcome: Err(error) };
    }
    let id = world.id(now);
    world.assets.insert(id.clone(), asset_of(&source_id, now));
    ImportItem { source_id, action: "created", outcome: Ok(id) }
}

fn asset_of(source_id: &str, now: Timestamp) -> Asset {
    let filename = format!("drive-{source_id}.mp4");
    let details = json!({
        "provider": PROVIDER,
        "source_id": source_id,
        "original_filename": filename,
        "source_link": format!("https://drive.google.com/file/d/{source_id}/view"),
    });
    let failing = source_id.contains("fail");
    Asset {
        method: "connector",
        filename,
        created: now,
        arrived: Some(now),
        size: Some(25_000_000),
        film: None,
        hashes: Arc::new(OnceLock::from(super::body::Hashes::default())),
        hls: true,
        thumbnail: true,
        user_metadata: Metadata::new(),
        flaw: failing.then(|| "The file could not be fetched from the drive.".to_owned()),
        source: Some(json!({ "type": "connector", "details": details })),
        of_task: false,
    }
}

async fn all_imports(
    State(platform): State<Platform>,
    Path(connection_id): Path<String>,
    asked: QueryParams,
) -> ApiResult {
    let world = platform.world();
    connection(&world, &connection_id)?;
    let here = world.imports.iter().filter(|(_, import)| import.connection_id == connection_id).collect();
    newest_first(&asked, here, |(id, import)| import_row(id, import))
}

async fn retrieve_import(
    State(platform): State<Platform>,
    Path((connection_id, id)): Path<(String, String)>,
) -> ApiResult {
    let world = platform.world();
    let import = world.imports.get(&id).filter(|import| import.connection_id == connection_id);
    let import = import.ok_or_else(|| ApiError::absent("import", &id))?;
    let mut body = import_row(&id, import);
    body["items"] = json!(item_rows(&platform, &world, import));
    Ok(Json(body).into_response())
}

fn connection_row(id: &str, connection: &Connection) -> Value {
    let mut body = json!({
        "_id": id,
        "provider": PROVIDER,
        "status": "active",
        "account": { "external_id": "1001", "display_name": "practice@example.org" },
        "scopes": [SCOPE],
        "connected_at": written(connection.connected),
        "last_used_at": written(connection.used),
    });
    if let Some(label) = &connection.custom_id {
        body["custom_id"] = json!(label);
    }
    body
}

fn redirect_row(id: &str, (redirect_uri, created): &(String, Timestamp)) -> Value {
    json!({ "_id": id, "redirect_uri": redirect_uri, "created_at": written(*created) })
}

fn import_row(id: &str, import: &Import) -> Value {
    let mut body = json!({
        "_id": id,
        "connection_id": import.connection_id,
        "provider": PROVIDER,
        "item_count": import.items.len(),
        "created_at": written(import.created),
    });
    if let Some(label) = &import.custom_id {
        body["custom_id"] = json!(label);
    }
    body
}

/// The files of an import, except those whose assets were deleted since.
fn item_rows(platform: &Platform, world: &PlatformState, import: &Import) -> Vec<Value> {
    let (now, validation) = (platform.now(), platform.options().times.asset_ready);
    let row = |item: &ImportItem| {
        let mut body = json!({ "source_id": item.source_id, "action": item.action });
        match &item.outcome {
            Ok(id) => {
                body["asset_id"] = json!(id);
                body["status"] = json!(world.assets.get(id)?.status(now, validation));
            }
            Err(error) => body["error"] = error.clone(),
        }
        Some(body)
    };
    import.items.iter().filter_map(row).collect()
}
