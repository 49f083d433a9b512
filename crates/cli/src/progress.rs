//! What is printed of the uploads of a run while they go on, and when each ends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;
use std::{io, iter};

use jiff::Timestamp;
use serde_json::json;

use takeup_engine::{Command, Engine, JobSelection};
use takeup_launch::EndedBefore;
use takeup_model::{
    Account, BatchTally, End, Job, JobId, MetadataTable, Model, Reachability, Receipt, RunStatus, RunUpload,
    Snapshot, Source, Step, Wire,
};
use takeup_text::msg::{console, duplicates, metadata, uploads};
use takeup_text::{self as text, numbers, times};

use super::asking::code;
use super::ended::{created, ended, label};
use super::job_progress::JobProgress;
use super::report::Report;
use super::watch::FolderReporter;
use super::writer::Bars;
use super::{Environment, FAILED, NOTHING, READY, write_json, write_line};

/// What has been printed of each job so far.
pub(super) struct ProgressReporter {
    pub(super) json: bool,
    no_wait: bool,
    /// How long the jobs of this run are waited for.
    pub(super) timeout: Option<Duration>,
    /// When a job counts as finished before it has ended.
    enough: fn(&Job) -> bool,
    terminal: bool,
    pub(super) bars: Bars,
    told: BTreeMap<JobId, JobProgress>,
    /// All jobs of this run together.
    tally: BatchTally,
    /// What was last reported.
    seen: Arc<Model>,
    /// Jobs of this run that have not finished.
    unfinished: BTreeSet<JobId>,
    /// Jobs that had ended before this run. They are reported only if they were opened again.
    before: EndedBefore,
    start: u64,
    /// Why the platform cannot be reached, as last reported.
    unreachable: Option<String>,
    notices: u64,
    /// What is written at the end. It knows how many files and URLs were uploaded before and are not sent again.
    pub(super) report: Report,
    /// The table whose names have not been compared with the files of this run yet.
    pub(super) metadata_table: Option<Arc<MetadataTable>>,
    /// The folders whose files are waited for until somebody ends the program.
    pub(super) folders: Option<FolderReporter>,
}

impl ProgressReporter {
    pub(super) fn new(engine: &Engine, json: bool, no_wait: bool, terminal: bool) -> Self {
        let model = engine.model();
        Self {
            json,
            no_wait,
            timeout: None,
            enough: |_| false,
            terminal: terminal && !json,
            bars: Bars::new(terminal && !json),
            told: BTreeMap::new(),
            tally: BatchTally::default(),
            seen: Arc::default(),
            unfinished: BTreeSet::new(),
            before: EndedBefore::of(&model),
            start: model.last_number,
            unreachable: None,
            notices: 0,
            report: Report::new(None, None, json),
            metadata_table: None,
            folders: None,
        }
    }

    /// Counts a job as finished as soon as this holds.
    pub(super) fn until(self, enough: fn(&Job) -> bool) -> Self {
        Self { enough, ..self }
    }

    /// The jobs of this run.
    pub(super) fn jobs<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a Arc<Job>> {
        model.shown_jobs().filter(|job| self.is_meant(job))
    }

    fn is_meant(&self, job: &Job) -> bool {
        !job.stopped_at_start && !self.before.untouched(job)
    }

    /// The jobs of this run that have changed since the last report, and those that are on the wire or being
    /// prepared.
    fn moved(&self, seen: &Snapshot) -> Vec<Arc<Job>> {
        let model = &seen.facts;
        let changed = model.jobs_changed_since(&self.seen).map(|job| job.id);
        let moving = seen.wire.flights.keys().map(|(id, _)| id).chain(seen.wire.preparing.keys()).copied();
        let ids: BTreeSet<JobId> = changed.chain(moving).collect();
        let jobs = ids.into_iter().filter_map(|id| model.jobs.get(&id));
        jobs.filter(|job| job.account == model.current && self.is_meant(job)).map(Arc::clone).collect()
    }

    /// Whether everything that was added is in the model.
    fn taken_in(&self, model: &Model) -> bool {
        model.intake.is_empty() && (model.last_number > self.start || self.jobs(model).next().is_some())
    }

    /// Whether every file has been checked that can be refused without the platform.
    pub(super) fn judged(&self, model: &Model) -> bool {
        self.folders.is_some()
            || (self.taken_in(model) && self.jobs(model).all(|job| job.step() != Step::Look))
    }

    fn finished(&self, job: &Job) -> bool {
        job.end.is_some()
            || job.asks()
            || (self.enough)(job)
            || (self.no_wait && job.bytes_sent() && !job.digest_due())
    }

    pub(super) fn over(&self, model: &Model) -> bool {
        self.folders.is_none() && self.taken_in(model) && self.unfinished.is_empty()
    }

    pub(super) fn verdict(&self, model: &Model) -> u8 {
        let (mut any, mut bad) = (false, false);
        for job in self.jobs(model) {
            any = true;
            bad |= !matches!(job.end, None | Some(End::Ready)) || job.asks();
        }
        match (any, bad) {
            // What this line has uploaded before is ready.
            (false, _) if self.report.uploaded_before > 0 => READY,
            (false, _) => NOTHING,
            (true, true) => FAILED,
            (true, false) => READY,
        }
    }

    pub(super) fn report(&mut self, world: &mut Environment<'_>, seen: &Snapshot) -> io::Result<()> {
        let model = &seen.facts;
        self.report_line(world, model)?;
        if self.taken_in(model)
            && let Some(metadata_table) = self.metadata_table.take()
        {
            for (line, name) in metadata_table.unknown(self.jobs(model).map(|job| &job.source)) {
                self.say(world, &metadata::metadata_csv_unknown(line, &name))?;
            }
        }
        let moved = self.moved(seen);
        let mut tally = std::mem::take(&mut self.tally);
        tally.follow(model.batch_since, &seen.wire, self.jobs(model), moved.iter());
        self.tally = tally;
        for job in moved {
            self.report_job(world, seen, &job)?;
            if self.finished(&job) {
                self.unfinished.remove(&job.id);
            } else {
                self.unfinished.insert(job.id);
            }
        }
        self.show_batch(&seen.wire);
        self.seen = Arc::clone(model);
        Ok(())
    }

    /// Whether a line of its own tells of all jobs together.
    fn is_batch(&self) -> bool {
        self.terminal && self.tally.batch().uploads > 1
    }

    /// What the window says of all uploads, below the bars.
    fn show_batch(&mut self, wire: &Wire) {
        let batch = self.tally.batch();
        if !self.is_batch() || batch.open == 0 || batch.sent == 0 {
            return self.bars.no_batch();
        }
        let [speed, left] = text::batch_rest(&batch, wire.total.rate(), wire.limit);
        let percent = numbers::whole_percent(text::batch_percentage(&batch));
        let bytes = numbers::part_of(batch.sent, batch.bytes);
        let facts = [Some(percent), Some(bytes), left, speed];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        self.bars.batch(uploads::batch_ready(batch.uploads, batch.ready), &facts);
    }

    /// How the watched folders are, if there are any. False if they cannot be watched any more.
    pub(super) fn report_folders(
        &mut self,
        world: &mut Environment<'_>,
        engine: &Engine,
        model: &Model,
    ) -> io::Result<bool> {
        let Some(folders) = &mut self.folders else { return Ok(true) };
        self.bars.suspend(|| folders.report(world, model))?;
        // A program that runs for months must not keep every row. The receipts stay.
        let ready: Vec<JobId> =
            self.jobs(model).filter(|job| job.end == Some(End::Ready)).map(|job| job.id).collect();
        for id in &ready {
            self.told.remove(id);
            self.tally.let_go(*id);
        }
        if !ready.is_empty() {
            engine.send(Command::Remove(JobSelection::These(ready)));
        }
        Ok(model.watches)
    }

    /// What concerns all jobs: reachability and notices.
    fn report_line(&mut self, world: &mut Environment<'_>, model: &Model) -> io::Result<()> {
        let down = model.current_account().and_then(|account: &Account| match &account.reachability {
            Reachability::Up => None,
            Reachability::Down { why, .. } => Some(text::trouble(why)),
        });
        if down != self.unreachable {
            if let Some(why) = &down {
                self.say(world, why)?;
            }
            self.unreachable = down;
        }
        let mut already_sent = 0;
        for notice in model.notices.iter().filter(|notice| notice.number > self.notices) {
            self.say(world, &text::news(&notice.news))?;
            let jobs = notice.news.sent_before();
            already_sent += jobs.len();
            for job in
                jobs.iter().filter_map(|id| model.job(*id)).filter(|job| self.json && !self.is_meant(job))
            {
                self.report_end(world, job, &mut JobProgress::nothing(), None)?;
            }
        }
        self.report.uploaded_before += already_sent;
        self.notices = model.notices.last().map_or(self.notices, |notice| notice.number);
        Ok(())
    }

    /// A sentence beside the results.
    fn say(&self, world: &mut Environment<'_>, sentence: &str) -> io::Result<()> {
        if self.json {
            write_json(world.out, &json!({ "event": "notice", "text": sentence }))
        } else {
            self.bars.suspend(|| write_line(world.err, sentence))
        }
    }

    fn report_job(&mut self, world: &mut Environment<'_>, seen: &Snapshot, job: &Job) -> io::Result<()> {
        // What was over may go on, for example when the disk of its file is back.
        let told = self.told.remove(&job.id).filter(|told| !told.done || self.finished(job));
        let mut told = told.unwrap_or_else(JobProgress::nothing);
        if !told.done {
            self.report_step(world, &seen.facts, job, &mut told)?;
            self.report_estimates(world, job, &mut told)?;
            self.report_copy(world, &seen.wire, job, &mut told)?;
            self.report_bytes(world, &seen.wire, job, &mut told)?;
            if self.is_batch() && job.bytes_sent() {
                // The line of the batch counts it. Bars for all that are processed would leave no room for what moves.
                told.bar = None;
            }
            self.report_trouble(world, job, &mut told)?;
            if self.finished(job) {
                self.report_end(world, job, &mut told, None)?;
            }
        }
        self.told.insert(job.id, told);
        Ok(())
    }

    fn report_step(
        &self,
        world: &mut Environment<'_>,
        model: &Model,
        job: &Job,
        told: &mut JobProgress,
    ) -> io::Result<()> {
        let step = job.step();
        if told.step == Some(step) {
            return Ok(());
        }
        let before = told.step.replace(step);
        if before == Some(Step::Prepare) && job.copy.is_none() && job.end.is_none() {
            self.say(world, &about(job, console::console_copy_not_smaller()))?;
        }
        let route = job.route.as_ref().filter(|route| told.route.as_ref() != Some(*route));
        if self.json {
            write_json(world.out, &json!({ "event": "state", "job": job.id.0, "step": step.word() }))?;
        } else if let Some(route) = route {
            told.route = Some(*route);
            let way = text::route(route, model.settings.multipart_above);
            let size = job.file.as_ref().map(|_| numbers::bytes(job.bytes_total()));
            self.say_out(world, job, &numbers::facts(size.into_iter().chain([way])))?;
            let notes = match &job.source {
                Source::Url(url) => text::address_notes(url),
                Source::File(_) | Source::Asset(..) => Vec::new(),
            };
            let limit = model.account_of(job).and_then(|account| text::limit_note(job, account));
            for note in notes.into_iter().chain(limit) {
                self.say(world, &about(job, &note))?;
            }
        } else if !self.terminal && takes_time(job) {
            self.say_out(world, job, text::step(step))?;
        }
        Ok(())
    }

    fn say_out(&self, world: &mut Environment<'_>, job: &Job, said: &str) -> io::Result<()> {
        self.bars.suspend(|| write_line(world.out, about(job, said)))
    }

    /// What copies would be, for programs.
    fn report_estimates(
        &self,
        world: &mut Environment<'_>,
        job: &Job,
        told: &mut JobProgress,
    ) -> io::Result<()> {
        let Some(Ok(samples)) = job.samples.as_ref().filter(|_| self.json && !told.estimated) else {
            return Ok(());
        };
        told.estimated = true;
        samples.copies.iter().try_for_each(|copy| {
            let takes = u64::try_from(copy.takes.as_millis()).unwrap_or(u64::MAX);
            let (id, size) = (job.id.0, copy.size.word());
            write_json(
                world.out,
                &json!({ "event": "estimate", "job": id, "copy": size, "bytes": copy.bytes, "milliseconds": takes }),
            )
        })
    }

    /// How the making of a copy gets on.
    fn report_copy(
        &self,
        world: &mut Environment<'_>,
        wire: &Wire,
        job: &Job,
        told: &mut JobProgress,
    ) -> io::Result<()> {
        let Some(preparing) = wire.preparing.get(&job.id) else {
            if told.copy.take().is_some() {
                // What is sent has a length of its own.
                told.bar = None;
            }
            return Ok(());
        };
        if preparing.done.is_zero() || told.copy.replace(*preparing) == Some(*preparing) {
            return Ok(());
        }
        let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        if self.json {
            return write_json(
                world.out,
                &json!({
                    "event": "preparing", "job": job.id.0, "path": job.source.public_text(),
                    "milliseconds_done": millis(preparing.done),
                    "milliseconds_total": preparing.of.map(millis), "speed": preparing.speed,
                }),
            );
        }
        let said = text::preparing(preparing);
        if self.terminal {
            let total = millis(preparing.of.unwrap_or(preparing.done));
            told.show(&self.bars, job, (millis(preparing.done).min(total), total), &[said]);
        } else if told.rested() {
            self.say_out(world, job, &said)?;
        }
        Ok(())
    }

    fn report_bytes(
        &self,
        world: &mut Environment<'_>,
        wire: &Wire,
        job: &Job,
        told: &mut JobProgress,
    ) -> io::Result<()> {
        let (done, total) = (wire.bytes_shown(job), job.bytes_total());
        let moving =
            matches!(job.step(), Step::Send | Step::Create | Step::Watch | Step::Follow | Step::Over);
        if total == 0
            || !moving
            || job.reused
            || told.bytes == Some(done)
            || (done == 0 && told.bytes.is_none())
        {
            return Ok(());
        }
        told.bytes = Some(done);
        if self.json {
            let batch = self.tally.batch();
            return write_json(
                world.out,
                &json!({
                    "event": "progress", "job": job.id.0, "path": job.source.public_text(),
                    "bytes_done": done, "bytes_total": total,
                    "batch_bytes_done": batch.sent, "batch_bytes_total": batch.bytes,
                }),
            );
        }
        let rate = wire.meters.get(&job.id).and_then(takeup_model::Meter::rate);
        let pace = Some(times::pace(rate, total - done)).filter(|pace| !pace.is_empty());
        let facts: Vec<String> = iter::once(numbers::progress(done, total)).chain(pace).collect();
        if self.terminal && !(self.is_batch() && job.bytes_sent()) {
            told.show(&self.bars, job, (done, total), &facts);
        } else if !self.terminal && !job.bytes_sent() && told.rested() {
            self.say_out(world, job, &numbers::facts(facts))?;
        }
        Ok(())
    }

    fn report_trouble(
        &self,
        world: &mut Environment<'_>,
        job: &Job,
        told: &mut JobProgress,
    ) -> io::Result<()> {
        let trouble = job.trouble.as_ref().map(text::trouble);
        if trouble != told.trouble {
            if let Some(trouble) = &trouble {
                self.say(world, &about(job, trouble))?;
            }
            told.trouble = trouble;
        }
        #[expect(clippy::disallowed_methods, reason = "how long is for the eye")]
        let processing = text::processing(job, Timestamp::now());
        // How long it takes is said once, and not again with every minute.
        if processing.is_some() && told.processing.is_none() {
            told.processing = processing;
            self.say(world, &about(job, told.processing.as_deref().unwrap_or_default()))?;
        }
        Ok(())
    }

    fn report_end(
        &self,
        world: &mut Environment<'_>,
        job: &Job,
        told: &mut JobProgress,
        why: Option<&str>,
    ) -> io::Result<()> {
        told.done = true;
        told.bar = None;
        if job.reused && !job.options.metadata.is_empty() {
            self.say(world, &about(job, duplicates::duplicate_metadata_kept()))?;
        }
        let reason = why.map(str::to_owned).or_else(|| text::reason(job));
        let status = if why.is_some() { RunStatus::Failed } else { ended(job) };
        if self.json {
            let begin = job.started.unwrap_or(job.added);
            let end = job.ended.or(job.sent);
            let seconds = end.map_or(0.0, |end| end.duration_since(begin).as_secs_f64().max(0.0));
            let receipt = job.receipt.as_deref();
            let parts = receipt.and_then(|receipt| receipt.cut).map(|cut| cut.parts);
            let code = job.failure().and_then(code);
            let copy = receipt.and_then(|receipt| receipt.copy.as_ref());
            let agreed = receipt.and_then(|receipt| receipt.proof.agreed());
            return write_json(
                world.out,
                &json!({
                    "event": "done", "job": job.id.0, "path": job.source.public_text(),
                    "asset_id": job.asset_id().map(|id| &id.0), "task_id": job.task.as_ref().map(|(id, _)| &id.0),
                    "status": status.word(), "reused": job.reused, "method": job.method().map(takeup_model::Method::word),
                    "bytes": job.bytes_total(), "seconds": seconds, "retries": job.retries, "reason": reason, "code": code,
                    "blake3": receipt.and_then(Receipt::blake3), "tree": receipt.and_then(Receipt::tree), "sha256": receipt.map(|receipt| &receipt.sha256),
                    "proof": receipt.map(|receipt| receipt.proof.word()), "parts": parts, "parts_agreed": agreed,
                    "same_file": receipt.and_then(|receipt| receipt.same_file.then_some(true)),
                    "size_agrees": receipt.and_then(Receipt::size_agrees),
                    "copy": copy.map(|copy| copy.recipe.to_string()), "copy_tool": copy.map(|copy| &copy.tool),
                    "original_bytes": copy.map(|copy| copy.original_size), "original_blake3": copy.map(|copy| &copy.original),
                    "length_agrees": receipt.and_then(Receipt::length_agrees),
                }),
            );
        }
        let created = created(job.task.as_ref().map(|(id, _)| id), job.asset_id());
        let reason = reason
            .filter(|_| job.end != Some(End::Ready))
            .or_else(|| job.reused.then(|| duplicates::duplicate_reused().to_owned()));
        let facts = [Some(label(status).to_owned()), created, reason];
        self.say_out(world, job, &numbers::facts(facts.into_iter().flatten()))
    }

    /// Writes the report of the run, which ends with this exit code. The answer is the code to end with.
    pub(super) fn save_report(
        &self,
        world: &mut Environment<'_>,
        model: &Model,
        exit_code: u8,
    ) -> io::Result<u8> {
        self.report.save(world, exit_code, self.jobs(model).map(|job| RunUpload::of(job)))
    }

    /// Reports every job that cannot end in this run.
    pub(super) fn end(&mut self, world: &mut Environment<'_>, model: &Model, why: &str) -> io::Result<()> {
        let jobs: Vec<Arc<Job>> = self.jobs(model).filter(|job| job.end.is_none()).map(Arc::clone).collect();
        for job in jobs {
            let mut told = self.told.remove(&job.id).unwrap_or_else(JobProgress::nothing);
            if self.json {
                self.report_end(world, &job, &mut told, Some(why))?;
            }
        }
        Ok(())
    }
}

/// Whether a job is at a step that is worth a line where no bar shows it.
fn takes_time(job: &Job) -> bool {
    match job.step() {
        Step::Compare
        | Step::Prepare
        | Step::Recover
        | Step::FetchParts
        | Step::Send
        | Step::Watch
        | Step::Follow => true,
        Step::Submit => !job.destinations.is_empty(),
        Step::Look | Step::Create | Step::Over => false,
    }
}

/// Something about one upload.
fn about(job: &Job, said: &str) -> String {
    console::console_about(job.name(), said)
}
