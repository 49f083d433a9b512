//! Knowledge stores and their items.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, patch};
use axum::{Json, Router};
use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::Platform;
use super::answer::{self, ApiError, ApiResult, QueryParams, among, list, members, merge, text};
use super::assets::ready_asset;
use super::faults::FaultEffect;
use super::film::Film;
use super::ledger::ItemEntry;
use super::middleware::{InjectedFault, met};
use super::state::{Item, KnowledgeStore, Metadata, PlatformState, kind, walk, written};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/knowledge-stores", get(all_stores).post(create))
        .route("/knowledge-stores/{store_id}", get(retrieve).patch(update).delete(delete))
        .route("/knowledge-stores/{store_id}/items", get(all_items).post(add))
        .route("/knowledge-stores/{store_id}/items/{item_id}", get(item).delete(remove))
        .route(
            "/knowledge-stores/{store_id}/items/{item_id}/item-metadata",
            patch(merge_item_metadata).put(replace_item_metadata),
        )
}

pub(super) fn allowed(platform: &Platform) -> Result<(), ApiError> {
    if platform.options().limits.stores_allowed {
        return Ok(());
    }
    let message = "Your plan does not include knowledge stores.";
    Err(ApiError::new(StatusCode::FORBIDDEN, "api_not_allowed", message))
}

async fn create(State(platform): State<Platform>, body: Bytes) -> ApiResult {
    allowed(&platform)?;
    let members = members(&body, &["name", "description", "ingestion_config", "metadata"])?;
    let now = platform.now();
    let store = KnowledgeStore {
        name: text(&members, "name")?,
        description: members.get("description").cloned().unwrap_or_default(),
        ingestion_config: ingestion_config(&members)?,
        metadata: metadata(&members, "metadata", 10, 2048)?,
        created: now,
        updated: now,
    };
    let mut world = platform.world();
    let id = world.uuid("ks", now);
    world.stores.insert(id.clone(), store);
    let body = store_of(&world, &id).map(|store| row(&world, &id, store))?;
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

/// How the store reads its items: as described, or by a JSON Schema of an object.
fn ingestion_config(members: &Map<String, Value>) -> Result<Value, ApiError> {
    let Some(config) = members.get("ingestion_config") else { return Ok(Value::Null) };
    let enrichment = &config["enrichment_config"];
    let good = match enrichment["type"].as_str() {
        Some("description") => enrichment["description"].as_str().is_some_and(|text| !text.is_empty()),
        Some("json_schema") => {
            let schema = &enrichment["json_schema"];
            let described = |field: &Value| field["description"].is_string();
            schema["type"] == "object"
                && schema["properties"].as_object().is_some_and(|fields| fields.values().all(described))
        }
        _ => false,
    };
    if good { Ok(config.clone()) } else { Err(ApiError::unprocessable("The ingestion_config is not valid.")) }
}

/// The pairs of the member `name`, with bounded keys and texts. Null is no value here.
pub(super) fn metadata(
    members: &Map<String, Value>,
    name: &str,
    most: usize,
    longest: usize,
) -> Result<Metadata, ApiError> {
    let Some(value) = members.get(name) else { return Ok(Metadata::new()) };
    let fits = |(key, value): (&String, &Value)| {
        let allowed = match value {
            Value::Bool(_) => true,
            Value::Number(number) => {
                number.is_f64() || number.as_i64().is_some_and(|whole| whole.abs() < 1 << 53)
            }
            Value::String(text) => text.chars().count() <= longest,
            Value::Array(values) => values.iter().all(Value::is_string),
            Value::Null | Value::Object(_) => false,
        };
        allowed && key.chars().count() <= 128
    };
    let pairs = value.as_object().filter(|pairs| pairs.len() <= most && pairs.iter().all(fits));
    pairs.cloned().ok_or_else(|| {
        ApiError::invalid(format!(
            "The parameter {name} must be at most {most} pairs of a key and a plain value or a list of texts."
        ))
    })
}

pub(super) fn store_of<'a>(world: &'a PlatformState, id: &str) -> Result<&'a KnowledgeStore, ApiError> {
    world.stores.get(id).ok_or_else(|| ApiError::absent("knowledge store", id))
}

async fn all_stores(State(platform): State<Platform>, asked: QueryParams) -> ApiResult {
    allowed(&platform)?;
    let world = platform.world();
    list(&asked, world.stores.iter().map(|(id, store)| row(&world, id, store)).collect())
}

async fn retrieve(State(platform): State<Platform>, Path(id): Path<String>) -> ApiResult {
    allowed(&platform)?;
    let world = platform.world();
    Ok(Json(row(&world, &id, store_of(&world, &id)?)).into_response())
}

async fn update(State(platform): State<Platform>, Path(id): Path<String>, body: Bytes) -> ApiResult {
    allowed(&platform)?;
    let members = members(&body, &["name", "description", "metadata"])?;
    let metadata = metadata(&members, "metadata", 10, 2048)?;
    let mut world = platform.world();
    let store = world.stores.get_mut(&id).ok_or_else(|| ApiError::absent("knowledge store", &id))?;
    if members.contains_key("name") {
        store.name = text(&members, "name")?;
    }
    if let Some(description) = members.get("description") {
        store.description = description.clone();
    }
    if members.contains_key("metadata") {
        store.metadata = metadata;
    }
    store.updated = platform.now();
    let body = row(&world, &id, store_of(&world, &id)?);
    Ok(Json(body).into_response())
}

async fn delete(State(platform): State<Platform>, Path(id): Path<String>) -> ApiResult {
    allowed(&platform)?;
    let mut world = platform.world();
    store_of(&world, &id)?;
    world.stores.remove(&id);
    world.items.retain(|_, item| item.store_id != id);
    world.collections.retain(|_, collection| collection.store_id != id);
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn add(
    State(platform): State<Platform>,
    whim: InjectedFault,
    Path(store_id): Path<String>,
    body: Bytes,
) -> ApiResult {
    allowed(&platform)?;
    let members = members(&body, &["asset_id", "asset_type", "metadata", "item_metadata"])?;
    // The old name and the new one for the same thing.
    let name = match (members.contains_key("metadata"), members.contains_key("item_metadata")) {
        (true, true) => return Err(ApiError::invalid("Give either item_metadata or metadata, not both.")),
        (true, false) => "metadata",
        (false, _) => "item_metadata",
    };
    let asset_id = text(&members, "asset_id")?;
    let now = platform.now();
    let mut world = platform.world();
    store_of(&world, &store_id)?;
    let asset = ready_asset(&platform, &world, &asset_id)?;
    let (media, _) = kind(&asset.filename);
    if !matches!(media, "video" | "image") {
        return Err(ApiError::invalid(format!("A knowledge store takes no {media}.")));
    }
    if members.get("asset_type").is_some_and(|asked| *asked != media) {
        return Err(ApiError::invalid(format!("The asset {asset_id} is of the type {media}.")));
    }
    let item = Item {
        store_id,
        asset_id,
        asset_type: media.to_owned(),
        filename: asset.filename.clone(),
        size: asset.size.unwrap_or_default(),
        film: asset.film,
        metadata: metadata(&members, name, 50, 8192)?,
        created: now,
        flawed: matches!(met(&whim), Some(FaultEffect::AssetFailed(_))),
    };
    let id = world.uuid("ksi", now);
    let body = item_row(&world, &id, &item, now, platform.options().times.task_step);
    world.items.insert(id, item);
    Ok((StatusCode::ACCEPTED, Json(body)).into_response())
}

fn status(item: &Item, now: Timestamp, step: Duration) -> (&'static str, Timestamp) {
    let end = if item.flawed { "failed" } else { "ready" };
    walk(item.created, now, step, &["queued", "pending", "processing", end])
}

pub(super) fn entry(id: &str, item: &Item, now: Timestamp, step: Duration) -> ItemEntry {
    ItemEntry {
        id: id.to_owned(),
        store_id: item.store_id.clone(),
        asset_id: item.asset_id.clone(),
        status: status(item, now, step).0,
        metadata: item.metadata.clone(),
    }
}

async fn all_items(
    State(platform): State<Platform>,
    Path(store_id): Path<String>,
    asked: QueryParams,
) -> ApiResult {
    allowed(&platform)?;
    let (now, world) = (platform.now(), platform.world());
    let step = platform.options().times.task_step;
    store_of(&world, &store_id)?;
    let here = world.items.iter().filter(|(_, item)| item.store_id == store_id);
    let fitting = here.filter(|(_, item)| among(&asked, "status", status(item, now, step).0));
    list(&asked, fitting.map(|(id, item)| item_row(&world, id, item, now, step)).collect())
}

type Ids = Path<(String, String)>;

async fn item(State(platform): State<Platform>, Path((store_id, id)): Ids) -> ApiResult {
    allowed(&platform)?;
    let world = platform.world();
    let item = world.items.get(&id).filter(|item| item.store_id == store_id);
    let item = item.ok_or_else(|| ApiError::absent("item", &id))?;
    let step = platform.options().times.task_step;
    Ok(Json(item_row(&world, &id, item, platform.now(), step)).into_response())
}

async fn replace_item_metadata(platform: State<Platform>, ids: Ids, body: Bytes) -> ApiResult {
    change_item(platform, ids, &body, |item, change| *item = answer::without_null(change)).await
}

async fn merge_item_metadata(platform: State<Platform>, ids: Ids, body: Bytes) -> ApiResult {
    change_item(platform, ids, &body, merge).await
}

async fn change_item(
    platform: State<Platform>,
    ids: Ids,
    body: &Bytes,
    change: fn(&mut Metadata, Metadata),
) -> ApiResult {
    allowed(&platform)?;
    let members = members(body, &["item_metadata"])?;
    let asked = members.get("item_metadata").and_then(Value::as_object).cloned();
    let asked = asked.ok_or_else(|| ApiError::lacking("item_metadata"))?;
    {
        let Path((store_id, id)) = &ids;
        let mut world = platform.world();
        let item = world.items.get_mut(id).filter(|item| item.store_id == *store_id);
        let item = item.ok_or_else(|| ApiError::absent("item", id))?;
        let mut changed = item.metadata.clone();
        change(&mut changed, asked);
        let pairs = json!({ "item_metadata": changed });
        item.metadata = metadata(pairs.as_object().unwrap_or(&Map::new()), "item_metadata", 50, 8192)?;
    }
    self::item(platform, ids).await
}

async fn remove(State(platform): State<Platform>, Path((store_id, id)): Ids) -> ApiResult {
    allowed(&platform)?;
    let mut world = platform.world();
    if world.items.get(&id).is_none_or(|item| item.store_id != store_id) {
        return Err(ApiError::absent("item", &id));
    }
    world.items.remove(&id);
    for collection in world.collections.values_mut() {
        collection.members.retain(|member| *member != id);
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn row(world: &PlatformState, id: &str, store: &KnowledgeStore) -> Value {
    let items = world.items.values().filter(|item| item.store_id == id).count();
    let mut body = json!({
        "_id": id,
        "name": store.name,
        "item_count": items,
        "created_at": written(store.created),
        "updated_at": written(store.updated),
        "metadata": store.metadata,
    });
    for (name, value) in [("description", &store.description), ("ingestion_config", &store.ingestion_config)]
    {
        if !value.is_null() {
            body[name] = value.clone();
        }
    }
    body
}

/// An item as answers give it: its own metadata, and beside it that of its asset.
pub(super) fn item_row(
    world: &PlatformState,
    id: &str,
    item: &Item,
    now: Timestamp,
    step: Duration,
) -> Value {
    let (status, updated) = status(item, now, step);
    let mut system = json!({ "asset_type": item.asset_type, "filename": item.filename, "size": item.size });
    if status == "ready" && item.asset_type == "video" {
        Film::tell(item.film, &mut system);
    }
    json!({
        "_id": id,
        "asset_type": item.asset_type,
        "asset_id": item.asset_id,
        "status": status,
        "system_metadata": system,
        "metadata": world.assets.get(&item.asset_id).map(|asset| &asset.user_metadata),
        "item_metadata": item.metadata,
        "created_at": written(item.created),
        "updated_at": written(updated),
    })
}
