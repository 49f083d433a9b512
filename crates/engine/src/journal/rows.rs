//! What the journal holds, written in one transaction and read as a whole.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use takeup_model::{ConnectionKey, Destination, Intake, IntakeNo, Job, JobId};

use super::destinations::DestinationRow;
use super::intake::IntakeRow;
use super::jobs::JobRow;
use super::{JournalEntry, OpenError, events, history, parts, watched};

/// Whether two states of a job make different rows.
pub(super) fn differ(a: &Job, b: &Job) -> bool {
    a.session.as_ref().map(|session| &session.parts) != b.session.as_ref().map(|session| &session.parts)
        || a.digests != b.digests
        || a.receipt != b.receipt
        || a.events != b.events
        || JobRow::from(a) != JobRow::from(b)
        || !DestinationRow::all(a).eq(DestinationRow::all(b))
}

pub(super) fn write<'a>(
    connection: &mut Connection,
    changes: impl IntoIterator<Item = &'a JournalEntry>,
) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    for change in changes {
        match change {
            JournalEntry::Concurrency(line, places) => {
                let mut save = transaction.prepare_cached(
                    "INSERT OR REPLACE INTO line (host, network, places) VALUES (?1, ?2, ?3)",
                )?;
                save.execute(params![line.host, line.network, places])?;
            }
            JournalEntry::Intake(number, intake) => IntakeRow::new(*number, intake).save(&transaction)?,
            JournalEntry::IntakeOver(number) => {
                transaction.execute("DELETE FROM intake WHERE id = ?1", params![number.0])?;
            }
            JournalEntry::Watched(key, path, known) => {
                watched::write(&transaction, key, path, known.as_deref())?;
            }
            JournalEntry::Remove(job) => {
                // The change that brought it may be among those that never reached the disk.
                history::write(&transaction, job, None)?;
                events::write(&transaction, job, None)?;
                events::forget(&transaction, job)?;
                transaction.execute("DELETE FROM job WHERE id = ?1", params![job.id.0])?;
            }
            JournalEntry::Save(job, before) => {
                JobRow::from(&**job).save(&transaction)?;
                transaction.prepare_cached("DELETE FROM goal WHERE job = ?1")?.execute(params![job.id.0])?;
                for destination in DestinationRow::all(job) {
                    destination.save(&transaction)?;
                }
                parts::write_parts(&transaction, job, before.as_deref())?;
                parts::write_digests(&transaction, job, before.as_deref())?;
                history::write(&transaction, job, before.as_deref())?;
                events::write(&transaction, job, before.as_deref())?;
            }
        }
    }
    transaction.commit()
}

/// How many bodies each line was found to carry well.
pub(super) fn load_concurrency(connection: &Connection) -> rusqlite::Result<BTreeMap<ConnectionKey, usize>> {
    let mut statement = connection.prepare("SELECT host, network, places FROM line")?;
    let rows = statement
        .query_map([], |row| Ok((ConnectionKey { host: row.get(0)?, network: row.get(1)? }, row.get(2)?)))?;
    rows.collect()
}

pub(super) fn load_intake(connection: &Connection) -> Result<BTreeMap<IntakeNo, Intake>, OpenError> {
    let mut statement = connection.prepare("SELECT * FROM intake ORDER BY id")?;
    let mut found = BTreeMap::new();
    for row in statement.query_map([], IntakeRow::read)? {
        let row = row?;
        found.insert(IntakeNo(row.id), Intake::try_from(row)?);
    }
    Ok(found)
}

pub(super) fn load(connection: &Connection) -> Result<Vec<Job>, OpenError> {
    let mut jobs: BTreeMap<JobId, Job> = BTreeMap::new();
    let mut statement = connection.prepare("SELECT * FROM job ORDER BY id")?;
    for row in statement.query_map([], JobRow::read)? {
        let job = Job::try_from(row?)?;
        jobs.insert(job.id, job);
    }
    let mut statement = connection.prepare("SELECT * FROM goal ORDER BY job, place")?;
    for row in statement.query_map([], DestinationRow::read)? {
        let row = row?;
        if let Some(job) = jobs.get_mut(&JobId(row.job)) {
            let destination = Destination::try_from(row)?;
            job.options.destination_ids.push(destination.destination_id.clone());
            job.destinations.push(destination);
        }
    }
    parts::load(connection, &mut jobs)?;
    history::load(connection, &mut jobs)?;
    events::load(connection, &mut jobs)?;
    Ok(jobs.into_values().collect())
}
