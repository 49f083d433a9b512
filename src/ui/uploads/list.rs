//! The list of uploads: the selection bar above it, the rows, and groups of failures.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{self, Id, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::parts;
use crate::ui::kit::shortcuts;
use crate::ui::kit::table::{Picks, keys};
use crate::ui::kit::theme::{self, Tokens, tokens};
use crate::ui::shell::view::{UploadFilter, View};
use crate::ui::shell::{focus, frame};
use crate::ui::uploads::arrival::{self, Anchor};
use crate::ui::uploads::{bar, groups, menu, order, row, stills, undo};
use takeup_engine::{Command, Neighbor};
use takeup_model::{Job, JobId, LimitKey, UploadGroup, UploadStatus, searchable};
use takeup_text::{self as text, msg};

/// One upload and how it stands.
pub(crate) struct UploadRow<'a> {
    pub(crate) job: &'a Arc<Job>,
    pub(crate) status: UploadStatus,
    /// Whether its reason stands above it, for all of its kind.
    pub(crate) grouped: bool,
}

impl UploadRow<'_> {
    pub(crate) fn passes(&self, filter: UploadFilter) -> bool {
        // What can still be undone is called off for everybody who looks.
        let group = if self.status == UploadStatus::Cancelled {
            UploadGroup::Cancelled
        } else {
            UploadGroup::of(self.job)
        };
        filter.shows(group)
    }

    /// Whether a search finds it.
    pub(crate) fn is_found(&self, search: &str) -> bool {
        search.is_empty()
            || searchable(&self.job.name()).contains(search)
            || self.job.asset_id().is_some_and(|id| id.0.contains(search))
    }
}

/// One line of the list.
enum UploadListEntry {
    Job(usize),
    Group { title: String, advice: String, rows: Vec<usize> },
    More { key: String, hidden: usize },
}

impl UploadListEntry {
    /// The upload that it shows, if it is one.
    fn row<'a, 'b>(&self, rows: &'a [UploadRow<'b>]) -> Option<&'a UploadRow<'b>> {
        if let Self::Job(place) = self { rows.get(*place) } else { None }
    }
}

const MORE: f32 = 37.0;

/// The lines, and the places of all uploads that pass the filter and the search.
fn entries(rows: &mut [UploadRow<'_>], view: &View) -> (Vec<UploadListEntry>, Vec<usize>) {
    let search = searchable(view.uploads.search.trim());
    let shown: Vec<usize> = (0..)
        .zip(&*rows)
        .filter(|(_, row)| row.passes(view.filter) && row.is_found(&search))
        .map(|(place, _)| place)
        .collect();
    if !matches!(view.filter, UploadFilter::Failed | UploadFilter::Held) {
        return (shown.iter().copied().map(UploadListEntry::Job).collect(), shown);
    }
    let mut order: Vec<(String, String)> = Vec::new();
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut entries = Vec::new();
    for place in shown.iter().copied() {
        let Some(end) = rows.get(place).and_then(|row| row.job.end.as_ref()) else {
            // Each duplicate has its own question.
            entries.push(UploadListEntry::Job(place));
            continue;
        };
        let (title, advice) = text::common_end(end);
        let members = groups.entry(title.clone()).or_default();
        if members.is_empty() {
            order.push((title, advice));
        }
        members.push(place);
    }
    for (title, advice) in order {
        let members = groups.remove(&title).unwrap_or_default();
        if members.len() < 2 {
            entries.extend(members.into_iter().map(UploadListEntry::Job));
            continue;
        }
        for place in &members {
            if let Some(row) = rows.get_mut(*place) {
                row.grouped = true;
            }
        }
        let all = members.len() <= 4 || view.open_groups.contains(&title);
        let few = if all { members.len() } else { 3 };
        let hidden = members.len() - few;
        let few: Vec<UploadListEntry> =
            members.iter().take(few).map(|place| UploadListEntry::Job(*place)).collect();
        entries.push(UploadListEntry::Group { title: title.clone(), advice, rows: members });
        entries.extend(few);
        if hidden > 0 {
            entries.push(UploadListEntry::More { key: title, hidden });
        }
    }
    (entries, shown)
}

/// Draws the list.
pub(crate) fn list(ui: &mut Ui, draw: &mut Draw<'_>, rows: &mut [UploadRow<'_>]) {
    let card = ui.available_rect_before_wrap();
    arrange(ui, draw, card, rows);
    let arrived = arrival::meet(draw.view, draw.model, rows, draw.now);
    let (entries, found) = entries(rows, draw.view);
    let rows = &*rows;
    let width = ui.available_width();
    let bottoms = bottoms(ui, draw, &entries, rows, width);
    let shown: Vec<&UploadRow<'_>> = entries.iter().filter_map(|entry| entry.row(rows)).collect();
    let content = bottoms.last().copied().unwrap_or(theme::ROW * 3.0);
    let room = ui.available_height().max(bar::TALL + theme::ROW);
    let (_, rect) = ui.allocate_space(vec2(width, (bar::TALL + content + 1.0).min(room)));
    let t = tokens(ui);
    let ids: Vec<&JobId> = shown.iter().map(|row| &row.job.id).collect();
    let found: Vec<&UploadRow<'_>> = found.into_iter().filter_map(|place| rows.get(place)).collect();
    let all: Vec<&JobId> = found.iter().map(|row| &row.job.id).collect();
    parts::card(ui.painter(), rect, t);
    // It stands above the rows, and the keyboard comes to it before them.
    bar::bar_ui(ui, draw, rect.with_max_y(rect.top() + bar::TALL), &found);
    let id = ui.make_persistent_id("uploads-list");
    let whole = whole(ui, rect, id, ids.len());
    let mut picks = std::mem::take(&mut draw.view.uploads.picks);
    let mut reveal = None;
    order_keys(ui, draw, &whole, &picks);
    let name = |place: usize| shown.get(place).map(|row| row.job.name()).unwrap_or_default();
    let page = keys::in_a_page(rect.height() - bar::TALL, theme::ROW);
    let listed = keys::ListRows { shown: &ids, all: &all, page };
    let keys = keys::take(ui, &whole, &listed, name, &mut picks, &mut reveal);
    // What is opened now has its height in the next frame, and comes into sight then.
    let opened = draw.view.uploads.opened.take();
    draw.view.uploads.picks = picks;
    if let Some(row) = keys.open.and_then(|id| shown.iter().find(|row| row.job.id == id)) {
        menu::toggle(draw.view, row.job);
    }
    if keys.remove {
        undo::withdraw(draw, &bar::meant(draw.view, &found));
    }
    let picked = bar::picked(draw.view, &found);
    let body = Rect::from_min_max(pos2(rect.left(), rect.top() + bar::TALL), rect.max - vec2(0.0, 1.0));
    draw.view.rows_drawn = 0;
    if entries.is_empty() {
        frame::within(ui, "list", body, |ui| {
            without_rows(ui, rows.is_empty(), !draw.view.uploads.search.trim().is_empty());
        });
    } else {
        let lines = Lines {
            entries: &entries,
            bottoms: &bottoms,
            rows,
            list: row::InList { whole: &whole, ids: &ids, picked: &picked },
        };
        let reveal = reveal.and_then(|place| ids.get(place)).map(|id| **id).or(arrived).or(opened);
        if reveal.is_some() || keys.open.is_some() {
            draw.view.uploads.anchor = None;
        }
        frame::within(ui, "list", body, |ui| lines.show(ui, draw, reveal));
    }
    stills::tell(draw);
    let marked = draw.view.uploads.picks.here().is_some_and(|id| ids.contains(&id));
    parts::card_edge(ui, rect, whole.has_focus() && !marked);
}

/// The list itself, which has the keyboard for its rows.
fn whole(ui: &Ui, rect: Rect, id: Id, count: usize) -> egui::Response {
    let whole = ui.interact(rect, id, Sense::focusable_noninteractive());
    whole.widget_info(|| WidgetInfo::labeled(Role::List, true, msg::window::page_uploads()));
    ui.ctx().accesskit_node_builder(id, |node| node.set_size_of_set(count));
    focus::fall_back_to(ui, id);
    if whole.has_focus() && ui.input(|input| !input.events.is_empty()) {
        // The bar above it has not seen yet what is picked now.
        ui.ctx().request_repaint();
    }
    whole
}

/// Puts the rows in order. Below the pointer they stay where they are, unless a person has just moved one.
fn arrange(ui: &Ui, draw: &mut Draw<'_>, card: Rect, rows: &mut [UploadRow<'_>]) {
    let uploads = &mut draw.view.uploads;
    let reordered = uploads.reordered.is_some_and(|until| draw.now.mono < until);
    let still = !reordered && ui.ctx().pointer_hover_pos().is_some_and(|at| card.contains(at));
    order::arrange(rows, uploads.sort, &mut uploads.order, still, uploads.arrival);
}

/// The keys that give a row another place among those that wait to be sent: the one that is picked alone, or else that
/// of the keyboard.
fn order_keys(ui: &Ui, draw: &mut Draw<'_>, list: &egui::Response, picks: &Picks<JobId>) {
    // They go no further in any case: without Alt they move the keyboard.
    let Some(which) = Some(()).filter(|()| keys::serves(ui, list)).and_then(|()| shortcuts::ORDER.which(ui))
    else {
        return;
    };
    if let Some(id) = picks.only().or(picks.here().filter(|_| picks.is_empty())).copied() {
        let neighbor = if which == 0 { Neighbor::Before } else { Neighbor::After };
        draw.send(Command::SendBeside(id, neighbor));
    }
}

/// Where each line ends.
fn bottoms(
    ui: &Ui,
    draw: &Draw<'_>,
    entries: &[UploadListEntry],
    rows: &[UploadRow<'_>],
    width: f32,
) -> Vec<f32> {
    let mut bottom = 0.0;
    let tall = |entry: &UploadListEntry| match entry {
        UploadListEntry::Job(place) => rows.get(*place).map_or(0.0, |row| row::height(ui, draw, row, width)),
        UploadListEntry::Group { .. } => theme::ROW,
        UploadListEntry::More { .. } => MORE,
    };
    entries
        .iter()
        .map(|entry| {
            bottom += tall(entry);
            bottom
        })
        .collect()
}

/// The lines of the list in one frame.
struct Lines<'a, 'b> {
    entries: &'a [UploadListEntry],
    bottoms: &'a [f32],
    rows: &'a [UploadRow<'b>],
    list: row::InList<'a>,
}

impl Lines<'_, '_> {
    fn span(&self, place: usize) -> (f32, f32) {
        let above = place.checked_sub(1).and_then(|above| self.bottoms.get(above)).copied().unwrap_or(0.0);
        (above, self.bottoms.get(place).copied().unwrap_or(above))
    }

    /// The rows that reach into this part of the list, with their places in it.
    fn in_sight(&self, from: f32, to: f32) -> impl Iterator<Item = (usize, &UploadListEntry, (f32, f32))> {
        let first = self.bottoms.partition_point(|bottom| *bottom <= from);
        let lines = self.entries.iter().enumerate().skip(first);
        lines.map(|(place, entry)| (place, entry, self.span(place))).take_while(move |(.., span)| span.0 < to)
    }

    /// Where an upload is in the list.
    fn place_of(&self, id: JobId) -> Option<usize> {
        self.entries.iter().position(|entry| entry.row(self.rows).is_some_and(|row| row.job.id == id))
    }

    /// Draws those in sight, and brings this one into it.
    fn show(&self, ui: &mut Ui, draw: &mut Draw<'_>, reveal: Option<JobId>) {
        let (inner, t) = (ui.max_rect(), tokens(ui));
        ui.set_clip_rect(inner.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let mut area = ScrollArea::vertical().id_salt("uploads").auto_shrink(false);
        let mut tall = self.bottoms.last().copied().unwrap_or_default() - 1.0;
        let (scrolled, mut held) = (draw.view.uploads.scrolled, false);
        if let Some(anchor) = draw.view.uploads.anchor.take() {
            let top = |id| self.place_of(id).map(|place| inner.top() + self.span(place).0 - scrolled);
            let drift = anchor.drift(ui, top);
            let wanted = (scrolled + drift).max(0.0);
            if drift.abs() > 0.5 {
                area = area.vertical_scroll_offset(wanted);
            }
            // Where there is nothing more to scroll to, there is room below the last row.
            held = drift > 0.5 || (anchor.held && self.place_of(anchor.row).is_some());
            if held {
                tall = tall.max(wanted + inner.height());
            }
        }
        let shown = area.show_viewport(ui, |ui, seen| {
            ui.set_height(tall);
            let (left, top) = (ui.max_rect().left(), ui.max_rect().top());
            let rect_of = |(above, below): (f32, f32)| {
                Rect::from_min_max(pos2(left, top + above), pos2(left + inner.width(), top + below))
            };
            if let Some(place) = reveal.and_then(|id| self.place_of(id)) {
                ui.scroll_to_rect(rect_of(self.span(place)), None);
            }
            for (place, entry, span) in self.in_sight(seen.top(), seen.bottom()) {
                let (rect, last) = (rect_of(span), place + 1 == self.entries.len());
                draw.view.rows_drawn += 1;
                if let Some(fill) = tint(entry, self.rows, draw.view, t) {
                    ui.painter().rect_filled(rect, corners(last), fill);
                }
                self.entry_ui(ui, draw, rect, entry);
                if !last {
                    parts::hairline(ui.painter(), rect, t);
                }
            }
        });
        let offset = shown.state.clamped_offset().y;
        let rows = self.in_sight(offset, offset + inner.height()).filter_map(|(_, entry, (above, below))| {
            let (above, below) = (inner.top() + above - offset, inner.top() + below - offset);
            Some((entry.row(self.rows)?.job.id, inner.with_min_y(above).with_max_y(below)))
        });
        let anchor = Anchor::find(ui, inner, rows, held);
        (draw.view.uploads.scrolled, draw.view.uploads.anchor) = (offset, anchor);
    }

    fn entry_ui(&self, ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, entry: &UploadListEntry) {
        match entry {
            UploadListEntry::Job(place) => {
                if let Some(row) = self.rows.get(*place) {
                    keys::follow(ui, self.list.whole, rect, &row.job.id, &mut draw.view.uploads.picks);
                    frame::within(ui, ("job", row.job.id), rect, |ui| row::row_ui(ui, draw, row, &self.list));
                }
            }
            UploadListEntry::Group { title, advice, rows: members } => {
                let ends: Vec<&Job> =
                    members.iter().filter_map(|place| self.rows.get(*place)).map(|row| &**row.job).collect();
                frame::within(ui, ("group", title), rect, |ui| {
                    groups::group_ui(ui, draw, title, advice, &ends);
                });
            }
            UploadListEntry::More { key, hidden } => groups::more_ui(ui, draw.view, rect, key, *hidden),
        }
    }
}

/// Fills the place of the list: nothing was found yet, or nothing passes the filter.
fn without_rows(ui: &mut Ui, scanning: bool, searching: bool) {
    let rect = ui.available_rect_before_wrap();
    if scanning {
        let (title, sentence) = (msg::uploads::uploads_scanning(), msg::uploads::uploads_scanning_help());
        parts::empty(ui, rect, Icon::FolderSearch, title, sentence);
    } else {
        let title = msg::uploads::uploads_none_shown();
        let sentence = if searching {
            msg::uploads::uploads_none_found_help()
        } else {
            msg::uploads::uploads_none_shown_help()
        };
        parts::empty(ui, rect, Icon::ListChecks, title, sentence);
    }
}

/// What stands behind a line, if anything but the card. What is picked and what is open look different.
fn tint(entry: &UploadListEntry, rows: &[UploadRow<'_>], view: &View, t: &Tokens) -> Option<egui::Color32> {
    if matches!(entry, UploadListEntry::Group { .. }) {
        return Some(t.ground);
    }
    let id = entry.row(rows)?.job.id;
    if view.uploads.picks.has(&id) { Some(t.selected) } else { view.open.contains(&id).then_some(t.ground) }
}

/// The last line follows the corners of the card.
fn corners(last: bool) -> egui::CornerRadius {
    let bottom = if last { 11 } else { 0 };
    egui::CornerRadius { sw: bottom, se: bottom, ..egui::CornerRadius::ZERO }
}

/// Allows larger files for the account.
pub(crate) fn raise(draw: &mut Draw<'_>, key: LimitKey, bytes: u64) {
    draw.send(Command::RaiseLimit(draw.model.current.clone(), key, bytes));
}
