//! What the bytes of a file come to: digests that are made while it is sent, and the same ones from the file alone.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use fast_md5::Md5;
use sha2::{Digest as _, Sha256};

use super::pieces::{Leaf, Leaves, PIECE};
use super::reader::BlockReader;
use super::{BodyError, FileRange};

/// Which digests are made of a range while it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checks {
    /// The MD5 of the range, which is what plain storage gives as its `ETag`.
    pub md5: bool,
    /// The SHA-256 of the range.
    pub sha256: bool,
    /// The leaf of every piece of the file that begins in the range.
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
    pub leaves: Option<Vec<Leaf>>,
}

/// The leaves of a range, read from the file; none if it was told to stop. It blocks.
pub fn leaves_of(range: &FileRange, stop: &AtomicBool) -> Result<Option<Vec<Leaf>>, BodyError> {
    let made = read_through(range, Checks { leaves: true, ..Checks::default() }, stop)?;
    Ok(made.and_then(|digests| digests.leaves))
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

/// The BLAKE3 of a file. It blocks.
pub fn blake3_of(path: &Path) -> io::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize().into())
}

/// SHA-256 over the SHA-256s of the pieces of a file, which is the digest in older receipts. It blocks.
pub fn tree_of(path: &Path) -> io::Result<[u8; 32]> {
    let mut file = File::open(path)?;
    let mut tree = Sha256::new();
    let mut piece = Vec::new();
    while Read::by_ref(&mut file).take(PIECE).read_to_end(&mut piece)? > 0 {
        tree.update(Sha256::digest(&piece));
        piece.clear();
    }
    Ok(tree.finalize().into())
}

/// Makes digests of bytes as they come along.
pub(super) struct Hasher {
    md5: Option<Md5>,
    sha256: Option<Sha256>,
    leaves: Option<Leaves>,
}

impl Hasher {
    /// Begins at this offset of a file of this size.
    pub(super) fn new(checks: Checks, at: u64, file_size: u64) -> Self {
        Self {
            md5: checks.md5.then(Md5::new),
            sha256: checks.sha256.then(Sha256::new),
            leaves: checks.leaves.then(|| Leaves::new(at, file_size)),
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
        if let Some(leaves) = &mut self.leaves {
            leaves.update(bytes);
        }
    }

    /// Ends the piece that has begun, with bytes that lie behind the range if it reaches so far.
    pub(super) fn complete(&mut self, file: &mut File) -> io::Result<()> {
        let Some(leaves) = &mut self.leaves else { return Ok(()) };
        let length = leaves.lacking();
        if length > 0 {
            let mut rest = Vec::new();
            if file.take(length).read_to_end(&mut rest)? as u64 != length {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            leaves.update(&rest);
        }
        Ok(())
    }

    /// All that were asked for.
    pub(super) fn digests(self) -> Digests {
        Digests {
            md5: self.md5.map(Md5::finalize),
            sha256: self.sha256.map(|sha256| sha256.finalize().into()),
            leaves: self.leaves.map(Leaves::finish),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::root;
    use super::super::tests::{file, noise, range};
    use super::*;

    static GO: AtomicBool = AtomicBool::new(false);

    /// The leaves of a file that is cut into parts of this size, which are read backwards.
    fn leaves(file: &tempfile::NamedTempFile, size: u64, part: u64) -> Vec<Leaf> {
        let mut found = Vec::new();
        for number in (0..size.div_ceil(part)).rev() {
            let range = range(file, number * part, part.min(size - number * part));
            found.push(leaves_of(&range, &GO).unwrap().unwrap());
        }
        found.into_iter().rev().flatten().collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_digest_does_not_depend_on_how_the_file_is_cut(
            size in prop_oneof![
                0u64..3_000,
                (1u64..4, 0u64..3).prop_map(|(pieces, beside)| pieces * PIECE + beside - 1),
                1u64..3_500_000,
            ],
            part in 90_000u64..2_500_000,
        ) {
            let bytes = noise(size);
            let file = file(&bytes);
            let wanted = *blake3::hash(&bytes).as_bytes();
            prop_assert_eq!(root(size, &leaves(&file, size, part)), Some(wanted));
            prop_assert_eq!(blake3_of(file.path()).unwrap(), wanted);
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
            prop_assert_eq!(made.leaves, None);
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
    fn leaves_of_another_size_give_no_digest() {
        for (size, count) in
            [(0, 1), (1, 0), (1, 2), (PIECE, 2), (PIECE + 1, 1), (PIECE + 1, 3), (u64::MAX, 5)]
        {
            assert_eq!(root(size, &vec![[7; 32]; count]), None, "{count} leaves of {size} bytes");
        }
    }

    #[test]
    fn the_digest_of_older_receipts_is_one_over_the_digests_of_all_pieces() {
        let bytes = noise(2_500_000);
        let pieces: Vec<u8> =
            bytes.chunks(1 << 20).flat_map(|piece| Sha256::digest(piece).to_vec()).collect();
        assert_eq!(tree_of(file(&bytes).path()).unwrap(), <[u8; 32]>::from(Sha256::digest(pieces)));
    }
}
