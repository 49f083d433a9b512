//! Reads a range block by block. It blocks, so it travels to a thread for that and comes back with each block.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};

use super::blocks::Block;
use super::digests::{Digests, Hasher};
use super::{BodyError, FileRange};

/// So much is read before its digests are made: it is then still in the cache of the processor.
const AT_ONCE: usize = 256 * 1024;

pub(super) struct BlockReader {
    range: FileRange,
    file: Option<File>,
    left: u64,
    hasher: Hasher,
}

impl BlockReader {
    pub(super) fn new(range: FileRange) -> Self {
        let hasher = Hasher::new(range.checks, range.start, range.file_size);
        Self { file: None, left: range.length, hasher, range }
    }

    /// How much of the range is still to be read.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// The next block. With the last one the file must still be what it was at the first.
    pub(super) fn next(&mut self) -> Result<Block, BodyError> {
        // The first block is short: what reads slowly begins to move all the same.
        let most = if self.file.is_none() { self.left.min(AT_ONCE as u64) } else { self.left };
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(open(&self.range)?),
        };
        let mut block = Block::up_to(most);
        for some in block.as_mut().chunks_mut(AT_ONCE) {
            file.read_exact(some)?;
            self.hasher.update(some);
        }
        self.left -= block.as_ref().len() as u64;
        if self.left == 0 {
            self.hasher.complete(file)?;
            unchanged(file, &self.range)?;
        }
        Ok(block)
    }

    /// What the range came to.
    pub(super) fn digests(self) -> Digests {
        self.hasher.digests()
    }
}

fn open(range: &FileRange) -> Result<File, BodyError> {
    let mut file = File::open(&range.path)?;
    unchanged(&file, range)?;
    file.seek(SeekFrom::Start(range.start))?;
    Ok(file)
}

fn unchanged(file: &File, range: &FileRange) -> Result<(), BodyError> {
    let found = file.metadata()?;
    let same_time = range.modified.is_none() || found.modified().ok() == range.modified;
    if found.len() == range.file_size && same_time { Ok(()) } else { Err(BodyError::Changed) }
}
