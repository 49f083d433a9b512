//! Block buffers that go round: sending gigabytes takes no more memory than the blocks that are under way.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// The size of a block while there are few bodies.
pub(super) const LARGE: usize = 256 * 1024;
/// The size of a block while there are many: together they then need no more memory than a few did.
const SMALL: usize = 128 * 1024;
/// More bodies than this are many.
const FEW: usize = 32;
/// Most buffers that wait for their next use.
const SPARE: usize = 32;

static SPARES: Mutex<Vec<Box<[u8]>>> = Mutex::new(Vec::new());
static BODIES: AtomicUsize = AtomicUsize::new(0);

/// Counts one body for as long as it is held.
pub(super) struct Presence(());

impl Presence {
    pub(super) fn new() -> Self {
        BODIES.fetch_add(1, Ordering::Relaxed);
        Self(())
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        BODIES.fetch_sub(1, Ordering::Relaxed);
    }
}

fn size() -> usize {
    if BODIES.load(Ordering::Relaxed) > FEW { SMALL } else { LARGE }
}

/// The first bytes of a buffer that goes back to the others when nobody needs them any more.
pub(super) struct Block {
    buffer: Box<[u8]>,
    length: usize,
}

impl Block {
    /// A block for at most so many bytes.
    pub(super) fn up_to(most: u64) -> Self {
        let size = size();
        let spare = SPARES.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let buffer = spare.filter(|spare| spare.len() == size).unwrap_or_else(|| vec![0; size].into());
        Self { buffer, length: usize::try_from(most).unwrap_or(size).min(size) }
    }
}

impl AsRef<[u8]> for Block {
    fn as_ref(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or_default()
    }
}

impl AsMut<[u8]> for Block {
    fn as_mut(&mut self) -> &mut [u8] {
        self.buffer.get_mut(..self.length).unwrap_or_default()
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        let mut spares = SPARES.lock().unwrap_or_else(PoisonError::into_inner);
        if spares.len() < SPARE && self.buffer.len() == size() {
            spares.push(std::mem::take(&mut self.buffer));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_no_longer_than_asked_for_and_no_longer_than_a_buffer() {
        assert_eq!(Block::up_to(10).as_ref().len(), 10);
        assert!([SMALL, LARGE].contains(&Block::up_to(u64::MAX).as_ref().len()));
    }

    #[test]
    fn blocks_shrink_while_there_are_many_bodies() {
        let crowd: Vec<Presence> = (0..=FEW).map(|_| Presence::new()).collect();
        assert_eq!(Block::up_to(u64::MAX).as_ref().len(), SMALL);
        drop(crowd);
    }
}
