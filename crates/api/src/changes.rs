//! Small changes on the platform.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use takeup_model::{AssetId, Change, Enrichment, FailureKind, IndexId, Metadata, MetadataValue, StoreId};

use super::wire::{Named, told};
use super::{Client, Error};

impl Client {
    /// Makes one change. The answer is the platform's name for what it created.
    pub async fn change(&self, change: &Change) -> Result<Option<String>, Error> {
        match change {
            Change::DeleteAsset { asset, force, .. } => {
                let request = self.delete(&["assets", &asset.0])?;
                let request = if *force { request.query(&[("force", "true")]) } else { request };
                self.tell(request).await?;
            }
            Change::DescribeAsset { asset, metadata, .. } => {
                let path = ["assets", &asset.0, "user-metadata"];
                self.tell(self.patch(&path)?.json(&described(metadata))).await?;
            }
            Change::DescribeIndexed { index, indexed, metadata, .. } => {
                let path = ["indexes", &index.0, "indexed-assets", indexed];
                self.tell(self.patch(&path)?.json(&described(metadata))).await?;
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
                return created(self.ask(self.post(&["indexes"])?.json(&body)).await?);
            }
            Change::RenameIndex { index, name } => {
                self.tell(self.put(&["indexes", &index.0])?.json(&json!({ "index_name": name }))).await?;
            }
            Change::DeleteIndex { index, .. } => self.tell(self.delete(&["indexes", &index.0])?).await?,
            Change::RemoveIndexedAsset { index, indexed, .. } => {
                self.tell(self.delete(&["indexes", &index.0, "indexed-assets", indexed])?).await?;
            }
            Change::CreateStore { name, description, enrichment } => {
                let mut body = json!({ "name": name });
                if let (Some(members), Some(text)) = (body.as_object_mut(), description) {
                    members.insert("description".to_owned(), json!(text));
                }
                if let (Some(members), Some(enrichment)) = (body.as_object_mut(), enrichment) {
                    let config = json!({ "enrichment_config": enriched(enrichment) });
                    members.insert("ingestion_config".to_owned(), config);
                }
                return created(self.ask(self.post(&["knowledge-stores"])?.json(&body)).await?);
            }
            Change::CreateCollection { store, name } => {
                return self.create_collection(store, name).await;
            }
            Change::DeleteStore { store, .. } => {
                self.tell(self.delete(&["knowledge-stores", &store.0])?).await?;
            }
            Change::RemoveItem { store, item, .. } => self.remove_item(store, item).await?,
            Change::RemoveConnection { connection, .. } => {
                self.tell(self.delete(&["connections", &connection.0])?).await?;
            }
            Change::DeleteTask { task, .. } => self.tell(self.delete(&["tasks", &task.0])?).await?,
        }
        Ok(None)
    }
}

impl Client {
    /// Sets user metadata of an asset.
    pub async fn describe(&self, asset: &AssetId, metadata: &Metadata) -> Result<(), Error> {
        let path = ["assets", &asset.0, "user-metadata"];
        self.tell(self.patch(&path)?.json(&json!({ "user_metadata": told(metadata) }))).await?;
        Ok(())
    }

    /// The answer is the collection's name as a destination.
    async fn create_collection(&self, store: &StoreId, name: &str) -> Result<Option<String>, Error> {
        let path = ["knowledge-stores", &store.0, "item-collections"];
        let made = created(self.ask(self.post(&path)?.json(&json!({ "name": name }))).await?)?;
        Ok(made.map(|id| StoreId::collection(&store.0, &id).0))
    }

    /// Takes an item out of a knowledge store, or out of an item collection and leaves it in the store.
    async fn remove_item(&self, store: &StoreId, item: &str) -> Result<(), Error> {
        let request = if let (store, Some(collection)) = store.parts() {
            let path = ["knowledge-stores", store, "item-collections", collection, "items", "remove"];
            self.post(&path)?.json(&json!({ "item_ids": [item] }))
        } else {
            self.delete(&["knowledge-stores", &store.0, "items", item])?
        };
        self.tell(request).await
    }

    /// `DELETE /indexes/{id}/videos/{id}`. One that is gone already is as good as deleted.
    pub async fn delete_video(&self, index: &IndexId, video: &str) -> Result<(), Error> {
        match self.tell(self.delete(&["indexes", &index.0, "videos", video])?).await {
            Err(error) if error.failure().kind == FailureKind::NotFound => Ok(()),
            told => told.map(drop),
        }
    }
}

fn described(metadata: &BTreeMap<String, Option<MetadataValue>>) -> Value {
    let json = |value: &Option<MetadataValue>| value.as_ref().map_or(Value::Null, MetadataValue::json);
    let metadata: Map<String, Value> =
        metadata.iter().map(|(key, value)| (key.clone(), json(value))).collect();
    json!({ "user_metadata": metadata })
}

fn enriched(enrichment: &Enrichment) -> Value {
    match enrichment {
        Enrichment::Description(text) => json!({ "type": "description", "description": text }),
        Enrichment::Schema(schema) => json!({ "type": "json_schema", "json_schema": schema }),
    }
}

fn created(answer: Named) -> Result<Option<String>, Error> {
    if answer.id.is_empty() { Err(Error::Malformed("_id".to_owned())) } else { Ok(Some(answer.id)) }
}
