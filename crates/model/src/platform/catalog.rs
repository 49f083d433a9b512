//! What the platform holds for an account, as it was last told.

use jiff::Timestamp;

use crate::{
    AssetId, AssetStatus, ConnectionId, ConnectionStatus, IndexId, IndexingStatus, ListItem, SessionStatus,
    StoreId, TaskId, UploadId,
};

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
    /// Width and height of the picture.
    pub picture: Option<(u32, u32)>,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// When it last changed.
    pub updated: Option<Timestamp>,
    /// Why it failed, where the platform says so.
    pub reason: Option<String>,
}

/// A knowledge store.
#[derive(Clone, Debug, PartialEq)]
pub struct KnowledgeStore {
    /// Its name on the platform.
    pub id: StoreId,
    /// What the person called it.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Items in it.
    pub item_count: Option<u64>,
    /// When it was created.
    pub created: Option<Timestamp>,
}

/// An asset in an index, or on its way to being searchable there.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexedAsset {
    /// The indexed asset's own name.
    pub id: String,
    /// The index.
    pub index: IndexId,
    /// The asset, where the platform names it.
    pub asset: Option<AssetId>,
    /// How far it has come.
    pub status: IndexingStatus,
    /// The file name.
    pub filename: String,
    /// Seconds.
    pub duration_secs: Option<f64>,
    /// Width and height of the picture.
    pub picture: Option<(u32, u32)>,
    /// Bytes.
    pub size: Option<u64>,
    /// When it was asked for.
    pub created: Option<Timestamp>,
    /// When it last changed.
    pub updated: Option<Timestamp>,
    /// When it became searchable.
    pub indexed: Option<Timestamp>,
    /// Why it failed, where the platform says so.
    pub reason: Option<String>,
}

impl IndexedAsset {
    /// One of which little is told.
    pub fn with_status(id: &str, index: &str, status: IndexingStatus) -> Self {
        Self {
            id: id.to_owned(),
            index: index.into(),
            asset: None,
            status,
            filename: "clip.mp4".to_owned(),
            duration_secs: None,
            picture: None,
            size: None,
            created: None,
            updated: None,
            indexed: None,
            reason: None,
        }
    }
}

/// An asset in a knowledge store.
#[derive(Clone, Debug, PartialEq)]
pub struct StoreItem {
    /// The item's own name.
    pub id: String,
    /// The knowledge store.
    pub store: StoreId,
    /// The asset, where the platform names it.
    pub asset: Option<AssetId>,
    /// How far it has come.
    pub status: IndexingStatus,
    /// The file name.
    pub filename: String,
    /// Seconds.
    pub duration_secs: Option<f64>,
    /// Bytes.
    pub size: Option<u64>,
    /// When it was asked for.
    pub created: Option<Timestamp>,
    /// When it last changed.
    pub updated: Option<Timestamp>,
}

/// A multipart session of the account that is not complete.
#[derive(Clone, Debug, PartialEq)]
pub struct UnfinishedSession {
    /// Its name on the platform.
    pub upload: UploadId,
    /// The asset it will become: the platform does not say, so it is known only where no other fits.
    pub asset: Option<AssetId>,
    /// The name of that asset.
    pub filename: Option<String>,
    /// How far it has come.
    pub status: SessionStatus,
    /// Bytes of the whole file.
    pub size: u64,
    /// Bytes of every part but the last.
    pub part_size: u64,
    /// Parts the platform has, where it was asked.
    pub parts_done: Option<u64>,
    /// When it was opened.
    pub created: Option<Timestamp>,
    /// When the platform drops it.
    pub expires: Option<Timestamp>,
}

impl UnfinishedSession {
    /// Into how many parts its file is cut.
    pub fn parts(&self) -> u64 {
        self.size.div_ceil(self.part_size.max(1))
    }

    /// Whether it can still be finished.
    pub fn active(&self) -> bool {
        self.status == SessionStatus::Active
    }
}

/// The platform imports at most so many files by one request.
pub const IMPORTED_AT_ONCE: usize = 100;

/// A Google Drive out of which the platform may take files.
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    /// Its name on the platform.
    pub id: ConnectionId,
    /// Whose it is, mostly an email address.
    pub owner: String,
    /// Whether it can be used.
    pub status: ConnectionStatus,
    /// The label that was given when it was asked for.
    pub label: Option<String>,
    /// When it was made.
    pub connected: Option<Timestamp>,
    /// When something was last imported through it.
    pub used: Option<Timestamp>,
}

impl Connection {
    /// Whether an import through it can succeed. A word that nobody knows may be good.
    pub fn usable(&self) -> bool {
        !matches!(self.status, ConnectionStatus::Expired | ConnectionStatus::Revoked)
    }

    /// What people call it: its owner, or else its ID.
    pub fn name(&self) -> &str {
        if self.owner.is_empty() { &self.id.0 } else { &self.owner }
    }
}

impl ListItem for Connection {
    fn key(&self) -> &str {
        &self.id.0
    }
}

impl ListItem for Asset {
    fn key(&self) -> &str {
        &self.id.0
    }

    fn under_way(&self) -> bool {
        self.status.under_way()
    }
}

impl ListItem for Index {
    fn key(&self) -> &str {
        &self.id.0
    }
}

impl ListItem for IndexTask {
    fn key(&self) -> &str {
        &self.id.0
    }

    fn under_way(&self) -> bool {
        self.status.under_way()
    }
}

impl ListItem for KnowledgeStore {
    fn key(&self) -> &str {
        &self.id.0
    }
}

impl ListItem for IndexedAsset {
    fn key(&self) -> &str {
        &self.id
    }

    fn under_way(&self) -> bool {
        self.status.under_way()
    }
}

impl ListItem for StoreItem {
    fn key(&self) -> &str {
        &self.id
    }

    fn under_way(&self) -> bool {
        self.status.under_way()
    }
}

impl ListItem for UnfinishedSession {
    fn key(&self) -> &str {
        &self.upload.0
    }
}
