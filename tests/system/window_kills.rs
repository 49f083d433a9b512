//! The window, killed in the middle of an upload, as often as `TAKEUP_WINDOW_KILLS` says.
#![cfg(target_os = "linux")]

use std::fs;
use std::time::Instant;

use takeup_sandbox::{Fault, FaultEffect, FaultTarget};

use crate::desktop::Desktop;
use takeup_rig::process::until;
use takeup_rig::{Rig, sha256};

const PARTS: u64 = 153;
const AT_ONCE: u64 = 4;

fn kills() -> u64 {
    std::env::var("TAKEUP_WINDOW_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(2)
}

#[test]
fn a_killed_window_goes_on_from_the_parts_the_platform_has() {
    let begun = Instant::now();
    let rig = Rig::plain();
    // Above the limit from which files go in parts by themselves.
    let file = rig.video("봄 소풍 100%.mp4", 40_000_000);
    let desktop = Desktop::start("kill");
    fs::create_dir_all(desktop.data()).unwrap();
    fs::write(desktop.data().join("settings.toml"), format!("parts_at_once = {AT_ONCE}\n")).unwrap();
    let kills = kills();
    let each = PARTS / (kills + 1);
    let mut seen = 0;
    for kill in 0..kills {
        // So many parts go through, and then every body is held until the window is killed.
        let held = Fault::once(FaultTarget::Part, FaultEffect::HoldAfterBytes(100_000));
        rig.sandbox.script(held.after(u32::try_from(each).unwrap()).times(u32::try_from(AT_ONCE).unwrap()));
        let mut window = if kill == 0 { desktop.open(&rig, &[&file]) } else { desktop.open(&rig, &[]) };
        seen += each + AT_ONCE;
        until("parts are held", || (rig.ledger().puts.count == seen).then_some(()));
        window.process.0.kill().unwrap();
        window.process.ended();
    }
    rig.sandbox.release();
    let _window = desktop.open(&rig, &[]);
    until("it is ready, as the window has it", || (desktop.ready() == 1).then_some(()));
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (1, 1));
    assert_eq!(ledger.assets[0].sha256, Some(sha256(&file)));
    let again: u64 = ledger.sessions[0].chunks.iter().map(|chunk| chunk.puts - 1).sum();
    println!("{kills} kills of the window in {:.0?}: {again} parts sent again", begun.elapsed());
    assert!(
        again <= kills * AT_ONCE,
        "{again} parts sent again after {kills} kills with {AT_ONCE} in flight"
    );
}
