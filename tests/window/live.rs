//! The pages of what the platform holds, with the engine and the platform behind them.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use eframe::egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;
use takeup::ui::{Action, Page};
use takeup_engine::Command;
use takeup_model::{DestinationId, Model, Snapshot, UploadOptions};

use crate::uploads::{Window, open, said, type_into, view};
use takeup_rig::models::{self, Scene};
use takeup_rig::{Driver, Rig, asked_once};

/// A window in front of an engine: what it asks for is done, and what becomes of it is shown.
pub(crate) struct Live {
    pub(crate) window: Window,
    pub(crate) driver: Driver,
    /// What a person chooses in the next dialog for files.
    pub(crate) chosen: Vec<PathBuf>,
}

impl Live {
    pub(crate) fn on(rig: &Rig, page: Page) -> Self {
        let driver = rig.engine();
        let Snapshot { facts, wire } = driver.engine.snapshot();
        let scene = Scene { model: (*facts).clone(), wire: (*wire).clone() };
        let window = open(scene, view(page), models::now());
        Self { window, driver, chosen: Vec::new() }
    }

    /// Carries out what was asked for, and shows the newest model.
    pub(crate) fn turn(&mut self) {
        for action in std::mem::take(&mut self.window.state_mut().out) {
            if let Some(command) = self.command(action) {
                self.driver.engine.send(command);
            }
        }
        let (Snapshot { facts, wire }, shown) = (self.driver.engine.snapshot(), self.window.state_mut());
        (shown.model, shown.wire) = ((*facts).clone(), (*wire).clone());
        self.window.run_steps(2);
    }

    /// What an action comes to. The dialogs of the desktop are answered with what was chosen beforehand.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the rest stays on the desktop")]
    fn command(&mut self, action: Action) -> Option<Command> {
        let account = self.driver.account.clone();
        let command = match action {
            Action::Engine(command) => return Some(command),
            Action::PickFiles => {
                Command::AddPaths(account, self.chosen.clone(), self.window.state().view.options())
            }
            Action::PickFileFor(upload) => Command::Finish(account, upload, self.chosen[0].clone()),
            _ => return None,
        };
        self.window.state_mut().view.page = Page::Uploads;
        Some(command)
    }

    pub(crate) fn until(&mut self, what: &str, holds: impl Fn(&Window, &Model) -> bool) {
        let deadline = Instant::now() + Duration::from_mins(1);
        loop {
            self.turn();
            if holds(&self.window, &self.driver.engine.model()) {
                return;
            }
            assert!(Instant::now() < deadline, "not in time: {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn shows(&mut self, text: &str) {
        self.until(text, |window, _| said(window, text));
    }

    pub(crate) fn press(&mut self, role: Role, name: &str) {
        self.until(name, |window, _| window.query_by_role_and_label(role, name).is_some());
        self.look();
        self.window.get_by_role_and_label(role, name).click();
        self.window.run_steps(3);
        self.turn();
    }

    /// What has just come or moved takes no click for half a second, so a person looks first.
    fn look(&mut self) {
        self.window.run_steps(3);
    }

    /// Presses what has this in its name.
    pub(crate) fn press_containing(&mut self, name: &str) {
        self.look();
        self.window.get_by_label_contains(name).click();
        self.window.run_steps(3);
        self.turn();
    }

    /// Ends the engine, as at the end of the program.
    pub(crate) fn end(self) {
        self.driver.engine.shutdown();
    }

    pub(crate) fn go(&mut self, page: Page) {
        self.window.state_mut().view.page = page;
        self.turn();
    }
}

#[test]
fn an_index_is_made_filled_emptied_and_deleted_by_hand() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let mut live = Live::on(&rig, Page::Indexes);
    live.driver.add(&[&file]);
    live.press(Role::Button, "New index…");
    type_into(&mut live.window, Role::TextInput, "Name", "Races");
    live.press(Role::Button, "Create");
    live.press(Role::Row, "Races");
    live.shows("This index is empty.");
    live.driver.ready(1);
    live.press(Role::Button, "Actions");
    live.press(Role::MenuItem, "Add assets…");
    live.press(Role::MenuItemCheckBox, "clip.mp4");
    live.press(Role::Button, "Add");
    live.shows("Contents: 1");
    live.until("it is ready there", |_, model| {
        let account = model.current_account().unwrap();
        account
            .indexed
            .values()
            .any(|list| list.iter().any(|item| item.status == takeup_model::IndexingStatus::Ready))
    });
    assert_eq!(rig.ledger().indexed_assets.len(), 1);
    live.go(Page::Assets);
    live.press(Role::Button, "More for clip.mp4");
    live.press(Role::MenuItem, "Delete…");
    live.shows("In use: Races.");
    live.press(Role::Button, "Delete");
    live.shows("Indexes refer to this asset");
    live.go(Page::Indexes);
    live.press(Role::Button, "More for clip.mp4 in the contents");
    live.press(Role::MenuItem, "Remove from index…");
    live.press(Role::Button, "Remove");
    live.shows("This index is empty.");
    live.go(Page::Assets);
    live.press(Role::Button, "Retry: “clip.mp4” was not deleted.");
    live.until("the asset is gone", |_, _| rig.sandbox.ledger().assets.is_empty());
    live.go(Page::Indexes);
    live.press(Role::Button, "More for Races");
    live.press(Role::MenuItem, "Rename…");
    type_into(&mut live.window, Role::TextInput, "Name", " 2027");
    live.window.key_press(Key::Enter);
    live.window.run_steps(3);
    live.press(Role::Button, "More for Races 2027");
    live.press(Role::MenuItem, "Delete…");
    live.press(Role::Button, "Delete");
    live.until("the index is gone", |_, model| model.current_account().unwrap().indexes.items.is_empty());
    let once = [
        "POST /indexes",
        "PUT /indexes/{index_id}",
        "DELETE /indexes/{index_id}",
        "POST /indexes/{index_id}/indexed-assets",
        "DELETE /indexes/{index_id}/indexed-assets/{indexed_asset_id}",
    ];
    let ledger = rig.ledger();
    asked_once(&ledger, &once);
    assert_eq!(ledger.requests_to("DELETE /assets/{asset_id}"), 2, "refused once");
    assert!(ledger.indexes.is_empty() && ledger.indexed_assets.is_empty(), "{ledger:?}");
}

#[test]
fn what_goes_into_any_index_is_followed_on_the_tasks_page() {
    let rig = Rig::plain();
    let index = rig.index("Races");
    let file = rig.video("clip.mp4", 300_000);
    let mut live = Live::on(&rig, Page::Tasks);
    live.driver.add(&[&file]);
    let asset = live.driver.ready(1)[0].asset_id().unwrap().0.clone();
    // Somebody else puts it there: only the page can notice.
    rig.post(&format!("/indexes/{index}/indexed-assets"), &serde_json::json!({ "asset_id": asset }));
    live.press(Role::Button, "Refresh");
    live.shows("clip.mp4");
    live.until("it is ready there", |window, _| {
        window.query_by_role_and_label(Role::Row, "clip.mp4").is_some() && said(window, "took")
    });
}

#[test]
fn a_knowledge_store_is_made_filled_and_deleted_by_hand() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let mut live = Live::on(&rig, Page::Stores);
    live.driver.add(&[&file]);
    live.driver.ready(1);
    live.press(Role::Button, "New knowledge store…");
    type_into(&mut live.window, Role::TextInput, "Name", "Archive");
    live.press(Role::Button, "Create");
    live.press(Role::Button, "More for Archive");
    live.press(Role::MenuItem, "Add assets…");
    live.press(Role::MenuItemCheckBox, "clip.mp4");
    live.press(Role::Button, "Add");
    live.press(Role::Row, "Archive");
    live.press(Role::Button, "More for clip.mp4 in the contents");
    live.press(Role::MenuItem, "Remove from knowledge store…");
    live.press(Role::Button, "Remove");
    live.shows("This knowledge store is empty.");
    live.press(Role::Button, "More for Archive");
    live.press(Role::MenuItem, "Delete…");
    live.press(Role::Button, "Delete");
    live.until("the store is gone", |_, model| model.current_account().unwrap().stores.items.is_empty());
    let once = [
        "POST /knowledge-stores",
        "POST /knowledge-stores/{store_id}/items",
        "DELETE /knowledge-stores/{store_id}/items/{item_id}",
        "DELETE /knowledge-stores/{store_id}",
    ];
    let ledger = rig.ledger();
    asked_once(&ledger, &once);
    assert!(ledger.stores.is_empty() && ledger.store_items.is_empty() && ledger.assets.len() == 1);
}

#[test]
fn what_is_told_of_an_asset_is_shown_and_its_metadata_changed_by_hand() {
    let rig = Rig::plain();
    let index = rig.index("Races");
    let file = rig.video("clip.mp4", 300_000);
    let mut live = Live::on(&rig, Page::Assets);
    let options = UploadOptions {
        destination_ids: vec![DestinationId::Index(index.as_str().into())],
        ..UploadOptions::default()
    };
    live.driver.add_as(&[&file], options);
    live.driver.ready(1);
    live.press(Role::Row, "clip.mp4");
    live.shows("Destinations");
    live.press(Role::Button, "Edit…");
    let key = live.window.query_all_by_role(Role::TextInput).count();
    assert!(key > 2, "the search, and a line to fill in");
    type_into(&mut live.window, Role::TextInput, "Key 1", "circuit");
    type_into(&mut live.window, Role::TextInput, "Value 1", "Suzuka");
    live.press(Role::Button, "Save");
    live.shows("Suzuka");
    live.go(Page::Tasks);
    live.until("it stands among the tasks", |window, _| {
        window.query_by_role_and_label(Role::Row, "clip.mp4").is_some()
    });
    live.press(Role::RadioButton, "Unfinished sessions");
    live.shows("No unfinished sessions");
}
