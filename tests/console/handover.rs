//! Programs that share a journal.

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
