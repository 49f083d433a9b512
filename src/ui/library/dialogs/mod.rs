//! What lies over a page to be filled in or confirmed. One at a time.

mod add_assets;
mod choose_assets;
mod delete;
mod describe;
mod index;
mod store;

use eframe::egui::Ui;

pub(crate) use add_assets::{AddAssetsDialog, DestinationKinds};
pub(crate) use choose_assets::ChooseAssetsDialog;
pub(crate) use delete::Deletion;
pub(crate) use describe::Description;
pub(crate) use index::{NewIndex, Rename};
pub(crate) use store::{NewCollection, NewStore};

use crate::ui::Draw;
use crate::ui::kit::controls::{self, DialogAnswer, DialogSpec};
use crate::ui::uploads::created;
use crate::ui::uploads::then::{self, ThenDialog};
use crate::ui::watched::{self, WatchForm};
use takeup_engine::Command;
use takeup_model::Account;

/// Something to fill in or to confirm.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// Put assets into indexes and knowledge stores.
    AddAssets(AddAssetsDialog),
    /// Choose assets for an index or a knowledge store.
    ChooseAssets(Box<ChooseAssetsDialog>),
    /// Delete things, or take them out of where they are.
    Delete(Deletion),
    /// Create an index.
    NewIndex(NewIndex),
    /// Give an index another name.
    Rename(Rename),
    /// Create a knowledge store.
    NewStore(NewStore),
    /// Create an item collection in a knowledge store.
    NewCollection(NewCollection),
    /// Change the user metadata of an asset.
    Describe(Description),
    /// Other places for uploads that have not got there.
    Then(ThenDialog),
    /// Watch folders, or change how one is watched.
    Watch(WatchForm),
}

/// What one dialog has to say for itself.
trait Ask {
    /// Its title and its buttons.
    fn form(&self, account: &Account) -> DialogSpec;
    /// Its fields; true when Enter was pressed in one.
    fn fields(&mut self, ui: &mut Ui, account: &Account) -> bool;
    /// What it needs to know and nobody has asked for.
    fn unknown(&mut self, _account: &Account) -> Vec<Command> {
        Vec::new()
    }
    /// What is wanted once it is confirmed.
    fn wanted(self, account: &Account) -> Vec<Command>;
}

/// Draws the dialog, if there is one.
pub(crate) fn dialog_ui(ui: &Ui, draw: &mut Draw<'_>) {
    let (Some(dialog), Some(account)) = (draw.view.dialog.take(), draw.account()) else { return };
    let next = match dialog {
        Dialog::AddAssets(it) => show(ui, draw, account, it).map(Dialog::AddAssets),
        Dialog::ChooseAssets(it) => show(ui, draw, account, *it).map(|it| Dialog::ChooseAssets(Box::new(it))),
        Dialog::Delete(it) => show(ui, draw, account, it).map(Dialog::Delete),
        Dialog::NewIndex(it) => show(ui, draw, account, it).map(Dialog::NewIndex),
        Dialog::Rename(it) => show(ui, draw, account, it).map(Dialog::Rename),
        Dialog::NewStore(it) => show(ui, draw, account, it).map(Dialog::NewStore),
        Dialog::NewCollection(it) => show(ui, draw, account, it).map(Dialog::NewCollection),
        Dialog::Then(it) => then::form_ui(ui, draw, it).map(Dialog::Then),
        Dialog::Watch(it) => watched::form_ui(ui, draw, it).map(Dialog::Watch),
        Dialog::Describe(it) => show(ui, draw, account, it).map(Dialog::Describe),
    };
    // What was opened from a dialog stands in its place.
    draw.view.dialog = next.or_else(|| draw.view.dialog.take());
}

/// Draws one; it comes back for as long as nobody has answered.
fn show<D: Ask>(ui: &Ui, draw: &mut Draw<'_>, account: &Account, mut dialog: D) -> Option<D> {
    let form = dialog.form(account);
    let answer = controls::form(ui.ctx(), &form, |ui| dialog.fields(ui, account));
    dialog.unknown(account).into_iter().for_each(|command| draw.send(command));
    match answer {
        None => Some(dialog),
        Some(DialogAnswer::No | DialogAnswer::Other) => {
            draw.view.dialog = created::back(draw);
            None
        }
        Some(DialogAnswer::Yes) => {
            dialog.wanted(account).into_iter().for_each(|command| draw.send(command));
            None
        }
    }
}
