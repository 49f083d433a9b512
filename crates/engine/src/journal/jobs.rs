//! A job as the row of it and back.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use takeup_model::{
    AccountId, AssetId, AssetStatus, ContentDigest, CopyChoice, Creation, Cut, End, Failure, FailureCode,
    FailureKind, FileDigest, FileFacts, IfExists, IndexId, IndexingStatus, Job, JobId, Media, MediaKind,
    Metadata, Method, MethodChoice, Model, Now, OutcomeKind, Part, Picture, Refusal, Route, RouteReason,
    Session, SessionOrigin, Sound, Source, TaskId, UploadOptions, address,
};

use super::row::{must, parsed, row, word};
use super::{OpenError, copies, paths};

row! {
    /// What is kept of a job, beside its destinations, its parts, and its receipt.
    JobRow in "job" {
        id: u64,
        account: String,
        path: Option<Vec<u8>>,
        url: Option<String>,
        // The name of an asset that was there before and only goes to more destinations.
        placed: Option<String>,
        nonce: String,
        wish_method: Option<String>,
        task_index: Option<String>,
        language: Option<String>,
        anyway: bool,
        metadata: Option<String>,
        if_exists: Option<String>,
        ask_host: Option<bool>,
        reused: bool,
        size: Option<u64>,
        modified: Option<String>,
        fingerprint: Option<String>,
        media_kind: Option<String>,
        format: Option<String>,
        media_type: Option<String>,
        width: Option<u32>,
        height: Option<u32>,
        millis: Option<u64>,
        video: Option<String>,
        // Empty for a file without sound.
        audio: Option<String>,
        method: Option<String>,
        why: Option<String>,
        creation: String,
        upload: Option<String>,
        part_size: Option<u64>,
        total: Option<u64>,
        headers: Option<String>,
        expires: Option<String>,
        complete: bool,
        origin: Option<String>,
        blake3: Option<String>,
        // The digest that older versions made, or why there is none.
        whole: Option<String>,
        sha256: Option<String>,
        asset: Option<String>,
        asset_status: Option<String>,
        task: Option<String>,
        task_status: Option<String>,
        paused: bool,
        front: u64,
        retries: u32,
        end: Option<String>,
        end_kind: Option<String>,
        end_code: Option<String>,
        end_detail: Option<String>,
        added: String,
        started: Option<String>,
        sent: Option<String>,
        ended: Option<String>,
        wish_copy: Option<String>,
        fix: bool,
        // The copy that is sent in place of the file, as JSON.
        copy: Option<String>,
        told_millis: Option<u64>,
        told_name: Option<String>,
    }
}

/// In the place of a digest that could not be made.
const LOST: &str = "lost";

const BEGUN: &str = "begun";
const NOT_BEGUN: &str = "not-begun";

impl From<&Job> for JobRow {
    #[expect(clippy::too_many_lines, reason = "a line for each column")]
    fn from(job: &Job) -> Self {
        let (end, failure) = kept_end(job);
        let file = job.file.as_ref();
        let media = file.map(|file| &file.media);
        let session = job.session.as_ref();
        let [blake3, whole, sha256] = kept_digest(&job.whole);
        let options = &job.options;
        Self {
            id: job.id.0,
            account: job.account.0.clone(),
            path: job.source.path().map(paths::to_bytes),
            url: kept_url(job),
            placed: if let Source::Asset(_, name) = &job.source { Some(name.clone()) } else { None },
            nonce: job.nonce.clone(),
            wish_method: method_word(options.method),
            task_index: options.task_index.as_ref().map(|id| id.0.clone()),
            language: options.language.clone(),
            anyway: options.anyway,
            metadata: metadata_text(&options.metadata),
            if_exists: options.if_exists.map(|choice| choice.word().to_owned()),
            ask_host: options.ask_host,
            reused: job.reused,
            size: file.map(|file| file.size),
            modified: file.and_then(|file| text(file.modified)),
            fingerprint: file.map(|file| file.fingerprint.clone()),
            media_kind: file.map(|file| file.kind.word().to_owned()),
            format: file.map(|file| file.format.clone()),
            media_type: file.map(|file| file.media_type.clone()),
            width: media.and_then(|media| media.picture).map(|picture| picture.width),
            height: media.and_then(|media| media.picture).map(|picture| picture.height),
            millis: media.and_then(|media| media.length).map(millis),
            video: media.and_then(|media| media.video.clone()),
            audio: media.and_then(|media| kept_sound(&media.audio)),
            method: job.route.map(|route| route.method.word().to_owned()),
            why: job.route.map(|route| route.why.word().to_owned()),
            creation: if job.creation == Creation::NotBegun { NOT_BEGUN } else { BEGUN }.to_owned(),
            upload: session.map(|session| session.upload.0.clone()),
            part_size: session.map(|session| session.part_size),
            total: session.map(|session| session.total),
            headers: session
                .filter(|session| !is_spent(job, session.expires))
                .map(|session| serde_json::to_string(&session.headers).unwrap_or_default()),
            expires: session.and_then(|session| text(session.expires)),
            complete: session.is_some_and(|session| session.complete),
            origin: session.map(|session| session.origin.word().to_owned()),
            blake3: blake3.map(str::to_owned),
            whole: whole.map(str::to_owned),
            sha256: sha256.map(str::to_owned),
            asset: job.asset.as_ref().map(|(id, _)| id.0.clone()),
            asset_status: job.asset.as_ref().map(|(_, status)| status.to_string()),
            task: job.task.as_ref().map(|(id, _)| id.0.clone()),
            task_status: job.task.as_ref().map(|(_, status)| status.to_string()),
            paused: job.paused,
            front: job.front,
            retries: job.retries,
            end: end.map(|end| end.word().to_owned()),
            end_kind: failure.map(|failure| failure.kind.word().to_owned()),
            end_code: failure.and_then(|failure| text(failure.code.as_ref())),
            end_detail: failure.map(|failure| failure.detail.clone()),
            added: job.added.to_string(),
            started: text(job.started),
            sent: text(job.sent),
            ended: text(job.ended),
            wish_copy: options.copy.map(|choice| choice.word().to_owned()),
            fix: options.fix,
            copy: job.copy.as_ref().map(copies::written),
            told_millis: job.reported_length.map(millis),
            told_name: job.told_name.clone(),
        }
    }
}

/// The URL of a job. Of one that is of no more use, nothing is kept that could open it.
fn kept_url(job: &Job) -> Option<String> {
    let Source::Url(url) = &job.source else { return None };
    let refused = |end: &End| matches!(end, End::Refused(Refusal::Address(why)) if why.lies_in_url());
    Some(if job.end.as_ref().is_some_and(refused) {
        address::hidden(url)
    } else if is_spent(job, address::expiry(url)) {
        job.source.public_text()
    } else {
        url.clone()
    })
}

/// Whether something that was valid until then is of no more use: what is ready is not sent again, and what ended after
/// that moment cannot be tried again with it.
fn is_spent(job: &Job, until: Option<Timestamp>) -> bool {
    job.end == Some(End::Ready) || job.ended.zip(until).is_some_and(|(ended, until)| until <= ended)
}

/// So long after a job has ended nobody tries it again by its URL or with its headers, of which nobody knows until when
/// they open something.
const ABANDONED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Forgets of the jobs that are over what has become useless since.
pub(in super::super) fn forget_spent(model: &mut Model, now: Timestamp) {
    let expired = |until: Option<Timestamp>| until.is_some_and(|until| until <= now);
    let secrets = |job: &Job| matches!(&job.source, Source::Url(url) if address::hidden(url) != *url);
    for mut job in model.jobs.clone().into_iter().map(|(_, job)| job).filter(|job| job.end.is_some()) {
        let url = matches!(&job.source, Source::Url(url) if expired(address::expiry(url)));
        let old = job.ended.is_some_and(|ended| now.duration_since(ended) > ABANDONED);
        let headers = job.session.as_ref().is_some_and(|it| {
            !it.headers.is_empty() && (expired(it.expires) || (it.expires.is_none() && old))
        });
        let abandoned = old && secrets(&job);
        if !url && !headers && !abandoned {
            continue;
        }
        let changed = Arc::make_mut(&mut job);
        if abandoned {
            changed.source = Source::Url(address::hidden(&changed.source.text()));
        }
        if url {
            changed.source = Source::Url(changed.source.public_text());
        }
        if headers {
            changed.session.iter_mut().for_each(|session| session.headers.clear());
        }
        model.jobs.insert(job.id, job);
    }
}

impl TryFrom<JobRow> for Job {
    type Error = OpenError;

    fn try_from(mut row: JobRow) -> Result<Self, OpenError> {
        let id = JobId(row.id);
        let (source, options) = (row.source()?, row.options()?);
        let added = row.added.parse().unwrap_or(Timestamp::UNIX_EPOCH);
        let mut job =
            Self::new(id, AccountId(std::mem::take(&mut row.account)), source, options, loading(added));
        job.file = row.file()?;
        job.session = row.session()?;
        job.whole = row.digest();
        job.end = row.ending()?;
        job.nonce = row.nonce;
        job.route = match word(row.method.as_deref(), Method::parse)? {
            Some(method) => Some(Route { method, why: must(row.why.as_deref(), RouteReason::parse)? }),
            None => None,
        };
        let asset_status = AssetStatus::parse(&row.asset_status.unwrap_or_default());
        job.asset = row.asset.map(|id| (AssetId(id), asset_status));
        let task_status = IndexingStatus::parse(&row.task_status.unwrap_or_default());
        job.task = row.task.map(|id| (TaskId(id), task_status));
        let created = job.session.is_some() || job.asset.is_some() || job.task.is_some();
        // Nobody knows whether a request that was under way when the program ended has arrived.
        job.creation = match (row.creation.as_str(), created) {
            (BEGUN, true) => Creation::Begun,
            (BEGUN, false) => Creation::Doubtful,
            _ => Creation::NotBegun,
        };
        // Nothing is there of which it could not be known by now; a URL that was taken is not asked about again.
        job.looked = job.source.path().is_none();
        job.reused = row.reused;
        job.copy = row.copy.as_deref().map(copies::read).transpose()?;
        job.reported_length = row.told_millis.map(Duration::from_millis);
        job.told_name = row.told_name;
        job.paused = row.paused;
        job.front = row.front;
        job.retries = row.retries;
        job.started = parsed(row.started);
        job.sent = parsed(row.sent);
        job.ended = parsed(row.ended).filter(|_| job.end.is_some());
        Ok(job)
    }
}

impl JobRow {
    fn source(&mut self) -> Result<Source, OpenError> {
        Ok(match (self.path.take(), self.placed.take(), &self.asset, self.url.take()) {
            (Some(path), _, _, _) => Source::File(paths::from_bytes(path)),
            (None, Some(name), Some(asset), _) => Source::Asset(AssetId(asset.clone()), name),
            (None, _, _, Some(url)) => Source::Url(url),
            (None, _, _, None) => return Err(OpenError::Damaged("an upload of nothing".to_owned())),
        })
    }

    fn options(&mut self) -> Result<UploadOptions, OpenError> {
        Ok(UploadOptions {
            method: method_choice(self.wish_method.as_deref())?,
            task_index: self.task_index.take().map(IndexId),
            language: self.language.take(),
            destination_ids: Vec::new(),
            anyway: self.anyway,
            metadata: metadata_of(self.metadata.as_deref().unwrap_or_default()),
            metadata_table: None,
            if_exists: word(self.if_exists.as_deref(), IfExists::parse)?,
            ask_host: self.ask_host,
            skip_finished: false,
            copy: word(self.wish_copy.as_deref(), CopyChoice::parse)?,
            fix: self.fix,
        })
    }

    fn file(&mut self) -> Result<Option<FileFacts>, OpenError> {
        let Some(size) = self.size else { return Ok(None) };
        Ok(Some(FileFacts {
            size,
            modified: parsed(self.modified.take()),
            fingerprint: self.fingerprint.take().unwrap_or_default(),
            // It holds as long as a disk stays where it is, and no longer.
            identity: None,
            kind: word(self.media_kind.as_deref(), MediaKind::parse)?.unwrap_or(MediaKind::Unknown),
            format: self.format.take().unwrap_or_default(),
            media_type: self.media_type.take().unwrap_or_default(),
            media: Media {
                picture: self.width.zip(self.height).and_then(|(width, height)| Picture::new(width, height)),
                length: self.millis.map(Duration::from_millis),
                video: self.video.take(),
                audio: match self.audio.take() {
                    None => Sound::Unknown,
                    Some(codec) if codec.is_empty() => Sound::None,
                    Some(codec) => Sound::Some(codec),
                },
                // Every look finds that out again.
                cut: Cut::No,
            },
        }))
    }

    fn session(&mut self) -> Result<Option<Session>, OpenError> {
        let (Some(upload), Some(asset)) = (self.upload.take(), self.asset.clone()) else { return Ok(None) };
        let (total, part_size) = (self.total.unwrap_or_default(), self.part_size.unwrap_or_default());
        if total == 0 || part_size == 0 {
            return Ok(None);
        }
        let Some(mut session) = Session::new(upload.as_str().into(), AssetId(asset), total, part_size) else {
            return Err(OpenError::Damaged(format!("{total} bytes in parts of {part_size}")));
        };
        session.complete = self.complete;
        if session.complete {
            // The parts of a whole file are not kept one by one.
            session.parts.fill(Part::Reported);
        }
        session.headers =
            serde_json::from_str(self.headers.as_deref().unwrap_or_default()).unwrap_or_default();
        session.expires = parsed(self.expires.take());
        // Before there were others, every session was opened for its file.
        session.origin = word(self.origin.as_deref(), SessionOrigin::parse)?.unwrap_or_default();
        Ok(Some(session))
    }

    fn digest(&mut self) -> FileDigest {
        let digest = match (self.blake3.take(), self.whole.take()) {
            (Some(hex), _) => ContentDigest::Blake3(hex),
            (None, Some(word)) if word == LOST => return FileDigest::Lost,
            (None, Some(hex)) => ContentDigest::Tree(hex),
            (None, None) => return FileDigest::Unknown,
        };
        FileDigest::Known { digest, sha256: self.sha256.take() }
    }

    fn ending(&mut self) -> Result<Option<End>, OpenError> {
        Ok(match word(self.end.as_deref(), OutcomeKind::parse)? {
            None | Some(OutcomeKind::Refused) => None,
            Some(OutcomeKind::Ready) => Some(End::Ready),
            Some(OutcomeKind::Cancelled) => Some(End::Cancelled),
            Some(OutcomeKind::Failed) => Some(End::Failed(Failure {
                kind: must(self.end_kind.as_deref(), FailureKind::parse)?,
                code: word(self.end_code.as_deref(), FailureCode::parse)?,
                detail: self.end_detail.take().unwrap_or_default(),
            })),
        })
    }
}

/// How a job ended, as far as it is kept: what was refused is checked again after a restart, since file and limits may
/// have changed.
fn kept_end(job: &Job) -> (Option<OutcomeKind>, Option<&Failure>) {
    match &job.end {
        None | Some(End::Refused(_)) => (None, None),
        Some(End::Ready) => (Some(OutcomeKind::Ready), None),
        Some(End::Cancelled) => (Some(OutcomeKind::Cancelled), None),
        Some(End::Failed(failure)) => (Some(OutcomeKind::Failed), Some(failure)),
    }
}

/// The BLAKE3 of the file, the digest in its place that older versions made or why there is none, and the SHA-256.
fn kept_digest(whole: &FileDigest) -> [Option<&str>; 3] {
    match whole {
        FileDigest::Unknown => [None; 3],
        FileDigest::Known { digest, sha256 } => [digest.blake3(), digest.tree(), sha256.as_deref()],
        FileDigest::Lost => [None, Some(LOST), None],
    }
}

pub(super) fn kept_sound(sound: &Sound) -> Option<String> {
    match sound {
        Sound::Unknown => None,
        Sound::None => Some(String::new()),
        Sound::Some(codec) => Some(codec.clone()),
    }
}

fn text(value: Option<impl ToString>) -> Option<String> {
    value.map(|value| value.to_string())
}

pub(super) fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

/// The method that was asked for; nothing if it is left to the program.
pub(super) fn method_word(choice: MethodChoice) -> Option<String> {
    match choice {
        MethodChoice::Only(method) => Some(method.word().to_owned()),
        MethodChoice::Auto => None,
    }
}

pub(super) fn method_choice(asked: Option<&str>) -> Result<MethodChoice, OpenError> {
    Ok(word(asked, Method::parse)?.map_or(MethodChoice::Auto, MethodChoice::Only))
}

/// Keys and values as they would be typed.
pub(super) fn metadata_text(metadata: &Metadata) -> Option<String> {
    let typed: BTreeMap<&str, String> = metadata.iter().map(|(key, value)| (key, value.text())).collect();
    // A map of texts cannot fail to be written.
    (!typed.is_empty()).then(|| serde_json::to_string(&typed).unwrap_or_default())
}

pub(super) fn metadata_of(text: &str) -> Metadata {
    Metadata::of_typed(&serde_json::from_str(text).unwrap_or_default())
}

/// A moment for `Job::new`; everything it would decide by it is read from the row instead.
fn loading(added: Timestamp) -> Now {
    #[expect(clippy::disallowed_methods, reason = "an instant cannot be made any other way; it is not used")]
    let mono = std::time::Instant::now();
    Now { mono, utc: added, random: 0 }
}
