//! What is under way as a whole: one figure for the window's list and its title, and for the console.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use jiff::Timestamp;

use crate::{AccountId, End, Job, JobId, Model, Wire};

/// The uploads that are under way, with those that were over since the first of them was added: what is over does not
/// drop out of the sum while others still run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// How many uploads there are.
    pub uploads: usize,
    /// Those that are ready, everything asked for included.
    pub ready: usize,
    /// Those that ended badly.
    pub failed: usize,
    /// Those that are not over.
    pub open: usize,
    /// Those of which bytes are still to be sent, or found out.
    pub sending: usize,
    /// Those that wait for a decision.
    pub asking: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Bytes that have left.
    pub sent: u64,
    /// Bytes that are still to be sent of those that go on: not of what is paused, or waits for a decision.
    pub left: u64,
    /// Those of which the size is not known yet.
    pub without_size: usize,
    /// Bytes that its progress counts as sent so that it does not shrink when uploads join.
    pub ahead: u64,
}

impl Batch {
    /// What one upload adds to it.
    fn part(job: &Job, since: Option<Timestamp>, wire: &Wire) -> Self {
        let mut part = Self::default();
        let of_batch = since.zip(job.ended).is_some_and(|(since, ended)| ended >= since);
        match &job.end {
            Some(_) if !of_batch => {}
            None | Some(End::Ready | End::Failed(_)) => part.count(job, wire),
            // It is none of them any more; what has left of it has left.
            Some(End::Refused(_) | End::Cancelled) => {
                let left = if job.reused { 0 } else { wire.bytes_reached(job) };
                (part.bytes, part.sent) = (left, left);
            }
        }
        part
    }

    fn count(&mut self, job: &Job, wire: &Wire) {
        self.uploads += 1;
        let (bytes, done) = match (&job.end, job.reused) {
            // Nothing of it is sent, or nobody knows how much it will be.
            (_, true) => (0, 0),
            (None, false) if job.prepares() => (0, 0),
            (Some(End::Ready), false) => (job.bytes_total(), job.bytes_total()),
            (Some(_) | None, false) => (job.bytes_total(), wire.bytes_reached(job)),
        };
        self.bytes += bytes;
        self.sent += done;
        self.without_size += usize::from(job.awaits_size());
        match job.end {
            Some(End::Ready) => self.ready += 1,
            Some(_) => self.failed += 1,
            None => {
                self.open += 1;
                self.asking += usize::from(job.asks());
                self.sending += usize::from(!job.asks() && !job.bytes_sent());
                self.left += if job.asks() || !job.active() { 0 } else { bytes - done };
            }
        }
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        self.each(other, usize::saturating_add, u64::saturating_add)
    }

    fn without(self, part: Self) -> Self {
        self.each(part, usize::saturating_sub, u64::saturating_sub)
    }

    fn each(self, other: Self, count: fn(usize, usize) -> usize, bytes: fn(u64, u64) -> u64) -> Self {
        Self {
            uploads: count(self.uploads, other.uploads),
            ready: count(self.ready, other.ready),
            failed: count(self.failed, other.failed),
            open: count(self.open, other.open),
            sending: count(self.sending, other.sending),
            asking: count(self.asking, other.asking),
            bytes: bytes(self.bytes, other.bytes),
            sent: bytes(self.sent, other.sent),
            left: bytes(self.left, other.left),
            without_size: count(self.without_size, other.without_size),
            ahead: bytes(self.ahead, other.ahead),
        }
    }

    /// Those that the platform works on: nothing of them is to be sent, and nobody has to decide.
    pub fn processing(&self) -> usize {
        self.open - self.sending - self.asking
    }

    /// Its progress: so many bytes are done, of so many. An upload whose size is not known yet counts like the others on
    /// average. Both are 0 while no byte is known of.
    pub fn progress(&self) -> (u64, u64) {
        let known = (self.uploads - self.without_size).max(1) as u64;
        let expected = (self.bytes / known).saturating_mul(self.without_size as u64);
        let all = self.bytes.saturating_add(expected).saturating_add(self.ahead);
        (self.sent.saturating_add(self.ahead), all)
    }

    /// The same as a share, from 0 to 1.
    pub fn share(&self) -> Option<f64> {
        let (done, all) = self.progress();
        #[expect(clippy::cast_precision_loss, reason = "a share for the eye")]
        let share = (all > 0).then(|| done as f64 / all as f64);
        share
    }

    /// The same, with a progress that is not less than it was. Of what joins, no more counts as sent than is needed for
    /// that, and what is left fills the rest. Where all was sent, a new progress begins.
    fn since(self, before: Self) -> Self {
        let fresh = Self { ahead: 0, ..self };
        if before.sending == 0 || before.progress().1 == 0 {
            return fresh;
        }
        // Bytes were sent, and nothing else has changed.
        let same = (self.bytes, self.without_size) == (before.bytes, before.without_size);
        if same && self.sent >= before.sent {
            return Self { ahead: before.ahead, ..self };
        }
        let wide = |(done, all): (u64, u64)| (u128::from(done), u128::from(all));
        let (was, of) = wide(before.progress());
        // No more is ever shown than this, and all of it would leave nothing to fill.
        let (was, of) = if was * 100 > of * 99 { (99, 100) } else { (was, of) };
        let (done, all) = wide(fresh.progress());
        let ahead = (was * all).saturating_sub(of * done).div_ceil(of - was);
        Self { ahead: u64::try_from(ahead).unwrap_or(u64::MAX), ..self }
    }
}

/// A batch that follows what changes. Reading every upload for every change would cost the square of their number.
#[derive(Clone, Debug, Default)]
pub struct BatchTally {
    since: Option<Timestamp>,
    parts: BTreeMap<JobId, Batch>,
    batch: Batch,
}

impl BatchTally {
    /// The batch as it was counted last.
    pub fn batch(&self) -> Batch {
        self.batch
    }

    /// Takes in the uploads that have changed or are on the wire. All of them are counted again where a new batch has
    /// begun.
    pub fn follow<'a>(
        &mut self,
        since: Option<Timestamp>,
        wire: &Wire,
        all: impl Iterator<Item = &'a Arc<Job>>,
        moved: impl Iterator<Item = &'a Arc<Job>>,
    ) {
        if since == self.since {
            let before = self.batch;
            moved.for_each(|job| self.count(job, wire));
            self.batch = self.batch.since(before);
        } else {
            *self = Self { since, ..Self::default() };
            all.for_each(|job| self.count(job, wire));
        }
    }

    fn count(&mut self, job: &Job, wire: &Wire) {
        let part = Batch::part(job, self.since, wire);
        let before = self.parts.insert(job.id, part).unwrap_or_default();
        self.batch = self.batch.without(before).with(part);
    }

    /// This upload is taken off the list. What was counted of it stays.
    pub fn let_go(&mut self, job: JobId) {
        self.parts.remove(&job);
    }
}

/// The batches of all accounts, in a program that shows them for as long as it runs. What is taken off the list stays in
/// them until another batch begins.
#[derive(Clone, Debug, Default)]
pub struct Batches {
    seen: OrdMap<JobId, Arc<Job>>,
    tallies: BTreeMap<AccountId, BatchTally>,
}

impl Batches {
    /// Takes in what has changed since the last time.
    pub fn follow(&mut self, model: &Model, wire: &Wire) {
        let mut moved: BTreeSet<JobId> = wire.flights.keys().map(|(id, _)| *id).collect();
        moved.extend(wire.preparing.keys());
        for change in self.seen.diff(&model.jobs) {
            match change {
                DiffItem::Add(id, _) | DiffItem::Update { new: (id, _), .. } => drop(moved.insert(*id)),
                DiffItem::Remove(id, job) => {
                    if let Some(tally) = self.tallies.get_mut(&job.account) {
                        tally.let_go(*id);
                    }
                }
            }
        }
        let mut by_account: BTreeMap<AccountId, Vec<&Arc<Job>>> =
            self.tallies.keys().map(|account| (account.clone(), Vec::new())).collect();
        for job in moved.iter().filter_map(|id| model.jobs.get(id)) {
            by_account.entry(job.account.clone()).or_default().push(job);
        }
        for (account, moved) in by_account {
            let all = model.jobs.values().filter(|job| job.account == account);
            let tally = self.tallies.entry(account.clone()).or_default();
            tally.follow(model.batch_since, wire, all, moved.into_iter());
        }
        self.seen.clone_from(&model.jobs);
    }

    /// That of one account.
    pub fn of(&self, account: &AccountId) -> Batch {
        self.tallies.get(account).map(BatchTally::batch).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::{
        AccountId, Duplicate, Failure, FailureKind, FileFacts, IfExists, JobId, Method, Now, Route,
        RouteReason, Source, UploadOptions,
    };

    fn job(number: u64, size: u64) -> Job {
        #[expect(clippy::disallowed_methods, reason = "tests need some instant")]
        let mono = Instant::now();
        let now = Now { mono, utc: at(0), random: 1 };
        let source = Source::File(format!("/videos/{number}.mp4").into());
        let mut job = Job::new(JobId(number), AccountId::default(), source, UploadOptions::default(), now);
        job.file = Some(FileFacts::sample(size));
        job
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn over(mut job: Job, end: End, second: i64) -> Job {
        (job.end, job.ended) = (Some(end), Some(at(second)));
        job
    }

    fn read(model: &Model, wire: &Wire) -> Batch {
        let mut batches = Batches::default();
        batches.follow(model, wire);
        batches.of(&model.current)
    }

    fn batch(jobs: Vec<Job>) -> Batch {
        let jobs = jobs.into_iter().map(|job| (job.id, Arc::new(job))).collect();
        read(&Model { jobs, batch_since: Some(at(10)), ..Model::default() }, &Wire::default())
    }

    #[test]
    fn what_is_over_stays_in_the_sum() {
        let failed = End::Failed(Failure::new(FailureKind::ServerError, ""));
        let open = vec![job(1, 100), job(2, 300), job(3, 50)];
        assert_eq!(
            batch(open.clone()),
            Batch { uploads: 3, open: 3, sending: 3, bytes: 450, left: 450, ..Batch::default() }
        );
        let later =
            vec![over(open[0].clone(), End::Ready, 11), over(open[1].clone(), failed, 12), open[2].clone()];
        let batch = batch(later);
        assert_eq!((batch.uploads, batch.ready, batch.failed, batch.open), (3, 1, 1, 1));
        assert_eq!((batch.bytes, batch.sent, batch.left), (450, 100, 50));
        assert_eq!(batch.share(), Some(100.0 / 450.0));
    }

    #[test]
    fn the_sum_never_shrinks() {
        let jobs = BTreeMap::from([(JobId(1), Arc::new(job(1, 100)))]);
        let model = Model { jobs: jobs.into_iter().collect(), batch_since: Some(at(10)), ..Model::default() };
        let mut wire = Wire::default();
        wire.flights.insert((JobId(1), crate::PartNo(1)), 70);
        wire.reached.insert(JobId(1), 70);
        assert_eq!(read(&model, &wire).sent, 70);
        // It was paused: what was on its way is sent again.
        wire.flights.clear();
        assert_eq!(read(&model, &wire).sent, 70);
        assert_eq!(read(&model, &wire).left, 30);
        wire.reached.insert(JobId(1), 700);
        assert_eq!(read(&model, &wire).sent, 100, "no more than there is");
    }

    /// A batch of which these uploads have so many bytes, and so many of them are sent.
    fn moving(tally: &mut BatchTally, jobs: &[Job], sent: &[u64]) -> f64 {
        let mut wire = Wire::default();
        for (job, sent) in jobs.iter().zip(sent) {
            wire.flights.insert((job.id, crate::PartNo(1)), *sent);
        }
        let jobs: Vec<Arc<Job>> = jobs.iter().cloned().map(Arc::new).collect();
        tally.follow(Some(at(10)), &wire, jobs.iter(), jobs.iter());
        tally.batch().share().unwrap_or_default()
    }

    #[test]
    fn progress_stays_where_it_is_when_uploads_join_and_what_is_left_fills_the_rest() {
        let tally = &mut BatchTally::default();
        let mut jobs = vec![job(1, 100)];
        assert_eq!(moving(tally, &jobs, &[50]).to_string(), "0.5");
        jobs.push(job(2, 150));
        let joined = moving(tally, &jobs, &[50, 0]);
        assert!((0.5..0.505).contains(&joined), "{joined}");
        assert_eq!(
            (tally.batch().sent, tally.batch().bytes),
            (50, 250),
            "the bytes are those that there are"
        );
        let half = moving(tally, &jobs, &[100, 50]);
        assert!((0.75..0.76).contains(&half), "half of what was left: {half}");
        jobs[0] = over(jobs[0].clone(), End::Ready, 11);
        assert!(moving(tally, &jobs, &[0, 149]) > 0.99);
    }

    #[test]
    fn what_was_thought_to_be_larger_leaves_nothing_behind() {
        let tally = &mut BatchTally::default();
        let mut jobs = vec![job(1, 1000)];
        assert_eq!(moving(tally, &jobs, &[570]).to_string(), "0.57");
        // Nobody knows its size at first; then it is small.
        jobs.push(Job { file: None, ..job(2, 10) });
        assert!((0.57..0.575).contains(&moving(tally, &jobs, &[570, 0])));
        jobs[1].file = Some(FileFacts::sample(10));
        let known = moving(tally, &jobs, &[570, 0]);
        assert!((0.57..0.58).contains(&known), "{known}");
    }

    #[test]
    fn a_new_progress_begins_where_all_was_sent() {
        let tally = &mut BatchTally::default();
        let mut jobs = vec![job(1, 100)];
        assert_eq!(moving(tally, &jobs, &[100]).to_string(), "1");
        jobs[0].asset = Some((crate::AssetId("a".into()), crate::AssetStatus::Processing));
        assert_eq!(moving(tally, &jobs, &[]).to_string(), "1");
        assert_eq!(tally.batch().sending, 0);
        jobs.push(job(2, 300));
        assert_eq!(moving(tally, &jobs, &[0, 0]).to_string(), "0.25");
    }

    #[test]
    fn a_size_that_is_not_known_yet_counts_like_the_others() {
        let tally = &mut BatchTally::default();
        let mut jobs: Vec<Job> = (1..=10).map(|number| job(number, 100)).collect();
        for job in &mut jobs[1..] {
            job.file = None;
        }
        assert_eq!(moving(tally, &jobs, &[100]).to_string(), "0.1");
        jobs[1].file = Some(FileFacts::sample(100));
        assert_eq!(moving(tally, &jobs, &[100]).to_string(), "0.1");
    }

    proptest::proptest! {
        #[test]
        fn progress_never_shrinks_while_bytes_are_to_be_sent(
            steps in proptest::collection::vec((0_u8..6, 0_usize..8, 0_u64..u64::MAX / 64), 1..60)
        ) {
            let tally = &mut BatchTally::default();
            let (mut jobs, mut sent): (Vec<Job>, Vec<u64>) = (vec![job(1, 1000)], vec![0]);
            let mut shown = 0;
            for (kind, which, bytes) in steps {
                let at = which % jobs.len();
                let total = jobs[at].bytes_total();
                match kind {
                    0 => {
                        let mut more = job(jobs.len() as u64 + 1, bytes);
                        if which % 2 == 0 {
                            more.file = None;
                        }
                        jobs.push(more);
                        sent.push(0);
                    }
                    1 if jobs[at].file.is_none() => jobs[at].file = Some(FileFacts::sample(bytes)),
                    _ if jobs[at].end.is_some() => {}
                    2 => jobs[at] = over(jobs[at].clone(), End::Ready, 11),
                    3 => jobs[at] = over(jobs[at].clone(), End::Cancelled, 11),
                    _ => sent[at] = sent[at].max(bytes % total.max(1)),
                }
                let sending = tally.batch().sending;
                moving(tally, &jobs, &sent);
                let (done, all) = tally.batch().progress();
                let now = (u128::from(done) * 100 / u128::from(all.max(1))).min(99);
                proptest::prop_assert!(done <= all);
                proptest::prop_assert!(now >= shown || sending == 0, "{} after {}", now, shown);
                shown = now;
            }
        }
    }

    #[test]
    fn a_copy_that_is_still_to_be_made_counts_no_bytes() {
        let recipe = crate::Recipe::smaller(crate::CopySize::P360);
        let copy = crate::FileCopy { recipe, name: "n.mp4".to_owned(), made: None };
        let film = Job { copy: Some(copy), ..job(1, 11_800_000_000) };
        let jobs = [(JobId(1), Arc::new(film)), (JobId(2), Arc::new(job(2, 100)))];
        let model = Model { jobs: jobs.into_iter().collect(), batch_since: Some(at(10)), ..Model::default() };
        let batch = read(&model, &Wire::default());
        assert_eq!((batch.uploads, batch.sending, batch.bytes, batch.left), (2, 2, 100, 100));
    }

    #[test]
    fn a_tally_of_what_changes_says_what_reading_everything_says() {
        let mut tally = BatchTally::default();
        let mut wire = Wire::default();
        let mut model = Model { batch_since: Some(at(10)), ..Model::default() };
        let mut check = |model: &Model, wire: &Wire, moved: &[u64]| {
            let moved = moved.iter().map(|number| &model.jobs[&JobId(*number)]);
            tally.follow(model.batch_since, wire, model.shown_jobs(), moved);
            assert_eq!(tally.batch(), read(model, wire));
            tally.batch()
        };
        let put = |model: &mut Model, job: Job| drop(model.jobs.insert(job.id, Arc::new(job)));
        put(&mut model, job(1, 100));
        check(&model, &wire, &[1]);
        put(&mut model, job(2, 300));
        put(&mut model, job(3, 50));
        check(&model, &wire, &[2, 3]);
        wire.flights.insert((JobId(1), crate::PartNo(1)), 70);
        wire.reached.insert(JobId(1), 70);
        assert_eq!(check(&model, &wire, &[1]).sent, 70);
        wire.flights.clear();
        put(&mut model, over(job(1, 100), End::Ready, 11));
        put(&mut model, over(job(2, 300), End::Cancelled, 11));
        let batch = check(&model, &wire, &[1, 2]);
        assert_eq!((batch.uploads, batch.ready, batch.sent, batch.left), (2, 1, 100, 50));
        // Another batch begins: what was over is not in it.
        put(&mut model, over(job(3, 50), End::Ready, 12));
        put(&mut model, job(4, 10));
        model.batch_since = Some(at(20));
        assert_eq!(check(&model, &wire, &[3, 4]).uploads, 1);
    }

    #[test]
    fn what_is_taken_off_the_list_stays_in_the_tally() {
        let mut tally = BatchTally::default();
        let jobs = [Arc::new(over(job(1, 100), End::Ready, 11)), Arc::new(job(2, 300))];
        tally.follow(Some(at(10)), &Wire::default(), jobs.iter(), [].iter());
        tally.let_go(JobId(1));
        let later = [Arc::new(over(job(2, 300), End::Ready, 12))];
        tally.follow(Some(at(10)), &Wire::default(), later.iter(), later.iter());
        let batch = tally.batch();
        assert_eq!((batch.uploads, batch.ready, batch.sent, batch.bytes), (2, 2, 400, 400));
    }

    #[test]
    fn what_is_cancelled_or_taken_off_the_list_takes_nothing_back() {
        let failed = End::Failed(Failure::new(FailureKind::ServerError, ""));
        let put = |model: &mut Model, job: Job| drop(model.jobs.insert(job.id, Arc::new(job)));
        let mut model = Model { batch_since: Some(at(10)), ..Model::default() };
        let mut wire = Wire::default();
        let mut batches = Batches::default();
        let mut sent = 0;
        let mut check = |model: &Model, wire: &Wire| {
            batches.follow(model, wire);
            let batch = batches.of(&AccountId::default());
            assert!(batch.sent >= sent && batch.sent <= batch.bytes, "{batch:?} after {sent}");
            sent = batch.sent;
            batch
        };
        for number in 1..=4 {
            put(&mut model, job(number, 100));
            wire.flights.insert((JobId(number), crate::PartNo(1)), 10 * number);
            wire.reached.insert(JobId(number), 10 * number);
        }
        assert_eq!(check(&model, &wire).sent, 100);
        wire.flights.clear();
        put(&mut model, over(job(1, 100), End::Cancelled, 11));
        put(&mut model, over(job(2, 100), failed, 11));
        put(&mut model, over(job(3, 100), End::Ready, 11));
        let batch = check(&model, &wire);
        assert_eq!((batch.uploads, batch.bytes, batch.sent), (3, 310, 170));
        // The list is cleared.
        for number in 1..=3 {
            model.jobs.remove(&JobId(number));
            wire.reached.remove(&JobId(number));
            assert_eq!(check(&model, &wire), batch);
        }
        // Another account has a batch of its own, and another batch begins with nothing of this one.
        let mut other = job(5, 1000);
        other.account = AccountId("other".into());
        put(&mut model, other);
        assert_eq!(check(&model, &wire), batch);
        put(&mut model, over(job(4, 100), End::Ready, 12));
        assert_eq!(check(&model, &wire).sent, 230);
        model.batch_since = Some(at(20));
        put(&mut model, job(6, 7));
        batches.follow(&model, &wire);
        assert_eq!(batches.of(&AccountId::default()).bytes, 7);
        assert_eq!(batches.of(&AccountId("other".into())).bytes, 1000);
    }

    #[test]
    fn what_is_paused_is_no_part_of_what_is_still_to_be_sent() {
        let paused = Job { paused: true, ..job(1, 100) };
        let batch = batch(vec![paused, job(2, 50)]);
        assert_eq!((batch.bytes, batch.left, batch.sending), (150, 50, 2));
    }

    #[test]
    fn what_waits_for_a_decision_is_not_processed() {
        let mut asking = job(1, 100);
        asking.duplicate = Some(Duplicate::InList(JobId(9)));
        asking.options.if_exists = Some(IfExists::Ask);
        asking.looked = true;
        asking.route = Some(Route { method: Method::Direct, why: RouteReason::Asked });
        assert!(asking.asks());
        let batch = batch(vec![asking]);
        assert_eq!((batch.open, batch.asking, batch.processing()), (1, 1, 0));
    }

    #[test]
    fn what_was_over_before_and_what_was_called_off_is_not_in_it() {
        let jobs = vec![
            over(job(1, 100), End::Ready, 9),
            over(job(2, 100), End::Cancelled, 11),
            over(job(3, 100), End::Ready, 11),
        ];
        assert_eq!((batch(jobs.clone()).uploads, batch(jobs).bytes), (1, 100));
    }
}
