//! Jobs as rows and back. All the SQL there is.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params, params};

use crate::model::{
    AccountId, AssetId, AssetStatus, Creation, End, Failure, FileFacts, Goal, GoalState, IndexId,
    IndexingStatus, Job, JobId, Kind, MediaKind, Method, MethodChoice, Now, Part, PartNo, Route, Session,
    Source, StoreId, Target, TaskId, Why, Wish,
};

use super::{Change, paths};

/// Whether two states of a job make different rows.
pub(super) fn differ(a: &Job, b: &Job) -> bool {
    let goals = |job: &Job| -> Vec<(Target, GoalState)> {
        job.goals.iter().map(|goal| (goal.target.clone(), goal.state.clone())).collect()
    };
    a.wish != b.wish
        || a.nonce != b.nonce
        || a.file != b.file
        || a.route != b.route
        || a.creation != b.creation
        || a.session != b.session
        || a.asset != b.asset
        || a.task != b.task
        || a.paused != b.paused
        || a.end != b.end
        || a.retries != b.retries
        || (a.started, a.sent, a.ended) != (b.started, b.sent, b.ended)
        || goals(a) != goals(b)
}

pub(super) fn write<'a>(
    connection: &mut Connection,
    changes: impl IntoIterator<Item = &'a Change>,
) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    for change in changes {
        match change {
            Change::Remove(id) => {
                transaction.execute("DELETE FROM job WHERE id = ?1", params![id.0])?;
            }
            Change::Save(job, before) => {
                write_job(&transaction, job)?;
                write_goals(&transaction, job)?;
                write_parts(&transaction, job, before.as_deref())?;
            }
        }
    }
    transaction.commit()
}

fn write_job(connection: &Connection, job: &Job) -> rusqlite::Result<()> {
    let (end, end_kind, end_detail) = match &job.end {
        // What was refused is judged anew after a restart: file and limits may have changed.
        None | Some(End::Refused(_)) => (None, None, None),
        Some(End::Ready) => (Some("ready"), None, None),
        Some(End::Cancelled) => (Some("cancelled"), None, None),
        Some(End::Failed(failure)) => {
            (Some("failed"), Some(kind_word(&failure.kind)), Some(failure.detail.as_str()))
        }
    };
    let file = job.file.as_ref();
    let session = job.session.as_ref();
    let mut statement = connection.prepare_cached(include_str!("save_job.sql"))?;
    statement.execute(named_params! {
        ":id": job.id.0,
        ":account": job.account.0,
        ":path": job.source.path().map(paths::to_bytes),
        ":url": if let Source::Url(url) = &job.source { Some(url) } else { None },
        ":nonce": job.nonce,
        ":wish_method": if let MethodChoice::Only(method) = job.wish.method { Some(method.word()) } else { None },
        ":task_index": job.wish.task_index.as_ref().map(|id| &id.0),
        ":language": job.wish.language,
        ":anyway": job.wish.anyway,
        ":size": file.map(|file| file.size),
        ":modified": file.and_then(|file| file.modified).map(|time| time.to_string()),
        ":fingerprint": file.map(|file| &file.fingerprint),
        ":media_kind": file.map(|file| media_word(file.kind)),
        ":format": file.map(|file| &file.format),
        ":media_type": file.map(|file| &file.media_type),
        ":method": job.route.map(|route| route.method.word()),
        ":why": job.route.map(|route| route.why.word()),
        ":creation": if job.creation == Creation::NotBegun { "not-begun" } else { "begun" },
        ":upload": session.map(|session| &session.upload.0),
        ":part_size": session.map(|session| session.part_size),
        ":total": session.map(|session| session.total),
        ":headers": session.map(|session| serde_json::to_string(&session.headers).unwrap_or_default()),
        ":expires": session.and_then(|session| session.expires).map(|time| time.to_string()),
        ":complete": session.is_some_and(|session| session.complete),
        ":asset": job.asset.as_ref().map(|(id, _)| &id.0),
        ":asset_status": job.asset.as_ref().map(|(_, status)| status.to_string()),
        ":task": job.task.as_ref().map(|(id, _)| &id.0),
        ":task_status": job.task.as_ref().map(|(_, status)| status.to_string()),
        ":paused": job.paused,
        ":retries": job.retries,
        ":end": end,
        ":end_kind": end_kind,
        ":end_detail": end_detail,
        ":added": job.added.to_string(),
        ":started": job.started.map(|time| time.to_string()),
        ":sent": job.sent.map(|time| time.to_string()),
        ":ended": job.ended.map(|time| time.to_string()),
    })?;
    Ok(())
}

fn write_goals(connection: &Connection, job: &Job) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM goal WHERE job = ?1")?.execute(params![job.id.0])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO goal (job, place, kind, target, state, thing, status, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (place, goal) in (0i64..).zip(&job.goals) {
        let (kind, target) = match &goal.target {
            Target::Index(id) => ("index", &id.0),
            Target::Store(id) => ("store", &id.0),
        };
        let (state, thing, status, detail) = match &goal.state {
            GoalState::Wanted => ("wanted", None, None, None),
            GoalState::Begun | GoalState::Doubtful => ("begun", None, None, None),
            GoalState::Submitted { id, status } => ("submitted", Some(id), Some(status.to_string()), None),
            GoalState::Ready { id } => ("ready", Some(id), None, None),
            GoalState::Failed(failure) => {
                ("failed", None, Some(kind_word(&failure.kind).to_owned()), Some(&failure.detail))
            }
        };
        insert.execute(params![job.id.0, place, kind, target, state, thing, status, detail])?;
    }
    Ok(())
}

/// Writes only the parts that changed. Once the asset is ready, nobody needs them any more.
fn write_parts(connection: &Connection, job: &Job, before: Option<&Job>) -> rusqlite::Result<()> {
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
            Part::Stored { etag } => save.execute(params![id, number.0, Some(etag)])?,
            Part::Reported => save.execute(params![id, number.0, None::<String>])?,
        };
    }
    Ok(())
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
            let goal = read_goal(row)?;
            job.wish.targets.push(goal.target.clone());
            job.goals.push(goal);
        }
    }
    let mut statement = connection.prepare("SELECT * FROM part")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let session = jobs.get_mut(&JobId(row.get::<_, u64>("job")?)).and_then(|job| job.session.as_mut());
        let number = PartNo(row.get("number")?);
        if let Some(part) = session.and_then(|session| session.part_mut(number)) {
            *part =
                row.get::<_, Option<String>>("etag")?.map_or(Part::Reported, |etag| Part::Stored { etag });
        }
    }
    Ok(jobs.into_values().collect())
}

fn read_job(row: &Row<'_>) -> rusqlite::Result<Job> {
    let source = match row.get::<_, Option<Vec<u8>>>("path")? {
        Some(path) => Source::File(paths::from_bytes(path)),
        None => Source::Url(row.get::<_, Option<String>>("url")?.unwrap_or_default()),
    };
    let wish = Wish {
        method: text(row, "wish_method")?
            .and_then(|word| Method::parse(&word))
            .map_or(MethodChoice::Auto, MethodChoice::Only),
        task_index: text(row, "task_index")?.map(IndexId),
        language: text(row, "language")?,
        targets: Vec::new(),
        anyway: row.get("anyway")?,
    };
    let added = time(row, "added")?.unwrap_or(Timestamp::UNIX_EPOCH);
    let id = JobId(row.get::<_, u64>("id")?);
    let mut job = Job::new(id, AccountId(row.get("account")?), source, wish, loading(added));
    job.nonce = row.get("nonce")?;
    job.file = read_file(row)?;
    job.route = match text(row, "method")?.and_then(|word| Method::parse(&word)) {
        Some(method) => Some(Route { method, why: Why::parse(&text(row, "why")?.unwrap_or_default()) }),
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
    job.paused = row.get("paused")?;
    job.retries = row.get("retries")?;
    job.end = match text(row, "end")?.as_deref() {
        Some("ready") => Some(End::Ready),
        Some("cancelled") => Some(End::Cancelled),
        Some(_) => {
            let kind = kind_named(&text(row, "end_kind")?.unwrap_or_default());
            Some(End::Failed(Failure::new(kind, text(row, "end_detail")?.unwrap_or_default())))
        }
        None => None,
    };
    job.started = time(row, "started")?;
    job.sent = time(row, "sent")?;
    job.ended = time(row, "ended")?.filter(|_| job.end.is_some());
    Ok(job)
}

/// A moment for `Job::new`; everything it would decide by it is read from the row instead.
fn loading(added: Timestamp) -> Now {
    #[expect(clippy::disallowed_methods, reason = "an instant cannot be made any other way; it is not used")]
    let mono = std::time::Instant::now();
    Now { mono, utc: added, luck: 0 }
}

fn read_file(row: &Row<'_>) -> rusqlite::Result<Option<FileFacts>> {
    let Some(size) = row.get::<_, Option<u64>>("size")? else { return Ok(None) };
    Ok(Some(FileFacts {
        size,
        modified: time(row, "modified")?,
        fingerprint: text(row, "fingerprint")?.unwrap_or_default(),
        kind: media_named(&text(row, "media_kind")?.unwrap_or_default()),
        format: text(row, "format")?.unwrap_or_default(),
        media_type: text(row, "media_type")?.unwrap_or_default(),
    }))
}

/// No session has more parts. A row that says otherwise is damaged, and must not be believed with memory.
const MOST_PARTS: usize = 1_000_000;

fn read_session(row: &Row<'_>) -> rusqlite::Result<Option<Session>> {
    let (Some(upload), Some(asset)) = (text(row, "upload")?, text(row, "asset")?) else { return Ok(None) };
    let part_size = row.get::<_, Option<u64>>("part_size")?.unwrap_or_default();
    let total = row.get::<_, Option<u64>>("total")?.unwrap_or_default();
    let Some(count) = Session::part_count(total, part_size) else { return Ok(None) };
    if count > MOST_PARTS {
        let column = row.as_ref().column_index("part_size")?;
        return Err(rusqlite::Error::IntegralValueOutOfRange(column, part_size.cast_signed()));
    }
    let headers = text(row, "headers")?.unwrap_or_default();
    let complete = row.get("complete")?;
    Ok(Some(Session {
        upload: upload.as_str().into(),
        asset: AssetId(asset),
        part_size,
        total,
        // The parts of a whole file are not kept one by one.
        parts: vec![if complete { Part::Reported } else { Part::Missing }; count],
        headers: serde_json::from_str(&headers).unwrap_or_default(),
        expires: time(row, "expires")?,
        known: false,
        complete,
    }))
}

fn read_goal(row: &Row<'_>) -> rusqlite::Result<Goal> {
    let target = row.get::<_, String>("target")?;
    let target = match row.get::<_, String>("kind")?.as_str() {
        "store" => Target::Store(StoreId(target)),
        _ => Target::Index(IndexId(target)),
    };
    let thing = text(row, "thing")?;
    let status = text(row, "status")?.unwrap_or_default();
    let state = match (row.get::<_, String>("state")?.as_str(), thing) {
        ("begun", _) => GoalState::Doubtful,
        ("submitted", Some(id)) => GoalState::Submitted { id, status: IndexingStatus::parse(&status) },
        ("ready", Some(id)) => GoalState::Ready { id },
        ("failed", _) => {
            GoalState::Failed(Failure::new(kind_named(&status), text(row, "detail")?.unwrap_or_default()))
        }
        _ => GoalState::Wanted,
    };
    Ok(Goal { state, ..Goal::new(target) })
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

const MEDIA: [(MediaKind, &str); 6] = [
    (MediaKind::Video, "video"),
    (MediaKind::Audio, "audio"),
    (MediaKind::Image, "image"),
    (MediaKind::Document, "document"),
    (MediaKind::Unknown, "unknown"),
    (MediaKind::Other, "other"),
];

fn media_word(kind: MediaKind) -> &'static str {
    MEDIA.iter().find(|(one, _)| *one == kind).map_or("unknown", |(_, word)| word)
}

fn media_named(word: &str) -> MediaKind {
    MEDIA.iter().find(|(_, one)| *one == word).map_or(MediaKind::Unknown, |(kind, _)| *kind)
}

const KINDS: [(Kind, &str); 18] = [
    (Kind::AddressStale, "address-stale"),
    (Kind::AnswerLost, "answer-lost"),
    (Kind::Bug, "bug"),
    (Kind::Conflict, "conflict"),
    (Kind::FileChanged, "file-changed"),
    (Kind::FileMissing, "file-missing"),
    (Kind::FileUnreadable, "file-unreadable"),
    (Kind::KeyRefused, "key-refused"),
    (Kind::Keyring, "keyring"),
    (Kind::Network, "network"),
    (Kind::NotAllowed, "not-allowed"),
    (Kind::NotFound, "not-found"),
    (Kind::Platform, "platform"),
    (Kind::Processing, "processing"),
    (Kind::Refused, "refused"),
    (Kind::SessionEnded, "session-ended"),
    (Kind::Setup, "setup"),
    (Kind::Throttled(None), "throttled"),
];

fn kind_word(kind: &Kind) -> &'static str {
    let kind = if matches!(kind, Kind::Throttled(_)) { &Kind::Throttled(None) } else { kind };
    KINDS.iter().find(|(one, _)| one == kind).map_or("bug", |(_, word)| word)
}

fn kind_named(word: &str) -> Kind {
    KINDS.iter().find(|(_, one)| *one == word).map_or(Kind::Bug, |(kind, _)| kind.clone())
}
