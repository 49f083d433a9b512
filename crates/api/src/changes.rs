//! Small changes on the platform.

use serde_json::{Map, Value, json};

use takeup_model::{Change, MetadataValue};

use super::wire::Named;
use super::{Client, Error, ask, tell};

impl Client {
    /// Makes one change. The answer is the platform's name for what it created.
    pub async fn change(&self, change: &Change) -> Result<Option<String>, Error> {
        match change {
            Change::DeleteAsset { asset, force, .. } => {
                let request = self.delete(&["assets", &asset.0])?;
                let request = if *force { request.query(&[("force", "true")]) } else { request };
                tell(request).await?;
            }
            Change::DescribeAsset { asset, metadata, .. } => {
                let metadata: Map<String, Value> = metadata
                    .iter()
                    .map(|(key, datum)| {
                        (key.clone(), datum.as_ref().map_or(Value::Null, MetadataValue::json))
                    })
                    .collect();
                let path = ["assets", &asset.0, "user-metadata"];
                tell(self.patch(&path)?.json(&json!({ "user_metadata": metadata }))).await?;
            }
            Change::CreateIndex { name, models, addons } => {
                let models: Vec<Value> = models
                    .iter()
                    .map(|(model, options)| json!({ "model_name": model, "model_options": options }))
                    .collect();
                let mut body = json!({ "index_name": name, "models": models });
                if let Some(members) = body.as_object_mut().filter(|_| !addons.is_empty()) {
                    members.insert("addons".to_owned(), json!(addons));
                }
                return created(ask(self.post(&["indexes"])?.json(&body)).await?);
            }
            Change::RenameIndex { index, name } => {
                tell(self.put(&["indexes", &index.0])?.json(&json!({ "index_name": name }))).await?;
            }
            Change::DeleteIndex { index, .. } => tell(self.delete(&["indexes", &index.0])?).await?,
            Change::RemoveIndexedAsset { index, indexed, .. } => {
                tell(self.delete(&["indexes", &index.0, "indexed-assets", indexed])?).await?;
            }
            Change::CreateStore { name, description } => {
                let mut body = json!({ "name": name });
                if let (Some(members), Some(text)) = (body.as_object_mut(), description) {
                    members.insert("description".to_owned(), json!(text));
                }
                return created(ask(self.post(&["knowledge-stores"])?.json(&body)).await?);
            }
            Change::DeleteStore { store, .. } => {
                tell(self.delete(&["knowledge-stores", &store.0])?).await?;
            }
            Change::RemoveItem { store, item, .. } => {
                tell(self.delete(&["knowledge-stores", &store.0, "items", item])?).await?;
            }
            Change::DeleteTask { task, .. } => tell(self.delete(&["tasks", &task.0])?).await?,
        }
        Ok(None)
    }
}

fn created(answer: Named) -> Result<Option<String>, Error> {
    if answer.id.is_empty() { Err(Error::Malformed("_id".to_owned())) } else { Ok(Some(answer.id)) }
}
