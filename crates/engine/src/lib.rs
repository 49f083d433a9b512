//! The engine: plan, publish, wait, apply. Whoever wants something sends a [`Command`]; whoever wants to know
//! something reads the published [`Snapshot`].

mod agenda;
mod apply;
mod calls;
pub mod config;
mod decide;
pub mod diagnostics;
mod disk;
pub mod doctor;
mod due;
mod event;
pub mod export;
pub mod handover;
#[cfg(test)]
mod histories;
pub mod journal;
mod kept;
pub mod keys;
pub mod measure;
pub mod metadata_table;
mod network;
mod pace;
mod perform;
mod plan;
mod private;
mod records;
mod run;
mod verify;
mod wire;

use std::any::Any;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use secrecy::SecretString;
use tokio::sync::{mpsc, watch};

use crate::config::Folders;
use crate::journal::{Journal, Written};
use takeup_api::body::Throttle;
use takeup_model::{
    Account, AccountId, End, Failure, FailureKind, FailureReason, Intake, KeyLocation, KeyState, Model, News,
    Pixels, Settings, Snapshot, Step, Version, Watching, Wire,
};

pub use decide::Decision;
pub use event::{
    Command, Created, Event, Imported, JobSelection, Listed, Neighbor, Plan, Progress, Reply, SessionParts,
    StopReason, Walked, Work,
};
pub use pace::Policy;
pub use records::{ReceiptSelection, Records};
pub use verify::{Verification, verify};

use agenda::Agenda;
use perform::Tools;
use perform::copies::{self, Copies};
use run::{Call, Loop};

/// What an engine is started with.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Debug)]
pub struct Setup {
    /// Where journal and settings are.
    pub folders: Folders,
    /// The settings, as read or as adjusted for this run.
    pub settings: Settings,
    /// Things to tell the person at once.
    pub news: Vec<News>,
    /// The pace.
    pub policy: Policy,
    /// Keys that nobody has to look for.
    pub keys: BTreeMap<AccountId, (SecretString, KeyLocation)>,
    /// Whether the keys of all accounts are looked for, and the platform is asked about them, right away.
    pub check_key: bool,
    /// Whether jobs of the journal wait until somebody says go.
    pub stop_at_start: bool,
    /// Whether new files of the watched folders are uploaded.
    pub watches: bool,
    /// Whether there is a journal. A program that only asks needs none.
    pub keeps_journal: bool,
    /// Whether plain http may go to other computers.
    pub allow_http: bool,
    /// Bytes a second over all bodies, whatever the settings say; 0 leaves it to them.
    pub limit_rate: u64,
    /// Turns the bytes of a picture into pixels. Without one, no pictures are loaded.
    pub decode_picture: Option<DecodePicture>,
    /// Where newer versions are announced. Without it, none is looked for.
    pub releases: Option<Releases>,
}

/// Where releases are announced, and how that is believed.
#[derive(Clone, Debug)]
pub struct Releases {
    /// The URL of the page about the newest one. Its files are below it.
    pub page: String,
    /// The public key that belongs to its signature.
    pub key: String,
    /// How files and key are judged.
    pub version: SignedVersion,
}

/// Proves with a public key that a list of checksums and its signature are of one release, and tells its version.
pub type SignedVersion = fn(&str, &[u8], &[u8]) -> Result<Version, Failure>;

impl Releases {
    /// The file with the checksums of a release.
    pub const SUMS: &str = "SHA256SUMS";
    /// The file with the signature of those.
    pub const SIGNATURE: &str = "SHA256SUMS.minisig";
}

/// Decodes a picture from outside. It runs on a thread that may block.
pub type DecodePicture = fn(&[u8], (u32, u32)) -> Option<Pixels>;

/// The handle of a running engine.
#[derive(Debug)]
pub struct Engine {
    calls: mpsc::UnboundedSender<Call>,
    published: watch::Receiver<Snapshot>,
    thread: Option<JoinHandle<()>>,
    records: Records,
    companion: Option<Box<dyn Any + Send>>,
}

impl Engine {
    /// Starts an engine. Blocks while the journal is read. `wake` is called whenever something new is published.
    pub fn start(setup: Setup, wake: impl Fn() + Send + 'static) -> Result<Self, Failure> {
        let (progress, heard) = mpsc::unbounded_channel();
        let tools = Tools {
            clients: doctor::clients(&setup.settings, setup.allow_http)?,
            proxy_password: None,
            throttle: Arc::new(Throttle::default()),
            folders: setup.folders.clone(),
            copies: Copies::new(&setup.folders.data, &setup.policy),
            progress,
            consent: setup.policy.consent,
            adopt_above: setup.policy.adopt_above,
            decode_picture: setup.decode_picture,
            releases: setup.releases,
        };
        let (mut model, keys) = first_model(&setup.settings, setup.news, setup.keys, setup.check_key);
        let journal = if setup.keeps_journal {
            open_journal(&mut model, &setup.folders, setup.stop_at_start)
        } else {
            if setup.policy.dry_run {
                known_as_sent(&mut model, &setup.folders.data)?;
            }
            None
        };
        model.watches = setup.watches && journal.is_some();
        model.data_folder.clone_from(&setup.folders.data);
        model.updates.page = tools.releases.as_ref().map(|releases| releases.page.clone());
        let written = Written::of(&model);
        #[expect(clippy::disallowed_methods, reason = "it is before the loop")]
        journal::forget_spent(&mut model, jiff::Timestamp::now());
        let records = Records::of(setup.folders.data);
        let (calls, receiver) = mpsc::unbounded_channel();
        let first = Snapshot { facts: Arc::new(model.clone()), wire: Arc::default() };
        let (publish, published) = watch::channel(first);
        let inner = Loop {
            model: Arc::new(model),
            agenda: Agenda::default(),
            wire: Wire::default(),
            policy: setup.policy,
            tools,
            limit_rate: setup.limit_rate,
            keys,
            journal,
            written,
            calls: receiver,
            progress: heard,
            publish,
            wake: Box::new(wake),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("engine")
            .enable_all()
            .build()
            .map_err(|error| not_started(&error))?;
        let thread = std::thread::Builder::new().name("engine-loop".to_owned()).spawn(move || {
            runtime.block_on(inner.run());
            // Work that cannot be broken off, like a keyring waiting for its owner, must not hold the program.
            runtime.shutdown_background();
        });
        let thread = thread.map_err(|error| not_started(&error))?;
        Ok(Self { calls, published, thread: Some(thread), records, companion: None })
    }

    /// Keeps something alive for as long as this engine runs.
    #[must_use]
    pub fn with(self, companion: impl Any + Send) -> Self {
        Self { companion: Some(Box::new(companion)), ..self }
    }

    /// Sends a wish. Never blocks.
    pub fn send(&self, command: Command) {
        // An engine that has ended takes no more wishes.
        drop(self.calls.send(Call::Command(Box::new(command))));
    }

    /// A sender of wishes that outlives this handle. It blocks until what they say is on disk. Where the engine has ended
    /// it takes none; what cannot be kept is done all the same for as long as it runs.
    pub fn keeper(&self) -> impl Fn(Vec<Command>) -> Result<(), Failure> + Send + Sync + 'static + use<> {
        let calls = self.calls.clone();
        move |commands| {
            let ended = || Failure::own(FailureKind::Setup, FailureReason::HandoverEnding, "");
            let (kept, heard) = std::sync::mpsc::channel();
            calls.send(Call::Keep(commands, kept)).map_err(|_closed| ended())?;
            heard
                .recv()
                .map_err(|_gone| ended())?
                .map_err(|why| Failure::own(FailureKind::Setup, FailureReason::HandoverNotSaved, why.detail))
        }
    }

    /// The facts as last published.
    pub fn model(&self) -> Arc<Model> {
        Arc::clone(&self.published.borrow().facts)
    }

    /// Facts and wire as last published.
    pub fn snapshot(&self) -> Snapshot {
        self.published.borrow().clone()
    }

    /// Everything as it is published, for a reader that waits.
    pub fn watch(&self) -> watch::Receiver<Snapshot> {
        self.published.clone()
    }

    /// What is on record of uploads that are over.
    pub fn records(&self) -> Records {
        self.records.clone()
    }

    /// Ends the engine: blocks for a few seconds at most, and loses nothing.
    pub fn shutdown(mut self) {
        drop(self.calls.send(Call::Quit));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
        drop(self.companion.take());
    }
}

/// What there is to tell when the system gives no thread or runtime.
pub fn not_started(error: &io::Error) -> Failure {
    Failure::own(FailureKind::Setup, FailureReason::EngineNotStarted, error.to_string())
}

type Keys = BTreeMap<AccountId, (Arc<SecretString>, KeyLocation)>;

/// The model of the first moment: the settings' accounts, and what there is to tell.
fn first_model(
    settings: &Settings,
    news: Vec<News>,
    given: BTreeMap<AccountId, (SecretString, KeyLocation)>,
    check_key: bool,
) -> (Model, Keys) {
    let mut model = Model {
        settings: Arc::new(settings.clone()),
        settings_saved: true,
        current: settings.current.clone(),
        ..Model::default()
    };
    for entry in &settings.accounts {
        let mut account = Account { check_key, ..Account::default() };
        account.set(entry);
        model.accounts.insert(entry.id.clone(), account);
    }
    let mut keys = Keys::new();
    for (id, (key, place)) in given {
        if let Some(account) = model.accounts.get_mut(&id) {
            account.key = KeyState::Unchecked(place.clone());
            keys.insert(id, (Arc::new(key), place));
        }
    }
    for news in news {
        model.notify(news);
    }
    (model, keys)
}

/// Puts in what is ready, so that the plan passes over what an upload would pass over. The journal is not written.
fn known_as_sent(model: &mut Model, folder: &Path) -> Result<(), Failure> {
    for job in journal::read_jobs(folder)?.into_iter().filter(|job| job.end == Some(End::Ready)) {
        model.last_number = model.last_number.max(job.id.0);
        model.jobs.insert(job.id, Arc::new(job));
    }
    Ok(())
}

/// Reads the journal into the model. Without one, uploads are still possible, and that is said.
fn open_journal(model: &mut Model, folders: &Folders, stop_at_start: bool) -> Option<Journal> {
    #[expect(clippy::disallowed_methods, reason = "a name for a damaged journal")]
    let suffix = perform::stamp(jiff::Timestamp::now());
    match Journal::open(&folders.data, &suffix) {
        Ok(opened) => {
            if let Some(aside) = opened.set_aside {
                model.notify(News::JournalSetAside(aside.display().to_string()));
            }
            model.concurrency_by_connection = opened.concurrency_by_connection;
            model.copies.extend(copies::found(&copies::folder(&folders.data)));
            for (key, files) in opened.watched {
                model.watched.insert(key, Watching { files, ..Watching::default() });
            }
            for mut job in opened.jobs {
                job.stopped_at_start = stop_at_start && job.step() != Step::Over;
                model.last_number = model.last_number.max(job.id.0);
                if job.end.is_none() {
                    model.batch_since.get_or_insert(job.added);
                }
                model.jobs.insert(job.id, Arc::new(job));
            }
            for (number, intake) in opened.intake {
                model.last_number = model.last_number.max(number.0);
                model.intake.insert(number, Intake { stopped_at_start: stop_at_start, ..intake });
            }
            Some(opened.journal)
        }
        Err(error) => {
            model.notify(News::JournalLost(error));
            None
        }
    }
}

/// The pure half by itself, for `benches/core.rs`.
#[doc(hidden)]
pub mod pure {
    use std::time::Instant;

    pub use super::agenda::Agenda;
    use super::{Event, Plan, Policy};
    use takeup_model::{Model, Now, Sample, Wire};

    /// Takes one event into the model.
    pub fn apply(model: &mut Model, event: Event, policy: &Policy, now: Now) {
        super::apply::apply(model, event, policy, now);
    }

    /// Takes a sample into the wire.
    pub fn sample(wire: &mut Wire, model: &Model, sample: &Sample, policy: &Policy, now: Instant) {
        drop(super::wire::sample(wire, model, sample, policy, now));
    }

    /// What the facts want while nothing runs.
    pub fn plan(model: &Model, agenda: &Agenda, policy: &Policy, now: Instant) -> Plan {
        super::plan::plan(model, agenda, &Wire::default(), &super::plan::InProgress::default(), policy, now)
    }
}
