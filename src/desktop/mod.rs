//! What the desktop does for us: file dialogs, showing a file or a page, its fonts, and whether it is dark.
//! Nothing here blocks the caller: what may take time runs on a thread with a name.

mod arguments;
mod clipboard;
mod dialogs;
mod elsewhere;
mod fonts;
mod identity;
#[cfg(target_os = "macos")]
mod menu;
mod picture;
mod place;
mod services;
mod updates;

use std::path::{Path, PathBuf};
use std::thread::Builder;

use takeup_engine::measure::{self, DragTotal};
use takeup_engine::metadata_table;
use takeup_text::msg;

use dialogs::{Asked, AskedFor};

pub use arguments::arguments;
#[cfg(target_os = "macos")]
pub use arguments::start_again_quietly;
pub use clipboard::copied_files;
pub use elsewhere::errand;
pub use fonts::SystemFonts;
pub use identity::{APP_ID, icon, name_window, window_icon};
#[cfg(target_os = "macos")]
pub use menu::show_menu_bar;
pub use picture::decode as decode_picture;
pub use place::{SMALLEST, position, put_in_sight, size};
pub use services::{Notification, Services};
pub use updates::releases;
#[cfg(feature = "updates")]
pub use updates::signed_version;

/// What came of a file dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// These were chosen.
    Paths(Vec<PathBuf>),
    /// The person changed their mind.
    Nothing,
    /// No dialog could be shown.
    NoDialog,
}

/// What may be chosen in a file dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Some files.
    Files,
    /// One file.
    File,
    /// Some folders.
    Folders,
}

/// What the system prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    /// Dark or light, where it says so.
    pub dark: Option<bool>,
    /// As little motion as possible.
    pub still: bool,
    /// Stronger colours than usual.
    pub contrast: bool,
}

/// Keeps telling about the system's appearance for as long as it lives.
#[derive(Default)]
pub struct AppearanceWatch {
    _subscription: Option<mundy::Subscription>,
}

/// Shows a file dialog over the window; `done` is called on another thread.
pub fn pick(what: Pick, parent: &eframe::Frame, done: impl FnOnce(Picked) + Send + 'static) {
    let (title, kind) = match what {
        Pick::Files => (msg::window::dialog_choose_files(), AskedFor::Files),
        Pick::File => (msg::window::dialog_choose_file(), AskedFor::Files),
        Pick::Folders => (msg::window::dialog_choose_folders(), AskedFor::Folders),
    };
    let asked = Asked { title: title.to_owned(), kind, kinds: Vec::new() };
    dialogs::show(asked, parent, move |chosen| {
        done(match chosen {
            None => Picked::NoDialog,
            Some(paths) if paths.is_empty() => Picked::Nothing,
            Some(paths) => Picked::Paths(paths),
        });
    });
}

/// What came of the dialog for a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// What the file holds, or why it could not be read.
    Text(Result<Vec<u8>, String>),
    /// Nothing was chosen.
    Nothing,
    /// The system has no file dialog.
    NoDialog,
}

/// Asks over the window for a table, and reads it; `done` is called on another thread.
pub fn read_table(title: &str, parent: &eframe::Frame, done: impl FnOnce(Read) + Send + 'static) {
    let kinds = vec![(msg::window::dialog_kind_csv(), &["csv", "tsv", "txt"][..])];
    let asked = Asked { title: title.to_owned(), kind: AskedFor::Files, kinds };
    dialogs::show(asked, parent, move |chosen| {
        done(match chosen.as_deref() {
            None => Read::NoDialog,
            Some([]) => Read::Nothing,
            Some([path, ..]) => Read::Text(metadata_table::of_file(path).map_err(|error| error.to_string())),
        });
    });
}

/// Where something is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavePlace {
    /// The file.
    pub path: PathBuf,
    /// Whether a person has chosen it.
    pub chosen: bool,
}

/// Asks over the window where to save something; `done` is called with the place, if one was chosen, on another thread,
/// where it may take its time. Where no dialog can be shown, it is a free place in the folder for downloads.
pub fn save(
    title: &str,
    name: &str,
    parent: &eframe::Frame,
    done: impl FnOnce(Option<SavePlace>) + Send + 'static,
) {
    // It may be made of what the platform calls something.
    let name = takeup_text::file_name(name);
    let mut kinds = vec![
        (msg::window::dialog_kind_json(), &["json"][..]),
        (msg::window::dialog_kind_csv(), &["csv"][..]),
    ];
    // The first is chosen to begin with, and should be what the name says.
    kinds.sort_by_key(|(_, endings)| !endings.iter().any(|ending| name.ends_with(ending)));
    let asked = Asked { title: title.to_owned(), kind: AskedFor::Place(name.clone()), kinds };
    dialogs::show(asked, parent, move |chosen| {
        done(match chosen {
            Some(mut paths) => paths.pop().map(|path| SavePlace { path, chosen: true }),
            None => downloads().map(|folder| SavePlace { path: free_place(&folder, &name), chosen: false }),
        });
    });
}

/// Where files go that nobody could be asked about.
fn downloads() -> Option<PathBuf> {
    let person = directories::UserDirs::new()?;
    let folder = person.download_dir().filter(|folder| folder.is_dir());
    Some(folder.unwrap_or(person.home_dir()).to_owned())
}

/// A place in the folder where nothing is: "receipts.csv", or else "receipts (2).csv".
fn free_place(folder: &Path, name: &str) -> PathBuf {
    let (stem, ending) =
        name.rsplit_once('.').map_or((name, String::new()), |(stem, ending)| (stem, format!(".{ending}")));
    let mut place = folder.join(name);
    let mut number = 2;
    while place.symlink_metadata().is_ok() {
        place = folder.join(format!("{stem} ({number}){ending}"));
        number += 1;
    }
    place
}

/// Asks the disk how large these files are; `done` is called on another thread. What cannot be read is not counted.
pub fn measure(paths: Vec<PathBuf>, done: impl FnOnce(Vec<PathBuf>, DragTotal) + Send + 'static) {
    on_thread("sizes", move || {
        let total = measure::measure(&paths);
        done(paths, total);
    });
}

/// Shows a file in the file manager; `failed` is told why if that does not work.
pub fn reveal(path: PathBuf, failed: impl FnOnce(String) + Send + 'static) {
    on_thread("reveal", move || {
        if let Err(why) = elsewhere::reveal(&path) {
            failed(msg::desktop::desktop_no_folder(why));
        }
    });
}

/// Opens a page in the browser, if its address is one of the web; `failed` is told why it was not opened.
pub fn open(url: String, failed: impl FnOnce(String) + Send + 'static) {
    let Some(page) = elsewhere::page(&url) else { return failed(msg::desktop::desktop_no_page(url)) };
    on_thread("open", move || {
        if let Err(why) = elsewhere::open(&page) {
            failed(msg::desktop::desktop_no_browser(why));
        }
    });
}

/// Tells `changed` what the system prefers, now and whenever it changes. Called on the main thread: macOS tells nobody
/// else.
pub fn watch_appearance(changed: impl Fn(Appearance) + Send + Sync + 'static) -> AppearanceWatch {
    let access = mundy::Interest::Contrast | mundy::Interest::ReducedMotion;
    // Elsewhere the window system itself says whether it is dark.
    let asked = if cfg!(target_os = "linux") { access | mundy::Interest::ColorScheme } else { access };
    let subscription = mundy::Preferences::subscribe(asked, move |preferences| {
        changed(Appearance {
            dark: match preferences.color_scheme {
                mundy::ColorScheme::NoPreference => None,
                mundy::ColorScheme::Light => Some(false),
                mundy::ColorScheme::Dark => Some(true),
            },
            still: preferences.reduced_motion.is_reduce(),
            contrast: matches!(preferences.contrast, mundy::Contrast::More | mundy::Contrast::Custom),
        });
    });
    AppearanceWatch { _subscription: Some(subscription) }
}

/// Keeps the computer awake for as long as the answer lives.
#[cfg(target_os = "linux")]
pub fn hold_sleep() -> Option<takeup_launch::SleepHold> {
    takeup_launch::hold_sleep_off(msg::desktop::desktop_sleep_why())
}

/// Keeps the computer awake for as long as the answer lives.
#[cfg(not(target_os = "linux"))]
pub fn hold_sleep() -> Option<takeup_launch::SleepHold> {
    // What Windows has against sleep that is asked for is meant for media players, and is often not there.
    let held = keepawake::Builder::default()
        .idle(true)
        .sleep(cfg!(target_os = "macos"))
        .reason(msg::desktop::desktop_sleep_why())
        .app_name(msg::window::window_title())
        .app_reverse_domain(APP_ID)
        .create();
    held.inspect_err(|error| tracing::info!(%error, "sleep is not held off"))
        .ok()
        .map(|held| Box::new(held) as takeup_launch::SleepHold)
}

fn on_thread(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(error) = Builder::new().name(name.to_owned()).spawn(work) {
        tracing::error!(%error, name, "no thread could be started");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_could_be_asked_about_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(free_place(folder.path(), "receipts.csv"), folder.path().join("receipts.csv"));
        for name in ["receipts.csv", "receipts (2).csv", "log"] {
            std::fs::File::create(folder.path().join(name)).unwrap();
        }
        assert_eq!(free_place(folder.path(), "receipts.csv"), folder.path().join("receipts (3).csv"));
        assert_eq!(free_place(folder.path(), "log"), folder.path().join("log (2)"));
    }
}
