//! Numbers and sizes as people read them.

use crate::language::language;
use crate::msg::formats;

/// "1,284".
pub fn count(count: u64) -> String {
    separated(&count.to_string())
}

/// "96.4": with this many decimals. Less than nothing reads as nothing.
pub fn decimal(value: f64, decimals: usize) -> String {
    // No sign in front of nothing.
    separated(&format!("{:.decimals$}", value.max(0.0) + 0.0))
}

/// "1.84 GB": decimal units, as the platform's limits are read. Three digits are enough for the eye.
pub fn bytes(count: u64) -> String {
    Size::of_bytes(count).told()
}

/// "1,840,000,000 bytes".
pub fn bytes_exact(count: u64) -> String {
    formats::bytes_exact(count)
}

/// "31.4 MB/s".
pub fn rate(bytes_per_sec: f64) -> String {
    formats::rate(Size::new(bytes_per_sec, 1).told())
}

/// "1.16 of 1.84 GB": the unit is named once where both have the same.
pub fn part_of(done: u64, total: u64) -> String {
    let (done, total) = (Size::of_bytes(done), Size::of_bytes(total));
    let done = if done.unit == total.unit { separated(&done.digits) } else { done.told() };
    formats::part_of(done, total.told())
}

/// "63%". Never 100: only the platform can say that an upload is complete.
pub fn percent(done: u64, total: u64) -> String {
    formats::percent(percentage(done, total))
}

/// The same figure, without its sign.
pub fn percentage(done: u64, total: u64) -> u8 {
    let percent = (u128::from(done) * 100 / u128::from(total.max(1))).min(99);
    u8::try_from(percent).unwrap_or(99)
}

/// "110%".
pub fn whole_percent(percent: u8) -> String {
    formats::percent(percent)
}

/// "63% · 1.16 of 1.84 GB".
pub fn progress(done: u64, total: u64) -> String {
    facts([percent(done, total), part_of(done, total)])
}

/// "426×240".
pub fn dimensions(width: u32, height: u32) -> String {
    format!("{width}×{height}")
}

/// "4:3": a ratio of whole numbers.
pub fn fraction(above: u32, below: u32) -> String {
    format!("{above}:{below}")
}

/// "2.4 to 1": an aspect ratio, cut after two decimals.
pub fn ratio(long: u32, short: u32) -> String {
    let hundredths = u64::from(long) * 100 / u64::from(short.max(1));
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    formats::ratio(separated(trimmed(&text)))
}

/// "a, b and c".
pub fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let mut items: Vec<T> = items.into_iter().collect();
    let Some(last) = items.pop() else { return String::new() };
    if items.is_empty() {
        return last.as_ref().to_owned();
    }
    format!("{}{}{}", commas(items), formats::format_list_last(), last.as_ref())
}

/// "a, b, c": values, where "and" could be read as one of them.
pub fn commas<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    joined(items, formats::format_list_between())
}

/// "a, b; c": values, where there are commas in them.
pub fn apart<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    joined(items, formats::format_list_apart())
}

/// "a · b · c": facts beside each other.
pub fn facts<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    joined(items, " · ")
}

fn joined<T: AsRef<str>>(items: impl IntoIterator<Item = T>, between: &str) -> String {
    let mut text = String::new();
    for (place, item) in items.into_iter().enumerate() {
        text.push_str(if place > 0 { between } else { "" });
        text.push_str(item.as_ref());
    }
    text
}

/// The digits of a number as Rust writes it, grouped and with the decimal sign of the language.
pub(crate) fn separated(number: &str) -> String {
    let (group, point) = language().separators();
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let digits = whole.trim_start_matches('-').len();
    let mut text = String::with_capacity(number.len() + digits / 3);
    for (place, digit) in whole.chars().enumerate() {
        let left = whole.len() - place;
        if left < digits && left.is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(point);
        text.push_str(decimals);
    }
    text
}

/// A number without zeros at its end.
fn trimmed(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

/// A size in the largest unit of which there is one.
struct Size {
    digits: String,
    unit: usize,
}

impl Size {
    fn of_bytes(count: u64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
        let value = count as f64;
        // Decimals of kilobytes tell nothing about a video.
        Self::new(value, if count < 1_000_000 { 0 } else { 2 })
    }

    fn new(bytes: f64, decimals: usize) -> Self {
        // What is rounded to 1000 is 1 of the next unit.
        let full = 1000.0 - 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
        let (mut value, mut unit) = (bytes.max(0.0), 0);
        while value >= full && unit < 6 {
            value /= 1000.0;
            unit += 1;
        }
        let text = format!("{value:.decimals$}");
        // Cut, not rounded: "214.32" reads "214", "12.94" reads "12.9".
        let kept = match text.find('.') {
            Some(whole @ 3..) => text.get(..whole),
            Some(2) => text.get(..text.len().min(4)),
            _ => None,
        };
        let digits = trimmed(kept.unwrap_or(&text)).to_owned();
        Self { digits, unit }
    }

    fn told(&self) -> String {
        let unit = match self.unit {
            0 => formats::bytes,
            1 => formats::kilobytes,
            2 => formats::megabytes,
            3 => formats::gigabytes,
            4 => formats::terabytes,
            5 => formats::petabytes,
            _ => formats::exabytes,
        };
        unit(separated(&self.digits))
    }
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
            (999_499, "999 kB"),
            (999_999, "1 MB"),
            (999_999_999, "1 GB"),
            (u64::MAX, "18.4 EB"),
        ] {
            assert_eq!(bytes(count), text);
        }
        assert_eq!(rate(31_400_000.0), "31.4 MB/s");
        assert_eq!(rate(512.0), "512 B/s");
        assert_eq!(rate(-1.0), "0 B/s");
        assert_eq!(bytes_exact(1_840_000_000), "1,840,000,000 bytes");
        assert_eq!(bytes_exact(1), "1 byte");
    }

    #[test]
    fn only_the_platform_says_that_all_is_done() {
        assert_eq!(progress(1_160_000_000, 1_840_000_000), "63% · 1.16 of 1.84 GB");
        assert_eq!(percent(1_840_000_000, 1_840_000_000), "99%");
        assert_eq!(progress(0, 0), "0% · 0 of 0 B");
        assert_eq!(part_of(47_000_000, 1_840_000_000), "47 MB of 1.84 GB");
    }

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1_284, "1,284"), (12_345_678, "12,345,678")] {
            assert_eq!(count(number), text);
        }
        assert_eq!(separated("-123456.5"), "-123,456.5");
        assert_eq!(separated("-100"), "-100");
        assert_eq!((decimal(-0.0, 1).as_str(), decimal(1234.56, 1).as_str()), ("0.0", "1,234.6"));
    }

    #[test]
    fn ratios_and_dimensions() {
        assert_eq!((ratio(240, 100).as_str(), ratio(2, 1).as_str()), ("2.4 to 1", "2 to 1"));
        assert_eq!((ratio(1, 0).as_str(), fraction(4, 3).as_str()), ("1 to 1", "4:3"));
        assert_eq!(dimensions(426, 240), "426×240");
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(list::<&str>([]), "");
        assert_eq!(list(["a"]), "a");
        assert_eq!(list(["a", "b"]), "a and b");
        assert_eq!(list(["a".to_owned(), "b".to_owned(), "c".to_owned()]), "a, b and c");
        assert_eq!((commas(["a", "b"]).as_str(), facts(["a", "b"]).as_str()), ("a, b", "a · b"));
    }
}
