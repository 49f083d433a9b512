//! Creating a knowledge store, or an item collection in one.

use eframe::egui::{Ui, vec2};

use crate::ui::kit::buttons::Look;
use crate::ui::kit::controls::{self, DialogSpec, Field};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::{Ask, index};
use takeup_engine::Command;
use takeup_model::{Account, Change, Enrichment, StoreId};
use takeup_text::msg;

/// A knowledge store to be created.
#[derive(Clone, Debug, Default)]
pub struct NewStore {
    name: String,
    description: String,
    extract: String,
    met: bool,
}

/// An item collection to be created.
#[derive(Clone, Debug)]
pub struct NewCollection {
    store: StoreId,
    name: String,
    met: bool,
}

impl NewCollection {
    /// In this knowledge store.
    pub fn of(store: &StoreId) -> Self {
        Self { store: store.clone(), name: String::new(), met: false }
    }
}

impl Ask for NewCollection {
    fn form(&self, account: &Account) -> DialogSpec {
        let store = account.store(&self.store).map_or(self.store.0.as_str(), |store| &store.name);
        let title = msg::dialogs::dialog_new_collection(store);
        DialogSpec {
            ready: !self.name.trim().is_empty(),
            ..DialogSpec::new(title, msg::dialogs::dialog_create(), Look::Primary)
        }
    }

    fn fields(&mut self, ui: &mut Ui, _account: &Account) -> bool {
        index::name_field(ui, &mut self.name, &mut self.met)
    }

    fn wanted(self, account: &Account) -> Vec<Command> {
        let change = Change::CreateCollection { store: self.store, name: self.name.trim().to_owned() };
        vec![Command::RequestChanges(account.id.clone(), vec![change])]
    }
}

impl Ask for NewStore {
    fn form(&self, _account: &Account) -> DialogSpec {
        let extract = self.extract.trim();
        let readable = extract.is_empty() || Enrichment::read(extract).is_some();
        let ready = !self.name.trim().is_empty() && readable;
        let title = msg::dialogs::dialog_new_store().to_owned();
        DialogSpec { ready, ..DialogSpec::new(title, msg::dialogs::dialog_create(), Look::Primary) }
    }

    fn fields(&mut self, ui: &mut Ui, _account: &Account) -> bool {
        let entered = index::name_field(ui, &mut self.name, &mut self.met);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::CONTROL));
        let field = Field::new(msg::dialogs::dialog_description(), msg::dialogs::dialog_description_hint());
        let response = field.at(ui, rect, &mut self.description);
        let entered = entered || controls::entered(ui, &response);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::CONTROL));
        let field = Field::new(msg::dialogs::dialog_extract(), msg::dialogs::dialog_extract_hint());
        let response = field.at(ui, rect, &mut self.extract);
        parts::paragraph(ui, msg::dialogs::dialog_extract_note(), theme::regular(12.0), tokens(ui).dim);
        entered || controls::entered(ui, &response)
    }

    fn wanted(self, account: &Account) -> Vec<Command> {
        let description = self.description.trim();
        let description = (!description.is_empty()).then(|| description.to_owned());
        let change = Change::CreateStore {
            name: self.name.trim().to_owned(),
            description,
            enrichment: Enrichment::read(&self.extract),
        };
        vec![Command::RequestChanges(account.id.clone(), vec![change])]
    }
}
