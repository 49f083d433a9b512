//! What an upload would do: looks, compares, and prints; sends nothing and creates nothing.

use std::sync::Arc;

use serde_json::json;

use takeup_engine::{Command, Policy};
use takeup_launch::{LaunchOptions, launch_reader, options};
use takeup_model::{Account, Duplicate, End, Forecast, Job, KeyState, Model, Reachability, Step};
use takeup_text::{self as text, numbers};

use super::asking::{Asking, unusable};
use super::destinations;
use super::request::{adjust, request};
use super::{
    Environment, FAILED, INTERRUPTED, MethodArg, NOTHING, READY, USAGE, UploadArgs, interrupted, key_trouble,
    line,
};

pub(super) fn print(world: &mut Environment<'_>, args: &UploadArgs) -> anyhow::Result<u8> {
    let Some(request) = request(world, args)? else { return Ok(USAGE) };
    let options = options(&request);
    let launch = args.common.launch(world);
    let launch = LaunchOptions { policy: Policy { dry_run: true, ..launch.policy.clone() }, ..launch };
    let engine =
        launch_reader(&launch, |settings| adjust(settings, &args.pace, args.method == MethodArg::Direct))?;
    let mut asking = Asking::of(engine, args.common.json)?;
    let there = destinations::there(world, &mut asking, &request)?;
    let (account, engine) = (asking.account.clone(), asking.into_engine());
    engine.send(Command::AddPaths(account.clone(), request.paths, options.clone()));
    engine.send(Command::AddUrls(account, request.urls, options.clone()));
    // An engine takes wishes in order: once it has seen this one, it has seen those before.
    let asks = options.if_exists.is_some_and(takeup_model::IfExists::asks_platform);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut models = engine.watch();
    let mut interruption = std::pin::pin!(interrupted());
    let judged = runtime.block_on(async {
        loop {
            let model = engine.model();
            if model.last_number > 0
                && model.intake.is_empty()
                && model.jobs.values().all(|job| is_judged(job))
            {
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
            let code = tell(world, &model, options.metadata_table.as_deref(), args.common.json)?;
            Ok(if there { code } else { FAILED })
        }
    }
}

/// Why nothing can be compared with what is on the platform, if something stands in the way.
fn in_the_way(account: &Account) -> Option<String> {
    match (&account.key, &account.reachability) {
        (KeyState::Unknown, _) => None,
        (_, Reachability::Down { why, .. }) => Some(text::happened(why)),
        _ => unusable(account),
    }
}

/// Whether everything that can be known before sending is known.
fn is_judged(job: &Job) -> bool {
    matches!(job.step(), Step::Create | Step::Watch | Step::Submit | Step::Over)
        || job.asks()
        // What waits for another upload of this very list would take its asset.
        || matches!(&job.duplicate, Some(Duplicate::InList(_)) if job.if_exists().takes())
}

fn tell(
    world: &mut Environment<'_>,
    model: &Model,
    metadata_table: Option<&takeup_model::MetadataTable>,
    json: bool,
) -> anyhow::Result<u8> {
    let jobs: Vec<&Arc<Job>> = model.shown_jobs().collect();
    for job in &jobs {
        if json {
            line(world.out, &object(job))?;
        } else {
            writeln!(world.out, "{}", sentence(model, job))?;
        }
    }
    let names: Vec<String> = jobs.iter().map(|job| job.source.asset_name()).collect();
    for (number, name) in metadata_table
        .into_iter()
        .flat_map(|metadata_table| metadata_table.unknown(names.iter().map(String::as_str)))
    {
        writeln!(world.err, "{}", text::unknown_name(number, &name))?;
    }
    for notice in &model.notices {
        writeln!(world.err, "{}", text::news(&notice.news))?;
    }
    let forecast = Forecast::of(model);
    if json {
        line(
            world.out,
            &json!({
                "event": "outlook", "files": forecast.files, "urls": forecast.urls, "bytes": forecast.bytes,
                "refused": forecast.refused, "there_already": forecast.there,
            }),
        )?;
    } else {
        writeln!(world.out, "{}", text::forecast(&forecast))?;
    }
    Ok(match (jobs.is_empty(), jobs.iter().any(|job| job.ended_badly())) {
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

fn object(job: &Job) -> serde_json::Value {
    let metadata: serde_json::Map<String, serde_json::Value> =
        job.options.metadata.iter().map(|(key, value)| (key.to_owned(), json!(value.text()))).collect();
    json!({
        "event": "plan", "path": job.source.text(), "would": way(job),
        "method": job.method().map(takeup_model::Method::word), "bytes": job.bytes_total(),
        "asset_id": job.asset_id().map(|id| &id.0), "metadata": metadata, "reason": text::reason(job),
    })
}

fn sentence(model: &Model, job: &Job) -> String {
    let name = job.source.name();
    if job.ended_badly() {
        return format!("{name}: {}", text::reason(job).unwrap_or_default());
    }
    if let Some((id, _)) = job.asset.as_ref().filter(|_| job.reused) {
        return format!("{name}: there already as asset {id}; nothing would be sent");
    }
    if let Some(duplicate) = &job.duplicate {
        return format!("{name}: {}", text::duplicate_named(model, duplicate));
    }
    let size =
        if job.file.is_some() { format!("{} · ", numbers::bytes(job.bytes_total())) } else { String::new() };
    let way = job.route.as_ref().map(|route| text::route(route, model.settings.multipart_above));
    let told = text::metadata_line(&job.options.metadata).map(|told| format!(" · {told}"));
    format!("{name}: {size}{}{}", way.unwrap_or_default(), told.unwrap_or_default())
}
