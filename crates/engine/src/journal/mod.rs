//! What must survive a crash: one `SQLite` file, written by one thread, in order.
//!
//! The journal is a projection of the model: whoever changes a job need not remember to save it.
//! It holds no key and no presigned URL.

mod copies;
mod destinations;
mod events;
mod history;
mod intake;
mod jobs;
mod parts;
mod paths;
pub mod receipts;
mod row;
mod rows;
mod watched;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};
use tokio::sync::oneshot;

use super::private;
use takeup_model::{
    AccountId, ConnectionKey, Failure, FailureKind, FailureReason, Intake, IntakeNo, Job, JobId, KnownFile,
    Model, WatchKey,
};

pub use events::{json as events_json, read_events};
pub use history::{HistoryQuery, known_hosts, read as read_history, read_jobs};
pub(super) use jobs::forget_spent;
use watched::WatchedFiles;

/// The journal's name in its folder.
const FILE: &str = "journal.sqlite";

/// What has to be written.
#[derive(Clone, Debug)]
pub enum JournalEntry {
    /// A job as it is now, and as it was last written.
    Save(Arc<Job>, Option<Arc<Job>>),
    /// A line carries so many bodies well.
    Concurrency(ConnectionKey, usize),
    /// A job was removed from the list, as it was last: its receipt stays.
    Remove(Arc<Job>),
    /// Paths were added.
    Intake(IntakeNo, Intake),
    /// They have been looked through, and what they hold are jobs now.
    IntakeOver(IntakeNo),
    /// What is remembered of a file in a watched folder; nothing if it is forgotten.
    Watched(WatchKey, PathBuf, Option<Arc<KnownFile>>),
}

/// The journal's writing end.
#[derive(Debug)]
pub struct Journal {
    writer: mpsc::Sender<Order>,
    thread: Option<thread::JoinHandle<()>>,
}

type WriteResult = Result<(), String>;

struct Order {
    changes: Vec<JournalEntry>,
    done: oneshot::Sender<WriteResult>,
}

/// What an opened journal held.
#[derive(Debug)]
pub struct OpenedJournal {
    /// The writing end.
    pub journal: Journal,
    /// The jobs, in order.
    pub jobs: Vec<Job>,
    /// Added paths that wait to be looked through.
    pub intake: BTreeMap<IntakeNo, Intake>,
    /// What is remembered of the files in watched folders.
    pub watched: WatchedFiles,
    /// How many bodies each line was found to carry well.
    pub concurrency_by_connection: BTreeMap<ConnectionKey, usize>,
    /// Where a damaged journal was set aside, if there was one.
    pub set_aside: Option<PathBuf>,
}

impl Journal {
    /// Opens the journal of a folder, or begins one. A damaged one is set aside under `suffix`, never overwritten.
    pub fn open(folder: &Path, suffix: &str) -> Result<OpenedJournal, Failure> {
        let path = folder.join(FILE);
        let broken = |detail: String| unusable(&path, &detail);
        private::folder(folder).map_err(|error| broken(error.to_string()))?;
        let mut set_aside = None;
        let (connection, held) = match connect(&path) {
            Ok(opened) => opened,
            Err(OpenError::Newer) => return Err(newer(&path)),
            Err(OpenError::Damaged(_)) => {
                let aside = folder.join(format!("journal.damaged-{suffix}.sqlite"));
                std::fs::rename(&path, &aside).map_err(|error| broken(error.to_string()))?;
                for tail in ["-wal", "-shm"] {
                    let from = folder.join(format!("journal.sqlite{tail}"));
                    let to = folder.join(format!("journal.damaged-{suffix}.sqlite{tail}"));
                    // These exist only after a crash.
                    drop(std::fs::rename(from, to));
                }
                set_aside = Some(aside);
                connect(&path).map_err(|error| match error {
                    OpenError::Damaged(detail) | OpenError::Io(detail) => broken(detail),
                    OpenError::Newer => newer(&path),
                })?
            }
            Err(OpenError::Io(detail)) => return Err(broken(detail)),
        };
        let (writer, orders) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || write_all(connection, &orders))
            .map_err(|error| broken(error.to_string()))?;
        Ok(OpenedJournal {
            journal: Self { writer, thread: Some(thread) },
            jobs: held.jobs,
            intake: held.intake,
            watched: held.watched,
            concurrency_by_connection: held.concurrency_by_connection,
            set_aside,
        })
    }

    /// Hands changes to the writing thread. The answer comes once they are on disk.
    pub fn write(&self, changes: Vec<JournalEntry>) -> oneshot::Receiver<WriteResult> {
        let (done, outcome) = oneshot::channel();
        // A thread that is gone drops the sender, which the receiver sees as a failure.
        drop(self.writer.send(Order { changes, done }));
        outcome
    }

    /// Waits until everything handed over is on disk.
    pub fn close(mut self) {
        let Self { writer, thread } = &mut self;
        let (closed, _) = mpsc::channel();
        drop(std::mem::replace(writer, closed));
        if let Some(thread) = thread.take() {
            drop(thread.join());
        }
    }
}

/// What the journal is known to hold.
#[derive(Clone, Debug, Default)]
pub struct Written {
    jobs: OrdMap<JobId, Arc<Job>>,
    /// What was added never changes, so their numbers tell them.
    intake: BTreeSet<IntakeNo>,
    watched: WatchedFiles,
    concurrency_by_connection: BTreeMap<ConnectionKey, usize>,
}

impl Written {
    /// What a model holds that was read from the journal just now.
    pub fn of(model: &Model) -> Self {
        Self {
            jobs: model.jobs.clone(),
            intake: model.intake.keys().copied().collect(),
            watched: model.watched.iter().map(|(key, one)| (key.clone(), one.files.clone())).collect(),
            concurrency_by_connection: model.concurrency_by_connection.clone(),
        }
    }
}

/// The records that differ from those last written; `written` is brought up to date. This is asked after every event,
/// and costs no more than what has changed since.
pub fn due(model: &Model, written: &mut Written) -> Vec<JournalEntry> {
    let concurrency_by_connection = model
        .concurrency_by_connection
        .iter()
        .filter(|(line, places)| written.concurrency_by_connection.get(line) != Some(places));
    let concurrency_by_connection =
        concurrency_by_connection.map(|(line, places)| JournalEntry::Concurrency(line.clone(), *places));
    let recorded = |id: &AccountId| model.accounts.get(id).is_none_or(|account| !account.unrecorded);
    let jobs = written.jobs.diff(&model.jobs).filter(|item| {
        let (DiffItem::Add(_, job) | DiffItem::Update { new: (_, job), .. } | DiffItem::Remove(_, job)) =
            item;
        recorded(&job.account)
    });
    let jobs = jobs.filter_map(|item| match item {
        DiffItem::Add(_, job) => Some(JournalEntry::Save(Arc::clone(job), None)),
        DiffItem::Update { old: (_, before), new: (_, job) } => {
            rows::differ(before, job).then(|| JournalEntry::Save(Arc::clone(job), Some(Arc::clone(before))))
        }
        DiffItem::Remove(_, gone) => Some(JournalEntry::Remove(Arc::clone(gone))),
    });
    let added = model
        .intake
        .iter()
        .filter(|(number, intake)| !written.intake.contains(number) && recorded(&intake.account));
    let added = added.map(|(number, intake)| JournalEntry::Intake(*number, intake.clone()));
    let over = written.intake.iter().filter(|number| !model.intake.contains_key(number));
    let over = over.map(|number| JournalEntry::IntakeOver(*number));
    let watched = watched_due(model, written, recorded);
    let changes = concurrency_by_connection.chain(added).chain(over).chain(jobs).chain(watched).collect();
    *written = Written::of(model);
    changes
}

/// What is remembered of the files in watched folders, as far as it differs from what was last written.
fn watched_due(model: &Model, written: &Written, recorded: impl Fn(&AccountId) -> bool) -> Vec<JournalEntry> {
    let none = OrdMap::new();
    let keys: BTreeSet<&WatchKey> = written.watched.keys().chain(model.watched.keys()).collect();
    let mut changes = Vec::new();
    for key in keys.into_iter().filter(|WatchKey(account, _)| recorded(account)) {
        let before = written.watched.get(key).unwrap_or(&none);
        let now = model.watched.get(key).map_or(&none, |watching| &watching.files);
        changes.extend(before.diff(now).map(|item| match item {
            DiffItem::Add(path, known) | DiffItem::Update { new: (path, known), .. } => {
                JournalEntry::Watched(key.clone(), path.clone(), Some(Arc::clone(known)))
            }
            DiffItem::Remove(path, _) => JournalEntry::Watched(key.clone(), path.clone(), None),
        }));
    }
    changes
}

#[derive(Debug)]
enum OpenError {
    Damaged(String),
    Io(String),
    Newer,
}

/// A folder's journal, to be read beside whoever else has it open. Without a journal there is none.
fn open_to_read(folder: &Path) -> rusqlite::Result<Option<Connection>> {
    let path = folder.join(FILE);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    path.exists().then(|| Connection::open_with_flags(path, flags)).transpose()
}

/// Whether a folder's journal can be used by this version, where there is one. It blocks, and changes nothing.
pub(crate) fn examine(folder: &Path) -> Result<(), Failure> {
    let sound = |connection: &Connection| {
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0)).map(Some)
    };
    match read_table(folder, "job", sound)? {
        None => Ok(()),
        Some(said) if said == "ok" => Ok(()),
        Some(said) => Err(unusable(&folder.join(FILE), &said)),
    }
}

/// Reads from a folder's journal, which may be of an older version: from this table, if it is there.
fn read_table<T: Default, E: Into<OpenError>>(
    folder: &Path,
    table: &str,
    read: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<T, Failure> {
    let path = folder.join(FILE);
    let damaged = |error: rusqlite::Error| unusable(&path, &error.to_string());
    let Some(connection) = open_to_read(folder).map_err(damaged)? else { return Ok(T::default()) };
    let pending = migrations().pending_migrations(&connection);
    if pending.map_err(|error| unusable(&path, &error.to_string()))? < 0 {
        return Err(newer(&path));
    }
    if !connection.table_exists(None, table).map_err(damaged)? {
        return Ok(T::default());
    }
    read(&connection).map_err(|error| match error.into() {
        OpenError::Newer => newer(&path),
        OpenError::Damaged(detail) | OpenError::Io(detail) => unusable(&path, &detail),
    })
}

fn unusable(path: &Path, detail: &str) -> Failure {
    let detail = format!("{}: {detail}", path.display());
    Failure::own(FailureKind::FileUnreadable, FailureReason::JournalUnusable, detail)
}

fn newer(path: &Path) -> Failure {
    Failure::own(FailureKind::FileUnreadable, FailureReason::JournalNewer, path.display().to_string())
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase, Unknown};
        // A row that does not read, which has no code, is damage too, and so is what our own statements stumble over.
        match error.sqlite_error_code() {
            None | Some(DatabaseCorrupt | NotADatabase | Unknown) => Self::Damaged(error.to_string()),
            Some(_) => Self::Io(error.to_string()),
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other errors are those of whoever writes migrations")]
fn of_migration(error: rusqlite_migration::Error) -> OpenError {
    use rusqlite_migration::{Error, MigrationDefinitionError::DatabaseTooFarAhead};
    match error {
        Error::MigrationDefinition(DatabaseTooFarAhead) => OpenError::Newer,
        Error::RusqliteError { err, .. } => err.into(),
        Error::InvalidUserVersion => OpenError::Damaged(error.to_string()),
        other => OpenError::Io(other.to_string()),
    }
}

fn migrations() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("schema.sql")),
        M::up(include_str!("schema_2.sql")),
        M::up(include_str!("schema_3.sql")),
        M::up(include_str!("schema_4.sql")),
        M::up(include_str!("schema_5.sql")),
        M::up(include_str!("schema_6.sql")),
        M::up(include_str!("schema_7.sql")),
        M::up(include_str!("schema_8.sql")),
        M::up(include_str!("schema_9.sql")),
        M::up(include_str!("schema_10.sql")),
        M::up(include_str!("schema_11.sql")),
        M::up(include_str!("schema_12.sql")),
        M::up(include_str!("schema_13.sql")),
        M::up(include_str!("schema_14.sql")),
        M::up(include_str!("schema_15.sql")),
    ])
}

/// What a journal held.
struct Held {
    jobs: Vec<Job>,
    intake: BTreeMap<IntakeNo, Intake>,
    watched: WatchedFiles,
    concurrency_by_connection: BTreeMap<ConnectionKey, usize>,
}

fn connect(path: &Path) -> Result<(Connection, Held), OpenError> {
    // SQLite gives the files beside the journal the permissions of the journal. One that cannot be written is read.
    drop(private::file(path));
    let mut connection = Connection::open(path)?;
    // What a newer version has written is left as it is, to the last byte.
    if migrations().pending_migrations(&connection).map_err(of_migration)? < 0 {
        return Err(OpenError::Newer);
    }
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    // A deleted value is overwritten in the file: it may be a presigned URL.
    connection.pragma_update(None, "secure_delete", true)?;
    // The log beside the journal stays small: a few hundred kilobytes.
    connection.pragma_update(None, "wal_autocheckpoint", 64)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    migrations().to_latest(&mut connection).map_err(of_migration)?;
    let held = Held {
        jobs: rows::load(&connection)?,
        intake: rows::load_intake(&connection)?,
        watched: watched::load(&connection)?,
        concurrency_by_connection: rows::load_concurrency(&connection)?,
    };
    Ok((connection, held))
}

/// Writes whatever has come in as one transaction, so that a burst costs one wait for the disk. What does not reach
/// the disk goes with whatever comes next, and once more at the end.
fn write_all(mut connection: Connection, orders: &mpsc::Receiver<Order>) {
    let mut pending = BTreeMap::new();
    while let Ok(first) = orders.recv() {
        let mut orders: Vec<Order> = std::iter::once(first).chain(orders.try_iter()).collect();
        for change in orders.iter_mut().flat_map(|order| order.changes.drain(..)) {
            merge_pending(&mut pending, change);
        }
        let outcome = rows::write(&mut connection, pending.values()).map_err(|error| error.to_string());
        if outcome.is_ok() {
            pending.clear();
        }
        for order in orders {
            // Nobody may be waiting for this one.
            drop(order.done.send(outcome.clone()));
        }
    }
    if !pending.is_empty() {
        // Nobody is there any more who could be told.
        drop(rows::write(&mut connection, pending.values()));
    }
}

/// What a change is about.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum EntryKey {
    Job(JobId),
    Intake(IntakeNo),
    Concurrency(ConnectionKey),
    Watched(WatchKey, PathBuf),
}

/// Adds a change to those that are not on disk: of each job the last counts, against the first that was there before.
fn merge_pending(pending: &mut BTreeMap<EntryKey, JournalEntry>, change: JournalEntry) {
    let (subject, change) = match change {
        JournalEntry::Concurrency(line, places) => {
            (EntryKey::Concurrency(line.clone()), JournalEntry::Concurrency(line, places))
        }
        JournalEntry::Remove(job) => (EntryKey::Job(job.id), JournalEntry::Remove(job)),
        JournalEntry::Intake(number, intake) => {
            (EntryKey::Intake(number), JournalEntry::Intake(number, intake))
        }
        JournalEntry::Watched(key, path, known) => {
            (EntryKey::Watched(key.clone(), path.clone()), JournalEntry::Watched(key, path, known))
        }
        JournalEntry::IntakeOver(number) => (EntryKey::Intake(number), JournalEntry::IntakeOver(number)),
        JournalEntry::Save(job, before) => {
            let before = match pending.remove(&EntryKey::Job(job.id)) {
                Some(JournalEntry::Save(_, before)) => before,
                Some(
                    JournalEntry::Remove(_)
                    | JournalEntry::Concurrency(..)
                    | JournalEntry::Intake(..)
                    | JournalEntry::IntakeOver(_)
                    | JournalEntry::Watched(..),
                ) => None,
                None => before,
            };
            (EntryKey::Job(job.id), JournalEntry::Save(job, before))
        }
    };
    pending.insert(subject, change);
}

#[cfg(test)]
mod earlier;
#[cfg(test)]
mod tests;
