//! How much there is to add, before it is added.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use takeup_model::MediaKind;

/// How many files and folders there are, and how large the files are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DragTotal {
    /// How many files, with those in the folders whose names are those of media.
    pub files: usize,
    /// Bytes of all of them.
    pub bytes: u64,
    /// How many folders.
    pub folders: usize,
    /// Whether all folders were looked through to their ends.
    pub whole: bool,
}

/// In no more folders than so many anything is counted: nobody holds a mouse button for longer.
const MOST_FOLDERS: usize = 2_000;

/// Asks the disk, which may take its time. Nothing is read but names and sizes; what cannot be read is not counted.
pub fn measure(paths: &[PathBuf]) -> DragTotal {
    let (mut total, visited) = (DragTotal { whole: true, ..DragTotal::default() }, Cell::new(0));
    let add = |total: &mut DragTotal, bytes: u64| {
        total.files += 1;
        total.bytes = total.bytes.saturating_add(bytes);
    };
    let is_media = |path: &Path| {
        path.file_name().is_some_and(|name| MediaKind::by_name(&name.to_string_lossy()).is_media())
    };
    let too_many = |_: &Path| {
        visited.set(visited.get() + 1);
        visited.get() > MOST_FOLDERS
    };
    for path in paths {
        let Ok(facts) = path.metadata() else { continue };
        if !facts.is_dir() {
            add(&mut total, facts.len());
            continue;
        }
        total.folders += 1;
        match takeup_media::list(path, too_many) {
            Ok((listing, _)) => {
                total.whole &= listing.complete;
                for (_, stamp) in listing.files.iter().filter(|(path, _)| is_media(path)) {
                    add(&mut total, stamp.size);
                }
            }
            Err(_) => total.whole = false,
        }
    }
    total.whole &= visited.get() <= MOST_FOLDERS;
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_counted_also_those_in_folders() {
        let folder = tempfile::tempdir().unwrap();
        let make = |name: &str, bytes: usize| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            #[expect(clippy::disallowed_methods, reason = "a test makes files")]
            std::fs::write(&path, vec![0; bytes]).unwrap();
            path
        };
        let note = make("note.txt", 5);
        make("films/a.mp4", 10);
        make("films/deep/b.mov", 20);
        make("films/deep/read me.md", 40);
        let films = folder.path().join("films");
        let gone = folder.path().join("gone");
        let total = DragTotal { files: 3, bytes: 35, folders: 1, whole: true };
        assert_eq!(measure(&[note, films, gone]), total);
        for number in 0..=MOST_FOLDERS {
            std::fs::create_dir_all(folder.path().join(format!("many/{number}"))).unwrap();
        }
        assert!(!measure(&[folder.path().join("many")]).whole);
    }
}
