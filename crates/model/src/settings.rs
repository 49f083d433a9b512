//! What the person has set. Plain values; the file they live in is `config`'s business.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::words::words;
use crate::{
    AccountId, Bandwidth, CopyChoice, IfExists, Limits, Network, NextUploads, WatchKey, WatchedFolder,
};

/// Every setting.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// How large everything in the window is, in percent.
    pub text_size: u8,
    /// The code of the language; that of the system if none is set.
    pub language: Option<String>,
    /// Files that travel at the same time.
    pub files_at_once: usize,
    /// Parts that travel at the same time, over all files.
    pub parts_at_once: PartsAtOnce,
    /// Files above this many bytes go in parts, because parts can be resumed.
    pub multipart_above: u64,
    /// How much of the line uploads may take.
    pub bandwidth: Bandwidth,
    /// Whether unfinished uploads go on by themselves when the program starts.
    pub resume_at_start: bool,
    /// Whether each creating request carries a nonce by which its asset can be found again.
    pub mark_uploads: bool,
    /// Whether the asset that a session has reserved is deleted when the session ends before its file has arrived.
    pub delete_reserved: bool,
    /// Whether checksums are made while files are read, and held against the storage's answers.
    pub checks: bool,
    /// Whether the plain SHA-256 of each whole file is made as well, in a reading of its own.
    pub whole_sha256: bool,
    /// What happens with a file that is there already.
    pub if_exists: IfExists,
    /// Whether the host of a URL is asked what is there before the platform is.
    pub ask_hosts: bool,
    /// The program that makes copies; the one on the search path if none is set.
    pub ffmpeg: Option<PathBuf>,
    /// Copies that are made at the same time.
    pub copies_at_once: usize,
    /// Whether the metadata of an asset tells of which original it is a copy.
    pub tell_copies: bool,
    /// Whether the system shows a notification when uploads have ended or need a person.
    pub notifications: bool,
    /// Whether the computer is kept awake while bytes move.
    pub hold_sleep: bool,
    /// Whether it is checked once a day if there is a newer version, in a program that can.
    pub check_updates: bool,
    /// The window as it was at the last exit.
    pub window: WindowMemory,
    /// How much the log tells.
    pub log_level: LogLevel,
    /// The way to the platform and its storage.
    pub network: Network,
    /// The accounts.
    pub accounts: Vec<AccountSettings>,
    /// The account shown last.
    pub current: AccountId,
}

/// The window as it was at the last exit. Sizes and positions are in the units of the system and do not depend on the
/// text size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowMemory {
    /// Width and height of what is inside.
    pub size: Option<(u32, u32)>,
    /// Left and top of the whole, where the system tells it.
    pub position: Option<(i32, i32)>,
    /// Whether it filled the screen.
    pub maximized: bool,
    /// The page that it showed, by its word.
    pub page: Option<String>,
    /// What the uploads were sorted by, by its word.
    pub sort: Option<String>,
}

/// What is set for one account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccountSettings {
    /// Its name in the journal and the keyring.
    pub id: AccountId,
    /// What the person calls it.
    pub name: String,
    /// The base URL, version included.
    pub server: String,
    /// Size limits that differ from the table.
    pub limits: Limits,
    /// What is sent of a video, unless an upload says otherwise.
    pub copy: CopyChoice,
    /// What happens with what is added next.
    pub next: NextUploads,
    /// The folders whose new files are uploaded.
    pub watched: Vec<WatchedFolder>,
    /// It was named for this run only and is not kept.
    pub passing: bool,
}

impl AccountSettings {
    /// Those of practice mode, whose platform listens there. An account lasts as long as this process. What it takes is
    /// as it is in another account.
    pub fn of_practice(server: String, like: Option<&Self>) -> Self {
        Self {
            id: PRACTICE_ACCOUNT.into(),
            name: PRACTICE_NAME.to_owned(),
            server,
            limits: like.map(|account| account.limits.clone()).unwrap_or_default(),
            copy: like.map(|account| account.copy).unwrap_or_default(),
            passing: true,
            ..Self::default()
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

words! { Theme { System => "system", Light => "light", Dark => "dark" } }

/// How much the log tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogLevel {
    /// Faults of the program.
    Errors,
    /// What goes wrong, too.
    #[default]
    Normal,
    /// Everything that is done, with its particulars.
    Detailed,
}

words! { LogLevel { Errors => "errors", Normal => "normal", Detailed => "detailed" } }

/// How many parts travel at the same time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartsAtOnce {
    /// As many as the line is found to carry well.
    #[default]
    Automatic,
    /// Exactly so many.
    Fixed(usize),
}

impl Settings {
    /// What is set for an account.
    pub fn account(&self, id: &AccountId) -> Option<&AccountSettings> {
        self.accounts.iter().find(|account| account.id == *id)
    }

    /// The same, to be changed.
    pub fn account_mut(&mut self, id: &AccountId) -> Option<&mut AccountSettings> {
        self.accounts.iter_mut().find(|account| account.id == *id)
    }

    /// What is set for a watched folder.
    pub fn watched(&self, WatchKey(account, folder): &WatchKey) -> Option<&WatchedFolder> {
        self.account(account)?.watched.iter().find(|watched| watched.folder == *folder)
    }

    /// Every watched folder of every account.
    pub fn all_watched(&self) -> impl Iterator<Item = (WatchKey, &WatchedFolder)> {
        self.accounts.iter().flat_map(|account| {
            let key = |folder: &WatchedFolder| WatchKey(account.id.clone(), folder.folder.clone());
            account.watched.iter().map(move |folder| (key(folder), folder))
        })
    }

    /// How many files may travel at the same time.
    pub const FILES_AT_ONCE: RangeInclusive<usize> = 1..=64;
    /// How many copies may be made at the same time.
    pub const COPIES_AT_ONCE: RangeInclusive<usize> = 1..=8;

    /// The text sizes that can be chosen.
    pub const TEXT_SIZES: [u8; 9] = [80, 90, 100, 110, 120, 130, 140, 150, 160];

    /// The text size that comes after this one, or before it if `smaller`; the same at the end.
    pub fn next_text_size(size: u8, smaller: bool) -> u8 {
        let mut sizes = Self::TEXT_SIZES.into_iter();
        let next =
            if smaller { sizes.rev().find(|other| *other < size) } else { sizes.find(|other| *other > size) };
        next.unwrap_or(size)
    }

    /// The same, with every figure within its bounds.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        fn within<T: Ord + Copy>(bounds: &RangeInclusive<T>, value: T) -> T {
            value.clamp(*bounds.start(), *bounds.end())
        }
        self.copies_at_once = within(&Self::COPIES_AT_ONCE, self.copies_at_once);
        let [smallest, .., largest] = Self::TEXT_SIZES;
        self.text_size = within(&(smallest..=largest), self.text_size);
        self.files_at_once = within(&Self::FILES_AT_ONCE, self.files_at_once);
        if let PartsAtOnce::Fixed(parts) = &mut self.parts_at_once {
            *parts = within(&PartsAtOnce::FIXED, *parts);
        }
        self.bandwidth.bytes_per_sec = within(&Bandwidth::BYTES_PER_SEC, self.bandwidth.bytes_per_sec);
        for account in &mut self.accounts {
            let mut seen = BTreeSet::new();
            account.watched.retain(|folder| folder.is_possible() && seen.insert(folder.folder.clone()));
            account.watched.truncate(WatchedFolder::MOST);
            account.watched =
                std::mem::take(&mut account.watched).into_iter().map(WatchedFolder::bounded).collect();
        }
        self
    }
}

impl PartsAtOnce {
    /// How many parts may travel at the same time. More than that never paid.
    pub const FIXED: RangeInclusive<usize> = 1..=64;
}

/// The ID of the account of practice mode.
pub const PRACTICE_ACCOUNT: &str = "sandbox";

/// What the first account is called where no language is known, until somebody names it.
pub const FIRST_NAME: &str = "My account";

/// What practice mode is called where no language is known.
pub const PRACTICE_NAME: &str = "Practice mode";

/// The server of the official SDKs.
pub const DEFAULT_SERVER: &str = "https://api.twelvelabs.io/v1.3";

/// Reads the URL of a server, without a slash at its end. A key goes over https only, except to this computer.
pub fn parse_server(text: &str) -> Option<String> {
    let text = text.trim();
    let url = url::Url::parse(text).ok()?;
    let safe =
        url.host().is_some() && (url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url)));
    safe.then(|| text.trim_end_matches('/').to_owned())
}

/// Whether this is the URL of a server at all, whether or not a key may go there.
pub fn is_server_url(text: &str) -> bool {
    let url = url::Url::parse(text.trim());
    url.is_ok_and(|url| url.host().is_some() && matches!(url.scheme(), "https" | "http"))
}

/// Whether an address is this computer, the one place that plain http may always go to.
pub fn is_loopback(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl Default for Settings {
    fn default() -> Self {
        let account = AccountSettings {
            id: "main".into(),
            name: FIRST_NAME.to_owned(),
            server: DEFAULT_SERVER.to_owned(),
            ..AccountSettings::default()
        };
        Self {
            theme: Theme::System,
            text_size: 100,
            language: None,
            files_at_once: 8,
            parts_at_once: PartsAtOnce::Automatic,
            multipart_above: 32_000_000,
            bandwidth: Bandwidth::default(),
            resume_at_start: true,
            mark_uploads: true,
            delete_reserved: true,
            checks: true,
            whole_sha256: false,
            if_exists: IfExists::List,
            ask_hosts: false,
            ffmpeg: None,
            copies_at_once: 1,
            tell_copies: false,
            notifications: true,
            hold_sleep: true,
            check_updates: false,
            window: WindowMemory::default(),
            log_level: LogLevel::default(),
            network: Network::default(),
            current: account.id.clone(),
            accounts: vec![account],
        }
    }
}
