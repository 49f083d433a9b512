//! Everything that is on its way into an index, or has got there or failed, in one list: classic tasks and indexed
//! assets.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::{
    Account, AssetId, DestinationId, DestinationState, IndexId, IndexTask, IndexedAsset, IndexingStatus, Job,
    JobId, Model, TaskId,
};

/// The platform's name for a way into an index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndexingId {
    /// A classic task.
    Task(TaskId),
    /// An indexed asset.
    Indexed(String),
}

/// One video's way into an index.
#[derive(Clone, Debug, PartialEq)]
pub struct Indexing<'a> {
    /// The platform's name for it.
    pub id: IndexingId,
    /// The index.
    pub index: &'a IndexId,
    /// The asset, where it is known.
    pub asset: Option<&'a AssetId>,
    /// The video that a classic task makes.
    pub video: Option<&'a str>,
    /// The file name.
    pub filename: String,
    /// How far it has come.
    pub status: IndexingStatus,
    /// Seconds.
    pub duration_secs: Option<f64>,
    /// Width and height of the picture.
    pub picture: Option<(u32, u32)>,
    /// When it was asked for.
    pub created: Option<Timestamp>,
    /// When it last changed.
    pub updated: Option<Timestamp>,
    /// Why it failed, where the platform says so.
    pub reason: Option<&'a str>,
    /// The job that put it there, if one of this list did.
    pub job: Option<JobId>,
}

impl Model {
    /// What is known of an account's indexing, newest first: its classic tasks, what is in the indexes that somebody
    /// has looked at, and what the jobs of this list have put into others.
    pub fn indexing<'a>(&'a self, account: &'a Account) -> Vec<Indexing<'a>> {
        let mut found: BTreeMap<IndexingId, Indexing<'a>> = BTreeMap::new();
        for row in account.tasks.iter().map(Indexing::of_task) {
            found.insert(row.id.clone(), row);
        }
        // What a classic task has made stands in its index as well.
        let made: BTreeSet<&str> = account.tasks.iter().filter_map(|task| task.video.as_deref()).collect();
        let others = account.indexed.values().flat_map(crate::Listing::iter);
        for row in others.filter(|one| !made.contains(one.id.as_str())).map(Indexing::of_indexed) {
            found.insert(row.id.clone(), row);
        }
        for job in self.jobs.values().filter(|job| job.account == account.id) {
            for row in of_job(job) {
                match found.get_mut(&row.id) {
                    Some(known) => known.job = Some(job.id),
                    None => drop(found.insert(row.id.clone(), row)),
                }
            }
        }
        let mut rows: Vec<Indexing<'a>> = found.into_values().collect();
        rows.sort_by(|a, b| b.created.cmp(&a.created).then_with(|| b.id.cmp(&a.id)));
        rows
    }
}

impl<'a> Indexing<'a> {
    fn of_task(task: &'a IndexTask) -> Self {
        Self {
            id: IndexingId::Task(task.id.clone()),
            index: &task.index,
            asset: None,
            video: task.video.as_deref(),
            filename: task.filename.clone(),
            status: task.status.clone(),
            duration_secs: task.duration_secs,
            picture: task.picture,
            created: task.created,
            updated: task.updated,
            reason: task.reason.as_deref(),
            job: None,
        }
    }

    fn of_indexed(one: &'a IndexedAsset) -> Self {
        Self {
            id: IndexingId::Indexed(one.id.clone()),
            index: &one.index,
            asset: one.asset.as_ref(),
            video: None,
            filename: one.filename.clone(),
            status: one.status.clone(),
            duration_secs: one.duration_secs,
            picture: one.picture,
            created: one.created,
            updated: one.updated,
            reason: one.reason.as_deref(),
            job: None,
        }
    }
}

/// The places of a job in indexes, as far as the platform has named them. Its own polls keep them fresh.
fn of_job(job: &Job) -> impl Iterator<Item = Indexing<'_>> {
    job.destinations.iter().filter_map(|destination| {
        let DestinationId::Index(index) = &destination.destination_id else { return None };
        let (id, status) = match &destination.state {
            DestinationState::Submitted { id, status } => (id, status.clone()),
            DestinationState::Ready { id } => (id, IndexingStatus::Ready),
            DestinationState::Wanted
            | DestinationState::Begun
            | DestinationState::Doubtful
            | DestinationState::Failed(_) => return None,
        };
        Some(Indexing {
            id: IndexingId::Indexed(id.clone()),
            index,
            asset: job.asset_id(),
            video: None,
            filename: job.name(),
            status,
            duration_secs: None,
            created: job.sent.or(Some(job.added)),
            updated: job.ended,
            picture: None,
            reason: None,
            job: Some(job.id),
        })
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Instant;

    use crate::Destination;

    use crate::Listing;

    use crate::Now;

    use crate::Source;

    use super::*;
    use crate::UploadOptions;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant")]
    fn a_place_that_a_list_tells_of_too_stands_once_and_names_its_job() {
        let now = Now { mono: Instant::now(), utc: "2026-03-01T12:00:00Z".parse().unwrap(), random: 7 };
        let mut job = Job::new(
            JobId(4),
            "main".into(),
            Source::Asset("a".into(), String::new()),
            UploadOptions::default(),
            now,
        );
        let at = |id: &str| Destination {
            state: DestinationState::Submitted { id: id.to_owned(), status: IndexingStatus::Pending },
            ..Destination::new(DestinationId::Index("i".into()))
        };
        job.destinations = vec![at("x"), at("y")];
        let told = IndexedAsset::with_status("x", "i", IndexingStatus::Indexing);
        let list = Listing { items: [Arc::new(told)].into(), ..Listing::default() };
        let account =
            Account { id: "main".into(), indexed: [("i".into(), list)].into(), ..Account::default() };
        let model = Model { jobs: [(job.id, Arc::new(job))].into_iter().collect(), ..Model::default() };
        let rows = model.indexing(&account);
        let seen: Vec<_> = rows.iter().map(|row| (&row.id, &row.status, row.job)).collect();
        let id = |id: &str| IndexingId::Indexed(id.to_owned());
        let (x, y) = (id("x"), id("y"));
        let ours = Some(JobId(4));
        assert_eq!(seen, [(&y, &IndexingStatus::Pending, ours), (&x, &IndexingStatus::Indexing, ours)]);
    }
}
