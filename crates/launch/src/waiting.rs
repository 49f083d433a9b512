//! Waits for the uploads of a request that was handed over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::watch;

use takeup_engine::handover::{HandoverRequest, HandoverResult, Waiting};
use takeup_model::{AccountId, Job, JobId, Model, News, Snapshot, Source};

/// What was asked for, and how things stood before.
struct Request {
    account: AccountId,
    paths: Vec<PathBuf>,
    urls: BTreeSet<String>,
    /// The last number that was given out.
    last_number: u64,
    before: EndedBefore,
}

/// The uploads that had ended at some moment, so that those that end later can be told from them.
#[derive(Debug)]
pub struct EndedBefore(BTreeMap<JobId, Option<Timestamp>>);

impl EndedBefore {
    /// Those of this model.
    pub fn of(model: &Model) -> Self {
        let ended = model.jobs.values().filter(|job| job.end.is_some());
        Self(ended.map(|job| (job.id, job.ended)).collect())
    }

    /// Whether it had ended then, and nothing has happened to it since.
    pub fn untouched(&self, job: &Job) -> bool {
        job.end.is_some() && self.0.get(&job.id).is_some_and(|ended| *ended == job.ended)
    }
}

/// What waits for a request that is about to be taken.
pub(super) fn for_request(
    request: &HandoverRequest,
    account: AccountId,
    mut models: watch::Receiver<Snapshot>,
) -> Waiting {
    let model = Arc::clone(&models.borrow_and_update().facts);
    let request = Request {
        account,
        // The rows have the paths that the walk tells.
        paths: request.paths.iter().map(|path| takeup_media::whole(path)).collect(),
        urls: request.urls.iter().cloned().collect(),
        last_number: model.last_number,
        before: EndedBefore::of(&model),
    };
    Box::new(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().ok()?;
        let seen = runtime.block_on(models.wait_for(|seen| request.is_over(&seen.facts))).ok()?;
        Some(request.jobs(&seen.facts).chain(request.sent_before(&seen.facts)).map(result).collect())
    })
}

fn result(job: &Job) -> HandoverResult {
    HandoverResult { name: job.name(), receipt: job.receipt.clone() }
}

impl Request {
    fn names(&self, source: &Source) -> bool {
        match source {
            Source::File(path) => self.paths.iter().any(|asked| path.starts_with(asked)),
            Source::Url(url) => self.urls.contains(url),
            Source::Asset(..) => false,
        }
    }

    /// The uploads that the request made, or made go on.
    fn jobs<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a Job> {
        model.jobs.values().map(AsRef::as_ref).filter(|job: &&Job| {
            job.account == self.account && !self.before.untouched(job) && self.names(&job.source)
        })
    }

    /// The uploads that had sent something of it before, so that it is not sent again.
    fn sent_before<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a Job> {
        let since = model.notices.iter().filter(|notice| notice.number > self.last_number);
        // Several may have asked for the same.
        let ids: BTreeSet<&JobId> = since.flat_map(|notice| notice.news.sent_before()).collect();
        let jobs = ids.into_iter().filter_map(|id| model.job(*id));
        jobs.filter(|job| self.names(&job.source) && self.before.untouched(job))
    }

    fn is_over(&self, model: &Model) -> bool {
        let nothing_found = model.notices.iter().any(|notice| {
            notice.number > self.last_number
                && matches!(notice.news, News::Added { .. } | News::AlreadySent(_))
        });
        model.intake.is_empty()
            && (nothing_found || self.jobs(model).next().is_some())
            && self.jobs(model).all(|job| job.asks() || (job.end.is_some() && job.receipt.is_some()))
    }
}
