//! Watched folders: what is set for each, what is remembered of its files, and whether a file is to be uploaded now.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use imbl::OrdMap;
use jiff::Timestamp;

use crate::words::words;
use crate::{
    AccountId, CopyChoice, Failure, IfExists, JobId, MediaKind, NextUploads, Settings, UploadOptions,
};

/// A folder whose new files are uploaded.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchedFolder {
    /// Its path, absolute.
    pub folder: PathBuf,
    /// Whether it is watched; paused otherwise.
    pub on: bool,
    /// Whether the folders in it are watched too.
    pub subfolders: bool,
    /// Only files whose name fits one of these patterns; all if there are none.
    pub include: Vec<String>,
    /// No file whose name fits one of these patterns.
    pub exclude: Vec<String>,
    /// What happens with its files.
    pub next: NextUploads,
    /// What is sent of its videos; what the account says, if it is not set.
    pub copy: Option<CopyChoice>,
    /// How long a file must stay the same before it is taken.
    pub rest: Duration,
    /// What happens with files that were there before the folder was first looked at.
    pub existing: Existing,
    /// The subfolder that a file is moved to once it is ready; it stays where it is if there is none.
    pub move_to: Option<String>,
}

/// What happens with files that were there before a folder was watched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existing {
    /// They are left alone until the user has answered.
    #[default]
    Ask,
    /// They are left alone.
    Leave,
    /// They are uploaded.
    Upload,
}

words! { Existing { Ask => "ask", Leave => "leave", Upload => "upload" } }

impl Default for WatchedFolder {
    fn default() -> Self {
        Self {
            folder: PathBuf::new(),
            on: true,
            subfolders: true,
            include: Vec::new(),
            exclude: Vec::new(),
            next: NextUploads::default(),
            rest: Duration::from_secs(10),
            existing: Existing::Ask,
            copy: None,
            move_to: None,
        }
    }
}

impl WatchedFolder {
    /// How many folders an account may watch.
    pub const MOST: usize = 50;
    /// How long a file may have to rest.
    pub const REST: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_hours(1);
    /// How many patterns of a kind a folder may have.
    pub const PATTERNS: usize = 50;

    /// Whether the settings can hold it: its path is absolute, and a text.
    pub(crate) fn is_possible(&self) -> bool {
        self.folder.is_absolute() && self.folder.to_str().is_some()
    }

    /// The same, with everything within its bounds.
    #[must_use]
    pub(crate) fn bounded(mut self) -> Self {
        self.rest = self.rest.clamp(*Self::REST.start(), *Self::REST.end());
        self.include.truncate(Self::PATTERNS);
        self.exclude.truncate(Self::PATTERNS);
        self.move_to = self.move_to.filter(|name| is_folder_name(name));
        self
    }

    /// Reads patterns as they are typed: divided by spaces or commas.
    pub fn patterns(text: &str) -> Vec<String> {
        let pieces = text.split(|c: char| c.is_whitespace() || c == ',').filter(|piece| !piece.is_empty());
        pieces.map(str::to_owned).collect()
    }

    /// The options of its uploads. Nobody may be there to answer a question, so an asset with the same content is used
    /// where the settings would ask.
    pub fn options(&self, settings: &Settings) -> UploadOptions {
        let if_exists = match settings.if_exists {
            IfExists::List | IfExists::Ask => IfExists::Reuse,
            sure @ (IfExists::Reuse | IfExists::Skip | IfExists::Again) => sure,
        };
        UploadOptions { if_exists: Some(if_exists), copy: self.copy, ..self.next.options() }
    }

    /// Whether a file is wanted, judged by its path below the folder alone.
    fn wants(&self, path: &Path) -> bool {
        let Some(file_name) = path.file_name() else { return false };
        let name = file_name.to_string_lossy().to_lowercase();
        let below = path.to_string_lossy().replace('\\', "/").to_lowercase();
        let fits = |pattern: &String| {
            let pattern = pattern.to_lowercase();
            matches(&pattern, if pattern.contains('/') { &below } else { &name })
        };
        let moved = self.move_to.as_ref().is_some_and(|folder| path.starts_with(folder));
        !moved
            && !is_temporary(file_name)
            && (self.include.is_empty() || self.include.iter().any(fits))
            && !self.exclude.iter().any(fits)
    }
}

/// Whether a text can be the name of a folder inside another one.
pub fn is_folder_name(name: &str) -> bool {
    let reserved = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
    !name.trim().is_empty() && name.len() <= 255 && !name.starts_with('.') && !name.contains(reserved)
}

/// Endings of files that a program is still writing.
const TEMPORARY: [&str; 15] = [
    "!qb",
    "!ut",
    "aria2",
    "crdownload",
    "download",
    "downloading",
    "filepart",
    "incomplete",
    "opdownload",
    "part",
    "partial",
    "swp",
    "temp",
    "tmp",
    "ytdl",
];

/// Whether a name is one that programs give to files they are still writing.
fn is_temporary(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    TEMPORARY.contains(&ending) || name.starts_with(['.', '~']) || name.ends_with('~')
}

/// Whether a text matches a pattern in which `*` stands for any text and `?` for one character.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut place) = (0, 0);
    // Where the last star was, and up to where it stands for the text.
    let mut star: Option<(usize, usize)> = None;
    while let Some(letter) = text.get(place) {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, place));
                at += 1;
            }
            Some(one) if *one == '?' || one == letter => (at, place) = (at + 1, place + 1),
            Some(_) | None => {
                let Some((from, until)) = star else { return false };
                star = Some((from, until + 1));
                (at, place) = (from + 1, until + 1);
            }
        }
    }
    pattern.iter().skip(at).all(|rest| *rest == '*')
}

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

/// What reading a file has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inside {
    /// A program has it open for writing.
    Open,
    /// It cannot be read.
    Unreadable,
    /// It is no media.
    NotMedia,
    /// Media with this fingerprint.
    Media(String),
}

/// What is to be done with a file of a watched folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Nothing: its name says so, or it is empty.
    Unwanted,
    /// Nothing: it is known.
    Known,
    /// Its upload is ready: it is to be moved to the subfolder for that.
    Move,
    /// It may still be written.
    Wait(WaitReason),
    /// It has come to rest: it is to be read.
    Read,
    /// Nothing: it has the content of this file, which is known.
    SameAs(PathBuf),
    /// Nothing: it is this file under another name, and what became of that holds for it.
    Renamed(PathBuf),
    /// It is no media.
    NotMedia,
    /// It is to be uploaded.
    New,
}

/// What was found of a file in a watched folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Its path below the folder.
    pub path: PathBuf,
    /// As it was listed.
    pub stamp: FileStamp,
    /// The fingerprint of its content; empty if it was not read.
    pub fingerprint: String,
    /// What is to be done with it, or was done.
    pub judgement: Judgement,
}

/// What a watched folder lists, by the paths below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderListing {
    /// Its files, media or not.
    pub files: BTreeMap<PathBuf, FileStamp>,
    /// Whether nothing is missing because it could not be read.
    pub complete: bool,
}

/// What one scan of a watched folder has found. Paths are below the folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scan {
    /// The settings of the folder when the scan began.
    pub rules: WatchedFolder,
    /// What was there before, if this is the first scan.
    pub first: Option<Vec<(PathBuf, FileStamp)>>,
    /// Files that are waited for, and why.
    pub waiting: Vec<(PathBuf, FileStamp, WaitReason)>,
    /// Files of which something is to be remembered.
    pub found: Vec<FoundFile>,
    /// Files that are to be moved away. Once moved they are among those that were found.
    pub moves: Vec<FoundFile>,
    /// Uploads whose file was missing and is there again.
    pub back: Vec<JobId>,
    /// Whether there are files that have come to rest and are still to be read.
    pub more: bool,
    /// What went wrong with something in the folder.
    pub trouble: Option<Failure>,
}

impl Scan {
    /// How many files one scan reads; the next scan comes at once.
    const MOST: usize = 500;

    /// Judges everything that is listed. `read` reads a file that has come to rest.
    pub fn of(
        rules: &WatchedFolder,
        watching: &Watching,
        listing: &FolderListing,
        read: &mut dyn FnMut(&Path, FileStamp) -> Inside,
        now: Instant,
    ) -> Self {
        let mut scan = Self { rules: rules.clone(), ..Self::default() };
        // Later files are judged by what was found of earlier ones.
        let mut watching = watching.clone();
        if !watching.begun() {
            let finished = |(path, _): &(&PathBuf, &FileStamp)| !path.file_name().is_some_and(is_temporary);
            let there = listing.files.iter().filter(finished).map(|(path, stamp)| (path.clone(), *stamp));
            let there: Vec<_> = if rules.existing == Existing::Upload { Vec::new() } else { there.collect() };
            watching.begin(there.clone());
            scan.first = Some(there);
        }
        let mut left = Self::MOST;
        for (path, stamp) in &listing.files {
            let judge = |inside: Option<&Inside>| judge((rules, &watching), listing, path, inside, now);
            let (mut judgement, mut fingerprint) = (judge(None), String::new());
            if judgement == Judgement::Read && left > 0 {
                left -= 1;
                let inside = read(path, *stamp);
                judgement = judge(Some(&inside));
                if let Inside::Media(found) = inside {
                    fingerprint = found;
                }
            }
            scan.take_in(
                &mut watching,
                FoundFile { path: path.clone(), stamp: *stamp, fingerprint, judgement },
            );
        }
        scan
    }

    fn take_in(&mut self, watching: &mut Watching, found: FoundFile) {
        match found.judgement {
            Judgement::Unwanted | Judgement::Known => {}
            Judgement::Wait(why) => self.waiting.push((found.path, found.stamp, why)),
            Judgement::Read => {
                self.more = true;
                self.waiting.push((found.path, found.stamp, WaitReason::Rests));
            }
            Judgement::Move => self.moves.push(found),
            Judgement::SameAs(_) | Judgement::Renamed(_) | Judgement::NotMedia | Judgement::New => {
                watching.note(&found);
                self.found.push(found);
            }
        }
    }
}

impl Watching {
    /// Whether the files that were there at first have been noted.
    pub fn begun(&self) -> bool {
        self.files.contains_key(Path::new(""))
    }

    /// How many of its files are ready.
    pub fn ready(&self) -> usize {
        self.files.values().filter(|file| matches!(file.fate, Fate::Ready | Fate::Moved)).count()
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

    /// Notes what was there when the folder was scanned for the first time.
    fn begin(&mut self, there: impl IntoIterator<Item = (PathBuf, FileStamp)>) {
        let left = |stamp| Arc::new(KnownFile { stamp, ..KnownFile::default() });
        self.files.insert(PathBuf::new(), left(FileStamp::default()));
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
            self.begin(there.clone());
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

/// Whether a file is not taken if this is known of it.
fn counts(folder: &WatchedFolder, known: &KnownFile) -> bool {
    known.fate != Fate::Left || folder.existing != Existing::Upload
}

/// What is to be done with a listed file. This is the whole rule: a file is taken if its name is wanted, if it has come
/// to rest, if no program writes it, and if neither it nor its content was taken before.
///
/// `inside` is what reading it has found, if it was read.
fn judge(
    (folder, watching): (&WatchedFolder, &Watching),
    listing: &FolderListing,
    path: &Path,
    inside: Option<&Inside>,
    now: Instant,
) -> Judgement {
    let stamp = listing.files.get(path).copied().unwrap_or_default();
    if !folder.wants(path) || stamp.size == 0 {
        return Judgement::Unwanted;
    }
    match watching.files.get(path).filter(|known| counts(folder, known)) {
        Some(known) if known.stamp == stamp => {
            let moves = known.fate == Fate::Ready && folder.move_to.is_some();
            return if moves { Judgement::Move } else { Judgement::Known };
        }
        // Nobody has read it, and a disk that is mounted again may tell other times.
        Some(known) if known.fate == Fate::Left && known.stamp.size == stamp.size => {
            return Judgement::SameAs(path.to_owned());
        }
        _ => {}
    }
    if let Some(before) = left_before((folder, watching), listing, stamp) {
        return Judgement::Renamed(before.to_owned());
    }
    match watching.waiting.get(path).filter(|waiting| waiting.stamp == stamp) {
        None => return Judgement::Wait(WaitReason::Changes),
        Some(waiting) if now.saturating_duration_since(waiting.since) < folder.rest => {
            return Judgement::Wait(WaitReason::Rests);
        }
        Some(_) => {}
    }
    match inside {
        None => Judgement::Read,
        Some(Inside::Open) => Judgement::Wait(WaitReason::Open),
        Some(Inside::Unreadable) => Judgement::Wait(WaitReason::Unreadable),
        Some(Inside::NotMedia) => Judgement::NotMedia,
        Some(Inside::Media(fingerprint)) => by_content((folder, watching), listing, path, fingerprint),
    }
}

/// The file that was left alone and is not there any more, if this is it under another name. Nobody has read it, so size
/// and time decide.
fn left_before<'a>(
    (folder, watching): (&WatchedFolder, &'a Watching),
    listing: &FolderListing,
    stamp: FileStamp,
) -> Option<&'a Path> {
    let same = |(path, known): &(&PathBuf, &Arc<KnownFile>)| {
        known.fate == Fate::Left && known.stamp == stamp && counts(folder, known) && !is_there(listing, path)
    };
    let (path, _) = watching.files.iter().filter(|_| stamp.modified.is_some()).find(same)?;
    Some(path)
}

/// Whether a file is there. What could not be read may be.
fn is_there(listing: &FolderListing, path: &Path) -> bool {
    !listing.complete || listing.files.contains_key(path)
}

/// Whether the content of a file is known, under its own name or another.
fn by_content(
    (folder, watching): (&WatchedFolder, &Watching),
    listing: &FolderListing,
    path: &Path,
    fingerprint: &str,
) -> Judgement {
    let size = listing.files.get(path).map(|stamp| stamp.size);
    let same = |(_, known): &(&PathBuf, &Arc<KnownFile>)| {
        size == Some(known.stamp.size) && known.fingerprint == *fingerprint && counts(folder, known)
    };
    let own = watching.files.get_key_value(path).filter(same);
    match own.or_else(|| watching.files.iter().find(same)) {
        Some((other, _)) if other == path || is_there(listing, other) => Judgement::SameAs(other.clone()),
        Some((other, _)) => Judgement::Renamed(other.clone()),
        None => Judgement::New,
    }
}

#[cfg(test)]
mod tests;
