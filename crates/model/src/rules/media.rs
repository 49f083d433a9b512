//! What a look into a local file tells.

use std::time::Duration;

use jiff::Timestamp;

use crate::FileStamp;
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

/// Endings of file names, and what such files are.
const ENDINGS: [(MediaKind, &[&str]); 4] = [
    (
        MediaKind::Video,
        &[
            "3g2", "3gp", "asf", "avi", "divx", "dv", "f4v", "flv", "m1v", "m2t", "m2ts", "m2v", "m3u8",
            "m4v", "mkv", "mod", "mov", "mp4", "mpe", "mpeg", "mpg", "mts", "mxf", "ogm", "ogv", "qt", "rm",
            "rmvb", "tod", "ts", "vob", "webm", "wmv",
        ],
    ),
    (
        MediaKind::Audio,
        &[
            "aac", "ac3", "aif", "aifc", "aiff", "amr", "ape", "au", "caf", "dts", "eac3", "ec3", "flac",
            "m4a", "m4b", "mka", "mp2", "mp3", "mpga", "oga", "ogg", "opus", "ra", "spx", "wav", "weba",
            "wma", "wv",
        ],
    ),
    (
        MediaKind::Image,
        &["avif", "bmp", "gif", "heic", "heif", "jfif", "jpe", "jpeg", "jpg", "png", "tif", "tiff", "webp"],
    ),
    (MediaKind::Document, &["md", "pdf", "txt"]),
];

impl MediaKind {
    /// What a file is by its name alone.
    pub fn by_name(name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let row = ENDINGS.iter().find(|(_, endings)| endings.contains(&ending.as_str()));
        row.map_or(Self::Unknown, |(kind, _)| *kind)
    }

    /// Whether it is played or seen.
    pub fn is_media(self) -> bool {
        matches!(self, Self::Video | Self::Audio | Self::Image)
    }
}

/// What a walk through folders left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PassedOver {
    /// Files that are not media.
    pub not_media: usize,
    /// Hidden files and folders, and those in which systems keep trash and thumbnails.
    pub system: usize,
    /// Links to folders.
    pub links: usize,
}

impl PassedOver {
    /// Whether anything was left out.
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// The codec of a track that only a key opens.
pub const ENCRYPTED: &str = "encrypted";

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
    /// Whether its end is missing. Every look finds that out again.
    pub cut: Cut,
}

/// Whether the end of a file is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cut {
    /// Nothing says so.
    #[default]
    No,
    /// It says that it has so many bytes, which are more than there are.
    Of(u64),
    /// What comes last is not there, and how many bytes there should be is not known.
    Open,
}

/// Codecs of moving pictures that an MP4 holds and that everybody plays out of one.
const IN_MP4: [&str; 5] = ["av1", "h264", "hevc", "mpeg4", "vp9"];

impl Media {
    /// Whether an MP4 can hold its moving picture as it is.
    pub fn fits_mp4(&self) -> bool {
        self.video.as_deref().is_some_and(|codec| IN_MP4.contains(&codec))
    }

    /// Whether a track of it opens with a key only.
    pub fn is_encrypted(&self) -> bool {
        self.video.as_deref() == Some(ENCRYPTED) || self.audio == Sound::Some(ENCRYPTED.to_owned())
    }
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
    /// The name of its format, or the word for a kind of content; empty where its content tells nothing.
    pub format: String,
    /// Its media type, for the form.
    pub media_type: String,
    /// What its header says.
    pub media: Media,
}

#[cfg(test)]
impl FileFacts {
    /// A video of so many bytes of which nothing else is known.
    pub(crate) fn sample(size: u64) -> Self {
        Self {
            size,
            modified: None,
            fingerprint: String::new(),
            identity: None,
            kind: MediaKind::Video,
            format: String::new(),
            media_type: String::new(),
            media: Media::default(),
        }
    }
}

impl FileFacts {
    /// Size and time of the file.
    pub fn stamp(&self) -> FileStamp {
        FileStamp { size: self.size, modified: self.modified }
    }

    /// What people call its format, from its media type.
    pub fn format_word(&self) -> Option<&str> {
        let (kind, word) = self.media_type.split_once('/')?;
        Some(match word.trim_start_matches("x-").trim_start_matches("vnd.") {
            "wave" => "wav",
            "mpeg" if kind == "video" => "mpg",
            "mpeg" => "mp3",
            "quicktime" => "mov",
            "msvideo" => "avi",
            "matroska" if kind == "video" => "mkv",
            "mp2t" => "ts",
            "ms-asf" | "ms-wmv" => "wmv",
            "3gpp" => "3gp",
            "plain" => "txt",
            "markdown" => "md",
            word => word,
        })
    }

    /// Whether nothing but its name tells what it is.
    pub fn is_by_name(&self) -> bool {
        self.format.is_empty() && (self.kind.is_media() || self.kind == MediaKind::Document)
    }

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
