//! What can go wrong with one request, what that means for trying again, and what may be told of it.

use std::time::Duration;

use hyper_util::client::legacy;
use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap};
use serde_json::Value;

use super::answer::{self, Between};
use crate::body;
use takeup_model::{Failure, FailureCode, FailureKind, FailureReason, PlatformCode, SessionStatus};

/// What asks for more is not believed; clocks and sums stay within bounds.
const LONGEST: Duration = Duration::from_hours(24 * 31);
/// The rate limits that an answer can report: for each the header with what is left, and the one with its reset.
const RATES: [[&str; 2]; 3] = [
    ["x-ratelimit-remaining", "x-ratelimit-reset"],
    ["x-ratelimit-request-remaining", "x-ratelimit-request-reset"],
    ["x-ratelimit-duration-remaining", "x-ratelimit-duration-reset"],
];

/// One request that did not succeed. Holds no key and no presigned URL.
#[derive(Debug)]
pub enum Error {
    /// The platform answered, and the answer is no.
    Answer(Refused),
    /// The key has characters that no key has.
    BadKey,
    /// Neither the platform nor the storage answered, but something in between.
    Between(Between),
    /// The file could not be read.
    Body(body::BodyError),
    /// The HTTP client could not be made, or what the system trusts could not be read.
    Client(String),
    /// No connection.
    Connect(String),
    /// The multipart session is over without its file; the platform's word for it.
    Ended(SessionStatus),
    /// The connection broke before an answer came.
    Interrupted(String),
    /// The server's address is not safe to send a key to.
    Insecure(String),
    /// The answer makes no sense: what is wrong with it, in terms of the wire.
    Malformed(String),
    /// The storage took a part and gave no proof of it.
    NoEtag,
    /// The system has no certificate authorities.
    NoRoots,
    /// A proxy did not open the way: which, and why.
    Proxy(String),
    /// A proxy is named that cannot be used: where.
    ProxySetting(&'static str),
    /// The settings ask for a proxy of their own and have none.
    OwnProxyMissing,
    /// The server's address is no URL.
    ServerUrl(String),
    /// The storage refused a part, and what that says of it.
    Storage(FailureKind, Refused),
    /// No answer in time.
    Timeout,
}

impl From<body::BodyError> for Error {
    fn from(error: body::BodyError) -> Self {
        Self::Body(error)
    }
}

/// An answer that is no success.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// The HTTP status.
    pub status: u16,
    /// The platform's code, if it gave one.
    pub code: Option<PlatformCode>,
    /// The platform's message, or what stands for it.
    pub message: String,
    /// How long to wait, if it says so.
    pub retry_after: Option<Duration>,
}

impl Refused {
    /// Reads a refusal in any of its shapes: flat, nested, old, a bare text, or nothing.
    pub fn read(status: StatusCode, headers: &HeaderMap, body: &Value) -> Self {
        let inner = body.get("error").filter(|error| error.is_object()).unwrap_or(body);
        let code = ["code", "error_code"].iter().find_map(|name| match inner.get(name)? {
            Value::String(text) => PlatformCode::new(text),
            Value::Number(number) => PlatformCode::new(&number.to_string()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        });
        let told = inner.pointer("/details/retryAfter").and_then(Value::as_f64);
        Self {
            status: status.as_u16(),
            code,
            message: answer::reason(body).unwrap_or_default(),
            retry_after: retry_after(headers)
                .or_else(|| told.and_then(|secs| Duration::try_from_secs_f64(secs).ok()))
                .map(|wait| wait.min(LONGEST)),
        }
    }

    fn text(&self) -> String {
        if self.message.is_empty() {
            format!("HTTP {}", self.status)
        } else {
            format!("{} (HTTP {})", self.message, self.status)
        }
    }

    fn has_code(&self, code: &str) -> bool {
        self.code.as_ref().is_some_and(|own| own.as_str() == code)
    }

    fn failure(&self, kind: FailureKind) -> Failure {
        let code = self.code.clone().map(FailureCode::Platform);
        Failure { kind, code, detail: self.text() }
    }
}

/// What the server's clock showed when it answered.
pub(super) fn server_now(headers: &HeaderMap) -> Option<jiff::Timestamp> {
    http_date(headers.get(DATE)?.to_str().ok()?.trim())
}

fn http_date(text: &str) -> Option<jiff::Timestamp> {
    jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp())
}

/// How long to wait if this was the last request that was allowed for now.
pub(super) fn used_up(headers: &HeaderMap) -> Option<Duration> {
    exhausted(headers).next()?;
    retry_after(headers).map(|wait| wait.min(LONGEST))
}

/// The resets of the rate limits of which nothing is left.
fn exhausted(headers: &HeaderMap) -> impl Iterator<Item = &'static str> {
    let none = |name: &str| headers.get(name).is_some_and(|left| left.as_bytes().trim_ascii() == b"0");
    RATES.into_iter().filter(move |[left, _]| none(left)).map(|[_, reset]| reset)
}

/// How long to wait, from any of the headers in use. The server's own clock is the reference, never ours.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let server_now = server_now(headers);
    let number = |name: &str| text(name).and_then(|text| text.parse::<f64>().ok());
    let until = |at: jiff::Timestamp| Duration::try_from(at.duration_since(server_now?)).ok();
    let reset = |name: &str| until(jiff::Timestamp::from_second(text(name)?.parse().ok()?).ok()?);
    number("retry-after-ms")
        .and_then(|millis| Duration::try_from_secs_f64(millis / 1000.0).ok())
        .or_else(|| number("retry-after").and_then(|secs| Duration::try_from_secs_f64(secs).ok()))
        .or_else(|| text("retry-after").and_then(http_date).and_then(until))
        // If several limits are used up, the one that resets last counts; if none is, the first that tells its reset.
        .or_else(|| exhausted(headers).filter_map(reset).max())
        .or_else(|| RATES.iter().find_map(|[_, name]| reset(name)))
}

impl Error {
    /// Tells apart the ways in which no answer came.
    pub fn transport(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let detail = innermost(&error);
        if error.is_builder() {
            Self::Client(detail)
        } else if error.is_connect() {
            Self::Connect(detail)
        } else if error.is_timeout() {
            Self::Timeout
        } else {
            Self::Interrupted(detail)
        }
    }

    /// The same of a line for bodies.
    pub(super) fn broken(error: &legacy::Error) -> Self {
        if let Some(why) = NoWay::within(error) {
            return why.into();
        }
        let detail = innermost(error);
        if error.is_connect() { Self::Connect(detail) } else { Self::Interrupted(detail) }
    }

    /// The same trouble as a fact for the model.
    pub fn failure(&self) -> Failure {
        match self {
            Self::Answer(refused) if refused.has_code(READ_NOT_ALLOWED) => {
                Failure::own(FailureKind::Refused, FailureReason::OfAnotherAccount, refused.text())
            }
            Self::Answer(refused) => refused.failure(kind_of(refused)),
            Self::BadKey => Failure::own(FailureKind::KeyRefused, FailureReason::KeyMalformed, ""),
            Self::Between(between) => between.failure(),
            Self::Body(body::BodyError::Changed) => Failure::new(FailureKind::FileChanged, ""),
            Self::Body(body::BodyError::Missing) => Failure::new(FailureKind::FileMissing, ""),
            Self::Body(body::BodyError::Unreadable(why)) => Failure::new(FailureKind::FileUnreadable, why),
            Self::Client(why) => Failure::own(FailureKind::Setup, FailureReason::HttpClient, why),
            Self::Connect(why) => Failure::new(FailureKind::Network, why),
            Self::Ended(status) => Failure::new(FailureKind::SessionEnded, status.word()),
            Self::Interrupted(why) => Failure::new(FailureKind::AnswerLost, why),
            Self::Insecure(host) => Failure::own(FailureKind::Setup, FailureReason::NotHttps, host),
            Self::Malformed(what) => {
                Failure::own(FailureKind::ServerError, FailureReason::AnswerUnreadable, what)
            }
            Self::NoEtag => Failure::own(FailureKind::ServerError, FailureReason::NoEtag, ""),
            Self::NoRoots => Failure::own(FailureKind::Setup, FailureReason::NoRoots, ""),
            Self::Proxy(why) => Failure::own(FailureKind::Network, FailureReason::ProxyRefused, why),
            Self::ProxySetting(place) => {
                Failure::own(FailureKind::Setup, FailureReason::ProxyUnusable, *place)
            }
            Self::OwnProxyMissing => Failure::own(FailureKind::Setup, FailureReason::OwnProxyMissing, ""),
            Self::ServerUrl(why) => Failure::own(FailureKind::Setup, FailureReason::ServerNoUrl, why),
            Self::Storage(kind, refused) => refused.failure(kind.clone()),
            Self::Timeout => Failure::own(FailureKind::AnswerLost, FailureReason::NoAnswerInTime, ""),
        }
    }

    /// The same, for a request that can be made any number of times: no answer is then no more than no line.
    pub fn failure_of_read(&self) -> Failure {
        let failure = self.failure();
        if failure.kind == FailureKind::AnswerLost {
            Failure { kind: FailureKind::Network, ..failure }
        } else {
            failure
        }
    }
}

impl Between {
    /// Nothing arrived, as without a network. Only a gateway may have passed the request on before it spoke.
    fn failure(&self) -> Failure {
        let gateway = (500..511).contains(&self.status) || self.status > 511;
        let kind = if gateway { FailureKind::AnswerLost } else { FailureKind::Network };
        match &self.redirect {
            Some(target) => Failure::own(kind, FailureReason::Redirected, target),
            None => Failure::own(kind, FailureReason::Intercepted, self.text()),
        }
    }
}

impl From<NoWay> for Error {
    fn from(why: NoWay) -> Self {
        match why {
            NoWay::Proxy(why) => Self::Proxy(why),
            NoWay::ProxySetting(place) => Self::ProxySetting(place),
            NoWay::OwnProxyMissing => Self::OwnProxyMissing,
            NoWay::NoRoots => Self::NoRoots,
            NoWay::Trust(why) => Self::Client(why),
        }
    }
}

/// Why no connection was even tried, or a proxy opened none.
#[derive(Clone, Debug, thiserror::Error)]
pub(super) enum NoWay {
    /// A proxy did not open the way: which, and why.
    #[error("{0}")]
    Proxy(String),
    /// A proxy is named that cannot be used: where.
    #[error("{0}")]
    ProxySetting(&'static str),
    /// The settings ask for a proxy of their own and have none.
    #[error("no proxy is entered")]
    OwnProxyMissing,
    /// The system trusts nobody.
    #[error("no certificate authorities")]
    NoRoots,
    /// What the system trusts could not be read.
    #[error("{0}")]
    Trust(String),
}

impl NoWay {
    /// The one that another error was caused by.
    pub(super) fn within(error: &(dyn std::error::Error + 'static)) -> Option<Self> {
        std::iter::successors(Some(error), |layer| layer.source())
            .find_map(|layer| layer.downcast_ref().cloned())
    }
}

/// What belongs to another account. It says nothing of the plan.
const READ_NOT_ALLOWED: &str = "read_not_allowed";

/// Which answers can change by themselves: 408, 429 and the server's own troubles. All other refusals are final.
pub(super) fn kind_of(refused: &Refused) -> FailureKind {
    match refused.status {
        401 => FailureKind::KeyRefused,
        403 => FailureKind::NotAllowed,
        404 => FailureKind::NotFound,
        407 => FailureKind::Network,
        409 => FailureKind::Conflict,
        429 => FailureKind::RateLimited(refused.retry_after),
        408 | 500.. => FailureKind::ServerError,
        _ => FailureKind::Refused,
    }
}

/// What the layers below say, without the layers in between.
pub(super) fn innermost(error: &dyn std::error::Error) -> String {
    let mut inner = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    let said = inner.to_string();
    // Some libraries add a link to their own documentation.
    said.split("https://docs.rs").next().unwrap_or_default().trim_end_matches([':', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderName, HeaderValue};

    use super::*;

    fn named(headers: &[(&'static str, &str)]) -> HeaderMap {
        let header = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())
        };
        headers.iter().map(header).collect()
    }

    fn read(status: u16, headers: &[(&'static str, &str)], body: &str) -> Refused {
        let body = serde_json::from_str(body).unwrap_or_default();
        Refused::read(StatusCode::from_u16(status).unwrap(), &named(headers), &body)
    }

    #[test]
    fn no_link_of_a_library_is_told() {
        let said = |text: &str| innermost(&std::io::Error::other(text.to_owned()));
        assert_eq!(said("no provider: https://docs.rs/rustls/latest/x"), "no provider");
        assert_eq!(said("see https://example.org"), "see https://example.org");
    }

    #[test]
    fn the_last_request_that_is_allowed_says_how_long_to_wait() {
        let wait = |headers: &[(&'static str, &str)]| used_up(&named(headers));
        let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        let reset = ("x-ratelimit-reset", "784111786");
        assert_eq!(wait(&[date, reset, ("x-ratelimit-remaining", "0")]), Some(Duration::from_secs(9)));
        assert_eq!(
            wait(&[date, reset, ("x-ratelimit-request-remaining", "0")]),
            Some(Duration::from_secs(9))
        );
        assert_eq!(wait(&[date, reset, ("x-ratelimit-remaining", "1")]), None);
        assert_eq!(wait(&[("x-ratelimit-remaining", "0")]), None, "nobody says for how long");
    }

    #[test]
    fn every_shape_of_error_is_read() {
        let flat = read(400, &[], r#"{"code":"parameter_invalid","message":"no","docs_url":"x"}"#);
        assert_eq!((flat.code, flat.message.as_str()), (PlatformCode::new("parameter_invalid"), "no"));
        let nested =
            read(503, &[], r#"{"error":{"code":"BUSY","message":"later","details":{"retryAfter":7}}}"#);
        assert_eq!(
            (nested.code, nested.retry_after),
            (PlatformCode::new("BUSY"), Some(Duration::from_secs(7)))
        );
        let old = read(400, &[], r#"{"error_code":10001,"message":"old"}"#);
        assert_eq!((old.code, old.message.as_str()), (PlatformCode::new("10001"), "old"));
        assert_eq!(read(429, &[], "").text(), "HTTP 429");
        assert_eq!(read(400, &[], r#"{"code":"<b>no code</b>","message":"x"}"#).code, None);
    }

    #[test]
    fn a_failure_keeps_the_code_and_the_words_of_the_platform() {
        let body = r#"{"code":"index_name_already_exists","message":"taken"}"#;
        let failure = Error::Answer(read(400, &[], body)).failure();
        assert!(failure.has_code("index_name_already_exists"), "{failure:?}");
        assert_eq!((failure.kind, failure.detail.as_str()), (FailureKind::Refused, "taken (HTTP 400)"));
    }

    #[test]
    fn waits_are_read_from_any_header_and_never_from_our_clock() {
        let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        for (header, value) in [
            ("retry-after-ms", "9000"),
            ("retry-after", "9"),
            ("retry-after", "Sun, 06 Nov 1994 08:49:46 GMT"),
            ("x-ratelimit-reset", "784111786"),
        ] {
            let wait = read(429, &[date, (header, value)], "").retry_after;
            assert_eq!(wait, Some(Duration::from_secs(9)), "{header}: {value}");
        }
        for bad in ["soon", "-5", "nan", "1e400"] {
            assert_eq!(read(429, &[("retry-after", bad)], "").retry_after, None, "{bad}");
        }
    }

    #[test]
    fn each_rate_limit_has_its_own_reset_and_no_wait_is_cut() {
        let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        let resets =
            [("x-ratelimit-request-reset", "784111786"), ("x-ratelimit-duration-reset", "784198177")];
        let wait = |left: &[(&'static str, &str)]| {
            let headers = [&[date], resets.as_slice(), left].concat();
            assert_eq!(used_up(&named(&headers)), read(429, &headers, "").retry_after);
            used_up(&named(&headers)).map(|wait| wait.as_secs())
        };
        let (requests, minutes) = ("x-ratelimit-request-remaining", "x-ratelimit-duration-remaining");
        assert_eq!(wait(&[(requests, "0"), (minutes, "7")]), Some(9));
        assert_eq!(wait(&[(requests, "3"), (minutes, "0")]), Some(86_400));
        assert_eq!(wait(&[(requests, "0"), (minutes, "0")]), Some(86_400));
        let day = read(429, &[("retry-after", "86400")], "").retry_after;
        assert_eq!(day, Some(Duration::from_hours(24)));
    }

    #[test]
    fn what_stands_between_is_a_state_of_the_line() {
        for (status, kind) in [
            (200, FailureKind::Network),
            (302, FailureKind::Network),
            (403, FailureKind::Network),
            (413, FailureKind::Network),
            (511, FailureKind::Network),
            (502, FailureKind::AnswerLost),
            (522, FailureKind::AnswerLost),
        ] {
            let between = Error::Between(Between { status, redirect: None, title: "Hotel".to_owned() });
            assert_eq!((between.failure().kind, between.failure().passing()), (kind, true), "{status}");
            assert_eq!(between.failure_of_read().kind, FailureKind::Network, "{status}");
        }
    }

    #[test]
    fn what_belongs_to_another_account_is_not_blamed_on_the_plan() {
        let failure =
            Error::Answer(read(403, &[], r#"{"code":"read_not_allowed","message":"no"}"#)).failure();
        assert_eq!(failure.reason(), Some(FailureReason::OfAnotherAccount));
        assert_eq!(failure.kind, FailureKind::Refused);
        let plan = Error::Answer(read(403, &[], r#"{"code":"api_not_allowed","message":"no"}"#)).failure();
        assert_eq!(plan.kind, FailureKind::NotAllowed);
    }

    #[test]
    fn only_what_can_change_is_tried_again() {
        for (status, passing) in [
            (400, false),
            (401, false),
            (403, false),
            (404, false),
            (408, true),
            (409, false),
            (413, false),
            (422, false),
            (429, true),
            (500, true),
            (503, true),
        ] {
            let failure = Error::Answer(read(status, &[], "")).failure();
            assert_eq!(failure.passing(), passing, "{status}");
        }
    }
}
