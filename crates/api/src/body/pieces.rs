//! The BLAKE3 of a file from its pieces of 1 MiB. A piece is a complete subtree of the file's BLAKE3, so pieces may
//! be hashed in any order, and whoever cuts the file otherwise gets the same digest.

use blake3::Hasher;
use blake3::hazmat::{HasherExt as _, Mode, left_subtree_len, merge_subtrees_non_root, merge_subtrees_root};

/// The length of a piece, counted from the start of the file.
pub(super) const PIECE: u64 = 1 << 20;

/// The chaining value of a piece. Where a file has one piece only, it is the digest of the file.
pub type Leaf = [u8; 32];

/// Makes the leaves of the pieces that begin in a range, from the bytes of the range as they come along.
pub(super) struct Leaves {
    file_size: u64,
    /// Where in the file the next byte is.
    at: u64,
    /// The piece that has begun.
    piece: Option<Hasher>,
    made: Vec<Leaf>,
}

impl Leaves {
    /// Begins at this offset of a file of this size.
    pub(super) fn new(at: u64, file_size: u64) -> Self {
        Self { file_size, at, piece: None, made: Vec::new() }
    }

    /// Takes the next bytes.
    pub(super) fn update(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.at.is_multiple_of(PIECE) {
                self.piece = Some(self.begun());
            }
            let room = usize::try_from(PIECE - self.at % PIECE).unwrap_or(usize::MAX);
            let (these, rest) = bytes.split_at(room.min(bytes.len()));
            if let Some(piece) = &mut self.piece {
                piece.update(these);
            }
            self.at += these.len() as u64;
            if self.at.is_multiple_of(PIECE) {
                self.end();
            }
            bytes = rest;
        }
    }

    /// How many bytes after those taken so far belong to the piece that has begun.
    pub(super) fn lacking(&self) -> u64 {
        let end = self.at.next_multiple_of(PIECE).min(self.file_size);
        if self.piece.is_some() { end.saturating_sub(self.at) } else { 0 }
    }

    /// The leaves. The last piece ends here.
    pub(super) fn finish(mut self) -> Vec<Leaf> {
        self.end();
        self.made
    }

    fn begun(&self) -> Hasher {
        let mut piece = Hasher::new();
        if self.file_size > PIECE {
            piece.set_input_offset(self.at);
        }
        piece
    }

    fn end(&mut self) {
        let Some(piece) = self.piece.take() else { return };
        let only = self.file_size <= PIECE;
        self.made.push(if only { piece.finalize().into() } else { piece.finalize_non_root() });
    }
}

/// The BLAKE3 of a file of this size from its leaves in their order; nothing, if they are not as many as it has.
pub fn root(size: u64, leaves: &[Leaf]) -> Option<[u8; 32]> {
    if size.div_ceil(PIECE) != leaves.len() as u64 {
        return None;
    }
    match leaves {
        [] => Some(blake3::hash(&[]).into()),
        [only] => Some(*only),
        _ => {
            let (left, right) = halves(size, leaves)?;
            Some(merge_subtrees_root(&left, &right, Mode::Hash).into())
        }
    }
}

fn halves(size: u64, leaves: &[Leaf]) -> Option<(Leaf, Leaf)> {
    let left = left_subtree_len(size);
    let (first, rest) = leaves.split_at_checked(usize::try_from(left / PIECE).ok()?)?;
    Some((node(left, first)?, node(size - left, rest)?))
}

fn node(size: u64, leaves: &[Leaf]) -> Option<Leaf> {
    if let [only] = leaves {
        return Some(*only);
    }
    let (left, right) = halves(size, leaves)?;
    Some(merge_subtrees_non_root(&left, &right, Mode::Hash))
}
