//! What keeps the eye in the list: what was just added comes into sight, and the row under the pointer stays there.

use std::time::{Duration, Instant};

use eframe::egui::{Rect, Ui};

use crate::ui::shell::view::{UploadFilter, View};
use crate::ui::uploads::list::UploadRow;
use takeup_engine::Command;
use takeup_model::{JobId, Model, Now, searchable};

/// What adds nothing within this time has added nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// The engine has changed the order within this time.
const REORDERING: Duration = Duration::from_secs(1);

/// Something that a person has added in the window, while it comes in.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// The number given out last before it.
    after: u64,
    /// How long the first of it is waited for.
    until: Instant,
    /// Whether the first of it is in the list.
    met: bool,
}

impl Arrival {
    /// Whether this upload is of it.
    pub(crate) fn holds(&self, id: JobId) -> bool {
        id.0 > self.after
    }
}

/// Waits for what this command adds or moves, if it does.
pub(crate) fn expect(view: &mut View, command: &Command, model: &Model, now: Now) {
    if matches!(command, Command::SendFirst(_) | Command::SendBeside(..)) {
        view.uploads.reordered = Some(now.mono + REORDERING);
    }
    if matches!(command, Command::AddPaths(..) | Command::AddUrls(..) | Command::Finish(..)) {
        view.uploads.arrival =
            Some(Arrival { after: model.last_number, until: now.mono + PATIENCE, met: false });
    }
}

/// The upload to bring into sight, once, when the first of what was added is in the list. No filter hides it.
pub(crate) fn meet(view: &mut View, model: &Model, rows: &[UploadRow<'_>], now: Now) -> Option<JobId> {
    let arrival = view.uploads.arrival.as_mut()?;
    if arrival.met || now.mono >= arrival.until {
        // The rest of it may still be looked through.
        if model.intake.is_empty() {
            view.uploads.arrival = None;
        }
        return None;
    }
    let first = rows.iter().find(|row| arrival.holds(row.job.id))?;
    arrival.met = true;
    let search = searchable(view.uploads.search.trim());
    if !first.passes(view.filter) || !first.is_found(&search) {
        view.filter = UploadFilter::All;
        view.uploads.search.clear();
    }
    Some(first.job.id)
}

/// So many seconds after its last movement a hand is still at the pointer.
const HAND: f32 = 2.0;

/// The row under the pointer, and how far below the top of the window it was.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    pub(crate) row: JobId,
    top: f32,
    /// Whether it is kept there by room below the last row.
    pub(crate) held: bool,
}

impl Anchor {
    /// The row under the pointer, if it is over the list. `spans` are the rows in sight with their places.
    pub(crate) fn find(
        ui: &Ui,
        body: Rect,
        spans: impl Iterator<Item = (JobId, Rect)>,
        held: bool,
    ) -> Option<Self> {
        let at = ui.ctx().pointer_hover_pos().filter(|at| body.contains(*at))?;
        let mut spans = spans;
        spans.find(|(_, rect)| rect.contains(at)).map(|(row, rect)| Self { row, top: rect.top(), held })
    }

    /// How far the list has to be scrolled for this row to be where it was. `top` tells where it would be now. A pointer
    /// that rests means nothing: there the list shows what is new.
    pub(crate) fn drift(&self, ui: &Ui, top: impl Fn(JobId) -> Option<f32>) -> f32 {
        let rests = ui.input(|input| input.pointer.time_since_last_movement() > HAND);
        if rests { 0.0 } else { top(self.row).map_or(0.0, |top| top - self.top) }
    }
}
