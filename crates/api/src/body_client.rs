//! Connections. They are made here and not by reqwest, because how much waits in a socket decides how far the count of
//! sent bytes is from the truth, and so that all of them go the same way.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};

use http::Uri;
use http::header::{ACCEPT_ENCODING, HeaderValue, USER_AGENT};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use hyper_util::client::legacy::connect::proxy::{SocksV4, SocksV5, Tunnel};
use hyper_util::client::proxy::matcher::Intercept;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use reqwest::{RequestBuilder, Response};
use rustls::ClientConfig;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::Instant;
use tower::ServiceExt as _;
use tower::timeout::Timeout;
use tower::util::{BoxCloneSyncService, MapResponse};

use super::error::{self, NoWay};
use super::way::{Proxies, Trust};
use super::{AGENT, CONNECT, Error, IDLE, KEEPALIVE};
use crate::body::FRAME;
use takeup_model::{Addresses, ConnectTimes};

/// How far the count of sent bytes may run ahead of those that were sent: what waits in the connection, the frame
/// that is handed over last, what waits for encryption, and what waits in the socket, which may be exceeded by one
/// packet. Where the system has no limit for the socket, its send buffer comes on top.
pub const AHEAD: u64 = (QUEUE + FRAME + ENCRYPTION + SOCKET as usize + PACKET) as u64;

/// The connection asks for the next frame when it has less than this, and reads no longer head of an answer.
const QUEUE: usize = 32 * 1024;
/// What rustls holds back at most.
const ENCRYPTION: usize = 64 * 1024;
/// What may wait in a socket before it takes no more.
const SOCKET: u32 = 128 * 1024;
/// The largest packet that the system cuts by itself.
const PACKET: usize = 64 * 1024;

/// Why a proxy did not open the way, where it answered and the answer is not known.
pub(super) const REFUSED: &str = "refused, or not reachable from there";
/// The head of an answer of a proxy is read no further.
const HEAD: usize = 4096;

pub(super) type BoxError = Box<dyn std::error::Error + Send + Sync>;
type Tcp = MapResponse<HttpConnector<Resolver>, fn(TokioIo<TcpStream>) -> TokioIo<TcpStream>>;
/// As far as the proxy, or all the way.
pub(super) type Leg = MaybeHttpsStream<TokioIo<TcpStream>>;
type Connector = BoxCloneSyncService<Uri, MaybeHttpsStream<Leg>, BoxError>;

/// Connections, kept for the next request to the same host.
#[derive(Clone, Debug)]
pub(super) struct BodyClient {
    client: legacy::Client<Connector, reqwest::Body>,
    proxies: Proxies,
    connect_times: ConnectTimesByHost,
}

/// How long connections took to open, by host.
type ConnectTimesByHost = Arc<Mutex<BTreeMap<String, ConnectTimes>>>;

impl BodyClient {
    /// How long connections to this host took to open, where no proxy was between.
    pub(super) fn connect_times(&self, host: &str) -> ConnectTimes {
        let connect_times = self.connect_times.lock().unwrap_or_else(PoisonError::into_inner);
        connect_times.get(host).copied().unwrap_or_default()
    }

    /// Sends a request once. Only on a kept connection that was closed before the request began is it moved to a
    /// new one.
    pub(super) async fn send(&self, request: RequestBuilder) -> Result<Response, Error> {
        let request = request.build().map_err(Error::transport)?;
        let mut request = http::Request::try_from(request).map_err(Error::transport)?;
        request.headers_mut().insert(USER_AGENT, HeaderValue::from_static(AGENT));
        // Answers are short, and what is compressed here was compressed by something in between.
        request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        // A password may have to be typed first, which takes longer than a connection may.
        self.proxies.on_the_way(request.uri()).await.map_err(Error::from)?;
        let response = self.client.request(request).await.map_err(|error| Error::broken(&error))?;
        Ok(response.map(reqwest::Body::wrap).into())
    }
}

/// What it takes to get to a host.
#[derive(Clone)]
pub(super) struct Way {
    pub(super) proxies: Proxies,
    pub(super) trust: Trust,
    pub(super) addresses: Addresses,
    protocols: &'static [&'static [u8]],
    connect_times: ConnectTimesByHost,
}

fn connector(way: Way) -> Connector {
    let whole = tower::service_fn(move |to: Uri| way.clone().whole(to));
    BoxCloneSyncService::new(Timeout::new(whole, CONNECT))
}

impl Way {
    pub(super) fn new(proxies: Proxies, trust: Trust, addresses: Addresses) -> Self {
        Self { proxies, trust, addresses, protocols: &[], connect_times: ConnectTimesByHost::default() }
    }

    /// Connections on this way that speak one of these protocols.
    pub(super) fn client(&self, protocols: &'static [&'static [u8]]) -> BodyClient {
        let connect_times = ConnectTimesByHost::default();
        let way = Self { protocols, connect_times: Arc::clone(&connect_times), ..self.clone() };
        let client = legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .http1_max_buf_size(QUEUE)
            .build(connector(way));
        BodyClient { client, proxies: self.proxies.clone(), connect_times }
    }

    /// All the way, with TLS where the URL says so.
    async fn whole(self, to: Uri) -> Result<MaybeHttpsStream<Leg>, BoxError> {
        if to.scheme_str() != Some("https") {
            return Ok(MaybeHttpsStream::Http(self.first_leg(to).await?));
        }
        let mut tls = ClientConfig::clone(self.trust.config().await?);
        tls.alpn_protocols = self.protocols.iter().map(|protocol| protocol.to_vec()).collect();
        self.secured(to, tls).await
    }

    /// All the way, with this TLS.
    pub(super) async fn secured(self, to: Uri, tls: ClientConfig) -> Result<MaybeHttpsStream<Leg>, BoxError> {
        let first_leg = tower::service_fn(move |to: Uri| self.clone().first_leg(to));
        HttpsConnector::from((first_leg, tls)).oneshot(to).await
    }

    /// As far as TLS begins, or all the way.
    pub(super) async fn first_leg(self, to: Uri) -> Result<Leg, BoxError> {
        let Some(proxy) = self.proxies.on_the_way(&to).await? else {
            return Ok(MaybeHttpsStream::Http(self.direct(to).await?));
        };
        let resolver = Resolver { addresses: self.addresses, known: Arc::default() };
        let tcp: Tcp = adjusted(HttpConnector::new_with_resolver(resolver)).map_response(shallow);
        let tls = Arc::clone(self.trust.config().await?);
        through(&proxy, tcp, tls, to).await.map_err(|error| {
            let at = proxy.uri().authority().map(ToString::to_string).unwrap_or_default();
            let why = error::innermost(error.as_ref());
            let why = match why.strip_prefix("tunnel error: ").unwrap_or(&why) {
                "unsuccessful" => REFUSED,
                why => why,
            };
            NoWay::Proxy(format!("{at}: {why}")).into()
        })
    }

    /// The HTTP status with which a proxy answers when it is asked for the way to a host. None if it is not spoken to so,
    /// or gives no such answer.
    pub(super) async fn tunnel_status(&self, proxy: &Intercept, to: &Uri) -> Option<u16> {
        if !proxy.uri().scheme_str()?.starts_with("http") {
            return None;
        }
        let resolver = Resolver { addresses: self.addresses, known: Arc::default() };
        let tcp: Tcp = adjusted(HttpConnector::new_with_resolver(resolver)).map_response(shallow);
        let tls = Arc::clone(self.trust.config().await.ok()?);
        let leg = HttpsConnector::from((tcp, tls)).oneshot(proxy.uri().clone()).await.ok()?;
        let mut stream = TokioIo::new(leg);
        let at = format!("{}:{}", to.host()?, to.port_u16().unwrap_or(443));
        let mut head = format!("CONNECT {at} HTTP/1.1\r\nHost: {at}\r\n").into_bytes();
        if let Some(auth) = proxy.basic_auth() {
            head.extend([b"Proxy-Authorization: ", auth.as_bytes(), b"\r\n"].concat());
        }
        head.extend(b"\r\n");
        stream.write_all(&head).await.ok()?;
        let mut answer = Vec::new();
        while !answer.contains(&b'\n') && answer.len() < HEAD {
            if stream.read_buf(&mut answer).await.ok()? == 0 {
                break;
            }
        }
        let line = String::from_utf8_lossy(&answer).into_owned();
        line.strip_prefix("HTTP/1.")?.split_whitespace().nth(1)?.parse().ok()
    }

    /// Opens a connection, and notes how long that took once the host's address was known.
    async fn direct(&self, to: Uri) -> Result<TokioIo<TcpStream>, BoxError> {
        let begun = Instant::now();
        let known = Arc::new(OnceLock::new());
        let resolver = Resolver { addresses: self.addresses, known: Arc::clone(&known) };
        let host = to.host().unwrap_or_default().to_owned();
        let stream = adjusted(HttpConnector::new_with_resolver(resolver)).oneshot(to).await?;
        let took = known.get().unwrap_or(&begun).elapsed();
        let mut connect_times = self.connect_times.lock().unwrap_or_else(PoisonError::into_inner);
        connect_times.entry(host).or_default().add(took);
        drop(connect_times);
        Ok(shallow(stream))
    }
}

fn adjusted<R>(mut tcp: HttpConnector<R>) -> HttpConnector<R> {
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_keepalive(Some(KEEPALIVE));
    tcp.set_connect_timeout(Some(CONNECT));
    tcp
}

/// Finds the addresses of a host, and notes when they were known.
#[derive(Clone)]
struct Resolver {
    addresses: Addresses,
    known: Arc<OnceLock<Instant>>,
}

impl tower::Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = std::io::Error;
    type Future = Pin<Box<dyn Future<Output = std::io::Result<Self::Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let Self { addresses, known } = self.clone();
        Box::pin(async move {
            let found = GaiResolver::new().oneshot(name).await?.collect();
            known.get_or_init(Instant::now);
            Ok(addresses.choose(found, SocketAddr::ip).into_iter())
        })
    }
}

/// Whatever goes through a proxy goes through a tunnel: plain http is there for trials only.
async fn through(proxy: &Intercept, tcp: Tcp, tls: Arc<ClientConfig>, to: Uri) -> Result<Leg, BoxError> {
    let (at, to) = (proxy.uri().clone(), with_port(to)?);
    let scheme = at.scheme_str().unwrap_or_default().to_owned();
    if scheme.starts_with("socks4") {
        let socks = SocksV4::new(at, tcp).local_dns(scheme == "socks4");
        return Ok(MaybeHttpsStream::Http(socks.oneshot(to).await?));
    }
    if scheme.starts_with("socks5") {
        let socks = SocksV5::new(at, tcp).local_dns(scheme == "socks5");
        let socks = match proxy.raw_auth() {
            Some((user, password)) => socks.with_auth(user.to_owned(), password.to_owned()),
            None => socks,
        };
        return Ok(MaybeHttpsStream::Http(socks.oneshot(to).await?));
    }
    let tunnel = Tunnel::new(at, HttpsConnector::from((tcp, tls)));
    let tunnel = match proxy.basic_auth() {
        Some(auth) => tunnel.with_auth(auth.clone()),
        None => tunnel,
    };
    Ok(tunnel.oneshot(to).await?)
}

/// A proxy leads to port 443 unless it is told otherwise.
fn with_port(to: Uri) -> Result<Uri, http::Error> {
    if to.scheme_str() != Some("http") || to.port().is_some() {
        return Ok(to);
    }
    let host = to.host().unwrap_or_default();
    Uri::builder().scheme("http").authority(format!("{host}:80")).path_and_query("/").build()
}

/// A socket that takes no more than it can soon send.
#[cfg(target_os = "linux")]
fn shallow(stream: TokioIo<TcpStream>) -> TokioIo<TcpStream> {
    // A socket without the limit works as well; only the count is less true.
    if let Err(error) = socket2::SockRef::from(stream.inner()).set_tcp_notsent_lowat(SOCKET) {
        tracing::debug!(%error, "what waits in a socket is not limited");
    }
    stream
}

#[cfg(not(target_os = "linux"))]
fn shallow(stream: TokioIo<TcpStream>) -> TokioIo<TcpStream> {
    stream
}

#[cfg(test)]
mod tests {
    use std::future::Future;

    use hyper_util::client::proxy::matcher::Matcher;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;
    use takeup_model::FailureKind;

    fn line_by(proxies: Matcher) -> BodyClient {
        Way::new(Proxies::only(proxies), Trust::default(), Addresses::Any).client(&[b"http/1.1"])
    }

    fn direct_line() -> BodyClient {
        line_by(Matcher::builder().build())
    }

    const YES: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

    async fn listen() -> (TcpListener, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        (listener, address)
    }

    /// Reads until this has come.
    async fn read_to(stream: &mut TcpStream, end: &str) -> String {
        let mut text = String::new();
        while !text.ends_with(end) {
            let mut bytes = [0; 1024];
            let count = stream.read(&mut bytes).await.unwrap();
            assert_ne!(count, 0, "no more after {text}");
            text.push_str(str::from_utf8(&bytes[..count]).unwrap());
        }
        text
    }

    fn put(url: &str) -> RequestBuilder {
        let requests = reqwest::Client::builder().tls_backend_preconfigured(Trust::none().unwrap()).build();
        requests.unwrap().put(url).body("hello")
    }

    /// What became of the request, and what the server made of it.
    async fn between<T>(
        line: &BodyClient,
        url: &str,
        server: impl Future<Output = T>,
    ) -> (Result<u16, Error>, T) {
        let asking = async { line.send(put(url)).await.map(|answer| answer.status().as_u16()) };
        tokio::join!(asking, server)
    }

    #[tokio::test]
    async fn a_proxy_leads_to_hosts_that_only_it_knows() {
        let (listener, address) = listen().await;
        let proxies = Matcher::builder().all(format!("http://me:secret@{address}")).build();
        let line = line_by(proxies);
        let proxy = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let asked = read_to(&mut stream, "\r\n\r\n").await;
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
            let sent = read_to(&mut stream, "hello").await;
            stream.write_all(YES).await.unwrap();
            (asked, sent)
        };
        let (answer, (asked, sent)) = between(&line, "http://storage.invalid/part?n=1", proxy).await;
        assert_eq!(answer.unwrap(), 200);
        assert!(asked.starts_with("CONNECT storage.invalid:80 HTTP/1.1\r\n"), "{asked}");
        assert!(asked.contains("Proxy-Authorization: Basic bWU6c2VjcmV0\r\n"), "{asked}");
        assert!(sent.starts_with("PUT /part?n=1 HTTP/1.1\r\n"), "{sent}");
        assert!(sent.contains("host: storage.invalid\r\n") && sent.contains("user-agent: Takeup/"), "{sent}");
        assert!(!sent.contains("roxy"), "{sent}");
    }

    #[tokio::test]
    async fn a_proxy_that_opens_no_way_is_named() {
        let (listener, address) = listen().await;
        let line = line_by(Matcher::builder().all(format!("http://me:secret@{address}")).build());
        for (answer, why) in [
            ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "proxy authorization required"),
            ("HTTP/1.1 502 Bad Gateway\r\n\r\n", "refused, or not reachable from there"),
        ] {
            let proxy = async {
                let (mut stream, _) = listener.accept().await.unwrap();
                read_to(&mut stream, "\r\n\r\n").await;
                stream.write_all(answer.as_bytes()).await.unwrap();
            };
            let refused = between(&line, "http://storage.invalid/part", proxy).await.0.unwrap_err().failure();
            assert_eq!((refused.kind, refused.detail), (FailureKind::Network, format!("{address}: {why}")));
        }
        drop(listener);
        let dead = line.send(put("http://storage.invalid/part")).await.unwrap_err();
        let Error::Proxy(why) = dead else { panic!("{dead:?}") };
        assert!(why.starts_with(&address) && !why.contains("secret"), "{why}");
    }

    #[tokio::test]
    async fn a_socks_proxy_is_told_the_name_of_the_host() {
        let (listener, address) = listen().await;
        let line = line_by(Matcher::builder().all(format!("socks5h://{address}")).build());
        let proxy = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut hello = [0; 3];
            stream.read_exact(&mut hello).await.unwrap();
            stream.write_all(&[5, 0]).await.unwrap();
            let mut asked = [0; 5 + 15 + 2];
            stream.read_exact(&mut asked).await.unwrap();
            stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await.unwrap();
            read_to(&mut stream, "hello").await;
            stream.write_all(YES).await.unwrap();
            asked
        };
        let (answer, asked) = between(&line, "http://storage.invalid/part", proxy).await;
        assert_eq!(answer.unwrap(), 200);
        assert_eq!(&asked[5..], b"storage.invalid\0P");
    }

    #[tokio::test]
    async fn this_computer_needs_no_proxy() {
        let (listener, address) = listen().await;
        let proxies = Matcher::builder().all("http://nowhere.invalid:1").build();
        let line = line_by(proxies);
        let server = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let sent = read_to(&mut stream, "hello").await;
            stream.write_all(YES).await.unwrap();
            sent
        };
        let (answer, sent) = between(&line, &format!("http://{address}/"), server).await;
        assert_eq!(answer.unwrap(), 200);
        assert!(sent.contains("accept-encoding: identity\r\n"), "what is compressed is not read: {sent}");
    }

    #[tokio::test]
    async fn a_kept_connection_that_was_closed_is_replaced_without_a_word() {
        let (listener, address) = listen().await;
        let line = direct_line();
        for _ in 0..3 {
            let server = async {
                let (mut stream, _) = listener.accept().await.unwrap();
                let sent = read_to(&mut stream, "hello").await;
                stream.write_all(YES).await.unwrap();
                sent.matches("PUT").count()
            };
            let (answer, sent) = between(&line, &format!("http://{address}/"), server).await;
            assert_eq!((answer.unwrap(), sent), (200, 1));
        }
    }

    #[tokio::test]
    async fn a_request_that_has_begun_is_never_made_again() {
        let (listener, address) = listen().await;
        let line = direct_line();
        let url = format!("http://{address}/");
        let server = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            read_to(&mut stream, "hello").await;
            stream.write_all(YES).await.unwrap();
            stream
        };
        let (answer, mut kept) = between(&line, &url, server).await;
        assert_eq!(answer.unwrap(), 200);
        let server = async {
            read_to(&mut kept, "hello").await;
            drop(kept);
        };
        let (answer, ()) = between(&line, &url, server).await;
        assert!(matches!(answer, Err(Error::Interrupted(_))), "{answer:?}");
        let nobody = tokio::time::timeout(std::time::Duration::from_millis(50), listener.accept()).await;
        assert!(nobody.is_err(), "it came a second time");
        drop(listener);
        let refused = line.send(put(&url)).await.unwrap_err();
        assert!(matches!(refused, Error::Connect(_)), "{refused:?}");
    }
}
