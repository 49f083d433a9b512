//! Uploads that a running Takeup takes over: waits for them and reports what became of each.

use serde_json::json;

use takeup_engine::handover::{HandoverRequest, HandoverResult, RunningInstance};
use takeup_model::{FailureCode, Outcome, Receipt, RunUpload};
use takeup_text::msg::console;
use takeup_text::{self as text, numbers};

use super::ended::{Ended, created};
use super::report::Report;
use super::upload::after;
use super::{
    Environment, FAILED, INTERRUPTED, NOTHING, READY, UploadArgs, interrupted, told, write_json, write_line,
};

/// Hands uploads over. Without `--no-wait`, the exit code is that of the uploads.
pub(super) fn hand_over(
    world: &mut Environment<'_>,
    running: &RunningInstance,
    request: &HandoverRequest,
    args: &UploadArgs,
    to: &Report,
) -> anyhow::Result<u8> {
    let json = args.common.json;
    let handover = running.hand_over(request).map_err(told)?;
    let count = request.paths.len() + request.urls.len();
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
            write_line(world.err, console::console_handed_over_goes_on())?;
            return Ok(to.save(world, code, std::iter::empty())?);
        }
    };
    for result in &results {
        report(world, result, json)?;
    }
    let code = if results.is_empty() {
        NOTHING
    } else if results.iter().all(|result| matches!(ended(result), Ended::Ready)) {
        READY
    } else {
        FAILED
    };
    let uploads = results.iter().map(|result| RunUpload::elsewhere(&result.name, result.receipt.as_ref()));
    Ok(to.save(world, code, uploads)?)
}

fn ended(result: &HandoverResult) -> Ended {
    match result.receipt.as_ref().map(|receipt| &receipt.outcome) {
        None => Ended::Duplicate,
        Some(Outcome::Ready) => Ended::Ready,
        Some(Outcome::Failed(_)) => Ended::Failed,
        Some(Outcome::Refused(..)) => Ended::Refused,
        Some(Outcome::Cancelled) => Ended::Cancelled,
    }
}

fn report(world: &mut Environment<'_>, result: &HandoverResult, json: bool) -> std::io::Result<()> {
    let (status, receipt) = (ended(result), result.receipt.as_deref());
    let reason = receipt.and_then(|receipt| text::outcome_reason(&receipt.outcome));
    let asset = receipt.and_then(|receipt| receipt.asset.as_ref());
    let task = receipt.and_then(|receipt| receipt.task.as_ref());
    if json {
        return write_json(
            world.out,
            &json!({
                "event": "done", "path": receipt.map_or(&result.name, |receipt| &receipt.source),
                "asset_id": asset.map(|id| &id.0), "task_id": task.map(|id| &id.0), "status": status.word(),
                "reused": receipt.map(|receipt| receipt.reused), "bytes": receipt.and_then(|receipt| receipt.size),
                "reason": reason, "code": receipt.and_then(code),
            }),
        );
    }
    let facts = [Some(status.label().to_owned()), created(task, asset), reason];
    write_line(world.out, console::console_about(&result.name, numbers::facts(facts.into_iter().flatten())))
}

fn code(receipt: &Receipt) -> Option<String> {
    match &receipt.outcome {
        Outcome::Failed(why) => why.code.as_ref().map(FailureCode::to_string),
        Outcome::Ready | Outcome::Refused(..) | Outcome::Cancelled => None,
    }
}
