//! What is over, for good: one receipt for each upload, kept when the upload is removed from the list.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, params};
use unicode_normalization::UnicodeNormalization as _;

use takeup_model::{ContentDigest, Failure, Job, JobId, Receipt};

use super::{migrations, open_to_read, read_table, receipts};

/// Which receipts are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuery {
    /// Only those with this text in the path, the URL, an ID, or the outcome, whatever the case of its letters.
    pub text: Option<String>,
    /// No more than so many.
    pub limit: Option<u32>,
}

/// Writes the receipt of a job, if it has one that is not on record.
pub(super) fn write(connection: &Connection, job: &Job, before: Option<&Job>) -> rusqlite::Result<()> {
    let Some(receipt) = &job.receipt else { return Ok(()) };
    if before.and_then(|before| before.receipt.as_ref()) == Some(receipt) {
        return Ok(());
    }
    let mut save = connection.prepare_cached(
        "INSERT OR REPLACE INTO history (job, added, ended, account, name, outcome, sought, receipt) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    save.execute(params![
        receipt.job.0,
        receipt.added.to_string(),
        // Text would not sort: the length of a moment as text varies.
        receipt.ended.as_microsecond(),
        receipt.account.0,
        receipt.name,
        receipt.outcome.kind().word(),
        sought(receipt),
        receipts::json(receipt),
    ])?;
    Ok(())
}

/// Gives every job that is over its receipt. One that does not read is no reason to give up the journal.
pub(super) fn load(connection: &Connection, jobs: &mut BTreeMap<JobId, Job>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(
        r#"SELECT receipt FROM history JOIN job ON job.id = history.job AND job.added = history.added
           WHERE "end" IS NOT NULL"#,
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(receipt) = row.get_ref("receipt")?.as_str().ok().and_then(receipts::parse)
            && let Some(job) = jobs.get_mut(&receipt.job)
            && receipt.tells_of(job)
        {
            job.receipt = Some(Arc::new(receipt));
        }
    }
    Ok(())
}

/// The receipts of a folder's journal, newest first. It blocks, writes nothing, and does not mind who else has the
/// journal open. Without a journal there are none.
pub fn read(folder: &Path, query: &HistoryQuery) -> Result<Vec<Receipt>, Failure> {
    read_table(folder, "history", |connection| find(connection, query))
}

/// The hosts that uploads of a folder's journal went to, each with its port if that is not the usual one. It blocks and
/// writes nothing. Where there is no journal, or none that reads, there are none.
pub fn known_hosts(folder: &Path) -> Vec<String> {
    let read = || {
        let Some(connection) = open_to_read(folder)? else { return Ok(Vec::new()) };
        let mut statement = connection.prepare("SELECT DISTINCT host FROM line")?;
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
    };
    read().unwrap_or_default()
}

/// The uploads of a folder's journal, oldest first. It blocks and writes nothing. Where there is no journal, or one that
/// an older version left and none has brought up to date, there are none.
pub fn read_jobs(folder: &Path) -> Result<Vec<Job>, Failure> {
    read_table(folder, "job", |connection| {
        let current = matches!(migrations().pending_migrations(connection), Ok(0));
        if current { super::rows::load(connection) } else { Ok(Vec::new()) }
    })
}

fn find(connection: &Connection, query: &HistoryQuery) -> rusqlite::Result<Vec<Receipt>> {
    let text = query.text.as_deref().map(folded).unwrap_or_default();
    let limit = query.limit.map_or(-1, i64::from);
    let mut statement = connection.prepare(
        "WITH found AS (
             SELECT rowid AS row, ended FROM history WHERE ?1 = '' OR instr(sought, ?1) > 0
             ORDER BY ended DESC, rowid DESC LIMIT ?2
         )
         SELECT receipt FROM found JOIN history ON history.rowid = found.row
         ORDER BY found.ended DESC, found.row DESC",
    )?;
    let mut rows = statement.query(params![text, limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if let Some(receipt) = row.get_ref("receipt")?.as_str().ok().and_then(receipts::parse) {
            found.push(receipt);
        } else {
            tracing::warn!("a receipt in the journal does not read");
        }
    }
    Ok(found)
}

/// What a search looks through.
fn sought(receipt: &Receipt) -> String {
    let ids = [
        receipt.asset.as_ref().map(|id| id.0.as_str()),
        receipt.task.as_ref().map(|id| id.0.as_str()),
        receipt.upload.as_ref().map(|id| id.0.as_str()),
        receipt.digest.as_ref().map(ContentDigest::hex),
        receipt.copy.as_ref().and_then(|copy| copy.original.as_deref()),
    ];
    let names = [receipt.source.as_str(), receipt.outcome.kind().word()];
    let all: Vec<&str> = names.into_iter().chain(ids.into_iter().flatten()).collect();
    folded(&all.join("\n"))
}

/// Letters of either case, and composed or not as on macOS, are the same to whoever searches.
fn folded(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
