//! What a test of the network and of this computer has found, as facts. Each line tells one thing; a line that depends
//! on one that failed is passed over, so the first failed line names the cause.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::words::words;
use crate::{Failure, KeyLocation, Version};

/// What one line is about, in the order in which they are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// Whether the name of the server leads to addresses.
    Names,
    /// Whether the proxy opens the way.
    Proxy,
    /// Whether the server takes connections, where no proxy is on the way.
    Connection,
    /// Who vouches for the server.
    Tls,
    /// Whether what answers is the platform, and what it says of the key.
    Api,
    /// Whether the clock of this computer shows what the platform's does.
    Clock,
    /// Whether the storage of the platform can be reached.
    Storage,
    /// Whether secrets can be kept.
    Keyring,
    /// Whether there is room for the journal and the settings.
    Disk,
    /// Whether they can be written.
    Folder,
    /// Whether a window can be shown.
    Display,
}

words! {
    Check {
        Names => "names",
        Proxy => "proxy",
        Connection => "connection",
        Tls => "tls",
        Api => "api",
        Clock => "clock",
        Storage => "storage",
        Keyring => "keyring",
        Disk => "disk",
        Folder => "data-folder",
        Display => "display",
    }
}

/// What a finding means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// As it should be.
    Ok,
    /// Uploads work, and somebody should know this.
    Warn,
    /// Something does not work.
    Fail,
    /// Not looked at, because of something that failed before.
    Skipped,
}

words! { Grade { Ok => "ok", Warn => "warn", Fail => "fail", Skipped => "skipped" } }

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// The name leads to these addresses.
    Resolved(String, Vec<IpAddr>),
    /// The server is named by its address.
    IsAddress(String),
    /// The server has no name: its URL is none.
    NoServer(Failure),
    /// The name leads nowhere, and why.
    NotResolved(String, String),
    /// The name of the proxy leads nowhere, and why.
    ProxyNotResolved(String, String),
    /// No proxy is on the way.
    NoProxy,
    /// None is known to be on the way, but a script of the system may name one.
    ProxyByScript,
    /// The proxy opens the way.
    ProxyOpens(String),
    /// It does not, or none can be used. The kind of proxy that it is taken for, if one is known.
    ProxyFails(String, Failure),
    /// It answers with this HTTP status in place of opening the way.
    ProxyRefuses(String, u16),
    /// The server takes connections.
    Connects(String),
    /// It takes none.
    NotConnected(String, Failure),
    /// The server is spoken to without encryption.
    Plain,
    /// The certificate is good: who issued it, until when it holds, and the file that this is known from.
    Trusted {
        /// Who issued it.
        issuer: String,
        /// When it expires.
        expires: Option<Timestamp>,
        /// How long it still holds.
        left: Option<SignedDuration>,
        /// The file of the extra certificate authority, if the system alone does not trust it.
        by: Option<PathBuf>,
    },
    /// Nobody that is trusted vouches for the certificate: who issued it, and the file of the extra certificate authority
    /// that does not either.
    NotTrusted(String, Option<PathBuf>),
    /// The certificate is that of a certificate authority, which no server may use: who issued it.
    IsAuthority(String),
    /// The certificate does not hold now: who issued it, and from when until when it holds.
    NotNow(String, Option<Timestamp>, Option<Timestamp>),
    /// It is the certificate of another server: who issued it.
    OtherServer(String),
    /// No encrypted connection to this host came about, or the trusted certificates could not be read.
    NoTls(String, Failure),
    /// How far the clock of this computer is ahead.
    ClockAhead(SignedDuration),
    /// The answer had no time in it.
    NoTime,
    /// The platform accepts the key.
    KeyAccepted,
    /// The platform answers, and there is no key to ask with.
    NoKey,
    /// It does not answer as it should.
    ApiFails(Failure),
    /// The storage answers.
    StorageAnswers(String),
    /// The storage's address comes with the first upload in parts.
    StorageUnknown,
    /// It does not answer, or something in between does.
    StorageFails(String, Failure),
    /// The keyring works; where the key is, if there is one.
    KeyringWorks(Option<KeyLocation>),
    /// It does not give out or take secrets.
    KeyringFails(Failure),
    /// It waits for its owner.
    KeyringWaits,
    /// The folder can be written.
    FolderWorks(PathBuf),
    /// It cannot.
    FolderFails(PathBuf, Failure),
    /// The settings cannot be read, and why.
    SettingsFail(PathBuf, String),
    /// A newer version wrote the settings.
    SettingsNewer(PathBuf, Version),
    /// The journal cannot be read, or a newer version wrote it.
    JournalFails(Failure),
    /// So many bytes are free.
    Free(u64),
    /// It is not known how much is free.
    RoomUnknown(String),
    /// A window can be shown there.
    DisplayWorks(String),
    /// No display is named; the console needs none.
    NoDisplay,
    /// Nothing answers at the display that is named, and why.
    DisplayFails(String, String),
    /// Not looked at, because of this.
    Skipped(Check),
}

/// A clock that is further off than this is told about.
const OFF: SignedDuration = SignedDuration::from_secs(60);
/// A clock that is further off than this makes certificates and presigned URLs invalid sooner or later.
const FAR_OFF: SignedDuration = SignedDuration::from_mins(15);
/// A certificate that expires sooner than this is told about.
const SOON: SignedDuration = SignedDuration::from_hours(24 * 7);
/// With less room than this, the journal may soon not be written.
const LITTLE_ROOM: u64 = 200_000_000;
/// With less room than this, the journal is as good as full.
const NO_ROOM: u64 = 5_000_000;

impl Finding {
    /// What it means.
    pub fn grade(&self) -> Grade {
        match self {
            Self::Resolved(..)
            | Self::IsAddress(_)
            | Self::NoProxy
            | Self::ProxyOpens(_)
            | Self::Connects(_)
            | Self::Plain
            | Self::KeyAccepted
            | Self::StorageAnswers(_)
            | Self::KeyringWorks(_)
            | Self::FolderWorks(_)
            | Self::DisplayWorks(_) => Grade::Ok,
            Self::Trusted { left, by, .. } => {
                let soon = left.is_some_and(|left| left < SOON);
                if soon || by.is_some() { Grade::Warn } else { Grade::Ok }
            }
            Self::ClockAhead(by) => match by.abs() {
                by if by > FAR_OFF => Grade::Fail,
                by if by > OFF => Grade::Warn,
                _ => Grade::Ok,
            },
            Self::Free(bytes) => match *bytes {
                ..NO_ROOM => Grade::Fail,
                NO_ROOM..LITTLE_ROOM => Grade::Warn,
                LITTLE_ROOM.. => Grade::Ok,
            },
            // Without a keyring, a key in the environment or for one run still works.
            Self::KeyringFails(failure) if failure.reason() == Some(crate::FailureReason::NoKeyring) => {
                Grade::Warn
            }
            Self::ProxyByScript
            | Self::NoTime
            | Self::NoKey
            | Self::SettingsNewer(..)
            | Self::RoomUnknown(_)
            // A firewall may be in the way of what nobody has tried.
            | Self::StorageUnknown
            | Self::NoDisplay => Grade::Warn,
            Self::NoServer(_)
            | Self::NotResolved(..)
            | Self::ProxyNotResolved(..)
            | Self::ProxyFails(..)
            | Self::ProxyRefuses(..)
            | Self::NotConnected(..)
            | Self::NotTrusted(..)
            | Self::IsAuthority(_)
            | Self::NotNow(..)
            | Self::OtherServer(_)
            | Self::NoTls(..)
            | Self::ApiFails(_)
            | Self::StorageFails(..)
            | Self::KeyringFails(_)
            | Self::KeyringWaits
            | Self::FolderFails(..)
            | Self::SettingsFail(..)
            | Self::JournalFails(_)
            | Self::DisplayFails(..) => Grade::Fail,
            Self::Skipped(_) => Grade::Skipped,
        }
    }
}

/// One line of a test.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckLine {
    /// What it is about.
    pub check: Check,
    /// What was found.
    pub finding: Finding,
    /// How long that took, where it says something.
    pub took: Option<Duration>,
}

/// A test, once it is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkup {
    /// When it was over.
    pub at: Timestamp,
    /// What it has found, in order.
    pub lines: Vec<CheckLine>,
}

impl Checkup {
    /// How many lines failed.
    pub fn failed(&self) -> usize {
        self.of(Grade::Fail)
    }

    /// How many lines are only to be known of.
    pub fn warned(&self) -> usize {
        self.of(Grade::Warn)
    }

    fn of(&self, grade: Grade) -> usize {
        self.lines.iter().filter(|line| line.finding.grade() == grade).count()
    }
}
