//! What must survive a crash: one `SQLite` file, written by one thread, in order.
//!
//! The journal is a projection of the model: whoever changes a job need not remember to save it.
//! It holds no key and no presigned URL.

mod history;
mod media;
mod parts;
mod paths;
pub mod receipts;
mod rows;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use tokio::sync::oneshot;

use takeup_model::{Job, JobId, LineKey, Model};

pub use history::{Query, read as read_history};

/// The journal's name in its folder.
const FILE: &str = "journal.sqlite";

/// Why the journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It could not be read or written.
    #[error("the journal {path} cannot be used: {detail}")]
    Broken {
        /// The file.
        path: String,
        /// What the system says.
        detail: String,
    },
    /// A newer version of this program wrote it.
    #[error("the journal {0} was written by a newer version of Takeup; it was left as it is")]
    Newer(String),
}

/// What has to be written.
#[derive(Clone, Debug)]
pub enum Change {
    /// A job as it is now, and as it was last written.
    Save(Arc<Job>, Option<Arc<Job>>),
    /// A line carries so many bodies well.
    Line(LineKey, usize),
    /// A job was removed from the list, as it was last: its receipt stays.
    Remove(Arc<Job>),
}

/// The journal's writing end.
#[derive(Debug)]
pub struct Journal {
    writer: mpsc::Sender<Order>,
    thread: Option<thread::JoinHandle<()>>,
}

type Outcome = Result<(), String>;

struct Order {
    changes: Vec<Change>,
    done: oneshot::Sender<Outcome>,
}

/// What an opened journal held.
#[derive(Debug)]
pub struct Opened {
    /// The writing end.
    pub journal: Journal,
    /// The jobs, in order.
    pub jobs: Vec<Job>,
    /// How many bodies each line was found to carry well.
    pub lines: BTreeMap<LineKey, usize>,
    /// Where a damaged journal was set aside, if there was one.
    pub set_aside: Option<PathBuf>,
}

impl Journal {
    /// Opens the journal of a folder, or begins one. A damaged one is set aside under `suffix`, never overwritten.
    pub fn open(folder: &Path, suffix: &str) -> Result<Opened, Error> {
        let path = folder.join(FILE);
        let broken = |detail: String| Error::Broken { path: path.display().to_string(), detail };
        std::fs::create_dir_all(folder).map_err(|error| broken(error.to_string()))?;
        let mut set_aside = None;
        let (connection, jobs, lines) = match connect(&path) {
            Ok(opened) => opened,
            Err(Trouble::Newer) => return Err(Error::Newer(path.display().to_string())),
            Err(Trouble::Damaged(_)) => {
                let aside = folder.join(format!("journal.damaged-{suffix}.sqlite"));
                std::fs::rename(&path, &aside).map_err(|error| broken(error.to_string()))?;
                for tail in ["-wal", "-shm"] {
                    let from = folder.join(format!("journal.sqlite{tail}"));
                    let to = folder.join(format!("journal.damaged-{suffix}.sqlite{tail}"));
                    // These exist only after a crash.
                    drop(std::fs::rename(from, to));
                }
                set_aside = Some(aside);
                connect(&path).map_err(|trouble| broken(trouble.to_string()))?
            }
            Err(Trouble::Io(detail)) => return Err(broken(detail)),
        };
        let (writer, orders) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || write_all(connection, &orders))
            .map_err(|error| broken(error.to_string()))?;
        Ok(Opened { journal: Self { writer, thread: Some(thread) }, jobs, lines, set_aside })
    }

    /// Hands changes to the writing thread. The answer comes once they are on disk.
    pub fn write(&self, changes: Vec<Change>) -> oneshot::Receiver<Outcome> {
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
    lines: BTreeMap<LineKey, usize>,
}

impl Written {
    /// What a model holds that was read from the journal just now.
    pub fn of(model: &Model) -> Self {
        Self { jobs: model.jobs.clone(), lines: model.lines.clone() }
    }
}

/// The records that differ from those last written; `written` is brought up to date. This is asked after every event,
/// and costs no more than what has changed since.
pub fn due(model: &Model, written: &mut Written) -> Vec<Change> {
    let lines = model.lines.iter().filter(|(line, places)| written.lines.get(line) != Some(places));
    let lines = lines.map(|(line, places)| Change::Line(line.clone(), *places));
    let jobs = written.jobs.diff(&model.jobs).filter_map(|item| match item {
        DiffItem::Add(_, job) => Some(Change::Save(Arc::clone(job), None)),
        DiffItem::Update { old: (_, before), new: (_, job) } => {
            rows::differ(before, job).then(|| Change::Save(Arc::clone(job), Some(Arc::clone(before))))
        }
        DiffItem::Remove(_, gone) => Some(Change::Remove(Arc::clone(gone))),
    });
    let changes = lines.chain(jobs).collect();
    *written = Written::of(model);
    changes
}

#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("it is damaged: {0}")]
    Damaged(String),
    #[error("{0}")]
    Io(String),
    #[error("it is from a newer version")]
    Newer,
}

impl From<rusqlite::Error> for Trouble {
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
fn of_migration(error: rusqlite_migration::Error) -> Trouble {
    use rusqlite_migration::{Error, MigrationDefinitionError::DatabaseTooFarAhead};
    match error {
        Error::MigrationDefinition(DatabaseTooFarAhead) => Trouble::Newer,
        Error::RusqliteError { err, .. } => err.into(),
        Error::InvalidUserVersion => Trouble::Damaged(error.to_string()),
        other => Trouble::Io(other.to_string()),
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
    ])
}

type Held = (Connection, Vec<Job>, BTreeMap<LineKey, usize>);

fn connect(path: &Path) -> Result<Held, Trouble> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    // The log beside the journal stays small: a few hundred kilobytes.
    connection.pragma_update(None, "wal_autocheckpoint", 64)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    migrations().to_latest(&mut connection).map_err(of_migration)?;
    let (jobs, lines) = (rows::load(&connection)?, rows::load_lines(&connection)?);
    Ok((connection, jobs, lines))
}

/// Writes whatever has come in as one transaction, so that a burst costs one wait for the disk. What does not reach
/// the disk goes with whatever comes next, and once more at the end.
fn write_all(mut connection: Connection, orders: &mpsc::Receiver<Order>) {
    let mut owed = BTreeMap::new();
    while let Ok(first) = orders.recv() {
        let mut orders: Vec<Order> = std::iter::once(first).chain(orders.try_iter()).collect();
        for change in orders.iter_mut().flat_map(|order| order.changes.drain(..)) {
            owe(&mut owed, change);
        }
        let outcome = rows::write(&mut connection, owed.values()).map_err(|error| error.to_string());
        if outcome.is_ok() {
            owed.clear();
        }
        for order in orders {
            // Nobody may be waiting for this one.
            drop(order.done.send(outcome.clone()));
        }
    }
    if !owed.is_empty() {
        // Nobody is there any more who could be told.
        drop(rows::write(&mut connection, owed.values()));
    }
}

/// What a change is about.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Job(JobId),
    Line(LineKey),
}

/// Adds a change to those that are not on disk: of each job the last counts, against the first that was there before.
fn owe(owed: &mut BTreeMap<Subject, Change>, change: Change) {
    let (subject, change) = match change {
        Change::Line(line, places) => (Subject::Line(line.clone()), Change::Line(line, places)),
        Change::Remove(job) => (Subject::Job(job.id), Change::Remove(job)),
        Change::Save(job, before) => {
            let before = match owed.remove(&Subject::Job(job.id)) {
                Some(Change::Save(_, before)) => before,
                Some(Change::Remove(_) | Change::Line(..)) => None,
                None => before,
            };
            (Subject::Job(job.id), Change::Save(job, before))
        }
    };
    owed.insert(subject, change);
}

#[cfg(test)]
mod tests;
