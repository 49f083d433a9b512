//! Who answered: the platform, the storage, or something between this computer and them, such as the sign-in page of
//! a network, a filter, a proxy or a gateway. Every answer passes here before anything in it is believed, and leaves
//! with bounded texts.

use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, LOCATION};
use reqwest::{Response, StatusCode};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::error::{Error, Refused};
use super::storage;
use takeup_model::PlatformCode;

/// No answer is longer than this.
const LONGEST_ANSWER: usize = 16 << 20;
/// Characters that a key has at least.
const SHORTEST_KEY: usize = 12;
/// Characters of a message.
pub(super) const MESSAGE: usize = 500;
/// Characters of a name, and of every other text.
const NAME: usize = 1_000;
/// Characters of what must not be cut: it is taken whole or not at all.
const WHOLE: usize = 8_192;
/// Characters of a status.
const WORD: usize = 64;
/// Characters of a member's name.
const KEY: usize = 200;
/// Members of one object.
const MEMBERS: usize = 1_000;
/// Entries of one list.
const ENTRIES: usize = 10_000;
/// Lists and objects inside each other.
const DEPTH: usize = 12;

/// An answer that neither the platform nor the storage gave.
#[derive(Debug, PartialEq, Eq)]
pub struct Between {
    /// The HTTP status.
    pub status: u16,
    /// Where it wants to lead, without the query, which may quote a presigned URL.
    pub redirect: Option<String>,
    /// The title of its page, or its first words.
    pub title: String,
}

impl Between {
    fn read(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let target = headers.get(LOCATION).filter(|_| status.is_redirection());
        let redirect = target.and_then(|target| target.to_str().ok()).map(without_query);
        let title = if is_encoded(headers) { String::new() } else { title(body) };
        Self { status: status.as_u16(), redirect, title }
    }

    /// What it said, with its status.
    pub(super) fn text(&self) -> String {
        let known = StatusCode::from_u16(self.status).ok().and_then(|status| status.canonical_reason());
        match (self.title.as_str(), known) {
            ("", None) => format!("HTTP {}", self.status),
            ("", Some(known)) => format!("HTTP {} {known}", self.status),
            (title, _) => format!("“{title}” (HTTP {})", self.status),
        }
    }
}

/// What the body of an answer is.
#[derive(Debug, PartialEq)]
enum Form {
    Nothing,
    Json(Value),
    /// It is said to be JSON, or nothing is said of it, and it is neither JSON nor markup.
    Text(String),
    /// XML that is no page.
    Xml,
    /// A page, or anything else that neither of the two would send.
    Other,
}

impl Form {
    fn of(headers: &HeaderMap, body: &[u8]) -> Self {
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.to_ascii_lowercase();
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii();
        if body.is_empty() {
            return if kind.contains("html") { Self::Other } else { Self::Nothing };
        }
        if let Ok(value) = serde_json::from_slice(body) {
            return Self::Json(value);
        }
        // Nobody was asked to compress it.
        if is_encoded(headers) {
            return Self::Other;
        }
        let text = String::from_utf8_lossy(body).to_ascii_lowercase();
        let page = kind.contains("html") || text.contains("<html") || text.contains("<!doctype html");
        match body.first() {
            Some(b'<') if !page && (kind.contains("xml") || body.starts_with(b"<?xml")) => Self::Xml,
            Some(b'<') => Self::Other,
            _ if kind.is_empty() || kind.contains("json") => {
                Self::Text(plain(&String::from_utf8_lossy(body)))
            }
            _ => Self::Other,
        }
    }
}

fn is_encoded(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity")
}

/// Statuses that only something in between gives: neither the platform nor the storage redirects, or is a proxy or
/// the gate of a network.
fn is_between(status: StatusCode) -> bool {
    status.is_redirection()
        || matches!(
            status,
            StatusCode::PROXY_AUTHENTICATION_REQUIRED | StatusCode::NETWORK_AUTHENTICATION_REQUIRED
        )
}

/// What the platform answered: JSON with bounded texts, or null if it said nothing but yes. Never the key: a server, or
/// something before it, may quote the request.
pub(super) async fn of_platform(response: Response, key: &SecretString) -> Result<Value, Error> {
    let (status, mut headers) = (response.status(), response.headers().clone());
    let key = key.expose_secret();
    let quotes = |target: &HeaderValue| target.to_str().is_ok_and(|target| target.contains(key));
    if headers.get(LOCATION).is_some_and(quotes) {
        headers.remove(LOCATION);
    }
    judge_platform(status, &headers, &without(whole(response).await?, key))
}

/// A body without the key. What is shorter than any key is left: it would be found in other words.
fn without(body: Vec<u8>, key: &str) -> Vec<u8> {
    if key.len() < SHORTEST_KEY || !body.windows(key.len()).any(|part| part == key.as_bytes()) {
        return body;
    }
    String::from_utf8_lossy(&body).replace(key, "…").into_bytes()
}

/// The same of an answer that is there whole.
pub(super) fn judge_platform(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Result<Value, Error> {
    let between = || Err(Error::Between(Between::read(status, headers, body)));
    if is_between(status) {
        return between();
    }
    let value = match Form::of(headers, body) {
        Form::Nothing => Value::Null,
        Form::Json(mut value) => {
            bound(&mut value, NAME, DEPTH);
            value
        }
        Form::Text(_) if status.is_success() && headers.contains_key(CONTENT_TYPE) => {
            return Err(Error::Malformed("JSON".to_owned()));
        }
        Form::Text(text) if !status.is_success() => Value::String(text),
        Form::Text(_) | Form::Xml | Form::Other => return between(),
    };
    if status.is_success() {
        return Ok(value);
    }
    let refused = Refused::read(status, headers, &value);
    if is_blocked(status) && refused.code.is_none() { between() } else { Err(Error::Answer(refused)) }
}

/// Statuses with which filters and proxies refuse what they do not let through. The platform names a code with them.
fn is_blocked(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::FORBIDDEN
            | StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS
            | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE
    )
}

/// The proof that the storage answered with.
pub(super) async fn of_storage(response: Response) -> Result<String, Error> {
    let (status, headers) = (response.status(), response.headers().clone());
    // What it is can be told from the beginning; a good answer has no body.
    judge_storage(status, &headers, &whole(response).await.unwrap_or_default())
}

/// The bytes of a file that is no page.
pub(super) async fn of_file(response: Response, most: usize) -> Result<Vec<u8>, Error> {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = bounded(response, most).await?;
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let page = kind.to_ascii_lowercase().contains("html") || body.trim_ascii_start().starts_with(b"<");
    if page || is_between(status) {
        return Err(Error::Between(Between::read(status, &headers, &body)));
    }
    if !status.is_success() {
        return Err(Error::Answer(Refused::read(status, &headers, &Value::Null)));
    }
    Ok(body)
}

/// The same of an answer that is there whole.
pub(super) fn judge_storage(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Result<String, Error> {
    let (form, code) = (Form::of(headers, body), xml_code(body));
    // The storage speaks XML, or says nothing. What stands before it may report its trouble in any way.
    let foreign = match form {
        Form::Json(_) => !status.is_server_error(),
        Form::Text(_) | Form::Other => true,
        Form::Nothing | Form::Xml => false,
    };
    let too_large = status == StatusCode::PAYLOAD_TOO_LARGE;
    if foreign || ((is_between(status) || too_large) && code.is_none()) {
        return Err(Error::Between(Between::read(status, headers, body)));
    }
    if !status.is_success() {
        let refused = Refused { code, ..Refused::read(status, headers, &Value::Null) };
        return Err(Error::Storage(storage::kind_of(&refused), refused));
    }
    let etag = headers.get(ETAG).and_then(|value| value.to_str().ok()).map(|etag| etag.trim_matches('"'));
    etag.filter(|etag| !etag.is_empty() && etag.len() <= KEY).map(str::to_owned).ok_or(Error::NoEtag)
}

async fn whole(response: Response) -> Result<Vec<u8>, Error> {
    bounded(response, LONGEST_ANSWER).await
}

async fn bounded(mut response: Response, most: usize) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while let Some(block) = response.chunk().await.map_err(Error::transport)? {
        if body.len() + block.len() > most {
            return Err(Error::Malformed("Content-Length".to_owned()));
        }
        body.extend_from_slice(&block);
    }
    Ok(body)
}

/// The code of an S3 error. The rest of such an answer may quote the request, signature and all.
fn xml_code(body: &[u8]) -> Option<PlatformCode> {
    let text = String::from_utf8_lossy(body);
    let (code, _) = text.split_once("<Code>")?.1.split_once("</Code>")?;
    PlatformCode::new(code)
}

/// Cuts texts to `most` characters, and drops what is too much of anything else.
fn bound(value: &mut Value, most: usize, depth: usize) {
    match value {
        Value::String(text) if most == WHOLE => {
            if text.chars().nth(WHOLE).is_some() {
                *value = Value::Null;
            }
        }
        Value::String(text) => shorten(text, most),
        Value::Array(_) | Value::Object(_) if depth == 0 => *value = Value::Null,
        Value::Array(items) => {
            items.truncate(ENTRIES);
            for item in items {
                bound(item, most, depth - 1);
            }
        }
        Value::Object(members) => {
            let mut left = MEMBERS;
            members.retain(|key, _| {
                let fits = left > 0 && key.len() <= KEY;
                left -= usize::from(fits);
                fits
            });
            for (key, value) in members {
                let whole = key == "url" || key.ends_with("_url") || key.starts_with("upload_headers");
                let most = match key.as_str() {
                    "status" if most == NAME => WORD,
                    "user_metadata" => WHOLE,
                    _ if whole => WHOLE,
                    _ => most,
                };
                bound(value, most, depth - 1);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Cuts a text, and marks it as cut.
pub(super) fn shorten(text: &mut String, most: usize) {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.pop();
        text.push('…');
    }
}

/// What went wrong, wherever an answer says it. All known shapes are in the table of the tests.
pub(super) fn reason(value: &Value) -> Option<String> {
    const NAMES: [&str; 13] = [
        "message",
        "Message",
        "detail",
        "error_message",
        "error_description",
        "error_reason",
        "reason",
        "msg",
        "error",
        "errors",
        "details",
        "title",
        "description",
    ];
    let mut text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Array(items) => items.iter().filter_map(reason).collect::<Vec<_>>().join("; "),
        Value::Object(members) => {
            let fields = members.get("errors").and_then(Value::as_object);
            let of_field = |(name, value): (&String, &Value)| Some(format!("{name}: {}", reason(value)?));
            let of_fields = || Some(fields?.iter().filter_map(of_field).collect::<Vec<_>>().join("; "));
            NAMES.iter().find_map(|name| reason(members.get(*name)?)).or_else(of_fields)?
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => return None,
    };
    shorten(&mut text, MESSAGE);
    (!text.is_empty()).then_some(text)
}

/// The title of a page, its first heading, what JSON gives as the reason, or the first words.
fn title(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..(64 << 10).min(body.len())).unwrap_or_default());
    let lower = text.to_ascii_lowercase();
    let inside = |tag: &str| {
        let from = lower.find(&format!("<{tag}"))?;
        let from = from + lower.get(from..)?.find('>')? + 1;
        let to = from + lower.get(from..)?.find(&format!("</{tag}"))?;
        Some(plain(text.get(from..to)?)).filter(|title| !title.is_empty())
    };
    let told = || reason(&serde_json::from_slice(body).ok()?).map(|text| plain(&text));
    inside("title").or_else(|| inside("h1")).or_else(told).unwrap_or_else(|| plain(&text))
}

/// The first words of a text, without markup, and without what may be a presigned URL.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars().take(2_000) {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(if c.is_control() { ' ' } else { c }),
            _ => {}
        }
    }
    let harmless =
        |word: &&str| !["://", "%2f", "%2F", "X-Amz", "ignature"].iter().any(|it| word.contains(it));
    let words: Vec<&str> = out.split_whitespace().filter(harmless).collect();
    let mut said = words.join(" ");
    shorten(&mut said, 160);
    said
}

/// A redirect's target without its query, and without a path that holds a URL of its own.
fn without_query(target: &str) -> String {
    let bare = target.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = bare.split_once("://").map_or(("", bare), |(scheme, rest)| (scheme, rest));
    let rest = if rest.contains(['%', ':', '@']) && !scheme.is_empty() {
        rest.split('/').next().and_then(|host| host.rsplit('@').next()).unwrap_or_default()
    } else {
        rest
    };
    let mut shown = if scheme.is_empty() { rest.to_owned() } else { format!("{scheme}://{rest}") };
    shown.retain(|c| !c.is_control());
    shorten(&mut shown, 200);
    shown
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const HOTEL: &str =
        "<!DOCTYPE html><html><head><title>Hotel WiFi</title></head><body>Accept</body></html>";
    const NGINX: &str = "<html>\r\n<head><title>413 Request Entity Too Large</title></head></html>";
    const CLOUDFLARE: &str = "<!DOCTYPE html>\n<title>api.example.com | 522: Connection timed out</title>";

    fn key() -> SecretString {
        SecretString::from("tlk_0123456789ABCDEF".to_owned())
    }

    fn answer(status: u16, headers: &[(&'static str, &str)], body: &str) -> Response {
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, HeaderValue::from_str(value).unwrap());
        }
        response.body(body.to_owned()).unwrap().into()
    }

    const HTML: (&str, &str) = ("content-type", "text/html; charset=utf-8");
    const JSON: (&str, &str) = ("content-type", "application/json");
    const XML: (&str, &str) = ("content-type", "application/xml");

    /// Answers of something in between, to any request.
    type Sample = (u16, Vec<(&'static str, &'static str)>, &'static str, &'static str);

    fn between() -> Vec<Sample> {
        vec![
            (200, vec![HTML], HOTEL, "“Hotel WiFi” (HTTP 200)"),
            (200, vec![HTML, ("etag", "\"5f\"")], HOTEL, "“Hotel WiFi” (HTTP 200)"),
            (200, vec![], HOTEL, "“Hotel WiFi” (HTTP 200)"),
            (200, vec![JSON], HOTEL, "“Hotel WiFi” (HTTP 200)"),
            (200, vec![HTML], "", "HTTP 200 OK"),
            (200, vec![("content-type", "text/plain")], "Success", "“Success” (HTTP 200)"),
            (200, vec![("content-encoding", "gzip"), JSON], "\u{1f}8b", "HTTP 200 OK"),
            (302, vec![("location", "/login?then=x")], "", "HTTP 302 Found"),
            (307, vec![HTML], "<h1>Moved</h1>", "“Moved” (HTTP 307)"),
            (
                403,
                vec![HTML],
                "<html><title>Blocked by the firewall</title></html>",
                "“Blocked by the firewall” (HTTP 403)",
            ),
            (401, vec![HTML], "<h1>Log in</h1>", "“Log in” (HTTP 401)"),
            (404, vec![HTML], "<h1>Not Found</h1>", "“Not Found” (HTTP 404)"),
            (407, vec![], "", "HTTP 407 Proxy Authentication Required"),
            (413, vec![HTML], NGINX, "“413 Request Entity Too Large” (HTTP 413)"),
            (
                502,
                vec![HTML],
                "<html><body><h1>Bad Gateway</h1>\n<p>proxy 7</p></body></html>",
                "“Bad Gateway” (HTTP 502)",
            ),
            (
                503,
                vec![("content-type", "text/plain")],
                "upstream connect error",
                "“upstream connect error” (HTTP 503)",
            ),
            (511, vec![HTML], "<h1>Sign in</h1>", "“Sign in” (HTTP 511)"),
            (511, vec![], "", "HTTP 511 Network Authentication Required"),
            (522, vec![HTML], CLOUDFLARE, "“api.example.com | 522: Connection timed out” (HTTP 522)"),
        ]
    }

    #[tokio::test]
    async fn what_stands_between_is_neither_the_platform_nor_the_storage() {
        for (status, headers, body, told) in between() {
            let from = [
                of_platform(answer(status, &headers, body), &key()).await.map(drop),
                of_storage(answer(status, &headers, body)).await.map(drop),
            ];
            for error in from {
                let Err(Error::Between(found)) = error else { panic!("{status} {body}: {error:?}") };
                assert_eq!(found.text(), told);
            }
        }
    }

    #[tokio::test]
    async fn a_filter_that_shows_no_page_is_neither_of_them() {
        for (status, headers, body) in [
            (403, vec![], ""),
            (403, vec![JSON], r#"{"message":"Forbidden"}"#),
            (403, vec![JSON], r#"{"detail":"blocked by policy 7"}"#),
            (403, vec![], "denied"),
            (413, vec![], ""),
            (413, vec![JSON], r#"{"message":"Request Too Long"}"#),
            (431, vec![], ""),
            (451, vec![JSON], "{}"),
        ] {
            let read = of_platform(answer(status, &headers, body), &key()).await;
            assert!(matches!(read, Err(Error::Between(_))), "{status} {body}: {read:?}");
        }
        for (status, headers, body) in [
            (200, vec![JSON, ("etag", "\"5f\"")], r#"{"ok":true}"#),
            (403, vec![JSON], r#"{"message":"Forbidden"}"#),
            (413, vec![], ""),
        ] {
            let read = of_storage(answer(status, &headers, body)).await;
            assert!(matches!(read, Err(Error::Between(_))), "{status} {body}: {read:?}");
        }
        let large = "<?xml version=\"1.0\"?><Error><Code>EntityTooLarge</Code></Error>";
        let read = of_storage(answer(413, &[XML], large)).await;
        assert!(matches!(read, Err(Error::Storage(takeup_model::FailureKind::Corrupt, _))), "{read:?}");
    }

    #[tokio::test]
    async fn the_platform_speaks_json_or_says_nothing() {
        for (status, headers, body) in [
            (204, vec![], ""),
            (200, vec![JSON], ""),
            (200, vec![JSON], "{}"),
            (200, vec![], "\u{feff} {\"a\":1}\n"),
            (200, vec![("content-type", "text/plain")], "{\"a\":1}"),
            (200, vec![JSON, ("content-encoding", "gzip")], "{\"a\":1}"),
        ] {
            let read = of_platform(answer(status, &headers, body), &key()).await;
            assert!(read.is_ok(), "{status} {body}: {read:?}");
        }
        let broken = of_platform(answer(200, &[JSON], "{\"data\":["), &key()).await;
        assert!(matches!(broken, Err(Error::Malformed(_))), "{broken:?}");
        for (status, headers, body, told) in [
            (403, vec![JSON], r#"{"code":"api_not_allowed","message":"upgrade"}"#, "upgrade"),
            (404, vec![], "", ""),
            (429, vec![], "", ""),
            (500, vec![JSON], "out of memory", "out of memory"),
            (400, vec![], "bad filename", "bad filename"),
        ] {
            let read = of_platform(answer(status, &headers, body), &key()).await;
            let Err(Error::Answer(refused)) = read else { panic!("{status} {body}: {read:?}") };
            assert_eq!((refused.status, refused.message.as_str()), (status, told));
        }
    }

    #[tokio::test]
    async fn an_answer_that_quotes_the_key_is_read_without_it() {
        let quoted = key().expose_secret().to_owned();
        let body = format!("{{\"message\":\"no such key: {quoted}\",\"data\":[\"{quoted}\"]}}");
        let read = of_platform(answer(401, &[JSON], &body), &key()).await;
        let Err(Error::Answer(refused)) = read else { panic!("{read:?}") };
        assert_eq!(refused.message, "no such key: …");
        let read = of_platform(answer(200, &[JSON], &body), &key()).await.unwrap().to_string();
        assert!(!read.contains(&quoted), "{read}");
        let page = format!("<title>{quoted}</title>");
        let target = format!("https://login.example.org/{quoted}");
        for (status, headers) in [(200, vec![HTML]), (302, vec![HTML, ("location", target.as_str())])] {
            let read = of_platform(answer(status, &headers, &page), &key()).await;
            let Err(Error::Between(found)) = read else { panic!("{read:?}") };
            assert!(!format!("{found:?}").contains(&quoted), "{found:?}");
        }
    }

    #[tokio::test]
    async fn the_storage_proves_refuses_or_stays_silent() {
        let etag = ("etag", "\"9a0364b9e99bb480dd25e1f0284c8555\"");
        let proof = of_storage(answer(200, &[etag], "")).await.unwrap();
        assert_eq!(proof, "9a0364b9e99bb480dd25e1f0284c8555");
        let silent = of_storage(answer(200, &[], "")).await;
        assert!(matches!(silent, Err(Error::NoEtag)), "{silent:?}");
        let xml = "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><StringToSign>SENSITIVE</StringToSign></Error>";
        for (status, headers) in
            [(403, vec![XML]), (307, vec![XML, ("location", "https://other.example.org/")])]
        {
            let refused = of_storage(answer(status, &headers, xml)).await.unwrap_err();
            let Error::Storage(_, refused) = refused else { panic!("{refused:?}") };
            assert_eq!(refused.code, PlatformCode::new("AccessDenied"));
            assert!(!format!("{refused:?}").contains("SENSITIVE"));
        }
    }

    #[test]
    fn a_redirect_and_a_page_show_no_presigned_url() {
        for (target, shown) in [
            ("http://login.hotel.example/?u=https://b.s3/k?X-Amz-Signature=S", "http://login.hotel.example/"),
            ("http://login.hotel.example/start#S", "http://login.hotel.example/start"),
            ("http://p.example/r/https%3A%2F%2Fb.s3%2Fk%3FX-Amz-Signature%3DS", "http://p.example"),
            ("http://S:S@p.example/x", "http://p.example"),
            ("/login", "/login"),
        ] {
            assert_eq!(without_query(target), shown);
        }
        let page = b"<title>Cannot open https://b.s3/k?X-Amz-Signature=S today</title>";
        assert_eq!(title(page), "Cannot open today");
        assert_eq!(xml_code(b"<Code>a b?c</Code>"), None);
    }

    #[test]
    fn a_reason_is_read_wherever_it_stands() {
        for (value, told) in [
            (json!({ "code": "parameter_invalid", "message": "no", "docs_url": "x" }), "no"),
            (json!({ "error": { "code": "BUSY", "message": "later" } }), "later"),
            (json!({ "error_code": 10001, "message": "old" }), "old"),
            (json!({ "detail": "no such index" }), "no such index"),
            (json!({ "detail": [{ "loc": ["body", "url"], "msg": "field required" }] }), "field required"),
            (json!({ "error": "too dark" }), "too dark"),
            (json!({ "error": "invalid_request", "error_description": "no model" }), "no model"),
            (json!({ "errors": ["one", "two"] }), "one; two"),
            (json!({ "errors": [{ "message": "one" }, { "detail": "two" }] }), "one; two"),
            (
                json!({ "errors": { "name": ["is taken"], "url": ["is none"] } }),
                "name: is taken; url: is none",
            ),
            (
                json!({ "message": ["name must be a text", "url must be a URL"] }),
                "name must be a text; url must be a URL",
            ),
            (json!({ "Message": "User is not authorized" }), "User is not authorized"),
            (
                json!({ "type": "about:blank", "title": "Out of credit", "detail": "30 left", "status": 403 }),
                "30 left",
            ),
            (json!({ "type": "about:blank", "title": "Out of credit", "status": 403 }), "Out of credit"),
            (json!({ "error_message": "too dark" }), "too dark"),
            (json!({ "error_reason": "no audio track" }), "no audio track"),
            (json!({ "error": null, "message": " ", "reason": "gone" }), "gone"),
            (json!("quota exceeded"), "quota exceeded"),
        ] {
            assert_eq!(reason(&value).as_deref(), Some(told), "{value}");
        }
        assert_eq!(reason(&json!({ "code": "x", "status": 4 })), None);
    }

    #[test]
    fn nothing_that_comes_in_is_longer_or_deeper_than_it_may_be() {
        let long = "é".repeat(20_000);
        let mut deep = json!(1);
        for _ in 0..40 {
            deep = json!([deep]);
        }
        let many: serde_json::Map<String, Value> =
            (0..5_000).map(|n| (format!("k{n:05}"), json!(n))).collect();
        let mut value = json!({
            "filename": long, "url": "u".repeat(5_000), "manifest_url": "u".repeat(9_000), "deep": deep,
            "user_metadata": { "note": "n".repeat(5_000), "book": long, "status": "s".repeat(900) },
            "status": long, "many": many, "list": vec![0; 20_000], long.clone(): 1,
        });
        bound(&mut value, NAME, DEPTH);
        let name = value["filename"].as_str().unwrap();
        assert_eq!((name.chars().count(), name.ends_with("é…")), (NAME, true));
        assert_eq!(value["status"].as_str().map(|word| word.chars().count()), Some(WORD));
        assert_eq!(value["url"].as_str().map(str::len), Some(5_000), "a URL is never cut");
        assert_eq!(value["manifest_url"], Value::Null);
        assert_eq!(value["user_metadata"]["note"].as_str().map(str::len), Some(5_000));
        assert_eq!(value["user_metadata"]["book"], Value::Null);
        assert_eq!(value["user_metadata"]["status"].as_str().map(str::len), Some(900));
        assert_eq!(value["many"].as_object().map(serde_json::Map::len), Some(MEMBERS));
        assert_eq!(value["list"].as_array().map(Vec::len), Some(ENTRIES));
        assert!(!value.as_object().unwrap().contains_key(&long));
        assert!(value["deep"].to_string().matches('[').count() < DEPTH);
        let told = reason(&json!({ "message": long })).unwrap();
        assert_eq!((told.chars().count(), told.ends_with('…')), (MESSAGE, true));
    }
}
