//! What the platform holds for an account, as it was last told.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{AssetId, AssetStatus, Failure, IndexId, IndexingStatus, StoreId, TaskId};

/// A list kept fresh from the platform. The old items stay while new ones load or fail to.
#[derive(Clone, Debug)]
pub struct Listing<T> {
    /// What was told last.
    pub items: Arc<[T]>,
    /// How fresh they are.
    pub state: ListState,
}

/// How fresh a list is, whatever is in it.
#[derive(Clone, Debug)]
pub struct ListState {
    /// How many there are on the platform, when it says so.
    pub total: Option<u64>,
    /// How many pages are wanted.
    pub pages: u32,
    /// How many pages were asked for last.
    pub asked: u32,
    /// When the items were told.
    pub loaded: Option<Timestamp>,
    /// Why the last attempt failed.
    pub trouble: Option<Failure>,
    /// Somebody asked for fresh items.
    pub wanted: bool,
    /// When it is to be loaded again by itself, and how long the pause after that.
    pub next: Option<(Instant, Duration)>,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self { items: Arc::from([]), state: ListState::default() }
    }
}

impl Default for ListState {
    fn default() -> Self {
        Self { total: None, pages: 1, asked: 0, loaded: None, trouble: None, wanted: false, next: None }
    }
}

impl<T> Listing<T> {
    /// How many items there are, as far as anybody knows.
    pub fn count(&self) -> Option<u64> {
        self.state.total.or(self.state.loaded.map(|_| self.items.len() as u64))
    }

    /// Whether the platform has more than was loaded.
    pub fn more(&self) -> bool {
        self.state.total.is_some_and(|total| total > self.items.len() as u64)
    }
}

/// Names one of an account's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Assets.
    Assets,
    /// Indexes.
    Indexes,
    /// Classic indexing tasks.
    Tasks,
    /// Knowledge stores.
    Stores,
}

/// A media file as the platform holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// Its name on the platform.
    pub id: AssetId,
    /// The file name it was given.
    pub filename: String,
    /// How its bytes came.
    pub method: String,
    /// How far it has come.
    pub status: AssetStatus,
    /// Its media type.
    pub file_type: String,
    /// Bytes; known once it is ready.
    pub size: Option<u64>,
    /// Seconds; absent for images and documents.
    pub duration_secs: Option<f64>,
    /// Width and height of the picture.
    pub picture: Option<(u32, u32)>,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// Why it failed, in the platform's words.
    pub error: Option<String>,
}

/// An index, into which videos go to become searchable.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// Its name on the platform.
    pub id: IndexId,
    /// What the person called it.
    pub name: String,
    /// Each model with its options.
    pub models: Vec<(String, Vec<String>)>,
    /// Videos in it.
    pub video_count: Option<u64>,
    /// Seconds of video in it.
    pub duration_secs: Option<f64>,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// When the platform will remove it.
    pub expires: Option<Timestamp>,
}

impl Index {
    /// Whether the platform takes videos into it: one whose only model is Pegasus 1.2 takes none.
    pub fn takes_videos(&self) -> bool {
        self.models.is_empty() || self.models.iter().any(|(model, _)| model != "pegasus1.2")
    }
}

/// A classic indexing task: one request that both uploads and indexes.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexTask {
    /// Its name on the platform.
    pub id: TaskId,
    /// The index it feeds.
    pub index: IndexId,
    /// The video it makes.
    pub video: Option<String>,
    /// How far it has come.
    pub status: IndexingStatus,
    /// The file name.
    pub filename: String,
    /// Seconds.
    pub duration_secs: Option<f64>,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// When it last changed.
    pub updated: Option<Timestamp>,
}

/// A knowledge store.
#[derive(Clone, Debug, PartialEq)]
pub struct Store {
    /// Its name on the platform.
    pub id: StoreId,
    /// What the person called it.
    pub name: String,
    /// Items in it.
    pub item_count: Option<u64>,
    /// When it was created.
    pub created: Option<Timestamp>,
}
