//! Block buffers that go round: sending gigabytes takes no more memory than the blocks that are under way.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// The size of a block, by how many bodies there are at most. Each block costs a change of threads and back, and disks
/// that turn read large ones faster; but what is too large is no longer in the cache of the processor when it leaves.
/// Many bodies together need no more memory than few.
const SIZES: [(usize, usize); 2] = [(8, 512 * 1024), (32, 256 * 1024)];
/// The size of a block while there are more bodies.
const SMALL: usize = 128 * 1024;
/// Most bytes in buffers that wait for their next use.
const SPARE: usize = 8 * 1024 * 1024;

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
    let bodies = BODIES.load(Ordering::Relaxed);
    SIZES.iter().find(|(most, _)| bodies <= *most).map_or(SMALL, |(_, size)| *size)
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
        let size = size();
        if spares.len() * size < SPARE && self.buffer.len() == size {
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
        let whole = Block::up_to(u64::MAX).as_ref().len();
        assert!(whole == SMALL || SIZES.iter().any(|(_, size)| *size == whole));
    }

    #[test]
    fn blocks_shrink_while_there_are_many_bodies() {
        let crowd: Vec<Presence> = (0..=32).map(|_| Presence::new()).collect();
        assert_eq!(Block::up_to(u64::MAX).as_ref().len(), SMALL);
        drop(crowd);
    }
}
