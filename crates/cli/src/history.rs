//! The receipts of finished uploads. Reads the journal and starts no engine.

use takeup_engine::config::Folders;
use takeup_engine::journal::{HistoryQuery, read_history, receipts};
use takeup_text as text;
use takeup_text::msg;

use super::{Environment, HistoryArgs, NOTHING, READY, plain_json, told, write_line, write_text};

pub(super) fn print(world: &mut Environment<'_>, args: &HistoryArgs) -> anyhow::Result<u8> {
    let folders = Folders::find(args.data_dir.as_deref(), args.sandbox).map_err(told)?;
    let query = HistoryQuery { text: args.search.clone(), limit: args.limit };
    let found = read_history(&folders.data, &query).map_err(told)?;
    if args.csv {
        receipts::csv(&found, &mut *world.out)?;
    } else if args.json {
        for receipt in &found {
            write_text(world.out, &format!("{}\n", plain_json(&receipts::json(receipt))))?;
        }
    } else if !found.is_empty() {
        write_line(world.out, text::receipt_header())?;
        for receipt in &found {
            write_line(world.out, text::receipt_line(receipt))?;
        }
    }
    if found.is_empty() {
        write_line(world.err, msg::receipts::receipt_none())?;
        return Ok(NOTHING);
    }
    Ok(READY)
}
