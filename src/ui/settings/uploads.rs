//! How uploads are sent.

use std::path::PathBuf;
use std::str::FromStr as _;

use eframe::egui::{Align, Rect, Ui, pos2, vec2};

use crate::ui::Draw;
use crate::ui::kit::controls::{self, Field};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::settings::card::{Draft, LINE, SettingsCard, SwitchLine};
use takeup_model::{Bandwidth, CopyChoice, PartsAtOnce, Settings};
use takeup_text::{self as text, input, msg, numbers};

/// Draws the tab.
pub(super) fn tab(ui: &mut Ui, draw: &mut Draw<'_>) {
    SettingsCard::show(ui, |ui, card| {
        amount_lines(ui, draw, card);
        bandwidth_lines(ui, draw, card);
        let label = msg::settings::settings_if_exists();
        let place = card.line(ui, LINE, label, msg::duplicates::duplicate_policy_help());
        exists_line(ui, draw, place);
        copy_lines(ui, draw, card);
        for line in &SWITCHES {
            card.switch(ui, draw, line);
        }
    });
}

fn amount_lines(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard) {
    let settings = &draw.model.settings;
    let (least, most) = Settings::FILES_AT_ONCE.into_inner();
    let narrow = |place: Rect, wide: f32| place.with_max_x((place.left() + wide).min(place.right()));
    let label = msg::settings::settings_files_at_once();
    let place = card.line(ui, LINE, label, &msg::settings::settings_files_at_once_help(least, most));
    let now = settings.files_at_once.to_string();
    let read =
        |text: &str| usize::from_str(text).ok().filter(|number| Settings::FILES_AT_ONCE.contains(number));
    let field = Field::new(label, "");
    if let Some(number) = Draft::new(field, narrow(place, 90.0)).show(ui, draw, &now, read) {
        draw.change_settings(|settings| settings.files_at_once = number);
    }
    let (label, help) =
        (msg::settings::settings_parts_at_once(), msg::settings::settings_parts_at_once_help());
    let place = card.line(ui, LINE, label, help);
    parts_line(ui, draw, place);
    let (label, help) =
        (msg::settings::settings_multipart_above(), msg::settings::settings_multipart_above_help());
    let place = card.line(ui, LINE, label, help);
    let now = input::size(settings.multipart_above);
    let hint = input::size(Settings::default().multipart_above);
    let field = Field::new(label, &hint);
    if let Some(bytes) = Draft::new(field, narrow(place, 120.0)).show(ui, draw, &now, input::parse_size) {
        draw.change_settings(|settings| settings.multipart_above = bytes);
    }
}

const SWITCHES: [SwitchLine; 9] = [
    SwitchLine {
        label: msg::settings::settings_tell_copies,
        help: msg::settings::settings_tell_copies_help,
        value: |settings| &mut settings.tell_copies,
    },
    SwitchLine {
        label: msg::settings::settings_ask_hosts,
        help: msg::settings::settings_ask_hosts_help,
        value: |settings| &mut settings.ask_hosts,
    },
    SwitchLine {
        label: msg::settings::settings_resume_at_start,
        help: msg::settings::settings_resume_at_start_help,
        value: |settings| &mut settings.resume_at_start,
    },
    SwitchLine {
        label: msg::settings::settings_notifications,
        help: msg::settings::settings_notifications_help,
        value: |settings| &mut settings.notifications,
    },
    SwitchLine {
        label: msg::settings::settings_hold_sleep,
        help: msg::settings::settings_hold_sleep_help,
        value: |settings| &mut settings.hold_sleep,
    },
    SwitchLine {
        label: msg::settings::settings_mark_uploads,
        help: msg::settings::settings_mark_uploads_help,
        value: |settings| &mut settings.mark_uploads,
    },
    SwitchLine {
        label: msg::settings::settings_delete_reserved,
        help: msg::settings::settings_delete_reserved_help,
        value: |settings| &mut settings.delete_reserved,
    },
    SwitchLine {
        label: msg::settings::settings_checks,
        help: msg::settings::settings_checks_help,
        value: |settings| &mut settings.checks,
    },
    SwitchLine {
        label: msg::settings::settings_sha256,
        help: msg::settings::settings_sha256_help,
        value: |settings| &mut settings.whole_sha256,
    },
];

fn copy_lines(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard) {
    let accounts = &draw.model.settings.accounts;
    let Some(account) = accounts.iter().find(|account| account.id == draw.model.current) else { return };
    let (label, set, shown) = (msg::settings::settings_copy(), account.copy, account.id.clone());
    let place = card.line(ui, LINE, label, msg::settings::settings_copy_help());
    // Beside the title "As it is" would say nothing.
    let named = |choice| match choice {
        CopyChoice::Original => msg::uploads::upload_choice_original().to_owned(),
        CopyChoice::Automatic | CopyChoice::Smaller(_) => text::copy_choice(choice),
    };
    let chosen = named(set);
    let wide = controls::select_width(ui, false, &chosen).max(220.0).min(place.width());
    let place = Rect::from_min_size(place.min, vec2(wide, theme::CONTROL));
    let select = controls::select(ui, place, None, &chosen, label);
    controls::menu(&select, label, |ui| {
        for choice in CopyChoice::ALL {
            if controls::MenuItem::one_of(set == choice, &named(choice)).chosen(ui) {
                draw.change_settings(|settings| {
                    if let Some(account) = settings.account_mut(&shown) {
                        account.copy = choice;
                    }
                });
            }
        }
    });
    let label = msg::settings::settings_ffmpeg();
    let place = card.line(ui, LINE, label, msg::settings::settings_ffmpeg_help());
    let place = place.with_max_x((place.left() + 340.0).min(place.right()));
    let set = draw.model.settings.ffmpeg.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    let field = Field { mono: true, ..Field::new(label, "") };
    let read = |text: &str| Some((!text.is_empty()).then(|| PathBuf::from(text)));
    if let Some(path) = Draft::new(field, place).show(ui, draw, &set, read) {
        draw.change_settings(|settings| settings.ffmpeg = path);
    }
}

fn exists_line(ui: &mut Ui, draw: &mut Draw<'_>, place: Rect) {
    let (label, set) = (msg::settings::settings_if_exists(), draw.model.settings.if_exists);
    let chosen = text::IF_EXISTS.iter().find(|(choice, _)| *choice == set).map_or("", |(_, label)| label());
    let wide = controls::select_width(ui, false, chosen).max(220.0).min(place.width());
    let place = Rect::from_min_size(place.min, vec2(wide, theme::CONTROL));
    let select = controls::select(ui, place, None, chosen, label);
    controls::menu(&select, label, |ui| {
        for (choice, label) in text::IF_EXISTS {
            if controls::MenuItem::one_of(set == choice, label()).chosen(ui) {
                draw.change_settings(|settings| settings.if_exists = choice);
            }
        }
    });
}

fn lowest_rate() -> String {
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let rate = *Bandwidth::BYTES_PER_SEC.start() as f64;
    numbers::rate(rate)
}

fn bandwidth_lines(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard) {
    let set = draw.model.settings.bandwidth;
    let label = msg::settings::settings_bandwidth();
    let help = msg::settings::settings_bandwidth_help(lowest_rate());
    let place = card.line(ui, LINE, label, &help);
    if controls::switch(ui, place, set.limited, label).clicked() {
        draw.change_settings(|settings| settings.bandwidth.limited = !set.limited);
    }
    if !set.limited {
        return;
    }
    let place = Rect::from_min_size(pos2(place.left() + BESIDE, place.top()), vec2(110.0, theme::CONTROL));
    let read = |text: &str| input::parse_rate(text).filter(|rate| Bandwidth::BYTES_PER_SEC.contains(rate));
    let field = Field { keep_right: 36.0, ..Field::new(msg::settings::settings_bandwidth_rate(), "5") };
    if let Some(rate) = Draft::new(field, place).show(ui, draw, &input::megabytes(set.bytes_per_sec), read) {
        draw.change_settings(|settings| settings.bandwidth.bytes_per_sec = rate);
    }
    beside(ui, place.shrink2(vec2(11.0, 0.0)), msg::settings::settings_bandwidth_unit(), Align::Max);
    let label = msg::settings::settings_hours();
    let place = card.line(ui, LINE, label, msg::settings::settings_hours_help());
    if controls::switch(ui, place, set.by_hours, label).clicked() {
        draw.change_settings(|settings| settings.bandwidth.by_hours = !set.by_hours);
    }
    let place = place.with_min_x(place.left() + BESIDE);
    if set.by_hours {
        hours_line(ui, draw, place);
    } else {
        beside(ui, place, msg::settings::settings_hours_all_day(), Align::Min);
    }
}

/// Where something stands beside a switch.
const BESIDE: f32 = 50.0;

fn beside(ui: &mut Ui, rect: Rect, text: &str, align: Align) {
    let color = tokens(ui).dim;
    parts::line(ui, rect, text, theme::regular(13.0), color, align);
}

fn hours_line(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect) {
    let hours = draw.model.settings.bandwidth.hours;
    let size = vec2(72.0, theme::CONTROL);
    let from = Rect::from_min_size(rect.min, size);
    let to = from.translate(vec2(112.0, 0.0));
    let end = to.right();
    let field = Field::new(msg::settings::settings_hours_from(), "09:00");
    if let Some(time) =
        (Draft { field, rect: from, end }).show(ui, draw, &input::hour(hours.from), input::parse_time)
    {
        draw.change_settings(|settings| settings.bandwidth.hours.from = time);
    }
    beside(ui, Rect::from_min_max(from.right_top(), to.left_bottom()), "–", Align::Center);
    let field = Field::new(msg::settings::settings_hours_until(), "18:00");
    if let Some(time) =
        (Draft { field, rect: to, end }).show(ui, draw, &input::hour(hours.to), input::parse_time)
    {
        draw.change_settings(|settings| settings.bandwidth.hours.to = time);
    }
}

fn parts_line(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect) {
    let fixed = match draw.model.settings.parts_at_once {
        PartsAtOnce::Automatic => None,
        PartsAtOnce::Fixed(number) => Some(number),
    };
    let place = Rect::from_min_size(rect.min, vec2(160.0, theme::CONTROL));
    let (automatic, number) =
        (msg::settings::settings_parts_automatic(), msg::settings::settings_parts_fixed());
    let label = msg::settings::settings_parts_at_once();
    let chosen = if fixed.is_some() { number } else { automatic };
    let select = controls::select(ui, place, None, chosen, label);
    controls::menu(&select, label, |ui| {
        if controls::MenuItem::one_of(fixed.is_none(), automatic).chosen(ui) {
            draw.change_settings(|settings| settings.parts_at_once = PartsAtOnce::Automatic);
        }
        if controls::MenuItem::one_of(fixed.is_some(), number).chosen(ui) {
            draw.change_settings(|settings| settings.parts_at_once = PartsAtOnce::Fixed(fixed.unwrap_or(6)));
        }
    });
    if let Some(number) = fixed {
        let place = Rect::from_min_size(pos2(place.right() + 10.0, rect.top()), vec2(70.0, theme::CONTROL));
        let read =
            |text: &str| usize::from_str(text).ok().filter(|number| PartsAtOnce::FIXED.contains(number));
        let field = Field::new(msg::settings::settings_parts_number(), "");
        if let Some(number) = Draft::new(field, place).show(ui, draw, &number.to_string(), read) {
            draw.change_settings(|settings| settings.parts_at_once = PartsAtOnce::Fixed(number));
        }
    }
}
