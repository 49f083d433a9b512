//! What the platform requires of files, and what a person can do about it.

use takeup_model::requirements::{
    AllowedRange, Fix, Measured, Purpose, Requirement, RequirementKind, Severity, Verdict,
};
use takeup_model::{MediaKind, Recipe, RuleSource};

use crate::failures::sentences;
use crate::media::dimensions;
use crate::msg::{requirements as words, terms};
use crate::{numbers, times};

/// "search with Marengo": what a file is meant for.
pub fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Asset => terms::purpose_asset(),
        Purpose::Search => terms::purpose_search(),
        Purpose::Analysis => terms::purpose_analysis(),
        Purpose::Index => terms::purpose_index(),
        Purpose::Task => terms::purpose_task(),
        Purpose::Store => terms::purpose_store(),
    }
}

/// "API reference 1.3 (July 2026)".
pub fn source(source: RuleSource) -> &'static str {
    match source {
        RuleSource::Account => words::source_account(),
        RuleSource::GuideLocal => words::source_guide_local(),
        RuleSource::GuideContent => words::source_guide_content(),
        RuleSource::Notes => words::source_notes(),
        RuleSource::OlderTasks => words::source_older_tasks(),
        RuleSource::Pegasus12 => words::source_pegasus(),
        RuleSource::Reference => words::source_reference(),
        RuleSource::Sdk => words::source_sdk(),
    }
}

/// Where rows are written, each place once.
pub(crate) fn sources(rows: &[Requirement]) -> String {
    let mut named: Vec<&str> = rows.iter().map(|row| source(row.source)).collect();
    named.dedup();
    source_line(&numbers::apart(named))
}

/// Where something is written.
pub(crate) fn source_line(sources: &str) -> String {
    words::verdict_source(sources)
}

/// "4 s or more": the range that is required.
pub fn asked(range: AllowedRange) -> String {
    match range {
        AllowedRange::PlaysAtLeast(secs) => words::requirement_at_least(times::limit(secs)),
        AllowedRange::PlaysAtMost(secs) => words::requirement_at_most(times::limit(secs)),
        AllowedRange::ShortSideAtLeast(side) => words::requirement_at_least(numbers::dimensions(side, side)),
        AllowedRange::SidesAtMost(long, short) => {
            words::requirement_at_most(numbers::dimensions(long, short))
        }
        AllowedRange::PixelsAtMost(most) => words::requirement_pixels_at_most(numbers::count(most)),
        AllowedRange::RatioAtMost(long, short) => words::requirement_at_most(numbers::ratio(long, short)),
        AllowedRange::BytesAtMost(most) => words::requirement_at_most(numbers::bytes(most)),
        AllowedRange::HasSound => terms::requirement_audio().to_owned(),
        AllowedRange::KindAmong([MediaKind::Video]) => terms::requirement_video().to_owned(),
        AllowedRange::KindAmong(_) => terms::requirement_video_and_images().to_owned(),
        AllowedRange::NotEncrypted => terms::requirement_not_encrypted().to_owned(),
        AllowedRange::NotCut => terms::requirement_whole().to_owned(),
        AllowedRange::FormatAmong(formats) => numbers::commas(formats).to_uppercase(),
    }
}

/// What was found, in the figures of what is required.
pub fn measured(demand: RequirementKind, measured: &Measured) -> String {
    match (measured, demand) {
        (Measured::Length(length), RequirementKind::Shortest) => {
            words::measured_duration(times::tenths(*length))
        }
        (Measured::Length(length), _) => words::measured_duration(times::clock(*length)),
        (Measured::Picture(picture), RequirementKind::SmallestPicture) if picture.height <= picture.width => {
            words::measured_height(picture.height)
        }
        (Measured::Picture(picture), RequirementKind::SmallestPicture) => {
            words::measured_width(picture.width)
        }
        (Measured::Picture(picture), RequirementKind::AspectRatio) => {
            words::measured_ratio(dimensions(*picture), numbers::ratio(picture.long(), picture.short()))
        }
        (Measured::Picture(picture), _) => dimensions(*picture),
        (Measured::Size(bytes), _) => numbers::bytes(*bytes),
        (Measured::Format(word), _) => words::measured_format(word.to_uppercase()),
        (Measured::Silence, _) => words::measured_no_audio().to_owned(),
        (Measured::Encrypted, _) => words::measured_encrypted().to_owned(),
        (Measured::Part(there, whole), _) => {
            words::measured_part(numbers::count(*there), numbers::count(*whole))
        }
        (Measured::WithoutEnd, _) => words::measured_without_end().to_owned(),
    }
}

/// "Shorter side under 360 pixels": what several files have in common.
pub fn verdict_title(verdict: &Verdict) -> String {
    let Some(row) = verdict.against.last() else { return String::new() };
    let title = match row.range {
        AllowedRange::PlaysAtLeast(secs) => words::verdict_title_shorter(times::limit(secs)),
        AllowedRange::PlaysAtMost(secs) => words::verdict_title_longer(times::limit(secs)),
        AllowedRange::ShortSideAtLeast(side) => words::verdict_title_smaller(numbers::count(side.into())),
        AllowedRange::SidesAtMost(long, short) => {
            words::verdict_title_larger_dimensions(numbers::dimensions(long, short))
        }
        AllowedRange::PixelsAtMost(most) => words::verdict_title_larger_pixels(numbers::count(most)),
        AllowedRange::RatioAtMost(long, short) => words::verdict_title_ratio(numbers::ratio(long, short)),
        AllowedRange::BytesAtMost(most) => words::verdict_title_larger(numbers::bytes(most)),
        AllowedRange::HasSound => words::verdict_title_no_audio().to_owned(),
        AllowedRange::FormatAmong(_) if verdict.weight == Severity::Note => {
            words::verdict_title_format_unlisted(purpose(row.purpose))
        }
        AllowedRange::FormatAmong(_) | AllowedRange::KindAmong(_) => {
            words::verdict_title_format(purpose(row.purpose))
        }
        AllowedRange::NotEncrypted => words::verdict_title_encrypted().to_owned(),
        AllowedRange::NotCut => words::verdict_title_cut().to_owned(),
    };
    match verdict.weight {
        Severity::Wait => title,
        Severity::Note if verdict.allowing.is_empty() => title,
        Severity::Note => words::verdict_title_disagree(title),
    }
}

/// What was found and what is required, and what fixes it.
pub(crate) fn short(verdict: &Verdict) -> String {
    let found = measured(verdict.demand, &verdict.measured);
    let rule = match verdict.against.last().map(|row| row.range) {
        Some(AllowedRange::HasSound) => words::verdict_short_audio().to_owned(),
        Some(AllowedRange::NotEncrypted) => words::verdict_short_encrypted().to_owned(),
        Some(AllowedRange::NotCut) => cut_off(&verdict.measured),
        Some(range @ (AllowedRange::FormatAmong(_) | AllowedRange::KindAmong(_))) => {
            words::verdict_short_format(found, purpose(verdict.purpose), asked(range))
        }
        Some(range) => words::verdict_short(found, asked(range)),
        None => found,
    };
    match verdict.fix {
        Some(fix) => sentences(rule, advice(fix)),
        None => rule,
    }
}

/// How much of a file is there whose end is missing.
fn cut_off(measured: &Measured) -> String {
    if let Measured::Part(there, whole) = measured {
        words::verdict_short_cut(numbers::count(*there), numbers::count(*whole))
    } else {
        words::verdict_short_cut_open().to_owned()
    }
}

/// A verdict on which all sources agree, with the purpose and where it is written.
fn whole(verdict: &Verdict) -> String {
    let purpose = words::verdict_purpose(purpose(verdict.purpose));
    sentences(sentences(short(verdict), purpose), sources(&verdict.against))
}

/// Why a file is held back.
pub(crate) fn unmet(verdict: &Verdict) -> String {
    sentences(whole(verdict), words::verdict_upload_anyway())
}

/// What there is to say of a file that is uploaded anyway.
pub fn noted(verdict: &Verdict) -> String {
    match verdict.weight {
        Severity::Wait => sentences(whole(verdict), words::verdict_goes_as_asked()),
        Severity::Note => sentences(self::verdict(verdict), words::verdict_goes()),
    }
}

/// The whole of a verdict, for whoever wants to know.
pub fn verdict(verdict: &Verdict) -> String {
    let each = |rows: &[Requirement]| {
        let one = |row: &Requirement| words::verdict_source_says(source(row.source), asked(row.range));
        numbers::apart(rows.iter().map(one))
    };
    match verdict.weight {
        Severity::Wait => whole(verdict),
        Severity::Note if verdict.allowing.is_empty() => sentences(whole(verdict), words::verdict_hint()),
        Severity::Note => words::verdict_disagree(
            measured(verdict.demand, &verdict.measured),
            purpose(verdict.purpose),
            each(&verdict.against),
            each(&verdict.allowing),
        ),
    }
}

/// What is known of a verdict once the file is no longer at hand.
pub(crate) fn was_unmet(word: &str) -> &'static str {
    match RequirementKind::parse(word) {
        Some(RequirementKind::Shortest) => words::verdict_past_short(),
        Some(RequirementKind::Longest) => words::verdict_past_long(),
        Some(RequirementKind::SmallestPicture) => words::verdict_past_small_picture(),
        Some(RequirementKind::LargestPicture) => words::verdict_past_large_picture(),
        Some(RequirementKind::AspectRatio) => words::verdict_past_ratio(),
        Some(RequirementKind::Size) => words::verdict_past_size(),
        Some(RequirementKind::AudioTrack) => words::verdict_past_audio(),
        Some(RequirementKind::Format) => words::verdict_past_format(),
        Some(RequirementKind::Encryption) => words::verdict_past_encrypted(),
        Some(RequirementKind::Whole) => words::verdict_past_cut(),
        None => words::verdict_past(),
    }
}

/// "Scale to 640×360 and upload": the button that makes such a copy and sends it.
pub fn fix_and_upload(recipe: &Recipe) -> String {
    let [fix] = recipe.fixes.as_slice() else { return words::fix_and_upload().to_owned() };
    match fix {
        Fix::Scale(picture) => words::fix_and_upload_scale(dimensions(*picture)),
        Fix::Frame(picture) => words::fix_and_upload_pad(dimensions(*picture)),
        Fix::Lengthen(time) => words::fix_and_upload_extend(times::tenths(*time)),
        Fix::AddSilence => words::fix_and_upload_silence().to_owned(),
        Fix::ToFlac => words::fix_and_upload_flac().to_owned(),
        Fix::ToMp4 | Fix::ToH264 => words::fix_and_upload_mp4().to_owned(),
        Fix::Split(_) => words::fix_and_upload().to_owned(),
    }
}

/// What fixes a file.
pub fn advice(fix: Fix) -> String {
    match fix {
        Fix::Scale(picture) => words::fix_scale(dimensions(picture)),
        Fix::Frame(picture) => words::fix_pad(dimensions(picture)),
        Fix::Lengthen(time) => words::fix_extend(times::tenths(time)),
        Fix::Split(secs) => words::fix_split(times::limit(secs)),
        Fix::AddSilence => words::fix_add_silence().to_owned(),
        Fix::ToFlac => words::fix_flac().to_owned(),
        Fix::ToMp4 => words::fix_mp4().to_owned(),
        Fix::ToH264 => words::fix_h264().to_owned(),
    }
}
