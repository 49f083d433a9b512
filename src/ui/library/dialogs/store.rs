//! Creating a knowledge store.

use eframe::egui::{Ui, vec2};

use crate::ui::kit::controls::{self, DialogSpec, Field};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::{Ask, index};
use takeup_engine::Command;
use takeup_model::{Account, Change, Enrichment};
use takeup_text::msg;

/// A knowledge store to be created.
#[derive(Clone, Debug, Default)]
pub struct NewStore {
    name: String,
    description: String,
    extract: String,
    met: bool,
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
