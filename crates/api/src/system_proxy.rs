//! The proxies in the settings of Windows, macOS, and the desktops of Linux. The environment comes before them.

/// What a system has set. A text is empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SystemProxies {
    /// For plain http.
    pub(super) http: String,
    /// For https.
    pub(super) https: String,
    /// Hosts that need none, in the form of `NO_PROXY`.
    pub(super) direct_for: String,
    /// Whether hosts without a dot in their name need none.
    pub(super) plain_names_direct: bool,
    /// Whether a script says which proxy leads where. Nothing here runs it.
    pub(super) by_script: bool,
}

impl SystemProxies {
    /// Those of this system now.
    #[cfg(windows)]
    pub(super) fn read() -> Self {
        const PLACE: &str = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings";
        let Ok(settings) = windows_registry::CURRENT_USER.open(PLACE) else { return Self::default() };
        let text = |name| settings.get_string(name).unwrap_or_default();
        let by_script = !text("AutoConfigURL").is_empty();
        if settings.get_u32("ProxyEnable").unwrap_or_default() == 0 {
            return Self { by_script, ..Self::default() };
        }
        Self { by_script, ..Self::of_windows(&text("ProxyServer"), &text("ProxyOverride")) }
    }

    /// Those of this system now, as its own program tells them.
    #[cfg(target_os = "macos")]
    pub(super) fn read() -> Self {
        let told = std::process::Command::new("/usr/sbin/scutil").arg("--proxy").output();
        told.map(|told| Self::of_macos(&String::from_utf8_lossy(&told.stdout))).unwrap_or_default()
    }

    /// Those of the desktop, if this program runs on one: KDE keeps them in a file, all others where GNOME does.
    #[cfg(target_os = "linux")]
    pub(super) fn read() -> Self {
        let desktop = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
        if desktop.is_empty() {
            return Self::default();
        }
        if desktop.split(':').any(|name| name == "KDE") {
            let home = || Some(std::env::home_dir()?.join(".config"));
            let folder = std::env::var_os("XDG_CONFIG_HOME").map(std::path::PathBuf::from).or_else(home);
            let told = folder.and_then(|folder| std::fs::read_to_string(folder.join("kioslaverc")).ok());
            return told.map(|told| Self::of_kde(&told)).unwrap_or_default();
        }
        let mut program = std::process::Command::new("gsettings");
        program.args(["list-recursively", "org.gnome.system.proxy"]);
        for name in crate::key_variables() {
            program.env_remove(name);
        }
        let told = program.output().ok().filter(|told| told.status.success());
        told.map(|told| Self::of_gnome(&String::from_utf8_lossy(&told.stdout))).unwrap_or_default()
    }

    /// There are none beside the environment.
    #[cfg(not(any(windows, target_os = "macos", target_os = "linux")))]
    pub(super) fn read() -> Self {
        Self::default()
    }

    /// Reads what `gsettings list-recursively` prints: on each line the part of the settings, the name, and the value.
    #[cfg(any(target_os = "linux", test))]
    fn of_gnome(told: &str) -> Self {
        let value = |part: &str, name: &str| {
            let lines = told.lines().filter_map(|line| line.trim().split_once(' '));
            let mut pairs = lines
                .filter(|(own, _)| own.strip_prefix("org.gnome.system.proxy").is_some_and(|own| own == part))
                .filter_map(|(_, pair)| pair.split_once(' '));
            pairs.find(|(own, _)| *own == name).map(|(_, value)| value.trim()).unwrap_or_default()
        };
        let by_script = value("", "mode") == "'auto'";
        if value("", "mode") != "'manual'" {
            return Self { by_script, ..Self::default() };
        }
        let proxy = |part: &str, scheme: &str| {
            let (host, port) = (value(part, "host").trim_matches('\''), value(part, "port"));
            let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
            (!host.is_empty() && port != "0").then(|| format!("{scheme}{host}:{port}"))
        };
        let socks = || proxy(".socks", "socks5h://");
        let hosts = value("", "ignore-hosts").trim_start_matches("@as").trim();
        let hosts = hosts.trim_matches(['[', ']']).split(',').map(|host| host.trim().trim_matches('\''));
        Self {
            http: proxy(".http", "").or_else(socks).unwrap_or_default(),
            https: proxy(".https", "").or_else(socks).unwrap_or_default(),
            direct_for: no_proxy(hosts),
            plain_names_direct: false,
            by_script,
        }
    }

    /// Reads the file in which KDE keeps them. What it has from the environment is read there anyway.
    #[cfg(any(target_os = "linux", test))]
    fn of_kde(told: &str) -> Self {
        let lines = told.lines().map(str::trim).skip_while(|line| *line != "[Proxy Settings]").skip(1);
        let lines = lines.take_while(|line| !line.starts_with('['));
        let value = |name: &str| {
            let mut pairs = lines.clone().filter_map(|line| line.split_once('='));
            let own = |own: &str| own.split('[').next().unwrap_or_default().trim() == name;
            pairs.find(|(found, _)| own(found)).map(|(_, value)| value.trim()).unwrap_or_default()
        };
        let by_script = matches!(value("ProxyType"), "2" | "3");
        // One that holds for these hosts alone is one that most hosts are not to be reached by.
        if value("ProxyType") != "1" || value("ReversedException") == "true" {
            return Self { by_script, ..Self::default() };
        }
        // The port stands after a space.
        let proxy = |name: &str| {
            let (host, port) = value(name).split_once(' ').unwrap_or((value(name), ""));
            let host = host.trim_end_matches('/');
            let bare = host.split_once("://").map_or(host, |(_, bare)| bare);
            let port = if port.is_empty() { String::new() } else { format!(":{}", port.trim()) };
            (!bare.is_empty()).then(|| {
                let scheme = if name == "socksProxy" { "socks5h://" } else { "" };
                let bare = if scheme.is_empty() { host } else { bare };
                format!("{scheme}{bare}{port}")
            })
        };
        let socks = || proxy("socksProxy");
        Self {
            http: proxy("httpProxy").or_else(socks).unwrap_or_default(),
            https: proxy("httpsProxy").or_else(socks).unwrap_or_default(),
            direct_for: no_proxy(value("NoProxyFor").split([',', ' '])),
            plain_names_direct: value("NoProxyFor").split([',', ' ']).any(|host| host == "<local>"),
            by_script,
        }
    }

    /// Reads `host:port`, or `http=host:port;https=host:port;socks=host:port`, and the hosts that need none.
    #[cfg(any(windows, test))]
    fn of_windows(server: &str, exceptions: &str) -> Self {
        let entries: Vec<&str> = server.split([';', ' ']).filter(|entry| !entry.is_empty()).collect();
        let named = |scheme: &str| {
            let mut pairs = entries.iter().filter_map(|entry| entry.split_once('='));
            pairs.find(|(name, _)| name.eq_ignore_ascii_case(scheme)).map(|(_, at)| at.to_owned())
        };
        let all = entries.iter().find(|entry| !entry.contains('=')).map(|at| (*at).to_owned());
        let socks = named("socks").map(|at| if at.contains("://") { at } else { format!("socks4://{at}") });
        let of = |scheme| named(scheme).or(all.clone()).or(socks.clone()).unwrap_or_default();
        let mut exceptions: Vec<&str> = exceptions.split(';').map(str::trim).collect();
        let before = exceptions.len();
        exceptions.retain(|exception| !exception.eq_ignore_ascii_case("<local>"));
        Self {
            http: of("http"),
            https: of("https"),
            plain_names_direct: exceptions.len() < before,
            direct_for: no_proxy(exceptions.into_iter()),
            by_script: false,
        }
    }

    /// Reads what `scutil --proxy` prints.
    #[cfg(any(target_os = "macos", test))]
    fn of_macos(told: &str) -> Self {
        let lines = told.lines().filter_map(|line| line.trim().split_once(" : "));
        let value = |name: &str| lines.clone().find(|(own, _)| *own == name).map(|(_, value)| value.trim());
        let proxy = |kind: &str, scheme: &str| {
            let of = |what: &str| value(&[kind, what].concat());
            let host = of("Proxy").filter(|_| of("Enable") == Some("1"))?;
            let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
            let port = of("Port").map(|port| format!(":{port}")).unwrap_or_default();
            Some(format!("{scheme}{host}{port}"))
        };
        let socks = || proxy("SOCKS", "socks5h://");
        // The hosts that need none are the one list, numbered from 0.
        let exceptions = lines.clone().filter(|(name, _)| name.bytes().all(|digit| digit.is_ascii_digit()));
        Self {
            http: proxy("HTTP", "").or_else(socks).unwrap_or_default(),
            https: proxy("HTTPS", "").or_else(socks).unwrap_or_default(),
            direct_for: no_proxy(exceptions.map(|(_, host)| host.trim())),
            plain_names_direct: value("ExcludeSimpleHostnames") == Some("1"),
            by_script: ["ProxyAutoConfigEnable", "ProxyAutoDiscoveryEnable"]
                .into_iter()
                .any(|name| value(name) == Some("1")),
        }
    }
}

/// Hosts as these systems write them, in the form of `NO_PROXY`.
fn no_proxy<'a>(hosts: impl Iterator<Item = &'a str>) -> String {
    let plain = hosts.filter(|host| !host.is_empty() && !host.starts_with('<')).map(|host| {
        let host = host.split_once("://").map_or(host, |(_, host)| host);
        network(host).unwrap_or_else(|| match host.trim_start_matches(['*', '.']) {
            "" => "*".to_owned(),
            bare => bare.to_owned(),
        })
    });
    plain.collect::<Vec<_>>().join(",")
}

/// `10.*` and `169.254/16` as networks with four numbers.
fn network(host: &str) -> Option<String> {
    let (address, bits) = host.split_once('/').map_or((host, None), |(address, bits)| (address, Some(bits)));
    let mut octets: Vec<u8> = Vec::new();
    let mut stars = 0;
    for piece in address.split('.') {
        if piece == "*" {
            stars += 1;
        } else if stars > 0 {
            return None;
        } else {
            octets.push(piece.parse().ok()?);
        }
    }
    let known = octets.len();
    if known == 0 || known + stars > 4 || (bits.is_none() && stars == 0) {
        return None;
    }
    octets.resize(4, 0);
    let bits = bits.map_or_else(|| Some(known * 8), |bits| bits.parse().ok())?;
    let [a, b, c, d] = octets.try_into().ok()?;
    Some(format!("{}/{bits}", std::net::Ipv4Addr::new(a, b, c, d)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_of_windows_are_read_by_scheme() {
        let read = |server: &str| {
            let SystemProxies { http, https, .. } = SystemProxies::of_windows(server, "");
            (http, https)
        };
        let pair = |http: &str, https: &str| (http.to_owned(), https.to_owned());
        assert_eq!(read(""), pair("", ""));
        assert_eq!(read("p:8080"), pair("p:8080", "p:8080"));
        assert_eq!(read("http=p:80;https=q:443"), pair("p:80", "q:443"));
        assert_eq!(read("https=p:8080"), pair("", "p:8080"));
        assert_eq!(read("HTTP=p:80 ftp=f:21"), pair("p:80", ""));
        assert_eq!(read("socks=s:1080"), pair("socks4://s:1080", "socks4://s:1080"));
        assert_eq!(read("socks=s:1080;https=q:443"), pair("socks4://s:1080", "q:443"));
        assert_eq!(read("http=http://p:80;socks=socks5://s"), pair("http://p:80", "socks5://s"));
    }

    #[test]
    fn exceptions_of_windows_are_read() {
        let read = |exceptions: &str| {
            let found = SystemProxies::of_windows("p:80", exceptions);
            (found.direct_for, found.plain_names_direct)
        };
        assert_eq!(read(""), (String::new(), false));
        assert_eq!(read("<local>"), (String::new(), true));
        let many = "*.example.com;10.*; 192.168.1.*;intranet;https://api.example.org;<-loopback>;<LOCAL>";
        let wanted = "example.com,10.0.0.0/8,192.168.1.0/24,intranet,api.example.org";
        assert_eq!(read(many), (wanted.to_owned(), true));
        assert_eq!(read("*"), ("*".to_owned(), false));
        assert_eq!(read("10.*.1;1.2.3.4.*;300.*").0, "10.*.1,1.2.3.4.*,300.*", "no network");
    }

    const SCUTIL: &str = "<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
    2 : build.example.com
  }
  ExcludeSimpleHostnames : 1
  FTPPassive : 1
  HTTPEnable : 1
  HTTPPort : 3128
  HTTPProxy : proxy.example.com
  HTTPSEnable : 0
  HTTPSPort : 3129
  HTTPSProxy : old.example.com
  SOCKSEnable : 1
  SOCKSPort : 1080
  SOCKSProxy : fd00::1
}";

    #[test]
    fn proxies_of_macos_are_read_as_its_program_tells_them() {
        let found = SystemProxies::of_macos(SCUTIL);
        assert_eq!(found.http, "proxy.example.com:3128");
        assert_eq!(found.https, "socks5h://[fd00::1]:1080", "one that is off is not used");
        assert_eq!(found.direct_for, "local,169.254.0.0/16,build.example.com");
        assert!(found.plain_names_direct && !found.by_script);
        let script =
            "<dictionary> {\n  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://a/proxy.pac\n}";
        assert!(SystemProxies::of_macos(script).by_script);
        for none in ["", "<dictionary> {\n  HTTPEnable : 0\n}", "No such key"] {
            assert_eq!(SystemProxies::of_macos(none), SystemProxies::default());
        }
    }

    const GSETTINGS: &str = "org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1', '*.corp.example']
org.gnome.system.proxy mode 'manual'
org.gnome.system.proxy use-same-proxy true
org.gnome.system.proxy.http authentication-password ''
org.gnome.system.proxy.http enabled false
org.gnome.system.proxy.http host 'proxy.example.com'
org.gnome.system.proxy.http port 3128
org.gnome.system.proxy.https host ''
org.gnome.system.proxy.https port 0
org.gnome.system.proxy.socks host 'fd00::1'
org.gnome.system.proxy.socks port 1080";

    #[test]
    fn proxies_of_gnome_are_read_as_its_program_tells_them() {
        let found = SystemProxies::of_gnome(GSETTINGS);
        assert_eq!(found.http, "proxy.example.com:3128");
        assert_eq!(found.https, "socks5h://[fd00::1]:1080");
        assert_eq!(found.direct_for, "localhost,127.0.0.0/8,::1,corp.example");
        assert!(!found.by_script);
        let off = GSETTINGS.replace("'manual'", "'none'");
        assert_eq!(SystemProxies::of_gnome(&off), SystemProxies::default());
        let script = GSETTINGS.replace("'manual'", "'auto'");
        assert!(SystemProxies::of_gnome(&script).by_script);
        let bare = GSETTINGS.replace("['localhost', '127.0.0.0/8', '::1', '*.corp.example']", "@as []");
        assert_eq!(SystemProxies::of_gnome(&bare).direct_for, "");
        assert_eq!(SystemProxies::of_gnome("No such schema"), SystemProxies::default());
    }

    const KIOSLAVERC: &str = "[$Version]
update_info=kioslave.upd:kde2.2/r1

[Proxy Settings][$i]
ProxyType=0

[Proxy Settings]
NoProxyFor=localhost,10.*,.corp.example
Proxy Config Script=http://a.example/proxy.pac
ProxyType=1
ReversedException=false
httpProxy=http://proxy.example.com 3128
httpsProxy=http://proxy.example.com/ 3129
socksProxy=socks://socks.example.com 1080

[Other]
ProxyType=2";

    #[test]
    fn proxies_of_kde_are_read_from_its_file() {
        let found = SystemProxies::of_kde(KIOSLAVERC);
        assert_eq!(
            (found.http.as_str(), found.https.as_str()),
            ("http://proxy.example.com:3128", "http://proxy.example.com:3129")
        );
        assert_eq!(found.direct_for, "localhost,10.0.0.0/8,corp.example");
        assert!(!found.by_script);
        let socks = KIOSLAVERC.replace("httpsProxy=http://proxy.example.com/ 3129", "httpsProxy=");
        assert_eq!(SystemProxies::of_kde(&socks).https, "socks5h://socks.example.com:1080");
        assert!(SystemProxies::of_kde(&KIOSLAVERC.replace("ProxyType=1", "ProxyType=2")).by_script);
        for (one, other) in [
            ("ProxyType=1", "ProxyType=0"),
            ("Exception=false", "Exception=true"),
            ("[Proxy Settings]", "[Proxy]"),
        ] {
            assert_eq!(SystemProxies::of_kde(&KIOSLAVERC.replace(one, other)), SystemProxies::default());
        }
    }
}
