//! What an opened row tells: its steps, its parts, its names, and what went wrong.

use std::collections::BTreeSet;

use eframe::egui::{Align, Color32, CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::Timestamp;
use lucide_icons::Icon;

use crate::ui::kit::parts::Tip as _;
use crate::ui::kit::theme::{self, Tokens, tokens};
use crate::ui::kit::{buttons, controls, parts};
use crate::ui::shell::view::View;
use crate::ui::uploads::list::UploadRow;
use crate::ui::uploads::{add, choice, destinations, menu, notes, receipt, row};
use crate::ui::{Action, Draw};
use takeup_model::{
    Destination, DestinationId, DestinationState, Job, JobEvent, LoggedEvent, Method, Model, Part, PartNo,
    Session, Source, Step, StepTime, UploadGroup, UploadStatus, Wire,
};
use takeup_text::{self as text, msg, numbers, times};

const STEPS: f32 = 44.0;
const PITCH: f32 = 11.0;
const CELL: f32 = 9.0;
const NAMES: f32 = 30.0;
const RIGHT: f32 = 17.0;
const MOST_ROWS: usize = 5;
const EVENT: f32 = 18.0;
const MOST_EVENTS: usize = 6;
/// The line that leads to the events before.
const MORE: f32 = 28.0;

/// Where what it tells begins: below the name, or where there is little room, below the picture.
fn left(width: f32) -> f32 {
    if width >= 720.0 { row::NAME } else { 45.0 }
}

/// How much an opened row is taller than a closed one.
pub(crate) fn height(ui: &Ui, draw: &Draw<'_>, row: &UploadRow<'_>, width: f32) -> f32 {
    let room = width - left(width) - RIGHT;
    let map = row.job.session.as_ref().map_or(0.0, |session| map_height(session, room));
    let said: f32 = sentences(draw.model, row.job, draw.now.utc)
        .iter()
        .map(|(text, _)| parts::galley(ui, text, theme::regular(12.0), theme::CLEAR, room, 8).size().y + 4.0)
        .sum();
    let receipt = receipt::of(row.job).map_or(0.0, |it| receipt::height(ui, it, room));
    let (shown, hidden) = recent(draw.view, row);
    let events: f32 = shown.map(|_| EVENT).sum::<f32>() + if hidden > 0 { MORE } else { 0.0 };
    STEPS
        + choice::height(draw.view, row.job)
        + map
        + destinations::height(row.job)
        + said
        + events
        + receipt
        + NAMES
        + 6.0
}

/// The last things that have happened to an upload, once there is more to tell than that it was added, and how many came
/// before them. What a step tells is not among them.
fn recent<'a>(view: &View, row: &UploadRow<'a>) -> (impl Iterator<Item = &'a LoggedEvent>, usize) {
    let (job, cancelled): (&'a Job, bool) = (row.job, row.status == UploadStatus::Cancelled);
    let of_steps = |event: &JobEvent| matches!(event, JobEvent::Processed | JobEvent::Arrived(_));
    // For as long as it can be undone, a cancelled upload rests. Nobody has paused it.
    let rests = cancelled && job.events.iter().last().is_some_and(|last| last.event == JobEvent::Paused);
    let shown = job.events.iter().count() - usize::from(rests);
    let events = move || job.events.iter().take(shown).filter(move |logged| !of_steps(&logged.event));
    let count = events().count();
    let all = count <= MOST_EVENTS || view.uploads.all_events.contains(&job.id);
    let told = match count {
        0 | 1 => 0,
        _ if all => count,
        _ => MOST_EVENTS,
    };
    (events().skip(count - told), if told > 0 { count - told } else { 0 })
}

/// Draws what an opened row tells.
pub(crate) fn detail_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, row: &UploadRow<'_>) {
    let inner = Rect::from_min_max(
        pos2(rect.left() + left(rect.width()), rect.top()),
        pos2(rect.right() - RIGHT, rect.bottom()),
    );
    let t = tokens(ui);
    steps(ui, inner, draw, row);
    let mut top = inner.top() + STEPS;
    let tall = choice::height(draw.view, row.job);
    if tall > 0.0 {
        let place = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), tall));
        choice::choice_ui(ui, draw, place, row.job);
        top += tall;
    }
    if let Some(session) = &row.job.session {
        let tall = map_height(session, inner.width());
        let place = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), tall));
        part_map(ui, place, draw.wire, row.job, session);
        top += tall;
    }
    let tall = destinations::height(row.job);
    let place = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), tall));
    destinations::destinations_ui(ui, draw, place, row.job);
    top += tall;
    for (text, bad) in sentences(draw.model, row.job, draw.now.utc) {
        let place = Rect::from_min_max(pos2(inner.left(), top), inner.max);
        let color = if bad { t.bad_text } else { t.dim };
        top += parts::rows(ui, place, &text, theme::regular(12.0), color, 8).rect.height() + 4.0;
    }
    let (shown, hidden) = recent(draw.view, row);
    for said in text::event_lines(shown, &draw.view.zone) {
        let place = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), EVENT));
        parts::line(ui, place, &said, theme::regular(12.0), t.dim, Align::Min);
        top += EVENT;
    }
    if hidden > 0 {
        let words = msg::uploads::upload_events_all(numbers::count((hidden + MOST_EVENTS) as u64));
        let wide = parts::width(ui, &words, theme::regular(12.0)).ceil() + 1.0;
        let place = Rect::from_min_size(pos2(inner.left(), top), vec2(wide, MORE));
        let name = msg::uploads::upload_button_named(&words, row.job.name());
        if buttons::link(ui, place, &words, &name).clicked() {
            draw.view.uploads.all_events.insert(row.job.id);
        }
        top += MORE;
    }
    if let Some(receipt) = receipt::of(row.job) {
        let tall = receipt::height(ui, receipt, inner.width());
        let place = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), tall));
        receipt::receipt_ui(ui, draw, place, row.job, receipt);
        top += tall;
    }
    names(ui, draw, Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), NAMES)), row);
}

/// How far one step of the way has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StepState {
    Done,
    Now,
    Later,
    Failed,
}

/// One step of the way.
struct Stage {
    words: String,
    state: StepState,
    time: Option<StepTime>,
}

impl Stage {
    /// How long it took or when it was done, and the same in full.
    fn told(&self, draw: &Draw<'_>) -> Option<(String, String)> {
        let StepTime { from, to } = self.time.filter(|_| self.state == StepState::Done)?;
        let (now, zone) = (draw.now.utc, &draw.view.zone);
        let date = |then: Timestamp| then.to_zoned(zone.clone()).date();
        let done = times::date_and_time(to, zone);
        Some(match from {
            Some(from) => (times::took(from, to), numbers::facts([times::took(from, to), done])),
            None if date(to) == date(now) => (times::time(to, zone), done),
            None => (times::day(to, now, zone), done),
        })
    }
}

fn stages(model: &Model, job: &Job) -> Vec<Stage> {
    let step = job.step();
    let sent = job.bytes_sent();
    let over = job.end.is_some();
    let state = |done: bool, now: bool| match (done, now) {
        (true, _) => StepState::Done,
        (false, true) if !over => StepState::Now,
        (false, true) if UploadGroup::of(job) == UploadGroup::Failed => StepState::Failed,
        (false, _) => StepState::Later,
    };
    let reached = |words: String, done, now, time| Stage { words, state: state(done, now), time };
    let checked = job.route.is_some() || job.method() == Some(Method::Url);
    let mut all = vec![reached(msg::uploads::step_checked().to_owned(), checked, !checked, job.checked_at())];
    let sending = checked && !sent;
    all.push(reached(sending_words(job, sending, sent), sent, sending, job.sent_at()));
    let ready =
        job.end == Some(takeup_model::End::Ready) || step == Step::Submit || job.can_add_destinations();
    let processed = job.processed_at();
    if job.method() == Some(Method::Task) {
        all.push(reached(msg::uploads::step_indexed().to_owned(), ready, sent && !ready, processed));
        return all;
    }
    let words = if ready { msg::uploads::step_processed() } else { text::step(Step::Watch) };
    all.push(reached(words.to_owned(), ready, sent && !ready, processed));
    let at = processed.map(|time| StepTime { from: None, ..time });
    all.push(reached(msg::uploads::step_ready().to_owned(), ready, false, at));
    all.extend(destinations(model, job, state(false, ready)));
    all
}

fn sending_words(job: &Job, sending: bool, sent: bool) -> String {
    let words = match (&job.session, job.method()) {
        (Some(session), _) if sending => {
            let stored = session.parts.iter().filter(|part| **part != Part::Missing).count();
            return msg::uploads::step_uploading_parts(session.parts.len(), numbers::count(stored as u64));
        }
        (_, Some(Method::Import)) if sent => msg::uploads::step_imported(),
        (_, Some(Method::Import)) => msg::uploads::step_importing(),
        (_, Some(Method::Url)) if sent => msg::uploads::step_url_sent(),
        (_, Some(Method::Url)) => msg::uploads::step_url_sending(),
        _ if sent => msg::uploads::step_uploaded(),
        _ => msg::uploads::step_uploading(),
    };
    words.to_owned()
}

fn destinations(model: &Model, job: &Job, now: StepState) -> Vec<Stage> {
    let places = 1..=u32::try_from(job.destinations.len()).unwrap_or(u32::MAX);
    if job.destinations.len() > 2 {
        let there = job
            .destinations
            .iter()
            .filter(|destination| matches!(destination.state, DestinationState::Ready { .. }))
            .count();
        let state = if there == job.destinations.len() { StepState::Done } else { now };
        let words = msg::uploads::step_destinations(job.destinations.len(), there);
        // From the first that began to the last that was done.
        let known: Vec<StepTime> = places.filter_map(|place| job.arrived_at(place)).collect();
        let from = known.iter().filter_map(|time| time.from).min();
        let time = known.iter().map(|time| time.to).max().map(|to| StepTime { from, to });
        return vec![Stage { words, state, time }];
    }
    let named = |destination_id: &DestinationId| match destination_id {
        DestinationId::Index(id) => msg::uploads::step_indexed_in(add::index_name(model, id)),
        DestinationId::Store(id) => msg::uploads::step_added_to(add::store_name(model, id)),
    };
    let state = |state: &DestinationState| match state {
        DestinationState::Ready { .. } => StepState::Done,
        DestinationState::Failed(_) => StepState::Failed,
        DestinationState::Wanted
        | DestinationState::Begun
        | DestinationState::Doubtful
        | DestinationState::Submitted { .. } => now,
    };
    let added = |(place, destination): (u32, &Destination)| Stage {
        words: named(&destination.destination_id),
        state: state(&destination.state),
        time: job.arrived_at(place),
    };
    places.zip(&job.destinations).map(added).collect()
}

fn steps(ui: &mut Ui, rect: Rect, draw: &Draw<'_>, row: &UploadRow<'_>) {
    let t = tokens(ui);
    let mut stages = stages(draw.model, row.job);
    if row.status == UploadStatus::Cancelled {
        // Nothing is under way any more.
        let under_way = stages.iter_mut().filter(|stage| stage.state == StepState::Now);
        under_way.for_each(|stage| stage.state = StepState::Later);
    }
    let font =
        |stage: StepState| if stage == StepState::Now { theme::semibold(12.0) } else { theme::regular(12.0) };
    let told: Vec<Option<(String, String)>> = stages.iter().map(|stage| stage.told(draw)).collect();
    let width = |(stage, told): (&Stage, &Option<(String, String)>)| {
        let words = parts::width(ui, &stage.words, font(stage.state));
        let time = told.as_ref().map_or(0.0, |(time, _)| parts::width(ui, time, theme::regular(11.0)));
        words.max(time).ceil() + 18.0
    };
    let widths: Vec<f32> = stages.iter().zip(&told).map(width).collect();
    let used: f32 = widths.iter().sum();
    let gaps = u16::try_from(stages.len().saturating_sub(1)).unwrap_or(1).max(1);
    let gap = ((rect.width() - used) / f32::from(gaps)).max(8.0);
    let (mut left, middle) = (rect.left(), rect.top() + 11.0);
    for (place, ((stage, told), wide)) in stages.iter().zip(told).zip(&widths).enumerate() {
        if left + 30.0 > rect.right() {
            break;
        }
        if place > 0 && gap > 40.0 {
            let line = (left - gap * 0.5 - 10.0)..=(left - gap * 0.5 + 10.0);
            ui.painter().hline(line, middle, Stroke::new(1.0, t.line));
        }
        let (glyph, color) = stage_look(stage.state, t);
        parts::icon(ui.painter(), pos2(left + 6.0, middle), glyph, 13.0, color);
        let room = wide.min(rect.right() - left) - 17.0;
        let words = Rect::from_min_size(pos2(left + 17.0, middle - 9.0), vec2(room, 18.0));
        parts::line(ui, words, &stage.words, font(stage.state), color, Align::Min);
        if let Some((time, whole)) = told {
            let below = words.translate(vec2(0.0, 16.0));
            let label = parts::line(ui, below, &time, theme::regular(11.0), t.dim, Align::Min);
            // Those who listen hear of which step it is.
            let heard = numbers::facts([stage.words.clone(), time]);
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, heard.clone()));
            label.tip(whole);
        }
        left += wide + gap;
    }
}

fn stage_look(stage: StepState, t: &Tokens) -> (Icon, Color32) {
    match stage {
        StepState::Done => (Icon::CircleCheck, t.ok_text),
        StepState::Now => (Icon::CircleArrowUp, t.accent_text),
        StepState::Later => (Icon::Circle, t.dim),
        StepState::Failed => (Icon::CircleX, t.bad_text),
    }
}

/// Cells beside each other, and parts in each cell.
fn grid(parts: usize, room: f32) -> (usize, usize) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small number above nothing"
    )]
    let columns = (((room + 2.0) / PITCH).floor() as usize).max(1);
    (columns, parts.div_ceil(columns * MOST_ROWS).max(1))
}

fn map_height(session: &Session, room: f32) -> f32 {
    let (columns, each) = grid(session.parts.len(), room);
    let rows = session.parts.len().div_ceil(each).div_ceil(columns);
    f32::from(u16::try_from(rows).unwrap_or(u16::MAX)) * PITCH + 6.0
}

fn part_map(ui: &mut Ui, rect: Rect, wire: &Wire, job: &Job, session: &Session) {
    let t = tokens(ui);
    let flying: BTreeSet<PartNo> = wire
        .flights
        .range((job.id, PartNo(0))..=(job.id, PartNo(u32::MAX)))
        .map(|((_, part), _)| *part)
        .collect();
    let again = |part: PartNo| job.part_retries.contains_key(&part) || wire.dead.contains(&(job.id, part));
    let (columns, each) = grid(session.parts.len(), rect.width());
    let numbered: Vec<(PartNo, &Part)> = session.numbered().collect();
    let (mut x, mut y, mut column) = (rect.left(), rect.top(), 0);
    for cell in numbered.chunks(each) {
        let color = if cell.iter().all(|(_, part)| **part != Part::Missing) {
            t.accent
        } else if cell.iter().any(|(number, part)| **part == Part::Missing && again(*number)) {
            t.warn_text
        } else if cell.iter().any(|(number, part)| flying.contains(number) || **part != Part::Missing) {
            t.flying
        } else {
            t.quiet
        };
        let place = Rect::from_min_size(pos2(x, y), vec2(CELL, CELL));
        ui.painter().rect_filled(place, CornerRadius::same(2), color);
        column += 1;
        x += PITCH;
        if column == columns {
            (column, x, y) = (0, rect.left(), y + PITCH);
        }
    }
    let stored = session.parts.iter().filter(|part| **part != Part::Missing).count();
    let repeated = numbered.iter().filter(|(number, part)| **part == Part::Missing && again(*number)).count();
    let mut said = vec![
        msg::uploads::parts_stored(session.parts.len(), stored),
        msg::uploads::parts_sending(flying.len()),
    ];
    said.extend((repeated > 0).then(|| msg::uploads::parts_repeated(repeated)));
    said.extend((each > 1).then(|| msg::uploads::parts_each(each)));
    let said = numbers::facts(said);
    let id = parts::auto_id(ui);
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    response.tip(said);
}

/// What there is to say about a job, and whether it is bad.
fn sentences(model: &Model, job: &Job, now: Timestamp) -> Vec<(String, bool)> {
    let mut said = Vec::new();
    if let Some(reason) = text::reason(job) {
        said.push((reason, UploadGroup::of(job) == UploadGroup::Failed));
    }
    if let Some(unusual) = text::processing(job, now).filter(|_| job.end.is_none()) {
        said.push((text::sentences(unusual, msg::uploads::upload_processing_help()), false));
    }
    let limit = model.account_of(job).and_then(|account| text::limit_note(job, account));
    said.extend(limit.map(|note| (note, false)));
    said.extend(notes::notes(model, job).iter().map(|note| (text::noted(note), false)));
    if let Some(media) = job.file.as_ref().and_then(|file| text::media(&file.media)) {
        said.push((media, false));
    }
    said.extend(text::metadata_line(&job.options.metadata).map(|line| (line, false)));
    if let Source::Url(url) = &job.source
        && job.end.is_none()
    {
        said.extend(text::address_notes(url).into_iter().map(|note| (note, false)));
    }
    if receipt::of(job).is_none()
        && let Some(session) = job.session.as_ref().filter(|session| session.complete)
    {
        said.push((msg::uploads::detail_parts_confirmed(session.parts.len()), false));
    }
    said
}

fn names(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, row: &UploadRow<'_>) {
    let t = tokens(ui);
    let job = row.job;
    let name = job.name();
    let mut right = rect.right();
    // Elsewhere the menu has its button in the line above.
    if job.end.is_none() && row.status != UploadStatus::Cancelled {
        let more = Rect::from_center_size(pos2(right - 15.0, rect.center().y), vec2(28.0, 28.0));
        let (tip, heard) = (msg::controls::table_more(), msg::controls::table_more_for(&name));
        let button = buttons::named_icon_button(ui, more, Icon::Ellipsis, tip, &heard);
        controls::menu(&button, msg::uploads::upload_menu(), |ui| menu::row_menu(ui, draw, row));
        right = more.left() - 6.0;
    }
    if job.retries > 0 {
        let count = usize::try_from(job.retries).unwrap_or(usize::MAX);
        let text = msg::uploads::detail_requests_repeated(count);
        let wide = parts::width(ui, &text, theme::regular(12.0)).ceil() + 1.0;
        let place = Rect::from_min_max(pos2(right - wide, rect.top()), pos2(right, rect.bottom()));
        parts::line(ui, place, &text, theme::regular(12.0), t.dim, Align::Max);
        right -= wide + 14.0;
    }
    let upload = job.session.as_ref().map(|session| {
        (msg::uploads::detail_upload(), msg::uploads::upload_copy_upload_id(), session.upload.to_string())
    });
    let ids = [
        job.asset_id()
            .map(|id| (msg::uploads::detail_asset(), msg::uploads::upload_copy_asset_id(), id.to_string())),
        job.task.as_ref().map(|(id, _)| {
            (msg::uploads::detail_task(), msg::uploads::upload_copy_task_id(), id.to_string())
        }),
        upload.filter(|_| rect.width() > 620.0),
    ];
    let mut left = rect.left();
    for (label, tip, id) in ids.into_iter().flatten() {
        let place = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
        let line = CopyLine { label, tip, name: &msg::uploads::upload_button_named(tip, &name), text: &id };
        left = line.show(ui, draw, place);
    }
    if left <= rect.left() {
        let place = Rect::from_min_max(rect.min, pos2(right, rect.bottom()));
        parts::line(ui, place, &job.source.text(), theme::regular(12.0), t.dim, Align::Min);
    }
}

/// A text with its label and a button to copy it.
pub(crate) struct CopyLine<'a> {
    /// What the text is.
    pub(crate) label: &'a str,
    /// What the button does.
    pub(crate) tip: &'a str,
    /// The same with the name of the upload.
    pub(crate) name: &'a str,
    /// The text.
    pub(crate) text: &'a str,
}

impl CopyLine<'_> {
    /// Draws it from the left edge. Returns where the next may begin.
    pub(crate) fn show(&self, ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect) -> f32 {
        let t = tokens(ui);
        let wide = parts::width(ui, self.label, theme::regular(12.0)).ceil() + 5.0;
        let place = Rect::from_min_size(rect.min, vec2(wide, rect.height()));
        parts::line(ui, place, self.label, theme::regular(12.0), t.dim, Align::Min);
        let room = (rect.right() - place.right() - 34.0).max(0.0);
        let wide = parts::width(ui, self.text, theme::mono(12.0)).ceil().min(room) + 1.0;
        let place = Rect::from_min_size(pos2(place.right(), rect.top()), vec2(wide, rect.height()));
        parts::line(ui, place, self.text, theme::mono(12.0), t.dim, Align::Min);
        let copy = Rect::from_center_size(pos2(place.right() + 15.0, rect.center().y), vec2(28.0, 28.0));
        if buttons::named_icon_button(ui, copy, Icon::Copy, self.tip, self.name).clicked() {
            draw.out.push(Action::Copy(self.text.to_owned()));
        }
        copy.right() + 12.0
    }
}
