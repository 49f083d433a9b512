//! What the platform asks of a file beyond the size of its way: one table of data, each row with its source.
//! Sizes by way are in `limits`.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use crate::words::words;
use crate::{
    Account, CopySize, Cut, DestinationId, FileFacts, Index, MediaKind, Picture, Recipe, RuleSource, Sound,
    UploadOptions,
};

mod fix;
mod table;

pub use fix::Fix;
pub use table::TABLE;

/// What a file is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// To be an asset, and nothing more yet.
    Asset,
    /// To be found with Marengo.
    Search,
    /// To be told about by Pegasus.
    Analysis,
    /// To go into an index, of whatever model.
    Index,
    /// To go in by a classic indexing task.
    Task,
    /// To be added to a knowledge store.
    Store,
}

words! {
    Purpose {
        Asset => "asset",
        Search => "search",
        Analysis => "analysis",
        Index => "index",
        Task => "task",
        Store => "store",
    }
}

/// What is asked, without the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequirementKind {
    /// It plays long enough.
    Shortest,
    /// It does not play too long.
    Longest,
    /// Its picture is large enough.
    SmallestPicture,
    /// Its picture is not too large.
    LargestPicture,
    /// Its picture is not drawn out too much.
    AspectRatio,
    /// It does not have too many bytes.
    Size,
    /// It has sound.
    AudioTrack,
    /// It is of a kind and a format that are taken.
    Format,
    /// It can be played without a key.
    Encryption,
    /// It is there to its end.
    Whole,
}

words! {
    RequirementKind {
        Shortest => "shortest",
        Longest => "longest",
        SmallestPicture => "smallest-picture",
        LargestPicture => "largest-picture",
        AspectRatio => "aspect-ratio",
        Size => "size",
        AudioTrack => "audio-track",
        Format => "format",
        Encryption => "encryption",
        Whole => "whole",
    }
}

/// What is measured, and the range it has to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllowedRange {
    /// Seconds, at least.
    PlaysAtLeast(u32),
    /// Seconds, at most.
    PlaysAtMost(u32),
    /// Points of the shorter side, at least.
    ShortSideAtLeast(u32),
    /// Points of the longer side and of the shorter, at most.
    SidesAtMost(u32, u32),
    /// Points of the whole picture, at most.
    PixelsAtMost(u64),
    /// The longer side to the shorter, at most.
    RatioAtMost(u32, u32),
    /// Bytes, at most.
    BytesAtMost(u64),
    /// There is an audio track.
    HasSound,
    /// It is one of these, by its media type.
    FormatAmong(&'static [&'static str]),
    /// It is one of these.
    KindAmong(&'static [MediaKind]),
    /// No track of it is encrypted.
    NotEncrypted,
    /// Its end is not missing.
    NotCut,
}

impl AllowedRange {
    /// What is asked.
    pub fn demand(self) -> RequirementKind {
        match self {
            Self::PlaysAtLeast(_) => RequirementKind::Shortest,
            Self::PlaysAtMost(_) => RequirementKind::Longest,
            Self::ShortSideAtLeast(_) => RequirementKind::SmallestPicture,
            Self::SidesAtMost(..) | Self::PixelsAtMost(_) => RequirementKind::LargestPicture,
            Self::RatioAtMost(..) => RequirementKind::AspectRatio,
            Self::BytesAtMost(_) => RequirementKind::Size,
            Self::HasSound => RequirementKind::AudioTrack,
            Self::FormatAmong(_) | Self::KindAmong(_) => RequirementKind::Format,
            Self::NotEncrypted => RequirementKind::Encryption,
            Self::NotCut => RequirementKind::Whole,
        }
    }

    /// What a file measures, and whether that is in the range; nothing if it is not known.
    fn hold(self, file: &FileFacts) -> Option<(Measured, bool)> {
        let length = file.media.length;
        let picture = file.media.picture;
        let seconds = |secs: u32| Duration::from_secs(secs.into());
        Some(match self {
            // Headers count whole frames: a moment more or less breaks no rule.
            Self::PlaysAtLeast(least) => (Measured::Length(length?), length? + MOMENT >= seconds(least)),
            Self::PlaysAtMost(most) => (Measured::Length(length?), length? <= seconds(most) + MOMENT),
            Self::ShortSideAtLeast(least) => (Measured::Picture(picture?), picture?.short() >= least),
            Self::SidesAtMost(long, short) => {
                (Measured::Picture(picture?), picture?.long() <= long && picture?.short() <= short)
            }
            Self::PixelsAtMost(most) => (Measured::Picture(picture?), picture?.pixels() <= most),
            Self::RatioAtMost(long, short) => {
                let (wide, high) = (u64::from(picture?.long()), u64::from(picture?.short()));
                // Sides are whole points, and rounding a side breaks no rule.
                (Measured::Picture(picture?), wide * u64::from(short) <= (high + 1) * u64::from(long))
            }
            Self::BytesAtMost(most) => (Measured::Size(file.size), file.size <= most),
            Self::HasSound => match file.media.audio {
                Sound::Unknown => return None,
                Sound::None => (Measured::Silence, false),
                Sound::Some(_) => (Measured::Silence, true),
            },
            Self::FormatAmong(words) => {
                let word = file.format_word().filter(|_| !file.media_type.starts_with("application/"))?;
                (Measured::Format(word.to_owned()), words.contains(&word))
            }
            Self::KindAmong(kinds) => {
                (Measured::Format(file.format_word()?.to_owned()), kinds.contains(&file.kind))
            }
            Self::NotEncrypted => match (&file.media.video, &file.media.audio) {
                (None, Sound::Unknown) => return None,
                _ => (Measured::Encrypted, !file.media.is_encrypted()),
            },
            Self::NotCut => match file.media.cut {
                Cut::No => (Measured::Size(file.size), true),
                Cut::Of(whole) => (Measured::Part(file.size, whole), false),
                Cut::Open => (Measured::WithoutEnd, false),
            },
        })
    }
}

const MOMENT: Duration = Duration::from_millis(40);

/// What was found where something else is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measured {
    /// How long it plays.
    Length(Duration),
    /// Its picture on the screen.
    Picture(Picture),
    /// Its bytes.
    Size(u64),
    /// What it is.
    Format(String),
    /// It has no audio track.
    Silence,
    /// A track of it is encrypted.
    Encrypted,
    /// The bytes that are there, and those that there should be.
    Part(u64, u64),
    /// Its end is not there.
    WithoutEnd,
}

/// What becomes of a file that is out of range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It is said, and the upload goes on.
    Note,
    /// Not a byte leaves until a person says so.
    Wait,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// What it holds for.
    pub purpose: Purpose,
    /// The files it holds for.
    pub kind: MediaKind,
    /// What is measured, and the range.
    pub range: AllowedRange,
    /// What becomes of a file out of range, if no source allows it.
    pub weight: Severity,
    /// Where it is written.
    pub source: RuleSource,
}

/// What a file is wanted for, as far as anybody knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aim {
    /// The purposes.
    pub purposes: BTreeSet<Purpose>,
    /// Whether a chosen index works with sound.
    pub sound: bool,
}

impl Aim {
    /// What a wish means, by what the account's indexes say of their models. An index nobody knows is for search.
    pub fn of(options: &UploadOptions, account: &Account) -> Self {
        let mut aim = Self { purposes: BTreeSet::from([Purpose::Asset]), sound: false };
        let chosen = options.destination_ids.iter().filter_map(|destination_id| match destination_id {
            DestinationId::Index(id) => Some(id),
            DestinationId::Store(_) => None,
        });
        for id in chosen.chain(&options.task_index) {
            aim.purposes.insert(Purpose::Index);
            aim.add(account.indexes.items.iter().map(Arc::as_ref).find(|index| index.id == *id));
        }
        if options
            .destination_ids
            .iter()
            .any(|destination_id| matches!(destination_id, DestinationId::Store(_)))
        {
            aim.purposes.insert(Purpose::Store);
        }
        if options.task_index.is_some() {
            aim.purposes.insert(Purpose::Task);
        }
        aim
    }

    fn add(&mut self, index: Option<&Index>) {
        let models = index.map(|index| index.models.as_slice()).unwrap_or_default();
        let of = |family: &str| models.iter().any(|(name, _)| name.starts_with(family));
        // An index of both models takes new videos for search only.
        let alone = of("pegasus") && !of("marengo");
        self.purposes.insert(if alone { Purpose::Analysis } else { Purpose::Search });
        let options = models.iter().flat_map(|(_, options)| options);
        self.sound |= options.into_iter().any(|option| option == "audio" || option == "conversation");
    }
}

/// A file that is out of range for a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What is asked.
    pub demand: RequirementKind,
    /// What it is asked for.
    pub purpose: Purpose,
    /// What becomes of the file.
    pub weight: Severity,
    /// What was found.
    pub measured: Measured,
    /// The rows that say no, the most generous last.
    pub against: Vec<Requirement>,
    /// The rows that say yes.
    pub allowing: Vec<Requirement>,
    /// What puts it right.
    pub fix: Option<Fix>,
}

/// What the table says of a file, heaviest first.
pub fn verdicts(file: &FileFacts, aim: &Aim) -> Vec<Verdict> {
    let mut found: Vec<Verdict> = Vec::new();
    let held = TABLE.iter().filter(|row| {
        row.kind == file.kind
            && aim.purposes.contains(&row.purpose)
            && (aim.sound || row.range != AllowedRange::HasSound)
    });
    let measured = held.filter_map(|row| row.range.hold(file).map(|(measured, good)| (row, measured, good)));
    for (row, measured, good) in measured {
        let demand = row.range.demand();
        let known = found.iter().position(|one| (one.demand, one.purpose) == (demand, row.purpose));
        let place = known.unwrap_or(found.len());
        if known.is_none() {
            found.push(Verdict {
                demand,
                purpose: row.purpose,
                weight: row.weight,
                measured,
                against: Vec::new(),
                allowing: Vec::new(),
                fix: None,
            });
        }
        if let Some(verdict) = found.get_mut(place) {
            if good { &mut verdict.allowing } else { &mut verdict.against }.push(*row);
        }
    }
    found.retain(|verdict| !verdict.against.is_empty());
    for verdict in &mut found {
        if !verdict.allowing.is_empty() {
            verdict.weight = Severity::Note;
        }
        verdict.fix = fix::fix(verdict, file);
    }
    found.sort_by_key(|verdict| std::cmp::Reverse(verdict.weight));
    found
}

/// What there is to say of a file on its way to where it is wanted: of each demand the heaviest verdict.
pub fn judge(file: &FileFacts, options: &UploadOptions, account: &Account) -> Vec<Verdict> {
    let mut said = BTreeSet::new();
    let mut found = verdicts(file, &Aim::of(options, account));
    found.retain(|verdict| said.insert(verdict.demand));
    found
}

impl Verdict {
    /// Whether no source contradicts it and it can be fixed without a change of what is seen or
    /// heard.
    fn is_mended_too(&self) -> bool {
        self.weight == Severity::Note
            && self.allowing.is_empty()
            && matches!(self.fix, Some(Fix::AddSilence | Fix::ToMp4 | Fix::ToH264))
    }
}

/// How a copy has to differ from the file so that it is taken where it is wanted: smaller, and without anything that
/// every source objects to. None if no copy puts all of that right.
pub fn recipe(
    file: &FileFacts,
    size: Option<CopySize>,
    options: &UploadOptions,
    account: &Account,
) -> Option<Recipe> {
    if !matches!(file.kind, MediaKind::Video | MediaKind::Audio) {
        return None;
    }
    let aim = Aim::of(options, account);
    let mut recipe = Recipe { size, fixes: Vec::new() };
    loop {
        let copy = recipe.applied(file);
        let mut objections = verdicts(&copy, &aim);
        objections.retain(|verdict| verdict.weight == Severity::Wait || verdict.is_mended_too());
        // A frame makes a picture larger, so that it may not have to grow.
        objections.sort_by_key(|verdict| {
            (std::cmp::Reverse(verdict.weight), verdict.demand != RequirementKind::AspectRatio)
        });
        let Some(objection) = objections.into_iter().next() else {
            return (recipe != Recipe::default()).then_some(recipe);
        };
        let fix = objection.fix.filter(|fix| !matches!(fix, Fix::Split(_)))?;
        if recipe.fixes.iter().any(|known| std::mem::discriminant(known) == std::mem::discriminant(&fix)) {
            return None;
        }
        recipe.fixes.push(fix);
    }
}

#[cfg(test)]
mod tests;
