//! A watched folder on a disk that goes away and comes back.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;
use std::time::Duration;

use takeup_rig::Rig;
use takeup_rig::process::{self, Running, console_command, program};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget};

use crate::watched::{events, folder};

/// In mounts of its own: a disk, mounted where the folder is, and a shell that does what the test tells it.
const ON_A_DISK: &str = r#"
set -e
disk=$1 folder=$2
shift 2
mount -t tmpfs tmpfs "$disk"
mount --bind "$disk" "$folder"
exec 3<&0
(while read -r line <&3; do eval "$line"; done) &
exec "$@"
"#;

#[test]
fn a_disk_that_is_unmounted_is_missed_and_nothing_on_it_is_sent_twice() {
    let rig = Rig::plain();
    let slow = FaultEffect::Stall(Duration::from_millis(300));
    rig.sandbox.script(Fault::once(FaultTarget::Part, slow).times(10_000));
    fs::create_dir_all(rig.data()).unwrap();
    fs::write(rig.data().join("settings.toml"), "multipart_above = 1000000\n").unwrap();
    let (folder, disk) = (folder(&rig), rig.folder.path().join("disk"));
    fs::create_dir(&disk).unwrap();
    let allowed = program("unshare").args(["-rm", "true"]).status().unwrap().success();
    let (alone, own) =
        if allowed { ("unshare", &["-rm"][..]) } else { ("sudo", &["-nE", "unshare", "-m"][..]) };
    let script = ["sh", "-c", ON_A_DISK, "sh", disk.to_str().unwrap(), folder.to_str().unwrap()];
    let watch = [env!("CARGO_BIN_EXE_takeup-cli"), "watch", folder.to_str().unwrap(), "--rest", "1s"];
    let mut command = console_command(alone, &rig, &[own, &script, &watch].concat());
    let mut running = Running::start(command.stdin(Stdio::piped()));
    let (mut shell, mut events) = (running.0.stdin.take().unwrap(), events(&mut running));
    let mut tell = |line: &str| writeln!(shell, "{line}").unwrap();
    let copy = |name: &str, size: usize| format!("cp '{}' \"$disk\"", rig.video(name, size).display());
    let mut until = |event: &str, word: &str, value: &str| {
        assert!(events.any(|told| told["event"] == event && told[word] == value), "{event} {value}");
    };
    until("folder", "state", "watching");
    tell(&copy("first.mp4", 40_000));
    until("done", "status", "ready");
    // The mount point stays, empty, in the middle of an upload.
    tell(&copy("large.mp4", 20_000_000));
    process::until("parts are sent", || (rig.sandbox.ledger().puts.count > 2).then_some(()));
    tell("umount -l \"$folder\"");
    until("folder", "state", "gone");
    assert_eq!(rig.ledger().sessions[0].status, "active");
    tell(&copy("late.mp4", 50_000));
    tell("mount --bind \"$disk\" \"$folder\"");
    until("folder", "state", "watching");
    until("done", "status", "ready");
    until("done", "status", "ready");
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (3, 1), "{:?}", ledger.assets);
}
