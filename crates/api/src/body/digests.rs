//! What the bytes of a file come to: digests that are made while it is sent, and the same ones from the file alone.

use std::fs::File;
use std::io::{self, Read as _};
use std::sync::atomic::{AtomicBool, Ordering};

use fast_md5::Md5;
use sha2::{Digest as _, Sha256};

use super::reader::BlockReader;
use super::{BodyError, FileRange};

/// The length of the pieces that the leaves of a file belong to, counted from its start.
pub const LEAF: u64 = 1 << 20;

/// Which digests are made of a range while it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checks {
    /// The MD5 of the range, which is what plain storage gives as its `ETag`.
    pub md5: bool,
    /// The SHA-256 of the range.
    pub sha256: bool,
    /// The SHA-256 of every piece of the file that begins in the range.
    pub leaves: bool,
}

/// The digests that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digests {
    /// Of the range.
    pub md5: Option<[u8; 16]>,
    /// Of the range.
    pub sha256: Option<[u8; 32]>,
    /// Of every piece of the file that begins in the range. All ranges of a file together yield the same leaves
    /// however it is cut.
    pub leaves: Vec<[u8; 32]>,
}

/// One digest for a whole file, from its leaves in their order.
pub fn tree(leaves: &[[u8; 32]]) -> [u8; 32] {
    leaves.iter().fold(Sha256::new(), Sha256::chain_update).finalize().into()
}

/// The leaves of a range, read from the file; none if it was told to stop. It blocks.
pub fn leaves_of(range: &FileRange, stop: &AtomicBool) -> Result<Option<Vec<[u8; 32]>>, BodyError> {
    let made = read_through(range, Checks { leaves: true, ..Checks::default() }, stop)?;
    Ok(made.map(|digests| digests.leaves))
}

/// The SHA-256 of a range, read from the file; none if it was told to stop. It blocks.
pub fn sha256_of(range: &FileRange, stop: &AtomicBool) -> Result<Option<[u8; 32]>, BodyError> {
    let made = read_through(range, Checks { sha256: true, ..Checks::default() }, stop)?;
    Ok(made.and_then(|digests| digests.sha256))
}

fn read_through(range: &FileRange, checks: Checks, stop: &AtomicBool) -> Result<Option<Digests>, BodyError> {
    let mut reader = BlockReader::new(FileRange { checks, ..range.clone() });
    while reader.left() > 0 {
        if stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        reader.next()?;
    }
    Ok(Some(reader.digests()))
}

/// Makes digests of bytes as they come along.
pub(super) struct Hasher {
    /// Where in the file the next byte is.
    at: u64,
    md5: Option<Md5>,
    sha256: Option<Sha256>,
    leaves: Option<Vec<[u8; 32]>>,
    /// The piece that has begun.
    piece: Option<Sha256>,
}

impl Hasher {
    /// Begins at this place in the file.
    pub(super) fn new(checks: Checks, at: u64) -> Self {
        Self {
            at,
            md5: checks.md5.then(Md5::new),
            sha256: checks.sha256.then(Sha256::new),
            leaves: checks.leaves.then(Vec::new),
            piece: None,
        }
    }

    /// Takes the next bytes of the range.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        if let Some(md5) = &mut self.md5 {
            md5.update(bytes);
        }
        if let Some(sha256) = &mut self.sha256 {
            sha256.update(bytes);
        }
        self.update_leaves(bytes);
    }

    fn update_leaves(&mut self, mut bytes: &[u8]) {
        let Some(leaves) = &mut self.leaves else { return };
        while !bytes.is_empty() {
            if self.at.is_multiple_of(LEAF) {
                self.piece = Some(Sha256::new());
            }
            let room = usize::try_from(LEAF - self.at % LEAF).unwrap_or(usize::MAX);
            let (these, rest) = bytes.split_at(room.min(bytes.len()));
            if let Some(piece) = &mut self.piece {
                piece.update(these);
            }
            self.at += these.len() as u64;
            if self.at.is_multiple_of(LEAF) {
                leaves.extend(self.piece.take().map(|piece| <[u8; 32]>::from(piece.finalize())));
            }
            bytes = rest;
        }
    }

    /// Ends the piece that has begun, with bytes that lie behind the range if it reaches so far.
    pub(super) fn complete(&mut self, file: &mut File, file_size: u64) -> io::Result<()> {
        let end = self.at.next_multiple_of(LEAF).min(file_size);
        if self.piece.is_some() && end > self.at {
            let mut rest = Vec::new();
            let length = end - self.at;
            if file.take(length).read_to_end(&mut rest)? as u64 != length {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.update_leaves(&rest);
        }
        if let (Some(leaves), Some(piece)) = (&mut self.leaves, self.piece.take()) {
            leaves.push(piece.finalize().into());
        }
        Ok(())
    }

    /// All that were asked for.
    pub(super) fn digests(self) -> Digests {
        Digests {
            md5: self.md5.map(Md5::finalize),
            sha256: self.sha256.map(|sha256| sha256.finalize().into()),
            leaves: self.leaves.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{file, noise, range};
    use super::*;

    static GO: AtomicBool = AtomicBool::new(false);

    fn leaves(bytes: &[u8]) -> Vec<[u8; 32]> {
        bytes.chunks(1 << 20).map(|piece| Sha256::digest(piece).into()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn leaves_do_not_depend_on_how_the_file_is_cut(size in 1u64..3_500_000, part in 90_000u64..2_500_000) {
            let bytes = noise(size);
            let file = file(&bytes);
            let mut found = Vec::new();
            for start in (0..size).step_by(usize::try_from(part).unwrap()) {
                let range = range(&file, start, part.min(size - start));
                found.extend(leaves_of(&range, &GO).unwrap().unwrap());
            }
            prop_assert_eq!(found, leaves(&bytes));
        }

        #[test]
        fn digests_are_those_of_the_bytes(size in 1u64..1_500_000, start in 0u64..700_000, length in 1u64..700_000) {
            let (start, length) = (start % size, length.min(size - start % size));
            let bytes = noise(size);
            let file = file(&bytes);
            let checks = Checks { md5: true, sha256: true, leaves: false };
            let made = read_through(&range(&file, start, length), checks, &GO).unwrap().unwrap();
            let sent = &bytes[usize::try_from(start).unwrap()..usize::try_from(start + length).unwrap()];
            prop_assert_eq!(made.md5, Some(md5::Md5::digest(sent).into()));
            prop_assert_eq!(made.sha256, Some(Sha256::digest(sent).into()));
            prop_assert_eq!(made.leaves, Vec::<[u8; 32]>::new());
        }
    }

    #[test]
    fn a_pass_stops_when_it_is_told_to() {
        let file = file(&noise(600_000));
        let range = range(&file, 0, 600_000);
        assert_eq!(sha256_of(&range, &AtomicBool::new(true)), Ok(None));
        assert_eq!(sha256_of(&range, &GO), Ok(Some(Sha256::digest(noise(600_000)).into())));
    }

    #[test]
    fn the_tree_is_one_digest_over_all_leaves() {
        let leaves = leaves(&noise(2_500_000));
        assert_eq!(leaves.len(), 3);
        assert_eq!(tree(&leaves), <[u8; 32]>::from(Sha256::digest(leaves.concat())));
    }
}
