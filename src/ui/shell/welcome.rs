//! The first screen: one field for the key, and a way in without one.

use eframe::egui::{Align, CornerRadius, Rect, Stroke, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::controls::{self, Field};
use crate::ui::kit::parts::{self, Button};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::frame;
use crate::ui::shell::view::View;
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{Account, KeyState, Reachability};
use takeup_text::{self as text, msg};

const WIDE: f32 = 440.0;

/// Whether there is nothing to do but to enter a key.
pub(crate) fn wanted(draw: &mut Draw<'_>) -> bool {
    let Some(account) = draw.account() else { return false };
    match &account.key {
        KeyState::Good(_) => {
            draw.view.welcome = crate::ui::Welcome::default();
            false
        }
        KeyState::Unchecked(_) | KeyState::Unknown => draw.view.welcome.sent,
        KeyState::Missing | KeyState::Locked(_) | KeyState::Refused(_) => {
            draw.model.shown_jobs().next().is_none()
                && draw.model.intake.is_empty()
                && draw.view.page != crate::ui::Page::Settings
        }
    }
}

/// Draws the first screen.
pub fn welcome_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let Some(account) = draw.account() else { return };
    let window = ui.max_rect();
    let error = error(account, draw.view);
    let wide = WIDE.min(window.width() - 48.0);
    let t = tokens(ui);
    let inside = wide - 42.0;
    let told = error.as_ref().map_or(0.0, |error| {
        parts::galley(ui, error, theme::regular(13.0), t.bad_text, inside - 50.0, 8).size().y.max(18.0) + 34.0
    });
    let help = parts::galley(ui, msg::accounts::key_help(), theme::regular(12.0), t.dim, inside, 4).size().y;
    let card = 114.0 + help + told;
    let whole = 60.0 + card + 138.0;
    let top = (window.center().y - whole / 2.0).max(window.top() + 16.0);
    let left = window.center().x - wide / 2.0;
    head(ui, pos2(left, top), wide);
    let rect = Rect::from_min_size(pos2(left, top + 60.0), vec2(wide, card));
    frame::within(ui, "key", rect, |ui| key_card(ui, draw, account, error.as_deref(), help));
    let below = Rect::from_min_size(pos2(left, rect.bottom()), vec2(wide, 138.0));
    without(ui, draw, below);
    let corner = Rect::from_min_size(window.right_top() + vec2(-46.0, 16.0), vec2(30.0, 30.0));
    if parts::icon_button(ui, corner, Icon::Settings, msg::window::page_settings()).clicked() {
        draw.view.page = crate::ui::Page::Settings;
    }
}

fn head(ui: &mut Ui, at: eframe::egui::Pos2, wide: f32) {
    let t = tokens(ui);
    let mark = Rect::from_min_size(at, vec2(44.0, 44.0));
    ui.painter().rect_filled(mark, CornerRadius::same(12), t.accent);
    parts::icon(ui.painter(), mark.center(), Icon::Clapperboard, 24.0, t.on_accent);
    let title = Rect::from_min_size(pos2(at.x + 56.0, at.y - 1.0), vec2(wide - 56.0, 26.0));
    let id =
        parts::line(ui, title, msg::welcome::welcome_title(), theme::semibold(21.0), t.text, Align::Min).id;
    parts::as_heading(ui, id, msg::welcome::welcome_title(), parts::Heading::Page);
    let below = Rect::from_min_size(pos2(title.left(), at.y + 25.0), vec2(title.width(), 20.0));
    parts::line(ui, below, msg::welcome::welcome_purpose(), theme::regular(13.0), t.dim, Align::Min);
}

/// Why the key that was entered or found does not open the way.
fn error(account: &Account, view: &View) -> Option<String> {
    if let Reachability::Down { why, .. } = &account.reachability
        && view.welcome.sent
    {
        return Some(text::key_failure(why));
    }
    match &account.key {
        KeyState::Refused(why) | KeyState::Locked(why) => Some(text::key_failure(why)),
        KeyState::Unknown | KeyState::Missing | KeyState::Unchecked(_) | KeyState::Good(_) => None,
    }
}

fn key_card(ui: &mut Ui, draw: &mut Draw<'_>, account: &Account, error: Option<&str>, help: f32) {
    let (rect, t) = (ui.max_rect(), tokens(ui));
    parts::card(ui.painter(), rect, t);
    let inner = rect.shrink2(vec2(21.0, 20.0));
    let title = Rect::from_min_size(inner.min, vec2(inner.width(), 20.0));
    parts::line(ui, title, msg::welcome::welcome_key(), theme::semibold(13.0), t.text, Align::Min);
    let waiting = draw.view.welcome.sent
        && error.is_none()
        && matches!(account.key, KeyState::Unknown | KeyState::Unchecked(_) | KeyState::Missing);
    let enabled = !draw.view.welcome.key.is_empty() && !waiting;
    let label = if waiting { msg::welcome::welcome_checking() } else { msg::welcome::welcome_connect() };
    let button = Button { enabled, height: 36.0, ..Button::primary(None, label) };
    let wide = button.width(ui);
    let line = Rect::from_min_size(pos2(inner.left(), inner.top() + 29.0), vec2(inner.width(), 36.0));
    let field = line.with_max_x(line.right() - wide - 10.0);
    let secret = !draw.view.welcome.shown;
    let entry = Field {
        secret,
        mono: true,
        keep_right: 26.0,
        ..Field::new(msg::welcome::welcome_key(), msg::welcome::welcome_key_hint())
    };
    let response = entry.at(ui, field, draw.view.welcome.key.text());
    if !draw.view.welcome.met {
        draw.view.welcome.met = true;
        response.request_focus();
    }
    let eye = Rect::from_center_size(pos2(field.right() - 19.0, field.center().y), vec2(28.0, 28.0));
    let (glyph, tip) = if secret {
        (Icon::Eye, msg::welcome::welcome_key_show())
    } else {
        (Icon::EyeOff, msg::welcome::welcome_key_hide())
    };
    if parts::icon_button(ui, eye, glyph, tip).clicked() {
        draw.view.welcome.shown = secret;
    }
    let place = Rect::from_min_max(pos2(field.right() + 10.0, line.top()), line.max);
    let pressed = button.at(ui, place).clicked() || controls::entered(ui, &response);
    if pressed && enabled {
        draw.view.welcome.sent = true;
        let key = draw.view.welcome.key.take();
        draw.send(Command::SetKey(account.id.clone(), key));
    }
    let below = Rect::from_min_size(pos2(inner.left(), line.bottom() + 9.0), vec2(inner.width(), help));
    parts::rows(ui, below, msg::accounts::key_help(), theme::regular(12.0), t.dim, 4);
    if let Some(error) = error {
        error_box(ui, Rect::from_min_max(pos2(inner.left(), below.bottom() + 10.0), inner.max), error);
    }
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
        node.set_label(error);
        node.clear_value();
    });
}

fn without(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect) {
    let t = tokens(ui);
    let middle = rect.top() + 26.0;
    for line in [rect.left()..=rect.center().x - 18.0, rect.center().x + 18.0..=rect.right()] {
        ui.painter().hline(line, middle, Stroke::new(1.0, t.line));
    }
    let or = Rect::from_center_size(pos2(rect.center().x, middle), vec2(30.0, 18.0));
    parts::line(ui, or, msg::welcome::welcome_or(), theme::regular(13.0), t.dim, Align::Center);
    let place = Rect::from_min_size(pos2(rect.left(), rect.top() + 51.0), vec2(rect.width(), 40.0));
    let button = Button::plain(Some(Icon::FlaskConical), msg::welcome::welcome_practice());
    if (Button { enabled: draw.view.busy.is_none(), ..button }).at(ui, place).clicked() {
        draw.out.push(Action::TryWithoutAccount);
    }
    let below = Rect::from_min_size(pos2(rect.left(), place.bottom() + 15.0), vec2(rect.width(), 20.0));
    parts::line(ui, below, msg::welcome::welcome_practice_help(), theme::regular(12.0), t.dim, Align::Center);
}
