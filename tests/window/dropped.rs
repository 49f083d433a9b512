//! What is dropped on the window and does not meet what its destination asks for, with the engine and the platform behind
//! the window.

use std::path::Path;
use std::sync::Arc;

use eframe::egui::Role;
use takeup::ui::Page;

use crate::live::Live;
use crate::uploads::Dropped;
use takeup_model::UploadGroup;
use takeup_rig::Rig;

/// Drops a text of three bytes while this is chosen in *Then*, and waits until it is held. The platform was told nothing.
fn is_held(chosen: &str) {
    let rig = Rig::plain();
    rig.index("Races");
    let notes = rig.folder.path().join("notes.txt");
    std::fs::write(&notes, "abc").unwrap();
    let mut live = Live::on(&rig, Page::Uploads);
    live.press(Role::ComboBox, "Then");
    live.press(Role::MenuItemCheckBox, chosen);
    live.window.key_press(eframe::egui::Key::Escape);
    live.window.run_steps(3);
    drop_on(&mut live, &notes);
    live.shows("TXT file. Supported for");
    live.until("it waits for a decision", |_, model| {
        model.jobs.values().all(|job| UploadGroup::of(job) == UploadGroup::Held)
    });
    let ledger = rig.ledger();
    let posted: Vec<&String> = ledger.requests.keys().filter(|route| !route.starts_with("GET ")).collect();
    assert_eq!(posted, ["POST /indexes"], "only the index was created, by the test");
    assert_eq!((ledger.assets.len(), ledger.tasks.len(), ledger.puts.count), (0, 0, 0));
    live.end();
}

fn drop_on(live: &mut Live, path: &Path) {
    live.window.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    live.window.step();
    live.turn();
}

#[test]
fn a_text_for_an_index_is_held_before_a_byte_leaves() {
    is_held("Races");
}

#[test]
fn so_is_a_text_for_a_task() {
    is_held("Classic task in Races");
}
