//! One file or URL on its way to the platform. Holds facts; what it needs next is read off them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{
    AccountId, AssetId, AssetStatus, Digest, Failure, FileFacts, IfExists, IndexId, IndexingStatus, JobId,
    Metadata, Method, Now, Part, PartNo, Receipt, Refusal, Remote, Route, Session, Sheet, StoreId, TaskId,
    Twin, Whole,
};

/// One upload.
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// Whose key it travels with.
    pub account: AccountId,
    /// Where the bytes come from.
    pub source: Source,
    /// What the person asked for.
    pub wish: Wish,
    /// Random text that marks what this job creates, so that it can be found again.
    pub nonce: String,
    /// The file as it was when the upload began.
    pub file: Option<FileFacts>,
    /// Whether the file has been looked at since the program started, or the host of the URL was asked.
    pub looked: bool,
    /// What the host of the URL told.
    pub remote: Option<Remote>,
    /// The way it goes, and why.
    pub route: Option<Route>,
    /// Whether it was compared with what is there already, as far as the person wants that.
    pub compared: bool,
    /// What has the same content already, while nobody has decided what that means.
    pub twin: Option<Twin>,
    /// Whether its asset was there before it, so that not a byte was sent.
    pub reused: bool,
    /// How far the one request that creates something has come.
    pub creation: Creation,
    /// The multipart session, when it goes in parts.
    pub session: Option<Session>,
    /// The asset, once the platform has named it, as last told.
    pub asset: Option<(AssetId, AssetStatus)>,
    /// The classic task, as last told.
    pub task: Option<(TaskId, IndexingStatus)>,
    /// Where the asset goes once it is ready.
    pub goals: Vec<Goal>,
    /// The person has stopped it for now.
    pub paused: bool,
    /// It was found in the journal and waits for somebody to say go.
    pub held: bool,
    /// How it ended.
    pub end: Option<End>,
    /// Failures of the present step in a row; too many end the job.
    pub attempts: u32,
    /// Network failures in a row; they only slow the pace.
    pub setbacks: u32,
    /// What was found out about the bytes of each body that was read to its end.
    pub digests: BTreeMap<PartNo, Arc<Digest>>,
    /// The digest of the whole file.
    pub whole: Whole,
    /// The size that the platform tells of the asset.
    pub told_size: Option<u64>,
    /// What single parts have run into, until they are stored.
    pub hitches: BTreeMap<PartNo, Hitch>,
    /// Whether a report was refused, so that proofs go one by one until the culprit is found.
    pub report_singly: bool,
    /// When stored parts are reported even if they are few.
    pub report_at: Option<Instant>,
    /// Nothing new starts before then.
    pub not_before: Option<Instant>,
    /// What went wrong last, while it is being tried again.
    pub trouble: Option<Failure>,
    /// Requests that had to be repeated, over its life.
    pub retries: u32,
    /// When the platform is asked next, and how long the pause is.
    pub poll: Poll,
    /// When it was added.
    pub added: Timestamp,
    /// When its first byte was due to leave.
    pub started: Option<Timestamp>,
    /// When the platform had every byte.
    pub sent: Option<Timestamp>,
    /// When it was over.
    pub ended: Option<Timestamp>,
    /// What was known when it was over.
    pub receipt: Option<Arc<Receipt>>,
}

/// Added to a nonce whenever its job begins again; no nonce contains it otherwise.
pub(crate) const NEXT: char = 'n';

/// Where bytes come from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A local file.
    File(PathBuf),
    /// A public URL that the platform fetches.
    Url(String),
    /// Nowhere: an asset that is on the platform already, and its file name.
    Asset(AssetId, String),
}

impl Source {
    /// The path of a local file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Url(_) | Self::Asset(..) => None,
        }
    }

    /// What the row is called: the file's name, or host and path of the URL.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path
                .file_name()
                .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned()),
            Self::Url(url) => {
                let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
                rest.split(['?', '#']).next().unwrap_or(rest).to_owned()
            }
            Self::Asset(id, name) if name.is_empty() => id.0.clone(),
            Self::Asset(_, name) => name.clone(),
        }
    }

    /// The name an asset is given: the file's, or the last piece of the URL's path.
    pub fn asset_name(&self) -> String {
        let name = self.name();
        match self {
            Self::File(_) | Self::Asset(..) => name,
            Self::Url(_) => {
                let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                if last.is_empty() { name.clone() } else { last.to_owned() }
            }
        }
    }

    /// The path, the URL, or the asset's ID, whole.
    pub fn text(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Url(url) => url.clone(),
            Self::Asset(id, _) => id.0.clone(),
        }
    }

    /// The asset, where there is one before anything was sent. Whether it is ready is for the platform to say.
    fn asset(&self) -> Option<(AssetId, AssetStatus)> {
        match self {
            Self::File(_) | Self::Url(_) => None,
            Self::Asset(id, _) => Some((id.clone(), AssetStatus::Processing)),
        }
    }
}

/// What a person asked for when adding something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The way to send, or the program's choice.
    pub method: MethodChoice,
    /// The index of a classic task.
    pub task_index: Option<IndexId>,
    /// The language field of a classic task; sent only when set.
    pub language: Option<String>,
    /// Where the asset goes once it is ready.
    pub targets: Vec<Target>,
    /// Send it even if it does not look like media.
    pub anyway: bool,
    /// What the platform is told about it.
    pub metadata: Metadata,
    /// Where more of that is told by file name; used up when a job begins.
    pub sheet: Option<Arc<Sheet>>,
    /// What happens if it is there already; nothing means as the settings say.
    pub if_exists: Option<IfExists>,
    /// Whether the host of a URL is asked what is there; nothing means as the settings say.
    pub ask_host: Option<bool>,
}

impl Wish {
    /// What it means for one source, where these are the settings.
    #[must_use]
    pub fn resolved(&self, source: &Source, if_exists: IfExists, ask_host: bool) -> Self {
        let mut wish = self.clone();
        let mut named = BTreeSet::new();
        wish.targets.retain(|target| named.insert(target.clone()));
        wish.if_exists.get_or_insert(if_exists);
        wish.ask_host.get_or_insert(ask_host);
        if let Some(sheet) = wish.sheet.take()
            && let Some(row) = sheet.of(&source.asset_name())
        {
            wish.metadata = row.with(&wish.metadata);
        }
        wish
    }
}

/// The way to send.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MethodChoice {
    /// The program chooses, and says why.
    #[default]
    Auto,
    /// This one.
    Only(Method),
}

/// What one part has run into on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hitch {
    /// Failures that count.
    pub attempts: u32,
    /// Network failures; they only slow the pace.
    pub setbacks: u32,
    /// Refused presigned URLs.
    pub refused: u32,
    /// It is not sent again before then.
    pub not_before: Option<Instant>,
}

/// A place for an asset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Index it here.
    Index(IndexId),
    /// Add it to this knowledge store.
    Store(StoreId),
}

/// A place for an asset, and how far it has come there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Where.
    pub target: Target,
    /// How far.
    pub state: GoalState,
    /// When the platform is asked next about it.
    pub poll: Poll,
}

impl Goal {
    /// A goal nobody has asked the platform for yet.
    pub fn new(target: Target) -> Self {
        Self { target, state: GoalState::Wanted, poll: Poll::default() }
    }

    /// A goal that may have been reached by other ways: the platform is asked before anything is created.
    pub fn perhaps(target: Target) -> Self {
        Self { state: GoalState::Doubtful, ..Self::new(target) }
    }
}

/// How far an asset has come on its way into an index or a knowledge store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoalState {
    /// To be asked for.
    Wanted,
    /// Asked for; the answer is awaited.
    Begun,
    /// Asked for, and the answer was lost: look before asking again.
    Doubtful,
    /// The platform is at it.
    Submitted {
        /// The indexed asset, or the item.
        id: String,
        /// As last told.
        status: IndexingStatus,
    },
    /// It is there.
    Ready {
        /// The indexed asset, or the item.
        id: String,
    },
    /// It will not get there by itself.
    Failed(Failure),
}

impl GoalState {
    /// Whether nothing more will come of it by itself.
    pub fn over(&self) -> bool {
        matches!(self, Self::Ready { .. } | Self::Failed(_))
    }
}

/// How far the request has come that creates an asset, a session, or a task. It is never made twice blindly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Creation {
    /// Not made, or known not to have arrived.
    #[default]
    NotBegun,
    /// The intention is on record; the request may have left.
    Begun,
    /// The answer was lost: look for what it created before making it again.
    Doubtful,
}

/// When to ask the platform next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Poll {
    /// Not before then; at once if nothing is set.
    pub next: Option<Instant>,
    /// The pause that led there.
    pub pause: Duration,
    /// Answers in a row that did not know the thing at all.
    pub unknown: u32,
}

impl Poll {
    /// Whether it is time to ask.
    pub fn due(&self, now: Instant) -> bool {
        self.next.is_none_or(|next| next <= now)
    }
}

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The asset is ready, and so is everything asked for.
    Ready,
    /// Not a byte was sent.
    Refused(Refusal),
    /// It went wrong for good.
    Failed(Failure),
    /// The person called it off.
    Cancelled,
}

/// What a job needs next. Never stored: always read off the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The file has to be looked at.
    Look,
    /// It has to be compared with what is there already.
    Compare,
    /// It may have been created already: look for it.
    Seek,
    /// The asset, the session, or the task has to be created.
    Create,
    /// The platform has to be asked which parts it has.
    Recall,
    /// Parts have to be sent and reported.
    Send,
    /// The platform is processing the asset.
    Watch,
    /// The platform is working on the classic task.
    Follow,
    /// The asset goes into indexes and knowledge stores.
    Submit,
    /// Nothing more.
    Over,
}

impl Job {
    /// A job that nothing has happened to yet.
    pub fn new(id: JobId, account: AccountId, source: Source, wish: Wish, now: Now) -> Self {
        Self {
            id,
            account,
            looked: source.path().is_none() && wish.ask_host != Some(true),
            remote: None,
            compared: false,
            twin: None,
            reused: false,
            asset: source.asset(),
            source,
            nonce: format!("{:016x}{:08x}", now.luck, id.0),
            file: None,
            route: None,
            creation: Creation::NotBegun,
            session: None,
            task: None,
            goals: wish.targets.iter().cloned().map(Goal::new).collect(),
            wish,
            paused: false,
            held: false,
            end: None,
            attempts: 0,
            setbacks: 0,
            digests: BTreeMap::new(),
            whole: Whole::Unknown,
            told_size: None,
            hitches: BTreeMap::new(),
            report_singly: false,
            report_at: None,
            not_before: None,
            trouble: None,
            retries: 0,
            poll: Poll::default(),
            added: now.utc,
            started: None,
            sent: None,
            ended: None,
            receipt: None,
        }
    }

    /// Forgets everything that was created for it, so that it begins again.
    pub fn start_over(&mut self) {
        // What was created before must not be taken for what will be.
        self.nonce.push(NEXT);
        self.started = None;
        // What was to be sent once is sent; what was found ready did not do.
        self.compared = !self.reused;
        if self.reused && self.if_exists().takes() {
            // The same asset would be found again.
            self.wish.if_exists = Some(IfExists::Ask);
        }
        self.reused = false;
        self.twin = None;
        self.creation = Creation::NotBegun;
        self.session = None;
        self.asset = self.source.asset();
        self.task = None;
        self.route = None;
        self.sent = None;
        self.poll = Poll::default();
        self.digests.clear();
        self.whole = Whole::Unknown;
        self.told_size = None;
        self.hitches.clear();
        self.report_singly = false;
        self.report_at = None;
    }

    /// Whether the digest of the whole file is still to be made.
    pub fn digest_due(&self) -> bool {
        self.end.is_none() && self.whole == Whole::Unknown && !self.digests.is_empty() && self.bytes_sent()
    }

    /// Whether nothing was created for it, nor may have been.
    pub fn untouched(&self) -> bool {
        self.creation == Creation::NotBegun
            && self.session.is_none()
            && self.asset.is_none()
            && self.task.is_none()
    }

    /// Whether its asset is ready on the platform, so that it can go anywhere without a byte being sent.
    pub fn placeable(&self) -> bool {
        self.task.is_none() && self.bytes_sent() && matches!(self.asset, Some((_, AssetStatus::Ready)))
    }

    /// Whether it only puts an asset into indexes and knowledge stores.
    pub fn only_places(&self) -> bool {
        matches!(self.source, Source::Asset(..))
    }

    /// What this job needs next.
    pub fn step(&self) -> Step {
        if self.end.is_some() {
            return Step::Over;
        }
        if let Some((_, status)) = &self.task {
            return if status.under_way() { Step::Follow } else { Step::Over };
        }
        if let Some((_, status)) = &self.asset
            && self.session.as_ref().is_none_or(|session| session.complete)
        {
            return if status.under_way() { Step::Watch } else { Step::Submit };
        }
        if !self.looked || self.route.is_none() {
            return Step::Look;
        }
        if self.compares() {
            return Step::Compare;
        }
        let Some(session) = &self.session else {
            return if self.creation == Creation::Doubtful { Step::Seek } else { Step::Create };
        };
        if session.known && session.parts.iter().any(|part| *part != Part::Reported) {
            Step::Send
        } else {
            Step::Recall
        }
    }

    /// Whether the step it is at moves this job's bytes over the line.
    pub fn sends(&self) -> bool {
        match self.step() {
            Step::Send => true,
            Step::Create => self.source.path().is_some() && self.method() != Some(Method::Multipart),
            Step::Look
            | Step::Compare
            | Step::Seek
            | Step::Recall
            | Step::Watch
            | Step::Follow
            | Step::Submit
            | Step::Over => false,
        }
    }

    /// The way it goes, once chosen.
    pub fn method(&self) -> Option<Method> {
        self.route.as_ref().map(|route| route.method)
    }

    /// The platform's name for what came of it.
    pub fn asset_id(&self) -> Option<&AssetId> {
        self.asset.as_ref().map(|(id, _)| id).or(self.session.as_ref().map(|session| &session.asset))
    }

    /// Bytes of the file; 0 for a URL.
    pub fn bytes_total(&self) -> u64 {
        self.file.as_ref().map_or(0, |file| file.size)
    }

    /// Bytes the platform's storage has.
    pub fn bytes_stored(&self) -> u64 {
        if self.bytes_sent() {
            return self.bytes_total();
        }
        self.session.as_ref().map_or(0, Session::bytes_stored)
    }

    /// Whether the platform has every byte.
    pub fn bytes_sent(&self) -> bool {
        match &self.session {
            Some(session) => session.complete,
            None => self.asset.is_some() || self.task.is_some(),
        }
    }

    /// Whether pausing it now throws away what has been sent: a file in one request begins again at 0.
    pub fn restarts_when_paused(&self) -> bool {
        self.sends() && self.step() == Step::Create && self.creation == Creation::Begun
    }

    /// Whether it waits for nobody but the platform and the line.
    pub fn active(&self) -> bool {
        self.end.is_none() && !self.paused && !self.held
    }

    /// The failure or refusal that ended it, if it ended badly.
    pub fn ended_badly(&self) -> bool {
        matches!(self.end, Some(End::Failed(_) | End::Refused(_)))
    }
}
