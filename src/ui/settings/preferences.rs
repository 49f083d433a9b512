//! The settings page.

use std::str::FromStr as _;

use eframe::egui::{Align, Rect, ScrollArea, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::controls::{self, Field};
use crate::ui::kit::parts::{self, Button, Look, Tone};
use crate::ui::kit::secret::TypedSecret;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::view::{Question, Tab};
use crate::ui::shell::{accounts, frame};
use takeup_engine::Command;
use takeup_model::{
    Account, AccountSettings, Bandwidth, KeyLocation, KeyState, LimitKey, PartsAtOnce, Settings, Theme,
    parse_server,
};
use takeup_text::{self as text, Language, input, msg, numbers};

/// Draws the settings page.
pub fn preferences_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    frame::header(ui, msg::window::page_settings(), None, |_| {});
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (tab, label) in [
            (Tab::Account, msg::settings::settings_tab_account()),
            (Tab::Uploads, msg::settings::settings_tab_uploads()),
            (Tab::Limits, msg::settings::settings_tab_limits()),
            (Tab::Appearance, msg::settings::settings_tab_appearance()),
        ] {
            if parts::chip(ui, label, draw.view.preferences.tab == tab).clicked() {
                draw.view.preferences.tab = tab;
            }
        }
    });
    let Some(account) = draw.account() else { return };
    ScrollArea::vertical().id_salt("settings").auto_shrink(false).show(ui, |ui| {
        match draw.view.preferences.tab {
            Tab::Account => account_tab(ui, draw, account),
            Tab::Uploads => uploads_tab(ui, draw),
            Tab::Limits => limits_tab(ui, draw, account),
            Tab::Appearance => appearance_tab(ui, draw),
        }
    });
}

/// A card of settings, one below the other; each is told where its control goes.
struct SettingsCard {
    rect: Rect,
    next: f32,
}

const SPLIT: f32 = 254.0;
const LINE: f32 = 58.0;

impl SettingsCard {
    fn new(ui: &mut Ui, lines: &[f32]) -> Self {
        let tall = lines.iter().sum::<f32>() + 28.0;
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), tall));
        parts::card(ui.painter(), rect, tokens(ui));
        Self { rect, next: rect.top() + 14.0 }
    }

    fn line(&mut self, ui: &mut Ui, tall: f32, title: &str, help: &str) -> Rect {
        let t = tokens(ui);
        let line = Rect::from_min_size(
            pos2(self.rect.left() + 20.0, self.next),
            vec2(self.rect.width() - 40.0, tall),
        );
        self.next += tall;
        let split = SPLIT.min(line.width() * 0.42);
        let room = split - 30.0;
        let words = parts::galley(ui, help, theme::regular(12.0), t.dim, room, 2);
        let below = if help.is_empty() { 0.0 } else { words.size().y };
        let top = line.center().y - f32::midpoint(19.0, below);
        let place = Rect::from_min_size(pos2(line.left(), top), vec2(room, 19.0));
        parts::line(ui, place, title, theme::medium(13.0), t.text, Align::Min);
        if !help.is_empty() {
            let place = Rect::from_min_size(pos2(line.left(), top + 19.0), vec2(room, below));
            parts::rows(ui, place, help, theme::regular(12.0), t.dim, 2);
        }
        Rect::from_min_max(
            pos2(line.left() + split - 20.0, line.center().y - 16.0),
            pos2(line.right(), line.center().y + 16.0),
        )
    }
}

fn change(draw: &mut Draw<'_>, with: impl FnOnce(&mut Settings)) {
    let mut settings = (*draw.model.settings).clone();
    with(&mut settings);
    if settings != *draw.model.settings {
        draw.send(Command::ChangeSettings(settings));
    }
}

fn change_account(draw: &mut Draw<'_>, with: impl FnOnce(&mut AccountSettings)) {
    let current = &draw.model.current;
    change(draw, |settings| {
        if let Some(account) = settings.accounts.iter_mut().find(|account| account.id == *current) {
            with(account);
        }
    });
}

/// A field whose text counts when it is left. Text that cannot be read stays, and is marked.
struct Draft<'a> {
    field: Field<'a>,
    rect: Rect,
    /// What cannot be read is told beyond this edge.
    end: f32,
}

impl<'a> Draft<'a> {
    fn new(field: Field<'a>, rect: Rect) -> Self {
        Self { field, rect, end: rect.right() }
    }

    /// Shows the text or what is typed over it. Returns a new value once the field is left.
    fn show<T>(
        self,
        ui: &mut Ui,
        draw: &mut Draw<'_>,
        now: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (rect, t) = (self.rect, tokens(ui));
        let (name, drafts) = (self.field.name.to_owned(), &mut draw.view.preferences.drafts);
        let mut text = drafts.get(&name).cloned().unwrap_or_else(|| now.to_owned());
        let response = self.field.at(ui, rect, &mut text);
        let value = read(text.trim());
        if value.is_none() {
            let place = Rect::from_min_size(pos2(self.end + 12.0, rect.top()), vec2(290.0, rect.height()));
            let place = place.with_max_x(place.right().min(ui.max_rect().right() - 16.0));
            parts::line(
                ui,
                place,
                msg::settings::settings_unreadable(),
                theme::regular(12.0),
                t.bad_text,
                Align::Min,
            );
        }
        if response.lost_focus() {
            drafts.remove(&name);
            return value.filter(|_| text != now);
        }
        if response.has_focus() {
            drafts.insert(name, text);
        }
        None
    }
}

fn account_tab(ui: &mut Ui, draw: &mut Draw<'_>, account: &Account) {
    let practice = account.key.location() == Some(&KeyLocation::Sandbox);
    let lines = [LINE + 14.0, LINE, LINE + 14.0];
    let mut card = SettingsCard::new(ui, if practice { &lines[..1] } else { &lines });
    let kept =
        account.key.location().map_or_else(|| msg::settings::settings_key_none().to_owned(), text::key_kept);
    let place = card.line(ui, LINE + 14.0, msg::settings::settings_key(), &kept);
    key_line(ui, draw, place, account);
    if practice {
        return;
    }
    let Some(settings) = draw.model.settings.accounts.iter().find(|other| other.id == account.id) else {
        return;
    };
    let label = msg::settings::settings_account_name();
    let place = card.line(ui, LINE, label, msg::settings::settings_account_name_help());
    let place = place.with_max_x((place.left() + 340.0).min(place.right()));
    let read = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    if let Some(name) = Draft::new(Field::new(label, ""), place).show(ui, draw, &settings.name, read) {
        change_account(draw, |account| account.name = name);
    }
    let label = msg::settings::settings_server();
    let place = card.line(ui, LINE + 14.0, label, msg::settings::settings_server_help());
    let place = place.with_max_x((place.left() + 340.0).min(place.right()));
    let field = Field { mono: true, ..Field::new(label, "") };
    if let Some(server) = Draft::new(field, place).show(ui, draw, &settings.server, parse_server) {
        change_account(draw, |account| account.server = server);
    }
}

fn key_line(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, account: &Account) {
    if account.key.location() == Some(&KeyLocation::Sandbox) {
        let button = Button::plain(Some(Icon::LogOut), msg::window::account_practice_leave());
        let wide = button.width(ui);
        if button.at(ui, Rect::from_min_size(rect.min, vec2(wide, theme::CONTROL))).clicked() {
            accounts::leave_practice(draw);
        }
        return;
    }
    let Some(mut key) = draw.view.preferences.key.take() else { return key_buttons(ui, draw, rect, account) };
    let field =
        Rect::from_min_size(rect.min, vec2((rect.width() - 170.0).clamp(120.0, 340.0), theme::CONTROL));
    let mut left = field.right() + 10.0;
    let mut after = |ui: &mut Ui, button: Button<'_>| {
        let wide = button.width(ui);
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(wide, theme::CONTROL));
        left += wide + 10.0;
        button.at(ui, place).clicked()
    };
    let entry = Field {
        secret: true,
        mono: true,
        ..Field::new(msg::settings::settings_key(), msg::settings::settings_key_hint())
    };
    let response = entry.at(ui, field, key.text());
    let enabled = !key.is_empty();
    let save = after(ui, Button { enabled, ..Button::primary(None, msg::controls::control_save()) })
        || controls::entered(ui, &response);
    let cancel = after(ui, Button::plain(None, msg::controls::control_cancel()));
    if save && enabled {
        draw.send(Command::SetKey(account.id.clone(), key.take()));
    } else if !cancel {
        draw.view.preferences.key = Some(key);
    }
}

/// How much of the line the state of the key gets at least.
const KEY_PILL: f32 = 120.0;

/// What can be done with the key while none is being typed, and its state.
fn key_buttons(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, account: &Account) {
    let known = account.key.location().is_some();
    let label =
        if known { msg::settings::settings_key_replace() } else { msg::settings::settings_key_enter() };
    let mut buttons = vec![
        Button::plain(Some(Icon::Pencil), label),
        Button::plain(Some(Icon::Zap), msg::settings::settings_key_test()),
    ];
    if known {
        let forget = Button::plain(Some(Icon::Trash2), msg::settings::settings_key_forget());
        buttons.push(Button { look: Look::Danger, ..forget });
    }
    let wide: f32 = buttons.iter().map(|button| button.width(ui) + 10.0).sum();
    if wide + KEY_PILL > rect.width() {
        for button in &mut buttons {
            button.icon = None;
        }
    }
    let mut left = rect.left();
    let mut clicked = [false; 3];
    for (button, clicked) in buttons.into_iter().zip(&mut clicked) {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(button.width(ui), theme::CONTROL));
        left = place.right() + 10.0;
        *clicked = button.at(ui, place).clicked();
    }
    let [replace, test, forget] = clicked;
    if replace {
        draw.view.preferences.key = Some(TypedSecret::default());
    }
    if test {
        draw.send(Command::CheckKey(account.id.clone()));
    }
    if forget {
        draw.view.question = Some(Question::Forget(account.id.clone()));
    }
    let (tone, glyph, word) = key_pill(&account.key);
    parts::pill(ui, Rect::from_min_max(pos2(left, rect.top()), rect.max), tone, glyph, word);
}

fn key_pill(key: &KeyState) -> (Tone, Icon, &'static str) {
    match key {
        KeyState::Good(_) => (Tone::Ok, Icon::CircleCheck, msg::settings::settings_key_works()),
        KeyState::Unchecked(_) => (Tone::Quiet, Icon::Clock, msg::settings::settings_key_unchecked()),
        KeyState::Unknown => (Tone::Quiet, Icon::Search, msg::settings::settings_key_unknown()),
        KeyState::Missing => (Tone::Warn, Icon::KeyRound, msg::settings::settings_key_missing()),
        KeyState::Locked(_) => (Tone::Warn, Icon::Lock, msg::settings::settings_keyring_locked()),
        KeyState::Refused(_) => (Tone::Bad, Icon::CircleX, msg::settings::settings_key_refused()),
    }
}

fn uploads_tab(ui: &mut Ui, draw: &mut Draw<'_>) {
    let settings = &draw.model.settings;
    let lines = [LINE; 11];
    let mut card = SettingsCard::new(ui, if settings.bandwidth.limited { &lines } else { &lines[..10] });
    let (least, most) = Settings::FILES_AT_ONCE.into_inner();
    let narrow = |place: Rect, wide: f32| place.with_max_x((place.left() + wide).min(place.right()));
    let label = msg::settings::settings_files_at_once();
    let place = card.line(ui, LINE, label, &msg::settings::settings_files_at_once_help(least, most));
    let now = settings.files_at_once.to_string();
    let read =
        |text: &str| usize::from_str(text).ok().filter(|number| Settings::FILES_AT_ONCE.contains(number));
    let field = Field::new(label, "");
    if let Some(number) = Draft::new(field, narrow(place, 90.0)).show(ui, draw, &now, read) {
        change(draw, |settings| settings.files_at_once = number);
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
        change(draw, |settings| settings.multipart_above = bytes);
    }
    bandwidth_lines(ui, draw, &mut card);
    let place =
        card.line(ui, LINE, msg::settings::settings_if_exists(), msg::duplicates::duplicate_policy_help());
    exists_line(ui, draw, place);
    for line in &SWITCHES {
        let place = card.line(ui, LINE, (line.label)(), (line.help)());
        let on = *(line.value)(&mut (**settings).clone());
        if controls::switch(ui, place, on, (line.label)()).clicked() {
            change(draw, |settings| *(line.value)(settings) = !on);
        }
    }
}

/// A setting that is on or off.
struct SwitchLine {
    label: fn() -> &'static str,
    help: fn() -> &'static str,
    value: fn(&mut Settings) -> &mut bool,
}

const SWITCHES: [SwitchLine; 5] = [
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
        label: msg::settings::settings_mark_uploads,
        help: msg::settings::settings_mark_uploads_help,
        value: |settings| &mut settings.mark_uploads,
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

fn exists_line(ui: &mut Ui, draw: &mut Draw<'_>, place: Rect) {
    let (label, set) = (msg::settings::settings_if_exists(), draw.model.settings.if_exists);
    let chosen = text::IF_EXISTS.iter().find(|(choice, _)| *choice == set).map_or("", |(_, label)| label());
    let wide = controls::select_width(ui, false, chosen).max(220.0).min(place.width());
    let place = Rect::from_min_size(place.min, vec2(wide, theme::CONTROL));
    let select = controls::select(ui, place, None, chosen, label);
    controls::menu(&select, label, |ui| {
        for (choice, label) in text::IF_EXISTS {
            if controls::MenuItem::ticked(set == choice, label()).chosen(ui) {
                change(draw, |settings| settings.if_exists = choice);
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
        change(draw, |settings| settings.bandwidth.limited = !set.limited);
    }
    if !set.limited {
        return;
    }
    let place = Rect::from_min_size(pos2(place.left() + BESIDE, place.top()), vec2(110.0, theme::CONTROL));
    let read = |text: &str| input::parse_rate(text).filter(|rate| Bandwidth::BYTES_PER_SEC.contains(rate));
    let field = Field { keep_right: 36.0, ..Field::new(msg::settings::settings_bandwidth_rate(), "5") };
    if let Some(rate) = Draft::new(field, place).show(ui, draw, &input::megabytes(set.bytes_per_sec), read) {
        change(draw, |settings| settings.bandwidth.bytes_per_sec = rate);
    }
    beside(ui, place.shrink2(vec2(11.0, 0.0)), msg::settings::settings_bandwidth_unit(), Align::Max);
    let label = msg::settings::settings_hours();
    let place = card.line(ui, LINE, label, msg::settings::settings_hours_help());
    if controls::switch(ui, place, set.by_hours, label).clicked() {
        change(draw, |settings| settings.bandwidth.by_hours = !set.by_hours);
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
        change(draw, |settings| settings.bandwidth.hours.from = time);
    }
    beside(ui, Rect::from_min_max(from.right_top(), to.left_bottom()), "–", Align::Center);
    let field = Field::new(msg::settings::settings_hours_until(), "18:00");
    if let Some(time) =
        (Draft { field, rect: to, end }).show(ui, draw, &input::hour(hours.to), input::parse_time)
    {
        change(draw, |settings| settings.bandwidth.hours.to = time);
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
        if controls::MenuItem::ticked(fixed.is_none(), automatic).chosen(ui) {
            change(draw, |settings| settings.parts_at_once = PartsAtOnce::Automatic);
        }
        if controls::MenuItem::ticked(fixed.is_some(), number).chosen(ui) {
            change(draw, |settings| settings.parts_at_once = PartsAtOnce::Fixed(fixed.unwrap_or(6)));
        }
    });
    if let Some(number) = fixed {
        let place = Rect::from_min_size(pos2(place.right() + 10.0, rect.top()), vec2(70.0, theme::CONTROL));
        let read =
            |text: &str| usize::from_str(text).ok().filter(|number| PartsAtOnce::FIXED.contains(number));
        let field = Field::new(msg::settings::settings_parts_number(), "");
        if let Some(number) = Draft::new(field, place).show(ui, draw, &number.to_string(), read) {
            change(draw, |settings| settings.parts_at_once = PartsAtOnce::Fixed(number));
        }
    }
}

fn limits_tab(ui: &mut Ui, draw: &mut Draw<'_>, account: &Account) {
    let t = tokens(ui);
    let mut card = SettingsCard::new(ui, &[LINE; LimitKey::ALL.len()]);
    for row in &LimitKey::ALL.map(LimitKey::limit) {
        let place = card.line(ui, LINE, text::limit(row.key), text::limit_help(row.key));
        let limit = account.limits.of(row.key);
        let field = Rect::from_min_size(place.min, vec2(110.0, theme::CONTROL));
        let entry = Field::new(text::limit(row.key), "");
        let now = input::size(limit.bytes);
        if let Some(bytes) = Draft::new(entry, field).show(ui, draw, &now, input::parse_size) {
            draw.send(Command::RaiseLimit(account.id.clone(), row.key, bytes));
        }
        let mut right = place.right();
        if account.limits.is_set(row.key) {
            let back = Rect::from_center_size(pos2(right - 14.0, place.center().y), vec2(28.0, 28.0));
            let name = msg::settings::settings_limit_reset(numbers::bytes(row.bytes));
            if ui
                .push_id(("back", text::limit(row.key)), |ui| {
                    parts::icon_button(ui, back, Icon::Undo2, &name)
                })
                .inner
                .clicked()
            {
                change_account(draw, |account| {
                    account.limits.set.remove(&row.key);
                });
            }
            right = back.left() - 8.0;
        }
        let place = Rect::from_min_max(pos2(field.right() + 14.0, place.top()), pos2(right, place.bottom()));
        if place.width() > 60.0 && !draw.view.preferences.drafts.contains_key(text::limit(row.key)) {
            parts::line(ui, place, &text::limit_source(&limit), theme::regular(12.0), t.dim, Align::Min);
        }
    }
    ui.add_space(8.0);
    parts::paragraph(ui, msg::settings::settings_limits_note(), theme::regular(12.0), t.dim);
}

fn appearance_tab(ui: &mut Ui, draw: &mut Draw<'_>) {
    let mut card = SettingsCard::new(ui, &[LINE, LINE]);
    let place = card.line(ui, LINE, msg::settings::settings_theme(), "");
    frame::within(ui, "theme", place, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (theme, label) in [
                (Theme::System, msg::settings::settings_theme_system()),
                (Theme::Light, msg::settings::settings_theme_light()),
                (Theme::Dark, msg::settings::settings_theme_dark()),
            ] {
                if parts::chip(ui, label, draw.model.settings.theme == theme).clicked() {
                    change(draw, |settings| settings.theme = theme);
                }
            }
        });
    });
    let label = msg::settings::settings_language();
    let place = card.line(ui, LINE, label, "");
    let place = Rect::from_min_size(place.min, vec2(160.0, theme::CONTROL));
    let system = msg::settings::settings_language_system();
    let set = draw.model.settings.language.as_deref().and_then(Language::from_tag);
    let select = controls::select(ui, place, None, set.map_or(system, Language::own_name), label);
    controls::menu(&select, label, |ui| {
        if controls::MenuItem::ticked(set.is_none(), system).chosen(ui) {
            change(draw, |settings| settings.language = None);
        }
        for language in Language::ALL {
            let item = controls::MenuItem::ticked(set == Some(*language), language.own_name());
            if item.chosen(ui) {
                change(draw, |settings| settings.language = Some(language.code().to_owned()));
            }
        }
    });
}
