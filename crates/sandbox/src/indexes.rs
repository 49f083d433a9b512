//! Indexes: where a video must go to be searched.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::get;
use axum::{Json, Router};
use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::Platform;
use super::answer::{ApiError, ApiResult, QueryParams, among, members, one, sorted, text};
use super::state::{Index, PlatformState, written};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/indexes", get(all_indexes).post(create))
        .route("/indexes/{index_id}", get(retrieve).put(rename).delete(delete))
}

async fn create(State(platform): State<Platform>, body: Bytes) -> ApiResult {
    let members = members(&body, &["index_name", "models", "addons"])?;
    let name = text(&members, "index_name")?;
    let index = Index {
        name,
        models: models(&members)?,
        addons: addons(&members)?,
        created: platform.now(),
        updated: platform.now(),
    };
    let mut world = platform.world();
    free(&world, &index.name, None)?;
    let id = world.id(platform.now());
    world.indexes.insert(id.clone(), index);
    Ok((StatusCode::CREATED, Json(json!({ "_id": id }))).into_response())
}

fn models(members: &Map<String, Value>) -> Result<Value, ApiError> {
    let models = members.get("models").ok_or_else(|| ApiError::lacking("models"))?;
    let rows = models.as_array().filter(|rows| (1..=2).contains(&rows.len()));
    let rows = rows.ok_or_else(|| ApiError::invalid("The parameter models must have 1 or 2 entries."))?;
    for row in rows {
        if row["model_name"] != "marengo3.0" {
            return Err(ApiError::invalid(format!("The model {} is not supported.", row["model_name"])));
        }
        let options = row["model_options"].as_array().filter(|options| !options.is_empty());
        let known = |option: &Value| *option == "visual" || *option == "audio";
        if !options.is_some_and(|options| options.iter().all(known)) {
            return Err(ApiError::invalid("The parameter model_options must name visual, audio or both."));
        }
    }
    Ok(models.clone())
}

fn addons(members: &Map<String, Value>) -> Result<Value, ApiError> {
    match members.get("addons") {
        None => Ok(json!([])),
        Some(Value::Array(addons)) if addons.iter().all(|addon| *addon == "thumbnail") => Ok(json!(addons)),
        Some(_) => Err(ApiError::invalid("The parameter addons may only name thumbnail.")),
    }
}

/// A name is taken once; `own` is the index that may keep it.
fn free(world: &PlatformState, name: &str, own: Option<&str>) -> Result<(), ApiError> {
    if world.indexes.iter().any(|(id, index)| index.name == name && own != Some(id.as_str())) {
        let message = format!("There is an index with the name {name} already.");
        return Err(ApiError::new(StatusCode::BAD_REQUEST, "index_name_already_exists", message));
    }
    Ok(())
}

async fn all_indexes(State(platform): State<Platform>, asked: QueryParams) -> ApiResult {
    let world = platform.world();
    let family = one(&asked, "model_family");
    let fits = |index: &Index| {
        among(&asked, "index_name", &index.name)
            && family.is_none_or(|family| index.models.to_string().contains(family))
    };
    let fitting = world.indexes.iter().filter(|(_, index)| fits(index)).collect();
    sorted(&asked, "asc", fitting, |(id, index)| row(&platform, &world, id, index))
}

async fn retrieve(State(platform): State<Platform>, Path(id): Path<String>) -> ApiResult {
    let world = platform.world();
    let index = world.indexes.get(&id).ok_or_else(|| ApiError::absent("index", &id))?;
    Ok(Json(row(&platform, &world, &id, index)).into_response())
}

async fn rename(State(platform): State<Platform>, Path(id): Path<String>, body: Bytes) -> ApiResult {
    let members = members(&body, &["index_name"])?;
    let name = text(&members, "index_name")?;
    let mut world = platform.world();
    free(&world, &name, Some(&id))?;
    let index = world.indexes.get_mut(&id).ok_or_else(|| ApiError::absent("index", &id))?;
    index.name = name;
    index.updated = platform.now();
    Ok(StatusCode::OK.into_response())
}

async fn delete(State(platform): State<Platform>, Path(id): Path<String>) -> ApiResult {
    let mut world = platform.world();
    world.indexes.remove(&id).ok_or_else(|| ApiError::absent("index", &id))?;
    world.indexed.retain(|_, indexed| indexed.index_id != id);
    world.tasks.retain(|_, task| task.index_id != id);
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn row(platform: &Platform, world: &PlatformState, id: &str, index: &Index) -> Value {
    let lengths = lengths(platform, world, id, platform.now());
    json!({
        "_id": id,
        "index_name": index.name,
        "created_at": written(index.created),
        "updated_at": written(index.updated),
        "expires_at": null,
        "total_duration": lengths.iter().flatten().sum::<f64>(),
        "video_count": lengths.len(),
        "models": index.models,
        "addons": index.addons,
    })
}

/// How long the videos play that are searchable in an index, as far as they tell.
fn lengths(platform: &Platform, world: &PlatformState, id: &str, now: Timestamp) -> Vec<Option<f64>> {
    let step = platform.options().times.task_step;
    let indexed = world.indexed.values().filter(|row| row.index_id == id);
    indexed
        .filter(|row| super::indexed::status(row, now, step).0 == "ready")
        .map(|row| row.film.map(|film| film.seconds))
        .collect()
}
