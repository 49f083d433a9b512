//! How long the storage takes to answer once it has been sent the last byte, and which answer is late.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use crate::Flight;

/// So many answers are looked back at, …
const REMEMBERED: usize = 64;
/// … and so many are needed before one can be called late.
const ENOUGH: usize = 20;
/// No answer is late before this.
const SOONEST: Duration = Duration::from_secs(2);
/// Late is what takes so many times as long as nine of ten answers do.
const TIMES: u32 = 3;
/// Of so many bodies, one may be sent again for a late answer.
const ONE_IN: u64 = 100;

/// Answers that came, and bodies that wait for theirs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    took: VecDeque<Duration>,
    waiting: BTreeMap<Flight, Instant>,
    came: u64,
    given_up: u64,
}

impl Answers {
    /// The last byte of this body has left.
    pub fn await_from(&mut self, flight: Flight, now: Instant) {
        self.waiting.entry(flight).or_insert(now);
    }

    /// The answer to this body came.
    pub fn came(&mut self, flight: Flight, now: Instant) {
        let Some(since) = self.waiting.remove(&flight) else { return };
        self.came += 1;
        self.took.push_back(now.saturating_duration_since(since));
        if self.took.len() > REMEMBERED {
            self.took.pop_front();
        }
    }

    /// Nobody waits for this answer any more.
    pub fn drop_wait(&mut self, flight: Flight) {
        self.waiting.remove(&flight);
    }

    /// A body whose answer is so late that it is better sent again on another connection. Each is named once.
    pub fn give_up(&mut self, now: Instant) -> Option<Flight> {
        let limit = self.limit()?;
        if (self.given_up + 1) * ONE_IN > self.came + ONE_IN {
            return None;
        }
        let (flight, since) = self.waiting.iter().min_by_key(|(_, since)| **since)?;
        if now.saturating_duration_since(*since) < limit {
            return None;
        }
        let flight = *flight;
        self.waiting.remove(&flight);
        self.given_up += 1;
        Some(flight)
    }

    fn limit(&self) -> Option<Duration> {
        if self.took.len() < ENOUGH {
            return None;
        }
        let mut sorted: Vec<Duration> = self.took.iter().copied().collect();
        sorted.sort();
        let most = sorted.get(sorted.len() * 9 / 10)?;
        Some((*most * TIMES).max(SOONEST))
    }
}

#[cfg(test)]
mod tests {
    use crate::JobId;

    use super::*;
    use crate::PartNo;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn one_late_answer_in_a_hundred_is_given_up() {
        let (mut answers, start) = (Answers::default(), Instant::now());
        let flight = |part| (JobId(1), PartNo(part));
        answers.await_from(flight(900), start);
        answers.await_from(flight(901), start);
        assert_eq!(answers.give_up(start + Duration::from_hours(1)), None, "nothing is known yet");
        for part in 0..30 {
            answers.await_from(flight(part), start);
            answers.came(flight(part), start + Duration::from_secs(1));
        }
        assert_eq!(answers.give_up(start + Duration::from_millis(2900)), None);
        assert_eq!(answers.give_up(start + Duration::from_millis(3100)), Some(flight(900)));
        assert_eq!(answers.give_up(start + Duration::from_secs(9)), None, "one in a hundred is enough");
    }
}
