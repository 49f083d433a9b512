//! How many bodies travel at the same time. The right number is a property of the line, so it is measured: bytes
//! that truly left, at one number and at another.

use std::time::{Duration, Instant};

/// Where a line begins that nothing is known about.
const FIRST: usize = 8;
/// Fewer than this never pay, more than that never did.
const FEWEST: usize = 2;
const MOST: usize = 64;

/// A measurement takes at least so long, …
const SPAN: Duration = Duration::from_millis(500);
/// … and so many bytes for each body: what fits into the system's buffers says nothing about the line.
const BYTES_EACH: u64 = 512 * 1024;
/// A rate that has grown by more than this since the last measurement is still growing: TCP feels its way.
const STILL_GROWING: f64 = 1.1;
/// For so many measurements at most.
const PATIENCE: u32 = 6;
/// Twice as many bodies have to bring at least so much.
const PAYS: f64 = 1.25;
/// Half as many may cost so much, because every body in flight is one that can be lost.
const COSTS: f64 = 0.95;
/// A line that carries less than this share of what it did is another line now.
const CHANGED: f64 = 0.6;
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
    downwards: bool,
    stepped_back: Option<Instant>,
    interrupted: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// The rate at the present number is being measured.
    Settling,
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
        Self::beginning_with(FIRST)
    }
}

impl Window {
    /// A window that begins with what the line was found to carry well before.
    pub fn beginning_with(places: usize) -> Self {
        Self {
            places: places.clamp(FEWEST, MOST),
            stage: Stage::Settling,
            span: None,
            last: None,
            spans: 0,
            hold: FIRST_HOLD,
            downwards: false,
            stepped_back: None,
            interrupted: None,
        }
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

    /// Something other than the line was the limit: what was being measured means nothing.
    pub fn interrupt(&mut self, now: Instant) {
        self.span = None;
        let since = *self.interrupted.get_or_insert(now);
        if let Stage::Trying { places, .. } = self.stage
            && now.saturating_duration_since(since) >= UNMEASURED
        {
            self.go_to(places);
            self.stage = Stage::Settling;
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
            Stage::Settling | Stage::Trying { .. } if growing => {}
            Stage::Settling => self.try_another(rate, now),
            Stage::Trying { places, rate: before } => {
                let more = self.places > places;
                if rate >= before * if more { PAYS } else { COSTS } {
                    self.hold = FIRST_HOLD;
                    return self.try_another(rate, now);
                }
                self.go_to(places);
                self.rest(before, now);
            }
            Stage::Holding { rate: None, until, .. } if now >= until => self.settle(),
            Stage::Holding { rate: None, .. } => {}
            Stage::Holding { rate: Some(before), until, poor } => {
                let poor = if rate < before * CHANGED { poor + 1 } else { 0 };
                self.stage = Stage::Holding { rate: Some(before), until, poor };
                if poor >= 3 || now >= until {
                    self.settle();
                }
            }
        }
    }

    /// Measures anew at the present number, and looks the other way from there than the last time.
    fn settle(&mut self) {
        self.stage = Stage::Settling;
        self.go_to(self.places);
        self.downwards = !self.downwards;
    }

    /// Tries twice as many, or half as many where that may be as good.
    fn try_another(&mut self, rate: f64, now: Instant) {
        #[expect(clippy::cast_precision_loss, reason = "a rate")]
        let thin = rate / (self.places as f64) < THIN;
        let fewer = thin || (self.downwards && self.places > FIRST);
        let places = if fewer { self.places / 2 } else { self.places * 2 }.clamp(FEWEST, MOST);
        if places == self.places {
            return self.rest(rate, now);
        }
        self.stage = Stage::Trying { places: self.places, rate };
        self.go_to(places);
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

    const TICK: Duration = Duration::from_millis(250);

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
            speed = if speed > target { target } else { speed + (target - speed) * 0.6 };
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
        assert_eq!(window.found(), Some(8));
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
        let (mut window, now) = (Window::default(), Instant::now());
        for _ in 0..8 {
            window.step_back(now);
        }
        assert_eq!(window.places(), 4);
        window.step_back(now + ONE_SIGN);
        window.step_back(now + 2 * ONE_SIGN);
        window.step_back(now + 3 * ONE_SIGN);
        assert_eq!(window.places(), FEWEST);
    }

    #[test]
    fn a_trial_that_cannot_be_measured_is_called_off() {
        let (mut window, mut clock) = (Window::default(), Instant::now());
        while window.places() == FIRST {
            clock += TICK;
            window.measure(1 << 24, clock);
        }
        for _ in 0..20 {
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
        assert_eq!((window.places(), window.found()), (8, None));
    }
}
