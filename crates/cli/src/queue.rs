//! What is unfinished here: listed, and called off.

use std::ffi::OsString;
use std::sync::Arc;

use clap::{Args, Subcommand};
use serde_json::json;

use takeup_engine::{Command, Engine, JobSelection};
use takeup_launch::{LaunchOptions, Started, launch};
use takeup_model::{End, Job, JobId, Model, Source};
use takeup_text::{self as text, numbers};

use super::asking::Asking;
use super::request::named;
use super::{CommonArgs, Environment, NOTHING, READY, line};

#[derive(Subcommand)]
pub(super) enum QueueCommand {
    /// List the uploads that are not finished; `takeup-cli resume` goes on with them
    List {
        #[command(flatten)]
        common: CommonArgs,
    },
    /// Call unfinished uploads off; what has arrived stays on the platform
    Cancel(CancelArgs),
}

#[derive(Args)]
pub(super) struct CancelArgs {
    /// All of them
    #[arg(long, conflicts_with = "sources")]
    all: bool,
    #[command(flatten)]
    common: CommonArgs,
    /// Their files and URLs
    #[arg(required_unless_present = "all", value_name = "PATH|URL")]
    sources: Vec<OsString>,
}

pub(super) fn queue(world: &mut Environment<'_>, what: &QueueCommand) -> anyhow::Result<u8> {
    match what {
        QueueCommand::List { common } => list(world, common),
        QueueCommand::Cancel(args) => cancel(world, args),
    }
}

/// An engine that begins nothing by itself, unless another program has the journal.
fn start(world: &mut Environment<'_>, common: &CommonArgs) -> anyhow::Result<Option<Engine>> {
    match launch(&LaunchOptions { stop_at_start: true, ..common.launch(world) }, |_| {}, || {})? {
        Started::Engine(engine) => Ok(Some(engine)),
        Started::Elsewhere(_) => {
            writeln!(world.err, "A running Takeup is at work on these uploads.")?;
            Ok(None)
        }
    }
}

/// The uploads that are not over.
pub(super) fn unfinished(model: &Model) -> impl Iterator<Item = &Arc<Job>> {
    model.shown_jobs().filter(|job| job.end.is_none())
}

fn list(world: &mut Environment<'_>, common: &CommonArgs) -> anyhow::Result<u8> {
    let Some(engine) = start(world, common)? else { return Ok(NOTHING) };
    let model = engine.model();
    let mut any = false;
    for job in unfinished(&model) {
        any = true;
        let (done, total) = (job.bytes_stored(), job.bytes_total());
        if common.json {
            let method = job.method().map(takeup_model::Method::word);
            let object = json!({
                "path": job.source.text(), "method": method, "bytes_done": done, "bytes_total": total,
                "asset_id": job.asset_id().map(|id| &id.0), "added_at": job.added.to_string(),
            });
            line(world.out, &object)?;
        } else {
            let said =
                if total > 0 { format!("  {}", numbers::progress(done, total)) } else { String::new() };
            writeln!(world.out, "{}{said}", text::one_line(&job.source.text()))?;
        }
    }
    engine.shutdown();
    if !any {
        writeln!(world.err, "Nothing is unfinished.")?;
    }
    Ok(if any { READY } else { NOTHING })
}

fn cancel(world: &mut Environment<'_>, args: &CancelArgs) -> anyhow::Result<u8> {
    let named: Vec<Source> = args.sources.iter().map(|source| named(source)).collect();
    let Some(engine) = start(world, &args.common)? else { return Ok(NOTHING) };
    let model = engine.model();
    let meant = unfinished(&model).filter(|job| args.all || named.contains(&job.source));
    let meant: Vec<JobId> = meant.map(|job| job.id).collect();
    for source in named.iter().filter(|source| !unfinished(&model).any(|job| job.source == **source)) {
        writeln!(world.err, "{}: not unfinished here", text::one_line(&source.text()))?;
    }
    let mut asking = Asking::of(engine, args.common.json)?;
    asking.send(Command::Cancel(JobSelection::These(meant.clone())));
    let over = |model: &Model| {
        meant.iter().all(|id| model.job(*id).is_none_or(|job| job.end == Some(End::Cancelled)))
    };
    asking.until(over)?;
    for job in meant.iter().filter_map(|id| model.job(*id)) {
        if args.common.json {
            line(world.out, &json!({ "event": "cancelled", "path": job.source.text() }))?;
        } else {
            writeln!(world.out, "{}: cancelled", text::one_line(&job.source.name()))?;
        }
    }
    asking.send(Command::Remove(JobSelection::These(meant.clone())));
    asking.until(|model| meant.iter().all(|id| model.job(*id).is_none()))?;
    asking.end();
    if meant.is_empty() {
        writeln!(world.err, "No such upload is unfinished.")?;
        return Ok(NOTHING);
    }
    Ok(READY)
}
