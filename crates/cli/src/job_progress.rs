//! What has been told of one upload, so that only what is new is told.

use std::time::{Duration, Instant};

use takeup_model::{Job, Preparing, Route, Step};

use super::writer::{Bars, FileBar};

/// How often a plain line of progress is written.
const PLAIN_EVERY: Duration = Duration::from_secs(2);

/// What has been told of one upload.
pub(super) struct JobProgress {
    /// How its copy got on, as last reported.
    pub(super) copy: Option<Preparing>,
    pub(super) estimated: bool,
    pub(super) step: Option<Step>,
    /// The way it goes, as last printed.
    pub(super) route: Option<Route>,
    pub(super) bytes: Option<u64>,
    pub(super) trouble: Option<String>,
    pub(super) processing: Option<String>,
    pub(super) at: Option<Instant>,
    pub(super) bar: Option<FileBar>,
    pub(super) done: bool,
}

impl JobProgress {
    /// Nothing yet.
    pub(super) fn nothing() -> Self {
        Self {
            step: None,
            route: None,
            bytes: None,
            copy: None,
            estimated: false,
            trouble: None,
            processing: None,
            at: None,
            bar: None,
            done: false,
        }
    }

    /// Moves its bar, if there is room for one.
    pub(super) fn show(&mut self, bars: &Bars, job: &Job, (done, total): (u64, u64), facts: &[String]) {
        if self.bar.is_none() {
            self.bar = bars.file(&job.name(), total);
        }
        if let Some(bar) = &self.bar {
            bar.show(done, facts);
        }
    }

    /// Whether a plain line is due again.
    pub(super) fn rested(&mut self) -> bool {
        #[expect(clippy::disallowed_methods, reason = "spaces out lines for the eye")]
        let now = Instant::now();
        let rested = self.at.is_none_or(|at| now.duration_since(at) >= PLAIN_EVERY);
        if rested {
            self.at = Some(now);
        }
        rested
    }
}
