//! Secrets are planted, uploads and faults happen, and every byte that Takeup has written is looked through.
#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};
use std::process::Command;

use takeup_launch::{LaunchOptions, Started, launch, report_crashes, start_log};
use takeup_rig::proxy::Proxy;
use takeup_sandbox::{Fault, FaultBody, FaultEffect, FaultTarget};

use crate::proxies::{Far, console, trusting};
use takeup_rig::process::expired_identity;

const PASSWORD: &str = "pr0xyPassw0rdMarker";
/// A header that the platform wants with every part.
const HEADER: &str = "meta-origin";
const NAME: &str = "Anna's secret wedding";
/// Where the child of this test keeps its things.
const CHILD: &str = "TAKEUP_TEST_CRASHES_IN";

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Fails if one of these is somewhere in what was written.
fn holds_none(what: &str, bytes: &[u8], secrets: &[&str]) {
    let text = String::from_utf8_lossy(bytes);
    for secret in secrets {
        assert!(!text.contains(secret), "{what} has {secret}");
    }
}

#[test]
fn no_planted_secret_is_in_anything_that_is_written() {
    let (far, proxy) = (Far::new(), Proxy::open());
    let key = far.rig.sandbox.key();
    let name = format!("{NAME}.mp4");
    let clip = far.rig.video(&name, 3_500_000);
    let server = far.rig.sandbox.url().replace("127.0.0.1", "platform.test");
    let data = far.rig.data();
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("settings.toml"), "log_level = \"detailed\"\n").unwrap();
    let run = |words: &[&str]| {
        let mut command = console(&far.rig, words);
        trusting(command.env("TWELVELABS_BASE_URL", &server), &far.certificate);
        command.env("HTTPS_PROXY", format!("http://ann:{PASSWORD}@{}", proxy.address()));
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere").env("TAKEUP_LOG", "debug");
        let said = command.output().unwrap();
        let told = [said.stdout, said.stderr].concat();
        holds_none(&format!("{words:?}"), &told, &[key, "ignature=", "X-Amz-", PASSWORD, HEADER]);
        (said.status.code(), told)
    };
    for effect in [FaultEffect::ResetBefore, FaultEffect::Status(403, FaultBody::Xml, None)] {
        far.rig.sandbox.script(Fault::once(FaultTarget::Part, effect).times(2));
    }
    assert_eq!(run(&["upload", "--method", "multipart", clip.to_str().unwrap()]).0, Some(0));
    let address = format!("https://ann:{PASSWORD}@media.example.org/a.mp4?token={HEADER}");
    assert_eq!(run(&["upload", &address]).0, Some(1), "it is refused");
    run(&["assets", "list", "--all"]);
    let csv = run(&["receipts", "export"]).1;
    assert!(String::from_utf8_lossy(&csv).contains(NAME), "a receipt has the name of its file");
    let shown = run(&["queue", "show", NAME]).1;
    assert!(String::from_utf8_lossy(&shown).contains("Ready"), "{}", String::from_utf8_lossy(&shown));
    let bundle = far.rig.folder.path().join("report.txt");
    run(&["doctor", "--bundle", bundle.to_str().unwrap()]);

    let secrets = [key, "ignature=", "X-Amz-", PASSWORD, HEADER];
    let written = files(&data);
    let has = |name: &str| written.iter().any(|path| path.ends_with(name));
    assert!(has("journal.sqlite") && has("takeup.log") && has("settings.toml"), "{written:?}");
    for path in &written {
        holds_none(&path.display().to_string(), &std::fs::read(path).unwrap(), &secrets);
    }
    let log = std::fs::read(data.join("takeup.log")).unwrap();
    assert!(log.len() > 1_000, "the log tells something");
    holds_none("the log", &log, &["Amz", "content-type: "]);
    let report = std::fs::read(&bundle).unwrap();
    for line in ["[program]", "[settings]", "1 ready", "[log]", "Retried"] {
        assert!(
            String::from_utf8_lossy(&report).contains(line),
            "{line}: {}",
            String::from_utf8_lossy(&report)
        );
    }
    holds_none("the report", &report, &secrets);
    holds_none("the report", &report, &[NAME, "Anna", "platform.test", "storage.test", "ann:"]);
}

/// Every setting that a person types or the platform names, with a word that is nowhere else.
fn planted_settings(folder: &Path) -> String {
    let next = r#"
language = "zqlanguage"
[accounts.NEXTindexes]
zqindexid = "Zqindex of Anna"
[accounts.NEXTstores]
zqstoreid = "Zqstore \"one\""
[accounts.NEXTmetadata]
zqkey = "Zqvalue"
"#;
    let task = "[accounts.next.task]\nzqtaskid = \"Zqtask\"\n";
    format!(
        r#"
log_level = "detailed"
ffmpeg = "/opt/Zqtools of Anna/ffmpeg"
current = "zqaccountid"
[network]
proxy = "none"
own_proxy = "http://zquser@zqproxy.example:3128"
direct_for = "zqone.example, .zqtwo.example"
extra_ca = '{}'
[[accounts]]
id = "zqaccountid"
name = "Zqaccount"
server = "https://zqserver.example/v1.3"
[accounts.next]
{}{task}[[accounts.watched]]
folder = '{}'
include = ["zqinclude*.mov"]
exclude = ["*zqexclude*"]
move_to = "zqmoved"
[accounts.watched.next]
{}
"#,
        folder.join("Zqca file.pem").display(),
        next.replace("NEXT", "next."),
        folder.join("Zqwatched of Anna").display(),
        next.replace("NEXT", "watched.next."),
    )
}

/// Whether a text has one of the planted words, in whatever letters. No code has one.
fn has_planted(text: &str) -> Option<&str> {
    text.lines().find(|line| line.to_lowercase().contains("zq"))
}

#[test]
fn no_name_is_in_what_is_given_away() {
    let far = Far::with(expired_identity);
    let (data, folder) = (far.rig.data(), far.rig.folder.path());
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("settings.toml"), planted_settings(folder)).unwrap();
    std::fs::copy(&far.certificate, folder.join("Zqca file.pem")).unwrap();
    let videos = folder.join("Zqfolder of Anna");
    std::fs::create_dir(&videos).unwrap();
    let clip = far.rig.video("zqfile.mp4", 300_000);
    let clip = [clip, videos.join("Zqfile of Bert.mp4")];
    std::fs::copy(&clip[0], &clip[1]).unwrap();
    let bundle = folder.join("bundle.txt");
    let run = |words: &[&str]| {
        let mut command = console(&far.rig, words);
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere").env("DISPLAY", "zqdisplay:7");
        command.env_remove("WAYLAND_DISPLAY").output().unwrap();
    };
    let server = far.rig.sandbox.url().replace("127.0.0.1", "localhost");
    let upload = ["upload", "--timeout", "5s", "--meta", "zqtold=Zqmeta", "--base-url", &server];
    run(&[&upload[..], &[clip[0].to_str().unwrap(), clip[1].to_str().unwrap()]].concat());
    let log = std::fs::read_to_string(data.join("takeup.log")).unwrap();
    assert!(log.contains("failed work=") && log.contains("because"), "{log}");
    assert_eq!((has_planted(&log), log.contains("://")), (None, false), "{log}");

    // An earlier version did not take as much care.
    let earlier = "WARN failed detail=\"index Zqindex of Anna exists beside Zqstore \\\"one\\\", Zqtask, Zqvalue\" at \
                   zqserver.example and zqproxy.example:3128 for Zqaccount\n\
                   WARN scan of \"/srv/Zqother of Anna/in\" and zqinclude1.mov, Zqfile of Bert.mp4 in zqmoved, Zqmeta\n";
    std::fs::write(data.join("takeup.log"), format!("{log}{earlier}")).unwrap();
    std::fs::write(data.join("crash-1.txt"), format!("panicked at src/x.rs:1:2\n{earlier}")).unwrap();
    let report = |words: &[&str]| {
        run(&[&["doctor", "--bundle", bundle.to_str().unwrap()], words].concat());
        let report = std::fs::read_to_string(&bundle).unwrap();
        assert_eq!(has_planted(&report), None, "{report}");
        report
    };
    let whole = report(&[]);
    for kept in [
        "log_level = \"detailed\"",
        "proxy = \"none\"",
        "[[accounts.watched]]",
        ": 300000 bytes",
        "panicked at src/x.rs:1:2",
        "NotResolved",
        "FolderWorks",
        "Takeup 0",
    ] {
        assert!(whole.contains(kept), "{kept}: {whole}");
    }
    let seen = report(&["--base-url", &server]);
    assert!(seen.contains("NotNow(") && !seen.contains("Inspection"), "{seen}");
    let relative = console_in(folder, &["doctor", "--data-dir", "Zqdata here", "--bundle", "bundle.txt"]);
    assert!(!relative.stdout.is_empty(), "{relative:?}");
    let report = std::fs::read_to_string(&bundle).unwrap();
    assert!(report.contains("FolderWorks(") && report.contains("Free("), "{report}");
    assert_eq!(has_planted(&report), None, "{report}");
}

/// The program in this folder, with nothing of a rig.
fn console_in(folder: &Path, words: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_takeup-cli"));
    command.args(words).current_dir(folder).env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    command.env("TWELVELABS_BASE_URL", "https://zqserver.example/v1.3").output().unwrap()
}

/// The other half of the next test: it does not return.
#[expect(clippy::panic, clippy::print_stderr, reason = "a crash is what it is about")]
fn crash(folder: &Path) {
    start_log();
    report_crashes(|kept| eprintln!("kept in {}", kept.unwrap().display()));
    let plan = LaunchOptions { data_dir: Some(folder.to_owned()), sandbox: true, ..LaunchOptions::default() };
    let Started::Engine(_engine) = launch(&plan, |_| {}, || {}).unwrap() else { panic!("it is ours") };
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "an image of the memory would be made");
    takeup_launch::hide_memory();
    let open = rustix::process::dumpable_behavior().unwrap();
    assert_eq!(open, rustix::process::DumpableBehavior::NotDumpable);
    let path = "/home/anna/Anna Lee/Anna.mov";
    panic!(
        "key=tlk_PLANTED of Annas tools lost \"{path}\" and Berta.mov at https://b.example/k?X-Amz-Signature=5f with Basic YW5uOnBhc3N3b3JkMTIzNDU2Nzg5MDEy"
    );
}

#[test]
fn a_crash_leaves_a_report_that_says_where_and_holds_no_secret() {
    if let Some(folder) = std::env::var_os(CHILD) {
        return crash(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("sandbox")).unwrap();
    // What the settings name is known when it happens.
    let settings = folder.path().join("sandbox/settings.toml");
    std::fs::write(&settings, "ffmpeg = '/opt/Annas tools/ffmpeg'\n").unwrap();
    let name = "secrets::a_crash_leaves_a_report_that_says_where_and_holds_no_secret";
    let said = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(CHILD, folder.path())
        .output()
        .unwrap();
    assert!(!said.status.success());
    let told = String::from_utf8_lossy(&said.stderr).into_owned();
    let (_, path) = told.split_once("kept in ").unwrap_or_else(|| panic!("{told}"));
    let report = std::fs::read(path.lines().next().unwrap()).unwrap();
    let text = String::from_utf8_lossy(&report);
    assert!(text.contains("panicked at") && text.contains("secrets.rs"), "{text}");
    let secrets = ["tlk_PLANTED", "X-Amz", "b.example", "Anna", "Lee", "Berta", "YW5uOnBhc3N3b3Jk"];
    for path in files(folder.path()).into_iter().filter(|path| *path != settings) {
        holds_none(&path.display().to_string(), &std::fs::read(&path).unwrap(), &secrets);
    }
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &std::fs::metadata(path.lines().next().unwrap()).unwrap().permissions(),
    );
    assert_eq!(mode & 0o077, 0);
    holds_none("the standard error stream", &said.stderr, &secrets);
}
