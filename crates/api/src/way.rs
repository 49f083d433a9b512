//! The way to a host: through which proxy, and trusting whom. All connections ask here.

use std::env::VarError;
use std::sync::Arc;

use http::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use reqwest::Url;
use rustls::crypto::ring::default_provider;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

use super::error::{Error, NoWay};
use takeup_model::is_loopback;

/// The proxies of this system. A variable that cannot be used stops what it was meant for, so that nothing goes
/// another way than it should.
#[derive(Clone, Debug)]
pub(super) struct Proxies {
    system: Arc<Matcher>,
    /// Tells which hosts need none.
    excepted: Arc<Matcher>,
    unusable: Unusable,
}

/// The variables that name no proxy, by the scheme they are for.
#[derive(Clone, Copy, Debug, Default)]
struct Unusable {
    http: Option<&'static str>,
    https: Option<&'static str>,
}

type Variable<'a> = &'a dyn Fn(&str) -> Result<String, VarError>;

impl Proxies {
    pub(super) fn from_system() -> Self {
        Self::new(Matcher::from_system(), &|name| std::env::var(name))
    }

    fn new(system: Matcher, variable: Variable<'_>) -> Self {
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
        let excepted = Matcher::builder().all("http://proxy.invalid").no(no.unwrap_or_default()).build();
        Self { system: Arc::new(system), excepted: Arc::new(excepted), unusable }
    }

    /// These and no others.
    #[cfg(test)]
    pub(super) fn of(proxies: Matcher) -> Self {
        Self::new(proxies, &|_| Err(VarError::NotPresent))
    }

    /// The proxy on the way there, if one is.
    pub(super) fn on_the_way(&self, to: &Uri) -> Result<Option<Intercept>, NoWay> {
        let here = Url::parse(&to.to_string()).is_ok_and(|to| is_loopback(&to));
        if here || self.excepted.intercept(to).is_none() {
            return Ok(None);
        }
        let unusable = if to.scheme_str() == Some("http") { self.unusable.http } else { self.unusable.https };
        match unusable {
            Some(variable) => Err(NoWay::ProxySetting(variable)),
            None => Ok(self.system.intercept(to)),
        }
    }
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

/// What the system trusts. It is read once, beside the work, and only when a connection needs it.
#[derive(Clone, Debug, Default)]
pub(super) struct Trust(Arc<OnceCell<Arc<ClientConfig>>>);

impl Trust {
    /// How https is spoken, with tickets for the next connection that all clones share.
    pub(super) async fn config(&self) -> Result<&Arc<ClientConfig>, NoWay> {
        let read = || async {
            let read = spawn_blocking(system_roots).await;
            read.unwrap_or_else(|panicked| Err(NoWay::Trust(panicked.to_string())))
        };
        self.0.get_or_try_init(read).await
    }

    /// For a client that makes no connections.
    pub(super) fn none() -> Result<ClientConfig, Error> {
        let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()));
        let builder = builder.with_safe_default_protocol_versions();
        let builder = builder.map_err(|error| Error::Client(error.to_string()))?;
        Ok(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
    }
}

fn system_roots() -> Result<Arc<ClientConfig>, NoWay> {
    let named = |why: String| {
        let place = ["SSL_CERT_FILE", "SSL_CERT_DIR"]
            .into_iter()
            .find_map(|name| Some(format!("{name}={}: ", std::env::var_os(name)?.to_string_lossy())));
        NoWay::Trust(format!("{}{why}", place.unwrap_or_default()))
    };
    // Where it is looked at, a file that cannot be read is passed over if there are roots elsewhere too.
    if let Some(file) = std::env::var_os("SSL_CERT_FILE").filter(|_| cfg!(target_os = "linux")) {
        std::fs::File::open(file).map_err(|error| named(error.to_string()))?;
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    let config = builder
        .with_safe_default_protocol_versions()
        .and_then(|builder| Ok(builder.with_platform_verifier()?.with_no_client_auth()));
    config.map(Arc::new).map_err(|error| named(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is decided for this URL, with these variables.
    fn way(variables: &[(&str, &str)], to: &str) -> Result<Option<String>, String> {
        let variable = |name: &str| {
            let set = variables.iter().find(|(own, _)| *own == name);
            set.map(|(_, value)| (*value).to_owned()).ok_or(VarError::NotPresent)
        };
        let get =
            |names: [&str; 2]| names.into_iter().find_map(|name| variable(name).ok()).unwrap_or_default();
        let system = Matcher::builder()
            .all(get(["ALL_PROXY", "all_proxy"]))
            .http(get(["HTTP_PROXY", "http_proxy"]))
            .https(get(["HTTPS_PROXY", "https_proxy"]))
            .no(get(["NO_PROXY", "no_proxy"]))
            .build();
        let found = Proxies::new(system, &variable).on_the_way(&to.parse().unwrap());
        found.map(|it| it.map(|it| it.uri().to_string())).map_err(|why| why.to_string())
    }

    #[test]
    fn a_variable_that_names_no_proxy_is_said_and_nothing_goes_another_way() {
        let api = "https://api.example.org/v1.3";
        let proxy = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(way(&[], api), Ok(None));
        assert_eq!(way(&[("HTTPS_PROXY", "")], api), Ok(None));
        assert_eq!(way(&[("HTTPS_PROXY", "p:3128")], api), proxy("http://p:3128/"));
        assert_eq!(way(&[("https_proxy", "socks5h://p:1080")], api), proxy("socks5h://p:1080/"));
        assert_eq!(way(&[("ALL_PROXY", "socks5://p:1080")], api), proxy("socks5://p:1080/"));
        for bad in ["socks://p:1080", "ftp://p", "http://", "http:// p", "p:port", "http://user:pass word@p"]
        {
            assert_eq!(way(&[("HTTPS_PROXY", bad)], api), Err("HTTPS_PROXY".to_owned()), "{bad}");
            assert_eq!(way(&[("all_proxy", bad)], api), Err("all_proxy".to_owned()), "{bad}");
            let both = [("HTTPS_PROXY", bad), ("ALL_PROXY", "p:3128")];
            assert_eq!(way(&both, api), Err("HTTPS_PROXY".to_owned()), "{bad}");
        }
        let bad = [("HTTPS_PROXY", "ftp://p"), ("NO_PROXY", "example.org")];
        assert_eq!(way(&bad, api), Ok(None), "this host needs none");
        assert_eq!(way(&bad, "https://127.0.0.1:5000/v1.3"), Ok(None), "this computer needs none");
        assert_eq!(way(&bad, "http://other.example/"), Ok(None), "it is not for http");
        let http = [("HTTP_PROXY", "ftp://p"), ("HTTPS_PROXY", "p:3128")];
        assert_eq!(way(&http, api), proxy("http://p:3128/"));
    }
}
