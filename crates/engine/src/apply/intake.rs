//! Becoming a job: files that were found and URLs that were given.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;
use std::sync::Arc;

use takeup_model::{
    AccountId, Creation, End, Failure, FailureKind, FailureReason, Intake, IntakeNo, Job, JobId, Model, News,
    Now, Source, Step, UploadOptions, address,
};

use super::super::event::Walked;
use super::commands::{forget_failed, go_on, meant_for, redirect, retry};
use super::with_job;

pub(super) fn add_paths(
    model: &mut Model,
    account: AccountId,
    paths: Vec<PathBuf>,
    options: UploadOptions,
    now: Now,
) {
    if !paths.is_empty() {
        let number = IntakeNo(model.next_number());
        let (mark, added) = (format!("{:016x}{:08x}", now.random, number.0), now.utc);
        let intake =
            Intake { account, paths, options, mark, added, recovered: false, stopped_at_start: false };
        model.intake.insert(number, intake);
    }
}

pub(super) fn add_urls(
    model: &mut Model,
    account: &AccountId,
    urls: &[String],
    options: &UploadOptions,
    now: Now,
) {
    let mut adding = Adding::new(model, account, options);
    let (mut finished, mut begun) = (Vec::new(), Vec::new());
    for url in urls.iter().map(|url| address::clean(url)).filter(|url| !url.is_empty()) {
        let source = Source::Url(url);
        let done = |job: &&Arc<Job>| job.source == source && job.has_done(account, options);
        let before = model.jobs.values().rev().filter(|_| options.skip_finished).find(done);
        if let Some(job) = before {
            finished.push(job.id);
        } else {
            begun.extend(adding.add_source(model, source, None, now));
        }
    }
    if !finished.is_empty() {
        model.notify(News::AlreadySent(finished));
    }
    hold_unnamed(model, &begun, options, now);
}

/// A table that names nothing of what was added belongs to something else: it goes once somebody says so.
fn hold_unnamed(model: &mut Model, begun: &[JobId], options: &UploadOptions, now: Now) {
    let Some(table) = &options.metadata_table else { return };
    let named = |id: &JobId| model.job(*id).is_some_and(|job| table.of(&job.source).is_some());
    if begun.is_empty() || begun.iter().any(named) {
        return;
    }
    for id in begun {
        with_job(model, *id, now, |job| job.paused = true);
    }
    model.notify(News::NotInTable(begun.len()));
}

/// The files of which an upload like this one was under way when this was added, and is ready now. While it was under way
/// it would have gone on: it is not sent again because the walk took its time.
fn over_since(model: &Model, intake: &Intake) -> BTreeMap<Source, JobId> {
    let since = |job: &&Arc<Job>| job.ended.is_some_and(|ended| ended >= intake.added);
    let over = model.jobs.values().filter(since).filter(|job| job.has_done(&intake.account, &intake.options));
    over.map(|job| (job.source.clone(), job.id)).collect()
}

/// Makes jobs of the files that were found.
pub(super) fn walked(model: &mut Model, number: IntakeNo, walked: &Walked, now: Now) {
    let Some(intake) = model.intake.remove(&number) else { return };
    let over = over_since(model, &intake);
    let mut adding = Adding::new(model, &intake.account, &intake.options);
    let mut finished = walked.finished.clone();
    let mut begun = Vec::new();
    for (path, size) in &walked.files {
        let source = Source::File(path.clone());
        if let Some(id) = over.get(&source) {
            finished.push(*id);
            continue;
        }
        let job = adding.add_source(model, source.clone(), *size, now);
        begun.extend(job);
        if let Some(id) = job.filter(|_| !intake.mark.is_empty()) {
            with_job(model, id, now, |job| mark_again(job, &intake));
        }
        if let Some(id) = adding.known.get(&source).filter(|_| intake.stopped_at_start) {
            with_job(model, *id, now, |job| job.stopped_at_start = job.step() != Step::Over);
        }
    }
    hold_unnamed(model, &begun, &intake.options, now);
    let nothing = walked.files.is_empty() && finished.is_empty();
    if !finished.is_empty() {
        model.notify(News::AlreadySent(finished));
    }
    if nothing || walked.passed.any() {
        model.notify(News::Added { added: walked.files.len(), passed: walked.passed });
    }
}

/// What could not be looked through stands in the list as it was given, where it can be tried again.
pub(super) fn not_walked(model: &mut Model, number: IntakeNo, failure: &Failure, now: Now) {
    let Some(intake) = model.intake.remove(&number) else { return };
    let mut adding = Adding::new(model, &intake.account, &intake.options);
    for path in &intake.paths {
        if let Some(id) = adding.add_source(model, Source::File(path.clone()), None, now) {
            with_job(model, id, now, |job| job.end = Some(End::Failed(failure.clone())));
        }
    }
}

/// Gives a job what the same file of the same intake is always given, so that what it may have created before a crash is
/// found again.
fn mark_again(job: &mut Job, intake: &Intake) {
    let mut path = DefaultHasher::new();
    job.source.path().hash(&mut path);
    job.nonce = format!("{}{:016x}", intake.mark, path.finish());
    if intake.recovered {
        job.added = intake.added;
        job.creation = Creation::Doubtful;
    }
}

/// Sources that are being added.
pub(super) struct Adding<'a> {
    account: &'a AccountId,
    options: &'a UploadOptions,
    /// The jobs that go on when their source is added again: of each source the newest.
    known: BTreeMap<Source, JobId>,
}

impl<'a> Adding<'a> {
    pub(super) fn new(model: &Model, account: &'a AccountId, options: &'a UploadOptions) -> Self {
        let can_go_on = |job: &Job| {
            job.account == *account
                && !matches!(job.end, Some(End::Ready | End::Cancelled))
                && (job.untouched() || job.options.task_index == options.task_index)
        };
        let jobs = model.jobs.values().filter(|job| can_go_on(job));
        Self { account, options, known: jobs.map(|job| (job.source.clone(), job.id)).collect() }
    }

    /// Goes on with the unfinished job of a source, or begins a new one, which is the answer.
    pub(super) fn add_source(
        &mut self,
        model: &mut Model,
        source: Source,
        size: Option<u64>,
        now: Now,
    ) -> Option<JobId> {
        let same_size = |job: &Job| match (&job.file, size) {
            (Some(file), Some(size)) => file.size == size,
            _ => true,
        };
        let known = self.known.get(&source).and_then(|id| model.job(*id));
        match known.map(|job| (job.id, same_size(job))) {
            Some((id, true)) => {
                with_job(model, id, now, |job| {
                    job.options.anyway |= self.options.anyway;
                    forget_failed(job, &self.options.destination_ids);
                    retry(job);
                    go_on(job);
                    let options = meant_for(job, self.options);
                    let metadata = options.metadata.with(&job.options.metadata);
                    let fix = job.options.fix | options.fix;
                    redirect(job, UploadOptions { anyway: job.options.anyway, fix, metadata, ..options });
                });
                return None;
            }
            Some((id, false)) => {
                let failure = Failure::own(FailureKind::FileChanged, FailureReason::OtherSize, "");
                with_job(model, id, now, |job| job.end = Some(End::Failed(failure)));
            }
            None => {}
        }
        let id = begin(model, self.account, source.clone(), self.options, now);
        self.known.insert(source, id);
        Some(id)
    }
}

fn begin(model: &mut Model, account: &AccountId, source: Source, options: &UploadOptions, now: Now) -> JobId {
    let id = JobId(model.next_number());
    let settings = &model.settings;
    let copy = settings.accounts.iter().find(|entry| entry.id == *account).map(|entry| entry.copy);
    let options = options.resolved(&source, settings.if_exists, settings.ask_hosts, copy.unwrap_or_default());
    let job = Job::new(id, account.clone(), source, options, now);
    if model.jobs.values().rev().all(|job| job.end.is_some()) {
        model.batch_since = Some(now.utc);
    }
    model.jobs.insert(id, Arc::new(job));
    id
}
