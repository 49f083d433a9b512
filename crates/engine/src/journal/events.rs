//! What has happened to uploads, as one row for each and back.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use takeup_model::{
    Failure, FailureKind, Job, JobEvent, JobEvents, JobId, LoggedEvent, Method, PartNo, Receipt,
};

use super::{read_table, receipts};

/// An event as it is written. One that a newer version adds is passed over.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct EventRow {
    at: String,
    event: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    destination: Option<u32>,
    times: u32,
}

/// The stable word for an event, and what it is about.
fn words(event: &JobEvent) -> (&'static str, Option<&'static str>, Option<PartNo>) {
    match event {
        JobEvent::Added => ("added", None, None),
        JobEvent::Chosen(method) => ("chosen", Some(method.word()), None),
        JobEvent::Created => ("created", None, None),
        JobEvent::Reused => ("reused", None, None),
        JobEvent::Retried(part, kind) => ("retried", Some(kind.word()), *part),
        JobEvent::UrlReplaced(part) => ("url-replaced", None, Some(*part)),
        JobEvent::BegunAgain => ("begun-again", None, None),
        JobEvent::Paused => ("paused", None, None),
        JobEvent::Resumed => ("resumed", None, None),
        JobEvent::Sent => ("sent", None, None),
        JobEvent::Processed => ("processed", None, None),
        JobEvent::Arrived(_) => ("arrived", None, None),
        JobEvent::Ready => ("ready", None, None),
        JobEvent::Failed(kind) => ("failed", Some(kind.word()), None),
        JobEvent::Refused => ("refused", None, None),
        JobEvent::Cancelled => ("cancelled", None, None),
        JobEvent::Reopened => ("reopened", None, None),
        JobEvent::Extended => ("extended", None, None),
    }
}

impl From<&LoggedEvent> for EventRow {
    fn from(logged: &LoggedEvent) -> Self {
        let (event, what, part) = words(&logged.event);
        Self {
            at: logged.at.to_string(),
            event: event.to_owned(),
            what: what.map(str::to_owned),
            part: part.map(|part| part.0),
            destination: if let JobEvent::Arrived(place) = logged.event { Some(place) } else { None },
            times: logged.times,
        }
    }
}

impl EventRow {
    fn read(self) -> Option<LoggedEvent> {
        let what = self.what.unwrap_or_default();
        let part = self.part.map(PartNo);
        let event = match self.event.as_str() {
            "added" => JobEvent::Added,
            "chosen" => JobEvent::Chosen(Method::parse(&what)?),
            "created" => JobEvent::Created,
            "reused" => JobEvent::Reused,
            "retried" => JobEvent::Retried(part, FailureKind::parse(&what)?),
            "url-replaced" => JobEvent::UrlReplaced(part?),
            "begun-again" => JobEvent::BegunAgain,
            "paused" => JobEvent::Paused,
            "resumed" => JobEvent::Resumed,
            "sent" => JobEvent::Sent,
            "processed" => JobEvent::Processed,
            "arrived" => JobEvent::Arrived(self.destination?),
            "ready" => JobEvent::Ready,
            "failed" => JobEvent::Failed(FailureKind::parse(&what)?),
            "refused" => JobEvent::Refused,
            "cancelled" => JobEvent::Cancelled,
            "reopened" => JobEvent::Reopened,
            "extended" => JobEvent::Extended,
            _ => return None,
        };
        Some(LoggedEvent { at: self.at.parse().ok()?, event, times: self.times.max(1) })
    }
}

/// The events of an upload as one line of JSON.
pub fn json(events: &JobEvents) -> String {
    let rows: Vec<EventRow> = events.iter().map(EventRow::from).collect();
    // Numbers and words cannot fail to be written.
    serde_json::to_string(&rows).unwrap_or_default()
}

fn parse(text: &str) -> JobEvents {
    let rows: Vec<EventRow> = serde_json::from_str(text).unwrap_or_default();
    rows.into_iter().filter_map(EventRow::read).collect()
}

/// Writes the events of a job, if they have changed.
pub(super) fn write(connection: &Connection, job: &Job, before: Option<&Job>) -> rusqlite::Result<()> {
    if before.is_some_and(|before| before.events == job.events) {
        return Ok(());
    }
    let mut save =
        connection.prepare_cached("INSERT OR REPLACE INTO event (job, added, events) VALUES (?1, ?2, ?3)")?;
    save.execute(params![job.id.0, job.added.to_string(), json(&job.events)])?;
    Ok(())
}

/// Forgets the events of a job that leaves the list without a receipt.
pub(super) fn forget(connection: &Connection, job: &Job) -> rusqlite::Result<()> {
    if job.receipt.is_none() {
        let mut forget = connection.prepare_cached("DELETE FROM event WHERE job = ?1 AND added = ?2")?;
        forget.execute(params![job.id.0, job.added.to_string()])?;
    }
    Ok(())
}

/// Gives every job its events.
pub(super) fn load(connection: &Connection, jobs: &mut BTreeMap<JobId, Job>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(
        "SELECT job.id, events FROM event JOIN job ON job.id = event.job AND job.added = event.added",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(job) = jobs.get_mut(&JobId(row.get(0)?)) {
            job.events = parse(row.get_ref(1)?.as_str().unwrap_or_default());
        }
    }
    Ok(())
}

/// The events of an upload, by its number, and its receipt if it is over. It blocks, writes nothing, and does not mind
/// who else has the journal open.
pub fn read_events(folder: &Path, job: JobId) -> Result<Option<(JobEvents, Option<Receipt>)>, Failure> {
    read_table(folder, "event", |connection| find(connection, job))
}

fn find(connection: &Connection, job: JobId) -> rusqlite::Result<Option<(JobEvents, Option<Receipt>)>> {
    let mut statement = connection.prepare(
        "SELECT events, receipt FROM event LEFT JOIN history ON history.job = event.job AND history.added = event.added
         WHERE event.job = ?1 ORDER BY event.added DESC LIMIT 1",
    )?;
    let mut rows = statement.query(params![job.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let events = parse(row.get_ref(0)?.as_str().unwrap_or_default());
    let receipt = row.get_ref(1)?.as_str().ok().and_then(receipts::parse);
    Ok(Some((events, receipt)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_back_and_those_of_a_newer_version_are_passed_over() {
        let at = "2026-03-01T12:00:00Z".parse().unwrap();
        let mut events = JobEvents::default();
        let all = [
            JobEvent::Added,
            JobEvent::Chosen(Method::Multipart),
            JobEvent::Created,
            JobEvent::Retried(Some(PartNo(3)), FailureKind::Network),
            JobEvent::Retried(None, FailureKind::ServerError),
            JobEvent::UrlReplaced(PartNo(4)),
            JobEvent::BegunAgain,
            JobEvent::Paused,
            JobEvent::Resumed,
            JobEvent::Sent,
            JobEvent::Processed,
            JobEvent::Arrived(2),
            JobEvent::Reused,
            JobEvent::Ready,
            JobEvent::Failed(FailureKind::Processing),
            JobEvent::Refused,
            JobEvent::Cancelled,
            JobEvent::Reopened,
            JobEvent::Extended,
        ];
        for event in all {
            events.add(event, at);
        }
        let text = json(&events);
        assert_eq!(parse(&text), events);
        let newer = text.replace("begun-again", "beamed-up");
        assert_eq!(parse(&newer).iter().count(), events.iter().count() - 1);
        assert!(parse("no JSON").is_empty());
    }
}
