//! The table: one row for each thing that a source asks of a file.

use crate::MediaKind::{Audio, Document, Image, Video};
use crate::rules::requirements::AllowedRange::{
    BytesAtMost, FormatAmong, HasSound, KindAmong, NotCut, NotEncrypted, PixelsAtMost, PlaysAtLeast,
    PlaysAtMost, RatioAtMost, ShortSideAtLeast, SidesAtMost,
};
use crate::rules::requirements::Purpose::{Analysis, Asset, Index, Search, Store, Task};
use crate::rules::requirements::{AllowedRange, Purpose, Requirement, Severity};
use crate::{MediaKind, RuleSource};

const GUIDE: RuleSource = RuleSource::GuideLocal;
const OLDER: RuleSource = RuleSource::OlderTasks;
const PEGASUS_1_2: RuleSource = RuleSource::Pegasus12;
const REFERENCE: RuleSource = RuleSource::Reference;
const SDK: RuleSource = RuleSource::Sdk;
const NOTES: RuleSource = RuleSource::Notes;

const MIN: u32 = 60;
const HOUR: u32 = 3600;
const GB: u64 = 1_000_000_000;

const FILMS: &[&str] = &["mp4", "mov", "avi", "mkv", "webm"];

const fn video(purpose: Purpose, range: AllowedRange, source: RuleSource) -> Requirement {
    Requirement { purpose, kind: MediaKind::Video, range, weight: Severity::Wait, source }
}

const fn of(kind: MediaKind, purpose: Purpose, range: AllowedRange, source: RuleSource) -> Requirement {
    Requirement { purpose, kind, range, weight: Severity::Wait, source }
}

/// All that is asked. Where sources disagree, each has a row.
pub const TABLE: &[Requirement] = &[
    // FFmpeg has to be able to read what is in it.
    video(Asset, NotCut, REFERENCE),
    of(Audio, Asset, NotCut, REFERENCE),
    video(Asset, NotEncrypted, REFERENCE),
    of(Audio, Asset, NotEncrypted, REFERENCE),
    of(Image, Index, KindAmong(&[Video]), SDK),
    of(Document, Index, KindAmong(&[Video]), SDK),
    // The reference has figures for sound in an index.
    Requirement { weight: Severity::Note, ..of(Audio, Index, KindAmong(&[Video]), SDK) },
    // The reference names no formats; what is not among these is safer as an MP4.
    Requirement { weight: Severity::Note, ..video(Search, FormatAmong(FILMS), NOTES) },
    Requirement { weight: Severity::Note, ..video(Analysis, FormatAmong(FILMS), NOTES) },
    video(Search, PlaysAtLeast(4), GUIDE),
    video(Search, PlaysAtLeast(4), REFERENCE),
    video(Search, PlaysAtMost(2 * HOUR), GUIDE),
    video(Search, PlaysAtMost(4 * HOUR), REFERENCE),
    video(Search, ShortSideAtLeast(360), GUIDE),
    video(Search, ShortSideAtLeast(360), REFERENCE),
    video(Search, SidesAtMost(3840, 2160), GUIDE),
    video(Search, SidesAtMost(5184, 2160), REFERENCE),
    video(Search, RatioAtMost(12, 5), REFERENCE),
    video(Search, BytesAtMost(2 * GB), GUIDE),
    video(Search, BytesAtMost(4 * GB), REFERENCE),
    Requirement { weight: Severity::Note, ..video(Search, HasSound, GUIDE) },
    video(Analysis, PlaysAtLeast(5), GUIDE),
    video(Analysis, PlaysAtLeast(4), REFERENCE),
    video(Analysis, PlaysAtLeast(1), SDK),
    video(Analysis, PlaysAtMost(30 * MIN), GUIDE),
    video(Analysis, PlaysAtMost(60 * MIN), PEGASUS_1_2),
    video(Analysis, PlaysAtMost(2 * HOUR), SDK),
    // Where a part of it is analysed, and not the whole.
    video(Analysis, PlaysAtMost(4 * HOUR), SDK),
    video(Analysis, ShortSideAtLeast(360), GUIDE),
    video(Analysis, ShortSideAtLeast(360), SDK),
    video(Analysis, SidesAtMost(3840, 2160), GUIDE),
    video(Analysis, SidesAtMost(5184, 2160), SDK),
    video(Analysis, RatioAtMost(12, 5), SDK),
    video(Analysis, BytesAtMost(2 * GB), PEGASUS_1_2),
    video(Analysis, BytesAtMost(10 * GB), NOTES),
    video(Task, PlaysAtLeast(4), GUIDE),
    video(Task, PlaysAtLeast(4), OLDER),
    video(Task, PlaysAtMost(2 * HOUR), GUIDE),
    video(Task, PlaysAtMost(4 * HOUR), REFERENCE),
    video(Task, ShortSideAtLeast(360), GUIDE),
    video(Task, ShortSideAtLeast(360), OLDER),
    video(Task, SidesAtMost(3840, 2160), GUIDE),
    video(Task, SidesAtMost(3840, 2160), OLDER),
    video(Task, SidesAtMost(5184, 2160), REFERENCE),
    video(Task, RatioAtMost(17, 9), OLDER),
    video(Task, RatioAtMost(12, 5), REFERENCE),
    of(Audio, Search, PlaysAtLeast(4), REFERENCE),
    of(Audio, Search, PlaysAtMost(2 * HOUR), GUIDE),
    of(Audio, Search, PlaysAtMost(4 * HOUR), REFERENCE),
    of(Audio, Search, FormatAmong(&["wav", "mp3", "flac"]), REFERENCE),
    of(Audio, Search, BytesAtMost(4 * GB), REFERENCE),
    of(Image, Search, ShortSideAtLeast(128), REFERENCE),
    of(Image, Search, FormatAmong(&["jpeg", "png"]), REFERENCE),
    of(Image, Analysis, FormatAmong(&["jpeg", "png", "webp", "gif", "bmp"]), SDK),
    of(Image, Analysis, PixelsAtMost(16_777_216), SDK),
    of(Image, Analysis, BytesAtMost(20_000_000), SDK),
    // Only that place refuses the asset; it can still go elsewhere.
    Requirement { weight: Severity::Note, ..of(Audio, Store, KindAmong(&[Video, Image]), SDK) },
    Requirement { weight: Severity::Note, ..of(Document, Store, KindAmong(&[Video, Image]), SDK) },
    Requirement { weight: Severity::Note, ..video(Store, BytesAtMost(5 * GB), REFERENCE) },
    Requirement { weight: Severity::Note, ..video(Store, BytesAtMost(10 * GB), SDK) },
    Requirement { weight: Severity::Note, ..of(Image, Store, BytesAtMost(32_000_000), SDK) },
];
