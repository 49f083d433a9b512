//! Uploads that a running Takeup takes over: waits for them and reports what became of each.

use serde_json::json;

use takeup_engine::handover::Handover;
use takeup_model::{FailureCode, Outcome, Receipt, RunStatus, RunUpload};
use takeup_text::msg::console;
use takeup_text::{self as text, numbers};

use super::asking::say_failed;
use super::ended::{created, label};
use super::report::Report;
use super::upload::after;
use super::{
    Environment, FAILED, INTERRUPTED, NOTHING, READY, UploadArgs, interrupted, write_json, write_line,
};

/// Tells that so many files, folders and URLs were handed over. Without `--no-wait`, the exit code is that of the uploads.
pub(super) fn follow(
    world: &mut Environment<'_>,
    handover: Handover,
    count: usize,
    args: &UploadArgs,
    to: &Report,
) -> anyhow::Result<u8> {
    let json = args.common.json;
    if json {
        write_json(world.out, &json!({ "event": "handed_over", "count": count }))?;
    } else {
        write_line(world.out, console::console_handed_over(count))?;
    }
    if args.wait.no_wait {
        return Ok(to.save(world, READY, std::iter::empty())?);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let waiting = runtime.spawn_blocking(|| handover.wait());
    let waited = runtime.block_on(async {
        tokio::select! {
            () = interrupted() => Err(INTERRUPTED),
            () = after(args.wait.timeout) => Err(FAILED),
            results = waiting => results.ok().flatten().ok_or(INTERRUPTED),
        }
    });
    // Whoever was interrupted does not wait for the other program.
    runtime.shutdown_background();
    let results = match waited {
        Ok(results) => results,
        Err(code) => {
            say_failed(world, console::console_handed_over_goes_on(), json)?;
            return Ok(to.save(world, code, std::iter::empty())?);
        }
    };
    let uploads: Vec<RunUpload> =
        results.iter().map(|it| RunUpload::elsewhere(&it.name, it.receipt.as_ref())).collect();
    for upload in &uploads {
        report(world, upload, json)?;
    }
    let code = if uploads.is_empty() {
        NOTHING
    } else if uploads.iter().all(|upload| upload.status == RunStatus::Ready) {
        READY
    } else {
        FAILED
    };
    Ok(to.save(world, code, uploads.into_iter())?)
}

fn report(world: &mut Environment<'_>, upload: &RunUpload, json: bool) -> std::io::Result<()> {
    let (status, receipt) = (upload.status, upload.receipt.as_deref());
    let reason = receipt.and_then(|receipt| text::outcome_reason(&receipt.outcome));
    let asset = receipt.and_then(|receipt| receipt.asset.as_ref());
    let task = receipt.and_then(|receipt| receipt.task.as_ref());
    if json {
        return write_json(
            world.out,
            &json!({
                "event": "done", "path": upload.source,
                "asset_id": asset.map(|id| &id.0), "task_id": task.map(|id| &id.0), "status": status.word(),
                "reused": receipt.map(|receipt| receipt.reused), "bytes": upload.size,
                "reason": reason, "code": receipt.and_then(code),
            }),
        );
    }
    let facts = [Some(label(status).to_owned()), created(task, asset), reason];
    write_line(world.out, console::console_about(&upload.name, numbers::facts(facts.into_iter().flatten())))
}

fn code(receipt: &Receipt) -> Option<String> {
    match &receipt.outcome {
        Outcome::Failed(why) => why.code.as_ref().map(FailureCode::to_string),
        Outcome::Ready | Outcome::Refused(..) | Outcome::Cancelled => None,
    }
}
