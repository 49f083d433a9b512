//! Adds assets to destinations, and finishes sessions with a local file.

use std::path::PathBuf;

use takeup_engine::Command;
use takeup_launch::{LaunchOptions, Started, launch};
use takeup_model::{AssetId, DestinationId, DestinationState, Job, List, UploadId};
use takeup_text::msg::{console, sessions};

use super::asking::{Asking, journal_trouble};
use super::library::AddArgs;
use super::progress::ProgressReporter;
use super::upload::follow;
use super::{CommonArgs, Environment, FAILED, NOTHING, told, write_line};

/// Adds assets to an index or a knowledge store. The engine first asks the platform whether they are there, so
/// nothing is created twice even without a journal.
pub(super) fn add(
    world: &mut Environment<'_>,
    args: &AddArgs,
    destination_id: DestinationId,
) -> anyhow::Result<u8> {
    let AddArgs { assets, no_wait, timeout, common } = args;
    let engine = Asking::start(world, common)?.into_engine();
    let account = engine.model().current.clone();
    let mut reader = ProgressReporter::new(&engine, common.json, false, world.terminal);
    reader.timeout = *timeout;
    if *no_wait {
        reader = reader.until(taken_in);
    }
    let assets = assets.iter().map(|id| (AssetId(id.clone()), id.clone())).collect();
    engine.send(Command::AddAssets(account.clone(), assets, vec![destination_id]));
    follow(world, engine, &mut reader, &account)
}

/// Whether the platform has accepted the asset at every destination.
fn taken_in(job: &Job) -> bool {
    job.destinations.iter().all(|destination| match destination.state {
        DestinationState::Submitted { .. } | DestinationState::Ready { .. } | DestinationState::Failed(_) => {
            true
        }
        DestinationState::Wanted | DestinationState::Begun | DestinationState::Doubtful => false,
    })
}

/// Finishes a session with a local file.
pub(super) fn finish(
    world: &mut Environment<'_>,
    common: &CommonArgs,
    upload: UploadId,
    file: PathBuf,
) -> anyhow::Result<u8> {
    let plan = LaunchOptions { stop_at_start: true, ..common.launch(world) };
    let Started::Engine(engine) = launch(&plan, |_| {}, || {}).map_err(told)? else {
        write_line(world.err, console::console_finish_busy())?;
        return Ok(NOTHING);
    };
    if journal_trouble(world, &engine, common.json)? {
        engine.shutdown();
        return Ok(FAILED);
    }
    let account = engine.model().current.clone();
    let mut asking = Asking::of(engine, common.json)?;
    if let Err(code) = asking.load(world, &List::Sessions, None, true)? {
        asking.end();
        return Ok(code);
    }
    let engine = asking.into_engine();
    write_line(world.err, sessions::session_finish_unverified())?;
    let mut reader = ProgressReporter::new(&engine, common.json, false, world.terminal);
    engine.send(Command::Finish(account.clone(), upload, file));
    // A session that cannot be finished makes no upload, and its reason is already on the screen.
    Ok(match follow(world, engine, &mut reader, &account)? {
        NOTHING => FAILED,
        code => code,
    })
}
