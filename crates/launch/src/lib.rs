//! Starts an engine with everything it lives on: folders, settings, the lock, a key, and the sandbox when asked for.

mod log;
mod practice;
mod requests;
mod sleep;
mod waiting;

pub use log::{follow_settings, hide_memory, report_crashes, start_log, survive};
pub use practice::Practice;
pub use requests::options;
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
use takeup_engine::handover::{self, FolderClaim, Handover, HandoverRequest, RunningInstance};
use takeup_engine::keys::{self, KeyOwner};
use takeup_engine::{DecodePicture, Engine, Policy, Releases, Setup, not_started};
use takeup_model::{
    AccountId, AccountSettings, Addresses, Checkup, Failure, FailureKind, FailureReason, KeyLocation,
    Network, News, PRACTICE_ACCOUNT, ProxyChoice, ProxyUrl, Settings,
};

/// What to start.
#[expect(clippy::struct_excessive_bools, reason = "independent choices")]
#[derive(Clone, Debug, Default)]
pub struct LaunchOptions {
    /// Everything below this folder, instead of the system's folders.
    pub data_dir: Option<PathBuf>,
    /// This server, instead of the settings'.
    pub server: Option<String>,
    /// The account with this name or ID, instead of the one that was shown last.
    pub account: Option<String>,
    /// What differs for this run from the network settings.
    pub network: NetworkOptions,
    /// A key that nobody has to look for.
    pub key: Option<SecretString>,
    /// The practice platform inside this program, instead of any server and in folders of its own.
    pub sandbox: bool,
    /// The practice platform as one account among the others.
    pub practice: Practice,
    /// Whether the platform is asked about the key at once.
    pub check_key: bool,
    /// Whether new files of the watched folders are uploaded.
    pub watch: bool,
    /// Whether jobs of the journal wait until somebody says go, whatever the settings say.
    pub stop_at_start: bool,
    /// Bytes a second over all bodies, whatever the settings say; 0 leaves it to them.
    pub limit_rate: u64,
    /// The pace.
    pub policy: Policy,
    /// Turns the bytes of a picture into pixels, in a program that shows pictures.
    pub decode_picture: Option<DecodePicture>,
    /// Where newer versions are announced, in a program that looks for them.
    pub releases: Option<Releases>,
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

/// What came of it, where the other process is given what was asked for.
#[derive(Debug)]
pub enum Begun {
    /// It runs.
    Engine(Engine),
    /// The other process has taken it.
    HandedOver(Handover),
}

/// How often a process that is just starting or ending is asked.
const TRIES: u32 = 50;
const BETWEEN_TRIES: Duration = Duration::from_millis(200);

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
    let read = config::load(&folders.settings());
    let mut setup = prepare(plan, folders, read, adjust)?;
    log::keep_in(&setup.folders.data, &setup.settings);
    setup.keeps_journal = guard.is_some();
    setup.news.extend(lost);
    let wake = Arc::new(wake);
    let woken = Arc::clone(&wake);
    let engine = Engine::start(setup, move || woken())?;
    log::know(engine.watch());
    if let Some(guard) = &mut guard {
        requests::take(guard, &engine, plan.practice.clone(), plan.raise.clone())
            .map_err(|error| not_started(&error))?;
    }
    if let Some(hold) = plan.hold_sleep.filter(|_| !plan.policy.dry_run) {
        sleep::keep_awake(engine.watch(), hold, move || wake()).map_err(|error| not_started(&error))?;
    }
    Ok(Started::Engine(engine.with((guard, plan.practice.clone()))))
}

/// Starts an engine, or hands over what was asked for to the process that has the folder. One that is just starting or
/// ending is waited for.
pub fn launch_or_hand_over(
    mut start: impl FnMut() -> Result<Started, Failure>,
    request: impl Fn() -> Result<HandoverRequest, Failure>,
) -> Result<Begun, Failure> {
    let passes = |why: &Failure| {
        let passing = [FailureReason::HandoverEnding, FailureReason::HandoverFailed];
        why.reason().is_some_and(|reason| passing.contains(&reason))
    };
    let mut tries = TRIES;
    loop {
        let running = match start()? {
            Started::Engine(engine) => return Ok(Begun::Engine(engine)),
            Started::Elsewhere(running) => running,
        };
        tries -= 1;
        match running.hand_over(&request()?) {
            Ok(handover) => return Ok(Begun::HandedOver(handover)),
            Err(why) if tries > 0 && passes(&why) => std::thread::sleep(BETWEEN_TRIES),
            Err(why) => return Err(why),
        }
    }
}

/// Starts an engine that only asks: it keeps no journal and needs no lock.
pub fn launch_reader(plan: &LaunchOptions, adjust: impl FnOnce(&mut Settings)) -> Result<Engine, Failure> {
    let folders = Folders::find(plan.data_dir.as_deref(), plan.sandbox)?;
    let read = config::load(&folders.settings());
    let setup = prepare(plan, folders, read, adjust)?;
    let engine = Engine::start(Setup { keeps_journal: false, ..setup }, || {})?;
    Ok(engine.with(plan.practice.clone()))
}

/// The settings that a start begins with: those of the file, with the account that is meant as the current one.
fn settings(
    plan: &LaunchOptions,
    read: Result<Settings, Failure>,
    news: &mut Vec<News>,
) -> Result<Settings, Failure> {
    let mut settings = read.unwrap_or_else(|failure| {
        news.push(News::Trouble(failure));
        Settings::default()
    });
    if let Some(name) = plan.account.as_ref().filter(|_| !plan.sandbox) {
        use_account(&mut settings, name)?;
    } else if let Some(server) = plan.server.as_ref().filter(|_| !plan.sandbox) {
        use_server(&mut settings, server);
    }
    Ok(settings)
}

/// The settings of a start, with the account that it would work for.
pub fn settings_meant(plan: &LaunchOptions) -> Result<Settings, Failure> {
    if plan.sandbox {
        return Ok(Settings { current: PRACTICE_ACCOUNT.into(), ..Settings::default() });
    }
    let folders = Folders::find(plan.data_dir.as_deref(), false)?;
    settings(plan, config::read(&folders.settings()), &mut Vec::new())
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
    let read = config::read(&folders.settings());
    let setup = prepare(plan, folders, read, |_| {})?;
    let Setup { folders, settings, mut keys, allow_http, .. } = setup;
    let account = settings.account(&settings.current);
    let server = account.map(|account| account.server.clone()).unwrap_or_default();
    let subjects = doctor::Subjects {
        folders,
        owner: KeyOwner::new(settings.current.clone(), &server),
        server,
        key: keys.remove(&settings.current).map(|(key, place)| (Arc::new(key), place)),
        clients: doctor::clients(&settings, allow_http)?,
        now,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| not_started(&error))?;
    let lines = runtime.block_on(doctor::examine(subjects));
    // A keyring that still waits for its owner must not hold the program.
    runtime.shutdown_background();
    Ok(Checkup { at: now, lines })
}

fn prepare(
    plan: &LaunchOptions,
    folders: Folders,
    read: Result<Settings, Failure>,
    adjust: impl FnOnce(&mut Settings),
) -> Result<Setup, Failure> {
    let mut news = Vec::new();
    let mut settings = settings(plan, read, &mut news)?;
    let mut policy = plan.policy.clone();
    let mut keys = BTreeMap::new();
    if plan.sandbox {
        let (server, key) = plan.practice.start()?;
        settings.accounts = vec![AccountSettings::of_practice(server, settings.accounts.first())];
        settings.current = PRACTICE_ACCOUNT.into();
        keys.insert(settings.current.clone(), (key, KeyLocation::Sandbox));
        policy = policy.of_practice();
    } else if let Some(key) = plan.key.clone().or_else(keys::from_environment) {
        keys.insert(key_owner(plan, &settings), (key, KeyLocation::Environment));
    }
    plan.network.adjust(&mut settings.network);
    adjust(&mut settings);
    let setup = Setup {
        stop_at_start: plan.stop_at_start || !settings.resume_at_start,
        folders,
        settings,
        news,
        policy,
        keys,
        check_key: plan.check_key,
        watches: plan.watch,
        keeps_journal: true,
        allow_http: std::env::var_os("TAKEUP_ALLOW_HTTP").is_some_and(|value| value == "1"),
        limit_rate: plan.limit_rate,
        decode_picture: plan.decode_picture,
        releases: plan.releases.clone(),
    };
    Ok(setup)
}

/// Whose key the environment holds: that of the account that was named, or else of the first. Which one the window
/// happened to show last must not decide it.
fn key_owner(plan: &LaunchOptions, settings: &Settings) -> AccountId {
    let named = plan.key.is_some() || plan.account.is_some() || plan.server.is_some();
    let first = settings.accounts.first().filter(|_| !named);
    first.map_or(&settings.current, |account| &account.id).clone()
}

/// Makes an account of the settings the current one, by its name or its ID.
pub fn use_account(settings: &mut Settings, name: &str) -> Result<(), Failure> {
    let same = |account: &&AccountSettings| {
        account.id.0 == name || account.name.to_lowercase() == name.trim().to_lowercase()
    };
    let found = settings.accounts.iter().find(same).map(|account| account.id.clone());
    settings.current =
        found.ok_or_else(|| Failure::own(FailureKind::Setup, FailureReason::AccountUnknown, name))?;
    Ok(())
}

/// Another server is another account: its jobs and its key are its own.
pub fn use_server(settings: &mut Settings, server: &str) {
    let server = server.trim_end_matches('/');
    let known = |account: &AccountSettings| account.server.trim_end_matches('/') == server;
    if settings.account(&settings.current).is_some_and(known) {
        return;
    }
    if let Some(known) = settings.accounts.iter().find(|account| known(account)) {
        settings.current = known.id.clone();
        return;
    }
    let account = AccountSettings {
        id: AccountId(server.to_owned()),
        name: server.to_owned(),
        server: server.to_owned(),
        passing: true,
        ..AccountSettings::default()
    };
    settings.current = account.id.clone();
    settings.accounts.push(account);
}

/// The server that the environment names for the official SDKs and for us.
pub fn server_from_environment() -> Option<String> {
    std::env::var("TWELVELABS_BASE_URL").ok().filter(|server| !server.trim().is_empty())
}

/// A path as another process must be given it.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
