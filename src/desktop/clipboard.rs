//! Files that were copied in a file manager. On Linux they are text, which the window is told of anyway.

use std::path::PathBuf;

/// The files on the clipboard. It blocks for a moment while the clipboard is read.
#[cfg(any(windows, target_os = "macos"))]
pub fn copied_files() -> Vec<PathBuf> {
    let files = arboard::Clipboard::new().and_then(|mut clipboard| clipboard.get().file_list());
    files.unwrap_or_default()
}

/// The files on the clipboard: here, none that the window is not told of.
#[cfg(not(any(windows, target_os = "macos")))]
pub fn copied_files() -> Vec<PathBuf> {
    Vec::new()
}
