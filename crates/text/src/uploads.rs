//! How uploads stand.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use takeup_model::{
    AssetStatus, Batch, CopyChoice, CopyOffer, DestinationState, IndexingStatus, Job, OfferReason,
    PartsAtOnce, Preparing, RateLimit, Settings, Step, UploadStatus, WaitsFor, Wire,
};

use crate::msg::{formats, uploads};
use crate::{numbers, times};

/// The word of a status.
pub fn upload_status(status: UploadStatus) -> String {
    let word = match status {
        UploadStatus::Checking => uploads::upload_status_checking(),
        UploadStatus::Duplicate => uploads::upload_status_duplicate(),
        UploadStatus::Waiting => uploads::upload_status_waiting(),
        UploadStatus::NoNetwork => uploads::upload_status_no_network(),
        UploadStatus::NoKey => uploads::upload_status_no_key(),
        UploadStatus::Preparing => uploads::upload_status_preparing(),
        UploadStatus::Uploading => uploads::upload_status_uploading(),
        UploadStatus::Paused => uploads::upload_status_paused(),
        UploadStatus::StoppedAtStart => uploads::upload_status_stopped_at_start(),
        UploadStatus::Importing => uploads::upload_status_importing(),
        UploadStatus::Processing => uploads::upload_status_processing(),
        UploadStatus::Indexing => uploads::upload_status_indexing(),
        UploadStatus::Retrying(wait) => {
            return uploads::upload_status_retrying(times::about(wait));
        }
        UploadStatus::Ready => uploads::upload_status_ready(),
        UploadStatus::Indexed => uploads::upload_status_indexed(),
        UploadStatus::Failed => uploads::upload_status_failed(),
        UploadStatus::Changed => uploads::upload_status_changed(),
        UploadStatus::Held => uploads::upload_status_held(),
        UploadStatus::NotAccepted => uploads::upload_status_not_accepted(),
        UploadStatus::Cancelled => uploads::upload_status_cancelled(),
    };
    word.to_owned()
}

/// What a job is about to do or doing.
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Look => uploads::upload_step_look(),
        Step::Compare => uploads::upload_step_compare(),
        Step::Prepare => uploads::upload_step_prepare(),
        Step::Recover => uploads::upload_step_recover(),
        Step::Create => uploads::upload_step_create(),
        Step::FetchParts => uploads::upload_step_fetch_parts(),
        Step::Send => uploads::upload_step_send(),
        Step::Watch => uploads::upload_step_watch(),
        Step::Follow => uploads::upload_step_follow(),
        Step::Submit => uploads::upload_step_submit(),
        Step::Over => uploads::upload_step_over(),
    }
}

/// What an upload waits for.
pub fn waits_for(wait: WaitsFor) -> String {
    match wait {
        WaitsFor::Others => uploads::upload_waiting().to_owned(),
        WaitsFor::Start => uploads::upload_waiting_start().to_owned(),
        WaitsFor::Copies => uploads::upload_waiting_copies().to_owned(),
        WaitsFor::Limit(rate) => uploads::upload_waiting_limit(formats::rate(numbers::bytes(rate))),
        WaitsFor::Storage => uploads::upload_waiting_storage().to_owned(),
        WaitsFor::Report => uploads::upload_confirming().to_owned(),
    }
}

/// "720p copy": what is sent of a video.
pub fn copy_choice(choice: CopyChoice) -> String {
    match choice {
        CopyChoice::Original => uploads::upload_choice_as_it_is().to_owned(),
        CopyChoice::Automatic => uploads::upload_choice_automatic().to_owned(),
        CopyChoice::Smaller(size) => uploads::upload_choice_copy(size.word()),
    }
}

/// Why a smaller copy is offered, and how large it is at most.
pub fn copy_offer(offer: CopyOffer) -> String {
    let (size, most) = (offer.size.word(), numbers::bytes(offer.most_bytes));
    match offer.why {
        OfferReason::SlowLine(left) => uploads::upload_offer_slow(times::about(left), size, most),
        OfferReason::LargePicture => uploads::upload_offer_large(size, most),
    }
}

/// "0:12 of 2:00 · 2.5× · 40 s left": how the making of a copy gets on.
pub fn preparing(preparing: &Preparing) -> String {
    let (done, speed) = (times::clock(preparing.done), format!("{:.1}", preparing.speed));
    let said = match preparing.of {
        Some(of) => uploads::upload_preparing(done, times::clock(of), speed),
        None => uploads::upload_preparing_unknown(done, speed),
    };
    let left = preparing.seconds_left().map(|left| times::about(Duration::from_secs_f64(left.min(1e9))));
    numbers::facts([Some(said), left].into_iter().flatten())
}

/// How long the platform usually takes at most to process an asset.
const USUAL: Duration = Duration::from_mins(5);

/// The same with indexing, as a classic task does it.
const USUAL_INDEXING: Duration = Duration::from_hours(1);

/// What is unusual about the work of the platform on an upload: a status that this program does not know, and for how
/// long it has been processing already.
pub fn processing(job: &Job, now: Timestamp) -> Option<String> {
    let destinations = job.destinations.iter().filter_map(|destination| {
        if let DestinationState::Submitted { status: IndexingStatus::Other(word), .. } = &destination.state {
            Some(word)
        } else {
            None
        }
    });
    let word = match (job.step(), &job.asset, &job.task) {
        (Step::Watch, Some((_, AssetStatus::Other(word))), _)
        | (Step::Follow, _, Some((_, IndexingStatus::Other(word)))) => Some(word),
        (Step::Submit, ..) => destinations.into_iter().next(),
        _ => None,
    };
    let step = job.step();
    let indexes = matches!(step, Step::Follow | Step::Submit);
    let usual = if step == Step::Watch { Some(USUAL) } else { indexes.then_some(USUAL_INDEXING) };
    let since = job.sent.or(job.started);
    let long = since.and_then(|since| Duration::try_from(now.duration_since(since)).ok());
    let long = long.zip(usual).filter(|(long, usual)| long >= usual);
    let long = long.map(|(long, usual)| (times::about(long), times::about(usual)));
    match (word, long) {
        (None, None) => None,
        (Some(word), None) => Some(uploads::upload_processing_word(word)),
        (None, Some((long, usual))) => Some(uploads::upload_processing_long(long, usual)),
        (Some(word), Some((long, usual))) => Some(uploads::upload_processing_long_word(word, long, usual)),
    }
}

/// How many parts travel at the same time, and how that came about.
pub fn parts_at_once(settings: &Settings, wire: &Wire) -> String {
    match (settings.parts_at_once, wire.allowance, wire.concurrency.found()) {
        (PartsAtOnce::Fixed(number), None, _) => uploads::upload_parts(number),
        (_, Some(number), _) => uploads::upload_parts_host_limit(number),
        (PartsAtOnce::Automatic, None, Some(number)) => uploads::upload_parts_measured(number),
        (PartsAtOnce::Automatic, None, None) if wire.flights.is_empty() => {
            uploads::upload_parts_automatic().to_owned()
        }
        (PartsAtOnce::Automatic, None, None) => {
            uploads::upload_parts_measuring(wire.concurrency_limit(settings))
        }
    }
}

/// "Limited to 5 MB/s until 18:00": the bandwidth limit that holds, or how long there is none.
pub fn bandwidth(limit: RateLimit, zone: &TimeZone) -> Option<String> {
    let rate = limit.bytes_per_sec.map(|rate| formats::rate(numbers::bytes(rate)));
    let until = limit.until.map(|until| times::time(until, zone));
    match (rate, until) {
        (Some(rate), Some(until)) => Some(uploads::upload_limited_until(rate, until)),
        (Some(rate), None) => Some(uploads::upload_limited(rate)),
        (None, Some(until)) => Some(uploads::upload_unlimited_until(until)),
        (None, None) => None,
    }
}

/// "4.9 MB/s (limited)": a speed, and whether it is the limit that makes it so.
pub fn speed(rate: f64, limit: RateLimit) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a comparison for the eye")]
    let limited = limit.bytes_per_sec.is_some_and(|limit| rate >= limit as f64 * 0.8);
    let rate = numbers::rate(rate);
    if limited { uploads::upload_rate_limited(rate) } else { rate }
}

/// How far a batch has come, in percent: the one figure of its bar, the title, the dock and the console. Never 100: only
/// the platform can say that an upload is complete.
pub fn batch_percentage(batch: &Batch) -> u8 {
    let (done, all) = batch.progress();
    numbers::percentage(done, all)
}

/// What is left of a batch: how fast it is sent, and how long that takes or what comes after it.
pub fn batch_rest(batch: &Batch, rate: Option<f64>, limit: RateLimit) -> [Option<String>; 2] {
    rest(batch, rate, limit, uploads::batch_sending)
}

/// The same where there is little room.
pub fn batch_rest_brief(batch: &Batch, rate: Option<f64>, limit: RateLimit) -> [Option<String>; 2] {
    rest(batch, rate, limit, uploads::batch_left)
}

fn rest(
    batch: &Batch,
    rate: Option<f64>,
    limit: RateLimit,
    sending: impl Fn(String) -> String,
) -> [Option<String>; 2] {
    if batch.left > 0 {
        let left = rate.map(|rate| sending(times::about(times::time_left(rate, batch.left))));
        return [rate.map(|rate| speed(rate, limit)), left];
    }
    let working = batch.processing();
    [None, (working > 0).then(|| uploads::batch_processing(working))]
}

/// The button that shows a file in the file manager, by the name that it has on this system.
pub fn show_in_folder() -> &'static str {
    if cfg!(target_os = "macos") {
        uploads::upload_show_in_finder()
    } else if cfg!(windows) {
        uploads::upload_show_in_explorer()
    } else {
        uploads::upload_show_in_folder()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_says_how_much_and_how_long() {
        let until = Some("2026-11-22T18:00:00Z".parse::<Timestamp>().unwrap());
        for (bytes_per_sec, until, text) in [
            (Some(5_000_000), until, Some("Limited to 5 MB/s until 18:00")),
            (Some(1_250_000), None, Some("Limited to 1.25 MB/s")),
            (None, until, Some("No limit until 18:00")),
            (None, None, None),
        ] {
            assert_eq!(bandwidth(RateLimit { bytes_per_sec, until }, &TimeZone::UTC).as_deref(), text);
        }
        let limit = RateLimit { bytes_per_sec: Some(5_000_000), until: None };
        assert_eq!(speed(4_900_000.0, limit), "4.9 MB/s (limited)");
        assert_eq!(speed(2_000_000.0, limit), "2 MB/s");
        assert_eq!(speed(2_000_000.0, RateLimit::default()), "2 MB/s");
    }

    #[test]
    fn what_is_left_of_a_batch_says_how_fast_how_long_and_what_comes_then() {
        #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
        let start = std::time::Instant::now();
        let rest = |batch: &Batch, wire: &Wire| batch_rest(batch, wire.total.rate(), wire.limit);
        let mut wire = Wire::default();
        let mut batch = Batch { uploads: 3, open: 2, sending: 2, left: 45_500_000, ..Batch::default() };
        assert_eq!(rest(&batch, &wire), [None, None], "there is no speed yet");
        for tick in 0..8 {
            wire.total.add(500_000, start + Duration::from_millis(500) * tick);
        }
        let told = ["1 MB/s", "sending about 46 s, then processing"];
        assert_eq!(rest(&batch, &wire), told.map(|told| Some(told.to_owned())));
        batch = Batch { left: 0, sending: 0, ..batch };
        assert_eq!(rest(&batch, &wire), [None, Some("processing 2 uploads".to_owned())]);
        assert_eq!(rest(&Batch { open: 0, ..batch }, &wire), [None, None]);
    }
}
