//! What is set for a watched folder, and which names of files it takes.

use std::ffi::OsStr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::words::words;
use crate::{CopyChoice, IfExists, NextUploads, Settings, UploadOptions};

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
    pub(super) fn wants(&self, path: &Path) -> bool {
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
pub(super) fn is_temporary(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    TEMPORARY.contains(&ending) || name.starts_with(['.', '~']) || name.ends_with('~')
}

/// Whether a text matches a pattern in which `*` stands for any text and `?` for one character.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
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
