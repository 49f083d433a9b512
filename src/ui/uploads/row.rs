//! One upload in the list: its line, its buttons, its menu.

use std::time::Duration;

use eframe::egui::{
    Align, Color32, CornerRadius, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use crate::ui::kit::buttons;
use crate::ui::kit::controls;
use crate::ui::kit::parts::{self, Tip as _, Tone};
use crate::ui::kit::table::{click, keys};
use crate::ui::kit::theme::{self, Tokens, tokens};
use crate::ui::shell::view::View;
use crate::ui::uploads::list::UploadRow;
use crate::ui::uploads::{add, bar, choice, detail, duplicate, menu, notes, remedy, stills};
use crate::ui::{Action, Draw};
use takeup_model::{
    Destination, DestinationId, End, Job, JobId, MediaKind, Method, Model, Source, Step, UploadStatus,
    WaitsFor,
};
use takeup_text::{self as text, msg, numbers, times};

/// What a reason of two lines and a button below it need more than a name and a line.
const REMEDY: f32 = 22.0;
/// What a narrow row needs for its progress below its name.
const BELOW: f32 = 32.0;

/// How tall a row is, its hairline included.
pub(crate) fn height(ui: &Ui, draw: &Draw<'_>, row: &UploadRow<'_>, width: f32) -> f32 {
    let line = line_height(row, width);
    if draw.view.open.contains(&row.job.id) { line + detail::height(ui, draw, row, width) } else { line }
}

fn line_height(row: &UploadRow<'_>, width: f32) -> f32 {
    let below = if is_narrow(width) { BELOW } else { 0.0 };
    theme::ROW + below + if remedy::has_remedy(row) { REMEDY } else { 0.0 }
}

/// Whether there is no room for progress beside the name.
fn is_narrow(width: f32) -> bool {
    width < 480.0
}

/// Where the name of a row begins, seen from its left end.
pub(crate) const NAME: f32 = 110.0;

/// Where the name, the picture and the buttons of a row are: in the middle of its line, unless its progress is below.
fn head(line: Rect) -> Rect {
    let above = if is_narrow(line.width()) { 0.0 } else { ((line.height() - theme::ROW) / 2.0).round() };
    Rect::from_min_size(line.min + vec2(0.0, above), vec2(line.width(), theme::ROW))
}

/// Where the picture of a row is.
pub(crate) fn frame_at(rect: Rect) -> Rect {
    Rect::from_min_size(pos2(rect.left() + 45.0, rect.top() + 12.5), vec2(52.0, 34.0))
}

/// The list in which a row stands.
pub(crate) struct InList<'a> {
    /// What has the keyboard while it is in the list.
    pub(crate) whole: &'a Response,
    /// All rows that are shown, for a selection that reaches from one to another.
    pub(crate) ids: &'a [&'a JobId],
    /// All that are picked, those of closed groups too.
    pub(crate) picked: &'a [&'a Job],
}

/// Draws a row.
pub(crate) fn row_ui(ui: &mut Ui, draw: &mut Draw<'_>, row: &UploadRow<'_>, list: &InList<'_>) {
    let (whole, t) = (ui.max_rect(), tokens(ui));
    let within = UiBuilder::new().max_rect(whole).accessibility_parent(list.whole.id);
    let under = under(&ui.new_child(within), draw, row, list);
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(whole).accessibility_parent(under.id));
    let rect = Rect::from_min_size(whole.min, vec2(whole.width(), line_height(row, whole.width())));
    let head = head(rect);
    let name = row.job.name();
    pick_mark(ui, draw.view, head, row.job, &name);
    let pictured = stills::paint(ui, draw.model, &mut draw.view.stills, row.job, frame_at(head));
    picture(ui, head, row, pictured);
    let columns = Columns::of(rect);
    let top = Rect::from_min_size(pos2(head.left() + NAME, head.top() + 11.0), vec2(columns.name, 19.0));
    parts::line(ui, top, &name, theme::semibold(13.0), t.text, Align::Min);
    let (with_state, small) = (columns.pill.is_none(), theme::regular(12.0));
    let mut meta = meta(draw.model, row, with_state, !choice::offers(draw, row.job));
    if parts::width(ui, &meta, small.clone()) > columns.name {
        meta = self::meta(draw.model, row, with_state, false);
    }
    let below = top.translate(vec2(0.0, 18.0));
    let said = parts::width(ui, &meta, small.clone());
    let end = choice::offer_ui(ui, draw, below, said, row.job);
    parts::line(ui, below.with_max_x(end), &meta, small, t.dim, Align::Min);
    middle(ui, draw, columns.middle, row);
    if let Some(pill) = columns.pill {
        let (tone, glyph) = pill_look(row.status);
        parts::pill(ui, pill, tone, glyph, &text::upload_status(row.status));
    }
    menu::buttons(ui, draw, columns.buttons, row, &name);
    if draw.view.open.contains(&row.job.id) {
        let rect = Rect::from_min_max(pos2(whole.left(), rect.bottom()), whole.max);
        detail::detail_ui(ui, draw, rect, row);
    }
    if keys::opens_menu(ui, list.whole, &row.job.id) {
        controls::open_context_menu(ui, &under);
    }
    if list.picked.len() > 1 && draw.view.uploads.picks.has(&row.job.id) {
        let name = msg::controls::selection_title();
        controls::context_menu(&under, name, |ui| bar::picked_menu(ui, draw, list.picked));
    } else {
        controls::context_menu(&under, msg::uploads::upload_menu(), |ui| menu::row_menu(ui, draw, row));
    }
}

/// The row itself, below what stands in it. For the pointer only: the keyboard is at the list.
fn under(ui: &Ui, draw: &mut Draw<'_>, row: &UploadRow<'_>, list: &InList<'_>) -> Response {
    let (whole, t) = (ui.max_rect(), tokens(ui));
    let under = ui.interact(whole, ui.make_persistent_id("row"), Sense::CLICK);
    let picks = &mut draw.view.uploads.picks;
    let name = row.job.name();
    under.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, name.clone()));
    let picked = picks.has(&row.job.id);
    let here = list.whole.has_focus() && picks.at(&row.job.id);
    if under.clicked() {
        click(ui, list.ids, &row.job.id, picks);
    }
    let open = draw.view.open.contains(&row.job.id);
    ui.ctx().accesskit_node_builder(under.id, |node| {
        node.set_selected(picked);
        node.set_expanded(open);
        node.set_description(heard(draw, row));
        if let Some(place) = list.ids.iter().position(|id| **id == row.job.id) {
            node.set_position_in_set(place);
        }
    });
    if under.double_clicked() {
        menu::toggle(draw.view, row.job);
    }
    if here {
        ui.ctx().accesskit_node_builder(list.whole.id, |node| {
            node.set_active_descendant(under.id.accesskit_id());
        });
        let mark = Rect::from_min_size(whole.min, vec2(3.0, whole.height() - 1.0));
        ui.painter().rect_filled(mark, CornerRadius::ZERO, t.accent);
        keys::ring(ui, list.whole, whole.with_max_y(whole.bottom() - 1.0));
    }
    under
}

/// How it stands, for those who listen: the state, and how far it has come.
fn heard(draw: &Draw<'_>, row: &UploadRow<'_>) -> String {
    let (done, total) = (draw.wire.bytes_shown(row.job), row.job.bytes_total());
    let moves = row.job.end.is_none() && total > 0 && done < total && !row.job.asks();
    // In tens: who is at the row would hear each percent.
    let far = moves.then(|| numbers::whole_percent(numbers::percentage(done, total) / 10 * 10));
    let why = text::short_reason(row.job);
    numbers::facts([text::upload_status(row.status)].into_iter().chain(far).chain(why))
}

fn pick_mark(ui: &mut Ui, view: &mut View, rect: Rect, job: &Job, name: &str) {
    let place = Rect::from_center_size(pos2(rect.left() + 20.0, rect.top() + 29.5), vec2(28.0, 28.0));
    let name = msg::controls::table_select_row(name);
    if controls::pick(ui, place, view.uploads.picks.has(&job.id), &name).clicked() {
        view.uploads.picks.toggle(&job.id);
    }
}

/// The kind of the file unless its picture stands there already, and how long it is.
fn picture(ui: &Ui, rect: Rect, row: &UploadRow<'_>, pictured: bool) {
    let (t, place) = (tokens(ui), frame_at(rect));
    let bad = row.job.ended_badly() && !row.grouped;
    let glyph = if bad { Icon::TriangleAlert } else { kind_icon(row.job) };
    let length = row.job.file.as_ref().and_then(|file| file.media.length);
    if !pictured {
        ui.painter().rect_filled(place, CornerRadius::same(theme::RADIUS), t.quiet);
        // The length stands in the lower right corner.
        let (at, size) = if length.is_some() {
            (place.center_top() + vec2(0.0, 11.0), 14.0)
        } else {
            (place.center(), 16.0)
        };
        parts::icon(ui.painter(), at, glyph, size, t.quiet_text);
    }
    let Some(length) = length else { return };
    let galley = parts::galley(ui, &times::clock(length), theme::semibold(10.0), t.on_shade, 50.0, 1);
    let size = galley.size() + vec2(6.0, 1.0);
    let badge = Rect::from_min_size(place.max - size - vec2(2.0, 2.0), size);
    ui.painter().rect_filled(badge, CornerRadius::same(3), t.shade);
    ui.painter().galley(badge.min + vec2(3.0, 0.5), galley, t.on_shade);
}

struct Columns {
    name: f32,
    middle: Rect,
    pill: Option<Rect>,
    buttons: Rect,
}

/// What stays free at both ends of a row.
pub(super) fn pad(width: f32) -> f32 {
    if width >= 720.0 { 17.0 } else { 8.0 }
}

impl Columns {
    fn of(rect: Rect) -> Self {
        let wide = rect.width() >= 720.0;
        let pad = pad(rect.width());
        let step = if wide { 30.0 } else { 26.0 };
        let (right, head) = (rect.right() - pad, head(rect));
        let buttons = Rect::from_min_max(pos2(right - 3.0 * step, head.top()), pos2(right, head.bottom()));
        let edge = if wide { buttons.left() - 153.0 } else { buttons.left() - 6.0 };
        let pill = wide.then(|| {
            Rect::from_min_max(pos2(edge, head.top()), pos2(buttons.left() - 4.0, head.bottom() - 1.0))
        });
        if is_narrow(rect.width()) {
            let middle = Rect::from_min_max(pos2(rect.left() + NAME, rect.top() + BELOW), rect.max);
            let middle = middle.with_max_x(right);
            return Self { name: (edge - rect.left() - NAME).max(0.0), middle, pill, buttons };
        }
        let right = if wide { edge - 14.0 } else { edge };
        let room = (rect.width() * 0.266).clamp(190.0, 330.0);
        let middle = Rect::from_min_max(pos2(right - room, rect.top()), pos2(right, rect.bottom()));
        Self { name: (middle.left() - 16.0 - rect.left() - NAME).max(0.0), middle, pill, buttons }
    }
}

fn kind_icon(job: &Job) -> Icon {
    match (&job.source, job.file.as_ref().map(|file| file.kind)) {
        (Source::Url(_), _) => Icon::Globe,
        (Source::Asset(..), _) => Icon::Layers,
        (Source::File(_), Some(MediaKind::Audio)) => Icon::Music,
        (Source::File(_), Some(MediaKind::Image)) => Icon::Image,
        (Source::File(_), Some(MediaKind::Document)) => Icon::FileText,
        (Source::File(_), Some(MediaKind::Video | MediaKind::Unknown) | None) => Icon::Film,
        (Source::File(_), Some(MediaKind::Other)) => Icon::File,
    }
}

/// What is known of the file, and its way to the platform: with the reason where there is room for it.
fn meta(model: &Model, row: &UploadRow<'_>, with_state: bool, with_reason: bool) -> String {
    let job = row.job;
    let mut said = Vec::new();
    if with_state && !matches!(row.status, UploadStatus::Uploading) {
        said.push(text::upload_status(row.status));
    }
    if let Some(file) = &job.file {
        said.push(numbers::bytes(file.size));
        said.extend(file.media.picture.map(text::picture));
    } else {
        said.extend(job.reported_size.map(numbers::bytes));
    }
    said.extend(notes::notes(model, job).first().map(text::verdict_title));
    match (&job.route, &job.source) {
        (Some(route), _) if with_reason => said.push(text::route(route, model.settings.multipart_above)),
        (Some(route), _) => said.push(text::method(route.method).to_owned()),
        (None, Source::Url(_)) => said.push(msg::uploads::upload_public_url().to_owned()),
        (None, Source::Asset(..)) => said.push(msg::uploads::upload_on_platform().to_owned()),
        (None, Source::File(path)) if job.file.is_none() => {
            said.extend(path.parent().map(|folder| folder.display().to_string()));
        }
        (None, Source::File(_)) => said.extend(job.file.as_ref().map(text::format)),
    }
    numbers::facts(said)
}

fn pill_look(status: UploadStatus) -> (Tone, Icon) {
    match status {
        UploadStatus::Checking => (Tone::Busy, Icon::Search),
        UploadStatus::Duplicate => (Tone::Warn, Icon::Copy),
        UploadStatus::Waiting => (Tone::Quiet, Icon::Clock),
        UploadStatus::NoNetwork => (Tone::Warn, Icon::WifiOff),
        UploadStatus::NoKey => (Tone::Warn, Icon::KeyRound),
        UploadStatus::Uploading => (Tone::Accent, Icon::ArrowUp),
        UploadStatus::Paused | UploadStatus::StoppedAtStart => (Tone::Quiet, Icon::Pause),
        UploadStatus::Preparing => (Tone::Busy, Icon::Shrink),
        UploadStatus::Importing => (Tone::Busy, Icon::CloudDownload),
        UploadStatus::Processing | UploadStatus::Indexing => (Tone::Busy, Icon::RefreshCw),
        UploadStatus::Retrying(_) => (Tone::Warn, Icon::Timer),
        UploadStatus::Ready | UploadStatus::Indexed => (Tone::Ok, Icon::CircleCheck),
        UploadStatus::Held => (Tone::Warn, Icon::CircleAlert),
        UploadStatus::Failed | UploadStatus::Changed | UploadStatus::NotAccepted => {
            (Tone::Bad, Icon::CircleX)
        }
        UploadStatus::Cancelled => (Tone::Quiet, Icon::Ban),
    }
}

/// How much of the whole is done, from 0 to 1.
pub(crate) fn share(done: u64, total: u64) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a share for the eye")]
    let share = done as f32 / total.max(1) as f32;
    share
}

fn middle(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, row: &UploadRow<'_>) {
    let t = tokens(ui);
    let job = row.job;
    let cancelled = row.status == UploadStatus::Cancelled;
    match &job.end {
        Some(End::Ready) => return asset_line(ui, draw, rect, job),
        _ if cancelled => {
            let words = if job.end.is_some() && job.has_asset() {
                msg::uploads::upload_cancelled_asset().to_owned()
            } else if draw.wire.bytes_reached(job) > 0 {
                let sent = draw.wire.bytes_reached(job);
                msg::uploads::upload_cancelled_at(numbers::part_of(sent, job.bytes_total()))
            } else if job.session.is_some() {
                msg::uploads::upload_cancelled_session().to_owned()
            } else {
                msg::uploads::upload_cancelled_unsent().to_owned()
            };
            let place = Rect::from_min_size(pos2(rect.left(), rect.top() + 20.0), vec2(rect.width(), 18.0));
            parts::line(ui, place, &words, theme::regular(12.0), t.dim, Align::Min);
            return;
        }
        Some(End::Failed(_) | End::Refused(_)) => return remedy::reason_ui(ui, draw, rect, row),
        None if job.asks() => return duplicate::duplicate_ui(ui, draw, rect, job),
        Some(End::Cancelled) | None => {}
    }
    let done = draw.wire.bytes_shown(job);
    let (left, right) = progress_words(ui, draw, row, done);
    let top = Rect::from_min_size(pos2(rect.left(), rect.top() + 15.0), vec2(rect.width(), 18.0));
    let room = parts::width(ui, &right, theme::regular(12.0)).ceil() + 1.0;
    let room = if right.is_empty() { 0.0 } else { room + 8.0 };
    let fits = parts::width(ui, &left, theme::regular(12.0)) + room <= top.width();
    let room = if fits { room } else { 0.0 };
    let place = Rect::from_min_max(top.min, pos2(top.right() - room, top.bottom()));
    let label = parts::line(ui, place, &left, theme::regular(12.0), t.dim, Align::Min);
    if row.status == UploadStatus::Processing && text::processing(job, draw.now.utc).is_some() {
        label.tip(text::sentences(&left, msg::uploads::upload_processing_help()));
    }
    if fits {
        parts::line(ui, top, &right, theme::regular(12.0), t.dim, Align::Max);
    }
    let copied = draw.wire.preparing.get(&job.id).and_then(takeup_model::Preparing::share);
    let (color, share) = bar_look(row, t, done, copied);
    let bar = Rect::from_min_size(pos2(rect.left(), rect.top() + 38.0), vec2(rect.width(), 6.0));
    parts::bar(
        ui,
        bar,
        &msg::uploads::upload_progress(job.name(), text::upload_status(row.status)),
        share,
        color,
    );
}

fn bar_look(row: &UploadRow<'_>, t: &Tokens, done: u64, copied: Option<f32>) -> (Color32, f32) {
    let share = share(done, row.job.bytes_total());
    match row.status {
        UploadStatus::Preparing => (t.busy, copied.unwrap_or(0.0).min(0.99)),
        UploadStatus::Importing | UploadStatus::Processing | UploadStatus::Indexing => (t.busy, 1.0),
        UploadStatus::Paused
        | UploadStatus::StoppedAtStart
        | UploadStatus::NoNetwork
        | UploadStatus::NoKey
        | UploadStatus::Retrying(_) => (t.faint, share.min(0.99)),
        UploadStatus::Checking
        | UploadStatus::Duplicate
        | UploadStatus::Waiting
        | UploadStatus::Uploading
        | UploadStatus::Ready
        | UploadStatus::Indexed
        | UploadStatus::Failed
        | UploadStatus::Changed
        | UploadStatus::Held
        | UploadStatus::NotAccepted
        | UploadStatus::Cancelled => (t.accent, share.min(0.99)),
    }
}

/// From then on it is told when a wait ends.
const LONG_WAIT: Duration = Duration::from_hours(1);

fn progress_words(ui: &Ui, draw: &Draw<'_>, row: &UploadRow<'_>, done: u64) -> (String, String) {
    let Draw { model, wire, now, .. } = draw;
    let job = row.job;
    let total = job.bytes_total();
    let progress = if total > 0 { numbers::progress(done, total) } else { String::new() };
    let nothing = String::new();
    match row.status {
        UploadStatus::Checking | UploadStatus::Duplicate => (text::step(job.step()).to_owned(), nothing),
        UploadStatus::Preparing => {
            let known = wire.preparing.get(&job.id).filter(|preparing| !preparing.done.is_zero());
            (text::step(Step::Prepare).to_owned(), known.map(text::preparing).unwrap_or_default())
        }
        UploadStatus::Waiting => {
            let why = text::waits_for(WaitsFor::of(model, wire, job));
            // Where there is no room for both, the bar tells how far it is.
            (why, if done > 0 { progress } else { nothing })
        }
        UploadStatus::NoNetwork => (or(progress, msg::uploads::upload_waiting_network()), nothing),
        UploadStatus::NoKey => (msg::uploads::upload_waiting_key().to_owned(), nothing),
        UploadStatus::Uploading => {
            let rate = wire.meters.get(&job.id).and_then(takeup_model::Meter::rate);
            if total == 0 {
                (msg::uploads::upload_sending_url().to_owned(), nothing)
            } else {
                (progress, times::pace(rate, total.saturating_sub(done)))
            }
        }
        UploadStatus::Paused | UploadStatus::StoppedAtStart => {
            (or(progress, msg::uploads::upload_not_started()), nothing)
        }
        UploadStatus::Importing | UploadStatus::Processing | UploadStatus::Indexing => {
            let since = job.sent.or(job.started);
            let clock = since.map_or(nothing, |since| {
                // Only this clock moves by itself.
                ui.ctx().request_repaint_after(Duration::from_secs(1));
                let secs = u64::try_from(now.utc.as_second() - since.as_second()).unwrap_or(0);
                times::clock(Duration::from_secs(secs))
            });
            (text::processing(job, now.utc).unwrap_or_else(|| under_way_words(model, job)), clock)
        }
        UploadStatus::Retrying(wait) => {
            ui.ctx().request_repaint_after(Duration::from_secs(1));
            let words = match (&job.trouble, job.not_before) {
                (Some(trouble), _) => text::happened(trouble),
                (None, Some(_)) => progress,
                (None, None) => msg::uploads::upload_waiting_rate().to_owned(),
            };
            // Of a long wait the hour at which it ends is worth more than its length.
            let end = now.utc.checked_add(wait).ok().filter(|_| wait >= LONG_WAIT);
            (words, end.map_or(nothing, |end| times::time(end, &draw.view.zone)))
        }
        UploadStatus::Ready
        | UploadStatus::Indexed
        | UploadStatus::Failed
        | UploadStatus::Changed
        | UploadStatus::Held
        | UploadStatus::NotAccepted
        | UploadStatus::Cancelled => (nothing.clone(), nothing),
    }
}

fn or(text: String, other: &str) -> String {
    if text.is_empty() { other.to_owned() } else { text }
}

fn under_way_words(model: &Model, job: &Job) -> String {
    match job.step() {
        Step::Create if job.imports() => msg::uploads::upload_importing().to_owned(),
        Step::Watch if matches!(job.method(), Some(Method::Url | Method::Import)) => {
            msg::uploads::upload_importing().to_owned()
        }
        Step::Submit => {
            let waiting: Vec<&Destination> =
                job.destinations.iter().filter(|destination| !destination.state.over()).collect();
            match waiting.as_slice() {
                [one] => match &one.destination_id {
                    DestinationId::Index(id) => msg::uploads::upload_indexing_in(add::index_name(model, id)),
                    DestinationId::Store(id) => msg::uploads::upload_adding_to(add::store_name(model, id)),
                },
                many => msg::uploads::upload_indexing_many(many.len()),
            }
        }
        Step::Follow => {
            job.task.as_ref().map_or_else(String::new, |(_, status)| text::indexing_status(status))
        }
        step @ (Step::Look
        | Step::Compare
        | Step::Prepare
        | Step::Recover
        | Step::Create
        | Step::FetchParts
        | Step::Send
        | Step::Watch
        | Step::Over) => text::step(step).to_owned(),
    }
}

fn asset_line(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, job: &Job) {
    let t = tokens(ui);
    let id = job.asset_id().map(ToString::to_string).or(job.task.as_ref().map(|(id, _)| id.to_string()));
    let Some(id) = id else { return };
    let label = msg::uploads::upload_show_in_assets();
    let asset = menu::shown_in_assets(draw.model, job);
    let link = asset.map(|asset| (parts::width(ui, label, theme::regular(12.0)).ceil() + 1.0, asset));
    let link = link.filter(|(wide, _)| rect.width() - wide > 120.0);
    let gone = asset.is_none() && menu::asset_is_gone(draw.model, job);
    let deleted = gone.then(msg::uploads::upload_asset_deleted);
    let deleted = deleted.map(|words| (parts::width(ui, words, theme::regular(12.0)).ceil() + 1.0, words));
    let beside = link.map(|(wide, _)| wide).or(deleted.map(|(wide, _)| wide));
    let room = rect.width() - 30.0 - beside.map_or(0.0, |wide| wide + 14.0);
    let fits = parts::width(ui, &id, theme::mono(12.0)) <= room;
    // IDs of one day begin alike.
    let shown = if fits { id.clone() } else { text::short_id(&id) };
    let wide = parts::width(ui, &shown, theme::mono(12.0)).ceil().min(room);
    let place = Rect::from_min_size(pos2(rect.left(), rect.top() + 20.0), vec2(wide + 1.0, 18.0));
    parts::line(ui, place, &shown, theme::mono(12.0), t.dim, Align::Min).tip(&id);
    let copy = Rect::from_center_size(pos2(place.right() + 16.0, place.center().y), vec2(28.0, 28.0));
    let name = msg::uploads::upload_button_named(msg::controls::id_copy(), job.name());
    if buttons::named_icon_button(ui, copy, Icon::Copy, msg::controls::id_copy(), &name).clicked() {
        draw.out.push(Action::Copy(id));
    }
    if let Some((_, words)) = deleted {
        let place =
            Rect::from_min_max(pos2(copy.right() + 4.0, place.top()), pos2(rect.right(), place.bottom()));
        parts::line(ui, place, words, theme::regular(12.0), t.dim, Align::Max);
    }
    if let Some((wide, asset)) = link {
        let place = Rect::from_min_size(pos2(rect.right() - wide, rect.top() + 14.0), vec2(wide, 28.0));
        let name = msg::uploads::upload_button_named(label, job.name());
        if buttons::link(ui, place, label, &name).clicked() {
            draw.view.show_asset(asset);
        }
    }
}
