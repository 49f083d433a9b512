//! What can go wrong, as facts that a person and the planner can act on.

use std::fmt;
use std::io;
use std::time::Duration;

use crate::words::words;
use crate::{Limit, Method, Obstacle, RefusalRule, Verdict};

/// Something went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What sort of trouble it is; decides whether trying again can help.
    pub kind: FailureKind,
    /// What exactly it is, where the kind does not say it.
    pub code: Option<FailureCode>,
    /// The words of others, without secrets: the platform's message, the system's, a name or an ID. Never a sentence
    /// of this program: those are made from kind and code.
    pub detail: String,
}

impl Failure {
    /// A failure of this kind with these particulars.
    pub fn new(kind: FailureKind, detail: impl Into<String>) -> Self {
        Self { kind, code: None, detail: detail.into() }
    }

    /// A failure that this program found itself, for this reason.
    pub fn own(kind: FailureKind, reason: FailureReason, detail: impl Into<String>) -> Self {
        Self { kind, code: Some(FailureCode::Own(reason)), detail: detail.into() }
    }

    /// A file that could not be opened or read.
    pub fn of_file(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound {
            Self::new(FailureKind::FileMissing, "")
        } else {
            Self::new(FailureKind::FileUnreadable, error.to_string())
        }
    }

    /// The reason, if this program found it itself.
    pub fn reason(&self) -> Option<FailureReason> {
        match self.code {
            Some(FailureCode::Own(reason)) => Some(reason),
            Some(FailureCode::Platform(_)) | None => None,
        }
    }

    /// Whether the platform answered with this code.
    pub fn has_code(&self, code: &str) -> bool {
        matches!(&self.code, Some(FailureCode::Platform(own)) if own.as_str() == code)
    }

    /// Whether something between this computer and the server was in the way, which a person may have to deal with.
    pub fn is_between(&self) -> bool {
        let between = [FailureReason::Intercepted, FailureReason::Redirected, FailureReason::ProxyRefused];
        self.reason().is_some_and(|reason| between.contains(&reason))
    }

    /// Whether the platform keeps a whole group of endpoints closed to this account.
    pub fn closes_a_group(&self) -> bool {
        matches!(self.kind, FailureKind::NotAllowed | FailureKind::NotFound)
    }

    /// Whether the same request can succeed later without anybody doing anything.
    pub fn passing(&self) -> bool {
        match self.kind {
            FailureKind::PresignedUrlExpired
            | FailureKind::AnswerLost
            | FailureKind::Corrupt
            | FailureKind::FileGrowing
            | FailureKind::Network
            | FailureKind::ServerError
            | FailureKind::RateLimited(_) => true,
            FailureKind::Bug
            | FailureKind::Conflict
            | FailureKind::FileChanged
            | FailureKind::FileMissing
            | FailureKind::FileUnreadable
            | FailureKind::KeyRefused
            | FailureKind::Keyring
            | FailureKind::NotAllowed
            | FailureKind::NotFound
            | FailureKind::Preparing
            | FailureKind::Processing
            | FailureKind::Refused
            | FailureKind::SessionEnded
            | FailureKind::Setup => false,
        }
    }
}

/// The sorts of trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// A presigned URL had lapsed or was used; the next one will do.
    PresignedUrlExpired,
    /// The request may have been carried out, but no answer came.
    AnswerLost,
    /// A fault of this program.
    Bug,
    /// The platform reports a conflict with something else it holds.
    Conflict,
    /// The storage has other bytes than were sent.
    Corrupt,
    /// The file is not what it was when its upload began.
    FileChanged,
    /// The file was changed moments ago, and may still be written.
    FileGrowing,
    /// The file is not there.
    FileMissing,
    /// The file cannot be read.
    FileUnreadable,
    /// The platform does not know the key.
    KeyRefused,
    /// The keyring did not do what it was asked.
    Keyring,
    /// The server could not be reached.
    Network,
    /// The plan or the region does not allow it.
    NotAllowed,
    /// The platform does not have it.
    NotFound,
    /// The server has trouble of its own.
    ServerError,
    /// A copy of the file could not be made.
    Preparing,
    /// The platform took the file and could not process it.
    Processing,
    /// The platform understood and said no.
    Refused,
    /// The multipart session has expired or failed.
    SessionEnded,
    /// The server's address, or what is needed to talk to it, is not right.
    Setup,
    /// Too many requests; the platform may say how long to wait.
    RateLimited(Option<Duration>),
}

impl FailureKind {
    /// All of them; of those that say how long to wait, the one that does not.
    pub const ALL: [Self; 21] = [
        Self::PresignedUrlExpired,
        Self::AnswerLost,
        Self::Bug,
        Self::Conflict,
        Self::Corrupt,
        Self::FileChanged,
        Self::FileGrowing,
        Self::FileMissing,
        Self::FileUnreadable,
        Self::KeyRefused,
        Self::Keyring,
        Self::Network,
        Self::NotAllowed,
        Self::NotFound,
        Self::ServerError,
        Self::Preparing,
        Self::Processing,
        Self::Refused,
        Self::SessionEnded,
        Self::Setup,
        Self::RateLimited(None),
    ];

    /// The stable word for it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::PresignedUrlExpired => "address-stale",
            Self::AnswerLost => "answer-lost",
            Self::Bug => "bug",
            Self::Conflict => "conflict",
            Self::Corrupt => "corrupt",
            Self::FileChanged => "file-changed",
            Self::FileGrowing => "file-growing",
            Self::FileMissing => "file-missing",
            Self::FileUnreadable => "file-unreadable",
            Self::KeyRefused => "key-refused",
            Self::Keyring => "keyring",
            Self::Network => "network",
            Self::NotAllowed => "not-allowed",
            Self::NotFound => "not-found",
            Self::ServerError => "platform",
            Self::Preparing => "preparing",
            Self::Processing => "processing",
            Self::Refused => "refused",
            Self::SessionEnded => "session-ended",
            Self::Setup => "setup",
            Self::RateLimited(_) => "throttled",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// What exactly went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureCode {
    /// The platform or the storage said so.
    Platform(PlatformCode),
    /// This program found it.
    Own(FailureReason),
}

/// Stands before the word of a reason of this program. No code of the platform has a colon.
const OWN: &str = "takeup:";

impl FailureCode {
    /// Reads what `Display` wrote.
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix(OWN) {
            Some(word) => FailureReason::parse(word).map(Self::Own),
            None => PlatformCode::new(text).map(Self::Platform),
        }
    }
}

impl fmt::Display for FailureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform(code) => f.write_str(code.as_str()),
            Self::Own(reason) => write!(f, "{OWN}{}", reason.word()),
        }
    }
}

/// A code of the platform or the storage, such as `index_name_already_exists`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformCode(String);

impl PlatformCode {
    /// No code is longer.
    const LONGEST: usize = 64;

    /// A code, unless it is empty, too long, or has characters that no code has.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        let fine = !text.is_empty() && text.len() <= Self::LONGEST && text.chars().all(fits);
        fine.then(|| Self(text.to_owned()))
    }

    /// The code as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What this program itself finds wrong. The comment says what `Failure::detail` holds, where it holds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureReason {
    /// There is no such account. Its name.
    AccountUnknown,
    /// The answer lacks something, or is none. What is wrong with it, in terms of the wire.
    AnswerUnreadable,
    /// The platform does not list the asset. Its ID.
    AssetNotListed,
    /// The file was changed after its upload began.
    ChangedAfterStart,
    /// Google Drive was not connected: somebody refused, or it went wrong there. The code that came back.
    ConsentRefused,
    /// Nobody answered in the browser in time.
    ConsentTooLate,
    /// Not enough space is left for the copy. How much is needed, and how much is left, in bytes.
    CopyNoSpace,
    /// The copy plays for another time than the original. Both, in milliseconds.
    CopyOtherLength,
    /// The copy that was being sent is gone, or was changed.
    CopyGone,
    /// The engine could not be started. The system's words.
    EngineNotStarted,
    /// Somebody else owns a folder of this program, or can write to it. Its path.
    FolderNotPrivate,
    /// The program that makes copies failed. Its words.
    FfmpegFailed,
    /// The program that makes copies is not there. Where it was looked for, if that was set.
    FfmpegMissing,
    /// The program that makes copies lacks an encoder. Which.
    FfmpegNoEncoder,
    /// The program that makes copies is too old. Its version.
    FfmpegTooOld,
    /// The program that makes copies has not got on for too long.
    FfmpegStuck,
    /// A folder among what was added cannot be read. The system's words.
    FolderUnreadable,
    /// The running Takeup is ending and takes nothing over.
    HandoverEnding,
    /// The running Takeup does what was asked, and could not write it down. The system's words.
    HandoverNotSaved,
    /// The running Takeup could not be talked to. The system's words.
    HandoverFailed,
    /// The running Takeup gave no answer.
    HandoverNoAnswer,
    /// The running Takeup has no window that could come to the front.
    HandoverNoWindow,
    /// The running Takeup works with another server. Which.
    HandoverOtherServer,
    /// The running Takeup gave a reason that this version does not know. Its words.
    HandoverRefused,
    /// The HTTP client could not be made. The system's words.
    HttpClient,
    /// The path is a device.
    IsDevice,
    /// The path is a folder.
    IsFolder,
    /// The path is a named pipe.
    IsPipe,
    /// The path is a socket.
    IsSocket,
    /// Something between this computer and the server answered instead of it. The title of its page and its status.
    Intercepted,
    /// The journal was written by a newer version. Its path.
    JournalNewer,
    /// What belongs into the journal could not be written. The system's words.
    JournalNotWritten,
    /// The thread that writes the journal has ended.
    JournalStopped,
    /// The journal cannot be opened. Its path and the system's words.
    JournalUnusable,
    /// The key has characters that no key has.
    KeyMalformed,
    /// The platform does not take the language of a classic task. The platform's message.
    LanguageRefused,
    /// The path is a link that leads back to itself.
    LinkLoop,
    /// No answer came in time.
    NoAnswerInTime,
    /// There are no assets at the server's address. The server's words.
    NoAssetsAtServer,
    /// The storage took a part without giving a proof of it.
    NoEtag,
    /// The system names no home folder.
    NoHomeFolder,
    /// There is no key.
    NoKey,
    /// No keyring answers. The system's words.
    NoKeyring,
    /// The system has no certificate authorities.
    NoRoots,
    /// A path leads to something else than a file.
    NotAFile,
    /// The server's address is not https. Its host.
    NotHttps,
    /// A file that a person asked for was not written. The system's words.
    NotSaved,
    /// The key does not belong to the account that has it. The platform's message.
    OfAnotherAccount,
    /// The file has other bytes than when they were read before.
    OtherBytes,
    /// It is not the file any more that the upload began with.
    OtherFile,
    /// The file has another size than the upload in the list; a new one was begun.
    OtherSize,
    /// The storage has other bytes of a part. Its number.
    PartDamaged,
    /// A proxy did not open the way to the server. Which proxy, and why.
    ProxyRefused,
    /// The name of a variable that names no proxy.
    ProxyUnusable,
    /// The list of the newest release is not signed by whom it has to be.
    ReleaseNotSigned,
    /// The settings ask for a proxy of their own and have none.
    OwnProxyMissing,
    /// Something between this computer and the server leads elsewhere. Where.
    Redirected,
    /// The practice platform could not be started. The system's words.
    SandboxNotStarted,
    /// The server's address is no URL. The address, and what is wrong with it.
    ServerNoUrl,
    /// Two multipart sessions in a row ended before the file had arrived. The platform's word for the second.
    SessionsTooShort,
    /// The settings were not saved. The system's words.
    SettingsNotSaved,
    /// The settings file could not be read. The system's words.
    SettingsUnreadable,
}

words! {
    FailureReason {
        AccountUnknown => "account-unknown",
        AnswerUnreadable => "answer-unreadable",
        AssetNotListed => "asset-not-listed",
        ChangedAfterStart => "changed-after-start",
        ConsentRefused => "consent-refused",
        ConsentTooLate => "consent-too-late",
        CopyGone => "copy-gone",
        CopyNoSpace => "copy-no-space",
        CopyOtherLength => "copy-other-length",
        EngineNotStarted => "engine-not-started",
        FfmpegFailed => "ffmpeg-failed",
        FfmpegMissing => "ffmpeg-missing",
        FfmpegNoEncoder => "ffmpeg-no-encoder",
        FfmpegStuck => "ffmpeg-stuck",
        FfmpegTooOld => "ffmpeg-too-old",
        FolderNotPrivate => "folder-not-private",
        FolderUnreadable => "folder-unreadable",
        HandoverEnding => "handover-ending",
        HandoverNotSaved => "handover-not-saved",
        HandoverFailed => "handover-failed",
        HandoverNoAnswer => "handover-no-answer",
        HandoverNoWindow => "handover-no-window",
        HandoverOtherServer => "handover-other-server",
        HandoverRefused => "handover-refused",
        HttpClient => "http-client",
        IsDevice => "is-device",
        IsFolder => "is-folder",
        IsPipe => "is-pipe",
        IsSocket => "is-socket",
        Intercepted => "intercepted",
        JournalNewer => "journal-newer",
        JournalNotWritten => "journal-not-written",
        JournalStopped => "journal-stopped",
        JournalUnusable => "journal-unusable",
        KeyMalformed => "key-malformed",
        LanguageRefused => "language-refused",
        LinkLoop => "link-loop",
        NoAnswerInTime => "no-answer-in-time",
        NoAssetsAtServer => "no-assets-at-server",
        NoEtag => "no-etag",
        NoHomeFolder => "no-home-folder",
        NoKey => "no-key",
        NoKeyring => "no-keyring",
        NoRoots => "no-roots",
        NotAFile => "not-a-file",
        NotHttps => "not-https",
        NotSaved => "not-saved",
        OfAnotherAccount => "of-another-account",
        OtherBytes => "other-bytes",
        OtherFile => "other-file",
        OtherSize => "other-size",
        PartDamaged => "part-damaged",
        ProxyRefused => "proxy-refused",
        ProxyUnusable => "proxy-unusable",
        ReleaseNotSigned => "release-not-signed",
        OwnProxyMissing => "own-proxy-missing",
        Redirected => "redirected",
        SandboxNotStarted => "sandbox-not-started",
        ServerNoUrl => "server-no-url",
        SessionsTooShort => "sessions-too-short",
        SettingsNotSaved => "settings-not-saved",
        SettingsUnreadable => "settings-unreadable",
    }
}

/// Why a file is not sent at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The platform cannot fetch from its URL.
    Address(Obstacle),
    /// It has no bytes.
    Empty,
    /// It is surely not what the platform takes; a person may send it anyway.
    NotMedia {
        /// What the content looks like.
        found: String,
    },
    /// It is over a limit.
    TooLarge {
        /// The way it would have gone.
        method: Method,
        /// Its bytes.
        size: u64,
        /// The rule it breaks, as it holds for this account.
        limit: Limit,
    },
    /// It is outside a range that every source gives for its destinations. It can be sent anyway.
    Unmet(Box<Verdict>),
    /// Something that was asked for does not fit together.
    Unfit(Unfit),
}

/// What does not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A classic task, and a link to Google Drive.
    DriveForTask,
    /// A method for public URLs, and a local file.
    FileForUrlMethod,
    /// A classic task without an index.
    NoIndex,
    /// A link to Google Drive, and no connection to one.
    NotConnected,
    /// The file has not been looked at.
    NotLookedAt,
    /// An asset that is on the platform already is not sent to it.
    OnPlatform,
    /// A session for a file of another size.
    OtherSize {
        /// The bytes of the session's file.
        session: u64,
        /// The bytes of this one.
        file: u64,
    },
    /// A method for local files, and a URL.
    UrlForFileMethod,
}

impl Unfit {
    /// All of them; of other sizes, two that nothing has.
    pub const ALL: [Self; 8] = [
        Self::DriveForTask,
        Self::FileForUrlMethod,
        Self::NoIndex,
        Self::NotConnected,
        Self::NotLookedAt,
        Self::OnPlatform,
        Self::OtherSize { session: 0, file: 0 },
        Self::UrlForFileMethod,
    ];

    /// The stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::DriveForTask => "drive-for-task",
            Self::FileForUrlMethod => "file-for-url-method",
            Self::NoIndex => "no-index",
            Self::NotConnected => "not-connected",
            Self::NotLookedAt => "not-looked-at",
            Self::OnPlatform => "on-platform",
            Self::OtherSize { .. } => "other-size",
            Self::UrlForFileMethod => "url-for-file-method",
        }
    }

    /// What a receipt keeps of it: the word, and the sizes.
    pub fn detail(self) -> String {
        match self {
            Self::OtherSize { session, file } => format!("{} {session} {file}", self.word()),
            Self::DriveForTask
            | Self::FileForUrlMethod
            | Self::NoIndex
            | Self::NotConnected
            | Self::NotLookedAt
            | Self::OnPlatform
            | Self::UrlForFileMethod => self.word().to_owned(),
        }
    }

    /// Reads what a receipt keeps. Receipts of older versions keep a sentence instead.
    pub fn parse(detail: &str) -> Option<Self> {
        let mut words = detail.split(' ');
        let word = words.next()?;
        let found = Self::ALL.into_iter().find(|one| one.word() == word)?;
        if let Self::OtherSize { .. } = found {
            let mut bytes = || words.next()?.parse().ok();
            return Some(Self::OtherSize { session: bytes()?, file: bytes()? });
        }
        words.next().is_none().then_some(found)
    }
}

impl Refusal {
    /// The rule's word, for programs.
    pub fn word(&self) -> &'static str {
        RefusalRule::of(self).word()
    }

    /// Whether the file goes all the same if a person says so.
    pub fn may_go_anyway(&self) -> bool {
        match self {
            Self::NotMedia { .. } | Self::Unmet(_) => true,
            Self::Address(_) | Self::Empty | Self::TooLarge { .. } | Self::Unfit(_) => false,
        }
    }

    /// Whether it waits for a person, who can have it sent all the same or connect what is missing.
    pub fn is_held(&self) -> bool {
        self.may_go_anyway() || self.is_not_connected()
    }

    /// Whether it is too large only by what is set for the account.
    pub fn fits_documented_limit(&self) -> bool {
        let Self::TooLarge { size, limit, .. } = self else { return false };
        limit.table.is_some_and(|table| table.bytes >= *size)
    }

    /// Whether it can be imported once a Google Drive is connected.
    pub fn is_not_connected(&self) -> bool {
        matches!(self, Self::Unfit(Unfit::NotConnected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_as_it_was_written() {
        for kind in FailureKind::ALL {
            assert_eq!(FailureKind::parse(kind.word()), Some(kind));
        }
        for reason in FailureReason::ALL {
            let code = FailureCode::Own(reason);
            assert_eq!(FailureCode::parse(&code.to_string()), Some(code));
        }
        for unfit in Unfit::ALL.into_iter().chain([Unfit::OtherSize { session: 7, file: 9 }]) {
            assert_eq!(Unfit::parse(&unfit.detail()), Some(unfit));
        }
        assert_eq!(Unfit::parse("a classic task needs an index"), None);
        assert_eq!(FailureCode::parse("takeup:nothing"), None);
        let code = FailureCode::parse("index_name_already_exists").unwrap();
        assert_eq!(code.to_string(), "index_name_already_exists");
    }

    #[test]
    fn a_code_of_the_platform_is_short_and_plain() {
        assert_eq!(PlatformCode::new(" VALIDATION_ERROR ").unwrap().as_str(), "VALIDATION_ERROR");
        for bad in ["", "two words", "<b>", "takeup:no-key", "fällig", &"x".repeat(65)] {
            assert_eq!(PlatformCode::new(bad), None, "{bad}");
        }
    }
}
