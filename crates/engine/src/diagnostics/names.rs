//! What persons have typed and the platform has named, of all that a report is made of. Whatever is not known to be a word
//! of this program is taken for a name.

use std::path::Path;

use toml::{Table, Value};

use crate::config;
use takeup_model::{
    DEFAULT_SERVER, Failure, FailureKind, FailureReason, Finding, Job, PRACTICE_NAME, Settings, Source,
};

/// Settings whose text is a word of this program.
const WORDS: [&str; 12] = [
    "addresses",
    "copy",
    "existing",
    "from",
    "if_exists",
    "language",
    "log_level",
    "page",
    "proxy",
    "theme",
    "to",
    "written_by",
];
/// Tables whose keys are names, too.
const NAMED: [&str; 4] = ["indexes", "metadata", "stores", "task"];
/// Folders that every installation has.
const USUAL_FOLDERS: [&str; 40] = [
    "Applications",
    "AppData",
    "Application Support",
    "Desktop",
    "Documents",
    "Downloads",
    "Library",
    "Local",
    "Movies",
    "Pictures",
    "Program Files",
    "Roaming",
    "Takeup",
    "Users",
    "Videos",
    "Volumes",
    "bin",
    "config",
    "data",
    "etc",
    "export",
    "ffmpeg",
    "home",
    "lib",
    "local",
    "media",
    "mnt",
    "opt",
    "private",
    "root",
    "run",
    "sandbox",
    "share",
    "srv",
    "ssl",
    "takeup",
    "tmp",
    "user",
    "usr",
    "var",
];

/// The settings as text, with each name as `code` has it.
pub(super) fn settings_without_names(settings: &Settings, code: impl Fn(&str) -> String) -> String {
    let mut table = config::as_table(settings);
    exchange(&mut table, false, &mut |name| code(name));
    toml::to_string_pretty(&table).unwrap_or_default()
}

/// The names in settings.
pub fn of_settings(settings: &Settings) -> Vec<String> {
    let mut names = Vec::new();
    exchange(&mut config::as_table(settings), false, &mut |name| {
        names.push(name.to_owned());
        name.to_owned()
    });
    for account in &settings.accounts {
        // One that was named for this run only is not in the file.
        names.extend([account.id.0.clone(), account.name.clone(), account.server.clone()]);
    }
    let pieces: Vec<String> = names.iter().flat_map(|name| pieces(name)).collect();
    names.extend(pieces);
    names.retain(|name| !is_usual(name));
    names
}

/// Gives every name in a table to `exchange`, and puts what that answers in its place.
fn exchange(table: &mut Table, named: bool, to: &mut impl FnMut(&str) -> String) {
    let taken = std::mem::take(table);
    for (key, mut value) in taken {
        let word = WORDS.contains(&&*key) && !named;
        exchange_value(&key, &mut value, named || !word, to);
        table.insert(if named { to(&key) } else { key }, value);
    }
}

fn exchange_value(key: &str, value: &mut Value, name: bool, to: &mut impl FnMut(&str) -> String) {
    match value {
        Value::String(text) => {
            // The language of a task is typed; that of the program is a code.
            let long = key == "language" && text.len() > 5;
            if (name || long) && !is_usual(text) {
                *text = to(text);
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|value| exchange_value(key, value, name, to)),
        Value::Table(table) => exchange(table, NAMED.contains(&key), to),
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

/// What every installation has says nothing of anybody.
fn is_usual(text: &str) -> bool {
    let plain = Settings::default();
    let first = plain.accounts.first();
    let of_first = first.is_some_and(|account| text == account.name || text == account.id.0);
    of_first || [DEFAULT_SERVER, PRACTICE_NAME].contains(&text)
}

/// What is a name in a text by itself: the host of a URL, each of a list of hosts, each folder of a path.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    if let Ok(url) = url::Url::parse(text) {
        pieces.extend(url.host_str().map(str::to_owned));
        pieces.push(url.username().to_owned());
    }
    if text.contains(['/', '\\']) {
        pieces.extend(text.split(['/', '\\']).map(str::to_owned));
    }
    pieces.extend(text.split(',').map(|one| one.trim().to_owned()));
    pieces.retain(|piece| !is_usual_piece(piece));
    pieces
}

fn is_usual_piece(piece: &str) -> bool {
    let usual = USUAL_FOLDERS.contains(&piece) || is_usual(piece);
    usual || matches!(piece, "https:" | "http:" | "api.twelvelabs.io" | "v1.3" | "localhost" | "127.0.0.1")
}

/// The names of uploads: their files with the folders, and what was typed for them.
pub fn of_jobs<'a>(jobs: impl IntoIterator<Item = &'a Job>) -> Vec<String> {
    let mut names = Vec::new();
    for job in jobs {
        let name = job.name();
        names.extend(name.rsplit_once('.').map(|(stem, _)| stem.to_owned()));
        names.extend([job.source.text(), name, job.account.0.clone()]);
        if let Source::File(path) = &job.source {
            names.extend(path.parent().into_iter().flat_map(of_path));
        }
        names.extend(job.told_name.clone());
        names.extend(job.options.metadata.iter().map(|(_, value)| value.text()));
    }
    names.retain(|name| !is_usual(name));
    names
}

/// A path, and each of its folders.
pub(super) fn of_path(path: &Path) -> Vec<String> {
    let whole = path.to_string_lossy().into_owned();
    pieces(&whole).into_iter().chain([whole]).collect()
}

/// The names in what a test has found.
pub(super) fn of_finding(finding: &Finding) -> Vec<String> {
    let (texts, why): (Vec<&str>, Option<&Failure>) = match finding {
        Finding::Resolved(name, _)
        | Finding::IsAddress(name)
        | Finding::NotResolved(name, _)
        | Finding::ProxyNotResolved(name, _)
        | Finding::ProxyOpens(name)
        | Finding::ProxyRefuses(name, _)
        | Finding::Connects(name)
        | Finding::IsAuthority(name)
        | Finding::NotNow(name, ..)
        | Finding::OtherServer(name)
        | Finding::StorageAnswers(name) => (vec![name], None),
        Finding::NoTls(name, why) | Finding::NotConnected(name, why) | Finding::StorageFails(name, why) => {
            (vec![name], Some(why))
        }
        Finding::DisplayWorks(name) | Finding::DisplayFails(name, _) => {
            (name.split(':').next().into_iter().collect(), None)
        }
        Finding::Trusted { issuer, by, .. } | Finding::NotTrusted(issuer, by) => {
            let names = by.iter().flat_map(|file| of_path(file)).chain([issuer.clone()]);
            return names.collect();
        }
        Finding::FolderWorks(folder) | Finding::SettingsNewer(folder, _) => return of_path(folder),
        Finding::FolderFails(folder, why) => {
            return of_path(folder).into_iter().chain(of_failure(why)).collect();
        }
        Finding::SettingsFail(file, why) => return of_path(file).into_iter().chain([why.clone()]).collect(),
        Finding::JournalFails(why)
        | Finding::ProxyFails(_, why)
        | Finding::NoServer(why)
        | Finding::ApiFails(why)
        | Finding::KeyringFails(why) => (Vec::new(), Some(why)),
        Finding::NoProxy
        | Finding::ProxyByScript
        | Finding::Plain
        | Finding::ClockAhead(_)
        | Finding::NoTime
        | Finding::KeyAccepted
        | Finding::NoKey
        | Finding::StorageUnknown
        | Finding::KeyringWorks(_)
        | Finding::KeyringWaits
        | Finding::Free(_)
        | Finding::RoomUnknown(_)
        | Finding::NoDisplay
        | Finding::Skipped(_) => (Vec::new(), None),
    };
    let names = texts.into_iter().flat_map(|text| [text.to_owned()].into_iter().chain(pieces(text)));
    names.filter(|name| !is_usual_piece(name)).chain(why.into_iter().filter_map(of_failure)).collect()
}

/// The words of others in a failure, where they are not those of the system.
fn of_failure(failure: &Failure) -> Option<String> {
    let told = failure.detail.clone();
    (told != technical(failure) && !told.is_empty()).then_some(told)
}

/// The particulars of a failure, where they are the words of the system. Those of a server or of a tool may quote names.
pub fn technical(failure: &Failure) -> &str {
    let own = matches!(
        failure.reason(),
        Some(
            FailureReason::EngineNotStarted
                | FailureReason::HttpClient
                | FailureReason::JournalUnusable
                | FailureReason::NoKeyring
                | FailureReason::SettingsNotSaved
        )
    );
    let system = match failure.kind {
        FailureKind::AnswerLost
        | FailureKind::Bug
        | FailureKind::FileUnreadable
        | FailureKind::Keyring
        | FailureKind::Network => failure.code.is_none() || own,
        FailureKind::Conflict
        | FailureKind::Corrupt
        | FailureKind::FileChanged
        | FailureKind::FileGrowing
        | FailureKind::FileMissing
        | FailureKind::KeyRefused
        | FailureKind::NotAllowed
        | FailureKind::NotFound
        | FailureKind::Preparing
        | FailureKind::PresignedUrlExpired
        | FailureKind::Processing
        | FailureKind::RateLimited(_)
        | FailureKind::Refused
        | FailureKind::ServerError
        | FailureKind::SessionEnded => false,
        FailureKind::Setup => own,
    };
    if system { &failure.detail } else { "" }
}
