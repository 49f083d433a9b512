//! What is sent of a large video: the file as it is, or a smaller copy, each with its size and the time it takes.

use std::time::Duration;

use eframe::egui::{Align, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::parts::{self, Tip as _};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::view::View;
use crate::ui::uploads::undo;
use takeup_engine::{Command, JobSelection};
use takeup_model::{CopyChoice, CopyOffer, CopySize, End, Job, JobId, Wire};
use takeup_text::{self as text, msg, numbers, times};

const HEAD: f32 = 28.0;
const OPTION: f32 = 50.0;
const FOOT: f32 = 46.0;
/// How far the lines of the options reach beyond what stands in them.
const BESIDE: f32 = 8.0;

/// Whether an opened row shows the choice: the upload waits for it, or somebody has asked for it. What was just cancelled
/// waits for nothing.
fn shown(view: &View, job: &Job) -> bool {
    let asked = view.uploads.choosing.contains(&job.id) && job.end.is_none() && job.copy.is_none();
    (job.awaits_copy_choice() || (asked && job.can_be_copied())) && !undo::cancelled(view, job.id)
}

/// The copy that the row of a job offers in one line.
fn offer(wire: &Wire, view: &View, job: &Job) -> Option<CopyOffer> {
    let quiet = view.uploads.choosing.contains(&job.id) || view.uploads.kept.contains(&job.id);
    job.copy_offer(wire).filter(|_| !quiet)
}

/// Whether the row of a job offers a copy in one line.
pub(crate) fn offers(draw: &Draw<'_>, job: &Job) -> bool {
    offer(draw.wire, draw.view, job).is_some()
}

/// Opens the row of a job with the choice in it.
pub(crate) fn choose(view: &mut View, job: &Job) {
    view.open.insert(job.id);
    view.uploads.choosing.insert(job.id);
    view.uploads.kept.remove(&job.id);
}

/// The offer in the line below the name, and a button against it. Gives back where what is there already has to end.
pub(crate) fn offer_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, said: f32, job: &Job) -> f32 {
    const CLOSE: f32 = 24.0;
    let Some(offer) = offer(draw.wire, draw.view, job) else { return rect.right() };
    let label = msg::uploads::upload_offer();
    let wide = parts::width(ui, label, theme::regular(12.0)).ceil() + 1.0;
    let left = (rect.left() + said + 12.0).min(rect.right() - wide - CLOSE);
    if left < rect.left() + 60.0 {
        // The menu of the row has it.
        return rect.right();
    }
    let place = Rect::from_min_size(pos2(left, rect.center().y - 14.0), vec2(wide, 28.0));
    let name = msg::uploads::upload_button_named(label, job.name());
    if buttons::link(ui, place, label, &name).tip(text::copy_offer(offer)).clicked() {
        choose(draw.view, job);
    }
    let close = Rect::from_min_size(pos2(place.right() + 2.0, place.top()), vec2(CLOSE, 28.0));
    let words = msg::uploads::upload_offer_keep();
    let name = msg::uploads::upload_button_named(words, job.name());
    if buttons::named_icon_button(ui, close, Icon::X, words, &name).clicked() {
        draw.view.uploads.kept.insert(job.id);
    }
    left - 12.0
}

/// How tall the choice is.
pub(crate) fn height(view: &View, job: &Job) -> f32 {
    if !shown(view, job) {
        return 0.0;
    }
    let copies =
        job.file.iter().flat_map(|file| CopySize::OFFERED.into_iter().filter(|size| size.helps(file)));
    HEAD + OPTION * f32::from(u8::try_from(copies.count() + 1).unwrap_or(u8::MAX)) + FOOT
}

/// One thing that can be sent.
struct Candidate {
    choice: CopyChoice,
    help: &'static str,
    bytes: Option<u64>,
    seconds: Option<f64>,
    /// It cannot be chosen: it is over the limit, or it cannot be made.
    barred: bool,
}

fn candidates(wire: &Wire, job: &Job) -> Vec<Candidate> {
    let Some(file) = &job.file else { return Vec::new() };
    #[expect(clippy::cast_precision_loss, reason = "a time for the eye")]
    let sending = |bytes: u64| wire.rate().map(|rate| bytes as f64 / rate.max(1.0));
    let left = file.size.saturating_sub(wire.bytes_reached(job));
    let whole = Candidate {
        choice: CopyChoice::Original,
        help: msg::uploads::upload_choice_original(),
        bytes: Some(left),
        seconds: sending(left),
        barred: matches!(job.end, Some(End::Refused(_))),
    };
    let samples = job.samples.as_ref().and_then(|samples| samples.as_ref().ok());
    let copy = |size: CopySize| {
        let estimate = samples.and_then(|samples| samples.copies.iter().find(|copy| copy.size == size));
        let help = if size == CopySize::P360 {
            msg::uploads::upload_choice_search_help()
        } else {
            msg::uploads::upload_choice_copy_help()
        };
        Candidate {
            choice: CopyChoice::Smaller(size),
            help,
            bytes: estimate.map(|copy| copy.bytes),
            seconds: estimate.and_then(|copy| Some(copy.takes.as_secs_f64() + sending(copy.bytes)?)),
            barred: matches!(job.samples, Some(Err(_))),
        }
    };
    let copies = CopySize::OFFERED.into_iter().filter(|size| size.helps(file)).map(copy);
    std::iter::once(whole).chain(copies).collect()
}

/// Those that wait for the same word, or to which the same is offered, this one among them.
fn others(draw: &Draw<'_>, job: &Job) -> Vec<JobId> {
    let waits = job.awaits_copy_choice();
    let alike = |other: &Job| {
        other.id == job.id
            || if waits { other.awaits_copy_choice() } else { other.copy_offer(draw.wire).is_some() }
    };
    draw.model.shown_jobs().filter(|other| alike(other)).map(|other| other.id).collect()
}

/// Draws the choice.
pub(crate) fn choice_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, job: &Job) {
    let t = tokens(ui);
    if job.samples.is_none() && !draw.model.sampling.contains(&job.id) {
        draw.send(Command::Sample(JobSelection::One(job.id)));
    }
    let candidates = candidates(draw.wire, job);
    let free = |candidate: &&Candidate| !candidate.barred;
    let first = candidates.iter().filter(free).find(|candidate| candidate.choice != CopyChoice::Original);
    let first = first.or(candidates.iter().find(free)).map(|candidate| candidate.choice);
    let chosen = draw.view.uploads.choices.get(&job.id).copied().or(first);
    let columns = [
        rect.left() + rect.width() * 0.48,
        rect.left() + rect.width() * 0.62,
        rect.left() + rect.width() * 0.82,
    ];
    for (left, words) in
        columns.iter().zip([msg::uploads::upload_choice_to_send(), msg::uploads::upload_choice_time()])
    {
        let place = Rect::from_min_max(pos2(*left, rect.top()), pos2(rect.right(), rect.top() + HEAD));
        parts::line(ui, place, words, theme::regular(12.0), t.dim, Align::Min);
    }
    let mut top = rect.top() + HEAD;
    for candidate in &candidates {
        let line = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), OPTION));
        if candidate_ui(ui, line, columns, (job, candidate), chosen == Some(candidate.choice)) {
            draw.view.uploads.choices.insert(job.id, candidate.choice);
        }
        top += OPTION;
    }
    foot_ui(ui, draw, Rect::from_min_max(pos2(rect.left(), top), rect.max), job, chosen);
}

fn candidate_ui(
    ui: &mut Ui,
    line: Rect,
    columns: [f32; 3],
    (job, candidate): (&Job, &Candidate),
    on: bool,
) -> bool {
    let t = tokens(ui);
    let whole = line.expand2(vec2(BESIDE, 0.0));
    if on {
        ui.painter().rect_filled(whole, 0.0, t.selected);
    }
    ui.painter().hline(whole.x_range(), whole.top(), Stroke::new(1.0, t.line));
    let title = text::copy_choice(candidate.choice);
    let name = msg::uploads::upload_button_named(&title, job.name());
    let id = ui.make_persistent_id(("choice", candidate.choice.word()));
    let sense = if candidate.barred { Sense::hover() } else { Sense::click() };
    let response = ui.interact(line.shrink2(vec2(0.0, 1.0)), id, sense);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, !candidate.barred, on, &name));
    let center = pos2(line.left() + 8.0, line.center().y);
    if on {
        ui.painter().circle_filled(center, 7.5, t.accent_fill);
        ui.painter().circle_filled(center, 3.0, t.on_accent);
    } else {
        ui.painter().circle_stroke(center, 7.0, Stroke::new(1.0, t.edge));
    }
    parts::focus_ring(ui, Rect::from_center_size(center, vec2(18.0, 18.0)), &response);
    let words =
        Rect::from_min_max(pos2(line.left() + 26.0, line.top()), pos2(columns[0] - 8.0, line.bottom()));
    let ink = if candidate.barred { t.dim } else { t.text };
    let (upper, lower) = words.split_top_bottom_at_y(line.center().y);
    parts::line(ui, upper.with_min_y(upper.top() + 6.0), &title, theme::semibold(13.0), ink, Align::Min);
    parts::line(
        ui,
        lower.with_max_y(lower.bottom() - 6.0),
        candidate.help,
        theme::regular(12.0),
        t.dim,
        Align::Min,
    );
    let unknown = || "–".to_owned();
    let bytes = candidate.bytes.map_or_else(unknown, numbers::bytes);
    let time = candidate.seconds.map(|secs| times::about(Duration::from_secs_f64(secs.min(1e9))));
    let place = |at: usize, end: f32| {
        Rect::from_min_max(
            pos2(columns.get(at).copied().unwrap_or_default(), line.top()),
            pos2(end, line.bottom()),
        )
    };
    parts::line(ui, place(0, columns[1] - 8.0), &bytes, theme::regular(13.0), ink, Align::Min);
    parts::line(
        ui,
        place(1, columns[2] - 8.0),
        &time.unwrap_or_else(unknown),
        theme::regular(13.0),
        ink,
        Align::Min,
    );
    if candidate.barred && candidate.choice == CopyChoice::Original {
        let words = msg::uploads::upload_choice_over_limit();
        parts::line(ui, place(2, line.right()), words, theme::regular(12.0), t.bad_text, Align::Min);
    }
    response.clicked()
}

/// Nothing more is offered to uploads of which somebody has said how they are sent.
fn chose(draw: &mut Draw<'_>, jobs: &[JobId]) {
    for id in jobs {
        draw.view.uploads.choosing.remove(id);
        draw.view.uploads.kept.insert(*id);
    }
}

fn foot_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, job: &Job, chosen: Option<CopyChoice>) {
    let t = tokens(ui);
    ui.painter().hline(rect.expand2(vec2(BESIDE, 0.0)).x_range(), rect.top(), Stroke::new(1.0, t.line));
    let mut left = rect.left();
    if let Some(choice) = chosen {
        let label = match choice {
            CopyChoice::Original => msg::uploads::upload_as_it_is().to_owned(),
            CopyChoice::Automatic | CopyChoice::Smaller(_) => {
                msg::uploads::upload_choice_send(text::copy_choice(choice))
            }
        };
        let name = msg::uploads::upload_button_named(&label, job.name());
        let send = Button { name: Some(&name), ..Button::primary(Some(Icon::Upload), &label) };
        let place = Rect::from_min_size(pos2(left, rect.top() + 7.0), vec2(send.width(ui), theme::CONTROL));
        left = place.right() + 10.0;
        if send.at(ui, place).clicked() {
            chose(draw, &[job.id]);
            draw.send(Command::SendCopy(JobSelection::One(job.id), choice));
        }
        let all = others(draw, job);
        if all.len() > 1 {
            let label = msg::uploads::upload_choice_all(all.len());
            let name = msg::uploads::upload_button_named(&label, job.name());
            let button = Button { name: Some(&name), ..Button::plain(Some(Icon::CopyCheck), &label) };
            let place =
                Rect::from_min_size(pos2(left, rect.top() + 7.0), vec2(button.width(ui), theme::CONTROL));
            left = place.right() + 10.0;
            if button.at(ui, place).clicked() {
                chose(draw, &all);
                draw.send(Command::SendCopy(JobSelection::These(all), choice));
            }
        }
    }
    let (words, color) = match (&job.samples, draw.wire.rate()) {
        (None, _) => (msg::uploads::upload_choice_measuring().to_owned(), t.dim),
        (Some(Err(why)), _) => (text::failure(why), t.bad_text),
        (Some(Ok(samples)), None) => (msg::uploads::upload_choice_measured(&samples.tool), t.dim),
        (Some(Ok(samples)), Some(rate)) => {
            (msg::uploads::upload_choice_measured_line(&samples.tool, numbers::rate(rate)), t.dim)
        }
    };
    let place = Rect::from_min_max(
        pos2(left + 6.0, rect.top() + 7.0),
        pos2(rect.right(), rect.top() + 7.0 + theme::CONTROL),
    );
    let whole = text::sentences(&words, msg::uploads::upload_choice_note());
    parts::line(ui, place, &words, theme::regular(12.0), color, Align::Min).tip(whole);
}
