//! What there is to show for an upload that is over: what was sent, where it is, and what was verified and how.
//! It holds no key, no nonce, and nothing of a URL that could open something.

use std::time::Duration;

use jiff::Timestamp;

use crate::words::words;
use crate::{
    Account, AccountId, AssetId, ContentDigest, DestinationId, DestinationState, End, EtagKind, Failure,
    FileDigest, Job, JobId, Recipe, Refusal, Route, SessionOrigin, TaskId, UploadId,
};

/// A receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The number of the job.
    pub job: JobId,
    /// The account, by its name in the journal.
    pub account: AccountId,
    /// What the person calls the account.
    pub account_name: String,
    /// The server it went to.
    pub server: String,
    /// The path, or the URL without what comes after its path.
    pub source: String,
    /// What the row was called.
    pub name: String,
    /// Bytes of the file.
    pub size: Option<u64>,
    /// The media type that was told to the platform.
    pub media_type: Option<String>,
    /// When the file was last changed.
    pub modified: Option<Timestamp>,
    /// The way it went, and why.
    pub route: Option<Route>,
    /// The asset.
    pub asset: Option<AssetId>,
    /// Whether that asset was there before, so that not a byte was sent.
    pub reused: bool,
    /// The multipart session.
    pub upload: Option<UploadId>,
    /// The classic task.
    pub task: Option<TaskId>,
    /// The indexes and knowledge stores it was meant for.
    pub places: Vec<ReceiptDestination>,
    /// How it ended.
    pub outcome: Outcome,
    /// When it was added.
    pub added: Timestamp,
    /// When its first byte was due to leave.
    pub started: Option<Timestamp>,
    /// When the platform had every byte.
    pub sent: Option<Timestamp>,
    /// When it was over.
    pub ended: Timestamp,
    /// How it was cut, if it went in parts.
    pub cut: Option<PartLayout>,
    /// Requests that had to be repeated.
    pub retries: u32,
    /// The digest of the file.
    pub digest: Option<ContentDigest>,
    /// SHA-256 of the whole file, in hex, if it was asked for.
    pub sha256: Option<String>,
    /// What the storage's answers proved.
    pub proof: EtagCheck,
    /// Whether the file was found to be the same one when the last part was reported.
    pub same_file: bool,
    /// The size that the platform told of the asset.
    pub reported_size: Option<u64>,
    /// The copy that was sent in place of the file. Size, media type and digest are those of the copy then.
    pub copy: Option<ReceiptCopy>,
    /// How long the asset should play.
    pub length: Option<Duration>,
    /// How long it plays, by what the platform told.
    pub reported_length: Option<Duration>,
}

/// How a copy was made, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptCopy {
    /// How it differs from its original.
    pub recipe: Recipe,
    /// The version of ffmpeg that made it.
    pub tool: String,
    /// Bytes of the original.
    pub original_size: u64,
    /// The BLAKE3 of the original, in hex, if checksums were made.
    pub original: Option<String>,
}

/// How a file was cut into parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartLayout {
    /// How many parts.
    pub parts: usize,
    /// Bytes of every part but the last.
    pub size: u64,
    /// How this program came to the session.
    pub origin: SessionOrigin,
}

/// A place that an asset was meant for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptDestination {
    /// Which.
    pub destination_id: DestinationId,
    /// What it is called, if that was known.
    pub name: Option<String>,
    /// The platform's name for the asset there.
    pub thing: Option<String>,
    /// Whether it got there.
    pub ready: bool,
}

/// How an upload ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The asset is ready, and so is everything asked for.
    Ready,
    /// It went wrong for good.
    Failed(Failure),
    /// Not a byte was sent: the rule, and the particulars.
    Refused(RefusalRule, String),
    /// The person called it off.
    Cancelled,
}

impl Outcome {
    /// The same without the particulars.
    pub fn kind(&self) -> OutcomeKind {
        match self {
            Self::Ready => OutcomeKind::Ready,
            Self::Failed(_) => OutcomeKind::Failed,
            Self::Refused(..) => OutcomeKind::Refused,
            Self::Cancelled => OutcomeKind::Cancelled,
        }
    }

    /// The stable word of why it ended badly, if it did, and the code of the failure.
    pub fn reason(&self) -> Option<(&'static str, Option<String>)> {
        match self {
            Self::Ready | Self::Cancelled => None,
            Self::Failed(why) => Some((why.kind.word(), why.code.as_ref().map(ToString::to_string))),
            Self::Refused(rule, _) => Some((rule.word(), None)),
        }
    }
}

/// How an upload ended, without the particulars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    /// The asset is ready, and so is everything asked for.
    Ready,
    /// It went wrong for good.
    Failed,
    /// Not a byte was sent.
    Refused,
    /// The person called it off.
    Cancelled,
}

words! {
    OutcomeKind { Ready => "ready", Failed => "failed", Refused => "refused", Cancelled => "cancelled" }
}

impl From<&End> for Outcome {
    fn from(end: &End) -> Self {
        match end {
            End::Ready => Self::Ready,
            End::Failed(failure) => Self::Failed(failure.clone()),
            End::Cancelled => Self::Cancelled,
            End::Refused(refusal) => {
                let detail = match refusal {
                    Refusal::Address(why) => why.detail(),
                    Refusal::Empty => String::new(),
                    Refusal::NotMedia { found } => found.clone(),
                    Refusal::TooLarge { limit, .. } => limit.bytes.to_string(),
                    Refusal::Unmet(verdict) => verdict.demand.word().to_owned(),
                    Refusal::Unfit(unfit) => unfit.detail(),
                };
                Self::Refused(RefusalRule::of(refusal), detail)
            }
        }
    }
}

/// The rule by which a file was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalRule {
    /// The platform cannot fetch from its URL.
    Address,
    /// It has no bytes.
    Empty,
    /// It is surely not what the platform takes.
    NotMedia,
    /// It is over a limit.
    TooLarge,
    /// It is out of a range that every source gives.
    Unmet,
    /// Something that was asked for does not fit together.
    Unfit,
}

words! {
    RefusalRule {
        Address => "address",
        Empty => "empty",
        NotMedia => "not-media",
        TooLarge => "too-large",
        Unmet => "unmet",
        Unfit => "unfit",
    }
}

impl RefusalRule {
    /// The rule behind a refusal.
    pub fn of(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Address(_) => Self::Address,
            Refusal::Empty => Self::Empty,
            Refusal::NotMedia { .. } => Self::NotMedia,
            Refusal::TooLarge { .. } => Self::TooLarge,
            Refusal::Unmet(_) => Self::Unmet,
            Refusal::Unfit(_) => Self::Unfit,
        }
    }
}

/// What the storage's answers proved about the bytes of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EtagCheck {
    /// So many parts were answered with the MD5 of what was sent.
    Matched(usize),
    /// The storage's `ETag`s are something else than MD5s.
    NotComparable,
    /// No checksums of parts were made here.
    NotCompared,
    /// It did not go in parts, so no storage answered.
    NoParts,
    /// It ended before receipts were kept.
    Unrecorded,
}

impl EtagCheck {
    /// All of them; where parts agreed, as if none had.
    pub const ALL: [Self; 5] =
        [Self::Matched(0), Self::NotComparable, Self::NotCompared, Self::NoParts, Self::Unrecorded];

    /// The stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Matched(_) => "md5",
            Self::NotComparable => "not-comparable",
            Self::NotCompared => "not-compared",
            Self::NoParts => "no-parts",
            Self::Unrecorded => "unrecorded",
        }
    }

    /// Reads the word, with how many parts agreed.
    pub fn parse(word: &str, agreed: usize) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|one| one.word() == word)?;
        Some(if matches!(found, Self::Matched(_)) { Self::Matched(agreed) } else { found })
    }

    /// How many parts agreed, where they could be compared.
    pub fn agreed(self) -> Option<usize> {
        match self {
            Self::Matched(parts) => Some(parts),
            Self::NotComparable | Self::NotCompared | Self::NoParts | Self::Unrecorded => None,
        }
    }

    fn of(job: &Job, account: &Account) -> Self {
        let Some(session) = &job.session else { return Self::NoParts };
        let agreed = job.digests.values().filter(|digest| digest.verified).count();
        // A part that was read without its MD5 was sent when it was known that there is nothing to compare it with.
        let compared = !job.digests.is_empty();
        // Parts that differ hold a session up until it is known that `ETag`s are no MD5s.
        let other = account.etags_of(session) == EtagKind::Other || session.complete;
        match (agreed, compared) {
            (0, true) if other => Self::NotComparable,
            (0, false) if matches!(job.whole, FileDigest::Known { .. }) => Self::Unrecorded,
            (0, false) => Self::NotCompared,
            (agreed, _) => Self::Matched(agreed),
        }
    }
}

impl Receipt {
    /// The receipt of a job that is over.
    pub fn of(job: &Job, account: &Account) -> Option<Self> {
        if job.adds_existing_asset() {
            // Nothing was sent.
            return None;
        }
        let (end, ended) = (job.end.as_ref()?, job.ended?);
        let file = job.body();
        let session = job.session.as_ref();
        let (digest, sha256) = match &job.whole {
            FileDigest::Known { digest, sha256 } => (Some(digest.clone()), sha256.clone()),
            FileDigest::Unknown | FileDigest::Lost => (None, None),
        };
        Some(Self {
            job: job.id,
            account: job.account.clone(),
            account_name: account.name.clone(),
            server: account.server.clone(),
            name: job.name(),
            source: job.source.public_text(),
            size: file.map(|file| file.size),
            media_type: file.map(|file| file.media_type.clone()),
            modified: job.file.as_ref().and_then(|file| file.modified),
            route: job.route,
            asset: job.asset_id().cloned(),
            reused: job.reused,
            upload: session.map(|session| session.upload.clone()),
            task: job.task.as_ref().map(|(id, _)| id.clone()),
            places: places(job, account),
            outcome: end.into(),
            added: job.added,
            started: job.started,
            sent: job.sent,
            ended,
            cut: session.map(|session| PartLayout {
                parts: session.parts.len(),
                size: session.part_size,
                origin: session.origin,
            }),
            retries: job.retries,
            digest,
            sha256,
            proof: EtagCheck::of(job, account),
            same_file: same_file(job),
            reported_size: job.reported_size,
            copy: copy(job),
            length: job.wanted_length(),
            reported_length: job.reported_length,
        })
    }

    /// Whether this is the receipt of the end that a job has now.
    pub fn tells_of(&self, job: &Job) -> bool {
        job.ended == Some(self.ended) && job.end.as_ref().is_some_and(|end| self.outcome == end.into())
    }

    /// Bytes a second from the first byte to the last, pauses included.
    pub fn bytes_per_second(&self) -> Option<u64> {
        let took = self.sent?.duration_since(self.started?).as_millis();
        u64::try_from(u128::from(self.size?) * 1000 / u128::try_from(took).ok()?.max(1)).ok()
    }

    /// The BLAKE3 of the file.
    pub fn blake3(&self) -> Option<&str> {
        self.digest.as_ref().and_then(ContentDigest::blake3)
    }

    /// The digest that older versions of this program made.
    pub fn tree(&self) -> Option<&str> {
        self.digest.as_ref().and_then(ContentDigest::tree)
    }

    /// Whether the asset of a copy plays as long as the file, give or take half a second; nothing, if the platform told
    /// nothing or the file did not.
    pub fn length_agrees(&self) -> Option<bool> {
        self.copy.as_ref()?;
        Some(self.length?.abs_diff(self.reported_length?) <= ABOUT_AS_LONG)
    }

    /// Whether the platform told the size that the file has; nothing, if it told none or there was no file.
    pub fn size_agrees(&self) -> Option<bool> {
        Some(self.size? == self.reported_size?)
    }
}

/// Two lengths that differ by no more than this are told in whole seconds or counted by frames of their own.
pub const ABOUT_AS_LONG: Duration = Duration::from_millis(500);

fn copy(job: &Job) -> Option<ReceiptCopy> {
    let made = job.made_copy()?;
    Some(ReceiptCopy {
        recipe: job.copy.as_ref()?.recipe.clone(),
        tool: made.tool.clone(),
        original_size: job.file.as_ref()?.size,
        original: made.original.clone(),
    })
}

fn places(job: &Job, account: &Account) -> Vec<ReceiptDestination> {
    let named = |destination_id: &DestinationId| match destination_id {
        DestinationId::Index(id) => {
            account.indexes.iter().find(|one| one.id == *id).map(|one| one.name.clone())
        }
        DestinationId::Store(id) => {
            account.stores.iter().find(|one| one.id == *id).map(|one| one.name.clone())
        }
    };
    let task_index =
        job.options.task_index.clone().map(DestinationId::Index).map(|destination_id| ReceiptDestination {
            name: named(&destination_id),
            destination_id,
            thing: None,
            ready: job.end == Some(End::Ready),
        });
    let destinations = job.destinations.iter().map(|destination| {
        let (thing, ready) = match &destination.state {
            DestinationState::Ready { id } => (Some(id.clone()), true),
            DestinationState::Submitted { id, .. } => (Some(id.clone()), false),
            DestinationState::Wanted
            | DestinationState::Begun
            | DestinationState::Doubtful
            | DestinationState::Failed(_) => (None, false),
        };
        ReceiptDestination {
            destination_id: destination.destination_id.clone(),
            name: named(&destination.destination_id),
            thing,
            ready,
        }
    });
    task_index.into_iter().chain(destinations).collect()
}

/// The file is looked at before the report that completes a session. Whoever else finished the session may not have
/// done so.
fn same_file(job: &Job) -> bool {
    job.session.as_ref().is_some_and(|session| {
        session.complete && (session.origin != SessionOrigin::Adopted || !job.digests.is_empty())
    })
}

#[cfg(test)]
mod tests;
