//! A look into a local file: what it is and how it can be recognised. Blocking, bounded, and never the last word:
//! what it does not know may still be media.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use file_format::{FileFormat, Kind};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::model::{FileFacts, MediaKind};

/// Bytes of each sample that goes into the fingerprint.
const SAMPLE: u64 = 64 * 1024;
/// Folders inside folders are followed so far.
const DEEPEST: usize = 64;

const VIDEO: [&str; 17] = [
    "3gp", "avi", "flv", "m2ts", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "mxf", "ogv", "ts",
    "webm", "wmv", "m3u8",
];
const AUDIO: [&str; 8] = ["aac", "aif", "aiff", "flac", "m4a", "mp3", "ogg", "wav"];
const IMAGE: [&str; 6] = ["bmp", "gif", "jpeg", "jpg", "png", "webp"];
const DOCUMENT: [&str; 3] = ["md", "pdf", "txt"];

/// Why a look was not possible.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there.
    #[error("there is no such file")]
    Missing,
    /// It is there, and cannot be read.
    #[error("{0}")]
    Unreadable(String),
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::NotFound {
            Self::Missing
        } else {
            Self::Unreadable(error.to_string())
        }
    }
}

/// Looks at one file.
pub fn look(path: &Path) -> Result<FileFacts, Error> {
    // Before it is opened: a pipe would wait for its other end.
    let found = std::fs::metadata(path)?;
    if !found.is_file() {
        return Err(Error::Unreadable("it is not a file".to_owned()));
    }
    let mut file = File::open(path)?;
    let size = found.len();
    let fingerprint = fingerprint(&mut file, size)?;
    file.seek(SeekFrom::Start(0))?;
    // A format that cannot be told is an unknown one, whatever the reason.
    let format = FileFormat::from_reader(BufReader::new(file)).unwrap_or_default();
    let named = kind_by_name(path);
    let kind = kind(format, named);
    Ok(FileFacts {
        identity: file_id::get_file_id(path).ok().map(|id| format!("{id:?}")),
        size,
        modified: found.modified().ok().and_then(|time| Timestamp::try_from(time).ok()),
        fingerprint,
        kind,
        format: described(format),
        media_type: media_type(format, path, kind),
    })
}

/// A digest of the size and of samples from the start, the middle and the end.
fn fingerprint(file: &mut File, size: u64) -> Result<String, Error> {
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

/// Looks through added paths: files as they are, folders for the media in them.
/// The answer is in the order of the paths, folders sorted by name, and counts what was passed over.
pub fn walk(paths: &[PathBuf]) -> (Vec<(PathBuf, Option<u64>)>, usize) {
    let (mut files, mut skipped) = (Vec::new(), 0);
    for path in paths {
        if path.is_dir() {
            walk_folder(path, 0, &mut files, &mut skipped);
        } else {
            // What cannot be found becomes a row too, and says so there.
            let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            let whole = whole.canonicalize().map_or(whole, strip_verbatim);
            let size = std::fs::metadata(&whole).map(|found| found.len()).ok();
            files.push((whole, size));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|(path, _)| seen.insert(path.clone()));
    (files, skipped)
}

fn walk_folder(folder: &Path, depth: usize, files: &mut Vec<(PathBuf, Option<u64>)>, skipped: &mut usize) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        *skipped += 1;
        return;
    };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // Links to folders are not followed: they can lead in circles.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden {
            continue;
        }
        if is_folder && depth < DEEPEST {
            walk_folder(&path, depth + 1, files, skipped);
        } else if kind_by_name(&path) == MediaKind::Unknown || kind_by_name(&path) == MediaKind::Document {
            *skipped += usize::from(!is_folder);
        } else {
            let whole = path.canonicalize().map_or(path, strip_verbatim);
            let size = std::fs::metadata(&whole).map(|found| found.len()).ok();
            files.push((whole, size));
        }
    }
}

/// Windows answers with a `\\?\` prefix that few people and programs can read.
fn strip_verbatim(path: PathBuf) -> PathBuf {
    match path.to_str().and_then(|text| text.strip_prefix(r"\\?\")) {
        Some(rest) if !rest.starts_with("UNC") => PathBuf::from(rest),
        _ => path,
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make files")]
mod tests {
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
        assert!(matches!(look(&path.join("no")), Err(Error::Missing | Error::Unreadable(_))));
    }

    #[test]
    fn folders_are_walked_in_order_and_what_is_no_media_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("b 봄 100%");
        std::fs::create_dir(&inner).unwrap();
        for name in ["a.mp4", "z.MOV", "notes.docx", ".hidden.mp4"] {
            std::fs::write(folder.path().join(name), b"x").unwrap();
        }
        std::fs::write(inner.join("소풍.mkv"), b"xyz").unwrap();
        let (files, skipped) =
            walk(&[folder.path().to_owned(), folder.path().join("a.mp4"), folder.path().join("gone.mp4")]);
        let names: Vec<_> =
            files.iter().map(|(path, _)| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.mp4", "소풍.mkv", "z.MOV", "gone.mp4"]);
        assert_eq!(skipped, 1);
        assert_eq!(files[1].1, Some(3));
        assert_eq!(files[3].1, None);
    }
}
