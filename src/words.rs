//! What a person reads: every sentence, and the words for states, times and numbers. Knows the model only.

mod address;
mod chores;
mod code;
mod counts;
mod existing;
mod export;
mod media;
mod metadata;
mod outlook;
mod pages;
mod receipt;
mod requirements;
mod shell;
mod standing;

pub use address::{PLAYLIST, address_note, obstacle};
pub use chores::{change, changed, chore_failure};
pub use code::{Language, asset_code, index_code};
pub use counts::{
    ago, bandwidth, date, day, days_left, hours, loaded, loaded_of, number, pace, part_of, percent, plural,
    progress, seconds, shown_of, speed, time, time_left, took,
};
pub use existing::{IF_EXISTS, IF_EXISTS_HELP, REUSED, SEND_AGAIN, twin, twin_named, use_asset};
pub use export::{asset_facts, assets_csv, assets_json, tasks_csv, tasks_json};
pub use media::{kind, media, picture};
pub use metadata::{
    FROM_CSV, METADATA, METADATA_HELP, METADATA_NEXT, flaw, flaw_alone, metadata_line, metadata_next,
    metadata_of, not_read, sheet_flaw, sheet_read, unknown_name,
};
pub use outlook::outlook;
pub use pages::{
    ADDON_HELP, EDIT_METADATA_HELP, FORCE, FORCE_HELP, LOADING_DETAIL, LOOKING, MODELS_HELP, NAME_TAKEN,
    NO_ASSETS, NO_INDEXES, NO_SESSIONS, NO_STORES_YET, NO_SUCH_TASKS, NO_TASKS, NOT_UNDONE, NOT_USED,
    NOTHING_INDEXED, NOTHING_STORED, OPTION_AUDIO, OPTION_VISUAL, SAVE_TEXT, SESSION_OVER, SESSIONS_NOTE,
    TASK_RUNS, TEXT_NOT_SAVED, USE_UNKNOWN, delete_means, delete_question, none_fits, not_changed,
    saved_text, selected, tally, task_sources, used_by,
};
pub use receipt::{
    COPY_SHA256, COPY_TREE, NO_HISTORY, NOT_SAVED, RECEIPTS_FILE, SAVE_ALL, SAVE_ONE, SAVE_RECEIPT,
    SAVE_RECEIPTS, SHA256, TREE, every_part_verified, not_saved, one_line, receipt_file, receipt_header,
    receipt_line, save_one, saved, sending, size_differs, verified,
};
pub use requirements::{
    COPY_FFMPEG, advice, asked, measured, noted, purpose, source, verdict, verdict_title,
};
pub use shell::{ffmpeg, quoted};
pub use standing::Standing;

use crate::model::{
    AssetStatus, End, Failure, GoalState, IndexingStatus, Job, KeyPlace, Kind, LimitKey, Method, Model, News,
    Parts, Refusal, Route, Rule, Step, Why, units,
};

/// Shown where a file may be dropped.
pub const DROP_HERE: &str = "Drop videos or folders anywhere in this window";
/// The same where there is little room.
pub const DROP_SHORT: &str = "Drop videos anywhere";
/// Said before anything was added.
pub const NOTHING_LEAVES: &str = "Nothing leaves this computer until you add a file.";
/// Asked before a pause that throws away what was sent.
pub const PAUSE_RESTARTS: &str =
    "This upload cannot be resumed: it starts again at 0. Pause it all the same?";
/// The same for several uploads.
pub const PAUSE_SOME_RESTART: &str =
    "What travels in one request cannot be resumed: it starts again at 0. Pause all the same?";
/// Asked before an asset is deleted.
pub const DELETE_ASSET: &str = "It is removed from the platform, and from every index and knowledge store that refers to it. This cannot be undone.";
/// Asked before a key is forgotten.
pub const FORGET_KEY: &str = "It is removed from the keyring of this system. It stays valid on the platform, and uploads wait for another one.";
/// Asked before the window closes.
pub const CLOSE_RUNNING: &str =
    "Quit now, and they go on at the next start. A file that travels in one request starts again at 0.";
/// Below the greeting.
pub const WELCOME: &str = "Upload videos to TwelveLabs and make them searchable.";
/// Said beside a field whose text means nothing.
pub const UNREADABLE: &str = "This cannot be read, so the old value stays.";
/// Below the table of limits.
pub const LIMITS_NOTE: &str = "Files over a limit are not sent; their row says why. Raise a limit only if your plan allows more: the platform decides.";
/// What the practice platform is.
pub const PRACTICE: &str = "Starts a practice platform inside this program. Nothing leaves this computer.";
/// Where the key comes from and where it goes.
pub const KEY_HELP: &str = "From the TwelveLabs dashboard, under API keys. It is kept in the keyring of this system, never in a file.";
/// Said when the file dialog could not be shown.
pub const NO_DIALOG: &str =
    "No file dialog could be shown on this system. Drop files here, or paste their paths.";
/// Said after something was put on the clipboard.
pub const COPIED: &str = "Copied.";
/// Said where an account may not use knowledge stores.
pub const NO_STORES: &str =
    "Knowledge stores are not open to this account. The platform refused to list them.";
/// Said of an index that takes no videos.
pub const TAKES_NO_VIDEOS: &str = "Pegasus 1.2 only: takes no new videos";
/// Said of a classic task that failed: the platform gives no reason in its list.
pub const TASK_FAILED: &str = "The platform gave it up. Check that the file plays, then send it anew.";
/// Said while the program starts over with another platform.
pub const SWITCHING: &str = "Starting the practice platform…";
/// Said when something is asked for while the platforms change.
pub const NOT_NOW: &str = "Not just now: the platform is being changed. Do it again in a moment.";
/// Said before a session of another computer is finished here.
pub const FINISH_UNVERIFIED: &str = "What has arrived is not sent again, and cannot be compared with the file: the platform tells no checksums. Make sure that it is the same file.";
/// Said where somebody wants to be rid of a session.
pub const SESSION_LEFT: &str =
    "The platform has no way to give a session up. Leave it: it is dropped by itself when its time is over.";
/// Said of a row that sends nothing.
pub const ON_THE_PLATFORM: &str = "On the platform already";
/// Said while the program goes back to the account.
pub const LEAVING: &str = "Going back to your account…";

/// What happened, and what the person can do. For what will not go on by itself.
pub fn failure(failure: &Failure) -> String {
    let happened = happened(failure);
    let advice = match failure.kind {
        Kind::AddressStale | Kind::AnswerLost | Kind::Network | Kind::Platform | Kind::Throttled(_) => {
            "Try again: nothing that arrived is sent twice."
        }
        Kind::Corrupt => {
            "Try again. If it comes back, something between here and the storage damages what is sent."
        }
        Kind::Bug => "Try again. If it comes back, please report it with the text above.",
        Kind::Conflict => "Try again once that is settled.",
        Kind::FileChanged | Kind::FileGrowing => {
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
        Kind::Setup => "Correct the server address, then try again.",
    };
    format!("{happened} {advice}")
}

/// What happened, and that it goes on by itself. For what is tried again.
pub fn trouble(failure: &Failure) -> String {
    let happened = happened(failure);
    if failure.kind == Kind::FileGrowing {
        return format!("{happened} Takeup waits until nothing writes to it.");
    }
    if failure.passing() { format!("{happened} Takeup tries again by itself.") } else { happened }
}

/// What happened, in one sentence with the particulars.
pub fn happened(failure: &Failure) -> String {
    let what = match failure.kind {
        Kind::AddressStale => "The storage no longer took the upload address",
        Kind::AnswerLost => "The connection broke before the answer came",
        Kind::Bug => "Something went wrong inside Takeup",
        Kind::Conflict => "Something else stands in the way on the platform",
        Kind::Corrupt => "The storage received other bytes than were sent",
        Kind::FileChanged => "The file changed while it was being uploaded",
        Kind::FileGrowing => "The file was changed moments ago",
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
        Kind::Setup => "The connection is not set up right",
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
        | Kind::Corrupt
        | Kind::FileChanged
        | Kind::FileGrowing
        | Kind::FileMissing
        | Kind::FileUnreadable
        | Kind::NotAllowed
        | Kind::NotFound
        | Kind::Platform
        | Kind::Processing
        | Kind::Refused
        | Kind::SessionEnded
        | Kind::Setup
        | Kind::Throttled(_) => self::failure(failure),
    }
}

/// How many parts travel at the same time, and how that came about.
pub fn parts_at_once(model: &Model) -> String {
    let parts = |number: usize| plural(number, "part", "parts");
    let traffic = &model.traffic;
    match (model.settings.parts_at_once, traffic.allowance, traffic.window.found()) {
        (Parts::Fixed(number), None, _) => parts(number),
        (_, Some(number), _) => format!("{} (the host takes no more)", parts(number)),
        (Parts::Automatic, None, Some(number)) => format!("{} (measured: more is no faster)", parts(number)),
        (Parts::Automatic, None, None) if traffic.flights.is_empty() => "parts automatic".to_owned(),
        (Parts::Automatic, None, None) => format!("{} (measuring)", parts(model.places())),
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
        Refusal::Address(why) => obstacle(why),
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
        Refusal::Unmet(why) => requirements::unmet(why),
        Refusal::Unfit { reason } => format!("This does not fit together: {}.", reason.trim_end_matches('.')),
    }
}

/// The same of a file that is no longer at hand: the rule, and the particulars.
fn refused(rule: Rule, detail: &str) -> String {
    match rule {
        Rule::Address => format!("The platform cannot fetch from its URL ({detail})."),
        Rule::Empty => refusal(&Refusal::Empty),
        Rule::NotMedia => refusal(&Refusal::NotMedia { found: detail.to_owned() }),
        Rule::TooLarge => format!("It is over the limit of {detail}."),
        Rule::Unmet => requirements::was_unmet(detail),
        Rule::Unfit => refusal(&Refusal::Unfit { reason: detail.to_owned() }),
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

/// What a limit applies to, in a few words.
pub fn limit_help(key: LimitKey) -> &'static str {
    match key {
        LimitKey::Direct => "Video and audio in one request",
        LimitKey::Document | LimitKey::Image => "Whichever way it goes",
        LimitKey::Multipart => "Video and audio in parts",
        LimitKey::Task => "Uploads and indexes at once",
        LimitKey::Url => "Fetched by the platform",
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
        Step::Compare => "Looking whether it is there already",
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

/// Where the key is kept, as a sentence of its own.
pub fn key_kept(place: &KeyPlace) -> String {
    match place {
        KeyPlace::Keyring(name) => format!("Kept in {name}, never in a file"),
        KeyPlace::Environment => "Taken from the environment of this program".to_owned(),
        KeyPlace::ThisRun(reason) => format!("For this run only: {}", reason.trim_end_matches('.')),
        KeyPlace::Sandbox => "The practice platform needs none of yours".to_owned(),
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
        News::Adopted(name) => {
            format!("“{name}” goes on where its upload stopped on another computer or in another folder.")
        }
        News::OpenedBeside(name) => format!(
            "“{name}” starts anew. The account has an unfinished upload of the same size, but nothing on it proves that it is of this file."
        ),
        News::Changed { change, created } => changed(change, created.as_deref()),
        News::Placed { placed, known: 0 } => format!("{} on the way.", plural(*placed, "asset", "assets")),
        News::Placed { placed, known } => {
            let there = plural(*known, "asset", "assets");
            format!("{} on the way; {there} already under way there.", plural(*placed, "asset", "assets"))
        }
        News::Trouble(trouble) => failure(trouble),
        News::KeyForThisRun(reason) => {
            format!("{} The key is kept for this run only.", sentence("No keyring took the key", reason))
        }
        News::JournalSetAside(place) => format!(
            "The journal was damaged, so a new one was begun. The old one lies at {place}; uploads in it are not shown."
        ),
        News::JournalLost(reason) => format!(
            "{} Uploads go on, but will not survive a restart.",
            sentence("The journal cannot be written", reason)
        ),
    }
}

/// What was not looked into.
pub fn passed_over(count: usize) -> String {
    format!("{} passed over: not media.", plural(count, "file", "files"))
}

/// Why the browser did not open.
pub fn no_browser(why: &str) -> String {
    format!("{} Copy the address instead.", sentence("The page could not be opened", why))
}

/// Why the folder did not open.
pub fn no_folder(why: &str) -> String {
    sentence("The file could not be shown in its folder", why)
}

/// Why the other platform did not start.
pub fn no_switch(why: &str) -> String {
    sentence("The other platform could not be started, so you are back", why)
}

/// How far an asset has come.
pub fn asset_status(status: &AssetStatus) -> String {
    capitalised(&status.to_string())
}

/// How an asset came, as the platform's word reads on the screen.
pub fn asset_method(word: &str) -> String {
    if word.eq_ignore_ascii_case("url") { "URL".to_owned() } else { capitalised(word) }
}

/// The two ends of an ID: "6391c8a6…5aba".
pub fn short_id(id: &str) -> String {
    let letters = id.chars().count();
    if letters <= 14 || !id.is_ascii() {
        return id.to_owned();
    }
    format!("{}…{}", id.get(..8).unwrap_or(id), id.get(letters - 4..).unwrap_or_default())
}

/// How far something has come on its way into an index.
pub fn indexing_status(status: &IndexingStatus) -> String {
    capitalised(&status.to_string())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What several jobs that ended alike have in common: a short title, and the advice.
pub fn common_end(end: &End) -> (String, String) {
    match end {
        End::Ready => ("ready".to_owned(), String::new()),
        End::Cancelled => ("cancelled".to_owned(), String::new()),
        End::Refused(Refusal::Address(why)) => address::common(why),
        End::Refused(Refusal::Empty) => {
            ("empty".to_owned(), "There is nothing in them to upload.".to_owned())
        }
        End::Refused(Refusal::NotMedia { .. }) => (
            "neither video, audio, image nor document".to_owned(),
            "Judged by their content. Upload them anyway if you know better.".to_owned(),
        ),
        End::Refused(Refusal::TooLarge { method, limit, .. }) => (
            format!("over the limit of {} for {}", units::bytes(limit.bytes), limit_use(limit.key, *method)),
            format!("Rule: {}.", limit.source),
        ),
        End::Refused(Refusal::Unmet(why)) => (verdict_title(why), requirements::sources(&why.against)),
        End::Refused(Refusal::Unfit { reason }) => (reason.clone(), "Change what was asked for.".to_owned()),
        End::Failed(why) => {
            let bare = Failure::new(why.kind.clone(), "");
            let happened = happened(&bare);
            let advice = failure(&bare).split_off(happened.len()).trim().to_owned();
            (happened.trim_end_matches('.').to_owned(), advice)
        }
    }
}

/// Why a job ended badly, in so few words that a row can hold them.
pub fn short_reason(end: &End) -> Option<String> {
    match end {
        End::Ready | End::Cancelled => None,
        End::Failed(why) => Some(happened(why)),
        End::Refused(Refusal::Empty) => Some("The file is empty.".to_owned()),
        End::Refused(Refusal::NotMedia { found }) => {
            Some(format!("The content looks like {found}, which is not media."))
        }
        End::Refused(Refusal::TooLarge { method, size, limit }) => Some(format!(
            "{} is over the limit of {} for {}.",
            units::bytes(*size),
            units::bytes(limit.bytes),
            limit_use(limit.key, *method)
        )),
        End::Refused(Refusal::Unmet(why)) => Some(requirements::short(why)),
        End::Refused(why @ (Refusal::Address(_) | Refusal::Unfit { .. })) => Some(refusal(why)),
    }
}

/// The whole reason why a job did not or does not get on, if there is one.
pub fn reason(job: &Job) -> Option<String> {
    match &job.end {
        Some(End::Refused(why)) => Some(refusal(why)),
        Some(End::Failed(why)) => Some(failure(why)),
        Some(End::Cancelled) => None,
        None if job.asks() => job.twin.as_ref().map(twin),
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

/// "Marengo 3.0 · visual, audio": the models of an index with their options.
pub fn models(models: &[(String, Vec<String>)]) -> String {
    let one = |(name, options): &(String, Vec<String>)| {
        let letters = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
        let (family, version) = name.split_at(letters);
        let name = format!("{} {version}", capitalised(family.trim_end_matches(['-', ' '])));
        if options.is_empty() { name } else { format!("{} · {}", name.trim(), options.join(", ")) }
    };
    models.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LIMITS, Limits};

    const KINDS: [Kind; 18] = [
        Kind::AddressStale,
        Kind::AnswerLost,
        Kind::Bug,
        Kind::Conflict,
        Kind::FileChanged,
        Kind::FileMissing,
        Kind::FileUnreadable,
        Kind::KeyRefused,
        Kind::Keyring,
        Kind::Network,
        Kind::NotAllowed,
        Kind::NotFound,
        Kind::Platform,
        Kind::Processing,
        Kind::Refused,
        Kind::SessionEnded,
        Kind::Setup,
        Kind::Throttled(None),
    ];

    #[test]
    fn every_failure_says_what_happened_and_what_to_do() {
        for kind in KINDS {
            let failure = Failure::new(kind, "HTTP 400. bad thing.");
            let (short, long) = (happened(&failure), super::failure(&failure));
            assert!(short.contains("HTTP 400. bad thing."), "{short}");
            assert!(!long.contains(".."), "{long}");
            assert!(long.len() > short.len() + 10, "{long}");
            assert!(trouble(&failure).ends_with("by itself.") == failure.passing());
            assert!(!key_failure(&failure).is_empty());
        }
    }

    #[test]
    fn a_file_over_a_limit_is_told_the_rule_its_size_and_the_source() {
        for row in LIMITS {
            let limit = Limits::default().of(row.key);
            let size = limit.newer.map_or(limit.bytes + 1_000_000_000, |newer| newer.bytes);
            let source = limit.source;
            let said = refusal(&Refusal::TooLarge { method: Method::Multipart, size, limit });
            assert!(said.contains(source), "{said}");
            assert!(said.contains(&units::bytes(size)) && said.contains(&units::bytes(row.bytes)), "{said}");
            assert_eq!(said.contains("allow it"), row.newer.is_some(), "{said}");
        }
    }

    #[test]
    fn a_way_says_why_it_was_chosen() {
        let said = |method, why| route(&Route { method, why }, 32_000_000);
        assert_eq!(said(Method::Multipart, Why::Resumable), "Multipart · resumable above 32 MB");
        assert_eq!(said(Method::Direct, Why::Small), "Direct · one request");
        assert_eq!(
            said(Method::Multipart, Why::PostsUsedUp),
            "Multipart · direct limit of the minute used up"
        );
        assert_eq!(said(Method::Url, Why::Asked), "Public URL · fetched by the platform");
    }

    #[test]
    fn models_and_ids_are_short() {
        let options = vec!["visual".to_owned(), "audio".to_owned()];
        assert_eq!(models(&[("marengo3.0".to_owned(), options)]), "Marengo 3.0 · visual, audio");
        assert_eq!(short_id("6391c8a669ff3402ec515aba"), "6391c8a6…5aba");
        assert_eq!(short_id("t1"), "t1");
    }
}
