//! Programs that share a journal.

use std::io::{BufRead as _, BufReader};
use std::process::Child;

use takeup_rig::Rig;
use takeup_rig::process::until;

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
