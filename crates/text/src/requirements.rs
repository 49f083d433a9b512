//! What the platform asks of files, and what a person can do about it.

use crate::{numbers, times};
use takeup_model::requirements::{
    AllowedRange, Fix, Measured, Purpose, Requirement, RequirementKind, RuleSource, Severity, Verdict,
};

use super::media::points;

/// "search with Marengo": what a file is meant for.
pub fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Asset => "an asset",
        Purpose::Search => "search with Marengo",
        Purpose::Analysis => "analysis with Pegasus",
        Purpose::Task => "classic indexing tasks",
        Purpose::Store => "a knowledge store",
    }
}

/// "API reference 1.3 (July 2026)".
pub fn source(source: RuleSource) -> String {
    format!("{} ({})", source.name, source.date)
}

/// Where rows are written, each place once.
pub(super) fn sources(rows: &[Requirement]) -> String {
    let mut named: Vec<String> = rows.iter().map(|row| source(row.source)).collect();
    named.dedup();
    format!("Rule: {}.", named.join("; "))
}

fn seconds(secs: u32) -> String {
    match secs {
        0..=119 => format!("{secs} s"),
        120..=7199 => format!("{} min", secs / 60),
        _ => format!("{} h", secs / 3600),
    }
}

/// "2.4 to 1".
fn ratio(long: u32, short: u32) -> String {
    let hundredths = u64::from(long) * 100 / u64::from(short.max(1));
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    format!("{} to 1", text.trim_end_matches('0').trim_end_matches('.'))
}

/// "4 s or more": the range that is asked for.
pub fn asked(range: AllowedRange) -> String {
    match range {
        AllowedRange::PlaysAtLeast(secs) => format!("{} or more", seconds(secs)),
        AllowedRange::PlaysAtMost(secs) => format!("{} or less", seconds(secs)),
        AllowedRange::ShortSideAtLeast(side) => format!("{side}×{side} or more"),
        AllowedRange::SidesAtMost(long, short) => format!("{long}×{short} or less"),
        AllowedRange::PixelsAtMost(most) => format!("{} pixels or less", numbers::count(most)),
        AllowedRange::RatioAtMost(long, short) => format!("{} or less", ratio(long, short)),
        AllowedRange::BytesAtMost(most) => format!("{} or less", numbers::bytes(most)),
        AllowedRange::HasSound => "an audio track".to_owned(),
        AllowedRange::FormatAmong([]) => "video and images".to_owned(),
        AllowedRange::FormatAmong(words) => words.join(", ").to_uppercase(),
    }
}

/// What was found, in the figures of what is asked.
pub fn measured(demand: RequirementKind, measured: &Measured) -> String {
    match (measured, demand) {
        (Measured::Length(length), RequirementKind::Shortest) => {
            format!("{:.1} s long", length.as_secs_f64())
        }
        (Measured::Length(length), _) => format!("{} long", times::clock(*length)),
        (Measured::Picture(picture), RequirementKind::SmallestPicture) if picture.height <= picture.width => {
            format!("{} lines high", picture.height)
        }
        (Measured::Picture(picture), RequirementKind::SmallestPicture) => {
            format!("{} pixels wide", picture.width)
        }
        (Measured::Picture(picture), RequirementKind::AspectRatio) => {
            format!("{}, which is {}", points(*picture), ratio(picture.long(), picture.short()))
        }
        (Measured::Picture(picture), _) => points(*picture),
        (Measured::Size(bytes), _) => numbers::bytes(*bytes),
        (Measured::Format(word), _) => format!("{} file", word.to_uppercase()),
        (Measured::Silence, _) => "No audio track".to_owned(),
    }
}

/// "picture smaller than 360 lines": what several files have in common.
pub fn verdict_title(verdict: &Verdict) -> String {
    let Some(row) = verdict.against.last() else { return String::new() };
    let title = match row.range {
        AllowedRange::PlaysAtLeast(secs) => format!("shorter than {}", seconds(secs)),
        AllowedRange::PlaysAtMost(secs) => format!("longer than {}", seconds(secs)),
        AllowedRange::ShortSideAtLeast(side) => format!("picture smaller than {side} lines"),
        AllowedRange::SidesAtMost(long, short) => format!("picture larger than {long}×{short}"),
        AllowedRange::PixelsAtMost(most) => format!("picture larger than {} pixels", numbers::count(most)),
        AllowedRange::RatioAtMost(long, short) => format!("picture wider than {}", ratio(long, short)),
        AllowedRange::BytesAtMost(most) => format!("larger than {}", numbers::bytes(most)),
        AllowedRange::HasSound => "no audio track".to_owned(),
        AllowedRange::FormatAmong(_) => format!("not a format for {}", purpose(row.purpose)),
    };
    match verdict.weight {
        Severity::Wait => title,
        Severity::Note if verdict.allowing.is_empty() => title,
        Severity::Note => format!("{title} (sources disagree)"),
    }
}

/// What was found and what is needed: "240 lines high; 360 or more are needed."
pub(super) fn short(verdict: &Verdict) -> String {
    let found = measured(verdict.demand, &verdict.measured);
    let needed = match verdict.against.last().map(|row| row.range) {
        Some(AllowedRange::ShortSideAtLeast(side)) => format!("{side} or more are needed"),
        Some(AllowedRange::HasSound) => "the index listens for one".to_owned(),
        Some(range @ AllowedRange::FormatAmong(_)) => {
            format!("{} takes {}", purpose(verdict.purpose), asked(range))
        }
        Some(range) => format!("{} is needed", asked(range)),
        None => String::new(),
    };
    let advice = verdict.fix.map(|fix| format!(" {}", advice(fix))).unwrap_or_default();
    format!("{found}; {needed}.{advice}")
}

/// A verdict on which all sources agree, with the purpose and where it is written.
fn whole(verdict: &Verdict) -> String {
    format!("{} For {}. {}", short(verdict), purpose(verdict.purpose), sources(&verdict.against))
}

/// Why a file is held back.
pub(super) fn unmet(verdict: &Verdict) -> String {
    format!("{} Upload it anyway if you know better.", whole(verdict))
}

/// What there is to say of a file that goes all the same.
pub fn noted(verdict: &Verdict) -> String {
    match verdict.weight {
        Severity::Wait => format!("{} It goes all the same, as you asked.", whole(verdict)),
        Severity::Note => format!("{} It goes all the same.", self::verdict(verdict)),
    }
}

/// The whole of a verdict, for whoever wants to know.
pub fn verdict(verdict: &Verdict) -> String {
    let each = |rows: &[Requirement], word: &str| {
        let said: Vec<String> =
            rows.iter().map(|row| format!("{} {word} {}", source(row.source), asked(row.range))).collect();
        said.join("; ")
    };
    match verdict.weight {
        Severity::Wait => whole(verdict),
        Severity::Note if verdict.allowing.is_empty() => format!("{} A hint only.", whole(verdict)),
        Severity::Note => format!(
            "{}: sources disagree for {}. {}, but {}.",
            measured(verdict.demand, &verdict.measured),
            purpose(verdict.purpose),
            each(&verdict.against, "asks for"),
            each(&verdict.allowing, "takes")
        ),
    }
}

/// What is known of a verdict once the file is no longer at hand.
pub(super) fn was_unmet(word: &str) -> String {
    let what = match RequirementKind::parse(word) {
        Some(RequirementKind::Shortest) => "It was too short",
        Some(RequirementKind::Longest) => "It was too long",
        Some(RequirementKind::SmallestPicture) => "Its picture was too small",
        Some(RequirementKind::LargestPicture) => "Its picture was too large",
        Some(RequirementKind::AspectRatio) => "Its picture was drawn out too much",
        Some(RequirementKind::Size) => "It had too many bytes",
        Some(RequirementKind::AudioTrack) => "It had no audio track",
        Some(RequirementKind::Format) => "Its format was not one of those taken",
        None => "It did not meet a requirement",
    };
    format!("{what} for where it was to go.")
}

/// What puts a file right.
pub fn advice(fix: Fix) -> String {
    match fix {
        Fix::Scale(picture) => format!("Scale to {}.", points(picture)),
        Fix::Frame(picture) => format!("Put it into a frame of {}.", points(picture)),
        Fix::Lengthen(time) => format!("Let the last picture stand {:.1} s longer.", time.as_secs_f64()),
        Fix::Split(secs) => format!("Cut it into pieces of {}.", seconds(secs)),
        Fix::AddSilence => "Add an audio track, if only a silent one.".to_owned(),
        Fix::ToFlac => "Convert it to FLAC.".to_owned(),
    }
}
