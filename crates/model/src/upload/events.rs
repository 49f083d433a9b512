//! What has happened to an upload, as far as a person wants to read it: bounded, and without names or secrets.

use std::sync::Arc;

use jiff::Timestamp;

use super::job::{End, Job};
use crate::{FailureKind, Method, PartNo, UploadId};

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
    method: Option<Method>,
    created: bool,
    upload: Option<UploadId>,
    sent: bool,
}

impl Job {
    /// How it stands now, to tell later what has happened since.
    pub fn mark(&self) -> JobMark {
        JobMark {
            paused: self.paused,
            ended: self.end.is_some(),
            method: self.method(),
            created: self.created(),
            upload: self.session.as_ref().map(|session| session.upload.clone()),
            sent: self.bytes_sent(),
        }
    }

    fn created(&self) -> bool {
        self.session.is_some() || self.asset.is_some() || self.task.is_some()
    }

    /// Adds what has happened since then to its events.
    pub fn note_since(&mut self, then: &JobMark, at: Timestamp) {
        let mut happened = Vec::new();
        if then.ended && self.end.is_none() {
            happened.push(JobEvent::Reopened);
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

    #[test]
    fn the_same_again_counts_and_the_rest_is_bounded() {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
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
}
