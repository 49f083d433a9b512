//! How much there is of something.

use jiff::tz::TimeZone;

use crate::{numbers, times};
use takeup_model::RateLimit;

/// "1 file", "4 files", "1,284 files".
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", numbers::count(count as u64), if count == 1 { one } else { many })
}

/// "50 of 1,284 loaded".
pub fn loaded_of(loaded: usize, total: u64) -> String {
    format!("{} of {} loaded", numbers::count(loaded as u64), numbers::count(total))
}

/// "50 loaded", where nobody knows how many there are.
pub fn loaded(count: usize) -> String {
    format!("{} loaded", numbers::count(count as u64))
}

/// How many there are: "1,284", or "3 of 50 loaded" where only some are shown.
pub fn shown_of(shown: usize, loaded: usize, total: Option<u64>) -> Option<String> {
    if shown == loaded { total.map(numbers::count) } else { Some(loaded_of(shown, loaded as u64)) }
}

/// "Limited to 5 MB/s until 18:00": the bandwidth limit that holds, or how long there is none.
pub fn bandwidth(limit: RateLimit, zone: &TimeZone) -> Option<String> {
    let until = limit.until.map_or_else(String::new, |until| format!(" until {}", times::time(until, zone)));
    match limit.bytes_per_sec {
        Some(rate) => Some(format!("Limited to {}/s{until}", numbers::bytes(rate))),
        None => limit.until.map(|_| format!("No limit{until}")),
    }
}

/// "4.9 MB/s (limited)": a speed, and whether it is the limit that makes it so.
pub fn speed(rate: f64, limit: RateLimit) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a comparison for the eye")]
    let limited = limit.bytes_per_sec.is_some_and(|limit| rate >= limit as f64 * 0.8);
    format!("{}{}", numbers::rate(rate), if limited { " (limited)" } else { "" })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn what_is_shown_is_counted() {
        assert_eq!(plural(1, "file", "files"), "1 file");
        assert_eq!(plural(0, "file", "files"), "0 files");
        assert_eq!(shown_of(3, 50, Some(1_284)).as_deref(), Some("3 of 50 loaded"));
        assert_eq!(shown_of(50, 50, Some(1_284)).as_deref(), Some("1,284"));
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
}
