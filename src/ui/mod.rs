//! The window. It draws the model, keeps what belongs to the screen alone, and says what the person wants.
//! It never touches the network or the disk.

mod draw;
pub mod kit;
mod library;
mod settings;
mod shell;
mod uploads;
mod watched;

use std::path::PathBuf;

pub use draw::Draw;
pub use kit::theme;
pub use library::assets::assets_ui;
pub use library::indexes::indexes_ui;
pub use library::stores::stores_ui;
pub use library::tasks::tasks_ui;
pub use settings::preferences_ui;
pub use shell::app::App;
pub use shell::frame::window_ui;
pub use shell::presence::{Called, title, under_way};
pub use shell::refused::{RefusedApp, refused_ui};
pub use shell::toasts::Toast;
pub use shell::view::{
    MetadataForm, NewAccount, Page, Preferences, Question, Tab, UploadFilter, UploadsView, View, Welcome,
};
pub use uploads::metadata::take_table;
pub use uploads::order::UploadSort;
pub use uploads::page::uploads_ui;
pub use uploads::stills::StillsView;
pub use uploads::undo;
pub use watched::{watch_form, watched_ui};

use takeup_engine::{Command, ReceiptSelection};
use takeup_model::UploadId;

/// What a person asked for: something for the engine, or something for the desktop.
#[expect(clippy::large_enum_variant, reason = "there are a few of them in a frame, and none is kept")]
#[derive(Clone, Debug)]
pub enum Action {
    /// For the engine.
    Engine(Command),
    /// Show a dialog to choose files.
    PickFiles,
    /// Show a dialog to choose the file of an unfinished session.
    PickFileFor(UploadId),
    /// Show a dialog to choose the file of a certificate authority.
    PickCertificate,
    /// Show a dialog to choose where a text is saved, and save it there.
    SaveText {
        /// What the file is called until the person says otherwise.
        name: String,
        /// The text.
        text: String,
    },
    /// Show a dialog to choose folders.
    PickFolder,
    /// Show a dialog to choose folders to watch.
    PickWatched,
    /// Ask the disk how large these are, which are dragged over the window.
    Measure(Vec<PathBuf>),
    /// Add the files that were copied in a file manager.
    PasteFiles,
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
    /// Start the practice platform, if it does not run yet, and go over to it.
    EnterPractice,
    /// Close the window.
    Close,
    /// Go on without the window until everything is done.
    Background,
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Engine(command)
    }
}
