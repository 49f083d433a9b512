//! Changes that were asked for and could not be made: why, and what can be done about it.

use eframe::egui::{Rect, Ui, pos2};
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::buttons::{self, Button, Look};
use crate::ui::kit::controls;
use crate::ui::kit::parts::Tone;
use takeup_engine::Command;
use takeup_model::{Change, ChangeRequest, ChangeRequestNo, FailureKind, List, shown};
use takeup_text::{self as text, msg, numbers};

/// Whether a change like this was asked for and is not done yet.
pub(crate) fn open(draw: &Draw<'_>, like: impl Fn(&Change) -> bool) -> bool {
    let Some(account) = draw.account() else { return false };
    account.change_requests.values().any(|request| request.open() && like(&request.change))
}

/// Shows what failed among the changes that belong to this page, those with the same reason together.
pub(crate) fn banners(ui: &mut Ui, draw: &mut Draw<'_>, page: &List) {
    let Some(account) = draw.account() else { return };
    let mut groups: Vec<(String, Failures<'_>)> = Vec::new();
    for (number, request) in &account.change_requests {
        let Some(why) = request.failure.as_ref().filter(|_| belongs(&request.change, page)) else { continue };
        let reason = text::change_request_failure(&request.change, why);
        match groups.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, failures)) => failures.push((*number, request)),
            None => groups.push((reason, vec![(*number, request)])),
        }
    }
    for (reason, failures) in groups {
        ui.push_id(&reason, |ui| banner(ui, draw, &reason, &failures));
    }
}

/// Changes that failed for the same reason.
type Failures<'a> = Vec<(ChangeRequestNo, &'a ChangeRequest)>;

/// Which page shows a change: what is inside an index or a knowledge store belongs to the page that opens it.
fn belongs(change: &Change, page: &List) -> bool {
    match change.list() {
        List::Indexed(_) => *page == List::Indexes || *page == List::Tasks,
        List::Items(_) | List::Collections(_) => *page == List::Stores,
        other @ (List::Assets
        | List::Indexes
        | List::Tasks
        | List::Stores
        | List::Sessions
        | List::Connections) => other == *page,
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

fn banner(ui: &mut Ui, draw: &mut Draw<'_>, reason: &str, failures: &Failures<'_>) {
    let account = &draw.model.current;
    let force: Vec<Change> = failures.iter().filter_map(|(_, request)| forced(request)).collect();
    let (title, sentence) = if let [(_, only)] = &failures[..] {
        (text::not_changed(&only.change), reason.to_owned())
    } else {
        let names: Vec<String> =
            failures.iter().map(|(_, request)| shown(request.change.name()).into_owned()).collect();
        let names = numbers::commas(&names);
        (msg::changes::change_failed_several(failures.len()), [names.as_str(), reason].join("\n"))
    };
    let names = (msg::changes::change_retry_named(&title), msg::changes::change_force_named(&title));
    let again = Button::plain(None, msg::changes::change_retry());
    let again = Button { look: Look::Warning, name: Some(&names.0), ..again }.low();
    let anyway = Button::plain(None, msg::changes::change_force());
    let anyway = Button { look: Look::Danger, name: Some(&names.1), ..anyway }.low();
    let wide = (again.width(ui), if force.is_empty() { 0.0 } else { anyway.width(ui) + 8.0 });
    let keep = wide.0 + wide.1 + 36.0;
    let place = controls::banner(ui, Tone::Warn, Icon::TriangleAlert, &title, &sentence, keep);
    let cross = Rect::from_min_max(pos2(place.right() - 28.0, place.top()), place.max);
    let again_at = Rect::from_min_max(
        pos2(cross.left() - 8.0 - wide.0, place.top()),
        pos2(cross.left() - 8.0, place.bottom()),
    );
    let right = again_at.left() - 8.0;
    let anyway_at = Rect::from_min_max(pos2(right - wide.1 + 8.0, place.top()), pos2(right, place.bottom()));
    if !force.is_empty() && anyway.at(ui, anyway_at).clicked() {
        draw.send(Command::RequestChanges(account.clone(), force));
    }
    let numbers = failures.iter().map(|(number, _)| *number);
    if again.at(ui, again_at).clicked() {
        numbers.clone().for_each(|number| draw.send(Command::RetryChange(account.clone(), number)));
    }
    let dismiss = msg::changes::change_dismiss_named(&title);
    if buttons::named_icon_button(ui, cross, Icon::X, msg::changes::change_dismiss(), &dismiss).clicked() {
        numbers.for_each(|number| draw.send(Command::DismissChange(account.clone(), number)));
    }
}
