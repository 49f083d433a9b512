//! What the program keeps is for its owner alone, and it takes nothing from others; how it ends when it is told to.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use takeup_cli as cli;
use takeup_rig::Rig;
use takeup_rig::process::until;

use crate::cli::run;

/// Where the journal is in a home.
const DATA: &str =
    if cfg!(target_os = "macos") { "Library/Application Support/Takeup" } else { ".local/share/takeup" };

/// The console program under a umask, with a home of its own.
fn program(rig: &Rig, umask: &str, home: &Path) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_takeup-cli")])
        .env("HOME", home)
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .env("TAKEUP_LANG", "en")
        .env("TWELVELABS_BASE_URL", rig.sandbox.url())
        .env("TWELVE_LABS_API_KEY", rig.sandbox.key());
    command
}

/// Every folder and file of the program below a home, by its name, and whether others have any right to it.
fn modes(home: &Path) -> Vec<(String, u32)> {
    let mut found = Vec::new();
    let mut folders = [".local", ".config", "Library"].map(|name| home.join(name)).to_vec();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        found.push((folder.display().to_string(), folder.metadata().unwrap().permissions().mode() & 0o777));
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let mode = path.metadata().unwrap().permissions().mode() & 0o777;
                found.push((path.file_name().unwrap().to_string_lossy().into_owned(), mode));
            }
        }
    }
    found
}

#[test]
fn what_is_written_is_for_its_owner_alone() {
    for umask in ["000", "022"] {
        let rig = Rig::slow();
        let home = rig.folder.path().join("home");
        fs::create_dir(&home).unwrap();
        let file = rig.video("clip.mp4", 8_000_000);
        let mut child = program(&rig, umask, &home)
            .args(["upload", "--method", "multipart"])
            .arg(&file)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        until("it is under way", || (rig.ledger().puts.count > 4).then_some(()));
        let found = modes(&home);
        for name in [
            "journal.sqlite",
            "journal.sqlite-wal",
            "journal.sqlite-shm",
            "engine.lock",
            "engine.door",
            "takeup.log",
        ] {
            assert!(found.iter().any(|(one, _)| one == name), "{name} is missing in {found:?}");
        }
        for (name, mode) in &found {
            assert_eq!(mode & 0o077, 0, "{name} has {mode:o} under umask {umask}");
        }
        assert!(child.wait().unwrap().success());
        for (name, mode) in modes(&home) {
            assert_eq!(mode & 0o077, 0, "{name} has {mode:o} in the end under umask {umask}");
        }
        // An older version was not so careful.
        let journal = home.join(DATA).join("journal.sqlite");
        fs::set_permissions(&journal, Permissions::from_mode(0o644)).unwrap();
        assert!(
            program(&rig, umask, &home).args(["queue", "list"]).output().unwrap().status.code() == Some(4)
        );
        assert_eq!(journal.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        // What is put aside is no less private.
        fs::write(&journal, vec![0xaa; 8192]).unwrap();
        fs::write(home.join(DATA).join("takeup.log"), vec![b'x'; 1_100_000]).unwrap();
        program(&rig, umask, &home).args(["queue", "list"]).output().unwrap();
        let found = modes(&home);
        for name in ["takeup.1.log", "journal.damaged-"] {
            assert!(found.iter().any(|(one, _)| one.starts_with(name)), "{name} is missing in {found:?}");
        }
        for (name, mode) in found {
            assert_eq!(mode & 0o077, 0, "{name} has {mode:o} under umask {umask}");
        }
    }
}

#[test]
fn a_folder_that_others_can_write_is_refused() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let path = file.to_str().unwrap();
    fs::create_dir(rig.data()).unwrap();
    let root =
        rig.folder.path().metadata().is_ok_and(|found| std::os::unix::fs::MetadataExt::uid(&found) == 0);
    let commands = [
        &["upload", path][..],
        &["upload", "--dry-run", path],
        &["resume"],
        &["queue", "list"],
        &["assets", "list"],
        &["index", "create", "x"],
    ];
    let refused = |why: &str| {
        for words in commands {
            let said = run(&rig, None, words);
            assert_eq!(said.code, cli::FAILED, "{words:?} with {why}");
            assert!(said.err.contains("another user owns it or can write to it"), "{}", said.err);
        }
    };
    fs::set_permissions(rig.data(), Permissions::from_mode(0o777)).unwrap();
    refused("a folder for everybody");
    fs::set_permissions(rig.data(), Permissions::from_mode(0o755)).unwrap();
    if root {
        chown(rig.data(), Some(1000), None).unwrap();
        refused("a folder of somebody else");
        chown(rig.data(), Some(0), None).unwrap();
    }
    assert!(rig.ledger().requests.is_empty(), "nothing was asked of the server");
    assert_eq!(run(&rig, None, &["upload", path]).code, cli::READY);
}

/// Whether these tests run below `nohup`, whose children do not mind that a terminal goes away.
fn below_nohup() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.is_some_and(|bits| u64::from_str_radix(bits.trim(), 16).unwrap() & 1 == 1)
}

#[test]
fn a_terminal_that_goes_away_interrupts() {
    for (signal, ignored) in [("HUP", below_nohup()), ("TERM", false), ("HUP", true)] {
        let rig = Rig::slow();
        let file = rig.video("clip.mp4", 4_000_000);
        let before = if ignored { "trap '' HUP; " } else { "" };
        let child = Command::new("sh")
            .args(["-c", &format!("{before}exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_takeup-cli")])
            .args(["upload", "--method", "multipart"])
            .arg(&file)
            .arg("--data-dir")
            .arg(rig.data())
            .env("TAKEUP_LANG", "en")
            .env("TWELVELABS_BASE_URL", rig.sandbox.url())
            .env("TWELVE_LABS_API_KEY", rig.sandbox.key())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        until("it is under way", || (rig.ledger().puts.count > 2).then_some(()));
        let told =
            Command::new("sh").args(["-c", &format!("kill -{signal} {}", child.id())]).status().unwrap();
        assert!(told.success());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let ended = (output.status.code(), output.status.signal());
        // Elsewhere nobody tells whether it is ignored: without a terminal it is left to the system.
        if signal == "HUP" && !ignored && cfg!(not(target_os = "linux")) {
            assert_eq!(ended, (None, Some(1)), "{said}");
            continue;
        }
        let code = if ignored { cli::READY } else { cli::INTERRUPTED };
        assert_eq!(ended, (Some(code.into()), None), "{signal}: {said}");
        assert_eq!(said.contains("Interrupted."), !ignored, "{signal}: {said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_ends_no_upload() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 4_000_000);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = program(&rig, "022", rig.folder.path())
        .args(["upload", "--method", "multipart"])
        .arg(&file)
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && said.contains("The output is incomplete"), "{said}");
    rig.holds_only(&file);
}

/// What an upload prints on a terminal.
#[cfg(target_os = "linux")]
fn on_a_terminal(term: Option<&str>) -> String {
    let rig = Rig::slow();
    let file = rig.video("a name that is longer than the place for it.mp4", 4_000_000);
    let line =
        format!("exec {} upload --method multipart '{}'", env!("CARGO_BIN_EXE_takeup-cli"), file.display());
    let mut terminal = Command::new("script");
    terminal.args(["-qefc", &line, "/dev/null"]).env_remove("TERM").stdin(Stdio::null());
    terminal.env("HOME", rig.folder.path()).env("TAKEUP_LANG", "en").envs(term.map(|term| ("TERM", term)));
    terminal.env("TWELVELABS_BASE_URL", rig.sandbox.url()).env("TWELVE_LABS_API_KEY", rig.sandbox.key());
    let output = terminal.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("ready"), "{said}");
    said
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_cannot_move_its_cursor_gets_lines() {
    for term in [Some("dumb"), None] {
        let said = on_a_terminal(term);
        let moved = said.replace("\r\n", "\n").contains(['\u{1b}', '\r']);
        let step = takeup_text::step(takeup_model::Step::Send);
        assert!(!moved && said.contains(step) && said.contains('%'), "{term:?}: {said:?}");
    }
}
