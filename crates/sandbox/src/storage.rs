//! The storage side: takes the PUT of a chunk at a presigned URL, each URL once. It has a port of its own,
//! speaks XML, and must never see the API key.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use futures_util::StreamExt as _;
use jiff::Timestamp;
use rand::RngExt as _;
use serde_json::{Map, Value, json};

use super::body::{Arrived, BodyIntake, ChunkFile, hex};
use super::faults::FaultEffect;
use super::middleware::{self, InjectedFault, drain, met};
use super::state::{Chunk, PlatformState};
use super::{Options, Platform};

/// The header that is signed besides the content type when the options ask for one, and its value.
const EXTRA_HEADER: (&str, &str) = ("x-amz-meta-origin", "upload");
const USED: &str = "The URL has been used.";
const CONTENT_TYPE: &str = "application/octet-stream";

pub(super) fn routes(platform: &Platform) -> Router {
    let gate = axum::middleware::from_fn_with_state(platform.clone(), middleware::storage);
    Router::new()
        .route("/uploads/{upload_id}/{index}", put(receive))
        .fallback(nothing_here)
        .layer(gate)
        .route("/thumbnails/{asset_id}", get(thumbnail))
        .layer(axum::middleware::map_response_with_state(platform.clone(), middleware::dated))
        .with_state(platform.clone())
}

/// Where the picture of an asset is.
pub(super) fn thumbnail_url(platform: &Platform, asset_id: &str) -> String {
    format!("{}/thumbnails/{asset_id}", platform.0.storage_url)
}

/// One picture stands for every asset.
async fn thumbnail() -> Response {
    ([(header::CONTENT_TYPE, "image/png")], include_bytes!("thumbnail.png").as_slice()).into_response()
}

pub(super) fn url(platform: &Platform, upload_id: &str, index: u64, signature: &str) -> String {
    let seconds = platform.options().times.url_life.as_secs();
    let signed = signed_headers(platform.options()).join("%3B");
    format!(
        "{}/uploads/{upload_id}/{index}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires={seconds}\
         &X-Amz-SignedHeaders={signed}&X-Amz-Signature={signature}",
        platform.0.storage_url
    )
}

fn signed_headers(options: &Options) -> Vec<&'static str> {
    let extra = options.extra_upload_header.then_some(EXTRA_HEADER.0);
    ["content-type", "host"].into_iter().chain(extra).collect()
}

/// The headers that every PUT has to carry.
pub(super) fn upload_headers(options: &Options) -> Value {
    let mut headers = Map::from_iter([("Content-Type".to_owned(), json!(CONTENT_TYPE))]);
    if options.extra_upload_header {
        headers.insert(EXTRA_HEADER.0.to_owned(), json!(EXTRA_HEADER.1));
    }
    Value::Object(headers)
}

/// What storage will not do.
struct Denial {
    status: StatusCode,
    code: &'static str,
    message: &'static str,
}

impl Denial {
    fn new(status: StatusCode, code: &'static str, message: &'static str) -> Self {
        Self { status, code, message }
    }

    fn forbidden(message: &'static str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "AccessDenied", message)
    }
}

impl IntoResponse for Denial {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, "application/xml")];
        (self.status, kind, xml(self.code, self.message)).into_response()
    }
}

pub(super) fn xml(code: &str, message: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    )
}

async fn nothing_here() -> Denial {
    Denial::new(StatusCode::NOT_FOUND, "NoSuchKey", "There is nothing here.")
}

/// The session and the chunk that a URL names; empty and 0 where it names none.
pub(super) fn chunk_of(path: &str) -> (&str, u64) {
    let (rest, index) = path.rsplit_once('/').unwrap_or_default();
    (rest.rsplit('/').next().unwrap_or_default(), index.parse().unwrap_or_default())
}

/// Counts a PUT while it runs, and its bytes also when the peer goes away in the middle.
pub(super) struct Attempt {
    platform: Platform,
    upload_id: String,
    index: u64,
    received: Arc<AtomicU64>,
}

impl Attempt {
    pub(super) fn begin(platform: &Platform, upload_id: &str, index: u64) -> Self {
        let upload_id = upload_id.to_owned();
        let attempt = Self { platform: platform.clone(), upload_id, index, received: Arc::default() };
        let mut world = platform.world();
        world.puts.begin();
        if let Some(chunk) = attempt.chunk(&mut world) {
            chunk.puts += 1;
            chunk.arriving = attempt.received();
        }
        drop(world);
        attempt
    }

    /// Where the bytes are counted that pass the gate.
    pub(super) fn received(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.received)
    }

    fn chunk<'a>(&self, world: &'a mut PlatformState) -> Option<&'a mut Chunk> {
        world.sessions.get_mut(&self.upload_id)?.chunk(self.index)
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        let received = self.received.load(Ordering::Relaxed);
        let mut world = self.platform.world();
        world.puts.end(received);
        if let Some(chunk) = self.chunk(&mut world) {
            chunk.received += received;
            if Arc::ptr_eq(&chunk.arriving, &self.received) {
                chunk.arriving = Arc::default();
            }
        }
    }
}

/// Names one PUT: the session, the chunk, and the signature of the URL.
struct PutRequest {
    upload_id: String,
    index: u64,
    signature: String,
}

type Signed = Query<Vec<(String, String)>>;

async fn receive(
    State(platform): State<Platform>,
    whim: InjectedFault,
    Path((upload_id, index)): Path<(String, u64)>,
    (signed, headers): (Signed, HeaderMap),
    body: Body,
) -> Response {
    let signature = signed.iter().find(|(name, _)| name == "X-Amz-Signature").map(|(_, value)| value.clone());
    let target = PutRequest { upload_id, index, signature: signature.unwrap_or_default() };
    let place = match admit(&platform, &target, &headers, &whim) {
        Ok(place) => place,
        Err(denial) => {
            drain(body).await;
            return denial.into_response();
        }
    };
    match take(&platform, place, body).await {
        Ok(arrived) => keep(&platform, &target, arrived, &whim),
        Err(denial) => denial.into_response(),
    }
}

/// Where an admitted PUT goes.
struct AdmittedPut {
    bytes: u64,
    store: Option<(ChunkFile, u64)>,
}

fn admit(
    platform: &Platform,
    target: &PutRequest,
    headers: &HeaderMap,
    whim: &InjectedFault,
) -> Result<AdmittedPut, Denial> {
    let now = platform.now();
    let mut world = platform.world();
    check_signed_headers(&mut world, target, headers)?;
    signed_for(platform.options(), headers)?;
    strike(&mut world, target, whim, now);
    let place = place(&world, target, now)?;
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if length != Some(place.bytes) {
        let message = "The length is not that of this chunk.";
        return Err(Denial::new(StatusCode::BAD_REQUEST, "InvalidRequest", message));
    }
    if met(whim) == Some(&FaultEffect::SpendUrl) && spend(&mut world, target) {
        let message = "Try again with another URL.";
        return Err(Denial::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalError", message));
    }
    Ok(place)
}

/// Refuses what no client may do, and remembers it.
fn check_signed_headers(
    world: &mut PlatformState,
    target: &PutRequest,
    headers: &HeaderMap,
) -> Result<(), Denial> {
    let bad = |code, message| Err(Denial::new(StatusCode::BAD_REQUEST, code, message));
    let index = target.index;
    for secret in ["x-api-key", "authorization", "cookie"] {
        if headers.contains_key(secret) {
            world.violation(format!("PUT of chunk {index} carries the header {secret}"));
            return bad("InvalidRequest", "The URL itself is the permission; send no other.");
        }
    }
    if headers.contains_key(header::TRANSFER_ENCODING) {
        world.violation(format!("PUT of chunk {index} uses chunked transfer coding"));
        let message = "Chunked transfer coding is not implemented.";
        return Err(Denial::new(StatusCode::NOT_IMPLEMENTED, "NotImplemented", message));
    }
    if !headers.contains_key(header::CONTENT_LENGTH) {
        world.violation(format!("PUT of chunk {index} has no content length"));
        let message = "The header Content-Length is required.";
        return Err(Denial::new(StatusCode::LENGTH_REQUIRED, "MissingContentLength", message));
    }
    Ok(())
}

fn signed_for(options: &Options, headers: &HeaderMap) -> Result<(), Denial> {
    let has = |name: &str, value: &str| headers.get(name).is_some_and(|header| header == value);
    if has("content-type", CONTENT_TYPE)
        && (!options.extra_upload_header || has(EXTRA_HEADER.0, EXTRA_HEADER.1))
    {
        return Ok(());
    }
    let message = "The headers are not those that were signed.";
    Err(Denial::new(StatusCode::FORBIDDEN, "SignatureDoesNotMatch", message))
}

/// Lets a fault end the session or the URL before they are looked at.
fn strike(world: &mut PlatformState, target: &PutRequest, whim: &InjectedFault, now: Timestamp) {
    let Some(session) = world.sessions.get_mut(&target.upload_id) else { return };
    session.meet(met(whim));
    if met(whim) == Some(&FaultEffect::ExpireUrl)
        && let Some(url) = session.urls.get_mut(&target.signature)
    {
        url.expires = now;
    }
}

fn place(world: &PlatformState, target: &PutRequest, now: Timestamp) -> Result<AdmittedPut, Denial> {
    let gone = || Denial::new(StatusCode::NOT_FOUND, "NoSuchUpload", "The upload does not exist or is over.");
    let unsigned = || Denial::new(StatusCode::FORBIDDEN, "SignatureDoesNotMatch", "The URL is not ours.");
    let session = world.sessions.get(&target.upload_id).ok_or_else(gone)?;
    let url = session.urls.get(&target.signature).filter(|url| url.index == target.index);
    let url = url.ok_or_else(unsigned)?;
    if now >= url.expires {
        return Err(Denial::forbidden("Request has expired"));
    }
    if url.spent {
        return Err(Denial::forbidden(USED));
    }
    if session.status(now) != "active" {
        return Err(gone());
    }
    let at = (target.index - 1) * session.chunk_size;
    let store = session.store.as_ref().map(|store| (ChunkFile::clone(store), at));
    Ok(AdmittedPut { bytes: session.bytes_of(target.index), store })
}

async fn take(platform: &Platform, place: AdmittedPut, body: Body) -> Result<Arrived, Denial> {
    let broken = || Denial::new(StatusCode::BAD_REQUEST, "IncompleteBody", "The body ended too early.");
    let mut intake = BodyIntake::keeping(platform.options().md5, place.store);
    let mut data = body.into_data_stream();
    while let Some(piece) = data.next().await {
        let Ok(piece) = piece else { return Err(broken()) };
        if intake.take(piece).await.is_err() {
            return Err(broken());
        }
    }
    match intake.finish().await {
        Ok(arrived) if arrived.size == place.bytes => Ok(arrived),
        _ => Err(broken()),
    }
}

fn keep(platform: &Platform, target: &PutRequest, arrived: Arrived, whim: &InjectedFault) -> Response {
    let random = || hex(&rand::rng().random::<[u8; 16]>());
    let etag = match (met(whim), arrived.hashes.md5) {
        (Some(FaultEffect::EtagNotMd5), _) | (_, None) => random(),
        (_, Some(md5)) => md5,
    };
    let mut world = platform.world();
    // Of two PUTs to one URL at the same time, the first to end has used it.
    if !spend(&mut world, target) {
        return Denial::forbidden(USED).into_response();
    }
    if let Some(session) = world.sessions.get_mut(&target.upload_id) {
        session.film = session.film.or(arrived.film);
        if target.index == 1 {
            session.head = arrived.head;
        }
        if let Some(chunk) = session.chunk(target.index) {
            chunk.etag = Some(etag.clone());
        }
    }
    let shown = match met(whim) {
        Some(FaultEffect::NoEtag) => None,
        Some(FaultEffect::CorruptEtag) => Some(random()),
        _ => Some(etag),
    };
    let mut response = StatusCode::OK.into_response();
    if let Some(Ok(value)) = shown.map(|etag| HeaderValue::from_str(&format!("\"{etag}\""))) {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
}

/// Uses the URL up; false if it was used before.
fn spend(world: &mut PlatformState, target: &PutRequest) -> bool {
    let session = world.sessions.get_mut(&target.upload_id);
    let url = session.and_then(|session| session.urls.get_mut(&target.signature));
    url.is_some_and(|url| !std::mem::replace(&mut url.spent, true))
}
