//! How the window looks and speaks.

use eframe::egui::{Rect, Response, Ui, vec2};

use crate::ui::Draw;
use crate::ui::kit::controls;
use crate::ui::kit::theme;
use crate::ui::settings::card::{LINE, SettingsCard};
use takeup_model::{Settings, Theme};
use takeup_text::{Language, msg, numbers};

/// Draws the tab.
pub(super) fn tab(ui: &mut Ui, draw: &mut Draw<'_>) {
    SettingsCard::show(ui, |ui, card| {
        theme_line(ui, draw, card);
        size_line(ui, draw, card);
        language_line(ui, draw, card);
    });
}

fn theme_line(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard) {
    let themes = [
        (Theme::System, msg::settings::settings_theme_system()),
        (Theme::Light, msg::settings::settings_theme_light()),
        (Theme::Dark, msg::settings::settings_theme_dark()),
    ];
    let label = (msg::settings::settings_theme(), "");
    if let Some(theme) = card.choice(ui, label, draw.model.settings.theme, &themes) {
        draw.change_settings(|settings| settings.theme = theme);
    }
}

fn size_line(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard) {
    let label = msg::settings::settings_text_size();
    let place = card.line(ui, LINE, label, msg::settings::settings_text_size_help());
    let place = Rect::from_min_size(place.min, vec2(160.0, theme::CONTROL));
    let set = draw.model.settings.text_size;
    let select = controls::select(ui, place, None, &numbers::whole_percent(set), label);
    controls::menu(&select, label, |ui| {
        for size in Settings::TEXT_SIZES {
            if controls::MenuItem::one_of(set == size, &numbers::whole_percent(size)).chosen(ui) {
                draw.change_settings(|settings| settings.text_size = size);
            }
        }
    });
}

fn language_line(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard) {
    let label = msg::settings::settings_language();
    let place = card.line(ui, LINE, label, "");
    let place = Rect::from_min_size(place.min, vec2(160.0, theme::CONTROL));
    let set = draw.model.settings.language.as_deref().and_then(Language::from_tag);
    let shown = set.map_or(msg::settings::settings_language_system(), Language::own_name);
    let select = controls::select(ui, place, None, shown, label);
    languages(&select, draw);
}

/// The menu of the languages.
pub(crate) fn languages(opener: &Response, draw: &mut Draw<'_>) {
    let set = draw.model.settings.language.as_deref().and_then(Language::from_tag);
    controls::menu(opener, msg::settings::settings_language(), |ui| {
        let system = msg::settings::settings_language_system();
        if controls::MenuItem::one_of(set.is_none(), system).chosen(ui) {
            draw.change_settings(|settings| settings.language = None);
        }
        for language in Language::ALL {
            let item = controls::MenuItem::one_of(set == Some(*language), language.own_name());
            if item.chosen(ui) {
                draw.change_settings(|settings| settings.language = Some(language.code().to_owned()));
            }
        }
    });
}
