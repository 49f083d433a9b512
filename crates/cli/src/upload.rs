//! Uploading from the console: sends wishes, and tells what the models say until every job is over.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use jiff::Timestamp;
use serde_json::json;

use takeup_engine::{Command, Engine, JobSelection};
use takeup_launch::{LaunchOptions, Started, launch, options};
use takeup_model::{
    Account, AccountId, End, Job, JobId, MetadataTable, Model, Reachability, Receipt, Source, Step,
};
use takeup_text::{self as text, msg, numbers, times};

use super::asking::{Asking, unusable};
use super::request::{adjust, request};
use super::{
    Environment, FAILED, INTERRUPTED, MethodArg, NOTHING, READY, ResumeArgs, USAGE, UploadArgs, interrupted,
    key_trouble, line,
};
use super::{destinations, queue};

/// How often a plain line of progress is written.
const PLAIN_EVERY: Duration = Duration::from_secs(2);

pub(super) fn upload(world: &mut Environment<'_>, args: &UploadArgs) -> anyhow::Result<u8> {
    let Some(request) = request(world, args)? else { return Ok(USAGE) };
    let options = options(&request);
    let direct = args.method == MethodArg::Direct;
    let mut plan = LaunchOptions {
        stop_at_start: true,
        limit_rate: args.pace.limit_rate.unwrap_or(0),
        ..args.common.launch(world)
    };
    // It costs a round trip, which whoever runs the console may not want to wait for.
    plan.policy.adopt_above = if args.adopt { 0 } else { u64::MAX };
    let engine = match launch(&plan, |settings| adjust(settings, &args.pace, direct), || {})? {
        Started::Engine(engine) => engine,
        Started::Elsewhere(neighbour) => {
            let count = request.paths.len() + request.urls.len();
            neighbour.hand_over(request)?;
            if args.pace.is_set() {
                writeln!(
                    world.err,
                    "The running Takeup goes by its own settings; those given here do not count."
                )?;
            }
            return handed_over(world, count, args.common.json);
        }
    };
    let mut asking = Asking::of(engine, args.common.json)?;
    if !destinations::there(world, &mut asking, &request)? {
        asking.end();
        return Ok(FAILED);
    }
    let (account, engine) = (asking.account.clone(), asking.into_engine());
    let mut reader = ProgressReporter::new(&engine, args.common.json, args.pace.no_wait, world.terminal);
    reader.metadata_table.clone_from(&options.metadata_table);
    engine.send(Command::AddPaths(account.clone(), request.paths, options.clone()));
    engine.send(Command::AddUrls(account.clone(), request.urls, options));
    follow(world, engine, &mut reader, &account)
}

pub(super) fn resume(world: &mut Environment<'_>, args: &ResumeArgs) -> anyhow::Result<u8> {
    let plan = LaunchOptions {
        stop_at_start: true,
        limit_rate: args.pace.limit_rate.unwrap_or(0),
        ..args.common.launch(world)
    };
    let Started::Engine(engine) = launch(&plan, |settings| adjust(settings, &args.pace, false), || {})?
    else {
        writeln!(world.err, "A running Takeup is already at work on these uploads.")?;
        return Ok(NOTHING);
    };
    let model = engine.model();
    let account = model.current.clone();
    let unfinished: Vec<JobId> = queue::unfinished(&model).map(|job| job.id).collect();
    let mut reader = ProgressReporter::new(&engine, args.common.json, args.pace.no_wait, world.terminal);
    if unfinished.is_empty() {
        writeln!(world.err, "Nothing is unfinished.")?;
        engine.shutdown();
        return Ok(NOTHING);
    }
    engine.send(Command::Resume(JobSelection::These(unfinished)));
    follow(world, engine, &mut reader, &account)
}

fn handed_over(world: &mut Environment<'_>, count: usize, json: bool) -> anyhow::Result<u8> {
    if json {
        line(world.out, &json!({ "event": "handed_over", "count": count }))?;
    } else {
        writeln!(
            world.out,
            "Takeup is already running and took over {}.",
            text::plural(count, "item", "items")
        )?;
    }
    Ok(READY)
}

/// Reads models until every job is over, the key fails, or somebody interrupts.
pub(super) fn follow(
    world: &mut Environment<'_>,
    engine: Engine,
    reader: &mut ProgressReporter,
    account: &AccountId,
) -> anyhow::Result<u8> {
    let mut models = engine.watch();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut interruption = std::pin::pin!(interrupted());
    let code = loop {
        let mut ended = false;
        let going = runtime.block_on(async {
            tokio::select! {
                () = &mut interruption => false,
                changed = models.changed() => {
                    ended = changed.is_err();
                    true
                }
            }
        });
        let model = engine.model();
        if !going {
            break None;
        }
        if ended {
            writeln!(world.err, "The engine broke down; `takeup-cli resume` goes on.")?;
            break Some(FAILED);
        }
        reader.report(world, &model)?;
        if reader.over(&model) {
            break Some(reader.verdict(&model));
        }
        let locked = model.accounts.get(account).and_then(unusable).filter(|_| reader.judged(&model));
        if let Some(why) = locked {
            reader.end(world, &model, &why)?;
            break Some(key_trouble(world, &why, reader.json)?);
        }
    };
    reader.bars.clear()?;
    engine.shutdown();
    if code.is_none() {
        writeln!(world.err, "Interrupted. Nothing that arrived is lost; `takeup-cli resume` goes on.")?;
    }
    Ok(code.unwrap_or(INTERRUPTED))
}

/// What has been told of each job so far.
pub(super) struct ProgressReporter {
    json: bool,
    no_wait: bool,
    /// When a job counts as finished before it is over.
    enough: fn(&Job) -> bool,
    terminal: bool,
    bars: MultiProgress,
    told: BTreeMap<JobId, JobProgress>,
    /// Jobs that were over before this run; they are told of only if they were opened again.
    before: BTreeMap<JobId, Option<Timestamp>>,
    start: u64,
    line: Option<String>,
    notices: u64,
    /// The table whose files have not been looked for among those of this run yet.
    metadata_table: Option<Arc<MetadataTable>>,
}

struct JobProgress {
    step: Option<Step>,
    bytes: Option<u64>,
    trouble: Option<String>,
    at: Option<Instant>,
    bar: Option<ProgressBar>,
    done: bool,
}

impl ProgressReporter {
    pub(super) fn new(engine: &Engine, json: bool, no_wait: bool, terminal: bool) -> Self {
        let model = engine.model();
        let over = model.jobs.values().filter(|job| job.end.is_some());
        Self {
            json,
            no_wait,
            enough: |_| false,
            terminal: terminal && !json,
            bars: MultiProgress::new(),
            told: BTreeMap::new(),
            before: over.map(|job| (job.id, job.ended)).collect(),
            start: model.last_number,
            line: None,
            notices: 0,
            metadata_table: None,
        }
    }

    /// Counts a job as finished as soon as this holds.
    pub(super) fn until(self, enough: fn(&Job) -> bool) -> Self {
        Self { enough, ..self }
    }

    /// The jobs of this run.
    fn jobs<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a Arc<Job>> {
        model.shown_jobs().filter(|job| {
            let untouched =
                job.end.is_some() && self.before.get(&job.id).is_some_and(|ended| *ended == job.ended);
            !job.stopped_at_start && !untouched
        })
    }

    /// Whether everything that was added is in the model, and in the journal.
    fn taken_in(&self, model: &Model) -> bool {
        model.intake.is_empty() && (model.last_number > self.start || self.jobs(model).next().is_some())
    }

    /// Whether every file that can be refused without asking the platform has been.
    fn judged(&self, model: &Model) -> bool {
        self.taken_in(model) && self.jobs(model).all(|job| job.step() != Step::Look)
    }

    fn finished(&self, job: &Job) -> bool {
        job.end.is_some()
            || job.asks()
            || (self.enough)(job)
            || (self.no_wait && job.bytes_sent() && !job.digest_due())
    }

    fn over(&self, model: &Model) -> bool {
        self.taken_in(model) && self.jobs(model).all(|job| self.finished(job))
    }

    fn verdict(&self, model: &Model) -> u8 {
        let (mut any, mut bad) = (false, false);
        for job in self.jobs(model) {
            any = true;
            bad |= !matches!(job.end, None | Some(End::Ready)) || job.asks();
        }
        match (any, bad) {
            (false, _) => NOTHING,
            (true, true) => FAILED,
            (true, false) => READY,
        }
    }

    fn report(&mut self, world: &mut Environment<'_>, model: &Model) -> io::Result<()> {
        self.report_line(world, model)?;
        let jobs: Vec<Arc<Job>> = self.jobs(model).map(Arc::clone).collect();
        if self.taken_in(model)
            && let Some(metadata_table) = self.metadata_table.take()
        {
            let names: Vec<String> = jobs.iter().map(|job| job.source.asset_name()).collect();
            for (line, name) in metadata_table.unknown(names.iter().map(String::as_str)) {
                self.say(world, &text::unknown_name(line, &name))?;
            }
        }
        for job in jobs {
            self.report_job(world, model, &job)?;
        }
        Ok(())
    }

    /// What concerns all jobs: the line, and news.
    fn report_line(&mut self, world: &mut Environment<'_>, model: &Model) -> io::Result<()> {
        let down = model.current_account().and_then(|account: &Account| match &account.reachability {
            Reachability::Up => None,
            Reachability::Down { why, .. } => Some(text::trouble(why)),
        });
        if down != self.line {
            if let Some(why) = &down {
                self.say(world, why)?;
            }
            self.line = down;
        }
        for notice in model.notices.iter().filter(|notice| notice.number > self.notices) {
            self.say(world, &text::news(&notice.news))?;
        }
        self.notices = model.notices.last().map_or(self.notices, |notice| notice.number);
        Ok(())
    }

    /// A sentence beside the results.
    fn say(&self, world: &mut Environment<'_>, sentence: &str) -> io::Result<()> {
        if self.json {
            line(world.out, &json!({ "event": "notice", "text": sentence }))
        } else {
            self.bars.suspend(|| writeln!(world.err, "{sentence}"))
        }
    }

    fn report_job(&mut self, world: &mut Environment<'_>, model: &Model, job: &Job) -> io::Result<()> {
        let mut told = self.told.remove(&job.id).unwrap_or_else(JobProgress::nothing);
        if !told.done {
            self.report_step(world, model, job, &mut told)?;
            self.report_bytes(world, model, job, &mut told)?;
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
        let first_choice = told.step.is_none_or(|step| step == Step::Look) && job.route.is_some();
        told.step = Some(step);
        if self.json {
            line(world.out, &json!({ "event": "state", "job": job.id.0, "step": word(step) }))?;
        } else if let Some(route) = job.route.as_ref().filter(|_| first_choice) {
            let way = text::route(route, model.settings.multipart_above);
            let size = if job.file.is_some() {
                format!("{} · ", numbers::bytes(job.bytes_total()))
            } else {
                String::new()
            };
            self.say_out(world, &format!("{}: {size}{way}", job.source.name()))?;
            if let Source::Url(url) = &job.source
                && let Some(note) = text::address_note(url)
            {
                self.say(world, &format!("{}: {note}", job.source.name()))?;
            }
        } else if !self.terminal && matches!(step, Step::Watch | Step::Follow | Step::Submit) {
            self.say_out(world, &format!("{}: {}", job.source.name(), text::step(step)))?;
        }
        Ok(())
    }

    fn say_out(&self, world: &mut Environment<'_>, sentence: &str) -> io::Result<()> {
        self.bars.suspend(|| writeln!(world.out, "{sentence}"))
    }

    fn report_bytes(
        &self,
        world: &mut Environment<'_>,
        model: &Model,
        job: &Job,
        told: &mut JobProgress,
    ) -> io::Result<()> {
        let (done, total) = (model.bytes_done(job), job.bytes_total());
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
            return line(
                world.out,
                &json!({
                    "event": "progress", "job": job.id.0, "path": job.source.text(),
                    "bytes_done": done, "bytes_total": total,
                }),
            );
        }
        let rate = model.traffic.meters.get(&job.id).and_then(takeup_model::Meter::rate);
        let pace = times::pace(rate, total - done);
        if self.terminal {
            let bar = told.bar.get_or_insert_with(|| self.bar(job));
            bar.set_position(done);
            bar.set_message(format!("{} {pace}", numbers::progress(done, total)));
        } else if !job.bytes_sent() && told.rested() {
            self.say_out(
                world,
                &format!("{}: {} {pace}", job.source.name(), numbers::progress(done, total)),
            )?;
        }
        Ok(())
    }

    fn bar(&self, job: &Job) -> ProgressBar {
        let style = ProgressStyle::with_template("{prefix:.bold} {wide_bar} {msg}");
        let bar = ProgressBar::new(job.bytes_total());
        let bar = style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style));
        self.bars.add(bar.with_prefix(job.source.name()))
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
                self.say(world, &format!("{}: {trouble}", job.source.name()))?;
            }
            told.trouble = trouble;
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
        if let Some(bar) = told.bar.take() {
            bar.finish_and_clear();
        }
        let reason = why.map(str::to_owned).or_else(|| text::reason(job));
        let status = if why.is_some() { "failed" } else { status(job) };
        if self.json {
            let begin = job.started.unwrap_or(job.added);
            let end = job.ended.or(job.sent);
            let seconds = end.map_or(0.0, |end| end.duration_since(begin).as_secs_f64().max(0.0));
            let receipt = job.receipt.as_deref();
            let parts = receipt.and_then(|receipt| receipt.cut).map(|cut| cut.parts);
            let agreed = receipt.and_then(|receipt| receipt.proof.agreed());
            return line(
                world.out,
                &json!({
                    "event": "done", "job": job.id.0, "path": job.source.text(),
                    "asset_id": job.asset_id().map(|id| &id.0), "task_id": job.task.as_ref().map(|(id, _)| &id.0),
                    "status": status, "reused": job.reused, "method": job.method().map(takeup_model::Method::word),
                    "bytes": job.bytes_total(), "seconds": seconds, "retries": job.retries, "reason": reason,
                    "tree": receipt.map(|receipt| &receipt.tree), "sha256": receipt.map(|receipt| &receipt.sha256),
                    "proof": receipt.map(|receipt| receipt.proof.word()), "parts": parts, "parts_agreed": agreed,
                    "same_file": receipt.and_then(|receipt| receipt.same_file.then_some(true)),
                    "size_agrees": receipt.and_then(Receipt::size_agrees),
                }),
            );
        }
        let thing = match (&job.task, job.asset_id()) {
            (Some((id, _)), _) => format!(" · task {id}"),
            (None, Some(id)) => format!(" · asset {id}"),
            (None, None) => String::new(),
        };
        let reason = reason
            .filter(|_| job.end != Some(End::Ready))
            .or_else(|| job.reused.then(|| msg::duplicates::duplicate_reused().to_owned()))
            .map(|reason| format!(" · {reason}"))
            .unwrap_or_default();
        self.say_out(world, &format!("{}: {status}{thing}{reason}", job.source.name()))
    }

    /// Tells of every job that will not end in this run.
    fn end(&mut self, world: &mut Environment<'_>, model: &Model, why: &str) -> io::Result<()> {
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

impl JobProgress {
    fn nothing() -> Self {
        Self { step: None, bytes: None, trouble: None, at: None, bar: None, done: false }
    }

    /// Whether a plain line is due again.
    fn rested(&mut self) -> bool {
        #[expect(clippy::disallowed_methods, reason = "spaces out lines for the eye")]
        let now = Instant::now();
        let rested = self.at.is_none_or(|at| now.duration_since(at) >= PLAIN_EVERY);
        if rested {
            self.at = Some(now);
        }
        rested
    }
}

fn status(job: &Job) -> &'static str {
    match &job.end {
        Some(End::Ready) => "ready",
        Some(End::Failed(_)) => "failed",
        Some(End::Refused(_)) => "refused",
        Some(End::Cancelled) => "cancelled",
        None if job.asks() => "duplicate",
        None => "processing",
    }
}

fn word(step: Step) -> &'static str {
    match step {
        Step::Look => "look",
        Step::Compare => "compare",
        Step::Recover => "seek",
        Step::Create => "create",
        Step::FetchParts => "recall",
        Step::Send => "send",
        Step::Watch => "process",
        Step::Follow => "follow",
        Step::Submit => "submit",
        Step::Over => "over",
    }
}
