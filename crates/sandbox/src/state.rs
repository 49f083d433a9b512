//! The state of the platform. Nothing in it moves by itself: what time changes is computed when it is read.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use rand::RngExt as _;
use serde_json::{Map, Value, json};

use super::body::{Arrived, ChunkFile, Hashes};
use super::collections::Collection;
use super::connectors::{Authorization, Connection, Import};
use super::faults::FaultEffect;
use super::film::Film;
use super::ledger::PutTotals;

/// Gives timestamps that never go back, unless somebody sets it.
pub(super) struct Clock {
    instant: Instant,
    timestamp: Timestamp,
    /// How far it was set ahead of this computer's clock, in seconds.
    ahead: AtomicI64,
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "the platform has a clock of its own, as the real one has")]
    pub(super) fn start() -> Self {
        Self { instant: Instant::now(), timestamp: Timestamp::now(), ahead: AtomicI64::new(0) }
    }

    pub(super) fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_secs(self.ahead.load(Ordering::Relaxed));
        later(self.timestamp, self.instant.elapsed()).checked_add(ahead).unwrap_or(Timestamp::MAX)
    }

    pub(super) fn set_ahead(&self, ahead: SignedDuration) {
        self.ahead.store(ahead.as_secs(), Ordering::Relaxed);
    }
}

pub(super) fn later(timestamp: Timestamp, duration: Duration) -> Timestamp {
    timestamp.checked_add(duration).unwrap_or(Timestamp::MAX)
}

pub(super) fn since(timestamp: Timestamp, now: Timestamp) -> Duration {
    now.duration_since(timestamp).try_into().unwrap_or_default()
}

/// As the platform writes a timestamp; of one width, so that texts sort as times do.
pub(super) fn written(timestamp: Timestamp) -> String {
    format!("{timestamp:.6}")
}

/// Everything there is, by id. Ids ascend, so the order of a map is the order of creation.
#[derive(Default)]
pub(super) struct PlatformState {
    pub(super) assets: BTreeMap<String, Asset>,
    pub(super) sessions: BTreeMap<String, Session>,
    pub(super) tasks: BTreeMap<String, Task>,
    pub(super) indexes: BTreeMap<String, Index>,
    pub(super) indexed: BTreeMap<String, Indexed>,
    pub(super) stores: BTreeMap<String, KnowledgeStore>,
    pub(super) items: BTreeMap<String, Item>,
    pub(super) collections: BTreeMap<String, Collection>,
    pub(super) authorizations: BTreeMap<String, Authorization>,
    pub(super) connections: BTreeMap<String, Connection>,
    pub(super) redirect_uris: BTreeMap<String, (String, Timestamp)>,
    pub(super) imports: BTreeMap<String, Import>,
    pub(super) puts: PutTotals,
    pub(super) requests: BTreeMap<String, u64>,
    pub(super) violations: Vec<String>,
    pub(super) refused_reports: u64,
    /// The key that holds now, if the first was revoked.
    pub(super) key: Option<String>,
    posts: BTreeMap<&'static str, VecDeque<Timestamp>>,
    ids: u32,
}

pub(super) type Metadata = Map<String, Value>;

pub(super) struct Asset {
    pub(super) method: &'static str,
    pub(super) filename: String,
    pub(super) created: Timestamp,
    /// When the last byte came; none while it is being uploaded.
    pub(super) arrived: Option<Timestamp>,
    pub(super) size: Option<u64>,
    /// What it tells of itself.
    pub(super) film: Option<Film>,
    pub(super) hashes: Arc<OnceLock<Hashes>>,
    pub(super) hls: bool,
    pub(super) thumbnail: bool,
    pub(super) user_metadata: Metadata,
    /// Why it will end `failed`.
    pub(super) flaw: Option<String>,
    /// Where it came from, if a connector brought it.
    pub(super) source: Option<Value>,
    /// A classic task made it.
    pub(super) of_task: bool,
}

pub(super) struct Session {
    pub(super) asset_id: String,
    pub(super) total_size: u64,
    pub(super) chunk_size: u64,
    pub(super) chunks: Vec<Chunk>,
    pub(super) urls: HashMap<String, Url>,
    pub(super) created: Timestamp,
    pub(super) updated: Timestamp,
    pub(super) expires: Timestamp,
    /// `completed`, `failed` or `expired`, once it is over.
    pub(super) end: Option<&'static str>,
    pub(super) head: Vec<u8>,
    pub(super) film: Option<Film>,
    pub(super) store: Option<ChunkFile>,
}

#[derive(Clone, Default)]
pub(super) struct Chunk {
    pub(super) puts: u64,
    pub(super) received: u64,
    /// Of the PUT that runs.
    pub(super) arriving: Arc<AtomicU64>,
    pub(super) etag: Option<String>,
    pub(super) reported: Option<Timestamp>,
}

pub(super) struct Url {
    pub(super) index: u64,
    pub(super) expires: Timestamp,
    pub(super) spent: bool,
}

pub(super) struct Task {
    pub(super) index_id: String,
    pub(super) video_id: String,
    pub(super) filename: String,
    pub(super) size: u64,
    pub(super) film: Option<Film>,
    pub(super) hashes: Hashes,
    pub(super) created: Timestamp,
    pub(super) stream: bool,
    /// Why it will end `failed`.
    pub(super) flaw: Option<String>,
    pub(super) user_metadata: Metadata,
}

pub(super) struct Index {
    pub(super) name: String,
    pub(super) models: Value,
    pub(super) addons: Value,
    pub(super) created: Timestamp,
    pub(super) updated: Timestamp,
}

/// An asset in an index, which is a video once it is ready.
pub(super) struct Indexed {
    pub(super) index_id: String,
    pub(super) asset_id: String,
    pub(super) filename: String,
    pub(super) size: u64,
    pub(super) film: Option<Film>,
    pub(super) created: Timestamp,
    pub(super) stream: bool,
    pub(super) user_metadata: Metadata,
    /// Why it will end `failed`.
    pub(super) flaw: Option<String>,
    /// A classic task made it.
    pub(super) of_task: bool,
}

pub(super) struct KnowledgeStore {
    pub(super) name: String,
    pub(super) description: Value,
    pub(super) ingestion_config: Value,
    pub(super) metadata: Metadata,
    pub(super) created: Timestamp,
    pub(super) updated: Timestamp,
}

pub(super) struct Item {
    pub(super) store_id: String,
    pub(super) asset_id: String,
    pub(super) asset_type: String,
    pub(super) filename: String,
    pub(super) size: u64,
    pub(super) film: Option<Film>,
    pub(super) metadata: Metadata,
    pub(super) created: Timestamp,
    pub(super) flawed: bool,
}

impl PlatformState {
    /// Puts in an index and a knowledge store, for people who come to try things.
    pub(super) fn add_samples(&mut self, now: Timestamp) {
        let index = Index {
            name: "Practice index".to_owned(),
            models: json!([{ "model_name": "marengo3.0", "model_options": ["visual", "audio"] }]),
            addons: json!([]),
            created: now,
            updated: now,
        };
        let store = KnowledgeStore {
            name: "Practice store".to_owned(),
            description: Value::Null,
            ingestion_config: Value::Null,
            metadata: Map::new(),
            created: now,
            updated: now,
        };
        let (index_id, store_id) = (self.id(now), self.uuid("ks", now));
        self.indexes.insert(index_id, index);
        self.stores.insert(store_id, store);
    }

    /// 24 hex digits that ascend with time.
    pub(super) fn id(&mut self, now: Timestamp) -> String {
        self.ids += 1;
        let seconds = u32::try_from(now.as_second()).unwrap_or_default();
        format!("{seconds:08x}{:08x}{:08x}", self.ids, rand::rng().random::<u32>())
    }

    /// The same in the form that knowledge stores and their items have.
    pub(super) fn uuid(&mut self, prefix: &str, now: Timestamp) -> String {
        let id = self.id(now);
        let tail = rand::rng().random::<u32>();
        format!(
            "{prefix}_{}-{}-{}-{}-{}{tail:08x}",
            &id[..8],
            &id[8..12],
            &id[12..16],
            &id[16..20],
            &id[20..]
        )
    }

    pub(super) fn count(&mut self, route: &str) {
        *self.requests.entry(route.to_owned()).or_default() += 1;
    }

    pub(super) fn violation(&mut self, text: impl Into<String>) {
        self.violations.push(text.into());
    }

    /// Notes a limited request; gives the requests of the last minute and, when that is too many, the time to
    /// wait.
    pub(super) fn post(
        &mut self,
        category: &'static str,
        (limit, minute): (u32, Duration),
        now: Timestamp,
    ) -> (u32, Option<Duration>) {
        let posts = self.posts.entry(category).or_default();
        posts.retain(|post| since(*post, now) < minute);
        let used = u32::try_from(posts.len()).unwrap_or(u32::MAX);
        if used >= limit {
            let oldest = posts.front().map_or(Duration::ZERO, |post| since(*post, now));
            return (used, Some(minute.saturating_sub(oldest)));
        }
        posts.push_back(now);
        (used + 1, None)
    }
}

impl PlatformState {
    /// How many minutes of media went into indexes within the last hour and, when that is too much, the time to wait.
    pub(super) fn indexed_minutes(&self, limit: u32, now: Timestamp) -> (u32, Option<Duration>) {
        let hour = Duration::from_hours(1);
        let age = |row: &Indexed| since(row.created, now);
        let recent: Vec<&Indexed> = self.indexed.values().filter(|row| age(row) < hour).collect();
        let seconds: f64 =
            recent.iter().map(|row| row.film.map_or_else(|| presumed(row.size), |film| film.seconds)).sum();
        let minutes = Duration::from_secs_f64(seconds).as_secs() / 60;
        let used = u32::try_from(minutes).unwrap_or(u32::MAX);
        let oldest = recent.iter().map(|row| age(row)).max().unwrap_or_default();
        (used, (used >= limit).then(|| hour.saturating_sub(oldest)))
    }
}

impl Asset {
    pub(super) fn status(&self, now: Timestamp, validation: Duration) -> &'static str {
        match self.arrived {
            Some(arrived) if since(arrived, now) >= validation => {
                if self.flaw.is_some() {
                    "failed"
                } else {
                    "ready"
                }
            }
            _ => "processing",
        }
    }

    /// Takes in what has arrived; a text under a media name will not pass validation.
    pub(super) fn arrive(&mut self, now: Timestamp, size: u64, head: &[u8], film: Option<Film>) {
        self.arrived = Some(now);
        self.size = Some(size);
        self.film = film;
        if self.flaw.is_none() {
            self.flaw = flaw(&self.filename, head);
        }
    }

    pub(super) fn fail(&mut self, now: Timestamp, why: &str) {
        self.arrived.get_or_insert(now);
        self.flaw = Some(why.to_owned());
    }
}

impl Session {
    pub(super) fn status(&self, now: Timestamp) -> &'static str {
        match self.end {
            Some(end) => end,
            None if now >= self.expires => "expired",
            None => "active",
        }
    }

    /// The bytes that chunk `index`, counted from 1, must have.
    pub(super) fn bytes_of(&self, index: u64) -> u64 {
        self.chunk_size.min(self.total_size - (index - 1) * self.chunk_size)
    }

    /// Ends the session if that is what the fault does.
    pub(super) fn meet(&mut self, fault: Option<&FaultEffect>) {
        match fault {
            Some(FaultEffect::SessionExpired) => self.end = Some("expired"),
            Some(FaultEffect::SessionFailed) => self.end = Some("failed"),
            _ => {}
        }
    }

    pub(super) fn reported(&self) -> usize {
        self.chunks.iter().filter(|chunk| chunk.reported.is_some()).count()
    }

    pub(super) fn chunk(&mut self, index: u64) -> Option<&mut Chunk> {
        self.chunks.get_mut(usize::try_from(index.checked_sub(1)?).ok()?)
    }
}

/// Where on its walk something is that spends `step` in each status, and since when.
pub(super) fn walk(
    created: Timestamp,
    now: Timestamp,
    step: Duration,
    statuses: &[&'static str],
) -> (&'static str, Timestamp) {
    let mut status = ("", created);
    for (place, name) in (0..).zip(statuses) {
        let reached = step.saturating_mul(place);
        if since(created, now) < reached {
            break;
        }
        status = (name, later(created, reached));
    }
    status
}

/// The kind and the media type that a filename speaks of.
pub(super) fn kind(filename: &str) -> (&'static str, &'static str) {
    let extension =
        filename.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "mp4" | "m4v" => ("video", "video/mp4"),
        "mov" => ("video", "video/quicktime"),
        "mkv" => ("video", "video/x-matroska"),
        "webm" => ("video", "video/webm"),
        "avi" => ("video", "video/x-msvideo"),
        "ts" | "mts" | "m2ts" => ("video", "video/mp2t"),
        "mpg" | "mpeg" => ("video", "video/mpeg"),
        "3gp" => ("video", "video/3gpp"),
        "flv" => ("video", "video/x-flv"),
        "mp3" => ("audio", "audio/mpeg"),
        "wav" => ("audio", "audio/wav"),
        "flac" => ("audio", "audio/flac"),
        "m4a" => ("audio", "audio/mp4"),
        "jpg" | "jpeg" => ("image", "image/jpeg"),
        "png" => ("image", "image/png"),
        "webp" => ("image", "image/webp"),
        "gif" => ("image", "image/gif"),
        "bmp" => ("image", "image/bmp"),
        "pdf" => ("document", "application/pdf"),
        "txt" => ("document", "text/plain"),
        "md" => ("document", "text/markdown"),
        _ => ("video", "application/octet-stream"),
    }
}

/// Whether a document is what its name says. Other files are only found out later.
pub(super) fn honest_document(filename: &str, head: &[u8]) -> bool {
    match kind(filename).1 {
        "application/pdf" => head.starts_with(b"%PDF"),
        "text/plain" | "text/markdown" => plain_text(head),
        _ => true,
    }
}

/// What validation would say of a file that begins like this.
pub(super) fn flaw(filename: &str, head: &[u8]) -> Option<String> {
    let (kind, media_type) = kind(filename);
    if head.is_empty() {
        return Some("The file is empty.".to_owned());
    }
    let promised = kind != "document" && media_type != "application/octet-stream";
    (promised && plain_text(head))
        .then(|| format!("The content is plain text, not the {kind} its name says."))
}

fn plain_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The head may end within a character.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or("\0")
        }
        Err(_) => return false,
    };
    text.chars().all(|character| !character.is_control() || character.is_whitespace())
}

/// What media of this size counts for that tells no duration, in seconds: 4 Mbit/s, within what the models take.
pub(super) fn presumed(size: u64) -> f64 {
    let tenths = u32::try_from(size / 50_000).unwrap_or(u32::MAX).clamp(50, 72_000);
    f64::from(tenths) / 10.0
}

/// Bytes that have arrived, as an asset keeps their hashes.
pub(super) fn known(arrived: &Arrived) -> Arc<OnceLock<Hashes>> {
    Arc::new(OnceLock::from(arrived.hashes.clone()))
}
