//! The report of chunks: each needs the tag that storage gave it, and the last one completes the upload.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::Platform;
use super::answer::{ApiError, ApiResult, members, number, text};
use super::body::hash_whole;
use super::faults::FaultEffect;
use super::middleware::{InjectedFault, met};
use super::multipart::{active, allowed};
use super::state::{PlatformState, Session};

struct ReportedChunk {
    index: u64,
    proof: String,
    bytes: u64,
}

pub(super) async fn report(
    State(platform): State<Platform>,
    whim: InjectedFault,
    Path(id): Path<String>,
    body: Bytes,
) -> ApiResult {
    allowed(&platform)?;
    let claims = claims(&body)?;
    let now = platform.now();
    let mut world = platform.world();
    let session = open_or_complete(&mut world, &id, &whim, now)?;
    if let Some(refusal) = claims.iter().find_map(|claim| check(session, claim).err()) {
        world.refused_reports += 1;
        return Err(refusal);
    }
    let (mut processed, mut duplicates) = (0, 0);
    for claim in &claims {
        let Some(chunk) = session.chunk(claim.index) else { continue };
        if chunk.reported.is_some() {
            duplicates += 1;
        } else {
            chunk.reported = Some(now);
            processed += 1;
        }
    }
    session.updated = now;
    let total = session.reported();
    let mut answer = json!({
        "asset_id": session.asset_id,
        "processed_chunks": processed,
        "duplicate_chunks": duplicates,
        "total_completed": total,
    });
    if session.end.is_none() && total == session.chunks.len() {
        answer["url"] = json!(format!("https://assets.example/{}", session.asset_id));
        session.end = Some("completed");
        complete(&platform, &mut world, &id, &whim);
    }
    Ok(Json(answer).into_response())
}

/// A report repeated after the upload is complete is a duplicate, not an error.
fn open_or_complete<'a>(
    world: &'a mut PlatformState,
    id: &str,
    whim: &InjectedFault,
    now: Timestamp,
) -> Result<&'a mut Session, ApiError> {
    let completed = world.sessions.get(id).is_some_and(|session| session.end == Some("completed"));
    if completed {
        return world.sessions.get_mut(id).ok_or_else(|| ApiError::absent("upload", id));
    }
    active(world, id, whim, now)
}

fn claims(body: &Bytes) -> Result<Vec<ReportedChunk>, ApiError> {
    let members = members(body, &["completed_chunks"])?;
    let rows = members.get("completed_chunks").ok_or_else(|| ApiError::lacking("completed_chunks"))?;
    let rows = rows.as_array().filter(|rows| (1..=50).contains(&rows.len()));
    let rows =
        rows.ok_or_else(|| ApiError::invalid("The parameter completed_chunks must have 1 to 50 entries."))?;
    rows.iter().map(|row| row.as_object().map_or_else(|| Err(not_a_claim()), claim)).collect()
}

fn not_a_claim() -> ApiError {
    ApiError::invalid("Each entry of completed_chunks must be an object.")
}

fn claim(row: &Map<String, Value>) -> Result<ReportedChunk, ApiError> {
    let known = ["chunk_index", "proof", "proof_type", "chunk_size"];
    if let Some(name) = row.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(ApiError::unknown(name));
    }
    if text(row, "proof_type")? != "etag" {
        return Err(ApiError::invalid("The parameter proof_type must be etag."));
    }
    Ok(ReportedChunk {
        index: number(row, "chunk_index")?,
        proof: text(row, "proof")?,
        bytes: number(row, "chunk_size")?,
    })
}

fn check(session: &mut Session, claim: &ReportedChunk) -> Result<(), ApiError> {
    let ReportedChunk { index, proof, bytes } = claim;
    let total = session.chunks.len();
    let Some(chunk) = session.chunk(*index) else {
        return Err(ApiError::invalid(format!("There is no chunk {index}, only 1 to {total}.")));
    };
    // Once a chunk is reported its proof is not looked at again: a duplicate is ignored.
    if chunk.reported.is_some() {
        return Ok(());
    }
    match &chunk.etag {
        None => return Err(ApiError::invalid(format!("The chunk {index} has not been uploaded."))),
        Some(etag) if etag != proof => {
            return Err(ApiError::invalid(format!("The proof of chunk {index} is not its ETag.")));
        }
        Some(_) => {}
    }
    if *bytes != session.bytes_of(*index) {
        return Err(ApiError::invalid(format!("The chunk {index} does not have {bytes} bytes.")));
    }
    Ok(())
}

fn complete(platform: &Platform, world: &mut PlatformState, id: &str, whim: &InjectedFault) {
    let PlatformState { sessions, assets, .. } = world;
    let Some(session) = sessions.get_mut(id) else { return };
    let Some(asset) = assets.get_mut(&session.asset_id) else { return };
    let now = platform.now();
    asset.arrive(now, session.total_size, &session.head, session.film);
    if let Some(FaultEffect::AssetFailed(why)) = met(whim) {
        asset.fail(now, why);
    }
    match session.store.take() {
        Some(store) => asset.hashes = hash_whole(store, platform.options().md5),
        None => {
            asset.hashes.get_or_init(Default::default);
        }
    }
}
