//! Changes that were asked for and could not be made: why, and what can be done about it.

use eframe::egui::{Rect, Ui, pos2};
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::controls;
use crate::ui::kit::parts::{self, Button, Look, Tone};
use takeup_engine::Command;
use takeup_model::{Change, ChangeRequest, ChangeRequestNo, FailureKind, List};
use takeup_text::{self as text, msg};

/// So many are shown at once; the rest follow when these are settled.
const MOST: usize = 2;

/// Whether a change like this was asked for and is not done yet.
pub(crate) fn open(draw: &Draw<'_>, like: impl Fn(&Change) -> bool) -> bool {
    let Some(account) = draw.account() else { return false };
    account.change_requests.values().any(|request| request.open() && like(&request.change))
}

/// Shows what failed among the changes that belong to this page.
pub(crate) fn banners(ui: &mut Ui, draw: &mut Draw<'_>, page: &List) {
    let Some(account) = draw.account() else { return };
    let failed = |request: &ChangeRequest| request.failure.is_some() && belongs(&request.change, page);
    for (number, request) in account.change_requests.iter().filter(|(_, request)| failed(request)).take(MOST)
    {
        ui.push_id(number.0, |ui| banner(ui, draw, *number, request));
    }
}

/// Which page shows a change: what is inside an index or a knowledge store belongs to the page that opens it.
fn belongs(change: &Change, page: &List) -> bool {
    match change.list() {
        List::Indexed(_) => *page == List::Indexes || *page == List::Tasks,
        List::Items(_) => *page == List::Stores,
        other @ (List::Assets | List::Indexes | List::Tasks | List::Stores | List::Sessions) => {
            other == *page
        }
    }
}

/// The same change, made whatever refers to the asset.
fn forced(change_request: &ChangeRequest) -> Option<Change> {
    let conflict = change_request.failure.as_ref().is_some_and(|why| why.kind == FailureKind::Conflict);
    if let (Change::DeleteAsset { asset, name, force: false }, true) = (&change_request.change, conflict) {
        Some(Change::DeleteAsset { asset: asset.clone(), name: name.clone(), force: true })
    } else {
        None
    }
}

fn banner(ui: &mut Ui, draw: &mut Draw<'_>, number: ChangeRequestNo, change_request: &ChangeRequest) {
    let account = &draw.model.current;
    let Some(why) = &change_request.failure else { return };
    let force = forced(change_request);
    let (title, sentence) = (
        text::not_changed(&change_request.change),
        text::change_request_failure(&change_request.change, why),
    );
    let names = (msg::changes::change_retry_named(&title), msg::changes::change_force_named(&title));
    let again = Button::plain(None, msg::changes::change_retry());
    let again = Button { look: Look::Warning, name: Some(&names.0), ..again }.low();
    let anyway = Button::plain(None, msg::changes::change_force());
    let anyway = Button { look: Look::Danger, name: Some(&names.1), ..anyway }.low();
    let wide = (again.width(ui), if force.is_some() { anyway.width(ui) + 8.0 } else { 0.0 });
    let keep = wide.0 + wide.1 + 36.0;
    let place = controls::banner(ui, Tone::Warn, Icon::TriangleAlert, &title, &sentence, keep);
    let cross = Rect::from_min_max(pos2(place.right() - 28.0, place.top()), place.max);
    let dismiss = msg::changes::change_dismiss_named(&title);
    if parts::named_icon_button(ui, cross, Icon::X, msg::changes::change_dismiss(), &dismiss).clicked() {
        draw.send(Command::DismissChange(account.clone(), number));
    }
    let right = cross.left() - 8.0;
    let button = Rect::from_min_max(pos2(right - wide.0, place.top()), pos2(right, place.bottom()));
    if again.at(ui, button).clicked() {
        draw.send(Command::RetryChange(account.clone(), number));
    }
    if let Some(change) = force {
        let right = button.left() - 8.0;
        let button = Rect::from_min_max(pos2(right - wide.1 + 8.0, place.top()), pos2(right, place.bottom()));
        if anyway.at(ui, button).clicked() {
            draw.send(Command::RequestChanges(account.clone(), vec![change]));
        }
    }
}
