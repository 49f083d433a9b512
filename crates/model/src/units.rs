//! Sizes, speeds and times as people read them.

use std::time::Duration;

use humansize::{DECIMAL, FormatSizeOptions};
use jiff::civil::Time;

/// "1.84 GB": decimal units, as the platform's limits are read.
pub fn bytes(count: u64) -> String {
    let decimals = if count < 1_000_000 { 0 } else { 2 };
    let text = humansize::format_size(count, FormatSizeOptions::from(DECIMAL).decimal_places(decimals));
    shorten(&text)
}

/// "31.4 MB/s".
pub fn rate(bytes_per_sec: f64) -> String {
    let text = humansize::format_size_i(bytes_per_sec, FormatSizeOptions::from(DECIMAL).decimal_places(1));
    format!("{}/s", shorten(&text))
}

/// Three significant digits are enough for the eye: "214.32 MB" reads "214 MB".
fn shorten(text: &str) -> String {
    let Some((number, unit)) = text.split_once(' ') else { return text.to_owned() };
    let unit = if unit == "kB" || unit.len() <= 2 { unit } else { "B" };
    let digits = number.find('.').unwrap_or(number.len());
    let number = if digits >= 3 {
        number.get(..digits).unwrap_or(number)
    } else if digits == 2 && number.len() > 4 {
        number.get(..4).unwrap_or(number)
    } else {
        number
    };
    let number =
        if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number };
    format!("{number} {unit}")
}

/// "0:31", "42:10", "1:02:03".
pub fn clock(time: Duration) -> String {
    let secs = time.as_secs();
    let (hours, minutes, secs) = (secs / 3600, secs / 60 % 60, secs % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{secs:02}") } else { format!("{minutes}:{secs:02}") }
}

/// "22 s", "4 min", "2 h 10 min": how long something will take, no finer than anybody can know.
pub fn about(time: Duration) -> String {
    let secs = time.as_secs_f64().ceil();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped just before")]
    let secs = secs.clamp(1.0, 1e9) as u64;
    match secs {
        0..=59 => format!("{secs} s"),
        60..=3599 => format!("{} min", secs.div_ceil(60)),
        _ => match (secs.div_ceil(60) / 60, secs.div_ceil(60) % 60) {
            (hours, 0) => format!("{hours} h"),
            (hours, minutes) => format!("{hours} h {minutes} min"),
        },
    }
}

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

/// "12.5": a rate in MB/s as it stands in a field beside that unit.
pub fn megabytes(bytes_per_sec: u64) -> String {
    let (whole, rest) = (bytes_per_sec / 1_000_000, bytes_per_sec % 1_000_000);
    let text = format!("{whole}.{rest:06}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Reads "5", "2.5", "2,5" as MB/s, and "500 kB/s" as what it says.
pub fn parse_rate(text: &str) -> Option<u64> {
    let text = text.trim().trim_end_matches("/s").replace(',', ".");
    let bare = text.ends_with(|c: char| c.is_ascii_digit() || c == '.');
    if bare { parse_size(&format!("{text} MB")) } else { parse_size(&text) }
}

/// "09:00".
pub fn time(time: Time) -> String {
    time.strftime("%H:%M").to_string()
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

/// A cell of a table. Spreadsheets run what begins like this, unless an apostrophe says that it is text.
pub fn csv_safe(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_three_digits_at_most() {
        for (count, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (18_000, "18 kB"),
            (1_840_000_000, "1.84 GB"),
            (214_320_000, "214 MB"),
            (47_000_000, "47 MB"),
            (12_940_000, "12.9 MB"),
            (2_000_000_000, "2 GB"),
        ] {
            assert_eq!(bytes(count), text);
        }
        assert_eq!(rate(31_400_000.0), "31.4 MB/s");
        assert_eq!(rate(512.0), "512 B/s");
    }

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
            assert_eq!(parse_time(text).map(time).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn times_read_as_people_say_them() {
        assert_eq!(clock(Duration::from_secs(31)), "0:31");
        assert_eq!(clock(Duration::from_secs(3723)), "1:02:03");
        assert_eq!(about(Duration::from_millis(200)), "1 s");
        assert_eq!(about(Duration::from_secs(61)), "2 min");
        assert_eq!(about(Duration::from_mins(130)), "2 h 10 min");
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
}
