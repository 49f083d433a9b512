//! The receipts of finished uploads. Reads the journal and starts no engine.

use std::io::Write;

use takeup_engine::config::Folders;
use takeup_engine::journal::{HistoryQuery, read_history, receipts};
use takeup_model::Receipt;
use takeup_text as text;
use takeup_text::msg;

use super::columns::{Cell, table};
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
        write_receipts(world.out, &found)?;
    }
    if found.is_empty() {
        write_line(world.err, msg::receipts::receipt_none())?;
        return Ok(NOTHING);
    }
    Ok(READY)
}

/// Receipts as a table with its header.
pub(super) fn write_receipts(out: &mut dyn Write, receipts: &[Receipt]) -> std::io::Result<()> {
    let cells = std::iter::once(text::receipt_header()).chain(receipts.iter().map(text::receipt_row));
    let rows: Vec<Vec<Cell>> = cells
        .map(|[ended, outcome, size, proof, id, name]| {
            let [ended, outcome, proof, id, name] = [ended, outcome, proof, id, name].map(Cell::Left);
            vec![ended, outcome, Cell::Right(size), proof, id, name]
        })
        .collect();
    table(&rows).into_iter().try_for_each(|line| write_line(out, line))
}
