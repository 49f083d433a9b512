//! Connecting a Google Drive: the page on which a person answers is opened once, and again whenever they ask.

use eframe::egui::{Rect, Ui, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::Button;
use crate::ui::kit::controls;
use crate::ui::kit::parts::Tone;
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_text::{self as text, msg};

/// Asks for a connection to the account that is shown.
pub(crate) fn connect(draw: &mut Draw<'_>) {
    draw.send(Command::Connect(draw.model.current.clone(), text::consent_words()));
}

/// Opens each page that is new.
pub(crate) fn open_pages(draw: &mut Draw<'_>) {
    if draw.wire.consents == draw.view.consents {
        return;
    }
    for (account, page) in &draw.wire.consents {
        if draw.view.consents.get(account) != Some(page) {
            draw.out.push(Action::Open(page.url().to_owned()));
        }
    }
    draw.view.consents.clone_from(&draw.wire.consents);
}

/// Says that an answer is awaited, and where.
pub(crate) fn banner(ui: &mut Ui, draw: &mut Draw<'_>) {
    let Some(account) = draw.account().filter(|account| account.connecting.is_some()) else { return };
    let page = draw.wire.consents.get(&account.id).map(|page| page.url().to_owned());
    let again = Button {
        enabled: page.is_some(),
        ..Button::plain(Some(Icon::ExternalLink), msg::connections::connection_open_again()).low()
    };
    let cancel = Button::plain(None, msg::controls::control_cancel()).low();
    let (one, other) = (again.width(ui), cancel.width(ui));
    let (title, sentence) = (msg::connections::connection_title(), msg::connections::connection_waiting());
    let place = controls::banner(ui, Tone::Busy, Icon::Globe, title, sentence, one + other + 10.0);
    let beside = Rect::from_min_size(place.min + vec2(one + 10.0, 0.0), vec2(other, place.height()));
    if again.at(ui, place.with_max_x(place.left() + one)).clicked()
        && let Some(url) = page
    {
        draw.out.push(Action::Open(url));
    }
    if cancel.at(ui, beside).clicked() {
        draw.send(Command::StopConnecting(account.id.clone()));
    }
}
