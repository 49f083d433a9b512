//! The way to a host: through which proxy, and trusting whom. All connections ask here.

use std::env::VarError;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use http::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use reqwest::Url;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::Verifier;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

use super::error::{Error, NoWay};
use super::system_proxy::SystemProxies;
use takeup_model::{Network, ProxyChoice, ProxyUrl, is_loopback};

/// Finds the password of a proxy, or says why that failed. It may block, for example while a keyring asks its owner.
pub type FindPassword = Arc<dyn Fn(&ProxyUrl) -> Result<Option<SecretString>, String> + Send + Sync>;

/// Which proxy leads to a host. What cannot be used stops what it was meant for, so that nothing goes another way than
/// it should.
#[derive(Clone, Debug)]
pub(super) struct Proxies {
    choice: Choice,
    /// Tells which hosts need none.
    excepted: Arc<Matcher>,
    /// Whether hosts without a dot in their name need none.
    plain_names_direct: bool,
    /// Whether a script of the system may name a proxy, which is not known here.
    pub(super) by_script: bool,
}

#[derive(Clone, Debug)]
enum Choice {
    System(Arc<Matcher>, Unusable),
    None,
    /// The proxy that was entered, if one was.
    Own(Option<Arc<OwnProxy>>),
}

/// The variables that name no proxy, by the scheme they are for.
#[derive(Clone, Copy, Debug, Default)]
struct Unusable {
    http: Option<&'static str>,
    https: Option<&'static str>,
}

/// A proxy whose password is looked for when the first connection needs it.
struct OwnProxy {
    url: ProxyUrl,
    find: FindPassword,
    found: OnceCell<Matcher>,
}

impl fmt::Debug for OwnProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.url.fmt(f)
    }
}

impl OwnProxy {
    async fn matcher(&self) -> Result<&Matcher, NoWay> {
        let read = || async {
            if self.url.user().is_none() {
                return Ok(Matcher::builder().all(self.url.to_string()).build());
            }
            let (find, url) = (Arc::clone(&self.find), self.url.clone());
            let found = spawn_blocking(move || find(&url)).await;
            let found = found.unwrap_or_else(|panicked| Err(panicked.to_string()));
            match found.map_err(|why| NoWay::Proxy(format!("{}: {why}", self.url.bare())))? {
                None => Ok(Matcher::builder().all(self.url.to_string()).build()),
                Some(password) => {
                    Ok(Matcher::builder().all(self.url.with_password(password.expose_secret())).build())
                }
            }
        };
        self.found.get_or_try_init(read).await
    }
}

/// Finds nothing.
pub fn no_password() -> FindPassword {
    Arc::new(|_| Ok(None))
}

type Variable<'a> = &'a dyn Fn(&str) -> Result<String, VarError>;

impl Proxies {
    pub(super) fn of(network: &Network, find: FindPassword) -> Self {
        let own = |url| Arc::new(OwnProxy { url, find, found: OnceCell::new() });
        let choice = match network.proxy {
            ProxyChoice::System => {
                let (found, variable) = (SystemProxies::read(), |name: &str| std::env::var(name));
                return Self::system(matcher(&found, &variable), &found, &variable, &network.direct_for);
            }
            ProxyChoice::None => Choice::None,
            ProxyChoice::Own => Choice::Own(network.own_proxy.clone().map(own)),
        };
        let excepted = Arc::new(excepted(&network.direct_for));
        Self { choice, excepted, plain_names_direct: false, by_script: false }
    }

    fn system(proxies: Matcher, found: &SystemProxies, variable: Variable<'_>, direct_for: &str) -> Self {
        let all = judged(variable, ["ALL_PROXY", "all_proxy"]);
        let of_scheme = |names| match judged(variable, names) {
            Setting::Unset => all.unusable(),
            set @ (Setting::Proxy | Setting::Unusable(_)) => set.unusable(),
        };
        let unusable = Unusable {
            http: of_scheme(["HTTP_PROXY", "http_proxy"]),
            https: of_scheme(["HTTPS_PROXY", "https_proxy"]),
        };
        let no = ["NO_PROXY", "no_proxy"].into_iter().find_map(|name| variable(name).ok());
        let no = no.as_ref().unwrap_or(&found.direct_for);
        Self {
            choice: Choice::System(Arc::new(proxies), unusable),
            excepted: Arc::new(excepted(&format!("{no},{direct_for}"))),
            plain_names_direct: found.plain_names_direct,
            by_script: found.by_script,
        }
    }

    /// These and no others.
    #[cfg(test)]
    pub(super) fn only(proxies: Matcher) -> Self {
        Self::system(proxies, &SystemProxies::default(), &|_| Err(VarError::NotPresent), "")
    }

    /// The proxy on the way there, if one is.
    pub(super) async fn on_the_way(&self, to: &Uri) -> Result<Option<Intercept>, NoWay> {
        let here = Url::parse(&to.to_string()).is_ok_and(|to| is_loopback(&to));
        let plain = self.plain_names_direct && to.host().is_some_and(|host| !host.contains(['.', ':']));
        if here || plain || self.excepted.intercept(to).is_none() {
            return Ok(None);
        }
        match &self.choice {
            Choice::None => Ok(None),
            Choice::Own(None) => Err(NoWay::OwnProxyMissing),
            Choice::Own(Some(own)) => Ok(own.matcher().await?.intercept(to)),
            Choice::System(system, unusable) => {
                let unusable = if to.scheme_str() == Some("http") { unusable.http } else { unusable.https };
                match unusable {
                    Some(variable) => Err(NoWay::ProxySetting(variable)),
                    None => Ok(system.intercept(to)),
                }
            }
        }
    }
}

/// The proxies that the environment names, and where it names none, those that the system has set.
fn matcher(found: &SystemProxies, variable: Variable<'_>) -> Matcher {
    let get = |names: [&str; 2]| names.into_iter().find_map(|name| variable(name).ok()).unwrap_or_default();
    let all = get(["ALL_PROXY", "all_proxy"]);
    let or = |named: String, found: &String| {
        if named.is_empty() && all.is_empty() { found.clone() } else { named }
    };
    Matcher::builder()
        .http(or(get(["HTTP_PROXY", "http_proxy"]), &found.http))
        .https(or(get(["HTTPS_PROXY", "https_proxy"]), &found.https))
        .all(all.clone())
        .build()
}

/// Intercepts every host that is not among these.
fn excepted(hosts: &str) -> Matcher {
    Matcher::builder().all("http://proxy.invalid").no(hosts).build()
}

/// What a variable says about a proxy.
#[derive(Clone, Copy)]
enum Setting {
    /// Nothing: it is not set, or empty.
    Unset,
    /// Which one to use.
    Proxy,
    /// Something that is no proxy; this is its name.
    Unusable(&'static str),
}

impl Setting {
    fn unusable(self) -> Option<&'static str> {
        if let Self::Unusable(name) = self { Some(name) } else { None }
    }
}

/// What the first of these variables that is set says.
fn judged(variable: Variable<'_>, names: [&'static str; 2]) -> Setting {
    let set = |name: &&'static str| variable(name) != Err(VarError::NotPresent);
    let Some(name) = names.into_iter().find(set) else { return Setting::Unset };
    match variable(name) {
        Ok(value) if value.is_empty() => Setting::Unset,
        Ok(value) => {
            let to = Uri::from_static("http://host.invalid/");
            let proxy = Matcher::builder().all(value).build().intercept(&to);
            let usable = proxy.as_ref().and_then(|proxy| proxy.uri().authority()).is_some_and(|at| {
                // What stands after the colon is a port or nothing.
                at.port_u16().is_some() || at.as_str() == at.host()
            });
            if usable { Setting::Proxy } else { Setting::Unusable(name) }
        }
        Err(_) => Setting::Unusable(name),
    }
}

/// What is trusted: the system's roots, and those of a file. They are read once, beside the work, and only when a
/// connection needs them.
#[derive(Clone, Debug, Default)]
pub(super) struct Trust {
    extra: Option<PathBuf>,
    read: Arc<OnceCell<Arc<ClientConfig>>>,
}

impl Trust {
    /// The system's roots, and those in this file.
    pub(super) fn with(extra: Option<PathBuf>) -> Self {
        Self { extra, read: Arc::default() }
    }

    /// How https is spoken, with tickets for the next connection that all clones share.
    pub(super) async fn config(&self) -> Result<&Arc<ClientConfig>, NoWay> {
        let read = || async { Ok(Arc::new(config(self.verifier().await?)?)) };
        self.read.get_or_try_init(read).await
    }

    /// Who judges certificates.
    pub(super) async fn verifier(&self) -> Result<Arc<dyn ServerCertVerifier>, NoWay> {
        let extra = self.extra.clone();
        let read = spawn_blocking(move || roots(extra.as_deref())).await;
        Ok(Arc::new(read.unwrap_or_else(|panicked| Err(NoWay::Trust(panicked.to_string())))?))
    }

    /// For a client that makes no connections, or none with TLS.
    pub(super) fn none() -> Result<ClientConfig, Error> {
        Ok(builder()?.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
    }
}

fn builder() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, NoWay> {
    let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    builder.with_safe_default_protocol_versions().map_err(|error| NoWay::Trust(error.to_string()))
}

/// How https is spoken with servers whose certificates this one accepts.
pub(super) fn config(verifier: Arc<dyn ServerCertVerifier>) -> Result<ClientConfig, NoWay> {
    Ok(builder()?.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
}

fn roots(extra: Option<&Path>) -> Result<Verifier, NoWay> {
    let named = |why: String| {
        let place = ["SSL_CERT_FILE", "SSL_CERT_DIR"]
            .into_iter()
            .find_map(|name| Some(format!("{name}={}: ", std::env::var_os(name)?.to_string_lossy())));
        match place {
            // The library has no code for it.
            None if why.contains("No CA certificates") => NoWay::NoRoots,
            place => NoWay::Trust(format!("{}{why}", place.unwrap_or_default())),
        }
    };
    let extra = extra.map(certificates).transpose()?.unwrap_or_default();
    // Where it is looked at, a file that cannot be read is passed over if there are roots elsewhere too.
    if let Some(file) = std::env::var_os("SSL_CERT_FILE").filter(|_| cfg!(target_os = "linux")) {
        std::fs::File::open(file).map_err(|error| named(error.to_string()))?;
    }
    let provider = Arc::new(default_provider());
    Verifier::new_with_extra_roots(extra, provider).map_err(|error| named(error.to_string()))
}

/// The certificates in a file, of which there must be one.
fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, NoWay> {
    let named = |why: String| NoWay::Trust(format!("{}: {why}", file.display()));
    let read = CertificateDer::pem_file_iter(file).map_err(|error| named(error.to_string()))?;
    let read = read.collect::<Result<Vec<_>, _>>().map_err(|error| named(error.to_string()))?;
    if read.is_empty() { Err(named("no certificate in PEM".to_owned())) } else { Ok(read) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is decided for this URL, with these variables.
    async fn way(variables: &[(&str, &str)], to: &str) -> Result<Option<String>, String> {
        way_with(&SystemProxies::default(), variables, to).await
    }

    /// The same on a system that has these proxies set.
    async fn way_with(
        found: &SystemProxies,
        variables: &[(&str, &str)],
        to: &str,
    ) -> Result<Option<String>, String> {
        let variable = |name: &str| {
            let set = variables.iter().find(|(own, _)| *own == name);
            set.map(|(_, value)| (*value).to_owned()).ok_or(VarError::NotPresent)
        };
        let proxies = Proxies::system(matcher(found, &variable), found, &variable, "");
        let found = proxies.on_the_way(&to.parse().unwrap()).await;
        found.map(|it| it.map(|it| it.uri().to_string())).map_err(|why| why.to_string())
    }

    #[tokio::test]
    async fn what_is_trusted_is_read_once_for_all_connections() {
        let trust = Trust::default();
        let first = Arc::clone(trust.config().await.unwrap());
        assert!(Arc::ptr_eq(&first, trust.clone().config().await.unwrap()));
    }

    #[cfg(unix)]
    const AUTHORITY: &str = "\
-----BEGIN CERTIFICATE-----
MIIBgDCCASWgAwIBAgIUHn4s2K/ARbcru5G56iCxllQtjbAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyOTIzMTYxNVoYDzIxMjYxMTA1
MjMxNjE1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARNs8HJgCp5vKrVZEVrP7z3A5M1wMTvwCCvEdlbHyQh4nMLaN7tmFZk
nzhVFVdyjsYacCJoxbre6xMWRFABy50yo1MwUTAdBgNVHQ4EFgQUAwn7660w1bjr
W2jHljJL+faidqUwHwYDVR0jBBgwFoAUAwn7660w1bjrW2jHljJL+faidqUwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAzHMWdCXCbfHqabCf0LDo
Rw9QSpOXaDZCRzp6aOhW3igCIQCbZm7uUa2M+JNdri0dtcPwuj3MyZkWyUm8JRt3
aUIlHw==
-----END CERTIFICATE-----
";

    /// The certificates come through a pipe, which gives them once. Whoever opens one end waits for the other, so the only
    /// worker could not write what it was reading itself.
    #[cfg(unix)]
    #[test]
    fn what_is_trusted_is_read_beside_the_work_and_not_for_each_hop() {
        use std::io::Write as _;

        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("authority.pem");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let (teller, told) = std::sync::mpsc::channel();
        let work = move || {
            let trust = Trust::with(Some(pipe.clone()));
            let worker = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let hop = async || Arc::as_ptr(trust.clone().config().await.unwrap());
            let write = async {
                let mut pipe = std::fs::File::options().write(true).open(&pipe).unwrap();
                pipe.write_all(AUTHORITY.as_bytes()).unwrap();
            };
            let read = worker.block_on(async {
                let (api, storage, ()) = tokio::join!(hop(), hop(), write);
                [api, storage, hop().await]
            });
            teller.send(read.iter().all(|config| *config == read[0])).unwrap();
        };
        std::thread::Builder::new().spawn(work).unwrap();
        assert_eq!(told.recv_timeout(std::time::Duration::from_mins(1)), Ok(true));
    }

    #[tokio::test]
    async fn the_settings_of_the_system_count_where_no_variable_does() {
        let found = SystemProxies {
            http: "h:80".to_owned(),
            https: "socks4://s:1080".to_owned(),
            direct_for: "example.net".to_owned(),
            plain_names_direct: true,
            by_script: false,
        };
        let api = "https://api.example.org/v1.3";
        let way = async |variables: &[(&str, &str)], to| way_with(&found, variables, to).await.unwrap();
        assert_eq!(way(&[], api).await.as_deref(), Some("socks4://s:1080/"));
        assert_eq!(way(&[], "http://other.example/").await.as_deref(), Some("http://h:80/"));
        assert_eq!(way(&[], "https://intranet/").await, None);
        assert_eq!(way(&[], "https://[2001:db8::1]/").await.as_deref(), Some("socks4://s:1080/"));
        assert_eq!(way(&[], "https://a.example.net/").await, None);
        for name in ["HTTPS_PROXY", "all_proxy"] {
            assert_eq!(way(&[(name, "p:3128")], api).await.as_deref(), Some("http://p:3128/"), "{name}");
        }
        let other = way(&[("NO_PROXY", "other.example")], "https://a.example.net/").await;
        assert_eq!(other.as_deref(), Some("socks4://s:1080/"), "the variable has its own list");
    }

    #[tokio::test]
    async fn a_variable_that_names_no_proxy_is_said_and_nothing_goes_another_way() {
        let api = "https://api.example.org/v1.3";
        let proxy = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(way(&[], api).await, Ok(None));
        assert_eq!(way(&[("HTTPS_PROXY", "")], api).await, Ok(None));
        assert_eq!(way(&[("HTTPS_PROXY", "p:3128")], api).await, proxy("http://p:3128/"));
        assert_eq!(way(&[("https_proxy", "socks5h://p:1080")], api).await, proxy("socks5h://p:1080/"));
        assert_eq!(way(&[("ALL_PROXY", "socks5://p:1080")], api).await, proxy("socks5://p:1080/"));
        for bad in ["socks://p:1080", "ftp://p", "http://", "http:// p", "p:port", "http://user:pass word@p"]
        {
            assert_eq!(way(&[("HTTPS_PROXY", bad)], api).await, Err("HTTPS_PROXY".to_owned()), "{bad}");
            assert_eq!(way(&[("all_proxy", bad)], api).await, Err("all_proxy".to_owned()), "{bad}");
            let both = [("HTTPS_PROXY", bad), ("ALL_PROXY", "p:3128")];
            assert_eq!(way(&both, api).await, Err("HTTPS_PROXY".to_owned()), "{bad}");
        }
        let bad = [("HTTPS_PROXY", "ftp://p"), ("NO_PROXY", "example.org")];
        assert_eq!(way(&bad, api).await, Ok(None), "this host needs none");
        assert_eq!(way(&bad, "https://127.0.0.1:5000/v1.3").await, Ok(None), "this computer needs none");
        assert_eq!(way(&bad, "http://other.example/").await, Ok(None), "it is not for http");
        let http = [("HTTP_PROXY", "ftp://p"), ("HTTPS_PROXY", "p:3128")];
        assert_eq!(way(&http, api).await, proxy("http://p:3128/"));
    }

    async fn by(network: &Network, to: &str) -> Result<Option<Intercept>, String> {
        let find: FindPassword = Arc::new(|url| match url.user().as_deref() {
            Some("ann") => Ok(Some(SecretString::from("p@ss:word"))),
            Some("locked") => Err("the keyring is locked".to_owned()),
            _ => Ok(None),
        });
        let found = Proxies::of(network, find).on_the_way(&to.parse().unwrap()).await;
        found.map_err(|why| why.to_string())
    }

    #[tokio::test]
    async fn the_proxy_that_was_entered_is_the_only_one() {
        let api = "https://api.example.org/v1.3";
        let own = |url: &str, direct_for: &str| Network {
            proxy: ProxyChoice::Own,
            own_proxy: url.parse().ok(),
            direct_for: direct_for.to_owned(),
            ..Network::default()
        };
        let found = by(&own("ann@p:3128", ""), api).await.unwrap().unwrap();
        assert_eq!(found.uri().to_string(), "http://p:3128/");
        assert_eq!(found.basic_auth().unwrap(), "Basic YW5uOnBAc3M6d29yZA==");
        let socks = by(&own("socks5h://ann@p:1080", ""), api).await.unwrap().unwrap();
        assert_eq!(socks.raw_auth(), Some(("ann", "p@ss:word")));
        assert!(by(&own("p:3128", ""), api).await.unwrap().unwrap().basic_auth().is_none());
        assert!(by(&own("p:3128", ".example.org"), api).await.unwrap().is_none());
        assert!(by(&own("p:3128", ""), "http://127.0.0.1:1/").await.unwrap().is_none());
        let locked = by(&own("locked@p:3128", ""), api).await.unwrap_err();
        assert_eq!(locked, "http://p:3128: the keyring is locked");
        // Nothing goes the direct way because a proxy is missing.
        assert!(by(&own("", ""), api).await.is_err());
        let none = Network { proxy: ProxyChoice::None, ..own("p:3128", "") };
        assert!(by(&none, api).await.unwrap().is_none());
    }
}
