//! An account: whose key, which server, and what the platform has told about it.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use imbl::OrdMap;

use crate::{
    AccountId, AccountSettings, Asset, ChangeRequest, ChangeRequestNo, Connection, ConsentWords, EtagKind,
    Failure, FailureKind, Index, IndexId, IndexTask, IndexedAsset, KnowledgeStore, Limits, List, ListState,
    Listing, OpenDetail, Session, Stills, StoreId, StoreItem, UnfinishedSession, is_loopback,
};

/// One account and everything that belongs to it.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Its name in the settings, the journal and the keyring.
    pub id: AccountId,
    /// What the person calls it.
    pub name: String,
    /// The base URL, version included, without a slash at the end.
    pub server: String,
    /// It ends with this process, and its uploads with it: nothing of them is written down.
    pub unrecorded: bool,
    /// How often its key or its server has changed: what was asked before then speaks of another account.
    pub epoch: u64,
    /// What is known of its key.
    pub key: KeyState,
    /// Somebody wants to know whether the key is good.
    pub check_key: bool,
    /// The key is to be removed from the keyring.
    pub forget_key: bool,
    /// Whether the server could be reached when it was last tried.
    pub reachability: Reachability,
    /// Whether the platform lets this account use multipart uploads.
    pub multipart: Access,
    /// What the `ETag`s of each storage host are. Found out again by every run: a bucket's encryption can be changed.
    pub etags: BTreeMap<String, EtagKind>,
    /// Whether the platform lets this account use knowledge stores.
    pub stores_access: Access,
    /// `POST /assets` is used up until then.
    pub posts_closed_until: Option<Instant>,
    /// Nothing more is indexed before then: as many as the platform allows were asked for.
    pub indexing_closed_until: Option<Instant>,
    /// The size limits that hold for this account.
    pub limits: Limits,
    /// Assets as last listed.
    pub assets: Listing<Asset>,
    /// Indexes as last listed.
    pub indexes: Listing<Index>,
    /// Classic indexing tasks as last listed.
    pub tasks: Listing<IndexTask>,
    /// Knowledge stores as last listed.
    pub stores: Listing<KnowledgeStore>,
    /// Unfinished multipart sessions as last listed.
    pub sessions: Listing<UnfinishedSession>,
    /// What is in the indexes that somebody has looked at.
    pub indexed: BTreeMap<IndexId, Listing<IndexedAsset>>,
    /// What is in the knowledge stores that somebody has looked at.
    pub items: BTreeMap<StoreId, Listing<StoreItem>>,
    /// Item collections of the knowledge stores, as far as anybody asked.
    pub collections: BTreeMap<StoreId, Listing<KnowledgeStore>>,
    /// Connections to Google Drive as last listed.
    pub connections: Listing<Connection>,
    /// Somebody wants to connect a Google Drive, and these words are shown in the browser once that is over.
    pub connecting: Option<ConsentWords>,
    /// Small changes that were asked for and are not done.
    pub change_requests: OrdMap<ChangeRequestNo, ChangeRequest>,
    /// The list somebody looks at: it is kept fresh while something in it is under way.
    pub viewed: Option<List>,
    /// The one thing somebody looks at, in the same way.
    pub opened: Option<OpenDetail>,
    /// The small pictures of the assets in sight.
    pub stills: Stills,
    /// The platform asked for so much patience: no list is asked for before then.
    pub quiet_until: Option<Instant>,
}

/// What is asked again by itself, for whoever wonders how fresh a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Polling {
    /// When the platform was last heard.
    pub last: Option<jiff::Timestamp>,
    /// When it is asked next, and how long the pause before that is; nothing where nothing waits.
    pub next: Option<(Instant, Duration)>,
}

/// What is known of an account's key. The key itself is never part of the model.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum KeyState {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// There is none.
    Missing,
    /// A keyring exists but did not hand the key out.
    Locked(Failure),
    /// There is one, and the platform has not been asked about it.
    Unchecked(KeyLocation),
    /// The platform accepted it.
    Good(KeyLocation),
    /// The platform did not accept it.
    Refused(Failure),
}

impl KeyState {
    /// Whether requests may be made with it.
    pub fn usable(&self) -> bool {
        match self {
            Self::Unchecked(_) | Self::Good(_) => true,
            Self::Unknown | Self::Missing | Self::Locked(_) | Self::Refused(_) => false,
        }
    }

    /// Whether the platform has judged it and does not know it. A server that was not found says nothing of the key.
    pub fn is_refused(&self) -> bool {
        matches!(self, Self::Refused(why) if why.kind == FailureKind::KeyRefused)
    }

    /// Where the key is kept, when there is one.
    pub fn location(&self) -> Option<&KeyLocation> {
        match self {
            Self::Unchecked(location) | Self::Good(location) => Some(location),
            Self::Unknown | Self::Missing | Self::Locked(_) | Self::Refused(_) => None,
        }
    }
}

/// Where a key is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyLocation {
    /// In the keyring of the operating system.
    Keyring(Keyring),
    /// In the environment of this process.
    Environment,
    /// In the memory of this process only, with what the keyring said once it was asked to take it.
    ThisRun(Option<Failure>),
    /// The practice platform inside this program has a key of its own.
    Sandbox,
}

/// The keyrings of operating systems. Each is called differently in different languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyring {
    /// Windows.
    CredentialManager,
    /// macOS.
    Keychain,
    /// Whatever speaks the protocol of this name: that of GNOME, KDE and others.
    SecretService,
}

/// Whether the server could be reached.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Reachability {
    /// As far as is known.
    #[default]
    Up,
    /// The last request did not get through.
    Down {
        /// When that was first noticed.
        since: jiff::Timestamp,
        /// Probes that failed since.
        tries: u32,
        /// When the next probe goes out.
        next: Instant,
        /// What went wrong.
        why: Failure,
    },
}

/// Whether the platform lets an account use a group of endpoints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Not tried yet.
    #[default]
    Unknown,
    /// It answered.
    Granted,
    /// It refused.
    Refused,
}

impl Account {
    /// What the `ETag`s of the storage that took a session's parts are.
    pub fn etags_of(&self, session: &Session) -> EtagKind {
        let known = session.storage.as_ref().and_then(|host| self.etags.get(host));
        known.copied().unwrap_or_default()
    }

    /// Another key or another server may be another account, with other rights and other things: nothing that was
    /// told before holds any longer. What is open on screen is requested again.
    pub fn start_over(&mut self, key: KeyState) {
        let before = std::mem::take(self);
        *self = Self {
            id: before.id,
            name: before.name,
            server: before.server,
            unrecorded: before.unrecorded,
            limits: before.limits,
            epoch: before.epoch + 1,
            key,
            forget_key: before.forget_key,
            viewed: before.viewed,
            opened: before.opened.map(|opened| OpenDetail::new(opened.subject)),
            ..Self::default()
        };
    }

    /// Takes over what is set for it. A key is for the server it was given for; nobody else is shown it unasked.
    pub fn set(&mut self, settings: &AccountSettings) {
        if self.server != settings.server && !self.server.is_empty() {
            self.start_over(KeyState::Missing);
        }
        self.id.clone_from(&settings.id);
        self.name.clone_from(&settings.name);
        self.server.clone_from(&settings.server);
        self.limits.clone_from(&settings.limits);
    }

    /// How fresh one of its lists is.
    pub fn list(&self, list: &List) -> &ListState {
        static UNKNOWN: ListState = ListState::UNKNOWN;
        match list {
            List::Assets => &self.assets.state,
            List::Indexes => &self.indexes.state,
            List::Tasks => &self.tasks.state,
            List::Stores => &self.stores.state,
            List::Sessions => &self.sessions.state,
            List::Connections => &self.connections.state,
            List::Indexed(index) => self.indexed.get(index).map_or(&UNKNOWN, |list| &list.state),
            List::Items(store) => self.items.get(store).map_or(&UNKNOWN, |list| &list.state),
            List::Collections(store) => self.collections.get(store).map_or(&UNKNOWN, |list| &list.state),
        }
    }

    /// How fresh one of its lists is, to be changed.
    pub fn list_mut(&mut self, list: &List) -> &mut ListState {
        match list {
            List::Assets => &mut self.assets.state,
            List::Indexes => &mut self.indexes.state,
            List::Tasks => &mut self.tasks.state,
            List::Stores => &mut self.stores.state,
            List::Sessions => &mut self.sessions.state,
            List::Connections => &mut self.connections.state,
            List::Indexed(index) => &mut self.indexed.entry(index.clone()).or_default().state,
            List::Items(store) => &mut self.items.entry(store.clone()).or_default().state,
            List::Collections(store) => &mut self.collections.entry(store.clone()).or_default().state,
        }
    }

    /// Every list that somebody has asked for.
    pub fn lists(&self) -> impl Iterator<Item = List> {
        let fixed =
            [List::Assets, List::Indexes, List::Tasks, List::Stores, List::Sessions, List::Connections];
        let indexed = self.indexed.keys().cloned().map(List::Indexed);
        let items = self.items.keys().cloned().map(List::Items);
        let collections = self.collections.keys().cloned().map(List::Collections);
        fixed.into_iter().chain(indexed).chain(items).chain(collections)
    }

    /// Whether somebody looks at this list, or at what it tells of. Who looks at the tasks sees what goes into the
    /// indexes, too.
    pub fn looked_at(&self, list: &List) -> bool {
        let indexing = matches!(list, List::Indexed(_)) && self.viewed == Some(List::Tasks);
        indexing
            || self.viewed.as_ref() == Some(list)
            || self.opened.as_ref().is_some_and(|opened| opened.subject.lists().contains(list))
    }

    /// A knowledge store or an item collection, if it has been listed.
    pub fn store(&self, id: &StoreId) -> Option<&KnowledgeStore> {
        match id.parts() {
            (store, None) => self.stores.get(store),
            (_, Some(_)) => self.collections.get(&id.whole())?.get(&id.0),
        }
    }

    /// What is asked again by itself while somebody looks.
    pub fn polling(&self) -> Polling {
        let lists = || self.lists().filter(|list| self.looked_at(list)).map(|list| self.list(&list));
        let seen = || self.opened.as_ref().map(|opened| &opened.state).into_iter().chain(lists());
        let last = seen().filter_map(|state| state.loaded).max();
        let next = seen().filter_map(|state| state.next).min();
        Polling {
            last,
            next: next.map(|(at, pause)| (self.quiet_until.map_or(at, |quiet| at.max(quiet)), pause)),
        }
    }

    /// Whether its server is on this computer, and gets where only this computer gets.
    pub fn is_here(&self) -> bool {
        url::Url::parse(&self.server).is_ok_and(|server| is_loopback(&server))
    }

    /// Since when the platform cannot be reached; nothing while it can.
    pub fn down_since(&self) -> Option<jiff::Timestamp> {
        match self.reachability {
            Reachability::Up => None,
            Reachability::Down { since, .. } => Some(since),
        }
    }

    /// Whether anything may be asked of the platform now.
    pub fn open(&self) -> bool {
        self.key.usable() && self.reachability == Reachability::Up
    }
}
