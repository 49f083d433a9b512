//! The way to the platform and its storage: proxies, the variables that name them, and what the system trusts.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use takeup_rig::process::{Running, server_identity, until};
use takeup_rig::proxy::{Proxy, tinyproxy};
use takeup_rig::{Rig, sandbox_options};
use takeup_sandbox::{Identity, Options};

use crate::doctor::apart;

/// A platform that only a proxy leads to: its hosts are in no directory.
pub(crate) struct Far {
    pub(crate) rig: Rig,
    pub(crate) certificate: PathBuf,
    _folder: tempfile::TempDir,
}

impl Far {
    pub(crate) fn new() -> Self {
        Self::with(server_identity)
    }

    /// The same with another certificate.
    pub(crate) fn with(made: fn(&Path) -> (PathBuf, PathBuf)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (certificate, key) = made(folder.path());
        let identity = Identity {
            certificates: std::fs::read(&certificate).unwrap(),
            key: std::fs::read(&key).unwrap(),
        };
        let rig = Rig::new(Options {
            storage_host: Some("storage.test".to_owned()),
            extra_upload_header: true,
            tls: Some(identity),
            ..sandbox_options()
        });
        Self { rig, certificate, _folder: folder }
    }

    /// Runs the program with this proxy, in an environment that has no other.
    fn run(&self, variable: &str, proxy: &str, words: &[&str]) -> Output {
        let server = self.rig.sandbox.url().replace("127.0.0.1", "platform.test");
        let mut command = console(&self.rig, words);
        command.env("TWELVELABS_BASE_URL", server).env(variable, proxy);
        trusting(&mut command, &self.certificate).output().unwrap()
    }

    fn uploads(&self, proxy: &str) {
        let clip = self.rig.video("clip.mp4", 3_500_000);
        let words = ["upload", "--method", "multipart", clip.to_str().unwrap()];
        let said = self.run("HTTPS_PROXY", proxy, &words);
        assert!(said.status.success(), "{proxy}: {said:?}");
        self.rig.holds_only(&clip);
        assert_eq!(self.rig.ledger().sessions[0].chunks.len(), 14);
    }
}

/// The program with this certificate among its roots. Systems other than Linux have no variable for them.
pub(crate) fn trusting<'a>(command: &'a mut Command, certificate: &Path) -> &'a mut Command {
    if cfg!(target_os = "linux") {
        command.env("SSL_CERT_FILE", certificate)
    } else {
        command.arg("--extra-ca").arg(certificate)
    }
}

pub(crate) fn console(rig: &Rig, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_takeup-cli"));
    command
        .args(words)
        .arg("--data-dir")
        .arg(rig.data())
        .env("TWELVE_LABS_API_KEY", rig.sandbox.key())
        .env("TAKEUP_LANG", "en")
        .env("XDG_CONFIG_HOME", rig.folder.path());
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.env_remove("SSL_CERT_FILE").env_remove("SSL_CERT_DIR");
    command
}

fn err(said: &Output) -> String {
    String::from_utf8_lossy(&said.stderr).into_owned()
}

#[test]
fn a_proxy_of_either_kind_carries_an_upload_in_parts_to_ready() {
    for scheme in ["http", "socks5h"] {
        let (far, proxy) = (Far::new(), Proxy::open());
        far.uploads(&format!("{scheme}://{}", proxy.address()));
        assert_eq!(proxy.hosts(), ["platform.test", "storage.test"], "{scheme}");
    }
}

#[test]
fn a_proxy_behind_tls_carries_an_upload_in_parts_to_ready() {
    let (far, proxy) = (Far::new(), Proxy::open());
    let encrypted = proxy.behind_tls(&far.certificate, &far.certificate.with_file_name("key.pem"));
    far.uploads(&format!("https://{encrypted}"));
    assert_eq!(proxy.hosts(), ["platform.test", "storage.test"]);
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "tinyproxy is for Linux")]
fn tinyproxy_carries_an_upload_in_parts_to_ready() {
    let (far, last) = (Far::new(), Proxy::open());
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let _running = tinyproxy(&far.rig, port, &format!("Upstream http {}", last.address()));
    far.uploads(&format!("http://127.0.0.1:{port}"));
    assert_eq!(last.hosts(), ["platform.test", "storage.test"]);
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "namespaces are for Linux")]
fn the_addresses_of_the_settings_decide_which_are_used() {
    let rig = Rig::plain();
    let hosts = rig.folder.path().join("hosts");
    std::fs::write(&hosts, "127.0.0.1 both.test\n::1 both.test\n127.0.0.1 one.test\n").unwrap();
    let v4 = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = v4.local_addr().unwrap().port();
    let v6 = TcpListener::bind(("::1", port)).unwrap();
    for listener in [&v4, &v6] {
        listener.set_nonblocking(true).unwrap();
    }
    for (host, kind, wanted) in [
        ("both.test", "ipv4", [true, false]),
        ("both.test", "ipv6", [false, true]),
        ("one.test", "ipv6", [true, false]),
    ] {
        let server = format!("http://{host}:{port}/v1.3");
        let mut command = console(&rig, &["doctor", "--addresses", kind, "--base-url", &server]);
        command.env("TAKEUP_ALLOW_HTTP", "1").env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        let named = format!("mount --bind '{}' /etc/hosts && exec \"$0\" \"$@\"", hosts.display());
        let mut running = Running::start(apart(&command, ["-rm", "-m"], &named).stdout(Stdio::null()));
        // The first connection says nothing; what is kept waiting ends with its listener.
        let reached = until("a connection", || {
            let reached = [&v4, &v6].map(|listener| listener.accept().is_ok());
            reached.contains(&true).then_some(reached)
        });
        drop(running.0.kill());
        running.ended();
        while v4.accept().is_ok() || v6.accept().is_ok() {}
        assert_eq!(reached, wanted, "{host} {kind}");
    }
}

#[test]
fn nothing_goes_to_a_server_whose_certificate_nobody_vouches_for() {
    let (far, proxy) = (Far::new(), Proxy::open());
    let other = Far::new();
    let upload = ["upload", "--timeout", "2s", "https://media.example.org/a.mp4"];
    let server = far.rig.sandbox.url().replace("127.0.0.1", "platform.test");
    for words in [&upload[..], &["assets", "list"]] {
        let mut command = console(&far.rig, words);
        command.env("TWELVELABS_BASE_URL", &server);
        command.env("HTTPS_PROXY", format!("http://{}", proxy.address()));
        // Somebody else's certificate is trusted.
        let said = trusting(&mut command, &other.certificate).output().unwrap();
        assert!(!said.status.success() && err(&said).contains("certificate"), "{words:?}: {said:?}");
    }
    let seen = far.rig.ledger();
    assert!(seen.requests.is_empty(), "{:?}", seen.requests);
}

#[test]
fn a_proxy_that_opens_no_way_is_named() {
    let far = Far::new();
    let dead = "127.0.0.1:9";
    let said = far.run("HTTPS_PROXY", &format!("http://{dead}"), &["assets"]);
    assert_eq!(said.status.code(), Some(1), "{said:?}");
    assert!(err(&said).contains(&format!("The proxy did not connect to the server: {dead}")), "{said:?}");
    for (answer, why) in [
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "proxy authorization required"),
        (
            "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n",
            "refused, or not reachable from there",
        ),
    ] {
        let proxy = Proxy::answering(answer);
        let said = far.run("ALL_PROXY", &format!("http://{}", proxy.address()), &["assets"]);
        let told = format!("{}: {why}", proxy.address());
        assert!(said.status.code() == Some(1) && err(&said).contains(&told), "{said:?}");
    }
}

#[test]
fn an_upload_waits_while_a_proxy_opens_no_way_to_the_storage() {
    let answers = [
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "proxy authorization required"),
        ("HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r\n", "not reachable from there"),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", "not reachable from there"),
    ];
    std::thread::scope(|scope| {
        for (answer, why) in answers {
            scope.spawn(|| an_upload_waits_while_a_proxy_answers(answer, why));
        }
    });
}

fn an_upload_waits_while_a_proxy_answers(answer: &'static str, why: &str) {
    let (far, proxy) = (Far::new(), Proxy::refusing("storage.test", answer, 3));
    let clip = far.rig.video("clip.mp4", 3_500_000);
    let words = ["upload", "--method", "multipart", "--parts", "2", clip.to_str().unwrap()];
    let said = far.run("HTTPS_PROXY", &format!("http://{}", proxy.address()), &words);
    assert!(said.status.success(), "{answer}: {said:?}");
    let told = format!("The proxy did not connect to the server: {}: ", proxy.address());
    assert!(err(&said).contains(&told) && err(&said).contains(why), "{said:?}");
    far.rig.holds_only(&clip);
    assert_eq!(far.rig.ledger().sessions.len(), 1, "nothing began again");
}

#[test]
fn a_variable_that_names_no_proxy_is_said_before_a_byte_leaves() {
    let far = Far::new();
    let clip = far.rig.video("clip.mp4", 100_000);
    for words in [vec!["assets"], vec!["upload", clip.to_str().unwrap()]] {
        // Windows tells each variable in one case only.
        let name = if cfg!(windows) { "HTTPS_PROXY" } else { "https_proxy" };
        let said = far.run(name, "socks://127.0.0.1:1080", &words);
        assert_ne!(said.status.code(), Some(0), "{said:?}");
        let told = format!("{}{}", String::from_utf8_lossy(&said.stdout), err(&said));
        assert!(told.contains(&format!("The variable {name} does not name a usable proxy")), "{told}");
    }
    assert_eq!(far.rig.ledger().api_connections, 0);
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "the variable is for Linux")]
fn a_file_of_roots_that_cannot_be_read_stops_https_only_and_is_named() {
    let rig = Rig::plain();
    let bad = rig.folder.path().join("roots.pem").to_str().unwrap().to_owned();
    let clip = rig.video("clip.mp4", 100_000);
    for words in [vec!["upload", "--dry-run"], vec!["upload"], vec!["upload", "--sandbox"]] {
        let mut command = console(&rig, &[&words[..], &[clip.to_str().unwrap()]].concat());
        if !words.contains(&"--sandbox") {
            command.env("TWELVELABS_BASE_URL", rig.sandbox.url());
        }
        let said = command.env("SSL_CERT_FILE", &bad).output().unwrap();
        assert!(said.status.success(), "{words:?}: {said:?}");
    }
    let far = Far::new();
    for holds in [None, Some("no certificate")] {
        if let Some(text) = holds {
            std::fs::write(&bad, text).unwrap();
        }
        let said = console(&far.rig, &["assets"])
            .env("TWELVELABS_BASE_URL", far.rig.sandbox.url())
            .env("SSL_CERT_FILE", &bad)
            .output()
            .unwrap();
        assert_ne!(said.status.code(), Some(0));
        assert!(err(&said).contains(&format!("SSL_CERT_FILE={bad}")), "{said:?}");
    }
    let trusted = console(&far.rig, &["assets"])
        .env("TWELVELABS_BASE_URL", far.rig.sandbox.url())
        .env("SSL_CERT_FILE", &far.certificate)
        .output()
        .unwrap();
    assert!(trusted.status.success(), "{trusted:?}");
}
