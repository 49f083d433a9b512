//! One scan of a watched folder: what is to be done with each file that it lists.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::folder::is_temporary;
use super::{Existing, Fate, FileStamp, KnownFile, WaitReason, WatchedFolder, Watching};
use crate::{Failure, JobId};

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
    /// The disk that the folder is on, and its number there, if the system tells.
    pub place: Option<(u64, u128)>,
}

/// What one scan of a watched folder has found. Paths are below the folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scan {
    /// The settings of the folder when the scan began.
    pub rules: WatchedFolder,
    /// What was there before, if this is the first scan, or the first one of a disk.
    pub first: Option<Vec<(PathBuf, FileStamp)>>,
    /// The disk that the folder is on, and its number there.
    pub place: Option<(u64, u128)>,
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
        let mut scan = Self { rules: rules.clone(), place: listing.place, ..Self::default() };
        // Later files are judged by what was found of earlier ones.
        let mut watching = watching.clone();
        // Where a disk was not mounted yet, an empty folder stood in its place. What is on the disk was there before.
        if !watching.begun() || watching.was_empty_elsewhere(listing.place) {
            let finished = |(path, _): &(&PathBuf, &FileStamp)| !path.file_name().is_some_and(is_temporary);
            let there = listing.files.iter().filter(finished).map(|(path, stamp)| (path.clone(), *stamp));
            let there: Vec<_> = if rules.existing == Existing::Upload { Vec::new() } else { there.collect() };
            watching.begin(there.clone(), listing.place);
            scan.first = Some(there);
        }
        let rule = Rule::new(rules, &watching, listing);
        let mut left = Self::MOST;
        for (path, stamp) in &listing.files {
            let judge = |inside: Option<&Inside>| rule.judge(&watching, path, inside, now);
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

/// The rule of a scan: a file is taken if its name is wanted, if it has come to rest, if no program writes it, and if
/// neither it nor its content was taken before.
pub(super) struct Rule<'a> {
    folder: &'a WatchedFolder,
    listing: &'a FolderListing,
    /// Files that were left alone and are not there any more. A new file may be one of them under another name.
    gone: Vec<PathBuf>,
}

impl<'a> Rule<'a> {
    pub(super) fn new(folder: &'a WatchedFolder, watching: &Watching, listing: &'a FolderListing) -> Self {
        let mut rule = Self { folder, listing, gone: Vec::new() };
        let is_gone = |(path, known): &(&PathBuf, &Arc<KnownFile>)| {
            known.fate == Fate::Left && rule.counts(known) && !rule.is_there(path)
        };
        rule.gone = watching.files.iter().filter(is_gone).map(|(path, _)| path.clone()).collect();
        rule
    }

    /// Whether a file is not taken if this is known of it.
    fn counts(&self, known: &KnownFile) -> bool {
        known.fate != Fate::Left || self.folder.existing != Existing::Upload
    }

    /// What is to be done with a listed file. `inside` is what reading it has found, if it was read.
    pub(super) fn judge(
        &self,
        watching: &Watching,
        path: &Path,
        inside: Option<&Inside>,
        now: Instant,
    ) -> Judgement {
        let stamp = self.listing.files.get(path).copied().unwrap_or_default();
        if !self.folder.wants(path) || stamp.size == 0 {
            return Judgement::Unwanted;
        }
        match watching.files.get(path).filter(|known| self.counts(known)) {
            Some(known) if known.stamp == stamp => {
                let moves = known.fate == Fate::Ready && self.folder.move_to.is_some();
                return if moves { Judgement::Move } else { Judgement::Known };
            }
            // Nobody has read it, and a disk that is mounted again may tell other times.
            Some(known) if known.fate == Fate::Left && known.stamp.size == stamp.size => {
                return Judgement::SameAs(path.to_owned());
            }
            _ => {}
        }
        if let Some(before) = self.left_before(watching, stamp) {
            return Judgement::Renamed(before.to_owned());
        }
        match watching.waiting.get(path).filter(|waiting| waiting.stamp == stamp) {
            None => return Judgement::Wait(WaitReason::Changes),
            Some(waiting) if now.saturating_duration_since(waiting.since) < self.folder.rest => {
                return Judgement::Wait(WaitReason::Rests);
            }
            Some(_) => {}
        }
        match inside {
            None => Judgement::Read,
            Some(Inside::Open) => Judgement::Wait(WaitReason::Open),
            Some(Inside::Unreadable) => Judgement::Wait(WaitReason::Unreadable),
            Some(Inside::NotMedia) => Judgement::NotMedia,
            Some(Inside::Media(fingerprint)) => self.by_content(watching, path, fingerprint),
        }
    }

    /// The file that was left alone and is not there any more, if this is it under another name. Nobody has read it, so
    /// size and time decide.
    fn left_before(&self, watching: &Watching, stamp: FileStamp) -> Option<&Path> {
        // Without a time, the size alone says too little.
        stamp.modified?;
        let same = |path: &&PathBuf| watching.files.get(*path).is_some_and(|known| known.stamp == stamp);
        self.gone.iter().find(same).map(PathBuf::as_path)
    }

    /// Whether a file is there. What could not be read may be.
    fn is_there(&self, path: &Path) -> bool {
        !self.listing.complete || self.listing.files.contains_key(path)
    }

    /// Whether the content of a file is known, under its own name or another.
    fn by_content(&self, watching: &Watching, path: &Path, fingerprint: &str) -> Judgement {
        let size = self.listing.files.get(path).map(|stamp| stamp.size);
        let same = |(_, known): &(&PathBuf, &Arc<KnownFile>)| {
            size == Some(known.stamp.size) && known.fingerprint == *fingerprint && self.counts(known)
        };
        let own = watching.files.get_key_value(path).filter(same);
        match own.or_else(|| watching.files.iter().find(same)) {
            Some((other, _)) if other == path || self.is_there(other) => Judgement::SameAs(other.clone()),
            Some((other, _)) => Judgement::Renamed(other.clone()),
            None => Judgement::New,
        }
    }
}
