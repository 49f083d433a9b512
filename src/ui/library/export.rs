//! Taking along what is shown: as a file, or as the code that asks the platform for it.

use eframe::egui::Ui;
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::theme;
use crate::ui::{Action, Draw};
use takeup_model::{AssetId, IndexId};
use takeup_text::{self as text, SampleLanguage, msg};

/// What a file of rows is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// The button that saves what is shown, or what is picked of it.
pub(crate) struct ExportButton<'a> {
    /// The name of the file without its extension.
    pub(crate) name: &'a str,
    /// How much is saved.
    pub(crate) note: Option<&'a str>,
    /// Whether the platform has more than was loaded.
    pub(crate) more: bool,
}

impl ExportButton<'_> {
    fn button() -> Button<'static> {
        Button::plain(Some(Icon::Share), msg::collection::collection_export())
    }

    /// How wide it is where there is so much room: only its icon where there is little.
    pub(crate) fn width(ui: &Ui, room: f32) -> f32 {
        if room < 420.0 { theme::CONTROL } else { Self::button().width(ui) }
    }

    /// Draws it, so wide. True when the rest is to be loaded first.
    pub(crate) fn show(
        &self,
        ui: &mut Ui,
        draw: &mut Draw<'_>,
        wide: f32,
        text: impl Fn(Format) -> String,
    ) -> bool {
        let opener = if wide > theme::CONTROL {
            Self::button().show(ui)
        } else {
            buttons::square_button(ui, Icon::Share, msg::collection::collection_export())
        };
        let mut all = false;
        controls::menu(&opener, msg::collection::collection_export(), |ui| {
            if let Some(note) = self.note {
                controls::menu_title(ui, note);
            }
            for (format, label) in [
                (Format::Csv, msg::collection::collection_export_csv()),
                (Format::Json, msg::collection::collection_export_json()),
            ] {
                if MenuItem::new(Icon::Download, label).chosen(ui) {
                    let name = format!("{}.{}", self.name, format.extension());
                    draw.out.push(Action::SaveText { name, text: text(format) });
                }
            }
            if self.more {
                controls::menu_line(ui);
                all = MenuItem::new(Icon::ListPlus, msg::collection::collection_export_load_all()).chosen(ui);
            }
        });
        all
    }
}

/// The items that copy code: to ask for an asset, or to put it into an index where one is named.
pub(crate) fn code_items(ui: &mut Ui, draw: &mut Draw<'_>, asset: &AssetId, index: Option<&IndexId>) {
    let Some(account) = draw.account() else { return };
    for language in SampleLanguage::ALL {
        let label = msg::collection::collection_copy_as(language.name());
        if MenuItem::new(Icon::Code, &label).chosen(ui) {
            draw.out.push(Action::Copy(match index {
                Some(index) => text::index_code(language, &account.server, asset, index),
                None => text::asset_code(language, &account.server, asset),
            }));
        }
    }
}
