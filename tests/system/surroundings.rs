//! The window where something is missing that every desktop has, or goes away while it is needed.
#![cfg(target_os = "linux")]
#![expect(
    clippy::needless_pass_by_value,
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "an interface of the bus is as it is"
)]

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Sender, channel};

use rusqlite::Connection;
use takeup_sandbox::Options;
use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use crate::desktop::Desktop;
use takeup_rig::process::{program, until};
use takeup_rig::{Rig, sha256};

/// A portal whose file dialogs wait until the test answers. It tells who asked, and for how many files.
struct Portal(Sender<(String, bool)>);

#[zbus::interface(name = "org.freedesktop.portal.FileChooser")]
impl Portal {
    fn open_file(
        &self,
        _parent: &str,
        _title: &str,
        options: HashMap<String, OwnedValue>,
        #[zbus(header)] header: Header<'_>,
    ) -> OwnedObjectPath {
        let sender = header.sender().unwrap().to_string();
        let token = options["handle_token"].downcast_ref::<&str>().unwrap().to_owned();
        let place = request(&sender, &token);
        self.0.send((sender, options["multiple"].downcast_ref().unwrap())).unwrap();
        OwnedObjectPath::try_from(place).unwrap()
    }

    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        4
    }
}

#[test]
fn without_a_display_a_sentence_without_lines_of_source_says_so() {
    let rig = Rig::new(Options::default());
    let desktop = Desktop::start("no-display");
    let output = desktop.takeup(&rig, &[]).env("DISPLAY", ":4711").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    let told = said.lines().find(|line| line.contains("No window can be shown on this system"));
    assert!(told.is_some_and(|told| !told.contains(".rs:") && !told.contains("/registry/")), "{said}");
}

#[test]
fn an_older_window_leaves_what_a_newer_version_wrote() {
    let rig = Rig::new(Options::default());
    let desktop = Desktop::start("newer");
    std::fs::create_dir(desktop.data()).unwrap();
    let [journal, settings] = ["journal.sqlite", "settings.toml"].map(|name| desktop.data().join(name));
    Connection::open(&journal).unwrap().pragma_update(None, "user_version", 99).unwrap();
    std::fs::write(&settings, "theme = \"sepia\"\n").unwrap();
    let before = [&journal, &settings].map(|path| std::fs::read(path).unwrap());
    let mut window = desktop.open(&rig, &[&takeup_rig::process::file("assets/sample.mp4")]);
    desktop.picture("refused");
    until("the window closes", || {
        desktop.mouse(&["windowfocus", &window.id, "key", "Escape"]);
        window.process.0.try_wait().unwrap()
    });
    assert_eq!(window.process.ended().code(), Some(1));
    assert!(rig.ledger().assets.is_empty(), "nothing is uploaded");
    let after = [&journal, &settings].map(|path| std::fs::read(path).unwrap());
    assert!(after[0] == before[0], "the journal is as it was");
    assert!(after[1] == before[1], "the settings are as they were");
}

/// Where the answer to a request is told.
fn request(sender: &str, token: &str) -> String {
    let sender = sender.trim_start_matches(':').replace('.', "_");
    format!("/org/freedesktop/portal/desktop/request/{sender}/{token}")
}

/// The platform has these files and nothing else, whatever the window could write down.
fn arrives(rig: &Rig, videos: &[&PathBuf]) {
    let wanted: BTreeSet<String> = videos.iter().map(|video| sha256(video)).collect();
    until("the videos are ready", || {
        let assets = rig.ledger().assets;
        let ready = assets.iter().all(|asset| asset.status == "ready");
        (ready && assets.len() == wanted.len()).then(|| {
            let held: BTreeSet<String> = assets.iter().filter_map(|asset| asset.sha256.clone()).collect();
            assert_eq!(held, wanted);
        })
    });
}

#[test]
fn a_dialog_of_the_portal_adds_files_and_a_bus_that_dies_below_one_ends_nothing() {
    let rig = Rig::plain();
    let mut desktop = Desktop::start_with_bus("bus-dies");
    let (sender, opened) = channel();
    let service = desktop.on_bus().name("org.freedesktop.portal.Desktop").unwrap();
    let service = service.serve_at("/org/freedesktop/portal/desktop", Portal(sender)).unwrap();
    let service = service.build().unwrap();
    let window = desktop.open(&rig, &[]);
    desktop.mouse(&["windowactivate", "--sync", &window.id, "key", "ctrl+o"]).unwrap();
    let (sender, multiple) = until("the dialog is asked for", || opened.try_recv().ok());
    assert!(multiple);
    let chosen = rig.video("봄 100%.mp4", 300_000);
    let uri = url::Url::from_file_path(&chosen).unwrap().to_string();
    let told = HashMap::from([("uris", Value::from(vec![uri]))]);
    let place = request(&sender, "takeup");
    let kind = "org.freedesktop.portal.Request";
    service.emit_signal(Some(sender.as_str()), place.as_str(), kind, "Response", &(0_u32, told)).unwrap();
    arrives(&rig, &[&chosen]);

    desktop.mouse(&["windowactivate", "--sync", &window.id, "key", "ctrl+o"]).unwrap();
    until("the dialog is asked for again", || opened.try_recv().ok());
    desktop.end_bus();
    drop(service);
    // Another program gives it a file, and the dialog can be asked for again.
    desktop.mouse(&["windowactivate", "--sync", &window.id, "key", "ctrl+o"]).unwrap();
    let video = rig.video("a.mp4", 300_000);
    let second = desktop.takeup(&rig, &[&video]).output().unwrap();
    assert!(second.status.success(), "{second:?}");
    arrives(&rig, &[&chosen, &video]);
    assert!(desktop.find("Takeup$").is_some());
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
    arrives(&rig, &[&video]);
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
