//! Lists of what the platform holds, a page at a time.

use serde::de::DeserializeOwned;

use takeup_model::{
    Asset, AssetDetail, AssetId, AssetIndexing, Index, IndexId, IndexTask, IndexedAsset, KnowledgeStore,
    StoreId, StoreItem, Transcription, UnfinishedSession,
};

use super::catalog::items_of;
use super::uploads::AT_ONCE;
use super::wire::{
    Named, StatusAnswer, WireAsset, WireDetail, WireIndex, WireIndexed, WireItem, WirePage, WireReference,
    WireSession, WireStore, WireTask, WireTranscription,
};
use super::{Client, Error};

/// Which page of a list.
#[derive(Clone, Debug, Default)]
pub struct PageQuery {
    /// The first is 1.
    pub page: u32,
    /// Only what has this in its name, where the list can be searched.
    pub search: String,
    /// What changed last comes first, not what was created last.
    pub by_change: bool,
}

impl PageQuery {
    /// This page of everything, newest first.
    pub fn page(page: u32) -> Self {
        Self { page, ..Self::default() }
    }
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct ApiPage<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// How many there are in all, where the platform says so.
    pub total: Option<u64>,
    /// Whether it is the last.
    pub last: bool,
    /// How many rows of it make no sense.
    pub odd: usize,
}

impl Client {
    /// One page of any list; `name` is what the list's search by name is called.
    pub(super) async fn list<T: DeserializeOwned>(
        &self,
        path: &[&str],
        name: Option<&str>,
        which: PageQuery,
    ) -> Result<ApiPage<T>, Error> {
        let mut request =
            self.get(path)?.query(&[("page", which.page.to_string()), ("page_limit", AT_ONCE.to_string())]);
        if let Some(name) = name.filter(|_| !which.search.is_empty()) {
            request = request.query(&[(name, which.search.as_str())]);
        }
        if sorts(path) {
            let by = if which.by_change { "updated_at" } else { "created_at" };
            request = request.query(&[("sort_by", by), ("sort_option", "desc")]);
        }
        let answer: WirePage<T> = self.ask(request).await?;
        let last = answer.data.are_last(which.page, answer.page_info.as_ref());
        let odd = answer.data.odd();
        let total = answer.page_info.unwrap_or_default().total();
        Ok(ApiPage { items: answer.data.rows, total, last, odd })
    }

    /// The first pages of a list, to its end, which is also where a page tells the same as the one before.
    pub(super) async fn pages<T>(&self, path: &[&str], most: u32) -> Result<Vec<T>, Error>
    where
        T: DeserializeOwned + PartialEq,
    {
        let mut found = Vec::new();
        for page in 1..=most {
            let told = self.list(path, None, PageQuery::page(page)).await?;
            if told.odd == 0 && found.ends_with(&told.items) {
                break;
            }
            found.extend(told.items);
            if told.last {
                break;
            }
        }
        Ok(found)
    }

    /// `GET /assets`, newest first.
    pub async fn assets(&self, which: PageQuery) -> Result<ApiPage<Asset>, Error> {
        Ok(self.list::<WireAsset>(&["assets"], Some("filename"), which).await?.map(Asset::from))
    }

    /// `GET /indexes`.
    pub async fn indexes(&self, which: PageQuery) -> Result<ApiPage<Index>, Error> {
        Ok(self.list::<WireIndex>(&["indexes"], Some("index_name"), which).await?.map(Index::from))
    }

    /// `GET /tasks`.
    pub async fn tasks(&self, which: PageQuery) -> Result<ApiPage<IndexTask>, Error> {
        Ok(self.list::<WireTask>(&["tasks"], Some("filename"), which).await?.map(IndexTask::from))
    }

    /// `GET /knowledge-stores`.
    pub async fn stores(&self, which: PageQuery) -> Result<ApiPage<KnowledgeStore>, Error> {
        Ok(self.list::<WireStore>(&["knowledge-stores"], None, which).await?.map(KnowledgeStore::from))
    }

    /// `GET /indexes/{id}/indexed-assets`.
    pub async fn indexed_in(
        &self,
        index: &IndexId,
        which: PageQuery,
    ) -> Result<ApiPage<IndexedAsset>, Error> {
        let path = ["indexes", &index.0, "indexed-assets"];
        Ok(self.list::<WireIndexed>(&path, Some("filename"), which).await?.map(|one| one.of(index)))
    }

    /// `GET /knowledge-stores/{id}/item-collections`.
    pub async fn collections(
        &self,
        store: &StoreId,
        which: PageQuery,
    ) -> Result<ApiPage<KnowledgeStore>, Error> {
        let path = ["knowledge-stores", &store.0, "item-collections"];
        Ok(self.list::<WireStore>(&path, None, which).await?.map(|one| one.within(store)))
    }

    /// `GET /knowledge-stores/{id}/items`, or those of an item collection.
    pub async fn items_in(&self, store: &StoreId, which: PageQuery) -> Result<ApiPage<StoreItem>, Error> {
        Ok(self.list::<WireItem>(&items_of(store), None, which).await?.map(|one| one.of(store)))
    }

    /// `GET /indexes/{id}/indexed-assets/{id}`.
    pub async fn indexed(&self, index: &IndexId, id: &str) -> Result<IndexedAsset, Error> {
        let one: WireIndexed = self.ask(self.get(&["indexes", &index.0, "indexed-assets", id])?).await?;
        Ok(one.of(index))
    }

    /// `GET /knowledge-stores/{id}/items/{id}`.
    pub async fn item(&self, store: &StoreId, id: &str) -> Result<StoreItem, Error> {
        let one: WireItem = self.ask(self.get(&["knowledge-stores", store.parts().0, "items", id])?).await?;
        Ok(one.of(store))
    }

    /// `GET /assets/multipart-uploads`.
    pub async fn sessions(&self, which: PageQuery) -> Result<ApiPage<UnfinishedSession>, Error> {
        Ok(self
            .list::<WireSession>(&["assets", "multipart-uploads"], None, which)
            .await?
            .map(UnfinishedSession::from))
    }

    /// `GET /assets/multipart-uploads/{id}`: how many parts the platform has.
    pub async fn parts_done(&self, one: &UnfinishedSession) -> Result<Option<u64>, Error> {
        let path = ["assets", "multipart-uploads", &one.upload.0];
        let request = self.get(&path)?.query(&[("page", "1"), ("page_limit", "1")]);
        let answer: StatusAnswer = self.ask(request).await?;
        Ok(answer.chunks_completed)
    }

    /// `GET /assets/{id}`.
    pub async fn asset(&self, id: &AssetId, places: Vec<AssetIndexing>) -> Result<AssetDetail, Error> {
        let wire: WireDetail = self.ask(self.get(&["assets", &id.0])?).await?;
        Ok(wire.with(places))
    }

    /// `GET /assets/{id}/transcription`, in every division that there is.
    pub async fn transcription(&self, id: &AssetId) -> Result<Transcription, Error> {
        let divisions = ["words", "sentences", "utterances"].map(|name| ("include", name));
        let request = self.get(&["assets", &id.0, "transcription"])?.query(&divisions);
        Ok(self.ask::<WireTranscription>(request).await?.into())
    }

    /// `GET /assets/{id}/indexed-assets`: the indexes an asset is in.
    pub async fn places_of(&self, id: &AssetId) -> Result<Vec<AssetIndexing>, Error> {
        let found = self.pages::<WireReference>(&["assets", &id.0, "indexed-assets"], 20).await?;
        let place = |one: WireReference| {
            let Named { id: index, name, .. } = one.index.filter(|index| !index.id.is_empty())?;
            let index = IndexId(index);
            Some(AssetIndexing { index, name: name.unwrap_or_default(), id: one.id, status: None })
        };
        Ok(found.into_iter().filter_map(place).collect())
    }
}

/// Whether a list comes in the order that is asked for. Assets, multipart sessions and connections come newest first,
/// and those of one asset in any order.
fn sorts(path: &[&str]) -> bool {
    !matches!(path.first(), Some(&("assets" | "connections")))
}

impl<T> ApiPage<T> {
    pub(super) fn map<U>(self, with: impl Fn(T) -> U) -> ApiPage<U> {
        let Self { items, total, last, odd } = self;
        ApiPage { items: items.into_iter().map(with).collect(), total, last, odd }
    }
}
