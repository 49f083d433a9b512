//! A table in a card: heads that sort, rows that can be picked, columns that give way, and only the rows in sight.

mod columns;
pub(crate) mod keys;
mod picks;
mod state;
mod table_state;

use std::hash::Hash;
use std::sync::Arc;

use eframe::egui::{
    self, Align, CornerRadius, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, accesskit,
    pos2, vec2,
};
use lucide_icons::Icon;

pub(crate) use columns::{Column, alphabetic};
pub(crate) use picks::Picks;
pub(crate) use state::{Empty, MoreRow, loaded, not_yet, ready, search, search_width};
pub(crate) use table_state::{TableRow, TableState};

use crate::ui::kit::theme::{self, Tokens, tokens};
use crate::ui::kit::{buttons, controls, parts};
use crate::ui::shell::{focus, frame};

use takeup_text::msg;

const HEAD: f32 = 39.0;
const PAD: f32 = 17.0;
const PICK: f32 = 34.0;
const MENU: f32 = 32.0;

/// What a table is made of, whatever stands in it.
pub(crate) struct Table<'a, T> {
    /// What it is called.
    pub(crate) name: &'static str,
    /// Its columns.
    pub(crate) columns: &'a [Column<T>],
    /// How tall a row is.
    pub(crate) tall: f32,
    /// Whether the platform has more.
    pub(crate) more: Option<MoreRow>,
    /// The row that is opened beside the table.
    pub(crate) open: Option<&'a str>,
}

/// What a page draws of one row.
pub(crate) enum Piece {
    /// What stands in its cells.
    Cells(Cells),
    /// What its menu offers.
    Menu,
    /// What the menu of all picked rows offers, of which it is one.
    Picked,
}

/// The cell of a row that is drawn. A row is drawn cell by cell, without those of columns that gave way.
#[derive(Clone, Copy)]
pub(crate) struct Cells {
    column: usize,
    cell: Rect,
}

impl Cells {
    /// The cell, if it is in this column.
    pub(crate) fn at(self, column: usize) -> Option<Rect> {
        (self.column == column).then_some(self.cell)
    }
}

/// What was asked of a table.
#[derive(Debug, Default)]
pub(crate) struct TableRequest {
    /// Open the row of this ID.
    pub(crate) open: Option<String>,
    /// Take away what is picked, or the row of the keyboard.
    pub(crate) remove: bool,
    /// Load more.
    pub(crate) more: bool,
    /// Where the head would be, while rows are picked: the page draws the bar there.
    pub(crate) bar: Option<Rect>,
}

/// What one table stands on in one frame.
struct Ground<'a, T> {
    rows: Vec<&'a T>,
    ids: Vec<&'a String>,
    places: Vec<Option<(f32, f32)>>,
    whole: Response,
    /// How many rows are picked.
    picked: usize,
}

impl<T: TableRow> Table<'_, T> {
    /// Draws the rows at these places of the items.
    pub(crate) fn show(
        &self,
        ui: &mut Ui,
        items: &[T],
        shown: &Arc<[usize]>,
        kept: &mut TableState<T>,
        draw: impl FnMut(&mut Ui, &T, Piece),
    ) -> TableRequest {
        let (t, width) = (tokens(ui), ui.available_width());
        let count = shown.len() + usize::from(self.more.is_some());
        let content = f32::from(u16::try_from(count).unwrap_or(u16::MAX)) * self.tall;
        let room = ui.available_height().max(HEAD + self.tall * 2.0);
        let (_, rect) = ui.allocate_space(vec2(width, (HEAD + content + 1.0).min(room)));
        let rows: Vec<&T> = shown.iter().filter_map(|place| items.get(*place)).collect();
        let ids: Vec<&String> = rows.iter().map(|item| item.id()).collect();
        let id = ui.make_persistent_id(("table", self.name));
        let whole = ui.interact(rect, id, Sense::focusable_noninteractive());
        whole.widget_info(|| WidgetInfo::labeled(Role::Grid, true, self.name));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_row_count(shown.len() + 1);
            node.set_column_count(self.columns.len());
        });
        focus::fall_back_to(ui, id);
        // From a panel that closes, the keyboard comes back to its row.
        let opened = std::mem::replace(&mut kept.opened, self.open.map(str::to_owned));
        if let Some(row) = opened.filter(|_| self.open.is_none()) {
            kept.picks.go(&row);
        }
        let name = |place: usize| rows.get(place).map(|row| row.name().to_owned()).unwrap_or_default();
        let page = keys::in_a_page(rect.height() - HEAD, self.tall);
        let listed = keys::ListRows { shown: &ids, all: &ids, page };
        let keys = keys::take(ui, &whole, &listed, name, &mut kept.picks, &mut kept.reveal);
        let mut asked = TableRequest { open: keys.open, remove: keys.remove, more: false, bar: None };
        parts::card(ui.painter(), rect, t);
        let places = columns::places(self.columns, PAD + PICK, MENU + 6.0, width);
        let head = Rect::from_min_size(rect.min, vec2(width, HEAD));
        let picked = rows.iter().filter(|row| kept.picks.has(row.id())).count();
        if picked > 0 {
            asked.bar = Some(head);
        } else {
            let row = UiBuilder::new().id_salt("head").max_rect(head).accessibility_parent(id);
            self.head(&mut ui.new_child(row), &self.cells(&places, head), &ids, kept);
        }
        parts::hairline(ui.painter(), head, t);
        let body = Rect::from_min_max(pos2(rect.left(), head.bottom()), rect.max - vec2(0.0, 1.0));
        let ground = Ground { rows, ids, places, whole, picked };
        frame::within(ui, self.name, body, |ui| self.body(ui, &ground, kept, &mut asked, draw));
        let marked = kept.picks.here().is_some_and(|id| ground.ids.contains(&id));
        parts::card_edge(ui, rect, ground.whole.has_focus() && !marked);
        asked
    }

    fn body(
        &self,
        ui: &mut Ui,
        ground: &Ground<'_, T>,
        kept: &mut TableState<T>,
        asked: &mut TableRequest,
        mut draw: impl FnMut(&mut Ui, &T, Piece),
    ) {
        let body = ui.max_rect();
        ui.set_clip_rect(body.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let count = ground.rows.len() + usize::from(self.more.is_some());
        let mut last = false;
        let area = ScrollArea::vertical().id_salt(self.name).auto_shrink(false);
        let scrolled = area.show_rows(ui, self.tall, count, |ui, seen| {
            if let Some(place) = kept.reveal.take() {
                let first = ui.max_rect().top() - rows_tall(seen.start, self.tall);
                let top = first + rows_tall(place, self.tall);
                ui.scroll_to_rect(Rect::from_x_y_ranges(body.x_range(), top..=top + self.tall), None);
            }
            for place in seen {
                let (_, line) = ui.allocate_space(vec2(body.width(), self.tall));
                let Some(item) = ground.rows.get(place) else {
                    last = true;
                    asked.more |= self.more.as_ref().is_some_and(|more| more.line(ui, line));
                    continue;
                };
                frame::within(ui, ("row", item.id()), line, |ui| {
                    if self.row(ui, ground, (place, item), kept, &mut draw) {
                        asked.open = Some(item.id().clone());
                    }
                });
                if place + 1 < count {
                    parts::hairline(ui.painter(), line, tokens(ui));
                }
            }
        });
        // The next page comes by itself to whoever scrolls to the end, and to nobody else.
        if let Some(more) = self.more.as_ref().filter(|_| last && scrolled.state.clamped_offset().y > 0.0) {
            asked.more |= more.by_itself(&mut kept.asked);
        }
    }

    /// Draws a row; true when it is to be opened.
    fn row(
        &self,
        ui: &mut Ui,
        ground: &Ground<'_, T>,
        (place, item): (usize, &T),
        kept: &mut TableState<T>,
        draw: &mut impl FnMut(&mut Ui, &T, Piece),
    ) -> bool {
        let line = ui.max_rect();
        keys::follow(ui, &ground.whole, line, item.id(), &mut kept.picks);
        let within = UiBuilder::new().max_rect(line).accessibility_parent(ground.whole.id);
        let under = self.under(&ui.new_child(within), line, (place, item), kept, &ground.whole);
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(line).accessibility_parent(under.id));
        let opens = under.clicked() && {
            ground.whole.request_focus();
            click(ui, &ground.ids, item.id(), &mut kept.picks)
        };
        pick_mark(ui, line, item, kept);
        row_cells(ui, &self.cells(&ground.places, line.with_max_y(line.bottom() - 1.0)), item, draw);
        if keys::opens_menu(ui, &ground.whole, item.id()) {
            controls::open_context_menu(ui, &under);
        }
        menu(ui, line, item, draw);
        let (name, piece) = if ground.picked > 1 && kept.picks.has(item.id()) {
            (msg::controls::selection_title(), Piece::Picked)
        } else {
            (msg::controls::table_row_menu(), Piece::Menu)
        };
        controls::context_menu(&under, name, |ui| draw(ui, item, piece));
        opens
    }

    fn cells(&self, places: &[Option<(f32, f32)>], line: Rect) -> Vec<Option<Rect>> {
        let cell = |column: &Column<T>, (from, to): (f32, f32)| {
            let gap = if column.right { 22.0 } else { 12.0 };
            Rect::from_min_max(
                pos2(line.left() + from, line.top()),
                pos2(line.left() + to - gap, line.bottom()),
            )
        };
        let both = self.columns.iter().zip(places);
        both.map(|(column, place)| place.map(|place| cell(column, place))).collect()
    }

    fn head(&self, ui: &mut Ui, cells: &[Option<Rect>], ids: &[&String], kept: &mut TableState<T>) {
        let line = ui.max_rect();
        let place = Rect::from_center_size(pos2(line.left() + 20.0, line.center().y), vec2(28.0, 28.0));
        let all = !ids.is_empty() && ids.iter().all(|id| kept.picks.has(id));
        if controls::check(ui, place, all, msg::controls::table_select_all()).clicked() {
            kept.picks.toggle_all(ids);
        }
        for (place, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            let Some(cell) = cell else { continue };
            let sorted = kept.sort.filter(|sort| sort.column == place).map(|sort| sort.down);
            if sort_head(ui, *cell, column, sorted) {
                kept.sort_by(place);
            }
        }
    }

    /// The row itself, below what stands in it. For the pointer only: the keyboard is at the table.
    fn under(
        &self,
        ui: &Ui,
        line: Rect,
        (place, item): (usize, &T),
        kept: &TableState<T>,
        whole: &Response,
    ) -> Response {
        let t = tokens(ui);
        let (picked, open) = (kept.picks.has(item.id()), self.open == Some(item.id().as_str()));
        let under = ui.interact(line, ui.make_persistent_id("line"), Sense::CLICK);
        under.widget_info(|| WidgetInfo::labeled(Role::Row, true, item.name()));
        ui.ctx().accesskit_node_builder(under.id, |node| {
            node.set_selected(picked);
            node.set_row_index(place + 1);
            let heard = item.heard();
            if !heard.is_empty() {
                node.set_description(heard);
            }
        });
        // What is picked and what is open look different.
        let fill = if picked {
            t.selected
        } else if open {
            t.ground
        } else if under.contains_pointer() {
            t.hover
        } else {
            theme::CLEAR
        };
        // At the end of the card the row has its round corners.
        let seen = line.shrink2(vec2(1.0, 0.0)).intersect(whole.rect.with_max_y(whole.rect.bottom() - 1.0));
        let last = seen.bottom() > whole.rect.bottom() - f32::from(theme::RADIUS_CARD);
        let low = if last { theme::RADIUS_CARD - 1 } else { 0 };
        let round = CornerRadius { sw: low, se: low, ..CornerRadius::ZERO };
        ui.painter().rect_filled(seen, round, fill);
        if whole.has_focus() && kept.picks.at(item.id()) {
            ui.ctx().accesskit_node_builder(whole.id, |node| {
                node.set_active_descendant(under.id.accesskit_id());
            });
            let mark = Rect::from_min_max(line.min, pos2(line.left() + 3.0, seen.bottom() - f32::from(low)));
            ui.painter().rect_filled(mark, CornerRadius::ZERO, t.accent);
            keys::ring(ui, whole, seen);
        }
        under
    }
}

/// Draws the cells one by one, so that each is one for those who listen, too.
fn row_cells<T>(ui: &mut Ui, cells: &[Option<Rect>], item: &T, draw: &mut impl FnMut(&mut Ui, &T, Piece)) {
    for (column, cell) in cells.iter().enumerate().filter_map(|(column, cell)| Some((column, (*cell)?))) {
        let builder = UiBuilder::new().id_salt(column).max_rect(cell).accessibility_role(Role::Cell);
        let mut ui = ui.new_child(builder);
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_column_index(column);
            node.set_bounds(accesskit::Rect {
                x0: cell.left().into(),
                y0: cell.top().into(),
                x1: cell.right().into(),
                y1: cell.bottom().into(),
            });
        });
        draw(&mut ui, item, Piece::Cells(Cells { column, cell }));
    }
}

/// As tall as so many rows are.
fn rows_tall(count: usize, tall: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a place on the screen")]
    let count = count as f32;
    count * tall
}

/// What a click on a row does to what is picked; true when it opens the row instead.
pub(crate) fn click<K: Eq + Hash + Clone>(ui: &Ui, ids: &[&K], id: &K, picks: &mut Picks<K>) -> bool {
    let held = ui.input(|input| input.modifiers);
    if held.shift {
        picks.reach(ids, id);
    } else if held.command {
        picks.toggle(id);
    } else {
        picks.go(id);
    }
    !held.shift && !held.command
}

fn pick_mark<T: TableRow>(ui: &mut Ui, line: Rect, item: &T, kept: &mut TableState<T>) {
    let place = Rect::from_center_size(pos2(line.left() + 20.0, line.center().y), vec2(28.0, 28.0));
    let name = msg::controls::table_select_row(item.name());
    if controls::pick(ui, place, kept.picks.has(item.id()), &name).clicked() {
        kept.picks.toggle(item.id());
    }
}

fn menu<T: TableRow>(ui: &mut Ui, line: Rect, item: &T, draw: &mut impl FnMut(&mut Ui, &T, Piece)) {
    let place = Rect::from_center_size(pos2(line.right() - 24.0, line.center().y), vec2(28.0, 28.0));
    let name = msg::controls::table_more_for(item.name());
    let button = buttons::named_icon_button(ui, place, Icon::Ellipsis, msg::controls::table_more(), &name);
    controls::menu(&button, msg::controls::table_row_menu(), |ui| draw(ui, item, Piece::Menu));
}

fn sort_head<T>(ui: &mut Ui, cell: Rect, column: &Column<T>, sorted: Option<bool>) -> bool {
    let (t, title) = (tokens(ui), (column.title)());
    let align = if column.right { Align::Max } else { Align::Min };
    if column.order.is_none() {
        let id = parts::line(ui, cell, title, theme::medium(12.0), t.dim, align).id;
        if title.is_empty() {
            return false;
        }
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::ColumnHeader);
            node.set_label(title);
            node.clear_value();
        });
        return false;
    }
    let id = ui.make_persistent_id(("head", title));
    let wide = parts::width(ui, title, theme::medium(12.0)).ceil();
    let mark = if sorted.is_some() { 16.0 } else { 0.0 };
    let place = if column.right {
        Rect::from_min_max(pos2((cell.right() - wide - mark).max(cell.left()), cell.top()), cell.max)
    } else {
        Rect::from_min_max(cell.min, pos2((cell.left() + wide + mark).min(cell.right()), cell.bottom()))
    };
    let response = ui.interact(place.expand2(vec2(6.0, -4.0)), id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, title));
    ui.ctx().accesskit_node_builder(id, |node| {
        if let Some(down) = sorted {
            use accesskit::SortDirection;
            node.set_sort_direction(if down { SortDirection::Descending } else { SortDirection::Ascending });
            if cfg!(target_os = "linux") {
                // The accessibility bus has no order for a column.
                node.set_description(if down {
                    msg::controls::table_sorted_down()
                } else {
                    msg::controls::table_sorted_up()
                });
            }
        }
    });
    parts::focus_ring(ui, place.expand2(vec2(4.0, -8.0)), &response);
    let color = head_color(&response, sorted, t);
    let words = parts::galley(ui, title, theme::medium(12.0), color, place.width() - mark + 1.0, 1);
    let top = place.center().y - words.size().y / 2.0;
    ui.painter().galley(pos2(place.left(), top).round(), words, color);
    if let Some(down) = sorted {
        let glyph = if down { Icon::ArrowDown } else { Icon::ArrowUp };
        parts::icon(ui.painter(), pos2(place.right() - 6.0, place.center().y), glyph, 12.0, color);
    }
    response.clicked()
}

fn head_color(response: &Response, sorted: Option<bool>, t: &Tokens) -> egui::Color32 {
    if response.hovered() || sorted.is_some() { t.text } else { t.dim }
}
