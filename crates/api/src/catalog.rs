//! What the platform holds: assets, indexes, knowledge stores, and what is in them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::json;

use takeup_model::{
    Asset, AssetId, AssetStatus, DestinationId, IndexingStatus, Metadata, Method, Session, StoreId,
};

use super::uploads::{AS_MANY, AT_ONCE};
use super::wire::{Named, WireAsset, WireIndex, WireIndexing, WirePage, WireReference, told, told_of_item};
use super::{Client, Error};

/// What a lost answer had created.
#[derive(Debug)]
pub enum Recovered {
    /// An asset that has its bytes, or is fetching them.
    Asset(AssetId, AssetStatus),
    /// A multipart session that can be finished.
    Session(Session),
}

/// The moment before which something cannot have been created, by our clock, and what that clock shows now. The
/// platform's may show something else.
#[derive(Clone, Copy, Debug)]
pub struct CreatedAfter {
    /// The moment.
    pub at: Timestamp,
    /// Now.
    pub now: Timestamp,
}

impl CreatedAfter {
    /// The moment by the platform's clock.
    pub(super) fn by(self, theirs: Option<Timestamp>) -> Timestamp {
        theirs.map_or(self.at, |theirs| self.at + theirs.duration_since(self.now))
    }
}

/// What to look for after an answer was lost.
#[derive(Clone, Copy, Debug)]
pub struct RecoveryQuery<'a> {
    /// The file name it was created with.
    pub filename: &'a str,
    /// The nonce it carries, if uploads are marked.
    pub mark: Option<&'a str>,
    /// It cannot be older than this, when it is not marked.
    pub since: CreatedAfter,
    /// The size of the file, when it was to go in parts.
    pub multipart: Option<u64>,
    /// Assets and sessions that are known to belong to something else.
    pub taken: &'a BTreeSet<String>,
}

impl RecoveryQuery<'_> {
    fn is(&self, asset: &WireAsset, since: Timestamp) -> bool {
        if self.taken.contains(asset.id.as_str()) {
            return false;
        }
        match self.mark {
            Some(mark) => asset.mark() == Some(mark),
            None => {
                asset.filename() == Some(self.filename)
                    && asset.created().is_some_and(|created| created >= since)
            }
        }
    }
}

impl Client {
    /// `GET /assets?asset_ids=…`: up to fifty at once. What is missing from the answer is not known there.
    pub async fn assets_by_id(&self, ids: &[AssetId]) -> Result<Vec<Asset>, Error> {
        let ids = ids.iter().take(AT_ONCE).map(|id| ("asset_ids", id.0.as_str()));
        let query: Vec<_> = ids.chain([AS_MANY]).collect();
        let page: WirePage<WireAsset> = self.ask(self.get(&["assets"])?.query(&query)).await?;
        Ok(page.data.rows.into_iter().map(Asset::from).collect())
    }

    /// Looks for what a lost answer may have created: first among the assets of its name, then among the newest.
    /// An asset that still waits for a multipart session is answered with that session, if it can be told.
    pub async fn find_created(&self, sought: &RecoveryQuery<'_>) -> Result<Option<Recovered>, Error> {
        let by_name = [("filename", sought.filename), AS_MANY];
        let newest = [("page", "1"), AS_MANY];
        for query in [by_name, newest] {
            let (page, now): (WirePage<WireAsset>, _) =
                self.ask_with_date(self.get(&["assets"])?.query(&query)).await?;
            let since = sought.since.by(now);
            let Some(asset) = page.data.rows.into_iter().find(|asset| sought.is(asset, since)) else {
                continue;
            };
            let created = asset.created();
            let asset = Asset::from(asset);
            // A reserved asset without its bytes is of no use to an upload in one request.
            if sought.multipart.is_none() && Method::parse(&asset.method) == Some(Method::Multipart) {
                return Ok(None);
            }
            let (Some(total), Some(created)) = (sought.multipart, created) else {
                let whole = sought.multipart.is_none();
                return Ok(whole.then_some(Recovered::Asset(asset.id, asset.status)));
            };
            let session = self.session_like(&asset.id, total, created, sought.taken).await?;
            // One that is ready has its bytes: its session is over.
            let whole = || Recovered::Asset(asset.id, asset.status.clone());
            let ready = asset.status == AssetStatus::Ready;
            return Ok(session.map(Recovered::Session).or_else(|| ready.then(whole)));
        }
        Ok(None)
    }

    /// The cheapest question that proves a key.
    pub async fn check_key(&self) -> Result<(), Error> {
        let query = [("page", "1"), ("page_limit", "1")];
        let _: WirePage<WireIndex> = self.ask(self.get(&["indexes"])?.query(&query)).await?;
        Ok(())
    }

    /// Asks for a place of an asset in an index or a knowledge store. The answer is the place's own name.
    /// Indexes and knowledge stores keep metadata of their own.
    pub async fn place(
        &self,
        asset: &AssetId,
        target: &DestinationId,
        metadata: &Metadata,
    ) -> Result<(String, IndexingStatus), Error> {
        match target {
            DestinationId::Index(index) => {
                let mut body = json!({ "asset_id": asset.0, "enable_video_stream": true });
                if let (Some(body), false) = (body.as_object_mut(), metadata.is_empty()) {
                    body.insert("user_metadata".to_owned(), told(metadata).into());
                }
                let request = self.post(&["indexes", &index.0, "indexed-assets"])?.json(&body);
                placed(self.ask_rated(request).await?)
            }
            DestinationId::Store(store) => match store.parts() {
                (store, None) => self.add_item(asset, store, metadata).await,
                (store, Some(collection)) => self.collect(asset, store, collection, metadata).await,
            },
        }
    }

    /// Adds an asset to a knowledge store.
    async fn add_item(
        &self,
        asset: &AssetId,
        store: &str,
        metadata: &Metadata,
    ) -> Result<(String, IndexingStatus), Error> {
        let mut body = json!({ "asset_id": asset.0 });
        let metadata = told_of_item(metadata);
        if let (Some(body), false) = (body.as_object_mut(), metadata.is_empty()) {
            body.insert("item_metadata".to_owned(), metadata.into());
        }
        placed(self.ask(self.post(&["knowledge-stores", store, "items"])?.json(&body)).await?)
    }

    /// Adds an asset to an item collection: its item in the knowledge store, which is created if there is none. Adding
    /// an item once more changes nothing, so a lost answer does no harm.
    async fn collect(
        &self,
        asset: &AssetId,
        store: &str,
        collection: &str,
        metadata: &Metadata,
    ) -> Result<(String, IndexingStatus), Error> {
        let (item, status) = match self.placed(asset, &DestinationId::Store(store.into())).await? {
            Some(found) => found,
            None => self.add_item(asset, store, metadata).await?,
        };
        let path = ["knowledge-stores", store, "item-collections", collection, "items", "add"];
        self.tell(self.post(&path)?.json(&json!({ "item_ids": [item] }))).await?;
        Ok((item, status))
    }

    /// Looks whether an asset already has its place, or is on its way to it. A place where it failed is none.
    pub async fn placed(
        &self,
        asset: &AssetId,
        target: &DestinationId,
    ) -> Result<Option<(String, IndexingStatus)>, Error> {
        let here: Vec<String> = match target {
            DestinationId::Index(index) => {
                let places = self.places_of(asset).await?.into_iter();
                places.filter(|place| place.index == *index).map(|place| place.id).collect()
            }
            DestinationId::Store(store) => {
                let items = self.pages::<WireReference>(&items_of(store), 200).await?;
                let ours = |one: &WireReference| one.asset_id.as_deref() == Some(asset.0.as_str());
                items.into_iter().filter(ours).map(|one| one.id).collect()
            }
        };
        for id in here {
            let (status, _) = self.place_status(target, &id).await?;
            if status != IndexingStatus::Failed {
                return Ok(Some((id, status)));
            }
        }
        Ok(None)
    }

    /// How an asset has come along at its place, and why it failed there.
    pub async fn place_status(
        &self,
        target: &DestinationId,
        id: &str,
    ) -> Result<(IndexingStatus, Option<String>), Error> {
        let path = match target {
            DestinationId::Index(index) => ["indexes", &index.0, "indexed-assets", id],
            // A collection has the items of its store.
            DestinationId::Store(store) => ["knowledge-stores", store.parts().0, "items", id],
        };
        let mut answer: WireIndexing = self.ask(self.get(&path)?).await?;
        Ok((answer.status(), answer.reason()))
    }
}

/// The place that an answer names.
fn placed(answer: Named) -> Result<(String, IndexingStatus), Error> {
    if answer.id.is_empty() {
        return Err(Error::Malformed("_id".to_owned()));
    }
    let status = answer.status.as_deref().map_or(IndexingStatus::Pending, IndexingStatus::parse);
    Ok((answer.id, status))
}

/// The list of the items in a knowledge store, or in an item collection.
pub(super) fn items_of(store: &StoreId) -> Vec<&str> {
    match store.parts() {
        (store, None) => vec!["knowledge-stores", store, "items"],
        (store, Some(collection)) => {
            vec!["knowledge-stores", store, "item-collections", collection, "items"]
        }
    }
}
