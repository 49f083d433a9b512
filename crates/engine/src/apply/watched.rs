//! Watched folders: what a scan of one has found, and what became of its files.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use takeup_model::{
    Failure, FailureKind, FoundFile, Job, JobId, Judgement, Model, Now, Scan, Settings, Source, WatchKey,
    WatchedFolder,
};

use super::super::pace::Policy;
use super::commands::retry;
use super::intake::Adding;
use super::with_job;

/// Takes in what was found. A new file is remembered in the same change as it becomes an upload, so the journal has
/// both or neither.
pub(super) fn scanned(model: &mut Model, key: &WatchKey, scan: &Scan, policy: &Policy, now: Now) {
    let Some(rules) = model.settings.watched(key).cloned() else { return };
    let watching = model.watched.entry(key.clone()).or_default();
    if rules != scan.rules {
        watching.next = None;
        return;
    }
    let took = watching.began.map_or(Duration::ZERO, |began| now.mono.saturating_duration_since(began));
    let pause = if scan.more { Duration::ZERO } else { policy.watch_again(rules.rest, took) };
    watching.next = Some(now.mono + pause);
    watching.take_in(scan, now.mono);
    upload(model, key, &rules, &scan.found, now);
    for found in &scan.found {
        if let Judgement::Renamed(before) = &found.judgement {
            let to = rules.folder.join(&found.path);
            follow_file(model, key, (&rules.folder.join(before), &to), now);
        }
    }
    for id in &scan.back {
        with_job(model, *id, now, retry);
    }
}

fn upload(model: &mut Model, key: &WatchKey, rules: &WatchedFolder, found: &[FoundFile], now: Now) {
    let mut new = found.iter().filter(|found| found.judgement == Judgement::New).peekable();
    if new.peek().is_none() {
        return;
    }
    let options = rules.options(&model.settings);
    let mut adding = Adding::new(model, &key.0, &options);
    for FoundFile { path, stamp, .. } in new {
        adding.add_source(model, Source::File(rules.folder.join(path)), Some(stamp.size), now);
    }
}

/// The upload of a file that was renamed goes on under its new name.
fn follow_file(model: &mut Model, key: &WatchKey, (from, to): (&Path, &Path), now: Now) {
    let its = |job: &&Arc<Job>| {
        job.account == key.0 && job.source.path() == Some(from) && (job.end.is_none() || lacks_its_file(job))
    };
    let jobs: Vec<JobId> = model.jobs.values().filter(its).map(|job| job.id).collect();
    for id in jobs {
        with_job(model, id, now, |job| {
            job.source = Source::File(to.to_owned());
            retry(job);
        });
    }
}

/// Whether an upload ended because its file was not there.
pub(crate) fn lacks_its_file(job: &Job) -> bool {
    job.failure().is_some_and(|failure| failure.kind == FailureKind::FileMissing)
}

/// A folder is not there, or cannot be read. It is looked for again, and nothing of it is forgotten.
pub(super) fn failed(model: &mut Model, key: &WatchKey, failure: Failure, policy: &Policy, now: Now) {
    let watching = model.watched.entry(key.clone()).or_default();
    watching.next = Some(now.mono + policy.watch_gone);
    (watching.scanned, watching.gone, watching.trouble) = (true, true, Some(failure));
    watching.waiting.clear();
}

/// The upload of a file is ready: its watched folder remembers what was sent.
pub(super) fn ready(model: &mut Model, job: &Job) {
    let (Some(path), Some(file)) = (job.source.path(), &job.file) else { return };
    for (WatchKey(account, folder), watching) in &mut model.watched {
        if let Ok(below) = path.strip_prefix(folder)
            && *account == job.account
        {
            watching.note_ready(below, file.stamp(), file.fingerprint.clone());
        }
    }
}

/// Scans a folder now.
pub(super) fn scan_now(model: &mut Model, key: &WatchKey) {
    if let Some(watching) = model.watched.get_mut(key) {
        watching.next = None;
    }
}

/// Follows a change of settings: a folder whose settings were changed is scanned now; one that is not watched any more
/// ends.
pub(super) fn follow(model: &mut Model, before: &Settings) {
    let settings = Arc::clone(&model.settings);
    for (key, watching) in &mut model.watched {
        match (before.watched(key), settings.watched(key)) {
            (Some(_), None) => watching.end(),
            (before, now) if before != now => watching.next = None,
            _ => {}
        }
    }
}
