//! The bandwidth limit: one line in which every body stands for its next frame. Requests without a body never come
//! here.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, watch};
use tokio::time::{Instant, timeout_at};

use super::FRAME;

/// The smallest turn: less would be mostly wrapping.
const LEAST: usize = 1024;
/// Turns in a second, so that a second holds what it should and every body moves often.
const TURNS: u64 = 64;
/// Whoever stands here again so soon was never away.
const AWAY: Duration = Duration::from_millis(5);
/// How much time that was lost by waking late may be made up for.
const LATE: Duration = Duration::from_millis(100);

/// A limit on bytes a second, shared by every body.
#[derive(Debug, Default)]
pub struct Throttle {
    /// Bytes a second; 0 is no limit.
    rate: watch::Sender<u64>,
    /// Whoever holds this is the next to send; the others stand behind, first come, first served. Inside is when the
    /// last frame will have left.
    line: Mutex<Option<Instant>>,
}

impl Throttle {
    /// Sets the limit; 0 is none. Whoever waits, waits by the new one from now on.
    pub fn set(&self, bytes_per_sec: u64) {
        self.rate.send_if_modified(|rate| std::mem::replace(rate, bytes_per_sec) != bytes_per_sec);
    }

    /// Whether there is a limit.
    pub fn is_set(&self) -> bool {
        *self.rate.borrow() != 0
    }

    /// How many bytes may be sent without waiting, where there is no limit.
    pub fn open(&self, most: usize) -> Option<usize> {
        (!self.is_set()).then(|| most.min(FRAME))
    }

    /// Waits for a turn. The answer is how many bytes may be sent in it, `most` at most.
    pub async fn turn(self: Arc<Self>, most: usize) -> usize {
        if let Some(granted) = self.open(most) {
            return granted;
        }
        let mut rates = self.rate.subscribe();
        let came = Instant::now();
        let mut line = self.line.lock().await;
        loop {
            let rate = *rates.borrow_and_update();
            if rate == 0 {
                return most.min(FRAME);
            }
            let now = Instant::now();
            let whole = frame(rate);
            // A frame that began to leave at another rate holds nobody up for longer than one of this rate would.
            *line = line.map(|free| free.min(now + cost(whole, rate)));
            if let Some(free) = line.filter(|free| *free > now) {
                // The sender lives in `self`: that it is gone cannot be the answer.
                drop(timeout_at(free, rates.changed()).await);
                continue;
            }
            // The wire is busy from the moment it was free and somebody stood here, so that waking late costs
            // nothing; time in which nobody stood here is not saved up.
            let since = line.filter(|free| came.saturating_duration_since(*free) <= AWAY).unwrap_or(came);
            let since = since.max(now.checked_sub(LATE).unwrap_or(since));
            let granted = whole.min(most);
            *line = Some(since + cost(granted, rate));
            return granted;
        }
    }
}

fn frame(rate: u64) -> usize {
    usize::try_from(rate / TURNS).unwrap_or(FRAME).clamp(LEAST, FRAME)
}

/// How long so many bytes take.
fn cost(bytes: usize, rate: u64) -> Duration {
    #[expect(clippy::cast_precision_loss, reason = "a time of milliseconds")]
    let secs = bytes as f64 / rate as f64;
    Duration::from_secs_f64(secs)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tokio::task::JoinSet;
    use tokio::time::sleep_until;

    use super::*;

    /// What was granted: when since the start, to which body, and how much.
    type Grants = Vec<(Duration, usize, usize)>;

    const SECOND: Duration = Duration::from_secs(1);

    /// Greedy bodies at one throttle, on a clock that turns by itself: each step sets a rate and lasts so long.
    fn simulate(bodies: usize, steps: &[(u64, Duration)]) -> Grants {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let (throttle, start) = (Arc::new(Throttle::default()), Instant::now());
            let grants = Arc::new(std::sync::Mutex::new(Grants::new()));
            throttle.set(steps[0].0);
            let mut set = JoinSet::new();
            for body in 0..bodies {
                let (throttle, grants) = (Arc::clone(&throttle), Arc::clone(&grants));
                set.spawn(async move {
                    loop {
                        let bytes = Arc::clone(&throttle).turn(usize::MAX).await;
                        grants.lock().unwrap().push((start.elapsed(), body, bytes));
                        if *throttle.rate.borrow() == 0 {
                            // A real line takes time for what is not limited.
                            sleep_until(Instant::now() + Duration::from_millis(1)).await;
                        }
                    }
                });
            }
            let mut end = start;
            for (rate, long) in steps {
                throttle.set(*rate);
                end += *long;
                sleep_until(end).await;
            }
            drop(set);
            std::mem::take(&mut *grants.lock().unwrap())
        })
    }

    fn bytes(grants: &[(Duration, usize, usize)], from: Duration, to: Duration) -> f64 {
        let within = grants.iter().filter(|(at, ..)| (from..to).contains(at));
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        within.map(|(.., bytes)| *bytes as f64).sum()
    }

    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    fn holds(bodies: usize, steps: &[(u64, Duration)]) -> Result<(), TestCaseError> {
        let grants = simulate(bodies, steps);
        let mut begin = Duration::ZERO;
        for (rate, long) in steps.iter().copied() {
            let end = begin + long;
            let first = grants.iter().find(|(at, ..)| *at >= begin).map(|(at, ..)| at.saturating_sub(begin));
            prop_assert!(first.is_some_and(|wait| wait <= SECOND / 5), "{rate} came after {first:?}");
            let slack = 2.0 * frame(rate) as f64 + rate as f64 * 0.01;
            let mut from = begin;
            while rate > 0 && from + SECOND <= end {
                let sent = bytes(&grants, from, from + SECOND);
                prop_assert!((sent - rate as f64).abs() <= slack, "{sent} in a second at {rate}");
                from += SECOND / 8;
            }
            if rate > 0 {
                let turns = |body: usize| {
                    grants.iter().filter(|(at, who, _)| *who == body && (begin..end).contains(at)).count()
                };
                let (least, most) = ((0..bodies).map(turns).min(), (0..bodies).map(turns).max());
                // Until all of them stand in the line, whoever does gets more.
                let apart = most.unwrap() - least.unwrap();
                prop_assert!(apart <= 2 + most.unwrap() / 20, "{least:?} and {most:?} turns at {rate}");
            }
            begin = end;
        }
        Ok(())
    }

    #[test]
    fn who_comes_first_after_a_time_without_a_limit_gets_no_more_than_the_others() {
        let steps = [10_000, 0, 150_000_000].map(|rate| (rate, 3 * SECOND / 2));
        holds(17, &steps).unwrap();
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_second_holds_its_rate_whatever_the_rate_was_before(
            bodies in 1usize..20,
            steps in prop::collection::vec((
                prop_oneof![Just(0u64), 10_000u64..100_000, 100_000u64..20_000_000, Just(150_000_000)],
                (1_500u64..4_000).prop_map(Duration::from_millis),
            ), 1..5),
        ) {
            holds(bodies, &steps)?;
        }
    }

    #[test]
    fn a_new_rate_counts_at_once_for_those_who_wait() {
        let slow = (200, 3 * SECOND);
        let waited = |next: u64| {
            let grants = simulate(8, &[slow, (next, SECOND)]);
            bytes(&grants, 3 * SECOND + SECOND / 10, 4 * SECOND)
        };
        // At 200 bytes a second a frame takes five seconds; nobody sits them out.
        assert!((800_000.0..1_000_000.0).contains(&waited(1_000_000)), "{}", waited(1_000_000));
        assert!(waited(0) > 100_000_000.0, "{}", waited(0));
    }

    #[test]
    fn the_lowest_limit_moves_every_body_and_every_second() {
        let grants = simulate(64, &[(10_000, 60 * SECOND)]);
        for second in 0..60 {
            assert!(bytes(&grants, second * SECOND, (second + 1) * SECOND) > 0.0, "second {second}");
        }
        for body in 0..64 {
            let own: Vec<_> = grants.iter().filter(|(_, who, _)| *who == body).map(|(at, ..)| *at).collect();
            assert!(own.windows(2).all(|pair| pair[1] < pair[0] + 10 * SECOND), "{body}: {own:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn time_in_which_nobody_sends_is_not_saved_up() {
        let throttle = Arc::new(Throttle::default());
        throttle.set(1_000_000);
        Arc::clone(&throttle).turn(usize::MAX).await;
        tokio::time::advance(60 * SECOND).await;
        let start = Instant::now();
        let mut sent = 0;
        while start.elapsed() < SECOND {
            sent += Arc::clone(&throttle).turn(usize::MAX).await;
        }
        assert!((980_000..1_040_000).contains(&sent), "{sent}");
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_leaves_the_line_holds_nobody_up() {
        let throttle = Arc::new(Throttle::default());
        throttle.set(100);
        Arc::clone(&throttle).turn(usize::MAX).await;
        let next = Box::pin(Arc::clone(&throttle).turn(usize::MAX));
        assert!(timeout_at(Instant::now() + SECOND, next).await.is_err());
        let start = Instant::now();
        assert_eq!(Arc::clone(&throttle).turn(usize::MAX).await, LEAST);
        assert!(start.elapsed() < 11 * SECOND, "{:?}", start.elapsed());
    }

    #[tokio::test]
    async fn without_a_limit_nobody_waits() {
        let throttle = Arc::new(Throttle::default());
        assert_eq!(Arc::clone(&throttle).turn(7).await, 7);
        assert_eq!(throttle.turn(usize::MAX).await, FRAME);
    }
}
