//! Starts an engine with everything it lives on: folders, settings, the lock, a key, and the sandbox when asked for.

mod log;
mod sleep;
mod waiting;

pub use log::{report_crashes, set_log_level, start_log};
#[cfg(target_os = "linux")]
pub use sleep::hold_sleep_off;
pub use sleep::{HoldSleep, SleepHold, sleep_is_held};
pub use waiting::EndedBefore;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use takeup_engine::config::{self, Folders};
use takeup_engine::doctor;
use takeup_engine::handover::{self, FolderClaim, FolderGuard, HandoverRequest, RunningInstance};
use takeup_engine::keys::{self, KeyOwner};
use takeup_engine::{Command, DecodePicture, Engine, Policy, Setup};
use takeup_model::{
    AccountId, AccountSettings, Addresses, Checkup, CopyChoice, DestinationId, Failure, FailureKind,
    FailureReason, IfExists, IndexId, KeyLocation, Limits, Metadata, Method, MethodChoice, Network, News,
    PRACTICE_ACCOUNT, ProxyChoice, ProxyUrl, Settings, StoreId, UploadOptions,
};
use takeup_sandbox::{Options, Sandbox};

/// What to start.
#[derive(Clone, Debug, Default)]
pub struct LaunchOptions {
    /// Everything below this folder, instead of the system's folders.
    pub data_dir: Option<PathBuf>,
    /// This server, instead of the settings'.
    pub server: Option<String>,
    /// What differs for this run from the network settings.
    pub network: NetworkOptions,
    /// A key that nobody has to look for.
    pub key: Option<SecretString>,
    /// The practice platform inside this program, instead of any server.
    pub sandbox: bool,
    /// Whether the platform is asked about the key at once.
    pub check_key: bool,
    /// Whether jobs of the journal wait until somebody says go, whatever the settings say.
    pub stop_at_start: bool,
    /// Bytes a second over all bodies, whatever the settings say; 0 leaves it to them.
    pub limit_rate: u64,
    /// The pace.
    pub policy: Policy,
    /// Turns the bytes of a picture into pixels, in a program that shows pictures.
    pub decode_picture: Option<DecodePicture>,
    /// Keeps the computer awake while bytes move.
    pub hold_sleep: Option<HoldSleep>,
    /// Brings the window to the front, in a program that has one.
    pub raise: Option<Raise>,
}

/// Called, on any thread, when somebody starts the program a second time.
#[derive(Clone)]
pub struct Raise(pub Arc<dyn Fn() + Send + Sync>);

impl std::fmt::Debug for Raise {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Raise")
    }
}

/// What a command line says of the way to the platform. The rest is as the settings have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkOptions {
    /// Which proxy, and where it is if it is one of its own.
    pub proxy: Option<(ProxyChoice, Option<ProxyUrl>)>,
    /// Hosts that need no proxy.
    pub direct_for: Option<String>,
    /// A file with certificates that are trusted too.
    pub extra_ca: Option<PathBuf>,
    /// Which addresses of a host are used.
    pub addresses: Option<Addresses>,
}

impl NetworkOptions {
    /// Changes these settings accordingly.
    pub fn adjust(&self, network: &mut Network) {
        if let Some((choice, own)) = &self.proxy {
            network.proxy = *choice;
            network.own_proxy = own.clone().or_else(|| network.own_proxy.take());
        }
        if let Some(hosts) = &self.direct_for {
            network.direct_for.clone_from(hosts);
        }
        network.extra_ca = self.extra_ca.clone().or_else(|| network.extra_ca.take());
        network.addresses = self.addresses.unwrap_or(network.addresses);
    }
}

/// What came of it.
#[derive(Debug)]
pub enum Started {
    /// It runs.
    Engine(Engine),
    /// Another process has the folder.
    Elsewhere(RunningInstance),
}

/// Starts an engine on its journal. Blocks; never call it on the window's thread.
pub fn launch(
    plan: &LaunchOptions,
    adjust: impl FnOnce(&mut Settings),
    wake: impl Fn() + Send + Sync + 'static,
) -> Result<Started, Failure> {
    let folders = Folders::find(plan.data_dir.as_deref(), plan.sandbox)?;
    let mut lost = None;
    let mut guard = match handover::claim(&folders.data) {
        Ok(FolderClaim::Ours(guard)) => Some(guard),
        Ok(FolderClaim::Theirs(neighbour)) => return Ok(Started::Elsewhere(neighbour)),
        // Without the lock two programs could write one journal; uploads are still possible without it.
        Err(error) => {
            let reason = FailureReason::JournalUnusable;
            let why = Failure::own(FailureKind::FileUnreadable, reason, error.to_string());
            lost = Some(News::JournalLost(why));
            None
        }
    };
    let (mut setup, practice) = prepare(plan, folders, adjust)?;
    log::keep_in(&setup.folders.data, setup.settings.log_level);
    setup.keeps_journal = guard.is_some();
    setup.news.extend(lost);
    let account = setup.settings.current.clone();
    let wake = Arc::new(wake);
    let woken = Arc::clone(&wake);
    let engine = Engine::start(setup, move || woken())?;
    let not_started = |error: std::io::Error| {
        Failure::own(FailureKind::Setup, FailureReason::EngineNotStarted, error.to_string())
    };
    if let Some(guard) = &mut guard {
        take_requests(guard, &engine, account, plan.raise.clone()).map_err(not_started)?;
    }
    if let Some(hold) = plan.hold_sleep.filter(|_| !plan.policy.dry_run) {
        sleep::keep_awake(engine.watch(), hold, move || wake()).map_err(not_started)?;
    }
    Ok(Started::Engine(engine.with((guard, practice))))
}

/// Starts an engine that only asks: it keeps no journal and needs no lock.
pub fn launch_reader(plan: &LaunchOptions, adjust: impl FnOnce(&mut Settings)) -> Result<Engine, Failure> {
    let folders = Folders::find(plan.data_dir.as_deref(), plan.sandbox)?;
    let (setup, practice) = prepare(plan, folders, adjust)?;
    let engine = Engine::start(Setup { keeps_journal: false, ..setup }, || {})?;
    Ok(engine.with(practice))
}

/// Tests everything that uploads need. Blocks for a few seconds, and longer where something does not answer.
pub fn examine(plan: &LaunchOptions) -> Result<Checkup, Failure> {
    #[expect(clippy::disallowed_methods, reason = "the clock itself is tested")]
    let now = jiff::Timestamp::now();
    let folders = match Folders::find(plan.data_dir.as_deref(), plan.sandbox) {
        Ok(folders) => folders,
        // Settings that somebody else could have written are not read, so nothing else can be tested.
        Err(why) => return Ok(Checkup { at: now, lines: doctor::without_folders(why) }),
    };
    let (setup, practice) = prepare(plan, folders, |_| {})?;
    let Setup { folders, settings, key, allow_http, .. } = setup;
    let account = settings.accounts.iter().find(|account| account.id == settings.current);
    let server = account.map(|account| account.server.clone()).unwrap_or_default();
    let subjects = doctor::Subjects {
        folders,
        owner: KeyOwner::new(settings.current.clone(), &server),
        server,
        key: key.map(|(key, place)| (Arc::new(key), place)),
        clients: doctor::clients(&settings, allow_http)?,
        now,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| {
        Failure::own(FailureKind::Setup, FailureReason::EngineNotStarted, error.to_string())
    })?;
    let lines = runtime.block_on(doctor::examine(subjects));
    // A keyring that still waits for its owner must not hold the program.
    runtime.shutdown_background();
    drop(practice);
    Ok(Checkup { at: now, lines })
}

fn prepare(
    plan: &LaunchOptions,
    folders: Folders,
    adjust: impl FnOnce(&mut Settings),
) -> Result<(Setup, Option<RunningSandbox>), Failure> {
    let mut news = Vec::new();
    let mut settings = config::load(&folders.settings()).unwrap_or_else(|failure| {
        news.push(News::Trouble(failure));
        Settings::default()
    });
    if let Some(server) = plan.server.as_ref().filter(|_| !plan.sandbox) {
        use_server(&mut settings, server);
    }
    let practice = if plan.sandbox {
        let started = RunningSandbox::start().map_err(|error| {
            Failure::own(FailureKind::Setup, FailureReason::SandboxNotStarted, error.to_string())
        });
        Some(started?)
    } else {
        None
    };
    let mut policy = plan.policy.clone();
    let given = plan.key.clone().or_else(keys::from_environment);
    let mut key = given.map(|key| (key, KeyLocation::Environment));
    if let Some(practice) = &practice {
        settings.accounts = vec![AccountSettings {
            id: PRACTICE_ACCOUNT.into(),
            name: "Practice mode".to_owned(),
            server: practice.url.clone(),
            limits: settings.accounts.first().map(|account| account.limits.clone()).unwrap_or_default(),
            copy: settings.accounts.first().map(|account| account.copy).unwrap_or_default(),
            passing: true,
        }];
        settings.current = PRACTICE_ACCOUNT.into();
        key = Some((SecretString::from(practice.key.clone()), KeyLocation::Sandbox));
        // The practice platform is quicker than the real one.
        policy.first_poll = policy.first_poll.min(Duration::from_millis(500));
    }
    plan.network.adjust(&mut settings.network);
    adjust(&mut settings);
    let setup = Setup {
        stop_at_start: plan.stop_at_start || !settings.resume_at_start,
        folders,
        settings,
        news,
        policy,
        key,
        check_key: plan.check_key,
        keeps_journal: true,
        allow_http: std::env::var_os("TAKEUP_ALLOW_HTTP").is_some_and(|value| value == "1"),
        limit_rate: plan.limit_rate,
        decode_picture: plan.decode_picture,
    };
    Ok((setup, practice))
}

/// Another server is another account: its jobs and its key are its own.
pub fn use_server(settings: &mut Settings, server: &str) {
    let server = server.trim_end_matches('/');
    if let Some(known) =
        settings.accounts.iter().find(|account| account.server.trim_end_matches('/') == server)
    {
        settings.current = known.id.clone();
        return;
    }
    let account = AccountSettings {
        id: AccountId(server.to_owned()),
        name: server.to_owned(),
        server: server.to_owned(),
        limits: Limits::default(),
        copy: CopyChoice::default(),
        passing: true,
    };
    settings.current = account.id.clone();
    settings.accounts.push(account);
}

fn take_requests(
    guard: &mut FolderGuard,
    engine: &Engine,
    account: AccountId,
    raise: Option<Raise>,
) -> std::io::Result<()> {
    let (keep, watch) = (engine.keeper(), engine.watch());
    let server = engine.model().current_account().map(|account| account.server.clone()).unwrap_or_default();
    guard.listen(move |request| {
        if request.server.as_deref().is_some_and(|meant| meant.trim_end_matches('/') != server) {
            return Err(refused(FailureReason::HandoverOtherServer, &server));
        }
        match &raise {
            Some(Raise(raise)) if request.raise => raise(),
            None if request.raise && request.paths.is_empty() && request.urls.is_empty() => {
                return Err(refused(FailureReason::HandoverNoWindow, ""));
            }
            Some(_) | None => {}
        }
        let options = options(&request);
        let wait = waiting::for_request(&request, account.clone(), watch.clone());
        let mut commands = Vec::new();
        if !request.paths.is_empty() {
            commands.push(Command::AddPaths(account.clone(), request.paths, options.clone()));
        }
        if !request.urls.is_empty() {
            commands.push(Command::AddUrls(account.clone(), request.urls, options));
        }
        if keep(commands) { Ok(wait) } else { Err(refused(FailureReason::HandoverEnding, "")) }
    })
}

fn refused(reason: FailureReason, detail: &str) -> Failure {
    Failure::own(FailureKind::Setup, reason, detail)
}

/// The server that the environment names for the official SDKs and for us.
pub fn server_from_environment() -> Option<String> {
    std::env::var("TWELVELABS_BASE_URL").ok().filter(|server| !server.trim().is_empty())
}

/// What an errand asks for, in the model's words.
pub fn options(request: &HandoverRequest) -> UploadOptions {
    let indexes = request.indexes.iter().cloned().map(|id| DestinationId::Index(IndexId(id)));
    let stores = request.stores.iter().cloned().map(|id| DestinationId::Store(StoreId(id)));
    UploadOptions {
        method: request
            .method
            .as_deref()
            .and_then(Method::parse)
            .map_or(MethodChoice::Auto, MethodChoice::Only),
        task_index: request.task_index.clone().map(IndexId),
        language: request.language.clone(),
        destination_ids: indexes.chain(stores).collect(),
        anyway: request.anyway,
        metadata: metadata(&request.metadata),
        metadata_table: request
            .table
            .as_deref()
            .map(|text| Arc::new(takeup_engine::metadata_table::read(text))),
        if_exists: request.if_exists.as_deref().and_then(IfExists::parse),
        ask_host: request.ask_hosts,
        skip_finished: request.skip_finished,
        copy: request.copy.as_deref().and_then(CopyChoice::parse),
        fix: request.fix,
    }
}

/// Keys and values that whoever sends an errand has judged already; what breaks a rule here is left out.
fn metadata(typed: &BTreeMap<String, String>) -> Metadata {
    let mut metadata = Metadata::default();
    for (key, value) in typed {
        drop(metadata.set(key, value));
    }
    metadata
}

/// A path as another process must be given it.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// The sandbox on a runtime of its own, for as long as this lives.
struct RunningSandbox {
    url: String,
    key: String,
    _sandbox: Sandbox,
    _runtime: tokio::runtime::Runtime,
}

impl RunningSandbox {
    fn start() -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("sandbox")
            .enable_all()
            .build()?;
        let sandbox =
            runtime.block_on(Sandbox::start(Options { with_samples: true, ..Options::default() }))?;
        let (url, key) = (sandbox.url(), sandbox.key().to_owned());
        Ok(Self { url, key, _sandbox: sandbox, _runtime: runtime })
    }
}
