//! Assets that go to more places, and sessions that a local file finishes.

use std::path::PathBuf;

use takeup_engine::Command;
use takeup_launch::{Launch, Started, launch};
use takeup_model::{AssetId, GoalState, Job, List, Target, UploadId};
use takeup_text as text;

use super::asking::Asking;
use super::held::AddArgs;
use super::upload::{Reader, follow};
use super::{FAILED, NOTHING, Place, World};

/// Puts assets into an index or a knowledge store. The platform is asked first whether they are there, so no journal
/// is needed for nothing to be created twice.
pub(super) fn add(world: &mut World<'_>, args: &AddArgs, target: Target) -> anyhow::Result<u8> {
    let AddArgs { assets, no_wait, place } = args;
    let engine = Asking::start(world, place)?.into_engine();
    let account = engine.model().current.clone();
    let mut reader = Reader::new(&engine, place.json, false, world.terminal);
    if *no_wait {
        reader = reader.until(taken_in);
    }
    let assets = assets.iter().map(|id| (AssetId(id.clone()), id.clone())).collect();
    engine.send(Command::Place(account.clone(), assets, vec![target]));
    follow(world, engine, &mut reader, &account)
}

/// Whether the platform has taken an asset in wherever it shall go.
fn taken_in(job: &Job) -> bool {
    job.goals.iter().all(|goal| match goal.state {
        GoalState::Submitted { .. } | GoalState::Ready { .. } | GoalState::Failed(_) => true,
        GoalState::Wanted | GoalState::Begun | GoalState::Doubtful => false,
    })
}

/// Finishes a session with a local file.
pub(super) fn finish(
    world: &mut World<'_>,
    place: &Place,
    upload: UploadId,
    file: PathBuf,
) -> anyhow::Result<u8> {
    let plan = Launch { hold: true, ..place.launch(world) };
    let Started::Engine(engine) = launch(&plan, |_| {}, || {})? else {
        writeln!(world.err, "A running Takeup is at work; finish the session in its window.")?;
        return Ok(NOTHING);
    };
    let account = engine.model().current.clone();
    let mut asking = Asking::of(engine, place.json)?;
    if let Err(code) = asking.load(world, &List::Sessions, None, true)? {
        asking.end();
        return Ok(code);
    }
    let engine = asking.into_engine();
    writeln!(world.err, "{}", text::FINISH_UNVERIFIED)?;
    let mut reader = Reader::new(&engine, place.json, false, world.terminal);
    engine.send(Command::Finish(account.clone(), upload, file));
    // What cannot be finished makes no upload, and its reason has been said.
    Ok(match follow(world, engine, &mut reader, &account)? {
        NOTHING => FAILED,
        code => code,
    })
}
