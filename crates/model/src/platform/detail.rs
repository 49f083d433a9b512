//! One thing that somebody looks at, with everything the platform tells of it.

use std::fmt;
use std::sync::Arc;

use crate::{
    Asset, AssetId, IndexId, IndexingStatus, List, ListState, MetadataValue, StoreId, Transcription,
};

/// What somebody looks at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An asset.
    Asset(AssetId),
    /// An index, with what is in it.
    Index(IndexId),
    /// A knowledge store or an item collection, with what is in it.
    Store(StoreId),
}

impl Subject {
    /// The lists of what is in it.
    pub fn lists(&self) -> Vec<List> {
        match self {
            Self::Asset(_) => Vec::new(),
            Self::Index(index) => vec![List::Indexed(index.clone())],
            Self::Store(store) => vec![List::Items(store.clone()), List::Collections(store.whole())],
        }
    }
}

/// What somebody looks at, and how fresh it is. What is in an index or a knowledge store has its own list.
#[derive(Clone, Debug)]
pub struct OpenDetail {
    /// What.
    pub subject: Subject,
    /// The asset, once it was told.
    pub asset: Option<Arc<AssetDetail>>,
    /// How fresh the asset is.
    pub state: ListState,
    /// The picture that the platform has made of it.
    pub still: Thumbnail,
}

/// The small picture of an asset.
#[derive(Clone, Debug, Default)]
pub enum Thumbnail {
    /// Nobody has asked for it.
    #[default]
    Unasked,
    /// There is none that can be shown.
    Missing,
    /// It is here.
    Here(Arc<Pixels>),
}

/// The points of a picture.
#[derive(Clone)]
pub struct Pixels {
    /// How many in a row.
    pub width: u32,
    /// How many rows.
    pub height: u32,
    /// Red, green, blue and opacity of each.
    pub rgba: Vec<u8>,
}

impl fmt::Debug for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Points({}×{})", self.width, self.height)
    }
}

impl OpenDetail {
    /// Nothing is known of it yet; an asset is to be asked for.
    pub fn new(subject: Subject) -> Self {
        let wanted = matches!(subject, Subject::Asset(_));
        let state = ListState { wanted, wanted_again: wanted, ..ListState::UNKNOWN };
        Self { subject, asset: None, state, still: Thumbnail::Unasked }
    }

    /// Where its picture is to be had, while nobody has asked for it.
    pub fn still_due(&self) -> Option<(&AssetId, &str)> {
        let url = self.asset.as_ref()?.thumbnail.as_ref()?.url.as_deref()?;
        match (&self.subject, &self.still) {
            (Subject::Asset(id), Thumbnail::Unasked) => Some((id, url)),
            _ => None,
        }
    }
}

/// An asset whole.
#[derive(Clone, Debug, PartialEq)]
pub struct AssetDetail {
    /// What its row shows.
    pub asset: Asset,
    /// What the platform found out about the file, in its own words and order.
    pub technical: Vec<(String, String)>,
    /// What was said about it.
    pub metadata: Vec<(String, MetadataValue)>,
    /// Where its stream is.
    pub hls: Option<Derived>,
    /// Where its picture is.
    pub thumbnail: Option<Derived>,
    /// Where it came from, for what a connection brought.
    pub source: Vec<(String, String)>,
    /// The indexes it is in.
    pub places: Vec<AssetIndexing>,
    /// What is said in it, where the platform has listened.
    pub transcription: Option<Arc<Transcription>>,
}

impl AssetDetail {
    /// Whether something in it will change by itself.
    pub fn under_way(&self) -> bool {
        let placing = |place: &AssetIndexing| place.status.as_ref().is_some_and(IndexingStatus::under_way);
        let listening = self.transcription.as_ref().is_some_and(|said| said.status.under_way());
        self.asset.status.under_way() || self.places.iter().any(placing) || listening
    }
}

/// Something the platform makes of an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// Where it is.
    pub url: Option<String>,
    /// How far it has come, in the platform's word.
    pub status: String,
}

/// An asset's place in an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetIndexing {
    /// The index.
    pub index: IndexId,
    /// What the person called it.
    pub name: String,
    /// The indexed asset.
    pub id: String,
    /// How far it has come there, where the platform said so.
    pub status: Option<IndexingStatus>,
}
