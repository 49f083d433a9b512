//! Connections for the bytes of files. They are made here and not by reqwest, because how much waits in a socket
//! decides how far the count of sent bytes is from the truth.

use std::sync::Arc;

use http::Uri;
use http::header::{HeaderValue, USER_AGENT};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::{SocksV4, SocksV5, Tunnel};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use reqwest::{RequestBuilder, Response};
use rustls::ClientConfig;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls_platform_verifier::BuilderVerifierExt as _;
use tokio::net::TcpStream;
use tower::ServiceExt as _;
use tower::timeout::Timeout;
use tower::util::{BoxCloneSyncService, MapResponse};

use super::{AGENT, CONNECT, Error, IDLE, KEEPALIVE};
use crate::body::FRAME;

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

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type Tcp = MapResponse<HttpConnector, fn(TokioIo<TcpStream>) -> TokioIo<TcpStream>>;
/// As far as the proxy, or all the way.
type Leg = MaybeHttpsStream<TokioIo<TcpStream>>;
type Connector = BoxCloneSyncService<Uri, MaybeHttpsStream<Leg>, BoxError>;

/// HTTP/1.1 connections, kept for the next body to the same host.
#[derive(Clone, Debug)]
pub(super) struct Line(legacy::Client<Connector, reqwest::Body>);

impl Line {
    /// Connections by way of these proxies.
    pub(super) fn new(proxies: Option<Matcher>) -> Result<Self, Error> {
        let tls = tls().map_err(|error| Error::Client(error.to_string()))?;
        Ok(Self(
            legacy::Client::builder(TokioExecutor::new())
                .pool_timer(TokioTimer::new())
                .pool_idle_timeout(IDLE)
                .http1_max_buf_size(QUEUE)
                .build(connector(proxies.map(Arc::new), tls)),
        ))
    }

    /// Sends a request once. Only on a kept connection that was closed before the request began is it moved to a
    /// new one.
    pub(super) async fn send(&self, request: RequestBuilder) -> Result<Response, Error> {
        let request = request.build().map_err(Error::transport)?;
        let mut request = http::Request::try_from(request).map_err(Error::transport)?;
        request.headers_mut().insert(USER_AGENT, HeaderValue::from_static(AGENT));
        let response = self.0.request(request).await.map_err(|error| Error::broken(&error))?;
        Ok(response.map(reqwest::Body::wrap).into())
    }
}

/// What the system trusts, and tickets for the next connection.
fn tls() -> Result<ClientConfig, rustls::Error> {
    let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    Ok(builder.with_safe_default_protocol_versions()?.with_platform_verifier()?.with_no_client_auth())
}

fn connector(proxies: Option<Arc<Matcher>>, mut tls: ClientConfig) -> Connector {
    let proxy_tls = Arc::new(tls.clone());
    tls.alpn_protocols = vec![b"http/1.1".to_vec()];
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_keepalive(Some(KEEPALIVE));
    tcp.set_connect_timeout(Some(CONNECT));
    let tcp: Tcp = tcp.map_response(shallow);
    let first_leg = tower::service_fn(move |to: Uri| {
        let proxy = proxies.as_ref().and_then(|proxies| proxies.intercept(&to));
        let (tcp, tls) = (tcp.clone(), Arc::clone(&proxy_tls));
        async move {
            match proxy {
                Some(proxy) => through(&proxy, tcp, tls, to).await,
                None => Ok(MaybeHttpsStream::Http(tcp.oneshot(to).await?)),
            }
        }
    });
    BoxCloneSyncService::new(Timeout::new(HttpsConnector::from((first_leg, tls)), CONNECT))
}

/// Whatever goes through a proxy goes through a tunnel: plain http is there for trials only.
async fn through(proxy: &Intercept, tcp: Tcp, tls: Arc<ClientConfig>, to: Uri) -> Result<Leg, BoxError> {
    let at = proxy.uri().clone();
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
    Ok(tunnel.oneshot(with_port(to)?).await?)
}

/// A tunnel leads to port 443 unless it is told otherwise.
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
