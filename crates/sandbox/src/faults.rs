//! What goes wrong, and when: faults scripted by tests, one by one, and named weather for the demo, by seeded
//! dice.

use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

/// One scripted fault. It counts every request that matches `at` from the moment it is scripted, lets the
/// first `skip` pass and meets the next `times`. When several are due for one request, the oldest meets it
/// and the others wait.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Which requests match.
    pub at: FaultTarget,
    /// How many matching requests pass first.
    pub skip: u32,
    /// How many it meets then.
    pub times: u32,
    /// What happens to them.
    pub what: FaultEffect,
}

impl Fault {
    /// Meets the next matching request, and only that.
    pub fn once(at: FaultTarget, what: FaultEffect) -> Self {
        Self { at, skip: 0, times: 1, what }
    }

    /// Lets this many matching requests pass first.
    #[must_use]
    pub fn after(self, skip: u32) -> Self {
        Self { skip, ..self }
    }

    /// Meets this many requests instead of one.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }
}

/// Which requests a fault may meet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FaultTarget {
    /// A PUT of any chunk to storage.
    Part,
    /// A PUT of the chunk with this index.
    Chunk(u64),
    /// `POST /assets/multipart-uploads`
    CreateMultipart,
    /// `GET /assets/multipart-uploads`
    ListMultipart,
    /// `GET /assets/multipart-uploads/{upload_id}`
    Status,
    /// `POST /assets/multipart-uploads/{upload_id}`
    Report,
    /// `POST /assets/multipart-uploads/{upload_id}/presigned-urls`
    MoreUrls,
    /// `POST /assets`
    PostAsset,
    /// `GET /assets`
    GetAssets,
    /// `GET /assets/{asset_id}`
    GetAsset,
    /// `DELETE /assets/{asset_id}`
    DeleteAsset,
    /// `POST /tasks`
    PostTask,
    /// `GET /tasks`
    GetTasks,
    /// `GET /tasks/{task_id}`
    GetTask,
    /// `POST /indexes`
    PostIndex,
    /// `GET /indexes`
    GetIndexes,
    /// `POST /indexes/{index_id}/indexed-assets`
    PostIndexedAsset,
    /// `GET /indexes/{index_id}/indexed-assets/{indexed_asset_id}`
    GetIndexedAsset,
    /// `POST /knowledge-stores/{store_id}/items`
    PostStoreItem,
    /// `GET /knowledge-stores/{store_id}/items/{item_id}`
    GetStoreItem,
    /// Any other route, spelled as the ledger counts it: `DELETE /tasks/{task_id}`.
    Route(&'static str),
    /// Any request to the API.
    Api,
}

impl FaultTarget {
    fn covers(self, request: &RequestInfo<'_>) -> bool {
        let route = match self {
            Self::Part => return request.chunk.is_some(),
            Self::Chunk(index) => return request.chunk == Some(index),
            Self::Api => return request.chunk.is_none(),
            Self::CreateMultipart => "POST /assets/multipart-uploads",
            Self::ListMultipart => "GET /assets/multipart-uploads",
            Self::Status => "GET /assets/multipart-uploads/{upload_id}",
            Self::Report => "POST /assets/multipart-uploads/{upload_id}",
            Self::MoreUrls => "POST /assets/multipart-uploads/{upload_id}/presigned-urls",
            Self::PostAsset => "POST /assets",
            Self::GetAssets => "GET /assets",
            Self::GetAsset => "GET /assets/{asset_id}",
            Self::DeleteAsset => "DELETE /assets/{asset_id}",
            Self::PostTask => "POST /tasks",
            Self::GetTasks => "GET /tasks",
            Self::GetTask => "GET /tasks/{task_id}",
            Self::PostIndex => "POST /indexes",
            Self::GetIndexes => "GET /indexes",
            Self::PostIndexedAsset => "POST /indexes/{index_id}/indexed-assets",
            Self::GetIndexedAsset => "GET /indexes/{index_id}/indexed-assets/{indexed_asset_id}",
            Self::PostStoreItem => "POST /knowledge-stores/{store_id}/items",
            Self::GetStoreItem => "GET /knowledge-stores/{store_id}/items/{item_id}",
            Self::Route(route) => route,
        };
        request.route == route
    }
}

/// What happens to the request that is met.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultEffect {
    /// The request is read to its end and answered with this status; nothing is done.
    Status(u16, FaultBody, Option<RetryAfter>),
    /// Something between the client and the platform answers: a status, headers, and a body. Nothing is done.
    Between(u16, &'static [(&'static str, &'static str)], &'static str),
    /// The connection is reset before anything of the body is read.
    ResetBefore,
    /// The connection is reset when this many bytes of the body have been read. A shorter body arrives
    /// unharmed.
    ResetAfterBytes(u64),
    /// The work is done, then the connection is reset instead of answering.
    LoseAnswer,
    /// A pause before the body is read.
    Stall(Duration),
    /// A pause when this many bytes of the body have been read.
    StallAfterBytes(u64, Duration),
    /// When this many bytes of the body have been read, no more are until `Sandbox::release`.
    HoldAfterBytes(u64),
    /// The work is done, and its answer is held back until `Sandbox::release`.
    HoldAnswer,
    /// Storage answers with the `ETag` of other bytes.
    CorruptEtag,
    /// Storage answers without an `ETag`.
    NoEtag,
    /// Storage keeps an `ETag` that is valid as proof but is not the MD5 of the bytes.
    EtagNotMd5,
    /// The URL turns out to have expired.
    ExpireUrl,
    /// The attempt fails with 500 and the URL is used up by it.
    SpendUrl,
    /// At most this many URLs are given out.
    FewerUrls(usize),
    /// The session that this request creates has chunks of this size; a list of unfinished sessions says that
    /// all of theirs have.
    ChunkSize(u64),
    /// The session of this request has expired.
    SessionExpired,
    /// The session of this request has failed.
    SessionFailed,
    /// What this request creates or completes ends `failed`, for this reason.
    AssetFailed(String),
    /// A list answers with its first page, whatever page is asked for.
    FirstPage,
    /// A read does not know the asset yet: 404, and a list leaves out the newest that matches. `times` reads
    /// long.
    MissingAsset,
}

/// The body of a scripted status.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FaultBody {
    /// `{"code":…,"message":…}`
    Flat,
    /// `{"error":{"code":…,"message":…}}`
    Nested,
    /// Nothing.
    Empty,
    /// A page, as from a proxy.
    Html,
    /// As from storage.
    Xml,
}

/// How a scripted status says when to come back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RetryAfter {
    /// A number of seconds.
    Seconds(u64),
    /// An HTTP date this many seconds ahead.
    Date(u64),
}

/// How often things go wrong by themselves.
#[derive(Clone, Debug, Default)]
pub struct NetworkProfile {
    name: &'static str,
    /// Milliseconds before each answer.
    latency: (u64, u64),
    /// Bytes per second that a single request body gets through; none is full speed.
    speed: Option<u64>,
    /// Per thousand requests.
    errors: u32,
    busy: u32,
    resets: u32,
    lost_answers: u32,
}

impl NetworkProfile {
    /// Every weather there is, from good to bad.
    pub fn names() -> &'static [&'static str] {
        &["clear", "hotel", "storm"]
    }

    /// The weather of this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "clear" => Some(Self { name: "clear", ..Self::default() }),
            "hotel" => Some(Self {
                name: "hotel",
                latency: (40, 250),
                speed: Some(1_500_000),
                errors: 5,
                busy: 5,
                resets: 10,
                lost_answers: 0,
            }),
            "storm" => Some(Self {
                name: "storm",
                latency: (20, 800),
                speed: Some(6_000_000),
                errors: 50,
                busy: 50,
                resets: 60,
                lost_answers: 30,
            }),
            _ => None,
        }
    }

    /// The name by which it can be had again.
    pub fn name(&self) -> &'static str {
        if self.name.is_empty() { "clear" } else { self.name }
    }
}

/// A request as the weather sees it.
pub(super) struct RequestInfo<'a> {
    pub(super) route: &'a str,
    pub(super) chunk: Option<u64>,
}

/// What one request meets.
#[derive(Default)]
pub(super) struct Injection {
    pub(super) delay: Duration,
    pub(super) speed: Option<u64>,
    pub(super) what: Option<FaultEffect>,
}

/// The faults still to come and the dice.
pub(super) struct FaultInjector {
    script: Vec<Fault>,
    profile: NetworkProfile,
    dice: StdRng,
    /// Every connection is reset.
    pub(super) unplugged: bool,
    /// What is held may go on.
    pub(super) released: bool,
}

impl FaultInjector {
    pub(super) fn new(profile: &NetworkProfile) -> Self {
        // The seed is fixed, so that a demo can be repeated.
        Self {
            script: Vec::new(),
            profile: profile.clone(),
            dice: StdRng::seed_from_u64(12),
            unplugged: false,
            released: false,
        }
    }

    pub(super) fn script(&mut self, fault: Fault) {
        self.script.push(fault);
    }

    /// Whether what is held may go on.
    pub(super) fn is_released(&self) -> bool {
        self.released || self.unplugged
    }

    /// How many times the scripted faults have yet to strike.
    pub(super) fn unfired(&self) -> u32 {
        self.script.iter().map(|fault| fault.times).sum()
    }

    /// What this request meets; none if every connection is reset. A request that is refused for its key meets nothing.
    /// Comes before the request is counted: whoever sees it in the ledger knows that its fault is used up.
    pub(super) fn strike(&mut self, request: &RequestInfo<'_>, known: bool) -> Option<Injection> {
        if self.unplugged || !known {
            return (!self.unplugged).then(Injection::default);
        }
        let scripted = self.scripted(request);
        let (least, most) = self.profile.latency;
        Some(Injection {
            delay: Duration::from_millis(self.dice.random_range(least..=most)),
            speed: self.profile.speed,
            what: scripted.or_else(|| self.chance(request)),
        })
    }

    fn scripted(&mut self, request: &RequestInfo<'_>) -> Option<FaultEffect> {
        let mut met = None;
        for fault in self.script.iter_mut().filter(|fault| fault.at.covers(request)) {
            if fault.skip > 0 {
                fault.skip -= 1;
            } else if met.is_none() && fault.times > 0 {
                fault.times -= 1;
                met = Some(fault.what.clone());
            }
        }
        self.script.retain(|fault| fault.times > 0);
        met
    }

    fn chance(&mut self, request: &RequestInfo<'_>) -> Option<FaultEffect> {
        let NetworkProfile { errors, busy, resets, lost_answers, .. } = self.profile;
        let body = if request.chunk.is_some() { FaultBody::Xml } else { FaultBody::Flat };
        let roll = self.dice.random_range(0..1000);
        let thresholds =
            [errors, errors + busy, errors + busy + resets, errors + busy + resets + lost_answers];
        match thresholds.iter().position(|threshold| roll < *threshold)? {
            0 => Some(FaultEffect::Status(500, body, None)),
            1 => Some(FaultEffect::Status(503, body, Some(RetryAfter::Seconds(1)))),
            2 if request.chunk.is_some() => {
                Some(FaultEffect::ResetAfterBytes(self.dice.random_range(0..4_000_000)))
            }
            2 => Some(FaultEffect::ResetBefore),
            // A lost answer to a request that creates something is left to tests: the demo must not leave
            // doubles.
            _ => request.chunk.map(|_| FaultEffect::LoseAnswer),
        }
    }
}
