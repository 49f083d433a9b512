//! Unfinished uploads: listed and cancelled.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use jiff::tz::TimeZone;
use serde_json::json;

use takeup_engine::config::Folders;
use takeup_engine::journal::{HistoryQuery, events_json, read_events, read_history, read_jobs};
use takeup_engine::{Command, Engine, JobSelection};
use takeup_launch::{LaunchOptions, Started, launch, settings_meant};
use takeup_model::{AccountId, End, Job, JobId, Model, Settings, Source};
use takeup_text::msg::console;
use takeup_text::{self as text, numbers};

use super::asking::{Asking, journal_trouble};
use super::history::write_receipts;
use super::request::named;
use super::{CommonArgs, Environment, FAILED, NOTHING, READY, told, write_json, write_line};

#[derive(Subcommand)]
pub(super) enum QueueCommand {
    List {
        #[command(flatten)]
        common: CommonArgs,
    },
    Show(ShowArgs),
    Cancel(CancelArgs),
}

#[derive(Args)]
pub(super) struct ShowArgs {
    #[arg(value_name = "upload")]
    upload: String,
    #[arg(long)]
    sandbox: bool,
    #[arg(long, value_name = "folder")]
    data_dir: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub(super) struct CancelArgs {
    #[arg(long, conflicts_with = "sources")]
    all: bool,
    #[command(flatten)]
    common: CommonArgs,
    #[arg(required_unless_present = "all", value_name = "path-or-url")]
    sources: Vec<OsString>,
}

pub(super) fn queue(world: &mut Environment<'_>, what: &QueueCommand) -> anyhow::Result<u8> {
    match what {
        QueueCommand::List { common } => list(world, common),
        QueueCommand::Show(args) => show(world, args),
        QueueCommand::Cancel(args) => cancel(world, args),
    }
}

/// An engine that starts no upload, or the exit code if another program has the journal or it is of no use.
fn start(world: &mut Environment<'_>, common: &CommonArgs) -> anyhow::Result<Result<Engine, u8>> {
    let plan = LaunchOptions { stop_at_start: true, ..common.launch(world) };
    match launch(&plan, |_| {}, || {}).map_err(told)? {
        Started::Engine(engine) if journal_trouble(world, &engine, common.json)? => {
            engine.shutdown();
            Ok(Err(FAILED))
        }
        Started::Engine(engine) => Ok(Ok(engine)),
        Started::Elsewhere(_) => {
            write_line(world.err, console::console_uploads_busy())?;
            Ok(Err(NOTHING))
        }
    }
}

/// The model once everything that was added before is among the uploads.
pub(super) fn taken_in(engine: &Engine) -> anyhow::Result<Arc<Model>> {
    let mut models = engine.watch();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let seen = runtime.block_on(models.wait_for(|seen| seen.facts.intake.is_empty()))?;
    Ok(Arc::clone(&seen.facts))
}

/// The uploads that have not ended.
pub(super) fn unfinished(model: &Model) -> impl Iterator<Item = &Arc<Job>> {
    model.shown_jobs().filter(|job| job.end.is_none())
}

/// Says which other accounts and servers have unfinished uploads in this journal, and how each is continued.
pub(super) fn say_elsewhere(world: &mut Environment<'_>, model: &Model) -> std::io::Result<()> {
    let jobs = model.jobs.values().map(AsRef::as_ref);
    say_of_others(world, jobs, &model.settings, &model.current)
}

fn say_of_others<'a>(
    world: &mut Environment<'_>,
    jobs: impl Iterator<Item = &'a Job>,
    settings: &Settings,
    current: &AccountId,
) -> std::io::Result<()> {
    let mut elsewhere: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for job in jobs.filter(|job| job.end.is_none() && job.account != *current) {
        let kept = settings.account(&job.account).is_some_and(|account| !account.passing);
        // An account that only a command line named is called like its server.
        *elsewhere.entry((kept, &job.account.0)).or_default() += 1;
    }
    for ((kept, name), count) in elsewhere {
        // The line is for a shell. Without control characters every name has quotes.
        let Some(name) = in_shell(name) else { continue };
        let said = if kept {
            console::console_unfinished_of_account(count, name)
        } else {
            console::console_unfinished_elsewhere(count, name)
        };
        write_line(world.err, said)?;
    }
    Ok(())
}

/// A name in a line for a shell, in quotes where it needs them.
fn in_shell(name: &str) -> Option<String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._:/[]".contains(letter);
    if name.chars().all(plain) { Some(name.to_owned()) } else { text::Shell::HERE.quoted(name) }
}

fn list(world: &mut Environment<'_>, common: &CommonArgs) -> anyhow::Result<u8> {
    let plan = LaunchOptions { stop_at_start: true, ..common.launch(world) };
    let any = match launch(&plan, |_| {}, || {}).map_err(told)? {
        Started::Engine(engine) => {
            if journal_trouble(world, &engine, common.json)? {
                engine.shutdown();
                return Ok(FAILED);
            }
            let model = taken_in(&engine)?;
            say_elsewhere(world, &model)?;
            let any = write_unfinished(world, unfinished(&model).map(AsRef::as_ref), common.json)?;
            engine.shutdown();
            any
        }
        // What it has written down is what there is to tell.
        Started::Elsewhere(_) => {
            let folders = Folders::find(plan.data_dir.as_deref(), plan.sandbox).map_err(told)?;
            let settings = settings_meant(&plan).map_err(told)?;
            let jobs = read_jobs(&folders.data).map_err(told)?;
            say_of_others(world, jobs.iter(), &settings, &settings.current)?;
            let mine = |job: &&Job| job.end.is_none() && job.account == settings.current;
            let unfinished = jobs.iter().filter(mine);
            let any = write_unfinished(world, unfinished, common.json)?;
            if any {
                write_line(world.err, console::console_uploads_busy())?;
            }
            any
        }
    };
    if !any {
        write_line(world.err, console::console_nothing_unfinished())?;
    }
    Ok(if any { READY } else { NOTHING })
}

/// Prints these, a line each. Returns whether there are any.
fn write_unfinished<'a>(
    world: &mut Environment<'_>,
    jobs: impl Iterator<Item = &'a Job>,
    json: bool,
) -> std::io::Result<bool> {
    let mut any = false;
    for job in jobs {
        any = true;
        let (done, total) = (job.bytes_stored(), job.bytes_total());
        if json {
            let method = job.method().map(takeup_model::Method::word);
            let object = json!({
                "id": job.id.0, "path": job.source.public_text(), "method": method, "bytes_done": done, "bytes_total": total,
                "asset_id": job.asset_id().map(|id| &id.0), "added_at": job.added.to_string(),
            });
            write_json(world.out, &object)?;
        } else {
            let progress = (total > 0).then(|| numbers::progress(done, total));
            let facts = [Some(job.id.to_string()), Some(job.source.public_text()), progress];
            write_line(world.out, facts.into_iter().flatten().collect::<Vec<_>>().join("  "))?;
        }
    }
    Ok(any)
}

/// Prints what has happened to an upload. It reads the journal and starts no engine.
fn show(world: &mut Environment<'_>, args: &ShowArgs) -> anyhow::Result<u8> {
    let folders = Folders::find(args.data_dir.as_deref(), args.sandbox).map_err(told)?;
    let job = if let Ok(number) = args.upload.parse() {
        Some(JobId(number))
    } else {
        let query = HistoryQuery { text: Some(args.upload.clone()), limit: Some(1) };
        read_history(&folders.data, &query).map_err(told)?.first().map(|receipt| receipt.job)
    };
    let found = job.map(|job| read_events(&folders.data, job)).transpose().map_err(told)?.flatten();
    let Some((events, receipt)) = found else {
        write_line(world.err, console::console_no_such_upload())?;
        return Ok(NOTHING);
    };
    if args.json {
        let events: serde_json::Value = serde_json::from_str(&events_json(&events))?;
        write_json(world.out, &json!({ "id": job.map(|job| job.0), "events": events }))?;
        return Ok(READY);
    }
    if let Some(receipt) = &receipt {
        write_receipts(world.out, std::slice::from_ref(receipt))?;
    }
    let zone = TimeZone::system();
    for line in text::event_lines(events.iter(), &zone) {
        write_line(world.out, line)?;
    }
    Ok(READY)
}

fn cancel(world: &mut Environment<'_>, args: &CancelArgs) -> anyhow::Result<u8> {
    let named: Vec<Source> = args.sources.iter().flat_map(|source| named(source)).collect();
    let engine = match start(world, &args.common)? {
        Ok(engine) => engine,
        Err(code) => return Ok(code),
    };
    let model = taken_in(&engine)?;
    // A URL is named as it was given, or as it is listed; a file as it was given, or without the links on its way.
    let is = |job: &Job, source: &Source| match (job.source.path(), source.path()) {
        (Some(own), Some(path)) => own == path || own == takeup_media::whole(path),
        (None, None) => job.source == *source || job.source.public_text() == source.text(),
        _ => false,
    };
    let meant = unfinished(&model).filter(|job| args.all || named.iter().any(|source| is(job, source)));
    let meant: Vec<JobId> = meant.map(|job| job.id).collect();
    let strange: Vec<&Source> =
        named.iter().filter(|source| !unfinished(&model).any(|job| is(job, source))).collect();
    for source in &strange {
        write_line(
            world.err,
            console::console_about(source.public_text(), console::console_not_unfinished()),
        )?;
    }
    let mut asking = Asking::of(engine, args.common.json)?;
    asking.send(Command::Cancel(JobSelection::These(meant.clone())));
    let over = |model: &Model| {
        meant.iter().all(|id| model.job(*id).is_none_or(|job| job.end == Some(End::Cancelled)))
    };
    asking.until(over)?;
    for job in meant.iter().filter_map(|id| model.job(*id)) {
        if args.common.json {
            write_json(world.out, &json!({ "event": "cancelled", "path": job.source.public_text() }))?;
        } else {
            write_line(world.out, console::console_about(job.name(), console::console_ended_cancelled()))?;
        }
    }
    asking.send(Command::Remove(JobSelection::These(meant.clone())));
    asking.until(|model| meant.iter().all(|id| model.job(*id).is_none()))?;
    asking.end();
    if meant.is_empty() {
        write_line(world.err, console::console_none_unfinished())?;
        return Ok(NOTHING);
    }
    Ok(if strange.is_empty() { READY } else { FAILED })
}
