//! Putting assets into indexes and knowledge stores.

use eframe::egui::{ScrollArea, Ui};

use super::Ask;
use crate::ui::controls::{self, Form, Item};
use crate::ui::parts::Look;
use crate::ui::view::Then;
use takeup_engine::{Command, Which};
use takeup_model::{Access, Account, AssetId, Target};
use takeup_text as text;

/// Which assets are to go somewhere, and where.
#[derive(Clone, Debug)]
pub struct Placement {
    what: Placed,
    places: Places,
    then: Then,
}

#[derive(Clone, Debug)]
enum Placed {
    /// These, each with its file name.
    Assets(Vec<(AssetId, String)>),
    /// Those of these uploads; so many.
    Jobs(Which, usize),
}

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// Indexes.
    Indexes,
    /// Knowledge stores.
    Stores,
    /// Both.
    Both,
}

impl Places {
    /// Whether this account may use them.
    pub fn open_to(self, account: &Account) -> bool {
        self != Self::Stores || account.stores_access != Access::Refused
    }
}

impl Placement {
    /// For assets that are on the platform.
    pub fn assets(what: Vec<(AssetId, String)>, places: Places) -> Self {
        Self { what: Placed::Assets(what), places, then: Then::default() }
    }

    /// For what was uploaded.
    pub fn jobs(which: Which, count: usize) -> Self {
        Self { what: Placed::Jobs(which, count), places: Places::Both, then: Then::default() }
    }

    fn targets(&self) -> Vec<Target> {
        self.then.wish().targets
    }
}

impl Ask for Placement {
    fn form(&self, _account: &Account) -> Form {
        let count = match &self.what {
            Placed::Assets(assets) => assets.len(),
            Placed::Jobs(_, count) => *count,
        };
        let count = text::plural(count, "asset", "assets");
        let (title, yes) = match self.places {
            Places::Indexes => (format!("Index {count} into"), "Index"),
            Places::Stores => (format!("Add {count} to"), "Add"),
            Places::Both => (format!("Add destinations to {count}"), "Add"),
        };
        Form { ready: !self.targets().is_empty(), ..Form::new(title, yes, Look::Primary) }
    }

    fn fields(&mut self, ui: &mut Ui, account: &Account) -> bool {
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if self.places != Places::Stores {
                indexes(ui, account, &mut self.then);
            }
            if self.places != Places::Indexes && Places::Stores.open_to(account) {
                stores(ui, account, &mut self.then);
            }
        });
        false
    }

    fn wanted(self, account: &Account) -> Vec<Command> {
        let targets = self.targets();
        vec![match self.what {
            Placed::Assets(assets) => Command::Place(account.id.clone(), assets, targets),
            Placed::Jobs(which, _) => Command::AddTargets(which, targets),
        }]
    }
}

fn indexes(ui: &mut Ui, account: &Account, then: &mut Then) {
    controls::menu_title(ui, "Indexes");
    if account.indexes.items.is_empty() {
        controls::menu_title(
            ui,
            if account.indexes.state.loaded.is_some() { "None yet" } else { "Loading…" },
        );
    }
    for index in account.indexes.items.iter() {
        let blocked = (!index.takes_videos()).then_some(text::TAKES_NO_VIDEOS);
        let item = Item { blocked, ..Item::ticked(then.indexes.contains(&index.id), &index.name) };
        if ui.push_id(("index", &index.id), |ui| item.chosen(ui)).inner && !then.indexes.remove(&index.id) {
            then.indexes.insert(index.id.clone());
        }
    }
}

fn stores(ui: &mut Ui, account: &Account, then: &mut Then) {
    controls::menu_title(ui, "Knowledge stores");
    if account.stores.items.is_empty() {
        controls::menu_title(ui, if account.stores.state.loaded.is_some() { "None yet" } else { "Loading…" });
    }
    for store in account.stores.items.iter() {
        let item = Item::ticked(then.stores.contains(&store.id), &store.name);
        if ui.push_id(("store", &store.id), |ui| item.chosen(ui)).inner && !then.stores.remove(&store.id) {
            then.stores.insert(store.id.clone());
        }
    }
}
