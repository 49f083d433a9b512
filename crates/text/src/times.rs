//! Lengths of time, days and hours as people read them.

use std::time::Duration;

use jiff::fmt::strtime;
use jiff::{Timestamp, Zoned, tz::TimeZone};

use crate::msg::formats;
use crate::numbers::{decimal, facts, rate};

const MINUTE: u64 = 60;
const HOUR: u64 = 3600;

/// "0:31", "42:10", "1:02:03": a place in a video, or its length.
pub fn clock(time: Duration) -> String {
    let secs = time.as_secs();
    let (hours, minutes, secs) = (secs / HOUR, secs / MINUTE % 60, secs % MINUTE);
    if hours > 0 { format!("{hours}:{minutes:02}:{secs:02}") } else { format!("{minutes}:{secs:02}") }
}

/// "22 s", "4 min", "2 h 10 min": how long something will take, rounded up, no finer than anybody can know.
pub fn about(time: Duration) -> String {
    // Beyond this an estimate means nothing.
    let secs = whole_seconds(time.min(Duration::from_secs(1_000_000_000)));
    let minutes = secs.div_ceil(MINUTE);
    match (secs, minutes / 60, minutes % 60) {
        (0..MINUTE, _, _) => formats::seconds(secs),
        (MINUTE..HOUR, _, _) => formats::minutes(minutes),
        (_, hours, 0) => formats::hours(hours),
        (_, hours, minutes) => formats::hours_minutes(hours, minutes),
    }
}

/// "2 min 41 s": how long something took.
pub fn took(from: Timestamp, to: Timestamp) -> String {
    let secs = u64::try_from(to.duration_since(from).as_secs()).unwrap_or(0);
    match (secs / HOUR, secs / MINUTE % 60, secs % MINUTE) {
        (0, 0, 0) => formats::under_a_second().to_owned(),
        (0, 0, secs) => formats::seconds(secs),
        (0, minutes, secs) => formats::minutes_seconds(minutes, secs),
        (hours, minutes, _) => formats::hours_minutes(hours, minutes),
    }
}

/// "90 s", "5 min", "4 h": a limit, in the unit in which it is usually written.
pub fn limit(secs: u32) -> String {
    match secs {
        0..120 => formats::seconds(secs),
        120..7200 => formats::minutes(secs / 60),
        _ => formats::hours(secs / 3600),
    }
}

/// "1.5 s".
pub fn tenths(time: Duration) -> String {
    formats::seconds_decimal(decimal(time.as_secs_f64(), 1))
}

/// "96.4", or "0.01" where there is little: a length in hours, without the unit.
pub fn hours(secs: f64) -> String {
    let hours = secs / 3600.0;
    decimal(hours, if hours > 0.0 && hours < 0.1 { 2 } else { 1 })
}

/// Whole seconds, rounded up, at least one.
pub fn whole_seconds(wait: Duration) -> u64 {
    (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
}

/// How long the rest takes at this speed.
pub fn time_left(bytes_per_sec: f64, left: u64) -> Duration {
    #[expect(clippy::cast_precision_loss, reason = "a time for the eye")]
    let secs = left as f64 / bytes_per_sec.max(1.0);
    Duration::from_secs_f64(secs.min(1e9))
}

/// "31.4 MB/s · 22 s": the speed and the time left, or nothing while there is no speed.
pub fn pace(bytes_per_sec: Option<f64>, left: u64) -> String {
    bytes_per_sec.map_or_else(String::new, |speed| facts([rate(speed), about(time_left(speed, left))]))
}

/// "4 s ago", "12 min ago".
pub fn ago(then: Timestamp, now: Timestamp) -> String {
    let secs = u64::try_from(now.as_second() - then.as_second()).unwrap_or(0);
    match secs {
        0 => formats::just_now().to_owned(),
        1..MINUTE => formats::seconds_ago(secs),
        MINUTE..HOUR => formats::minutes_ago(secs / MINUTE),
        _ => formats::hours_ago(secs / HOUR),
    }
}

/// "9 days left".
pub fn days_left(days: i64) -> String {
    match days {
        ..0 => formats::expired().to_owned(),
        0 => formats::last_day().to_owned(),
        _ => formats::days_left(days),
    }
}

/// "Today 11:20", "Yesterday", "18 Nov", "8 Dec 2025".
pub fn day(then: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (then, now) = (then.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
    if then.date() == now.date() {
        formats::today(written(&then, formats::format_time()))
    } else if now.date().yesterday().is_ok_and(|yesterday| yesterday == then.date()) {
        formats::yesterday().to_owned()
    } else if then.year() == now.year() {
        written(&then, formats::format_day())
    } else {
        written(&then, formats::format_date())
    }
}

/// "8 Dec 2025".
pub fn date(then: Timestamp, zone: &TimeZone) -> String {
    written(&then.to_zoned(zone.clone()), formats::format_date())
}

/// "11:22".
pub fn time(then: Timestamp, zone: &TimeZone) -> String {
    written(&then.to_zoned(zone.clone()), formats::format_time())
}

/// "8 Dec 2025 11:22".
pub fn date_and_time(then: Timestamp, zone: &TimeZone) -> String {
    written(&then.to_zoned(zone.clone()), formats::format_date_time())
}

/// "2025-12-08 11:22": the same in every language, for columns. In UTC.
pub fn column(then: Timestamp) -> String {
    written(&then.to_zoned(TimeZone::UTC), "%Y-%m-%d %H:%M")
}

/// A pattern that does not work is shown as it is; the tests try those of every language.
fn written(then: &Zoned, pattern: &str) -> String {
    strtime::format(pattern, then).unwrap_or_else(|_| pattern.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn lengths_read_as_people_say_them() {
        assert_eq!(clock(Duration::from_secs(31)), "0:31");
        assert_eq!(clock(Duration::from_secs(3723)), "1:02:03");
        assert_eq!(about(Duration::from_millis(200)), "1 s");
        assert_eq!(about(Duration::from_secs(61)), "2 min");
        assert_eq!(about(Duration::from_hours(2)), "2 h");
        assert_eq!(about(Duration::from_mins(130)), "2 h 10 min");
        assert_eq!(about(Duration::MAX), "277,777 h 47 min");
        assert_eq!((limit(119), limit(7199), limit(7200)), ("119 s".into(), "119 min".into(), "2 h".into()));
        assert_eq!(tenths(Duration::from_millis(1_540)), "1.5 s");
        assert_eq!((hours(-0.0), hours(347_040.0)), ("0.0".into(), "96.4".into()));
        assert_eq!((hours(36.0), hours(360.0)), ("0.01".into(), "0.1".into()));
    }

    #[test]
    fn a_wait_never_reads_as_none() {
        assert_eq!(whole_seconds(Duration::from_millis(20)), 1);
        assert_eq!(whole_seconds(Duration::from_millis(7_200)), 8);
        assert_eq!(pace(None, 5), "");
        assert_eq!(pace(Some(31_400_000.0), 680_000_000), "31.4 MB/s · 22 s");
    }

    #[test]
    fn days_read_as_people_remember_them() {
        let now = at("2026-11-22T11:32:00Z");
        for (then, text) in [
            ("2026-11-22T11:20:00Z", "Today 11:20"),
            ("2026-11-21T23:59:00Z", "Yesterday"),
            ("2026-11-18T08:00:00Z", "18 Nov"),
            ("2025-12-08T08:00:00Z", "8 Dec 2025"),
        ] {
            assert_eq!(day(at(then), now, &TimeZone::UTC), text);
        }
        assert_eq!(ago(at("2026-11-22T11:31:56Z"), now), "4 s ago");
        assert_eq!(ago(now, at("2026-11-22T11:31:56Z")), "just now");
        assert_eq!(took(at("2026-11-22T11:29:19Z"), now), "2 min 41 s");
        assert_eq!(took(now, now), "under 1 s");
        assert_eq!(date_and_time(now, &TimeZone::UTC), "22 Nov 2026 11:32");
        assert_eq!(time(now, &TimeZone::UTC), "11:32");
        assert_eq!(column(now), "2026-11-22 11:32");
        let left: Vec<String> = [-1, 0, 1, 9].into_iter().map(days_left).collect();
        assert_eq!(left, ["expired", "less than 1 day left", "1 day left", "9 days left"]);
    }

    #[test]
    fn each_language_has_its_own_dates_and_lengths() {
        let (then, now) = (at("2025-12-08T17:05:00Z"), at("2026-11-22T11:32:00Z"));
        let told = || {
            let lengths =
                [about(Duration::from_mins(130)), ago(at("2026-11-22T11:20:00Z"), now), days_left(9)];
            (
                date_and_time(then, &TimeZone::UTC),
                day(at("2026-11-18T08:00:00Z"), now, &TimeZone::UTC),
                lengths,
            )
        };
        let korean = ["2시간 10분", "12분 전", "9일 남음"].map(str::to_owned);
        assert_eq!(
            in_language(Language::Ko, told),
            ("2025. 12. 8. 17:05".into(), "11월 18일".into(), korean)
        );
        let japanese = ["2時間10分", "12分前", "残り9日"].map(str::to_owned);
        assert_eq!(in_language(Language::Ja, told), ("2025/12/08 17:05".into(), "11月18日".into(), japanese));
    }

    #[test]
    fn the_patterns_of_every_language_work() {
        let then = at("2025-12-08T17:05:00Z").to_zoned(TimeZone::UTC);
        for language in Language::ALL {
            in_language(*language, || {
                for pattern in [
                    formats::format_date(),
                    formats::format_day(),
                    formats::format_time(),
                    formats::format_date_time(),
                ] {
                    assert!(strtime::format(pattern, &then).is_ok(), "{language:?}: {pattern}");
                }
            });
        }
    }
}
