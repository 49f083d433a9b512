//! Whether files are still what was uploaded: their digests against those in the receipts.

use std::io;
use std::path::Path;

use crate::journal::{HistoryQuery, read_history};
use takeup_api::body;
use takeup_model::{AssetId, ContentDigest, Failure, Receipt, Source};

/// What came of comparing a file with its receipt.
#[derive(Debug)]
pub enum Verification {
    /// It has the digest of this receipt.
    Same(Box<Receipt>),
    /// It has another digest than this receipt.
    Different {
        /// The receipt.
        receipt: Box<Receipt>,
        /// What the file has.
        found: ContentDigest,
    },
    /// No receipt with a digest belongs to it.
    NoReceipt,
    /// It cannot be read.
    Unreadable(io::Error),
}

/// Compares a file with the newest receipt of its path, or of this asset. Where its path has none, it may have been
/// moved: then the receipt of its content counts. It reads the whole file, and it blocks.
pub fn verify(data: &Path, file: &Path, asset: Option<&AssetId>) -> Result<Verification, Failure> {
    let source = Source::File(file.to_owned()).text();
    let known = match asset {
        Some(id) => newest(data, &id.0, |receipt| receipt.asset.as_ref() == Some(id))?,
        None => newest(data, &source, |receipt| receipt.source == source)?,
    };
    match known {
        Some((receipt, digest)) => Ok(match made(file, &digest) {
            Ok(found) if found == digest => Verification::Same(receipt),
            Ok(found) => Verification::Different { receipt, found },
            Err(error) => Verification::Unreadable(error),
        }),
        None if asset.is_some() => Ok(Verification::NoReceipt),
        None => moved(data, file),
    }
}

fn moved(data: &Path, file: &Path) -> Result<Verification, Failure> {
    for make in [blake3, tree] {
        let found = match make(file) {
            Ok(found) => found,
            Err(error) => return Ok(Verification::Unreadable(error)),
        };
        let same = newest(data, found.hex(), |receipt| of_file(receipt).as_ref() == Some(&found))?;
        if let Some((receipt, _)) = same {
            return Ok(Verification::Same(receipt));
        }
    }
    Ok(Verification::NoReceipt)
}

/// The newest receipt with a digest that this text leads to and that is the right one.
fn newest(
    data: &Path,
    text: &str,
    right: impl Fn(&Receipt) -> bool,
) -> Result<Option<(Box<Receipt>, ContentDigest)>, Failure> {
    let found = read_history(data, &HistoryQuery { text: Some(text.to_owned()), limit: None })?;
    let mut right = found.into_iter().filter(right);
    Ok(right.find_map(|receipt| of_file(&receipt).map(|digest| (Box::new(receipt), digest))))
}

/// The digest of the file itself, even if a copy of it was sent.
fn of_file(receipt: &Receipt) -> Option<ContentDigest> {
    match &receipt.copy {
        Some(copy) => copy.original.clone().map(ContentDigest::Blake3),
        None => receipt.digest.clone(),
    }
}

fn made(file: &Path, like: &ContentDigest) -> io::Result<ContentDigest> {
    match like {
        ContentDigest::Blake3(_) => blake3(file),
        ContentDigest::Tree(_) => tree(file),
    }
}

fn blake3(file: &Path) -> io::Result<ContentDigest> {
    body::blake3_of(file).map(hex::encode).map(ContentDigest::Blake3)
}

fn tree(file: &Path) -> io::Result<ContentDigest> {
    body::tree_of(file).map(hex::encode).map(ContentDigest::Tree)
}
