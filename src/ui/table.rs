//! A table in a card: columns that give way when it gets narrow, and only the rows that can be seen.

use eframe::egui::{Align, CornerRadius, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use lucide_icons::Icon;

use super::controls;
use super::parts::{self, Button, Look, Tone};
use super::theme::{self, tokens};
use super::{Action, frame};
use crate::engine::Command;
use crate::model::{AccountId, List, Listing};
use crate::words;

/// One column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// What stands in it.
    pub(super) title: &'static str,
    /// How wide it is; the one with 0 takes the rest.
    pub(super) width: f32,
    /// Whether it is set flush right.
    pub(super) right: bool,
    /// The lower, the later it gives way.
    pub(super) rank: u8,
}

const HEAD: f32 = 38.0;
const PAD: f32 = 17.0;
const LEAST: f32 = 170.0;

/// The place of each column from the left edge, or nothing for those that gave way.
fn places(columns: &[Column], width: f32) -> Vec<Option<(f32, f32)>> {
    let mut keep: Vec<bool> = vec![true; columns.len()];
    let used = |keep: &[bool]| {
        columns.iter().zip(keep).filter(|(_, keep)| **keep).map(|(column, _)| column.width).sum::<f32>()
            + 2.0 * PAD
    };
    while used(&keep) + LEAST > width {
        let last = columns
            .iter()
            .enumerate()
            .filter(|(place, column)| keep.get(*place).copied().unwrap_or(false) && column.rank > 0)
            .max_by_key(|(_, column)| column.rank);
        let Some((place, _)) = last else { break };
        if let Some(kept) = keep.get_mut(place) {
            *kept = false;
        }
    }
    let rest = (width - used(&keep)).max(60.0);
    let mut left = PAD;
    let place = |(column, keep): (&Column, &bool)| {
        keep.then(|| {
            let wide = if column.width == 0.0 { rest } else { column.width };
            left += wide;
            (left - wide, left)
        })
    };
    columns.iter().zip(&keep).map(place).collect()
}

/// Draws a table of `count` rows. `row` is told which row and where its cells are.
pub(super) fn table(
    ui: &mut Ui,
    name: &'static str,
    columns: &[Column],
    count: usize,
    keep_below: f32,
    mut row: impl FnMut(&mut Ui, usize, &[Option<Rect>]),
) {
    let t = tokens(ui);
    let width = ui.available_width();
    let content = f32::from(u16::try_from(count).unwrap_or(u16::MAX)) * theme::TABLE_ROW;
    let room = (ui.available_height() - keep_below).max(HEAD + theme::TABLE_ROW * 2.0);
    let (_, rect) = ui.allocate_space(vec2(width, (HEAD + content + 1.0).min(room)));
    parts::card(ui.painter(), rect, t);
    let places = places(columns, width);
    let head = Rect::from_min_size(rect.min, vec2(width, HEAD));
    let cells = |line: Rect| -> Vec<Option<Rect>> {
        let cell = |(column, (from, to)): (&Column, (f32, f32))| {
            let gap = if column.right { 22.0 } else { 12.0 };
            Rect::from_min_max(
                pos2(line.left() + from, line.top()),
                pos2(line.left() + to - gap, line.bottom()),
            )
        };
        columns.iter().zip(&places).map(|(column, place)| place.map(|place| cell((column, place)))).collect()
    };
    for (column, cell) in columns.iter().zip(cells(head)) {
        let Some(cell) = cell else { continue };
        let align = if column.right { Align::Max } else { Align::Min };
        parts::line(ui, cell, column.title, theme::medium(12.0), t.dim, align);
    }
    parts::hairline(ui.painter(), head, t);
    let body = Rect::from_min_max(pos2(rect.left(), head.bottom()), rect.max - vec2(0.0, 1.0));
    frame::within(ui, name, body, |ui| {
        ui.set_clip_rect(body.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let area = ScrollArea::vertical().id_salt(name).auto_shrink(false);
        area.show_rows(ui, theme::TABLE_ROW, count, |ui, seen| {
            for place in seen {
                let (_, line) = ui.allocate_space(vec2(width, theme::TABLE_ROW));
                let id = ui.make_persistent_id(("line", place));
                if ui.interact(line, id, Sense::hover()).contains_pointer() {
                    ui.painter().rect_filled(line.shrink2(vec2(1.0, 0.0)), CornerRadius::ZERO, t.hover);
                }
                let cells = cells(line.with_max_y(line.bottom() - 1.0));
                frame::within(ui, ("row", place), line, |ui| row(ui, place, &cells));
                if place + 1 < count {
                    parts::hairline(ui.painter(), line, t);
                }
            }
        });
    });
    let round = CornerRadius::same(theme::RADIUS_CARD);
    ui.painter().rect_stroke(rect, round, Stroke::new(1.0, t.line), StrokeKind::Inside);
}

/// Says what keeps a list from being fresh, over the old one; draws placeholders for the first one.
/// True when there is something to draw.
pub(super) fn ready<T>(
    ui: &mut Ui,
    list: &Listing<T>,
    which: List,
    account: &AccountId,
    row: f32,
    out: &mut Vec<Action>,
) -> bool {
    if let Some(trouble) = &list.state.trouble {
        let button =
            Button { look: Look::Warning, ..Button::plain(Some(Icon::RefreshCw), "Try again") }.low();
        let keep = button.width(ui);
        let title = if list.state.loaded.is_some() { "Not up to date." } else { "Not loaded." };
        let place =
            controls::banner(ui, Tone::Warn, Icon::TriangleAlert, title, &words::happened(trouble), keep);
        if button.at(ui, place).on_hover_text(words::trouble(trouble)).clicked() {
            out.push(Command::Refresh(account.clone(), which).into());
        }
    }
    if list.state.loaded.is_some() || !list.items.is_empty() {
        return true;
    }
    if list.state.trouble.is_none() {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), (row * 6.0).min(ui.available_height())));
        parts::skeleton(ui, rect, row);
    }
    false
}

/// A button for the next page of a list, where there is one.
pub(super) fn more<T>(
    ui: &mut Ui,
    list: &Listing<T>,
    which: List,
    account: &AccountId,
    out: &mut Vec<Action>,
) {
    if !list.more() {
        return;
    }
    let t = tokens(ui);
    let total = list.state.total.unwrap_or_default();
    let said = format!("{} of {} loaded", words::number(list.items.len() as u64), words::number(total));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::CONTROL));
    let button = Button::plain(Some(Icon::ChevronDown), "Load more");
    let wide = button.width(ui);
    let text = parts::width(ui, &said, theme::regular(12.0)).ceil() + 1.0;
    let left = rect.center().x - (wide + 12.0 + text) / 2.0;
    let place = Rect::from_min_size(pos2(left, rect.top()), vec2(text, rect.height()));
    parts::line(ui, place, &said, theme::regular(12.0), t.dim, Align::Min);
    let place = Rect::from_min_size(pos2(left + text + 12.0, rect.top()), vec2(wide, rect.height()));
    let enabled = !list.state.wanted;
    if (Button { enabled, ..button }).at(ui, place).clicked() {
        out.push(Command::More(account.clone(), which).into());
    }
}

/// How much room `more` takes below a table.
pub(super) fn more_height<T>(list: &Listing<T>) -> f32 {
    if list.more() { theme::CONTROL + theme::GAP } else { 0.0 }
}

/// The square button that loads a list anew.
pub(super) fn refresh(ui: &mut Ui, which: List, account: &AccountId, out: &mut Vec<Action>) {
    if parts::square_button(ui, Icon::RefreshCw, "Refresh").clicked() {
        out.push(Command::Refresh(account.clone(), which).into());
    }
}
