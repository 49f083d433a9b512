//! The platform's JSON as it is spelled. Nearly everything is optional and no value of an unexpected type is an error.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned, de::Error as _};
use serde_json::Value;

use super::answer;
use super::uploads::AT_ONCE;
use takeup_model::{Asset, AssetStatus, Metadata, SessionStatus, UnfinishedSession};

mod detail;
mod lists;
mod transcription;

pub(super) use detail::WireDetail;
pub(super) use lists::{WireIndex, WireIndexed, WireIndexing, WireItem, WireStore, WireTask};
pub(super) use transcription::WireTranscription;

/// The key in `user_metadata` under which an upload's nonce stands.
pub(super) const MARK: &str = "takeup_upload";
/// Beside the mark: what the file is recognised by on another computer.
pub(super) const FINGERPRINT: &str = "takeup_fingerprint";

/// What a person tells about an upload.
pub(super) fn told(metadata: &Metadata) -> serde_json::Map<String, Value> {
    metadata.iter().map(|(key, datum)| (key.to_owned(), datum.json())).collect()
}

/// The same for an item of a knowledge store. It has bounds that assets do not have, and what is beyond them is left
/// out: the whole stands at the asset, and is shown with the item too.
pub(super) fn told_of_item(metadata: &Metadata) -> serde_json::Map<String, Value> {
    const PAIRS: usize = 50;
    let length = |text: &str| text.chars().count();
    let fits = |(key, value): &(String, Value)| {
        length(key) <= 128 && value.as_str().is_none_or(|text| length(text) <= 8_192)
    };
    told(metadata).into_iter().filter(fits).take(PAIRS).collect()
}

/// Reads a value if it has the expected type, and nothing otherwise.
pub(super) fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    from: D,
) -> Result<Option<T>, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(serde_json::from_value(value).ok())
}

/// Reads a word: an empty one for anything else.
fn word<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(lenient(from)?.unwrap_or_default())
}

/// Reads a number of bytes: none for anything else.
fn size<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    Ok(count(lenient(from)?).unwrap_or_default())
}

/// Reads a list: nothing for anything else, and without the items that make no sense.
fn items<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    let Value::Array(items) = Value::deserialize(from)? else { return Ok(Vec::new()) };
    Ok(items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect())
}

/// The rows of a page that make sense.
#[derive(Debug)]
pub(super) struct Rows<T> {
    pub(super) rows: Vec<T>,
    /// How many were told. Whether a page is full is a matter of these.
    pub(super) told: usize,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), told: 0 }
    }
}

impl<T> Rows<T> {
    /// How many of them make no sense.
    pub(super) fn odd(&self) -> usize {
        self.told.saturating_sub(self.rows.len())
    }

    /// Whether this page of a list is its last.
    pub(super) fn are_last(&self, page: u32, info: Option<&PageInfo>) -> bool {
        match info.and_then(|info| info.total_page).filter(|pages| *pages > 0) {
            Some(last) => page >= last,
            None => self.told < AT_ONCE,
        }
    }
}

/// The same of anything that may be no list.
fn rows<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Rows<T>, D::Error> {
    let list = Value::deserialize(from)?;
    let told = list.as_array().map_or(0, Vec::len);
    Ok(Rows { rows: items(list).map_err(D::Error::custom)?, told })
}

/// Reads a list of the platform, which must be one: a server that is not the platform may answer with any JSON. Some
/// servers write an empty list as null.
fn listed<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Rows<T>, D::Error> {
    match Value::deserialize(from)? {
        Value::Null => Ok(Rows::default()),
        list @ Value::Array(_) => rows(list).map_err(D::Error::custom),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            Err(D::Error::custom("no list"))
        }
    }
}

/// The first of these that says why something failed.
fn told_reason(places: &[Option<Value>]) -> Option<String> {
    places.iter().flatten().find_map(answer::reason)
}

/// The name of a thing. Without one it is no thing, and its list passes it over.
pub(super) fn id<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let id = String::deserialize(from)?;
    if id.is_empty() || id.ends_with('…') { Err(D::Error::custom("no ID")) } else { Ok(id) }
}

pub(super) fn time(text: Option<&String>) -> Option<Timestamp> {
    text.and_then(|text| text.parse().ok())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of things, clamped")]
fn count(number: Option<f64>) -> Option<u64> {
    number.filter(|number| number.is_finite()).map(|number| number.clamp(0.0, 9e15) as u64)
}

/// One page of a list.
#[derive(Debug, Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
pub(super) struct WirePage<T> {
    #[serde(deserialize_with = "listed")]
    pub(super) data: Rows<T>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) page_info: Option<PageInfo>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct PageInfo {
    #[serde(default, deserialize_with = "lenient")]
    pub(super) total_page: Option<u32>,
    #[serde(default, deserialize_with = "lenient")]
    total_results: Option<f64>,
}

impl PageInfo {
    pub(super) fn total(&self) -> Option<u64> {
        count(self.total_results)
    }
}

/// Anything whose answer is no more than a name.
#[derive(Debug, Deserialize, PartialEq)]
pub(super) struct Named {
    #[serde(rename = "_id", default)]
    pub(super) id: String,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) status: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct WireAsset {
    #[serde(rename = "_id", deserialize_with = "id")]
    pub(super) id: String,
    #[serde(default, deserialize_with = "lenient")]
    method: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) status: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    filename: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    file_type: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    created_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    size: Option<f64>,
    #[serde(default, deserialize_with = "lenient")]
    duration: Option<f64>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) user_metadata: Option<serde_json::Map<String, Value>>,
    #[serde(default, deserialize_with = "lenient")]
    error: Option<Value>,
    #[serde(default, deserialize_with = "lenient")]
    error_reason: Option<Value>,
    #[serde(default, deserialize_with = "lenient")]
    error_message: Option<Value>,
    #[serde(default, deserialize_with = "lenient")]
    message: Option<Value>,
    #[serde(default, deserialize_with = "lenient")]
    detail: Option<Value>,
    #[serde(default, deserialize_with = "lenient")]
    technical_metadata: Option<Technical>,
}

#[derive(Debug, Deserialize)]
struct Technical {
    #[serde(default, deserialize_with = "lenient")]
    video_width: Option<f64>,
    #[serde(default, deserialize_with = "lenient")]
    video_height: Option<f64>,
    #[serde(default, deserialize_with = "lenient")]
    image_width: Option<f64>,
    #[serde(default, deserialize_with = "lenient")]
    image_height: Option<f64>,
}

impl Technical {
    fn picture(&self) -> Option<(u32, u32)> {
        let side = |number: Option<f64>| count(number).and_then(|side| u32::try_from(side).ok());
        let width = side(self.video_width.or(self.image_width))?;
        Some((width, side(self.video_height.or(self.image_height))?))
    }
}

impl WireAsset {
    pub(super) fn created(&self) -> Option<Timestamp> {
        time(self.created_at.as_ref())
    }

    pub(super) fn filename(&self) -> Option<&str> {
        self.filename.as_deref()
    }

    /// The nonce of the upload it came from.
    pub(super) fn mark(&self) -> Option<&str> {
        self.user_metadata.as_ref()?.get(MARK)?.as_str()
    }

    /// What the file it was made of is recognised by, if this program made it.
    pub(super) fn fingerprint(&self) -> Option<&str> {
        self.user_metadata.as_ref()?.get(FINGERPRINT)?.as_str()
    }
}

impl From<WireAsset> for Asset {
    fn from(wire: WireAsset) -> Self {
        Self {
            created: time(wire.created_at.as_ref()),
            id: takeup_model::AssetId(wire.id),
            filename: wire.filename.unwrap_or_default(),
            method: wire.method.unwrap_or_default(),
            status: AssetStatus::parse(wire.status.as_deref().unwrap_or("processing")),
            file_type: wire.file_type.unwrap_or_default(),
            size: count(wire.size),
            duration_secs: wire.duration,
            picture: wire.technical_metadata.as_ref().and_then(Technical::picture),
            error: told_reason(&[
                wire.error,
                wire.error_reason,
                wire.error_message,
                wire.message,
                wire.detail,
            ]),
        }
    }
}

/// An indexed asset as `GET /assets/{id}/indexed-assets` tells it, or an item of a knowledge store.
#[derive(Debug, Deserialize, PartialEq)]
pub(super) struct WireReference {
    #[serde(rename = "_id", deserialize_with = "id")]
    pub(super) id: String,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) index: Option<Named>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) asset_id: Option<String>,
}

/// `POST /assets/multipart-uploads`.
#[derive(Debug, Serialize)]
pub(super) struct OpenRequest<'a> {
    pub(super) filename: &'a str,
    #[serde(rename = "type")]
    pub(super) kind: &'a str,
    pub(super) total_size: u64,
    pub(super) enable_hls: bool,
    pub(super) enable_thumbnail: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user_metadata: Option<Value>,
}

#[derive(Debug, Deserialize)]
pub(super) struct OpenAnswer {
    #[serde(deserialize_with = "id")]
    pub(super) upload_id: String,
    #[serde(deserialize_with = "id")]
    pub(super) asset_id: String,
    pub(super) chunk_size: u64,
    #[serde(default, deserialize_with = "items")]
    pub(super) upload_urls: Vec<WireUrl>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) upload_headers: Option<std::collections::BTreeMap<String, String>>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) total_chunks: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    expires_at: Option<String>,
}

impl OpenAnswer {
    pub(super) fn expires(&self) -> Option<Timestamp> {
        time(self.expires_at.as_ref())
    }
}

/// A presigned URL. Kept from Debug, for it is a secret.
#[derive(Deserialize)]
pub(super) struct WireUrl {
    pub(super) chunk_index: u32,
    pub(super) url: String,
    #[serde(default, deserialize_with = "lenient")]
    expires_at: Option<String>,
}

impl WireUrl {
    pub(super) fn expires(&self) -> Option<Timestamp> {
        time(self.expires_at.as_ref())
    }
}

impl std::fmt::Debug for WireUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WireUrl({})", self.chunk_index)
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct UrlsAnswer {
    #[serde(default, deserialize_with = "items")]
    pub(super) upload_urls: Vec<WireUrl>,
}

/// `GET /assets/multipart-uploads/{id}`.
#[derive(Debug, Deserialize)]
pub(super) struct StatusAnswer {
    #[serde(default, deserialize_with = "word")]
    pub(super) status: String,
    #[serde(default, deserialize_with = "rows")]
    pub(super) uploaded_chunks: Rows<WireChunk>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) chunks_completed: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) page_info: Option<PageInfo>,
}

#[derive(Debug, Deserialize)]
pub(super) struct WireChunk {
    pub(super) index: u32,
    #[serde(default, deserialize_with = "word")]
    pub(super) status: String,
}

/// One proof of `POST /assets/multipart-uploads/{id}`.
#[derive(Debug, Serialize)]
pub(super) struct WireProof<'a> {
    pub(super) chunk_index: u32,
    #[serde(rename = "proof")]
    pub(super) etag: &'a str,
    #[serde(rename = "proof_type")]
    pub(super) kind: &'a str,
    pub(super) chunk_size: u64,
}

#[derive(Debug, Deserialize)]
pub(super) struct ReportAnswer {
    #[serde(default, deserialize_with = "lenient")]
    pub(super) url: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) total_completed: Option<u64>,
}

/// One unfinished session of the account.
#[derive(Debug, Deserialize)]
pub(super) struct WireSession {
    #[serde(deserialize_with = "id")]
    pub(super) upload_id: String,
    #[serde(default, deserialize_with = "word")]
    pub(super) status: String,
    #[serde(default, deserialize_with = "size")]
    pub(super) total_size: u64,
    #[serde(default, deserialize_with = "size")]
    pub(super) chunk_size: u64,
    #[serde(default, deserialize_with = "lenient")]
    created_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    expires_at: Option<String>,
}

impl WireSession {
    pub(super) fn created(&self) -> Option<Timestamp> {
        time(self.created_at.as_ref())
    }

    pub(super) fn expires(&self) -> Option<Timestamp> {
        time(self.expires_at.as_ref())
    }
}

impl From<WireSession> for UnfinishedSession {
    fn from(wire: WireSession) -> Self {
        Self {
            created: wire.created(),
            expires: wire.expires(),
            upload: takeup_model::UploadId(wire.upload_id),
            asset: None,
            filename: None,
            status: SessionStatus::parse(&wire.status),
            size: wire.total_size,
            part_size: wire.chunk_size,
            parts_done: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_make_no_sense_count_among_those_of_a_page() {
        let rows = |count: usize| {
            let good = (1..count).map(|row| format!(r#"{{"_id":"{row}"}}"#));
            std::iter::once("7".to_owned()).chain(good).collect::<Vec<_>>().join(",")
        };
        let page = |count: usize, info: &str| -> WirePage<WireAsset> {
            serde_json::from_str(&format!(r#"{{"data":[{}]{info}}}"#, rows(count))).unwrap()
        };
        let last = |page: &WirePage<WireAsset>| page.data.are_last(1, page.page_info.as_ref());
        let full = page(AT_ONCE, "");
        assert_eq!((full.data.rows.len(), full.data.odd(), last(&full)), (AT_ONCE - 1, 1, false));
        assert!(last(&page(AT_ONCE - 1, "")));
        for (info, over) in
            [(r#","page_info":{"total_page":1}"#, true), (r#","page_info":{"total_page":2}"#, false)]
        {
            assert_eq!(last(&page(AT_ONCE, info)), over, "{info}");
            assert_eq!(last(&page(3, info)), over, "the platform knows how many pages there are");
        }
        assert!(last(&page(3, r#","page_info":{"total_page":0}"#)), "which is no number of pages");
    }

    #[test]
    fn a_status_that_is_no_word_is_none_and_hides_nothing() {
        let told: StatusAnswer = serde_json::from_str(
            r#"{"status":null,"uploaded_chunks":[{"index":1,"status":7},{"index":2,"status":"completed"}]}"#,
        )
        .unwrap();
        assert_eq!((told.status.as_str(), told.uploaded_chunks.rows.len()), ("", 2));
        let sessions: WirePage<WireSession> = serde_json::from_str(
            r#"{"data":[{"upload_id":"u","status":null,"total_size":"x","chunk_size":9}]}"#,
        )
        .unwrap();
        let session = &sessions.data.rows[0];
        assert_eq!((session.status.as_str(), session.total_size, session.chunk_size), ("", 0, 9));
    }

    #[test]
    fn an_item_without_a_name_is_no_item() {
        let odd =
            r#"{"data":[{"status":"ready"},{"_id":"","status":"ready"},{"_id":null},{"_id":7},{"_id":"a"}]}"#;
        let assets: WirePage<WireAsset> = serde_json::from_str(odd).unwrap();
        let ids: Vec<&str> = assets.data.rows.iter().map(|asset| asset.id.as_str()).collect();
        assert_eq!(ids, ["a"]);
        let counts = [
            serde_json::from_str::<WirePage<WireIndex>>(odd).unwrap().data.rows.len(),
            serde_json::from_str::<WirePage<WireTask>>(odd).unwrap().data.rows.len(),
            serde_json::from_str::<WirePage<WireIndexed>>(odd).unwrap().data.rows.len(),
            serde_json::from_str::<WirePage<WireItem>>(odd).unwrap().data.rows.len(),
            serde_json::from_str::<WirePage<WireStore>>(odd).unwrap().data.rows.len(),
            serde_json::from_str::<WirePage<WireReference>>(odd).unwrap().data.rows.len(),
        ];
        assert_eq!(counts, [1; 6]);
        assert!(serde_json::from_str::<WireAsset>(r#"{"status":"ready"}"#).is_err());
        assert!(
            serde_json::from_str::<OpenAnswer>(r#"{"upload_id":"","asset_id":"a","chunk_size":5}"#).is_err()
        );
        let session: WirePage<WireSession> = serde_json::from_str(r#"{"data":[{"upload_id":""}]}"#).unwrap();
        assert!(session.data.rows.is_empty());
    }

    #[test]
    fn nulls_and_oddities_in_lists_are_passed_over() {
        let page: WirePage<WireAsset> = serde_json::from_str(r#"{"data":null,"page_info":7}"#).unwrap();
        assert!(page.data.rows.is_empty());
        let odd =
            r#"{"data":[{"_id":"a","size":"many","status":4},17,{"_id":"b","id":"b","status":"ready"}]}"#;
        let page: WirePage<WireAsset> = serde_json::from_str(odd).unwrap();
        let assets: Vec<Asset> = page.data.rows.into_iter().map(Asset::from).collect();
        assert_eq!(assets.len(), 2);
        assert_eq!((assets[0].size, &assets[0].status), (None, &AssetStatus::Processing));
        assert_eq!(assets[1].status, AssetStatus::Ready);
    }
}
