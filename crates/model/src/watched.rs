//! Watched folders: what is set for each, what is remembered of its files, and whether a file is to be uploaded now.

mod folder;
mod scan;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use imbl::OrdMap;
use jiff::Timestamp;

use crate::words::words;
use crate::{AccountId, Failure, MediaKind};

pub use folder::{Existing, WatchedFolder, is_folder_name};
pub use scan::{FolderListing, FoundFile, Inside, Judgement, Scan};

/// Names a watched folder: the account, and the path.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WatchKey(pub AccountId, pub PathBuf);

/// A log is read by others, and a path tells of its owner.
impl fmt::Debug for WatchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WatchKey").field(&self.0).finish_non_exhaustive()
    }
}

/// What is known of a watched folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watching {
    /// It is not scanned before then; at once if nothing is set.
    pub next: Option<Instant>,
    /// When the last scan began.
    pub began: Option<Instant>,
    /// Whether it was scanned since the program started.
    pub scanned: bool,
    /// Whether it was not there, or could not be read, at the last scan.
    pub gone: bool,
    /// Why it, or something in it, could not be read or moved.
    pub trouble: Option<Failure>,
    /// Files that are waited for, by their path below the folder.
    pub waiting: OrdMap<PathBuf, WaitingFile>,
    /// Files that need no attention unless they change, by their path below the folder. The journal keeps them. The
    /// folder itself is among them, with an empty path, once it was scanned.
    pub files: OrdMap<PathBuf, Arc<KnownFile>>,
}

/// Size and time of a file as its folder lists them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileStamp {
    /// Its bytes.
    pub size: u64,
    /// When it was last changed, if the system tells.
    pub modified: Option<Timestamp>,
}

/// A file that is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingFile {
    /// As it was listed last.
    pub stamp: FileStamp,
    /// Since when it is the same.
    pub since: Instant,
    /// Why it is not taken.
    pub why: WaitReason,
}

/// Why a file is not taken yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitReason {
    /// It was seen for the first time, or it has changed since the last scan.
    Changes,
    /// It has not been the same for long enough.
    Rests,
    /// A program has it open for writing.
    Open,
    /// It cannot be read.
    Unreadable,
}

/// A file that needs no attention unless it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownFile {
    /// As it was listed.
    pub stamp: FileStamp,
    /// The fingerprint of its content; empty if nobody has read it.
    pub fingerprint: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a file in a watched folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// It was there before the folder was watched, and is left alone.
    #[default]
    Left,
    /// It is no media.
    NotMedia,
    /// Another file with the same content was taken before.
    Duplicate,
    /// It is or was in the list of uploads.
    Taken,
    /// Its upload is ready.
    Ready,
    /// Its upload is ready, and it was moved to the subfolder for that.
    Moved,
}

words! {
    Fate {
        Left => "left", NotMedia => "not-media", Duplicate => "duplicate", Taken => "taken", Ready => "ready",
        Moved => "moved",
    }
}

impl Watching {
    /// Whether the files that were there at first have been noted.
    pub fn begun(&self) -> bool {
        self.files.contains_key(Path::new(""))
    }

    /// How many of its files are ready, and how many are still in the list of uploads.
    pub fn uploads(&self) -> (usize, usize) {
        self.files.values().fold((0, 0), |(ready, open), file| match file.fate {
            Fate::Ready | Fate::Moved => (ready + 1, open),
            Fate::Taken => (ready, open + 1),
            Fate::Left | Fate::NotMedia | Fate::Duplicate => (ready, open),
        })
    }

    /// How many media files were there before the folder was watched and are left alone. Their names decide, as nobody
    /// has read them.
    pub fn left(&self, folder: &WatchedFolder) -> usize {
        let is_left = |path: &Path, file: &KnownFile| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            file.fate == Fate::Left
                && file.stamp.size > 0
                && folder.wants(path)
                && MediaKind::by_name(&name).is_media()
        };
        self.files.iter().filter(|(path, file)| is_left(path, file)).count()
    }

    /// Whether nothing was ever found in the folder, and it is now on another disk.
    fn was_empty_elsewhere(&self, place: Option<(u64, u128)>) -> bool {
        self.files.len() == 1 && self.is_elsewhere(place)
    }

    /// Whether files of the folder are known, and it is now an empty one on another disk: its own is not mounted.
    pub fn is_unmounted(&self, listing: &FolderListing) -> bool {
        let empty = listing.complete && listing.files.is_empty();
        empty && self.files.len() > 1 && self.is_elsewhere(listing.place)
    }

    /// Whether the folder is on another disk than when it was scanned for the first time. A disk may get another number
    /// when the computer starts, and a new folder of the same name has one: only both together mean another disk.
    fn is_elsewhere(&self, place: Option<(u64, u128)>) -> bool {
        let known = self.files.get(Path::new(""));
        let before = known.and_then(|folder| read_place(&folder.fingerprint));
        before.zip(place).is_some_and(|(before, now)| before.0 != now.0 && before.1 != now.1)
    }

    /// Notes what was there when the folder was scanned for the first time, and where it was.
    fn begin(&mut self, there: impl IntoIterator<Item = (PathBuf, FileStamp)>, place: Option<(u64, u128)>) {
        let left = |stamp| Arc::new(KnownFile { stamp, ..KnownFile::default() });
        let fingerprint = place.map_or_else(String::new, |(disk, number)| format!("{disk}:{number}"));
        self.files.insert(PathBuf::new(), Arc::new(KnownFile { fingerprint, ..KnownFile::default() }));
        for (path, stamp) in there {
            self.files.entry(path).or_insert_with(|| left(stamp));
        }
    }

    /// Stops watching. Files that arrive until the folder is watched again count as there before.
    pub fn end(&mut self) {
        self.files.remove(Path::new(""));
        *self = Self { files: std::mem::take(&mut self.files), ..Self::default() };
    }

    /// Takes in what a scan has found.
    pub fn take_in(&mut self, scan: &Scan, now: Instant) {
        let waiting = scan.waiting.iter().map(|(path, stamp, why)| {
            let before = self.waiting.get(path).filter(|before| before.stamp == *stamp);
            let since = before.map_or(now, |before| before.since);
            (path.clone(), WaitingFile { stamp: *stamp, since, why: *why })
        });
        self.waiting = waiting.collect();
        if let Some(there) = &scan.first {
            self.begin(there.clone(), scan.place);
        }
        for found in &scan.found {
            self.note(found);
        }
        (self.scanned, self.gone, self.trouble) = (true, false, scan.trouble.clone());
    }

    /// Remembers that an upload of this file is ready.
    pub fn note_ready(&mut self, path: &Path, stamp: FileStamp, fingerprint: String) {
        self.files.insert(path.to_owned(), Arc::new(KnownFile { stamp, fingerprint, fate: Fate::Ready }));
    }

    /// Remembers what was found of a file.
    fn note(&mut self, found: &FoundFile) {
        let fate = match &found.judgement {
            Judgement::NotMedia => Fate::NotMedia,
            Judgement::New => Fate::Taken,
            Judgement::SameAs(other) if *other != found.path => Fate::Duplicate,
            Judgement::SameAs(_) => self.files.get(&found.path).map_or(Fate::Taken, |known| known.fate),
            Judgement::Renamed(other) => self.files.remove(other).map_or(Fate::Taken, |known| known.fate),
            Judgement::Move => Fate::Moved,
            Judgement::Unwanted | Judgement::Known | Judgement::Wait(_) | Judgement::Read => return,
        };
        let FoundFile { path, stamp, fingerprint, .. } = found.clone();
        self.files.insert(path, Arc::new(KnownFile { stamp, fingerprint, fate }));
    }
}

/// The place of a folder, as it is kept in the place of a fingerprint.
fn read_place(text: &str) -> Option<(u64, u128)> {
    let (disk, number) = text.split_once(':')?;
    Some((disk.parse().ok()?, number.parse().ok()?))
}

#[cfg(test)]
mod tests;
