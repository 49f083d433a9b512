//! The platform over HTTP: one request, one answer, and no retries. The types of the wire stay in here.

mod adopt;
pub mod body;
mod body_client;
mod catalog;
mod changes;
mod error;
mod existing;
mod host;
mod lists;
mod storage;
mod tasks;
mod uploads;
mod wire;

use std::fmt;
use std::future::Future;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use jiff::Timestamp;
use reqwest::header::HeaderValue;
use reqwest::{Method, RequestBuilder, Response, Url};
use secrecy::{ExposeSecret as _, SecretString};
use serde::de::DeserializeOwned;

pub use adopt::{Orphan, Unclaimed};
pub use body_client::AHEAD;
pub use catalog::{CreatedAfter, Recovered, RecoveryQuery};
pub use error::{Error, Refused};
pub use existing::{Existing, Known};
pub use host::{ask_host, fetch};
pub use lists::{ApiPage, PageQuery};
pub use storage::{SignedUrl, put_part};
pub use tasks::NewTask;
pub use uploads::{AT_ONCE, NewAsset, NewSession, Status};

use self::body_client::BodyClient;
use crate::body::BodyProgress;
use takeup_model::{ConnectTimes, is_loopback, names_something};

const AGENT: &str = concat!("Takeup/", env!("CARGO_PKG_VERSION"));
/// How long it may take until there is a connection.
const CONNECT: Duration = Duration::from_secs(15);
/// How long a connection is kept that nobody uses.
const IDLE: Duration = Duration::from_secs(15);
/// How often a silent connection is asked whether it is still there.
const KEEPALIVE: Duration = Duration::from_secs(30);
/// How long a request without a body of its own may take.
const ANSWER: Duration = Duration::from_mins(1);
/// How long the platform may think after the last byte of a file.
const ANSWER_TO_BODY: Duration = Duration::from_mins(5);
/// No answer of the platform is longer than this.
const LONGEST_ANSWER: usize = 16 << 20;

/// The two sets of connections: for what is asked of the platform, and for the bytes of files.
#[derive(Clone, Debug)]
pub struct HttpClients {
    platform: reqwest::Client,
    bodies: BodyClient,
    loopback: bool,
    allow_http: bool,
}

impl HttpClients {
    /// Makes both. Proxies are the system's, except on the way to this computer itself.
    pub fn new(loopback: bool, allow_http: bool) -> Result<Self, Error> {
        let builder = reqwest::Client::builder()
            .user_agent(AGENT)
            .connect_timeout(CONNECT)
            .pool_idle_timeout(IDLE)
            .tcp_keepalive(KEEPALIVE)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never());
        let builder = if loopback { builder.no_proxy() } else { builder };
        let tls = body_client::tls()?;
        let mut asking = tls.clone();
        asking.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let builder = builder.tls_backend_preconfigured(asking);
        Ok(Self {
            platform: builder.build().map_err(Error::transport)?,
            bodies: BodyClient::new((!loopback).then(Matcher::from_system), tls),
            loopback,
            allow_http,
        })
    }

    /// The same with new connections, by the proxies that the system names now. It reads what the system trusts, and
    /// blocks for that long.
    pub fn renewed(&self) -> Result<Self, Error> {
        Self::new(self.loopback, self.allow_http)
    }

    /// How long it took to open connections for bodies to this host, where no proxy was between.
    pub fn connect_times(&self, host: &str) -> ConnectTimes {
        self.bodies.connect_times(host)
    }

    /// Whether bytes may go to this address: https anywhere, http to this computer only.
    pub fn safe(&self, url: &Url) -> Result<(), Error> {
        let fine =
            url.scheme() == "https" || (url.scheme() == "http" && (self.allow_http || is_loopback(url)));
        if fine { Ok(()) } else { Err(Error::Insecure(url.host_str().unwrap_or_default().to_owned())) }
    }
}

/// One account on one server.
#[derive(Clone)]
pub struct Client {
    clients: HttpClients,
    base: Url,
    key: Arc<SecretString>,
    used_up: UsedUp,
}

/// How long no more requests of the same kind are welcome, once an answer has said that they are used up.
pub type UsedUp = Arc<OnceLock<Duration>>;

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", self.base)
    }
}

impl Client {
    /// A client for this server and key.
    pub fn new(clients: HttpClients, server: &str, key: Arc<SecretString>) -> Result<Self, Error> {
        let base = Url::parse(server.trim_end_matches('/'))
            .map_err(|error| Error::ServerUrl(format!("{server}: {error}")))?;
        clients.safe(&base)?;
        Ok(Self { clients, base, key, used_up: UsedUp::default() })
    }

    /// The same, which leaves word here when an answer says that requests are used up.
    #[must_use]
    pub fn telling(self, used_up: UsedUp) -> Self {
        Self { used_up, ..self }
    }

    /// Sends a request of a kind of which only so many are allowed in a minute.
    async fn ask_rated<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, Error> {
        let response = request.send().await.map_err(Error::transport)?;
        self.note(&response);
        read(response).await
    }

    /// The same with a body of any length: the time runs only once the last byte has left.
    async fn ask_with_body<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        sight: &BodyProgress,
        length: u64,
    ) -> Result<T, Error> {
        let response = within(self.clients.bodies.send(request), sight, length, ANSWER_TO_BODY).await?;
        self.note(&response);
        in_time(read(response)).await
    }

    fn note(&self, response: &Response) {
        if let Some(wait) = error::used_up(response.headers()) {
            self.used_up.get_or_init(|| wait);
        }
    }

    /// A request below the server's URL. Each ID is a segment of the path of its own: whatever is in it, it leads
    /// nowhere else.
    fn request(&self, method: Method, path: &[&str]) -> Result<RequestBuilder, Error> {
        let mut url = self.base.clone();
        // A segment that a URL would leave out makes another request of it, and that one may delete more.
        if path.iter().any(|segment| !names_something(segment)) {
            return Err(Error::Malformed("_id".to_owned()));
        }
        url.path_segments_mut()
            .map_err(|()| Error::ServerUrl(self.base.to_string()))?
            .pop_if_empty()
            .extend(path);
        let mut key =
            HeaderValue::from_str(self.key.expose_secret()).map_err(|_not_a_header| Error::BadKey)?;
        key.set_sensitive(true);
        Ok(self.clients.platform.request(method, url).header("x-api-key", key))
    }

    fn get(&self, path: &[&str]) -> Result<RequestBuilder, Error> {
        Ok(self.request(Method::GET, path)?.timeout(ANSWER))
    }

    fn post(&self, path: &[&str]) -> Result<RequestBuilder, Error> {
        Ok(self.request(Method::POST, path)?.timeout(ANSWER))
    }

    fn put(&self, path: &[&str]) -> Result<RequestBuilder, Error> {
        Ok(self.request(Method::PUT, path)?.timeout(ANSWER))
    }

    fn patch(&self, path: &[&str]) -> Result<RequestBuilder, Error> {
        Ok(self.request(Method::PATCH, path)?.timeout(ANSWER))
    }

    fn delete(&self, path: &[&str]) -> Result<RequestBuilder, Error> {
        Ok(self.request(Method::DELETE, path)?.timeout(ANSWER))
    }
}

/// Sends a request and reads its answer as JSON.
async fn ask<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Error> {
    let response = request.send().await.map_err(Error::transport)?;
    read(response).await
}

/// The same, with what the server's clock showed.
async fn ask_with_date<T: DeserializeOwned>(
    request: RequestBuilder,
) -> Result<(T, Option<Timestamp>), Error> {
    let response = request.send().await.map_err(Error::transport)?;
    let now = error::server_now(response.headers());
    Ok((read(response).await?, now))
}

/// Sends a request whose answer says nothing but yes.
async fn tell(request: RequestBuilder) -> Result<(), Error> {
    let response = request.send().await.map_err(Error::transport)?;
    accepted(response).await.map(drop)
}

/// Waits for an answer without a limit while the body is on its way, and with one afterwards.
async fn within(
    sending: impl Future<Output = Result<Response, Error>>,
    sight: &BodyProgress,
    length: u64,
    limit: Duration,
) -> Result<Response, Error> {
    let mut sending = std::pin::pin!(sending);
    let mut ticks = tokio::time::interval(Duration::from_secs(1));
    let mut left = limit.as_secs();
    loop {
        tokio::select! {
            answer = &mut sending => {
                return answer.map_err(|error| sight.fault().map_or(error, Error::Body));
            }
            _ = ticks.tick() => {
                if sight.sent() >= length {
                    left = left.saturating_sub(1);
                }
                if left == 0 {
                    return Err(Error::Timeout);
                }
            }
        }
    }
}

/// An answer that has begun must come to its end.
async fn in_time<T>(reading: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    tokio::time::timeout(ANSWER, reading).await.unwrap_or(Err(Error::Timeout))
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, Error> {
    let body = accepted(response).await?;
    let body: &[u8] = if body.is_empty() { b"{}" } else { &body };
    serde_json::from_slice(body).map_err(|error| malformed(&error))
}

/// Where an answer could not be read. Never what stood there: it may be a presigned URL.
fn malformed(error: &serde_json::Error) -> Error {
    Error::Malformed(format!("{:?} {}:{}", error.classify(), error.line(), error.column()))
}

/// Any 2xx is a yes; everything else becomes an error with whatever it says.
async fn accepted(response: Response) -> Result<Vec<u8>, Error> {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = whole(response).await?;
    if status.is_success() { Ok(body) } else { Err(Error::Answer(Refused::read(status, &headers, &body))) }
}

async fn whole(mut response: Response) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while let Some(block) = response.chunk().await.map_err(Error::transport)? {
        if body.len() + block.len() > LONGEST_ANSWER {
            return Err(Error::Malformed("Content-Length".to_owned()));
        }
        body.extend_from_slice(&block);
    }
    Ok(body)
}
