//! The window. It draws the model, keeps what belongs to the screen alone, and says what the person wants.
//! It never touches the network or the disk.

mod app;
mod asset_detail;
mod assets;
mod change_requests;
mod contents;
pub mod controls;
mod dialogs;
mod export;
mod frame;
mod group_bar;
mod indexes;
mod metadata;
mod notices;
mod pairs;
mod panel;
pub mod parts;
mod preferences;
mod sessions;
mod stores;
mod table;
mod task_rows;
mod tasks;
pub mod theme;
mod upload_destinations;
mod upload_detail;
mod upload_duplicate;
mod upload_menu;
mod upload_notes;
mod upload_receipt;
mod upload_row;
mod uploads;
mod uploads_add;
mod uploads_urls;
mod view;
mod welcome;

use std::path::PathBuf;
use std::sync::Arc;

pub use app::App;
pub use assets::assets_ui;
pub use frame::window_ui;
pub use indexes::indexes_ui;
pub use metadata::take_table;
pub use preferences::preferences_ui;
pub use stores::stores_ui;
pub use tasks::tasks_ui;
pub use uploads::uploads_ui;
pub use view::{
    MetadataForm, NextDestinations, Page, Preferences, Question, Tab, Toast, UploadFilter, View, Welcome,
};
pub use welcome::welcome_ui;

use takeup_engine::{Command, Engine, ReceiptSelection};
use takeup_model::UploadId;

/// Which platform the program talks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The person's own account.
    Account,
    /// The practice platform inside this program.
    Sandbox,
}

/// Called whenever the engine has something new to show.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Starts an engine. May take its time; never called by the thread that draws.
pub type StartEngine = Arc<dyn Fn(Mode, Wake) -> Result<Engine, String> + Send + Sync>;

/// What a person asked for: something for the engine, or something for the desktop.
#[derive(Clone, Debug)]
pub enum Action {
    /// For the engine.
    Engine(Command),
    /// Show a dialog to choose files.
    PickFiles,
    /// Show a dialog to choose the file of an unfinished session.
    PickFileFor(UploadId),
    /// Show a dialog to choose where a text is saved, and save it there.
    SaveText {
        /// What the file is called until the person says otherwise.
        name: String,
        /// The text.
        text: String,
    },
    /// Show a dialog to choose folders.
    PickFolder,
    /// Show a dialog to choose a table of metadata.
    PickTable,
    /// Open a page in the browser.
    Open(String),
    /// Show a file in the file manager.
    Reveal(PathBuf),
    /// Put text on the clipboard.
    Copy(String),
    /// Show a dialog to choose where receipts are saved, and save them there.
    Save(ReceiptSelection),
    /// Go over to the practice platform.
    TryWithoutAccount,
    /// Go back to the account.
    LeaveSandbox,
    /// Close the window.
    Close,
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Engine(command)
    }
}
