//! The accounts, and of one its key, name, server, and the limits of its plan.

use eframe::egui::{Align, Align2, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::buttons::{self, Button, Look};
use crate::ui::kit::controls::{self, Field};
use crate::ui::kit::parts::{self, Heading, Tone};
use crate::ui::kit::secret::TypedSecret;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::settings::card::{Draft, LINE, LINE_OF_TWO, SettingsCard, change_account, edited};
use crate::ui::settings::connections;
use crate::ui::shell::view::{Preferences, Question};
use crate::ui::shell::{accounts, consent};
use takeup_engine::Command;
use takeup_model::{Account, KeyLocation, KeyState, LimitKey, parse_server};
use takeup_text::{self as text, input, msg, numbers};

/// Draws the tab.
pub(super) fn tab(ui: &mut Ui, draw: &mut Draw<'_>) {
    consent::banner(ui, draw);
    SettingsCard::show(ui, |ui, card| accounts_lines(ui, draw, card));
    if Button::plain(Some(Icon::Plus), msg::accounts::account_add()).show(ui).clicked() {
        accounts::add(draw);
    }
    let Some(account) = draw.model.accounts.get(&edited(draw)) else { return };
    parts::heading(ui, accounts::name(account), Heading::Part);
    SettingsCard::show(ui, |ui, card| account_lines(ui, draw, card, account));
    // Only the account that is shown is kept fresh.
    if account.id == draw.model.current {
        connections::card(ui, draw, account);
    }
    parts::heading(ui, msg::settings::settings_limits(), Heading::Part);
    SettingsCard::show(ui, |ui, card| limit_lines(ui, draw, card, account));
    parts::paragraph(ui, msg::settings::settings_limits_note(), theme::regular(12.0), tokens(ui).dim);
}

/// All accounts, each with its state.
fn accounts_lines(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard) {
    let edited = edited(draw);
    for account in accounts::kept(draw) {
        let name = accounts::name(account);
        let place = card.line(ui, LINE, name, &accounts::standing(draw, account).0);
        let (edit, remove) = (msg::accounts::account_edit(), msg::accounts::account_remove());
        let (edit_name, remove_name) =
            (msg::accounts::account_remedy(edit, name), msg::accounts::account_remedy(remove, name));
        let edit = Button {
            name: Some(&edit_name),
            enabled: account.id != edited,
            ..Button::plain(Some(Icon::Pencil), edit)
        };
        let remove = Button { name: Some(&remove_name), look: Look::Danger, ..Button::plain(None, remove) };
        let (one, other) = (edit.width(ui), remove.width(ui));
        let at =
            |left: f32, wide: f32| Rect::from_min_size(pos2(left, place.top()), vec2(wide, theme::CONTROL));
        let left = (place.right() - one - other - 10.0).max(place.left());
        let (edit, remove) = ui
            .push_id(&account.id.0, |ui| {
                (edit.at(ui, at(left, one)).clicked(), remove.at(ui, at(left + one + 10.0, other)).clicked())
            })
            .inner;
        if edit {
            let tab = draw.view.preferences.tab;
            draw.view.preferences =
                Preferences { tab, account: Some(account.id.clone()), ..Preferences::default() };
        }
        if remove {
            draw.view.question = Some(Question::RemoveAccount(account.id.clone()));
        }
    }
}

fn account_lines(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard, account: &Account) {
    let kept =
        account.key.location().map_or_else(|| msg::settings::settings_key_none().to_owned(), text::key_kept);
    let place = card.line(ui, LINE_OF_TWO, msg::settings::settings_key(), &kept);
    key_line(ui, draw, place, account);
    if account.key.location() == Some(&KeyLocation::Sandbox) {
        return;
    }
    let Some(settings) = draw.model.settings.account(&account.id) else { return };
    let label = msg::settings::settings_account_name();
    let place = card.line(ui, LINE, label, msg::settings::settings_account_name_help());
    let place = place.with_max_x((place.left() + 340.0).min(place.right()));
    let read = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let now = text::account_name(&account.id, &settings.name);
    if let Some(name) = Draft::new(Field::new(label, ""), place).show(ui, draw, now, read) {
        change_account(draw, |account| account.name = name);
    }
    let label = msg::settings::settings_server();
    let place = card.line(ui, LINE_OF_TWO, label, msg::settings::settings_server_help());
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
    let Some(mut key) = draw.view.preferences.key.take() else {
        draw.view.preferences.key_met = false;
        return key_buttons(ui, draw, rect, account);
    };
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
        takes_keyboard: !std::mem::replace(&mut draw.view.preferences.key_met, true),
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

/// How much of the line stands for the key, which is never shown.
const MASKED: f32 = 110.0;
/// The same in a narrow window.
const MASKED_SHORT: f32 = 46.0;

/// What can be done with the key while none is being typed, and its state.
fn key_buttons(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, account: &Account) {
    let known = account.key.location().is_some();
    let label =
        if known { msg::settings::settings_key_replace() } else { msg::settings::settings_key_enter() };
    let test = Button::plain(Some(Icon::Zap), msg::settings::settings_key_test());
    let mut buttons = vec![
        Button::plain(Some(Icon::Pencil), label),
        Button { enabled: account.key != KeyState::Missing, ..test },
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
    // Where there is little room, fewer dots stand for it.
    let mask = [("••••••••••••", MASKED), ("••••", MASKED_SHORT)];
    let mask = mask.into_iter().find(|(_, room)| wide + KEY_PILL + room < rect.width());
    if let Some((dots, room)) = mask.filter(|_| known) {
        let (at, color) = (pos2(left, rect.center().y), tokens(ui).dim);
        parts::text(ui.painter(), at, Align2::LEFT_CENTER, dots, theme::mono(12.5), color);
        left += room;
    }
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
    let offline = account.down_since().is_some() && matches!(account.key, KeyState::Unchecked(_));
    let (tone, glyph, word) = if offline {
        (Tone::Warn, Icon::WifiOff, msg::window::status_offline())
    } else {
        key_pill(&account.key)
    };
    parts::pill(ui, Rect::from_min_max(pos2(left, rect.top()), rect.max), tone, glyph, word);
}

fn key_pill(key: &KeyState) -> (Tone, Icon, &'static str) {
    match key {
        KeyState::Good(_) => (Tone::Ok, Icon::CircleCheck, msg::settings::settings_key_works()),
        KeyState::Unchecked(_) => (Tone::Quiet, Icon::Clock, msg::settings::settings_key_unchecked()),
        KeyState::Unknown => (Tone::Quiet, Icon::Search, msg::settings::settings_key_unknown()),
        KeyState::Missing => (Tone::Warn, Icon::KeyRound, msg::settings::settings_key_missing()),
        KeyState::Locked(_) => (Tone::Warn, Icon::Lock, msg::settings::settings_keyring_locked()),
        KeyState::Refused(_) if key.is_refused() => {
            (Tone::Bad, Icon::CircleX, msg::settings::settings_key_refused())
        }
        // The server said no before it looked at the key.
        KeyState::Refused(_) => (Tone::Warn, Icon::TriangleAlert, msg::settings::settings_key_unchecked()),
    }
}

fn limit_lines(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard, account: &Account) {
    let t = tokens(ui);
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
                    buttons::icon_button(ui, back, Icon::Undo2, &name)
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
}
