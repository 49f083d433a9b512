//! What a look into a local file tells.

use jiff::Timestamp;

/// What a file is, judged by its content first and its name second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// Moving pictures.
    Video,
    /// Sound alone.
    Audio,
    /// A still picture.
    Image,
    /// A document the platform takes.
    Document,
    /// Not recognised; it may still be media.
    Unknown,
    /// Recognised as something the platform does not take.
    Other,
}

/// One look at a local file. The file is held against it whenever its bytes are read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// Its bytes.
    pub size: u64,
    /// When it was last changed, if the system tells.
    pub modified: Option<Timestamp>,
    /// A digest of its size and of samples from its start, middle and end.
    pub fingerprint: String,
    /// Which file it is on this computer, as long as its disk stays where it is.
    pub identity: Option<String>,
    /// What it is.
    pub kind: MediaKind,
    /// What its content looks like, in words.
    pub format: String,
    /// Its media type, for the form.
    pub media_type: String,
}

impl FileFacts {
    /// Whether two looks saw the same content, as far as a look can tell.
    pub fn same_content(&self, other: &Self) -> bool {
        self.size == other.size && self.modified == other.modified && self.fingerprint == other.fingerprint
    }

    /// Whether two looks at a path saw the very same file, unchanged.
    pub fn same_file(&self, other: &Self) -> bool {
        let same = match (&self.identity, &other.identity) {
            (Some(one), Some(two)) => one == two,
            _ => true,
        };
        same && self.same_content(other)
    }
}
