//! The check for a newer version, against a release page on this computer and signatures by minisign.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command as Program;
use std::sync::{Arc, Mutex};

use takeup::desktop::signed_version;
use takeup_engine::{Command, Releases, Setup};
use takeup_model::{FailureKind, FailureReason, Model, Settings};
use takeup_rig::{Driver, Rig};

/// An answer: the status line, headers, and the body.
type Answer = (&'static str, String, Vec<u8>);

/// A server with a few files. It ends with the test.
#[derive(Clone, Default)]
struct Host {
    files: Arc<Mutex<BTreeMap<String, Answer>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Host {
    /// Starts it; returns it with its URL.
    fn start() -> (Self, String) {
        let (host, listener) = (Self::default(), TcpListener::bind("127.0.0.1:0").unwrap());
        let (serving, address) = (host.clone(), listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming().map(Result::unwrap) {
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
                let path =
                    head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
                serving.requests.lock().unwrap().push(head.join("\n"));
                let none = ("404 Not Found", String::new(), b"Not Found".to_vec());
                let (status, headers, body) =
                    serving.files.lock().unwrap().get(&path).cloned().unwrap_or(none);
                let head = format!(
                    "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                // Whoever has read enough closes the connection.
                drop((&stream).write_all(&[head.into_bytes(), body].concat()));
            }
        });
        (host, format!("http://{address}"))
    }

    fn put(&self, path: &str, status: &'static str, headers: &str, body: impl Into<Vec<u8>>) {
        let answer = (status, headers.to_owned(), body.into());
        self.files.lock().unwrap().insert(path.to_owned(), answer);
    }
}

/// A key pair of its own.
struct Signer(tempfile::TempDir);

impl Signer {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        minisign(folder.path(), &["-G", "-W", "-p", "key.pub", "-s", "key"]);
        Self(folder)
    }

    /// The public key, as a program is built with.
    fn public(&self) -> String {
        let text = std::fs::read_to_string(self.0.path().join("key.pub")).unwrap();
        text.lines().nth(1).unwrap().to_owned()
    }

    fn sign(&self, sums: &str, comment: &str) -> Vec<u8> {
        std::fs::write(self.0.path().join("SHA256SUMS"), sums).unwrap();
        minisign(self.0.path(), &["-S", "-W", "-s", "key", "-t", comment, "-m", "SHA256SUMS"]);
        std::fs::read(self.0.path().join("SHA256SUMS.minisig")).unwrap()
    }
}

fn minisign(folder: &Path, arguments: &[&str]) {
    let output = Program::new("minisign").current_dir(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

const SUMS: &str = "0123  takeup_1.deb\n";

/// A program that looks at this page for releases with this signature.
struct Checked {
    host: Host,
    url: String,
    signer: Signer,
    rig: Rig,
}

impl Checked {
    fn new() -> Self {
        let (host, url) = Host::start();
        Self { host, url, signer: Signer::new(), rig: Rig::plain() }
    }

    fn publish(&self, sums: &str, signature: Vec<u8>) {
        self.host.put("/latest/download/SHA256SUMS", "200 OK", "", sums);
        self.host.put("/latest/download/SHA256SUMS.minisig", "200 OK", "", signature);
    }

    fn start(&self, settings: Settings) -> Driver {
        let releases = Releases {
            page: format!("{}/latest", self.url),
            key: self.signer.public(),
            version: signed_version,
        };
        let setup = self.rig.setup(Some(self.rig.sandbox.key()));
        self.rig.start(Setup { releases: Some(releases), settings, ..setup })
    }

    /// What a person is told who asks.
    fn ask(&self) -> Arc<Model> {
        let driver = self.start(self.rig.settings.clone());
        driver.engine.send(Command::CheckUpdates);
        driver.until("it was checked", |model| model.updates.last.is_some())
    }

    fn newer(&self) -> Option<String> {
        let model = self.ask();
        assert!(matches!(model.updates.last, Some(Ok(_))), "{:?}", model.updates.last);
        model.updates.newer().map(|version| version.to_string())
    }

    /// Nothing is newer, and this is why.
    fn failure(&self) -> (FailureKind, Option<FailureReason>) {
        let model = self.ask();
        assert!(model.updates.newer().is_none() && model.notices.is_empty() && !model.updates.asked);
        let failure = model.updates.last.clone().unwrap().unwrap_err();
        (failure.kind.clone(), failure.reason())
    }
}

#[test]
fn a_signed_release_counts_if_it_is_newer() {
    let checked = Checked::new();
    let running = env!("CARGO_PKG_VERSION");
    for (version, newer) in [("9999.1.2", Some("9999.1.2")), (running, None), ("0.0.1", None)] {
        checked.publish(SUMS, checked.signer.sign(SUMS, &format!("takeup {version}")));
        assert_eq!(checked.newer().as_deref(), newer, "{version}");
    }
    let requests = checked.host.requests.lock().unwrap();
    assert_eq!(requests.len(), 6);
    for request in requests.iter() {
        let names: Vec<String> =
            request.lines().skip(1).map(|line| line.split(':').next().unwrap().to_lowercase()).collect();
        assert!(
            names
                .iter()
                .all(|name| ["accept", "accept-encoding", "user-agent", "host"].contains(&name.as_str())),
            "{request}"
        );
        assert!(
            request.contains(&format!("Takeup/{running}")) && !request.contains(checked.rig.sandbox.key())
        );
    }
}

#[test]
fn what_is_not_signed_by_the_key_of_the_program_is_refused() {
    let checked = Checked::new();
    let refused = (FailureKind::Refused, Some(FailureReason::ReleaseNotSigned));
    let good = checked.signer.sign(SUMS, "takeup 9999.0.0");
    checked.publish("0123  something_else.deb\n", good.clone());
    assert_eq!(checked.failure(), refused, "another list");
    let lifted = String::from_utf8(good.clone()).unwrap().replace("9999.0.0", "9999.0.1");
    checked.publish(SUMS, lifted.into_bytes());
    assert_eq!(checked.failure(), refused, "another version");
    checked.publish(SUMS, Signer::new().sign(SUMS, "takeup 9999.0.0"));
    assert_eq!(checked.failure(), refused, "another key");
    let unreadable = (FailureKind::ServerError, Some(FailureReason::AnswerUnreadable));
    checked.publish(SUMS, b"untrusted comment: nothing\n".to_vec());
    assert_eq!(checked.failure(), unreadable, "no signature");
    for comment in ["takeup", "takeup 1", "something 9999.0.0"] {
        checked.publish(SUMS, checked.signer.sign(SUMS, comment));
        assert_eq!(checked.failure(), unreadable, "{comment}");
    }
    checked.publish(SUMS, good);
    assert_eq!(checked.newer().as_deref(), Some("9999.0.0"));
}

#[test]
fn whatever_else_answers_is_no_release() {
    let checked = Checked::new();
    assert_eq!(checked.failure(), (FailureKind::NotFound, None), "there is none");
    let page = "<html><title>Hotel WiFi</title></html>";
    let captive = (FailureKind::Network, Some(FailureReason::Intercepted));
    checked.host.put("/latest/download/SHA256SUMS", "200 OK", "Content-Type: text/html\r\n", page);
    assert_eq!(checked.failure(), captive, "a sign-in page");
    let elsewhere = "Location: http://login.example/start\r\n";
    checked.host.put("/latest/download/SHA256SUMS", "302 Found", elsewhere, "");
    assert_eq!(checked.failure(), (FailureKind::Network, Some(FailureReason::Redirected)), "without TLS");
    let unreadable = (FailureKind::ServerError, Some(FailureReason::AnswerUnreadable));
    checked.host.put("/latest/download/SHA256SUMS", "302 Found", "Location: SHA256SUMS\r\n", "");
    assert_eq!(checked.failure(), unreadable, "a circle");
    let long = "0".repeat(70_000);
    checked.publish(&long, checked.signer.sign(&long, "takeup 9999.0.0"));
    assert_eq!(checked.failure(), unreadable, "too long");
    // Releases are kept on another host than their page.
    let (other, url) = Host::start();
    checked.publish(SUMS, checked.signer.sign(SUMS, "takeup 9999.0.0"));
    let moved = checked.host.files.lock().unwrap().remove("/latest/download/SHA256SUMS").unwrap();
    other.put("/v9999/SHA256SUMS", "200 OK", "", moved.2);
    let there = format!("Location: {url}/v9999/SHA256SUMS\r\n");
    checked.host.put("/latest/download/SHA256SUMS", "302 Found", &there, "");
    assert_eq!(checked.newer().as_deref(), Some("9999.0.0"));
}

#[test]
fn nothing_is_checked_unless_the_setting_is_on() {
    let checked = Checked::new();
    checked.publish(SUMS, checked.signer.sign(SUMS, "takeup 9999.0.0"));
    let settings = checked.rig.settings.clone();
    assert!(!settings.check_updates);
    let driver = checked.start(settings.clone());
    // It would have been checked before this is done.
    driver.engine.send(Command::ChangeSettings(Settings { files_at_once: 3, ..settings.clone() }));
    driver.until("the settings are saved", |model| model.settings_saved && model.settings.files_at_once == 3);
    assert!(checked.host.requests.lock().unwrap().is_empty());
    driver.engine.send(Command::ChangeSettings(Settings { check_updates: true, ..settings.clone() }));
    driver.until("it was checked", |model| model.updates.newer().is_some());
    driver.engine.shutdown();
    let driver = checked.start(Settings { check_updates: true, ..settings });
    driver.until("it is checked at the start", |model| model.updates.newer().is_some());
}
