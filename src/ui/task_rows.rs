//! Indexing of all kinds in one list: classic tasks, and assets on their way into an index.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::table::Entry;
use crate::model::{Account, AssetId, Change, IndexId, IndexTask, Indexed, IndexingStatus, TaskId};

/// One thing that is, or was, being indexed.
#[derive(Clone, Debug)]
pub struct Task {
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
    pub kind: Sort,
}

/// What a row stands for.
#[derive(Clone, Debug)]
pub enum Sort {
    /// A classic task, and the video it makes.
    Classic(Option<String>),
    /// An asset in an index.
    Indexed(Option<AssetId>),
}

impl Entry for Task {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }
}

impl Task {
    fn classic(task: &IndexTask) -> Self {
        Self {
            id: task.id.0.clone(),
            name: task.filename.clone(),
            index: task.index.clone(),
            status: task.status.clone(),
            started: task.created,
            updated: task.updated,
            duration_secs: task.duration_secs,
            picture: task.picture,
            reason: task.reason.clone(),
            kind: Sort::Classic(task.video.clone()),
        }
    }

    fn indexed(item: &Indexed) -> Self {
        Self {
            id: item.id.clone(),
            name: item.filename.clone(),
            index: item.index.clone(),
            status: item.status.clone(),
            started: item.created,
            updated: item.indexed.or(item.updated),
            duration_secs: item.duration_secs,
            picture: item.picture,
            reason: item.reason.clone(),
            kind: Sort::Indexed(item.asset.clone()),
        }
    }

    /// The same as a row of a file; what an index holds goes by the name it has there.
    pub fn as_classic(&self) -> IndexTask {
        let video = match &self.kind {
            Sort::Classic(video) => video.clone(),
            Sort::Indexed(_) => None,
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
            Sort::Classic(_) if self.status.under_way() => None,
            Sort::Classic(_) => Some(Change::DeleteTask { task: TaskId(self.id.clone()), name }),
            Sort::Indexed(_) => {
                Some(Change::RemoveIndexedAsset { index: self.index.clone(), indexed: self.id.clone(), name })
            }
        }
    }
}

/// All rows, newest first. Made anew only when one of the lists has changed.
#[derive(Clone, Debug)]
pub struct Merged {
    tasks: Arc<[Arc<IndexTask>]>,
    indexed: Vec<Arc<[Arc<Indexed>]>>,
    rows: Arc<[Task]>,
}

impl Default for Merged {
    fn default() -> Self {
        Self { tasks: Arc::from([]), indexed: Vec::new(), rows: Arc::from([]) }
    }
}

impl Merged {
    /// The rows of an account.
    pub fn of(&mut self, account: &Account) -> Arc<[Task]> {
        let lists = || account.indexed.values().map(|list| &list.items);
        let same = Arc::ptr_eq(&self.tasks, &account.tasks.items)
            && self.indexed.len() == account.indexed.len()
            && self.indexed.iter().zip(lists()).all(|(old, new)| Arc::ptr_eq(old, new));
        if !same {
            self.tasks = Arc::clone(&account.tasks.items);
            self.indexed = lists().map(Arc::clone).collect();
            self.rows = merge(&self.tasks, &self.indexed).into();
        }
        Arc::clone(&self.rows)
    }
}

fn merge(tasks: &[Arc<IndexTask>], indexed: &[Arc<[Arc<Indexed>]>]) -> Vec<Task> {
    // What a classic task has made stands in its index as well.
    let made: BTreeSet<&str> = tasks.iter().filter_map(|task| task.video.as_deref()).collect();
    let others = indexed.iter().flat_map(|list| list.iter()).filter(|item| !made.contains(item.id.as_str()));
    let mut rows: Vec<Task> =
        tasks.iter().map(|task| Task::classic(task)).chain(others.map(|item| Task::indexed(item))).collect();
    rows.sort_by_key(|task| std::cmp::Reverse(task.started));
    rows
}
