//! What a look into a local file tells.

use std::time::Duration;

use jiff::Timestamp;

use crate::words::words;

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

words! {
    MediaKind {
        Video => "video",
        Audio => "audio",
        Image => "image",
        Document => "document",
        Unknown => "unknown",
        Other => "other",
    }
}

/// What the header of a media file says. Unknown is a good answer to every question: it never holds a file up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Media {
    /// The picture as it is seen on a screen: turned, and with the shape of its pixels made even.
    pub picture: Option<Picture>,
    /// How long it plays.
    pub length: Option<Duration>,
    /// The codec of the moving picture.
    pub video: Option<String>,
    /// Whether there is sound.
    pub audio: Sound,
}

/// Width and height of a picture on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Picture {
    /// A picture of this size, unless one side is nothing.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        (width > 0 && height > 0).then_some(Self { width, height })
    }

    /// The shorter side.
    pub fn short(self) -> u32 {
        self.width.min(self.height)
    }

    /// The longer side.
    pub fn long(self) -> u32 {
        self.width.max(self.height)
    }

    /// How many points it has.
    pub fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// Whether a file holds sound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sound {
    /// Nobody could tell.
    #[default]
    Unknown,
    /// It has no audio track.
    None,
    /// It has one, in this codec.
    Some(String),
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
    /// What its header says.
    pub media: Media,
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
