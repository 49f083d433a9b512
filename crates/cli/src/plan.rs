//! The dry run of an upload: reads, compares and prints; sends and creates nothing.

use std::sync::Arc;

use serde_json::json;

use takeup_engine::{Command, Policy};
use takeup_launch::{LaunchOptions, launch_reader, options};
use takeup_model::{
    Account, AssetId, Duplicate, End, Forecast, Job, JobId, KeyState, Model, Reachability, Step, Wire,
};
use takeup_text::msg::{console, metadata};
use takeup_text::{self as text, numbers};

use super::asking::{Asking, unusable};
use super::request::{adjust, request};
use super::{
    Environment, FAILED, INTERRUPTED, MethodArg, NOTHING, READY, USAGE, UploadArgs, interrupted, key_trouble,
    told, write_json, write_line,
};
use super::{destinations, share};

pub(super) fn print(world: &mut Environment<'_>, args: &UploadArgs) -> anyhow::Result<u8> {
    let Some(mut request) = request(world, args)? else { return Ok(USAGE) };
    if let Some(code) = share::keep(world, &mut request, args.shard, args.common.json)? {
        return Ok(code);
    }
    let options = options(&request);
    let launch = args.common.launch(world);
    let launch = LaunchOptions { policy: Policy { dry_run: true, ..launch.policy.clone() }, ..launch };
    let engine =
        launch_reader(&launch, |settings| adjust(settings, &args.pace, args.method == MethodArg::Direct))
            .map_err(told)?;
    let mut asking = Asking::of(engine, args.common.json)?;
    let there = destinations::there(world, &mut asking, &args.to)?;
    let (account, engine) = (asking.account.clone(), asking.into_engine());
    let start = engine.model().last_number;
    engine.send(Command::AddPaths(account.clone(), request.paths, options.clone()));
    engine.send(Command::AddUrls(account, request.urls, options.clone()));
    // The engine handles commands in order: once the URLs are in the model, the files are too.
    let asks = options.if_exists.is_some_and(takeup_model::IfExists::asks_platform);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut models = engine.watch();
    let mut interruption = std::pin::pin!(interrupted());
    let judged = runtime.block_on(async {
        loop {
            let model = engine.model();
            let handled = model.last_number > start || sent_before(&model) > 0;
            if handled && model.intake.is_empty() && model.jobs.values().all(|job| is_judged(job)) {
                return Some(Ok(model));
            }
            if let Some(why) = model.current_account().filter(|_| asks).and_then(in_the_way) {
                return Some(Err(why));
            }
            tokio::select! {
                () = &mut interruption => return None,
                changed = models.changed() => if changed.is_err() { return None },
            }
        }
    });
    engine.shutdown();
    match judged {
        None => Ok(INTERRUPTED),
        Some(Err(why)) => Ok(key_trouble(world, &why, args.common.json)?),
        Some(Ok(model)) => {
            let added = model.jobs.split(&JobId(start)).1;
            let plan = Model { jobs: added, ..Model::clone(&model) };
            let table = options.metadata_table.as_deref().filter(|_| args.shard.is_none());
            let code = tell(world, &model, &plan, table, args.common.json)?;
            Ok(if there { code } else { FAILED })
        }
    }
}

/// How many files and URLs were sent before.
fn sent_before(model: &Model) -> usize {
    model.notices.iter().map(|notice| notice.news.sent_before().len()).sum()
}

/// Why the files cannot be compared with the assets on the platform.
fn in_the_way(account: &Account) -> Option<String> {
    match (&account.key, &account.reachability) {
        (KeyState::Unknown, _) => None,
        (_, Reachability::Down { why, .. }) => Some(text::happened(why)),
        _ => unusable(account),
    }
}

/// Whether everything that can be known before sending is known.
fn is_judged(job: &Job) -> bool {
    matches!(job.step(), Step::Prepare | Step::Create | Step::Watch | Step::Submit | Step::Over)
        || job.asks()
        // A duplicate in the list would use the asset of the other upload.
        || matches!(&job.duplicate, Some(Duplicate::InList(_)) if job.if_exists().takes())
}

fn tell(
    world: &mut Environment<'_>,
    model: &Model,
    plan: &Model,
    metadata_table: Option<&takeup_model::MetadataTable>,
    json: bool,
) -> anyhow::Result<u8> {
    let jobs: Vec<&Arc<Job>> = plan.shown_jobs().collect();
    for job in &jobs {
        if json {
            write_json(world.out, &object(job))?;
        } else {
            write_line(world.out, sentence(model, job))?;
        }
    }
    for (number, name) in metadata_table
        .into_iter()
        .flat_map(|metadata_table| metadata_table.unknown(jobs.iter().map(|job| &job.source)))
    {
        write_line(world.err, metadata::metadata_csv_unknown(number, &name))?;
    }
    for notice in &model.notices {
        write_line(world.err, text::news(&notice.news))?;
    }
    let already_sent = sent_before(model);
    let forecast = Forecast::of(plan, &Wire::default());
    // Nobody is asked about what is held here, so that it does not go either.
    let forecast = Forecast { refused: forecast.refused + forecast.held, held: 0, ..forecast };
    if json {
        write_json(
            world.out,
            &json!({
                "event": "outlook", "files": forecast.files, "urls": forecast.urls, "bytes": forecast.bytes,
                "refused": forecast.refused, "there_already": forecast.there + already_sent,
            }),
        )?;
    } else {
        write_line(world.out, text::forecast(&forecast))?;
    }
    Ok(match (jobs.is_empty(), jobs.iter().any(|job| job.ended_badly())) {
        (true, _) if already_sent > 0 => READY,
        (true, _) => NOTHING,
        (false, false) => READY,
        (false, true) => FAILED,
    })
}

fn way(job: &Job) -> &'static str {
    match (&job.end, job.reused || job.duplicate.is_some()) {
        (Some(End::Refused(_) | End::Failed(_)), _) => "refused",
        (_, true) => "there",
        (_, false) => "send",
    }
}

/// The asset that another upload of the same content has made.
fn known_asset<'a>(model: &'a Model, duplicate: &Duplicate) -> Option<&'a AssetId> {
    let Duplicate::InList(other) = duplicate else { return None };
    model.jobs.get(other)?.asset_id()
}

fn object(job: &Job) -> serde_json::Value {
    let metadata: serde_json::Map<String, serde_json::Value> =
        job.options.metadata.iter().map(|(key, value)| (key.to_owned(), value.json())).collect();
    json!({
        "event": "plan", "path": job.source.public_text(), "would": way(job),
        "method": job.method().map(takeup_model::Method::word), "bytes": job.bytes_total(),
        "asset_id": job.asset_id().map(|id| &id.0), "metadata": metadata, "reason": text::reason(job),
    })
}

fn sentence(model: &Model, job: &Job) -> String {
    let plan = if job.ended_badly() {
        text::reason(job).unwrap_or_default()
    } else if let Some((id, _)) = job.asset.as_ref().filter(|_| job.reused) {
        console::console_plan_reuse(&id.0)
    } else if let Some(id) = job.duplicate.as_ref().and_then(|it| known_asset(model, it)) {
        console::console_plan_reuse(&id.0)
    } else if let Some(duplicate) = &job.duplicate {
        text::duplicate_named(model, duplicate)
    } else {
        let size = job.file.as_ref().map(|_| numbers::bytes(job.bytes_total()));
        let way = job.route.as_ref().map(|route| text::route(route, model.settings.multipart_above));
        let limit = model.account_of(job).and_then(|account| text::limit_note(job, account));
        let facts = [size, way, text::metadata_line(&job.options.metadata), limit];
        numbers::facts(facts.into_iter().flatten())
    };
    console::console_about(job.name(), plan)
}
