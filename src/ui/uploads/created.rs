//! What an index or an item collection that is being created is for.

use std::path::PathBuf;

use crate::ui::library::dialogs::Dialog;
use crate::ui::uploads::then::ThenDialog;
use crate::ui::{Draw, watched};
use takeup_model::{Change, IndexId, Model, NextUploads, StoreId};
use takeup_text::msg;

/// Where something is chosen once it is created.
#[derive(Clone, Debug, Default)]
pub enum CreatedFor {
    /// Nowhere.
    #[default]
    Itself,
    /// For what is added next.
    Next,
    /// For uploads in the list. The dialog that asks where they go comes back.
    Uploads(Box<ThenDialog>),
    /// For what comes into a watched folder.
    Folder(PathBuf),
}

/// An index or an item collection that was just created.
#[derive(Clone, Debug)]
pub enum Created {
    /// An index, and what it is called.
    Index(IndexId, String),
    /// An item collection, its knowledge store, and what both are called.
    Collection(StoreId, StoreId, String),
}

impl Created {
    /// What this change has created, if it can be chosen.
    pub(crate) fn of(model: &Model, change: &Change, id: &str) -> Option<Self> {
        if let Change::CreateIndex { name, .. } = change {
            return Some(Self::Index(IndexId(id.to_owned()), name.clone()));
        }
        let Change::CreateCollection { store, name } = change else { return None };
        let known = model.current_account().and_then(|account| account.store(store));
        let within = known.map_or(store.0.as_str(), |known| &known.name);
        let name = msg::stores::store_collection_full(within, name);
        Some(Self::Collection(StoreId(id.to_owned()), store.clone(), name))
    }

    fn choose(self, next: &mut NextUploads) {
        next.task = None;
        match self {
            Self::Index(id, name) => drop(next.indexes.insert(id, name)),
            Self::Collection(id, store, name) => {
                next.stores.remove(&store);
                next.stores.insert(id, name);
            }
        }
    }
}

/// Chooses it where it was created for.
pub(crate) fn choose(draw: &mut Draw<'_>, created: Created) {
    match std::mem::take(&mut draw.view.created_for) {
        CreatedFor::Itself => {}
        CreatedFor::Next => {
            created.choose(&mut draw.view.then);
            draw.remember_next();
        }
        CreatedFor::Uploads(mut dialog) => {
            created.choose(&mut dialog.next);
            draw.view.dialog = Some(Dialog::Then(*dialog));
        }
        CreatedFor::Folder(folder) => {
            watched::change(draw, &folder, |watched| created.choose(&mut watched.next));
        }
    }
}

/// The dialog that comes back where nothing is created after all.
pub(crate) fn back(draw: &mut Draw<'_>) -> Option<Dialog> {
    match std::mem::take(&mut draw.view.created_for) {
        CreatedFor::Uploads(dialog) => Some(Dialog::Then(*dialog)),
        CreatedFor::Itself | CreatedFor::Next | CreatedFor::Folder(_) => None,
    }
}
