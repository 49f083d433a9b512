//! The console program, whole: its lines, its exit codes, and what it keeps to itself.

use std::ffi::OsString;
use std::io::Cursor;
use std::process::Command as Process;

use serde_json::Value;
use takeup_cli::{self as cli, Environment};
use takeup_engine::Policy;

use takeup_rig::{Rig, sha256};

pub(crate) struct Said {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    pub(crate) fn events(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub(crate) fn of(&self, event: &str) -> Vec<Value> {
        self.events().into_iter().filter(|one| one["event"] == event).collect()
    }
}

/// Runs the program on the rig's sandbox with a data folder of its own.
pub(crate) fn run(rig: &Rig, key: Option<&str>, words: &[&str]) -> Said {
    let data = rig.data();
    let server = rig.sandbox.url();
    let place = ["--base-url", server.as_str(), "--data-dir", data.to_str().unwrap()];
    run_bare(key.or(Some(rig.sandbox.key())), &[words, &place].concat())
}

pub(crate) fn run_bare(key: Option<&str>, words: &[&str]) -> Said {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = std::iter::once("takeup-cli").chain(words.iter().copied()).map(OsString::from).collect();
    let ended = cli::run(&mut Environment {
        args,
        out: &mut out,
        err: &mut err,
        input: &mut Cursor::new(Vec::new()),
        read_hidden: None,
        terminal: false,
        policy: Policy::quick(),
        key: key.map(|key| key.to_owned().into()),
    });
    let code = ended.unwrap_or_else(|error| {
        err.extend(format!("takeup-cli: {}\n", cli::error_text(&error)).into_bytes());
        cli::FAILED
    });
    Said { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

#[test]
fn an_upload_tells_its_way_its_bytes_and_its_end() {
    let rig = Rig::plain();
    let small = rig.video("봄 소풍 100%.mp4", 500_000);
    let large = rig.video("large.mov", 33_000_000);
    let said = run(
        &rig,
        None,
        &["upload", "--json", small.to_str().unwrap(), large.to_str().unwrap(), "https://example.org/c.mp4"],
    );
    assert_eq!(said.code, cli::READY, "{} {}", said.out, said.err);
    let done = said.of("done");
    assert_eq!(done.len(), 3);
    let of = |name: &str| done.iter().find(|one| one["path"].as_str().unwrap().ends_with(name)).unwrap();
    assert_eq!(of("봄 소풍 100%.mp4")["method"], "direct");
    assert_eq!(
        (of("large.mov")["method"].as_str(), of("large.mov")["bytes"].as_u64()),
        (Some("multipart"), Some(33_000_000))
    );
    assert_eq!(of("c.mp4")["method"], "url");
    assert!(
        done.iter()
            .all(|one| one["status"] == "ready" && one["asset_id"].is_string() && one["reason"].is_null())
    );
    let bytes: Vec<u64> = said
        .of("progress")
        .iter()
        .filter(|one| one["path"] == of("large.mov")["path"])
        .map(|one| one["bytes_done"].as_u64().unwrap())
        .collect();
    assert!(bytes.is_sorted() && bytes.last() == Some(&33_000_000), "{bytes:?}");
    let batch = |member: &str| -> Vec<u64> {
        said.of("progress").iter().map(|one| one[member].as_u64().unwrap()).collect()
    };
    let (sent, whole) = (batch("batch_bytes_done"), batch("batch_bytes_total"));
    assert!(sent.is_sorted() && whole.is_sorted(), "{sent:?} of {whole:?}");
    assert_eq!((sent.last(), whole.last()), (Some(&33_500_000), Some(&33_500_000)));
    let steps: Vec<Value> =
        said.of("state").into_iter().filter(|one| one["job"] == of("large.mov")["job"]).collect();
    assert_eq!(steps.last().unwrap()["step"], "over");
    assert_eq!(
        rig.ledger().assets.iter().find(|asset| asset.filename == "large.mov").unwrap().sha256,
        Some(sha256(&large))
    );
}

#[test]
fn every_kind_of_bad_input_has_its_sentence_and_the_rest_goes_on() {
    let rig = Rig::plain();
    let good = rig.video("good.mp4", 300_000);
    let text = rig.folder.path().join("text.mp4");
    std::fs::write(&text, "words, only words\n").unwrap();
    let empty = rig.folder.path().join("empty.mp4");
    std::fs::write(&empty, "").unwrap();
    let gone = rig.folder.path().join("gone.mp4");
    let words: Vec<&str> = [&text, &empty, &gone, &good].iter().map(|path| path.to_str().unwrap()).collect();
    let said = run(&rig, None, &[&["upload"], words.as_slice()].concat());
    assert_eq!(said.code, cli::FAILED);
    for sentence in [
        "text.mp4: not sent · Not a video",
        "empty.mp4: not sent · The file is empty",
        "gone.mp4: failed · File not found",
        "good.mp4: ready · asset ",
    ] {
        assert!(said.out.contains(sentence), "{sentence} is missing in {}", said.out);
    }
    let anyway = run(&rig, None, &["upload", "--anyway", text.to_str().unwrap()]);
    assert_eq!(anyway.code, cli::FAILED, "the sandbox finds no media in it: {}", anyway.out);
    assert_eq!(rig.ledger().assets.len(), 2);
}

#[test]
fn an_option_before_its_command_is_told_where_it_belongs() {
    for (words, place) in [
        (["index", "--data-dir", "/tmp"].as_slice(), "takeup-cli index list --data-dir"),
        (&["--json", "assets"], "takeup-cli assets --json"),
        (&["--base-url", "https://h/v1", "sessions", "list"], "takeup-cli sessions list --base-url"),
        (&["queue", "--sandbox", "list"], "takeup-cli queue list --sandbox"),
    ] {
        let said = run_bare(None, words);
        assert_eq!(said.code, cli::USAGE);
        let sentence = format!("belongs after the whole command: {place}\n");
        assert!(said.err.contains(&sentence), "{words:?}: {}", said.err);
    }
    for words in [["upload", "--nonsense"], ["check", "--base-url"]] {
        assert!(run_bare(None, &words).err.starts_with("Unknown argument: --"), "{words:?}");
    }
}

#[test]
fn exit_codes_are_as_promised() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let path = file.to_str().unwrap();
    assert_eq!(run_bare(None, &["upload"]).code, cli::USAGE);
    assert_eq!(run_bare(None, &["upload", "--limit-rate", "fast", path]).code, cli::USAGE);
    assert_eq!(run_bare(None, &["--version"]).code, cli::READY);
    assert_eq!(run(&rig, None, &["resume"]).code, cli::NOTHING);
    let wrong = run(&rig, Some("tlk_wrong"), &["upload", path]);
    assert_eq!(wrong.code, cli::KEY);
    assert!(wrong.err.contains("does not know this key"), "{}", wrong.err);
    assert_eq!(
        run(&rig, None, &["resume"]).code,
        cli::READY,
        "the job was kept and goes on with the right key"
    );
    assert_eq!(run(&rig, Some("tlk_wrong"), &["assets"]).code, cli::KEY);
    let nothing = rig.folder.path().join("nothing");
    std::fs::create_dir(&nothing).unwrap();
    assert_eq!(run(&rig, None, &["upload", nothing.to_str().unwrap()]).code, cli::NOTHING);
}

#[test]
fn a_key_goes_over_plain_http_to_this_computer_only() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let data = rig.data();
    let words = [
        "upload",
        file.to_str().unwrap(),
        "--base-url",
        "http://media.example.org/v1.3",
        "--data-dir",
        data.to_str().unwrap(),
    ];
    let said = run_bare(Some("tlk_secret"), &words);
    assert_eq!(said.code, cli::FAILED);
    assert!(said.out.contains("must begin with https: media.example.org."), "{}", said.out);
}

#[test]
fn without_waiting_it_ends_when_the_platform_has_the_bytes() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let said = run(&rig, None, &["upload", "--json", "--no-wait", file.to_str().unwrap()]);
    assert_eq!(said.code, cli::READY);
    let status = said.of("done")[0]["status"].as_str().unwrap().to_owned();
    assert!(status == "processing" || status == "ready", "{status}");
    let code = run(&rig, None, &["resume"]).code;
    assert!(code == cli::READY || code == cli::NOTHING);
    assert_eq!(rig.ledger().assets.len(), 1);
}

#[test]
fn destinations_and_classic_tasks_come_from_the_command_line() {
    let rig = Rig::plain();
    let (index, store) = (rig.index("Races 2026"), rig.store("shelf"));
    let file = rig.video("clip.mp4", 300_000);
    let path = file.to_str().unwrap();
    let said = run(&rig, None, &["upload", "--index", &index, "--knowledge-store", &store, path]);
    assert_eq!(said.code, cli::READY, "{}", said.out);
    let said = run(&rig, None, &["upload", "--json", "--method", "task", "--task-index", &index, path]);
    assert_eq!(said.code, cli::READY, "{}", said.out);
    assert!(said.of("done")[0]["task_id"].is_string());
    let ledger = rig.ledger();
    assert_eq!((ledger.indexed_assets.len(), ledger.store_items.len(), ledger.tasks.len()), (1, 1, 1));
    let tasks = run(&rig, None, &["tasks", "--json"]);
    assert_eq!(tasks.events()[0]["status"], "ready");
    assert_eq!(run(&rig, None, &["indexes", "--json"]).events()[0]["index_name"], "Races 2026");
    assert_eq!(run(&rig, None, &["assets", "--json"]).events()[0]["filename"], "clip.mp4");
}

#[test]
fn a_size_limit_can_be_set_for_one_run() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let long = rig.folder.path().join("long.mp4");
    std::fs::File::create(&long).unwrap().set_len(2_100_000_000).unwrap();
    let said = run(&rig, None, &["upload", "--dry-run", long.to_str().unwrap()]);
    assert_eq!(said.code, cli::READY);
    let note = "Older documents allow 2 GB for multipart uploads. The platform decides.";
    assert!(said.out.contains(note), "{}", said.out);
    std::fs::File::create(&long).unwrap().set_len(10_100_000_000).unwrap();
    let said = run(&rig, None, &["upload", long.to_str().unwrap()]);
    assert_eq!(said.code, cli::FAILED);
    assert!(said.out.contains("10.1 GB exceeds the limit of 10 GB"), "{}", said.out);
    assert!(rig.ledger().requests.is_empty());
    let said = run(&rig, None, &["upload", "--size-limit", "200kB", file.to_str().unwrap()]);
    assert_eq!(said.code, cli::FAILED);
    assert!(said.out.contains("300 kB exceeds the limit of 200 kB"), "{}", said.out);
    assert_eq!(rig.ledger().assets.len(), 0);
    assert_eq!(run(&rig, None, &["upload", "--size-limit", "3GB", file.to_str().unwrap()]).code, cli::READY);
}

/// What a Takeup is started with that holds the rig's folder.
pub(crate) fn running_here(rig: &Rig) -> takeup_launch::LaunchOptions {
    takeup_launch::LaunchOptions {
        data_dir: Some(rig.data()),
        server: Some(rig.sandbox.url()),
        key: Some(rig.sandbox.key().to_owned().into()),
        policy: Policy::quick(),
        ..Default::default()
    }
}

#[test]
fn a_second_console_hands_over_to_the_first() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let plan = running_here(&rig);
    let Ok(takeup_launch::Started::Engine(engine)) = takeup_launch::launch(&plan, |_| {}, || {}) else {
        panic!("nobody else is here")
    };
    let account = engine.model().current.clone();
    let driver = takeup_rig::Driver { engine, account };
    let said = run(&rig, None, &["upload", file.to_str().unwrap()]);
    assert_eq!(said.code, cli::READY);
    assert!(said.out.contains("1 file or URL handed over"), "{}", said.out);
    driver.ready(1);
}

#[test]
fn a_console_for_another_server_is_told_so() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let plan = running_here(&rig);
    let started = takeup_launch::launch(&plan, |_| {}, || {}).unwrap();
    let (data, path) = (rig.data(), file.to_str().unwrap().to_owned());
    let output = Process::new(env!("CARGO_BIN_EXE_takeup-cli"))
        .env("TAKEUP_LANG", "en")
        .args([
            "upload",
            "--base-url",
            "https://elsewhere.example.org/v1.3",
            "--data-dir",
            data.to_str().unwrap(),
            &path,
        ])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(i32::from(cli::FAILED)));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("Use --data-dir for another server"), "{said}");
    drop(started);
}

#[test]
fn the_practice_platform_needs_neither_key_nor_server() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let output = Process::new(env!("CARGO_BIN_EXE_takeup-cli"))
        .env("TAKEUP_LANG", "en")
        .args(["upload", "--sandbox", "--data-dir"])
        .arg(rig.data())
        .arg(&file)
        .env("TWELVELABS_BASE_URL", "https://elsewhere.example.org/v1.3")
        .env_remove("TWELVE_LABS_API_KEY")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("clip.mp4: ready · asset "), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_practice_platform_speaks_tls_and_tells_what_it_saw() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;
    use takeup_rig::process::Running;
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 33_000_000);
    let (certificate, key_file) = takeup_rig::process::server_identity(rig.folder.path());
    let mut platform = Running::start(
        Process::new(env!("CARGO_BIN_EXE_takeup-cli"))
            .args(["sandbox", "--discard", "--quick", "--no-md5", "--ledger", "--tls-cert"])
            .arg(&certificate)
            .arg("--tls-key")
            .arg(&key_file)
            .stdout(Stdio::piped()),
    );
    let mut lines = BufReader::new(platform.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let (url, key) = (lines.next().unwrap(), lines.next().unwrap());
    let mut upload = Process::new(env!("CARGO_BIN_EXE_takeup-cli"));
    upload
        .args(["upload", "--data-dir"])
        .args([rig.data(), file])
        .env("TWELVELABS_BASE_URL", url.strip_prefix("url ").unwrap())
        .env("TWELVE_LABS_API_KEY", key.strip_prefix("key ").unwrap());
    let uploaded = crate::proxies::trusting(&mut upload, &certificate).output().unwrap();
    assert!(url.starts_with("url https://") && uploaded.status.success(), "{uploaded:?}");
    drop(platform);
    let ledger: Value = serde_json::from_str(&lines.next().unwrap()).unwrap();
    assert_eq!((&ledger["bytes_put"], &ledger["bytes_of_assets"]), (&33_000_000.into(), &33_000_000.into()));
    assert_eq!(ledger["violations"], Value::Array(Vec::new()));
}

#[test]
fn the_key_and_presigned_urls_are_told_to_nobody() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 33_000_000);
    rig.sandbox.script(
        takeup_sandbox::Fault::once(
            takeup_sandbox::FaultTarget::Part,
            takeup_sandbox::FaultEffect::ResetBefore,
        )
        .times(3),
    );
    let output = Process::new(env!("CARGO_BIN_EXE_takeup-cli"))
        .env("TAKEUP_LANG", "en")
        .args(["upload", "--json", "--data-dir"])
        .arg(rig.data())
        .arg(&file)
        .env("TWELVELABS_BASE_URL", rig.sandbox.url())
        .env("TWELVE_LABS_API_KEY", rig.sandbox.key())
        .env("TAKEUP_LOG", "trace")
        .output()
        .unwrap();
    assert!(output.status.success());
    let mut told = output.stdout;
    told.extend(output.stderr);
    for entry in std::fs::read_dir(rig.data()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            told.extend(std::fs::read(path).unwrap());
        }
    }
    let told = String::from_utf8_lossy(&told);
    assert!(told.len() > 10_000, "there is something to look through");
    for secret in [rig.sandbox.key(), "ignature="] {
        assert!(!told.contains(secret), "{secret} was told");
    }
}

#[test]
fn an_address_without_its_version_is_told_as_what_it_is() {
    let rig = Rig::plain();
    let (file, data) = (rig.video("clip.mp4", 300_000), rig.data());
    let url = rig.sandbox.url();
    let (bare, _) = url.rsplit_once("/v1.3").unwrap();
    let place = ["--base-url", bare, "--data-dir", data.to_str().unwrap()];
    let said = run_bare(Some(rig.sandbox.key()), &[&["upload", file.to_str().unwrap()], &place[..]].concat());
    assert_eq!(said.code, cli::FAILED);
    assert!(said.out.contains("/v1.3"), "{}", said.out);
    let words = ["upload", "--index", "6391c8a6", file.to_str().unwrap()];
    let said = run_bare(Some(rig.sandbox.key()), &[&words[..], &place[..]].concat());
    assert!(said.code == cli::FAILED && said.err.contains("/v1.3"), "{}", said.err);
    // What is asked again and again says so as well, and ends.
    let words = ["index", "add", "6391c8a6", "6391c8a7"];
    let said = run_bare(Some(rig.sandbox.key()), &[&words[..], &place[..]].concat());
    assert!(said.code == cli::FAILED && said.out.contains("/v1.3"), "{} {}", said.out, said.err);
}

/// A folder that is a link, as the temporary one of macOS is.
#[cfg(unix)]
#[test]
fn a_file_behind_a_link_is_called_off_by_each_of_its_paths_even_when_it_is_gone() {
    let rig = Rig::plain();
    let real = rig.video("one.mp4", 300_000);
    let folder = real.parent().unwrap();
    let link = rig.folder.path().join("link");
    std::os::unix::fs::symlink(folder, &link).unwrap();
    let linked = link.join("one.mp4");
    let (linked, real) = (linked.to_str().unwrap(), real.to_str().unwrap());
    for (named, gone) in [(linked, false), (real, false), (linked, true)] {
        assert_eq!(run(&rig, Some("wrong"), &["upload", linked]).code, cli::KEY);
        if gone {
            std::fs::remove_file(real).unwrap();
        }
        let said = run(&rig, None, &["queue", "cancel", named]);
        assert_eq!(
            (said.code, said.out.as_str()),
            (cli::READY, "one.mp4: cancelled\n"),
            "{named}: {}",
            said.err
        );
    }
}

#[test]
fn what_is_unfinished_is_listed_and_called_off() {
    let rig = Rig::plain();
    let files =
        [rig.video("one.mp4", 300_000), rig.video("둘.mp4", 400_000), rig.video("three.mp4", 200_000)];
    let words: Vec<&str> =
        ["upload"].into_iter().chain(files.iter().filter_map(|file| file.to_str())).collect();
    // Without a good key nothing leaves, and the list keeps what was asked for.
    assert_eq!(run(&rig, Some("wrong"), &words).code, cli::KEY);
    let listed = run(&rig, None, &["queue", "list", "--json"]);
    let paths: Vec<String> =
        listed.events().iter().map(|one| one["path"].as_str().unwrap().to_owned()).collect();
    assert_eq!((listed.code, paths.len()), (cli::READY, 3), "{}", listed.out);
    let one = run(&rig, None, &["queue", "cancel", files[1].to_str().unwrap()]);
    assert_eq!((one.code, one.out.as_str()), (cli::READY, "둘.mp4: cancelled\n"));
    assert_eq!(run(&rig, None, &["queue", "cancel", "/nothing.mp4"]).code, cli::NOTHING);
    assert_eq!(run(&rig, None, &["queue", "list"]).out.lines().count(), 2);
    let some = run(&rig, None, &["queue", "cancel", files[2].to_str().unwrap(), "/nothing.mp4"]);
    assert_eq!(some.code, cli::FAILED, "one of them is no upload: {}{}", some.out, some.err);
    assert_eq!(run(&rig, None, &["queue", "cancel", "--all"]).code, cli::READY);
    assert_eq!(run(&rig, None, &["queue", "list"]).code, cli::NOTHING);
    assert_eq!(run(&rig, None, &["resume"]).code, cli::NOTHING);
    assert!(rig.ledger().assets.is_empty());
}
