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
use std::fs::{File, FileType, Metadata};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use file_format::{FileFormat, Kind};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use source::HeaderSource;
pub use source::{Budget, Input};
use takeup_model::{Failure, FailureKind, FailureReason, FileFacts, FileStamp, Media, MediaKind};
pub use walk::{Found, is_media, list, walk, whole};

/// Bytes of each sample that goes into the fingerprint.
const SAMPLE: u64 = 64 * 1024;
/// Of one file, no more is read to find out what it is: the first for its header, the second for its format. With the
/// samples that are read beside that, it is at most 8 MB in 200 reads.
pub const BUDGETS: [Budget; 2] =
    [Budget { reads: 120, bytes: 5 << 20 }, Budget { reads: 60, bytes: 2 << 20 }];

/// Looks at one file.
pub fn look(path: &Path) -> Result<FileFacts, Failure> {
    let unread = |error: io::Error| Failure::of_file(&error);
    // Before it is opened: a pipe would wait for its other end.
    let found = std::fs::metadata(path).map_err(|error| no_entry(path, &error))?;
    if !found.is_file() {
        return Err(no_file(path, found.file_type()));
    }
    let mut file = File::open(path).map_err(unread)?;
    let size = found.len();
    let fingerprint = fingerprint(&mut file, size).map_err(unread)?;
    let seen = see(&mut file, size);
    let named = kind_by_name(path);
    let kind = match (seen.kind, seen.format.as_str()) {
        // A text is a document by its name alone.
        (Some(MediaKind::Other), TEXT) if named == MediaKind::Document => named,
        (kind, _) => kind.unwrap_or(named),
    };
    Ok(FileFacts {
        identity: file_id::get_file_id(path).ok().map(|id| format!("{id:?}")),
        size,
        modified: stamp(&found).modified,
        fingerprint,
        kind,
        format: seen.format,
        media_type: media_type(seen.types, path, kind),
        media: seen.media,
    })
}

/// Size and time of a file.
pub fn stamp(found: &Metadata) -> FileStamp {
    let modified = found.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    FileStamp { size: found.len(), modified }
}

/// Why the system tells nothing of a path.
fn no_entry(path: &Path, error: &io::Error) -> Failure {
    let link = std::fs::symlink_metadata(path).is_ok_and(|entry| entry.is_symlink());
    if link && !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) {
        return Failure::own(FailureKind::FileUnreadable, FailureReason::LinkLoop, "");
    }
    Failure::of_file(error)
}

/// What a path leads to that is not a file.
fn no_file(path: &Path, found: FileType) -> Failure {
    let of = |reason, detail: String| Failure::own(FailureKind::FileUnreadable, reason, detail);
    if found.is_dir() {
        // A walk names the folders that it could not read.
        return match walk::entries(path) {
            (_, Some(error)) => of(FailureReason::FolderUnreadable, error.to_string()),
            (_, None) => of(FailureReason::IsFolder, String::new()),
        };
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if found.is_fifo() {
            return of(FailureReason::IsPipe, String::new());
        } else if found.is_socket() {
            return of(FailureReason::IsSocket, String::new());
        } else if found.is_char_device() || found.is_block_device() {
            return of(FailureReason::IsDevice, String::new());
        }
    }
    of(FailureReason::NotAFile, String::new())
}

/// What the content of a file says of it.
#[derive(Debug)]
pub struct MediaProbe {
    /// Its format by name, or the word for a kind of content; empty where nothing tells.
    pub format: String,
    /// The media types of what is seen and of sound alone, if it is one of media.
    types: Option<[String; 2]>,
    /// What it is, if its content leaves no doubt.
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
    let (probe::Header { kind, media }, container) = probe::read(&mut source);
    cost.add(first, source.left());
    if let (Some(_), Some(known)) = (kind, container) {
        return MediaProbe { format: known.name.to_owned(), types: Some(known.types()), kind, media, cost };
    }
    let mut source = HeaderSource::new(input, size, second);
    let format = FileFormat::from_reader(&mut source);
    cost.add(second, source.left());
    let format = format.unwrap_or_else(|_| FileFormat::from_bytes(source.some(0, 36_870)));
    let (kind, word) = content(format);
    // A picture may lie in the boxes of a film.
    if let Some(known) = container.filter(|_| kind != Some(MediaKind::Image)) {
        let kind = kind.filter(|kind| kind.is_media());
        return MediaProbe { format: known.name.to_owned(), types: Some(known.types()), kind, media, cost };
    }
    let media_type = format.media_type().to_owned();
    let (word, types) = match kind {
        Some(kind) if kind.is_media() => {
            (format.short_name().unwrap_or(format.name()), Some([media_type.clone(), media_type]))
        }
        _ => (word, None),
    };
    MediaProbe { format: word.to_owned(), types, kind, media, cost }
}

/// The word for a text.
const TEXT: &str = "text";

/// What a file is whose header nobody here reads, and the word for it if it is no media.
fn content(format: FileFormat) -> (Option<MediaKind>, &'static str) {
    let other = Some(MediaKind::Other);
    match (format, format.kind()) {
        (_, Kind::Video) => (Some(MediaKind::Video), ""),
        (_, Kind::Audio) => (Some(MediaKind::Audio), ""),
        (_, Kind::Image) => (Some(MediaKind::Image), ""),
        (FileFormat::PlainText, _) => (other, TEXT),
        (FileFormat::PortableDocumentFormat, _) => (Some(MediaKind::Document), "pdf"),
        // Nothing known, a container whose inside was not found, or a tag before something else.
        (_, Kind::Other | Kind::Metadata) => (None, ""),
        (_, Kind::Archive | Kind::Compressed | Kind::Package | Kind::Disk) => (other, "archive"),
        (_, Kind::Executable | Kind::Rom) => (other, "program"),
        (_, Kind::Document | Kind::Ebook | Kind::Diagram | Kind::Formula) => (other, "document"),
        (_, Kind::Presentation) => (other, "presentation"),
        (_, Kind::Spreadsheet) => (other, "spreadsheet"),
        (_, Kind::Playlist) => (other, "playlist"),
        (_, Kind::Subtitle) => (other, "subtitles"),
        _ => (other, "data"),
    }
}

/// What the content of a file is, if that can be told.
fn kind_of(path: &Path) -> io::Result<Option<MediaKind>> {
    let found = std::fs::metadata(path)?;
    if !found.is_file() {
        return Ok(None);
    }
    Ok(see(&mut File::open(path)?, found.len()).kind)
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

fn media_type(types: Option<[String; 2]>, path: &Path, kind: MediaKind) -> String {
    match (kind, types) {
        (MediaKind::Document, _) => match extension(path).as_str() {
            "md" => "text/markdown".to_owned(),
            "txt" => "text/plain".to_owned(),
            _ => "application/pdf".to_owned(),
        },
        (MediaKind::Audio, Some([_, heard])) => heard,
        (MediaKind::Video | MediaKind::Image, Some([seen, _])) => seen,
        (_, _) => "application/octet-stream".to_owned(),
    }
}

fn extension(path: &Path) -> String {
    path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase()
}

fn kind_by_name(path: &Path) -> MediaKind {
    path.file_name().map_or(MediaKind::Unknown, |name| MediaKind::by_name(&name.to_string_lossy()))
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
        assert_eq!((facts.kind, facts.format.as_str()), (MediaKind::Other, "text"));
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
