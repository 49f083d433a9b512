//! File dialogs. On Linux the portal is asked here: the library that asks it elsewhere ends the whole program when the
//! bus ends. Where there is no portal, the library finds another program.

#[cfg(target_os = "linux")]
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::pin::Pin;

use rfd::{AsyncFileDialog, FileHandle};

use super::on_thread;

/// What a dialog asks for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) title: String,
    pub(super) kind: AskedFor,
    /// What files are called by their endings.
    pub(super) kinds: Vec<(&'static str, &'static [&'static str])>,
}

/// Some files, some folders, or one place for a file that is called so to begin with.
#[derive(Clone, Debug)]
pub(super) enum AskedFor {
    Files,
    Folders,
    Place(String),
}

/// What was chosen: nothing at all where there was trouble.
type Chosen = Option<Vec<PathBuf>>;
type Waiting = Pin<Box<dyn Future<Output = Option<Vec<FileHandle>>> + Send>>;

/// Shows a dialog over the window; `done` is called on another thread.
pub(super) fn show(asked: Asked, parent: &eframe::Frame, done: impl FnOnce(Chosen) + Send + 'static) {
    let mut dialog = AsyncFileDialog::new().set_parent(parent).set_title(&asked.title);
    for (kind, endings) in &asked.kinds {
        dialog = dialog.add_filter(*kind, endings);
    }
    wait(asked, portal::name(parent), dialog, done);
}

#[cfg(target_os = "linux")]
fn wait(asked: Asked, over: String, dialog: AsyncFileDialog, done: impl FnOnce(Chosen) + Send + 'static) {
    on_thread("file-dialog", move || match portal::ask(&asked, &over) {
        Ok(chosen) => done(chosen),
        Err(error) => {
            tracing::info!(%error, "there is no portal for file dialogs");
            // Asked for a place, the library does not tell a change of mind from the lack of any dialog.
            let none =
                matches!(asked.kind, AskedFor::Place(_)) && !is_on_path(LIBRARY_ASKS, &path_variable());
            done(if none { None } else { chosen(pollster::block_on(by_library(dialog, asked.kind))) });
        }
    });
}

/// The program by which the library asks where there is no portal.
#[cfg(target_os = "linux")]
const LIBRARY_ASKS: &str = "zenity";

#[cfg(target_os = "linux")]
fn path_variable() -> OsString {
    std::env::var_os("PATH").unwrap_or_default()
}

/// Whether a program can be started by its name.
#[cfg(target_os = "linux")]
fn is_on_path(name: &str, folders: &OsStr) -> bool {
    std::env::split_paths(folders).any(|folder| folder.join(name).is_file())
}

/// The dialog has to be made on this thread on macOS; only the waiting happens elsewhere.
#[cfg(not(target_os = "linux"))]
fn wait(
    asked: Asked,
    portal::Name: portal::Name,
    dialog: AsyncFileDialog,
    done: impl FnOnce(Chosen) + Send + 'static,
) {
    let waiting = by_library(dialog, asked.kind);
    // A dialog that was cancelled says nothing.
    on_thread("file-dialog", move || done(chosen(pollster::block_on(waiting)).or_else(|| Some(Vec::new()))));
}

fn by_library(dialog: AsyncFileDialog, kind: AskedFor) -> Waiting {
    match kind {
        // On Linux only a dialog for several files tells a change of mind from trouble.
        AskedFor::Files => Box::pin(dialog.pick_files()),
        AskedFor::Folders => Box::pin(dialog.pick_folders()),
        AskedFor::Place(name) => {
            let waiting = dialog.set_file_name(name).save_file();
            Box::pin(async { Some(waiting.await.into_iter().collect()) })
        }
    }
}

fn chosen(files: Option<Vec<FileHandle>>) -> Chosen {
    Some(files?.iter().map(|file| file.path().to_owned()).collect())
}

#[cfg(not(target_os = "linux"))]
mod portal {
    /// Nobody needs one here.
    pub(super) struct Name;

    pub(super) fn name(_window: &eframe::Frame) -> Name {
        Name
    }
}

#[cfg(target_os = "linux")]
mod portal {
    use std::collections::HashMap;

    use url::Url;
    use winit::raw_window_handle::{HasWindowHandle as _, RawWindowHandle};
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::{OwnedValue, Value};

    use super::{Asked, AskedFor, Chosen};

    const SERVICE: &str = "org.freedesktop.portal.Desktop";
    /// What names this request among those of our connection, which asks once.
    const TOKEN: &str = "takeup";

    /// What the portal knows a window by. Wayland has no name that is known without asking.
    pub(super) fn name(window: &eframe::Frame) -> String {
        match window.window_handle().map(|handle| handle.as_raw()) {
            Ok(RawWindowHandle::Xlib(handle)) => format!("x11:{:x}", handle.window),
            _ => String::new(),
        }
    }

    /// Asks over this window. An error means that there is no portal; no answer means that it is gone.
    pub(super) fn ask(asked: &Asked, over: &str) -> zbus::Result<Chosen> {
        let bus = Connection::session()?;
        let ours = bus.unique_name().map(|name| name.trim_start_matches(':').replace('.', "_"));
        let place = format!("/org/freedesktop/portal/desktop/request/{}/{TOKEN}", ours.unwrap_or_default());
        let request = Proxy::new(&bus, SERVICE, place, "org.freedesktop.portal.Request")?;
        let mut answers = request.receive_signal("Response")?;
        let chooser = Proxy::new(
            &bus,
            SERVICE,
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.FileChooser",
        )?;
        let place = matches!(asked.kind, AskedFor::Place(_));
        let call = (over, asked.title.as_str(), options(asked));
        chooser.call_method(if place { "SaveFile" } else { "OpenFile" }, &call)?;
        let Some(answer) = answers.next() else { return Ok(None) };
        let (code, told) = answer.body().deserialize::<(u32, HashMap<String, OwnedValue>)>()?;
        Ok(match code {
            0 => Some(paths(&told)),
            1 => Some(Vec::new()),
            _ => None,
        })
    }

    fn options(asked: &Asked) -> HashMap<&str, Value<'_>> {
        let glob = |ending: &&str| (0_u32, format!("*.{ending}"));
        let kinds =
            asked.kinds.iter().map(|(kind, endings)| (*kind, endings.iter().map(glob).collect::<Vec<_>>()));
        let mut options = HashMap::from([
            ("handle_token", Value::from(TOKEN)),
            ("filters", Value::from(kinds.collect::<Vec<_>>())),
        ]);
        match &asked.kind {
            AskedFor::Files => options.insert("multiple", true.into()),
            AskedFor::Folders => {
                options.insert("multiple", true.into());
                options.insert("directory", true.into())
            }
            AskedFor::Place(name) => options.insert("current_name", name.as_str().into()),
        };
        options
    }

    fn paths(told: &HashMap<String, OwnedValue>) -> Vec<std::path::PathBuf> {
        let uris = told.get("uris").and_then(|uris| uris.try_clone().ok());
        let uris: Vec<String> = uris.and_then(|uris| uris.try_into().ok()).unwrap_or_default();
        uris.iter().filter_map(|uri| Url::parse(uri).ok()?.to_file_path().ok()).collect()
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_looked_for_in_every_folder_of_the_path() {
        let folder = tempfile::tempdir().unwrap();
        let mut named = tempfile::Builder::new();
        let _program = named.prefix(LIBRARY_ASKS).rand_bytes(0).tempfile_in(&folder).unwrap();
        let path = std::env::join_paths(["/nowhere".as_ref(), folder.path()]).unwrap();
        assert!(is_on_path(LIBRARY_ASKS, &path));
        assert!(!is_on_path("another", &path) && !is_on_path(LIBRARY_ASKS, OsStr::new("")));
    }
}
