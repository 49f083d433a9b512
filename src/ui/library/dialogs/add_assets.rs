//! Putting assets into indexes and knowledge stores.

use std::collections::HashSet;

use eframe::egui::{ScrollArea, Ui};

use crate::ui::kit::buttons::Look;
use crate::ui::kit::controls::{self, DialogSpec, MenuItem};

use crate::ui::kit::table::not_yet;
use crate::ui::library::dialogs::Ask;
use crate::ui::library::item_collections;
use crate::ui::uploads::add::{Wish, toggle};
use takeup_engine::{Command, JobSelection};
use takeup_model::{Access, Account, AssetId, DestinationId, KnowledgeStore, Listing, NextUploads, StoreId};
use takeup_text::msg;

/// Which assets are to go somewhere, and where.
#[derive(Clone, Debug)]
pub struct AddAssetsDialog {
    what: AssetSelection,
    places: DestinationKinds,
    then: NextUploads,
    /// The knowledge store that was just chosen.
    fresh: Option<StoreId>,
}

#[derive(Clone, Debug)]
enum AssetSelection {
    /// These, each with its file name.
    Assets(Vec<(AssetId, String)>),
    /// Those of these uploads; so many.
    Jobs(JobSelection, usize),
}

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DestinationKinds {
    /// Indexes.
    Indexes,
    /// Knowledge stores.
    Stores,
    /// Both.
    Both,
}

impl DestinationKinds {
    /// Whether this account may use them.
    pub fn open_to(self, account: &Account) -> bool {
        self != Self::Stores || account.stores_access != Access::Refused
    }
}

impl AddAssetsDialog {
    /// For assets that are on the platform.
    pub fn assets(what: Vec<(AssetId, String)>, places: DestinationKinds) -> Self {
        Self { what: AssetSelection::Assets(what), places, then: NextUploads::default(), fresh: None }
    }

    /// For assets that are in a knowledge store, to be added to its collections.
    pub fn inside(what: Vec<(AssetId, String)>, store: &KnowledgeStore) -> Self {
        let mut dialog = Self::assets(what, DestinationKinds::Stores);
        dialog.then.stores.insert(store.id.clone(), store.name.clone());
        dialog
    }

    /// For what was uploaded.
    pub fn jobs(which: JobSelection, count: usize) -> Self {
        Self {
            what: AssetSelection::Jobs(which, count),
            places: DestinationKinds::Both,
            then: NextUploads::default(),
            fresh: None,
        }
    }

    /// Those of them that no index takes.
    fn no_videos<'a>(&'a self, account: &'a Account) -> HashSet<&'a AssetId> {
        let AssetSelection::Assets(assets) = &self.what else { return HashSet::new() };
        let others = account.assets.items.iter().filter(|asset| !may_be_video(&asset.file_type));
        let others: HashSet<&AssetId> = others.map(|asset| &asset.id).collect();
        assets.iter().map(|(id, _)| id).filter(|id| others.contains(id)).collect()
    }

    fn count(&self) -> usize {
        match &self.what {
            AssetSelection::Assets(assets) => assets.len(),
            AssetSelection::Jobs(_, count) => *count,
        }
    }

    fn destination_ids(&self) -> Vec<DestinationId> {
        self.then.options().destination_ids
    }
}

impl Ask for AddAssetsDialog {
    fn form(&self, _account: &Account) -> DialogSpec {
        let count = self.count();
        let (title, yes) = match self.places {
            DestinationKinds::Indexes => {
                (msg::dialogs::dialog_index_assets(count), msg::dialogs::dialog_index())
            }
            DestinationKinds::Stores => {
                (msg::dialogs::dialog_store_assets(count), msg::dialogs::dialog_add())
            }
            DestinationKinds::Both => {
                (msg::dialogs::dialog_add_destinations(count), msg::dialogs::dialog_add())
            }
        };
        DialogSpec { ready: !self.destination_ids().is_empty(), ..DialogSpec::new(title, yes, Look::Primary) }
    }

    fn fields(&mut self, ui: &mut Ui, account: &Account) -> bool {
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if self.places != DestinationKinds::Stores {
                let (unfit, all) = (self.no_videos(account).len(), self.count());
                indexes(ui, account, &mut self.then, unfit < all || all == 0);
                if (1..all).contains(&unfit) {
                    controls::menu_hint(ui, &msg::indexes::index_some_no_videos(unfit));
                }
            }
            if self.places != DestinationKinds::Indexes && DestinationKinds::Stores.open_to(account) {
                kind_title(ui, account, msg::dialogs::dialog_stores(), &account.stores);
                let wish = item_collections::stores_menu(ui, account, &mut self.then.stores, false);
                self.fresh = if let Some(Wish::Load(store)) = wish { Some(store) } else { None };
            }
        });
        false
    }

    fn unknown(&mut self, account: &Account) -> Vec<Command> {
        self.fresh.take().map(|store| item_collections::load(account, &store)).into_iter().collect()
    }

    fn wanted(self, account: &Account) -> Vec<Command> {
        let destination_ids = self.destination_ids();
        let unfit: HashSet<AssetId> = self.no_videos(account).into_iter().cloned().collect();
        let (unfit, all): (Vec<_>, Vec<_>) = match self.what {
            AssetSelection::Jobs(which, _) => return vec![Command::AddDestinations(which, destination_ids)],
            AssetSelection::Assets(assets) => assets.into_iter().partition(|(id, _)| unfit.contains(id)),
        };
        // What no index takes goes to the other destinations alone.
        let others = destination_ids.iter().filter(|id| !matches!(id, DestinationId::Index(_))).cloned();
        let parts = [(all, destination_ids.clone()), (unfit, others.collect())];
        let parts = parts.into_iter().filter(|(assets, to)| !assets.is_empty() && !to.is_empty());
        parts.map(|(assets, to)| Command::AddAssets(account.id.clone(), assets, to)).collect()
    }
}

/// Without a type an asset may be anything.
fn may_be_video(file_type: &str) -> bool {
    file_type.is_empty() || file_type.starts_with("video")
}

fn indexes(ui: &mut Ui, account: &Account, then: &mut NextUploads, fits: bool) {
    kind_title(ui, account, msg::dialogs::dialog_indexes(), &account.indexes);
    if !fits {
        controls::menu_hint(ui, msg::indexes::index_videos_only());
    }
    for index in account.indexes.items.iter() {
        let blocked = (!index.takes_videos()).then_some(msg::indexes::index_no_videos());
        let blocked = blocked.or((!fits).then_some(msg::indexes::index_videos_only()));
        let item =
            MenuItem { blocked, ..MenuItem::ticked(then.indexes.contains_key(&index.id), &index.name) };
        if ui.push_id(("index", &index.id), |ui| item.chosen(ui)).inner {
            toggle(&mut then.indexes, &index.id, &index.name);
        }
        if fits && let Some(why) = blocked {
            controls::menu_hint(ui, why);
        }
    }
}

/// A title, and what keeps anything from standing below it.
fn kind_title<T>(ui: &mut Ui, account: &Account, title: &str, list: &Listing<T>) {
    controls::menu_title(ui, title);
    if list.items.is_empty() {
        let loaded = list.state.loaded.is_some();
        let loading = not_yet(account, msg::dialogs::dialog_loading());
        let nothing = if loaded { msg::dialogs::dialog_none_yet() } else { loading };
        controls::menu_title(ui, nothing);
    }
}
