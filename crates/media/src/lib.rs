//! A look into a local file: what it is and how it can be recognised. Blocking, bounded, and never the last word:
//! what it does not know may still be media.

mod matroska;
mod mp4;
mod mp4_fragments;
mod nal;
mod probe;
mod riff;
mod sound;
mod source;
mod still;
mod ts;
mod walk;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use file_format::{FileFormat, Kind};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use source::HeaderSource;
pub use source::{Budget, Input};
use takeup_model::{Failure, FailureKind, FailureReason, FileFacts, Media, MediaKind};
pub use walk::walk;

/// Bytes of each sample that goes into the fingerprint.
const SAMPLE: u64 = 64 * 1024;
/// Of one file, no more is read to find out what it is: the first for its header, the second for its format. With the
/// samples that are read beside that, it is at most 8 MB in 200 reads.
pub const BUDGETS: [Budget; 2] =
    [Budget { reads: 120, bytes: 5 << 20 }, Budget { reads: 60, bytes: 2 << 20 }];

const VIDEO: [&str; 17] = [
    "3gp", "avi", "flv", "m2ts", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "mxf", "ogv", "ts",
    "webm", "wmv", "m3u8",
];
const AUDIO: [&str; 8] = ["aac", "aif", "aiff", "flac", "m4a", "mp3", "ogg", "wav"];
const IMAGE: [&str; 6] = ["bmp", "gif", "jpeg", "jpg", "png", "webp"];
const DOCUMENT: [&str; 3] = ["md", "pdf", "txt"];

/// Looks at one file.
pub fn look(path: &Path) -> Result<FileFacts, Failure> {
    let unread = |error: io::Error| Failure::of_file(&error);
    // Before it is opened: a pipe would wait for its other end.
    let found = std::fs::metadata(path).map_err(unread)?;
    if !found.is_file() {
        return Err(Failure::own(FailureKind::FileUnreadable, FailureReason::NotAFile, ""));
    }
    let mut file = File::open(path).map_err(unread)?;
    let size = found.len();
    let fingerprint = fingerprint(&mut file, size).map_err(unread)?;
    let seen = see(&mut file, size);
    let kind = seen.kind.unwrap_or_else(|| kind(seen.format, kind_by_name(path)));
    let format = seen.format;
    Ok(FileFacts {
        identity: file_id::get_file_id(path).ok().map(|id| format!("{id:?}")),
        size,
        modified: found.modified().ok().and_then(|time| Timestamp::try_from(time).ok()),
        fingerprint,
        kind,
        format: described(format),
        media_type: media_type(format, path, kind),
        media: seen.media,
    })
}

/// What the content of a file says of it.
#[derive(Debug)]
pub struct MediaProbe {
    /// Its format; unknown where that cannot be told, whatever the reason.
    pub format: FileFormat,
    /// What it is, if its header leaves no doubt.
    pub kind: Option<MediaKind>,
    /// What its header says.
    pub media: Media,
    /// What was read for it.
    pub cost: Budget,
}

/// Looks at the content alone, and not at much of it.
pub fn see(input: &mut dyn Input, size: u64) -> MediaProbe {
    let mut cost = Budget { reads: 0, bytes: 0 };
    let [first, second] = BUDGETS;
    let mut source = HeaderSource::new(input, size, first);
    let probe::Header { kind, media } = probe::read(&mut source);
    cost.add(first, source.left());
    let mut source = HeaderSource::new(input, size, second);
    let format = FileFormat::from_reader(&mut source);
    cost.add(second, source.left());
    let format = format.unwrap_or_else(|_| FileFormat::from_bytes(source.some(0, 36_870)));
    MediaProbe { format, kind, media, cost }
}

/// A digest of the size and of samples from the start, the middle and the end.
fn fingerprint(file: &mut File, size: u64) -> io::Result<String> {
    let mut digest = Sha256::new();
    digest.update(size.to_le_bytes());
    let mut starts = vec![0, (size / 2).saturating_sub(SAMPLE / 2), size.saturating_sub(SAMPLE)];
    starts.dedup();
    for start in starts {
        file.seek(SeekFrom::Start(start))?;
        let mut sample = Vec::new();
        file.by_ref().take(SAMPLE).read_to_end(&mut sample)?;
        digest.update(&sample);
    }
    Ok(hex::encode(digest.finalize()))
}

/// Content decides where it is sure of itself; the name decides the rest.
fn kind(format: FileFormat, named: MediaKind) -> MediaKind {
    match (format, format.kind()) {
        (_, Kind::Video) => MediaKind::Video,
        (_, Kind::Audio) => MediaKind::Audio,
        (_, Kind::Image) => MediaKind::Image,
        (FileFormat::PlainText, _) if named == MediaKind::Document => named,
        (FileFormat::PlainText, _) => MediaKind::Other,
        (FileFormat::PortableDocumentFormat, _) => MediaKind::Document,
        // A container whose inside was not found, or nothing known at all.
        (_, Kind::Other) => named,
        _ => MediaKind::Other,
    }
}

fn described(format: FileFormat) -> String {
    if format == FileFormat::PlainText { "plain text".to_owned() } else { format.name().to_owned() }
}

fn media_type(format: FileFormat, path: &Path, kind: MediaKind) -> String {
    match (kind, format.kind()) {
        (_, Kind::Video | Kind::Audio | Kind::Image) => format.media_type().to_owned(),
        (MediaKind::Document, _) => match extension(path).as_str() {
            "md" => "text/markdown".to_owned(),
            "txt" => "text/plain".to_owned(),
            _ => "application/pdf".to_owned(),
        },
        _ => "application/octet-stream".to_owned(),
    }
}

fn extension(path: &Path) -> String {
    path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase()
}

/// What a file is by its name alone.
pub fn kind_by_name(path: &Path) -> MediaKind {
    let extension = extension(path);
    let among = |list: &[&str]| list.contains(&extension.as_str());
    if among(&VIDEO) {
        MediaKind::Video
    } else if among(&AUDIO) {
        MediaKind::Audio
    } else if among(&IMAGE) {
        MediaKind::Image
    } else if among(&DOCUMENT) {
        MediaKind::Document
    } else {
        MediaKind::Unknown
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make files")]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    #[test]
    fn text_that_is_called_video_is_surely_no_media() {
        let (_folder, path) = file("clip.mp4", b"Dear diary,\nnothing moved today.\n");
        let facts = look(&path).unwrap();
        assert_eq!((facts.kind, facts.format.as_str()), (MediaKind::Other, "plain text"));
    }

    #[test]
    fn what_is_merely_unknown_stays_what_its_name_says() {
        let (_folder, path) = file("clip.mp4", &[0x93; 5000]);
        assert_eq!(look(&path).unwrap().kind, MediaKind::Video);
        let cut_off = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41\0\0\0\x08free";
        let (_folder, path) = file("clip.mp4", cut_off);
        assert_eq!(look(&path).unwrap().kind, MediaKind::Video);
        let (_folder, path) = file("clip.xyz", &[0x93; 5000]);
        assert_eq!(look(&path).unwrap().kind, MediaKind::Unknown);
    }

    #[test]
    fn content_wins_over_the_name() {
        let (_folder, path) = file("clip.bin", b"RIFF\x24\0\0\0AVI LIST\0\0\0\0hdrlavih");
        let facts = look(&path).unwrap();
        assert_eq!((facts.kind, facts.media_type.as_str()), (MediaKind::Video, "video/x-msvideo"));
        let (_folder, path) = file("notes.txt", b"just notes");
        assert_eq!(look(&path).unwrap().kind, MediaKind::Document);
    }

    #[test]
    fn a_change_anywhere_near_the_samples_shows_in_the_fingerprint() {
        let (_folder, path) = file("clip.mp4", &vec![1; 500_000]);
        let first = look(&path).unwrap();
        let mut bytes = vec![1; 500_000];
        bytes[499_999] = 2;
        std::fs::write(&path, bytes).unwrap();
        assert_ne!(first.fingerprint, look(&path).unwrap().fingerprint);
        let kind = look(&path.join("no")).unwrap_err().kind;
        assert!(matches!(kind, FailureKind::FileMissing | FailureKind::FileUnreadable), "{kind:?}");
    }
}
