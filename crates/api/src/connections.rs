//! Connections to Google Drive, and imports through them.

use serde::Deserialize;
use serde_json::{Value, json};

use takeup_model::{
    AssetId, AssetStatus, Connection, ConnectionId, ConnectionStatus, ConsentPage, Failure, FailureCode,
    FailureKind, PlatformCode,
};

use super::answer;
use super::lists::{ApiPage, PageQuery};
use super::wire::{id, lenient, time};
use super::{Client, Error};

/// The provider, and the only one so far.
const PROVIDER: &str = "google_drive";

/// Where a person answers, and how the answer comes back.
#[derive(Clone, Debug)]
pub struct Consent<'a> {
    /// Where the browser is sent with the answer.
    pub back: &'a str,
    /// Comes back with a good answer.
    pub label: &'a str,
}

/// What the platform did about one file of an import.
#[derive(Debug)]
pub struct ImportRow {
    /// Google Drive's ID of the file.
    pub file: String,
    /// Its asset, how that stands, and whether it was there before; or why there is none.
    pub outcome: Result<(AssetId, AssetStatus, bool), Failure>,
}

#[derive(Debug, Deserialize)]
struct AuthorizeAnswer {
    authorize_url: String,
}

#[derive(Debug, PartialEq, Deserialize)]
struct WireConnection {
    #[serde(rename = "_id", deserialize_with = "id")]
    id: String,
    #[serde(default, deserialize_with = "lenient")]
    status: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    custom_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    account: Option<WireOwner>,
    #[serde(default, deserialize_with = "lenient")]
    connected_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    last_used_at: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct WireOwner {
    #[serde(default, deserialize_with = "lenient")]
    external_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    display_name: Option<String>,
}

impl From<WireConnection> for Connection {
    fn from(wire: WireConnection) -> Self {
        let owner = wire.account.and_then(|owner| owner.display_name.or(owner.external_id));
        Self {
            id: ConnectionId(wire.id),
            owner: owner.unwrap_or_default(),
            status: ConnectionStatus::parse(wire.status.as_deref().unwrap_or("active")),
            label: wire.custom_id,
            connected: time(wire.connected_at.as_ref()),
            used: time(wire.last_used_at.as_ref()),
        }
    }
}

#[derive(Debug, Deserialize)]
struct ImportAnswer {
    #[serde(default)]
    items: Vec<WireImported>,
}

#[derive(Debug, Deserialize)]
struct WireImported {
    #[serde(default)]
    source_id: String,
    #[serde(default, deserialize_with = "lenient")]
    action: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    asset_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    status: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    error: Option<Value>,
}

impl From<WireImported> for ImportRow {
    fn from(wire: WireImported) -> Self {
        let asset = wire.asset_id.filter(|asset| !asset.is_empty());
        let outcome = match asset {
            Some(asset) => {
                let status = AssetStatus::parse(wire.status.as_deref().unwrap_or("processing"));
                // What failed before is fetched again: it is as good as new.
                let known = wire.action.as_deref() == Some("skipped");
                Ok((AssetId(asset), status, known))
            }
            None => Err(refused(wire.error.as_ref())),
        };
        Self { file: wire.source_id, outcome }
    }
}

fn refused(error: Option<&Value>) -> Failure {
    let code = error.and_then(|error| error["code"].as_str()).and_then(PlatformCode::new);
    let detail = error.and_then(answer::reason).unwrap_or_default();
    Failure { kind: FailureKind::Refused, code: code.map(FailureCode::Platform), detail }
}

impl Client {
    /// `POST /connections:authorize`: the page on which a person answers. It expires by itself if nobody does.
    pub async fn authorize(&self, consent: Consent<'_>) -> Result<ConsentPage, Error> {
        let body = json!({ "provider": PROVIDER, "redirect_uri": consent.back, "custom_id": consent.label });
        let answer: AuthorizeAnswer = self.ask(self.post(&["connections:authorize"])?.json(&body)).await?;
        ConsentPage::new(&answer.authorize_url).ok_or_else(|| Error::Malformed("authorize_url".to_owned()))
    }

    /// `GET /connections`, newest first.
    pub async fn connections(&self, which: PageQuery) -> Result<ApiPage<Connection>, Error> {
        Ok(self.list::<WireConnection>(&["connections"], None, which).await?.map(Connection::from))
    }

    /// `GET /connections/{id}`.
    pub async fn connection(&self, id: &ConnectionId) -> Result<Connection, Error> {
        let wire: WireConnection = self.ask(self.get(&["connections", &id.0])?).await?;
        Ok(wire.into())
    }

    /// `POST /connections/{id}/imports`: a row for each of at most [`takeup_model::IMPORTED_AT_ONCE`] files, none of them twice. It may be asked
    /// for any number of times: a file that was imported answers with its asset.
    pub async fn import(&self, through: &ConnectionId, files: &[&str]) -> Result<Vec<ImportRow>, Error> {
        let items: Vec<Value> = files.iter().map(|file| json!({ "source_id": file })).collect();
        let request = self.post(&["connections", &through.0, "imports"])?.json(&json!({ "items": items }));
        let answer: ImportAnswer = self.ask(request).await?;
        Ok(answer.items.into_iter().map(ImportRow::from).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_of_an_import_is_read_for_itself() {
        let answer: ImportAnswer = serde_json::from_value(json!({ "has_failures": true, "items": [
            { "source_id": "a", "action": "created", "asset_id": "1", "status": "processing" },
            { "source_id": "b", "action": "skipped", "asset_id": "2", "status": "ready" },
            { "source_id": "c", "action": "retried", "asset_id": "3" },
            { "source_id": "d", "action": "rejected", "error": { "code": "too_large", "message": "Too large." } },
            { "source_id": "e", "asset_id": "" },
        ]}))
        .unwrap();
        let rows: Vec<ImportRow> = answer.items.into_iter().map(ImportRow::from).collect();
        let known: Vec<Option<bool>> =
            rows.iter().map(|row| row.outcome.as_ref().ok().map(|(_, _, known)| *known)).collect();
        assert_eq!(known, [Some(false), Some(true), Some(false), None, None]);
        let why = rows[3].outcome.as_ref().unwrap_err();
        assert_eq!((why.kind.word(), why.detail.as_str()), ("refused", "Too large."));
        assert!(why.has_code("too_large"));
    }

    #[test]
    fn a_connection_is_called_by_its_owner() {
        let read = |json: Value| Connection::from(serde_json::from_value::<WireConnection>(json).unwrap());
        let full =
            read(json!({ "_id": "1", "status": "revoked", "account": { "display_name": "me@example.org" } }));
        assert_eq!((full.name(), full.usable()), ("me@example.org", false));
        let bare = read(json!({ "_id": "2" }));
        assert_eq!((bare.name(), bare.usable()), ("2", true));
    }
}
