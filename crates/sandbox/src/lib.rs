//! The platform, emulated over a real loopback socket for the demo and the tests. It knows nothing of the
//! rest of the house: its answers are written by hand from the documentation, so that a misreading must be
//! made twice to go unseen.

mod answer;
mod assets;
mod body;
mod collections;
mod connectors;
mod faults;
mod film;
mod form;
mod indexed;
mod indexes;
mod ledger;
mod middleware;
mod multipart;
mod preload;
mod report;
mod serve;
mod state;
mod storage;
mod stores;
mod tasks;
#[cfg(test)]
mod tests;
mod tls;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::http::HeaderValue;
use jiff::SignedDuration;

use self::faults::FaultInjector;
use self::serve::{BoundPort, ServedPort};
use self::state::{Clock, PlatformState};
pub use self::tls::Identity;

pub use self::faults::{Fault, FaultBody, FaultEffect, FaultTarget, NetworkProfile, RetryAfter};
pub use self::ledger::{
    AssetEntry, ChunkEntry, CollectionEntry, IndexEntry, IndexedEntry, ItemEntry, Ledger, PutTotals,
    SessionEntry, StoreEntry, TaskEntry,
};

/// Every path of the API begins with its version.
const PREFIX: &str = "/v1.3";

/// What kind of platform to be.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the API listens; only a loopback address is accepted. The storage side takes a free port beside
    /// it.
    pub listen: SocketAddr,
    /// What requests must carry in `x-api-key`.
    pub key: String,
    /// Of every multipart session; only the last chunk may be smaller.
    pub chunk_size: u64,
    /// What the account may do.
    pub limits: SandboxLimits,
    /// How long things take.
    pub times: Times,
    /// How often things go wrong by themselves.
    pub profile: NetworkProfile,
    /// Sign one more header than the content type into every upload URL; a client that ignores
    /// `upload_headers` fails.
    pub extra_upload_header: bool,
    /// Answer a PUT with the MD5 of its bytes, as plain storage does; without it the `ETag` is arbitrary.
    pub md5: bool,
    /// Take the SHA-256 of every file, for which the bytes of multipart uploads are kept on disk until they are
    /// complete. Without it bodies are only counted.
    pub keep_bytes: bool,
    /// What a connection to storage may bring before it is read; the system decides if this is none.
    pub receive_buffer: Option<usize>,
    /// The host in upload URLs, for clients that reach this computer by another name.
    pub storage_host: Option<String>,
    /// Serve https as this server.
    pub tls: Option<Identity>,
    /// Begin with one index and one knowledge store, so that there is somewhere to put a first video.
    pub with_samples: bool,
    /// Begin with so many assets, and so many classic tasks in an index of their own. All of them are over.
    pub preloaded: (usize, usize),
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            key: "tlk_sandbox0000000000000000".to_owned(),
            chunk_size: 8 * 1024 * 1024,
            limits: SandboxLimits::default(),
            times: Times::default(),
            profile: NetworkProfile::default(),
            extra_upload_header: false,
            md5: true,
            keep_bytes: true,
            receive_buffer: None,
            storage_host: None,
            tls: None,
            with_samples: false,
            preloaded: (0, 0),
        }
    }
}

/// What the account may do.
#[derive(Clone, Debug)]
pub struct SandboxLimits {
    /// The largest file for `POST /assets`.
    pub direct_bytes: u64,
    /// The largest file behind a URL.
    pub url_bytes: u64,
    /// The largest multipart upload.
    pub multipart_bytes: u64,
    /// The largest file for `POST /tasks`.
    pub task_bytes: u64,
    /// Per category: uploads (`POST /assets`) and indexing (`POST /tasks`, `POST …/indexed-assets`).
    pub posts_per_minute: Option<u32>,
    /// How long a minute is, where these are counted.
    pub minute: Duration,
    /// How much media may be indexed within an hour, in minutes of its length.
    pub indexed_minutes_per_hour: Option<u32>,
    /// Does the plan include multipart uploads?
    pub multipart_allowed: bool,
    /// How many upload URLs come with a new session.
    pub first_urls: usize,
    /// Does the plan include knowledge stores?
    pub stores_allowed: bool,
}

impl Default for SandboxLimits {
    fn default() -> Self {
        Self {
            direct_bytes: 200_000_000,
            url_bytes: 4_000_000_000,
            multipart_bytes: 10_000_000_000,
            task_bytes: 2_000_000_000,
            posts_per_minute: None,
            minute: Duration::from_mins(1),
            indexed_minutes_per_hour: None,
            multipart_allowed: true,
            first_urls: 10,
            stores_allowed: true,
        }
    }
}

/// How long things take.
#[derive(Clone, Debug)]
pub struct Times {
    /// From the last byte of an asset to `ready`.
    pub asset_ready: Duration,
    /// The stay in each status of a task, an indexed asset or a store item.
    pub task_step: Duration,
    /// How long an upload URL is valid.
    pub url_life: Duration,
    /// How long a multipart upload may take.
    pub session_life: Duration,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            asset_ready: Duration::from_millis(2_500),
            task_step: Duration::from_millis(900),
            url_life: Duration::from_hours(1),
            session_life: Duration::from_hours(24),
        }
    }
}

impl Times {
    /// A few milliseconds for everything a test waits for.
    pub fn quick() -> Self {
        Self {
            asset_ready: Duration::from_millis(20),
            task_step: Duration::from_millis(5),
            ..Self::default()
        }
    }
}

/// A running platform. Dropping it breaks every connection and frees the ports.
pub struct Sandbox {
    platform: Platform,
    api: ServedPort,
    storage: ServedPort,
}

impl Sandbox {
    /// Serves in background tasks of the current tokio runtime.
    pub async fn start(options: Options) -> io::Result<Self> {
        if !options.listen.ip().is_loopback() {
            let message = format!("the sandbox listens on loopback only, not on {}", options.listen);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let tls = options.tls.as_ref().map(tls::acceptor).transpose()?;
        let api = BoundPort::open(options.listen, None, tls.clone()).await?;
        let storage =
            BoundPort::open(SocketAddr::new(options.listen.ip(), 0), options.receive_buffer, tls.clone())
                .await?;
        let (with_samples, preloaded) = (options.with_samples, options.preloaded);
        let storage_address = match &options.storage_host {
            Some(host) => format!("{host}:{}", storage.address().port()),
            None => storage.address().to_string(),
        };
        let platform = Platform(Arc::new(Inner {
            api_url: format!("{}{}", scheme(&options), api.address()),
            storage_url: format!("{}{storage_address}", scheme(&options)),
            clock: Clock::start(),
            world: Mutex::new(PlatformState::default()),
            sky: Mutex::new(FaultInjector::new(&options.profile)),
            options,
        }));
        if with_samples {
            platform.world().add_samples(platform.now());
        }
        platform.world().preloaded(preloaded, platform.now());
        Ok(Self {
            api: api.serve(api_routes(&platform)),
            storage: storage.serve(storage::routes(&platform)),
            platform,
        })
    }

    /// The base URL of the API, with the version.
    pub fn url(&self) -> String {
        format!("{}{PREFIX}", self.platform.0.api_url)
    }

    /// Where parts are PUT.
    pub fn storage_url(&self) -> &str {
        &self.platform.0.storage_url
    }

    /// The API key it accepts, unless that was changed.
    pub fn key(&self) -> &str {
        &self.platform.0.options.key
    }

    /// Queues a fault; see [`Fault`] for which request it meets.
    pub fn script(&self, fault: Fault) {
        self.platform.sky().script(fault);
    }

    /// Sets the platform's clock so far ahead of this computer's; what is valid for a time lapses by it.
    pub fn set_clock_ahead(&self, ahead: SignedDuration) {
        self.platform.0.clock.set_ahead(ahead);
    }

    /// Revokes the key and gives out this one.
    pub fn change_key(&self, key: &str) {
        self.platform.world().key = Some(key.to_owned());
    }

    /// Resets every connection a request is under way on, and every new one, until it is plugged in again.
    pub fn unplug(&self) {
        self.platform.sky().unplugged = true;
    }

    /// Answers again. All that it held is still there.
    pub fn plug_in(&self) {
        self.platform.sky().unplugged = false;
    }

    /// Lets go whatever a fault holds, or will.
    pub fn release(&self) {
        self.platform.sky().released = true;
    }

    /// The truth at this moment. Waits for the hash of an upload that has just completed.
    pub fn ledger(&self) -> Ledger {
        let unfired = self.platform.sky().unfired();
        Ledger::of(&self.platform, (self.api.connections(), self.storage.connections()), unfired)
    }
}

fn scheme(options: &Options) -> &'static str {
    if options.tls.is_some() { "https://" } else { "http://" }
}

fn api_routes(platform: &Platform) -> Router {
    let routes = Router::new()
        .merge(assets::routes())
        .merge(multipart::routes())
        .merge(indexes::routes())
        .merge(indexed::routes())
        .merge(tasks::routes())
        .merge(stores::routes())
        .merge(collections::routes())
        .merge(connectors::routes())
        .fallback(answer::no_such_route);
    let allowance = axum::middleware::from_fn_with_state(platform.clone(), middleware::allowance);
    let gate = axum::middleware::from_fn_with_state(platform.clone(), middleware::api);
    let date = axum::middleware::map_response_with_state(platform.clone(), middleware::dated);
    Router::new()
        .nest(PREFIX, routes)
        .layer(allowance)
        .layer(gate)
        .merge(connectors::consent())
        .layer(date)
        .with_state(platform.clone())
}

/// What the handlers share.
#[derive(Clone)]
struct Platform(Arc<Inner>);

struct Inner {
    options: Options,
    api_url: String,
    storage_url: String,
    clock: Clock,
    world: Mutex<PlatformState>,
    sky: Mutex<FaultInjector>,
}

impl Platform {
    fn options(&self) -> &Options {
        &self.0.options
    }

    fn knows(&self, key: Option<&HeaderValue>) -> bool {
        let world = self.world();
        let known = world.key.as_ref().unwrap_or(&self.options().key);
        key.is_some_and(|key| key == known.as_str())
    }

    fn now(&self) -> jiff::Timestamp {
        self.0.clock.now()
    }

    fn world(&self) -> MutexGuard<'_, PlatformState> {
        self.0.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sky(&self) -> MutexGuard<'_, FaultInjector> {
        self.0.sky.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
