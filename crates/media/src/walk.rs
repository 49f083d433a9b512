//! The walk through added folders.

use std::path::{Path, PathBuf};

use super::kind_by_name;
use takeup_model::MediaKind;

/// Folders inside folders are followed so far.
const DEEPEST: usize = 64;

/// Looks through added paths: files as they are, folders for the media in them.
/// The answer is in the order of the paths, folders sorted by name, and counts what was passed over.
pub fn walk(paths: &[PathBuf]) -> (Vec<(PathBuf, Option<u64>)>, usize) {
    let (mut files, mut skipped) = (Vec::new(), 0);
    for path in paths {
        if path.is_dir() {
            walk_folder(path, 0, &mut files, &mut skipped);
        } else {
            // What cannot be found becomes a row too, and says so there.
            let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            let whole = whole.canonicalize().map_or(whole, strip_verbatim);
            let size = std::fs::metadata(&whole).map(|found| found.len()).ok();
            files.push((whole, size));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|(path, _)| seen.insert(path.clone()));
    (files, skipped)
}

fn walk_folder(folder: &Path, depth: usize, files: &mut Vec<(PathBuf, Option<u64>)>, skipped: &mut usize) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        *skipped += 1;
        return;
    };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // Links to folders are not followed: they can lead in circles.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden {
            continue;
        }
        if is_folder && depth < DEEPEST {
            walk_folder(&path, depth + 1, files, skipped);
        } else if kind_by_name(&path) == MediaKind::Unknown || kind_by_name(&path) == MediaKind::Document {
            *skipped += usize::from(!is_folder);
        } else {
            let whole = path.canonicalize().map_or(path, strip_verbatim);
            let size = std::fs::metadata(&whole).map(|found| found.len()).ok();
            files.push((whole, size));
        }
    }
}

/// Windows answers with a `\\?\` prefix that few people and programs can read.
fn strip_verbatim(path: PathBuf) -> PathBuf {
    match path.to_str().and_then(|text| text.strip_prefix(r"\\?\")) {
        Some(rest) if !rest.starts_with("UNC") => PathBuf::from(rest),
        _ => path,
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make files")]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_order_and_what_is_no_media_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("b 봄 100%");
        std::fs::create_dir(&inner).unwrap();
        for name in ["a.mp4", "z.MOV", "notes.docx", ".hidden.mp4"] {
            std::fs::write(folder.path().join(name), b"x").unwrap();
        }
        std::fs::write(inner.join("소풍.mkv"), b"xyz").unwrap();
        let (files, skipped) =
            walk(&[folder.path().to_owned(), folder.path().join("a.mp4"), folder.path().join("gone.mp4")]);
        let names: Vec<_> =
            files.iter().map(|(path, _)| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.mp4", "소풍.mkv", "z.MOV", "gone.mp4"]);
        assert_eq!(skipped, 1);
        assert_eq!(files[1].1, Some(3));
        assert_eq!(files[3].1, None);
    }
}
