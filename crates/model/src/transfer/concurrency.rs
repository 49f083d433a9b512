//! How many bodies travel at the same time. The right number is a property of the line, so it is measured: bytes
//! that truly left, at one number and at another.

use std::time::{Duration, Instant};

use crate::PartsAtOnce;

/// What is right for most lines, and where one begins that nothing is known about. Fewer are left only where that
/// costs nothing, more are tried only where it may pay.
const USUAL: usize = 8;
/// Fewer than this never pay, more than that never did.
const FEWEST: usize = 2;
const MOST: usize = *PartsAtOnce::FIXED.end();

/// A measurement takes at least so long, …
const SPAN: Duration = Duration::from_millis(300);
/// … and so many bytes for each body: what fits into the system's buffers says nothing about the line.
const BYTES_EACH: u64 = 512 * 1024;
/// A rate that differs by more than this from that of the measurement before has not settled: TCP feels its way up,
/// or falls back after a first burst.
const SETTLED: f64 = 1.12;
/// It is waited for through so many measurements at most.
const PATIENCE: u32 = 8;
/// A line that has carried more, and for so many measurements carries less than this share of it, may not be full:
/// losses hold every connection back after its first burst, and more of them pay.
const UNFILLED: f64 = 0.8;
const UNFILLED_FOR: u32 = 2;
/// A connection that takes so many times as long to open as the fastest did stood in a queue: the line is full, and
/// more bodies would only make the queue overflow.
const QUEUED: f64 = 1.2;
const QUEUED_BY: Duration = Duration::from_millis(4);
/// An opening that is not seen for so many measurements was none: a connection at hand was used, or a proxy is between.
const UNSEEN: u32 = 2;
/// Twice as many bodies have to bring at least so much, or they are not kept.
const PAYS: f64 = 1.12;
/// Half as many may cost so much, because every body in flight is one that can be lost.
const COSTS: f64 = 0.95;
/// Below so many bytes a second each, fewer bodies are worth a trial.
const THIN: f64 = 64.0 * 1024.0;
/// Where the line is full, so many bytes a second each are enough: the fewer bodies there are, the sooner the last of
/// them has the line to itself.
const SLIM: f64 = 2.0 * 1024.0 * 1024.0;
/// That far it may go.
const FEW: usize = 4;
/// How long what was found is trusted, at first and at last.
const FIRST_HOLD: Duration = Duration::from_secs(15);
const LAST_HOLD: Duration = Duration::from_mins(5);
/// What was found so long ago may have become too much.
const LONG: Duration = Duration::from_secs(30);
/// A trial that cannot be measured for so long is called off.
const UNMEASURED: Duration = Duration::from_secs(2);
/// A host that pushes back does so to many bodies at once; that is one sign, not many.
const ONE_SIGN: Duration = Duration::from_secs(2);

/// The number of places on the line, and what is being found out about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Concurrency {
    limit: usize,
    stage: Phase,
    span: Option<Measurement>,
    last: Option<f64>,
    /// The most that was ever measured.
    peak: f64,
    spans: u32,
    hold: Duration,
    stepped_back: Option<Instant>,
    interrupted: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    /// The rate at the present number is being measured. A number that was found before is then kept for a while.
    Settling { known: bool },
    /// One connection more is opened, to see how long that takes.
    Feeling { rate: f64, opened: u64 },
    /// Another number is being tried; this is what the line did before.
    Trying { limit: usize, rate: f64 },
    /// The number is right, until then.
    Holding { rate: Option<f64>, until: Instant, poor: u32 },
}

/// How long it took to open connections to a host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConnectTimes {
    /// How many were opened.
    pub count: u64,
    /// What the fastest took.
    pub fastest: Duration,
    /// What the last took.
    pub last: Duration,
}

impl ConnectTimes {
    /// Takes in one more.
    pub fn add(&mut self, took: Duration) {
        self.fastest = if self.count == 0 { took } else { self.fastest.min(took) };
        self.last = took;
        self.count += 1;
    }

    /// Whether the last one stood in a queue.
    fn queued(self) -> bool {
        self.last > self.fastest.mul_f64(QUEUED) + QUEUED_BY
    }
}

/// A measurement that has begun.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Measurement {
    since: Instant,
    bytes: u64,
}

impl Default for Concurrency {
    fn default() -> Self {
        Self {
            limit: USUAL,
            stage: Phase::Settling { known: false },
            span: None,
            last: None,
            peak: 0.0,
            spans: 0,
            hold: FIRST_HOLD,
            stepped_back: None,
            interrupted: None,
        }
    }
}

impl Concurrency {
    /// A window that begins with what the line was found to carry well before.
    pub fn starting_at(limit: usize) -> Self {
        let limit = limit.clamp(FEWEST, MOST);
        Self { limit, stage: Phase::Settling { known: true }, ..Self::default() }
    }

    /// How many bodies may travel at the same time.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// The number that was found to be right, once one was.
    pub fn found(&self) -> Option<usize> {
        matches!(self.stage, Phase::Holding { rate: Some(_), .. }).then_some(self.limit)
    }

    /// Takes in that so many bytes have left since the last call, with every place taken.
    pub fn measure(&mut self, bytes: u64, connect_times: ConnectTimes, now: Instant) {
        self.interrupted = None;
        if let Phase::Feeling { rate, opened } = self.stage
            && connect_times.count > opened
        {
            return self.felt(rate, connect_times.queued(), now);
        }
        let Some(span) = &mut self.span else { return self.begin(now) };
        span.bytes += bytes;
        let time = now.saturating_duration_since(span.since);
        if time < SPAN || span.bytes < BYTES_EACH * self.limit as u64 {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a rate")]
        let rate = span.bytes as f64 / time.as_secs_f64();
        self.begin(now);
        self.judge(rate, connect_times, now);
    }

    /// More bodies travel than there are places now: nothing is measured until the surplus has landed.
    pub fn wait(&mut self) {
        self.span = None;
        self.interrupted = None;
    }

    /// Something other than the line is the limit: what was being measured means nothing.
    pub fn interrupt(&mut self, now: Instant) {
        self.span = None;
        let since = *self.interrupted.get_or_insert(now);
        let back = match self.stage {
            Phase::Trying { limit, .. } => limit,
            Phase::Feeling { .. } => self.limit - 1,
            Phase::Settling { .. } | Phase::Holding { .. } => return,
        };
        if now.saturating_duration_since(since) >= UNMEASURED {
            self.go_to(back);
            self.stage = Phase::Settling { known: false };
        }
    }

    /// The host pushes back: half as many, for a while.
    pub fn step_back(&mut self, now: Instant) {
        if self.stepped_back.is_some_and(|at| now.saturating_duration_since(at) < ONE_SIGN) {
            return;
        }
        self.stepped_back = Some(now);
        self.squeeze((self.limit / 2).max(FEWEST), now);
    }

    /// No more than so many from now on, for a while.
    pub fn squeeze(&mut self, limit: usize, now: Instant) {
        self.go_to(self.limit.min(limit).max(1));
        self.stage = Phase::Holding { rate: None, until: now + self.hold, poor: 0 };
    }

    fn begin(&mut self, now: Instant) {
        self.span = Some(Measurement { since: now, bytes: 0 });
    }

    fn judge(&mut self, rate: f64, connect_times: ConnectTimes, now: Instant) {
        self.spans += 1;
        // Two measurements in a row: what only fills a buffer lasts for one.
        self.peak = self.peak.max(self.last.map_or(0.0, |last| rate.min(last)));
        let settled = self.last.is_some_and(|last| rate < last * SETTLED && last < rate * SETTLED);
        let settled = settled || self.spans >= PATIENCE;
        self.last = Some(rate);
        match self.stage {
            Phase::Settling { .. } | Phase::Trying { .. } if !settled => {}
            Phase::Settling { known: true } => self.rest(rate, now),
            Phase::Settling { known: false } if self.slim(rate) => self.feel(rate, connect_times, now),
            Phase::Settling { known: false } => self.go_on(rate, now),
            Phase::Feeling { rate: before, .. } => {
                if self.spans >= UNSEEN {
                    self.felt(before, false, now);
                }
            }
            Phase::Trying { limit, rate: before } => self.tried(limit, before, rate, now),
            Phase::Holding { rate: None, until, .. } => {
                if now >= until {
                    self.settle();
                }
            }
            Phase::Holding { rate: Some(before), until, poor } => {
                let poor = if rate < self.peak * UNFILLED { poor + 1 } else { 0 };
                self.stage = Phase::Holding { rate: Some(before), until, poor };
                if poor >= UNFILLED_FOR || now >= until {
                    self.feel(rate, connect_times, now);
                }
            }
        }
    }

    fn settle(&mut self) {
        self.stage = Phase::Settling { known: false };
        self.go_to(self.limit);
    }

    /// From a rate that has settled: fewer bodies where they are thin.
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    fn go_on(&mut self, rate: f64, now: Instant) {
        if rate / (self.limit as f64) < THIN {
            self.try_out(self.limit / 2, rate, now);
        } else {
            self.rest(rate, now);
        }
    }

    /// Opens one connection more, to see whether the line is full.
    fn feel(&mut self, rate: f64, connect_times: ConnectTimes, now: Instant) {
        if self.limit >= MOST {
            return self.felt_full(rate, now);
        }
        self.stage = Phase::Feeling { rate, opened: connect_times.count };
        self.go_to(self.limit + 1);
    }

    fn felt(&mut self, rate: f64, queued: bool, now: Instant) {
        self.go_to(self.limit - 1);
        if queued {
            self.felt_full(rate, now);
        } else {
            self.try_out(self.limit * 2, rate, now);
        }
    }

    fn felt_full(&mut self, rate: f64, now: Instant) {
        self.peak = rate;
        if self.slim(rate) || (self.limit > USUAL && self.hold >= LONG) {
            self.try_out(self.limit / 2, rate, now);
        } else {
            self.rest(rate, now);
        }
    }

    /// Whether fewer bodies would do, if the line is full.
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    fn slim(&self, rate: f64) -> bool {
        self.limit > FEW && rate / (self.limit as f64) < SLIM
    }

    fn try_out(&mut self, limit: usize, rate: f64, now: Instant) {
        let limit = limit.clamp(FEWEST, MOST);
        if limit == self.limit {
            return self.rest(rate, now);
        }
        self.stage = Phase::Trying { limit: self.limit, rate };
        self.go_to(limit);
    }

    fn tried(&mut self, limit: usize, before: f64, rate: f64, now: Instant) {
        let more = self.limit > limit;
        if rate < before * if more { PAYS } else { COSTS } {
            // The line has nothing more to give, whatever it once did; and a queue that has just overflowed is no loss.
            self.peak = 0.0;
            self.go_to(limit);
            self.rest(before, now);
        } else if more {
            self.go_on(rate, now);
        } else {
            self.rest(rate, now);
        }
    }

    fn rest(&mut self, rate: f64, now: Instant) {
        self.stage = Phase::Holding { rate: Some(rate), until: now + self.hold, poor: 0 };
        self.hold = (self.hold * 2).min(LAST_HOLD);
    }

    fn go_to(&mut self, limit: usize) {
        self.limit = limit;
        self.span = None;
        self.last = None;
        self.spans = 0;
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rates"
)]
mod tests {
    use super::*;

    const TICK: Duration = Duration::from_millis(100);

    /// A line that carries so much in all, and so much in one connection; many connections crowd each other.
    #[derive(Clone, Copy)]
    struct SimulatedLink {
        queue: Duration,
        /// What a new connection sends before it meets its first loss.
        burst: f64,
        whole: f64,
        each: f64,
        crowding: f64,
    }

    impl SimulatedLink {
        fn rate(self, limit: usize) -> f64 {
            let crowd = (limit as f64 / 8.0).log2().max(0.0) * self.crowding;
            (self.each * limit as f64).min(self.whole) * (1.0 - crowd)
        }
    }

    const CLEAN: SimulatedLink = SimulatedLink {
        queue: Duration::from_millis(30),
        burst: 0.0,
        whole: 115e6,
        each: 20e6,
        crowding: 0.08,
    };
    const LOSSY: SimulatedLink = SimulatedLink {
        queue: Duration::from_millis(30),
        burst: 5e6,
        whole: 100e6,
        each: 2.4e6,
        crowding: 0.0,
    };
    const MIDDLING: SimulatedLink = SimulatedLink {
        queue: Duration::from_millis(30),
        burst: 0.0,
        whole: 12e6,
        each: 12e6,
        crowding: 0.0,
    };
    const SLOW: SimulatedLink = SimulatedLink {
        queue: Duration::from_millis(30),
        burst: 0.0,
        whole: 250e3,
        each: 250e3,
        crowding: 0.0,
    };

    /// Sends so many bytes; the answer is the time it took. New connections need a second to get going.
    fn send(concurrency: &mut Concurrency, line: SimulatedLink, bytes: f64, clock: &mut Instant) -> f64 {
        let (mut left, mut speed, start) = (bytes, 0.0, *clock);
        let (mut open, mut connect_times, mut burst) = (0, ConnectTimes::default(), 0.0);
        while left > 0.0 {
            *clock += TICK;
            while open < concurrency.limit() {
                open += 1;
                burst += line.burst;
                let full = speed >= line.rate(64) * 0.9 && line.each * open as f64 >= line.whole;
                connect_times.add(Duration::from_millis(50) + if full { line.queue } else { Duration::ZERO });
            }
            open = concurrency.limit();
            let target = line.rate(concurrency.limit());
            speed = if speed > target { target } else { speed + (target - speed) * 0.3 };
            let step = (speed * TICK.as_secs_f64() + burst * 0.3).min(line.whole * TICK.as_secs_f64());
            burst *= 0.7;
            left -= step;
            concurrency.measure(step as u64, connect_times, *clock);
        }
        (*clock - start).as_secs_f64()
    }

    fn best(line: SimulatedLink, bytes: f64) -> f64 {
        (1..=64).map(|limit| bytes / line.rate(limit)).fold(f64::MAX, f64::min)
    }

    #[test]
    fn a_clean_line_is_left_at_eight() {
        let (mut concurrency, mut clock) = (Concurrency::default(), Instant::now());
        let time = send(&mut concurrency, CLEAN, 1.07e9, &mut clock);
        assert_eq!(concurrency.found(), Some(USUAL));
        assert!(time < best(CLEAN, 1.07e9) * 1.10, "{time}");
    }

    #[test]
    fn a_lossy_line_gets_all_there_is() {
        let (mut concurrency, mut clock) = (Concurrency::default(), Instant::now());
        let time = send(&mut concurrency, LOSSY, 1.07e9, &mut clock);
        assert!(concurrency.limit() >= 32, "{}", concurrency.limit());
        assert!(time < best(LOSSY, 1.07e9) * 1.3, "{time}");
    }

    #[test]
    fn a_thin_line_is_not_split_for_nothing() {
        let (mut concurrency, mut clock) = (Concurrency::default(), Instant::now());
        send(&mut concurrency, SLOW, 60e6, &mut clock);
        assert!(concurrency.limit() <= 4, "{}", concurrency.limit());
    }

    #[test]
    fn a_full_line_of_middling_speed_soon_gets_four() {
        let (mut concurrency, mut clock) = (Concurrency::default(), Instant::now());
        send(&mut concurrency, MIDDLING, 100e6, &mut clock);
        assert_eq!(concurrency.found(), Some(FEW));
        send(&mut concurrency, MIDDLING, 3e9, &mut clock);
        assert_eq!(concurrency.limit(), FEW);
    }

    #[test]
    fn a_line_that_shows_no_queue_is_left_at_eight_all_the_same() {
        let policed = SimulatedLink { queue: Duration::ZERO, ..CLEAN };
        let (mut concurrency, mut clock) = (Concurrency::default(), Instant::now());
        let time = send(&mut concurrency, policed, 1.07e9, &mut clock);
        assert_eq!(concurrency.found(), Some(USUAL));
        assert!(time < best(policed, 1.07e9) * 1.15, "{time}");
    }

    #[test]
    fn a_line_that_changes_is_learned_again() {
        let (mut concurrency, mut clock) = (Concurrency::default(), Instant::now());
        send(&mut concurrency, CLEAN, 1e9, &mut clock);
        send(&mut concurrency, LOSSY, 3e9, &mut clock);
        assert!(concurrency.limit() >= 32, "{}", concurrency.limit());
        send(&mut concurrency, CLEAN, 60e9, &mut clock);
        assert!(concurrency.limit() <= 16, "{}", concurrency.limit());
    }

    #[test]
    fn a_host_that_pushes_back_gets_half_and_once_for_many_signs() {
        let (mut concurrency, now) = (Concurrency::starting_at(32), Instant::now());
        for _ in 0..8 {
            concurrency.step_back(now);
        }
        assert_eq!(concurrency.limit(), 16);
        for signs in 1..9 {
            concurrency.step_back(now + signs * ONE_SIGN);
        }
        assert_eq!(concurrency.limit(), FEWEST);
    }

    #[test]
    fn a_trial_that_cannot_be_measured_is_called_off() {
        let (mut concurrency, mut clock) = (Concurrency::default(), Instant::now());
        while concurrency.limit() < 2 * USUAL {
            clock += TICK;
            concurrency.measure(1 << 24, ConnectTimes::default(), clock);
        }
        for _ in 0..30 {
            clock += TICK;
            concurrency.interrupt(clock);
        }
        assert_eq!(concurrency.limit(), USUAL);
    }

    #[test]
    fn nothing_is_learned_while_something_else_is_the_limit() {
        let (mut concurrency, mut clock) = (Concurrency::default(), Instant::now());
        for tick in 0..400u32 {
            clock += TICK;
            concurrency.measure(1 << 24, ConnectTimes::default(), clock);
            if tick % 2 == 1 {
                concurrency.interrupt(clock);
            }
        }
        assert_eq!((concurrency.limit(), concurrency.found()), (USUAL, None));
    }
}
