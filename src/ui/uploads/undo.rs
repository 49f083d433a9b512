//! Taking back: what is cancelled or removed goes ten seconds later, and until then it can be undone.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use crate::ui::Draw;
use crate::ui::shell::view::View;
use takeup_engine::{Command, JobSelection};
use takeup_model::{Job, JobId};
use takeup_text::{msg, numbers};

/// How long something can be undone.
const PATIENCE: Duration = Duration::from_secs(10);

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Withdrawal {
    /// The uploads are called off. They are paused meanwhile; those that were not paused before go on when it is undone.
    Cancel {
        /// Those that go on.
        resume: Vec<JobId>,
    },
    /// They go from the list.
    Remove,
}

/// Something that can still be undone.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoable {
    /// What it is about. Every row asks whether it is among these.
    pub jobs: HashSet<JobId>,
    /// What was asked for.
    pub withdrawal: Withdrawal,
    /// What is said of it.
    pub text: String,
    /// When it happens for good.
    pub until: Instant,
    /// Whether the person has closed the notice of it. It can still be undone.
    pub hidden: bool,
}

impl Undoable {
    fn command(self) -> Command {
        let jobs = JobSelection::These(self.jobs.into_iter().collect());
        match self.withdrawal {
            Withdrawal::Cancel { .. } => Command::Cancel(jobs),
            Withdrawal::Remove => Command::Remove(jobs),
        }
    }
}

/// Calls these uploads off, as far as they are not over.
pub(crate) fn cancel(draw: &mut Draw<'_>, jobs: &[&Job]) {
    let open: Vec<&&Job> = jobs.iter().filter(|job| job.end.is_none()).collect();
    let ids: Vec<JobId> = open.iter().map(|job| job.id).collect();
    let text = match open.as_slice() {
        [] => return,
        [only] => msg::uploads::undo_cancelled(only.name()),
        many => msg::uploads::undo_cancelled_many(many.len()),
    };
    // Nothing more of it leaves. What is sent in one request cannot go on from where it was.
    let anew = open.iter().any(|job| job.active() && job.restarts_when_paused());
    let text = if anew { numbers::facts([text.as_str(), msg::uploads::undo_anew()]) } else { text };
    let resume = open.iter().filter(|job| !job.paused).map(|job| job.id).collect();
    draw.send(Command::Pause(JobSelection::These(ids.clone())));
    wait(draw, ids, Withdrawal::Cancel { resume }, text);
}

/// Takes these uploads from the list, as far as they are over.
pub(crate) fn remove(draw: &mut Draw<'_>, jobs: &[&Job]) {
    let over: Vec<&&Job> = jobs.iter().filter(|job| job.end.is_some()).collect();
    let text = match over.as_slice() {
        [] => return,
        [only] => msg::uploads::undo_removed(only.name()),
        many => msg::uploads::undo_removed_many(many.len()),
    };
    let ids = over.iter().map(|job| job.id).collect();
    wait(draw, ids, Withdrawal::Remove, text);
}

/// Calls off what is under way among these, and removes what is over.
pub(crate) fn withdraw(draw: &mut Draw<'_>, jobs: &[&Job]) {
    cancel(draw, jobs);
    remove(draw, jobs);
}

fn wait(draw: &mut Draw<'_>, jobs: Vec<JobId>, withdrawal: Withdrawal, text: String) {
    let until = draw.now.mono + PATIENCE;
    draw.view.undo.push(Undoable {
        jobs: jobs.into_iter().collect(),
        withdrawal,
        text,
        until,
        hidden: false,
    });
}

/// Undoes it.
pub(crate) fn undo(draw: &mut Draw<'_>, place: usize) {
    if place >= draw.view.undo.len() {
        return;
    }
    if let Withdrawal::Cancel { resume } = draw.view.undo.remove(place).withdrawal {
        draw.send(Command::Resume(JobSelection::These(resume)));
    }
}

/// Whether an upload is called off but for the last word.
pub(crate) fn cancelled(view: &View, id: JobId) -> bool {
    let called_off = |one: &&Undoable| matches!(one.withdrawal, Withdrawal::Cancel { .. });
    view.undo.iter().filter(called_off).any(|one| one.jobs.contains(&id))
}

/// Whether an upload is gone from the list but for the last word.
pub(crate) fn removed(view: &View, id: JobId) -> bool {
    let gone = |one: &&Undoable| one.withdrawal == Withdrawal::Remove;
    view.undo.iter().filter(gone).any(|one| one.jobs.contains(&id))
}

/// What can no longer be undone; everything if `all`, as when the window closes.
pub fn due(view: &mut View, now: Instant, all: bool) -> Vec<Command> {
    let (due, rest) = std::mem::take(&mut view.undo).into_iter().partition(|one| all || one.until <= now);
    view.undo = rest;
    let due: Vec<Undoable> = due;
    due.into_iter().map(Undoable::command).collect()
}
