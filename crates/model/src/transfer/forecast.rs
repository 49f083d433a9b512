//! What is ahead before it is sent: how much, how long, and what will not go.

use crate::{End, Job, Model, Source, Step, Wire};

/// A look ahead over the uploads of the account that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Forecast {
    /// Files that are to be sent.
    pub files: usize,
    /// URLs that the platform is to fetch.
    pub urls: usize,
    /// Bytes of the files that have not arrived yet.
    pub bytes: u64,
    /// Files that are still looked at.
    pub looking: usize,
    /// What waits for a person to decide whether it goes.
    pub held: usize,
    /// What does not go: refused, or not there to be read.
    pub refused: usize,
    /// What is there already: used as it is, or waiting for a word.
    pub there: usize,
    /// Bytes a second that the line carried last, if that is known.
    pub rate: Option<f64>,
}

impl Forecast {
    /// Reads it off the facts and the wire.
    pub fn of(model: &Model, wire: &Wire) -> Self {
        let mut forecast = Self { rate: wire.carried, ..Self::default() };
        for job in model.shown_jobs() {
            forecast.count(wire, job);
        }
        forecast
    }

    fn count(&mut self, wire: &Wire, job: &Job) {
        match (&job.end, job.step()) {
            // A file that is not there, or cannot be read, has not got further either.
            (Some(End::Refused(_)), _) if job.is_held() => self.held += 1,
            (Some(End::Refused(_)), _) => self.refused += 1,
            (Some(End::Failed(_)), _) if job.untouched() => self.refused += 1,
            (None, _) if job.reused || job.duplicate.is_some() => self.there += 1,
            (Some(_), _) | (None, Step::Watch | Step::Follow | Step::Submit | Step::Over) => {
                self.there += usize::from(job.reused);
            }
            (
                None,
                Step::Look
                | Step::Compare
                | Step::Prepare
                | Step::Recover
                | Step::Create
                | Step::FetchParts
                | Step::Send,
            ) => {
                match &job.source {
                    Source::Url(_) => self.urls += 1,
                    // It is there already.
                    Source::Asset(..) => self.there += 1,
                    Source::File(_) => {
                        self.files += 1;
                        self.looking += usize::from(job.file.is_none());
                        self.bytes += job.bytes_total().saturating_sub(wire.bytes_done(job));
                    }
                }
            }
        }
    }

    /// How long the bytes take at the speed that the line carried last.
    pub fn seconds(&self) -> Option<f64> {
        let rate = self.rate.filter(|rate| *rate >= 1.0)?;
        #[expect(clippy::cast_precision_loss, reason = "an estimate for the eye")]
        let bytes = self.bytes as f64;
        (self.bytes > 0).then_some(bytes / rate)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::JobId;

    use crate::Now;

    use crate::Refusal;

    use super::*;
    use crate::UploadOptions;

    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn job(number: u64, source: &str, change: impl FnOnce(&mut Job)) -> (JobId, Arc<Job>) {
        let now = Now { mono: std::time::Instant::now(), utc: jiff::Timestamp::UNIX_EPOCH, random: 0 };
        let source =
            if source.contains("://") { Source::Url(source.to_owned()) } else { Source::File(source.into()) };
        let mut job = Job::new(JobId(number), "main".into(), source, UploadOptions::default(), now);
        change(&mut job);
        (job.id, Arc::new(job))
    }

    #[test]
    fn what_is_ahead_is_counted_and_what_is_not_known_is_not_said() {
        let jobs = [
            job(1, "a.mp4", |_| {}),
            job(2, "https://example.org/b.mp4", |_| {}),
            job(3, "c.mp4", |job| job.end = Some(End::Refused(Refusal::Empty))),
            job(4, "d.mp4", |job| job.end = Some(End::Ready)),
            job(5, "e.mp4", |job| job.reuse("x".into(), crate::AssetStatus::Ready)),
            job(6, "f.txt", |job| job.end = Some(End::Refused(Refusal::NotMedia { found: String::new() }))),
        ];
        let model = Model { current: "main".into(), jobs: jobs.into_iter().collect(), ..Model::default() };
        let mut wire = Wire::default();
        let forecast = Forecast::of(&model, &wire);
        let counts = (forecast.files, forecast.urls, forecast.looking, forecast.refused, forecast.there);
        assert_eq!((counts, forecast.held), ((1, 1, 1, 1, 1), 1));
        assert_eq!(forecast.seconds(), None);
        wire.carried = Some(1_000_000.0);
        assert_eq!(Forecast { bytes: 5_000_000, ..Forecast::of(&model, &wire) }.seconds(), Some(5.0));
    }
}
