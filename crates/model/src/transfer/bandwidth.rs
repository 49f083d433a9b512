//! The bandwidth limit: how much of the line uploads may take, and at which hours of the day.

use std::ops::RangeInclusive;

use jiff::civil::Time;
use jiff::{Timestamp, ToSpan as _, Zoned};

/// What the person has set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bandwidth {
    /// Whether there is a limit; the numbers stay when it is switched off.
    pub limited: bool,
    /// The limit in bytes a second, all uploads together.
    pub bytes_per_sec: u64,
    /// Whether it holds only at some hours of the day.
    pub by_hours: bool,
    /// These hours.
    pub hours: Hours,
}

/// A stretch of every day, by the clock on the wall. It may pass midnight; from a time to the same time is all day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The first moment in it.
    pub from: Time,
    /// The first moment after it.
    pub to: Time,
}

/// What holds at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RateLimit {
    /// Bytes a second; nothing is no limit.
    pub bytes_per_sec: Option<u64>,
    /// When that changes by itself.
    pub until: Option<Timestamp>,
}

impl Bandwidth {
    /// Limits that make sense: below them an upload looks like a broken one, to the storage too; above them is no
    /// connection.
    pub const BYTES_PER_SEC: RangeInclusive<u64> = 10_000..=100_000_000_000;

    /// The limit at this time of the day.
    pub fn rate_at(&self, time: Time) -> Option<u64> {
        let holds = self.limited && (!self.by_hours || self.hours.contain(time));
        holds.then_some(self.bytes_per_sec)
    }

    /// When the limit becomes another one by itself. Where clocks are set forward or back in between, it is the
    /// clock on the wall that counts.
    pub fn next_change(&self, now: &Zoned) -> Option<Timestamp> {
        if !(self.limited && self.by_hours) {
            return None;
        }
        let (zone, holds) = (now.time_zone(), self.rate_at(now.time()));
        // A clock on the wall that nobody sets passes both times within a day and a bit.
        let days = (-1..=2).filter_map(|days| now.date().checked_add(days.days()).ok());
        let passed = days
            .flat_map(|day| [self.hours.from, self.hours.to].map(|time| day.to_datetime(time)))
            .flat_map(|time| {
                let moment = zone.to_ambiguous_timestamp(time);
                [moment.earlier().ok(), moment.later().ok()]
            })
            .flatten();
        let set = zone.following(now.timestamp()).next().map(|transition| transition.timestamp());
        passed
            .chain(set)
            .filter(|at| *at > now.timestamp())
            .filter(|at| self.rate_at(at.to_zoned(zone.clone()).time()) != holds)
            .min()
    }

    /// What holds now, and until when.
    pub fn at(&self, now: &Zoned) -> RateLimit {
        RateLimit { bytes_per_sec: self.rate_at(now.time()), until: self.next_change(now) }
    }
}

impl Default for Bandwidth {
    fn default() -> Self {
        let hours = Hours { from: Time::constant(9, 0, 0, 0), to: Time::constant(18, 0, 0, 0) };
        Self { limited: false, bytes_per_sec: 5_000_000, by_hours: false, hours }
    }
}

impl Hours {
    /// Whether a time of the day lies in them.
    pub fn contain(&self, time: Time) -> bool {
        match self.from.cmp(&self.to) {
            std::cmp::Ordering::Less => (self.from..self.to).contains(&time),
            std::cmp::Ordering::Equal => true,
            std::cmp::Ordering::Greater => time >= self.from || time < self.to,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    use super::*;

    fn between(from: Time, to: Time) -> Bandwidth {
        Bandwidth { limited: true, bytes_per_sec: 7, by_hours: true, hours: Hours { from, to } }
    }

    fn clock(hour: i8, minute: i8) -> Time {
        time(hour, minute, 0, 0)
    }

    /// Zones by their rules, so that no test depends on what the system knows: Berlin, Lord Howe with its half hour,
    /// and one without.
    fn zone(number: usize) -> TimeZone {
        let rules = ["CET-1CEST,M3.5.0,M10.5.0/3", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "<+0545>-5:45"];
        TimeZone::posix(rules[number % rules.len()]).unwrap()
    }

    fn at(text: &str) -> Zoned {
        text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(zone(0)).unwrap()
    }

    #[test]
    fn hours_begin_and_end_to_the_moment_and_pass_midnight() {
        let (day, night) = (between(clock(9, 0), clock(18, 0)), between(clock(22, 0), clock(6, 30)));
        for (time, by_day, by_night) in [
            (clock(8, 59), None, None),
            (clock(9, 0), Some(7), None),
            (clock(17, 59), Some(7), None),
            (clock(18, 0), None, None),
            (clock(22, 0), None, Some(7)),
            (clock(0, 0), None, Some(7)),
            (clock(6, 29), None, Some(7)),
            (clock(6, 30), None, None),
        ] {
            assert_eq!((day.rate_at(time), night.rate_at(time)), (by_day, by_night), "{time}");
        }
    }

    #[test]
    fn what_is_off_or_holds_all_day_never_changes() {
        let now = at("2026-11-22T12:00");
        let day = between(clock(9, 0), clock(9, 0));
        assert_eq!(day.at(&now), RateLimit { bytes_per_sec: Some(7), until: None });
        let always = Bandwidth { by_hours: false, ..between(clock(1, 0), clock(2, 0)) };
        assert_eq!(always.at(&now), RateLimit { bytes_per_sec: Some(7), until: None });
        let off = Bandwidth { limited: false, ..between(clock(1, 0), clock(23, 0)) };
        assert_eq!(off.at(&now), RateLimit::default());
    }

    #[test]
    fn the_next_change_is_by_the_clock_on_the_wall() {
        let night = between(clock(2, 30), clock(6, 0));
        for (now, next) in [
            ("2026-11-22T12:00", "2026-11-23T02:30"),
            ("2026-11-22T02:30", "2026-11-22T06:00"),
            // 02:30 does not come that night: the clock goes from 02:00 to 03:00.
            ("2026-03-29T01:00", "2026-03-29T03:00"),
            ("2026-03-28T12:00", "2026-03-29T03:00"),
        ] {
            assert_eq!(night.next_change(&at(now)), Some(at(next).timestamp()), "{now}");
        }
        // 02:30 comes twice: the limit holds from the first to 03:00, and again from the second.
        let first = at("2026-10-25T02:30").timestamp();
        let set_back = at("2026-10-25T03:00").timestamp() - 1.hour();
        let second = first + 1.hour();
        assert_eq!(night.next_change(&at("2026-10-25T01:00")), Some(first));
        assert_eq!(night.next_change(&first.to_zoned(zone(0))), Some(set_back));
        assert_eq!(night.next_change(&set_back.to_zoned(zone(0))), Some(second));
    }

    proptest! {
        #[test]
        fn between_now_and_the_next_change_nothing_changes(
            which in 0usize..3,
            start in 1_767_225_600i64..1_830_297_600,
            from in 0i8..48,
            to in 0i8..48,
        ) {
            let half = |n: i8| clock(n / 2, n % 2 * 30);
            let (bandwidth, zone) = (between(half(from), half(to)), zone(which));
            let now = Timestamp::from_second(start).unwrap().to_zoned(zone.clone());
            let rate = |at: Timestamp| bandwidth.rate_at(at.to_zoned(zone.clone()).time());
            let next = bandwidth.next_change(&now);
            let end = next.unwrap_or_else(|| now.timestamp() + 72.hours());
            let mut at = now.timestamp();
            while at < end {
                prop_assert_eq!(rate(at), rate(now.timestamp()), "{} before {:?}", at, next);
                at += 5.minutes();
            }
            prop_assert_eq!(next.is_none(), from == to);
            if let Some(next) = next {
                prop_assert_ne!(rate(next), rate(now.timestamp()));
                prop_assert_eq!(rate(next - 1.nanosecond()), rate(now.timestamp()));
            }
        }
    }
}
