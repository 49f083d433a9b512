//! A sandbox, an engine on it, and a folder for both.
#![expect(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail loudly, make files, and wait, and say themselves what they share"
)]

pub mod held_models;
pub mod models;
pub mod process;
pub mod proxy;
pub mod relay;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Once, OnceLock};
use std::time::{Duration, Instant};

use secrecy::SecretString;
use sha2::{Digest as _, Sha256};
use takeup_engine::config::Folders;
use takeup_engine::{Command, Engine, JobSelection, Policy, Setup};
use takeup_model::{
    AccountId, AssetId, Change, DestinationId, End, Failure, Job, KeyLocation, Model, News, Pixels, Settings,
    Snapshot, UploadOptions,
};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Ledger, Options, Sandbox, Times};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Nothing here takes longer, even on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct Rig {
    pub sandbox: Sandbox,
    pub folder: TempDir,
    pub settings: Settings,
    pub policy: Policy,
    runtime: Runtime,
}

/// Options for tests: small parts, and nothing takes long.
pub fn sandbox_options() -> Options {
    Options { chunk_size: 256 * 1024, times: Times::quick(), ..Options::default() }
}

/// No test may touch the keyring of whoever runs it.
fn use_a_keyring_of_our_own() {
    static SET: Once = Once::new();
    SET.call_once(|| keyring_core::set_default_store(keyring_core::mock::Store::new().unwrap()));
}

impl Rig {
    pub fn new(sandbox_options: Options) -> Self {
        use_a_keyring_of_our_own();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let sandbox = runtime.block_on(Sandbox::start(sandbox_options)).unwrap();
        let mut settings = Settings { multipart_above: 2_000_000, ..Settings::default() };
        settings.accounts[0].server = sandbox.url();
        Self { sandbox, folder: tempfile::tempdir().unwrap(), settings, policy: Policy::quick(), runtime }
    }

    pub fn plain() -> Self {
        Self::new(sandbox_options())
    }

    /// Every part is slow enough that something can happen in the middle.
    pub fn slow() -> Self {
        let rig = Self::plain();
        rig.sandbox.script(
            Fault::once(FaultTarget::Part, FaultEffect::Stall(Duration::from_millis(60))).times(10_000),
        );
        rig
    }

    /// Where the rig's own tasks run.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// An engine on this rig's journal.
    pub fn engine(&self) -> Driver {
        self.engine_with_key(self.sandbox.key())
    }

    /// An engine that leaves what it finds in the journal alone until somebody says go.
    pub fn engine_stopped_at_start(&self) -> Driver {
        self.start(Setup { stop_at_start: true, ..self.setup(Some(self.sandbox.key())) })
    }

    pub fn engine_with_key(&self, key: &str) -> Driver {
        self.engine_that_has(Some(key))
    }

    /// An engine that looks for its key, where it is given none.
    pub fn engine_that_has(&self, key: Option<&str>) -> Driver {
        self.start(self.setup(key))
    }

    /// What an engine on this rig's journal is started with.
    pub fn setup(&self, key: Option<&str>) -> Setup {
        Setup {
            folders: Folders { config: self.data(), data: self.data() },
            settings: self.settings.clone(),
            news: Vec::new(),
            policy: self.policy.clone(),
            keys: key
                .map(|key| (SecretString::from(key.to_owned()), KeyLocation::Environment))
                .map(|given| (self.settings.current.clone(), given))
                .into_iter()
                .collect(),
            check_key: false,
            stop_at_start: false,
            watches: true,
            keeps_journal: true,
            allow_http: false,
            limit_rate: 0,
            decode_picture: Some(size_of_png),
            releases: None,
        }
    }

    pub fn start(&self, setup: Setup) -> Driver {
        self.start_calling(setup, || {})
    }

    /// Starts an engine that calls this whenever there is something new to see.
    pub fn start_calling(&self, setup: Setup, wake: impl Fn() + Send + 'static) -> Driver {
        Driver { engine: Engine::start(setup, wake).unwrap(), account: self.settings.current.clone() }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file that looks like a video and is `size` bytes long; no two names have the same content.
    pub fn video(&self, name: &str, size: usize) -> PathBuf {
        let path = self.folder.path().join(name);
        write_video(&path, size);
        path
    }

    /// The platform has this file, whole and ready, and nothing else was ever created there.
    pub fn holds_only(&self, file: &Path) {
        let ledger = self.ledger();
        let created = (ledger.assets.len(), ledger.tasks.len());
        assert_eq!(created, (1, 0), "{ledger:#?}");
        assert!(ledger.sessions.len() <= 1, "{:?}", ledger.sessions);
        assert_eq!((ledger.assets[0].status, &ledger.assets[0].sha256), ("ready", &Some(sha256(file))));
    }

    pub fn ledger(&self) -> Ledger {
        let ledger = self.sandbox.ledger();
        assert_eq!(ledger.violations, Vec::<String>::new());
        ledger
    }

    /// Asks the sandbox for something and gives back its `_id`.
    pub fn post(&self, path: &str, body: &serde_json::Value) -> String {
        let answer = self.open(path, body);
        answer["_id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// Asks the sandbox for something.
    pub fn open(&self, path: &str, body: &serde_json::Value) -> serde_json::Value {
        // The sandbox speaks plain http, but a client is made with TLS or not at all. Once is enough.
        drop(rustls::crypto::ring::default_provider().install_default());
        let request = reqwest::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .post(format!("{}{path}", self.sandbox.url()))
            .header("x-api-key", self.sandbox.key())
            .json(body);
        self.runtime.block_on(async { request.send().await.unwrap().json().await.unwrap() })
    }

    /// What a browser gets from this URL: the status, where it is sent, and the page.
    pub fn browse(&self, url: &str) -> (u16, Option<String>, String) {
        drop(rustls::crypto::ring::default_provider().install_default());
        let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        let request = client.build().unwrap().get(url);
        self.runtime.block_on(async {
            let answer = request.send().await.unwrap();
            let target = answer.headers().get("location").map(|it| it.to_str().unwrap().to_owned());
            (answer.status().as_u16(), target, answer.text().await.unwrap())
        })
    }

    /// Answers `allow` or `refuse` on a page in a person's place. What comes back is where the browser is sent.
    pub fn answer(&self, page: &str, answer: &str) -> String {
        let (status, _, shown) = self.browse(page);
        let link = format!("{}/{answer}", page.strip_prefix(&self.origin()).unwrap());
        assert!(status == 200 && shown.contains(&link), "{shown}");
        self.browse(&format!("{page}/{answer}")).1.unwrap()
    }

    fn origin(&self) -> String {
        let url = self.sandbox.url();
        let (scheme, rest) = url.split_once("://").unwrap();
        format!("{scheme}://{}", rest.split('/').next().unwrap())
    }

    /// Connects a Google Drive. What comes back is the ID of the connection.
    pub fn drive(&self) -> String {
        let wish = serde_json::json!({ "provider": "google_drive", "redirect_uri": "http://127.0.0.1:9/" });
        let asked = self.open("/connections:authorize", &wish);
        let target = self.answer(asked["authorize_url"].as_str().unwrap(), "allow");
        target.split(['=', '&']).nth(1).unwrap().to_owned()
    }

    pub fn index(&self, name: &str) -> String {
        let models =
            serde_json::json!([{ "model_name": "marengo3.0", "model_options": ["visual", "audio"] }]);
        self.post("/indexes", &serde_json::json!({ "index_name": name, "models": models }))
    }

    pub fn store(&self, name: &str) -> String {
        self.post("/knowledge-stores", &serde_json::json!({ "name": name }))
    }
}

/// Each of these was asked for, and no second time.
pub fn asked_once(ledger: &Ledger, routes: &[&str]) {
    for route in routes {
        assert_eq!(ledger.requests_to(route), 1, "{route}");
    }
}

pub fn write_video(path: &Path, size: usize) {
    let mut bytes = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41\0\0\0\x08free".to_vec();
    let mut state = path
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(1u64, |hash, byte| hash.wrapping_mul(31) + u64::from(*byte));
    while bytes.len() < size {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(size);
    std::fs::write(path, bytes).unwrap();
}

pub fn sha256(path: &Path) -> String {
    hex::encode(Sha256::digest(std::fs::read(path).unwrap()))
}

/// An engine, and the words a test needs to drive it.
pub struct Driver {
    pub engine: Engine,
    pub account: AccountId,
}

impl Driver {
    pub fn add(&self, paths: &[&Path]) {
        self.add_as(paths, UploadOptions::default());
    }

    pub fn add_as(&self, paths: &[&Path], options: UploadOptions) {
        let paths = paths.iter().map(|path| path.to_path_buf()).collect();
        self.engine.send(Command::AddPaths(self.account.clone(), paths, options));
    }

    pub fn all(&self) -> JobSelection {
        JobSelection::All(self.account.clone())
    }

    /// Waits until the published facts are as described.
    pub fn until(&self, what: &str, holds: impl Fn(&Model) -> bool) -> Arc<Model> {
        self.seen(what, |seen| holds(&seen.facts)).facts
    }

    /// Waits until facts and wire are as described.
    pub fn seen(&self, what: &str, holds: impl Fn(&Snapshot) -> bool) -> Snapshot {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let seen = self.engine.snapshot();
            if holds(&seen) {
                return seen;
            }
            assert!(
                Instant::now() < deadline,
                "not in time: {what}: {:#?}",
                seen.facts.jobs.values().take(20).collect::<Vec<_>>()
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until so many jobs are over.
    pub fn over(&self, count: usize) -> Vec<Arc<Job>> {
        let model = self.until("all jobs over", |model| {
            model.intake.is_empty()
                && model.jobs.len() == count
                && model.jobs.values().all(|job| job.end.is_some())
        });
        model.jobs.values().map(Arc::clone).collect()
    }

    /// Waits until the only job has failed, and says why it has.
    pub fn failed(&self) -> Failure {
        let jobs = self.over(1);
        match &jobs[0].end {
            Some(End::Failed(failure)) => failure.clone(),
            _ => panic!("it has not failed: {jobs:#?}"),
        }
    }

    /// Waits until more than so many bytes of some job have arrived.
    pub fn under_way(&self, bytes: u64) {
        self.until("under way", |model| model.jobs.values().any(|job| job.bytes_stored() > bytes));
    }

    /// Waits until so many jobs are ready.
    pub fn ready(&self, count: usize) -> Vec<Arc<Job>> {
        let model = self.until("all jobs ready", |model| {
            model.jobs.len() == count && model.jobs.values().all(|job| job.end == Some(End::Ready))
        });
        model.jobs.values().map(Arc::clone).collect()
    }

    pub fn ask(&self, change: Change) {
        self.engine.send(Command::RequestChanges(self.account.clone(), vec![change]));
    }

    /// Waits until every chore is done or has failed, of which there must be so many.
    pub fn settled(&self, told: usize, failed: usize) -> Arc<Model> {
        self.until("chores settled", |model| {
            let news = model.notices.iter().filter(|one| matches!(one.news, News::Changed { .. })).count();
            let change_requests = &model.current_account().unwrap().change_requests;
            news == told
                && change_requests.len() == failed
                && change_requests.values().all(|change_request| !change_request.open())
        })
    }

    pub fn place(&self, asset: &str, target: DestinationId) {
        let assets = vec![(AssetId(asset.to_owned()), "clip.mp4".to_owned())];
        let placed = |model: &Model| {
            model.notices.iter().filter(|one| matches!(one.news, News::AssetsAdded { .. })).count()
        };
        let before = placed(&self.engine.model());
        self.engine.send(Command::AddAssets(self.account.clone(), assets, vec![target]));
        self.until("it is taken in", |model| placed(model) > before);
    }
}

/// The folder of samples, made once.
pub fn samples() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let (script, folder) = (process::file("tests/media/samples.sh"), process::file("target/media"));
        let time = |path: &Path| std::fs::metadata(path).and_then(|found| found.modified()).ok();
        if time(&folder.join("done")).is_none_or(|made| time(&script).is_none_or(|written| written > made)) {
            let mut bash = std::process::Command::new("bash");
            // With a path of its own, the one of Git is found before that of the Windows Subsystem for Linux.
            bash.env("PATH", std::env::var_os("PATH").unwrap_or_default());
            let made = bash.arg(&script).arg(&folder).output().unwrap();
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        }
        folder
    })
}

/// Stands for the decoder of the window: pixels of the size that a PNG says.
fn size_of_png(bytes: &[u8], _: (u32, u32)) -> Option<Pixels> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let (width, height) = (number(16)?, number(20)?);
    let points = usize::try_from(width.checked_mul(height)?).ok()?;
    Some(Pixels { width, height, rgba: vec![255; points * 4] })
}
