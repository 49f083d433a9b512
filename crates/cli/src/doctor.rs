//! The test of everything that uploads need.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use takeup_engine::config::Folders;
use takeup_engine::diagnostics;
use takeup_engine::journal::receipts;
use takeup_launch::examine;
use takeup_model::CheckLine;
use takeup_text as text;
use takeup_text::msg::console;

use super::{CommonArgs, Environment, FAILED, READY, told, write_json, write_line};

#[derive(Args)]
pub(super) struct DoctorArgs {
    #[arg(long, value_name = "file")]
    bundle: Option<PathBuf>,
    #[command(flatten)]
    common: CommonArgs,
}

/// Tests and tells. It fails if something does not work; what somebody should only know is no failure.
pub(super) fn doctor(world: &mut Environment<'_>, args: &DoctorArgs) -> anyhow::Result<u8> {
    let found = examine(&args.common.launch(world)).map_err(told)?;
    for line in &found.lines {
        if args.common.json {
            write_json(world.out, &object(line))?;
        } else {
            write_line(world.out, text::check_line(line))?;
        }
    }
    if let Some(path) = &args.bundle {
        let folders = Folders::find(args.common.data_dir.as_deref(), args.common.sandbox).map_err(told)?;
        receipts::save_text(&diagnostics::report(&folders, &found.lines, found.at), path)?;
        write_line(world.err, console::console_bundle_written(path.display().to_string()))?;
    }
    let failed = found.failed();
    if !args.common.json {
        write_line(world.err, text::checkup_result(failed, found.warned()))?;
    }
    Ok(if failed == 0 { READY } else { FAILED })
}

fn object(line: &CheckLine) -> serde_json::Value {
    json!({
        "check": line.check.word(), "grade": line.finding.grade().word(),
        "found": text::finding(&line.finding), "milliseconds": line.took.and_then(|took| u64::try_from(took.as_millis()).ok()),
    })
}
