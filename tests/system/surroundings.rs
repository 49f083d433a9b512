//! The window where something is missing that every desktop has, or goes away while it is needed.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;

use crate::desktop::Desktop;
use takeup_rig::process::{program, until};
use takeup_rig::{Rig, sha256};

/// The platform has this file and nothing else, whatever the window could write down.
fn arrives(rig: &Rig, video: &Path) {
    until("the video is ready", || {
        let assets = rig.ledger().assets;
        let [asset] = assets.as_slice() else { return None };
        (asset.status == "ready").then(|| assert_eq!(asset.sha256, Some(sha256(video))))
    });
}

#[test]
fn without_fonts_and_with_a_home_that_cannot_be_written_a_window_still_uploads() {
    let rig = Rig::plain();
    let desktop = Desktop::start("no-fonts");
    let fonts = rig.folder.path().join("fonts.conf");
    std::fs::write(&fonts, "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig/>")
        .unwrap();
    let video = rig.video("봄.mp4", 300_000);
    let takeup = desktop.takeup(&rig, &[&video]);
    let home = takeup.get_envs().find(|(name, _)| *name == "HOME").unwrap().1.unwrap().to_owned();
    let mut command = program("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c"]);
    command.arg("mount -t tmpfs -o ro,mode=700 none \"$HOME\" && exec \"$0\" \"$@\"");
    command.arg(takeup.get_program()).args(takeup.get_args());
    for (name, value) in takeup.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let _window = desktop.open_with(command.env("FONTCONFIG_FILE", &fonts));
    arrives(&rig, &video);
    let written = std::fs::read_dir(home).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(!written.into_iter().any(|name| name == "takeup"));
    desktop.picture("ready");
}

#[test]
fn where_nothing_can_draw_a_window_it_is_said() {
    let rig = Rig::plain();
    let desktop = Desktop::start("no-gl");
    let ends = |command: &mut Command| {
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let sentence = "Start Takeup in a desktop session, or upload with takeup-cli.";
    let none = Path::new("/nowhere");
    let said = ends(
        desktop.takeup(&rig, &[]).env("__EGL_VENDOR_LIBRARY_DIRS", none).env("LIBGL_DRIVERS_PATH", none),
    );
    assert!(said.contains(sentence), "{said}");
    let said = ends(desktop.takeup(&rig, &[]).env_remove("DISPLAY"));
    assert!(said.contains(sentence), "{said}");
}
