//! Where an upload goes: each destination with how it stands, and a way to try a failed one again.

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::buttons;
use crate::ui::kit::parts::{self, Tone};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::tasks;
use crate::ui::uploads::add;
use takeup_engine::Command;
use takeup_model::{Destination, DestinationId, DestinationState, End, Job, Model};
use takeup_text::{self as text, msg};

const LINE: f32 = 30.0;

/// How tall the destinations of a job are.
pub(crate) fn height(job: &Job) -> f32 {
    f32::from(u16::try_from(job.destinations.len()).unwrap_or(u16::MAX)) * LINE
}

/// Draws the destinations of a job.
pub(crate) fn destinations_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, job: &Job) {
    let mut top = rect.top();
    for (number, destination) in job.destinations.iter().enumerate() {
        let line = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), LINE));
        // Each has its own ID: with one, a click on the last button would be a click on all of them.
        if let Some(command) =
            ui.push_id(number, |ui| destination_ui(ui, draw.model, line, job, number, destination)).inner
        {
            draw.send(command);
        }
        top += LINE;
    }
}

fn look(state: &DestinationState) -> (Tone, Icon, String) {
    match state {
        DestinationState::Wanted => {
            (Tone::Quiet, Icon::Clock, msg::uploads::destination_waiting().to_owned())
        }
        DestinationState::Begun => {
            (Tone::Busy, Icon::RefreshCw, msg::uploads::destination_adding().to_owned())
        }
        DestinationState::Doubtful => {
            (Tone::Busy, Icon::Search, msg::uploads::destination_checking().to_owned())
        }
        DestinationState::Submitted { status, .. } => {
            let (tone, glyph) = tasks::look(status);
            (tone, glyph, text::indexing_status(status))
        }
        DestinationState::Ready { .. } => {
            (Tone::Ok, Icon::CircleCheck, msg::uploads::destination_ready().to_owned())
        }
        DestinationState::Failed(_) => {
            (Tone::Bad, Icon::CircleX, msg::uploads::destination_failed().to_owned())
        }
    }
}

fn destination_ui(
    ui: &mut Ui,
    model: &Model,
    line: Rect,
    job: &Job,
    number: usize,
    destination: &Destination,
) -> Option<Command> {
    let t = tokens(ui);
    let (glyph, name) = match &destination.destination_id {
        DestinationId::Index(id) => (Icon::Layers, add::index_name(model, id)),
        DestinationId::Store(id) => (Icon::Library, add::store_name(model, id)),
    };
    parts::icon(ui.painter(), pos2(line.left() + 7.0, line.center().y), glyph, 13.0, t.dim);
    let wide = parts::width(ui, &name, theme::regular(12.5)).ceil().min(line.width() * 0.35) + 1.0;
    let place = Rect::from_min_size(pos2(line.left() + 20.0, line.top()), vec2(wide, line.height()));
    parts::line(ui, place, &name, theme::regular(12.5), t.text, Align::Min);
    let (tone, glyph, word) = if job.end == Some(End::Cancelled) && !destination.state.over() {
        (Tone::Quiet, Icon::Minus, msg::uploads::destination_not_added().to_owned())
    } else {
        look(&destination.state)
    };
    let pill = Rect::from_min_max(pos2(place.right() + 10.0, line.top()), line.max);
    let mut left = parts::pill(ui, pill, tone, glyph, &word) + 8.0;
    let DestinationState::Failed(why) = &destination.state else { return None };
    let button = Rect::from_center_size(pos2(left + 14.0, line.center().y), vec2(28.0, 28.0));
    let label = msg::uploads::destination_retry_named(&name, job.name());
    let again =
        buttons::named_icon_button(ui, button, Icon::RotateCw, msg::uploads::destination_retry(), &label)
            .clicked();
    left = button.right();
    let mut dropped = false;
    if job.destinations.iter().all(|destination| destination.state.over()) {
        let button = Rect::from_center_size(pos2(left + 14.0, line.center().y), vec2(28.0, 28.0));
        let label = msg::uploads::destination_drop_named(&name, job.name());
        dropped = buttons::named_icon_button(ui, button, Icon::X, msg::uploads::destination_drop(), &label)
            .clicked();
        left = button.right();
    }
    let place = Rect::from_min_max(pos2(left + 6.0, line.top()), line.max);
    parts::line(ui, place, &text::happened(why), theme::regular(12.0), t.bad_text, Align::Min);
    let dropped = dropped.then_some(Command::DropDestination(job.id, number));
    again.then_some(Command::RetryDestination(job.id, number)).or(dropped)
}
