//! Indexing of all kinds in one list: classic tasks, and assets on their way into an index.

use std::sync::Arc;

use jiff::Timestamp;

use crate::ui::kit::table::TableRow;
use takeup_model::{
    Account, AssetId, Change, Destination, DestinationState, IndexId, IndexTask, IndexedAsset, Indexing,
    IndexingId, IndexingStatus, Job, Model, TaskId,
};

/// One thing that is, or was, being indexed.
#[derive(Clone, Debug)]
pub struct TaskRow {
    /// Its name on the platform.
    pub id: String,
    /// The file name.
    pub name: String,
    /// The index.
    pub index: IndexId,
    /// How far it has come.
    pub status: IndexingStatus,
    /// When it was asked for.
    pub started: Option<Timestamp>,
    /// When it last changed, or was over.
    pub updated: Option<Timestamp>,
    /// Seconds.
    pub duration_secs: Option<f64>,
    /// Width and height of the picture.
    pub picture: Option<(u32, u32)>,
    /// Why it failed, where the platform says so.
    pub reason: Option<String>,
    /// What it is.
    pub kind: TaskKind,
}

/// What a row stands for.
#[derive(Clone, Debug)]
pub enum TaskKind {
    /// A classic task, and the video it makes.
    Classic(Option<String>),
    /// An asset in an index.
    Indexed(Option<AssetId>),
}

impl TableRow for TaskRow {
    fn id(&self) -> &String {
        &self.id
    }

    fn name(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }

    fn heard(&self) -> String {
        takeup_text::indexing_status(&self.status)
    }
}

impl TaskRow {
    fn of(row: Indexing<'_>) -> Self {
        let (id, kind) = match row.id {
            IndexingId::Task(id) => (id.0, TaskKind::Classic(row.video.map(str::to_owned))),
            IndexingId::Indexed(id) => (id, TaskKind::Indexed(row.asset.cloned())),
        };
        Self {
            id,
            name: row.filename,
            index: row.index.clone(),
            status: row.status,
            started: row.created,
            updated: row.updated,
            duration_secs: row.duration_secs,
            picture: row.picture,
            reason: row.reason.map(str::to_owned),
            kind,
        }
    }

    /// The same as a row of a file; what an index holds goes by the name it has there.
    pub fn as_classic(&self) -> IndexTask {
        let video = match &self.kind {
            TaskKind::Classic(video) => video.clone(),
            TaskKind::Indexed(_) => None,
        };
        IndexTask {
            id: TaskId(self.id.clone()),
            index: self.index.clone(),
            video,
            status: self.status.clone(),
            filename: self.name.clone(),
            duration_secs: self.duration_secs,
            picture: self.picture,
            created: self.started,
            updated: self.updated,
            reason: self.reason.clone(),
        }
    }

    /// What deleting it is; nothing while the platform would not do it.
    pub fn removal(&self) -> Option<Change> {
        let name = self.name().to_owned();
        match &self.kind {
            TaskKind::Classic(_) if self.status.under_way() => None,
            TaskKind::Classic(_) => Some(Change::DeleteTask { task: TaskId(self.id.clone()), name }),
            TaskKind::Indexed(_) => {
                Some(Change::RemoveIndexedAsset { index: self.index.clone(), indexed: self.id.clone(), name })
            }
        }
    }
}

/// All rows, newest first. Made again only when something they are made of has changed.
#[derive(Clone, Debug)]
pub struct Merged {
    tasks: Arc<[Arc<IndexTask>]>,
    indexed: Vec<Arc<[Arc<IndexedAsset>]>>,
    jobs: Vec<Arc<Job>>,
    rows: Arc<[TaskRow]>,
}

impl Default for Merged {
    fn default() -> Self {
        Self { tasks: Arc::from([]), indexed: Vec::new(), jobs: Vec::new(), rows: Arc::from([]) }
    }
}

impl Merged {
    /// The rows of an account.
    pub fn of(&mut self, model: &Model, account: &Account) -> Arc<[TaskRow]> {
        let lists = || account.indexed.values().map(|list| &list.items);
        let jobs = || model.shown_jobs().filter(|job| job.destinations.iter().any(named));
        let same = Arc::ptr_eq(&self.tasks, &account.tasks.items)
            && self.indexed.iter().map(Arc::as_ptr).eq(lists().map(Arc::as_ptr))
            && self.jobs.iter().map(Arc::as_ptr).eq(jobs().map(Arc::as_ptr));
        if !same {
            self.tasks = Arc::clone(&account.tasks.items);
            self.indexed = lists().map(Arc::clone).collect();
            self.jobs = jobs().map(Arc::clone).collect();
            self.rows = model.indexing(account).into_iter().map(TaskRow::of).collect();
        }
        Arc::clone(&self.rows)
    }

    /// How many of them are under way.
    pub fn running(&self) -> usize {
        self.rows.iter().filter(|task| task.status.under_way()).count()
    }
}

/// Whether the platform has a name for it.
fn named(destination: &Destination) -> bool {
    matches!(destination.state, DestinationState::Submitted { .. } | DestinationState::Ready { .. })
}
