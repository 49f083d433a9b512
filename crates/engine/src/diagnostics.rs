//! What a person can give away to have a fault found: versions, settings, the log and a summary of the journal, without
//! secrets, names or addresses. Each of those is replaced by a code; the same code is the same thing, and the codes of
//! another report are others.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::config::{self, Folders};
use super::{journal, private};
use takeup_model::{CheckLine, Job, Settings};

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
/// A word of so many letters and digits may be a secret.
const SECRET: usize = 32;

/// Replaces what must not be given away.
#[derive(Debug, Default)]
pub struct Redactor {
    codes: RandomState,
    /// Names that are known, the longest first.
    names: Vec<String>,
}

impl Redactor {
    /// One that knows these names.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut names: Vec<String> = names.into_iter().filter(|name| name.chars().count() > 2).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        Self { codes: RandomState::new(), names }
    }

    fn code(&self, kind: &str, text: &str) -> String {
        format!("{kind}-{:08x}", self.codes.hash_one(text) >> 32)
    }

    /// The text without what must not be given away.
    pub fn clean(&self, text: &str) -> String {
        let mut known = text.to_owned();
        for name in self.names.iter().filter(|name| text.contains(name.as_str())) {
            known = known.replace(name, &self.code("name", name));
        }
        let mut clean = String::with_capacity(known.len());
        let (mut word, mut sign_in) = (String::new(), false);
        for letter in known.chars().chain(['\n']) {
            if letter.is_whitespace() || "\"'`“”‘’«»()[]{}<>,;|".contains(letter) {
                // What follows the name of a kind of sign-in is the sign-in.
                let secret = std::mem::replace(&mut sign_in, matches!(&*word, "Basic" | "Bearer"));
                let told = if secret { self.code("secret", &word) } else { self.word(&word) };
                clean.push_str(&told);
                clean.push(letter);
                word.clear();
            } else {
                word.push(letter);
            }
        }
        clean.pop();
        clean
    }

    /// One word without what must not be given away.
    fn word(&self, word: &str) -> String {
        let bare = word.trim_end_matches(['.', ':']);
        let rest = word.get(bare.len()..).unwrap_or_default();
        let (head, value) = match bare.split_once('=') {
            Some((head, value)) if !bare.contains("://") => (format!("{head}="), value),
            _ => (String::new(), bare),
        };
        let kind = if value.contains("://") || value.to_ascii_lowercase().contains("x-amz") {
            "url"
        } else if value.starts_with("tlk_") {
            "key"
        } else if is_path(value) {
            "path"
        } else if may_be_secret(value) {
            "secret"
        } else if value.contains('@') {
            "address"
        } else {
            return word.to_owned();
        };
        format!("{head}{}{rest}", self.code(kind, value))
    }
}

/// Whether a word is the path of a file of the person; where the source of a program was is no such path.
fn is_path(word: &str) -> bool {
    let source = ["/rustc/", "/registry/src/", "crates/", "src/"].iter().any(|part| word.contains(part));
    let absolute = word.starts_with('/') || word.starts_with("\\\\") || word.get(1..3) == Some(":\\");
    absolute && word.len() > 2 && !source
}

fn may_be_secret(word: &str) -> bool {
    let letters = |letter: char| letter.is_ascii_alphanumeric() || "+/=_-%&".contains(letter);
    let digits = word.chars().any(|letter| letter.is_ascii_digit());
    word.len() >= SECRET && digits && word.chars().all(letters) && !word.contains("::")
}

/// Everything that helps to find a fault, as a readable text. It blocks, and needs no engine.
pub fn report(folders: &Folders, checkup: &[CheckLine], now: Timestamp) -> String {
    let settings = config::load_as_is(&folders.settings());
    let jobs = journal::read_jobs(&folders.data);
    let redactor = redactor(&settings, &jobs);
    let mut text = format!(
        "Takeup diagnostics, {now:.0}\nNames, addresses and URLs are replaced: the same code is the same thing.\n"
    );
    let mut section = |title: &str, body: &str| {
        // Writing to a string cannot fail.
        write!(text, "\n[{title}]\n{}\n", redactor.clean(body).trim_end()).unwrap_or_default();
    };
    section("program", &program());
    section("settings", &format!("{settings:#?}"));
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

/// Replaces every name that settings and journal hold.
fn redactor(settings: &Settings, jobs: &[Job]) -> Redactor {
    let accounts = settings.accounts.iter();
    let of_account = accounts.flat_map(|one| [one.id.0.clone(), one.name.clone(), one.server.clone()]);
    let network = &settings.network;
    let hosts = network.direct_for.split(',').map(|host| host.trim().to_owned());
    let proxy = network
        .own_proxy
        .iter()
        .flat_map(|proxy| [proxy.host().to_owned(), proxy.user().unwrap_or_default()]);
    let of_job = jobs.iter().flat_map(|job| {
        let name = job.name();
        let stem = name.rsplit_once('.').map(|(stem, _)| stem.to_owned());
        [Some(job.source.text()), stem, Some(name)].into_iter().flatten()
    });
    let home = std::env::home_dir().map(|home| home.to_string_lossy().into_owned());
    // What every installation has says nothing of anybody.
    let usual = |name: &String| name != "main" && *name != Settings::default().accounts[0].name;
    Redactor::new(of_account.chain(hosts).chain(proxy).chain(of_job).chain(home).filter(usual))
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
    private::file(&path)?.write_all(Redactor::default().clean(text).as_bytes())?;
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
    fn what_must_not_be_given_away_is_replaced_by_the_same_code() {
        let redactor = Redactor::new(["Anna's wedding.mp4".to_owned(), "Anna's wedding".to_owned()]);
        let text = "lost part 3 of \"Anna's wedding.mp4\" to https://bucket.example/k?X-Amz-Signature=5f (503); \
                    key=tlk_3FAB, in /home/anna/v/x.mov: Anna's wedding.mp4, ann@corp.example 0123456789abcdef0123456789abcdef";
        let clean = redactor.clean(text);
        for secret in ["Anna", "anna", "bucket", "Amz", "tlk_", "x.mov", "ann@", "0123456789abcdef0123"] {
            assert!(!clean.contains(secret), "{secret}: {clean}");
        }
        assert!(clean.starts_with("lost part 3 of \"name-") && clean.contains("(503); key=key-"), "{clean}");
        let codes: Vec<&str> = clean.match_indices("name-").map(|(at, _)| &clean[at..at + 13]).collect();
        assert_eq!((codes.len(), codes.first() == codes.last()), (2, true), "{clean}");
        let plain =
            "at crates/engine/src/run.rs:12:5 engine_loop=3 2026-03-01T12:00:00.123456Z takeup_engine::run";
        assert_eq!(redactor.clean(plain), plain);
    }

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
            let path = keep_crash(folder.path(), "at https://secret.example/x", now).unwrap();
            assert!(!std::fs::read_to_string(path).unwrap().contains("secret"));
        }
        assert_eq!(crashes(folder.path()).len(), CRASHES);
    }
}
