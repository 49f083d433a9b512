//! The question before something is deleted, with what refers to it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use eframe::egui::Ui;

use crate::ui::kit::buttons::Look;
use crate::ui::kit::controls::{self, DialogSpec};
use crate::ui::kit::parts::{self, Tip as _};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::Ask;
use crate::ui::uploads::add::known_store;
use takeup_engine::Command;
use takeup_model::{Account, AssetId, Change, Subject, shown};
use takeup_text::{self as text, msg, numbers};

/// So many names are said.
const MOST: usize = 5;

/// What is to be deleted.
#[derive(Clone, Debug)]
pub struct Deletion {
    changes: Vec<Change>,
    force: bool,
}

impl Deletion {
    /// These.
    pub fn of(changes: Vec<Change>) -> Self {
        Self { changes, force: false }
    }

    /// What the platform has to be asked about first, so that it can be said what refers to it.
    pub fn subject(&self) -> Option<Subject> {
        match self.changes.as_slice() {
            [Change::DeleteAsset { asset, .. }] => Some(Subject::Asset(asset.clone())),
            [] | [..] => None,
        }
    }

    fn assets(&self) -> BTreeSet<&AssetId> {
        let mut assets = BTreeSet::new();
        for change in &self.changes {
            if let Change::DeleteAsset { asset, .. } = change {
                assets.insert(asset);
            }
        }
        assets
    }

    /// What refers to the assets, as a sentence, and whether anything does.
    fn used(&self, account: &Account) -> (String, bool) {
        let assets = self.assets();
        let mut places = known_places(account, &assets);
        let asked = account.opened.as_ref().filter(|opened| Some(&opened.subject) == self.subject().as_ref());
        if let Some(detail) = asked.and_then(|opened| opened.asset.as_ref()) {
            places.extend(detail.places.iter().map(|place| place.name.clone()));
        } else if assets.len() == 1 && asked.is_none_or(|opened| opened.state.trouble.is_none()) {
            return (msg::changes::delete_looking().to_owned(), false);
        }
        let names: Vec<String> = places.iter().cloned().collect();
        // The platform tells the indexes of one asset. It is not asked about many, and never about knowledge stores.
        let told = asked.is_some_and(|opened| opened.asset.is_some());
        let said = match (names.is_empty(), told) {
            (false, true) => msg::changes::delete_used_by(numbers::commas(&names)),
            (false, false) => msg::changes::delete_used_by_known(numbers::commas(&names)),
            (true, true) => msg::changes::delete_not_used().to_owned(),
            (true, false) if nothing_known(account) => {
                return (msg::changes::delete_use_unchecked().to_owned(), false);
            }
            (true, false) => return (msg::changes::delete_use_unknown().to_owned(), false),
        };
        let stores = &account.stores;
        let unknown = stores.state.loaded.is_none()
            || stores.more()
            || stores.items.iter().any(|store| {
                account.items.get(&store.id).is_none_or(|list| list.state.loaded.is_none() || list.more())
            });
        let said =
            if unknown { text::sentences(said, msg::changes::delete_stores_unchecked()) } else { said };
        (said, !names.is_empty())
    }
}

/// Whether no index and no knowledge store has been looked into.
fn nothing_known(account: &Account) -> bool {
    account.indexed.values().all(|list| list.state.loaded.is_none())
        && account.items.values().all(|list| list.state.loaded.is_none())
}

/// The indexes and knowledge stores of which it is known here that these assets are in them.
fn known_places(account: &Account, assets: &BTreeSet<&AssetId>) -> BTreeSet<String> {
    let in_index = account.indexed.iter().filter(|(_, list)| {
        list.items.iter().any(|item| item.asset.as_ref().is_some_and(|asset| assets.contains(asset)))
    });
    let in_store = account.items.iter().filter(|(_, list)| {
        list.items.iter().any(|item| item.asset.as_ref().is_some_and(|asset| assets.contains(asset)))
    });
    let indexes = in_index.map(|(id, _)| {
        account.indexes.items.iter().find(|index| index.id == *id).map_or(id.0.clone(), |it| it.name.clone())
    });
    let stores = in_store.map(|(id, _)| known_store(account, id).unwrap_or_else(|| id.0.clone()));
    indexes.chain(stores).collect()
}

impl Ask for Deletion {
    fn form(&self, _account: &Account) -> DialogSpec {
        let takes_out = |change: &Change| {
            matches!(
                change,
                Change::RemoveIndexedAsset { .. }
                    | Change::RemoveItem { .. }
                    | Change::RemoveConnection { .. }
            )
        };
        let yes = if self.changes.iter().all(takes_out) {
            msg::dialogs::dialog_remove()
        } else {
            msg::dialogs::dialog_delete()
        };
        DialogSpec::new(text::delete_question(&self.changes), yes, Look::Danger)
    }

    fn fields(&mut self, ui: &mut Ui, account: &Account) -> bool {
        let t = tokens(ui);
        if self.changes.len() > 1 {
            let mut names: Vec<Cow<'_, str>> =
                self.changes.iter().take(MOST).map(|change| shown(change.name())).collect();
            if let Some(more) = self.changes.len().checked_sub(MOST).filter(|more| *more > 0) {
                names.push(msg::dialogs::dialog_delete_more(more).into());
            }
            parts::paragraph(ui, &names.join("\n"), theme::regular(13.0), t.text);
        }
        let means = text::sentences(text::delete_means(&self.changes), msg::changes::delete_not_undone());
        parts::paragraph(ui, &means, theme::regular(13.0), t.text);
        if !self.assets().is_empty() {
            let (used, by_any) = self.used(account);
            let (font, color) =
                if by_any { (theme::medium(13.0), t.text) } else { (theme::regular(13.0), t.dim) };
            parts::paragraph(ui, &used, font, color);
            controls::tick(ui, msg::changes::delete_force(), &mut self.force)
                .tip(msg::changes::delete_force_help());
        }
        false
    }

    fn wanted(self, account: &Account) -> Vec<Command> {
        let force = self.force;
        let forced = |change| {
            if let Change::DeleteAsset { asset, name, .. } = change {
                Change::DeleteAsset { asset, name, force }
            } else {
                change
            }
        };
        let changes = self.changes.into_iter().map(forced).collect();
        vec![Command::RequestChanges(account.id.clone(), changes)]
    }
}
