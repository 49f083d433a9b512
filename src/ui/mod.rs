//! The window. It draws the model, keeps what belongs to the screen alone, and says what the person wants.
//! It never touches the network or the disk.

mod app;
mod assets;
pub mod controls;
mod frame;
mod indexes;
mod notices;
pub mod parts;
mod preferences;
mod stores;
mod table;
mod tasks;
pub mod theme;
mod upload_detail;
mod upload_notes;
mod upload_receipt;
mod upload_row;
mod uploads;
mod uploads_add;
mod view;
mod welcome;

use std::path::PathBuf;
use std::sync::Arc;

pub use app::App;
pub use assets::assets_ui;
pub use frame::window_ui;
pub use indexes::indexes_ui;
pub use preferences::preferences_ui;
pub use stores::stores_ui;
pub use tasks::tasks_ui;
pub use uploads::uploads_ui;
pub use view::{Filter, Page, Preferences, Question, Tab, Then, Toast, View, Welcome};
pub use welcome::welcome_ui;

use crate::engine::{Command, Engine, Wanted};

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
pub type Launch = Arc<dyn Fn(Mode, Wake) -> Result<Engine, String> + Send + Sync>;

/// What a person asked for: something for the engine, or something for the desktop.
#[derive(Clone, Debug)]
pub enum Action {
    /// For the engine.
    Engine(Command),
    /// Show a dialog to choose files.
    PickFiles,
    /// Show a dialog to choose folders.
    PickFolder,
    /// Open a page in the browser.
    Open(String),
    /// Show a file in the file manager.
    Reveal(PathBuf),
    /// Put text on the clipboard.
    Copy(String),
    /// Show a dialog to choose where receipts are saved, and save them there.
    Save(Wanted),
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
