//! The closed sets of words that go through the engine: wishes, facts that arrive, work, and its answers.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use takeup_model::{
    AccountId, Asset, AssetDetail, AssetId, AssetStatus, Change, ChangeRequestNo, Checkup, Connection,
    ConnectionKey, ConsentPage, ConsentWords, CopyChoice, DestinationId, Digest, Duplicate, Failure,
    FileDigest, FileFacts, Flight, Index, IndexTask, IndexedAsset, IndexingStatus, IntakeNo, JobId,
    KeyLocation, KnowledgeStore, LimitKey, List, ListPage, MadeCopy, PartNo, PassedOver, Pixels, Preparing,
    Remote, Samples, Scan, Session, Settings, Still, StoreItem, Subject, TaskId, UnfinishedSession, UploadId,
    UploadOptions, Version, WatchKey,
};

use super::decide::Decision;

/// Which neighbour in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Neighbor {
    /// The one before.
    Before,
    /// The one after.
    After,
}

/// Something a person wants.
#[expect(clippy::large_enum_variant, reason = "settings are changed seldom, and one at a time")]
#[derive(Clone, Debug)]
pub enum Command {
    /// Send these files and folders, or go on with their unfinished jobs.
    AddPaths(AccountId, Vec<PathBuf>, UploadOptions),
    /// Have the platform fetch these public URLs.
    AddUrls(AccountId, Vec<String>, UploadOptions),
    /// Stop for now.
    Pause(JobSelection),
    /// Go on.
    Resume(JobSelection),
    /// Call off.
    Cancel(JobSelection),
    /// Try again what failed, was refused, or was called off. No part that arrived is sent again.
    Retry(JobSelection),
    /// Send what was held back because it does not look like media.
    SendAnyway(JobSelection),
    /// Use the asset that is there already instead of sending the file.
    Reuse(JobSelection),
    /// Send it although it is there already.
    SendAgain(JobSelection),
    /// Send these before everything that waits.
    SendFirst(JobSelection),
    /// Let this change places with its neighbour in the order of sending.
    SendBeside(JobId, Neighbor),
    /// Take from the list what is over.
    Remove(JobSelection),
    /// Send this of these videos. What is not sent for a reason that a copy removes is opened again.
    SendCopy(JobSelection, CopyChoice),
    /// Put right in a copy what the platform would object to, and send that.
    Fix(JobSelection),
    /// Encode a few seconds, to know what copies would be.
    Sample(JobSelection),
    /// Change what becomes of a job, while that still matters.
    Redirect(JobId, UploadOptions),
    /// Set this account's size limit and let refused files go.
    RaiseLimit(AccountId, LimitKey, u64),
    /// Load a list now.
    Refresh(AccountId, List),
    /// Load one more page of a list.
    More(AccountId, List),
    /// Load all pages of a list.
    LoadAll(AccountId, List),
    /// Load only what has this in its name. It counts for lists that the platform can search.
    Search(AccountId, List, String),
    /// Somebody looks at this list, or at none.
    View(AccountId, Option<List>),
    /// Somebody looks at this one thing, or at none any more.
    Open(AccountId, Option<Subject>),
    /// These assets are in sight: their small pictures are wanted.
    ShowStills(AccountId, Vec<AssetId>),
    /// Make these small changes.
    RequestChanges(AccountId, Vec<Change>),
    /// Try a change again that failed.
    RetryChange(AccountId, ChangeRequestNo),
    /// Give up a change that failed.
    DismissChange(AccountId, ChangeRequestNo),
    /// Connect a Google Drive: the wire tells the page on which a person answers, and the browser then shows these words.
    Connect(AccountId, ConsentWords),
    /// Nobody will answer on that page any more.
    StopConnecting(AccountId),
    /// Put assets that are on the platform, each with its file name, into indexes and knowledge stores.
    AddAssets(AccountId, Vec<(AssetId, String)>, Vec<DestinationId>),
    /// Put the assets of these jobs into more indexes and knowledge stores.
    AddDestinations(JobSelection, Vec<DestinationId>),
    /// Try one failed destination of a job again.
    RetryDestination(JobId, usize),
    /// Give up one failed destination of an upload, by its number. Nothing else of it may be on its way.
    DropDestination(JobId, usize),
    /// Finish this unfinished session with this local file.
    Finish(AccountId, UploadId, PathBuf),
    /// Use this key from now on.
    SetKey(AccountId, SecretString),
    /// Forget the key, here and in the keyring.
    ForgetKey(AccountId),
    /// Look for the key again, or ask the platform about it again.
    CheckKey(AccountId),
    /// Try the server now instead of waiting.
    ProbeNow(AccountId),
    /// Test the way to the server of this account, and this computer.
    Examine(AccountId),
    /// Check now whether there is a newer version.
    CheckUpdates,
    /// Put together what helps to find a fault.
    Diagnose,
    /// Use these settings.
    ChangeSettings(Settings),
    /// Go over to the practice platform, which listens there and takes this key.
    EnterPractice(String, SecretString),
    /// Forget an account with its key, and take what is over of it from the list. Nothing changes on the platform.
    RemoveAccount(AccountId),
    /// Scan a watched folder now.
    ScanNow(WatchKey),
    /// Sign in to the proxy of the settings with this password, and keep it in the keyring.
    SetProxyPassword(SecretString),
}

/// The jobs a wish is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobSelection {
    /// Every job of an account that the wish can apply to.
    All(AccountId),
    /// One job.
    One(JobId),
    /// These jobs.
    These(Vec<JobId>),
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A wish.
    Command(Command),
    /// The planner has decided this about a job.
    Decided(JobId, Decision),
    /// This work is about to start.
    Started(Work),
    /// This work was stopped before it had an answer.
    Stopped(Work, StopReason),
    /// This work has an answer.
    Done(Work, Result<Reply, Failure>),
    /// This work was the last of its kind that the platform allows for so long.
    UsedUp(Work, Duration),
    /// A body was read to its end, and this is what it was.
    Read(Flight, Digest),
    /// This connection was found to carry so many bodies well.
    MeasuredConnection(ConnectionKey, usize),
    /// The journal cannot be written.
    JournalLost(Failure),
}

/// Why a piece of work was broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// The facts no longer want it.
    Unwanted,
    /// Its connection counts as dead.
    Stalled,
}

/// Something to run. Its value is also its name: the same work never runs twice at once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Work {
    /// Look for the key of an account.
    FindKey(AccountId),
    /// Ask the platform about the key, and keep it if it is good.
    CheckKey(AccountId),
    /// Remove the key from the keyring.
    ForgetKey(AccountId),
    /// Find out whether the server can be reached again.
    Probe(AccountId),
    /// Test the way to the server, and this computer.
    Examine(AccountId),
    /// Find out which version is the newest.
    CheckUpdates,
    /// Put together what helps to find a fault.
    Diagnose,
    /// Write the settings file.
    Save,
    /// Keep the password of the proxy in the keyring.
    KeepProxyPassword,
    /// Look through added paths.
    Walk(IntakeNo),
    /// Scan a watched folder.
    Scan(WatchKey),
    /// Load a stretch of a list.
    Load(AccountId, List),
    /// Ask what has changed in a list.
    Poll(AccountId, List),
    /// Load an asset whole.
    Inspect(AccountId, AssetId),
    /// Load the small picture of an asset.
    Picture(AccountId, AssetId),
    /// Load the small picture of an asset in a list.
    Still(AccountId, AssetId),
    /// Ask how the assets that are due have come along.
    Watch(AccountId),
    /// Make a small change.
    Change(AccountId, ChangeRequestNo),
    /// Have a person connect a Google Drive in the browser, and wait for the answer.
    Connect(AccountId),
    /// Import the files of all jobs whose turn it is, in as few requests as will do.
    Import(AccountId),
    /// Look at a file.
    Look(JobId),
    /// Ask the host of a URL what is there.
    AskHost(JobId),
    /// Find out whether the file is there already.
    Compare(JobId),
    /// Make the copy that is sent in place of a file. It has a name of its own: what made an earlier one must not be
    /// taken for what makes this one.
    Prepare(JobId, String),
    /// Encode a few seconds of a file, to know what copies would be.
    Sample(JobId),
    /// Delete a copy that nobody needs any more.
    Discard(String),
    /// Look for what a lost answer may have created.
    Recover(JobId),
    /// Create the asset, the session, or the task.
    Create(JobId),
    /// Ask which parts the platform has.
    FetchParts(JobId),
    /// Get presigned URLs for parts, from this one on.
    Urls(JobId, PartNo),
    /// Send one part.
    Send(JobId, PartNo),
    /// Tell the platform which parts are stored.
    Report(JobId),
    /// Make the digest of the whole file.
    Digest(JobId),
    /// Ask how the classic task has come along.
    Follow(JobId),
    /// Ask for a place in an index or a knowledge store.
    Submit(JobId, usize),
    /// Ask how the asset has come along there.
    Trace(JobId, usize),
}

impl Work {
    /// The job it belongs to.
    pub fn job(&self) -> Option<JobId> {
        match self {
            Self::Look(job)
            | Self::AskHost(job)
            | Self::Compare(job)
            | Self::Prepare(job, _)
            | Self::Sample(job)
            | Self::Recover(job)
            | Self::Create(job)
            | Self::FetchParts(job)
            | Self::Urls(job, _)
            | Self::Send(job, _)
            | Self::Report(job)
            | Self::Digest(job)
            | Self::Follow(job)
            | Self::Submit(job, _)
            | Self::Trace(job, _) => Some(*job),
            Self::FindKey(_)
            | Self::CheckKey(_)
            | Self::ForgetKey(_)
            | Self::Probe(_)
            | Self::Examine(_)
            | Self::Save
            | Self::Discard(_)
            | Self::KeepProxyPassword
            | Self::CheckUpdates
            | Self::Diagnose
            | Self::Walk(_)
            | Self::Scan(_)
            | Self::Load(..)
            | Self::Poll(..)
            | Self::Inspect(..)
            | Self::Picture(..)
            | Self::Still(..)
            | Self::Watch(_)
            | Self::Connect(_)
            | Self::Import(_)
            | Self::Change(..) => None,
        }
    }

    /// The account it is made for, when it belongs to no job.
    pub fn account(&self) -> Option<&AccountId> {
        match self {
            Self::FindKey(id)
            | Self::CheckKey(id)
            | Self::ForgetKey(id)
            | Self::Probe(id)
            | Self::Examine(id)
            | Self::Load(id, _)
            | Self::Poll(id, _)
            | Self::Inspect(id, _)
            | Self::Picture(id, _)
            | Self::Still(id, _)
            | Self::Watch(id)
            | Self::Connect(id)
            | Self::Import(id)
            | Self::Change(id, _) => Some(id),
            Self::Save
            | Self::Discard(_)
            | Self::Prepare(..)
            | Self::Sample(_)
            | Self::KeepProxyPassword
            | Self::CheckUpdates
            | Self::Diagnose
            | Self::Walk(_)
            | Self::Scan(_)
            | Self::Look(_)
            | Self::AskHost(_)
            | Self::Compare(_)
            | Self::Recover(_)
            | Self::Create(_)
            | Self::FetchParts(_)
            | Self::Urls(..)
            | Self::Send(..)
            | Self::Report(_)
            | Self::Digest(_)
            | Self::Follow(_)
            | Self::Submit(..)
            | Self::Trace(..) => None,
        }
    }

    /// The name of the body it carries, if it is of a kind that can carry one.
    pub fn flight(&self) -> Option<Flight> {
        if let Self::Send(job, part) = self {
            Some((*job, *part))
        } else if let Self::Create(job) = self {
            Some((*job, PartNo::WHOLE))
        } else {
            None
        }
    }

    /// Whether it means one multipart session, and nothing after that session is given up.
    pub fn of_session(&self) -> bool {
        matches!(self, Self::FetchParts(_) | Self::Urls(..) | Self::Send(..) | Self::Report(_))
    }

    /// Whether it starts only once the facts that want it are on disk.
    pub fn waits_for_journal(&self) -> bool {
        self.creates() || matches!(self, Self::Send(..) | Self::Prepare(..) | Self::Import(_))
    }

    /// Whether it only asks for what somebody looks at or waits for.
    pub fn only_asks(&self) -> bool {
        matches!(self, Self::Load(..) | Self::Poll(..) | Self::Inspect(..) | Self::Still(..) | Self::Watch(_))
    }

    /// Whether it creates something on the platform, so that its intention has to be on record first.
    pub fn creates(&self) -> bool {
        matches!(self, Self::Create(_) | Self::Submit(..))
    }
}

/// What work found out.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Where the key was found, if anywhere.
    Key(Option<KeyLocation>),
    /// The platform accepts the key, which is kept there. The reason says why it is not in the keyring.
    KeyGood(KeyLocation),
    /// It is done, and there is nothing to tell.
    Done,
    /// The newest version.
    Newest(Version),
    /// What a test has found.
    Examined(Checkup),
    /// What helps to find a fault.
    Diagnosed(Arc<str>),
    /// The settings file holds these settings.
    Saved(Arc<Settings>),
    /// What the paths hold.
    Walked(Walked),
    /// What a watched folder holds.
    Scanned(Box<Scan>),
    /// A stretch of a list.
    Listed(Listed),
    /// An asset whole.
    Inspected(Box<AssetDetail>),
    /// The small picture of an asset, if there is one that can be shown.
    Pictured(Option<Arc<Pixels>>),
    /// The small picture of an asset in a list.
    Still(Still),
    /// A person has connected this Google Drive.
    Connected(Connection),
    /// What became of the files that were to be imported.
    Imported(Vec<(JobId, Imported)>),
    /// A change is made; the platform's name for what it created.
    Changed(Option<String>),
    /// These assets were asked about, of these the platform told, and about these it refused to.
    Watched(Vec<AssetId>, Vec<Asset>, Vec<(AssetId, Failure)>),
    /// The file as it is now.
    Looked(FileFacts),
    /// The file as it is now, and the copy of it if that is there.
    LookedAtBoth(Box<(FileFacts, Option<FileFacts>)>),
    /// The copy is there.
    Prepared(Arc<MadeCopy>),
    /// A copy would not be smaller than the file.
    NoSmaller,
    /// What copies would be.
    Sampled(Arc<Samples>),
    /// What the host of a URL told.
    Asked(Remote),
    /// What is there already, if anything.
    Compared(Option<Duplicate>),
    /// What a lost answer had created, if anything.
    Recovered(Option<Created>),
    /// What was created.
    Created(Created),
    /// Which parts the platform knows, and how the session stands.
    PartsFetched(SessionParts),
    /// Presigned URLs are at hand.
    Urls,
    /// The storage has the part.
    Stored {
        /// What it answered with.
        etag: String,
        /// Its host.
        host: String,
    },
    /// The platform knows these parts; whether it has them all.
    Reported(Vec<PartNo>, bool),
    /// The digest of the whole file.
    Digested(FileDigest),
    /// How the classic task stands, and why it failed.
    Task(IndexingStatus, Option<String>),
    /// The asset was taken into an index or a knowledge store, under this name.
    Submitted(String, IndexingStatus),
    /// How it stands there, and why it failed.
    Traced(IndexingStatus, Option<String>),
}

/// A stretch of a list, by what is in it.
#[derive(Clone, Debug)]
pub enum Listed {
    /// Assets.
    Assets(ListPage<Asset>),
    /// Indexes.
    Indexes(ListPage<Index>),
    /// Classic tasks.
    Tasks(ListPage<IndexTask>),
    /// Knowledge stores.
    Stores(ListPage<KnowledgeStore>),
    /// Item collections of a knowledge store.
    Collections(ListPage<KnowledgeStore>),
    /// Unfinished sessions.
    Sessions(ListPage<UnfinishedSession>),
    /// Connections to Google Drive.
    Connections(ListPage<Connection>),
    /// What is in an index.
    Indexed(ListPage<IndexedAsset>),
    /// What is in a knowledge store.
    Items(ListPage<StoreItem>),
}

/// What added paths hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Walked {
    /// Files to send, each with its size when that could be read.
    pub files: Vec<(PathBuf, Option<u64>)>,
    /// What was left out of the folders.
    pub passed: PassedOver,
    /// The uploads that have finished files of it already, which are not among these.
    pub finished: Vec<JobId>,
}

/// Something the platform created for a job.
#[derive(Clone, Debug, PartialEq)]
pub enum Created {
    /// An asset.
    Asset(AssetId, AssetStatus),
    /// A multipart session.
    Session(Session),
    /// A classic task.
    Task(TaskId, IndexingStatus),
}

/// What became of one file that was to be imported.
#[derive(Clone, Debug, PartialEq)]
pub enum Imported {
    /// It is on its way.
    Taken(AssetId, AssetStatus),
    /// It was imported before, and this is its asset.
    Known(AssetId),
    /// No Google Drive is connected.
    NotConnected,
    /// It was not imported.
    Failed(Failure),
}

/// How work that takes long gets on.
#[derive(Debug)]
pub enum Progress {
    /// The making of a copy.
    Copy(JobId, Preparing),
    /// A person is to answer on this page.
    Consent(AccountId, ConsentPage),
}

/// What the platform says about a session.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionParts {
    /// Parts it knows.
    pub reported: Vec<PartNo>,
    /// Whether it has the whole file.
    pub complete: bool,
}

/// What the planner wants changed. Decisions come alone, and so does what must stop: only once the facts know of it
/// can be said what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Take these as facts, and plan again.
    Decide(Vec<(JobId, Decision)>),
    /// Break these off, and plan again.
    Stop(Vec<(Work, StopReason)>),
    /// Begin these.
    Start(Vec<Work>),
}
