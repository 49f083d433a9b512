//! Taking along what is shown: as a file, or as the code that asks the platform for it.

use eframe::egui::Ui;
use lucide_icons::Icon;

use super::controls::{self, Item};
use super::parts::Button;
use super::Action;
use crate::model::{Account, Subject};
use crate::words;

#[derive(Clone, Copy)]
pub(super) enum Format { Csv, Json }
impl Format { fn extension(self) -> &'static str { match self { Self::Csv => "csv", Self::Json => "json" } } }
pub(super) fn tasks(_f: Format, _r: &[&super::task_rows::Task]) -> String { String::new() }
pub(super) fn assets(_f: Format, _r: &[&std::sync::Arc<crate::model::Asset>]) -> String { String::new() }

/// The button that saves what is shown, or what is picked of it. True when the rest is to be loaded first.
pub(super) fn button(
    ui: &mut Ui,
    what: &str,
    note: Option<&str>,
    more: bool,
    out: &mut Vec<Action>,
    text: impl Fn(Format) -> String,
) -> bool {
    if ui.available_width() < 420.0 {
        return false;
    }
    let opener = Button::plain(Some(Icon::Share), "Export").show(ui);
    let mut all = false;
    controls::menu(&opener, "Export", |ui| {
        if let Some(note) = note {
            controls::menu_title(ui, note);
        }
        for (format, label) in [(Format::Csv, "As CSV…"), (Format::Json, "As JSON…")] {
            if Item::new(Icon::Download, label).chosen(ui) {
                let name = format!("{what}.{}", format.extension());
                out.push(Action::SaveText { name, text: text(format) });
            }
        }
        if more {
            controls::menu_line(ui);
            all = Item::new(Icon::ListPlus, "Load all first").chosen(ui);
        }
    });
    all
}

/// The items that copy code which asks the platform about this.
pub(super) fn code_items(ui: &mut Ui, account: &Account, subject: &Subject, out: &mut Vec<Action>) {
    let _ = (ui, account, subject, out);
}
