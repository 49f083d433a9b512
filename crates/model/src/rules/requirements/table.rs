//! The table: one row for each thing that a source asks of a file.

use crate::MediaKind;
use crate::MediaKind::{Audio, Image};
use crate::rules::requirements::AllowedRange::{
    BytesAtMost, FormatAmong, HasSound, PixelsAtMost, PlaysAtLeast, PlaysAtMost, RatioAtMost,
    ShortSideAtLeast, SidesAtMost,
};
use crate::rules::requirements::Purpose::{Analysis, Search, Store, Task};
use crate::rules::requirements::{AllowedRange, Purpose, Requirement, RuleSource, Severity};

const GUIDE: RuleSource =
    RuleSource { name: "Guide “Upload from the local file system”", date: "examples of 2022" };
const OLDER: RuleSource = RuleSource { name: "Older pages on classic tasks", date: "undated" };
const PEGASUS_1_2: RuleSource = RuleSource { name: "Page on Pegasus 1.2", date: "undated" };
const REFERENCE: RuleSource = RuleSource { name: "API reference 1.3", date: "July 2026" };
const SDK: RuleSource = RuleSource { name: "Python SDK 1.3.6", date: "2026" };
const NOTES: RuleSource = RuleSource { name: "Third-party notes", date: "2026" };

const MIN: u32 = 60;
const HOUR: u32 = 3600;
const GB: u64 = 1_000_000_000;

const fn video(purpose: Purpose, range: AllowedRange, source: RuleSource) -> Requirement {
    Requirement { purpose, kind: MediaKind::Video, range, weight: Severity::Wait, source }
}

const fn of(kind: MediaKind, purpose: Purpose, range: AllowedRange, source: RuleSource) -> Requirement {
    Requirement { purpose, kind, range, weight: Severity::Wait, source }
}

/// All that is asked. Where sources disagree, each has a row.
pub const TABLE: &[Requirement] = &[
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
    video(Analysis, PlaysAtMost(30 * MIN), GUIDE),
    video(Analysis, PlaysAtMost(60 * MIN), PEGASUS_1_2),
    video(Analysis, PlaysAtMost(2 * HOUR), SDK),
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
    Requirement { weight: Severity::Note, ..of(Audio, Store, FormatAmong(&[]), SDK) },
    Requirement { weight: Severity::Note, ..video(Store, BytesAtMost(5 * GB), REFERENCE) },
    Requirement { weight: Severity::Note, ..video(Store, BytesAtMost(10 * GB), SDK) },
    Requirement { weight: Severity::Note, ..of(Image, Store, BytesAtMost(32_000_000), SDK) },
];
