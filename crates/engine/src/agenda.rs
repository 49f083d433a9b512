//! Which jobs can go on, kept up to date from what has changed. Of ten thousand uploads, a plan looks at the few that
//! it can do something for.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use takeup_model::{DestinationState, Job, JobId, Method, Model, Step};

use super::decide::can_be_decided;

/// The jobs of a model by what they want. Nothing but the jobs themselves decides what is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// The jobs that the entries are of.
    jobs: OrdMap<JobId, Arc<Job>>,
    entries: BTreeSet<Entry>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    /// Something may follow from its facts alone.
    Undecided(JobId),
    /// It wants this, once the time has come.
    Wants(Want, Option<Instant>, JobId),
    /// It stands in one of the two queues for the connection; those moved to the front come first.
    Queued(Queue, Reverse<u64>, JobId),
    /// Then it may want something else.
    Wakes(Instant, JobId),
}

/// What a job wants that is not a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Want {
    Look,
    AskHost,
    Compare,
    /// A copy, or a sample of what copies would be.
    Prepare,
    Recover,
    /// The request that creates an asset or a task from a URL.
    Create,
    /// Its place in an import.
    Import,
    FetchParts,
    Report,
    Watch,
    Follow,
    Submit,
    Trace,
    Digest,
}

impl Want {
    /// What each job gets work of its own for.
    pub(super) const OF_ITS_OWN: [Self; 12] = [
        Self::Look,
        Self::AskHost,
        Self::Compare,
        Self::Prepare,
        Self::Recover,
        Self::Create,
        Self::FetchParts,
        Self::Report,
        Self::Follow,
        Self::Submit,
        Self::Trace,
        Self::Digest,
    ];
}

/// Files that go whole do not wait for those that go in parts, nor the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Queue {
    Whole,
    Parts,
}

const FIRST: JobId = JobId(0);
const LAST: JobId = JobId(u64::MAX);

impl Agenda {
    /// The agenda of a model.
    pub fn of(model: &Model) -> Self {
        let mut agenda = Self::default();
        agenda.follow(model);
        agenda
    }

    /// Takes in what has changed since the last time.
    pub fn follow(&mut self, model: &Model) {
        for change in self.jobs.diff(&model.jobs) {
            let (before, after) = match change {
                DiffItem::Add(_, job) => (None, Some(job)),
                DiffItem::Update { old: (_, before), new: (_, job) } => (Some(before), Some(job)),
                DiffItem::Remove(_, job) => (Some(job), None),
            };
            for entry in before.into_iter().flat_map(|job| entries(job)) {
                self.entries.remove(&entry);
            }
            self.entries.extend(after.into_iter().flat_map(|job| entries(job)));
        }
        self.jobs = model.jobs.clone();
    }

    /// The jobs for which something may follow from their facts alone.
    pub(super) fn undecided(&self) -> impl Iterator<Item = &Job> {
        self.within(Entry::Undecided(FIRST), Entry::Undecided(LAST))
    }

    /// The jobs that want this by now, those that have waited for no time first.
    pub(super) fn due(&self, want: Want, now: Instant) -> impl Iterator<Item = &Job> {
        self.within(Entry::Wants(want, None, FIRST), Entry::Wants(want, Some(now), LAST))
    }

    /// A queue for the connection, in its order.
    pub(super) fn queue(&self, queue: Queue) -> impl Iterator<Item = &Job> {
        self.within(Entry::Queued(queue, Reverse(u64::MAX), FIRST), Entry::Queued(queue, Reverse(0), LAST))
    }

    /// The first time after this moment at which a job may want something else.
    pub(super) fn wakeup(&self, now: Instant) -> Option<Instant> {
        let mut later = self.entries.range(Entry::Wakes(now, LAST)..);
        later.find_map(|entry| if let Entry::Wakes(at, _) = entry { Some(*at) } else { None })
    }

    fn within(&self, first: Entry, last: Entry) -> impl Iterator<Item = &Job> {
        let jobs = self.entries.range(first..=last).map(|entry| match entry {
            Entry::Undecided(id) | Entry::Wants(.., id) | Entry::Queued(.., id) | Entry::Wakes(_, id) => id,
        });
        jobs.filter_map(|id| self.jobs.get(id).map(Arc::as_ref))
    }
}

/// The queue in which a job stands that moves bytes, or opens the session for them.
pub(super) fn queue_of(job: &Job) -> Option<Queue> {
    let parts = job.method() == Some(Method::Multipart);
    if !job.active() || !(job.sends() || (parts && job.step() == Step::Create)) {
        return None;
    }
    Some(if parts { Queue::Parts } else { Queue::Whole })
}

fn entries(job: &Job) -> impl Iterator<Item = Entry> {
    let id = job.id;
    let active = job.active();
    let undecided = can_be_decided(job).then_some(Entry::Undecided(id));
    let wants = active.then(|| wants(job)).into_iter().flatten();
    let queued = queue_of(job).map(|queue| Entry::Queued(queue, Reverse(job.front), id));
    let wakes = active.then(|| wakeups(job)).into_iter().flatten();
    undecided
        .into_iter()
        .chain(wants.map(move |(want, at)| Entry::Wants(want, at, id)))
        .chain(queued)
        .chain(wakes.map(move |at| Entry::Wakes(at, id)))
}

/// What an active job wants, and not before when.
fn wants(job: &Job) -> impl Iterator<Item = (Want, Option<Instant>)> {
    let from_disk = job.source.path().is_some();
    let rested = job.not_before;
    let asks = rested.max(job.poll.next);
    let step = match job.step() {
        Step::Look if from_disk => Some((Want::Look, rested)),
        Step::Look => Some((Want::AskHost, rested)),
        Step::Compare => Some((Want::Compare, rested)),
        Step::Prepare => Some((Want::Prepare, rested)),
        Step::Recover => Some((Want::Recover, rested)),
        Step::Create if job.imports() => Some((Want::Import, rested)),
        Step::Create if !from_disk => Some((Want::Create, rested)),
        Step::FetchParts => Some((Want::FetchParts, asks)),
        Step::Send => Some((Want::Report, rested)),
        Step::Watch => Some((Want::Watch, job.poll.next)),
        Step::Follow => Some((Want::Follow, asks)),
        Step::Create | Step::Submit | Step::Over => None,
    };
    let destinations = job.destinations.iter().filter(|_| job.step() == Step::Submit);
    let destinations = destinations.filter_map(move |destination| match &destination.state {
        DestinationState::Wanted | DestinationState::Doubtful => Some((Want::Submit, rested)),
        DestinationState::Submitted { .. } => Some((Want::Trace, rested.max(destination.poll.next))),
        DestinationState::Begun | DestinationState::Ready { .. } | DestinationState::Failed(_) => None,
    });
    let digest = job.digest_due().then_some((Want::Digest, None));
    step.into_iter().chain(destinations).chain(digest)
}

/// The times at which what an active job wants may change by itself.
fn wakeups(job: &Job) -> impl Iterator<Item = Instant> {
    let parts = job.part_retries.values().filter_map(|part_retry| part_retry.not_before);
    let destinations = job.destinations.iter().filter_map(|destination| destination.poll.next);
    parts.chain(destinations).chain([job.not_before, job.report_at, job.poll.next].into_iter().flatten())
}
