//! The same line again, what failed again, and a journal that is not as it should be.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use rusqlite::Connection;
use takeup_cli as cli;
use takeup_rig::Rig;
use takeup_sandbox::{Fault, FaultEffect, FaultTarget};

use crate::cli::{Said, run, run_bare};

#[test]
fn a_repeated_line_sends_only_what_is_not_there() {
    let rig = Rig::plain();
    let files = [rig.video("a.mp4", 300_000), rig.video("b.mp4", 400_000)];
    let late = rig.folder.path().join("c.mp4");
    let paths: Vec<&str> = files.iter().chain([&late]).map(|path| path.to_str().unwrap()).collect();
    let line = [&["upload"], paths.as_slice(), &["https://example.org/d.mp4"]].concat();
    assert_eq!(run(&rig, None, &line).code, cli::FAILED);
    assert_eq!(rig.ledger().assets.len(), 3);
    rig.video("c.mp4", 500_000);
    let again = run(&rig, None, &line);
    assert_eq!((again.code, rig.ledger().assets.len()), (cli::READY, 4), "{} {}", again.out, again.err);
    assert!(again.err.contains("2 files and URLs were uploaded before"), "{}", again.err);
    assert!(again.err.contains("--if-exists again"), "{}", again.err);
    // All of it was there: nothing is sent, and that is what was wanted.
    assert_eq!((run(&rig, None, &line).code, rig.ledger().assets.len()), (cli::READY, 4));
    // Other metadata is another wish, and so is another content of the same size.
    let told = ["upload", "--meta", "season=2026", paths[0]];
    assert_eq!((run(&rig, None, &told).code, rig.ledger().assets.len()), (cli::READY, 5));
    let mut bytes = fs::read(&files[1]).unwrap();
    bytes[200_000] ^= 1;
    fs::write(&files[1], bytes).unwrap();
    let later = SystemTime::now() + Duration::from_secs(5);
    fs::File::options().append(true).open(&files[1]).unwrap().set_modified(later).unwrap();
    assert_eq!((run(&rig, None, &["upload", paths[1]]).code, rig.ledger().assets.len()), (cli::READY, 6));
    let all = run(&rig, None, &[&line[..], &["--if-exists", "again"]].concat());
    assert_eq!((all.code, rig.ledger().assets.len()), (cli::READY, 10), "{} {}", all.out, all.err);
}

#[test]
fn what_failed_is_tried_again_from_the_console() {
    let rig = Rig::plain();
    let files = [rig.video("a.mp4", 300_000), rig.video("b.mp4", 400_000)];
    let paths: Vec<&str> = files.iter().map(|path| path.to_str().unwrap()).collect();
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::AssetFailed("no frames".to_owned())));
    assert_eq!(run(&rig, None, &[&["upload"], paths.as_slice()].concat()).code, cli::FAILED);
    let nothing = run(&rig, None, &["resume"]);
    assert_eq!(nothing.code, cli::NOTHING);
    assert!(
        nothing.err.contains("1 upload failed. To retry it: takeup-cli resume --failed"),
        "{}",
        nothing.err
    );
    let retried = run(&rig, None, &["resume", "--failed"]);
    assert_eq!(retried.code, cli::READY, "{} {}", retried.out, retried.err);
    assert_eq!(retried.out.matches(": ready").count(), 1, "{}", retried.out);
    assert_eq!(run(&rig, None, &["resume", "--failed"]).code, cli::NOTHING);
    assert_eq!(rig.ledger().assets.iter().filter(|asset| asset.status == "ready").count(), 2);
}

#[test]
fn a_plan_is_printed_once() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    assert_eq!(run(&rig, Some("tlk_wrong"), &["upload", file.to_str().unwrap()]).code, cli::KEY);
    let resumed = run(&rig, None, &["resume"]);
    assert_eq!(resumed.code, cli::READY);
    assert_eq!(resumed.out.matches("Direct").count(), 1, "{}", resumed.out);
    assert!(!resumed.out.contains("destination"), "it goes nowhere else: {}", resumed.out);
}

fn journal(rig: &Rig) -> PathBuf {
    rig.data().join("journal.sqlite")
}

/// Runs every command that works on the journal, each on a journal that `spoil` has made of no use.
fn on_a_spoiled_journal(rig: &Rig, spoil: impl Fn(), check: impl Fn(&[&str], &Said)) {
    let file = rig.video("clip.mp4", 300_000);
    let path = file.to_str().unwrap();
    let commands = [
        &["queue", "list"][..],
        &["queue", "cancel", "--all"],
        &["resume"],
        &["resume", "--failed"],
        &["upload", path],
        &["sessions", "finish", "6391c8a6", path],
    ];
    for words in commands.into_iter().flat_map(|words| [words.to_vec(), [words, &["--json"]].concat()]) {
        spoil();
        let said = run(rig, None, &words);
        assert_eq!(said.code, cli::FAILED, "{words:?}: {} {}", said.out, said.err);
        if words.contains(&"--json") {
            assert_eq!(said.of("failed").len(), 1, "{words:?}: {}", said.out);
        }
        check(&words, &said);
    }
    assert!(rig.ledger().assets.is_empty(), "nothing is sent beside a journal that is not read");
}

#[test]
fn every_command_tells_of_a_damaged_journal() {
    let rig = Rig::plain();
    let spoil = || {
        fs::create_dir_all(rig.data()).unwrap();
        fs::write(journal(&rig), vec![0xaa; 8192]).unwrap();
    };
    on_a_spoiled_journal(&rig, spoil, |words, said| {
        assert!(said.err.contains("The journal was damaged"), "{words:?}: {}", said.err);
    });
    spoil();
    let data = rig.data();
    for words in [
        &["history"][..],
        &["receipts", "export"],
        &["verify", "Cargo.toml"],
        &["upload", "--dry-run", "Cargo.toml"],
    ] {
        let said = run_bare(None, &[words, &["--data-dir", data.to_str().unwrap()]].concat());
        assert_eq!(said.code, cli::FAILED, "{words:?}: {} {}", said.out, said.err);
        assert!(said.err.contains("journal"), "{words:?}: {}", said.err);
    }
}

#[test]
fn every_command_leaves_the_journal_of_a_newer_version_alone() {
    for unknown_word in [false, true] {
        let rig = Rig::plain();
        let file = rig.video("begun.mp4", 300_000);
        assert_eq!(run(&rig, Some("tlk_wrong"), &["upload", file.to_str().unwrap()]).code, cli::KEY);
        let disk = Connection::open(journal(&rig)).unwrap();
        if unknown_word {
            disk.execute("UPDATE job SET if_exists = 'merge'", ()).unwrap();
        } else {
            disk.pragma_update(None, "user_version", 99).unwrap();
        }
        disk.close().unwrap();
        let bytes = fs::read(journal(&rig)).unwrap();
        on_a_spoiled_journal(
            &rig,
            || {},
            |words, said| {
                assert!(said.err.contains("A newer version of Takeup"), "{words:?}: {}", said.err);
            },
        );
        assert!(fs::read(journal(&rig)).unwrap() == bytes, "it was changed");
        let entries = fs::read_dir(rig.data()).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(entries.into_iter().all(|name| !name.to_string_lossy().contains("damaged")));
    }
}

#[test]
fn unfinished_uploads_of_another_server_are_told_with_their_command() {
    let (rig, other) = (Rig::plain(), Rig::plain());
    let file = rig.video("clip.mp4", 300_000);
    assert_eq!(run(&rig, Some("tlk_wrong"), &["upload", file.to_str().unwrap()]).code, cli::KEY);
    let (data, server) = (rig.data(), other.sandbox.url());
    let place = ["--data-dir", data.to_str().unwrap(), "--base-url", &server];
    let command = format!("takeup-cli resume --base-url {}", rig.sandbox.url());
    for words in [&["resume"][..], &["queue", "list"]] {
        let said = run_bare(Some(other.sandbox.key()), &[words, &place[..]].concat());
        assert_eq!(said.code, cli::NOTHING);
        assert!(said.err.contains("1 unfinished upload belongs to another server"), "{}", said.err);
        assert!(said.err.contains(&command), "{}", said.err);
    }
    assert_eq!(run(&rig, None, &["resume"]).code, cli::READY);
}

#[test]
fn what_could_open_a_url_is_neither_printed_nor_kept() {
    let rig = Rig::plain();
    let url = "https://media.example.org/a.mp4?token=SENSITIVE";
    let refused = run(&rig, Some("tlk_wrong"), &["upload", "--json", url]);
    let listed = [run(&rig, None, &["queue", "list"]), run(&rig, None, &["queue", "list", "--json"])];
    let sent = run(&rig, None, &["resume", "--json"]);
    for said in listed.iter().chain([&refused, &sent]) {
        assert!(
            !said.out.contains("SENSITIVE") && !said.err.contains("SENSITIVE"),
            "{} {}",
            said.out,
            said.err
        );
    }
    assert!(listed[0].out.contains("https://media.example.org/a.mp4"), "{}", listed[0].out);
    assert_eq!(sent.code, cli::READY, "{} {}", sent.out, sent.err);
    for entry in fs::read_dir(rig.data()).unwrap() {
        let path = entry.unwrap().path();
        let kept = fs::read(&path).unwrap();
        assert!(!kept.windows(9).any(|bytes| bytes == b"SENSITIVE"), "{} has it", path.display());
    }
}

#[test]
fn parts_that_arrived_leave_no_headers_behind() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 3_000_000);
    assert_eq!(
        run(&rig, None, &["upload", "--method", "multipart", file.to_str().unwrap()]).code,
        cli::READY
    );
    let disk = Connection::open(journal(&rig)).unwrap();
    let kept = |column: &str| -> Option<String> {
        disk.query_row(&format!("SELECT {column} FROM job"), (), |row| row.get(0)).unwrap()
    };
    assert_eq!((kept("upload").is_some(), kept("headers")), (true, None));
}
