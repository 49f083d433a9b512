//! The page of the watched folders: what each card says, and what can be done with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{Role, Theme};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::{Action, Page, watch_form};
use takeup_engine::Command;
use takeup_model::{
    CopyChoice, CopySize, Existing, Failure, FailureKind, Fate, FileStamp, KnownFile, Metadata, Model,
    Settings, WaitReason, WaitingFile, WatchKey, WatchedFolder, Watching,
};

use crate::held::action;
use crate::names::told_apart;
use crate::uploads::{Window, click, click_role, open, open_sized, said, type_into, view};
use takeup_rig::held_models as held;
use takeup_rig::models;

fn folder(name: &str) -> PathBuf {
    let root = if cfg!(windows) { "N:/nas" } else { "/mnt/nas" };
    Path::new(root).join(name)
}

fn files(fates: &[(Fate, usize)]) -> Watching {
    let mut watching = Watching { scanned: true, ..Watching::default() };
    for (fate, count) in fates {
        for number in 0..*count {
            let stamp = FileStamp { size: 1_000, modified: None };
            let known = KnownFile { stamp, fingerprint: String::new(), fate: *fate };
            watching.files.insert(format!("{} {number}.mp4", fate.word()).into(), Arc::new(known));
        }
    }
    watching
}

/// Three folders: one with a growing file, one that is away, and one that asks about its files.
pub(crate) fn scene() -> models::Scene {
    let now = models::now();
    let mut scene = held::full("b.mov", now);
    let model = &mut scene.model;
    let mut settings = Settings::clone(&model.settings);
    let current = model.current.clone();
    let account = settings.accounts.iter_mut().find(|account| account.id == current).unwrap();
    let mut camera = WatchedFolder {
        folder: folder("Camera ingest"),
        include: WatchedFolder::patterns("*.mov *.mp4 *.mxf"),
        move_to: Some("uploaded".to_owned()),
        ..WatchedFolder::default()
    };
    camera.next.indexes.insert("races".into(), "Races 2026".to_owned());
    let zoom = WatchedFolder { folder: folder("Zoom recordings"), ..WatchedFolder::default() };
    let archive = WatchedFolder { folder: folder("Archive"), subfolders: false, ..WatchedFolder::default() };
    account.watched = vec![camera, zoom, archive];
    model.settings = Arc::new(settings);
    let mut growing = files(&[(Fate::Moved, 1_204), (Fate::Taken, 2)]);
    let stamp = FileStamp { size: 3_100_000_000, modified: None };
    let waiting = WaitingFile { stamp, since: now.mono, why: WaitReason::Changes };
    growing.waiting.insert("GX010233.MP4".into(), waiting);
    let away = Watching {
        gone: true,
        trouble: Some(Failure::new(FailureKind::FileMissing, "")),
        ..files(&[(Fate::Ready, 88)])
    };
    for (name, watching) in
        [("Camera ingest", growing), ("Zoom recordings", away), ("Archive", files(&[(Fate::Left, 12)]))]
    {
        model.watched.insert(WatchKey(current.clone(), folder(name)), watching);
    }
    scene
}

fn page() -> Window {
    open(scene(), view(Page::Watched), models::now())
}

/// The folders in the settings that were sent.
fn watched(commands: &[Command], model: &Model) -> Vec<WatchedFolder> {
    let settings = commands.iter().find_map(|command| {
        if let Command::ChangeSettings(settings) = command { Some(settings) } else { None }
    });
    settings.unwrap().account(&model.current).unwrap().watched.clone()
}

#[test]
fn each_card_says_how_its_folder_is_and_what_happens_next() {
    let window = page();
    for words in [
        "GX010233.MP4 may still be growing (3.1 GB). It is uploaded once it has not changed for 10 s.",
        "The folder is not there. Takeup looks for it again every 10 s; nothing is lost.",
        "12 files were already here. Upload them too?",
        "1,204 ready · 2 in Uploads",
        "88 ready",
        "Nothing yet",
        "Move to “uploaded”",
        "Waiting for folder",
        "*.mov *.mp4 *.mxf",
    ] {
        assert!(said(&window, words), "{words}");
    }
}

#[test]
fn a_folder_is_paused_scanned_and_removed() {
    let mut window = page();
    let sent = click_role(&mut window, Role::Switch, "Watch Zoom recordings");
    let folders = watched(&sent, &window.state().model);
    assert_eq!(folders.iter().map(|one| one.on).collect::<Vec<_>>(), [true, false, true]);
    click(&mut window, "More for Camera ingest");
    let sent = click(&mut window, "Look now");
    let [Command::ScanNow(WatchKey(_, scanned))] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(*scanned, folder("Camera ingest"));
    click(&mut window, "More for Camera ingest");
    assert!(click(&mut window, "Stop watching…").is_empty(), "it asks first");
    let sent = click_role(&mut window, Role::Button, "Stop watching");
    let left: Vec<PathBuf> =
        watched(&sent, &window.state().model).into_iter().map(|one| one.folder).collect();
    assert_eq!(left, [folder("Zoom recordings"), folder("Archive")]);
}

#[test]
fn the_files_that_were_there_before_are_asked_about_once() {
    for (answer, existing) in
        [("Upload the files of Archive", Existing::Upload), ("Leave the files of Archive", Existing::Leave)]
    {
        let mut window = page();
        let sent = click(&mut window, answer);
        assert_eq!(watched(&sent, &window.state().model)[2].existing, existing);
    }
}

#[test]
fn a_folder_is_changed_in_its_form_and_goes_elsewhere_by_its_card() {
    let mut window = page();
    click(&mut window, "More for Archive");
    click(&mut window, "Edit…");
    click(&mut window, "Include subfolders");
    type_into(&mut window, Role::TextInput, "Not these files", "*_proxy.*");
    type_into(&mut window, Role::TextInput, "Subfolder for ready files", "../elsewhere");
    assert!(said(&window, "Give a folder name without slashes"));
    assert!(click(&mut window, "Save").is_empty());
    let mut window = page();
    click(&mut window, "More for Archive");
    click(&mut window, "Edit…");
    click(&mut window, "Include subfolders");
    type_into(&mut window, Role::TextInput, "Not these files", "*_proxy.*");
    let sent = click(&mut window, "Save");
    let changed = watched(&sent, &window.state().model).remove(2);
    assert_eq!((changed.subfolders, changed.exclude), (true, vec!["*_proxy.*".to_owned()]));
    click(&mut window, "Then, for Zoom recordings");
    let sent = click_role(&mut window, Role::MenuItemCheckBox, "Lectures");
    assert_eq!(watched(&sent, &window.state().model)[1].next.indexes.len(), 1);
    let mut window = page();
    click(&mut window, "Copy, for Zoom recordings");
    let smaller = CopyChoice::Smaller(CopySize::P360);
    let sent = click_role(&mut window, Role::MenuItemRadio, &takeup_text::copy_choice(smaller));
    let changed = watched(&sent, &window.state().model).remove(1);
    assert_eq!(changed.options(&window.state().model.settings).copy, Some(smaller));
}

fn told(pairs: &[(&str, &str)]) -> Metadata {
    let mut told = Metadata::default();
    for (key, value) in pairs {
        told.set(key, value).unwrap();
    }
    told
}

#[test]
fn the_metadata_of_a_folder_is_filled_in_and_shown_again() {
    let mut window = page();
    click(&mut window, "More for Archive");
    click(&mut window, "Edit…");
    type_into(&mut window, Role::TextInput, "Key 1", "duration");
    type_into(&mut window, Role::TextInput, "Value 1", "new");
    assert!(said(&window, "The key duration is reserved."));
    assert!(click(&mut window, "Save").is_empty());
    click(&mut window, "Remove duration");
    type_into(&mut window, Role::TextInput, "Key 1", "season");
    type_into(&mut window, Role::TextInput, "Value 1", "2026");
    let sent = click(&mut window, "Save");
    let changed = watched(&sent, &window.state().model).remove(2);
    assert_eq!(changed.next.told, told(&[("season", "2026")]));
    let settings = sent.into_iter().find_map(|command| {
        if let Command::ChangeSettings(settings) = command { Some(settings) } else { None }
    });
    window.state_mut().model.settings = Arc::new(settings.unwrap());
    window.run();
    click(&mut window, "More for Archive");
    click(&mut window, "Edit…");
    let values = ["Key 1", "Value 1", "Key 2"].map(|name| {
        window.get_by_role_and_label(Role::TextInput, name).accesskit_node().value().unwrap_or_default()
    });
    assert_eq!(values, ["season", "2026", ""]);
    // A new folder begins with what is set for the next uploads.
    let mut window = page();
    let next = told(&[("circuit", "Suzuka")]);
    window.state_mut().view.dialog = Some(watch_form(vec![folder("Drone")], &next));
    window.run();
    let sent = click(&mut window, "Watch");
    assert_eq!(watched(&sent, &window.state().model)[3].next.told, next);
}

#[test]
fn the_button_asks_for_a_folder() {
    let mut window = open(held::full("b.mov", models::now()), view(Page::Watched), models::now());
    assert!(said(&window, "No watched folders"));
    assert!(matches!(action(&mut window, "Watch a folder…"), Action::PickWatched));
    window.state_mut().view.dialog = Some(watch_form(vec![folder("Camera ingest")], &Metadata::default()));
    window.run();
    let sent = click(&mut window, "Watch");
    let [only] = watched(&sent, &window.state().model).try_into().unwrap();
    assert_eq!((only.folder, only.existing), (folder("Camera ingest"), Existing::Ask));
    // Where the system has no dialog, the form asks.
    window.state_mut().view.dialog = Some(watch_form(Vec::new(), &Metadata::default()));
    window.run();
    assert!(click(&mut window, "Watch").is_empty(), "no folder is named yet");
    let whole = std::path::absolute("/mnt/nas/Drone").unwrap();
    type_into(&mut window, Role::TextInput, "Folder", whole.to_str().unwrap());
    let sent = click(&mut window, "Watch");
    let [only] = watched(&sent, &window.state().model).try_into().unwrap();
    assert_eq!(only.folder, whole);
}

#[test]
fn every_control_of_the_page_has_a_name_of_its_own() {
    for pressed in [&[][..], &["More for Archive"], &["More for Archive", "Edit…"]] {
        told_apart(scene(), view(Page::Watched), pressed);
    }
}

#[test]
fn the_page_looks_as_it_did() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (name, size, theme) in
        [("watched_light", (1180.0, 760.0), Theme::Light), ("watched_narrow", (640.0, 480.0), Theme::Dark)]
    {
        let mut window = open_sized(scene(), view(Page::Watched), models::now(), size, theme);
        results.add(window.try_snapshot(name));
        click(&mut window, "More for Camera ingest");
        click(&mut window, "Edit…");
        results.add(window.try_snapshot(name.replace("watched", "watched_form")));
    }
}
