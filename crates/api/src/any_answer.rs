//! What is made of an answer, whoever gave it: for `fuzz/properties.rs`, which no server stands behind.

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::wire::{
    OpenAnswer, ReportAnswer, StatusAnswer, UrlsAnswer, WireAsset, WireDetail, WireIndex, WireIndexed,
    WireItem, WirePage, WireReference, WireSession, WireStore, WireTask,
};
use super::{Error, HttpClients, SignedUrl, answer, no_password, parsed, uploads};
use takeup_model::{Asset, Failure, Index, IndexTask, KnowledgeStore, Network, UnfinishedSession};

/// What an answer of the platform tells, whichever request it was to.
#[derive(Debug, Default)]
pub struct Told {
    /// The IDs of all that it names.
    pub ids: Vec<String>,
    /// Names and reasons, as they come into rows.
    pub texts: Vec<String>,
    /// How many facts it tells of one asset.
    pub facts: usize,
}

/// An answer as it came, without its transport.
#[derive(Debug)]
pub struct AnyAnswer<'a> {
    /// The HTTP status.
    pub status: u16,
    /// Names and values of its headers; those that are none are left out.
    pub headers: Vec<(&'a [u8], &'a [u8])>,
    /// Its body.
    pub body: &'a [u8],
}

impl AnyAnswer<'_> {
    /// Read as the platform's, as an answer to every request that there is.
    pub fn of_platform(&self) -> Result<Told, Failure> {
        let value = answer::judge_platform(self.status(), &self.headers(), self.body);
        let value = value.map_err(|error| error.failure())?;
        let mut told = Told::default();
        for asset in page::<WireAsset>(&value) {
            let asset = Asset::from(asset);
            told.take(asset.id.0, [Some(asset.filename), asset.error]);
        }
        for index in page::<WireIndex>(&value) {
            let index = Index::from(index);
            told.take(index.id.0, [Some(index.name)]);
        }
        for task in page::<WireTask>(&value) {
            let task = IndexTask::from(task);
            told.take(task.id.0, [Some(task.filename), task.reason]);
        }
        for indexed in page::<WireIndexed>(&value) {
            let indexed = indexed.of(&"index".into());
            told.take(indexed.id, [Some(indexed.filename), indexed.reason]);
        }
        for item in page::<WireItem>(&value) {
            let item = item.of(&"store".into());
            told.take(item.id, [Some(item.filename)]);
        }
        for store in page::<WireStore>(&value) {
            let store = KnowledgeStore::from(store);
            told.take(store.id.0, [Some(store.name), store.description]);
        }
        for session in page::<WireSession>(&value) {
            told.take(UnfinishedSession::from(session).upload.0, []);
        }
        for reference in page::<WireReference>(&value) {
            told.take(reference.id, []);
        }
        if let Ok(detail) = parsed::<WireDetail>(value.clone()) {
            let detail = detail.with(Vec::new());
            told.facts = detail.technical.len().max(detail.source.len());
            told.take(detail.asset.id.0, [Some(detail.asset.filename), detail.asset.error]);
        }
        if let Ok(open) = parsed::<OpenAnswer>(value.clone()) {
            let expires = open.expires();
            drop(uploads::session(&open.upload_id, &open.asset_id, open.chunk_size, u64::MAX, expires));
            told.take(open.upload_id, []);
        }
        drop((parsed::<UrlsAnswer>(value.clone()), parsed::<StatusAnswer>(value.clone())));
        drop(parsed::<ReportAnswer>(value));
        Ok(told)
    }

    /// Read as the storage's: its proof.
    pub fn of_storage(&self) -> Result<String, Failure> {
        let proof = answer::judge_storage(self.status(), &self.headers(), self.body);
        proof.map_err(|error| error.failure())
    }

    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK)
    }

    fn headers(&self) -> HeaderMap {
        let headers = self.headers.iter();
        headers
            .filter_map(|(name, value)| {
                Some((HeaderName::from_bytes(name).ok()?, HeaderValue::from_bytes(value).ok()?))
            })
            .collect()
    }
}

/// What is made of a text that a server at this URL gave as a presigned URL.
pub fn signed(text: &str, server: &str) -> Result<SignedUrl, Failure> {
    let made = || {
        let clients = HttpClients::new(false, Network::default(), no_password())?;
        let server = server.parse().map_err(|_no_url| Error::ServerUrl(server.to_owned()))?;
        SignedUrl::new(text, None, &clients, &server)
    };
    made().map_err(|error: Error| error.failure())
}

impl Told {
    fn take<const N: usize>(&mut self, id: String, texts: [Option<String>; N]) {
        self.ids.push(id);
        self.texts.extend(texts.into_iter().flatten());
    }
}

fn page<T: DeserializeOwned>(value: &Value) -> Vec<T> {
    parsed::<WirePage<T>>(value.clone()).map(|page| page.data.rows).unwrap_or_default()
}
