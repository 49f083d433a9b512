//! What is known of single parts, as rows and back: their proofs, and what their bytes were.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::{Connection, params};

use takeup_model::{Digest, End, Job, JobId, Part, PartNo};

/// Writes only the parts that changed. Once the asset is ready, nobody needs them any more.
pub(super) fn write_parts(connection: &Connection, job: &Job, before: Option<&Job>) -> rusqlite::Result<()> {
    let id = job.id.0;
    let Some(session) = job.session.as_ref().filter(|_| job.end != Some(End::Ready)) else {
        connection.prepare_cached("DELETE FROM part WHERE job = ?1")?.execute(params![id])?;
        return Ok(());
    };
    let old = before.and_then(|job| job.session.as_ref()).filter(|old| old.upload == session.upload);
    if old.is_none() {
        connection.prepare_cached("DELETE FROM part WHERE job = ?1")?.execute(params![id])?;
    }
    let mut save =
        connection.prepare_cached("INSERT OR REPLACE INTO part (job, number, etag) VALUES (?1, ?2, ?3)")?;
    let mut forget = connection.prepare_cached("DELETE FROM part WHERE job = ?1 AND number = ?2")?;
    for (number, part) in session.numbered() {
        if old.and_then(|old| old.part(number)) == Some(part) {
            continue;
        }
        match part {
            Part::Missing => forget.execute(params![id, number.0])?,
            Part::Stored { etag } | Part::Unconfirmed { etag } => {
                save.execute(params![id, number.0, Some(etag)])?
            }
            Part::Reported => save.execute(params![id, number.0, None::<String>])?,
        };
    }
    Ok(())
}

/// Writes only the digests that changed. Once the asset is ready, that of the whole file stands for them.
pub(super) fn write_digests(
    connection: &Connection,
    job: &Job,
    before: Option<&Job>,
) -> rusqlite::Result<()> {
    let id = job.id.0;
    let empty = BTreeMap::new();
    let new = if job.end == Some(End::Ready) { &empty } else { &job.digests };
    let old = before.map_or(&empty, |job| &job.digests);
    let kept = before.is_some() && old.keys().all(|number| new.contains_key(number));
    if !kept {
        connection.prepare_cached("DELETE FROM digest WHERE job = ?1")?.execute(params![id])?;
    }
    let mut save = connection.prepare_cached(
        "INSERT OR REPLACE INTO digest (job, number, md5, blake3, verified) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (number, digest) in new {
        if kept && old.get(number) == Some(digest) {
            continue;
        }
        let leaves = digest.leaves.as_ref().map(|leaves| leaves.concat());
        save.execute(params![id, number.0, digest.md5, leaves, digest.verified])?;
    }
    Ok(())
}

/// Gives every job what is known of its parts.
pub(super) fn load(connection: &Connection, jobs: &mut BTreeMap<JobId, Job>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("SELECT * FROM digest")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let digest = Digest {
            md5: row.get("md5")?,
            leaves: row.get::<_, Option<Vec<u8>>>("blake3")?.map(|leaves| leaves.as_chunks().0.to_vec()),
            verified: row.get("verified")?,
        };
        if let Some(job) = jobs.get_mut(&JobId(row.get::<_, u64>("job")?)) {
            job.digests.insert(PartNo(row.get("number")?), Arc::new(digest));
        }
    }
    let mut statement = connection.prepare("SELECT * FROM part")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(job) = jobs.get_mut(&JobId(row.get::<_, u64>("job")?)) else { continue };
        let number = PartNo(row.get("number")?);
        let Some(part) = job.session.as_mut().and_then(|session| session.part_mut(number)) else { continue };
        *part = match row.get::<_, Option<String>>("etag")? {
            None => Part::Reported,
            Some(etag) => match job.digests.get(&number).and_then(|digest| digest.agrees(&etag)) {
                // What the storage's proofs are has to be found out again.
                Some(false) => Part::Unconfirmed { etag },
                Some(true) | None => Part::Stored { etag },
            },
        };
    }
    Ok(())
}
