//! Watched folders: what is set for each, what is remembered of its files, and whether a file is to be uploaded now.

use std::fmt;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use imbl::OrdMap;
use jiff::Timestamp;

use crate::words::words;
use crate::{AccountId, Failure, IfExists, NextUploads, Settings, UploadOptions};

/// A folder whose new files are uploaded.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchedFolder {
    /// Its path, absolute.
    pub folder: PathBuf,
    /// Whether it is looked at.
    pub on: bool,
    /// Whether the folders in it are looked at too.
    pub subfolders: bool,
    /// Only files whose name fits one of these patterns; all if there are none.
    pub include: Vec<String>,
    /// No file whose name fits one of these patterns.
    pub exclude: Vec<String>,
    /// What happens with its files.
    pub next: NextUploads,
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
    /// They are left alone.
    #[default]
    Leave,
    /// They are uploaded.
    Upload,
}

words! { Existing { Leave => "leave", Upload => "upload" } }

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
            existing: Existing::Leave,
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

    /// What the engine is told of each of its files. Nobody may be there to answer a question, so what is surely the
    /// same on the platform is used where the settings would ask.
    pub fn options(&self, settings: &Settings) -> UploadOptions {
        let if_exists = match settings.if_exists {
            IfExists::List | IfExists::Ask => IfExists::Reuse,
            sure @ (IfExists::Reuse | IfExists::Skip | IfExists::Again) => sure,
        };
        UploadOptions { if_exists: Some(if_exists), ..self.next.options() }
    }

    /// Whether a file is wanted, by its path below the folder alone.
    fn wants(&self, path: &Path) -> bool {
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().to_lowercase()) else {
            return false;
        };
        let below = path.to_string_lossy().replace('\\', "/").to_lowercase();
        let fits = |pattern: &String| {
            let pattern = pattern.to_lowercase();
            matches(&pattern, if pattern.contains('/') { &below } else { &name })
        };
        let moved = self.move_to.as_ref().is_some_and(|folder| path.starts_with(folder));
        !moved
            && !is_temporary(&name)
            && (self.include.is_empty() || self.include.iter().any(fits))
            && !self.exclude.iter().any(fits)
    }
}

/// Whether a text can be the name of a folder inside another one.
pub fn is_folder_name(name: &str) -> bool {
    let reserved = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
    !name.trim().is_empty() && name.len() <= 255 && !name.starts_with('.') && !name.contains(reserved)
}

/// Endings of files that a program has not finished writing.
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

/// Whether a name is one that programs give to what they have not finished.
pub fn is_temporary(name: &str) -> bool {
    let name = name.to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    TEMPORARY.contains(&ending) || name.starts_with(['.', '~']) || name.ends_with('~')
}

/// Whether a text fits a pattern in which `*` stands for anything and `?` for one character.
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
    /// It is not looked at again before then; at once if nothing is set.
    pub next: Option<Instant>,
    /// When the last look at it began.
    pub began: Option<Instant>,
    /// Whether it was looked at since the program started.
    pub looked: bool,
    /// Whether it was not there, or not to be read, at the last look.
    pub gone: bool,
    /// Why it, or something in it, could not be looked at.
    pub trouble: Option<Failure>,
    /// Files that are waited for, by their path below the folder.
    pub waiting: OrdMap<PathBuf, WaitingFile>,
    /// Files that need not be looked at again unless they change, by their path below the folder. This is in the
    /// journal. The folder itself is among them, with an empty path, once it was looked at.
    pub files: OrdMap<PathBuf, Arc<KnownFile>>,
}

/// A file as its folder lists it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Its bytes.
    pub size: u64,
    /// When it was last changed, if the system tells.
    pub modified: Option<Timestamp>,
}

/// A file that is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingFile {
    /// As it was listed last.
    pub listed: Listed,
    /// Since when it is the same.
    pub since: Instant,
    /// Why it is not taken.
    pub why: WaitReason,
}

/// Why a file is not taken yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitReason {
    /// It was seen for the first time, or it has changed since the last look.
    Changes,
    /// It has not been the same for long enough.
    Rests,
    /// A program has it open for writing.
    Open,
    /// It cannot be read.
    Unreadable,
}

/// A file that need not be looked at again unless it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownFile {
    /// As it was listed.
    pub listed: Listed,
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
    /// It is ready, and was moved to the subfolder for that.
    Moved,
}

words! {
    Fate {
        Left => "left", NotMedia => "not-media", Duplicate => "duplicate", Taken => "taken", Ready => "ready",
        Moved => "moved",
    }
}

impl Watching {
    /// Whether what was there at first has been dealt with.
    pub fn begun(&self) -> bool {
        self.files.contains_key(Path::new(""))
    }

    /// How many of its files became what one of these says.
    pub fn count(&self, fates: &[Fate]) -> usize {
        let files = self.files.iter().filter(|(path, _)| !path.as_os_str().is_empty());
        files.filter(|(_, file)| fates.contains(&file.fate)).count()
    }

    /// What is known of a file as it is listed now. Of what was left alone nobody knows the content, and disks that are
    /// mounted again may tell other times.
    fn known(&self, folder: &WatchedFolder, path: &Path, listed: Listed) -> Option<&KnownFile> {
        let known = self.files.get(path)?;
        let same = known.listed == listed || (known.fate == Fate::Left && known.listed.size == listed.size);
        (same && counts(folder, known)).then_some(known)
    }

    /// Begins to watch: what is there now was there before.
    pub fn begin(&mut self, there: impl IntoIterator<Item = (PathBuf, Listed)>) {
        let left = |listed| Arc::new(KnownFile { listed, ..KnownFile::default() });
        self.files.insert(PathBuf::new(), left(Listed::default()));
        for (path, listed) in there {
            self.files.entry(path).or_insert_with(|| left(listed));
        }
    }

    /// Ends to watch: what comes until it is watched again was there before then.
    pub fn end(&mut self) {
        self.files.remove(Path::new(""));
        *self = Self { files: std::mem::take(&mut self.files), ..Self::default() };
    }

    /// Remembers what was found of a file.
    pub fn note(&mut self, finding: &Finding) {
        let fate = match &finding.verdict {
            Verdict::NotMedia => Fate::NotMedia,
            Verdict::New => Fate::Taken,
            Verdict::SameAs(other) if *other != finding.path => Fate::Duplicate,
            Verdict::SameAs(_) => self.files.get(&finding.path).map_or(Fate::Taken, |known| known.fate),
            Verdict::Renamed(other) => self.files.remove(other).map_or(Fate::Taken, |known| known.fate),
            Verdict::Move => Fate::Moved,
            Verdict::Unwanted | Verdict::Known | Verdict::Wait(_) | Verdict::LookInside => return,
        };
        let Finding { path, listed, fingerprint, .. } = finding.clone();
        self.files.insert(path, Arc::new(KnownFile { listed, fingerprint, fate }));
    }
}

/// What was found of a file in a watched folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its path below the folder.
    pub path: PathBuf,
    /// As it was listed.
    pub listed: Listed,
    /// The fingerprint of its content; empty if it is no media.
    pub fingerprint: String,
    /// What is to be done with it, or was done.
    pub verdict: Verdict,
}

/// Whether what is known of a file means that it is not taken.
fn counts(folder: &WatchedFolder, known: &KnownFile) -> bool {
    known.fate != Fate::Left || folder.existing == Existing::Leave
}

/// What a look into a file has found.
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
pub enum Verdict {
    /// Nothing: its name says so, or it is empty.
    Unwanted,
    /// Nothing: it was dealt with.
    Known,
    /// It is ready: it is to be moved to the subfolder for that.
    Move,
    /// It may still be written.
    Wait(WaitReason),
    /// It has rested: it is to be looked into.
    LookInside,
    /// Nothing: it has the content of this file, which was dealt with.
    SameAs(PathBuf),
    /// Nothing: it is this file under another name, and what became of that holds for it.
    Renamed(PathBuf),
    /// It is no media.
    NotMedia,
    /// It is to be uploaded.
    New,
}

/// What is to be done with a file, by its path below the folder. This is the whole rule: a file is taken if its name is
/// wanted, if it has rested, if no program writes it, and if neither it nor its content was taken before.
///
/// `inside` is what a look into it has found, if there was one; `is_there` tells whether a path is still listed.
pub fn judge(
    (folder, watching): (&WatchedFolder, &Watching),
    path: &Path,
    listed: Listed,
    inside: Option<&Inside>,
    is_there: impl Fn(&Path) -> bool,
    now: Instant,
) -> Verdict {
    if !folder.wants(path) || listed.size == 0 {
        return Verdict::Unwanted;
    }
    if let Some(known) = watching.known(folder, path, listed) {
        let moves = known.fate == Fate::Ready && folder.move_to.is_some();
        return if moves { Verdict::Move } else { Verdict::Known };
    }
    match watching.waiting.get(path).filter(|waiting| waiting.listed == listed) {
        None => return Verdict::Wait(WaitReason::Changes),
        Some(waiting) if now.saturating_duration_since(waiting.since) < folder.rest => {
            return Verdict::Wait(WaitReason::Rests);
        }
        Some(_) => {}
    }
    let fingerprint = match inside {
        None => return Verdict::LookInside,
        Some(Inside::Open) => return Verdict::Wait(WaitReason::Open),
        Some(Inside::Unreadable) => return Verdict::Wait(WaitReason::Unreadable),
        Some(Inside::NotMedia) => return Verdict::NotMedia,
        Some(Inside::Media(fingerprint)) => fingerprint,
    };
    let same = |(other, known): &(&PathBuf, &Arc<KnownFile>)| {
        let content = known.listed.size == listed.size && known.fingerprint == *fingerprint;
        // Nobody has read what was left alone. If it is not there any more, this is it under another name.
        let unread = known.fingerprint.is_empty() && known.listed == listed && listed.modified.is_some();
        (content || (unread && !is_there(other))) && counts(folder, known)
    };
    let own = watching.files.get_key_value(path).filter(same);
    match own.or_else(|| watching.files.iter().find(same)) {
        Some((other, _)) if other == path || is_there(other) => Verdict::SameAs(other.clone()),
        Some((other, _)) => Verdict::Renamed(other.clone()),
        None => Verdict::New,
    }
}

#[cfg(test)]
mod tests;
