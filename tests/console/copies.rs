//! Copies from the command line, and what is left of them after a kill.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::Value;

use takeup_cli as cli;

use crate::cli::run;
use crate::console;
use takeup_rig::Rig;
use takeup_rig::process::program;

/// A program in the place of ffmpeg: it tells its process, waits for a gate, and copies the beginning of a file.
fn stand_in(rig: &Rig) -> String {
    let folder = rig.folder.path();
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in\n-version) echo 'ffmpeg version 6.0 Copyright'; exit;;\n\
         *-encoders) echo ' V....D libx264 aac'; exit;;\nesac\n\
         for last; do [ \"$before\" = -i ] && in=${{last#file:}}; before=$last; done\nout=${{last#file:}}\n\
         echo half > \"$out\"; echo $$ > '{0}/pid'; env > '{0}/environment'\n\
         n=0; until [ -e '{0}/gate' ]; do n=$((n+1)); echo out_time_us=$n; echo progress=continue; sleep 0.02; done\n\
         head -c 100000 \"$in\" > \"$out\"\n",
        folder.display()
    );
    let path = folder.join("ffmpeg");
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

/// A rig whose settings name the stand-in.
fn with_stand_in() -> Rig {
    let rig = Rig::plain();
    std::fs::create_dir_all(rig.data()).unwrap();
    std::fs::set_permissions(rig.data(), std::fs::Permissions::from_mode(0o700)).unwrap();
    std::fs::write(rig.data().join("settings.toml"), format!("ffmpeg = '{}'\n", stand_in(&rig))).unwrap();
    rig
}

fn alive(pid: &str) -> bool {
    std::fs::read(Path::new("/proc").join(pid).join("cmdline")).is_ok_and(|line| !line.is_empty())
}

fn copies(rig: &Rig) -> Vec<String> {
    let entries = std::fs::read_dir(rig.data().join("copies")).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_program_that_is_killed_while_a_copy_is_made_leaves_nothing_and_sends_one() {
    let rig = with_stand_in();
    let film = rig.video("film.mp4", 300_000);
    let kills = std::env::var("TAKEUP_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(20);
    for _ in 0..kills {
        let mut child = console(&rig, &["upload", "--copy", "360p", film.to_str().unwrap()]);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        for line in lines.map_while(Result::ok) {
            let event: Value = serde_json::from_str(&line).unwrap();
            assert_ne!(event["event"], "done", "it was over before it could be killed: {line}");
            if event["event"] == "preparing" {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let pid = std::fs::read_to_string(rig.folder.path().join("pid")).unwrap();
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
        while alive(pid.trim()) {
            assert!(std::time::Instant::now() < deadline, "what makes the copy outlives the program");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let left = copies(&rig);
        assert_eq!(left.len(), 1, "{left:?}");
        let mode = std::fs::metadata(rig.data().join("copies").join(&left[0])).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "others can read it: {mode:o}");
    }
    std::fs::write(rig.folder.path().join("gate"), "").unwrap();
    let output = console(&rig, &["resume"]).wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let done = said.lines().find(|line| line.contains(r#""event":"done""#)).unwrap();
    let done: Value = serde_json::from_str(done).unwrap();
    assert_eq!(
        (&done["copy"], &done["bytes"], &done["original_bytes"]),
        (&"360p".into(), &100_000.into(), &300_000.into())
    );
    // What reads files from anywhere has no key.
    let environment = std::fs::read_to_string(rig.folder.path().join("environment")).unwrap();
    assert!(environment.contains("PATH=") && !environment.contains("TWELVE"), "{environment}");
    assert_eq!(rig.ledger().assets.len(), 1);
    assert_eq!(copies(&rig), Vec::<String>::new(), "the copy is gone once the asset is ready");
}

#[test]
fn what_copies_would_be_is_told_to_programs_once_each() {
    let rig = Rig::plain();
    let film = rig.folder.path().join("film.mp4");
    let made = program("ffmpeg")
        .args([
            "-hide_banner",
            "-loglevel",
            "error",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=1280x720:rate=25:duration=6",
        ])
        .args(["-pix_fmt", "yuv420p"])
        .arg(&film)
        .status();
    assert!(made.unwrap().success());
    let said = run(&rig, None, &["upload", "--json", "--copy", "auto", film.to_str().unwrap()]);
    assert_eq!(said.code, cli::READY, "{} {}", said.out, said.err);
    let (estimates, job) = (said.of("estimate"), said.of("done")[0]["job"].clone());
    let sizes: Vec<&str> = estimates.iter().map(|one| one["copy"].as_str().unwrap()).collect();
    assert!(
        sizes.contains(&"360p") && sizes.iter().collect::<BTreeSet<_>>().len() == sizes.len(),
        "{sizes:?}"
    );
    for one in &estimates {
        let number = |key: &str| one[key].as_u64().unwrap();
        assert!(one["job"] == job && number("bytes") > 0 && number("milliseconds") > 0, "{one}");
    }
}

#[test]
fn a_copy_that_would_not_be_smaller_is_told_and_the_original_is_sent() {
    let rig = with_stand_in();
    std::fs::write(rig.folder.path().join("gate"), "").unwrap();
    let film = rig.video("film.mp4", 60_000);
    let said = run(&rig, None, &["upload", "--copy", "360p", film.to_str().unwrap()]);
    assert_eq!(said.code, cli::READY, "{} {}", said.out, said.err);
    assert!(said.err.contains("film.mp4: A copy would not be smaller"), "{} {}", said.out, said.err);
    rig.holds_only(&film);
}
