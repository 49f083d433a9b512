//! Watched folders: what a look through one has found, and what became of its files.

use std::path::Path;
use std::sync::Arc;

use takeup_model::{
    End, Failure, FailureKind, Fate, Finding, Job, JobId, KnownFile, Listed, Model, Now, Settings, Source,
    Verdict, WaitingFile, WatchKey, WatchedFolder, Watching,
};

use super::super::event::Scan;
use super::super::pace::Policy;
use super::commands::{Adding, retry};
use super::with_job;

/// Takes in what was found. What is new is remembered in the same breath as it becomes an upload, so that one commit
/// has both or neither.
pub(super) fn scanned(model: &mut Model, key: &WatchKey, scan: Scan, policy: &Policy, now: Now) {
    let Some(rules) = model.settings.watched(key).cloned() else { return };
    let watching = model.watched.entry(key.clone()).or_default();
    if rules != scan.rules {
        watching.next = None;
        return;
    }
    let took =
        watching.began.map_or_else(Default::default, |began| now.mono.saturating_duration_since(began));
    let pause = if scan.more { Default::default() } else { policy.watch_again(took) };
    watching.next = Some(now.mono + pause);
    (watching.looked, watching.gone, watching.trouble) = (true, false, scan.trouble);
    let waiting = scan.waiting.into_iter().map(|(path, listed, why)| {
        let before = watching.waiting.get(&path).filter(|before| before.listed == listed);
        let since = before.map_or(now.mono, |before| before.since);
        (path, WaitingFile { listed, since, why })
    });
    watching.waiting = waiting.collect();
    if let Some(there) = scan.first {
        watching.begin(there);
    }
    for finding in &scan.findings {
        watching.note(finding);
    }
    upload(model, key, &rules, &scan.findings, now);
    for finding in &scan.findings {
        if let Verdict::Renamed(before) = &finding.verdict {
            let to = rules.folder.join(&finding.path);
            follow_file(model, key, (&rules.folder.join(before), &to), now);
        }
    }
    for id in scan.back {
        with_job(model, id, now, retry);
    }
}

fn upload(model: &mut Model, key: &WatchKey, rules: &WatchedFolder, findings: &[Finding], now: Now) {
    let new: Vec<&Finding> = findings.iter().filter(|finding| finding.verdict == Verdict::New).collect();
    if new.is_empty() {
        return;
    }
    let options = rules.options(&model.settings);
    let mut adding = Adding::new(model, &key.0, &options);
    for Finding { path, listed, .. } in new {
        adding.add_source(model, Source::File(rules.folder.join(path)), Some(listed.size), now);
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
    (watching.looked, watching.gone, watching.trouble) = (true, true, Some(failure));
    watching.waiting.clear();
}

/// The upload of a file is ready: its watched folder remembers what was sent.
pub(super) fn ready(model: &mut Model, job: &Job) {
    let (Some(path), Some(file), Some(End::Ready)) = (job.source.path(), &job.file, &job.end) else { return };
    for (WatchKey(account, folder), Watching { files, .. }) in &mut model.watched {
        if let Ok(below) = path.strip_prefix(folder)
            && *account == job.account
            && let Some(known) = files.get_mut(below)
        {
            let listed = Listed { size: file.size, modified: file.modified };
            let fingerprint = file.fingerprint.clone();
            *known = Arc::new(KnownFile { listed, fingerprint, fate: Fate::Ready });
        }
    }
}

/// Looks at a folder now.
pub(super) fn look_now(model: &mut Model, key: &WatchKey) {
    if let Some(watching) = model.watched.get_mut(key) {
        watching.next = None;
    }
}

/// Follows a change of settings: what was changed is looked at now, and what is not watched any more ends.
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
