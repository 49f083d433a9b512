//! The way to the platform and its storage, as a person has set it.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

use url::Url;

use crate::words::words;

/// How connections are made. It holds for the platform and its storage alike, and holds no secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// Which proxy is used.
    pub proxy: ProxyChoice,
    /// The proxy that was entered. It is kept while another choice is set.
    pub own_proxy: Option<ProxyUrl>,
    /// Hosts that need no proxy, in the form of `NO_PROXY`.
    pub direct_for: String,
    /// A file in PEM with certificates that are trusted beside those of the system.
    pub extra_ca: Option<PathBuf>,
    /// Which addresses of a host are used.
    pub addresses: Addresses,
}

/// Which proxy is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProxyChoice {
    /// The one that the system or the environment names.
    #[default]
    System,
    /// None.
    None,
    /// The one that was entered.
    Own,
}

words! { ProxyChoice { System => "system", None => "none", Own => "own" } }

/// Which addresses of a host are used, where it has both kinds. A host that has only the other kind is still reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Addresses {
    /// All of them.
    #[default]
    Any,
    /// IPv4.
    Ipv4,
    /// IPv6.
    Ipv6,
}

words! { Addresses { Any => "any", Ipv4 => "ipv4", Ipv6 => "ipv6" } }

impl Addresses {
    /// Leaves the addresses that are used.
    pub fn choose<T>(self, all: Vec<T>, ip: impl Fn(&T) -> IpAddr) -> Vec<T> {
        let wanted = |one: &T| match self {
            Self::Any => true,
            Self::Ipv4 => ip(one).is_ipv4(),
            Self::Ipv6 => ip(one).is_ipv6(),
        };
        if all.iter().any(wanted) { all.into_iter().filter(wanted).collect() } else { all }
    }
}

/// Where a proxy is, and who signs in there. It never holds a password.
#[derive(Clone, PartialEq, Eq)]
pub struct ProxyUrl(Url);

/// Why a text is not the URL of a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyFlaw {
    /// It is no URL with a host.
    NoUrl,
    /// It is spoken to in a way that no proxy is.
    Scheme,
    /// It holds a password, which belongs into the keyring.
    Password,
}

/// The ways in which a proxy is spoken to.
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

impl FromStr for ProxyUrl {
    type Err = ProxyFlaw;

    fn from_str(text: &str) -> Result<Self, ProxyFlaw> {
        let text = text.trim();
        let text = text.strip_suffix('/').filter(|bare| !bare.ends_with('/')).unwrap_or(text);
        let whole = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
        let url = Url::parse(&whole).ok().ok_or(ProxyFlaw::NoUrl)?;
        if !SCHEMES.contains(&url.scheme()) {
            return Err(ProxyFlaw::Scheme);
        }
        if url.password().is_some() {
            return Err(ProxyFlaw::Password);
        }
        let host = url.host_str().is_some_and(|host| !host.is_empty() && !host.contains(char::is_whitespace));
        let bare = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
        if host && bare { Ok(Self(url)) } else { Err(ProxyFlaw::NoUrl) }
    }
}

impl ProxyUrl {
    /// Who signs in there.
    pub fn user(&self) -> Option<String> {
        let user = Some(self.0.username()).filter(|user| !user.is_empty())?;
        Some(percent_encoding::percent_decode_str(user).decode_utf8_lossy().into_owned())
    }

    /// The same proxy with this user; none if it is empty.
    #[must_use]
    pub fn with_user(&self, user: &str) -> Self {
        let mut url = self.0.clone();
        // Every URL that is kept here has a host, and so can have a user.
        url.set_username(user).unwrap_or_default();
        Self(url)
    }

    /// The same proxy with nobody signing in.
    #[must_use]
    pub fn bare(&self) -> Self {
        self.with_user("")
    }

    /// The URL with this password, for whoever connects.
    pub fn with_password(&self, password: &str) -> String {
        let mut url = self.0.clone();
        url.set_password(Some(password)).unwrap_or_default();
        url.into()
    }

    /// Its host.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

impl fmt::Display for ProxyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl fmt::Debug for ProxyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_a_url_without_a_password() {
        let read = |text: &str| text.parse::<ProxyUrl>().map(|proxy| proxy.to_string());
        for (text, kept) in [
            ("proxy.example.com:3128", "http://proxy.example.com:3128"),
            (" http://proxy.example.com:3128/ ", "http://proxy.example.com:3128"),
            ("https://ann@proxy.example.com", "https://ann@proxy.example.com"),
            ("socks5h://127.0.0.1:1080", "socks5h://127.0.0.1:1080"),
            ("http://[::1]:3128", "http://[::1]:3128"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(kept), "{text}");
        }
        for text in ["", "http://", "http://p:port", "http://p/path", "http://p?q", "a b"] {
            assert_eq!(read(text), Err(ProxyFlaw::NoUrl), "{text}");
        }
        assert_eq!(read("ftp://p"), Err(ProxyFlaw::Scheme));
        assert_eq!(read("http://ann:secret@p:3128"), Err(ProxyFlaw::Password));
    }

    #[test]
    fn whoever_signs_in_may_have_any_name() {
        let proxy: ProxyUrl = "http://proxy.example.com:3128".parse().unwrap();
        let signed_in = proxy.with_user("CORP\\ann@home");
        assert_eq!(signed_in.user().as_deref(), Some("CORP\\ann@home"));
        assert_eq!(signed_in.bare(), proxy);
        assert_eq!(signed_in.to_string().parse(), Ok(signed_in.clone()));
        assert!(signed_in.with_password("p@ss:word").contains("ann%40home:p%40ss%3Aword@proxy"));
        let socks: ProxyUrl = "socks5h://p:1080".parse().unwrap();
        assert_eq!(socks.with_user("ann").with_password("x"), "socks5h://ann:x@p:1080");
    }

    #[test]
    fn addresses_of_the_other_kind_are_used_where_there_are_no_others() {
        let [four, six] = ["192.0.2.1", "2001:db8::1"].map(|text| text.parse::<IpAddr>().unwrap());
        let chosen = |kind: Addresses, all: &[IpAddr]| kind.choose(all.to_vec(), |ip| *ip);
        assert_eq!(chosen(Addresses::Any, &[six, four]), [six, four]);
        assert_eq!(chosen(Addresses::Ipv4, &[six, four]), [four]);
        assert_eq!(chosen(Addresses::Ipv6, &[six, four]), [six]);
        assert_eq!(chosen(Addresses::Ipv4, &[six]), [six]);
    }
}
