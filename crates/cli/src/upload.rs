//! Uploads: sends commands to the engine and follows it until every job has ended.

use std::time::Duration;

use takeup_engine::handover::HandoverRequest;
use takeup_engine::{Command, Engine, JobSelection};
use takeup_launch::{Begun, LaunchOptions, Started, launch, launch_or_hand_over, options, settings_meant};
use takeup_model::{AccountId, End, JobId, Settings};
use takeup_text::msg::console;
use takeup_text::times;

use super::asking::{journal_trouble, say_failed, unusable};
use super::progress::ProgressReporter;
use super::report::Report;
use super::request::{adjust, request};
use super::{
    Environment, FAILED, INTERRUPTED, MethodArg, NOTHING, ResumeArgs, USAGE, UploadArgs, interrupted,
    key_trouble, told, write_line,
};
use super::{destinations, handed_over, queue, share};

pub(super) fn upload(world: &mut Environment<'_>, args: &UploadArgs) -> anyhow::Result<u8> {
    let Some(mut request) = request(world, args)? else { return Ok(USAGE) };
    let report = Report::of(args);
    if let Some(code) = share::keep(world, &mut request, args.shard, args.common.json)? {
        return Ok(report.save(world, code, std::iter::empty())?);
    }
    let options = options(&request);
    let direct = args.method == MethodArg::Direct;
    let mut plan = LaunchOptions {
        stop_at_start: true,
        limit_rate: args.pace.limit_rate.unwrap_or(0),
        ..args.common.launch(world)
    };
    // Looking for sessions costs a request, so it has to be asked for.
    plan.policy.adopt_above = if args.adopt { 0 } else { u64::MAX };
    let adjust_all = |settings: &mut Settings| adjust(settings, &args.pace, direct);
    let meant = || {
        let account = settings_meant(&plan)?.current;
        Ok(HandoverRequest { account: Some(account.0), ..request.clone() })
    };
    let engine = match launch_or_hand_over(|| launch(&plan, adjust_all, || {}), meant).map_err(told)? {
        Begun::Engine(engine) => engine,
        Begun::HandedOver(handover) => {
            if args.pace.is_set() || args.common.network.is_set() {
                write_line(world.err, console::console_own_settings())?;
            }
            let count = request.paths.len() + request.urls.len();
            return handed_over::follow(world, handover, count, args, &report);
        }
    };
    let Some((account, engine)) = destinations::checked(world, engine, &args.to, args.common.json)? else {
        return Ok(FAILED);
    };
    let mut reader = ProgressReporter::new(&engine, args.common.json, args.wait.no_wait, world.terminal);
    reader.timeout = args.wait.timeout;
    reader.report = report;
    // The files of other shares are in the table too.
    reader.metadata_table = options.metadata_table.clone().filter(|_| args.shard.is_none());
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
    let adjust_all = |settings: &mut Settings| adjust(settings, &args.pace, false);
    let Started::Engine(engine) = launch(&plan, adjust_all, || {}).map_err(told)? else {
        write_line(world.err, console::console_uploads_busy())?;
        return Ok(NOTHING);
    };
    if journal_trouble(world, &engine, args.common.json)? {
        engine.shutdown();
        return Ok(FAILED);
    }
    let model = queue::taken_in(&engine)?;
    let account = model.current.clone();
    let mut reader = ProgressReporter::new(&engine, args.common.json, args.wait.no_wait, world.terminal);
    reader.timeout = args.wait.timeout;
    reader.report = Report::new(args.pace.report.as_ref(), None, args.common.json);
    let failed: Vec<JobId> = model.shown_jobs().filter(|job| job.ended_badly()).map(|job| job.id).collect();
    let meant =
        if args.failed { failed.clone() } else { queue::unfinished(&model).map(|job| job.id).collect() };
    queue::say_elsewhere(world, &model)?;
    if meant.is_empty() {
        let nothing = if args.failed {
            console::console_nothing_failed()
        } else {
            console::console_nothing_unfinished()
        };
        write_line(world.err, nothing)?;
        if !args.failed && !failed.is_empty() {
            write_line(world.err, console::console_some_failed(failed.len()))?;
        }
        engine.shutdown();
        return Ok(reader.report.save(world, NOTHING, std::iter::empty())?);
    }
    engine.send(if args.failed {
        Command::Retry(JobSelection::These(meant))
    } else {
        Command::Resume(JobSelection::These(meant))
    });
    follow(world, engine, &mut reader, &account)
}

/// Reports models until every job has ended, the key fails, or the process is interrupted.
pub(super) fn follow(
    world: &mut Environment<'_>,
    engine: Engine,
    reader: &mut ProgressReporter,
    account: &AccountId,
) -> anyhow::Result<u8> {
    let mut models = engine.watch();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut interruption = std::pin::pin!(interrupted());
    let mut late = std::pin::pin!(after(reader.timeout));
    let code = loop {
        let (mut ended, mut too_late) = (false, false);
        let going = runtime.block_on(async {
            tokio::select! {
                () = &mut interruption => false,
                () = &mut late => {
                    too_late = true;
                    true
                }
                changed = models.changed() => {
                    ended = changed.is_err();
                    true
                }
            }
        });
        let seen = engine.snapshot();
        let model = &seen.facts;
        if !going {
            break None;
        }
        if ended {
            break Some(say_failed(world, console::console_engine_ended(), reader.json)?);
        }
        reader.report(world, &seen)?;
        if !reader.report_folders(world, &engine, model)? {
            break Some(FAILED);
        }
        if reader.over(model) {
            break Some(reader.verdict(model));
        }
        let locked = model.accounts.get(account).and_then(unusable).filter(|_| reader.judged(model));
        if let Some(timeout) = reader.timeout.filter(|_| too_late) {
            let said = console::console_timed_out(times::about(timeout));
            break Some(say_failed(world, &said, reader.json)?);
        }
        if let Some(why) = locked {
            reader.end(world, model, &why)?;
            break Some(key_trouble(world, &why, reader.json)?);
        }
    };
    reader.bars.clear();
    let model = engine.model();
    engine.shutdown();
    if !reader.json
        && reader.jobs(&model).any(|job| matches!(&job.end, Some(End::Refused(why)) if why.may_go_anyway()))
    {
        write_line(world.err, console::console_held_anyway())?;
    }
    if code.is_none() {
        write_line(world.err, console::console_interrupted())?;
    }
    Ok(reader.save_report(world, &model, code.unwrap_or(INTERRUPTED))?)
}

/// Ends after this time, or never.
pub(super) async fn after(time: Option<Duration>) {
    match time {
        Some(time) => tokio::time::sleep_until(tokio::time::Instant::now() + time).await,
        None => std::future::pending().await,
    }
}
