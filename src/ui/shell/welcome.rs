//! The first screen: one field for the key, and a way in without one.

use eframe::egui::{Align, CornerRadius, Key, Pos2, Rect, Response, Stroke, Ui, Vec2, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::controls::{self, Field};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::settings::languages;
use crate::ui::shell::view::{KeyTry, Page, Welcome};
use crate::ui::shell::{accounts, focus, frame};
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{Account, AccountSettings, KeyState, Reachability, parse_server};
use takeup_text::{self as text, msg};

const WIDE: f32 = 440.0;
/// A link below the field.
const LINK: f32 = 18.0;
/// Where the platform gives keys out.
const KEYS: &str = "https://playground.twelvelabs.io/dashboard/api-key";
/// How tall a field is with its title.
const BLOCK: f32 = 77.0;

/// Whether there is nothing to do but to enter a key, or an account is being added.
pub(crate) fn wanted(draw: &mut Draw<'_>) -> bool {
    accept(draw);
    if draw.view.adding.is_some() {
        return true;
    }
    let Some(account) = draw.account() else { return false };
    match &account.key {
        KeyState::Good(_) => {
            draw.view.welcome = Welcome::default();
            false
        }
        KeyState::Unchecked(_) | KeyState::Unknown => draw.view.welcome.tried != KeyTry::Not,
        KeyState::Missing | KeyState::Locked(_) | KeyState::Refused(_) => {
            draw.model.shown_jobs().next().is_none()
                && draw.model.intake.is_empty()
                && accounts::kept(draw).iter().all(|other| !other.key.usable())
        }
    }
}

/// An account that was being added is kept, and shown, once the platform has accepted its key.
fn accept(draw: &mut Draw<'_>) {
    let adding = draw.view.adding.as_ref().and_then(|adding| draw.model.accounts.get(&adding.id));
    let Some(account) = adding.filter(|account| matches!(account.key, KeyState::Good(_))) else { return };
    draw.view.adding = None;
    draw.view.welcome = Welcome::default();
    draw.view.page = Page::Uploads;
    draw.change_settings(|settings| {
        if let Some(entry) = settings.account_mut(&account.id) {
            entry.passing = false;
        }
        settings.current.clone_from(&account.id);
    });
}

/// Draws the first screen, the settings before there is a key, or the form for another account.
pub(crate) fn first_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let back = ui.input(|input| input.key_pressed(Key::Escape)) && !ui.ctx().any_popup_open();
    if draw.view.adding.is_some() {
        if back {
            cancel(draw);
        }
        welcome_ui(ui, draw);
    } else if draw.view.page == Page::Settings {
        let button = Button::plain(Some(Icon::ArrowLeft), msg::welcome::welcome_back());
        let window = ui.max_rect().shrink(f32::from(theme::PAGE));
        let top = Rect::from_min_size(window.min, vec2(button.width(ui), theme::CONTROL));
        let button = button.at(ui, top);
        focus::fall_back_to(ui, button.id);
        if button.clicked() || back {
            draw.view.page = Page::Uploads;
            // The field has the keyboard again.
            draw.view.welcome.met = false;
        }
        let below = window.with_min_y(top.bottom() + theme::GAP);
        frame::within(ui, "settings", below, |ui| frame::page(ui, draw));
    } else {
        welcome_ui(ui, draw);
    }
}

/// Gives up adding an account.
fn cancel(draw: &mut Draw<'_>) {
    draw.view.welcome = Welcome::default();
    if let Some(adding) = draw.view.adding.take()
        && draw.model.settings.account(&adding.id).is_some()
    {
        draw.send(Command::RemoveAccount(adding.id));
    }
}

fn welcome_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let window = ui.max_rect();
    let error = flaw(draw).or_else(|| error(draw));
    let wide = WIDE.min(window.width() - 48.0);
    let t = tokens(ui);
    let inside = wide - 42.0;
    let told = error.as_ref().map_or(0.0, |error| {
        parts::galley(ui, error, theme::regular(13.0), t.bad_text, inside - 50.0, 8).size().y.max(18.0) + 34.0
    });
    let help = help_room(ui, inside);
    let adding = draw.view.adding.is_some();
    let card = 114.0 + help.y + told + if adding { 2.0 * BLOCK } else { 0.0 };
    let below = if adding { 56.0 } else { 190.0 };
    // An error stands below the field, so that the field and its button stay where they are; unless the window is too low.
    let whole = 60.0 + card + below;
    let middle = window.center().y - (whole - told) / 2.0;
    let top = middle.min(window.bottom() - whole).max(window.top() + 16.0);
    let left = window.center().x - wide / 2.0;
    head(ui, pos2(left, top), wide, adding);
    let rect = Rect::from_min_size(pos2(left, top + 60.0), vec2(wide, card));
    frame::within(ui, "key", rect, |ui| card_ui(ui, draw, error.as_deref(), help));
    let below = Rect::from_min_size(pos2(left, rect.bottom()), vec2(wide, below));
    if adding {
        let place = Rect::from_min_size(below.min + vec2(0.0, 16.0), vec2(wide, 40.0));
        if Button::plain(None, msg::controls::control_cancel()).at(ui, place).clicked() {
            cancel(draw);
        }
        return;
    }
    without(ui, draw, below);
    language_choice(ui, draw, below.center_bottom() - vec2(0.0, 18.0));
    let corner = Rect::from_min_size(window.right_top() + vec2(-46.0, 16.0), vec2(30.0, 30.0));
    if buttons::icon_button(ui, corner, Icon::Settings, msg::window::page_settings()).clicked() {
        draw.view.page = Page::Settings;
    }
}

fn head(ui: &mut Ui, at: Pos2, wide: f32, adding: bool) {
    let (words, purpose) = if adding {
        (msg::accounts::account_add_title(), msg::accounts::account_add_help())
    } else {
        (msg::welcome::welcome_title(), msg::welcome::welcome_purpose())
    };
    let t = tokens(ui);
    let mark = Rect::from_min_size(at, vec2(44.0, 44.0));
    ui.painter().rect_filled(mark, CornerRadius::same(12), t.accent);
    parts::icon(ui.painter(), mark.center(), Icon::Clapperboard, 24.0, t.on_accent);
    let title = Rect::from_min_size(pos2(at.x + 56.0, at.y - 1.0), vec2(wide - 56.0, 26.0));
    let id = parts::line(ui, title, words, theme::semibold(21.0), t.text, Align::Min).id;
    parts::as_heading(ui, id, words, parts::Heading::Page);
    let below = Rect::from_min_size(pos2(title.left(), at.y + 25.0), vec2(title.width(), 20.0));
    parts::line(ui, below, purpose, theme::regular(13.0), t.dim, Align::Min);
}

/// The account that a key is entered for; none while nothing is known of the one that is being added.
fn meant<'a>(draw: &Draw<'a>) -> Option<&'a Account> {
    match &draw.view.adding {
        Some(adding) => draw.model.accounts.get(&adding.id),
        None => draw.account(),
    }
}

/// What is wrong with what was typed for another account.
fn flaw(draw: &Draw<'_>) -> Option<String> {
    let adding = draw.view.adding.as_ref()?;
    let name = adding.name.trim().to_lowercase();
    if accounts::kept(draw).iter().any(|other| accounts::name(other).to_lowercase() == name) {
        return Some(msg::accounts::account_name_taken().to_owned());
    }
    parse_server(&adding.server).is_none().then(|| msg::accounts::account_server_invalid().to_owned())
}

/// Why the key that was entered or found does not open the way.
fn error(draw: &Draw<'_>) -> Option<String> {
    let account = meant(draw)?;
    if let Reachability::Down { why, .. } = &account.reachability
        && draw.view.welcome.tried != KeyTry::Not
    {
        return Some(text::key_failure(why));
    }
    match &account.key {
        KeyState::Refused(why) | KeyState::Locked(why) => Some(text::key_failure(why)),
        KeyState::Unknown | KeyState::Missing | KeyState::Unchecked(_) | KeyState::Good(_) => None,
    }
}

/// The room of what stands below the field, and how far in the link begins: beside the sentence, or below it.
fn help_room(ui: &Ui, inside: f32) -> Vec2 {
    let words = msg::accounts::key_help();
    let galley = parts::galley(ui, words, theme::regular(12.0), tokens(ui).dim, inside, 4);
    let beside = galley.size().x + 8.0;
    let fits = galley.rows.len() == 1
        && beside + controls::link_width(ui, msg::welcome::welcome_get_key()) <= inside;
    if fits { vec2(beside, LINK) } else { vec2(0.0, galley.size().y + 4.0 + LINK) }
}

/// What becomes of the key, and where to get one.
fn help_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, beside: f32) {
    let line = if beside > 0.0 { Rect::from_min_size(rect.min, vec2(beside, LINK)) } else { rect };
    let text = msg::accounts::key_help();
    if beside > 0.0 {
        parts::line(ui, line, text, theme::regular(12.0), tokens(ui).dim, Align::Min);
    } else {
        parts::rows(ui, line, text, theme::regular(12.0), tokens(ui).dim, 4);
    }
    let label = msg::welcome::welcome_get_key();
    let wide = controls::link_width(ui, label).min(rect.width());
    let place = Rect::from_min_size(pos2(rect.left() + beside, rect.bottom() - LINK), vec2(wide, LINK));
    if controls::link(ui, place, label).clicked() {
        draw.out.push(Action::Open(KEYS.to_owned()));
    }
}

fn language_choice(ui: &mut Ui, draw: &mut Draw<'_>, center: Pos2) {
    let (own, name) = (text::language().own_name(), msg::settings::settings_language());
    let size = vec2(controls::select_width(ui, true, own), theme::CONTROL);
    let rect = Rect::from_center_size(center, size);
    let select = controls::quiet_select(ui, rect, Some(Icon::Globe), own, name);
    languages(&select, draw);
}

fn card_ui(ui: &mut Ui, draw: &mut Draw<'_>, error: Option<&str>, help: Vec2) {
    let (rect, t) = (ui.max_rect(), tokens(ui));
    parts::card(ui.painter(), rect, t);
    let mut inner = rect.shrink2(vec2(21.0, 20.0));
    if let Some(mut adding) = draw.view.adding.take() {
        let label = msg::settings::settings_account_name();
        let field = Field::new(label, msg::accounts::account_name_hint());
        let name = block(ui, inner, label, field, &mut adding.name);
        if !draw.view.welcome.met && draw.view.welcome.tried == KeyTry::Not {
            draw.view.welcome.met = true;
            name.request_focus();
        }
        inner.min.y += BLOCK;
        let label = msg::settings::settings_server();
        block(ui, inner, label, Field { mono: true, ..Field::new(label, "") }, &mut adding.server);
        inner.min.y += BLOCK;
        draw.view.adding = Some(adding);
    }
    key_fields(ui, draw, inner, error);
    let below = Rect::from_min_size(pos2(inner.left(), inner.top() + 74.0), vec2(inner.width(), help.y));
    help_ui(ui, draw, below, help.x);
    if let Some(error) = error {
        error_box(ui, Rect::from_min_max(pos2(inner.left(), below.bottom() + 10.0), inner.max), error);
    }
}

/// A field below its title.
fn block(ui: &mut Ui, rect: Rect, title: &str, field: Field<'_>, text: &mut String) -> Response {
    let place = Rect::from_min_size(rect.min, vec2(rect.width(), 20.0));
    parts::line(ui, place, title, theme::semibold(13.0), tokens(ui).text, Align::Min);
    field.at(ui, Rect::from_min_size(rect.min + vec2(0.0, 29.0), vec2(rect.width(), 36.0)), text)
}

fn key_fields(ui: &mut Ui, draw: &mut Draw<'_>, inner: Rect, error: Option<&str>) {
    // Another server has not been asked about the key.
    if meant(draw).is_some_and(|account| account.server != draw.view.welcome.server) {
        draw.view.welcome.tried = KeyTry::Not;
    }
    if draw.view.welcome.tried == KeyTry::Asked
        && let Some(account) = meant(draw).filter(|account| matches!(account.key, KeyState::Refused(_)))
    {
        draw.view.welcome.tried = KeyTry::Refused;
        if account.key.is_refused() {
            draw.view.welcome.key.clear();
        }
    }
    let waiting = draw.view.welcome.tried == KeyTry::Asked
        && error.is_none()
        && meant(draw).is_none_or(|account| {
            matches!(account.key, KeyState::Unknown | KeyState::Unchecked(_) | KeyState::Missing)
        });
    let whole = draw.view.adding.as_ref().is_none_or(|adding| !adding.name.trim().is_empty());
    let ready =
        |draw: &Draw<'_>| !draw.view.welcome.key.is_empty() && !waiting && whole && flaw(draw).is_none();
    let enabled = ready(draw);
    let label = if waiting { msg::welcome::welcome_checking() } else { msg::welcome::welcome_connect() };
    let button = Button { enabled, height: 36.0, ..Button::primary(None, label) };
    let line = Rect::from_min_size(pos2(inner.left(), inner.top() + 29.0), vec2(inner.width(), 36.0));
    let field = line.with_max_x(line.right() - button.width(ui) - 10.0);
    let secret = !draw.view.welcome.shown;
    let entry = Field {
        secret,
        mono: true,
        keep_right: 26.0,
        ..Field::new(msg::welcome::welcome_key(), msg::welcome::welcome_key_hint())
    };
    let title = Rect::from_min_size(inner.min, vec2(inner.width(), 20.0));
    let color = tokens(ui).text;
    parts::line(ui, title, msg::welcome::welcome_key(), theme::semibold(13.0), color, Align::Min);
    let response = entry.at(ui, field, draw.view.welcome.key.text());
    // Escape leads back, and where nothing is to go back to, the field keeps the keyboard.
    let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
    if !draw.view.welcome.met || escaped {
        draw.view.welcome.met = true;
        response.request_focus();
    }
    let eye = Rect::from_center_size(pos2(field.right() - 19.0, field.center().y), vec2(28.0, 28.0));
    let (glyph, tip) = if secret {
        (Icon::Eye, msg::welcome::welcome_key_show())
    } else {
        (Icon::EyeOff, msg::welcome::welcome_key_hide())
    };
    if buttons::icon_button(ui, eye, glyph, tip).clicked() {
        draw.view.welcome.shown = secret;
        // Who looks at the key goes on typing it.
        response.request_focus();
    }
    let place = Rect::from_min_max(pos2(field.right() + 10.0, line.top()), line.max);
    let pressed = button.at(ui, place).clicked() || controls::entered(ui, &response);
    // The key and Enter may have come in one frame.
    if pressed && ready(draw) {
        connect(draw);
    }
}

/// Has the key checked. The field keeps the keyboard, and the key until the platform has judged it.
fn connect(draw: &mut Draw<'_>) {
    draw.view.welcome.tried = KeyTry::Asked;
    draw.view.welcome.met = false;
    let key = draw.view.welcome.key.entered();
    let Some(adding) = draw.view.adding.clone() else {
        draw.view.welcome.server = draw.account().map(|account| account.server.clone()).unwrap_or_default();
        return draw.send(Command::SetKey(draw.model.current.clone(), key));
    };
    let entry = AccountSettings {
        id: adding.id.clone(),
        name: adding.name.trim().to_owned(),
        server: parse_server(&adding.server).unwrap_or_default(),
        passing: true,
        ..AccountSettings::default()
    };
    draw.view.welcome.server.clone_from(&entry.server);
    draw.change_settings(|settings| {
        settings.accounts.retain(|other| other.id != entry.id);
        settings.accounts.push(entry);
    });
    draw.send(Command::SetKey(adding.id, key));
}

fn error_box(ui: &mut Ui, rect: Rect, error: &str) {
    let t = tokens(ui);
    ui.painter().rect_filled(rect, CornerRadius::same(theme::RADIUS), t.bad_soft);
    parts::icon(ui.painter(), pos2(rect.left() + 19.0, rect.center().y), Icon::CircleX, 14.0, t.bad_text);
    let galley = parts::galley(ui, error, theme::regular(13.0), t.bad_text, rect.width() - 50.0, 8);
    let top = (rect.center().y - galley.size().y / 2.0).round();
    let place =
        Rect::from_min_size(pos2(rect.left() + 36.0, top), vec2(rect.width() - 50.0, galley.size().y));
    let id = parts::rows(ui, place, error, theme::regular(13.0), t.bad_text, 8).id;
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(eframe::egui::Role::Alert);
        node.set_live(eframe::egui::accesskit::Live::Polite);
        node.set_label(error);
        node.clear_value();
    });
}

fn without(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect) {
    let t = tokens(ui);
    let middle = rect.top() + 26.0;
    let words = msg::welcome::welcome_or();
    let wide = parts::width(ui, words, theme::regular(13.0)).ceil() + 2.0;
    let half = wide / 2.0 + 10.0;
    for line in [rect.left()..=rect.center().x - half, rect.center().x + half..=rect.right()] {
        ui.painter().hline(line, middle, Stroke::new(1.0, t.line));
    }
    let or = Rect::from_center_size(pos2(rect.center().x, middle), vec2(wide, 18.0));
    parts::line(ui, or, words, theme::regular(13.0), t.dim, Align::Center);
    let place = Rect::from_min_size(pos2(rect.left(), rect.top() + 51.0), vec2(rect.width(), 40.0));
    let button = Button::plain(Some(Icon::FlaskConical), msg::welcome::welcome_practice());
    if (Button { enabled: draw.view.busy.is_none(), ..button }).at(ui, place).clicked() {
        draw.out.push(Action::EnterPractice);
    }
    let below = Rect::from_min_size(pos2(rect.left(), place.bottom() + 15.0), vec2(rect.width(), 20.0));
    parts::line(ui, below, msg::welcome::welcome_practice_help(), theme::regular(12.0), t.dim, Align::Center);
}
