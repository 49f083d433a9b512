//! A file as every reader of headers sees it: a few short pieces of it, counted, and no more than is allowed.

use std::io::{self, Read, Seek, SeekFrom};

/// Anything that headers can be read from.
pub trait Input: Read + Seek {}

impl<T: Read + Seek> Input for T {}

/// The longest piece that can be asked for at once.
pub(super) const LONGEST: usize = 1 << 20;
/// What is read when less is asked for: the next question is often about what follows.
const BLOCK: usize = 4096;

/// How much may be read, and in how many pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Times the file may be read.
    pub reads: u32,
    /// Bytes that may be read.
    pub bytes: u64,
}

impl Budget {
    /// Adds what of a budget is no longer left.
    pub(super) fn add(&mut self, whole: Self, left: Self) {
        self.reads += whole.reads.saturating_sub(left.reads);
        self.bytes += whole.bytes.saturating_sub(left.bytes);
    }
}

/// A file, and what may still be read of it. What cannot be read is simply not there.
pub(super) struct HeaderSource<'a> {
    input: &'a mut dyn Input,
    size: u64,
    left: Budget,
    /// Where the input stands for whoever reads it from front to back.
    position: u64,
    /// What was read last, and where it begins.
    block: Vec<u8>,
    start: u64,
}

impl<'a> HeaderSource<'a> {
    pub(super) fn new(input: &'a mut dyn Input, size: u64, budget: Budget) -> Self {
        Self { input, size, left: budget, position: 0, block: Vec::new(), start: 0 }
    }

    /// Bytes of the whole file.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// What may still be read.
    pub(super) fn left(&self) -> Budget {
        self.left
    }

    /// Exactly so many bytes from there, if the file has them and they may be read.
    pub(super) fn get(&mut self, at: u64, len: usize) -> Option<&[u8]> {
        let found = self.some(at, len);
        (found.len() == len).then_some(found)
    }

    /// Up to so many bytes from there.
    pub(super) fn some(&mut self, at: u64, len: usize) -> &[u8] {
        let len = len.min(LONGEST);
        let there = usize::try_from(self.size.saturating_sub(at)).unwrap_or(usize::MAX);
        let want = len.min(there);
        if self.held(at, want).is_none() {
            self.fill(at, want.max(BLOCK).min(there));
        }
        let offset = usize::try_from(at.saturating_sub(self.start)).unwrap_or(usize::MAX);
        let rest = self.block.get(offset..).unwrap_or_default();
        rest.get(..want).unwrap_or(rest)
    }

    fn held(&self, at: u64, len: usize) -> Option<&[u8]> {
        let offset = usize::try_from(at.checked_sub(self.start)?).ok()?;
        self.block.get(offset..offset.checked_add(len)?)
    }

    fn fill(&mut self, at: u64, len: usize) {
        self.block.clear();
        self.start = at;
        if self.input.seek(SeekFrom::Start(at)).is_err() {
            return;
        }
        let mut block = std::mem::take(&mut self.block);
        block.resize(len, 0);
        let mut filled = 0;
        while let Some(rest) = block.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.read_counted(rest) {
                Ok(0) | Err(_) => break,
                Ok(more) => filled += more,
            }
        }
        block.truncate(filled);
        self.block = block;
    }

    fn read_counted(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left.bytes).unwrap_or(usize::MAX).min(into.len());
        let into = into.get_mut(..most).unwrap_or_default();
        if into.is_empty() || self.left.reads == 0 {
            return Err(io::Error::other("enough was read"));
        }
        self.left.reads -= 1;
        let more = self.input.read(into)?;
        self.left.bytes = self.left.bytes.saturating_sub(more as u64);
        Ok(more)
    }
}

impl Read for HeaderSource<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        self.input.seek(SeekFrom::Start(self.position))?;
        let more = self.read_counted(into)?;
        self.position = self.position.saturating_add(more as u64);
        Ok(more)
    }
}

impl Seek for HeaderSource<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let moved = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        self.position = moved.ok_or_else(|| io::Error::other("before the beginning"))?;
        Ok(self.position)
    }
}

fn array<const N: usize>(data: &[u8], at: usize) -> Option<[u8; N]> {
    data.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// The byte at a place.
pub(super) fn byte(data: &[u8], at: usize) -> Option<u8> {
    data.get(at).copied()
}

/// Two bytes, the first the greatest.
pub(super) fn be16(data: &[u8], at: usize) -> Option<u16> {
    array(data, at).map(u16::from_be_bytes)
}

/// Four bytes, the first the greatest.
pub(super) fn be32(data: &[u8], at: usize) -> Option<u32> {
    array(data, at).map(u32::from_be_bytes)
}

/// Eight bytes, the first the greatest.
pub(super) fn be64(data: &[u8], at: usize) -> Option<u64> {
    array(data, at).map(u64::from_be_bytes)
}

/// Two bytes, the first the least.
pub(super) fn le16(data: &[u8], at: usize) -> Option<u16> {
    array(data, at).map(u16::from_le_bytes)
}

/// Four bytes, the first the least.
pub(super) fn le32(data: &[u8], at: usize) -> Option<u32> {
    array(data, at).map(u32::from_le_bytes)
}

/// Eight bytes, the first the least.
pub(super) fn le64(data: &[u8], at: usize) -> Option<u64> {
    array(data, at).map(u64::from_le_bytes)
}

/// The four letters at a place.
pub(super) fn letters(data: &[u8], at: usize) -> Option<[u8; 4]> {
    array(data, at)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn nothing_is_read_beyond_the_budget_or_the_end() {
        let mut input = Cursor::new(vec![7; 100_000]);
        let mut source = HeaderSource::new(&mut input, 100_000, Budget { reads: 2, bytes: 6000 });
        assert_eq!(source.get(0, 4), Some(&[7; 4][..]));
        assert_eq!(source.get(4000, 4), Some(&[7; 4][..]));
        assert_eq!(source.left(), Budget { reads: 1, bytes: 1904 });
        assert_eq!(source.some(50_000, 3000).len(), 1904);
        assert_eq!(source.get(90_000, 1), None);
        let mut source = HeaderSource::new(&mut input, 100_000, Budget { reads: 9, bytes: 1 << 30 });
        assert_eq!(source.get(99_999, 2), None);
        assert_eq!(source.get(u64::MAX, 1), None);
        assert_eq!(source.some(99_990, usize::MAX).len(), 10);
    }
}
