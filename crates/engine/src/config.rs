//! The settings file: where it is, how it is read, and how it is replaced whole.

mod kept;

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use directories::ProjectDirs;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::private;
use takeup_model::{
    AccountId, AccountSettings, Addresses, Bandwidth, CopyChoice, Existing, Failure, FailureKind,
    FailureReason, Hours, IfExists, IndexId, LimitKey, Limits, LogLevel, Metadata, Network, NextUploads,
    PartsAtOnce, ProxyChoice, Settings, StoreId, Theme, Version, WatchedFolder, WindowMemory,
};

/// The folders of this program on this system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The settings file is in here.
    pub config: PathBuf,
    /// The journal is in here.
    pub data: PathBuf,
}

impl Folders {
    /// The system's own, or everything below `data_dir`. Practice on the sandbox is kept apart from real work.
    pub fn find(data_dir: Option<&Path>, sandbox: bool) -> Result<Self, Failure> {
        let mut folders = if let Some(folder) = data_dir {
            Self { config: folder.to_owned(), data: folder.to_owned() }
        } else {
            let dirs = ProjectDirs::from("", "", "Takeup")
                .ok_or_else(|| Failure::own(FailureKind::Setup, FailureReason::NoHomeFolder, ""))?;
            Self { config: dirs.config_dir().to_owned(), data: dirs.data_local_dir().to_owned() }
        };
        folders.check()?;
        if sandbox {
            folders.config.push("sandbox");
            folders.data.push("sandbox");
            folders.check()?;
        }
        Ok(folders)
    }

    /// Refuses folders that somebody else could have put something into.
    fn check(&self) -> Result<(), Failure> {
        private::check(&self.config)?;
        private::check(&self.data)
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.toml")
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct SettingsFile {
    /// The newest version that wrote it.
    written_by: Option<String>,
    theme: Option<String>,
    text_size: Option<u8>,
    language: Option<String>,
    files_at_once: Option<usize>,
    parts_at_once: Option<usize>,
    multipart_above: Option<u64>,
    resume_at_start: Option<bool>,
    mark_uploads: Option<bool>,
    delete_reserved: Option<bool>,
    checks: Option<bool>,
    whole_sha256: Option<bool>,
    if_exists: Option<String>,
    ask_hosts: Option<bool>,
    ffmpeg: Option<PathBuf>,
    copies_at_once: Option<usize>,
    tell_copies: Option<bool>,
    notifications: Option<bool>,
    hold_sleep: Option<bool>,
    check_updates: Option<bool>,
    log_level: Option<String>,
    current: Option<String>,
    window: FileWindow,
    bandwidth: FileBandwidth,
    network: FileNetwork,
    accounts: Vec<FileAccount>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FileWindow {
    size: Option<(u32, u32)>,
    position: Option<(i32, i32)>,
    maximized: bool,
    page: Option<String>,
    sort: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FileBandwidth {
    limited: Option<bool>,
    bytes_per_sec: Option<u64>,
    by_hours: Option<bool>,
    from: Option<String>,
    to: Option<String>,
}

/// The way to the platform. A password has no place in it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FileNetwork {
    proxy: Option<String>,
    own_proxy: Option<String>,
    direct_for: Option<String>,
    extra_ca: Option<PathBuf>,
    addresses: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FileAccount {
    id: String,
    name: String,
    server: String,
    copy: Option<String>,
    limits: BTreeMap<String, u64>,
    next: FileNext,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    watched: Vec<FileWatched>,
}

/// A watched folder.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FileWatched {
    folder: PathBuf,
    on: Option<bool>,
    subfolders: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    include: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exclude: Vec<String>,
    rest_seconds: Option<u64>,
    existing: Option<String>,
    copy: Option<String>,
    move_to: Option<String>,
    next: FileNext,
}

/// Places are kept with their names. Values of metadata are kept as they are typed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FileNext {
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    indexes: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    stores: BTreeMap<String, String>,
    /// One at most.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    task: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    metadata: BTreeMap<String, String>,
}

/// Reads the settings. No file means the defaults; a damaged file is set aside, never overwritten.
pub fn load(path: &Path) -> Result<Settings, Failure> {
    let Some(text) = text_of(path)? else { return Ok(Settings::default()) };
    parse(&text).or_else(|damaged| {
        std::fs::rename(path, path.with_extension("damaged.toml"))
            .map_err(|error| unread(error.to_string()))?;
        Err(damaged)
    })
}

/// Reads the settings, and changes nothing.
pub fn read(path: &Path) -> Result<Settings, Failure> {
    text_of(path)?.map_or_else(|| Ok(Settings::default()), |text| parse(&text))
}

fn text_of(path: &Path) -> Result<Option<String>, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unread(error.to_string())),
    }
}

fn parse(text: &str) -> Result<Settings, Failure> {
    contents(text).map(|(_, file)| settings(file)).map_err(|error| unread(error.message().to_owned()))
}

/// The whole table, and what this version knows of it. What a table cannot hold, such as a larger number than TOML has,
/// could not be written again, so it is not read either.
fn contents(text: &str) -> Result<(toml::Table, SettingsFile), toml::de::Error> {
    let table: toml::Table = toml::from_str(text)?;
    let file = table.clone().try_into()?;
    Ok((table, file))
}

fn unread(why: String) -> Failure {
    Failure::own(FailureKind::FileUnreadable, FailureReason::SettingsUnreadable, why)
}

/// The version that wrote the settings, if it is newer than this one.
pub(crate) fn newer(path: &Path) -> Option<Version> {
    newer_than_this(in_the_file(path)?.written_by.as_deref()?)
}

fn newer_than_this(version: &str) -> Option<Version> {
    Version::parse(version).filter(|written| Version::running().is_some_and(|running| *written > running))
}

/// The settings as they are in the file.
pub(crate) fn as_table(settings: &Settings) -> toml::Table {
    toml::Table::try_from(file(settings, Path::new(""))).unwrap_or_default()
}

/// The language in the settings. A file that cannot be read is left for [`load`] to report.
pub fn language(path: &Path) -> Option<String> {
    in_the_file(path)?.language
}

fn in_the_file(path: &Path) -> Option<SettingsFile> {
    contents(&text_of(path).ok()??).ok().map(|(_, file)| file)
}

/// Writes the settings: the old file stays whole until the new one is, and what this version does not know of it is
/// written again as it is.
pub fn save(path: &Path, settings: &Settings) -> Result<(), Failure> {
    replace(path, settings).map_err(|error| {
        Failure::own(FailureKind::FileUnreadable, FailureReason::SettingsNotSaved, error.to_string())
    })
}

fn replace(path: &Path, settings: &Settings) -> io::Result<()> {
    private::folder(path.parent().unwrap_or(Path::new(".")))?;
    let mut table = toml::Table::try_from(file(settings, path)).map_err(io::Error::other)?;
    match std::fs::read_to_string(path) {
        // A file that was damaged meanwhile is not replaced: whoever edits it can correct it.
        Ok(text) => {
            let refused = |error: toml::de::Error| io::Error::other(error.message().to_owned());
            table = with_the_unknown(&text, path, table).map_err(refused)?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let text = toml::to_string_pretty(&table).map_err(io::Error::other)?;
    // People keep their settings elsewhere and link to them: the link stays, wherever it leads.
    let path = if path.is_symlink() { path.canonicalize()? } else { path.to_owned() };
    let mut new = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    private::put(new, &path)
}

/// These settings, with what this version does not know of those in the file.
fn with_the_unknown(text: &str, path: &Path, new: toml::Table) -> Result<toml::Table, toml::de::Error> {
    let (old, read) = contents(text)?;
    let read = toml::Table::try_from(file(&settings(read), path)).unwrap_or_default();
    let mut merged = kept::merged(&old, &read, new);
    let by = old.get("written_by").and_then(toml::Value::as_str).filter(|by| newer_than_this(by).is_some());
    merged.insert("written_by".to_owned(), by.unwrap_or(env!("CARGO_PKG_VERSION")).into());
    Ok(merged)
}

fn settings(file: SettingsFile) -> Settings {
    let plain = Settings::default();
    let mut accounts: Vec<AccountSettings> =
        file.accounts.into_iter().filter(|account| !account.id.is_empty()).map(account).collect();
    if accounts.is_empty() {
        accounts.clone_from(&plain.accounts);
    }
    let current = file.current.map(AccountId).filter(|id| accounts.iter().any(|account| account.id == *id));
    Settings {
        theme: file.theme.as_deref().and_then(Theme::parse).unwrap_or(plain.theme),
        text_size: file.text_size.unwrap_or(plain.text_size),
        language: file.language,
        files_at_once: file.files_at_once.unwrap_or(plain.files_at_once),
        parts_at_once: file.parts_at_once.map_or(PartsAtOnce::Automatic, PartsAtOnce::Fixed),
        multipart_above: file.multipart_above.unwrap_or(plain.multipart_above),
        resume_at_start: file.resume_at_start.unwrap_or(plain.resume_at_start),
        mark_uploads: file.mark_uploads.unwrap_or(plain.mark_uploads),
        delete_reserved: file.delete_reserved.unwrap_or(plain.delete_reserved),
        bandwidth: bandwidth(&file.bandwidth),
        checks: file.checks.unwrap_or(plain.checks),
        whole_sha256: file.whole_sha256.unwrap_or(plain.whole_sha256),
        if_exists: file.if_exists.as_deref().and_then(IfExists::parse).unwrap_or(plain.if_exists),
        ask_hosts: file.ask_hosts.unwrap_or(plain.ask_hosts),
        ffmpeg: file.ffmpeg,
        copies_at_once: file.copies_at_once.unwrap_or(plain.copies_at_once),
        tell_copies: file.tell_copies.unwrap_or(plain.tell_copies),
        notifications: file.notifications.unwrap_or(plain.notifications),
        hold_sleep: file.hold_sleep.unwrap_or(plain.hold_sleep),
        check_updates: file.check_updates.unwrap_or(plain.check_updates),
        window: window(file.window),
        network: network(file.network),
        log_level: file.log_level.as_deref().and_then(LogLevel::parse).unwrap_or_default(),
        current: current
            .or_else(|| accounts.first().map(|account| account.id.clone()))
            .unwrap_or(plain.current),
        accounts,
    }
    .bounded()
}

fn window(file: FileWindow) -> WindowMemory {
    let FileWindow { size, position, maximized, page, sort } = file;
    WindowMemory { size, position, maximized, page, sort }
}

fn file_window(window: &WindowMemory) -> FileWindow {
    let WindowMemory { size, position, maximized, page, sort } = window.clone();
    FileWindow { size, position, maximized, page, sort }
}

/// "09:00".
fn hour(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

fn read_hour(text: &str) -> Option<Time> {
    Time::strptime("%H:%M", text.trim()).ok()
}

fn bandwidth(file: &FileBandwidth) -> Bandwidth {
    let plain = Bandwidth::default();
    let time = |text: &Option<String>| text.as_deref().and_then(read_hour);
    Bandwidth {
        limited: file.limited.unwrap_or(plain.limited),
        bytes_per_sec: file.bytes_per_sec.unwrap_or(plain.bytes_per_sec),
        by_hours: file.by_hours.unwrap_or(plain.by_hours),
        hours: Hours {
            from: time(&file.from).unwrap_or(plain.hours.from),
            to: time(&file.to).unwrap_or(plain.hours.to),
        },
    }
}

fn network(file: FileNetwork) -> Network {
    let word = |text: Option<String>| text.unwrap_or_default();
    Network {
        proxy: ProxyChoice::parse(&word(file.proxy)).unwrap_or_default(),
        own_proxy: word(file.own_proxy).parse().ok(),
        direct_for: word(file.direct_for),
        extra_ca: file.extra_ca,
        addresses: Addresses::parse(&word(file.addresses)).unwrap_or_default(),
    }
}

fn account(file: FileAccount) -> AccountSettings {
    let set = LimitKey::ALL.into_iter().filter_map(|key| Some((key, *file.limits.get(key.word())?)));
    let (id, limits) = (AccountId(file.id), Limits { set: set.collect() });
    let copy = file.copy.as_deref().and_then(CopyChoice::parse).unwrap_or_default();
    AccountSettings {
        id,
        name: file.name,
        server: file.server,
        limits,
        copy,
        next: next(file.next),
        watched: file.watched.into_iter().map(watched).collect(),
        passing: false,
    }
}

fn watched(file: FileWatched) -> WatchedFolder {
    let plain = WatchedFolder::default();
    WatchedFolder {
        folder: file.folder,
        on: file.on.unwrap_or(plain.on),
        subfolders: file.subfolders.unwrap_or(plain.subfolders),
        include: file.include,
        exclude: file.exclude,
        next: next(file.next),
        rest: file.rest_seconds.map_or(plain.rest, Duration::from_secs),
        existing: file.existing.as_deref().and_then(Existing::parse).unwrap_or_default(),
        copy: file.copy.as_deref().and_then(CopyChoice::parse),
        move_to: file.move_to,
    }
}

fn file_watched(watched: &WatchedFolder) -> FileWatched {
    FileWatched {
        folder: watched.folder.clone(),
        on: Some(watched.on),
        subfolders: Some(watched.subfolders),
        include: watched.include.clone(),
        exclude: watched.exclude.clone(),
        rest_seconds: Some(watched.rest.as_secs()),
        existing: Some(watched.existing.word().to_owned()),
        copy: watched.copy.map(|copy| copy.word().to_owned()),
        move_to: watched.move_to.clone(),
        next: file_next(&watched.next),
    }
}

fn next(file: FileNext) -> NextUploads {
    NextUploads {
        indexes: file.indexes.into_iter().map(|(id, name)| (IndexId(id), name)).collect(),
        stores: file.stores.into_iter().map(|(id, name)| (StoreId(id), name)).collect(),
        task: file.task.into_iter().next().map(|(id, name)| (IndexId(id), name)),
        language: file.language.unwrap_or_default(),
        told: Metadata::of_typed(&file.metadata),
    }
}

fn file_next(next: &NextUploads) -> FileNext {
    let index = |(id, name): (&IndexId, &String)| (id.0.clone(), name.clone());
    FileNext {
        indexes: next.indexes.iter().map(index).collect(),
        stores: next.stores.iter().map(|(id, name)| (id.0.clone(), name.clone())).collect(),
        task: next.task.iter().map(|(id, name)| index((id, name))).collect(),
        language: Some(next.language.clone()).filter(|language| !language.is_empty()),
        metadata: next.told.iter().map(|(key, value)| (key.to_owned(), value.text())).collect(),
    }
}

/// The account that was shown last is kept while one is shown that is not.
fn current(settings: &Settings, path: &Path) -> Option<String> {
    let kept = settings.account(&settings.current).is_some_and(|account| !account.passing);
    if kept {
        return Some(settings.current.0.clone());
    }
    toml::from_str::<SettingsFile>(&std::fs::read_to_string(path).ok()?).ok()?.current
}

fn file(settings: &Settings, path: &Path) -> SettingsFile {
    let kept: Vec<_> = settings.accounts.iter().filter(|account| !account.passing).collect();
    SettingsFile {
        written_by: Some(env!("CARGO_PKG_VERSION").to_owned()),
        theme: (settings.theme != Theme::System).then(|| settings.theme.word().to_owned()),
        text_size: (settings.text_size != 100).then_some(settings.text_size),
        language: settings.language.clone(),
        files_at_once: Some(settings.files_at_once),
        parts_at_once: match settings.parts_at_once {
            PartsAtOnce::Automatic => None,
            PartsAtOnce::Fixed(parts) => Some(parts),
        },
        multipart_above: Some(settings.multipart_above),
        resume_at_start: Some(settings.resume_at_start),
        mark_uploads: Some(settings.mark_uploads),
        delete_reserved: Some(settings.delete_reserved),
        bandwidth: file_bandwidth(&settings.bandwidth),
        checks: Some(settings.checks),
        whole_sha256: Some(settings.whole_sha256),
        if_exists: Some(settings.if_exists.word().to_owned()),
        ask_hosts: Some(settings.ask_hosts),
        ffmpeg: settings.ffmpeg.clone(),
        copies_at_once: Some(settings.copies_at_once),
        tell_copies: Some(settings.tell_copies),
        notifications: Some(settings.notifications),
        hold_sleep: Some(settings.hold_sleep),
        check_updates: Some(settings.check_updates),
        window: file_window(&settings.window),
        network: file_network(&settings.network),
        log_level: (settings.log_level != LogLevel::default()).then(|| settings.log_level.word().to_owned()),
        current: current(settings, path),
        accounts: kept.into_iter().map(file_account).collect(),
    }
}

fn file_bandwidth(bandwidth: &Bandwidth) -> FileBandwidth {
    FileBandwidth {
        limited: Some(bandwidth.limited),
        bytes_per_sec: Some(bandwidth.bytes_per_sec),
        by_hours: Some(bandwidth.by_hours),
        from: Some(hour(bandwidth.hours.from)),
        to: Some(hour(bandwidth.hours.to)),
    }
}

fn file_network(network: &Network) -> FileNetwork {
    let plain = Network::default();
    FileNetwork {
        proxy: (network.proxy != plain.proxy).then(|| network.proxy.word().to_owned()),
        own_proxy: network.own_proxy.as_ref().map(ToString::to_string),
        direct_for: (!network.direct_for.is_empty()).then(|| network.direct_for.clone()),
        extra_ca: network.extra_ca.clone(),
        addresses: (network.addresses != plain.addresses).then(|| network.addresses.word().to_owned()),
    }
}

fn file_account(account: &AccountSettings) -> FileAccount {
    let limits = account.limits.set.iter().map(|(key, bytes)| (key.word().to_owned(), *bytes));
    FileAccount {
        id: account.id.0.clone(),
        name: account.name.clone(),
        server: account.server.clone(),
        copy: (account.copy != CopyChoice::default()).then(|| account.copy.word().to_owned()),
        limits: limits.collect(),
        next: file_next(&account.next),
        watched: account.watched.iter().map(file_watched).collect(),
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make files")]
mod tests;
