//! The console program watches a folder: through kills, and as a service is told to stop.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use serde_json::Value;
use takeup_cli as cli;
use takeup_rig::process::{Running, until};
use takeup_rig::{Rig, sha256, write_video};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget};

use crate::cli::run;
use crate::console;

pub(crate) fn folder(rig: &Rig) -> PathBuf {
    let folder = rig.folder.path().join("in");
    fs::create_dir(&folder).unwrap();
    folder
}

/// The program on this folder, with its events.
fn watch(rig: &Rig, folder: &Path, words: &[&str]) -> (Running, impl Iterator<Item = Value> + use<>) {
    let line = [&["watch", folder.to_str().unwrap(), "--rest", "1s"], words].concat();
    let mut running = Running(console(rig, &line));
    let events = events(&mut running);
    (running, events)
}

pub(crate) fn events(running: &mut Running) -> impl Iterator<Item = Value> + use<> {
    let lines = BufReader::new(running.0.stdout.take().unwrap()).lines();
    lines.map_while(Result::ok).map(|line| serde_json::from_str(&line).unwrap())
}

fn kills() -> usize {
    std::env::var("TAKEUP_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(4)
}

#[test]
fn a_killed_watcher_uploads_every_file_once() {
    let rig = Rig::plain();
    rig.sandbox.script(
        Fault::once(FaultTarget::PostAsset, FaultEffect::Stall(std::time::Duration::from_millis(30)))
            .times(10_000),
    );
    let folder = folder(&rig);
    {
        let (_running, mut events) = watch(&rig, &folder, &[]);
        assert!(events.any(|event| event["event"] == "folder" && event["state"] == "watching"));
    }
    let mut expected = BTreeSet::new();
    for kill in 0..kills() {
        for number in 0..8 {
            let path = folder.join(format!("{kill} {number}.mp4"));
            write_video(&path, 30_000 + 100 * kill + number);
            expected.insert(sha256(&path));
        }
        let (mut running, events) = watch(&rig, &folder, &[]);
        // At another moment each time: when it is found, checked, created, sent, or ready.
        let seen =
            events.filter(|event| event["event"] == "state" || event["event"] == "done").nth(kill * 7 % 30);
        assert!(seen.is_some());
        running.0.kill().unwrap();
        running.0.wait().unwrap();
    }
    let (_running, _events) = watch(&rig, &folder, &[]);
    until("everything is ready", || {
        let ledger = rig.ledger();
        let ready = ledger.assets.iter().filter(|asset| asset.status == "ready");
        let found: BTreeSet<String> = ready.filter_map(|asset| asset.sha256.clone()).collect();
        (found == expected).then_some(())
    });
    assert_eq!(rig.ledger().assets.len(), expected.len());
}

#[cfg(unix)]
#[test]
fn a_watcher_says_what_it_does_and_stops_when_it_is_told_to() {
    let rig = Rig::plain();
    let folder = folder(&rig);
    write_video(&folder.join("old.mp4"), 30_000);
    let (mut running, mut events) = watch(&rig, &folder, &["--move-to", "done", "--exclude", "*.wav"]);
    let first = events.find(|event| event["event"] == "folder").unwrap();
    assert_eq!((&first["state"], &first["left"]), (&"watching".into(), &1.into()));
    write_video(&folder.join("new.mp4"), 40_000);
    let done = events.find(|event| event["event"] == "done").unwrap();
    assert_eq!((&done["status"], &done["bytes"]), (&"ready".into(), &40_000.into()));
    until("it is moved", || folder.join("done/new.mp4").exists().then_some(()));
    fs::rename(&folder, rig.folder.path().join("away")).unwrap();
    assert!(events.any(|event| event["event"] == "folder" && event["state"] == "gone"));
    let busy = run(&rig, None, &["watch", folder.to_str().unwrap()]);
    assert_eq!(busy.code, cli::NOTHING, "{} {}", busy.out, busy.err);
    assert!(std::process::Command::new("kill").arg(running.0.id().to_string()).status().unwrap().success());
    assert_eq!(running.ended().code(), Some(i32::from(cli::INTERRUPTED)));
    // What is ready is no row any more; its receipt stays.
    let history = crate::cli::run_bare(None, &["history", "--data-dir", rig.data().to_str().unwrap()]);
    assert!(history.out.contains("new.mp4"), "{} {}", history.out, history.err);
}

#[test]
fn a_file_is_not_watched() {
    let rig = Rig::plain();
    let said = run(&rig, None, &["watch", rig.video("clip.mp4", 2_000).to_str().unwrap()]);
    assert_eq!(said.code, cli::USAGE, "{}", said.err);
    assert!(said.err.contains("is a file. Name the folder"), "{}", said.err);
}

#[test]
fn a_watcher_without_a_key_says_so() {
    let rig = Rig::plain();
    let folder = folder(&rig);
    let said = run(&rig, Some("tlk_wrong"), &["watch", folder.to_str().unwrap()]);
    assert_eq!(said.code, cli::KEY, "{} {}", said.out, said.err);
}
