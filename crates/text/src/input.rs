//! Sizes, rates and times of day as people type them, and as a field shows them again.

use jiff::civil::Time;

use crate::language::{Language, in_language};
use crate::numbers;

/// Reads "10GB", "500 MB", "4GiB", or a plain number of bytes.
pub fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim();
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let number: f64 = number.parse().ok()?;
    let factor: f64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "k" | "kb" => 1e3,
        "m" | "mb" => 1e6,
        "g" | "gb" => 1e9,
        "t" | "tb" => 1e12,
        "kib" => 1024.0,
        "mib" => 1_048_576.0,
        "gib" => 1_073_741_824.0,
        "tib" => 1_099_511_627_776.0,
        _ => return None,
    };
    let bytes = (number * factor).round();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked just before"
    )]
    (1.0..1e18).contains(&bytes).then_some(bytes as u64)
}

/// "32 MB": a size in the units that `parse_size` reads, in every language.
pub fn size(count: u64) -> String {
    in_language(Language::En, || numbers::bytes(count))
}

/// Reads "5", "2.5", "2,5" as MB/s, and "500 kB/s" as what it says.
pub fn parse_rate(text: &str) -> Option<u64> {
    let text = text.trim().trim_end_matches("/s").replace(',', ".");
    let bare = text.ends_with(|c: char| c.is_ascii_digit() || c == '.');
    if bare { parse_size(&format!("{text} MB")) } else { parse_size(&text) }
}

/// "12.5": a rate in MB/s as it stands in a field beside that unit.
pub fn megabytes(bytes_per_sec: u64) -> String {
    let (whole, rest) = (bytes_per_sec / 1_000_000, bytes_per_sec % 1_000_000);
    let text = format!("{whole}.{rest:06}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Reads "9", "9:00", "09.30", and "24:00" for the end of the day.
pub fn parse_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "00"));
    let digits = |text: &str, most: usize| {
        let good = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i8>().ok().filter(|_| good)
    };
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2).filter(|_| minute.len() == 2)?);
    if (hour, minute) == (24, 0) { Some(Time::midnight()) } else { Time::new(hour, minute, 0, 0).ok() }
}

/// "09:00".
pub fn hour(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_hours_are_read_as_people_type_them() {
        for (text, rate) in [
            ("5", Some(5_000_000)),
            ("2,5", Some(2_500_000)),
            (" 0.01 ", Some(10_000)),
            ("500 kB/s", Some(500_000)),
            ("12.5 MB/s", Some(12_500_000)),
            ("fast", None),
            ("", None),
            ("-1", None),
        ] {
            assert_eq!(parse_rate(text), rate, "{text}");
        }
        for rate in [10_000, 5_000_000, 12_500_000, 1_048_576] {
            assert_eq!(parse_rate(&megabytes(rate)), Some(rate));
        }
        assert_eq!((megabytes(5_000_000), megabytes(10_000)), ("5".to_owned(), "0.01".to_owned()));
        for (text, read) in [
            ("9", Some("09:00")),
            ("9:05", Some("09:05")),
            ("18.30", Some("18:30")),
            ("23:59", Some("23:59")),
            ("24:00", Some("00:00")),
            ("24:01", None),
            ("9:5", None),
            ("+9:00", None),
            ("noon", None),
            ("", None),
        ] {
            assert_eq!(parse_time(text).map(hour).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn sizes_are_read_in_both_unit_systems() {
        assert_eq!(parse_size("10GB"), Some(10_000_000_000));
        assert_eq!(parse_size("4 GiB"), Some(4_294_967_296));
        assert_eq!(parse_size("1.5mb"), Some(1_500_000));
        assert_eq!(parse_size("123"), Some(123));
        for bad in ["", "GB", "-1", "10 parsecs", "1e9999"] {
            assert_eq!(parse_size(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_a_field_shows_can_be_read_in_every_language() {
        for language in [Language::En, Language::Pseudo] {
            assert_eq!(in_language(language, || parse_size(&size(32_000_000))), Some(32_000_000));
        }
    }
}
