//! What is under way as a whole: one figure for the window's list and its title.

use jiff::Timestamp;

use crate::{End, Job, Model, Wire};

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
    /// Bytes that are still to be sent.
    pub left: u64,
}

impl Batch {
    /// Reads it off the facts of the account that is shown, and the wire.
    pub fn of(model: &Model, wire: &Wire) -> Self {
        let mut batch = Self::default();
        for job in model.shown_jobs().filter(|job| belongs(job, model.batch_since)) {
            batch.count(job, wire);
        }
        batch
    }

    fn count(&mut self, job: &Job, wire: &Wire) {
        self.uploads += 1;
        let (bytes, done) = match (&job.end, job.reused) {
            // Nothing of it is sent.
            (_, true) => (0, 0),
            (Some(End::Ready), false) => (job.bytes_total(), job.bytes_total()),
            (Some(_) | None, false) => (job.bytes_total(), wire.bytes_reached(job)),
        };
        self.bytes += bytes;
        self.sent += done;
        match job.end {
            Some(End::Ready) => self.ready += 1,
            Some(_) => self.failed += 1,
            None => {
                self.open += 1;
                self.asking += usize::from(job.asks());
                self.sending += usize::from(!job.asks() && !job.bytes_sent());
                self.left += if job.asks() { 0 } else { bytes - done };
            }
        }
    }

    /// Those that the platform works on: nothing of them is to be sent, and nobody has to decide.
    pub fn processing(&self) -> usize {
        self.open - self.sending - self.asking
    }

    /// How much of the bytes has left, from 0 to 1; nothing while no byte is known of.
    pub fn share(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "a share for the eye")]
        let share = (self.bytes > 0).then(|| self.sent as f64 / self.bytes as f64);
        share
    }
}

fn belongs(job: &Job, since: Option<Timestamp>) -> bool {
    match &job.end {
        None => true,
        Some(End::Refused(_) | End::Cancelled) => false,
        Some(End::Ready | End::Failed(_)) => {
            since.zip(job.ended).is_some_and(|(since, ended)| ended >= since)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;
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

    fn batch(jobs: Vec<Job>) -> Batch {
        let jobs = jobs.into_iter().map(|job| (job.id, Arc::new(job))).collect();
        Batch::of(&Model { jobs, batch_since: Some(at(10)), ..Model::default() }, &Wire::default())
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
        assert_eq!(Batch::of(&model, &wire).sent, 70);
        // It was paused: what was on its way is sent again.
        wire.flights.clear();
        assert_eq!(Batch::of(&model, &wire).sent, 70);
        assert_eq!(Batch::of(&model, &wire).left, 30);
        wire.reached.insert(JobId(1), 700);
        assert_eq!(Batch::of(&model, &wire).sent, 100, "no more than there is");
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
