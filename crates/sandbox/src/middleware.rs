//! What every request passes before its handler: it is counted, its key is checked, the weather may strike
//! it, and its category may be used up.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use jiff::Timestamp;
use serde_json::json;

use super::answer::ApiError;
use super::faults::{FaultBody, FaultEffect, Injection, RequestInfo, RetryAfter};
use super::serve::ConnectionHandle;
use super::state::later;
use super::storage::{self, Attempt};
use super::{PREFIX, Platform};

/// What a handler finds in its request when it has to carry out a fault itself.
#[derive(Clone)]
pub(super) struct InjectedEffect(FaultEffect);

pub(super) type InjectedFault = Option<axum::Extension<InjectedEffect>>;

pub(super) fn met(met: &InjectedFault) -> Option<&FaultEffect> {
    met.as_ref().map(|whim| &whim.0.0)
}

pub(super) async fn api(
    State(platform): State<Platform>,
    ConnectInfo(line): ConnectInfo<ConnectionHandle>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let route = route(path.as_ref(), &request);
    let seen = RequestInfo { route: &route, chunk: None };
    let known = platform.knows(request.headers().get("x-api-key"));
    let strike = platform.sky().strike(&seen, known);
    platform.world().count(&route);
    if known || strike.is_none() {
        return weathered(&platform, strike, IncomingRequest { line, passed: Arc::default() }, request, next)
            .await;
    }
    drain(request.into_body()).await;
    let message = "The API key is invalid or has expired.";
    ApiError::new(StatusCode::UNAUTHORIZED, "api_key_invalid", message).into_response()
}

pub(super) async fn storage(
    State(platform): State<Platform>,
    ConnectInfo(line): ConnectInfo<ConnectionHandle>,
    request: Request,
    next: Next,
) -> Response {
    let route = format!("{} (storage)", request.method());
    let (upload_id, index) = storage::chunk_of(request.uri().path());
    let seen = RequestInfo { route: &route, chunk: Some(index) };
    let strike = platform.sky().strike(&seen, true);
    platform.world().count(&route);
    let attempt = Attempt::begin(&platform, upload_id, index);
    let visit = IncomingRequest { line, passed: attempt.received() };
    weathered(&platform, strike, visit, request, next).await
}

/// How the limits are told: what holds, what is left of it, and the second at which there is more.
type LimitHeaders = [&'static str; 3];
const PLAIN: LimitHeaders = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"];
const REQUEST: LimitHeaders =
    ["x-ratelimit-request-limit", "x-ratelimit-request-remaining", "x-ratelimit-request-reset"];
const DURATION: LimitHeaders =
    ["x-ratelimit-duration-limit", "x-ratelimit-duration-remaining", "x-ratelimit-duration-reset"];

/// Holds the categories that are limited to their requests per minute, and indexing to its media per hour. The sources
/// know two ways to tell limits; each category uses one of them.
pub(super) async fn allowance(
    State(platform): State<Platform>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let route = route(path.as_ref(), &request);
    let category = match route.as_str() {
        "POST /assets" => "upload",
        "POST /tasks" | "POST /indexes/{index_id}/indexed-assets" => "index",
        _ => return next.run(request).await,
    };
    let limits = &platform.options().limits;
    let minutes = limits.indexed_minutes_per_hour.filter(|_| category == "index");
    let now = platform.now();
    let media_wait = minutes.and_then(|limit| platform.world().indexed_minutes(limit, now).1);
    let minute = limits.minute;
    let posts = limits.posts_per_minute;
    let posts = posts.map(|limit| (limit, platform.world().post(category, (limit, minute), now)));
    let wait = posts.and_then(|(_, (_, wait))| wait).max(media_wait);
    let mut response = if let Some(wait) = wait {
        drain(request.into_body()).await;
        too_many(category, wait)
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    if let Some((limit, (used, wait))) = posts {
        let reset = later(now, wait.unwrap_or(minute));
        tell(headers, if category == "index" { REQUEST } else { PLAIN }, limit, used, reset);
    }
    if let Some(limit) = minutes {
        let (used, wait) = platform.world().indexed_minutes(limit, now);
        tell(headers, DURATION, limit, used, later(now, wait.unwrap_or(Duration::from_hours(1))));
    }
    if category == "index" && (posts.is_some() || minutes.is_some()) {
        headers.insert("x-ratelimit-dimensions", HeaderValue::from_static("Duration,Request"));
    }
    response
}

fn tell(headers: &mut HeaderMap, names: LimitHeaders, limit: u32, used: u32, reset: Timestamp) {
    let [of, left, at] = names;
    headers.insert(of, limit.into());
    headers.insert(left, limit.saturating_sub(used).into());
    headers.insert(at, reset.as_second().into());
}

/// The documentation knows an empty body and one with a code; each category gives one of them.
fn too_many(category: &str, wait: Duration) -> Response {
    let mut response = if category == "upload" {
        let message = "You have made too many requests in a minute.";
        ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", message).into_response()
    } else {
        StatusCode::TOO_MANY_REQUESTS.into_response()
    };
    response.headers_mut().insert(header::RETRY_AFTER, (wait.as_secs() + 1).into());
    response
}

fn route(path: Option<&MatchedPath>, request: &Request) -> String {
    let path = path.map_or("(unknown)", MatchedPath::as_str);
    format!("{} {}", request.method(), path.strip_prefix(PREFIX).unwrap_or(path))
}

#[expect(clippy::disallowed_methods, reason = "the emulated network waits by itself; nothing plans with it")]
async fn pause(duration: Duration) {
    tokio::time::sleep(duration).await;
}

/// Waits until somebody lets what is held go on, or pulls the plug.
async fn hold(platform: &Platform) {
    while !platform.sky().is_released() {
        pause(Duration::from_millis(5)).await;
    }
}

/// A request on its way in.
struct IncomingRequest {
    line: ConnectionHandle,
    /// Bytes of the body that have come through.
    passed: Arc<AtomicU64>,
}

/// Every answer tells the time of the platform's own clock.
pub(super) async fn dated(State(platform): State<Platform>, mut response: Response) -> Response {
    if let Some(date) = when(RetryAfter::Date(0), platform.now()) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

async fn weathered(
    platform: &Platform,
    strike: Option<Injection>,
    visit: IncomingRequest,
    request: Request,
    next: Next,
) -> Response {
    let line = visit.line.clone();
    let Some(strike) = strike else {
        line.cut();
        return StatusCode::OK.into_response();
    };
    let response = struck(platform, strike, visit, request, next).await;
    if platform.sky().unplugged {
        line.cut();
    }
    response
}

async fn struck(
    platform: &Platform,
    strike: Injection,
    visit: IncomingRequest,
    request: Request,
    next: Next,
) -> Response {
    if !strike.delay.is_zero() {
        pause(strike.delay).await;
    }
    let toll = BodyFault::of(&strike);
    let mut request = request.map(|body| toll.on(body, platform, &visit));
    let (mut lose_answer, mut hold_answer) = (false, false);
    match strike.what {
        Some(FaultEffect::Status(code, body, retry_after)) => {
            drain(request.into_body()).await;
            return scripted(code, body, retry_after, platform.now());
        }
        Some(FaultEffect::Between(code, headers, body)) => {
            drain(request.into_body()).await;
            return between(code, headers, body);
        }
        Some(FaultEffect::ResetBefore) => {
            visit.line.cut();
            return StatusCode::OK.into_response();
        }
        Some(FaultEffect::Stall(duration)) => pause(duration).await,
        Some(FaultEffect::LoseAnswer) => lose_answer = true,
        Some(FaultEffect::HoldAnswer) => hold_answer = true,
        Some(FaultEffect::FirstPage) => forget_page(request.uri_mut()),
        Some(what) => {
            request.extensions_mut().insert(InjectedEffect(what));
        }
        None => {}
    }
    let response = next.run(request).await;
    if hold_answer {
        hold(platform).await;
    }
    if lose_answer {
        visit.line.cut();
    }
    response
}

/// Takes the page from what is asked for.
fn forget_page(uri: &mut Uri) {
    let kept = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.starts_with("page="));
    let kept = kept.collect::<Vec<_>>().join("&");
    if let Ok(without) = format!("{}?{kept}", uri.path()).parse() {
        *uri = without;
    }
}

/// What a request body has to suffer on its way.
#[derive(Clone, Copy)]
struct BodyFault {
    speed: Option<u64>,
    reset_after: Option<u64>,
    stall_after: Option<(u64, Duration)>,
    hold_after: Option<u64>,
}

impl BodyFault {
    fn of(strike: &Injection) -> Self {
        let reset_after =
            if let Some(FaultEffect::ResetAfterBytes(bytes)) = strike.what { Some(bytes) } else { None };
        let stall_after = if let Some(FaultEffect::StallAfterBytes(bytes, pause)) = strike.what {
            Some((bytes, pause))
        } else {
            None
        };
        let hold_after =
            if let Some(FaultEffect::HoldAfterBytes(bytes)) = strike.what { Some(bytes) } else { None };
        Self { speed: strike.speed, reset_after, stall_after, hold_after }
    }

    fn on(self, body: Body, platform: &Platform, visit: &IncomingRequest) -> Body {
        let (line, passed) = (visit.line.clone(), Arc::clone(&visit.passed));
        let platform = platform.clone();
        let passage = FaultyBody { data: body.into_data_stream(), platform, line, passed, toll: self };
        Body::from_stream(stream::unfold(passage, |mut passage| async {
            let piece = passage.next().await?;
            Some((piece, passage))
        }))
    }
}

struct FaultyBody {
    data: BodyDataStream,
    platform: Platform,
    line: ConnectionHandle,
    passed: Arc<AtomicU64>,
    toll: BodyFault,
}

impl FaultyBody {
    async fn next(&mut self) -> Option<Result<Bytes, axum::Error>> {
        let passed = self.passed.load(Ordering::Relaxed);
        if self.toll.hold_after.is_some_and(|bytes| passed >= bytes) {
            hold(&self.platform).await;
        }
        if self.platform.sky().unplugged || self.toll.reset_after.is_some_and(|bytes| passed >= bytes) {
            self.line.cut();
            return Some(Err(axum::Error::new(io::Error::from(io::ErrorKind::ConnectionReset))));
        }
        if let Some((_, duration)) = self.toll.stall_after.take_if(|(bytes, _)| passed >= *bytes) {
            pause(duration).await;
        }
        let mut piece = match self.data.next().await? {
            Ok(piece) => piece,
            Err(error) => return Some(Err(error)),
        };
        if let Some(bytes) = self.toll.reset_after {
            piece.truncate(usize::try_from(bytes - passed).unwrap_or(usize::MAX));
        }
        self.passed.fetch_add(piece.len() as u64, Ordering::Relaxed);
        if let Some(speed) = self.toll.speed {
            pause(Duration::from_micros(piece.len() as u64 * 1_000_000 / speed.max(1))).await;
        }
        Some(Ok(piece))
    }
}

/// Reads a body to its end, so that the peer gets to read the answer instead of a reset.
pub(super) async fn drain(body: Body) {
    let mut data = body.into_data_stream();
    while let Some(Ok(_)) = data.next().await {}
}

fn scripted(code: u16, body: FaultBody, retry_after: Option<RetryAfter>, now: Timestamp) -> Response {
    let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let name = match code {
        401 => "api_key_invalid",
        404 => "resource_not_exist",
        429 => "too_many_requests",
        _ => "generic_error",
    };
    let message = format!("The weather answers {code}.");
    let (kind, text) = match body {
        FaultBody::Flat => ("application/json", json!({ "code": name, "message": message }).to_string()),
        FaultBody::Nested => {
            let error =
                json!({ "error": { "code": name.to_uppercase(), "message": message, "details": {} } });
            ("application/json", error.to_string())
        }
        FaultBody::Empty => ("text/plain", String::new()),
        FaultBody::Html => ("text/html", format!("<html><body><h1>{status}</h1></body></html>")),
        FaultBody::Xml => ("application/xml", storage::xml("SlowDown", &message)),
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some(value) = retry_after.and_then(|after| when(after, now)) {
        headers.insert(header::RETRY_AFTER, value);
    }
    (status, headers, text).into_response()
}

fn between(code: u16, headers: &'static [(&str, &str)], body: &'static str) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(code).unwrap_or(StatusCode::BAD_GATEWAY);
    let values = headers
        .iter()
        .map(|(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value)));
    response.headers_mut().extend(values);
    response
}

fn when(after: RetryAfter, now: Timestamp) -> Option<HeaderValue> {
    let text = match after {
        RetryAfter::Seconds(seconds) => seconds.to_string(),
        RetryAfter::Date(seconds) => {
            later(now, Duration::from_secs(seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
        }
    };
    text.parse().ok()
}
