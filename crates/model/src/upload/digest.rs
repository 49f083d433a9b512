//! What was found out about bytes while they were read, and what the storage's answers are worth as proof.

/// What is known about one body's bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// The MD5 of the body, to be held against the storage's `ETag`.
    pub md5: Option<[u8; 16]>,
    /// The BLAKE3 chaining value of every piece of the file, 1 MiB each, that begins in this body; nothing, if an
    /// older version of this program read it, which made something else.
    pub leaves: Option<Vec<[u8; 32]>>,
    /// Whether the storage has answered with this MD5.
    pub verified: bool,
}

impl Digest {
    /// Whether an `ETag` is the MD5 of these bytes; nothing, if no MD5 was computed.
    pub fn agrees(&self, etag: &str) -> Option<bool> {
        self.md5.map(|md5| hex::encode(md5).eq_ignore_ascii_case(etag))
    }
}

/// The digest of the whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FileDigest {
    /// Not made yet.
    #[default]
    Unknown,
    /// Made.
    Known {
        /// The digest.
        digest: ContentDigest,
        /// SHA-256 of the whole file, in hex, if it was asked for.
        sha256: Option<String>,
    },
    /// It could not be made any more: the file was gone or changed by then.
    Lost,
}

/// What a digest of a whole file is, in hex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentDigest {
    /// Its BLAKE3, as `b3sum` prints it.
    Blake3(String),
    /// SHA-256 over the SHA-256s of its pieces of 1 MiB, which older versions of this program made.
    Tree(String),
}

impl ContentDigest {
    /// The digest itself.
    pub fn hex(&self) -> &str {
        match self {
            Self::Blake3(hex) | Self::Tree(hex) => hex,
        }
    }

    /// The BLAKE3, if it is one.
    pub fn blake3(&self) -> Option<&str> {
        if let Self::Blake3(hex) = self { Some(hex) } else { None }
    }

    /// The older digest, if it is one.
    pub fn tree(&self) -> Option<&str> {
        if let Self::Tree(hex) = self { Some(hex) } else { None }
    }

    /// The name it has in a receipt.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Blake3(_) => "blake3",
            Self::Tree(_) => "tree",
        }
    }
}

/// What the `ETag`s of a storage host are for an account. Detected, never assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EtagKind {
    /// Not known yet; so many answers were not the MD5 of what was sent.
    Unknown {
        /// Such answers so far, without any that was.
        differing: u32,
    },
    /// MD5s: whatever differs has arrived damaged.
    Md5,
    /// Something else, as on encrypted buckets: they prove nothing about the bytes.
    Other,
}

impl Default for EtagKind {
    fn default() -> Self {
        Self::Unknown { differing: 0 }
    }
}

impl EtagKind {
    /// Answers that differ, without one that agrees, before `ETag`s are taken for something else than MD5s.
    const ENOUGH: u32 = 3;

    /// What they are, after one more answer that agreed or did not.
    #[must_use]
    pub fn after(self, agreed: bool) -> Self {
        match self {
            Self::Unknown { .. } if agreed => Self::Md5,
            Self::Unknown { differing } if differing + 1 >= Self::ENOUGH => Self::Other,
            Self::Unknown { differing } => Self::Unknown { differing: differing + 1 },
            Self::Md5 | Self::Other => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_agrees_settles_it_and_three_that_differ_do() {
        assert_eq!(EtagKind::default().after(true), EtagKind::Md5);
        assert_eq!(EtagKind::default().after(false).after(true), EtagKind::Md5);
        assert_eq!(EtagKind::default().after(false).after(false).after(false), EtagKind::Other);
        assert_eq!(EtagKind::Md5.after(false), EtagKind::Md5);
    }

    #[test]
    fn an_etag_is_compared_as_hex_in_either_case() {
        let digest = Digest { md5: Some([0xAB; 16]), ..Digest::default() };
        assert_eq!(digest.agrees(&"ab".repeat(16)), Some(true));
        assert_eq!(digest.agrees(&"AB".repeat(16)), Some(true));
        assert_eq!(digest.agrees("ab-3"), Some(false));
        assert_eq!(Digest::default().agrees("ab"), None);
    }
}
