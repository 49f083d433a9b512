//! What a person can give away to have a fault found: versions, settings, the log and a summary of the journal, without
//! secrets, names or addresses. Each of those is replaced by a code; the same code is the same thing, and the codes of
//! another report are others.

mod names;
mod redactor;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::config::{self, Folders};
use super::{journal, private};
use takeup_model::{CheckLine, Job};

pub use names::{of_jobs, of_settings, technical};
pub use redactor::Redactor;

/// The log of this run and those before, in the data folder.
pub const LOG: &str = "takeup.log";
/// The one before, which is as long as a log gets.
pub const OLDER_LOG: &str = "takeup.1.log";
/// No log gets longer than this many bytes.
pub const LOG_BYTES: u64 = 1_000_000;
/// Bytes of the log that a report has.
const TAIL: u64 = 100_000;
/// Crash reports that are kept.
const CRASHES: usize = 5;
const CRASH: &str = "crash-";
/// Uploads whose events are told.
const UPLOADS: usize = 20;

/// Everything that helps to find a fault, as a readable text. It blocks, and needs no engine.
pub fn report(folders: &Folders, checkup: &[CheckLine], now: Timestamp) -> String {
    let settings = config::read(&folders.settings()).unwrap_or_default();
    let jobs = journal::read_jobs(&folders.data).unwrap_or_default();
    let homes = std::env::home_dir().into_iter().chain([folders.data.clone(), folders.config.clone()]);
    let mut known: Vec<String> = homes.flat_map(|folder| names::of_path(&folder)).collect();
    known.extend(of_settings(&settings));
    known.extend(of_jobs(&jobs));
    known.extend(checkup.iter().flat_map(|line| names::of_finding(&line.finding)));
    let redactor = Redactor::new(known);
    let mut text = format!(
        "Takeup diagnostics, {now:.0}\nNames, addresses and URLs are replaced: the same code is the same thing.\n"
    );
    let mut add = |title: &str, body: &str| {
        // Writing to a string cannot fail.
        write!(text, "\n[{title}]\n{}\n", body.trim_end()).unwrap_or_default();
    };
    add("settings", &names::settings_without_names(&settings, |name| redactor.code("name", name)));
    let mut section = |title: &str, body: &str| add(title, &redactor.clean(body));
    section("program", &program());
    section("uploads", &summary(&jobs));
    if !checkup.is_empty() {
        let line = |line: &CheckLine| {
            format!("{} {}: {:?}", line.finding.grade().word(), line.check.word(), line.finding)
        };
        section("test", &checkup.iter().map(line).collect::<Vec<_>>().join("\n"));
    }
    if let Some(crash) = crashes(&folders.data).pop() {
        section("crash", &tail(&crash, TAIL));
    }
    section("log", &tail(&folders.data.join(LOG), TAIL));
    text
}

/// Which program this is, and on what it runs.
pub fn program() -> String {
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("Takeup {} ({system} {processor})", env!("CARGO_PKG_VERSION"))
}

/// How many uploads stand how, and what has happened to the last of them.
fn summary(jobs: &[Job]) -> String {
    let mut steps: BTreeMap<String, usize> = BTreeMap::new();
    for job in jobs {
        let step = match &job.end {
            Some(takeup_model::End::Failed(why)) => format!("failed: {}", why.kind.word()),
            Some(takeup_model::End::Ready) => "ready".to_owned(),
            Some(takeup_model::End::Cancelled) => "cancelled".to_owned(),
            Some(takeup_model::End::Refused(_)) => "refused".to_owned(),
            None => format!("at {}", job.step().word()),
        };
        *steps.entry(step).or_default() += 1;
    }
    let mut text = String::new();
    for (step, count) in steps {
        writeln!(text, "{count} {step}").unwrap_or_default();
    }
    for job in jobs.iter().rev().take(UPLOADS) {
        let parts = job.session.as_ref().map_or(0, |session| session.parts.len());
        writeln!(
            text,
            "upload {}: {} bytes, {parts} parts, {} retries",
            job.id,
            job.bytes_total(),
            job.retries
        )
        .unwrap_or_default();
        for event in job.events.iter() {
            writeln!(text, "  {} {:?} ×{}", event.at, event.event, event.times).unwrap_or_default();
        }
    }
    text
}

/// The end of a file, without a line that is cut.
fn tail(path: &Path, most: u64) -> String {
    let read = || -> io::Result<String> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(most)))?;
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let cut = if length > most { text.find('\n').map_or(0, |at| at + 1) } else { 0 };
        Ok(text.get(cut..).unwrap_or_default().to_owned())
    };
    read().unwrap_or_default()
}

/// The crash reports of a data folder, oldest first.
pub fn crashes(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let crash = |path: &PathBuf| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(CRASH))
    };
    let mut found: Vec<PathBuf> = entries.filter(crash).collect();
    found.sort();
    found
}

/// Keeps the report of a crash, and forgets those before the last few.
pub fn keep_crash(folder: &Path, text: &str, now: Timestamp) -> io::Result<PathBuf> {
    private::folder(folder)?;
    let path = folder.join(format!("{CRASH}{}.txt", super::perform::stamp(now)));
    private::file(&path)?.write_all(text.as_bytes())?;
    let found = crashes(folder);
    for old in found.iter().take(found.len().saturating_sub(CRASHES)) {
        // One more does no harm.
        drop(std::fs::remove_file(old));
    }
    Ok(path)
}

/// A log. When it is full, it is kept as the older one and a new one is started.
#[derive(Debug)]
pub struct LogFile {
    folder: PathBuf,
    file: File,
    length: u64,
}

impl LogFile {
    /// Goes on with the log in this folder, or begins it, for its owner alone.
    pub fn open(folder: &Path) -> io::Result<Self> {
        private::folder(folder)?;
        let mut file = private::file(&folder.join(LOG))?;
        let length = file.seek(SeekFrom::End(0))?;
        Ok(Self { folder: folder.to_owned(), file, length })
    }

    /// Adds lines. What cannot be written is lost: uploads matter more.
    pub fn add(&mut self, lines: &[u8]) {
        if self.length + lines.len() as u64 > LOG_BYTES {
            drop(std::fs::rename(self.folder.join(LOG), self.folder.join(OLDER_LOG)));
            if let Ok(next) = Self::open(&self.folder) {
                *self = next;
            }
        }
        // Another process may write to the same log.
        self.length = self.file.seek(SeekFrom::End(0)).unwrap_or(self.length);
        if self.length < LOG_BYTES && self.file.write_all(lines).is_ok() {
            self.length += lines.len() as u64;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_bounded_and_keeps_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = LogFile::open(folder.path()).unwrap();
        let line = [b'x'; 999].into_iter().chain([b'\n']).collect::<Vec<u8>>();
        for _ in 0..2_500 {
            log.add(&line);
        }
        let length = |name| std::fs::metadata(folder.path().join(name)).unwrap().len();
        assert_eq!((length(OLDER_LOG), length(LOG)), (LOG_BYTES, 500_000));
        assert!(tail(&folder.path().join(LOG), 2_500).len() == 2_000);
    }

    #[test]
    fn only_the_last_crashes_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        for second in 0..8 {
            let now = Timestamp::from_second(1_800_000_000 + second).unwrap();
            keep_crash(folder.path(), "thread main panicked", now).unwrap();
        }
        assert_eq!(crashes(folder.path()).len(), CRASHES);
    }
}
