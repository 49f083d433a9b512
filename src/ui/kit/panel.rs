//! The panel beside a page: one thing with everything that is known of it.

use eframe::egui::{
    Align, CornerRadius, Rect, Response, ScrollArea, Stroke, Ui, UiBuilder, accesskit::Live, pos2, vec2,
};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::parts;
use crate::ui::kit::shortcuts;
use crate::ui::kit::table::not_yet;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::{asset_detail, contents};
use crate::ui::shell::frame;
use crate::ui::shell::view::{Page, View};
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{Account, OpenDetail, Subject};
use takeup_text::{self as text, msg};

const WIDE: f32 = 330.0;
const PAD: f32 = 18.0;
/// What a page keeps of its width beside the panel.
const PAGE: f32 = 540.0;

/// How much of the page the panel takes, if anything is opened: a strip of it, or all where there is little room.
pub(crate) fn width(view: &View, room: f32) -> Option<f32> {
    subject(view).map(|_| if room >= PAGE + WIDE { WIDE } else { room })
}

/// What is opened beside the page.
fn subject(view: &View) -> Option<Subject> {
    match view.page {
        Page::Assets => view.assets.open.clone().map(Subject::Asset),
        Page::Indexes => view.indexes.open.clone().map(Subject::Index),
        Page::Stores => view.stores.open.clone().map(Subject::Store),
        Page::Uploads | Page::Tasks | Page::Watched | Page::Settings => None,
    }
}

fn close(view: &mut View) {
    match view.page {
        Page::Assets => view.assets.open = None,
        Page::Indexes => view.indexes.open = None,
        Page::Stores => view.stores.open = None,
        Page::Uploads | Page::Tasks | Page::Watched | Page::Settings => {}
    }
}

/// Draws the panel.
pub(crate) fn panel_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let (rect, t) = (ui.max_rect(), tokens(ui));
    ui.painter().rect_filled(rect, CornerRadius::ZERO, t.side);
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, t.line));
    let (Some(subject), Some(account)) = (subject(draw.view), draw.account()) else { return };
    if draw.view.focus.leaves_escape() && shortcuts::CLOSE.pressed(ui) {
        return close(draw.view);
    }
    let inner = Rect::from_min_max(rect.min + vec2(PAD, 18.0), rect.max - vec2(PAD, 0.0));
    let cross = Rect::from_min_size(pos2(inner.right() - 24.0, inner.top() - 5.0), vec2(28.0, 28.0));
    let title = Rect::from_min_max(inner.min, pos2(cross.left() - 8.0, inner.top() + 19.0));
    let named = name(account, &subject);
    let id = parts::line(ui, title, &named, theme::semibold(15.0), t.text, Align::Min).id;
    parts::as_heading(ui, id, &named, parts::Heading::Dialog);
    // It opens beside where the keyboard is.
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(Live::Polite));
    if buttons::icon_button(ui, cross, Icon::X, msg::controls::panel_close()).clicked() {
        return close(draw.view);
    }
    let body = Rect::from_min_max(pos2(inner.left(), inner.top() + 30.0), inner.max);
    frame::within(ui, ("panel", &subject), body, |ui| {
        ui.set_clip_rect(body.expand2(vec2(PAD, 0.0)));
        ui.spacing_mut().item_spacing = vec2(0.0, 4.0);
        match &subject {
            Subject::Asset(id) => {
                // The scroll bar has the margin, so that it hides no figure.
                let (width, place) = (ui.available_width(), ui.max_rect());
                let wide = place.with_max_x(place.right() + PAD - 2.0);
                ui.scope_builder(UiBuilder::new().max_rect(wide), |ui| {
                    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                        ui.set_max_width(width);
                        asset_detail::asset_ui(ui, draw, id);
                    });
                });
            }
            Subject::Index(id) => contents::index_ui(ui, draw, id),
            Subject::Store(id) => contents::store_ui(ui, draw, id),
        }
    });
}

fn name(account: &Account, subject: &Subject) -> String {
    let named = match subject {
        Subject::Asset(id) => {
            account.assets.get(&id.0).map(|asset| asset.filename.clone()).or_else(|| {
                opened(account, subject)?.asset.as_ref().map(|detail| detail.asset.filename.clone())
            })
        }
        Subject::Index(id) => account.indexes.get(&id.0).map(|index| index.name.clone()),
        Subject::Store(id) => account.store(id).map(|store| store.name.clone()),
    };
    named.filter(|name| !name.is_empty()).unwrap_or_else(|| match subject {
        Subject::Asset(id) => id.0.clone(),
        Subject::Index(id) => id.0.clone(),
        Subject::Store(id) => id.0.clone(),
    })
}

/// What the engine knows of this, if it is what it was told is looked at.
pub(crate) fn opened<'a>(account: &'a Account, subject: &Subject) -> Option<&'a OpenDetail> {
    account.opened.as_ref().filter(|opened| opened.subject == *subject)
}

/// A name and its value, at the two ends of a line.
pub(crate) fn fact(ui: &mut Ui, key: &str, value: &str) {
    let t = tokens(ui);
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), 24.0));
    let wide = parts::width(ui, key, theme::regular(12.0)).ceil().min(line.width() * 0.55) + 1.0;
    let place = Rect::from_min_size(line.min, vec2(wide, line.height()));
    parts::line(ui, place, key, theme::regular(12.0), t.dim, Align::Min);
    let place = Rect::from_min_max(pos2(place.right() + 12.0, line.top()), line.max);
    parts::line(ui, place, value, theme::regular(13.0), t.text, Align::Max);
}

/// A title with a line above, and a button at its right. Returns whether that was pressed.
pub(crate) fn section(ui: &mut Ui, title: &str, button: Option<Button<'_>>) -> bool {
    section_with(ui, title, button).is_some_and(|button| button.clicked())
}

/// The same, for a button that opens a menu.
pub(crate) fn section_with(ui: &mut Ui, title: &str, button: Option<Button<'_>>) -> Option<Response> {
    let t = tokens(ui);
    ui.add_space(8.0);
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), 1.0));
    ui.painter().hline(line.x_range(), line.center().y, Stroke::new(1.0, t.line));
    ui.add_space(4.0);
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), 30.0));
    let wide = button.as_ref().map_or(0.0, |button| button.width(ui));
    let place = Rect::from_min_max(line.min, pos2(line.right() - wide - 8.0, line.bottom()));
    let id = parts::line(ui, place, title, theme::semibold(13.0), t.text, Align::Min).id;
    parts::as_heading(ui, id, title, parts::Heading::Part);
    let place = Rect::from_min_size(pos2(line.right() - wide, line.top() + 1.0), vec2(wide, 28.0));
    // Two parts may have a button of the same words.
    ui.push_id(title, |ui| button.map(|button| button.low().at(ui, place))).inner
}

/// An ID with a button to copy it.
pub(crate) fn id_line(ui: &mut Ui, left: f32, line: Rect, id: &str, name: &str, out: &mut Vec<Action>) {
    let t = tokens(ui);
    let room = line.right() - left - 32.0;
    let wide = parts::width(ui, id, theme::mono(12.0)).ceil().min(room) + 1.0;
    let place = Rect::from_min_size(pos2(left, line.top()), vec2(wide, line.height()));
    parts::line(ui, place, id, theme::mono(12.0), t.dim, Align::Min);
    let copy = Rect::from_center_size(pos2(place.right() + 15.0, line.center().y), vec2(28.0, 28.0));
    if buttons::named_icon_button(ui, copy, Icon::Copy, msg::controls::id_copy(), name).clicked() {
        out.push(Action::Copy(id.to_owned()));
    }
}

/// Says that something is being asked for, or why it did not come, with a way to ask again.
pub(crate) fn waiting(ui: &mut Ui, opened: Option<&OpenDetail>, account: &Account, out: &mut Vec<Action>) {
    let t = tokens(ui);
    let loading = not_yet(account, msg::assets::asset_loading());
    let Some(opened) = opened else {
        parts::paragraph(ui, loading, theme::regular(12.0), t.dim);
        return;
    };
    if let Some(trouble) = &opened.state.trouble {
        parts::paragraph(ui, &text::happened(trouble), theme::regular(12.0), t.bad_text);
        if Button::plain(Some(Icon::RefreshCw), msg::controls::panel_retry()).low().show(ui).clicked() {
            out.push(Command::Open(account.id.clone(), Some(opened.subject.clone())).into());
        }
    } else if opened.asset.is_none() {
        parts::paragraph(ui, loading, theme::regular(12.0), t.dim);
    }
}
