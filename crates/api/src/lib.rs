//! The platform over HTTP: one request, one answer, and no retries. The types of the wire stay in here.

mod adopt;
mod answer;
#[doc(hidden)]
pub mod any_answer;
pub mod body;
mod body_client;
mod catalog;
mod certificate;
mod changes;
mod checkup;
mod connections;
mod environment;
mod error;
mod existing;
mod host;
mod lists;
mod release;
mod storage;
mod system_proxy;
mod tasks;
mod uploads;
mod way;
mod wire;

use std::fmt;
use std::future::Future;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::HeaderValue;
use reqwest::{Method, RequestBuilder, Response, Url};
use secrecy::{ExposeSecret as _, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use adopt::{Orphan, Unclaimed};
pub use answer::Between;
pub use body_client::AHEAD;
pub use catalog::{CreatedAfter, Recovered, RecoveryQuery};
pub use checkup::CheckupTarget;
pub use connections::{Consent, ImportRow};
pub use environment::key_variables;
pub use error::{Error, Refused};
pub use existing::{Existing, Known};
pub use lists::{ApiPage, PageQuery};
pub use storage::{SignedUrl, put_part};
pub use tasks::NewTask;
pub use uploads::{AT_ONCE, NewAsset, NewSession, Status};
pub use way::{FindPassword, no_password};

use self::body_client::{BodyClient, Way};
use self::way::{Proxies, Trust};
use crate::body::BodyProgress;
use takeup_model::{ConnectTimes, Network, is_loopback, names_something};

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

/// The two sets of connections: for what is asked of the platform, and for the bytes of files. Both go the same way.
#[derive(Clone)]
pub struct HttpClients {
    /// Makes requests. It sends none.
    requests: reqwest::Client,
    asks: BodyClient,
    bodies: BodyClient,
    way: Way,
    network: Network,
    find_password: FindPassword,
    allow_http: bool,
}

impl fmt::Debug for HttpClients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpClients").field("network", &self.network).finish_non_exhaustive()
    }
}

impl HttpClients {
    /// Makes both, for connections by these settings. This computer itself is reached without a proxy.
    pub fn new(allow_http: bool, network: Network, find_password: FindPassword) -> Result<Self, Error> {
        let requests =
            reqwest::Client::builder().no_proxy().tls_backend_preconfigured(Trust::none()?).build();
        Ok(Self::by(requests.map_err(Error::transport)?, network, find_password, allow_http))
    }

    fn by(
        requests: reqwest::Client,
        network: Network,
        find_password: FindPassword,
        allow_http: bool,
    ) -> Self {
        let way = Way::new(
            Proxies::of(&network, Arc::clone(&find_password)),
            Trust::with(network.extra_ca.clone()),
            network.addresses,
        );
        let (asks, bodies) = (way.client(&[b"h2", b"http/1.1"]), way.client(&[b"http/1.1"]));
        Self { requests, asks, bodies, way, network, find_password, allow_http }
    }

    /// The same with new connections, by the proxies that the system names and the roots that it trusts now. It may
    /// block for a moment.
    #[must_use]
    pub fn renewed(&self) -> Self {
        self.with(self.network.clone(), Arc::clone(&self.find_password))
    }

    /// The same with new connections by other settings. It may block for a moment.
    #[must_use]
    pub fn with(&self, network: Network, find_password: FindPassword) -> Self {
        Self::by(self.requests.clone(), network, find_password, self.allow_http)
    }

    /// The settings that connections are made by.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Sends a request without a body of a file. The answer begins in time or not at all.
    async fn ask(&self, request: RequestBuilder) -> Result<Response, Error> {
        tokio::time::timeout(ANSWER, self.asks.send(request)).await.unwrap_or(Err(Error::Timeout))
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

    /// Sends a request and reads its answer.
    async fn ask<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, Error> {
        Ok(self.ask_with_date(request).await?.0)
    }

    /// The same, with what the server's clock showed.
    async fn ask_with_date<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
    ) -> Result<(T, Option<Timestamp>), Error> {
        let response = self.clients.ask(request).await?;
        let now = error::server_now(response.headers());
        Ok((self.read(response).await?, now))
    }

    /// Sends a request whose answer says nothing but yes.
    async fn tell(&self, request: RequestBuilder) -> Result<(), Error> {
        let response = self.clients.ask(request).await?;
        self.answer(response).await.map(drop)
    }

    /// What an answer says. One that has begun must come to its end.
    async fn answer(&self, response: Response) -> Result<Value, Error> {
        in_time(answer::of_platform(response, &self.key)).await
    }

    /// The same of an answer that must say something.
    async fn read<T: DeserializeOwned>(&self, response: Response) -> Result<T, Error> {
        parsed(self.answer(response).await?)
    }

    /// Sends a request of a kind of which only so many are allowed in a minute.
    async fn ask_rated<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, Error> {
        let response = self.clients.ask(request).await?;
        self.note(&response);
        self.read(response).await
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
        self.read(response).await
    }

    fn note(&self, response: &Response) {
        if let Some(wait) = error::used_up(response.headers()) {
            self.used_up.get_or_init(|| wait);
        }
    }

    /// A request below the server's URL. Each ID is one segment of the path and cannot lead to another path.
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
        Ok(self.clients.requests.request(method, url).header("x-api-key", key))
    }

    fn get(&self, path: &[&str]) -> Result<RequestBuilder, Error> {
        self.request(Method::GET, path)
    }

    fn post(&self, path: &[&str]) -> Result<RequestBuilder, Error> {
        self.request(Method::POST, path)
    }

    fn put(&self, path: &[&str]) -> Result<RequestBuilder, Error> {
        self.request(Method::PUT, path)
    }

    fn patch(&self, path: &[&str]) -> Result<RequestBuilder, Error> {
        self.request(Method::PATCH, path)
    }

    fn delete(&self, path: &[&str]) -> Result<RequestBuilder, Error> {
        self.request(Method::DELETE, path)
    }
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

/// Waits for the rest of an answer.
async fn in_time<T>(reading: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    tokio::time::timeout(ANSWER, reading).await.unwrap_or(Err(Error::Timeout))
}

fn parsed<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    if !value.is_object() {
        return Err(Error::Malformed("JSON object".to_owned()));
    }
    // Never what stood there: it may be a presigned URL.
    serde_json::from_value(value).map_err(|error| Error::Malformed(format!("{:?}", error.classify())))
}
