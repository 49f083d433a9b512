//! Files of Google Drive, imported many at a time.

use std::collections::{BTreeMap, BTreeSet};

use takeup_api::{Client, ImportRow, PageQuery};
use takeup_model::{
    AccountId, AssetId, Connection, ConnectionId, Creation, Failure, FailureKind, FailureReason,
    IMPORTED_AT_ONCE, IfExists, Job,
};

use super::super::event::{Imported, Reply};
use super::{Tools, WorkInput, client, read};

/// Asks the platform to import the files of all jobs whose import has begun. A file that several jobs want is asked for
/// once. Of several connections, the newest that can read a file is used.
pub(super) async fn import(task: &WorkInput, tools: &Tools, id: &AccountId) -> Result<Reply, Failure> {
    let begun = |job: &&Job| job.account == *id && job.imports() && job.creation == Creation::Begun;
    let jobs: Vec<(&Job, String)> = task
        .model
        .jobs
        .values()
        .map(AsRef::as_ref)
        .filter(begun)
        .filter_map(|job| Some((job, job.drive_file()?)))
        .take(IMPORTED_AT_ONCE)
        .collect();
    let client = client(task, tools, id)?;
    // Asked each time: a person can make and take back connections elsewhere.
    let connections = client.connections(PageQuery::page(1)).await.map_err(read)?.items;
    let mut left: BTreeSet<&str> = jobs.iter().map(|(_, file)| file.as_str()).collect();
    let mut found: BTreeMap<String, Result<(AssetId, _, bool), Failure>> = BTreeMap::new();
    for connection in connections.iter().filter(|connection| connection.usable()) {
        let files: Vec<&str> = left.iter().copied().collect();
        for row in through(&client, connection, &files).await? {
            if row.outcome.is_ok() {
                left.remove(row.file.as_str());
            }
            found.insert(row.file, row.outcome);
        }
        if left.is_empty() {
            break;
        }
    }
    let mut outcomes = Vec::new();
    for (job, file) in jobs {
        let imported = match found.get(&file) {
            None => Imported::NotConnected,
            Some(Err(failure)) => Imported::Failed(failure.clone()),
            Some(Ok((asset, status, known))) => match describe(&client, job, asset, *known).await {
                Err(failure) => Imported::Failed(failure),
                Ok(()) if *known => Imported::Known(asset.clone()),
                Ok(()) => Imported::Taken(asset.clone(), status.clone()),
            },
        };
        outcomes.push((job.id, imported));
    }
    Ok(Reply::Imported(outcomes))
}

/// What becomes of each file through one connection. A connection that is gone meanwhile answers for none of them.
async fn through(
    client: &Client,
    connection: &Connection,
    files: &[&str],
) -> Result<Vec<ImportRow>, Failure> {
    match request(client, &connection.id, files).await {
        Err(failure) if failure.kind == FailureKind::NotFound => Ok(Vec::new()),
        // One that the platform refuses must not stand for all that were asked for with it.
        Err(failure) if failure.kind == FailureKind::Refused => {
            let mut rows = Vec::new();
            for file in files {
                match request(client, &connection.id, &[file]).await {
                    Ok(told) => rows.extend(told),
                    Err(failure) if failure.kind == FailureKind::Refused => {
                        rows.push(ImportRow { file: (*file).to_owned(), outcome: Err(failure) });
                    }
                    Err(failure) => return Err(failure),
                }
            }
            Ok(rows)
        }
        told => told,
    }
}

async fn request(
    client: &Client,
    connection: &ConnectionId,
    files: &[&str],
) -> Result<Vec<ImportRow>, Failure> {
    let rows = client.import(connection, files).await.map_err(read)?;
    match files.iter().find(|file| !rows.iter().any(|row| row.file == **file)) {
        Some(file) => Err(Failure::own(FailureKind::ServerError, FailureReason::AnswerUnreadable, *file)),
        None => Ok(rows),
    }
}

/// An import takes no metadata, so an asset is told them afterwards. Said again, they are the same.
async fn describe(client: &Client, job: &Job, asset: &AssetId, known: bool) -> Result<(), Failure> {
    let skipped = known && job.if_exists() == IfExists::Skip;
    if job.options.metadata.is_empty() || skipped {
        return Ok(());
    }
    client.describe(asset, &job.options.metadata).await.map_err(read)
}
