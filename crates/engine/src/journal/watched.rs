//! What is remembered of the files in watched folders, as rows and back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use imbl::OrdMap;
use rusqlite::{Connection, params};

use takeup_model::{AccountId, Fate, FileStamp, KnownFile, WatchKey};

use super::row::{must, parsed, row};
use super::{OpenError, paths};

/// The files of each watched folder.
pub(super) type WatchedFiles = BTreeMap<WatchKey, OrdMap<PathBuf, Arc<KnownFile>>>;

row! {
    /// What is kept of a file.
    WatchedRow in "watched" {
        account: String,
        folder: Vec<u8>,
        path: Vec<u8>,
        size: u64,
        modified: Option<String>,
        fingerprint: String,
        fate: String,
    }
}

/// Writes what is remembered of a file, or forgets it.
pub(super) fn write(
    connection: &Connection,
    WatchKey(account, folder): &WatchKey,
    path: &Path,
    known: Option<&KnownFile>,
) -> rusqlite::Result<()> {
    let (folder, path) = (paths::to_bytes(folder), paths::to_bytes(path));
    let Some(known) = known else {
        let mut forget = connection
            .prepare_cached("DELETE FROM watched WHERE account = ?1 AND folder = ?2 AND path = ?3")?;
        forget.execute(params![account.0, folder, path])?;
        return Ok(());
    };
    let row = WatchedRow {
        account: account.0.clone(),
        folder,
        path,
        size: known.stamp.size,
        modified: known.stamp.modified.map(|time| time.to_string()),
        fingerprint: known.fingerprint.clone(),
        fate: known.fate.word().to_owned(),
    };
    row.save(connection)
}

pub(super) fn load(connection: &Connection) -> Result<WatchedFiles, OpenError> {
    let mut statement = connection.prepare("SELECT * FROM watched")?;
    let mut found = WatchedFiles::new();
    for row in statement.query_map([], WatchedRow::read)? {
        let row = row?;
        let key = WatchKey(AccountId(row.account), paths::from_bytes(row.folder));
        let known = KnownFile {
            stamp: FileStamp { size: row.size, modified: parsed(row.modified) },
            fingerprint: row.fingerprint,
            fate: must(Some(&row.fate), Fate::parse)?,
        };
        found.entry(key).or_default().insert(paths::from_bytes(row.path), Arc::new(known));
    }
    Ok(found)
}
