//! The uploads page: ways to add, what is under way as a whole, and the list.

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::controls::{self, Field, MenuItem};
use crate::ui::kit::parts::{self, Tone};
use crate::ui::kit::shortcuts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::view::{MetadataForm, UploadFilter, View};
use crate::ui::shell::{frame, notices, status_line};
use crate::ui::uploads::list::{self, UploadRow};
use crate::ui::uploads::{add, bar, menu, undo};
use crate::ui::{Action, Draw};
use takeup_engine::{Command, JobSelection, ReceiptSelection};
use takeup_model::{Batch, End, Forecast, Job, JobId, UploadGroup, UploadStatus};
use takeup_text::{self as text, msg, numbers};

/// Draws the uploads page.
pub fn uploads_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let (model, now) = (draw.model, draw.now);
    let mut rows: Vec<UploadRow<'_>> = model
        .shown_jobs()
        .filter(|job| !undo::removed(draw.view, job.id))
        .map(|job| {
            let status = if undo::cancelled(draw.view, job.id) {
                UploadStatus::Cancelled
            } else {
                UploadStatus::of(model, draw.wire, job, now)
            };
            UploadRow { job, status, grouped: false }
        })
        .collect();
    head(ui, draw, &rows);
    notices::banners(ui, draw);
    add::offer(ui, draw);
    stopped_at_start(ui, draw, &rows);
    if rows.is_empty() && model.intake.is_empty() {
        add::empty(ui, draw);
        return;
    }
    add::add_row(ui, draw);
    summary(ui, draw, &rows);
    list::list(ui, draw, &mut rows);
}

fn head(ui: &mut Ui, draw: &mut Draw<'_>, rows: &[UploadRow<'_>]) {
    frame::header(ui, msg::window::page_uploads(), None, |ui| {
        if rows.is_empty() {
            draw.view.uploads.to_search = false;
            return;
        }
        let room = ui.available_width();
        // The menu has its place in any case: nothing else leads out of a filter there.
        let search_wide =
            if room > 660.0 { 190.0 } else { (room - theme::CONTROL - 20.0).clamp(60.0, 130.0) };
        let chips = chips(ui, rows, draw.view, ui.available_width() - search_wide - theme::CONTROL - 20.0);
        let chips_wide: f32 = chips.iter().map(|(_, label)| buttons::chip_width(ui, label) + 4.0).sum();
        // The last of them is as far from the search as everything else is.
        frame::push_right(ui, &[(chips_wide - 4.0).max(0.0), search_wide, theme::CONTROL]);
        let beside = !chips.is_empty();
        let only = chips.len() == 1;
        for (filter, label) in chips {
            if buttons::chip(ui, &label, draw.view.filter == filter).clicked() {
                draw.view.filter = if only { UploadFilter::All } else { filter };
            }
            ui.add_space(4.0 - ui.spacing().item_spacing.x);
        }
        if beside {
            ui.add_space(ui.spacing().item_spacing.x - 4.0);
        }
        search(ui, draw.view, search_wide);
        let more = buttons::square_button(ui, Icon::Ellipsis, msg::uploads::uploads_more());
        controls::menu(&more, msg::uploads::uploads_menu(), |ui| more_menu(ui, draw, rows));
    });
}

fn search(ui: &mut Ui, view: &mut View, wide: f32) {
    let (_, rect) = ui.allocate_space(vec2(wide, theme::CONTROL));
    let field = Field {
        icon: Some(Icon::Search),
        takes_keyboard: std::mem::take(&mut view.uploads.to_search),
        ..Field::new(msg::uploads::uploads_search(), msg::uploads::uploads_search_hint())
    };
    // In a space of its own: a field moves the place of what comes next.
    let response = frame::within(ui, "search", rect, |ui| field.at(ui, rect, &mut view.uploads.search));
    controls::clear_on_escape(ui, &response, &mut view.uploads.search);
    // Where there is room beside the hint, and nothing is typed over it.
    let keys = shortcuts::SEARCH.written(ui.ctx());
    if let Some(keys) =
        keys.first().filter(|_| wide >= 190.0 && view.uploads.search.is_empty() && !response.has_focus())
    {
        controls::key_cap(ui, rect, keys);
    }
}

/// The button that pauses all, or lets all go on. Returns whether it pauses; nothing where neither means anything.
fn pause_all(rows: &[UploadRow<'_>]) -> Option<(bool, Button<'static>)> {
    let waits = |job: &Job| job.end.is_none() && (job.paused || job.stopped_at_start);
    if rows.iter().any(|row| row.job.active() && menu::can_pause(row.job)) {
        Some((true, Button::plain(Some(Icon::Pause), msg::uploads::uploads_pause_all())))
    } else if rows.iter().any(|row| waits(row.job) && row.status != UploadStatus::Cancelled) {
        Some((false, Button::plain(Some(Icon::Play), msg::uploads::uploads_resume_all())))
    } else {
        None
    }
}

/// Draws that button at the right end of this, and returns where it begins.
fn pause_all_ui(ui: &mut Ui, draw: &mut Draw<'_>, within: Rect, rows: &[UploadRow<'_>]) -> Option<f32> {
    let (pause, button) = pause_all(rows)?;
    let size = vec2(button.width(ui), theme::CONTROL);
    let place = Rect::from_min_size(within.right_center() - vec2(size.x, size.y / 2.0), size);
    if button.at(ui, place).clicked() {
        let all = JobSelection::All(draw.model.current.clone());
        if pause {
            let restarts = rows.iter().any(|row| row.job.active() && row.job.restarts_when_paused());
            notices::pause(draw, all, restarts);
        } else {
            draw.send(Command::Resume(all));
        }
    }
    Some(place.left())
}

/// The filters, where there is room for them; elsewhere the menu has them.
fn chips(ui: &Ui, rows: &[UploadRow<'_>], view: &mut View, room: f32) -> Vec<(UploadFilter, String)> {
    if rows.len() < 2 {
        view.filter = UploadFilter::All;
        return Vec::new();
    }
    let count = |filter: UploadFilter| rows.iter().filter(|row| row.passes(filter)).count();
    let label = |filter: UploadFilter| match (filter, count(filter)) {
        (UploadFilter::All, count) => msg::uploads::uploads_filter_all(count),
        (UploadFilter::Active, 0) => msg::uploads::uploads_filter_active().to_owned(),
        (UploadFilter::Active, count) => msg::uploads::uploads_filter_active_counted(count),
        (UploadFilter::Held, 0) => msg::uploads::uploads_filter_held().to_owned(),
        (UploadFilter::Held, count) => msg::uploads::uploads_filter_held_counted(count),
        (UploadFilter::Failed, 0) => msg::uploads::uploads_filter_failed().to_owned(),
        (UploadFilter::Failed, count) => msg::uploads::uploads_filter_failed_counted(count),
        (UploadFilter::Done, 0) => msg::uploads::uploads_filter_done().to_owned(),
        (UploadFilter::Done, count) => msg::uploads::uploads_filter_done_counted(count),
        (UploadFilter::Cancelled, 0) => msg::uploads::uploads_filter_cancelled().to_owned(),
        (UploadFilter::Cancelled, count) => msg::uploads::uploads_filter_cancelled_counted(count),
    };
    let choices: Vec<(UploadFilter, String)> =
        offered(rows, view.filter).map(|filter| (filter, label(filter))).collect();
    let needed: f32 = choices.iter().map(|(_, label)| buttons::chip_width(ui, label) + 4.0).sum();
    if needed <= room {
        return choices;
    }
    // What hides rows is seen in any case.
    let narrowed = |filter: UploadFilter| filter == view.filter && filter != UploadFilter::All;
    choices.into_iter().filter(|(filter, _)| narrowed(*filter)).collect()
}

/// The filters that mean something now: seldom does anything wait for a decision, or was called off.
fn offered(rows: &[UploadRow<'_>], chosen: UploadFilter) -> impl Iterator<Item = UploadFilter> {
    use UploadFilter::{Active, All, Cancelled, Done, Failed, Held};
    let meant = |filter: UploadFilter| chosen == filter || rows.iter().any(|row| row.passes(filter));
    let (held, cancelled) = (meant(Held), meant(Cancelled));
    let all = [All, Active, Held, Failed, Done, Cancelled].into_iter();
    all.filter(move |filter| (held || *filter != Held) && (cancelled || *filter != Cancelled))
}

fn more_menu(ui: &mut Ui, draw: &mut Draw<'_>, rows: &[UploadRow<'_>]) {
    let those = |fits: fn(&Job) -> bool| -> Vec<&Job> {
        rows.iter().map(|row| &**row.job).filter(|job| fits(job)).collect()
    };
    if MenuItem::new(Icon::Folder, msg::add::add_choose_folder()).chosen(ui) {
        draw.out.push(Action::PickFolder);
    }
    let failed = those(|job| UploadGroup::of(job) == UploadGroup::Failed);
    if !failed.is_empty() && MenuItem::new(Icon::RotateCw, msg::uploads::uploads_retry_failed()).chosen(ui) {
        bar::retry(draw, &failed);
    }
    let over = those(|job| job.end == Some(End::Ready));
    if !over.is_empty() && MenuItem::new(Icon::ListChecks, msg::uploads::uploads_remove_finished()).chosen(ui)
    {
        undo::remove(draw, &over);
    }
    let named = those(|job| job.asset_id().is_some());
    if !named.is_empty() && MenuItem::new(Icon::Copy, msg::uploads::uploads_copy_asset_ids()).chosen(ui) {
        bar::copy_ids(draw, &named);
    }
    let there = those(Job::can_add_destinations);
    if !there.is_empty() && MenuItem::new(Icon::Plus, msg::uploads::uploads_add_destinations()).chosen(ui) {
        bar::add_destinations(draw, &there);
    }
    if MenuItem::new(Icon::Tags, msg::metadata::metadata_next_title()).chosen(ui) {
        draw.view.metadata = Some(MetadataForm::of_next(&draw.view.then.told));
    }
    if MenuItem::new(Icon::Download, msg::receipts::receipt_save_all()).chosen(ui) {
        draw.out.push(Action::Save(ReceiptSelection::All));
    }
    let open = those(|job| job.end.is_none());
    if !open.is_empty() && MenuItem::new(Icon::X, msg::uploads::uploads_cancel_all()).chosen(ui) {
        undo::cancel(draw, &open);
    }
    if rows.len() > 1 {
        controls::menu_line(ui);
        for filter in offered(rows, draw.view.filter) {
            let label = match filter {
                UploadFilter::All => msg::uploads::uploads_show_all(),
                UploadFilter::Active => msg::uploads::uploads_show_active(),
                UploadFilter::Held => msg::uploads::uploads_show_held(),
                UploadFilter::Failed => msg::uploads::uploads_show_failed(),
                UploadFilter::Done => msg::uploads::uploads_show_done(),
                UploadFilter::Cancelled => msg::uploads::uploads_show_cancelled(),
            };
            if MenuItem::one_of(draw.view.filter == filter, label).chosen(ui) {
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

/// What is under way as a whole: one figure, the same as in the title. It stays when all is over, so that the list does
/// not move.
fn summary(ui: &mut Ui, draw: &mut Draw<'_>, rows: &[UploadRow<'_>]) {
    let batch = draw.view.batches.of(&draw.model.current);
    let counts = RowCounts::of(rows);
    let t = tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 58.0));
    parts::card(ui.painter(), rect, t);
    let mut inner = rect.shrink2(vec2(17.0, 0.0));
    if let Some(left) = pause_all_ui(ui, draw, inner, rows) {
        inner.set_right(left - 16.0);
    }
    let above = if batch.uploads > 0 { 12.0 } else { 19.0 };
    let top = Rect::from_min_size(pos2(inner.left(), rect.top() + above), vec2(inner.width(), 20.0));
    let ours = |id| draw.model.job(id).is_some_and(|job| job.account == draw.model.current);
    let rate = draw.wire.rate_of(ours);
    let rests = [text::batch_rest, text::batch_rest_brief]
        .map(|rest| numbers::facts(rest(&batch, rate, draw.wire.limit).into_iter().flatten()));
    let said =
        BatchWords::fitting(ui, top.width(), batch_counts(draw, batch, counts), &sent(draw, batch), rests);
    said.paint(ui, top);
    if batch.uploads == 0 {
        return;
    }
    let bar = Rect::from_min_size(pos2(inner.left(), rect.top() + 37.0), vec2(inner.width(), 8.0));
    let over = batch.sending == 0 && batch.processing() == 0;
    let of = counts.total(batch);
    // What waits for a person, or went wrong, is not done.
    let color = match (batch.left == 0 && batch.processing() > 0, over && batch.ready < of) {
        (true, _) => t.busy,
        (false, true) => t.faint,
        (false, false) => t.accent,
    };
    #[expect(clippy::cast_possible_truncation, reason = "a share for the eye")]
    let share = batch.share().map_or(0.0, |share| share as f32);
    // All of it is only there once the platform says so. The bytes of URLs are not known.
    let share = if batch.ready == of { 1.0 } else { share.min(0.99) };
    parts::bar(ui, bar, msg::uploads::uploads_progress(), share, color);
}

/// How many rows of the list wait for a person, have failed, and are done.
#[derive(Clone, Copy, Default)]
struct RowCounts {
    held: usize,
    /// Those of them that were not accepted.
    refused: usize,
    failed: usize,
    done: usize,
}

impl RowCounts {
    fn of(rows: &[UploadRow<'_>]) -> Self {
        let mut counts = Self::default();
        for row in rows {
            if row.passes(UploadFilter::Held) {
                counts.held += 1;
                counts.refused += usize::from(row.job.end.is_some());
            } else if row.passes(UploadFilter::Failed) {
                counts.failed += 1;
            } else if row.passes(UploadFilter::Done) {
                counts.done += 1;
            }
        }
        counts
    }

    /// Of how many uploads is told how many are ready. What is not accepted is in no batch, and what failed before is not
    /// in this one; the list shows both.
    fn total(self, batch: Batch) -> usize {
        batch.uploads + self.refused + self.failed.saturating_sub(batch.failed)
    }
}

/// What is said above the bar: at the left how many are ready and what was sent, at the right how it goes on.
struct BatchWords {
    counts: String,
    sent: String,
    rest: String,
}

impl BatchWords {
    const GAP: f32 = 10.0;

    /// As much as has room. Figures are never cut: they would be read for others.
    fn fitting(ui: &Ui, room: f32, counts: [String; 2], sent: &str, rests: [String; 2]) -> Self {
        let [whole, shorter] = counts;
        let [long, brief] = rests;
        let ways = [
            (&whole, sent, &long),
            (&whole, sent, &brief),
            (&shorter, sent, &long),
            (&shorter, sent, &brief),
            (&shorter, "", &brief),
        ];
        let fits = |(counts, sent, rest): &(&String, &str, &String)| {
            let small = |words: &str| parts::width(ui, words, theme::regular(12.0)).ceil() + 1.0;
            let gaps = [*sent, rest.as_str()].iter().filter(|words| !words.is_empty()).count();
            #[expect(clippy::cast_precision_loss, reason = "at most two")]
            let gaps = gaps as f32 * Self::GAP;
            parts::width(ui, counts, theme::semibold(13.0)).ceil() + 1.0 + small(sent) + small(rest) + gaps
                <= room
        };
        let way = ways.iter().find(|way| fits(way)).or(ways.last());
        let (counts, sent, rest) = way.copied().unwrap_or((&shorter, "", &brief));
        Self { counts: counts.clone(), sent: sent.to_owned(), rest: rest.clone() }
    }

    fn paint(&self, ui: &mut Ui, line: Rect) {
        let t = tokens(ui);
        let wide = parts::width(ui, &self.counts, theme::semibold(13.0)).ceil() + 1.0;
        let place = line.with_max_x(line.right().min(line.left() + wide));
        parts::line(ui, place, &self.counts, theme::semibold(13.0), t.text, Align::Min);
        let beside = line.with_min_x(place.right() + Self::GAP);
        let room = (parts::width(ui, &self.rest, theme::regular(12.0)).ceil() + 1.0).min(beside.width());
        if !self.rest.is_empty() && room > 40.0 {
            let place = beside.with_min_x(beside.right() - room);
            parts::line(ui, place, &self.rest, theme::regular(12.0), t.dim, Align::Max);
        }
        if !self.sent.is_empty() {
            parts::line(ui, beside, &self.sent, theme::regular(12.0), t.dim, Align::Min);
        }
    }
}

/// How many of the uploads are ready, wait for a person, and have failed; and the same without those that wait, which the
/// bottom line tells, too.
fn batch_counts(draw: &Draw<'_>, batch: Batch, counts: RowCounts) -> [String; 2] {
    if batch.uploads == 0 {
        return [(); 2].map(|()| status_line::uploads_status(draw));
    }
    let RowCounts { held, failed, done, .. } = counts;
    let ready = msg::uploads::batch_ready(counts.total(batch), batch.ready);
    // What was done before this batch is in the list, too.
    let before = done.saturating_sub(batch.ready);
    let before = (before > 0).then(|| msg::uploads::batch_before(before));
    let held = (held > 0).then(|| msg::window::status_to_decide(held));
    let failed = (failed > 0).then(|| msg::window::status_failed(failed));
    [(before, held), (None, None)].map(|(before, held)| {
        numbers::facts([Some(&ready), before.as_ref(), held.as_ref(), failed.as_ref()].into_iter().flatten())
    })
}

/// What was sent, or will be.
fn sent(draw: &Draw<'_>, batch: Batch) -> String {
    if batch.uploads == 0 {
        String::new()
    } else if draw.wire.flights.is_empty() && batch.sent == 0 && batch.open > 0 {
        text::forecast(&Forecast::of(draw.model, draw.wire))
    } else if batch.bytes == 0 {
        // The bytes of URLs are not sent from here.
        String::new()
    } else {
        msg::uploads::batch_sent(numbers::part_of(batch.sent, batch.bytes))
    }
}
