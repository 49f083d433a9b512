//! One file or URL on its way to the platform. Holds facts; what it needs next is read off them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::words::words;
use crate::{
    AccountId, AssetId, AssetStatus, CopyChoice, Destination, DestinationId, Digest, Duplicate, Failure,
    FileCopy, FileDigest, FileFacts, IfExists, IndexingStatus, JobEvent, JobEvents, JobId, LoggedEvent,
    MadeCopy, MediaKind, Method, Now, Part, PartNo, Receipt, Refusal, Remote, Route, Sampled, Session,
    Source, TaskId, Unfit, UploadOptions, address,
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
    pub options: UploadOptions,
    /// Random text that marks what this job creates, so that it can be found again.
    pub nonce: String,
    /// The file as it was when the upload began.
    pub file: Option<FileFacts>,
    /// The copy that is sent in its place.
    pub copy: Option<FileCopy>,
    /// What a few seconds of it say of copies that could be made.
    pub samples: Option<Sampled>,
    /// Whether the file has been looked at since the program started, or the host of the URL was asked.
    pub looked: bool,
    /// What the host of the URL told.
    pub remote: Option<Remote>,
    /// The way it goes, and why.
    pub route: Option<Route>,
    /// Whether it was compared with what is there already, as far as the person wants that.
    pub compared: bool,
    /// What has the same content already, while nobody has decided what that means.
    pub duplicate: Option<Duplicate>,
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
    pub destinations: Vec<Destination>,
    /// The person has stopped it for now.
    pub paused: bool,
    /// It was found in the journal and waits for somebody to say go.
    pub stopped_at_start: bool,
    /// When it was last moved to the front, by a number that grows; 0 if never. The highest goes first.
    pub front: u64,
    /// How it ended.
    pub end: Option<End>,
    /// Failures of the present step in a row; too many end the job.
    pub attempts: u32,
    /// Network failures in a row; they only slow the pace.
    pub setbacks: u32,
    /// Multipart sessions that ended before the file had arrived, since somebody last said go.
    pub sessions_ended: u32,
    /// What was found out about the bytes of each body that was read to its end.
    pub digests: BTreeMap<PartNo, Arc<Digest>>,
    /// The digest of the whole file.
    pub whole: FileDigest,
    /// The size that the platform tells of the asset.
    pub reported_size: Option<u64>,
    /// The file name that the platform tells of an asset that it has imported.
    pub told_name: Option<String>,
    /// How long the asset plays, by what the platform tells.
    pub reported_length: Option<Duration>,
    /// What single parts have run into, until they are stored.
    pub part_retries: BTreeMap<PartNo, PartRetries>,
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
    /// What has happened to it.
    pub events: JobEvents,
    /// What was known when it was over.
    pub receipt: Option<Arc<Receipt>>,
}

/// Whether there is nothing to look at: no file, and no host that is to be asked. Google Drive tells nothing.
fn looked_at_start(source: &Source, options: &UploadOptions) -> bool {
    match source {
        Source::File(_) => false,
        Source::Url(url) => options.ask_host != Some(true) || address::drive_file(url).is_some(),
        Source::Asset(..) => true,
    }
}

/// Added to a nonce whenever its job begins again; no nonce contains it otherwise.
pub const NEXT: char = 'n';

/// What one part has run into on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartRetries {
    /// Failures that count.
    pub attempts: u32,
    /// Answers of the storage that were good and had no proof.
    pub unproven: u32,
    /// Network failures; they only slow the pace.
    pub setbacks: u32,
    /// Refused presigned URLs.
    pub refused: u32,
    /// It is not sent again before then.
    pub not_before: Option<Instant>,
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
    /// A copy of it has to be made.
    Prepare,
    /// It may have been created already: look for it.
    Recover,
    /// The asset, the session, or the task has to be created.
    Create,
    /// The platform has to be asked which parts it has.
    FetchParts,
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

words! {
    Step {
        Look => "look",
        Compare => "compare",
        Prepare => "prepare",
        Recover => "seek",
        Create => "create",
        FetchParts => "recall",
        Send => "send",
        Watch => "process",
        Follow => "follow",
        Submit => "submit",
        Over => "over",
    }
}

impl Job {
    /// The last destination before this one that is in the same knowledge store. An asset has one item there, for the
    /// store and for all of its collections.
    pub fn same_store_before(&self, place: usize) -> Option<&Destination> {
        let store = |destination: &Destination| match &destination.destination_id {
            DestinationId::Store(id) => Some(id.parts().0.to_owned()),
            DestinationId::Index(_) => None,
        };
        let ours = store(self.destinations.get(place)?)?;
        self.destinations.iter().take(place).rfind(|earlier| store(earlier).as_ref() == Some(&ours))
    }

    /// What went wrong for good.
    pub fn failure(&self) -> Option<&Failure> {
        if let Some(End::Failed(failure)) = &self.end { Some(failure) } else { None }
    }

    /// A job that nothing has happened to yet.
    pub fn new(id: JobId, account: AccountId, source: Source, options: UploadOptions, now: Now) -> Self {
        Self {
            id,
            account,
            looked: looked_at_start(&source, &options),
            remote: None,
            compared: false,
            duplicate: None,
            reused: false,
            asset: source.asset(),
            source,
            nonce: format!("{:016x}{:08x}", now.random, id.0),
            file: None,
            copy: None,
            samples: None,
            route: None,
            creation: Creation::NotBegun,
            session: None,
            task: None,
            destinations: options.destination_ids.iter().cloned().map(Destination::new).collect(),
            options,
            paused: false,
            stopped_at_start: false,
            front: 0,
            end: None,
            attempts: 0,
            setbacks: 0,
            sessions_ended: 0,
            digests: BTreeMap::new(),
            whole: FileDigest::Unknown,
            reported_size: None,
            told_name: None,
            reported_length: None,
            part_retries: BTreeMap::new(),
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
            events: std::iter::once(LoggedEvent { at: now.utc, event: JobEvent::Added, times: 1 }).collect(),
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
            self.options.if_exists = Some(IfExists::Ask);
        }
        self.reused = false;
        self.duplicate = None;
        self.creation = Creation::NotBegun;
        self.session = None;
        self.asset = self.source.asset();
        self.task = None;
        self.route = None;
        self.sent = None;
        self.poll = Poll::default();
        self.digests.clear();
        self.whole = FileDigest::Unknown;
        self.reported_size = None;
        self.told_name = None;
        self.reported_length = None;
        self.part_retries.clear();
        self.report_singly = false;
        self.report_at = None;
    }

    /// Whether the digest of the whole file is still to be made.
    pub fn digest_due(&self) -> bool {
        self.end.is_none() && self.lacks_digest()
    }

    fn lacks_digest(&self) -> bool {
        self.whole == FileDigest::Unknown && !self.digests.is_empty() && self.bytes_sent()
    }

    /// Whether nothing was created for it, nor may have been.
    pub fn untouched(&self) -> bool {
        self.creation == Creation::NotBegun
            && self.session.is_none()
            && self.asset.is_none()
            && self.task.is_none()
    }

    /// Whether its asset is ready on the platform, so that it can go anywhere without a byte being sent.
    pub fn can_add_destinations(&self) -> bool {
        self.task.is_none() && self.bytes_sent() && matches!(self.asset, Some((_, AssetStatus::Ready)))
    }

    /// Whether it only puts an asset into indexes and knowledge stores.
    pub fn adds_existing_asset(&self) -> bool {
        matches!(self.source, Source::Asset(..))
    }

    /// Whether it is ready, and was asked for like this.
    pub fn has_done(&self, account: &AccountId, options: &UploadOptions) -> bool {
        let wanted = options.resolved(
            &self.source,
            self.if_exists(),
            self.options.ask_host.unwrap_or_default(),
            self.copy_choice(),
        );
        self.end == Some(End::Ready)
            && self.account == *account
            && self.options.task_index == wanted.task_index
            && self.options.metadata == wanted.metadata
            && self.options.copy == wanted.copy
            && wanted.destination_ids.iter().all(|id| self.options.destination_ids.contains(id))
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
        if !self.looked {
            return Step::Look;
        }
        if self.prepares() || self.awaits_samples() {
            return if self.compares() { Step::Compare } else { Step::Prepare };
        }
        if self.route.is_none() {
            return Step::Look;
        }
        if self.compares() {
            return Step::Compare;
        }
        let Some(session) = &self.session else {
            // An import is asked for again: the platform takes each file once, and answers with the asset that it has.
            let doubtful = self.creation == Creation::Doubtful && self.method() != Some(Method::Import);
            return if doubtful { Step::Recover } else { Step::Create };
        };
        if session.known && session.parts.iter().any(|part| *part != Part::Reported) {
            Step::Send
        } else {
            Step::FetchParts
        }
    }

    /// Whether the step it is at moves this job's bytes over the line.
    pub fn sends(&self) -> bool {
        match self.step() {
            Step::Send => true,
            Step::Create => self.source.path().is_some() && self.method() != Some(Method::Multipart),
            Step::Look
            | Step::Compare
            | Step::Prepare
            | Step::Recover
            | Step::FetchParts
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

    /// What the row is called: what the platform calls an imported file, or else what its source says.
    pub fn name(&self) -> String {
        self.told_name.clone().unwrap_or_else(|| self.source.name())
    }

    /// The file of Google Drive that it imports.
    pub fn drive_file(&self) -> Option<String> {
        match &self.source {
            Source::Url(url) if self.method() == Some(Method::Import) => address::drive_file(url),
            Source::File(_) | Source::Url(_) | Source::Asset(..) => None,
        }
    }

    /// Whether it waits for the platform's answer to an import, or for its turn to be imported.
    pub fn imports(&self) -> bool {
        self.step() == Step::Create && self.method() == Some(Method::Import)
    }

    /// Whether it is refused only because no Google Drive is connected.
    pub fn lacks_connection(&self) -> bool {
        self.end == Some(End::Refused(Refusal::Unfit(Unfit::NotConnected)))
    }

    /// Forgets what its host told, so that it is judged again.
    pub fn look_again(&mut self) {
        self.looked = looked_at_start(&self.source, &self.options);
        self.remote = None;
    }

    /// The platform's name for what came of it.
    pub fn asset_id(&self) -> Option<&AssetId> {
        self.asset.as_ref().map(|(id, _)| id).or(self.session.as_ref().map(|session| &session.asset))
    }

    /// Whether the platform has made an asset of all of its bytes.
    pub fn has_asset(&self) -> bool {
        self.asset.is_some() && self.session.as_ref().is_none_or(|session| session.complete)
    }

    /// What is sent of a video.
    pub fn copy_choice(&self) -> CopyChoice {
        self.options.copy.unwrap_or_default()
    }

    /// The copy that is sent in its place, once it was made.
    pub fn made_copy(&self) -> Option<&MadeCopy> {
        self.copy.as_ref()?.made.as_deref()
    }

    /// What is sent: the copy, or else the file.
    pub fn body(&self) -> Option<&FileFacts> {
        self.made_copy().map(|made| &made.file).or(self.file.as_ref())
    }

    /// The name its asset is given. A copy has the ending of what it is.
    pub fn asset_name(&self) -> String {
        let name = self.source.asset_name();
        let Some(copy) = self.copy.as_ref().filter(|copy| copy.made.is_some()) else { return name };
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        [stem, copy.recipe.ending()].concat()
    }

    /// Whether a copy of it is still to be made.
    pub fn prepares(&self) -> bool {
        self.untouched() && self.copy.as_ref().is_some_and(|copy| copy.made.is_none())
    }

    /// Whether a few seconds of it have to be encoded before anybody can say what is sent.
    pub fn awaits_samples(&self) -> bool {
        self.copy_choice() == CopyChoice::Automatic
            && self.route.is_none()
            && self.copy.is_none()
            && self.samples.is_none()
            && self.untouched()
            && self
                .file
                .as_ref()
                .is_some_and(|file| file.kind == MediaKind::Video && file.media.length.is_some())
    }

    /// Whether its copy may still be needed: until the asset is ready, or the upload removed.
    pub fn keeps_copy(&self) -> bool {
        let ready =
            matches!(self.asset, Some((_, AssetStatus::Ready))) && self.bytes_sent() && !self.lacks_digest();
        self.copy.is_some() && self.end != Some(End::Ready) && !ready
    }

    /// How long the asset should play.
    pub fn wanted_length(&self) -> Option<Duration> {
        let longer = self.copy.as_ref().map(|copy| copy.recipe.lengthens()).unwrap_or_default();
        Some(self.file.as_ref()?.media.length? + longer)
    }

    /// Bytes that are sent; 0 for a URL.
    pub fn bytes_total(&self) -> u64 {
        self.body().map_or(0, |file| file.size)
    }

    /// Whether it has bytes to send, and nobody knows yet how many.
    pub fn awaits_size(&self) -> bool {
        let sends = self.end.is_none() && !self.reused && !self.bytes_sent() && self.source.path().is_some();
        sends && (self.prepares() || self.body().is_none())
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
        self.end.is_none() && !self.paused && !self.stopped_at_start
    }

    /// The failure or refusal that ended it, if it ended badly.
    pub fn ended_badly(&self) -> bool {
        matches!(self.end, Some(End::Failed(_) | End::Refused(_)))
    }
}
