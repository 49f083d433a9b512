//! How long to wait, and how often to try. Figures, and the arithmetic on them.

use std::time::{Duration, Instant};

use backon::{BackoffBuilder as _, ExponentialBuilder};

use takeup_model::{FailureKind, Now, Poll};

/// The figures. Tests use smaller ones; nothing else differs.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The pause after a first failure; it doubles from there.
    pub first_delay: Duration,
    /// The longest pause between attempts.
    pub longest_delay: Duration,
    /// Failures of one step in a row that end a job.
    pub attempts: u32,
    /// Refusals of one part's presigned URLs that end a job: one may be stale, three more were fresh.
    pub refused_urls: u32,
    /// Good answers of the storage without a proof that end a job.
    pub unproven_parts: u32,
    /// Multipart sessions in a row that may end before their file has arrived.
    pub ended_sessions: u32,
    /// The pause between the first two questions about something under way.
    pub first_poll: Duration,
    /// The longest pause between two questions.
    pub longest_poll: Duration,
    /// Answers in a row that may not know an asset that was just completed.
    pub unknown_answers: u32,
    /// Answers in a row that must not know a thing before it counts as never created.
    pub seek_answers: u32,
    /// A file of so many bytes is worth a look for an unfinished session of another computer.
    pub adopt_above: u64,
    /// The pause before a file that was changed moments ago is looked at again.
    pub second_look: Duration,
    /// No body has moved for so long: the host counts as stalled.
    pub stall: Duration,
    /// How long the making of a copy may stand still.
    pub copy_stall: Duration,
    /// Bytes that copies leave free on the disk.
    pub copy_reserve: u64,
    /// How long a rate limit lasts when the platform does not say.
    pub throttle: Duration,
    /// Proofs are reported when so many wait, …
    pub report_batch: usize,
    /// … or when the first has waited so long.
    pub report_delay: Duration,
    /// The longest pause between two quick scans of a watched folder.
    pub watch_pause: Duration,
    /// The pause before a watched folder that was not there is looked for again.
    pub watch_gone: Duration,
    /// How long somebody is given to connect a Google Drive in the browser.
    pub consent: Duration,
    /// Files are looked at and compared and their way is chosen, and that is all: nothing is created.
    pub dry_run: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            first_delay: Duration::from_secs(1),
            longest_delay: Duration::from_mins(1),
            attempts: 9,
            refused_urls: 4,
            unproven_parts: 3,
            ended_sessions: 2,
            first_poll: Duration::from_secs(5),
            longest_poll: Duration::from_secs(30),
            unknown_answers: 12,
            seek_answers: 3,
            adopt_above: 100_000_000,
            second_look: Duration::from_secs(2),
            stall: Duration::from_secs(30),
            copy_stall: Duration::from_mins(5),
            copy_reserve: 256_000_000,
            throttle: Duration::from_mins(1),
            report_batch: 10,
            report_delay: Duration::from_secs(2),
            watch_pause: Duration::from_secs(10),
            watch_gone: Duration::from_secs(10),
            consent: Duration::from_mins(10),
            dry_run: false,
        }
    }
}

impl Policy {
    /// The same rules, at a pace for tests.
    pub fn quick() -> Self {
        Self {
            first_delay: Duration::from_millis(5),
            longest_delay: Duration::from_millis(50),
            first_poll: Duration::from_millis(20),
            longest_poll: Duration::from_millis(100),
            unknown_answers: 50,
            adopt_above: 3_000_000,
            second_look: Duration::from_millis(5),
            throttle: Duration::from_millis(200),
            report_delay: Duration::from_millis(20),
            watch_pause: Duration::from_millis(20),
            watch_gone: Duration::from_millis(50),
            ..Self::default()
        }
    }

    /// The practice platform is quicker than the real one.
    #[must_use]
    pub fn of_practice(&self) -> Self {
        Self { first_poll: self.first_poll.min(Duration::from_millis(500)), ..self.clone() }
    }

    /// The pause after `failures` failures in a row, with jitter.
    pub fn delay(&self, failures: u32, random: u64) -> Duration {
        let growing = ExponentialBuilder::default()
            .with_min_delay(self.first_delay)
            .with_max_delay(self.longest_delay)
            .with_jitter()
            .with_jitter_seed(random)
            .without_max_times();
        let place = usize::try_from(failures.saturating_sub(1).min(20)).unwrap_or(20);
        growing.build().nth(place).unwrap_or(self.longest_delay)
    }

    /// When to try again after a failure of this kind.
    pub fn again_at(&self, kind: &FailureKind, failures: u32, now: Now) -> Instant {
        let told = if let FailureKind::RateLimited(told) = kind {
            told.unwrap_or_else(|| self.throttle.min(self.delay(failures + 2, now.random)))
        } else {
            Duration::ZERO
        };
        now.mono + told.max(self.delay(failures, now.random))
    }

    /// The pause after a scan of a watched folder: as long as its files must rest, within bounds, and longer if the
    /// scan took long, so that the disk is left alone most of the time.
    pub fn watch_again(&self, rest: Duration, took: Duration) -> Duration {
        let least = rest.min(self.watch_pause);
        (took * 10).clamp(least, least.max(Duration::from_mins(10)))
    }

    /// Sets the next question a little further off than the last was.
    pub fn ask_again(&self, poll: &mut Poll, now: Instant) {
        poll.pause = self.slower(poll.pause);
        poll.next = Some(now + poll.pause);
    }

    /// A pause of about this length, so that what began together does not stay together.
    pub fn about(&self, pause: Duration, random: u64) -> Duration {
        pause.mul_f64(0.9 + f64::from(u8::try_from(random % 200).unwrap_or_default()) / 1_000.0)
    }

    /// The pause that follows this one.
    pub fn slower(&self, pause: Duration) -> Duration {
        (pause.mul_f64(1.25)).clamp(self.first_poll, self.longest_poll)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_within_bounds() {
        let policy = Policy::default();
        for random in 0..200 {
            let first = policy.delay(1, random);
            assert!(first >= policy.first_delay && first <= policy.first_delay * 2, "{first:?}");
            let tenth = policy.delay(10, random);
            assert!(tenth >= policy.longest_delay && tenth <= policy.longest_delay * 2, "{tenth:?}");
            assert!(policy.delay(u32::MAX, random) <= policy.longest_delay * 2);
        }
    }

    #[test]
    fn what_begins_together_does_not_stay_together() {
        let (policy, pause) = (Policy::default(), Duration::from_secs(10));
        let pauses: Vec<Duration> = (0..1_000).map(|random| policy.about(pause, random)).collect();
        assert!(pauses.iter().all(|about| (pause * 9 / 10..pause * 11 / 10).contains(about)));
        assert!(pauses.iter().max().unwrap().saturating_sub(*pauses.iter().min().unwrap()) > pause / 6);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn the_platform_is_asked_ever_more_seldom() {
        let (policy, mut poll, now) = (Policy::default(), Poll::default(), Instant::now());
        policy.ask_again(&mut poll, now);
        assert_eq!(poll.pause, Duration::from_secs(5));
        for _ in 0..20 {
            policy.ask_again(&mut poll, now);
        }
        assert_eq!(poll.pause, Duration::from_secs(30));
        assert!(!poll.due(now) && poll.due(now + Duration::from_secs(30)));
    }
}
