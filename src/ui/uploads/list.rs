//! The list of uploads: the selection bar above it, the rows, and groups of failures.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{
    self, Align, Align2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts::{self, Button, Look};
use crate::ui::kit::table::keys;
use crate::ui::kit::theme::{self, Tokens, tokens};
use crate::ui::shell::view::{UploadFilter, View};
use crate::ui::shell::{consent, focus, frame};
use crate::ui::uploads::{bar, menu, notes, order, row, stills, undo};
use crate::ui::{Action, Draw};
use takeup_engine::{Command, JobSelection};
use takeup_model::{End, Job, JobId, LimitKey, Refusal, Unfit, UploadGroup, UploadStatus};
use takeup_text::{self as text, msg, numbers};

/// One upload and how it stands.
pub(crate) struct UploadRow<'a> {
    pub(crate) job: &'a Arc<Job>,
    pub(crate) status: UploadStatus,
    /// Whether its reason stands above it, for all of its kind.
    pub(crate) grouped: bool,
}

impl UploadRow<'_> {
    pub(crate) fn passes(&self, filter: UploadFilter) -> bool {
        filter.shows(UploadGroup::of(self.job))
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
    let search = view.uploads.search.trim().to_lowercase();
    let found = |row: &UploadRow<'_>| {
        search.is_empty()
            || row.job.name().to_lowercase().contains(&search)
            || row.job.asset_id().is_some_and(|id| id.0.contains(&search))
    };
    let shown: Vec<usize> = (0..)
        .zip(&*rows)
        .filter(|(_, row)| row.passes(view.filter) && found(row))
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
    let still = ui.ctx().pointer_hover_pos().is_some_and(|at| card.contains(at));
    order::arrange(rows, draw.view.uploads.sort, &mut draw.view.uploads.order, still);
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
    let id = ui.make_persistent_id("uploads-list");
    let whole = ui.interact(rect, id, Sense::focusable_noninteractive());
    whole.widget_info(|| WidgetInfo::labeled(Role::List, true, msg::window::page_uploads()));
    ui.ctx().accesskit_node_builder(id, |node| node.set_size_of_set(ids.len()));
    focus::fall_back_to(ui, id);
    let mut picks = std::mem::take(&mut draw.view.uploads.picks);
    let mut reveal = None;
    let name = |place: usize| shown.get(place).map(|row| row.job.name()).unwrap_or_default();
    let listed = keys::ListRows { shown: &ids, all: &all };
    let keys = keys::take(ui, &whole, &listed, name, &mut picks, &mut reveal);
    draw.view.uploads.picks = picks;
    if let Some(row) = keys.open.and_then(|id| shown.iter().find(|row| row.job.id == id)) {
        menu::toggle(draw.view, row.job);
    }
    if keys.remove {
        undo::withdraw(draw, &bar::meant(draw.view, &found));
    }
    parts::card(ui.painter(), rect, t);
    bar::bar_ui(ui, draw, rect.with_max_y(rect.top() + bar::TALL), &found);
    let picked = bar::picked(draw.view, &found);
    let body = Rect::from_min_max(pos2(rect.left(), rect.top() + bar::TALL), rect.max - vec2(0.0, 1.0));
    draw.view.rows_drawn = 0;
    if entries.is_empty() {
        frame::within(ui, "list", body, |ui| without_rows(ui, rows.is_empty()));
    } else {
        let lines = Lines {
            entries: &entries,
            bottoms: &bottoms,
            rows,
            list: row::InList { whole: &whole, ids: &ids, picked: &picked },
        };
        let reveal = reveal.and_then(|place| ids.get(place)).map(|id| **id);
        frame::within(ui, "list", body, |ui| lines.show(ui, draw, reveal));
    }
    stills::tell(draw);
    let round = egui::CornerRadius::same(theme::RADIUS_CARD);
    ui.painter().rect_stroke(rect, round, Stroke::new(1.0, t.line), StrokeKind::Inside);
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
        UploadListEntry::Job(place) => {
            rows.get(*place).map_or(0.0, |row| row::height(ui, draw.model, row, draw.view, width))
        }
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

    /// Draws those in sight, and brings this one into it.
    fn show(&self, ui: &mut Ui, draw: &mut Draw<'_>, reveal: Option<JobId>) {
        let (inner, t) = (ui.max_rect(), tokens(ui));
        ui.set_clip_rect(inner.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ScrollArea::vertical().id_salt("uploads").auto_shrink(false).show_viewport(ui, |ui, seen| {
            ui.set_height(self.bottoms.last().copied().unwrap_or_default() - 1.0);
            let (left, top) = (ui.max_rect().left(), ui.max_rect().top());
            let rect_of = |place: usize| {
                let (above, below) = self.span(place);
                Rect::from_min_max(pos2(left, top + above), pos2(left + inner.width(), top + below))
            };
            let wanted = reveal.and_then(|id| {
                self.entries.iter().position(|entry| entry.row(self.rows).is_some_and(|row| row.job.id == id))
            });
            if let Some(place) = wanted {
                ui.scroll_to_rect(rect_of(place), None);
            }
            let first = self.bottoms.partition_point(|bottom| *bottom <= seen.top());
            for (place, entry) in self.entries.iter().enumerate().skip(first) {
                if self.span(place).0 >= seen.bottom() {
                    break;
                }
                let (rect, last) = (rect_of(place), place + 1 == self.entries.len());
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
    }

    fn entry_ui(&self, ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, entry: &UploadListEntry) {
        match entry {
            UploadListEntry::Job(place) => {
                if let Some(row) = self.rows.get(*place) {
                    frame::within(ui, ("job", row.job.id), rect, |ui| row::row_ui(ui, draw, row, &self.list));
                }
            }
            UploadListEntry::Group { title, advice, rows: members } => {
                let ends: Vec<&Job> =
                    members.iter().filter_map(|place| self.rows.get(*place)).map(|row| &**row.job).collect();
                frame::within(ui, ("group", title), rect, |ui| group_ui(ui, draw, title, advice, &ends));
            }
            UploadListEntry::More { key, hidden } => more_ui(ui, draw.view, rect, key, *hidden),
        }
    }
}

fn more_ui(ui: &Ui, view: &mut View, rect: Rect, key: &str, hidden: usize) {
    let label = msg::uploads::uploads_group_more(hidden);
    let id = ui.make_persistent_id(("more", key));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let t = tokens(ui);
    let color = if response.hovered() { t.text } else { t.accent_text };
    let at = pos2(rect.left() + row::NAME, rect.center().y);
    let said = parts::text(ui.painter(), at, Align2::LEFT_CENTER, &label, theme::medium(12.5), color);
    parts::icon(ui.painter(), pos2(said.right() + 14.0, at.y), Icon::ChevronDown, 14.0, color);
    parts::focus_ring(ui, rect.shrink(3.0), &response);
    if response.clicked() {
        view.open_groups.insert(key.to_owned());
    }
}

/// Fills the place of the list: nothing was found yet, or nothing passes the filter.
fn without_rows(ui: &mut Ui, scanning: bool) {
    let rect = ui.available_rect_before_wrap();
    if scanning {
        let (title, sentence) = (msg::uploads::uploads_scanning(), msg::uploads::uploads_scanning_help());
        parts::empty(ui, rect, Icon::FolderSearch, title, sentence);
    } else {
        let (title, sentence) = (msg::uploads::uploads_none_shown(), msg::uploads::uploads_none_shown_help());
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

fn group_ui(ui: &mut Ui, draw: &mut Draw<'_>, title: &str, advice: &str, jobs: &[&Job]) {
    let rect = ui.max_rect();
    group_mark(ui, rect, jobs);
    let ids = JobSelection::These(jobs.iter().map(|job| job.id).collect());
    let mut right = rect.right() - 17.0;
    let mut place = |ui: &mut Ui, button: Button<'_>| {
        let wide = button.width(ui);
        let place = Rect::from_min_size(pos2(right - wide, rect.center().y - 14.0), vec2(wide, 28.0));
        right -= wide + 10.0;
        button.at(ui, place).clicked()
    };
    let again = msg::uploads::uploads_group_retry_named(title);
    let again = Button {
        name: Some(&again),
        ..Button::plain(Some(Icon::RotateCw), msg::uploads::uploads_group_retry())
    };
    if place(ui, again.low()) {
        draw.send(Command::Retry(ids.clone()));
    }
    match jobs.first().and_then(|job| job.end.as_ref()) {
        Some(End::Refused(Refusal::NotMedia { .. } | Refusal::Unmet(_))) => {
            if place(ui, Button::plain(None, msg::uploads::upload_anyway()).low()) {
                draw.send(Command::SendAnyway(ids.clone()));
            }
            let label = msg::requirements::fix_and_upload();
            let name = msg::uploads::upload_button_named(label, title);
            let fix = Button { name: Some(&name), ..Button::plain(None, label) };
            if jobs.first().and_then(|job| notes::recipe(draw.model, job)).is_some() && place(ui, fix.low()) {
                draw.send(Command::Fix(ids));
            }
        }
        Some(End::Refused(Refusal::Unfit(Unfit::NotConnected))) => {
            let label = msg::connections::connection_connect();
            let name = msg::uploads::upload_button_named(label, title);
            if place(ui, Button { name: Some(&name), ..Button::plain(None, label) }.low()) {
                consent::connect(draw);
            }
        }
        Some(End::Refused(Refusal::TooLarge { limit, .. })) => {
            if let Some(table) = limit.table {
                let label = msg::uploads::upload_raise_limit(numbers::bytes(table.bytes));
                if place(ui, Button { look: Look::Plain, ..Button::plain(None, &label) }.low()) {
                    raise(draw, limit.key, table.bytes);
                }
            }
        }
        Some(
            End::Refused(Refusal::Address(_) | Refusal::Empty | Refusal::Unfit(_))
            | End::Ready
            | End::Failed(_)
            | End::Cancelled,
        )
        | None => {}
    }
    let name = msg::uploads::upload_button_named(msg::uploads::upload_more(), title);
    let more = Rect::from_center_size(pos2(right - 14.0, rect.center().y), vec2(28.0, 28.0));
    let opener = parts::named_icon_button(ui, more, Icon::Ellipsis, msg::uploads::upload_more(), &name);
    controls::menu(&opener, msg::uploads::uploads_menu(), |ui| group_menu(ui, draw, jobs));
    right = more.left() - 4.0;
    let words = msg::uploads::uploads_group(jobs.len(), title);
    group_words(ui, rect.with_max_x(right - 8.0), &words, advice);
}

fn group_mark(ui: &Ui, rect: Rect, jobs: &[&Job]) {
    let t = tokens(ui);
    let held = jobs.first().is_some_and(|job| UploadGroup::of(job) == UploadGroup::Held);
    let (glyph, color) = if held { (Icon::FileQuestionMark, t.warn_text) } else { (Icon::FileX, t.bad_text) };
    parts::boxed_icon(ui, row::frame_at(rect), glyph, 16.0, t.quiet, color);
}

/// What the uploads of a group have in common, and what to do.
fn group_words(ui: &mut Ui, rect: Rect, words: &str, advice: &str) {
    let t = tokens(ui);
    let top = Rect::from_min_max(
        pos2(rect.left() + row::NAME, rect.center().y - 19.0),
        pos2(rect.right(), rect.center().y),
    );
    parts::line(ui, top, words, theme::semibold(13.0), t.text, Align::Min);
    parts::line(ui, top.translate(vec2(0.0, 18.0)), advice, theme::regular(12.0), t.dim, Align::Min);
}

/// What else can be done with all of a group.
fn group_menu(ui: &mut Ui, draw: &mut Draw<'_>, jobs: &[&Job]) {
    let paths: Vec<String> = jobs.iter().map(|job| job.source.text()).collect();
    if MenuItem::new(Icon::Copy, msg::uploads::uploads_copy_paths()).chosen(ui) {
        draw.out.push(Action::Copy(paths.join("\n")));
    }
    let lines: Vec<String> = jobs.iter().filter_map(|job| notes::shell_line(draw.model, job)).collect();
    if !lines.is_empty() && MenuItem::new(Icon::Terminal, text::Shell::HERE.copy_ffmpeg()).chosen(ui) {
        draw.out.push(Action::Copy(lines.join("\n")));
    }
    if MenuItem::new(Icon::X, msg::uploads::upload_remove()).chosen(ui) {
        undo::remove(draw, jobs);
    }
}

/// Allows larger files for the account.
pub(crate) fn raise(draw: &mut Draw<'_>, key: LimitKey, bytes: u64) {
    draw.send(Command::RaiseLimit(draw.model.current.clone(), key, bytes));
}
