//! Scans watched folders. What is found is judged by `takeup_model::Scan`.
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
use super::super::event::Reply;
use super::{WorkInput, blocking, bug};
use takeup_media as media;
use takeup_model::{Failure, FileStamp, Inside, Model, Scan, WatchKey, WatchedFolder};

pub(super) async fn scan(task: &WorkInput, key: &WatchKey) -> Result<Reply, Failure> {
    let (model, key, now) = (Arc::clone(&task.model), key.clone(), task.now.mono);
    blocking(move || scan_folder(&model, &key, now).map(|scan| Reply::Scanned(Box::new(scan)))).await?
}

fn scan_folder(model: &Model, key: &WatchKey, now: Instant) -> Result<Scan, Failure> {
    let rules = model.settings.watched(key).ok_or_else(|| bug("folder-not-watched"))?;
    let all = model.settings.all_watched().filter(|(WatchKey(account, _), _)| *account == key.0);
    let others: BTreeSet<&Path> = all.map(|(_, other)| other.folder.as_path()).collect();
    let moved = rules.move_to.as_ref().map(|name| rules.folder.join(name));
    let skip = |path: &Path| !rules.subfolders || others.contains(path) || moved.as_deref() == Some(path);
    let (listing, unread) = media::list(&rules.folder, skip).map_err(|error| Failure::of_file(&error))?;
    let watching = model.watched.get(key).cloned().unwrap_or_default();
    if watching.is_unmounted(&listing) {
        return Err(Failure::of_file(&io::ErrorKind::NotFound.into()));
    }
    // Programs are asked for the files they write once, and only if a file has come to rest.
    let mut open = None;
    let mut read = |path: &Path, stamp: FileStamp| {
        let open = open.get_or_insert_with(|| open_for_writing(&rules.folder));
        read_file(&rules.folder.join(path), stamp, open)
    };
    let mut scan = Scan::of(rules, &watching, &listing, &mut read, now);
    scan.trouble = unread.map(|error| Failure::of_file(&error));
    for mut found in std::mem::take(&mut scan.moves) {
        found.fingerprint =
            watching.files.get(&found.path).map(|known| known.fingerprint.clone()).unwrap_or_default();
        match move_away(rules, &found.path) {
            Ok(()) => scan.found.push(found),
            Err(error) => scan.trouble = Some(Failure::of_file(&error)),
        }
    }
    let back = model.jobs.values().filter(|job| {
        let below = job.source.path().and_then(|path| path.strip_prefix(&rules.folder).ok());
        job.account == key.0
            && lacks_its_file(job)
            && below.is_some_and(|below| listing.files.contains_key(below))
    });
    scan.back = back.map(|job| job.id).collect();
    Ok(scan)
}

fn read_file(path: &Path, stamp: FileStamp, open: &BTreeSet<PathBuf>) -> Inside {
    if open.contains(path) || is_held(path) {
        return Inside::Open;
    }
    if !media::is_media(path) {
        return Inside::NotMedia;
    }
    match media::look(path) {
        Ok(facts) if facts.stamp() == stamp => Inside::Media(facts.fingerprint),
        Ok(_) => Inside::Open,
        Err(_) => Inside::Unreadable,
    }
}

/// Moves a file to the subfolder for files that are ready. Nothing there is overwritten.
fn move_away(rules: &WatchedFolder, path: &Path) -> io::Result<()> {
    let Some(name) = &rules.move_to else { return Ok(()) };
    let (from, target) = (rules.folder.join(path), rules.folder.join(name).join(path));
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let to =
        (1..=u32::MAX).map(|number| numbered(&target, number)).find(|path| path.symlink_metadata().is_err());
    fs::rename(from, to.unwrap_or(target))
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
