//! The nouns of the house. Facts only: no runtime, no window, no network, and no clock is read here.

mod attention;
mod checkup;
mod network;
mod platform;
mod rules;
mod search;
mod settings;
mod shown;
mod transfer;
mod updates;
mod upload;
mod watched;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

pub use attention::{Standstill, goes_on, has_work, keeps_awake};
pub use checkup::{Check, CheckLine, Checkup, Finding, Grade};
pub use network::{Addresses, Network, ProxyChoice, ProxyFlaw, ProxyUrl};
pub use rules::{address, requirements};
pub use upload::metadata;

pub use platform::account::{Access, Account, KeyLocation, KeyState, Keyring, Polling, Reachability};
pub use platform::catalog::{
    Asset, Connection, IMPORTED_AT_ONCE, Index, IndexTask, IndexedAsset, KnowledgeStore, StoreItem,
    UnfinishedSession,
};
pub use platform::change_request::{Change, ChangeRequest, ChangeRequestNo, Enrichment};
pub use platform::consent::{ConsentPage, ConsentWords};
pub use platform::detail::{AssetDetail, AssetIndexing, Derived, OpenDetail, Pixels, Subject, Thumbnail};
pub use platform::indexing::{Indexing, IndexingId};
pub use platform::listing::{List, ListItem, ListPage, ListState, Listing, PageKind};
pub use platform::status::{AssetStatus, ConnectionStatus, IndexingStatus, SessionStatus};
pub use platform::stills::{Still, Stills};
pub use platform::transcription::{TranscriptLine, Transcription};
pub use rules::address::{Alternative, Obstacle, Remote, Service};
pub use rules::failure::{Failure, FailureCode, FailureKind, FailureReason, PlatformCode, Refusal, Unfit};
pub use rules::limits::{Figure, Limit, LimitKey, Limits};
pub use rules::media::{Cut, ENCRYPTED, FileFacts, Media, MediaKind, PassedOver, Picture, Sound};
pub use rules::requirements::Verdict;
pub use rules::sources::RuleSource;
pub use search::searchable;
pub use settings::{
    AccountSettings, DEFAULT_SERVER, FIRST_NAME, LogLevel, PRACTICE_ACCOUNT, PRACTICE_NAME, PartsAtOnce,
    Settings, Theme, WindowMemory, is_loopback, is_server_url, parse_server,
};
pub use shown::{acts, shown, shown_lines};
pub use transfer::answers::Answers;
pub use transfer::bandwidth::{Bandwidth, Hours, RateLimit};
pub use transfer::batch::{Batch, BatchTally, Batches};
pub use transfer::concurrency::{Concurrency, ConnectTimes};
pub use transfer::forecast::Forecast;
pub use transfer::wire::{ConnectionKey, Flight, Meter, Sample, Wire};
pub use updates::{Updates, Version};
pub use upload::copy::{
    CopyChoice, CopyEstimate, CopySize, FileCopy, MadeCopy, Preparing, Recipe, Sampled, Samples,
};
pub use upload::destination::{
    Destination, DestinationId, DestinationKind, DestinationState, DestinationStateKind,
};
pub use upload::digest::{ContentDigest, Digest, EtagKind, FileDigest};
pub use upload::duplicate::{Duplicate, IfExists};
pub use upload::events::{JobEvent, JobEvents, JobMark, LoggedEvent, StepTime};
pub use upload::job::{Creation, End, Job, NEXT, PartRetries, Poll, Step};
pub use upload::metadata::{Metadata, MetadataFlaw, MetadataValue};
pub use upload::metadata_table::{MetadataTable, MetadataTableFlaw};
pub use upload::next::NextUploads;
pub use upload::offer::{CopyOffer, OfferReason};
pub use upload::options::{MethodChoice, UploadOptions};
pub use upload::receipt::{
    ABOUT_AS_LONG, EtagCheck, Outcome, OutcomeKind, PartLayout, Receipt, ReceiptCopy, ReceiptDestination,
    RefusalRule,
};
pub use upload::route::{Method, Route, RouteReason, check_remote, choose as choose_route, over_older_limit};
pub use upload::run_report::{RunFailures, RunReport, RunStatus, RunUpload};
pub use upload::session::{Part, Session, SessionOrigin};
pub use upload::shard::{Shard, ShardFlaw};
pub use upload::source::Source;
pub use upload::status::{UploadGroup, UploadStatus, WaitsFor, rate_limit};
pub use watched::{
    Existing, Fate, FileStamp, FolderListing, FoundFile, Inside, Judgement, KnownFile, Scan, WaitReason,
    WaitingFile, WatchKey, WatchedFolder, Watching, is_folder_name,
};

/// A moment as the engine's loop read it: both clocks, and a throw of dice for what must be random.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// The steady clock, for waiting.
    pub mono: Instant,
    /// The calendar, for what people and the platform read.
    pub utc: jiff::Timestamp,
    /// Fresh randomness, so that jitter and nonces need no source of their own.
    pub random: u64,
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}

/// Whether a text can be the ID of something on the platform. Nothing is called `.` or `..`, and in the path of a URL
/// these, and characters that a URL leaves out, lead to something else.
pub fn names_something(id: &str) -> bool {
    !matches!(id.trim(), "" | "." | "..") && !id.contains(char::is_control)
}

text_id!(
    /// Names an account in the settings, the journal and the keyring. Never the key.
    AccountId
);
text_id!(
    /// The platform's name for an asset.
    AssetId
);
text_id!(
    /// The platform's name for a connection to Google Drive.
    ConnectionId
);
text_id!(
    /// The platform's name for an index.
    IndexId
);
text_id!(
    /// The platform's name for a knowledge store, or `STORE/COLLECTION` for an item collection in it.
    StoreId
);

impl StoreId {
    /// The name of an item collection.
    pub fn collection(store: &str, collection: &str) -> Self {
        Self(format!("{store}/{collection}"))
    }

    /// The knowledge store, and the item collection in it.
    pub fn parts(&self) -> (&str, Option<&str>) {
        let parts = self.0.split_once('/');
        // Anything else stays one name, which leads nowhere.
        match parts
            .filter(|(store, one)| names_something(store) && names_something(one) && !one.contains('/'))
        {
            Some((store, collection)) => (store, Some(collection)),
            None => (&self.0, None),
        }
    }

    /// The knowledge store that it is, or is in.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self(self.parts().0.to_owned())
    }
}
text_id!(
    /// The platform's name for a classic indexing task.
    TaskId
);
text_id!(
    /// The platform's name for a multipart upload session.
    UploadId
);

/// Names a job in the journal and on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);

/// The number of a part, from 1 as on the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartNo(pub u32);

impl PartNo {
    /// Stands for the whole file where a file travels in one request.
    pub const WHOLE: Self = Self(0);
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for PartNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Numbers one act of adding: a drop, a choice in the picker, a command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IntakeNo(pub u64);

/// Paths that were added and have not been looked through yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// Whose key the files travel with.
    pub account: AccountId,
    /// Files and folders as they were given.
    pub paths: Vec<PathBuf>,
    /// What happens with them.
    pub options: UploadOptions,
    /// What the nonces of their jobs begin with.
    pub mark: String,
    /// When they were added.
    pub added: jiff::Timestamp,
    /// They were found in the journal: the program may have ended after they became jobs that never reached the disk.
    pub recovered: bool,
    /// They were found in the journal, and what they hold waits until somebody says go.
    pub stopped_at_start: bool,
}

/// Something worth one sentence to the person, shown once and never needed again.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Counts up; a reader remembers the last number it showed.
    pub number: u64,
    /// What there is to say.
    pub news: News,
}

/// What a notice tells.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Files were added, and others left out.
    Added {
        /// Files that became jobs, or whose unfinished job goes on.
        added: usize,
        /// What was left out of the folders among them.
        passed: PassedOver,
    },
    /// So many files or URLs were uploaded before, and are not sent again.
    AlreadySent(Vec<JobId>),
    /// The table of metadata names none of so many files or URLs. They wait until somebody lets them go without it.
    NotInTable(usize),
    /// The asset of this file does not play as long as the file. How long the file plays, and the asset.
    OtherLength(String, Duration, Duration),
    /// This file's upload was begun on another computer and is finished here.
    Adopted(String),
    /// The account has unfinished uploads of this file's size; none is surely this file's, so a new one was begun.
    OpenedBeside(String),
    /// A change that was asked for is made.
    Changed {
        /// Which.
        change: Change,
        /// The platform's name for what it created.
        created: Option<String>,
    },
    /// What was to be removed was not there.
    Gone(Change),
    /// A session cannot be finished with a file.
    NotFinished(NotFinished),
    /// A Google Drive is connected.
    Connected(Connection),
    /// Assets were to go where they are already, or are on their way to.
    AssetsAdded {
        /// Assets that were put on their way.
        placed: usize,
        /// Assets that were there already.
        known: usize,
    },
    /// Something that was asked for could not be done.
    Trouble(Failure),
    /// The keyring did not take the key: it lives in memory only.
    KeyForThisRun(Failure),
    /// The journal was damaged; it lies there now, and a new one was begun.
    JournalSetAside(String),
    /// The journal cannot be written; uploads go on, but will not survive a restart.
    JournalLost(Failure),
}

impl News {
    /// The uploads that had sent something before, so that it is not sent again.
    pub fn sent_before(&self) -> &[JobId] {
        if let Self::AlreadySent(jobs) = self { jobs } else { &[] }
    }
}

/// Why a session cannot be finished with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFinished {
    /// More than one asset could be the session's.
    AssetUnknown,
    /// An upload of the list is at work on it.
    AtWork,
    /// The platform did not list it.
    NotListed,
    /// It is over.
    Over,
    /// Its part size makes no sense.
    PartSize,
}

/// What the engine publishes: what is known, and what is on the wire at the same moment.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// What is known.
    pub facts: Arc<Model>,
    /// What is on the wire.
    pub wire: Arc<Wire>,
}

/// All that is known at one moment. Nothing in it is in flight. Cheap to clone: the large parts sit behind `Arc`.
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Every account of the settings, with what the platform has told about it.
    pub accounts: BTreeMap<AccountId, Account>,
    /// The account the window shows.
    pub current: AccountId,
    /// Every upload that has not been removed from the list, oldest first.
    pub jobs: OrdMap<JobId, Arc<Job>>,
    /// Added paths that wait to be looked through.
    pub intake: BTreeMap<IntakeNo, Intake>,
    /// Names of copies that may be on disk.
    pub copies: BTreeSet<String>,
    /// Uploads of which somebody wants to know what their copies would be.
    pub sampling: BTreeSet<JobId>,
    /// Whether this program scans the watched folders. Without a journal it must not: it would upload the same files
    /// again after a restart.
    pub watches: bool,
    /// What is known of each watched folder, and of folders that were watched before.
    pub watched: BTreeMap<WatchKey, Watching>,
    /// How many bodies each line was found to carry well.
    pub concurrency_by_connection: BTreeMap<ConnectionKey, usize>,
    /// What the person has set.
    pub settings: Arc<Settings>,
    /// Whether the settings file holds `settings`.
    pub settings_saved: bool,
    /// Where the journal and the log are.
    pub data_folder: PathBuf,
    /// Whose way to the server is to be tested.
    pub examine: Option<AccountId>,
    /// What the last test has found.
    pub checkup: Option<Arc<Checkup>>,
    /// Whether a report for whoever looks for a fault is wanted.
    pub diagnose: bool,
    /// The report.
    pub diagnostics: Option<Arc<str>>,
    /// Whether there is a newer version.
    pub updates: Updates,
    /// Whether the password of the proxy is to be kept in the keyring.
    pub keep_proxy_password: bool,
    /// When saving them is tried again, and how often in a row it has failed.
    pub save_again: Option<(Instant, u32)>,
    /// The newest news, oldest first.
    pub notices: Vec<Notice>,
    /// Numbers given out so far: to jobs, intakes, and notices.
    pub last_number: u64,
    /// When the first upload of those under way was added; what was over before is not counted with them.
    pub batch_since: Option<jiff::Timestamp>,
}

impl Model {
    /// The account that the window shows, if the settings name one.
    pub fn current_account(&self) -> Option<&Account> {
        self.accounts.get(&self.current)
    }

    /// The account a job travels with.
    pub fn account_of(&self, job: &Job) -> Option<&Account> {
        self.accounts.get(&job.account)
    }

    /// One job by its number.
    pub fn job(&self, id: JobId) -> Option<&Job> {
        self.jobs.get(&id).map(Arc::as_ref)
    }

    /// The multipart session that a job is in.
    pub fn upload_of(&self, id: JobId) -> Option<&UploadId> {
        self.job(id)?.session.as_ref().map(|session| &session.upload)
    }

    /// The job that is at work on a multipart session.
    pub fn owner_of(&self, upload: &UploadId) -> Option<JobId> {
        let owns = |job: &&Arc<Job>| {
            job.session.as_ref().is_some_and(|session| session.upload == *upload)
                && !matches!(job.end, Some(End::Refused(_)))
        };
        self.jobs.values().find(owns).map(|job| job.id)
    }

    /// The jobs of the account that the window shows, oldest first.
    pub fn shown_jobs(&self) -> impl Iterator<Item = &Arc<Job>> {
        self.jobs.values().filter(|job| job.account == self.current)
    }

    /// The jobs that differ from those of an earlier moment, oldest first. This costs no more than what has changed.
    pub fn jobs_changed_since<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = &'a Arc<Job>> {
        before.jobs.diff(&self.jobs).filter_map(|change| match change {
            DiffItem::Add(_, job) | DiffItem::Update { new: (_, job), .. } => Some(job),
            DiffItem::Remove(..) => None,
        })
    }

    /// Why this version must not go on beside a newer one: that one wrote the journal.
    pub fn newer_journal(&self) -> Option<&Failure> {
        let mut lost = self
            .notices
            .iter()
            .filter_map(|notice| if let News::JournalLost(why) = &notice.news { Some(why) } else { None });
        lost.find(|why| why.reason() == Some(FailureReason::JournalNewer))
    }

    /// A number never given out before.
    pub fn next_number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }

    /// Adds one piece of news, forgetting the oldest beyond a hundred.
    pub fn notify(&mut self, news: News) {
        let number = self.next_number();
        self.notices.push(Notice { number, news });
        let surplus = self.notices.len().saturating_sub(100);
        self.notices.drain(..surplus);
    }
}
