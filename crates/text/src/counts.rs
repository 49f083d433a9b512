//! Numbers, shares and times as people read them.

use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};

use takeup_model::{RateLimit, units};

/// "1 file", "4 files", "1,284 files".
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count as u64), if count == 1 { one } else { many })
}

/// "1,284".
pub fn number(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "50 of 1,284 loaded".
pub fn loaded_of(loaded: usize, total: u64) -> String {
    format!("{} of {} loaded", number(loaded as u64), number(total))
}

/// "96.4": a length in hours.
pub fn hours(secs: f64) -> String {
    // No sign in front of nothing.
    format!("{:.1}", secs.max(0.0) / 3600.0 + 0.0)
}

/// "50 loaded", where nobody knows how many there are.
pub fn loaded(count: usize) -> String {
    format!("{} loaded", number(count as u64))
}

/// How many there are: "1,284", or "3 of 50 loaded" where only some are shown.
pub fn shown_of(shown: usize, loaded: usize, total: Option<u64>) -> Option<String> {
    if shown == loaded { total.map(number) } else { Some(loaded_of(shown, loaded as u64)) }
}

/// "63% · 1.16 of 1.84 GB".
pub fn progress(done: u64, total: u64) -> String {
    format!("{} · {}", percent(done, total), part_of(done, total))
}

/// "63%". Never 100: that is for the platform to say.
pub fn percent(done: u64, total: u64) -> String {
    format!("{}%", (u128::from(done) * 100 / u128::from(total.max(1))).min(99))
}

/// "1.16 of 1.84 GB": the unit is said once where both have the same.
pub fn part_of(done: u64, total: u64) -> String {
    let (done, total) = (units::bytes(done), units::bytes(total));
    match (done.split_once(' '), total.split_once(' ')) {
        (Some((number, unit)), Some((_, same))) if unit == same => format!("{number} of {total}"),
        _ => format!("{done} of {total}"),
    }
}

/// "31.4 MB/s · 22 s": the speed and the time left, once they mean something.
pub fn pace(rate: Option<f64>, left: u64) -> String {
    rate.map_or_else(String::new, |rate| {
        format!("{} · {}", units::rate(rate), units::about(time_left(rate, left)))
    })
}

/// "Limited to 5 MB/s until 18:00": the bandwidth limit that holds, or how long there is none.
pub fn bandwidth(limit: RateLimit, zone: &TimeZone) -> Option<String> {
    let until = limit.until.map_or_else(String::new, |until| format!(" until {}", time(until, zone)));
    match limit.bytes_per_sec {
        Some(rate) => Some(format!("Limited to {}/s{until}", units::bytes(rate))),
        None => limit.until.map(|_| format!("No limit{until}")),
    }
}

/// "4.9 MB/s (limited)": a speed, and whether it is the limit that makes it so.
pub fn speed(rate: f64, limit: RateLimit) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a comparison for the eye")]
    let limited = limit.bytes_per_sec.is_some_and(|limit| rate >= limit as f64 * 0.8);
    format!("{}{}", units::rate(rate), if limited { " (limited)" } else { "" })
}

/// How long the rest takes at this speed.
pub fn time_left(rate: f64, left: u64) -> Duration {
    #[expect(clippy::cast_precision_loss, reason = "a time for the eye")]
    let secs = left as f64 / rate.max(1.0);
    Duration::from_secs_f64(secs.min(1e9))
}

/// Whole seconds, rounded up, at least one.
pub fn seconds(wait: Duration) -> u64 {
    (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
}

/// "4 s ago", "12 min ago".
pub fn ago(then: Timestamp, now: Timestamp) -> String {
    let secs = u64::try_from(now.as_second() - then.as_second()).unwrap_or(0);
    match secs {
        0 => "just now".to_owned(),
        1..=59 => format!("{secs} s ago"),
        60..=3599 => format!("{} min ago", secs / 60),
        _ => format!("{} h ago", secs / 3600),
    }
}

/// "Today 11:20", "Yesterday", "18 Nov", "8 Dec 2025".
pub fn day(then: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (then, now) = (then.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
    if then.date() == now.date() {
        then.strftime("Today %H:%M").to_string()
    } else if now.date().yesterday().is_ok_and(|yesterday| yesterday == then.date()) {
        "Yesterday".to_owned()
    } else if then.year() == now.year() {
        then.strftime("%-d %b").to_string()
    } else {
        then.strftime("%-d %b %Y").to_string()
    }
}

/// "8 Dec 2025".
pub fn date(then: Timestamp, zone: &TimeZone) -> String {
    then.to_zoned(zone.clone()).strftime("%-d %b %Y").to_string()
}

/// "11:22".
pub fn time(then: Timestamp, zone: &TimeZone) -> String {
    then.to_zoned(zone.clone()).strftime("%H:%M").to_string()
}

/// "9 days left".
pub fn days_left(days: i64) -> String {
    match days {
        ..0 => "expired".to_owned(),
        0 => "last day".to_owned(),
        1 => "1 day left".to_owned(),
        _ => format!("{days} days left"),
    }
}

/// "2 min 41 s": how long something took.
pub fn took(from: Timestamp, to: Timestamp) -> String {
    let secs = u64::try_from(to.duration_since(from).as_secs()).unwrap_or(0);
    match (secs / 3600, secs / 60 % 60, secs % 60) {
        (0, 0, 0) => "under 1 s".to_owned(),
        (0, 0, secs) => format!("{secs} s"),
        (0, minutes, secs) => format!("{minutes} min {secs} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_done_before_the_platform_says_so() {
        assert_eq!(progress(1_160_000_000, 1_840_000_000), "63% · 1.16 of 1.84 GB");
        assert_eq!(percent(1_840_000_000, 1_840_000_000), "99%");
        assert_eq!(progress(0, 0), "0% · 0 of 0 B");
        assert_eq!(part_of(47_000_000, 1_840_000_000), "47 MB of 1.84 GB");
    }

    #[test]
    fn numbers_are_grouped_and_counted() {
        assert_eq!(number(1_284), "1,284");
        assert_eq!(number(12_345_678), "12,345,678");
        assert_eq!(plural(1, "file", "files"), "1 file");
        assert_eq!(plural(0, "file", "files"), "0 files");
        assert_eq!((hours(-0.0).as_str(), hours(347_040.0).as_str()), ("0.0", "96.4"));
        assert_eq!(shown_of(3, 50, Some(1_284)).as_deref(), Some("3 of 50 loaded"));
        assert_eq!(shown_of(50, 50, Some(1_284)).as_deref(), Some("1,284"));
    }

    #[test]
    fn days_are_told_as_people_remember_them() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
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
    }

    #[test]
    fn a_limit_says_how_much_and_how_long() {
        let until = Some("2026-11-22T18:00:00Z".parse::<Timestamp>().unwrap());
        for (bytes_per_sec, until, text) in [
            (Some(5_000_000), until, Some("Limited to 5 MB/s until 18:00")),
            (Some(1_250_000), None, Some("Limited to 1.25 MB/s")),
            (None, until, Some("No limit until 18:00")),
            (None, None, None),
        ] {
            assert_eq!(bandwidth(RateLimit { bytes_per_sec, until }, &TimeZone::UTC).as_deref(), text);
        }
        let limit = RateLimit { bytes_per_sec: Some(5_000_000), until: None };
        assert_eq!(speed(4_900_000.0, limit), "4.9 MB/s (limited)");
        assert_eq!(speed(2_000_000.0, limit), "2 MB/s");
        assert_eq!(speed(2_000_000.0, RateLimit::default()), "2 MB/s");
    }

    #[test]
    fn a_wait_never_reads_as_none() {
        assert_eq!(seconds(Duration::from_millis(20)), 1);
        assert_eq!(seconds(Duration::from_millis(7_200)), 8);
        assert_eq!(pace(None, 5), "");
        assert_eq!(pace(Some(31_400_000.0), 680_000_000), "31.4 MB/s · 22 s");
    }
}
