//! Files and assets sent to their places by hand, with the engine and the platform behind the window: what was asked
//! for has happened there, and once.

use std::path::PathBuf;

use eframe::egui::{Role, Theme};
use egui_kittest::kittest::Queryable as _;
use serde_json::json;
use takeup::ui::{Action, Page};
use takeup_engine::Command;
use takeup_model::{DestinationId, End, Model, News, UploadOptions};
use takeup_sandbox::{Fault, FaultBody, FaultEffect, FaultTarget};

use crate::live::Live;
use crate::uploads::{open_sized, said, type_into, view};
use takeup_rig::{Rig, models};

const PUT_INTO_INDEX: &str = "POST /indexes/{index_id}/indexed-assets";
const PUT_INTO_STORE: &str = "POST /knowledge-stores/{store_id}/items";

/// Each upload of the list is ready, and there are so many.
fn ready(model: &Model, count: usize) -> bool {
    model.jobs.len() == count && model.jobs.values().all(|job| job.end == Some(End::Ready))
}

/// How often somebody was told that a session cannot be finished.
fn not_finished(model: &Model) -> usize {
    model.notices.iter().filter(|one| matches!(one.news, News::NotFinished(_))).count()
}

impl Live {
    /// Uploads these, and takes them off the list: they are on the platform, and nobody here is at work on them.
    fn stocked(rig: &Rig, page: Page, names: &[&str]) -> Self {
        let live = Self::on(rig, page);
        let files: Vec<PathBuf> = names.iter().map(|name| rig.video(name, 200_000)).collect();
        live.driver.add(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>());
        live.driver.ready(names.len());
        live.driver.engine.send(Command::Remove(live.driver.all()));
        live.driver.until("the list is empty", |model| model.jobs.is_empty());
        live
    }
}

#[test]
fn an_unfinished_upload_is_finished_with_the_file_that_is_chosen() {
    let rig = Rig::plain();
    let (large, wrong) = (rig.video("large.mp4", 1_000_000), rig.video("wrong.mp4", 999_999));
    let session = json!({ "filename": "large.mp4", "type": "video", "total_size": 1_000_000 });
    let begun = rig.open("/assets/multipart-uploads", &session);
    let mut live = Live::on(&rig, Page::Tasks);
    // It counts them as soon as they are known.
    live.window.get_by_label_contains("Unfinished sessions").click();
    live.chosen = vec![wrong];
    live.press(Role::Button, "Finish large.mp4…");
    live.until("it is refused", |_, model| {
        model.jobs.values().any(|job| matches!(job.end, Some(End::Refused(_))))
    });
    assert_eq!(rig.ledger().puts.count, 0, "not a byte of another file");
    live.chosen = vec![large.clone()];
    live.go(Page::Tasks);
    live.press(Role::Button, "Finish large.mp4…");
    // Whoever asks twice is told, and nothing happens twice.
    live.go(Page::Tasks);
    let upload = begun["upload_id"].as_str().unwrap();
    live.window.state_mut().out.push(Action::PickFileFor(upload.into()));
    live.until("it is ready and told", |_, model| {
        not_finished(model) == 1 && model.jobs.values().any(|job| job.end == Some(End::Ready))
    });
    rig.holds_only(&large);
    assert_eq!(rig.ledger().sessions.len(), 1, "no other session was opened");
    live.go(Page::Tasks);
    live.press(Role::Button, "Refresh");
    live.shows("No unfinished sessions");
}

#[test]
fn picked_assets_go_into_an_index_and_a_knowledge_store_together_and_once() {
    let rig = Rig::plain();
    let (index, store) = (rig.index("Races"), rig.store("Archive"));
    let mut live = Live::stocked(&rig, Page::Assets, &["one.mp4", "two.mp4", "three.mp4"]);
    live.press(Role::Button, "Refresh");
    live.press(Role::CheckBox, "Select one.mp4");
    live.press(Role::CheckBox, "Select three.mp4");
    live.press(Role::Button, "Index into…");
    live.press(Role::MenuItemCheckBox, "Races");
    live.press(Role::Button, "Index");
    live.press(Role::Button, "Add to knowledge store…");
    live.press(Role::MenuItemCheckBox, "Archive");
    live.press(Role::Button, "Add");
    let everywhere =
        |model: &Model| ready(model, 2) && model.jobs.values().all(|job| job.destinations.len() == 2);
    live.until("both are in both", |_, model| everywhere(model));
    // Where they are already, nothing is created again.
    live.press(Role::Button, "Index into…");
    live.press(Role::MenuItemCheckBox, "Races");
    live.press(Role::Button, "Index");
    live.until("they were looked at again", |_, model| {
        let placed = model.notices.iter().filter(|one| matches!(one.news, News::AssetsAdded { .. })).count();
        placed == 3 && everywhere(model)
    });
    let ledger = rig.ledger();
    assert_eq!((ledger.requests_to(PUT_INTO_INDEX), ledger.requests_to(PUT_INTO_STORE)), (2, 2));
    assert_eq!((ledger.requests_to("POST /assets"), ledger.assets.len()), (3, 3), "no byte was sent again");
    let wanted = |name: &str| ledger.assets.iter().find(|asset| asset.filename == name).unwrap().id.clone();
    let mut wanted = [wanted("one.mp4"), wanted("three.mp4")];
    wanted.sort();
    let mut indexed: Vec<_> = ledger.indexed_assets.iter().map(|one| one.asset_id.clone()).collect();
    let mut stored: Vec<_> = ledger.store_items.iter().map(|one| one.asset_id.clone()).collect();
    indexed.sort();
    stored.sort();
    assert_eq!((indexed.as_slice(), stored.as_slice()), (wanted.as_slice(), wanted.as_slice()));
    assert!(ledger.indexed_assets.iter().all(|one| one.index_id == index));
    assert!(ledger.store_items.iter().all(|one| one.store_id == store));
}

#[test]
fn one_failed_destination_is_tried_again_and_the_others_are_left_alone() {
    let rig = Rig::plain();
    let (first, second, store) = (rig.index("Races"), rig.index("Lectures"), rig.store("Archive"));
    let file = rig.video("clip.mp4", 300_000);
    rig.sandbox.script(
        Fault::once(FaultTarget::PostIndexedAsset, FaultEffect::Status(400, FaultBody::Flat, None)).times(2),
    );
    let mut live = Live::on(&rig, Page::Uploads);
    let index = |id: &str| DestinationId::Index(id.into());
    let destination_ids = vec![index(&first), index(&second), DestinationId::Store(store.as_str().into())];
    live.driver.add_as(&[&file], UploadOptions { destination_ids, ..UploadOptions::default() });
    live.until("two have failed, the third is there", |_, model| {
        model.jobs.values().any(|job| matches!(job.end, Some(End::Failed(_))))
    });
    live.press(Role::Button, "Show details: clip.mp4");
    live.press(Role::Button, "Retry Races for clip.mp4");
    live.until("it is there", |window, _| {
        rig.sandbox.ledger().indexed_assets.iter().any(|one| one.status == "ready")
            && window.query_by_label("Retry Races for clip.mp4").is_none()
    });
    let ledger = rig.ledger();
    assert_eq!((ledger.indexed_assets.len(), ledger.requests_to(PUT_INTO_INDEX)), (1, 3));
    assert_eq!(ledger.indexed_assets[0].index_id, first);
    // The other one from beside its asset.
    live.go(Page::Assets);
    live.press(Role::Row, "clip.mp4");
    live.press(Role::Button, "Retry Lectures");
    live.until("all is ready", |_, model| ready(model, 1));
    let ledger = rig.ledger();
    assert_eq!((ledger.indexed_assets.len(), ledger.store_items.len()), (2, 1));
    assert_eq!((ledger.requests_to(PUT_INTO_INDEX), ledger.requests_to(PUT_INTO_STORE)), (4, 1));
    assert_eq!(ledger.requests_to("POST /assets"), 1, "the file was sent once");
}

#[test]
fn an_asset_that_an_index_refers_to_is_deleted_only_by_whoever_insists() {
    let rig = Rig::plain();
    let index = rig.index("Races");
    let mut live = Live::stocked(&rig, Page::Assets, &["asked.mp4", "ticked.mp4", "kept.mp4"]);
    for asset in rig.ledger().assets {
        rig.post(&format!("/indexes/{index}/indexed-assets"), &json!({ "asset_id": asset.id }));
    }
    live.press(Role::Button, "More for asked.mp4");
    live.press(Role::MenuItem, "Delete…");
    live.shows("In use: Races.");
    live.press(Role::Button, "Delete");
    live.shows("Indexes refer to this asset");
    assert_eq!(rig.ledger().assets.len(), 3);
    live.press(Role::Button, "Delete anyway: “asked.mp4” was not deleted.");
    live.until("it is gone", |window, _| {
        rig.sandbox.ledger().assets.len() == 2
            && window.query_by_role_and_label(Role::Row, "asked.mp4").is_none()
    });
    live.press(Role::Button, "More for ticked.mp4");
    live.press(Role::MenuItem, "Delete…");
    live.press(Role::CheckBox, "Delete even if an index refers to it");
    live.press(Role::Button, "Delete");
    live.until("that one too", |window, _| window.query_by_role_and_label(Role::Row, "ticked.mp4").is_none());
    let left: Vec<_> = rig.ledger().assets.into_iter().map(|asset| asset.filename).collect();
    assert_eq!(left, ["kept.mp4"]);
    assert_eq!(rig.ledger().requests_to("DELETE /assets/{asset_id}"), 3, "one was refused");
}

#[test]
fn metadata_is_changed_line_by_line_and_only_what_differs_is_asked_for() {
    let rig = Rig::plain();
    let mut live = Live::stocked(&rig, Page::Assets, &["clip.mp4"]);
    let told = |rig: &Rig| {
        let mut told = rig.ledger().assets[0].user_metadata.clone();
        // Ours, by which an upload is found again.
        told.retain(|key, _| !key.starts_with("takeup_"));
        serde_json::Value::Object(told)
    };
    live.press(Role::Row, "clip.mp4");
    live.press(Role::Button, "Edit…");
    for (line, key, value) in [(1, "circuit", "Suzuka"), (2, "season", "2026")] {
        type_into(&mut live.window, Role::TextInput, &format!("Key {line}"), key);
        type_into(&mut live.window, Role::TextInput, &format!("Value {line}"), value);
    }
    live.press(Role::Button, "Save");
    live.shows("Suzuka");
    assert_eq!(told(&rig), json!({ "circuit": "Suzuka", "season": 2026 }));
    live.press(Role::Button, "Edit…");
    live.press(Role::Button, "Remove circuit");
    type_into(&mut live.window, Role::TextInput, "Value 1", "7");
    live.press(Role::Button, "Save");
    live.until("it is forgotten", |window, _| !said(window, "Suzuka") && said(window, "20267"));
    assert_eq!(told(&rig), json!({ "season": 20267 }));
    let ledger = rig.ledger();
    assert_eq!(ledger.requests_to("PATCH /assets/{asset_id}/user-metadata"), 2);
}

#[test]
fn what_is_chosen_beforehand_travels_with_the_files_that_are_chosen_then() {
    let rig = Rig::plain();
    let (index, store) = (rig.index("Races"), rig.store("Archive"));
    let mut live = Live::on(&rig, Page::Uploads);
    live.press(Role::ComboBox, "Then");
    live.press(Role::MenuItemCheckBox, "Races");
    live.press(Role::MenuItemCheckBox, "Archive");
    live.press(Role::MenuItem, "Metadata…");
    type_into(&mut live.window, Role::TextInput, "Key 1", "take");
    type_into(&mut live.window, Role::TextInput, "Value 1", "3");
    live.press(Role::Button, "Save");
    live.chosen = vec![rig.video("clip.mp4", 300_000)];
    live.press(Role::Button, "Choose files…");
    live.until("it is everywhere", |_, model| ready(model, 1));
    let ledger = rig.ledger();
    assert_eq!(ledger.assets[0].user_metadata.get("take"), Some(&json!(3)));
    let there = (ledger.indexed_assets[0].index_id.as_str(), ledger.store_items[0].store_id.as_str());
    assert_eq!(there, (index.as_str(), store.as_str()));
    assert_eq!((ledger.indexed_assets.len(), ledger.store_items.len(), ledger.tasks.len()), (1, 1, 0));
    // A classic task takes the place of the others, and makes an asset of nothing.
    live.press(Role::ComboBox, "Then");
    live.press(Role::MenuItemCheckBox, "Classic task in Races");
    live.window.key_press(eframe::egui::Key::Escape);
    live.chosen = vec![rig.video("other.mp4", 300_000)];
    live.press(Role::Button, "Add files…");
    live.until("both are ready", |_, model| ready(model, 2));
    let ledger = rig.ledger();
    assert_eq!((ledger.tasks.len(), ledger.requests_to("POST /tasks")), (1, 1));
    assert_eq!((ledger.requests_to(PUT_INTO_INDEX), ledger.requests_to(PUT_INTO_STORE)), (1, 1));
    // It is deleted where tasks are shown.
    live.go(Page::Tasks);
    live.press(Role::Button, "More for other.mp4");
    live.press(Role::MenuItem, "Delete task…");
    live.press(Role::Button, "Delete");
    live.until("the task is gone", |_, _| rig.sandbox.ledger().tasks.is_empty());
    live.press(Role::Button, "More for clip.mp4");
    live.press(Role::MenuItem, "Remove from index…");
    live.press(Role::Button, "Remove");
    live.until("it is out", |_, _| rig.sandbox.ledger().indexed_assets.is_empty());
    let ledger = rig.ledger();
    let removed = "DELETE /indexes/{index_id}/indexed-assets/{indexed_asset_id}";
    assert_eq!((ledger.requests_to("DELETE /tasks/{task_id}"), ledger.requests_to(removed)), (1, 1));
}

#[test]
fn a_row_whose_asset_was_deleted_leads_nowhere() {
    let now = models::now();
    let mut model = models::busy("b.mov", now).model;
    let link = |model: &Model| {
        let window = open_sized(model.clone(), view(Page::Uploads), now, (1180.0, 1500.0), Theme::Light);
        said(&window, "Show in Assets: opening-keynote.mp4")
    };
    assert!(link(&model));
    models::edit(&mut model, |account| {
        account.assets.items = [].into();
        (account.assets.state.complete, account.assets.state.loaded) = (true, Some(now.utc));
    });
    assert!(!link(&model), "the whole list is known, and it is not there");
    let before = models::at("2020-01-01T00:00:00Z");
    models::edit(&mut model, |account| account.assets.state.loaded = Some(before));
    assert!(link(&model), "the list is older than the upload");
}
