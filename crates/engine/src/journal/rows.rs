//! Jobs as rows and back. All the SQL there is.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params, params};

use takeup_model::{
    AccountId, AssetId, AssetStatus, ConnectionKey, ContentDigest, Creation, Destination, DestinationId,
    DestinationKind, DestinationState, DestinationStateKind, End, Failure, FailureCode, FailureKind,
    FileDigest, FileFacts, IfExists, IndexId, IndexingStatus, Job, JobId, MediaKind, Metadata, Method,
    MethodChoice, Now, OutcomeKind, Part, Route, RouteReason, Session, SessionOrigin, Source, StoreId,
    TaskId, UploadOptions,
};

use super::{JournalEntry, history, media, parts, paths};

/// Whether two states of a job make different rows.
pub(super) fn differ(a: &Job, b: &Job) -> bool {
    let destinations = |job: &Job| -> Vec<(DestinationId, DestinationState)> {
        job.destinations
            .iter()
            .map(|destination| (destination.destination_id.clone(), destination.state.clone()))
            .collect()
    };
    a.options != b.options
        || a.nonce != b.nonce
        || a.reused != b.reused
        || a.file != b.file
        || a.route != b.route
        || a.creation != b.creation
        || a.session != b.session
        || a.asset != b.asset
        || a.task != b.task
        || a.paused != b.paused
        || a.digests != b.digests
        || a.whole != b.whole
        || a.end != b.end
        || a.retries != b.retries
        || a.receipt != b.receipt
        || (a.started, a.sent, a.ended) != (b.started, b.sent, b.ended)
        || destinations(a) != destinations(b)
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
            JournalEntry::Remove(job) => {
                // The change that brought it may be among those that never reached the disk.
                history::write(&transaction, job, None)?;
                transaction.execute("DELETE FROM job WHERE id = ?1", params![job.id.0])?;
            }
            JournalEntry::Save(job, before) => {
                write_job(&transaction, job)?;
                write_destinations(&transaction, job)?;
                parts::write_parts(&transaction, job, before.as_deref())?;
                parts::write_digests(&transaction, job, before.as_deref())?;
                history::write(&transaction, job, before.as_deref())?;
            }
        }
    }
    transaction.commit()
}

/// How a job ended, as far as it is kept: what was refused is checked again after a restart, since file and limits may
/// have changed.
fn kept_end(job: &Job) -> (Option<OutcomeKind>, Option<&Failure>) {
    match &job.end {
        None | Some(End::Refused(_)) => (None, None),
        Some(End::Ready) => (Some(OutcomeKind::Ready), None),
        Some(End::Cancelled) => (Some(OutcomeKind::Cancelled), None),
        Some(End::Failed(failure)) => (Some(OutcomeKind::Failed), Some(failure)),
    }
}

fn write_job(connection: &Connection, job: &Job) -> rusqlite::Result<()> {
    let (end, failure) = kept_end(job);
    let file = job.file.as_ref();
    let session = job.session.as_ref();
    let [blake3, whole, sha256] = whole_words(&job.whole);
    let mut statement = connection.prepare_cached(include_str!("save_job.sql"))?;
    statement.execute(named_params! {
        ":id": job.id.0,
        ":account": job.account.0,
        ":path": job.source.path().map(paths::to_bytes),
        ":url": if let Source::Url(url) = &job.source { Some(url) } else { None },
        ":placed": if let Source::Asset(_, name) = &job.source { Some(name) } else { None },
        ":nonce": job.nonce,
        ":wish_method": if let MethodChoice::Only(method) = job.options.method { Some(method.word()) } else { None },
        ":task_index": job.options.task_index.as_ref().map(|id| &id.0),
        ":language": job.options.language,
        ":anyway": job.options.anyway,
        ":metadata": metadata_text(&job.options.metadata),
        ":if_exists": job.options.if_exists.map(IfExists::word),
        ":ask_host": job.options.ask_host,
        ":reused": job.reused,
        ":size": file.map(|file| file.size),
        ":modified": file.and_then(|file| file.modified).map(|time| time.to_string()),
        ":fingerprint": file.map(|file| &file.fingerprint),
        ":media_kind": file.map(|file| file.kind.word()),
        ":format": file.map(|file| &file.format),
        ":media_type": file.map(|file| &file.media_type),
        ":width": file.and_then(|file| file.media.picture).map(|picture| picture.width),
        ":height": file.and_then(|file| file.media.picture).map(|picture| picture.height),
        ":millis": file.and_then(|file| file.media.length).map(media::millis),
        ":video": file.and_then(|file| file.media.video.as_ref()),
        ":audio": file.and_then(|file| media::sound_word(&file.media.audio)),
        ":method": job.route.map(|route| route.method.word()),
        ":why": job.route.map(|route| route.why.word()),
        ":creation": if job.creation == Creation::NotBegun { "not-begun" } else { "begun" },
        ":upload": session.map(|session| &session.upload.0),
        ":part_size": session.map(|session| session.part_size),
        ":total": session.map(|session| session.total),
        ":headers": session.map(|session| serde_json::to_string(&session.headers).unwrap_or_default()),
        ":expires": session.and_then(|session| session.expires).map(|time| time.to_string()),
        ":complete": session.is_some_and(|session| session.complete),
        ":origin": session.map(|session| session.origin.word()),
        ":blake3": blake3,
        ":whole": whole,
        ":sha256": sha256,
        ":asset": job.asset.as_ref().map(|(id, _)| &id.0),
        ":asset_status": job.asset.as_ref().map(|(_, status)| status.to_string()),
        ":task": job.task.as_ref().map(|(id, _)| &id.0),
        ":task_status": job.task.as_ref().map(|(_, status)| status.to_string()),
        ":paused": job.paused,
        ":retries": job.retries,
        ":end": end.map(OutcomeKind::word),
        ":end_kind": failure.map(|failure| failure.kind.word()),
        ":end_code": failure.and_then(|failure| failure.code.as_ref()).map(ToString::to_string),
        ":end_detail": failure.map(|failure| &failure.detail),
        ":added": job.added.to_string(),
        ":started": job.started.map(|time| time.to_string()),
        ":sent": job.sent.map(|time| time.to_string()),
        ":ended": job.ended.map(|time| time.to_string()),
    })?;
    Ok(())
}

/// The BLAKE3 of the file, the digest in its place that older versions made or why there is none, and the SHA-256.
fn whole_words(whole: &FileDigest) -> [Option<&str>; 3] {
    match whole {
        FileDigest::Unknown => [None; 3],
        FileDigest::Known { digest, sha256 } => [digest.blake3(), digest.tree(), sha256.as_deref()],
        FileDigest::Lost => [None, Some(LOST), None],
    }
}

fn read_whole(row: &Row<'_>) -> rusqlite::Result<FileDigest> {
    let digest = match (text(row, "blake3")?, text(row, "whole")?) {
        (Some(hex), _) => ContentDigest::Blake3(hex),
        (None, Some(word)) if word == LOST => return Ok(FileDigest::Lost),
        (None, Some(hex)) => ContentDigest::Tree(hex),
        (None, None) => return Ok(FileDigest::Unknown),
    };
    Ok(FileDigest::Known { digest, sha256: text(row, "sha256")? })
}

fn write_destinations(connection: &Connection, job: &Job) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM goal WHERE job = ?1")?.execute(params![job.id.0])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO goal (job, place, kind, target, state, thing, status, code, detail) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (place, destination) in (0i64..).zip(&job.destinations) {
        let (thing, status) = match &destination.state {
            DestinationState::Wanted | DestinationState::Begun | DestinationState::Doubtful => (None, None),
            DestinationState::Submitted { id, status } => (Some(id), Some(status.to_string())),
            DestinationState::Ready { id } => (Some(id), None),
            DestinationState::Failed(failure) => (None, Some(failure.kind.word().to_owned())),
        };
        let failure = destination.state.failure();
        let code = failure.and_then(|failure| failure.code.as_ref()).map(ToString::to_string);
        let (kind, id) = (destination.destination_id.kind().word(), destination.destination_id.text());
        let (state, detail) = (destination.state.kind().word(), failure.map(|failure| &failure.detail));
        insert.execute(params![job.id.0, place, kind, id, state, thing, status, code, detail])?;
    }
    Ok(())
}

/// How many bodies each line was found to carry well.
pub(super) fn load_concurrency(connection: &Connection) -> rusqlite::Result<BTreeMap<ConnectionKey, usize>> {
    let mut statement = connection.prepare("SELECT host, network, places FROM line")?;
    let rows = statement
        .query_map([], |row| Ok((ConnectionKey { host: row.get(0)?, network: row.get(1)? }, row.get(2)?)))?;
    rows.collect()
}

pub(super) fn load(connection: &Connection) -> rusqlite::Result<Vec<Job>> {
    let mut jobs: BTreeMap<JobId, Job> = BTreeMap::new();
    let mut statement = connection.prepare("SELECT * FROM job ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let job = read_job(row)?;
        jobs.insert(job.id, job);
    }
    let mut statement = connection.prepare("SELECT * FROM goal ORDER BY job, place")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(job) = jobs.get_mut(&JobId(row.get::<_, u64>("job")?)) {
            let destination = read_destination(row)?;
            job.options.destination_ids.push(destination.destination_id.clone());
            job.destinations.push(destination);
        }
    }
    parts::load(connection, &mut jobs)?;
    history::load(connection, &mut jobs)?;
    Ok(jobs.into_values().collect())
}

fn read_job(row: &Row<'_>) -> rusqlite::Result<Job> {
    let source = match (row.get::<_, Option<Vec<u8>>>("path")?, text(row, "placed")?, text(row, "asset")?) {
        (Some(path), _, _) => Source::File(paths::from_bytes(path)),
        (None, Some(name), Some(asset)) => Source::Asset(AssetId(asset), name),
        (None, _, _) => Source::Url(text(row, "url")?.unwrap_or_default()),
    };
    let options = UploadOptions {
        method: word(row, "wish_method", Method::parse)?.map_or(MethodChoice::Auto, MethodChoice::Only),
        task_index: text(row, "task_index")?.map(IndexId),
        language: text(row, "language")?,
        destination_ids: Vec::new(),
        anyway: row.get("anyway")?,
        metadata: metadata_of(&text(row, "metadata")?.unwrap_or_default()),
        metadata_table: None,
        if_exists: word(row, "if_exists", IfExists::parse)?,
        ask_host: row.get("ask_host")?,
    };
    let added = time(row, "added")?.unwrap_or(Timestamp::UNIX_EPOCH);
    let id = JobId(row.get::<_, u64>("id")?);
    let mut job = Job::new(id, AccountId(row.get("account")?), source, options, loading(added));
    job.nonce = row.get("nonce")?;
    job.file = read_file(row)?;
    job.route = match word(row, "method", Method::parse)? {
        Some(method) => Some(Route { method, why: must(row, "why", RouteReason::parse)? }),
        None => None,
    };
    job.session = read_session(row)?;
    job.asset = pair(row, "asset", "asset_status", |id, status| (AssetId(id), AssetStatus::parse(status)))?;
    job.task = pair(row, "task", "task_status", |id, status| (TaskId(id), IndexingStatus::parse(status)))?;
    let created = job.session.is_some() || job.asset.is_some() || job.task.is_some();
    // Nobody knows whether a request that was under way when the program ended has arrived.
    job.creation = match (text(row, "creation")?.as_deref(), created) {
        (Some("begun"), true) => Creation::Begun,
        (Some("begun"), false) => Creation::Doubtful,
        _ => Creation::NotBegun,
    };
    job.whole = read_whole(row)?;
    // Nothing is there of which it could not be known by now; a URL that was taken is not asked about again.
    job.looked = job.source.path().is_none();
    job.reused = row.get("reused")?;
    job.paused = row.get("paused")?;
    job.retries = row.get("retries")?;
    job.end = match word(row, "end", OutcomeKind::parse)? {
        None | Some(OutcomeKind::Refused) => None,
        Some(OutcomeKind::Ready) => Some(End::Ready),
        Some(OutcomeKind::Cancelled) => Some(End::Cancelled),
        Some(OutcomeKind::Failed) => Some(End::Failed(Failure {
            kind: must(row, "end_kind", FailureKind::parse)?,
            code: word(row, "end_code", FailureCode::parse)?,
            detail: text(row, "end_detail")?.unwrap_or_default(),
        })),
    };
    job.started = time(row, "started")?;
    job.sent = time(row, "sent")?;
    job.ended = time(row, "ended")?.filter(|_| job.end.is_some());
    Ok(job)
}

/// Keys and values as they would be typed.
fn metadata_text(metadata: &Metadata) -> Option<String> {
    let typed: BTreeMap<&str, String> = metadata.iter().map(|(key, value)| (key, value.text())).collect();
    // A map of texts cannot fail to be written.
    (!typed.is_empty()).then(|| serde_json::to_string(&typed).unwrap_or_default())
}

fn metadata_of(text: &str) -> Metadata {
    let typed: BTreeMap<String, String> = serde_json::from_str(text).unwrap_or_default();
    let mut metadata = Metadata::default();
    for (key, value) in typed {
        // A key that a newer rule keeps for the platform would be refused there as well.
        drop(metadata.set(&key, &value));
    }
    metadata
}

/// A moment for `Job::new`; everything it would decide by it is read from the row instead.
fn loading(added: Timestamp) -> Now {
    #[expect(clippy::disallowed_methods, reason = "an instant cannot be made any other way; it is not used")]
    let mono = std::time::Instant::now();
    Now { mono, utc: added, random: 0 }
}

fn read_file(row: &Row<'_>) -> rusqlite::Result<Option<FileFacts>> {
    let Some(size) = row.get::<_, Option<u64>>("size")? else { return Ok(None) };
    Ok(Some(FileFacts {
        size,
        modified: time(row, "modified")?,
        fingerprint: text(row, "fingerprint")?.unwrap_or_default(),
        // It holds as long as a disk stays where it is, and no longer.
        identity: None,
        kind: word(row, "media_kind", MediaKind::parse)?.unwrap_or(MediaKind::Unknown),
        format: text(row, "format")?.unwrap_or_default(),
        media_type: text(row, "media_type")?.unwrap_or_default(),
        media: media::read(row)?,
    }))
}

fn read_session(row: &Row<'_>) -> rusqlite::Result<Option<Session>> {
    let (Some(upload), Some(asset)) = (text(row, "upload")?, text(row, "asset")?) else { return Ok(None) };
    let part_size = row.get::<_, Option<u64>>("part_size")?.unwrap_or_default();
    let total = row.get::<_, Option<u64>>("total")?.unwrap_or_default();
    if total == 0 || part_size == 0 {
        return Ok(None);
    }
    let Some(mut session) = Session::new(upload.as_str().into(), AssetId(asset), total, part_size) else {
        let column = row.as_ref().column_index("part_size")?;
        return Err(rusqlite::Error::IntegralValueOutOfRange(column, part_size.cast_signed()));
    };
    let headers = text(row, "headers")?.unwrap_or_default();
    session.complete = row.get("complete")?;
    if session.complete {
        // The parts of a whole file are not kept one by one.
        session.parts.fill(Part::Reported);
    }
    session.headers = serde_json::from_str(&headers).unwrap_or_default();
    session.expires = time(row, "expires")?;
    // Before there were others, every session was opened for its file.
    session.origin = word(row, "origin", SessionOrigin::parse)?.unwrap_or_default();
    Ok(Some(session))
}

fn read_destination(row: &Row<'_>) -> rusqlite::Result<Destination> {
    let target = row.get::<_, String>("target")?;
    let destination_id = match must(row, "kind", DestinationKind::parse)? {
        DestinationKind::Store => DestinationId::Store(StoreId(target)),
        DestinationKind::Index => DestinationId::Index(IndexId(target)),
    };
    let thing = || -> rusqlite::Result<String> { row.get("thing") };
    let state = match must(row, "state", DestinationStateKind::parse)? {
        DestinationStateKind::Wanted => DestinationState::Wanted,
        DestinationStateKind::Begun => DestinationState::Doubtful,
        DestinationStateKind::Submitted => {
            let status = text(row, "status")?.unwrap_or_default();
            DestinationState::Submitted { id: thing()?, status: IndexingStatus::parse(&status) }
        }
        DestinationStateKind::Ready => DestinationState::Ready { id: thing()? },
        DestinationStateKind::Failed => DestinationState::Failed(Failure {
            kind: must(row, "status", FailureKind::parse)?,
            code: word(row, "code", FailureCode::parse)?,
            detail: text(row, "detail")?.unwrap_or_default(),
        }),
    };
    Ok(Destination { state, ..Destination::new(destination_id) })
}

fn pair<T>(
    row: &Row<'_>,
    id: &str,
    status: &str,
    make: impl Fn(String, &str) -> T,
) -> rusqlite::Result<Option<T>> {
    let status = text(row, status)?.unwrap_or_default();
    Ok(text(row, id)?.map(|id| make(id, &status)))
}

fn text(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<String>> {
    row.get(column)
}

fn time(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Timestamp>> {
    Ok(text(row, column)?.and_then(|text| text.parse().ok()))
}

/// In the place of a digest that could not be made.
const LOST: &str = "lost";

/// The value of a word of ours. A row with another word is damaged.
fn word<T>(row: &Row<'_>, column: &str, parse: impl Fn(&str) -> Option<T>) -> rusqlite::Result<Option<T>> {
    let Some(word) = text(row, column)? else { return Ok(None) };
    if let Some(value) = parse(&word) {
        Ok(Some(value))
    } else {
        let column = row.as_ref().column_index(column)?;
        Err(rusqlite::Error::InvalidColumnType(column, word, rusqlite::types::Type::Text))
    }
}

/// Such a value in a row that must have it.
fn must<T>(row: &Row<'_>, column: &str, parse: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let index = row.as_ref().column_index(column)?;
    let lacking = || rusqlite::Error::InvalidColumnType(index, String::new(), rusqlite::types::Type::Null);
    word(row, column, parse)?.ok_or_else(lacking)
}
