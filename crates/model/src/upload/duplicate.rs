//! What is there already of a file that is about to be sent, and what to do then.

use crate::rules::requirements;
use crate::words::words;
use crate::{
    AssetId, AssetStatus, Destination, DestinationId, DestinationState, End, FileFacts, Job, JobId, Method,
    Model, Poll, Step,
};

/// What to do with a file that is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IfExists {
    /// Compare it with the other uploads of the list, which costs nothing, and ask.
    #[default]
    List,
    /// Look on the platform as well, and ask.
    Ask,
    /// Look on the platform as well, and use the asset that is there.
    Reuse,
    /// The same, and leave the asset as it is: it goes nowhere else.
    Skip,
    /// Send it, and compare it with nothing.
    Again,
}

words! {
    IfExists { List => "list", Ask => "ask", Reuse => "reuse", Skip => "skip", Again => "again" }
}

impl IfExists {
    /// Whether the platform is asked.
    pub fn asks_platform(self) -> bool {
        matches!(self, Self::Ask | Self::Reuse | Self::Skip)
    }

    /// Whether an asset that is surely the same is used without a question.
    pub fn takes(self) -> bool {
        matches!(self, Self::Reuse | Self::Skip)
    }
}

/// What is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Duplicate {
    /// Another upload of the list has the same content.
    InList(JobId),
    /// An asset on the platform.
    OnPlatform {
        /// Which.
        asset: AssetId,
        /// As told.
        status: AssetStatus,
        /// Whether it surely has the same content. Otherwise name and size are the same.
        proven: bool,
    },
}

impl Duplicate {
    /// The first upload of the list with the same content that may have, or come to have, an asset. One that waits for
    /// this one is none of them.
    pub fn here(model: &Model, job: &Job) -> Option<Self> {
        let file = job.file.as_ref()?;
        let fixed = Self::is_fixed(model, job);
        let same = |other: &Job| {
            // What is seldom true comes first: this is asked of every upload of the list.
            other.file.as_ref().is_some_and(|known| same_content(known, file))
                && other.account == job.account
                && other.id != job.id
                && !(job.if_exists().takes() && other.waits_for_person())
                && (other.copy.is_some() || other.method().is_some())
                && other.method() != Some(Method::Task)
                && !other.ended_without_asset()
                && Self::is_fixed(model, other) == fixed
                && !Self::awaits(model, other, job.id)
        };
        model.jobs.values().find(|other| same(other)).map(|other| Self::InList(other.id))
    }

    /// Whether a fixed copy of the file is sent. That is no duplicate of the file as it is.
    pub fn is_fixed(model: &Model, job: &Job) -> bool {
        let (Some(file), Some(account)) = (&job.file, model.account_of(job)) else { return false };
        job.options.fix && requirements::recipe(file, None, &job.options, account).is_some()
    }

    /// Whether this upload waits for that one, itself or by way of others. No round can come about as long as every wait
    /// is asked for here before it begins.
    pub fn awaits(model: &Model, job: &Job, id: JobId) -> bool {
        let next = |job: &&Job| match &job.duplicate {
            Some(Self::InList(next)) => model.job(*next),
            _ => None,
        };
        std::iter::successors(Some(job), next).skip(1).take(model.jobs.len()).any(|awaited| awaited.id == id)
    }

    /// The same as it is now: the asset of that upload, once it is over. Before that it may be on its way into the
    /// very index that this one would look into.
    pub fn now(model: &Model, job: &Job) -> Option<Self> {
        let found = Self::here(model, job)?;
        let Self::InList(id) = &found else { return Some(found) };
        let other = model.job(*id)?;
        match &other.asset {
            // How it stood then says nothing of now: it may have been deleted. The platform is asked again.
            Some((asset, _)) if other.end.is_some() => {
                Some(Self::OnPlatform { asset: asset.clone(), status: AssetStatus::Processing, proven: true })
            }
            _ => Some(found),
        }
    }
}

impl Job {
    /// What happens if it is there already.
    pub fn if_exists(&self) -> IfExists {
        self.options.if_exists.unwrap_or_default()
    }

    /// Whether it is still to be compared with what is there already. Nothing that was begun is.
    pub(crate) fn compares(&self) -> bool {
        !self.compared
            && self.file.is_some()
            && self.untouched()
            && self.if_exists() != IfExists::Again
            && self.method() != Some(Method::Task)
            && !(self.method().is_none() && self.options.task_index.is_some())
    }

    /// Whether it waits until the person says what a twin means.
    pub fn asks(&self) -> bool {
        let decided = self.if_exists().takes();
        self.step() == Step::Compare && self.duplicate.is_some() && !decided
    }

    /// Takes an asset that was there before instead of sending the file. Each place is looked up before the asset
    /// is put there: it may be in it already.
    pub fn reuse(&mut self, asset: AssetId, status: AssetStatus) {
        if self.if_exists() == IfExists::Skip {
            self.destinations.clear();
            self.options.destination_ids.clear();
        }
        self.look_before_placing();
        self.asset = Some((asset, status));
        self.reused = true;
        self.compared = true;
        self.duplicate = None;
        self.poll = Poll::default();
    }

    /// Its asset may be in the places where it goes already: it is not the only upload that has this one.
    pub fn look_before_placing(&mut self) {
        for destination in
            self.destinations.iter_mut().filter(|destination| destination.state == DestinationState::Wanted)
        {
            destination.state = DestinationState::Doubtful;
        }
    }

    /// A further place for its asset.
    pub fn add_destination(&mut self, destination_id: DestinationId) {
        let state = if self.reused || self.adds_existing_asset() {
            DestinationState::Doubtful
        } else {
            DestinationState::Wanted
        };
        self.destinations.push(Destination { state, ..Destination::new(destination_id) });
    }

    /// Whether it goes on only when somebody says so: nothing can be waited for.
    pub fn waits_for_person(&self) -> bool {
        self.end.is_none() && (self.stopped_at_start || self.paused || self.asks())
    }

    /// Whether it is over and left no asset that another upload could use.
    pub fn ended_without_asset(&self) -> bool {
        self.end.as_ref().is_some_and(|end| *end != End::Ready)
            || (self.end.is_some() && self.asset.is_none())
    }
}

fn same_content(one: &FileFacts, other: &FileFacts) -> bool {
    one.size == other.size && !one.fingerprint.is_empty() && one.fingerprint == other.fingerprint
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    use super::*;
    use crate::{
        Account, AccountId, IndexId, Now, Picture, Route, RouteReason, Sound, Source, UploadOptions,
    };

    fn small(number: u64, fix: bool) -> Job {
        #[expect(clippy::disallowed_methods, reason = "tests need some instant")]
        let now = Now { mono: Instant::now(), utc: jiff::Timestamp::UNIX_EPOCH, random: 1 };
        let destination_ids = vec![DestinationId::Index(IndexId("i".into()))];
        let options = UploadOptions { destination_ids, fix, ..UploadOptions::default() };
        let source = Source::File(format!("/{number}.mp4").into());
        let mut job = Job::new(JobId(number), AccountId::default(), source, options, now);
        let mut file = FileFacts { fingerprint: "f".to_owned(), ..FileFacts::sample(1_000_000) };
        file.media.picture = Picture::new(320, 240);
        file.media.length = Some(Duration::from_secs(20));
        file.media.video = Some("h264".to_owned());
        file.media.audio = Sound::Some("aac".to_owned());
        (job.file, job.looked) = (Some(file), true);
        job.route = Some(Route { method: Method::Direct, why: RouteReason::Small });
        job
    }

    #[test]
    fn what_is_put_right_is_no_duplicate_of_the_file_as_it_is() {
        let mut before = small(1, false);
        before.asset = Some(("a".into(), AssetStatus::Ready));
        before.end = Some(End::Ready);
        let accounts = [(AccountId::default(), Account::default())].into();
        let jobs = [(before.id, Arc::new(before.clone()))].into_iter().collect();
        let mut model = Model { accounts, jobs, ..Model::default() };
        let found = |model: &Model, job: &Job| Duplicate::here(model, job).is_some();
        assert!(found(&model, &small(2, false)));
        assert!(!found(&model, &small(2, true)), "what was sent before is too small");
        before.options.fix = true;
        model.jobs.insert(before.id, Arc::new(before));
        assert!(found(&model, &small(2, true)), "it was fixed before, too");
        assert!(!found(&model, &small(2, false)));
    }
}
