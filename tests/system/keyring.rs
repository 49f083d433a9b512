//! The key in a real Secret Service, and what is said where there is none.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use takeup_sandbox::{Identity, Options};
use tempfile::TempDir;

use takeup_rig::process::{Running, console_program, file, program, server_identity, until};
use takeup_rig::proxy::{Proxy, tinyproxy};
use takeup_rig::{Rig, sandbox_options};

const KEY: &str = "tlk_4TESTkeyOfTheKeyring7Z";

#[test]
fn the_key_lives_in_the_keyring_and_nowhere_else() {
    let rig = rig();
    let home = Home::new();
    let bus = Bus::start(&home);
    let keyring = bus.keyring(&home);
    let takeup = |arguments: &[&str], input: &str| {
        let output = bus.run(home.takeup(&rig).args(arguments), input);
        assert!(!told(&output).contains(KEY), "{arguments:?} tells the key");
        output
    };

    let output = takeup(&["key", "show-where"], "");
    assert_eq!((output.status.code(), stdout(&output)), (Some(3), "No API key stored.\n"));

    let output = takeup(&["key", "set"], &format!("{KEY}\n"));
    assert!(stdout(&output).contains("in the system keyring"), "{}", stdout(&output));
    let output = takeup(&["key", "show-where"], "");
    assert!(stdout(&output).contains("in the system keyring"), "{}", stdout(&output));
    let url = rig.sandbox.url();
    let (origin, _) = url.rsplit_once('/').unwrap();
    let owner = format!("{url} {origin}");
    let lookup = ["lookup", "service", "Takeup", "username", &owner];
    assert_eq!(stdout(&bus.run(program("secret-tool").args(lookup), "")), KEY);

    let sample = file("assets/sample.mp4");
    let output = takeup(&["upload", sample.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let assets = rig.ledger().assets;
    assert_eq!(assets.iter().map(|asset| asset.status).collect::<Vec<_>>(), ["ready"]);

    let output = takeup(&["key", "forget"], "");
    assert_eq!(stdout(&output), "The key was removed from the keyring.\n");
    assert_eq!(takeup(&["key", "show-where"], "").status.code(), Some(3));
    assert_eq!(stdout(&bus.run(program("secret-tool").args(lookup), "")), "");

    drop(keyring);
    let written = home.files();
    assert!(written.iter().any(|path| path.starts_with(home.data())), "the upload left its journal");
    for path in written {
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.windows(KEY.len()).any(|bytes| bytes == KEY.as_bytes()), "{} has it", path.display());
    }
}

#[test]
fn a_locked_keyring_is_the_first_line_of_the_test_that_fails() {
    let rig = rig();
    let home = Home::new();
    let bus = Bus::start(&home);
    let _keyring = bus.keyring(&home);
    let takeup = |arguments: &[&str], input: &str| bus.run(home.takeup(&rig).args(arguments), input);
    takeup(&["key", "set"], &format!("{KEY}\n"));
    let grades = |output: &Output| {
        let line = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
        stdout(output).lines().map(line).collect::<Vec<_>>()
    };
    let open = takeup(&["doctor", "--json"], "");
    assert_eq!(open.status.code(), Some(0), "{}", told(&open));
    let lock = [
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.secrets",
        "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service.Lock",
        "array:objpath:/org/freedesktop/secrets/aliases/default",
    ];
    assert!(bus.run(program("dbus-send").args(lock), "").status.success());
    let locked = takeup(&["doctor", "--json"], "");
    let lines = grades(&locked);
    let first = lines.iter().find(|line| line["grade"] == "fail").unwrap_or_else(|| panic!("{lines:#?}"));
    assert_eq!((&first["check"], locked.status.code()), (&"keyring".into(), Some(1)), "{lines:#?}");
}

#[test]
fn the_password_of_a_proxy_lives_in_the_keyring() {
    let rig = rig();
    let home = Home::new();
    let bus = Bus::start(&home);
    let _keyring = bus.keyring(&home);
    let proxy = "http://ann@proxy.example.com:3128";
    let takeup = |arguments: &[&str], input: &str| {
        bus.run(home.takeup(&rig).args(["key"]).args(arguments).args(["--proxy", proxy]), input)
    };
    assert_eq!(takeup(&["show-where"], "").status.code(), Some(3));
    let output = takeup(&["set"], "s3cret\n");
    assert!(output.status.success() && !told(&output).contains("s3cret"), "{}", told(&output));
    assert_eq!(takeup(&["show-where"], "").status.code(), Some(0));
    let owner = format!("proxy {proxy}");
    let lookup = ["lookup", "service", "Takeup", "username", &owner];
    assert_eq!(stdout(&bus.run(program("secret-tool").args(lookup), "")), "s3cret");
    takeup(&["forget"], "");
    assert_eq!(stdout(&bus.run(program("secret-tool").args(lookup), "")), "");
    let typed = bus.run(home.takeup(&rig).args(["assets", "list", "--proxy", "http://ann:s3cret@p:1"]), "");
    assert!(typed.status.code() == Some(2) && !told(&typed).contains("s3cret"), "{}", told(&typed));
}

#[test]
fn a_proxy_that_asks_for_a_sign_in_carries_an_upload_with_the_password_of_the_keyring() {
    let home = Home::new();
    let (certificate, key) = server_identity(home.0.path());
    let identity = Identity { certificates: fs::read(&certificate).unwrap(), key: fs::read(&key).unwrap() };
    let storage_host = Some("storage.test".to_owned());
    let rig =
        Rig::new(Options { key: KEY.to_owned(), storage_host, tls: Some(identity), ..sandbox_options() });
    let (bus, last) = (Bus::start(&home), Proxy::open());
    let _keyring = bus.keyring(&home);
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let more = format!("BasicAuth ann s3cret\nUpstream http {}", last.address());
    let _running = tinyproxy(&rig, port, &more);
    let proxy = format!("http://ann@127.0.0.1:{port}");
    let clip = rig.video("clip.mp4", 3_500_000);
    let takeup = |arguments: &[&str], input: &str| {
        let server = rig.sandbox.url().replace("127.0.0.1", "platform.test");
        let mut command = home.takeup(&rig);
        command.env("TWELVELABS_BASE_URL", server).env("TWELVE_LABS_API_KEY", KEY);
        command.args(arguments).args(["--proxy", &proxy]);
        if arguments[0] != "key" {
            command.arg("--extra-ca").arg(&certificate);
        }
        bus.run(&mut command, input)
    };
    let upload = ["upload", "--method", "multipart", clip.to_str().unwrap()];
    let kept = takeup(&["key", "set"], "s3cret\n");
    assert!(kept.status.success(), "{}", told(&kept));
    let said = takeup(&upload, "");
    assert!(said.status.success(), "{}", told(&said));
    assert_eq!(last.hosts(), ["platform.test", "storage.test"]);
    rig.holds_only(&clip);
    takeup(&["key", "forget"], "");
    let refused = takeup(&["assets", "list"], "");
    assert!(!refused.status.success() && !told(&refused).contains("s3cret"), "{}", told(&refused));
}

#[test]
fn a_bus_without_a_keyring_is_told_in_a_sentence() {
    let rig = rig();
    let home = Home::new();
    let bus = Bus::start(&home);
    nowhere_to_keep(&rig, &home, &bus);
}

#[test]
fn no_bus_at_all_is_told_in_a_sentence() {
    let rig = rig();
    let home = Home::new();
    let bus = Bus { address: format!("unix:path={}/no-bus", home.0.path().display()), _process: None };
    nowhere_to_keep(&rig, &home, &bus);
}

fn rig() -> Rig {
    Rig::new(Options { key: KEY.to_owned(), ..sandbox_options() })
}

fn nowhere_to_keep(rig: &Rig, home: &Home, bus: &Bus) {
    let sample = file("assets/sample.mp4");
    let upload = ["upload", sample.to_str().unwrap()];
    let cases = [
        (&["key", "set"][..], 1, "No keyring answers"),
        (&["key", "show-where"], 1, "No keyring answers"),
        (&upload, 3, "No API key"),
    ];
    for (arguments, code, sentence) in cases {
        let mut takeup = home.takeup(rig);
        let output = bus.run(takeup.env_remove("TAKEUP_LOG").args(arguments), &format!("{KEY}\n"));
        let told = told(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
        assert!(told.contains(sentence) && told.lines().count() <= 2, "{arguments:?}: {told}");
        assert!(!told.contains(KEY), "{arguments:?} tells the key");
    }
    // A key in the environment needs no keyring.
    let output = bus.run(home.takeup(rig).args(upload).env("TWELVE_LABS_API_KEY", KEY), "");
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

/// Everything it said.
fn told(output: &Output) -> String {
    format!("{}{}", stdout(output), str::from_utf8(&output.stderr).unwrap())
}

/// The home of somebody who has never used Takeup.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn data(&self) -> PathBuf {
        self.0.path().join(".local/share/takeup")
    }

    /// Sets a program in this home, and in no other.
    fn command(&self, mut command: Command) -> Command {
        for variable in ["DISPLAY", "WAYLAND_DISPLAY", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env_remove(variable);
        }
        command.env("HOME", self.0.path()).env("XDG_RUNTIME_DIR", self.0.path());
        command
    }

    fn takeup(&self, rig: &Rig) -> Command {
        let mut command = self.command(Command::new(console_program()));
        command
            .env("TAKEUP_LANG", "en")
            .env("TAKEUP_LOG", "trace")
            .env("TWELVELABS_BASE_URL", rig.sandbox.url())
            .env_remove("TWELVE_LABS_API_KEY")
            .current_dir(self.0.path());
        command
    }

    /// Every file below.
    fn files(&self) -> Vec<PathBuf> {
        fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let kind = entry.file_type().unwrap();
                if kind.is_dir() {
                    walk(&entry.path(), found);
                } else if kind.is_file() {
                    found.push(entry.path());
                }
            }
        }
        let mut found = Vec::new();
        walk(self.0.path(), &mut found);
        found
    }
}

/// A message bus of the test's own.
pub(crate) struct Bus {
    pub(crate) address: String,
    _process: Option<Running>,
}

impl Bus {
    fn start(home: &Home) -> Self {
        Self::start_in(home.0.path())
    }

    pub(crate) fn start_in(folder: &Path) -> Self {
        let config = file("tests/desktop/bus.conf");
        let mut process = Running::start(
            program("dbus-daemon")
                .arg(format!("--config-file={}", config.display()))
                .arg(format!("--address=unix:tmpdir={}", folder.display()))
                .args(["--nofork", "--nopidfile", "--print-address"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut address = String::new();
        BufReader::new(process.0.stdout.take().unwrap()).read_line(&mut address).unwrap();
        assert!(!address.is_empty(), "the message bus does not start");
        Self { address: address.trim().to_owned(), _process: Some(process) }
    }

    /// Runs a program to its end with `input` on its standard input.
    fn run(&self, command: &mut Command, input: &str) -> Output {
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // It may end without reading.
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        child.wait_with_output().unwrap()
    }

    /// A keyring on this bus, unlocked.
    fn keyring(&self, home: &Home) -> Running {
        let mut command = home.command(program("gnome-keyring-daemon"));
        command
            .args(["--foreground", "--unlock", "--components=secrets"])
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut process = Running::start(&mut command);
        process.0.stdin.take().unwrap().write_all(b"password of the keyring").unwrap();
        until("the keyring is unlocked", || {
            let ask = [
                "--session",
                "--print-reply",
                "--dest=org.freedesktop.secrets",
                "/org/freedesktop/secrets/aliases/default",
                "org.freedesktop.DBus.Properties.Get",
                "string:org.freedesktop.Secret.Collection",
                "string:Locked",
            ];
            stdout(&self.run(program("dbus-send").args(ask), "")).contains("boolean false").then_some(())
        });
        process
    }
}
