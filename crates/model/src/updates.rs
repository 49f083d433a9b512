//! Whether there is a newer version of this program.

use std::fmt;
use std::time::{Duration, Instant};

use crate::Failure;

/// A version of this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

impl Version {
    /// Reads three numbers with dots between them.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(|number| {
            let digits = number.bytes().all(|digit| digit.is_ascii_digit());
            number.parse().ok().filter(|_| digits)
        });
        let mut next = || numbers.next().flatten();
        let version = Self { major: next()?, minor: next()?, patch: next()? };
        numbers.next().is_none().then_some(version)
    }

    /// The version of this program.
    pub fn running() -> Option<Self> {
        Self::parse(env!("CARGO_PKG_VERSION"))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// The check for a newer version.
#[derive(Clone, Debug, Default)]
pub struct Updates {
    /// Where the newest release is described. A program that was not built to look there has none.
    pub page: Option<String>,
    /// Whether somebody wants to know now.
    pub asked: bool,
    /// When it is checked next by itself.
    pub next: Option<Instant>,
    /// The newest version at the last check, or why that failed.
    pub last: Option<Result<Version, Failure>>,
}

/// How long a check counts, and one that failed.
const PAUSES: [Duration; 2] = [Duration::from_hours(24), Duration::from_hours(1)];

impl Updates {
    /// Whether it is time to check; `by_itself` is the setting.
    pub fn due(&self, by_itself: bool, now: Instant) -> bool {
        self.page.is_some() && (self.asked || (by_itself && self.next.is_none_or(|at| at <= now)))
    }

    /// Takes in what a check has found.
    pub fn checked(&mut self, found: Result<Version, Failure>, now: Instant) {
        let [good, failed] = PAUSES;
        self.asked = false;
        self.next = Some(now + if found.is_ok() { good } else { failed });
        self.last = Some(found);
    }

    /// The newest version, if it is newer than this program.
    pub fn newer(&self) -> Option<Version> {
        let newest = self.last.as_ref()?.as_ref().ok()?;
        (*newest > Version::running()?).then_some(*newest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_three_numbers_and_compared_as_numbers() {
        let version = |text: &str| Version::parse(text);
        assert!(version("0.10.0") > version("0.9.9") && version("1.0.0") > version("0.99.99"));
        assert_eq!(version("1.2.3").unwrap().to_string(), "1.2.3");
        for text in [
            "",
            "1.2",
            "1.2.3.4",
            "1.2.x",
            "1.2.+3",
            "v1.2.3",
            "1.2.3-rc1",
            " 1.2.3",
            "1..3",
            "4294967296.0.0",
        ] {
            assert_eq!(version(text), None, "{text}");
        }
        assert!(Version::running().is_some());
    }

    #[test]
    fn only_a_higher_version_is_newer() {
        let newer = |text: &str| {
            let last = Some(Ok(Version::parse(text).unwrap()));
            Updates { last, ..Updates::default() }.newer().map(|version| version.to_string())
        };
        assert_eq!(newer("9999.0.0"), Some("9999.0.0".to_owned()));
        assert_eq!(newer(env!("CARGO_PKG_VERSION")), None);
        assert_eq!(newer("0.0.1"), None);
    }
}
