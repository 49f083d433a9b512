//! Indexes, knowledge stores, tasks, and what is in them.

use serde::Deserialize;
use serde_json::Value;

use super::{count, id, lenient, time, told_reason};
use takeup_model::{
    AssetId, Index, IndexId, IndexTask, IndexedAsset, IndexingStatus, KnowledgeStore, StoreId, StoreItem,
    TaskId,
};

#[derive(Debug, Deserialize)]
pub(crate) struct WireIndex {
    #[serde(rename = "_id", deserialize_with = "id")]
    id: String,
    #[serde(default, deserialize_with = "lenient")]
    index_name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    models: Option<Vec<WireModel>>,
    #[serde(default, deserialize_with = "lenient")]
    video_count: Option<f64>,
    #[serde(default, deserialize_with = "lenient")]
    total_duration: Option<f64>,
    #[serde(default, deserialize_with = "lenient")]
    created_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    expires_at: Option<String>,
}

#[derive(Debug, Deserialize)]
struct WireModel {
    #[serde(default)]
    model_name: String,
    #[serde(default)]
    model_options: Vec<String>,
}

impl From<WireIndex> for Index {
    fn from(wire: WireIndex) -> Self {
        let models = wire.models.unwrap_or_default();
        Self {
            id: IndexId(wire.id),
            name: wire.index_name.unwrap_or_default(),
            models: models.into_iter().map(|model| (model.model_name, model.model_options)).collect(),
            video_count: count(wire.video_count),
            duration_secs: wire.total_duration,
            created: time(wire.created_at.as_ref()),
            expires: time(wire.expires_at.as_ref()),
        }
    }
}

/// What the platform found out about a file that it indexes.
#[derive(Debug, Default, Deserialize)]
struct WireFile {
    #[serde(default, deserialize_with = "lenient")]
    filename: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    duration: Option<f64>,
    #[serde(default, deserialize_with = "lenient")]
    width: Option<f64>,
    #[serde(default, deserialize_with = "lenient")]
    height: Option<f64>,
    #[serde(default, deserialize_with = "lenient")]
    size: Option<f64>,
}

impl WireFile {
    fn picture(&self) -> Option<(u32, u32)> {
        let side = |number| count(number).and_then(|side| u32::try_from(side).ok()).filter(|side| *side > 0);
        Some((side(self.width)?, side(self.height)?))
    }
}

/// A classic task, an indexed asset, or an item: all of them are on their way somewhere.
#[derive(Debug, Deserialize)]
pub(crate) struct WireIndexing {
    #[serde(rename = "_id", deserialize_with = "id")]
    id: String,
    #[serde(default, deserialize_with = "lenient")]
    status: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    created_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    updated_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    system_metadata: Option<WireFile>,
    #[serde(default, deserialize_with = "lenient")]
    metadata: Option<WireFile>,
    // No reason is documented; where one stands nevertheless, it is told.
    #[serde(default, deserialize_with = "lenient")]
    error_reason: Option<Value>,
    #[serde(default, deserialize_with = "lenient")]
    error: Option<Value>,
    #[serde(default, deserialize_with = "lenient")]
    error_message: Option<Value>,
    #[serde(default, deserialize_with = "lenient")]
    message: Option<Value>,
    #[serde(default, deserialize_with = "lenient")]
    detail: Option<Value>,
}

impl WireIndexing {
    pub(crate) fn status(&self) -> IndexingStatus {
        IndexingStatus::parse(self.status.as_deref().unwrap_or("pending"))
    }

    fn found(&mut self) -> WireFile {
        // An item's own metadata is what was said about it.
        let second = self.metadata.take().filter(|found| found.filename.is_some());
        self.system_metadata.take().or(second).unwrap_or_default()
    }

    pub(crate) fn reason(&mut self) -> Option<String> {
        let places = [&mut self.error_reason, &mut self.error, &mut self.error_message, &mut self.message];
        told_reason(&places.map(Option::take)).or_else(|| told_reason(&[self.detail.take()]))
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct WireTask {
    #[serde(flatten)]
    way: WireIndexing,
    #[serde(default, deserialize_with = "lenient")]
    index_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    video_id: Option<String>,
}

impl From<WireTask> for IndexTask {
    fn from(mut wire: WireTask) -> Self {
        let (found, reason) = (wire.way.found(), wire.way.reason());
        Self {
            status: wire.way.status(),
            picture: found.picture(),
            created: time(wire.way.created_at.as_ref()),
            updated: time(wire.way.updated_at.as_ref()),
            id: TaskId(wire.way.id),
            index: IndexId(wire.index_id.unwrap_or_default()),
            video: wire.video_id,
            filename: found.filename.unwrap_or_default(),
            duration_secs: found.duration,
            reason,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct WireIndexed {
    #[serde(flatten)]
    way: WireIndexing,
    #[serde(default, deserialize_with = "lenient")]
    asset_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    indexed_at: Option<String>,
}

impl WireIndexed {
    pub(crate) fn of(mut self, index: &IndexId) -> IndexedAsset {
        let (found, reason) = (self.way.found(), self.way.reason());
        IndexedAsset {
            status: self.way.status(),
            picture: found.picture(),
            size: count(found.size),
            created: time(self.way.created_at.as_ref()),
            updated: time(self.way.updated_at.as_ref()),
            indexed: time(self.indexed_at.as_ref()),
            id: self.way.id,
            index: index.clone(),
            asset: self.asset_id.map(AssetId),
            filename: found.filename.unwrap_or_default(),
            duration_secs: found.duration,
            reason,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct WireItem {
    #[serde(flatten)]
    way: WireIndexing,
    #[serde(default, deserialize_with = "lenient")]
    asset_id: Option<String>,
}

impl WireItem {
    pub(crate) fn of(mut self, store: &StoreId) -> StoreItem {
        let found = self.way.found();
        StoreItem {
            status: self.way.status(),
            size: count(found.size),
            created: time(self.way.created_at.as_ref()),
            updated: time(self.way.updated_at.as_ref()),
            id: self.way.id,
            store: store.clone(),
            asset: self.asset_id.map(AssetId),
            filename: found.filename.unwrap_or_default(),
            duration_secs: found.duration,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct WireStore {
    #[serde(rename = "_id", deserialize_with = "id")]
    id: String,
    #[serde(default, deserialize_with = "lenient")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    description: Option<String>,
    /// Item collections have another word for it.
    #[serde(default, deserialize_with = "lenient", alias = "member_count")]
    item_count: Option<f64>,
    #[serde(default, deserialize_with = "lenient")]
    created_at: Option<String>,
}

impl WireStore {
    /// An item collection of this knowledge store.
    pub(crate) fn within(mut self, store: &StoreId) -> KnowledgeStore {
        self.id = StoreId::collection(&store.0, &self.id).0;
        self.into()
    }
}

impl From<WireStore> for KnowledgeStore {
    fn from(wire: WireStore) -> Self {
        Self {
            id: StoreId(wire.id),
            name: wire.name.unwrap_or_default(),
            description: wire.description.filter(|text| !text.is_empty()),
            item_count: count(wire.item_count),
            created: time(wire.created_at.as_ref()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_names_of_a_tasks_metadata_are_read() {
        for name in ["system_metadata", "metadata"] {
            let text = format!(r#"{{"_id":"t","{name}":{{"filename":"race.mp4","duration":8.5}}}}"#);
            let task = IndexTask::from(serde_json::from_str::<WireTask>(&text).unwrap());
            assert_eq!((task.filename.as_str(), task.duration_secs), ("race.mp4", Some(8.5)));
        }
    }

    #[test]
    fn a_reason_is_read_wherever_it_stands() {
        for text in [
            r#""error_reason":"too dark""#,
            r#""error_reason":{"message":"too dark"}"#,
            r#""error":"too dark""#,
            r#""error":{"message":"too dark"}"#,
            r#""error_message":"too dark""#,
            r#""message":["too dark"]"#,
            r#""detail":"too dark","message":"""#,
        ] {
            let text = format!(r#""_id":"t","status":"failed",{text}"#);
            let task = serde_json::from_str::<WireTask>(&format!("{{{text}}}")).unwrap();
            assert_eq!(IndexTask::from(task).reason.as_deref(), Some("too dark"), "{text}");
            let indexed = serde_json::from_str::<WireIndexed>(&format!("{{{text}}}")).unwrap();
            assert_eq!(indexed.of(&"i".into()).reason.as_deref(), Some("too dark"), "{text}");
        }
    }
}
