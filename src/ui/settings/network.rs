//! The way to the platform, and the test of it.

use eframe::egui::{Align, Layout, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::controls::Field;
use crate::ui::kit::parts::{self, Heading, Tone};
use crate::ui::kit::secret::TypedSecret;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::settings::card::{Draft, LINE, SettingsCard};
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{Addresses, CheckLine, Checkup, Grade, Network, ProxyChoice, ProxyUrl};
use takeup_text::{self as text, msg, times};

/// A sign-in that is being typed.
#[derive(Clone, Debug, Default)]
pub struct ProxySignIn {
    /// Who signs in.
    pub user: String,
    /// The password.
    pub password: TypedSecret,
}

/// Draws the tab.
pub(super) fn tab(ui: &mut Ui, draw: &mut Draw<'_>) {
    SettingsCard::show(ui, |ui, card| {
        proxy_lines(ui, draw, card);
        let network = draw.model.settings.network.clone();
        let label = msg::settings::settings_direct_for();
        let place = card.line(ui, LINE, label, msg::settings::settings_direct_for_help());
        let place = place.with_max_x((place.left() + 440.0).min(place.right()));
        let field = Field { mono: true, ..Field::new(label, msg::settings::settings_direct_for_hint()) };
        let read = |text: &str| Some(text.to_owned());
        if let Some(hosts) = Draft::new(field, place).show(ui, draw, &network.direct_for, read) {
            change_network(draw, |network| network.direct_for = hosts);
        }
        certificate_line(ui, draw, card, &network);
        addresses_line(ui, draw, card, &network);
    });
    checkup(ui, draw);
}

fn change_network(draw: &mut Draw<'_>, with: impl FnOnce(&mut Network)) {
    draw.change_settings(|settings| with(&mut settings.network));
}

fn proxy_lines(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard) {
    let network = draw.model.settings.network.clone();
    let words = (msg::settings::settings_proxy(), msg::settings::settings_proxy_help());
    let choices = [
        (ProxyChoice::System, msg::settings::settings_proxy_system()),
        (ProxyChoice::None, msg::settings::settings_proxy_none()),
        (ProxyChoice::Own, msg::settings::settings_proxy_own()),
    ];
    if let Some(choice) = card.choice(ui, words, network.proxy, &choices) {
        change_network(draw, |network| network.proxy = choice);
    }
    if network.proxy != ProxyChoice::Own {
        return;
    }
    let label = msg::settings::settings_proxy_server();
    let place = card.line(ui, LINE, label, msg::settings::settings_proxy_server_help());
    let button = Button::plain(Some(Icon::KeyRound), msg::settings::settings_proxy_sign_in());
    let wide = button.width(ui);
    let field = place.with_max_x((place.left() + 340.0).min(place.right() - wide - 10.0));
    let draft = Draft {
        field: Field { mono: true, ..Field::new(label, msg::settings::settings_proxy_server_hint()) },
        rect: field,
        end: field.right() + wide + 10.0,
    };
    let now = network.own_proxy.as_ref().map(|proxy| proxy.bare().to_string()).unwrap_or_default();
    let user = network.own_proxy.as_ref().and_then(ProxyUrl::user).unwrap_or_default();
    let read = |typed: &str| {
        if typed.is_empty() {
            return Some(None);
        }
        let proxy = typed.parse::<ProxyUrl>().ok()?;
        Some(Some(if proxy.user().is_none() { proxy.with_user(&user) } else { proxy }))
    };
    if let Some(proxy) = draft.show(ui, draw, &now, read) {
        change_network(draw, |network| network.own_proxy = proxy);
    }
    let place = Rect::from_min_size(pos2(field.right() + 10.0, place.top()), vec2(wide, theme::CONTROL));
    let enabled = network.own_proxy.is_some();
    if (Button { enabled, ..button }).at(ui, place).clicked() && enabled {
        let typed = ProxySignIn { user, password: TypedSecret::default() };
        draw.view.preferences.proxy_sign_in = Some(typed);
    }
    if let (Some(typed), Some(proxy)) = (draw.view.preferences.proxy_sign_in.take(), &network.own_proxy) {
        sign_in_lines(ui, draw, card, typed, proxy);
    }
}

/// Name and password for the proxy, while they are being typed.
fn sign_in_lines(
    ui: &mut Ui,
    draw: &mut Draw<'_>,
    card: &mut SettingsCard,
    mut typed: ProxySignIn,
    proxy: &ProxyUrl,
) {
    let help = msg::settings::settings_proxy_account_help();
    let place = card.line(ui, LINE, msg::settings::settings_proxy_account(), help);
    let wide = ((place.width() - 10.0) / 2.0).min(200.0);
    let user = msg::settings::settings_proxy_user();
    let at = Rect::from_min_size(place.min, vec2(wide, theme::CONTROL));
    Field::new(user, user).at(ui, at, &mut typed.user);
    let password = msg::settings::settings_proxy_password();
    let at = Rect::from_min_size(pos2(place.left() + wide + 10.0, place.top()), vec2(wide, theme::CONTROL));
    Field { secret: true, ..Field::new(password, password) }.at(ui, at, typed.password.text());
    let place = card.line(ui, LINE, "", "");
    let enabled = !typed.user.trim().is_empty() && !typed.password.is_empty();
    let save = Button { enabled, ..Button::primary(None, msg::controls::control_save()) };
    let at = Rect::from_min_size(place.min, vec2(save.width(ui), theme::CONTROL));
    let saved = save.at(ui, at).clicked() && enabled;
    let cancel = Button::plain(None, msg::controls::control_cancel());
    let at = Rect::from_min_size(pos2(at.right() + 10.0, at.top()), vec2(cancel.width(ui), theme::CONTROL));
    let cancelled = cancel.at(ui, at).clicked();
    if saved {
        let signed_in = proxy.with_user(typed.user.trim());
        change_network(draw, |network| network.own_proxy = Some(signed_in));
        draw.send(Command::SetProxyPassword(typed.password.take()));
    } else if !cancelled {
        draw.view.preferences.proxy_sign_in = Some(typed);
    }
}

fn certificate_line(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard, network: &Network) {
    let label = msg::settings::settings_extra_ca();
    let place = card.line(ui, LINE, label, msg::settings::settings_extra_ca_help());
    let choose = Button::plain(None, msg::settings::settings_extra_ca_choose());
    let wide = choose.width(ui);
    let kept = network.extra_ca.as_ref();
    let room = place.width() - wide - 10.0 - if kept.is_some() { 42.0 } else { 0.0 };
    let field = place.with_max_x(place.left() + room.min(330.0));
    let now = kept.map(|path| path.display().to_string()).unwrap_or_default();
    let draft =
        Draft::new(Field { mono: true, ..Field::new(label, msg::settings::settings_extra_ca_hint()) }, field);
    let read = |text: &str| Some((!text.is_empty()).then(|| text.into()));
    if let Some(path) = draft.show(ui, draw, &now, read) {
        change_network(draw, |network| network.extra_ca = path);
    }
    let at = Rect::from_min_size(pos2(field.right() + 10.0, place.top()), vec2(wide, theme::CONTROL));
    if choose.at(ui, at).clicked() {
        draw.out.push(Action::PickCertificate);
    }
    if kept.is_some() {
        let at = Rect::from_min_size(pos2(at.right() + 10.0, place.top()), vec2(32.0, theme::CONTROL));
        if buttons::icon_button(ui, at, Icon::X, msg::settings::settings_extra_ca_remove()).clicked() {
            change_network(draw, |network| network.extra_ca = None);
        }
    }
}

fn addresses_line(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard, network: &Network) {
    let words = (msg::settings::settings_addresses(), msg::settings::settings_addresses_help());
    let choices = [
        (Addresses::Any, msg::settings::settings_addresses_any()),
        (Addresses::Ipv4, msg::settings::settings_addresses_ipv4()),
        (Addresses::Ipv6, msg::settings::settings_addresses_ipv6()),
    ];
    if let Some(addresses) = card.choice(ui, words, network.addresses, &choices) {
        change_network(draw, |network| network.addresses = addresses);
    }
}

/// The test: its heading with what can be done, and what was found.
fn checkup(ui: &mut Ui, draw: &mut Draw<'_>) {
    let (running, found) = (draw.model.examine.is_some(), draw.model.checkup.clone());
    let line = (vec2(ui.available_width(), theme::CONTROL), Layout::left_to_right(Align::Center));
    ui.allocate_ui_with_layout(line.0, line.1, |ui| {
        parts::heading(ui, msg::settings::settings_checkup(), Heading::Part);
        let t = tokens(ui);
        if let Some(found) = &found {
            let at = times::time(found.at, &draw.view.zone);
            parts::label(ui, &at, theme::regular(12.0), t.dim);
        }
        let layout = Layout::right_to_left(Align::Center);
        ui.with_layout(layout, |ui| checkup_buttons(ui, draw, running, found.as_deref()));
    });
    if let Some(found) = found {
        lines(ui, &found);
    } else {
        let color = tokens(ui).dim;
        parts::paragraph(ui, msg::settings::settings_checkup_none(), theme::regular(12.0), color);
    }
}

fn checkup_buttons(ui: &mut Ui, draw: &mut Draw<'_>, running: bool, found: Option<&Checkup>) {
    let word = match (running, found) {
        (true, _) => msg::settings::settings_checkup_running(),
        (false, None) => msg::settings::settings_checkup_run(),
        (false, Some(_)) => msg::settings::settings_checkup_again(),
    };
    // It keeps the keyboard while it runs.
    let run = Button::plain(Some(Icon::RefreshCw), word);
    if run.show(ui).clicked() && !running {
        draw.send(Command::Examine(draw.model.current.clone()));
    }
    if let Some(found) = found {
        let copy = Button::plain(Some(Icon::Copy), msg::settings::settings_checkup_copy());
        if copy.show(ui).clicked() {
            let lines: Vec<String> = found.lines.iter().map(text::check_line).collect();
            draw.out.push(Action::Copy(lines.join("\n")));
        }
    }
}

fn lines(ui: &mut Ui, found: &Checkup) {
    let t = tokens(ui);
    let room = ui.available_width();
    let (name, took) = ((room * 0.24).clamp(90.0, 150.0), 70.0);
    let wide = room - 48.0 - name - took;
    let said: Vec<String> = found.lines.iter().map(|line| text::finding(&line.finding)).collect();
    let tall = |said: &String| {
        (parts::galley(ui, said, theme::regular(12.0), t.dim, wide, 8).size().y + 18.0).max(36.0)
    };
    let heights: Vec<f32> = said.iter().map(tall).collect();
    let (_, whole) = ui.allocate_space(vec2(room, heights.iter().sum()));
    parts::card(ui.painter(), whole, t);
    let mut top = whole.top();
    for ((line, said), tall) in found.lines.iter().zip(&said).zip(heights) {
        let rect = Rect::from_min_size(pos2(whole.left(), top), vec2(room, tall));
        if top > whole.top() {
            parts::hairline(ui.painter(), rect.with_max_y(top), t);
        }
        check_line(ui, rect, line, said, [name, wide]);
        top += tall;
    }
}

fn check_line(ui: &mut Ui, rect: Rect, line: &CheckLine, said: &str, [name, wide]: [f32; 2]) {
    let t = tokens(ui);
    let (tone, glyph) = match line.finding.grade() {
        Grade::Ok => (Tone::Ok, Icon::CircleCheck),
        Grade::Warn => (Tone::Warn, Icon::TriangleAlert),
        Grade::Fail => (Tone::Bad, Icon::CircleX),
        Grade::Skipped => (Tone::Quiet, Icon::CircleDashed),
    };
    parts::icon(ui.painter(), pos2(rect.left() + 24.0, rect.center().y), glyph, 15.0, tone.text(t));
    let at = Rect::from_min_size(pos2(rect.left() + 44.0, rect.top()), vec2(name, rect.height()));
    parts::line(ui, at, text::check(line.check), theme::semibold(13.0), t.text, Align::Min);
    let tall = parts::galley(ui, said, theme::regular(12.0), t.dim, wide, 8).size().y;
    let at = Rect::from_center_size(pos2(at.right() + wide / 2.0, rect.center().y), vec2(wide, tall));
    parts::rows(ui, at, said, theme::regular(12.0), t.dim, 8);
    if let Some(took) = line.took {
        let took = msg::settings::settings_milliseconds(u64::try_from(took.as_millis()).unwrap_or(u64::MAX));
        let at = Rect::from_min_max(
            pos2(rect.right() - 80.0, rect.top()),
            pos2(rect.right() - 14.0, rect.bottom()),
        );
        parts::line(ui, at, &took, theme::regular(12.0), t.dim, Align::Max);
    }
}
