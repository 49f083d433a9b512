//! How many bodies travel at the same time. The right number is a property of the line, so it is measured: bytes
//! that truly left, at one number and at another.

use std::time::{Duration, Instant};

/// Where a line begins that nothing is known about. It carries a clean line nearly to its end, and what the step to
/// `USUAL` brings tells whether the connections are the limit or the line.
const FIRST: usize = 4;
/// What is right for most lines: fewer are left only where that costs nothing, more are tried only where it may pay.
const USUAL: usize = 8;
/// Fewer than this never pay, more than that never did.
const FEWEST: usize = 2;
const MOST: usize = 64;

/// A measurement takes at least so long, …
const SPAN: Duration = Duration::from_millis(400);
/// … and so many bytes for each body: what fits into the system's buffers says nothing about the line.
const BYTES_EACH: u64 = 512 * 1024;
/// A rate that has grown by more than this since the last measurement is still growing: TCP feels its way.
const STILL_GROWING: f64 = 1.1;
/// For so many measurements at most.
const PATIENCE: u32 = 6;
/// Where twice as many bodies bring so much, each connection is limited by itself, and still more may pay. Trying
/// that on a line that is full would only make its queue overflow.
const UNFILLED: f64 = 1.5;
/// Twice as many bodies have to bring at least so much, or they are not kept.
const PAYS: f64 = 1.25;
/// Half as many may cost so much, because every body in flight is one that can be lost.
const COSTS: f64 = 0.95;
/// A line that carries less than this share of what it did is another line now, if it goes on for so many
/// measurements: an overflowing queue takes its time to recover.
const CHANGED: f64 = 0.6;
const CHANGED_FOR: u32 = 10;
/// Below so many bytes a second each, fewer bodies are worth a trial.
const THIN: f64 = 64.0 * 1024.0;
/// How long what was found is trusted, at first and at last.
const FIRST_HOLD: Duration = Duration::from_secs(30);
const LAST_HOLD: Duration = Duration::from_mins(5);
/// A trial that cannot be measured for so long is called off.
const UNMEASURED: Duration = Duration::from_secs(2);
/// A host that pushes back does so to many bodies at once; that is one sign, not many.
const ONE_SIGN: Duration = Duration::from_secs(2);

/// The number of places on the line, and what is being found out about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    places: usize,
    stage: Stage,
    span: Option<Span>,
    last: Option<f64>,
    spans: u32,
    hold: Duration,
    stepped_back: Option<Instant>,
    interrupted: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// The rate at the present number is being measured. A number that was found before is then kept for a while.
    Settling { known: bool },
    /// Another number is being tried; this is what the line did before.
    Trying { places: usize, rate: f64 },
    /// The number is right, until then.
    Holding { rate: Option<f64>, until: Instant, poor: u32 },
}

/// A measurement that has begun.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    since: Instant,
    bytes: u64,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            places: FIRST,
            stage: Stage::Settling { known: false },
            span: None,
            last: None,
            spans: 0,
            hold: FIRST_HOLD,
            stepped_back: None,
            interrupted: None,
        }
    }
}

impl Window {
    /// A window that begins with what the line was found to carry well before.
    pub fn beginning_with(places: usize) -> Self {
        let places = places.clamp(FEWEST, MOST);
        Self { places, stage: Stage::Settling { known: true }, ..Self::default() }
    }

    /// How many bodies may travel at the same time.
    pub fn places(&self) -> usize {
        self.places
    }

    /// The number that was found to be right, once one was.
    pub fn found(&self) -> Option<usize> {
        matches!(self.stage, Stage::Holding { rate: Some(_), .. }).then_some(self.places)
    }

    /// Takes in that so many bytes have left since the last call, with every place taken.
    pub fn measure(&mut self, bytes: u64, now: Instant) {
        self.interrupted = None;
        let Some(span) = &mut self.span else { return self.begin(now) };
        span.bytes += bytes;
        let time = now.saturating_duration_since(span.since);
        if time < SPAN || span.bytes < BYTES_EACH * self.places as u64 {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a rate")]
        let rate = span.bytes as f64 / time.as_secs_f64();
        self.begin(now);
        self.judge(rate, now);
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
        if let Stage::Trying { places, .. } = self.stage
            && now.saturating_duration_since(since) >= UNMEASURED
        {
            self.go_to(places);
            self.stage = Stage::Settling { known: false };
        }
    }

    /// The host pushes back: half as many, for a while.
    pub fn step_back(&mut self, now: Instant) {
        if self.stepped_back.is_some_and(|at| now.saturating_duration_since(at) < ONE_SIGN) {
            return;
        }
        self.stepped_back = Some(now);
        self.squeeze((self.places / 2).max(FEWEST), now);
    }

    /// No more than so many from now on, for a while.
    pub fn squeeze(&mut self, places: usize, now: Instant) {
        self.go_to(self.places.min(places).max(1));
        self.stage = Stage::Holding { rate: None, until: now + self.hold, poor: 0 };
    }

    fn begin(&mut self, now: Instant) {
        self.span = Some(Span { since: now, bytes: 0 });
    }

    fn judge(&mut self, rate: f64, now: Instant) {
        self.spans += 1;
        let growing = self.last.is_none_or(|last| rate > last * STILL_GROWING) && self.spans < PATIENCE;
        self.last = Some(rate);
        match self.stage {
            // What pays so well already need not be waited for.
            Stage::Trying { places, rate: before }
                if self.spans > 1 && self.places > places && rate >= before * UNFILLED =>
            {
                self.try_more(rate, now);
            }
            Stage::Settling { .. } | Stage::Trying { .. } if growing => {}
            Stage::Settling { known: true } => self.rest(rate, now),
            Stage::Settling { known: false } => self.try_more(rate, now),
            Stage::Trying { places, rate: before } if self.places > places => {
                self.tried_more(places, before, rate, now);
            }
            Stage::Trying { places, rate: before } => self.tried_fewer(places, before, rate, now),
            Stage::Holding { rate: None, until, .. } => {
                if now >= until {
                    self.settle();
                }
            }
            Stage::Holding { rate: Some(before), until, poor } => {
                let poor = if rate < before * CHANGED { poor + 1 } else { 0 };
                self.stage = Stage::Holding { rate: Some(before), until, poor };
                if poor >= CHANGED_FOR {
                    self.settle();
                } else if now >= until {
                    // Fewer are a trial without danger, and tell whether more are worth one.
                    self.try_out(self.places / 2, rate, now);
                }
            }
        }
    }

    fn settle(&mut self) {
        self.stage = Stage::Settling { known: false };
        self.go_to(self.places);
    }

    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    fn try_more(&mut self, rate: f64, now: Instant) {
        let thin = rate / (self.places as f64) < THIN;
        self.try_out(if thin { self.places / 2 } else { self.places * 2 }, rate, now);
    }

    fn try_out(&mut self, places: usize, rate: f64, now: Instant) {
        let places = places.clamp(FEWEST, MOST);
        if places == self.places {
            return self.rest(rate, now);
        }
        self.stage = Stage::Trying { places: self.places, rate };
        self.go_to(places);
    }

    fn tried_more(&mut self, places: usize, before: f64, rate: f64, now: Instant) {
        if self.places <= USUAL && rate < before * UNFILLED {
            return self.rest(rate.max(before), now);
        }
        if rate < before * PAYS {
            self.go_to(places);
            return self.rest(before, now);
        }
        self.try_more(rate, now);
    }

    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    fn tried_fewer(&mut self, places: usize, before: f64, rate: f64, now: Instant) {
        let thin = rate / (places as f64) < THIN;
        if rate >= before * COSTS && (thin || places > USUAL) {
            return self.rest(rate, now);
        }
        self.go_to(places);
        if before >= rate * UNFILLED && !thin {
            return self.try_out(places * 2, before, now);
        }
        self.rest(before, now);
    }

    fn rest(&mut self, rate: f64, now: Instant) {
        self.stage = Stage::Holding { rate: Some(rate), until: now + self.hold, poor: 0 };
        self.hold = (self.hold * 2).min(LAST_HOLD);
    }

    fn go_to(&mut self, places: usize) {
        self.places = places;
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
    struct Line {
        whole: f64,
        each: f64,
        crowding: f64,
    }

    impl Line {
        fn rate(self, places: usize) -> f64 {
            let crowd = (places as f64 / 8.0).log2().max(0.0) * self.crowding;
            (self.each * places as f64).min(self.whole) * (1.0 - crowd)
        }
    }

    const CLEAN: Line = Line { whole: 115e6, each: 20e6, crowding: 0.08 };
    const LOSSY: Line = Line { whole: 100e6, each: 2.4e6, crowding: 0.0 };
    const SLOW: Line = Line { whole: 250e3, each: 250e3, crowding: 0.0 };

    /// Sends so many bytes; the answer is the time it took. New connections need a second to get going.
    fn send(window: &mut Window, line: Line, bytes: f64, clock: &mut Instant) -> f64 {
        let (mut left, mut speed, start) = (bytes, 0.0, *clock);
        while left > 0.0 {
            *clock += TICK;
            let target = line.rate(window.places());
            speed = if speed > target { target } else { speed + (target - speed) * 0.3 };
            let step = speed * TICK.as_secs_f64();
            left -= step;
            window.measure(step as u64, *clock);
        }
        (*clock - start).as_secs_f64()
    }

    fn best(line: Line, bytes: f64) -> f64 {
        (1..=64).map(|places| bytes / line.rate(places)).fold(f64::MAX, f64::min)
    }

    #[test]
    fn a_clean_line_is_left_at_eight() {
        let (mut window, mut clock) = (Window::default(), Instant::now());
        let time = send(&mut window, CLEAN, 1.07e9, &mut clock);
        assert_eq!(window.found(), Some(USUAL));
        assert!(time < best(CLEAN, 1.07e9) * 1.10, "{time}");
    }

    #[test]
    fn a_lossy_line_gets_all_there_is() {
        let (mut window, mut clock) = (Window::default(), Instant::now());
        let time = send(&mut window, LOSSY, 1.07e9, &mut clock);
        assert_eq!(window.places(), 64);
        assert!(time < best(LOSSY, 1.07e9) * 1.3, "{time}");
    }

    #[test]
    fn a_thin_line_is_not_split_for_nothing() {
        let (mut window, mut clock) = (Window::default(), Instant::now());
        send(&mut window, SLOW, 60e6, &mut clock);
        assert!(window.places() <= 4, "{}", window.places());
    }

    #[test]
    fn a_line_that_changes_is_learned_again() {
        let (mut window, mut clock) = (Window::default(), Instant::now());
        send(&mut window, CLEAN, 1e9, &mut clock);
        send(&mut window, LOSSY, 3e9, &mut clock);
        assert!(window.places() >= 32, "{}", window.places());
        send(&mut window, CLEAN, 60e9, &mut clock);
        assert!(window.places() <= 16, "{}", window.places());
    }

    #[test]
    fn a_host_that_pushes_back_gets_half_and_once_for_many_signs() {
        let (mut window, now) = (Window::beginning_with(32), Instant::now());
        for _ in 0..8 {
            window.step_back(now);
        }
        assert_eq!(window.places(), 16);
        for signs in 1..9 {
            window.step_back(now + signs * ONE_SIGN);
        }
        assert_eq!(window.places(), FEWEST);
    }

    #[test]
    fn a_trial_that_cannot_be_measured_is_called_off() {
        let (mut window, mut clock) = (Window::default(), Instant::now());
        while window.places() == FIRST {
            clock += TICK;
            window.measure(1 << 24, clock);
        }
        for _ in 0..30 {
            clock += TICK;
            window.interrupt(clock);
        }
        assert_eq!(window.places(), FIRST);
    }

    #[test]
    fn nothing_is_learned_while_something_else_is_the_limit() {
        let (mut window, mut clock) = (Window::default(), Instant::now());
        for tick in 0..400u32 {
            clock += TICK;
            window.measure(1 << 24, clock);
            if tick % 2 == 1 {
                window.interrupt(clock);
            }
        }
        assert_eq!((window.places(), window.found()), (FIRST, None));
    }
}
