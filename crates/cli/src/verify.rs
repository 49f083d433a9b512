//! Compares files with the receipts of their uploads. Reads files and the journal, and starts no engine.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use takeup_engine::config::Folders;
use takeup_engine::{Verification, verify as compare};
use takeup_media as media;
use takeup_model::{AssetId, ContentDigest};
use takeup_text::msg::{arguments as wrong, console};
use takeup_text::{self as text, times};

use super::{Environment, FAILED, NOTHING, READY, USAGE, id, told, write_json, write_line};

#[derive(Args)]
pub(super) struct VerifyArgs {
    #[arg(long, value_name = "id", value_parser = id)]
    asset: Option<String>,
    #[arg(long)]
    json: bool,
    #[arg(long)]
    sandbox: bool,
    #[arg(long, value_name = "folder")]
    data_dir: Option<PathBuf>,
    #[arg(required = true, value_name = "file")]
    files: Vec<PathBuf>,
}

pub(super) fn verify(world: &mut Environment<'_>, args: &VerifyArgs) -> anyhow::Result<u8> {
    let folders = Folders::find(args.data_dir.as_deref(), args.sandbox).map_err(told)?;
    let asset = args.asset.as_deref().map(AssetId::from);
    let media::Found { files, passed } = media::walk(&args.files);
    if asset.is_some() && files.len() != 1 {
        write_line(world.err, wrong::argument_one_file("--asset"))?;
        return Ok(USAGE);
    }
    let (mut compared, mut differ) = (0, false);
    for (file, _) in &files {
        let result = compare(&folders.data, file, asset.as_ref()).map_err(told)?;
        compared += usize::from(!matches!(result, Verification::NoReceipt));
        differ |= matches!(result, Verification::Different { .. } | Verification::Unreadable(_));
        if args.json {
            write_json(world.out, &object(file, &result))?;
        } else {
            write_line(world.out, console::console_about(file.to_string_lossy(), sentence(&result)))?;
        }
    }
    if let Some(said) = text::passed_over(passed) {
        write_line(world.err, said)?;
    }
    Ok(if differ {
        FAILED
    } else if files.is_empty() || compared < files.len() {
        NOTHING
    } else {
        READY
    })
}

fn sentence(result: &Verification) -> String {
    match result {
        Verification::Same(receipt) => {
            console::console_verify_same(&receipt.source, times::column(receipt.ended))
        }
        Verification::Different { receipt, found } => {
            let (digest, _) = text::digest_label(found);
            let expected = receipt.digest.as_ref().map(ContentDigest::hex).unwrap_or_default();
            let time = times::column(receipt.ended);
            console::console_verify_different(&receipt.source, time, digest, found.hex(), expected)
        }
        Verification::NoReceipt => console::console_verify_no_receipt().to_owned(),
        Verification::Unreadable(error) => console::console_verify_unreadable(error.to_string()),
    }
}

fn object(file: &Path, result: &Verification) -> serde_json::Value {
    let (word, receipt, found) = match result {
        Verification::Same(receipt) => ("same", Some(receipt), receipt.digest.as_ref()),
        Verification::Different { receipt, found } => ("different", Some(receipt), Some(found)),
        Verification::NoReceipt => ("no-receipt", None, None),
        Verification::Unreadable(_) => ("unreadable", None, None),
    };
    let error = if let Verification::Unreadable(error) = result { Some(error.to_string()) } else { None };
    let expected = receipt.and_then(|receipt| receipt.digest.as_ref());
    json!({
        "path": file.to_string_lossy(), "result": word, "error": error, "digest": found.map(ContentDigest::word),
        "found": found.map(ContentDigest::hex), "receipt": expected.map(ContentDigest::hex),
        "source": receipt.map(|receipt| &receipt.source), "ended": receipt.map(|receipt| receipt.ended.to_string()),
        "asset_id": receipt.and_then(|receipt| receipt.asset.as_ref()).map(|id| &id.0),
    })
}
