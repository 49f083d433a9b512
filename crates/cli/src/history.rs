//! What is on record of uploads that are over. It reads the journal and starts nothing.

use takeup_engine::config::Folders;
use takeup_engine::journal::{HistoryQuery, read_history, receipts};
use takeup_text::{self as text, msg};

use super::{Environment, HistoryArgs, NOTHING, READY};

pub(super) fn print(world: &mut Environment<'_>, args: &HistoryArgs) -> anyhow::Result<u8> {
    let folders = Folders::find(args.data_dir.as_deref(), args.sandbox)?;
    let found = read_history(&folders.data, &HistoryQuery { text: args.search.clone(), limit: args.limit })?;
    if args.csv {
        receipts::csv(&found, &mut *world.out)?;
    } else if args.json {
        for receipt in &found {
            writeln!(world.out, "{}", receipts::json(receipt))?;
        }
    } else if !found.is_empty() {
        writeln!(world.out, "{}", text::receipt_header())?;
        for receipt in &found {
            writeln!(world.out, "{}", text::receipt_line(receipt))?;
        }
    }
    if found.is_empty() {
        writeln!(world.err, "{}", msg::receipts::receipt_none())?;
        return Ok(NOTHING);
    }
    Ok(READY)
}
