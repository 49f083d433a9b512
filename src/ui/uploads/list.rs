//! The uploads page: ways to add, what is on its way as a whole, and the list.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{self, Align, Align2, Rect, ScrollArea, Stroke, StrokeKind, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts::{self, Button, Look, Tone};
use crate::ui::kit::theme::{self, Tokens, tokens};
use crate::ui::library::dialogs::{AddAssetsDialog, Dialog};
use crate::ui::shell::view::{MetadataForm, UploadFilter, View};
use crate::ui::shell::{frame, notices};
use crate::ui::uploads::{add, menu, row};
use crate::ui::{Action, Draw};
use takeup_engine::{Command, JobSelection, ReceiptSelection};
use takeup_model::{End, Forecast, Job, JobId, LimitKey, Refusal, UploadStatus};
use takeup_text::{self as text, msg, numbers, times};

/// One upload and how it stands.
pub(crate) struct UploadRow<'a> {
    pub(crate) job: &'a Arc<Job>,
    pub(crate) status: UploadStatus,
    /// Whether its reason stands above it, for all of its kind.
    pub(crate) grouped: bool,
}

impl UploadRow<'_> {
    fn passes(&self, filter: UploadFilter) -> bool {
        match filter {
            UploadFilter::All => true,
            UploadFilter::Active => self.job.end.is_none(),
            UploadFilter::Failed => self.job.ended_badly(),
            UploadFilter::Done => self.job.end == Some(End::Ready),
        }
    }
}

/// Draws the uploads page.
pub fn uploads_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let (model, now) = (draw.model, draw.now);
    let mut rows: Vec<UploadRow<'_>> = model
        .shown_jobs()
        .map(|job| UploadRow { job, status: UploadStatus::of(model, draw.wire, job, now), grouped: false })
        .collect();
    head(ui, draw, &rows);
    notices::banners(ui, draw);
    add::offer(ui, draw);
    stopped_at_start(ui, draw, &rows);
    if rows.is_empty() && model.intake.is_empty() {
        add::empty(ui, draw);
        return;
    }
    if draw.view.filter != UploadFilter::Failed || rows.len() < 2 {
        add::drop_card(ui, draw);
        add::url_row(ui, draw);
        summary(ui, draw, &rows);
    }
    list(ui, draw, &mut rows);
}

fn head(ui: &mut Ui, draw: &mut Draw<'_>, rows: &[UploadRow<'_>]) {
    frame::header(ui, msg::window::page_uploads(), None, |ui| {
        if rows.is_empty() {
            return;
        }
        let more = parts::square_button(ui, Icon::Ellipsis, msg::uploads::uploads_more());
        controls::menu(&more, msg::uploads::uploads_menu(), |ui| more_menu(ui, draw, rows));
        let failed = rows.iter().filter(|row| row.job.ended_badly()).count();
        if draw.view.filter == UploadFilter::Failed && failed > 0 {
            if Button::plain(Some(Icon::RotateCw), msg::uploads::uploads_retry_failed()).show(ui).clicked() {
                draw.send(Command::Retry(failures(rows)));
            }
        } else {
            pause_all(ui, draw, rows);
        }
        chips(ui, rows, failed, draw.view);
    });
}

fn pause_all(ui: &mut Ui, draw: &mut Draw<'_>, rows: &[UploadRow<'_>]) {
    if rows.iter().any(|row| row.job.active() && menu::can_pause(row.job)) {
        if Button::plain(Some(Icon::Pause), msg::uploads::uploads_pause_all()).show(ui).clicked() {
            let restarts = rows.iter().any(|row| row.job.active() && row.job.restarts_when_paused());
            notices::pause(draw, JobSelection::All(draw.model.current.clone()), restarts);
        }
    } else if rows.iter().any(|row| row.job.end.is_none() && (row.job.paused || row.job.stopped_at_start))
        && Button::plain(Some(Icon::Play), msg::uploads::uploads_resume_all()).show(ui).clicked()
    {
        draw.send(Command::Resume(JobSelection::All(draw.model.current.clone())));
    }
}

fn chips(ui: &mut Ui, rows: &[UploadRow<'_>], failed: usize, view: &mut View) {
    if rows.len() < 2 {
        view.filter = UploadFilter::All;
        return;
    }
    if ui.available_width() < 330.0 {
        return;
    }
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.x = 4.0;
    let done = rows.iter().filter(|row| row.passes(UploadFilter::Done)).count();
    let done = match done {
        0 => msg::uploads::uploads_filter_done().to_owned(),
        count => msg::uploads::uploads_filter_done_counted(count),
    };
    let failed = match failed {
        0 => msg::uploads::uploads_filter_failed().to_owned(),
        count => msg::uploads::uploads_filter_failed_counted(count),
    };
    let choices = [
        (UploadFilter::Done, done),
        (UploadFilter::Failed, failed),
        (UploadFilter::Active, msg::uploads::uploads_filter_active().to_owned()),
        (UploadFilter::All, msg::uploads::uploads_filter_all(rows.len())),
    ];
    for (filter, label) in choices {
        if parts::chip(ui, &label, view.filter == filter).clicked() {
            view.filter = filter;
        }
    }
}

fn failures(rows: &[UploadRow<'_>]) -> JobSelection {
    JobSelection::These(rows.iter().filter(|row| row.job.ended_badly()).map(|row| row.job.id).collect())
}

fn more_menu(ui: &mut Ui, draw: &mut Draw<'_>, rows: &[UploadRow<'_>]) {
    if rows.iter().any(|row| row.job.ended_badly())
        && MenuItem::new(Icon::RotateCw, msg::uploads::uploads_retry_failed()).chosen(ui)
    {
        draw.send(Command::Retry(failures(rows)));
    }
    let over: Vec<JobId> =
        rows.iter().filter(|row| row.passes(UploadFilter::Done)).map(|row| row.job.id).collect();
    if !over.is_empty() && MenuItem::new(Icon::ListChecks, msg::uploads::uploads_remove_finished()).chosen(ui)
    {
        draw.send(Command::Remove(JobSelection::These(over)));
    }
    let ids: Vec<String> =
        rows.iter().filter_map(|row| row.job.asset_id()).map(ToString::to_string).collect();
    if !ids.is_empty() && MenuItem::new(Icon::Copy, msg::uploads::uploads_copy_asset_ids()).chosen(ui) {
        draw.out.push(Action::Copy(ids.join("\n")));
    }
    let there: Vec<JobId> =
        rows.iter().filter(|row| row.job.can_add_destinations()).map(|row| row.job.id).collect();
    if !there.is_empty() && MenuItem::new(Icon::Plus, msg::uploads::uploads_add_destinations()).chosen(ui) {
        let count = there.len();
        draw.view.dialog = Some(Dialog::AddAssets(AddAssetsDialog::jobs(JobSelection::These(there), count)));
    }
    if MenuItem::new(Icon::Tags, msg::metadata::metadata_next_title()).chosen(ui) {
        draw.view.metadata = Some(MetadataForm::of_next(&draw.view.told));
    }
    if MenuItem::new(Icon::Download, msg::receipts::receipt_save_all()).chosen(ui) {
        draw.out.push(Action::Save(ReceiptSelection::All));
    }
    if rows.iter().any(|row| row.job.end.is_none())
        && MenuItem::new(Icon::X, msg::uploads::uploads_cancel_all()).chosen(ui)
    {
        draw.send(Command::Cancel(JobSelection::All(draw.model.current.clone())));
    }
    if rows.len() > 1 {
        controls::menu_line(ui);
        for (filter, label) in [
            (UploadFilter::All, msg::uploads::uploads_show_all()),
            (UploadFilter::Active, msg::uploads::uploads_show_active()),
            (UploadFilter::Failed, msg::uploads::uploads_show_failed()),
            (UploadFilter::Done, msg::uploads::uploads_show_done()),
        ] {
            if MenuItem::ticked(draw.view.filter == filter, label).chosen(ui) {
                draw.view.filter = filter;
            }
        }
    }
}

/// Jobs found in the journal that wait for a word.
fn stopped_at_start(ui: &mut Ui, draw: &mut Draw<'_>, rows: &[UploadRow<'_>]) {
    let stopped_at_start: Vec<JobId> = rows
        .iter()
        .filter(|row| row.job.stopped_at_start && row.job.end.is_none())
        .map(|row| row.job.id)
        .collect();
    if stopped_at_start.is_empty() {
        return;
    }
    let title = msg::uploads::uploads_stopped(stopped_at_start.len());
    let sentence = msg::uploads::uploads_stopped_help();
    let button = Button::plain(None, msg::uploads::uploads_stopped_resume()).low();
    let keep = button.width(ui);
    let place = controls::banner(ui, Tone::Busy, Icon::History, &title, sentence, keep);
    if button.at(ui, place).clicked() {
        draw.send(Command::Resume(JobSelection::These(stopped_at_start)));
    }
}

/// How many uploads there are of each status, without those that are over.
fn counted(rows: &[UploadRow<'_>]) -> Vec<String> {
    use UploadStatus as Is;
    let count = |wanted: &[Is]| rows.iter().filter(|row| wanted.contains(&row.status)).count();
    let retrying = rows.iter().filter(|row| matches!(row.status, Is::Retrying(_))).count();
    let waiting = count(&[Is::Checking, Is::Waiting, Is::NoNetwork, Is::NoKey]) + retrying;
    let [uploading, undecided] = [count(&[Is::Uploading]), count(&[Is::Duplicate])];
    let [processing, indexing] = [count(&[Is::Processing]), count(&[Is::Indexing])];
    let paused = count(&[Is::Paused, Is::StoppedAtStart]);
    let counts = [
        (uploading, msg::uploads::uploads_uploading(uploading)),
        (waiting, msg::uploads::uploads_waiting(waiting)),
        (undecided, msg::uploads::uploads_to_decide(undecided)),
        (processing, msg::uploads::uploads_processing(processing)),
        (indexing, msg::uploads::uploads_indexing(indexing)),
        (paused, msg::uploads::uploads_paused(paused)),
    ];
    counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said).collect()
}

/// What is on its way as a whole.
fn summary(ui: &mut Ui, draw: &Draw<'_>, rows: &[UploadRow<'_>]) {
    let wire = draw.wire;
    let said = counted(rows);
    if said.is_empty() {
        return;
    }
    let open = || rows.iter().filter(|row| row.job.end.is_none() && !row.job.asks());
    let total: u64 = open().map(|row| row.job.bytes_total()).sum();
    let done: u64 = open().map(|row| wire.bytes_done(row.job)).sum();
    let t = tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 58.0));
    parts::card(ui.painter(), rect, t);
    let inner = rect.shrink2(vec2(17.0, 0.0));
    let top = Rect::from_min_size(pos2(inner.left(), rect.top() + 12.0), vec2(inner.width(), 20.0));
    let speed = wire.total.rate().filter(|_| total > done).map(|rate| {
        let left = times::about(times::time_left(rate, total - done));
        let left = msg::uploads::uploads_time_left(left);
        numbers::facts([text::speed(rate, wire.limit), left])
    });
    let speed = speed.unwrap_or_default();
    let room = parts::width(ui, &speed, theme::regular(12.0)).ceil() + 1.0;
    let place = Rect::from_min_max(pos2(top.right() - room, top.top()), top.max);
    parts::line(ui, place, &speed, theme::regular(12.0), t.dim, Align::Max);
    let said = numbers::commas(said);
    let needed = parts::width(ui, &said, theme::semibold(13.0)).ceil() + 1.0;
    let place = Rect::from_min_size(top.min, vec2(needed.min(top.width() - room - 12.0), top.height()));
    parts::line(ui, place, &said, theme::semibold(13.0), t.text, Align::Min);
    let place = Rect::from_min_max(
        pos2(place.right() + 11.0, top.top()),
        pos2(top.right() - room - 12.0, top.bottom()),
    );
    let waits = open().next().is_none();
    if (done < total || waits) && place.width() > 60.0 {
        let more = if wire.flights.is_empty() {
            text::forecast(&Forecast::of(draw.model, wire))
        } else {
            numbers::part_of(done, total)
        };
        parts::line(ui, place, &more, theme::regular(12.0), t.dim, Align::Min);
    }
    let bar = Rect::from_min_size(pos2(inner.left(), rect.top() + 37.0), vec2(inner.width(), 8.0));
    let color = if done < total { t.accent } else { t.busy };
    // Where everything waits for a decision, nothing moves.
    let share = if total > 0 { row::share(done, total) } else { f32::from(u8::from(!waits)) };
    parts::bar(ui, bar, msg::uploads::uploads_progress(), share, color);
}

/// One line of the list.
enum UploadListEntry {
    Job(usize),
    Group { title: String, advice: String, rows: Vec<usize> },
    More { key: String, hidden: usize },
}

const MORE: f32 = 37.0;

fn entries(rows: &mut [UploadRow<'_>], view: &View) -> Vec<UploadListEntry> {
    let shown: Vec<usize> =
        rows.iter().enumerate().filter(|(_, row)| row.passes(view.filter)).map(|(place, _)| place).collect();
    if view.filter != UploadFilter::Failed {
        return shown.into_iter().map(UploadListEntry::Job).collect();
    }
    let mut order: Vec<(String, String)> = Vec::new();
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for place in shown {
        let Some(end) = rows.get(place).and_then(|row| row.job.end.as_ref()) else { continue };
        let (title, advice) = text::common_end(end);
        let members = groups.entry(title.clone()).or_default();
        if members.is_empty() {
            order.push((title, advice));
        }
        members.push(place);
    }
    let mut entries = Vec::new();
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
    entries
}

fn list(ui: &mut Ui, draw: &mut Draw<'_>, rows: &mut [UploadRow<'_>]) {
    let entries = entries(rows, draw.view);
    let rows = &*rows;
    let width = ui.available_width();
    let mut bottoms = Vec::with_capacity(entries.len());
    let mut bottom = 0.0_f32;
    for entry in &entries {
        bottom += match entry {
            UploadListEntry::Job(place) => {
                rows.get(*place).map_or(0.0, |row| row::height(ui, draw.model, row, draw.view, width))
            }
            UploadListEntry::Group { .. } => theme::ROW,
            UploadListEntry::More { .. } => MORE,
        };
        bottoms.push(bottom);
    }
    if entries.is_empty() {
        return without_rows(ui, rows.is_empty());
    }
    let tall = (bottom + 1.0).min(ui.available_height().max(theme::ROW));
    let (_, rect) = ui.allocate_space(vec2(width, tall));
    let t = tokens(ui);
    parts::card(ui.painter(), rect, t);
    let inner = rect.shrink2(vec2(0.0, 1.0));
    draw.view.rows_drawn = 0;
    frame::within(ui, "list", inner, |ui| {
        ui.set_clip_rect(inner.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ScrollArea::vertical().id_salt("uploads").auto_shrink(false).show_viewport(ui, |ui, seen| {
            ui.set_height(bottom - 1.0);
            let (left, top) = (ui.max_rect().left(), ui.max_rect().top());
            let first = bottoms.partition_point(|bottom| *bottom <= seen.top());
            for (place, entry) in entries.iter().enumerate().skip(first) {
                let above = place.checked_sub(1).and_then(|above| bottoms.get(above)).copied().unwrap_or(0.0);
                if above >= seen.bottom() {
                    break;
                }
                let below = bottoms.get(place).copied().unwrap_or(above);
                let last = place + 1 == entries.len();
                let rect = Rect::from_min_max(pos2(left, top + above), pos2(left + width, top + below));
                draw.view.rows_drawn += 1;
                if let Some(fill) = tint(entry, rows, draw.view, t) {
                    ui.painter().rect_filled(rect, corners(place == 0, last), fill);
                }
                entry_ui(ui, draw, rect, entry, rows);
                if !last {
                    parts::hairline(ui.painter(), rect, t);
                }
            }
        });
    });
    let round = egui::CornerRadius::same(theme::RADIUS_CARD);
    ui.painter().rect_stroke(rect, round, Stroke::new(1.0, t.line), StrokeKind::Inside);
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

/// What stands behind a line, if anything but the card.
fn tint(entry: &UploadListEntry, rows: &[UploadRow<'_>], view: &View, t: &Tokens) -> Option<egui::Color32> {
    match entry {
        UploadListEntry::Group { .. } => Some(t.ground),
        UploadListEntry::Job(place) => {
            rows.get(*place).filter(|row| view.open.contains(&row.job.id)).map(|_| t.selected)
        }
        UploadListEntry::More { .. } => None,
    }
}

/// The first and the last line follow the corners of the card.
fn corners(first: bool, last: bool) -> egui::CornerRadius {
    let (top, bottom) = (if first { 11 } else { 0 }, if last { 11 } else { 0 });
    egui::CornerRadius { nw: top, ne: top, sw: bottom, se: bottom }
}

fn entry_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, entry: &UploadListEntry, rows: &[UploadRow<'_>]) {
    match entry {
        UploadListEntry::Job(place) => {
            if let Some(row) = rows.get(*place) {
                frame::within(ui, ("job", row.job.id), rect, |ui| {
                    row::row_ui(ui, draw, row);
                });
            }
        }
        UploadListEntry::Group { title, advice, rows: members } => {
            let ends: Vec<&Job> =
                members.iter().filter_map(|place| rows.get(*place)).map(|row| &**row.job).collect();
            frame::within(ui, ("group", title), rect, |ui| group_ui(ui, draw, title, advice, &ends));
        }
        UploadListEntry::More { key, hidden } => {
            let label = msg::uploads::uploads_group_more(*hidden);
            let id = ui.make_persistent_id(("more", key));
            let response = ui.interact(rect, id, egui::Sense::click());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
            let t = tokens(ui);
            let color = if response.hovered() { t.text } else { t.dim };
            let at = pos2(rect.left() + 65.0, rect.center().y);
            parts::text(ui.painter(), at, Align2::LEFT_CENTER, &label, theme::regular(12.5), color);
            parts::focus_ring(ui, rect.shrink(3.0), &response);
            if response.clicked() {
                draw.view.open_groups.insert(key.clone());
            }
        }
    }
}

fn group_ui(ui: &mut Ui, draw: &mut Draw<'_>, title: &str, advice: &str, jobs: &[&Job]) {
    let (rect, t) = (ui.max_rect(), tokens(ui));
    let mark = Rect::from_min_size(pos2(rect.left() + 17.0, rect.center().y - 17.0), vec2(34.0, 34.0));
    parts::boxed_icon(ui, mark, Icon::FileX, 16.0, t.quiet, t.bad_text);
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
                draw.send(Command::SendAnyway(ids));
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
    let words = msg::uploads::uploads_group(jobs.len(), title);
    let top = Rect::from_min_max(
        pos2(rect.left() + 65.0, rect.center().y - 19.0),
        pos2(right - 8.0, rect.center().y),
    );
    parts::line(ui, top, &words, theme::semibold(13.0), t.text, Align::Min);
    let below = top.translate(vec2(0.0, 18.0));
    parts::line(ui, below, advice, theme::regular(12.0), t.dim, Align::Min);
}

/// Allows larger files for the account.
pub(crate) fn raise(draw: &mut Draw<'_>, key: LimitKey, bytes: u64) {
    draw.send(Command::RaiseLimit(draw.model.current.clone(), key, bytes));
}
