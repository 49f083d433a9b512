//! Item collections: named groups of the items of a knowledge store.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::Platform;
use super::answer::{ApiError, ApiResult, QueryParams, list, members, newest_first, text};
use super::ledger::CollectionEntry;
use super::state::{Metadata, PlatformState, written};
use super::stores::{allowed, item_row, metadata, store_of};

pub(super) struct Collection {
    pub(super) store_id: String,
    name: String,
    description: Value,
    metadata: Metadata,
    /// In the order in which they were added.
    pub(super) members: Vec<String>,
    created: Timestamp,
    updated: Timestamp,
}

impl Collection {
    pub(super) fn entry(&self, id: &str) -> CollectionEntry {
        CollectionEntry {
            id: id.to_owned(),
            store_id: self.store_id.clone(),
            name: self.name.clone(),
            items: self.members.clone(),
        }
    }
}

pub(super) fn routes() -> Router<Platform> {
    const ALL: &str = "/knowledge-stores/{store_id}/item-collections";
    const ONE: &str = "/knowledge-stores/{store_id}/item-collections/{collection_id}";
    Router::new()
        .route(ALL, get(all_collections).post(create))
        .route(ONE, get(retrieve).patch(update).delete(delete))
        .route(&format!("{ONE}/items"), get(items))
        .route(&format!("{ONE}/items/add"), post(add))
        .route(&format!("{ONE}/items/remove"), post(remove))
}

type Ids = Path<(String, String)>;

async fn create(State(platform): State<Platform>, Path(store_id): Path<String>, body: Bytes) -> ApiResult {
    allowed(&platform)?;
    let members = members(&body, &["name", "description", "metadata"])?;
    let now = platform.now();
    let collection = Collection {
        store_id,
        name: text(&members, "name")?,
        description: members.get("description").cloned().unwrap_or_default(),
        metadata: metadata(&members, "metadata", 10, 2048)?,
        members: Vec::new(),
        created: now,
        updated: now,
    };
    let mut world = platform.world();
    store_of(&world, &collection.store_id)?;
    free(&world, &collection.store_id, &collection.name)?;
    let id = world.uuid("ksic", now);
    let body = row(&id, &collection);
    world.collections.insert(id, collection);
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

/// A name is taken once in each store.
fn free(world: &PlatformState, store_id: &str, name: &str) -> Result<(), ApiError> {
    let taken = |other: &Collection| other.store_id == store_id && other.name == name;
    if world.collections.values().any(taken) {
        return Err(ApiError::invalid(format!("There is a collection with the name {name} already.")));
    }
    Ok(())
}

async fn all_collections(
    State(platform): State<Platform>,
    Path(store_id): Path<String>,
    asked: QueryParams,
) -> ApiResult {
    allowed(&platform)?;
    let world = platform.world();
    store_of(&world, &store_id)?;
    let here = world.collections.iter().filter(|(_, collection)| collection.store_id == store_id);
    list(&asked, here.map(|(id, collection)| row(id, collection)).collect())
}

async fn retrieve(State(platform): State<Platform>, Path((store_id, id)): Ids) -> ApiResult {
    allowed(&platform)?;
    let world = platform.world();
    let here = world.collections.get(&id).filter(|collection| collection.store_id == store_id);
    Ok(Json(row(&id, here.ok_or_else(|| absent(&id))?)).into_response())
}

fn absent(id: &str) -> ApiError {
    ApiError::absent("item collection", id)
}

/// Changes one collection. The answer is what it is then.
fn change(
    platform: &Platform,
    Path((store_id, id)): &Ids,
    change: impl FnOnce(&mut Collection, &PlatformState) -> Result<(), ApiError>,
) -> Result<Value, ApiError> {
    allowed(platform)?;
    let mut world = platform.world();
    // It is taken out, so that the rest of the state can be looked at meanwhile.
    let mut collection = world.collections.remove(id).ok_or_else(|| absent(id))?;
    let outcome =
        if collection.store_id == *store_id { change(&mut collection, &world) } else { Err(absent(id)) };
    if outcome.is_ok() {
        collection.updated = platform.now();
    }
    let body = row(id, &collection);
    world.collections.insert(id.clone(), collection);
    outcome.map(|()| body)
}

async fn update(State(platform): State<Platform>, ids: Ids, body: Bytes) -> ApiResult {
    let members = members(&body, &["name", "description", "metadata"])?;
    let name = members.contains_key("name").then(|| text(&members, "name")).transpose()?;
    let metadata = metadata(&members, "metadata", 10, 2048)?;
    let body = change(&platform, &ids, |collection, world| {
        if let Some(name) = name {
            free(world, &collection.store_id, &name)?;
            collection.name = name;
        }
        if let Some(description) = members.get("description") {
            collection.description = description.clone();
        }
        if members.contains_key("metadata") {
            collection.metadata = metadata;
        }
        Ok(())
    })?;
    Ok(Json(body).into_response())
}

async fn delete(State(platform): State<Platform>, Path((store_id, id)): Ids) -> ApiResult {
    allowed(&platform)?;
    let mut world = platform.world();
    let here = world.collections.get(&id).is_some_and(|collection| collection.store_id == store_id);
    if !here {
        return Err(absent(&id));
    }
    world.collections.remove(&id);
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn items(State(platform): State<Platform>, Path((store_id, id)): Ids, asked: QueryParams) -> ApiResult {
    allowed(&platform)?;
    let (now, step) = (platform.now(), platform.options().times.task_step);
    let world = platform.world();
    let here = world.collections.get(&id).filter(|collection| collection.store_id == store_id);
    let collection = here.ok_or_else(|| absent(&id))?;
    let members = collection.members.iter().filter_map(|id| Some((id, world.items.get(id)?))).collect();
    newest_first(&asked, members, |(id, item)| item_row(&world, id, item, now, step))
}

async fn add(State(platform): State<Platform>, ids: Ids, body: Bytes) -> ApiResult {
    let added = item_ids(&body)?;
    let body = change(&platform, &ids, |collection, world| {
        let here = |id: &String| world.items.get(id).is_some_and(|item| item.store_id == collection.store_id);
        if let Some(id) = added.iter().find(|id| !here(id)) {
            return Err(ApiError::invalid(format!("There is no item with the id {id}.")));
        }
        collection.members.retain(|member| !added.contains(member));
        collection.members.extend(added);
        Ok(())
    })?;
    Ok(Json(body).into_response())
}

/// Items that are not in it are passed over.
async fn remove(State(platform): State<Platform>, ids: Ids, body: Bytes) -> ApiResult {
    let removed = item_ids(&body)?;
    change(&platform, &ids, |collection, _| {
        collection.members.retain(|member| !removed.contains(member));
        Ok(())
    })?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn item_ids(body: &Bytes) -> Result<Vec<String>, ApiError> {
    let members = members(body, &["item_ids"])?;
    let ids = members.get("item_ids").ok_or_else(|| ApiError::lacking("item_ids"))?;
    let ids: Option<Vec<String>> =
        ids.as_array().and_then(|ids| ids.iter().map(|id| id.as_str().map(str::to_owned)).collect());
    ids.filter(|ids| (1..=500).contains(&ids.len()))
        .ok_or_else(|| ApiError::invalid("The parameter item_ids must have 1 to 500 texts."))
}

fn row(id: &str, collection: &Collection) -> Value {
    let mut body = json!({
        "_id": id,
        "knowledge_store_id": collection.store_id,
        "name": collection.name,
        "metadata": collection.metadata,
        "member_count": collection.members.len(),
        "created_at": written(collection.created),
        "updated_at": written(collection.updated),
    });
    if !collection.description.is_null() {
        body["description"] = collection.description.clone();
    }
    body
}
