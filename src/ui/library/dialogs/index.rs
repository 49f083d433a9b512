//! Creating and renaming an index.

use eframe::egui::{Ui, vec2};

use crate::ui::kit::buttons::Look;
use crate::ui::kit::controls::{self, DialogSpec, Field};

use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::Ask;
use takeup_engine::Command;
use takeup_model::{Account, Change, Index, IndexId};
use takeup_text::msg;

/// The one model that the platform takes for new indexes.
const MODEL: &str = "marengo3.0";
const THUMBNAIL: &str = "thumbnail";

/// An index to be created.
#[expect(clippy::struct_excessive_bools, reason = "boxes to tick")]
#[derive(Clone, Debug)]
pub struct NewIndex {
    name: String,
    visual: bool,
    audio: bool,
    thumbnail: bool,
    met: bool,
}

impl Default for NewIndex {
    fn default() -> Self {
        Self { name: String::new(), visual: true, audio: true, thumbnail: false, met: false }
    }
}

/// Another name for an index.
#[derive(Clone, Debug)]
pub struct Rename {
    index: IndexId,
    old: String,
    name: String,
    met: bool,
}

impl Rename {
    /// For this one.
    pub fn of(index: &Index) -> Self {
        Self { index: index.id.clone(), old: index.name.clone(), name: index.name.clone(), met: false }
    }
}

fn taken(account: &Account, name: &str) -> bool {
    account.indexes.items.iter().any(|index| index.name == name.trim())
}

/// A field for a name, which has the keyboard at first; true when Enter was pressed in it.
pub(crate) fn name_field(ui: &mut Ui, name: &mut String, met: &mut bool) -> bool {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::CONTROL));
    let field = Field {
        takes_keyboard: !std::mem::replace(met, true),
        ..Field::new(msg::dialogs::dialog_name(), msg::dialogs::dialog_name())
    };
    let response = field.at(ui, rect, name);
    controls::entered(ui, &response)
}

impl Ask for NewIndex {
    fn form(&self, account: &Account) -> DialogSpec {
        let named = !self.name.trim().is_empty() && !taken(account, &self.name);
        let ready = named && (self.visual || self.audio);
        let title = msg::dialogs::dialog_new_index().to_owned();
        DialogSpec { ready, ..DialogSpec::new(title, msg::dialogs::dialog_create(), Look::Primary) }
    }

    fn fields(&mut self, ui: &mut Ui, account: &Account) -> bool {
        let entered = name_field(ui, &mut self.name, &mut self.met);
        if taken(account, &self.name) {
            controls::hint(ui, msg::indexes::index_name_taken(), tokens(ui).bad_text);
        }
        controls::tick(ui, msg::indexes::index_option_visual(), &mut self.visual);
        controls::tick(ui, msg::indexes::index_option_audio(), &mut self.audio);
        controls::tick(ui, msg::indexes::index_thumbnails(), &mut self.thumbnail);
        controls::hint(ui, msg::indexes::index_models_help(), tokens(ui).dim);
        entered
    }

    fn wanted(self, account: &Account) -> Vec<Command> {
        let options = [(self.visual, "visual"), (self.audio, "audio")];
        let options =
            options.into_iter().filter(|(on, _)| *on).map(|(_, option)| option.to_owned()).collect();
        let addons = if self.thumbnail { vec![THUMBNAIL.to_owned()] } else { Vec::new() };
        let name = self.name.trim().to_owned();
        let change = Change::CreateIndex { name, models: vec![(MODEL.to_owned(), options)], addons };
        vec![Command::RequestChanges(account.id.clone(), vec![change])]
    }
}

impl Ask for Rename {
    fn form(&self, account: &Account) -> DialogSpec {
        let ready = !self.name.trim().is_empty() && !taken(account, &self.name);
        let title = msg::dialogs::dialog_rename_title(&self.old);
        DialogSpec { ready, ..DialogSpec::new(title, msg::dialogs::dialog_rename(), Look::Primary) }
    }

    fn fields(&mut self, ui: &mut Ui, account: &Account) -> bool {
        let entered = name_field(ui, &mut self.name, &mut self.met);
        if self.name.trim() != self.old && taken(account, &self.name) {
            controls::hint(ui, msg::indexes::index_name_taken(), tokens(ui).bad_text);
        }
        entered
    }

    fn wanted(self, account: &Account) -> Vec<Command> {
        let change = Change::RenameIndex { index: self.index, name: self.name.trim().to_owned() };
        vec![Command::RequestChanges(account.id.clone(), vec![change])]
    }
}
