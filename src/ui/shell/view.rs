//! What belongs to the screen alone, and may be lost without harm.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use jiff::tz::TimeZone;

use crate::ui::kit::secret::TypedSecret;
use crate::ui::kit::table::Picks;
use crate::ui::library::assets::AssetsView;
use crate::ui::library::dialogs::Dialog;
use crate::ui::library::indexes::IndexesView;
use crate::ui::library::stores::StoresView;
use crate::ui::library::tasks::TasksView;
use crate::ui::settings::network::ProxySignIn;
use crate::ui::shell::announce::Announcer;
use crate::ui::shell::dropping::Dragged;
use crate::ui::shell::focus::KeyboardFocus;
use crate::ui::shell::toasts::Toast;
use crate::ui::uploads::arrival::{Anchor, Arrival};
use crate::ui::uploads::created::CreatedFor;
use crate::ui::uploads::order::UploadSort;
use crate::ui::uploads::stills::StillsView;
use crate::ui::uploads::undo::Undoable;
use takeup_engine::Command;
use takeup_model::{
    Account, AccountId, AssetId, Batches, ConsentPage, CopyChoice, Job, JobId, List, Metadata, MetadataFlaw,
    MetadataTable, NextUploads, Subject, UploadGroup, UploadOptions, Version, WindowMemory, words,
};
use takeup_text::msg;

/// A page of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// What is on its way.
    #[default]
    Uploads,
    /// What the platform holds.
    Assets,
    /// What the platform is indexing.
    Tasks,
    /// Where videos become searchable.
    Indexes,
    /// The other place for assets.
    Stores,
    /// The folders whose new files are uploaded.
    Watched,
    /// How it all works.
    Settings,
}

words! {
    Page {
        Uploads => "uploads",
        Assets => "assets",
        Tasks => "tasks",
        Indexes => "indexes",
        Stores => "stores",
        Watched => "watched",
        Settings => "settings",
    }
}

impl Page {
    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Uploads => msg::window::page_uploads(),
            Self::Assets => msg::window::page_assets(),
            Self::Tasks => msg::window::page_tasks(),
            Self::Indexes => msg::window::page_indexes(),
            Self::Stores => msg::window::page_stores(),
            Self::Watched => msg::window::page_watched(),
            Self::Settings => msg::window::page_settings(),
        }
    }
}

/// Which uploads are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UploadFilter {
    /// Every one.
    #[default]
    All,
    /// Those under way.
    Active,
    /// Those that wait for a decision.
    Held,
    /// Those that went wrong.
    Failed,
    /// Those that are there.
    Done,
    /// Those that were called off.
    Cancelled,
}

impl UploadFilter {
    /// Whether it shows uploads of this group.
    pub(crate) fn shows(self, group: UploadGroup) -> bool {
        match self {
            Self::All => true,
            Self::Active => group == UploadGroup::Active,
            Self::Held => group == UploadGroup::Held,
            Self::Failed => group == UploadGroup::Failed,
            Self::Done => group == UploadGroup::Ready,
            Self::Cancelled => group == UploadGroup::Cancelled,
        }
    }
}

/// The form for metadata.
#[derive(Clone, Debug, PartialEq)]
pub struct MetadataForm {
    /// The uploads it is about; whatever is added next if there are none.
    pub jobs: Vec<JobId>,
    /// Keys and values as typed.
    pub rows: Vec<(String, String)>,
}

impl MetadataForm {
    /// The form with what is told, and room for one more.
    fn with(jobs: Vec<JobId>, told: &Metadata) -> Self {
        let mut rows: Vec<(String, String)> =
            told.iter().map(|(key, value)| (key.to_owned(), value.text())).collect();
        rows.push((String::new(), String::new()));
        Self { jobs, rows }
    }

    /// For these uploads: with what is told of all of them alike.
    pub fn of_jobs(jobs: &[&Job]) -> Self {
        let told = jobs.iter().map(|job| job.options.metadata.clone());
        let common = told.reduce(|one, other| one.shared(&other)).unwrap_or_default();
        Self::with(jobs.iter().map(|job| job.id).collect(), &common)
    }

    /// For what is added next.
    pub fn of_next(told: &Metadata) -> Self {
        Self::with(Vec::new(), told)
    }

    /// What is typed, by the platform's rules, with the flaw of each row.
    pub fn read(&self) -> (Metadata, Vec<Option<MetadataFlaw>>) {
        let mut told = Metadata::default();
        let flaws = self.rows.iter().map(|(key, value)| {
            let empty = key.trim().is_empty() && value.trim().is_empty();
            if empty { None } else { told.set(key, value).err() }
        });
        let flaws = flaws.collect();
        (told, flaws)
    }
}

/// A question that waits for an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// Pausing begins some of these again.
    PauseAnew(takeup_engine::JobSelection),
    /// Forget the key of an account.
    Forget(AccountId),
    /// Remove an account.
    RemoveAccount(AccountId),
    /// Watch this folder no longer.
    StopWatching(PathBuf),
    /// Close the window while uploads run.
    Close,
}

/// An account that is being added. It is kept once the platform has accepted its key.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Its name in the settings and the keyring.
    pub id: AccountId,
    /// What the person calls it.
    pub name: String,
    /// The base URL.
    pub server: String,
}

/// The first screen.
#[derive(Clone, Debug, Default)]
pub struct Welcome {
    /// What is typed into the field for the key.
    pub key: TypedSecret,
    /// Whether it can be read.
    pub shown: bool,
    /// What has become of it.
    pub tried: KeyTry,
    /// The server that was asked about it.
    pub server: String,
    /// Whether the field has had the keyboard offered.
    pub met: bool,
}

/// What has become of a key that was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyTry {
    /// The platform has not been asked about any.
    #[default]
    Not,
    /// The platform is asked about it.
    Asked,
    /// The platform has refused it.
    Refused,
}

/// A part of the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Key, name, server.
    #[default]
    Account,
    /// How uploads are sent.
    Uploads,
    /// Theme, text size, language.
    Appearance,
    /// The way to the platform.
    Network,
    /// Folders, log, diagnostics.
    Advanced,
}

/// The settings page.
#[derive(Clone, Debug, Default)]
pub struct Preferences {
    /// The part shown.
    pub tab: Tab,
    /// The account that is edited; the one that is shown if nobody has chosen.
    pub account: Option<AccountId>,
    /// A new key being typed.
    pub key: Option<TypedSecret>,
    /// Whether the field for it has had the keyboard.
    pub key_met: bool,
    /// A sign-in for the proxy being typed.
    pub proxy_sign_in: Option<ProxySignIn>,
    /// The text of each field being edited, by its name.
    pub drafts: std::collections::BTreeMap<String, String>,
}

/// What the screen remembers of the list of uploads.
#[derive(Clone, Debug, Default)]
pub struct UploadsView {
    /// The picked rows.
    pub picks: Picks<JobId>,
    /// What is searched for.
    pub search: String,
    /// Whether the field for that is to have the keyboard.
    pub to_search: bool,
    /// What the list is sorted by.
    pub sort: UploadSort,
    /// The order in which it was shown last.
    pub order: Vec<JobId>,
    /// Until when the list follows an order that a person has just changed, also below the pointer.
    pub reordered: Option<Instant>,
    /// A row that was just opened, to be seen whole.
    pub opened: Option<JobId>,
    /// What a person has just added.
    pub arrival: Option<Arrival>,
    /// What stays where it is.
    pub anchor: Option<Anchor>,
    /// How far it is scrolled.
    pub scrolled: f32,
    /// What is chosen to be sent of a video, while nobody has said go.
    pub choices: BTreeMap<JobId, CopyChoice>,
    /// Uploads whose row shows this choice because somebody has asked for it.
    pub choosing: BTreeSet<JobId>,
    /// Uploads of which somebody has said how they are sent: nothing else is offered.
    pub kept: BTreeSet<JobId>,
    /// Uploads of which all events are told.
    pub all_events: BTreeSet<JobId>,
}

/// Everything the screen remembers.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug)]
pub struct View {
    /// The page shown.
    pub page: Page,
    /// The home folder of the person.
    pub home: Option<PathBuf>,
    /// The zone in which times are told.
    pub zone: TimeZone,
    /// Which uploads are shown.
    pub filter: UploadFilter,
    /// What is typed into the field for URLs.
    pub urls: String,
    /// Whether somebody tried to add what stands in it now: then every reason against it is told.
    pub urls_tried: bool,
    /// What happens with what is added next, as the account remembers it.
    pub then: NextUploads,
    /// What the index or the item collection that is being created is for.
    pub created_for: CreatedFor,
    /// What the platform is told about what is added next, by file name.
    pub metadata_table: Option<Arc<MetadataTable>>,
    /// The form for metadata, while it is open.
    pub metadata: Option<MetadataForm>,
    /// Rows that are opened.
    pub open: BTreeSet<JobId>,
    /// Groups of failures shown in full.
    pub open_groups: BTreeSet<String>,
    /// What is under way as a whole.
    pub batches: Batches,
    /// The list of uploads.
    pub uploads: UploadsView,
    /// The small pictures of the rows in sight.
    pub stills: StillsView,
    /// What was cancelled or removed and can still be undone.
    pub undo: Vec<Undoable>,
    /// Rows laid out in the last frame, for the curious.
    pub rows_drawn: usize,
    /// The assets page.
    pub assets: AssetsView,
    /// The tasks page.
    pub tasks: TasksView,
    /// The indexes page.
    pub indexes: IndexesView,
    /// The knowledge stores page.
    pub stores: StoresView,
    /// Something to fill in or to confirm.
    pub dialog: Option<Dialog>,
    /// The first screen.
    pub welcome: Welcome,
    /// The account that is being added.
    pub adding: Option<NewAccount>,
    /// The settings page.
    pub preferences: Preferences,
    /// A question that waits for an answer.
    pub question: Option<Question>,
    /// Whether the window may close without another question.
    pub may_close: bool,
    /// The newer version that the person wants to hear of later.
    pub update_put_off: Option<Version>,
    /// Whether the computer is kept awake.
    pub sleep_held: bool,
    /// Sentences that come and go.
    pub toasts: Vec<Toast>,
    /// What was said aloud.
    pub announcer: Announcer,
    /// Where the keyboard is.
    pub focus: KeyboardFocus,
    /// Whether the overview of the shortcuts is open.
    pub overview: bool,
    /// The last piece of news that was shown.
    pub seen: u64,
    /// What is dragged over the window.
    pub dragged: Dragged,
    /// Files that are offered to be uploaded.
    pub offered: Vec<PathBuf>,
    /// What the program is busy with as a whole.
    pub busy: Option<&'static str>,
    /// The list the engine was told is being looked at.
    pub viewed: Option<(AccountId, List)>,
    /// The one thing the engine was told is being looked at.
    pub opened: Option<(AccountId, Subject)>,
    /// The account whose things the pages remember.
    pub of: AccountId,
    /// The pages on which a person is to answer, as they were opened in the browser.
    pub consents: BTreeMap<AccountId, ConsentPage>,
    /// The account that was shown before practice mode.
    pub before_practice: Option<AccountId>,
    /// The account whose indexes and stores were asked for, so that their names are known.
    pub named: Option<AccountId>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            page: Page::default(),
            home: std::env::home_dir(),
            zone: TimeZone::system(),
            filter: UploadFilter::default(),
            urls: String::new(),
            urls_tried: false,
            then: NextUploads::default(),
            created_for: CreatedFor::default(),
            metadata_table: None,
            metadata: None,
            open: BTreeSet::new(),
            open_groups: BTreeSet::new(),
            batches: Batches::default(),
            uploads: UploadsView::default(),
            stills: StillsView::default(),
            undo: Vec::new(),
            rows_drawn: 0,
            assets: AssetsView::default(),
            tasks: TasksView::default(),
            indexes: IndexesView::default(),
            stores: StoresView::default(),
            dialog: None,
            welcome: Welcome::default(),
            adding: None,
            preferences: Preferences::default(),
            question: None,
            may_close: false,
            update_put_off: None,
            sleep_held: false,
            toasts: Vec::new(),
            announcer: Announcer::default(),
            focus: KeyboardFocus::default(),
            overview: false,
            seen: 0,
            dragged: Dragged::default(),
            offered: Vec::new(),
            busy: None,
            consents: BTreeMap::new(),
            viewed: None,
            opened: None,
            of: AccountId::default(),
            before_practice: None,
            named: None,
        }
    }
}

impl View {
    /// Goes to the assets page, with this asset opened and the keyboard at its row.
    pub(crate) fn show_asset(&mut self, asset: &AssetId) {
        self.page = Page::Assets;
        self.assets.open = Some(asset.clone());
        self.assets.table.picks.clear();
        self.assets.table.picks.go(&asset.0);
    }

    /// As it was at the last exit.
    pub(crate) fn as_left(window: &WindowMemory) -> Self {
        let page = window.page.as_deref().and_then(Page::parse).unwrap_or_default();
        let sort = window.sort.as_deref().and_then(UploadSort::parse).unwrap_or_default();
        Self { page, uploads: UploadsView { sort, ..UploadsView::default() }, ..Self::default() }
    }

    /// Asks for what the page shows again. The tasks are those of the indexes, too.
    pub(crate) fn refresh(&self, account: &Account) -> Vec<Command> {
        let list = self.list();
        let inside = account.indexed.keys().filter(|_| list == Some(List::Tasks)).cloned().map(List::Indexed);
        let lists = list.clone().into_iter().chain(inside);
        lists.map(|list| Command::Refresh(account.id.clone(), list)).collect()
    }

    /// The list of the platform that is looked at.
    pub fn list(&self) -> Option<List> {
        match self.page {
            Page::Settings if self.preferences.tab == Tab::Account => Some(List::Connections),
            Page::Uploads | Page::Watched | Page::Settings => None,
            Page::Assets => Some(List::Assets),
            Page::Tasks if self.tasks.unfinished => Some(List::Sessions),
            Page::Tasks => Some(List::Tasks),
            Page::Indexes => Some(List::Indexes),
            Page::Stores => Some(List::Stores),
        }
    }

    /// The one thing of the platform that is looked at.
    pub fn subject(&self) -> Option<Subject> {
        if let Some(Dialog::Delete(question)) = &self.dialog
            && let Some(subject) = question.subject()
        {
            return Some(subject);
        }
        match self.page {
            Page::Uploads | Page::Watched | Page::Settings => None,
            Page::Assets => self.assets.open.clone().map(Subject::Asset),
            Page::Tasks => self.tasks.index.clone().map(Subject::Index),
            Page::Indexes => self.indexes.open.clone().map(Subject::Index),
            Page::Stores => self.stores.open.clone().map(Subject::Store),
        }
    }

    /// Begins the pages again, as for another account.
    pub(crate) fn forget_pages(&mut self) {
        self.uploads = UploadsView { sort: self.uploads.sort, ..UploadsView::default() };
        self.open.clear();
        self.metadata = None;
        self.metadata_table = None;
        // A key that is about to be entered for this account is still wanted.
        let own = self.preferences.account.take().filter(|account| *account == self.of);
        let key = self.preferences.key.take().filter(|_| own.is_some());
        self.preferences =
            Preferences { tab: self.preferences.tab, account: own, key, ..Preferences::default() };
        self.created_for = CreatedFor::default();
        self.assets = AssetsView::default();
        self.tasks = TasksView::default();
        self.indexes = IndexesView::default();
        self.stores = StoresView::default();
        self.dialog = None;
    }

    /// What happens with what is added now.
    pub fn options(&self) -> UploadOptions {
        UploadOptions { metadata_table: self.metadata_table.clone(), ..self.then.options() }
    }

    /// What the engine is told when nobody sees the window any more. The next frame tells it again what is looked at.
    pub fn stop_viewing(&mut self) -> Vec<Command> {
        let list = self.viewed.take().map(|(account, _)| Command::View(account, None));
        let subject = self.opened.take().map(|(account, _)| Command::Open(account, None));
        list.into_iter().chain(subject).chain(self.stills.stop_viewing()).collect()
    }
}
