//! Whether a smaller copy of a video is worth offering where nobody has asked for one.

use std::time::Duration;

use crate::{CopyChoice, CopySize, End, FileFacts, Job, MediaKind, Refusal, Wire};

/// A smaller copy that is offered while the upload goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyOffer {
    /// Why.
    pub why: OfferReason,
    /// How large its picture would be.
    pub size: CopySize,
    /// It has no more bytes than these.
    pub most_bytes: u64,
}

/// Why a smaller copy is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferReason {
    /// What is left of the file takes so long at the measured speed, and a copy is sooner by far.
    SlowLine(Duration),
    /// The picture is far larger than what the platform recommends.
    LargePicture,
}

/// What saves less than this is not worth a word.
const WORTHWHILE: Duration = Duration::from_mins(10);
/// A large picture in fewer bytes than this costs nobody anything.
const LARGE: u64 = 100_000_000;
/// Points of the shorter side that are common; a picture beyond them is large.
const COMMON_SIDE: u32 = 1080;

impl Job {
    /// Whether a smaller copy of its file can be sent in its place. What was sent in parts is given up for it.
    pub fn can_be_copied(&self) -> bool {
        let film = |file: &FileFacts| {
            file.kind == MediaKind::Video && file.media.length.is_some() && offered_size(file).is_some()
        };
        let in_parts = self.copy.is_none() && self.session.as_ref().is_some_and(|session| !session.complete);
        (self.untouched() || in_parts) && self.source.path().is_some() && self.file.as_ref().is_some_and(film)
    }

    /// Whether it stands still until somebody says how its video is sent: it is too large, or it was stopped before
    /// anything of it was sent.
    pub fn awaits_copy_choice(&self) -> bool {
        let held = matches!(self.end, Some(End::Refused(Refusal::TooLarge { .. })));
        let stopped = self.end.is_none() && self.copy.is_none() && (self.paused || self.stopped_at_start);
        (held || stopped) && self.untouched() && self.can_be_copied()
    }

    /// Whether it is not sent before a person has said how: all the same, after something was connected, within another
    /// limit, or as a smaller copy.
    pub fn is_held(&self) -> bool {
        let Some(End::Refused(why)) = &self.end else { return false };
        why.is_held() || why.fits_documented_limit() || self.awaits_copy_choice()
    }

    /// The smaller copy that is worth offering while it goes on. What nobody has measured is taken at its worst: a copy
    /// has all the bytes it may have, and takes half as long to make as it plays.
    pub fn copy_offer(&self, wire: &Wire) -> Option<CopyOffer> {
        let undecided = self.copy.is_none() && self.copy_choice() == CopyChoice::Original;
        let goes_on = self.active() && !self.asks();
        let file = self.file.as_ref().filter(|_| undecided && goes_on && self.can_be_copied())?;
        let left = file.size.saturating_sub(wire.bytes_reached(self));
        // What is nearly there is let arrive.
        if left < file.size / 4 || matches!(self.samples, Some(Err(_))) {
            return None;
        }
        let (size, plays) = (offered_size(file)?, file.media.length?);
        let most_bytes = size.most_bytes(plays);
        let offer = |why| Some(CopyOffer { why, size, most_bytes });
        if let Some(rate) = wire.rate() {
            let sampled = self.samples.as_ref().and_then(|samples| samples.as_ref().ok());
            let sampled = sampled.and_then(|all| all.copies.iter().find(|copy| copy.size == size));
            let (bytes, makes) = sampled.map_or((most_bytes, plays / 2), |copy| (copy.bytes, copy.takes));
            let (whole, copy) = (sending(left, rate), makes.saturating_add(sending(bytes, rate)));
            if whole >= copy.saturating_add(WORTHWHILE).max(copy + copy / 2) {
                return offer(OfferReason::SlowLine(whole));
            }
        }
        let large = file.media.picture.is_some_and(|picture| picture.short() > COMMON_SIDE);
        if large && left >= LARGE.max(most_bytes.saturating_mul(2)) {
            return offer(OfferReason::LargePicture);
        }
        None
    }
}

/// The smallest copy that is offered of a file.
fn offered_size(file: &FileFacts) -> Option<CopySize> {
    CopySize::OFFERED.into_iter().rev().find(|size| size.helps(file))
}

fn sending(bytes: u64, rate: f64) -> Duration {
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let secs = bytes as f64 / rate.max(1.0);
    Duration::from_secs_f64(secs.min(1e9))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        CopyEstimate, Duplicate, Failure, FailureKind, JobId, Media, Method, Now, Part, Picture, Route,
        RouteReason, Samples, Session, Source, UploadId, UploadOptions,
    };

    /// An hour of film of this height, with so many bits a second.
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn job(height: u32, megabits: u64) -> Job {
        let picture = Picture::new(height * 16 / 9, height);
        let media = Media { picture, length: Some(Duration::from_hours(1)), ..Media::default() };
        let now = Now { mono: std::time::Instant::now(), utc: jiff::Timestamp::UNIX_EPOCH, random: 0 };
        let source = Source::File("/v/film.mov".into());
        let mut job = Job::new(JobId(1), "a".into(), source, UploadOptions::default(), now);
        job.file = Some(FileFacts { media, ..FileFacts::sample(megabits * 1_000_000 / 8 * 3600) });
        job
    }

    /// A line of so many megabits a second.
    fn line(megabits: f64) -> Wire {
        Wire { carried: Some(megabits * 125_000.0), ..Wire::default() }
    }

    fn offered(job: &Job, wire: &Wire) -> Option<(bool, CopySize)> {
        job.copy_offer(wire).map(|offer| (matches!(offer.why, OfferReason::SlowLine(_)), offer.size))
    }

    #[test]
    fn a_copy_is_offered_where_the_line_is_slow_or_the_picture_large_and_nowhere_else() {
        let (slow, picture) = (Some((true, CopySize::P360)), Some((false, CopySize::P360)));
        for (height, megabits, wire, wanted) in [
            // Nobody has measured the line.
            (1080, 10, Wire::default(), None),
            (2160, 45, Wire::default(), picture),
            (1081, 10, Wire::default(), picture),
            // Hours on a slow line; minutes on a fast one.
            (1080, 10, line(5.0), slow),
            (1080, 10, line(100.0), None),
            (2160, 45, line(20.0), slow),
            (2160, 45, line(1000.0), picture),
            // The copy would hardly be sooner.
            (720, 2, line(1.0), None),
            (480, 1, line(0.2), None),
            // A picture as small as the copy's, in far too many bits.
            (360, 20, line(5.0), slow),
            (360, 1, line(0.1), None),
        ] {
            assert_eq!(offered(&job(height, megabits), &wire), wanted, "{height} {megabits} {wire:?}");
        }
        let mut short = job(2160, 45);
        short.file.as_mut().unwrap().size = 60_000_000;
        short.file.as_mut().unwrap().media.length = Some(Duration::from_secs(10));
        assert_eq!(offered(&short, &line(100.0)), None, "little is saved");
    }

    #[test]
    fn what_a_few_seconds_have_told_goes_before_what_is_assumed() {
        let mut job = job(1080, 10);
        let estimate = |secs| CopyEstimate {
            size: CopySize::P360,
            bytes: 200_000_000,
            takes: Duration::from_secs(secs),
        };
        let told = |secs| Some(Ok(Samples { tool: "7.1".to_owned(), copies: vec![estimate(secs)] }.into()));
        job.samples = told(600);
        assert!(offered(&job, &line(12.0)).is_some());
        job.samples = told(3600);
        assert_eq!(offered(&job, &line(12.0)), None, "this computer is too slow for it");
        job.samples = Some(Err(Failure::new(FailureKind::Preparing, "")));
        assert_eq!(offered(&job, &line(1.0)), None, "it cannot be made");
    }

    #[test]
    fn nothing_is_offered_once_somebody_has_chosen_or_most_of_it_is_there() {
        let fresh = job(2160, 45);
        let wire = line(20.0);
        assert!(offered(&fresh, &wire).is_some());
        for choice in [CopyChoice::Automatic, CopyChoice::Smaller(CopySize::P720)] {
            let mut job = fresh.clone();
            job.options.copy = Some(choice);
            assert_eq!(offered(&job, &wire), None);
        }
        let mut asking = fresh.clone();
        asking.duplicate = Some(Duplicate::InList(JobId(2)));
        (asking.looked, asking.route) =
            (true, Some(Route { method: Method::Direct, why: RouteReason::Small }));
        assert!(asking.asks() && offered(&asking, &wire).is_none(), "one question is enough");
        let paused = Job { paused: true, ..fresh.clone() };
        assert!(paused.awaits_copy_choice() && offered(&paused, &wire).is_none(), "its row asks already");
        let size = fresh.file.as_ref().unwrap().size;
        let session = Session::new(UploadId("u".to_owned()), "a".into(), size, 8_000_000).unwrap();
        let parts = session.parts.len();
        let mut sending = Job { session: Some(session), ..fresh };
        assert!(offered(&sending, &wire).is_some() && !sending.awaits_copy_choice());
        for (place, kept) in sending.session.as_mut().unwrap().parts.iter_mut().enumerate() {
            if place < parts * 4 / 5 {
                *kept = Part::Reported;
            }
        }
        assert_eq!(offered(&sending, &wire), None, "a fifth is left");
        sending.session.as_mut().unwrap().complete = true;
        assert!(!sending.can_be_copied());
    }
}
