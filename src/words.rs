//! What a person reads: every sentence, and the words for states, times and numbers. Knows the model only.

use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};

use crate::model::{
    AssetStatus, Creation, End, Failure, GoalState, IndexingStatus, Job, KeyPlace, Kind, LimitKey, Line,
    Method, Model, News, Now, Refusal, Route, Step, Why, units,
};

/// Shown where a file may be dropped.
pub const DROP_HERE: &str = "Drop videos or folders anywhere in this window";
/// Said before anything was added.
pub const NOTHING_LEAVES: &str = "Nothing leaves this computer until you add a file.";
/// Asked before a pause that throws away what was sent.
pub const PAUSE_RESTARTS: &str =
    "This upload cannot be resumed: it starts again at 0. Pause it all the same?";
/// What the practice platform is.
pub const PRACTICE: &str = "Starts a practice platform inside this program. Nothing leaves this computer.";
/// Where the key comes from and where it goes.
pub const KEY_HELP: &str = "From the TwelveLabs dashboard, under API keys. It is kept in the keyring of this system, never in a file.";
/// Said when the file dialog could not be shown.
pub const NO_DIALOG: &str =
    "No file dialog could be shown on this system. Drop files here, or paste their paths.";
/// Said where an account may not use knowledge stores.
pub const NO_STORES: &str =
    "Knowledge stores are not open to this account. The platform refused to list them.";
/// Said of an index that takes no videos.
pub const TAKES_NO_VIDEOS: &str = "Pegasus 1.2 only: takes no new videos";
/// Said while the program starts over with another platform.
pub const SWITCHING: &str = "Starting the practice platform…";
/// Said while the program goes back to the account.
pub const LEAVING: &str = "Going back to your account…";

/// What happened, and what the person can do. For what will not go on by itself.
pub fn failure(failure: &Failure) -> String {
    let happened = happened(failure);
    let advice = match failure.kind {
        Kind::AddressStale | Kind::AnswerLost | Kind::Network | Kind::Platform | Kind::Throttled(_) => {
            "Try again: nothing that arrived is sent twice."
        }
        Kind::Bug => "Try again. If it comes back, please report it with the text above.",
        Kind::Conflict => "Try again once that is settled.",
        Kind::FileChanged => {
            "Try again when nothing writes to it any more; it starts from the file as it is then."
        }
        Kind::FileMissing => "Put it back where it was, then try again.",
        Kind::FileUnreadable => "Allow this program to read it, then try again.",
        Kind::KeyRefused => "Replace the key in Settings, then try again.",
        Kind::Keyring => "Unlock the keyring and try again, or enter the key anew.",
        Kind::NotAllowed => "Another method, another plan, or support at TwelveLabs can help.",
        Kind::NotFound => "It may have been deleted elsewhere. Try again to send it anew.",
        Kind::Processing => "Check that the file plays, export it again, and add the new file.",
        Kind::Refused => "Change what it objects to, then try again.",
        Kind::SessionEnded => "Try again: the upload starts anew.",
    };
    format!("{happened} {advice}")
}

/// What happened, and that it goes on by itself. For what is tried again.
pub fn trouble(failure: &Failure) -> String {
    let happened = happened(failure);
    if failure.passing() { format!("{happened} Takeup tries again by itself.") } else { happened }
}

/// What happened, in one sentence with the particulars.
pub fn happened(failure: &Failure) -> String {
    let what = match failure.kind {
        Kind::AddressStale => "The storage no longer took the upload address",
        Kind::AnswerLost => "The connection broke before the answer came",
        Kind::Bug => "Something went wrong inside Takeup",
        Kind::Conflict => "Something else stands in the way on the platform",
        Kind::FileChanged => "The file changed while it was being uploaded",
        Kind::FileMissing => "The file is not there any more",
        Kind::FileUnreadable => "The file cannot be read",
        Kind::KeyRefused => "The platform does not accept the API key",
        Kind::Keyring => "The keyring did not do what it was asked",
        Kind::Network => "The server could not be reached",
        Kind::NotAllowed => "The plan or the region of this account does not allow it",
        Kind::NotFound => "The platform does not have it",
        Kind::Platform => "The platform has trouble of its own",
        Kind::Processing => "The platform could not process the file",
        Kind::Refused => "The platform said no",
        Kind::SessionEnded => "The upload session on the platform has ended",
        Kind::Throttled(_) => "The platform asks to wait: too many requests",
    };
    sentence(what, &failure.detail)
}

/// Why a failure of the key keeps the window at its first screen: a wrong key, no network and keyring trouble differ.
pub fn key_failure(failure: &Failure) -> String {
    match failure.kind {
        Kind::KeyRefused => {
            "The platform does not know this key. Keys expire; make a new one if this one used to work."
                .to_owned()
        }
        Kind::Network => {
            let reached =
                sentence("The server could not be reached, so the key was not checked", &failure.detail);
            format!("{reached} Check the connection and the server address, then connect again.")
        }
        Kind::Keyring => {
            let locked = sentence("The keyring of this system did not hand the key out", &failure.detail);
            format!("{locked} Unlock it and look again, or enter the key anew.")
        }
        Kind::AddressStale
        | Kind::AnswerLost
        | Kind::Bug
        | Kind::Conflict
        | Kind::FileChanged
        | Kind::FileMissing
        | Kind::FileUnreadable
        | Kind::NotAllowed
        | Kind::NotFound
        | Kind::Platform
        | Kind::Processing
        | Kind::Refused
        | Kind::SessionEnded
        | Kind::Throttled(_) => self::failure(failure),
    }
}

fn sentence(what: &str, detail: &str) -> String {
    let detail = detail.trim().trim_end_matches('.');
    if detail.is_empty() || detail.eq_ignore_ascii_case(what) {
        format!("{what}.")
    } else {
        format!("{what}: {detail}.")
    }
}

/// Why a file is not sent: the rule, what was measured, and where the rule is written.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => "The file is empty: 0 bytes. There is nothing to upload.".to_owned(),
        Refusal::NotMedia { found } => format!(
            "Not video, audio, an image or a document: the content looks like {found}. Upload it anyway if you know better."
        ),
        Refusal::TooLarge { method, size, limit } => {
            let rule = format!(
                "{} is over the limit of {} for {} ({}).",
                units::bytes(*size),
                units::bytes(limit.bytes),
                limit_use(limit.key, *method),
                limit.source
            );
            match limit.newer {
                Some(newer) if newer.bytes >= *size => format!(
                    "{rule} The {} says {}: allow it if your plan has it.",
                    newer.source,
                    units::bytes(newer.bytes)
                ),
                _ => format!("{rule} Export it smaller or in pieces."),
            }
        }
        Refusal::Unfit { reason } => format!("This does not fit together: {}.", reason.trim_end_matches('.')),
    }
}

fn limit_use(key: LimitKey, method: Method) -> String {
    match key {
        LimitKey::Image => "images".to_owned(),
        LimitKey::Document => "documents".to_owned(),
        LimitKey::Direct | LimitKey::Multipart | LimitKey::Task | LimitKey::Url => match method {
            Method::Direct => "direct uploads".to_owned(),
            Method::Multipart => "multipart uploads".to_owned(),
            Method::Task => "classic indexing tasks".to_owned(),
            Method::Url => "public URLs".to_owned(),
        },
    }
}

/// What a limit is for, as the settings call it.
pub fn limit(key: LimitKey) -> &'static str {
    match key {
        LimitKey::Direct => "Direct upload",
        LimitKey::Document => "Document",
        LimitKey::Image => "Image",
        LimitKey::Multipart => "Multipart upload",
        LimitKey::Task => "Classic indexing task",
        LimitKey::Url => "Public URL",
    }
}

/// A way to the platform, as it is called on the screen.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Direct => "Direct",
        Method::Multipart => "Multipart",
        Method::Task => "Classic task",
        Method::Url => "Public URL",
    }
}

/// The way that was chosen, and why: "Multipart · resumable above 32 MB".
pub fn route(route: &Route, multipart_above: u64) -> String {
    let why = match (route.why, route.method) {
        (Why::Document, _) => "documents go in one request".to_owned(),
        (Why::MultipartRefused, _) => "multipart is not open to this account".to_owned(),
        (Why::PostsUsedUp, _) => "direct limit of the minute used up".to_owned(),
        (Why::Resumable, _) => format!("resumable above {}", units::bytes(multipart_above)),
        (Why::Small, _) => "one request".to_owned(),
        (Why::PublicUrl, _) | (Why::Asked, Method::Url) => "fetched by the platform".to_owned(),
        (Why::Asked, Method::Task) => "uploads and indexes at once".to_owned(),
        (Why::Asked, Method::Direct | Method::Multipart) => "as you asked".to_owned(),
    };
    format!("{} · {why}", method(route.method))
}

/// What a job is about to do or doing.
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Look => "Looking at the file",
        Step::Seek => "Looking for what a lost answer created",
        Step::Create => "Starting the upload",
        Step::Recall => "Asking which parts have arrived",
        Step::Send => "Uploading",
        Step::Watch => "Processing",
        Step::Follow => "Indexing",
        Step::Submit => "Adding it where it shall go",
        Step::Over => "Done",
    }
}

/// Where the key is kept.
pub fn key_place(place: &KeyPlace) -> String {
    match place {
        KeyPlace::Keyring(name) => format!("key in {name}"),
        KeyPlace::Environment => "key from the environment".to_owned(),
        KeyPlace::ThisRun(_) => "key for this run only".to_owned(),
        KeyPlace::Sandbox => "practice platform".to_owned(),
    }
}

/// One piece of news.
pub fn news(news: &News) -> String {
    match news {
        News::Added { added: 0, skipped: 0 } => "Nothing was added: there were no files.".to_owned(),
        News::Added { added, skipped: 0 } => format!("{} added.", plural(*added, "file", "files")),
        News::Added { added, skipped } => format!(
            "{} added, {} passed over: not media.",
            plural(*added, "file", "files"),
            plural(*skipped, "file", "files")
        ),
        News::AssetDeleted(name) => format!("“{name}” was deleted from the platform."),
        News::Trouble(trouble) => failure(trouble),
        News::KeyForThisRun(reason) => {
            format!("{} The key is kept for this run only.", sentence("No keyring took the key", reason))
        }
        News::JournalLost(reason) => format!(
            "{} Uploads go on, but will not survive a restart.",
            sentence("The journal cannot be written", reason)
        ),
    }
}

/// How far an asset has come.
pub fn asset_status(status: &AssetStatus) -> String {
    capitalised(&status.to_string())
}

/// How far something has come on its way into an index.
pub fn indexing_status(status: &IndexingStatus) -> String {
    capitalised(&status.to_string())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How a job stands, in the one word of its pill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The file is being looked at.
    Checking,
    /// It waits for a free place.
    Waiting,
    /// It waits for the network.
    NoNetwork,
    /// It waits for a key.
    NoKey,
    /// Bytes leave.
    Uploading,
    /// The person stopped it.
    Paused,
    /// It was found in the journal and waits for a word.
    Held,
    /// The platform is at it.
    Processing,
    /// It is on its way into an index or a store.
    Indexing,
    /// It will be tried again after so many seconds.
    TryingAgain(u64),
    /// The asset is ready.
    Ready,
    /// It is ready in every place asked for.
    Indexed,
    /// It went wrong.
    Failed,
    /// The file changed under way.
    Changed,
    /// It was not sent.
    NotAccepted,
    /// It was called off.
    Cancelled,
}

impl Standing {
    /// How this job stands.
    pub fn of(model: &Model, job: &Job, now: Now) -> Self {
        match &job.end {
            Some(End::Ready) if job.goals.is_empty() && job.task.is_none() => return Self::Ready,
            Some(End::Ready) => return Self::Indexed,
            Some(End::Refused(_)) => return Self::NotAccepted,
            Some(End::Failed(failure)) if failure.kind == Kind::FileChanged => return Self::Changed,
            Some(End::Failed(_)) => return Self::Failed,
            Some(End::Cancelled) => return Self::Cancelled,
            None => {}
        }
        if job.paused {
            return Self::Paused;
        }
        if job.held {
            return Self::Held;
        }
        if let Some(account) = model.account_of(job) {
            if matches!(account.line, Line::Down { .. }) {
                return Self::NoNetwork;
            }
            if !account.key.usable() {
                return Self::NoKey;
            }
        }
        if let Some(wait) = job.not_before.and_then(|then| then.checked_duration_since(now.mono))
            && !wait.is_zero()
        {
            return Self::TryingAgain(seconds(wait));
        }
        Self::under_way(model, job)
    }

    fn under_way(model: &Model, job: &Job) -> Self {
        let moving = model.traffic.meters.contains_key(&job.id) || model.traffic.in_flight(job.id) > 0;
        match job.step() {
            Step::Look => Self::Checking,
            Step::Seek | Step::Recall => Self::Uploading,
            Step::Create | Step::Send if moving || job.creation != Creation::NotBegun => Self::Uploading,
            Step::Create | Step::Send => Self::Waiting,
            Step::Watch => Self::Processing,
            Step::Follow | Step::Submit => Self::Indexing,
            Step::Over => Self::Ready,
        }
    }

    /// The word.
    pub fn word(self) -> String {
        let word = match self {
            Self::Checking => "Checking",
            Self::Waiting => "Waiting",
            Self::NoNetwork => "Waiting for network",
            Self::NoKey => "Waiting for key",
            Self::Uploading => "Uploading",
            Self::Paused => "Paused",
            Self::Held => "Stopped",
            Self::Processing => "Processing",
            Self::Indexing => "Indexing",
            Self::TryingAgain(secs) => {
                return format!("Trying again in {}", units::about(Duration::from_secs(secs)));
            }
            Self::Ready => "Ready",
            Self::Indexed => "Indexed",
            Self::Failed => "Failed",
            Self::Changed => "Changed",
            Self::NotAccepted => "Not accepted",
            Self::Cancelled => "Cancelled",
        };
        word.to_owned()
    }
}

/// The whole reason why a job did not or does not get on, if there is one.
pub fn reason(job: &Job) -> Option<String> {
    match &job.end {
        Some(End::Refused(why)) => Some(refusal(why)),
        Some(End::Failed(why)) => Some(failure(why)),
        Some(End::Cancelled) => None,
        Some(End::Ready) | None => job.trouble.as_ref().map(trouble).or_else(|| goal_failure(job)),
    }
}

fn goal_failure(job: &Job) -> Option<String> {
    job.goals.iter().find_map(|goal| match &goal.state {
        GoalState::Failed(why) => Some(failure(why)),
        GoalState::Wanted
        | GoalState::Begun
        | GoalState::Doubtful
        | GoalState::Submitted { .. }
        | GoalState::Ready { .. } => None,
    })
}

/// "1 file", "4 files", "1,284 files".
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count as u64), if count == 1 { one } else { many })
}

/// "1,284".
pub fn number(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "63% · 1.16 of 1.84 GB"; the unit is said once where both have the same. Never 100 before it is over.
pub fn progress(done: u64, total: u64) -> String {
    let percent = (u128::from(done) * 100 / u128::from(total.max(1))).min(99);
    format!("{percent}% · {}", part_of(done, total))
}

/// "1.16 of 1.84 GB".
pub fn part_of(done: u64, total: u64) -> String {
    let (done, total) = (units::bytes(done), units::bytes(total));
    match (done.split_once(' '), total.split_once(' ')) {
        (Some((number, unit)), Some((_, same))) if unit == same => format!("{number} of {total}"),
        _ => format!("{done} of {total}"),
    }
}

/// "31.4 MB/s · 22 s": the speed and the time left, once they mean something.
pub fn pace(rate: Option<f64>, left: u64) -> String {
    rate.map_or_else(String::new, |rate| {
        format!("{} · {}", units::rate(rate), units::about(time_left(rate, left)))
    })
}

/// How long the rest takes at this speed.
pub fn time_left(rate: f64, left: u64) -> Duration {
    #[expect(clippy::cast_precision_loss, reason = "a time for the eye")]
    let secs = left as f64 / rate.max(1.0);
    Duration::from_secs_f64(secs.min(1e9))
}

/// Whole seconds, rounded up, at least one.
pub fn seconds(wait: Duration) -> u64 {
    (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
}

/// "4 s ago", "12 min ago".
pub fn ago(then: Timestamp, now: Timestamp) -> String {
    let secs = u64::try_from(now.as_second() - then.as_second()).unwrap_or(0);
    match secs {
        0 => "just now".to_owned(),
        1..=59 => format!("{secs} s ago"),
        60..=3599 => format!("{} min ago", secs / 60),
        _ => format!("{} h ago", secs / 3600),
    }
}

/// "Today 11:20", "Yesterday", "18 Nov", "8 Dec 2025".
pub fn day(then: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (then, now) = (then.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
    if then.date() == now.date() {
        then.strftime("Today %H:%M").to_string()
    } else if now.date().yesterday().is_ok_and(|yesterday| yesterday == then.date()) {
        "Yesterday".to_owned()
    } else if then.year() == now.year() {
        then.strftime("%-d %b").to_string()
    } else {
        then.strftime("%-d %b %Y").to_string()
    }
}

/// "8 Dec 2025".
pub fn date(then: Timestamp, zone: &TimeZone) -> String {
    then.to_zoned(zone.clone()).strftime("%-d %b %Y").to_string()
}

/// "11:22".
pub fn time(then: Timestamp, zone: &TimeZone) -> String {
    then.to_zoned(zone.clone()).strftime("%H:%M").to_string()
}

/// "2 min 41 s": how long something took.
pub fn took(from: Timestamp, to: Timestamp) -> String {
    let secs = u64::try_from(to.as_second() - from.as_second()).unwrap_or(0);
    match (secs / 3600, secs / 60 % 60, secs % 60) {
        (0, 0, secs) => format!("{} s", secs.max(1)),
        (0, minutes, secs) => format!("{minutes} min {secs} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}
