//! The storage behind presigned URLs. The account's key never comes here.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue};

use crate::body::{BodyProgress, FileRange, PartBody, Throttle};

use takeup_model::PlatformCode;

use super::{Error, HttpClients, Refused, in_time, whole, within};

/// How long the storage may think after the last byte of a part.
const ANSWER_TO_PART: Duration = Duration::from_mins(2);

/// A presigned URL: whoever has it may write, so nothing but the request itself ever shows it.
#[derive(Clone)]
pub struct SignedUrl(Url);

impl SignedUrl {
    pub(super) fn new(text: &str, clients: &HttpClients) -> Result<Self, Error> {
        let url = Url::parse(text).map_err(|_may_show_the_url| Error::Malformed("url".to_owned()))?;
        clients.safe(&url)?;
        Ok(Self(url))
    }

    /// The storage host, which is no secret.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

impl fmt::Debug for SignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedUrl({}, …)", self.host())
    }
}

/// Sends one part. The answer is the storage's proof; what the bytes were is in sight.
pub async fn put_part(
    clients: &HttpClients,
    url: SignedUrl,
    headers: &[(String, String)],
    range: FileRange,
    sight: Arc<BodyProgress>,
    throttle: Arc<Throttle>,
) -> Result<String, Error> {
    let length = range.length;
    let body = PartBody::new(range, Arc::clone(&sight), throttle);
    let request = clients.platform.put(url.0).headers(part_headers(headers)?).body(reqwest::Body::wrap(body));
    let response = within(clients.bodies.send(request), &sight, length, ANSWER_TO_PART).await?;
    let (status, answer_headers) = (response.status(), response.headers().clone());
    if status.is_success() {
        let etag =
            answer_headers.get(ETAG).and_then(|value| value.to_str().ok()).map(|etag| etag.trim_matches('"'));
        // The body of a good answer is read only so that the connection can be used again.
        drop(in_time(whole(response)).await);
        return match etag {
            Some(etag) if !etag.is_empty() => Ok(etag.to_owned()),
            _ => Err(Error::Malformed("ETag".to_owned())),
        };
    }
    let body = in_time(whole(response)).await.unwrap_or_default();
    let refused = Refused { code: xml_code(&body), ..Refused::read(status, &answer_headers, b"") };
    Err(if matches!(status.as_u16(), 400 | 401 | 403) {
        Error::Stale(refused)
    } else {
        Error::Answer(refused)
    })
}

/// All that the platform asked for, or the plain type if it asked for nothing.
fn part_headers(headers: &[(String, String)]) -> Result<HeaderMap, Error> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_not_a_name| unusable())?;
        map.insert(name, HeaderValue::from_str(value).map_err(|_not_a_value| unusable())?);
    }
    if headers.is_empty() {
        map.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    }
    Ok(map)
}

fn unusable() -> Error {
    Error::Malformed("upload_headers".to_owned())
}

/// The code of an S3 error. The rest of such an answer may quote the request, signature and all.
fn xml_code(body: &[u8]) -> Option<PlatformCode> {
    let text = String::from_utf8_lossy(body);
    let (code, _) = text.split_once("<Code>")?.1.split_once("</Code>")?;
    PlatformCode::new(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_presigned_url_shows_its_host_and_nothing_else() {
        let clients = HttpClients::new(true, false).unwrap();
        let url =
            SignedUrl::new("https://bucket.example.org/key?X-Amz-Signature=SENSITIVE", &clients).unwrap();
        let shown = format!("{url:?}");
        assert!(shown.contains("bucket.example.org") && !shown.contains("SENSITIVE"), "{shown}");
        let plain =
            SignedUrl::new("http://bucket.example.org/key?X-Amz-Signature=SENSITIVE", &clients).unwrap_err();
        assert!(!format!("{plain:?}").contains("SENSITIVE"), "{plain:?}");
    }

    #[test]
    fn only_the_code_of_a_storage_error_is_told() {
        let body = b"<Error><Code>AccessDenied</Code><StringToSign>SENSITIVE</StringToSign></Error>";
        assert_eq!(xml_code(body), PlatformCode::new("AccessDenied"));
        assert_eq!(xml_code(b"<Code>a b?c</Code>"), None);
        assert_eq!(xml_code(b""), None);
    }
}
