//! Looks through watched folders. What is found is judged by `takeup_model::judge`.
//!
//! A folder is listed again and again, at a pace that follows from how long that takes. This serves local disks and
//! network shares alike, and there is no event that could be missed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::super::apply::lacks_its_file;
use super::super::event::{Reply, Scan};
use super::{WorkInput, blocking, bug};
use takeup_media as media;
use takeup_model::{
    Existing, Failure, Fate, Finding, Inside, KnownFile, Listed, Model, Verdict, WatchKey, WatchedFolder,
    Watching, is_temporary, judge,
};

/// Files that are looked into at one look; the next one comes at once.
const MOST: usize = 500;

pub(super) async fn scan(task: &WorkInput, key: &WatchKey) -> Result<Reply, Failure> {
    let (model, key, now) = (Arc::clone(&task.model), key.clone(), task.now.mono);
    blocking(move || look_through(&model, &key, now).map(|scan| Reply::Scanned(Box::new(scan)))).await?
}

/// One look through a folder.
struct Look<'a> {
    rules: &'a WatchedFolder,
    /// What is known, with what this look has found so far.
    watching: Watching,
    listing: media::Listing,
    /// Files that some program has open for writing, once that was asked for.
    open: Option<BTreeSet<PathBuf>>,
    inside: usize,
    scan: Scan,
}

fn look_through(model: &Model, key: &WatchKey, now: Instant) -> Result<Scan, Failure> {
    let rules = model.settings.watched(key).ok_or_else(|| bug("folder-not-watched"))?;
    let all = model.settings.all_watched().filter(|(WatchKey(account, _), _)| *account == key.0);
    let others: BTreeSet<&Path> = all.map(|(_, other)| other.folder.as_path()).collect();
    let moved = rules.move_to.as_ref().map(|name| rules.folder.join(name));
    let skip = |path: &Path| !rules.subfolders || others.contains(path) || moved.as_deref() == Some(path);
    let listing = media::list(&rules.folder, skip).map_err(|error| Failure::of_file(&error))?;
    let trouble = listing.unread.as_ref().map(|(_, error)| Failure::of_file(error));
    let scan = Scan { rules: rules.clone(), trouble, ..Scan::default() };
    let watching = model.watched.get(key).cloned().unwrap_or_default();
    let mut look = Look { rules, watching, listing, open: None, inside: 0, scan };
    if !look.watching.begun() {
        let there = if rules.existing == Existing::Leave { look.there() } else { Vec::new() };
        look.watching.begin(there.clone());
        look.scan.first = Some(there);
    }
    for (path, listed) in look.files() {
        look.file(path, listed, now);
    }
    let back = model.jobs.values().filter(|job| {
        let is_there = |path| look.listing.files.contains_key(path);
        job.account == key.0 && lacks_its_file(job) && job.source.path().is_some_and(is_there)
    });
    look.scan.back = back.map(|job| job.id).collect();
    Ok(look.scan)
}

impl Look<'_> {
    /// What is listed, by its path below the folder.
    fn files(&self) -> Vec<(PathBuf, Listed)> {
        let below = |path: &PathBuf| path.strip_prefix(&self.rules.folder).map(Path::to_owned).ok();
        self.listing.files.iter().filter_map(|(path, listed)| Some((below(path)?, *listed))).collect()
    }

    /// The same without what some program has begun and not finished.
    fn there(&self) -> Vec<(PathBuf, Listed)> {
        let finished =
            |path: &Path| path.file_name().is_some_and(|name| !is_temporary(&name.to_string_lossy()));
        self.files().into_iter().filter(|(path, _)| finished(path)).collect()
    }

    fn judge(&self, path: &Path, listed: Listed, inside: Option<&Inside>, now: Instant) -> Verdict {
        // In a folder that could not be read there may be everything.
        let is_there = |path: &Path| {
            self.listing.unread.is_some() || self.listing.files.contains_key(&self.rules.folder.join(path))
        };
        judge((self.rules, &self.watching), path, listed, inside, is_there, now)
    }

    fn file(&mut self, path: PathBuf, listed: Listed, now: Instant) {
        let mut verdict = self.judge(&path, listed, None, now);
        let mut fingerprint = String::new();
        if verdict == Verdict::LookInside && self.inside < MOST {
            self.inside += 1;
            let inside = self.look_inside(&path, listed);
            verdict = self.judge(&path, listed, Some(&inside), now);
            if let Inside::Media(found) = inside {
                fingerprint = found;
            }
        }
        match verdict {
            Verdict::Unwanted | Verdict::Known => {}
            Verdict::Wait(why) => self.scan.waiting.push((path, listed, why)),
            Verdict::LookInside => {
                self.scan.more = true;
                self.scan.waiting.push((path, listed, takeup_model::WaitReason::Rests));
            }
            Verdict::Move => match self.move_away(&path) {
                Ok(()) => {
                    let known = self.watching.files.get(&path);
                    let fingerprint = known.map(|known| known.fingerprint.clone()).unwrap_or_default();
                    self.found(Finding { path, listed, fingerprint, verdict });
                }
                Err(error) => self.scan.trouble = Some(Failure::of_file(&error)),
            },
            Verdict::SameAs(_) | Verdict::Renamed(_) | Verdict::NotMedia | Verdict::New => {
                self.found(Finding { path, listed, fingerprint, verdict });
            }
        }
    }

    /// What comes later in this look is judged by it too.
    fn found(&mut self, finding: Finding) {
        self.watching.note(&finding);
        self.scan.findings.push(finding);
    }

    fn look_inside(&mut self, path: &Path, listed: Listed) -> Inside {
        let path = self.rules.folder.join(path);
        let open = self.open.get_or_insert_with(|| open_for_writing(&self.rules.folder));
        if open.contains(&path) || is_held(&path) {
            return Inside::Open;
        }
        if !media::is_media(&path) {
            return Inside::NotMedia;
        }
        match media::look(&path) {
            Ok(facts) if facts.size == listed.size && facts.modified == listed.modified => {
                Inside::Media(facts.fingerprint)
            }
            Ok(_) => Inside::Open,
            Err(_) => Inside::Unreadable,
        }
    }

    /// Moves a file to the subfolder for what is ready. Nothing there is overwritten.
    fn move_away(&self, path: &Path) -> io::Result<()> {
        let Some(name) = &self.rules.move_to else { return Ok(()) };
        let (from, target) = (self.rules.folder.join(path), self.rules.folder.join(name).join(path));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        let to = (1..).map(|number| numbered(&target, number)).find(|path| path.symlink_metadata().is_err());
        fs::rename(from, to.unwrap_or(target))
    }
}

/// A path, or from 2 on the same with a number: "clip (2).mp4".
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number < 2 {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!(" ({number})"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// The files below a folder that a program of this user has open for writing. Linux tells; elsewhere it is found out
/// of each file, or not at all.
#[cfg(target_os = "linux")]
fn open_for_writing(folder: &Path) -> BTreeSet<PathBuf> {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let list = |path: PathBuf| fs::read_dir(path).into_iter().flatten().flatten();
    let processes =
        list("/proc".into()).filter(|entry| entry.file_name().to_string_lossy().parse::<u32>().is_ok());
    let opened = processes.flat_map(|process| {
        let of_process = process.path();
        list(of_process.join("fd")).map(move |entry| (of_process.clone(), entry))
    });
    let written = opened.filter_map(|(process, entry)| {
        let path = fs::read_link(entry.path()).ok()?;
        let below = path.strip_prefix(&real).ok()?;
        let about = fs::read_to_string(process.join("fdinfo").join(entry.file_name())).ok()?;
        let flags = about.lines().find_map(|line| line.strip_prefix("flags:"))?;
        let flags = u32::from_str_radix(flags.trim(), 8).ok()?;
        // The two lowest bits say how it is open; 0 means for reading only.
        (flags & 3 != 0).then(|| folder.join(below))
    });
    written.collect()
}

#[cfg(not(target_os = "linux"))]
fn open_for_writing(_folder: &Path) -> BTreeSet<PathBuf> {
    BTreeSet::new()
}

/// Whether a program has a file open for writing. Windows tells by refusing to open it for a reader that forbids that.
#[cfg(windows)]
fn is_held(path: &Path) -> bool {
    use std::os::windows::fs::OpenOptionsExt as _;
    const SHARE_READ: u32 = 1;
    const SHARING_VIOLATION: i32 = 32;
    let opened = fs::OpenOptions::new().read(true).share_mode(SHARE_READ).open(path);
    opened.is_err_and(|error| error.raw_os_error() == Some(SHARING_VIOLATION))
}

#[cfg(not(windows))]
fn is_held(_path: &Path) -> bool {
    false
}
