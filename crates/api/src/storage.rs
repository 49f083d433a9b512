//! The storage behind presigned URLs. The account's key never comes here.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

use crate::body::{BodyProgress, FileRange, PartBody, Throttle};

use takeup_model::address::is_local;
use takeup_model::is_loopback;
use takeup_model::{FailureKind, PlatformCode};

use super::{Error, HttpClients, Refused, answer, error, in_time, within};

/// How long the storage may think after the last byte of a part.
const ANSWER_TO_PART: Duration = Duration::from_mins(2);
/// The headers that the platform may ask for, and how families of them begin. No other header is sent.
const HEADERS: [&str; 7] = [
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-md5",
    "content-type",
    "expires",
];
const FAMILIES: [&str; 3] = ["x-amz-", "x-goog-", "x-ms-"];

/// A presigned URL: whoever has it may write, so nothing but the request itself ever shows it.
#[derive(Clone)]
pub struct SignedUrl {
    url: Url,
    life: Option<Duration>,
}

impl SignedUrl {
    /// A URL that this server gave, and how long it is valid from now on, if it said so. A server on the internet
    /// leads to no host of this computer or its network.
    pub(super) fn new(
        text: &str,
        life: Option<Duration>,
        clients: &HttpClients,
        server: &Url,
    ) -> Result<Self, Error> {
        let url = Url::parse(text).map_err(|_may_show_the_url| Error::Malformed("url".to_owned()))?;
        let strange = !url.username().is_empty() || url.password().is_some();
        // What is on this computer is for a platform on this computer alone.
        let too_near = (is_local(&url) && !is_local(server)) || (is_loopback(&url) && !is_loopback(server));
        if strange || too_near {
            return Err(Error::Malformed(format!("url, {}", url.host_str().unwrap_or_default())));
        }
        clients.safe(&url)?;
        Ok(Self { url, life })
    }

    /// The storage host, which is no secret.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// The same with its port, if that is not the usual one.
    pub fn authority(&self) -> &str {
        self.url.authority().rsplit('@').next().unwrap_or_default()
    }

    /// How long it was valid when it came, by the server's clock.
    pub fn life(&self) -> Option<Duration> {
        self.life
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
    let request =
        clients.requests.put(url.url).headers(part_headers(headers)?).body(reqwest::Body::wrap(body));
    let response = within(clients.bodies.send(request), &sight, length, ANSWER_TO_PART).await?;
    in_time(answer::of_storage(response)).await
}

/// What a refusal of the storage is about: the line, the bytes, the URL, or something else.
pub(super) fn kind_of(refused: &Refused) -> FailureKind {
    match (refused.code.as_ref().map(PlatformCode::as_str), refused.status) {
        (Some("RequestTimeout" | "IncompleteBody"), _) => FailureKind::Network,
        (
            Some(
                "BadDigest"
                | "EntityTooLarge"
                | "EntityTooSmall"
                | "InvalidDigest"
                | "Md5Mismatch"
                | "XAmzContentChecksumMismatch"
                | "XAmzContentSHA256Mismatch",
            ),
            _,
        ) => FailureKind::Corrupt,
        (_, 401 | 403)
        | (
            None
            | Some(
                "AccessDenied"
                | "AuthenticationFailed"
                | "AuthorizationHeaderMalformed"
                | "AuthorizationQueryParametersError"
                | "ExpiredToken"
                | "InvalidAccessKeyId"
                | "InvalidToken"
                | "SignatureDoesNotMatch"
                | "TokenRefreshRequired",
            ),
            400,
        ) => FailureKind::PresignedUrlExpired,
        // It moves a bucket; a fresh URL leads there.
        (_, 300..=399) => FailureKind::ServerError,
        _ => error::kind_of(refused),
    }
}

/// All that the platform asked for and may ask for, or the plain type if it asked for nothing.
fn part_headers(headers: &[(String, String)]) -> Result<HeaderMap, Error> {
    let unusable = || Error::Malformed("upload_headers".to_owned());
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_not_a_name| unusable())?;
        let allowed =
            HEADERS.contains(&name.as_str()) || FAMILIES.iter().any(|it| name.as_str().starts_with(it));
        if allowed {
            map.insert(name, HeaderValue::from_str(value).map_err(|_not_a_value| unusable())?);
        } else {
            tracing::debug!("a header that no upload needs is left out");
        }
    }
    if headers.is_empty() {
        map.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    }
    Ok(map)
}

#[cfg(test)]
mod tests {
    use super::super::no_password;
    use super::*;
    use takeup_model::Network;

    fn signed(text: &str, server: &str) -> Result<SignedUrl, Error> {
        let clients = HttpClients::new(false, Network::default(), no_password()).unwrap();
        SignedUrl::new(text, None, &clients, &Url::parse(server).unwrap())
    }

    const PUBLIC: &str = "https://api.example.org/v1.3";

    #[test]
    fn a_presigned_url_shows_its_host_and_nothing_else() {
        let url = signed("https://bucket.example.org/key?X-Amz-Signature=SENSITIVE", PUBLIC).unwrap();
        let shown = format!("{url:?}");
        assert!(shown.contains("bucket.example.org") && !shown.contains("SENSITIVE"), "{shown}");
        for bad in ["http://bucket.example.org/key?X-Amz-Signature=SENSITIVE", "SENSITIVE"] {
            let refused = signed(bad, PUBLIC).unwrap_err();
            assert!(!format!("{refused:?}").contains("SENSITIVE"), "{refused:?}");
        }
    }

    #[test]
    fn a_server_on_the_internet_leads_to_no_private_host() {
        let private = [
            "http://127.0.0.1:9000/k",
            "https://127.0.0.1/k",
            "https://localhost:9000/k",
            "https://printer/k",
            "https://nas.local/k",
            "https://10.0.0.7/k",
            "https://192.168.1.1/k",
            "https://169.254.169.254/latest",
            "https://[::1]/k",
            "https://[fd00::1]/k",
            "https://[::ffff:10.0.0.7]/k",
        ];
        for target in private {
            let refused = signed(target, PUBLIC);
            assert!(matches!(refused, Err(Error::Malformed(_))), "{target}: {refused:?}");
            let here = signed(target, "http://127.0.0.1:8080/v1.3");
            assert!(here.is_ok(), "{target} is as private as the server: {here:?}");
        }
        let near = "https://192.168.1.5/v1.3";
        assert!(
            matches!(signed("https://127.0.0.1/k", near), Err(Error::Malformed(_))),
            "a service of this computer"
        );
        assert!(signed("https://192.168.1.6/k", near).is_ok());
        assert!(matches!(signed("https://me:pw@bucket.example.org/k", PUBLIC), Err(Error::Malformed(_))));
    }

    #[test]
    fn only_headers_that_an_upload_needs_are_sent() {
        let asked = |names: &[&str]| {
            let headers: Vec<_> = names.iter().map(|name| ((*name).to_owned(), "v".to_owned())).collect();
            let sent = part_headers(&headers).unwrap();
            let mut sent: Vec<String> = sent.keys().map(ToString::to_string).collect();
            sent.sort();
            sent
        };
        let refused = [
            "Host",
            "Content-Length",
            "Transfer-Encoding",
            "Connection",
            "Proxy-Authorization",
            "Upgrade",
            "TE",
            "Trailer",
            "Expect",
            "Authorization",
            "Cookie",
            "x-api-key",
            "Forwarded",
            "X-Forwarded-For",
        ];
        assert!(asked(&refused).is_empty());
        assert_eq!(asked(&["Content-Type", "X-Amz-Meta-Origin"]), ["content-type", "x-amz-meta-origin"]);
        assert_eq!(asked(&[]), ["content-type"]);
    }

    #[test]
    fn a_refusal_is_about_the_line_the_bytes_the_url_or_something_else() {
        let about = |status, code: &str| {
            kind_of(&Refused { status, code: PlatformCode::new(code), ..Refused::default() })
        };
        for (status, code, kind) in [
            (400, "RequestTimeout", FailureKind::Network),
            (400, "IncompleteBody", FailureKind::Network),
            (400, "BadDigest", FailureKind::Corrupt),
            (400, "InvalidDigest", FailureKind::Corrupt),
            (400, "EntityTooSmall", FailureKind::Corrupt),
            (400, "XAmzContentSHA256Mismatch", FailureKind::Corrupt),
            (403, "AccessDenied", FailureKind::PresignedUrlExpired),
            (403, "SignatureDoesNotMatch", FailureKind::PresignedUrlExpired),
            (400, "ExpiredToken", FailureKind::PresignedUrlExpired),
            (400, "AuthorizationQueryParametersError", FailureKind::PresignedUrlExpired),
            (400, "", FailureKind::PresignedUrlExpired),
            (401, "", FailureKind::PresignedUrlExpired),
            (400, "InvalidRequest", FailureKind::Refused),
            (307, "TemporaryRedirect", FailureKind::ServerError),
            (404, "NoSuchUpload", FailureKind::NotFound),
            (500, "InternalError", FailureKind::ServerError),
            (503, "SlowDown", FailureKind::ServerError),
        ] {
            assert_eq!(about(status, code), kind, "{status} {code}");
        }
    }
}
