//! Ways in: direct, by URL, and in parts.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::multipart::{Form, Part as FormPart};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

use crate::body::{BodyProgress, FileRange, PartBody, Throttle};
use takeup_model::{AssetId, AssetStatus, MediaKind, Metadata, PartNo, Session, SessionStatus, UploadId};

use super::storage::SignedUrl;
use super::wire::{
    FINGERPRINT, MARK, Named, OpenAnswer, OpenRequest, ReportAnswer, StatusAnswer, UrlsAnswer, WireProof,
    WireUrl, told,
};
use super::{Client, Error};

/// The defaults of these two differ between the endpoints, so both are always said.
const ENABLE_HLS: bool = true;
const ENABLE_THUMBNAIL: bool = true;
/// Most entries in one report, most URLs in one request, most items on one page.
pub const AT_ONCE: usize = 50;
/// No list is asked for more pages than this, whatever it says: a file has at most 10,000 parts.
pub(super) const MOST_PAGES: u32 = 1_000;
/// Asks for so many.
pub(crate) const AS_MANY: (&str, &str) = ("page_limit", "50");
/// Asks for the newest first, where another order may be the rule.
pub(crate) const NEWEST: [(&str, &str); 2] = [("sort_by", "created_at"), ("sort_option", "desc")];
const NAME_LENGTH: usize = 255;

/// What every new asset is told about itself.
#[derive(Clone, Copy, Debug)]
pub struct NewAsset<'a> {
    /// The file name.
    pub filename: &'a str,
    /// The media type of the file.
    pub media_type: &'a str,
    /// What it is.
    pub kind: MediaKind,
    /// The nonce it can be found by, unless the person does not want it marked.
    pub mark: Option<&'a str>,
    /// What its bytes are recognised by, in the same case.
    pub fingerprint: Option<&'a str>,
    /// What the person tells about it.
    pub metadata: &'a Metadata,
}

impl NewAsset<'_> {
    /// The name as it is sent: composed characters, as every system but macOS writes them, and no longer than allowed.
    pub fn sent_name(&self) -> String {
        let name: String = self.filename.nfc().collect();
        if name.chars().count() <= NAME_LENGTH {
            return name;
        }
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        let keep = NAME_LENGTH.saturating_sub(extension.chars().count() + 1);
        let stem: String = stem.chars().take(keep).collect();
        format!("{stem}.{extension}").chars().take(NAME_LENGTH).collect()
    }

    /// What the person tells, and beside it our own marks.
    pub(super) fn metadata(&self) -> Option<Value> {
        let mut all = told(self.metadata);
        all.extend(self.mark.map(|mark| (MARK.to_owned(), json!(mark))));
        all.extend(
            self.fingerprint.filter(|_| self.mark.is_some()).map(|it| (FINGERPRINT.to_owned(), json!(it))),
        );
        (!all.is_empty()).then_some(Value::Object(all))
    }
}

/// A multipart session as granted.
#[derive(Debug)]
pub struct NewSession {
    /// The session.
    pub session: Session,
    /// The first presigned URLs.
    pub urls: Vec<(PartNo, SignedUrl)>,
}

/// How a multipart session stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Parts the platform knows.
    pub reported: Vec<PartNo>,
    /// Whether it has the whole file.
    pub complete: bool,
}

/// A file part of a form, streamed with its exact length.
pub(super) fn file_part(
    new: &NewAsset<'_>,
    range: FileRange,
    sight: &Arc<BodyProgress>,
    throttle: &Arc<Throttle>,
) -> Result<FormPart, Error> {
    let length = range.length;
    let body = PartBody::new(range, Arc::clone(sight), Arc::clone(throttle));
    FormPart::stream_with_length(reqwest::Body::wrap(body), length)
        // It stands in a header of the form, where a line must not end in the middle.
        .file_name(new.sent_name().replace(char::is_control, " "))
        .mime_str(new.media_type)
        .map_err(Error::transport)
}

impl Client {
    /// `POST /assets`, method direct: the whole file in one request.
    pub async fn create_direct(
        &self,
        new: NewAsset<'_>,
        range: FileRange,
        sight: Arc<BodyProgress>,
        throttle: Arc<Throttle>,
    ) -> Result<(AssetId, AssetStatus), Error> {
        let length = range.length;
        let part = file_part(&new, range, &sight, &throttle)?;
        let form = asset_form("direct", &new).part("file", part);
        let request = self.request(reqwest::Method::POST, &["assets"])?.multipart(form);
        named(self.ask_with_body(request, &sight, length).await?)
    }

    /// `POST /assets`, method url: the platform fetches the file.
    pub async fn create_from_url(
        &self,
        new: NewAsset<'_>,
        url: &str,
    ) -> Result<(AssetId, AssetStatus), Error> {
        let form = asset_form("url", &new).text("url", url.to_owned());
        named(self.ask_rated(self.post(&["assets"])?.multipart(form)).await?)
    }

    /// `POST /assets/multipart-uploads`: opens a session.
    pub async fn open_session(&self, new: NewAsset<'_>, total: u64) -> Result<NewSession, Error> {
        let kind = match new.kind {
            MediaKind::Audio => "audio",
            MediaKind::Image => "image",
            MediaKind::Video | MediaKind::Document | MediaKind::Unknown | MediaKind::Other => "video",
        };
        let body = OpenRequest {
            filename: &new.sent_name(),
            kind,
            total_size: total,
            enable_hls: ENABLE_HLS,
            enable_thumbnail: ENABLE_THUMBNAIL,
            user_metadata: new.metadata(),
        };
        let (answer, now): (OpenAnswer, _) =
            self.ask_with_date(self.post(&["assets", "multipart-uploads"])?.json(&body)).await?;
        let expires = answer.expires();
        let session = session(&answer.upload_id, &answer.asset_id, answer.chunk_size, total, expires)?;
        if answer.total_chunks.is_some_and(|count| count != session.parts.len() as u64) {
            return Err(Error::Malformed("chunk_size, total_chunks".to_owned()));
        }
        let headers = answer.upload_headers.unwrap_or_default().into_iter().collect();
        let urls = self.signed(answer.upload_urls, &session, now)?;
        Ok(NewSession { session: Session { headers, known: true, ..session }, urls })
    }

    /// `POST …/presigned-urls`: URLs for a run of parts.
    pub async fn presigned_urls(
        &self,
        session: &Session,
        start: PartNo,
        count: usize,
    ) -> Result<Vec<(PartNo, SignedUrl)>, Error> {
        let path = ["assets", "multipart-uploads", &session.upload.0, "presigned-urls"];
        let body = json!({ "start": start.0, "count": count.clamp(1, AT_ONCE) });
        let (answer, now): (UrlsAnswer, _) = self.ask_with_date(self.post(&path)?.json(&body)).await?;
        let urls = self.signed(answer.upload_urls, session, now)?;
        if !urls.iter().any(|(part, _)| *part == start) {
            return Err(Error::Malformed("presigned_url".to_owned()));
        }
        Ok(urls)
    }

    /// The URLs of parts that the session has, and how long they are valid: by the server's clock, or not known.
    fn signed(
        &self,
        urls: Vec<WireUrl>,
        session: &Session,
        now: Option<Timestamp>,
    ) -> Result<Vec<(PartNo, SignedUrl)>, Error> {
        let of_session = |url: &WireUrl| session.part(PartNo(url.chunk_index)).is_some();
        let signed = |url: WireUrl| {
            let life = url.expires().zip(now).map(|(until, now)| until.duration_since(now));
            let life = life.map(|life| Duration::try_from(life).unwrap_or_default());
            Ok((PartNo(url.chunk_index), SignedUrl::new(&url.url, life, &self.clients, &self.base)?))
        };
        urls.into_iter().filter(of_session).map(signed).collect()
    }

    /// `POST /assets/multipart-uploads/{id}`: proves parts. Tells whether the platform now has them all.
    pub async fn report(&self, session: &Session, proofs: &[(PartNo, String)]) -> Result<bool, Error> {
        let entries: Vec<WireProof<'_>> = proofs
            .iter()
            .map(|(number, etag)| WireProof {
                chunk_index: number.0,
                etag,
                kind: "etag",
                chunk_size: session.range(*number).1,
            })
            .collect();
        let path = ["assets", "multipart-uploads", &session.upload.0];
        let answer: ReportAnswer =
            self.ask(self.post(&path)?.json(&json!({ "completed_chunks": entries }))).await?;
        let all = answer.total_completed == Some(session.parts.len() as u64);
        Ok(all || answer.url.is_some_and(|url| !url.is_empty()))
    }

    /// `GET /assets/multipart-uploads/{id}`: every page of it.
    pub async fn session_status(&self, upload: &UploadId) -> Result<Status, Error> {
        let (mut status, mut seen) = (Status::default(), BTreeSet::new());
        for page in 1..=MOST_PAGES {
            let request = self.get(&["assets", "multipart-uploads", &upload.0])?;
            let request = request.query(&[("page", page)]).query(&[AS_MANY]);
            let answer: StatusAnswer = self.ask(request).await?;
            match SessionStatus::parse(&answer.status) {
                SessionStatus::Completed => return Ok(Status { complete: true, ..status }),
                over @ (SessionStatus::Expired | SessionStatus::Failed) => return Err(Error::Ended(over)),
                SessionStatus::Active | SessionStatus::Other(_) => {}
            }
            let chunks = answer.uploaded_chunks;
            let last = chunks.are_last(page, answer.page_info.as_ref());
            let before = seen.len();
            seen.extend(chunks.rows.iter().map(|chunk| chunk.index));
            // A page that adds nothing ends the list.
            if seen.len() == before && chunks.odd() == 0 {
                break;
            }
            let known = chunks.rows.iter().filter(|chunk| chunk.status.eq_ignore_ascii_case("completed"));
            status.reported.extend(known.map(|chunk| PartNo(chunk.index)));
            if last {
                break;
            }
        }
        Ok(status)
    }
}

/// A session nothing is known of but its shape.
pub(super) fn session(
    upload: &str,
    asset: &str,
    part_size: u64,
    total: u64,
    expires: Option<Timestamp>,
) -> Result<Session, Error> {
    let session = Session::new(upload.into(), asset.into(), total, part_size);
    let session = session.ok_or_else(|| Error::Malformed("chunk_size".to_owned()))?;
    Ok(Session { expires, ..session })
}

fn asset_form(method: &'static str, new: &NewAsset<'_>) -> Form {
    let mut form = Form::new()
        .text("method", method)
        .text("filename", new.sent_name())
        .text("enable_hls", ENABLE_HLS.to_string())
        .text("enable_thumbnail", ENABLE_THUMBNAIL.to_string());
    if let Some(metadata) = new.metadata() {
        form = form.text("user_metadata", metadata.to_string());
    }
    form
}

fn named(answer: Named) -> Result<(AssetId, AssetStatus), Error> {
    if answer.id.is_empty() {
        return Err(Error::Malformed("_id".to_owned()));
    }
    let status = AssetStatus::parse(answer.status.as_deref().unwrap_or("processing"));
    Ok((AssetId(answer.id), status))
}

#[cfg(test)]
mod tests {
    use super::*;

    static NOTHING: std::sync::LazyLock<Metadata> = std::sync::LazyLock::new(Metadata::default);

    #[test]
    fn what_the_person_tells_goes_beside_our_marks() {
        let mut metadata = Metadata::default();
        for (key, value) in [("take", "3"), ("big", "9007199254740993"), ("tags", "[\"a\"]"), ("on", "true")]
        {
            metadata.set(key, value).unwrap();
        }
        let new = NewAsset { fingerprint: Some("f"), metadata: &metadata, ..new_asset("a.mp4") };
        let all = json!({
            "take": 3, "big": "9007199254740993", "tags": ["a"], "on": true,
            MARK: "n", FINGERPRINT: "f",
        });
        assert_eq!(new.metadata(), Some(all));
        let unmarked = NewAsset { mark: None, metadata: &NOTHING, ..new };
        assert_eq!(unmarked.metadata(), None);
    }

    fn new_asset(filename: &str) -> NewAsset<'_> {
        NewAsset {
            filename,
            media_type: "video/mp4",
            kind: MediaKind::Video,
            mark: Some("n"),
            fingerprint: None,
            metadata: &NOTHING,
        }
    }

    #[test]
    fn as_many_are_asked_for_as_are_taken_at_once() {
        assert_eq!(AS_MANY.1, AT_ONCE.to_string());
    }

    #[test]
    fn names_are_sent_composed_and_no_longer_than_allowed() {
        assert_eq!(new_asset("\u{1112}\u{1161}\u{11ab}.mp4").sent_name(), "한.mp4");
        let long = format!("{}.mp4", "봄".repeat(400));
        let sent = new_asset(&long).sent_name();
        assert_eq!(sent.chars().count(), 255);
        assert!(sent.ends_with("봄.mp4"));
    }
}
