//! The settings page: one file for each tab. A new tab is a line of [`Tab`], with its title and what draws it below.

mod account;
mod advanced;
mod appearance;
mod card;
mod connections;
pub(crate) mod network;
mod uploads;

pub(crate) use appearance::languages;

use eframe::egui::{ScrollArea, Ui};

use crate::ui::Draw;
use crate::ui::kit::buttons;
use crate::ui::shell::frame;
use crate::ui::shell::view::Tab;
use takeup_text::msg;

impl Tab {
    /// Every tab, in the order they stand.
    pub const ALL: [Self; 5] =
        [Self::Account, Self::Uploads, Self::Appearance, Self::Network, Self::Advanced];

    fn title(self) -> &'static str {
        match self {
            Self::Account => msg::settings::settings_tab_account(),
            Self::Uploads => msg::settings::settings_tab_uploads(),
            Self::Appearance => msg::settings::settings_tab_appearance(),
            Self::Network => msg::settings::settings_tab_network(),
            Self::Advanced => msg::settings::settings_tab_advanced(),
        }
    }

    fn show(self, ui: &mut Ui, draw: &mut Draw<'_>) {
        match self {
            Self::Account => account::tab(ui, draw),
            Self::Uploads => uploads::tab(ui, draw),
            Self::Appearance => appearance::tab(ui, draw),
            Self::Network => network::tab(ui, draw),
            Self::Advanced => advanced::tab(ui, draw),
        }
    }
}

/// Draws the settings page.
pub fn preferences_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    frame::header(ui, msg::window::page_settings(), None, |_| {});
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for tab in Tab::ALL {
            let name = msg::uploads::upload_button_named(tab.title(), msg::window::page_settings());
            if buttons::tab(ui, tab.title(), &name, draw.view.preferences.tab == tab).clicked() {
                draw.view.preferences.tab = tab;
            }
        }
    });
    let tab = draw.view.preferences.tab;
    // The bar stands beside the cards.
    let rect = ui.available_rect_before_wrap();
    frame::within(ui, "tab", rect.with_max_x(rect.right() + frame::BAR), |ui| {
        ScrollArea::vertical().id_salt(("settings", tab.title())).auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(rect.width());
            tab.show(ui, draw);
        });
    });
}
