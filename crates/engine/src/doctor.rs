//! The test of everything that uploads need: the way to the platform, the keyring, the folders, and the display. Each
//! line is found out by itself; nothing is changed but a file that is written and removed again.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use tokio::task::spawn_blocking;

use super::config::Folders;
use super::keys::{self, KeyOwner};
use super::{config, disk, journal, private};
use takeup_api::{CheckupTarget, HttpClients};
use takeup_model::{
    Check, CheckLine, Failure, FailureKind, Finding, Grade, KeyLocation, Settings, is_loopback,
};

/// How long a keyring may ask its owner.
const KEYRING: Duration = Duration::from_secs(10);
/// What is written to find out whether a folder can be.
static SAMPLE: [u8; 64 * 1024] = [0; 64 * 1024];

/// What is tested, and for whom.
#[derive(Debug)]
pub struct Subjects {
    /// Where journal and settings are.
    pub folders: Folders,
    /// Whose key it is.
    pub owner: KeyOwner,
    /// The base URL of the platform.
    pub server: String,
    /// A key that nobody has to look for, and where it is.
    pub key: Option<(Arc<SecretString>, KeyLocation)>,
    /// The connections that are tested.
    pub clients: HttpClients,
    /// What the clock of this computer shows.
    pub now: Timestamp,
}

/// Connections by these settings.
pub fn clients(settings: &Settings, allow_http: bool) -> Result<HttpClients, Failure> {
    let find = keys::proxy_password(None);
    HttpClients::new(allow_http, settings.network.clone(), find).map_err(|error| error.failure())
}

/// Tests everything. It takes a few seconds, and longer where something does not answer.
pub async fn examine(subjects: Subjects) -> Vec<CheckLine> {
    let Subjects { folders, owner, server, key, clients, now } = subjects;
    let (keyring, found) = keyring(owner, key.as_ref().map(|(_, place)| place.clone())).await;
    let key = key.map(|(key, _)| key).or(found);
    let storage = storage_of(&server, folders.data.clone()).await;
    let mut lines = clients.examine(&CheckupTarget { server, key, storage, now }).await;
    lines.push(line(Check::Keyring, keyring));
    let local = spawn_blocking(move || local(&folders)).await;
    lines.extend(local.unwrap_or_default());
    lines
}

fn line(check: Check, finding: Finding) -> CheckLine {
    CheckLine { check, finding, took: None }
}

/// What the keyring says, and the key in it.
async fn keyring(owner: KeyOwner, known: Option<KeyLocation>) -> (Finding, Option<Arc<SecretString>>) {
    let asked = tokio::time::timeout(KEYRING, spawn_blocking(move || keys::find(&owner))).await;
    match asked {
        Err(_late) => (Finding::KeyringWaits, None),
        Ok(Err(panicked)) => {
            (Finding::KeyringFails(Failure::new(FailureKind::Keyring, panicked.to_string())), None)
        }
        Ok(Ok(Err(failure))) => (Finding::KeyringFails(failure), None),
        Ok(Ok(Ok(Some((key, place))))) => {
            (Finding::KeyringWorks(Some(known.unwrap_or(place))), Some(Arc::new(key)))
        }
        Ok(Ok(Ok(None))) => (Finding::KeyringWorks(known), None),
    }
}

/// The storage of this platform, as an earlier upload in parts has found it.
async fn storage_of(server: &str, folder: PathBuf) -> Option<String> {
    let server = url::Url::parse(server).ok()?;
    let known = spawn_blocking(move || journal::known_hosts(&folder)).await.ok()?;
    let fits = |host: &String| {
        let storage = url::Url::parse(&format!("https://{host}/"));
        storage.is_ok_and(|storage| {
            is_loopback(&storage) == is_loopback(&server)
                && (storage.host(), storage.port()) != (server.host(), server.port())
        })
    };
    known.into_iter().rfind(fits)
}

/// What is found out without a network.
fn local(folders: &Folders) -> Vec<CheckLine> {
    let room = room(&folders.data);
    let full = room.as_ref().is_some_and(|room| room.grade() == Grade::Fail);
    let written = if full { Finding::Skipped(Check::Disk) } else { written(folders) };
    let mut lines: Vec<CheckLine> = room.map(|room| line(Check::Disk, room)).into_iter().collect();
    lines.push(line(Check::Folder, written));
    lines.extend(kept(folders).into_iter().map(|found| line(Check::Folder, found)));
    lines.extend(display().map(|found| line(Check::Display, found)));
    lines
}

/// What there is to say where settings and journal can be nowhere.
pub fn without_folders(why: Failure) -> Vec<CheckLine> {
    let path = PathBuf::from(&why.detail);
    let mut lines = vec![line(Check::Folder, Finding::FolderFails(path, why))];
    lines.extend(display().map(|found| line(Check::Display, found)));
    lines
}

/// What is wrong with what is kept there, and what is of a newer version.
fn kept(folders: &Folders) -> Vec<Finding> {
    let path = folders.settings();
    let settings = match config::read(&path) {
        Ok(_) => config::newer(&path).map(|version| Finding::SettingsNewer(path, version)),
        Err(why) => Some(Finding::SettingsFail(path, why.detail)),
    };
    let journal = journal::examine(&folders.data).err().map(Finding::JournalFails);
    settings.into_iter().chain(journal).collect()
}

/// Writes to the folders and takes it back.
fn written(folders: &Folders) -> Finding {
    for folder in [&folders.config, &folders.data] {
        let attempt = || {
            private::folder(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(&SAMPLE)?;
            file.as_file().sync_all()?;
            file.close()
        };
        if let Err(error) = attempt() {
            let why = Failure::new(FailureKind::FileUnreadable, error.to_string());
            return Finding::FolderFails(folder.clone(), why);
        }
    }
    Finding::FolderWorks(folders.data.clone())
}

/// How much room there is where a folder is, or will be.
fn room(folder: &Path) -> Option<Finding> {
    // A relative folder has no ancestors but its own.
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let there = folder.ancestors().find(|folder| folder.exists())?;
    match disk::free(there) {
        Ok(bytes) => Some(Finding::Free(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::Unsupported => None,
        Err(error) => Some(Finding::RoomUnknown(error.to_string())),
    }
}

/// Whether something answers where the environment says that windows are shown.
#[cfg(target_os = "linux")]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn display() -> Option<Finding> {
    use std::net::TcpStream;
    use std::os::unix::net::UnixStream;
    let named = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let (name, answers) = if let Some(x11) = named("DISPLAY") {
        let Some((host, number)) = x11.rsplit_once(':') else {
            return Some(Finding::DisplayFails(x11, String::new()));
        };
        let number = number.split('.').next().unwrap_or_default().to_owned();
        let answers = if host.is_empty() || host == "unix" {
            let path = format!("/tmp/.X11-unix/X{number}");
            UnixStream::connect(&path).map(drop).map_err(|error| format!("{path}: {error}"))
        } else {
            let port = number.parse::<u16>().unwrap_or_default().saturating_add(6000);
            TcpStream::connect((host, port)).map(drop).map_err(|error| error.to_string())
        };
        (x11, answers)
    } else if let Some(wayland) = named("WAYLAND_DISPLAY") {
        let path = Path::new(&named("XDG_RUNTIME_DIR").unwrap_or_default()).join(&wayland);
        let answers = UnixStream::connect(&path).map(drop);
        (wayland, answers.map_err(|error| format!("{}: {error}", path.display())))
    } else {
        return Some(Finding::NoDisplay);
    };
    Some(match answers {
        Ok(()) => Finding::DisplayWorks(name),
        Err(why) => Finding::DisplayFails(name, why),
    })
}

/// Elsewhere there always is one.
#[cfg(not(target_os = "linux"))]
fn display() -> Option<Finding> {
    None
}
