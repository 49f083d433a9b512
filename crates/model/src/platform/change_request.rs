//! Small changes that a person asks of the platform. They are not journaled: nobody wants yesterday's deletion done
//! today.

use std::collections::BTreeMap;
use std::mem::Discriminant;
use std::time::Instant;

use serde_json::Value;

use crate::{AssetId, ConnectionId, Failure, IndexId, List, MetadataValue, StoreId, TaskId};

/// Numbers a chore.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeRequestNo(pub u64);

/// A change that was asked for. It disappears once it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRequest {
    /// Which.
    pub change: Change,
    /// Why it was not done. It waits until somebody asks again or dismisses it.
    pub failure: Option<Failure>,
    /// It is not tried before then.
    pub not_before: Option<Instant>,
}

impl ChangeRequest {
    /// A chore nobody has begun.
    pub fn new(change: Change) -> Self {
        Self { change, failure: None, not_before: None }
    }

    /// Whether it is still to be done.
    pub fn open(&self) -> bool {
        self.failure.is_none()
    }
}

/// A change on the platform. The names are there to be told to people.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Delete an asset.
    DeleteAsset {
        /// Which.
        asset: AssetId,
        /// Its file name.
        name: String,
        /// Even if indexed assets refer to it.
        force: bool,
    },
    /// Change the user metadata of an asset: each key is set, or taken away.
    DescribeAsset {
        /// Which.
        asset: AssetId,
        /// Its file name.
        name: String,
        /// What is set, and what is taken away.
        metadata: BTreeMap<String, Option<MetadataValue>>,
    },
    /// Change the user metadata that an index has of an asset. Search filters on it; the asset's own does not reach it.
    DescribeIndexed {
        /// The index.
        index: IndexId,
        /// The indexed asset.
        indexed: String,
        /// The file name.
        name: String,
        /// What is set, and what is taken away.
        metadata: BTreeMap<String, Option<MetadataValue>>,
    },
    /// Create an index.
    CreateIndex {
        /// What it will be called.
        name: String,
        /// Each model with its options.
        models: Vec<(String, Vec<String>)>,
        /// What else the platform makes.
        addons: Vec<String>,
    },
    /// Give an index another name.
    RenameIndex {
        /// Which.
        index: IndexId,
        /// The new name.
        name: String,
    },
    /// Delete an index with everything in it.
    DeleteIndex {
        /// Which.
        index: IndexId,
        /// Its name.
        name: String,
    },
    /// Take an asset out of an index.
    RemoveIndexedAsset {
        /// The index.
        index: IndexId,
        /// The indexed asset.
        indexed: String,
        /// The file name.
        name: String,
    },
    /// Create a knowledge store.
    CreateStore {
        /// What it will be called.
        name: String,
        /// What it is for.
        description: Option<String>,
        /// What the platform reads out of each item. This cannot be changed later.
        enrichment: Option<Enrichment>,
    },
    /// Create an item collection in a knowledge store.
    CreateCollection {
        /// The knowledge store.
        store: StoreId,
        /// What it will be called.
        name: String,
    },
    /// Delete a knowledge store with everything in it.
    DeleteStore {
        /// Which.
        store: StoreId,
        /// Its name.
        name: String,
    },
    /// Take an item out of a knowledge store.
    RemoveItem {
        /// The knowledge store.
        store: StoreId,
        /// The item.
        item: String,
        /// The file name.
        name: String,
    },
    /// Take back the platform's access to a Google Drive. What was imported stays.
    RemoveConnection {
        /// Which.
        connection: ConnectionId,
        /// Whose it is.
        name: String,
    },
    /// Delete a classic task that is over.
    DeleteTask {
        /// Which.
        task: TaskId,
        /// The file name.
        name: String,
    },
}

/// What the platform reads out of each item of a knowledge store.
#[derive(Clone, Debug, PartialEq)]
pub enum Enrichment {
    /// As a person describes it.
    Description(String),
    /// The members of this JSON Schema.
    Schema(Value),
}

impl Enrichment {
    /// Reads a JSON Schema of an object. The platform judges the rest of it.
    pub fn schema(text: &str) -> Option<Self> {
        let schema: Value = serde_json::from_str(text).ok()?;
        let object = schema.get("type").and_then(Value::as_str) == Some("object");
        object.then_some(Self::Schema(schema))
    }

    /// Reads what a person has written: a JSON Schema, or a description. None if there is nothing, or if it begins like
    /// a schema and is none.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.starts_with('{') {
            return Self::schema(text);
        }
        (!text.is_empty()).then(|| Self::Description(text.to_owned()))
    }
}

impl Change {
    /// Whether it creates something, so that it must not be made twice blindly.
    pub fn creates(&self) -> bool {
        matches!(self, Self::CreateIndex { .. } | Self::CreateStore { .. } | Self::CreateCollection { .. })
    }

    /// Whether it takes something away, so that what is not there any more is as good as done.
    pub fn removes(&self) -> bool {
        match self {
            Self::DeleteAsset { .. }
            | Self::DeleteIndex { .. }
            | Self::RemoveIndexedAsset { .. }
            | Self::DeleteStore { .. }
            | Self::RemoveItem { .. }
            | Self::RemoveConnection { .. }
            | Self::DeleteTask { .. } => true,
            Self::DescribeAsset { .. }
            | Self::DescribeIndexed { .. }
            | Self::CreateIndex { .. }
            | Self::RenameIndex { .. }
            | Self::CreateStore { .. }
            | Self::CreateCollection { .. } => false,
        }
    }

    /// What people call the thing it is about.
    pub fn name(&self) -> &str {
        match self {
            Self::DeleteAsset { name, .. }
            | Self::DescribeAsset { name, .. }
            | Self::DescribeIndexed { name, .. }
            | Self::CreateIndex { name, .. }
            | Self::RenameIndex { name, .. }
            | Self::DeleteIndex { name, .. }
            | Self::RemoveIndexedAsset { name, .. }
            | Self::CreateStore { name, .. }
            | Self::CreateCollection { name, .. }
            | Self::DeleteStore { name, .. }
            | Self::RemoveItem { name, .. }
            | Self::RemoveConnection { name, .. }
            | Self::DeleteTask { name, .. } => name,
        }
    }

    /// The list that shows what it changes.
    pub fn list(&self) -> List {
        match self {
            Self::DeleteAsset { .. } | Self::DescribeAsset { .. } => List::Assets,
            Self::CreateIndex { .. } | Self::RenameIndex { .. } | Self::DeleteIndex { .. } => List::Indexes,
            Self::DescribeIndexed { index, .. } | Self::RemoveIndexedAsset { index, .. } => {
                List::Indexed(index.clone())
            }
            Self::CreateStore { .. } | Self::DeleteStore { .. } => List::Stores,
            Self::RemoveItem { store, .. } => List::Items(store.clone()),
            Self::CreateCollection { store, .. } => List::Collections(store.clone()),
            Self::RemoveConnection { .. } => List::Connections,
            Self::DeleteTask { .. } => List::Tasks,
        }
    }

    /// The kind of change, and the thing it is made to. Asking anew for one of the same, with whatever particulars,
    /// replaces it.
    pub fn subject(&self) -> (Discriminant<Self>, String) {
        let key = match self {
            Self::DeleteAsset { asset, .. } | Self::DescribeAsset { asset, .. } => &asset.0,
            Self::RenameIndex { index, .. } | Self::DeleteIndex { index, .. } => &index.0,
            Self::DescribeIndexed { indexed, .. } | Self::RemoveIndexedAsset { indexed, .. } => indexed,
            Self::DeleteStore { store, .. } => &store.0,
            Self::RemoveItem { item, .. } => item,
            Self::RemoveConnection { connection, .. } => &connection.0,
            Self::DeleteTask { task, .. } => &task.0,
            Self::CreateIndex { name, .. }
            | Self::CreateStore { name, .. }
            | Self::CreateCollection { name, .. } => name,
        };
        (std::mem::discriminant(self), key.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_replaced_by_the_same_one_with_other_particulars() {
        let delete =
            |asset: &str, force| Change::DeleteAsset { asset: asset.into(), name: String::new(), force };
        assert_eq!(delete("a", false).subject(), delete("a", true).subject());
        assert_ne!(delete("a", false).subject(), delete("b", false).subject());
        let describe =
            Change::DescribeAsset { asset: "a".into(), name: String::new(), metadata: BTreeMap::new() };
        assert_ne!(delete("a", false).subject(), describe.subject());
    }

    #[test]
    fn a_schema_is_told_from_a_description() {
        let schema = r#"{"type":"object","properties":{"place":{"type":"string","description":"Where"}}}"#;
        assert!(matches!(Enrichment::read(schema), Some(Enrichment::Schema(_))));
        assert_eq!(Enrichment::read(" who speaks "), Some(Enrichment::Description("who speaks".to_owned())));
        for none in ["", "  ", "{", "{\"type\":\"string\"}"] {
            assert_eq!(Enrichment::read(none), None, "{none}");
        }
        assert_eq!(Enrichment::schema("[]"), None);
    }
}
