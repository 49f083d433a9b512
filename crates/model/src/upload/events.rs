//! What has happened to an upload, as far as a person wants to read it: bounded, and without names or secrets.

use std::sync::Arc;

use jiff::Timestamp;

use super::job::{End, Job};
use crate::{AssetStatus, DestinationState, FailureKind, Method, PartNo, UploadId};

/// One thing that has happened to an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobEvent {
    /// It was added to the list.
    Added,
    /// The way it goes was chosen.
    Chosen(Method),
    /// The platform has taken it in.
    Created,
    /// An asset that was there before is used.
    Reused,
    /// A request has to be repeated: of which part, if of one, and what went wrong.
    Retried(Option<PartNo>, FailureKind),
    /// A presigned URL did not do, and another one takes its place.
    UrlReplaced(PartNo),
    /// Its multipart session was given up, and it begins again.
    BegunAgain,
    /// A person has stopped it for now.
    Paused,
    /// It goes on.
    Resumed,
    /// The platform has every byte, and works on it.
    Sent,
    /// The platform has processed it, and it goes on to its destinations.
    Processed,
    /// It is ready in this destination, counted from 1.
    Arrived(u32),
    /// It is ready.
    Ready,
    /// It went wrong for good.
    Failed(FailureKind),
    /// It was held back before a byte was sent.
    Refused,
    /// A person has called it off.
    Cancelled,
    /// A person tries it again.
    Reopened,
    /// A person sends what is ready to more places.
    Extended,
}

/// An event with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedEvent {
    /// When it happened, or happened last.
    pub at: Timestamp,
    /// What.
    pub event: JobEvent,
    /// How often in a row.
    pub times: u32,
}

/// The events of an upload, oldest first. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobEvents(Arc<Vec<LoggedEvent>>);

impl JobEvents {
    /// No upload has more.
    pub const MOST: usize = 50;
    /// The first events, which are never removed.
    const FIRST: usize = 10;

    /// Adds one. The same thing again only counts, and with too many of them one from the middle is forgotten.
    pub fn add(&mut self, event: JobEvent, at: Timestamp) {
        let events = Arc::make_mut(&mut self.0);
        match events.last_mut() {
            Some(last) if last.event.same_as(&event) => {
                *last = LoggedEvent { at, event, times: last.times.saturating_add(1) };
            }
            Some(_) | None => events.push(LoggedEvent { at, event, times: 1 }),
        }
        if events.len() > Self::MOST {
            events.remove(Self::FIRST);
        }
    }

    /// Without a destination, counted from 1, those behind it have other numbers.
    pub fn drop_destination(&mut self, place: u32) {
        let events = Arc::make_mut(&mut self.0);
        events.retain(|logged| logged.event != JobEvent::Arrived(place));
        for logged in events {
            if let JobEvent::Arrived(number) = &mut logged.event
                && *number > place
            {
                *number -= 1;
            }
        }
    }

    /// All of them, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &LoggedEvent> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<LoggedEvent> for JobEvents {
    fn from_iter<T: IntoIterator<Item = LoggedEvent>>(events: T) -> Self {
        Self(Arc::new(events.into_iter().take(Self::MOST).collect()))
    }
}

impl JobEvent {
    /// Whether both are told as one, with their number.
    fn same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Retried(_, one), Self::Retried(_, other)) => one.word() == other.word(),
            (Self::UrlReplaced(_), Self::UrlReplaced(_)) => true,
            _ => self == other,
        }
    }
}

/// What a change of an upload is told by.
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
#[derive(Clone, Debug)]
pub struct JobMark {
    paused: bool,
    ended: bool,
    ready: bool,
    method: Option<Method>,
    created: bool,
    upload: Option<UploadId>,
    sent: bool,
    processed: bool,
    destinations: usize,
    /// The destinations that it has reached.
    arrived: Vec<u32>,
}

/// When a step of an upload was done, and when it began if that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepTime {
    /// When it began.
    pub from: Option<Timestamp>,
    /// When it was done.
    pub to: Timestamp,
}

impl Job {
    /// How it stands now, to tell later what has happened since.
    pub fn mark(&self) -> JobMark {
        JobMark {
            paused: self.paused,
            ended: self.end.is_some(),
            ready: self.end == Some(End::Ready),
            method: self.method(),
            created: self.created(),
            upload: self.session.as_ref().map(|session| session.upload.clone()),
            sent: self.bytes_sent(),
            processed: self.processed(),
            destinations: self.destinations.len(),
            arrived: self.arrived().collect(),
        }
    }

    /// Whether the platform has processed what was sent, and it goes on from there.
    fn processed(&self) -> bool {
        let begun_here = !self.reused && !self.adds_existing_asset() && self.task.is_none();
        let ready = self.bytes_sent() && matches!(self.asset, Some((_, AssetStatus::Ready)));
        begun_here && ready && !self.destinations.is_empty()
    }

    /// The destinations that it has reached, counted from 1.
    fn arrived(&self) -> impl Iterator<Item = u32> {
        let reached = (1..).zip(&self.destinations);
        let reached = reached.filter(|(_, it)| matches!(it.state, DestinationState::Ready { .. }));
        reached.map(|(place, _)| place)
    }

    /// When its file was checked and its way chosen.
    pub fn checked_at(&self) -> Option<StepTime> {
        let chosen = |logged: &&LoggedEvent| matches!(logged.event, JobEvent::Chosen(_));
        self.events.iter().rfind(chosen).map(|logged| StepTime { from: None, to: logged.at })
    }

    /// When the platform had every byte.
    pub fn sent_at(&self) -> Option<StepTime> {
        let to = self.sent.filter(|_| !self.reused)?;
        Some(StepTime { from: self.started, to })
    }

    /// When the platform had processed it.
    pub fn processed_at(&self) -> Option<StepTime> {
        let sent = self.sent_at()?.to;
        let mut after = self.events.iter().skip_while(|logged| logged.at < sent);
        let done = after.find(|logged| matches!(logged.event, JobEvent::Processed | JobEvent::Ready))?;
        Some(StepTime { from: Some(sent), to: done.at })
    }

    /// When it was ready in this destination, counted from 1.
    pub fn arrived_at(&self, place: u32) -> Option<StepTime> {
        let mut before =
            self.events.iter().rev().skip_while(|logged| logged.event != JobEvent::Arrived(place));
        let to = before.next()?.at;
        let began = |logged: &&LoggedEvent| match &logged.event {
            JobEvent::Processed
            | JobEvent::Ready
            | JobEvent::Reused
            | JobEvent::Reopened
            | JobEvent::Extended => true,
            JobEvent::Added
            | JobEvent::Chosen(_)
            | JobEvent::Created
            | JobEvent::Retried(..)
            | JobEvent::UrlReplaced(_)
            | JobEvent::BegunAgain
            | JobEvent::Paused
            | JobEvent::Resumed
            | JobEvent::Sent
            | JobEvent::Arrived(_)
            | JobEvent::Failed(_)
            | JobEvent::Refused
            | JobEvent::Cancelled => false,
        };
        Some(StepTime { from: before.find(began).map(|logged| logged.at), to })
    }

    fn created(&self) -> bool {
        self.session.is_some() || self.asset.is_some() || self.task.is_some()
    }

    /// Adds what has happened since then to its events.
    pub fn note_since(&mut self, then: &JobMark, at: Timestamp) {
        let mut happened = Vec::new();
        if then.ended && self.end.is_none() {
            let more = then.ready && self.destinations.len() > then.destinations;
            happened.push(if more { JobEvent::Extended } else { JobEvent::Reopened });
        }
        if let Some(method) = self.method().filter(|method| then.method != Some(*method)) {
            happened.push(JobEvent::Chosen(method));
        }
        let upload = self.session.as_ref().map(|session| &session.upload);
        if then.upload.is_some() && upload != then.upload.as_ref() && self.end.is_none() {
            happened.push(JobEvent::BegunAgain);
        }
        let opened_again = then.upload.is_some() && upload.is_some() && upload != then.upload.as_ref();
        if (self.created() && !then.created) || opened_again {
            happened.push(if self.reused { JobEvent::Reused } else { JobEvent::Created });
        }
        if self.bytes_sent() && !then.sent && !self.reused && !self.adds_existing_asset() {
            happened.push(JobEvent::Sent);
        }
        if self.processed() && !then.processed {
            happened.push(JobEvent::Processed);
        }
        // With one fewer, those behind it have other numbers, and nothing has arrived.
        if self.destinations.len() >= then.destinations {
            let new = |place: &u32| !then.arrived.contains(place);
            happened.extend(self.arrived().filter(new).map(JobEvent::Arrived));
        }
        if self.end.is_none() && self.paused != then.paused {
            happened.push(if self.paused { JobEvent::Paused } else { JobEvent::Resumed });
        }
        if let Some(end) = self.end.as_ref().filter(|_| !then.ended) {
            happened.push(match end {
                End::Ready => JobEvent::Ready,
                End::Refused(_) => JobEvent::Refused,
                End::Failed(failure) => JobEvent::Failed(failure.kind.clone()),
                End::Cancelled => JobEvent::Cancelled,
            });
        }
        for event in happened {
            self.events.add(event, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        AccountId, AssetStatus, Destination, DestinationId, Now, Route, RouteReason, Source, UploadOptions,
    };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_steps_know_when_they_were_done() {
        #[expect(clippy::disallowed_methods, reason = "tests need some instant")]
        let now = Now { mono: std::time::Instant::now(), utc: at(0), random: 1 };
        let source = Source::File("/clip.mp4".into());
        let mut job = Job::new(crate::JobId(1), AccountId::default(), source, UploadOptions::default(), now);
        job.destinations = ["one", "two"].map(|id| Destination::new(DestinationId::Index(id.into()))).into();
        let mut change = |second, with: &dyn Fn(&mut Job)| {
            let before = job.mark();
            with(&mut job);
            job.note_since(&before, at(second));
            job.clone()
        };
        let reach = |job: &mut Job, place: usize| {
            job.destinations[place].state = DestinationState::Ready { id: "v".to_owned() };
        };
        let route = Route { method: Method::Direct, why: RouteReason::Small };
        change(2, &|job| job.route = Some(route));
        change(3, &|job| job.started = Some(at(3)));
        let sent = change(30, &|job| {
            job.asset = Some(("a".into(), AssetStatus::Processing));
            job.sent = Some(at(30));
        });
        assert_eq!(sent.checked_at(), Some(StepTime { from: None, to: at(2) }));
        assert_eq!(sent.sent_at(), Some(StepTime { from: Some(at(3)), to: at(30) }));
        assert_eq!((sent.processed_at(), sent.arrived_at(1)), (None, None));
        change(50, &|job| job.asset = Some(("a".into(), AssetStatus::Ready)));
        change(55, &|job| reach(job, 1));
        let half = change(56, &|_| {});
        assert_eq!(half.processed_at(), Some(StepTime { from: Some(at(30)), to: at(50) }));
        assert_eq!(half.arrived_at(2), Some(StepTime { from: Some(at(50)), to: at(55) }));
        assert_eq!(half.arrived_at(1), None);
        let ready = change(61, &|job| {
            reach(job, 0);
            job.end = Some(End::Ready);
        });
        assert_eq!(ready.arrived_at(1), Some(StepTime { from: Some(at(50)), to: at(61) }));
        // It goes to one more destination later.
        change(100, &|job| {
            job.end = None;
            job.destinations.push(Destination::new(DestinationId::Index("three".into())));
        });
        let all = change(104, &|job| reach(job, 2));
        assert_eq!(all.arrived_at(3), Some(StepTime { from: Some(at(100)), to: at(104) }));
        assert_eq!(all.processed_at(), half.processed_at());
    }

    #[test]
    fn the_same_again_counts_and_the_rest_is_bounded() {
        let mut events = JobEvents::default();
        events.add(JobEvent::Added, at(0));
        for part in 1..=9 {
            events.add(JobEvent::Retried(Some(PartNo(part)), FailureKind::Network), at(i64::from(part)));
        }
        let told: Vec<_> = events.iter().map(|one| (one.times, one.at)).collect();
        assert_eq!(told, [(1, at(0)), (9, at(9))]);
        for second in 10..200 {
            let event = if second % 2 == 0 { JobEvent::Paused } else { JobEvent::Resumed };
            events.add(event, at(second));
        }
        assert_eq!(events.iter().count(), JobEvents::MOST);
        assert_eq!(events.iter().next().map(|one| &one.event), Some(&JobEvent::Added));
        assert_eq!(events.iter().last().map(|one| one.at), Some(at(199)));
    }

    #[test]
    fn a_destination_that_is_given_up_takes_its_event_with_it() {
        let mut events = JobEvents::default();
        for (place, at) in
            [(1, "2026-11-22T11:30:00Z"), (2, "2026-11-22T11:31:00Z"), (3, "2026-11-22T11:32:00Z")]
        {
            events.add(JobEvent::Arrived(place), at.parse().unwrap());
        }
        events.drop_destination(2);
        let left: Vec<_> =
            events.iter().map(|logged| (logged.event.clone(), logged.at.to_string())).collect();
        let expected =
            [(JobEvent::Arrived(1), "2026-11-22T11:30:00Z"), (JobEvent::Arrived(2), "2026-11-22T11:32:00Z")];
        assert_eq!(left, expected.map(|(event, at)| (event, at.to_owned())));
    }
}
