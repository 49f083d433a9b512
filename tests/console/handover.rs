//! Programs that share a journal.

use std::io::{BufRead as _, BufReader};
use std::process::Child;

use takeup_rig::Rig;
use takeup_rig::process::until;

use takeup_cli as cli;
use takeup_sandbox::{Fault, FaultEffect, FaultTarget};

use crate::cli::{run, run_bare, running_here};
use crate::console;

#[test]
fn programs_that_come_later_hand_over_and_one_alone_does_the_work() {
    let rig = Rig::slow();
    let long = rig.video("long.mp4", 40_000_000);
    let first = console(&rig, &["upload", "--parts", "4", long.to_str().unwrap()]);
    until("the first is sending", || (rig.ledger().puts.count > 4).then_some(()));
    let files: Vec<_> = (0..4).map(|n| rig.video(&format!("{n}.mp4"), 300_000 + n)).collect();
    let later: Vec<Child> =
        files.iter().map(|file| console(&rig, &["upload", file.to_str().unwrap()])).collect();
    for program in later {
        let output = program.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && said.contains("handed_over"), "{said}");
    }
    let output = first.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}");
    assert_eq!(said.lines().filter(|line| line.contains(r#""event":"done""#)).count(), 5, "{said}");
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (5, 1));
    assert!(ledger.sessions[0].chunks.iter().all(|chunk| chunk.puts == 1));
}

#[test]
fn what_another_program_works_on_is_listed() {
    let rig = Rig::slow();
    let long = rig.video("long.mp4", 40_000_000);
    let mut first = console(&rig, &["upload", "--parts", "4", long.to_str().unwrap()]);
    until("the first is sending", || (rig.ledger().puts.count > 4).then_some(()));
    let list = run(&rig, None, &["queue", "list", "--json"]);
    assert_eq!(list.code, cli::READY, "{}", list.err);
    assert!(list.out.contains("long.mp4") && list.out.contains(r#""bytes_total":40000000"#), "{}", list.out);
    let other = Rig::plain();
    let (data, server) = (rig.data(), other.sandbox.url());
    let words = ["queue", "list", "--data-dir", data.to_str().unwrap(), "--base-url", &server];
    let list = run_bare(Some(other.sandbox.key()), &words);
    assert_eq!(list.code, cli::NOTHING, "{}", list.out);
    assert!(list.err.contains("1 unfinished upload belongs to another server"), "{}", list.err);
    first.kill().unwrap();
    first.wait().unwrap();
}

#[test]
fn programs_that_start_together_send_each_file_once_and_each_is_told_of_all() {
    let rig = Rig::plain();
    std::fs::create_dir(rig.folder.path().join("footage")).unwrap();
    for number in 0..60 {
        rig.video(&format!("footage/{number}.mp4"), 2_000 + number);
    }
    let footage = rig.folder.path().join("footage");
    let together: Vec<Child> =
        (0..5).map(|_| console(&rig, &["upload", footage.to_str().unwrap()])).collect();
    for program in together {
        let output = program.wait_with_output().unwrap();
        let (said, wrong) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "{said} {wrong}");
        let done = said.lines().filter(|line| line.contains(r#""event":"done""#) && line.contains("ready"));
        assert_eq!(done.count(), 60, "{said} {wrong}");
    }
    assert_eq!(rig.ledger().assets.len(), 60);
    // What was sent before is told of as well.
    let again = run(&rig, None, &["upload", "--json", footage.to_str().unwrap()]);
    assert_eq!(
        (again.code, again.out.matches(r#""event":"done""#).count()),
        (cli::READY, 60),
        "{}",
        again.out
    );
    assert_eq!(rig.ledger().assets.len(), 60);
}

#[test]
fn what_was_taken_over_survives_a_kill_in_the_same_moment() {
    let rig = Rig::slow();
    let long = rig.video("long.mp4", 40_000_000);
    std::fs::create_dir(rig.folder.path().join("footage")).unwrap();
    for number in 0..200 {
        rig.video(&format!("footage/{number}.mp4"), 2_000);
    }
    let mut first = console(&rig, &["upload", "--parts", "4", long.to_str().unwrap()]);
    until("the first is sending", || (rig.ledger().puts.count > 4).then_some(()));
    let footage = rig.folder.path().join("footage");
    let mut second = console(&rig, &["upload", footage.to_str().unwrap()]);
    let mut lines = BufReader::new(second.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.contains("handed_over")), "it was taken");
    first.kill().unwrap();
    first.wait().unwrap();
    second.wait().unwrap();
    let output = console(&rig, &["resume"]).wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    let mut names: Vec<String> = rig.ledger().assets.into_iter().map(|asset| asset.filename).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 201, "nothing is lost");
}

#[test]
fn what_could_not_be_written_down_is_not_called_taken() {
    let rig = Rig::plain();
    let _started = takeup_launch::launch(&running_here(&rig), |_| {}, || {}).unwrap();
    let disk = rusqlite::Connection::open(rig.data().join("journal.sqlite")).unwrap();
    let full = "SELECT RAISE(FAIL, 'database or disk is full')";
    for (table, row) in [("intake", "INSERT"), ("job", "INSERT")] {
        let trigger = format!("CREATE TRIGGER full_{table} BEFORE {row} ON {table} BEGIN {full}; END");
        disk.execute_batch(&trigger).unwrap();
    }
    let clip = rig.video("clip.mp4", 300_000);
    let said = run(&rig, None, &["upload", "--no-wait", clip.to_str().unwrap()]);
    assert_eq!(said.code, cli::FAILED, "{} {}", said.out, said.err);
    assert!(said.err.contains("could not save it (database or disk is full)"), "{}", said.err);
    // It is uploaded all the same.
    until("it is there", || rig.ledger().assets.iter().any(|asset| asset.status == "ready").then_some(()));
}

#[test]
fn who_hands_over_ends_as_the_uploads_do() {
    let rig = Rig::plain();
    let started = takeup_launch::launch(&running_here(&rig), |_| {}, || {}).unwrap();
    let files = ["a", "b", "c"].map(|name| rig.video(&format!("{name}.mp4"), 300_000));
    let [failing, left, awaited] = files.each_ref().map(|file| file.to_str().unwrap());
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::AssetFailed("no frames".to_owned())));
    let failed = run(&rig, None, &["upload", failing]);
    assert_eq!(failed.code, cli::FAILED, "{} {}", failed.out, failed.err);
    assert!(failed.out.contains("a.mp4: failed") && failed.out.contains("no frames"), "{}", failed.out);
    let unawaited = run(&rig, None, &["upload", "--no-wait", left]);
    assert_eq!((unawaited.code, unawaited.out.lines().count()), (cli::READY, 1), "{}", unawaited.out);
    let ready = run(&rig, None, &["upload", "--json", awaited]);
    assert_eq!(ready.code, cli::READY, "{} {}", ready.out, ready.err);
    let done = ready.of("done");
    assert_eq!((done.len(), &done[0]["status"]), (1, &"ready".into()));
    assert!(done[0]["asset_id"].is_string(), "{}", ready.out);
    drop(started);
}
