//! The test of the way to the platform: every step of a connection by itself, so that the first one that fails is the
//! cause. It sends the key to the platform once, creates nothing, and sends nothing to the storage.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::Uri;
use hyper_util::client::proxy::matcher::Intercept;
use jiff::Timestamp;
use reqwest::Url;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, SignatureScheme};
use secrecy::SecretString;
use tokio::time::{Instant, timeout};

use super::body_client::{BoxError, REFUSED};
use super::certificate::Certificate;
use super::error::{self, NoWay};
use super::way::{Trust, config};
use super::wire::{WireIndex, WirePage};
use super::{CONNECT, Client, Error, HttpClients, answer};
use takeup_model::{Check, CheckLine, Failure, FailureKind, Finding};

/// How long the names of hosts may take.
const NAMES: Duration = Duration::from_secs(10);

/// What is tested.
#[derive(Clone, Debug)]
pub struct CheckupTarget {
    /// The base URL of the platform.
    pub server: String,
    /// The key to ask with.
    pub key: Option<Arc<SecretString>>,
    /// The host of the storage, with its port, once that is known.
    pub storage: Option<String>,
    /// What the clock of this computer shows.
    pub now: Timestamp,
}

/// What was found so far.
struct Lines(Vec<CheckLine>);

impl Lines {
    /// Adds what was found since then.
    fn add(&mut self, check: Check, finding: Finding, since: Option<Instant>) {
        self.0.push(CheckLine { check, finding, took: since.map(|since| since.elapsed()) });
    }

    /// The rest cannot be looked at because of this.
    fn skip(mut self, cause: Check) -> Vec<CheckLine> {
        let all = [Check::Proxy, Check::Connection, Check::Tls, Check::Api, Check::Clock, Check::Storage];
        for check in all.into_iter().filter(|check| *check > cause) {
            if self.0.iter().all(|line| line.check != check) {
                self.add(check, Finding::Skipped(cause), None);
            }
        }
        self.0
    }
}

impl HttpClients {
    /// Tests the way to the platform, from the name of its host to its storage.
    pub async fn examine(&self, target: &CheckupTarget) -> Vec<CheckLine> {
        let mut lines = Lines(Vec::new());
        let (url, to) = match server(&target.server) {
            Ok(server) => server,
            Err(why) => {
                lines.add(Check::Names, Finding::NoServer(Error::ServerUrl(why).failure()), None);
                return lines.skip(Check::Names);
            }
        };
        let host = url.host_str().unwrap_or_default().to_owned();
        let proxied = match self.way.proxies.on_the_way(&to).await {
            Ok(proxy) => proxy.filter(|proxy| proxy.uri().host().is_some()),
            Err(why) => {
                // Behind a proxy, names of the internet are often not known.
                lines.add(Check::Names, Finding::Skipped(Check::Proxy), None);
                let why = Error::from(why).failure();
                lines.add(Check::Proxy, Finding::ProxyFails(String::new(), why), None);
                return lines.skip(Check::Proxy);
            }
        };
        let begun = Instant::now();
        let proxy_host = proxied.as_ref().and_then(|proxy| proxy.uri().host()).map(str::to_owned);
        let named = match (names(proxy_host.as_deref().unwrap_or(&host)).await, &proxied) {
            (Finding::NotResolved(proxy, why), Some(_)) => Finding::ProxyNotResolved(proxy, why),
            (named, _) => named,
        };
        let lost = matches!(named, Finding::NotResolved(..) | Finding::ProxyNotResolved(..));
        lines.add(Check::Names, named, Some(begun));
        if lost {
            return lines.skip(Check::Names);
        }
        let begun = Instant::now();
        let opened = opened(self.way.clone().first_leg(to.clone())).await;
        let (check, finding) = match (proxied, opened) {
            (Some(_), Ok(())) => (Check::Proxy, Finding::ProxyOpens(proxy_host.unwrap_or_default())),
            (Some(proxy), Err(why)) => (Check::Proxy, self.refused(&proxy, &to, why).await),
            (None, Ok(())) => (Check::Connection, Finding::Connects(host)),
            (None, Err(why)) => (Check::Connection, Finding::NotConnected(host, why.failure_of_read())),
        };
        if check == Check::Connection {
            let by_script = self.way.proxies.by_script;
            lines.add(Check::Proxy, if by_script { Finding::ProxyByScript } else { Finding::NoProxy }, None);
        }
        let refused = matches!(
            finding,
            Finding::ProxyFails(..) | Finding::ProxyRefuses(..) | Finding::NotConnected(..)
        );
        lines.add(check, finding, Some(begun));
        if refused {
            return lines.skip(check);
        }
        self.examine_server(lines, &url, to, target).await
    }

    /// Why a proxy did not open the way. What it says of that is asked once more where it was an answer.
    async fn refused(&self, proxy: &Intercept, to: &Uri, why: Error) -> Finding {
        let why = why.failure_of_read();
        let status = if why.detail.ends_with(REFUSED) {
            timeout(CONNECT, self.way.tunnel_status(proxy, to)).await.ok().flatten()
        } else {
            None
        };
        let at = proxy.uri().authority().map(ToString::to_string).unwrap_or_default();
        match status {
            Some(status) => Finding::ProxyRefuses(at, status),
            None => Finding::ProxyFails(proxy.uri().scheme_str().unwrap_or_default().to_owned(), why),
        }
    }

    /// Tests what needs a connection to the server.
    async fn examine_server(
        &self,
        mut lines: Lines,
        url: &Url,
        to: Uri,
        target: &CheckupTarget,
    ) -> Vec<CheckLine> {
        let begun = Instant::now();
        let tls =
            if url.scheme() == "https" { self.certificate(to, target.now).await } else { Finding::Plain };
        let secure = matches!(tls, Finding::Trusted { .. } | Finding::Plain);
        lines.add(Check::Tls, tls, Some(begun).filter(|_| url.scheme() == "https"));
        if !secure {
            return lines.skip(Check::Tls);
        }
        let begun = Instant::now();
        let (api, date) = self.ask_platform(target).await;
        let answered = matches!(&api, Finding::KeyAccepted | Finding::NoKey)
            || matches!(&api, Finding::ApiFails(why) if !why.is_between() && why.kind != FailureKind::Network);
        lines.add(Check::Api, api, Some(begun));
        if !answered {
            return lines.skip(Check::Api);
        }
        let clock = date.map_or(Finding::NoTime, |date| Finding::ClockAhead(target.now.duration_since(date)));
        lines.add(Check::Clock, clock, None);
        let begun = Instant::now();
        let storage = match &target.storage {
            Some(host) => self.ask_storage(url.scheme(), host).await,
            None => Finding::StorageUnknown,
        };
        let asked = target.storage.is_some();
        lines.add(Check::Storage, storage, Some(begun).filter(|_| asked));
        lines.0
    }

    /// Who vouches for the server.
    async fn certificate(&self, to: Uri, now: Timestamp) -> Finding {
        let host = to.host().unwrap_or_default().to_owned();
        let judged = async {
            let whole = self.way.trust.verifier().await?;
            let system = Trust::default().verifier().await;
            let seen = Arc::new(Witness { whole, system: system.ok(), seen: Mutex::default() });
            let tls = config(Arc::clone(&seen) as Arc<dyn ServerCertVerifier>)?;
            let outcome = opened(self.way.clone().secured(to, tls)).await;
            Ok::<_, NoWay>((outcome, seen.seen.lock().unwrap_or_else(PoisonError::into_inner).take()))
        };
        let (outcome, seen) = match judged.await {
            Ok(judged) => judged,
            Err(why) => return Finding::NoTls(host, Error::from(why).failure()),
        };
        let Some(Seen { certificate, verdict, by_system }) = seen else {
            let why = outcome
                .err()
                .map_or_else(|| Failure::new(FailureKind::Network, ""), |why| why.failure_of_read());
            return Finding::NoTls(host, why);
        };
        let Certificate { issuer, from, until } = certificate;
        match verdict {
            Ok(()) => match outcome {
                Ok(()) => Finding::Trusted {
                    issuer,
                    expires: until,
                    left: until.map(|until| until.duration_since(now)),
                    by: self.network.extra_ca.clone().filter(|_| !by_system),
                },
                Err(why) => Finding::NoTls(host, why.failure_of_read()),
            },
            Err(rustls::Error::InvalidCertificate(
                CertificateError::Expired
                | CertificateError::ExpiredContext { .. }
                | CertificateError::NotValidYet
                | CertificateError::NotValidYetContext { .. },
            )) => Finding::NotNow(issuer, from, until),
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Finding::OtherServer(issuer),
            // The library has no code for it.
            Err(rustls::Error::InvalidCertificate(CertificateError::Other(why)))
                if why.to_string().contains("CaUsedAsEndEntity") =>
            {
                Finding::IsAuthority(issuer)
            }
            Err(rustls::Error::InvalidCertificate(_)) => {
                Finding::NotTrusted(issuer, self.network.extra_ca.clone())
            }
            Err(why) => Finding::NoTls(host, Failure::new(FailureKind::Network, why.to_string())),
        }
    }

    /// What the platform says of the key, and what its clock shows.
    async fn ask_platform(&self, target: &CheckupTarget) -> (Finding, Option<Timestamp>) {
        let known = target.key.is_some();
        let key = target.key.clone().unwrap_or_else(|| Arc::new(SecretString::from("none".to_owned())));
        let asked = async { Client::new(self.clone(), &target.server, key)?.greet().await };
        let (date, answered) = match asked.await {
            Ok(answered) => answered,
            Err(why) => (None, Err(why)),
        };
        let finding = match answered {
            Ok(()) => Finding::KeyAccepted,
            Err(Error::Answer(refused)) if refused.status == 401 && !known => Finding::NoKey,
            Err(why) => Finding::ApiFails(why.failure_of_read()),
        };
        (finding, date)
    }

    /// Whether the storage answers. It is not asked for anything, so it may refuse.
    async fn ask_storage(&self, scheme: &str, host: &str) -> Finding {
        let asked = async {
            let request = self.requests.get(format!("{scheme}://{host}/"));
            let response = timeout(super::ANSWER, self.bodies.send(request)).await;
            answer::of_storage(response.map_err(|_late| Error::Timeout)??).await
        };
        match asked.await {
            Ok(_) | Err(Error::NoEtag | Error::Storage(..)) => Finding::StorageAnswers(host.to_owned()),
            Err(why) => Finding::StorageFails(host.to_owned(), why.failure_of_read()),
        }
    }
}

impl Client {
    /// Asks the cheapest question that proves a key: when the server answered, and what.
    async fn greet(&self) -> Result<(Option<Timestamp>, Result<(), Error>), Error> {
        let query = [("page", "1"), ("page_limit", "1")];
        let response = self.clients.ask(self.get(&["indexes"])?.query(&query)).await?;
        let date = error::server_now(response.headers());
        Ok((date, self.read::<WirePage<WireIndex>>(response).await.map(drop)))
    }
}

/// The URL of a server, if it can be one.
fn server(text: &str) -> Result<(Url, Uri), String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    let to = url.as_str().parse::<Uri>().map_err(|error| error.to_string())?;
    if url.host_str().is_none() { Err(text.to_owned()) } else { Ok((url, to)) }
}

/// Whether a connection comes about in time.
async fn opened<T>(connecting: impl Future<Output = Result<T, BoxError>>) -> Result<(), Error> {
    match timeout(CONNECT, connecting).await {
        Ok(Ok(_connection)) => Ok(()),
        Ok(Err(error)) => Err(NoWay::within(error.as_ref())
            .map_or_else(|| Error::Connect(error::innermost(error.as_ref())), Error::from)),
        Err(_late) => Err(Error::Timeout),
    }
}

/// The addresses of a host.
async fn names(host: &str) -> Finding {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if bare.parse::<IpAddr>().is_ok() {
        return Finding::IsAddress(bare.to_owned());
    }
    match timeout(NAMES, tokio::net::lookup_host((bare, 0))).await {
        Ok(Ok(found)) => {
            let mut found: Vec<IpAddr> = found.map(|address: SocketAddr| address.ip()).collect();
            found.sort();
            found.dedup();
            Finding::Resolved(bare.to_owned(), found)
        }
        Ok(Err(why)) => Finding::NotResolved(bare.to_owned(), error::innermost(&why)),
        Err(_late) => Finding::NotResolved(bare.to_owned(), String::new()),
    }
}

/// Judges certificates as connections do, and remembers what it has seen.
#[derive(Debug)]
struct Witness {
    whole: Arc<dyn ServerCertVerifier>,
    /// What the system trusts by itself.
    system: Option<Arc<dyn ServerCertVerifier>>,
    seen: Mutex<Option<Seen>>,
}

#[derive(Debug)]
struct Seen {
    certificate: Certificate,
    verdict: Result<(), rustls::Error>,
    by_system: bool,
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let judge =
            |by: &dyn ServerCertVerifier| by.verify_server_cert(end_entity, intermediates, name, ocsp, now);
        let verdict = judge(&*self.whole);
        let seen = Seen {
            certificate: Certificate::read(end_entity),
            verdict: verdict.as_ref().map(|_| ()).map_err(Clone::clone),
            by_system: self.system.as_ref().is_some_and(|system| judge(&**system).is_ok()),
        };
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
        verdict
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.whole.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.whole.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.whole.supported_verify_schemes()
    }
}
