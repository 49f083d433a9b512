//! The frame around every page: the sidebar, and the head of a page.

use eframe::egui::{
    self, Align, CornerRadius, Id, Layout, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::controls;
use crate::ui::kit::parts::Tip as _;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::kit::{buttons, panel, parts};
use crate::ui::library::item_collections;
use crate::ui::shell::accounts::{self, connection, name};
use crate::ui::shell::status_line::status_line;
use crate::ui::shell::view::Page;
use crate::ui::shell::{announce, consent, focus, notices, welcome};
use crate::ui::uploads::{created, stills, undo};
use takeup_engine::Command;
use takeup_model::{Account, List};
use takeup_text::msg;

/// Draws the whole window.
pub fn window_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| {
        node.set_label(msg::window::window_title());
    });
    focus::keep(ui, &mut draw.view.focus);
    for created in draw.view.take_news(draw.model, draw.now) {
        created::choose(draw, created);
    }
    notices::take_input(ui, draw);
    tell_what_is_viewed(draw);
    let window = ui.max_rect();
    ui.painter().rect_filled(window, CornerRadius::ZERO, tokens(ui).ground);
    if welcome::wanted(draw) {
        welcome::first_ui(ui, draw);
    } else {
        let side = if window.width() < theme::FOLD { 56.0 } else { 196.0 };
        let split = window.left() + side;
        let location = Rect::from_min_max(window.min, pos2(split, window.bottom()));
        within(ui, "sidebar", location, |ui| sidebar(ui, draw));
        let beside = panel::width(draw.view, window.right() - split);
        let right = window.right() - beside.unwrap_or(0.0);
        let pad = if side < 100.0 { 14.0 } else { f32::from(theme::PAGE) };
        let location = Rect::from_min_max(
            pos2(split + pad, window.top() + if side < 100.0 { 12.0 } else { 18.0 }),
            pos2(right - pad, window.bottom() - 29.0 - GAP_BELOW),
        );
        if location.width() > 0.0 {
            within(ui, ("page", draw.view.page.title()), location, |ui| page_in(ui, draw));
        }
        if beside.is_some() {
            let location = Rect::from_min_max(pos2(right, window.top()), window.max);
            within(ui, "panel", location, |ui| panel::panel_ui(ui, draw));
        }
        let location = Rect::from_min_max(pos2(split, window.bottom() - 29.0), pos2(right, window.bottom()));
        within(ui, "status", location, |ui| status_line(ui, draw));
    }
    notices::overlays(ui, draw);
    announce::announce(ui, draw);
}

const GAP_BELOW: f32 = 14.0;
/// What the bar of a page that scrolls has beside it.
pub(crate) const BAR: f32 = 4.0;
/// A page needs this height. Large text in a small window leaves less.
const LEAST: f32 = 360.0;

/// Draws the page, which scrolls as a whole where it has less room than it needs.
fn page_in(ui: &mut Ui, draw: &mut Draw<'_>) {
    if ui.available_height() >= LEAST {
        return page(ui, draw);
    }
    ScrollArea::vertical().id_salt("low").auto_shrink(false).show(ui, |ui| {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), LEAST));
        within(ui, "page", rect, |ui| page(ui, draw));
    });
}

pub(crate) fn page(ui: &mut Ui, draw: &mut Draw<'_>) {
    ui.spacing_mut().item_spacing = vec2(10.0, theme::GAP);
    match draw.view.page {
        Page::Uploads => crate::ui::uploads_ui(ui, draw),
        Page::Assets => crate::ui::assets_ui(ui, draw),
        Page::Tasks => crate::ui::tasks_ui(ui, draw),
        Page::Indexes => crate::ui::indexes_ui(ui, draw),
        Page::Stores => crate::ui::stores_ui(ui, draw),
        Page::Watched => crate::ui::watched_ui(ui, draw),
        Page::Settings => crate::ui::preferences_ui(ui, draw),
    }
}

/// Draws inside `rect` without moving the cursor of what is around it.
pub(crate) fn within<R>(
    ui: &mut Ui,
    salt: impl egui::AsIdSalt,
    rect: Rect,
    contents: impl FnOnce(&mut Ui) -> R,
) -> R {
    let mut child =
        ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(Layout::top_down(Align::Min)));
    child.shrink_clip_rect(rect.expand(4.0));
    contents(&mut child)
}

/// The engine keeps fresh what is looked at, and only that.
fn tell_what_is_viewed(draw: &mut Draw<'_>) {
    consent::open_pages(draw);
    let Some(account) = draw.account() else { return };
    accounts::follow(draw, account);
    let wanted = draw.view.list().map(|list| (account.id.clone(), list));
    if wanted != draw.view.viewed {
        draw.send(Command::View(account.id.clone(), draw.view.list()));
        draw.view.viewed = wanted;
    }
    let wanted = draw.view.subject().map(|subject| (account.id.clone(), subject));
    if wanted != draw.view.opened {
        draw.send(Command::Open(account.id.clone(), draw.view.subject()));
        draw.view.opened = wanted;
    }
    if draw.view.page != Page::Uploads {
        stills::tell(draw);
    }
    // Jobs go into indexes and stores by ID; a person knows them by name.
    if account.open() && draw.view.named.as_ref() != Some(&account.id) {
        draw.view.named = Some(account.id.clone());
        for (list, unknown) in [
            (List::Indexes, account.indexes.state.loaded.is_none()),
            (List::Stores, account.stores.state.loaded.is_none()),
            (List::Sessions, account.sessions.state.loaded.is_none()),
        ] {
            if unknown {
                draw.send(Command::Refresh(account.id.clone(), list));
            }
        }
        for store in item_collections::unnamed(draw, account) {
            draw.send(item_collections::load(account, &store));
        }
    }
}

fn sidebar(ui: &mut Ui, draw: &mut Draw<'_>) {
    let (rect, t) = (ui.max_rect(), tokens(ui));
    let folded = rect.width() < 100.0;
    ui.painter().rect_filled(rect, CornerRadius::ZERO, t.side);
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, t.line));
    let active = draw
        .model
        .shown_jobs()
        .filter(|job| accounts::under_way(job) && !undo::cancelled(draw.view, job.id))
        .count();
    if let Some(account) = draw.account() {
        draw.view.tasks.merged.of(draw.model, account);
    }
    let running = draw.view.tasks.merged.running();
    let settings = draw.model.settings.account(&draw.model.current);
    let watched = settings.map_or(0, |account| account.watched.iter().filter(|folder| folder.on).count());
    let pages = [
        (Page::Uploads, Icon::Upload, active),
        (Page::Assets, Icon::Film, 0),
        (Page::Tasks, Icon::ListChecks, running),
        (Page::Indexes, Icon::Layers, 0),
        (Page::Stores, Icon::Library, 0),
        (Page::Watched, Icon::FolderSearch, watched),
    ];
    // Where there is little room, the brand gives way, then the gaps.
    let (brand_tall, step, others) = if folded { (54.0, 39.0, 72.0) } else { (62.0, 36.0, 74.0 + 42.0) };
    let room = rect.height() - others;
    let branded = brand_tall + step * 6.0 <= room;
    if branded {
        brand(ui, rect, folded);
    }
    let start = if branded { brand_tall } else { 8.0 };
    let step = step.min((room - start) / 6.0);
    let mut top = rect.top() + start;
    for (page, icon, count) in pages {
        if page == Page::Indexes && !folded {
            let title = Rect::from_min_size(pos2(rect.left() + 22.0, top + 8.0), vec2(150.0, 34.0));
            parts::line(
                ui,
                title,
                msg::window::sidebar_destinations(),
                theme::medium(11.0),
                t.faint,
                Align::Min,
            );
            top += 42.0;
        }
        let location = if folded {
            Rect::from_min_size(pos2(rect.left() + 8.0, top), vec2(39.0, step - 2.0))
        } else {
            Rect::from_min_size(pos2(rect.left() + 12.0, top), vec2(171.0, step - 2.0))
        };
        if (NavItem { page, icon, count, on: draw.view.page == page }).show(ui, location, folded).clicked() {
            draw.view.page = page;
        }
        top += step;
    }
    account_chip(ui, draw, rect, folded);
}

fn brand(ui: &mut Ui, rect: Rect, folded: bool) {
    let t = tokens(ui);
    let left = if folded { 15.0 } else { 20.0 };
    let top = if folded { 14.0 } else { 18.0 };
    let location = Rect::from_min_size(rect.min + vec2(left, top), vec2(26.0, 26.0));
    ui.painter().rect_filled(location, CornerRadius::same(7), t.accent);
    parts::icon(ui.painter(), location.center(), Icon::Clapperboard, 15.0, t.on_accent);
    if !folded {
        let name = Rect::from_min_size(pos2(rect.left() + 56.0, location.top()), vec2(120.0, 26.0));
        parts::line(ui, name, msg::window::window_title(), theme::semibold(15.5), t.text, Align::Min);
    }
}

/// A page in the sidebar.
struct NavItem {
    page: Page,
    icon: Icon,
    count: usize,
    on: bool,
}

impl NavItem {
    fn show(self, ui: &mut Ui, rect: Rect, folded: bool) -> Response {
        let t = tokens(ui);
        let id = ui.make_persistent_id(("page", self.page.title()));
        let response = ui.interact(rect, id, Sense::click());
        let name = if self.count > 0 {
            msg::window::page_counted(self.page.title(), self.count)
        } else {
            self.page.title().to_owned()
        };
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, self.on, &name));
        if self.on {
            focus::fall_back_to(ui, response.id);
        }
        let (fill, color) = match (self.on, response.hovered()) {
            (true, _) => (t.selected, t.text),
            (false, true) => (t.hover, t.text),
            (false, false) => (theme::CLEAR, t.dim),
        };
        ui.painter().rect_filled(rect, CornerRadius::same(theme::RADIUS), fill);
        parts::focus_ring(ui, rect, &response);
        let x = if folded { rect.center().x } else { rect.left() + 19.0 };
        parts::icon(ui.painter(), pos2(x, rect.center().y), self.icon, 16.0, color);
        if folded {
            if self.count > 0 {
                parts::badge(ui, pos2(rect.right() + 3.0, rect.top() + 5.0), self.count, self.on);
            }
            return response.tip(name);
        }
        let left = rect.left() + 37.0;
        let mut end = rect.right() - 6.0;
        if self.count > 0 {
            // A long name moves the number to the edge.
            let wide = parts::width(ui, self.page.title(), theme::medium(13.0)).ceil();
            let right = (left + wide + 26.0).clamp(rect.right() - 10.0, rect.right() - 1.0);
            end = parts::badge(ui, pos2(right, rect.center().y), self.count, self.on).left() - 4.0;
        }
        let words = parts::galley(ui, self.page.title(), theme::medium(13.0), color, end - left, 1);
        let location = pos2(left, rect.center().y - words.size().y / 2.0).round();
        ui.painter().galley(location, words, color);
        response
    }
}

fn account_chip(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, folded: bool) {
    let t = tokens(ui);
    let height = if folded { 72.0 } else { 74.0 };
    let line = rect.bottom() - height;
    ui.painter().hline(rect.left() + 12.0..=rect.right() - 13.0, line, Stroke::new(1.0, t.line));
    let (gear, body) = if folded {
        (
            Rect::from_center_size(pos2(rect.left() + 27.5, line + 24.0), vec2(30.0, 30.0)),
            Rect::from_center_size(pos2(rect.left() + 27.5, line + 54.0), vec2(30.0, 28.0)),
        )
    } else {
        (
            Rect::from_center_size(pos2(rect.left() + 167.0, line + 35.0), vec2(30.0, 30.0)),
            Rect::from_min_max(
                pos2(rect.left() + 12.0, line + 8.0),
                pos2(rect.left() + 150.0, rect.bottom() - 6.0),
            ),
        )
    };
    // From left to right, and from top to bottom.
    if folded {
        gear_button(ui, draw, gear);
    }
    if let Some(account) = draw.account() {
        chip(ui, draw, account, body, folded);
    }
    if !folded {
        gear_button(ui, draw, gear);
    }
}

fn chip(ui: &mut Ui, draw: &mut Draw<'_>, account: &Account, body: Rect, folded: bool) {
    let t = tokens(ui);
    let (word, good) = connection(account);
    let id = ui.make_persistent_id("account");
    let response = ui.interact(body, id, Sense::click());
    let whole = msg::window::account_state(name(account), &word);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &whole));
    if response.hovered() {
        ui.painter().rect_filled(body, CornerRadius::same(theme::RADIUS), t.hover);
    }
    parts::focus_ring(ui, body, &response);
    let dot = if folded { body.center() } else { pos2(body.left() + 12.0, body.center().y) };
    let color = if good { t.ok_text } else { t.warn_text };
    if folded && accounts::practises(account) {
        // Without its name, practice would look like the real thing.
        parts::icon(ui.painter(), dot, Icon::FlaskConical, 16.0, color);
    } else {
        ui.painter().circle_filled(dot, 4.0, color);
    }
    if !folded {
        let name = parts::galley(ui, name(account), theme::medium(12.0), t.text, 108.0, 1);
        let state = parts::galley(ui, &word, theme::regular(12.0), t.dim, 110.0, 3);
        let top = body.center().y - f32::midpoint(name.size().y, state.size().y);
        let left = body.left() + 25.0;
        let below = top + name.size().y;
        ui.painter().galley(pos2(left, top).round(), name, t.text);
        ui.painter().galley(pos2(left, below).round(), state, t.dim);
    }
    let response = if folded { response.tip(whole) } else { response };
    controls::menu(&response, msg::accounts::accounts_title(), |ui| accounts::menu(ui, draw));
}

fn gear_button(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect) {
    let on = draw.view.page == Page::Settings;
    if on {
        ui.painter().rect_filled(rect, CornerRadius::same(theme::RADIUS), tokens(ui).selected);
    }
    let gear = buttons::icon_button(ui, rect, Icon::Settings, Page::Settings.title());
    gear.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, Page::Settings.title()));
    if gear.clicked() {
        draw.view.page = Page::Settings;
    }
}

/// The head of a page: its title, how many there are, and what can be done, from left to right. What can be done ends at
/// the right: see [`push_right`].
pub(crate) fn header(ui: &mut Ui, title: &str, count: Option<&str>, right: impl FnOnce(&mut Ui)) {
    let t = tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::CONTROL));
    let wide = parts::width(ui, title, theme::semibold(19.0)).ceil() + 1.0;
    let location = Rect::from_min_size(rect.min, vec2(wide, rect.height()));
    let id = parts::line(ui, location, title, theme::semibold(19.0), t.text, Align::Min).id;
    parts::as_heading(ui, id, title, parts::Heading::Page);
    let mut used = location.right();
    if let Some(text) = count {
        let room = parts::width(ui, text, theme::regular(12.0)).ceil() + 1.0;
        let location = Rect::from_min_size(pos2(used + 10.0, rect.top()), vec2(room, rect.height()));
        parts::line(ui, location, text, theme::regular(12.0), t.dim, Align::Min);
        used = location.right();
    }
    let location = Rect::from_min_max(pos2(used + 16.0, rect.top()), rect.max);
    let builder =
        UiBuilder::new().id_salt("head").max_rect(location).layout(Layout::left_to_right(Align::Center));
    let mut child = ui.new_child(builder);
    right(&mut child);
}

/// Leaves as much room as brings things of these widths to the right end.
pub(crate) fn push_right(ui: &mut Ui, widths: &[f32]) {
    let gap = ui.spacing().item_spacing.x;
    let used: f32 = widths.iter().filter(|wide| **wide > 0.0).map(|wide| wide + gap).sum();
    ui.add_space((ui.available_width() + gap - used).max(0.0));
}

/// A place at the top of the layers, for what floats.
pub(crate) fn floating(name: &'static str) -> egui::LayerId {
    egui::LayerId::new(egui::Order::Foreground, Id::unique(name))
}
