//! What happens with what is added next, as an account remembers it.

use std::collections::BTreeMap;

use crate::{DestinationId, IndexId, Metadata, StoreId, UploadOptions};

/// What happens with what is added next. Each place has the name by which it was chosen, for the time when no list can
/// tell it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NextUploads {
    /// Indexes the asset goes into.
    pub indexes: BTreeMap<IndexId, String>,
    /// Knowledge stores it goes into.
    pub stores: BTreeMap<StoreId, String>,
    /// The index of a classic task, which excludes the others.
    pub task: Option<(IndexId, String)>,
    /// The language field of a classic task.
    pub language: String,
    /// What the platform is told about it.
    pub told: Metadata,
}

impl NextUploads {
    /// Whether the asset stays as it is.
    pub fn only_keeps(&self) -> bool {
        self.indexes.is_empty() && self.stores.is_empty() && self.task.is_none()
    }

    /// Lets the asset stay as it is.
    pub fn only_keep(&mut self) {
        self.indexes.clear();
        self.stores.clear();
        self.task = None;
    }

    /// The same as the engine wants it.
    pub fn options(&self) -> UploadOptions {
        let options = UploadOptions { metadata: self.told.clone(), ..UploadOptions::default() };
        if let Some((index, _)) = &self.task {
            let language = self.language.trim();
            return UploadOptions {
                task_index: Some(index.clone()),
                language: (!language.is_empty()).then(|| language.to_owned()),
                ..options
            };
        }
        let indexes = self.indexes.keys().cloned().map(DestinationId::Index);
        let stores = self.stores.keys().cloned().map(DestinationId::Store);
        UploadOptions { destination_ids: indexes.chain(stores).collect(), ..options }
    }
}
