//! What a run of uploads came to, for whoever was not there.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::words::words;
use crate::{End, Job, Outcome, Receipt, Shard};

/// A run of uploads.
#[derive(Clone, Debug)]
pub struct RunReport {
    /// When it began.
    pub started: Timestamp,
    /// When it was over.
    pub ended: Timestamp,
    /// The exit code of the program.
    pub exit_code: u8,
    /// The share of the batch that it was for.
    pub shard: Option<Shard>,
    /// Files and URLs that were uploaded before and were not sent again.
    pub uploaded_before: usize,
    /// Its uploads.
    pub uploads: Vec<RunUpload>,
}

/// An upload of a run.
#[derive(Clone, Debug)]
pub struct RunUpload {
    /// What its row is called.
    pub name: String,
    /// The path, or the URL without what comes after its path.
    pub source: String,
    /// Bytes of the file, where known.
    pub size: Option<u64>,
    /// How it stands at the end of the run.
    pub status: RunStatus,
    /// Its receipt, if it is over.
    pub receipt: Option<Arc<Receipt>>,
}

/// How an upload stands at the end of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunStatus {
    /// The asset is ready, and so is everything asked for.
    Ready,
    /// It went wrong for good.
    Failed,
    /// Not a byte was sent.
    Refused,
    /// It was called off.
    Cancelled,
    /// Its content is there already, and somebody has to say what happens.
    Duplicate,
    /// The platform has every byte and works on it.
    Processing,
    /// It has not been sent to the end.
    Unfinished,
}

words! {
    RunStatus {
        Ready => "ready",
        Failed => "failed",
        Refused => "refused",
        Cancelled => "cancelled",
        Duplicate => "duplicate",
        Processing => "processing",
        Unfinished => "unfinished",
    }
}

/// Failures and refusals of one kind.
#[derive(Clone, Debug)]
pub struct RunFailures {
    /// One of them.
    pub example: Outcome,
    /// How many there are.
    pub count: usize,
}

impl RunStatus {
    /// How an upload stands now.
    pub fn of(job: &Job) -> Self {
        match &job.end {
            Some(End::Ready) => Self::Ready,
            Some(End::Failed(_)) => Self::Failed,
            Some(End::Refused(_)) => Self::Refused,
            Some(End::Cancelled) => Self::Cancelled,
            None if job.asks() => Self::Duplicate,
            None if job.bytes_sent() => Self::Processing,
            None => Self::Unfinished,
        }
    }

    /// How an upload of another program stands. That program ends waiting for one without a receipt only if somebody
    /// has to decide there.
    pub fn elsewhere(receipt: Option<&Receipt>) -> Self {
        receipt.map_or(Self::Duplicate, |receipt| match receipt.outcome {
            Outcome::Ready => Self::Ready,
            Outcome::Failed(_) => Self::Failed,
            Outcome::Refused(..) => Self::Refused,
            Outcome::Cancelled => Self::Cancelled,
        })
    }
}

impl RunUpload {
    /// An upload as it is now.
    pub fn of(job: &Job) -> Self {
        Self {
            name: job.name(),
            source: job.source.public_text(),
            size: job.file.as_ref().map(|file| file.size),
            status: RunStatus::of(job),
            receipt: job.receipt.clone(),
        }
    }

    /// An upload that another program has finished, or that waits there until somebody decides.
    pub fn elsewhere(name: &str, receipt: Option<&Arc<Receipt>>) -> Self {
        Self {
            name: name.to_owned(),
            source: receipt.map_or_else(|| name.to_owned(), |receipt| receipt.source.clone()),
            size: receipt.and_then(|receipt| receipt.size),
            status: RunStatus::elsewhere(receipt.map(Arc::as_ref)),
            receipt: receipt.cloned(),
        }
    }

    /// Whether its asset was there before, so that not a byte was sent.
    pub fn reused(&self) -> bool {
        self.receipt.as_ref().is_some_and(|receipt| receipt.reused)
    }
}

impl RunReport {
    /// How many uploads stand like this.
    pub fn count(&self, status: RunStatus) -> usize {
        self.uploads.iter().filter(|upload| upload.status == status).count()
    }

    /// How many used an asset that was there.
    pub fn reused(&self) -> usize {
        self.uploads.iter().filter(|upload| upload.reused()).count()
    }

    /// Bytes of the files that this run, or the one that it continued, has sent.
    pub fn bytes(&self) -> u64 {
        let sent = self.uploads.iter().filter(|upload| upload.status == RunStatus::Ready && !upload.reused());
        sent.filter_map(|upload| upload.size).sum()
    }

    /// Requests that had to be repeated.
    pub fn retries(&self) -> u64 {
        self.receipts().map(|receipt| u64::from(receipt.retries)).sum()
    }

    /// Failures and refusals by their reason, the most frequent first.
    pub fn failures(&self) -> Vec<RunFailures> {
        let mut found: BTreeMap<(&str, &str, String), RunFailures> = BTreeMap::new();
        for receipt in self.receipts() {
            let Some((reason, code)) = receipt.outcome.reason() else { continue };
            let key = (receipt.outcome.kind().word(), reason, code.unwrap_or_default());
            let one = found
                .entry(key)
                .or_insert_with(|| RunFailures { example: receipt.outcome.clone(), count: 0 });
            one.count += 1;
        }
        let mut found: Vec<RunFailures> = found.into_values().collect();
        found.sort_by_key(|failures| std::cmp::Reverse(failures.count));
        found
    }

    /// The receipts of what is over.
    pub fn receipts(&self) -> impl Iterator<Item = &Arc<Receipt>> {
        self.uploads.iter().filter_map(|upload| upload.receipt.as_ref())
    }
}
