//! Where things are kept, what is noted, and what can be given to whoever looks for a fault.

use eframe::egui::{Align, Rect, ScrollArea, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::Button;
use crate::ui::kit::parts::{self, Tip as _};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::settings::card::{LINE, LINE_OF_TWO, SettingsCard, SwitchLine};
use crate::ui::{Action, Draw};
use takeup_engine::{Command, diagnostics};
use takeup_model::LogLevel;
use takeup_text::{self as text, msg};

/// How tall the report is shown.
const REPORT: f32 = 320.0;
const ROW: f32 = 17.0;

/// Draws the tab.
pub(super) fn tab(ui: &mut Ui, draw: &mut Draw<'_>) {
    SettingsCard::show(ui, |ui, card| {
        let folder = draw.model.data_folder.clone();
        let place = card.line(ui, LINE, msg::settings::settings_data_folder(), "");
        let button = Button::plain(Some(Icon::FolderOpen), msg::settings::settings_open_folder());
        if with_path(ui, place, &folder.display().to_string(), button) {
            draw.out.push(Action::Reveal(folder.clone()));
        }
        let log = folder.join(diagnostics::LOG);
        let place = card.line(ui, LINE, msg::settings::settings_log(), msg::settings::settings_log_help());
        let button = Button::plain(Some(Icon::FileText), msg::settings::settings_open_log());
        let at = Rect::from_min_size(place.min, vec2(button.width(ui), theme::CONTROL));
        if button.at(ui, at).clicked() {
            draw.out.push(Action::Reveal(log));
        }
        let levels = [
            (LogLevel::Errors, msg::settings::settings_log_errors()),
            (LogLevel::Normal, msg::settings::settings_log_normal()),
            (LogLevel::Detailed, msg::settings::settings_log_detailed()),
        ];
        let words = (msg::settings::settings_log_level(), "");
        if let Some(level) = card.choice(ui, words, draw.model.settings.log_level, &levels) {
            draw.change_settings(|settings| settings.log_level = level);
        }
        let help = msg::settings::settings_diagnostics_help();
        let place = card.line(ui, LINE_OF_TWO, msg::settings::settings_diagnostics(), help);
        diagnostics_line(ui, draw, place);
        if let Some(page) = draw.model.updates.page.clone() {
            update_lines(ui, draw, card, page);
        }
    });
    report(ui, draw);
}

/// The check for a newer version.
const CHECK_UPDATES: SwitchLine = SwitchLine {
    label: msg::settings::settings_updates,
    help: msg::settings::settings_updates_help,
    value: |settings| &mut settings.check_updates,
};

fn update_lines(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard, page: String) {
    card.switch(ui, draw, &CHECK_UPDATES);
    let running = env!("CARGO_PKG_VERSION");
    let place = card.line(ui, LINE_OF_TWO, msg::settings::settings_version(), running);
    let enabled = !draw.model.updates.asked;
    let check =
        Button { enabled, ..Button::plain(Some(Icon::RefreshCw), msg::settings::settings_updates_now()) };
    let at = Rect::from_min_size(place.min, vec2(check.width(ui), theme::CONTROL));
    if check.at(ui, at).clicked() && enabled {
        draw.send(Command::CheckUpdates);
    }
    let mut left = at.right() + 12.0;
    let newer = draw.model.updates.newer();
    if newer.is_some() {
        let open = Button::plain(Some(Icon::ExternalLink), msg::notices::banner_update_open());
        let at = Rect::from_min_size(pos2(left, place.top()), vec2(open.width(ui), theme::CONTROL));
        if open.at(ui, at).tip(&page).clicked() {
            draw.out.push(Action::Open(page));
        }
        left = at.right() + 12.0;
    }
    let said = match (&draw.model.updates.last, newer) {
        _ if !enabled => msg::settings::settings_updates_checking().to_owned(),
        (_, Some(version)) => msg::notices::banner_update(version.to_string()),
        (Some(Ok(_)), None) => msg::settings::settings_updates_newest().to_owned(),
        (Some(Err(why)), None) => {
            text::sentences(msg::settings::settings_updates_failed(), text::happened(why))
        }
        (None, None) => return,
    };
    let (room, font, color) = (place.right() - left, theme::regular(12.0), tokens(ui).dim);
    let tall = parts::galley(ui, &said, font.clone(), color, room, 3).size().y;
    let at = Rect::from_min_size(pos2(left, place.center().y - tall / 2.0), vec2(room, tall));
    parts::rows(ui, at, &said, font, color, 3);
}

/// A path, and a button beside it. Returns whether that was pressed.
fn with_path(ui: &mut Ui, place: Rect, path: &str, button: Button<'_>) -> bool {
    let wide = button.width(ui);
    let room = (parts::width(ui, path, theme::mono(12.5)).ceil() + 2.0).min(place.width() - wide - 12.0);
    let at = Rect::from_min_size(place.min, vec2(room, theme::CONTROL));
    parts::line(ui, at, path, theme::mono(12.5), tokens(ui).text, Align::Min);
    let at = Rect::from_min_size(pos2(at.right() + 12.0, place.top()), vec2(wide, theme::CONTROL));
    button.at(ui, at).clicked()
}

fn diagnostics_line(ui: &mut Ui, draw: &mut Draw<'_>, place: Rect) {
    let show = Button {
        enabled: !draw.model.diagnose,
        ..Button::plain(Some(Icon::Stethoscope), msg::settings::settings_diagnostics_show())
    };
    let at = Rect::from_min_size(place.min, vec2(show.width(ui), theme::CONTROL));
    if show.at(ui, at).clicked() && !draw.model.diagnose {
        draw.send(Command::Diagnose);
    }
    if let Some(report) = draw.model.diagnostics.clone() {
        let copy = Button::plain(Some(Icon::Copy), msg::settings::settings_diagnostics_copy());
        let at = Rect::from_min_size(pos2(at.right() + 10.0, at.top()), vec2(copy.width(ui), theme::CONTROL));
        if copy.at(ui, at).clicked() {
            draw.out.push(Action::Copy(report.to_string()));
        }
    }
}

/// The report, as it would leave.
fn report(ui: &mut Ui, draw: &Draw<'_>) {
    let Some(report) = &draw.model.diagnostics else { return };
    let lines: Vec<&str> = report.lines().collect();
    let t = tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), REPORT));
    parts::card(ui.painter(), rect, t);
    let mut inside = ui.new_child(eframe::egui::UiBuilder::new().max_rect(rect.shrink(12.0)));
    inside.shrink_clip_rect(rect.shrink(8.0));
    inside.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::both().id_salt("report").auto_shrink(false);
    area.show_rows(&mut inside, ROW, lines.len(), |ui, range| {
        for line in lines.get(range).unwrap_or_default() {
            let wide = parts::width(ui, line, theme::mono(11.5)).ceil() + 2.0;
            let (_, at) = ui.allocate_space(vec2(wide.max(1.0), ROW));
            parts::line(ui, at, line, theme::mono(11.5), t.dim, Align::Min);
        }
    });
}
