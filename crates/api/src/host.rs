//! A question to the host of a public URL, before the platform is asked to fetch from it. It carries no key, takes no
//! more than a moment and a few bytes, and whatever it does not find out stands in nobody's way.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use hyper_util::client::proxy::matcher::Intercept;
use reqwest::header::{CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE};
use reqwest::header::{HeaderMap, LOCATION, RANGE};
use reqwest::{Client, Proxy, Response, Url};

use super::way::Trust;
use super::{AGENT, HttpClients};
use takeup_model::address::{self, Obstacle};
use takeup_model::{Remote, is_loopback};

/// How long the whole question may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// A host may pass the question on so often.
const HOPS: usize = 5;
/// No more of a file than this is read.
const HEAD: usize = 1024;

impl HttpClients {
    /// What is at a URL. A platform on this computer is asked about hosts that only this computer reaches.
    pub async fn ask_host(&self, url: &str, platform_is_here: bool) -> Remote {
        let told = tokio::time::timeout(PATIENCE, follow(self, url, platform_is_here)).await;
        told.ok().flatten().unwrap_or(Remote::Unknown)
    }

    /// What is at a public URL, if it is no longer than this. It carries no key, and travels safely or not at all.
    pub async fn fetch(&self, url: &str, platform_is_here: bool, most: usize) -> Option<Vec<u8>> {
        tokio::time::timeout(PATIENCE, fetch_within(self, url, platform_is_here, most)).await.ok().flatten()
    }
}

async fn follow(clients: &HttpClients, url: &str, here: bool) -> Option<Remote> {
    let mut url = Url::parse(url).ok()?;
    for _ in 0..HOPS {
        match address::judge(url.as_str(), here) {
            // A link to Google Drive shows its file. Only what a person adds is imported.
            Ok(()) if address::drive_file(url.as_str()).is_some() => return Some(Remote::Page),
            Ok(()) => {}
            // The host says itself that it leads to a page.
            Err(Obstacle::Page(_) | Obstacle::DriveFolder) => return Some(Remote::Page),
            Err(_) => return None,
        }
        let client = client(clients, &url, here).await?;
        let answer = ask(&client, &url).await?;
        if !answer.status().is_redirection() {
            let found = read(answer).await;
            // Over plain http, a page may be that of the network this computer is in.
            let proven = here || url.scheme() == "https";
            return Some(if found == Remote::Page && !proven { Remote::Unknown } else { found });
        }
        url = url.join(answer.headers().get(LOCATION)?.to_str().ok()?).ok()?;
    }
    None
}

async fn fetch_within(clients: &HttpClients, url: &str, here: bool, most: usize) -> Option<Vec<u8>> {
    let url = Url::parse(url).ok()?;
    let safe = url.scheme() == "https" || (here && is_loopback(&url));
    if !safe || address::judge(url.as_str(), here).is_err() {
        return None;
    }
    let mut answer = client(clients, &url, here).await?.get(url).send().await.ok()?;
    let mut bytes = Vec::new();
    while let Some(block) = answer.chunk().await.ok().filter(|_| answer.status().is_success())? {
        bytes.extend_from_slice(&block);
        if bytes.len() > most {
            return None;
        }
    }
    Some(bytes)
}

/// A client for one host, which goes where the host's name led when that was found to be public, and nowhere else.
async fn client(clients: &HttpClients, url: &Url, here: bool) -> Option<Client> {
    // A proxy that is named and cannot be used lets nothing out.
    let proxy = clients.way.proxies.on_the_way(&url.as_str().parse().ok()?).await.ok()?;
    let (host, port) = (url.host_str()?, url.port_or_known_default()?);
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found = tokio::net::lookup_host((bare, port)).await.ok()?.collect();
    let found = clients.way.addresses.choose(found, SocketAddr::ip);
    let local = |address: &SocketAddr| match address.ip() {
        IpAddr::V4(address) => address::is_local_v4(address),
        IpAddr::V6(address) => address::is_local_v6(address),
    };
    if !here && found.iter().any(local) {
        return None;
    }
    // Certificates that cannot be read keep only TLS from being spoken.
    let proxy_tls = proxy.as_ref().is_some_and(|proxy| proxy.uri().scheme_str() == Some("https"));
    let tls = if url.scheme() == "https" || proxy_tls {
        rustls::ClientConfig::clone(clients.way.trust.config().await.ok()?)
    } else {
        Trust::none().ok()?
    };
    let builder = Client::builder()
        .user_agent(AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .resolve_to_addrs(host, &found)
        .tls_backend_preconfigured(tls);
    let builder = builder.no_proxy();
    match proxy {
        Some(proxy) => builder.proxy(by(&proxy)?).build().ok(),
        None => builder.build().ok(),
    }
}

/// The same proxy as reqwest wants it.
fn by(proxy: &Intercept) -> Option<Proxy> {
    let mut at = Url::parse(&proxy.uri().to_string()).ok()?;
    if let Some((user, password)) = proxy.raw_auth() {
        at.set_username(user).ok()?;
        at.set_password(Some(password)).ok()?;
    }
    let all = Proxy::all(at).ok()?;
    Some(match proxy.basic_auth() {
        Some(auth) => all.custom_http_auth(auth.clone()),
        None => all,
    })
}

/// Asks for the head. Where the host refuses that, or says that there is a page, it is asked for the first bytes.
async fn ask(client: &Client, url: &Url) -> Option<Response> {
    if let Ok(answer) = client.head(url.clone()).send().await {
        let status = answer.status();
        if status.is_redirection() || (status.is_success() && !is_html(answer.headers())) {
            return Some(answer);
        }
    }
    let first = format!("bytes=0-{}", HEAD - 1);
    client.get(url.clone()).header(RANGE, first).send().await.ok()
}

async fn read(mut answer: Response) -> Remote {
    let headers = answer.headers().clone();
    if !answer.status().is_success() {
        return Remote::Unknown;
    }
    if !is_html(&headers) {
        return Remote::File { size: size(&headers) };
    }
    let mut head = Vec::new();
    while head.len() < HEAD {
        match answer.chunk().await {
            Ok(Some(block)) => head.extend_from_slice(&block),
            Ok(None) => break,
            Err(_) => return Remote::Unknown,
        }
    }
    // What is called a page and does not begin like one may be a file that is called wrong.
    let begins = head.trim_ascii_start().strip_prefix(b"\xef\xbb\xbf").unwrap_or(head.trim_ascii_start());
    if begins.starts_with(b"<") { Remote::Page } else { Remote::Unknown }
}

fn is_html(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = text(CONTENT_TYPE).split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let attached = text(CONTENT_DISPOSITION).trim_start().to_ascii_lowercase().starts_with("attachment");
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml") && !attached
}

fn size(headers: &HeaderMap) -> Option<u64> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if headers.contains_key(CONTENT_ENCODING) {
        return None;
    }
    match text(CONTENT_RANGE) {
        Some(range) => range.rsplit('/').next()?.trim().parse().ok(),
        None => text(CONTENT_LENGTH)?.trim().parse().ok(),
    }
}
