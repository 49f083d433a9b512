//! What is on the wire: bytes in flight, speeds, and whether anything moves.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use crate::transfer::answers::Answers;
use crate::{
    AccountId, Concurrency, ConnectTimes, ConsentPage, Job, JobId, PartNo, PartsAtOnce, Preparing, RateLimit,
    Settings,
};

/// One body on its way.
pub type Flight = (JobId, PartNo);

/// A line: the host at its other end, and the local network it begins in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConnectionKey {
    /// The storage's or the platform's host.
    pub host: String,
    /// The local network, by its address.
    pub network: String,
}

/// What was counted on the wire at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// Bytes of each body that have left.
    pub bytes: Vec<(Flight, u64)>,
    /// Something other than the line holds the bytes up: the disk, the processor, or a limit that was set.
    pub held_up: bool,
    /// How long it took to open connections to the host that is measured.
    pub connect_times: ConnectTimes,
}

/// The wire as last sampled. The loop owns it, and it ends with the program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wire {
    /// Bytes that have left, of each body on its way.
    pub flights: BTreeMap<Flight, u64>,
    /// The most bytes of each job that had been handed over at any time of this run: what is lost with a connection is
    /// sent again, and a figure that people watch does not shrink.
    pub reached: BTreeMap<JobId, u64>,
    /// The speed of each job that has bodies on their way.
    pub meters: BTreeMap<JobId, Meter>,
    /// The speed of all together.
    pub total: Meter,
    /// Bytes a second that all together had when the last of them arrived.
    pub carried: Option<f64>,
    /// The line that is measured.
    pub connection: Option<ConnectionKey>,
    /// How many bodies the line carries well, as far as is known.
    pub concurrency: Concurrency,
    /// How long the storage takes to answer.
    pub answers: Answers,
    /// How many bodies may travel while a host has stalled; nothing while none has.
    pub allowance: Option<usize>,
    /// The bandwidth limit that holds now.
    pub limit: RateLimit,
    /// Pages on which a person is to answer whether a Google Drive is connected with an account.
    pub consents: BTreeMap<AccountId, ConsentPage>,
    /// Copies that are made.
    pub preparing: BTreeMap<JobId, Preparing>,
    /// When any body last moved.
    pub moved: Option<Instant>,
    /// Bodies that have not moved for so long that their connection counts as dead.
    pub dead: BTreeSet<Flight>,
}

impl Wire {
    /// Bytes a second that the line carries, as last measured.
    pub fn rate(&self) -> Option<f64> {
        self.total.rate().or(self.carried)
    }

    /// How fast the bodies of some jobs are sent: that of all where no others travel.
    pub fn rate_of(&self, ours: impl Fn(JobId) -> bool) -> Option<f64> {
        if self.flights.keys().all(|(job, _)| ours(*job)) {
            return self.total.rate();
        }
        let ours = self.meters.iter().filter(|(job, _)| ours(**job));
        ours.filter_map(|(_, meter)| meter.rate()).reduce(|one, other| one + other)
    }

    /// How many bodies may travel at the same time, before anything has gone wrong with the host.
    pub fn concurrency_limit(&self, settings: &Settings) -> usize {
        match settings.parts_at_once {
            PartsAtOnce::Automatic => self.concurrency.limit().min(self.worthwhile()),
            PartsAtOnce::Fixed(parts) => parts,
        }
    }

    /// Bytes of a job that have arrived or are on their way, for its bar.
    pub fn bytes_done(&self, job: &Job) -> u64 {
        (job.bytes_stored() + self.in_flight(job.id)).min(job.bytes_total())
    }

    /// The same for what people watch: what is sent in parts goes on from where it was, so its figure never falls.
    pub fn bytes_shown(&self, job: &Job) -> u64 {
        if job.session.is_some() { self.bytes_reached(job) } else { self.bytes_done(job) }
    }

    /// The same, and never less than before.
    pub fn bytes_reached(&self, job: &Job) -> u64 {
        let before = self.reached.get(&job.id).copied().unwrap_or_default();
        self.bytes_done(job).max(before).min(job.bytes_total())
    }

    /// The bandwidth limit, if it is why no more parts travel.
    pub fn filled_by_limit(&self) -> Option<u64> {
        self.limit.bytes_per_sec.filter(|_| self.flights.len() >= self.worthwhile())
    }

    /// How many bodies are worth having under the bandwidth limit: the more there are, the later each of them arrives,
    /// and the more is sent again after a pause.
    fn worthwhile(&self) -> usize {
        const EACH: u64 = 1_000_000;
        let Some(rate) = self.limit.bytes_per_sec else { return usize::MAX };
        usize::try_from(rate / EACH).unwrap_or(usize::MAX).max(2)
    }

    /// Bytes of a job in bodies that have not arrived yet.
    pub fn in_flight(&self, job: JobId) -> u64 {
        self.flights_of(job).map(|(_, sent)| sent).sum()
    }

    /// Whether a body of this job is on its way, even if none of its bytes has left yet.
    pub fn flies(&self, job: JobId) -> bool {
        self.flights_of(job).next().is_some()
    }

    fn flights_of(&self, job: JobId) -> impl Iterator<Item = (&Flight, &u64)> {
        self.flights.range((job, PartNo(0))..=(job, PartNo(u32::MAX)))
    }
}

/// A speed, smoothed so that it can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Meter {
    /// Bytes a second.
    pub bytes_per_sec: f64,
    /// Bytes seen at the last sample.
    pub seen: u64,
    /// When that was.
    pub at: Option<Instant>,
    /// When the first sample was taken: a speed means nothing before a second has passed.
    pub since: Option<Instant>,
}

impl Meter {
    /// Takes in that `bytes` more had left at `now`. The half-life is two seconds.
    pub fn add(&mut self, bytes: u64, now: Instant) {
        self.seen += bytes;
        let Some(before) = self.at.replace(now) else {
            self.since = Some(now);
            return;
        };
        let secs = now.saturating_duration_since(before).as_secs_f64();
        if secs <= 0.0 {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a speed for the eye")]
        let current = bytes as f64 / secs;
        let weight = 0.5_f64.powf(secs / 2.0);
        let young = self.since.is_some_and(|since| now.saturating_duration_since(since).as_secs_f64() < 2.0);
        self.bytes_per_sec = if young && self.bytes_per_sec == 0.0 {
            current
        } else {
            self.bytes_per_sec * weight + current * (1.0 - weight)
        };
    }

    /// The speed, once it means something.
    pub fn rate(&self) -> Option<f64> {
        let long = self.at?.saturating_duration_since(self.since?).as_secs_f64() >= 1.0;
        (long && self.bytes_per_sec >= 1.0).then_some(self.bytes_per_sec)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_low_limit_has_few_bodies_on_their_way() {
        let at = |rate| {
            let limit = RateLimit { bytes_per_sec: rate, until: None };
            Wire { limit, ..Wire::default() }.concurrency_limit(&Settings::default())
        };
        let free = at(None);
        assert_eq!((at(Some(500_000)), at(Some(5_000_000)), at(Some(1_000_000_000))), (2, 5, free));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn a_steady_line_is_measured_right_and_not_too_soon() {
        let start = Instant::now();
        let mut meter = Meter::default();
        for tick in 0..40u32 {
            meter.add(250_000, start + Duration::from_millis(250) * tick);
            if tick < 4 {
                assert_eq!(meter.rate(), None);
            }
        }
        let rate = meter.rate().unwrap();
        assert!((900_000.0..1_100_000.0).contains(&rate), "{rate}");
    }
}
