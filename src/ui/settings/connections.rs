//! The connections of an account to Google Drive.

use eframe::egui::{Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::buttons::{Button, Look};
use crate::ui::kit::parts::{self, Heading, Tone};
use crate::ui::kit::theme;
use crate::ui::library::change_requests;
use crate::ui::library::dialogs::{Deletion, Dialog};
use crate::ui::settings::card::{LINE, LINE_OF_TWO, SettingsCard};
use crate::ui::shell::consent;
use takeup_model::{Account, Change, Connection, ConnectionStatus, List};
use takeup_text::{self as text, msg, times};

/// Draws the connections of the account that is shown.
pub(super) fn card(ui: &mut Ui, draw: &mut Draw<'_>, account: &Account) {
    parts::heading(ui, msg::connections::connection_title(), Heading::Part);
    change_requests::banners(ui, draw, &List::Connections);
    SettingsCard::show(ui, |ui, card| {
        for connection in account.connections.iter() {
            ui.push_id(&connection.id.0, |ui| line(ui, draw, card, connection));
        }
        let title = msg::connections::connection_drive();
        let place = card.line(ui, LINE_OF_TWO, title, msg::connections::connection_help());
        let button = Button {
            enabled: account.connecting.is_none(),
            ..Button::plain(Some(Icon::Plus), msg::connections::connection_connect())
        };
        let wide = button.width(ui);
        if button.at(ui, Rect::from_min_size(place.min, vec2(wide, theme::CONTROL))).clicked() {
            consent::connect(draw);
        }
        let trouble = account.connections.state.trouble.as_ref().map(text::ask_failure);
        let rest = Rect::from_min_max(pos2(place.left() + wide + 14.0, place.top()), place.max);
        if let Some(why) = trouble {
            parts::rows(ui, rest, &why, theme::regular(12.0), theme::tokens(ui).bad_text, 2);
        }
    });
}

fn line(ui: &mut Ui, draw: &mut Draw<'_>, card: &mut SettingsCard, connection: &Connection) {
    let day = |at| times::date(at, &draw.view.zone);
    let since = connection.connected.map(|at| msg::connections::connection_since(day(at)));
    let name = connection.name();
    let place = card.line(ui, LINE, name, &since.unwrap_or_default());
    let label = msg::connections::connection_remove();
    let named = msg::accounts::account_remedy(label, name);
    let button = Button { name: Some(&named), look: Look::Danger, ..Button::plain(None, label) };
    let wide = button.width(ui);
    let at = Rect::from_min_size(pos2(place.right() - wide, place.top()), vec2(wide, theme::CONTROL));
    if button.at(ui, at).clicked() {
        let change = Change::RemoveConnection { connection: connection.id.clone(), name: name.to_owned() };
        draw.view.dialog = Some(Dialog::Delete(Deletion::of(vec![change])));
    }
    let (tone, glyph) = match connection.status {
        ConnectionStatus::Active => (Tone::Ok, Icon::CircleCheck),
        ConnectionStatus::Expired | ConnectionStatus::Revoked => (Tone::Warn, Icon::TriangleAlert),
        ConnectionStatus::Other(_) => (Tone::Quiet, Icon::Clock),
    };
    let pill = place.with_max_x(at.left() - 10.0);
    parts::pill(ui, pill, tone, glyph, &text::connection_status(&connection.status));
}
