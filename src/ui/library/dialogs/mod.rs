//! What lies over a page to be filled in or confirmed. One at a time.

mod add_assets;
mod choose_assets;
mod delete;
mod describe;
mod index;
mod store;

use eframe::egui::{self, Ui};

pub(crate) use add_assets::{AddAssetsDialog, DestinationKinds};
pub(crate) use choose_assets::ChooseAssetsDialog;
pub(crate) use delete::Deletion;
pub(crate) use describe::Description;
pub(crate) use index::{NewIndex, Rename};
pub(crate) use store::NewStore;

use crate::ui::Action;
use crate::ui::kit::controls::{self, DialogAnswer, DialogSpec};
use crate::ui::shell::view::View;
use takeup_engine::Command;
use takeup_model::{Account, Model};

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
    /// Change the user metadata of an asset.
    Describe(Description),
}

/// What one dialog has to say for itself.
trait Ask {
    /// Its title and its buttons.
    fn form(&self, account: &Account) -> DialogSpec;
    /// Its fields; true when Enter was pressed in one.
    fn fields(&mut self, ui: &mut Ui, account: &Account) -> bool;
    /// What is wanted once it is confirmed.
    fn wanted(self, account: &Account) -> Vec<Command>;
}

/// Draws the dialog, if there is one.
pub(crate) fn dialog_ui(ctx: &egui::Context, model: &Model, view: &mut View, out: &mut Vec<Action>) {
    let (Some(dialog), Some(account)) = (view.dialog.take(), model.current_account()) else { return };
    view.dialog = match dialog {
        Dialog::AddAssets(it) => show(ctx, account, it, out).map(Dialog::AddAssets),
        Dialog::ChooseAssets(it) => show(ctx, account, *it, out).map(|it| Dialog::ChooseAssets(Box::new(it))),
        Dialog::Delete(it) => show(ctx, account, it, out).map(Dialog::Delete),
        Dialog::NewIndex(it) => show(ctx, account, it, out).map(Dialog::NewIndex),
        Dialog::Rename(it) => show(ctx, account, it, out).map(Dialog::Rename),
        Dialog::NewStore(it) => show(ctx, account, it, out).map(Dialog::NewStore),
        Dialog::Describe(it) => show(ctx, account, it, out).map(Dialog::Describe),
    };
}

/// Draws one; it comes back for as long as nobody has answered.
fn show<D: Ask>(ctx: &egui::Context, account: &Account, mut dialog: D, out: &mut Vec<Action>) -> Option<D> {
    let form = dialog.form(account);
    match controls::form(ctx, &form, |ui| dialog.fields(ui, account)) {
        None => Some(dialog),
        Some(DialogAnswer::No) => None,
        Some(DialogAnswer::Yes) => {
            out.extend(dialog.wanted(account).into_iter().map(Action::from));
            None
        }
    }
}
