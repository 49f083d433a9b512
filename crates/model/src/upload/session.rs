//! A multipart upload session: what the platform granted, and how far each part has come.

use std::ops::RangeInclusive;

use jiff::Timestamp;

use crate::words::words;
use crate::{AssetId, PartNo, UploadId};

/// How far one part has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The storage does not have it, as far as is known.
    Missing,
    /// The storage has it; the platform has not been told.
    Stored {
        /// The proof to report.
        etag: String,
    },
    /// The storage has it, and its answer is not the MD5 of what was sent. Whether that means anything is not known
    /// yet, so it is neither reported nor sent again.
    Unconfirmed {
        /// The proof, should it be one.
        etag: String,
    },
    /// The platform knows.
    Reported,
}

/// A session and its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The session's name on the platform.
    pub upload: UploadId,
    /// The asset it will become, reserved from the start.
    pub asset: AssetId,
    /// Bytes of every part but the last.
    pub part_size: u64,
    /// Bytes of the whole file.
    pub total: u64,
    /// The parts in order; the first is number 1.
    pub parts: Vec<Part>,
    /// Headers that must go with every part.
    pub headers: Vec<(String, String)>,
    /// When the platform drops it.
    pub expires: Option<Timestamp>,
    /// Whether `parts` agrees with the platform: not so after a restart, until it has been asked.
    pub known: bool,
    /// Whether the platform has confirmed that it has every byte.
    pub complete: bool,
    /// How it came about.
    pub origin: SessionOrigin,
    /// The host that took the last part, in this run.
    pub storage: Option<String>,
}

/// How this program came to a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SessionOrigin {
    /// It was opened for this file.
    #[default]
    Opened,
    /// It was opened for this file although the account has unfinished ones of the same size: none is surely this
    /// file's.
    OpenedBeside,
    /// It was begun elsewhere and is finished here.
    Adopted,
}

words! { SessionOrigin { Opened => "opened", OpenedBeside => "opened-beside", Adopted => "adopted" } }

impl Session {
    /// How many parts a session may have. What says otherwise is not believed with memory.
    pub const PARTS: RangeInclusive<usize> = 1..=1_000_000;

    /// A session nothing is known of but its shape; nothing if such a shape makes no sense.
    pub fn new(upload: UploadId, asset: AssetId, total: u64, part_size: u64) -> Option<Self> {
        let count = (part_size > 0).then(|| usize::try_from(total.div_ceil(part_size)).ok())??;
        Self::PARTS.contains(&count).then(|| Self {
            upload,
            asset,
            part_size,
            total,
            parts: vec![Part::Missing; count],
            headers: Vec::new(),
            expires: None,
            known: false,
            complete: false,
            origin: SessionOrigin::Opened,
            storage: None,
        })
    }

    /// The state of one part.
    pub fn part(&self, number: PartNo) -> Option<&Part> {
        self.parts.get(Self::place(number)?)
    }

    /// The state of one part, to be changed.
    pub fn part_mut(&mut self, number: PartNo) -> Option<&mut Part> {
        self.parts.get_mut(Self::place(number)?)
    }

    /// Every part with its number.
    pub fn numbered(&self) -> impl Iterator<Item = (PartNo, &Part)> {
        (1..).map(PartNo).zip(&self.parts)
    }

    /// The numbers of the parts that still have to be sent.
    pub fn missing(&self) -> impl Iterator<Item = PartNo> {
        self.numbered().filter(|(_, part)| **part == Part::Missing).map(|(number, _)| number)
    }

    /// The parts that are stored and not yet reported, with their proofs.
    pub fn unreported(&self) -> impl Iterator<Item = (PartNo, &str)> {
        self.numbered().filter_map(|(number, part)| match part {
            Part::Stored { etag } => Some((number, etag.as_str())),
            Part::Missing | Part::Unconfirmed { .. } | Part::Reported => None,
        })
    }

    /// The numbers of the parts whose proof is in doubt.
    pub fn unconfirmed(&self) -> impl Iterator<Item = PartNo> {
        self.numbered().filter(|(_, part)| matches!(part, Part::Unconfirmed { .. })).map(|(number, _)| number)
    }

    /// The bytes a part covers: where it begins and how long it is.
    pub fn range(&self, number: PartNo) -> (u64, u64) {
        let start = u64::from(number.0.saturating_sub(1)).saturating_mul(self.part_size);
        (start, self.part_size.min(self.total.saturating_sub(start)))
    }

    /// Bytes the storage has.
    pub fn bytes_stored(&self) -> u64 {
        self.numbered()
            .filter(|(_, part)| **part != Part::Missing)
            .map(|(number, _)| self.range(number).1)
            .sum()
    }

    fn place(number: PartNo) -> Option<usize> {
        usize::try_from(number.0.checked_sub(1)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn session(total: u64, part_size: u64) -> Session {
        Session::new("u".into(), "a".into(), total, part_size).unwrap()
    }

    proptest! {
        #[test]
        fn ranges_cover_the_file_once(total in 1u64..1_000_000, part_size in 1000u64..100_000) {
            let session = session(total, part_size);
            let mut end = 0;
            for (number, _) in session.numbered() {
                let (start, length) = session.range(number);
                prop_assert_eq!(start, end);
                prop_assert!(length > 0);
                end = start + length;
            }
            prop_assert_eq!(end, total);
        }
    }

    #[test]
    fn a_shape_that_makes_no_sense_is_no_session() {
        let new = |total, part_size| Session::new("u".into(), "a".into(), total, part_size);
        assert_eq!((new(0, 5), new(5, 0), new(u64::MAX, 1)), (None, None, None));
    }
}
