//! The walk through added folders.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::{kind_by_name, kind_of, stamp};
use file_id::FileId;
use takeup_model::{FolderListing, MediaKind, PassedOver};

/// Folders in which systems, NAS and editing programs keep trash, thumbnails and copies of their own. Names that begin
/// with a dot are left out everywhere.
const SYSTEM_FOLDERS: [&str; 14] = [
    "#recycle",
    "#snapshot",
    "$recycle.bin",
    "@eadir",
    "@recently-snapshot",
    "@recycle",
    "@tmp",
    "__macosx",
    "found.000",
    "lost+found",
    "network trash folder",
    "recycler",
    "system volume information",
    "temporary items",
];
/// Folders that are one document of a program. Their endings.
const PACKAGES: [&str; 9] = [
    "aplibrary",
    "app",
    "fcpbundle",
    "imovielibrary",
    "lrdata",
    "photolibrary",
    "photoslibrary",
    "theater",
    "tvlibrary",
];
/// Endings that media share with texts. Only the content tells.
const SHARED: [&str; 3] = ["mod", "mts", "ts"];

/// What a walk found.
#[derive(Debug, Default)]
pub struct Found {
    /// Files with their sizes, in the order of the paths, folders sorted by name. What cannot be read is among them,
    /// folders too: whoever looks at it gets the reason.
    pub files: Vec<(PathBuf, Option<u64>)>,
    /// What was left out of folders.
    pub passed: PassedOver,
}

/// Looks through added paths: files as they are, folders for the media in them.
pub fn walk(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths.iter().flat_map(|path| pieces(path)) {
        // What cannot be found becomes a row too, and says so there.
        let whole = whole(path);
        if whole.is_dir() { found.folder(whole) } else { found.add(whole) }
    }
    let mut seen = BTreeSet::new();
    found.files.retain(|(path, _)| seen.insert(path.clone()));
    found
}

/// The paths in a line of several, which only the disk can tell from one with spaces in it.
fn pieces(line: &Path) -> Vec<&Path> {
    let one = vec![line];
    let Some(text) = line.to_str().filter(|_| line.is_absolute() && !exists(line)) else { return one };
    let (mut pieces, mut begin) = (Vec::new(), 0);
    let spaces = text.match_indices(char::is_whitespace).map(|(place, _)| place);
    for end in spaces.filter(|place| Path::new(text[*place..].trim_start()).is_absolute()).chain([text.len()])
    {
        let piece = text[begin..end].trim();
        pieces.extend((!piece.is_empty()).then(|| Path::new(piece)));
        begin = end;
    }
    if pieces.iter().all(|piece| exists(piece)) { pieces } else { one }
}

/// Whether something is there; a link is, wherever it leads.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The path as a walk tells it: absolute, and without links where it leads somewhere.
pub fn whole(path: &Path) -> PathBuf {
    target(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// Lists the files of a folder without reading any, media or not, and why one of the folders in it could not be read.
/// What a walk leaves out is not among them. `skip` says which of the folders in it are left out.
pub fn list(root: &Path, skip: impl Fn(&Path) -> bool) -> io::Result<(FolderListing, Option<io::Error>)> {
    let (mut files, mut found, mut unread) = (BTreeMap::new(), Found::default(), None);
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        let (entries, wrong) = entries(&folder);
        match wrong {
            Some(error) if folder == root => return Err(error),
            Some(error) => unread = Some(error),
            None => {}
        }
        for entry in &entries {
            let Some((path, is_folder)) = found.entry(entry, |link| link) else { continue };
            if is_folder {
                open.extend((!skip(&path)).then_some(path));
            } else if let Ok(file) = fs::metadata(&path)
                && file.is_file()
                && let Ok(below) = path.strip_prefix(root)
            {
                files.insert(below.to_owned(), stamp(&file));
            }
        }
    }
    Ok((FolderListing { files, complete: unread.is_none(), place: place(root) }, unread))
}

/// The disk that a folder is on, and its number there.
fn place(folder: &Path) -> Option<(u64, u128)> {
    Some(match file_id::get_file_id(folder).ok()? {
        FileId::Inode { device_id, inode_number } => (device_id, u128::from(inode_number)),
        FileId::LowRes { volume_serial_number, file_index } => {
            (u64::from(volume_serial_number), u128::from(file_index))
        }
        FileId::HighRes { volume_serial_number, file_id } => (volume_serial_number, file_id),
    })
}

/// Whether a file that was found in a folder is media, by its name, or else by its content. A drive in the cloud is not
/// made to send every file of a folder: of those, the name tells alone.
pub fn is_media(path: &Path) -> bool {
    seen_as_media(path).unwrap_or(false)
}

/// The same, or why the content that decides could not be read.
fn seen_as_media(path: &Path) -> io::Result<bool> {
    if is_elsewhere(path) {
        return Ok(kind_by_name(path).is_media());
    }
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let shared = SHARED.iter().any(|one| ending.eq_ignore_ascii_case(one));
    Ok(match kind_by_name(path) {
        MediaKind::Document => false,
        MediaKind::Unknown | MediaKind::Other => kind_of(path)?.is_some_and(MediaKind::is_media),
        MediaKind::Video | MediaKind::Audio | MediaKind::Image if shared => {
            !matches!(kind_of(path), Ok(Some(MediaKind::Other)))
        }
        MediaKind::Video | MediaKind::Audio | MediaKind::Image => true,
    })
}

/// What can be seen in a folder, sorted by name, and why that may not be all.
pub(super) fn entries(folder: &Path) -> (Vec<DirEntry>, Option<io::Error>) {
    let found = match fs::read_dir(folder) {
        Ok(found) => found,
        Err(error) => return (Vec::new(), Some(error)),
    };
    let (mut entries, mut wrong) = (Vec::new(), None);
    for entry in found {
        match entry {
            Ok(entry) => entries.push(entry),
            Err(error) => wrong = Some(error),
        }
    }
    entries.sort_by_key(DirEntry::file_name);
    (entries, wrong)
}

impl Found {
    fn add(&mut self, path: PathBuf) {
        let size = fs::metadata(&path).map(|found| found.len()).ok();
        self.files.push((path, size));
    }

    fn folder(&mut self, root: PathBuf) {
        // The last one is next. Folders stay here until it is their turn in the order.
        let mut open: Vec<(PathBuf, bool)> = vec![(root, true)];
        while let Some((path, is_folder)) = open.pop() {
            if !is_folder {
                self.file(path);
                continue;
            }
            let (entries, wrong) = entries(&path);
            open.extend(entries.into_iter().rev().filter_map(|entry| self.entry(&entry, target)));
            if wrong.is_some() {
                self.files.push((path, None));
            }
        }
    }

    /// What is to be done with an entry of a folder: a path, and whether it is a folder. A link to a file is called as
    /// `named` says.
    fn entry(&mut self, entry: &DirEntry, named: fn(PathBuf) -> PathBuf) -> Option<(PathBuf, bool)> {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().to_lowercase());
        let kind = entry.file_type().ok();
        let is_folder = kind.is_some_and(|kind| kind.is_dir());
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let system = is_folder && (SYSTEM_FOLDERS.contains(&name.as_str()) || PACKAGES.contains(&ending));
        if system || name.starts_with('.') || is_hidden(entry) {
            // Notes that systems keep beside each file are not worth a word.
            let told = is_folder || (MediaKind::by_name(&name).is_media() && !name.starts_with("._"));
            self.passed.system += usize::from(told);
            return None;
        }
        if kind.is_some_and(|kind| kind.is_symlink()) {
            if path.is_dir() {
                // They can lead in circles, and to what is added already.
                self.passed.links += 1;
                return None;
            }
            return Some((named(path), false));
        }
        Some((path, is_folder))
    }

    /// Takes a file if its name says that it is media, or else its content. Where neither can be known, it is taken too:
    /// whoever looks at it gets the reason.
    fn file(&mut self, path: PathBuf) {
        let taken = seen_as_media(&path).unwrap_or_else(|error| {
            error.kind() == io::ErrorKind::PermissionDenied && kind_by_name(&path) == MediaKind::Unknown
        });
        if taken { self.add(path) } else { self.passed.not_media += 1 }
    }
}

/// What a path leads to, through all links; of a file that is not there, its folder.
fn target(path: PathBuf) -> PathBuf {
    if let Ok(found) = path.canonicalize() {
        return strip_verbatim(found);
    }
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => strip_verbatim(folder).join(name),
        _ => path,
    }
}

/// Windows answers with a `\\?\` prefix that few people and programs can read.
fn strip_verbatim(path: PathBuf) -> PathBuf {
    path.to_str().and_then(readable).map_or(path, PathBuf::from)
}

/// The path without that prefix, unless it then leads elsewhere: Windows drops dots and spaces at the end of a name. Some
/// names are devices there, with any extension.
fn readable(verbatim: &str) -> Option<String> {
    let rest = verbatim.strip_prefix(r"\\?\")?;
    if rest.split('\\').any(|name| name.ends_with(['.', ' ']) || is_device_name(name)) {
        return None;
    }
    Some(rest.strip_prefix(r"UNC\").map_or_else(|| rest.to_owned(), |share| format!(r"\\{share}")))
}

fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or(stem.strip_prefix("LPT"));
    let numbered = port.and_then(|number| number.strip_suffix(|digit| "0123456789¹²³".contains(digit)));
    numbered == Some("") || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
}

/// Whether the system hides an entry that its name does not.
#[cfg(windows)]
fn is_hidden(entry: &DirEntry) -> bool {
    use std::os::windows::fs::MetadataExt as _;
    const HIDDEN_OR_SYSTEM: u32 = 0x2 | 0x4;
    entry.metadata().is_ok_and(|found| found.file_attributes() & HIDDEN_OR_SYSTEM != 0)
}

/// What the Finder does not show.
#[cfg(target_os = "macos")]
fn is_hidden(entry: &DirEntry) -> bool {
    use std::os::macos::fs::MetadataExt as _;
    const UF_HIDDEN: u32 = 0x8000;
    entry.metadata().is_ok_and(|found| found.st_flags() & UF_HIDDEN != 0)
}

/// Names alone hide.
#[cfg(not(any(windows, target_os = "macos")))]
fn is_hidden(_entry: &DirEntry) -> bool {
    false
}

/// Whether the content of a file is not on this computer, and reading it would fetch it.
#[cfg(windows)]
fn is_elsewhere(path: &Path) -> bool {
    use std::os::windows::fs::MetadataExt as _;
    const RECALL_ON_OPEN_OR_DATA_ACCESS: u32 = 0x4_0000 | 0x40_0000;
    fs::metadata(path).is_ok_and(|found| found.file_attributes() & RECALL_ON_OPEN_OR_DATA_ACCESS != 0)
}

/// Whether the content of a file is not on this computer, and reading it would fetch it.
#[cfg(target_os = "macos")]
fn is_elsewhere(path: &Path) -> bool {
    use std::os::macos::fs::MetadataExt as _;
    const SF_DATALESS: u32 = 0x4000_0000;
    fs::metadata(path).is_ok_and(|found| found.st_flags() & SF_DATALESS != 0)
}

/// No file system of the others tells.
#[cfg(not(any(windows, target_os = "macos")))]
fn is_elsewhere(_path: &Path) -> bool {
    false
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make files")]
mod tests {
    use super::*;

    #[test]
    fn paths_of_windows_are_told_as_people_write_them() {
        assert_eq!(readable(r"\\?\C:\v\a.mp4").as_deref(), Some(r"C:\v\a.mp4"));
        assert_eq!(readable(r"\\?\UNC\nas\v\a.mp4").as_deref(), Some(r"\\nas\v\a.mp4"));
        for device in ["aux.mp4", "NUL", "con.tar.gz", "Lpt1.mov", "com¹.mp4", "prn .mp4"] {
            assert_eq!(readable(&format!(r"\\?\C:\v\{device}")), None, "{device} leads to a device");
        }
        for file in ["auxiliary.mp4", "com.mp4", "com10.mp4", "my aux.mp4", "lpta.mov"] {
            assert_eq!(readable(&format!(r"\\?\C:\v\{file}")), Some(format!(r"C:\v\{file}")));
        }
        for kept in [r"\\?\C:\v.\a.mp4", r"\\?\C:\v\a ", r"C:\v\a.mp4", "/v/a.mp4"] {
            assert_eq!(readable(kept), None, "{kept}");
        }
    }

    const AVI: &[u8] = b"RIFF\x24\0\0\0AVI LIST\0\0\0\0hdrlavih";

    fn names(found: &Found) -> Vec<&str> {
        found.files.iter().map(|(path, _)| path.file_name().unwrap().to_str().unwrap()).collect()
    }

    #[test]
    fn several_paths_in_one_line_are_told_from_one_with_spaces_by_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        for name in ["a film.mp4", "b.mp4"] {
            fs::write(path(name), b"x").unwrap();
        }
        let line = format!("{}  {}", path("a film.mp4"), path("b.mp4"));
        assert_eq!(names(&walk(&[line.into()])), ["a film.mp4", "b.mp4"]);
        // One of the two does not exist, so the line is one path and is reported unsplit.
        let line = format!("{} {}", path("b.mp4"), path("c.mp4"));
        assert_eq!(walk(&[line.into()]).files.len(), 1);
        // A folder whose name ends in a space.
        let odd = folder.path().join("odd ").join(path("b.mp4").trim_start_matches('/'));
        if cfg!(unix) {
            fs::create_dir_all(odd.parent().unwrap()).unwrap();
            fs::write(&odd, b"x").unwrap();
            fs::write(folder.path().join("odd"), b"x").unwrap();
            assert_eq!(walk(&[odd]).files.len(), 1);
        }
    }

    #[test]
    fn folders_are_walked_in_order_and_what_is_no_media_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("b 봄 100%");
        fs::create_dir(&inner).unwrap();
        for name in ["a.mp4", "z.MOV", "notes.docx", ".hidden.mp4", "._a.mp4", ".DS_Store"] {
            fs::write(folder.path().join(name), b"x").unwrap();
        }
        fs::write(inner.join("소풍.mkv"), b"xyz").unwrap();
        let found =
            walk(&[folder.path().to_owned(), folder.path().join("a.mp4"), folder.path().join("gone.mp4")]);
        assert_eq!(names(&found), ["a.mp4", "소풍.mkv", "z.MOV", "gone.mp4"]);
        assert_eq!(found.passed, PassedOver { not_media: 1, system: 1, links: 0 });
        assert_eq!((found.files[1].1, found.files[3].1), (Some(3), None));
    }

    #[test]
    fn a_file_is_media_in_a_folder_if_it_is_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        let by_name =
            ["a.vob", "b.asf", "c.3g2", "d.opus", "e.wma", "f.ac3", "g.m2v", "h.rm", "i.TIFF", "j.avif"];
        for name in by_name {
            fs::write(folder.path().join(name), [0x93; 64]).unwrap();
        }
        // The content decides where the name does not, or may mean something else.
        for (name, bytes) in [
            ("k.bin", AVI),
            ("l", AVI),
            ("m.mts", AVI),
            ("n.ts", b"let a = 1;\n"),
            ("o.dat", b"text"),
            ("p.pdf", b"%PDF-1.7"),
        ] {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let found = walk(&[folder.path().to_owned()]);
        let wanted: Vec<&str> = by_name.into_iter().chain(["k.bin", "l", "m.mts"]).collect();
        assert_eq!(names(&found), wanted);
        assert_eq!(found.passed.not_media, 3);
    }

    #[test]
    fn trash_and_thumbnails_of_systems_are_left_out_and_counted() {
        let folder = tempfile::tempdir().unwrap();
        let packages = PACKAGES.map(|ending| format!("Cut.{}", ending.to_uppercase()));
        let mut left_out: Vec<&str> = packages.iter().map(String::as_str).collect();
        left_out.extend(SYSTEM_FOLDERS);
        left_out.extend(["$RECYCLE.BIN", "System Volume Information", "@eaDir", ".Trash-1000"]);
        let mut made = BTreeSet::new();
        for name in &left_out {
            // Some systems take names that differ in case for the same.
            made.insert(name.to_lowercase());
            fs::create_dir_all(folder.path().join(name).join("clip.mp4")).unwrap();
            fs::write(folder.path().join(name).join("clip.mp4/thumb.mp4"), b"x").unwrap();
        }
        fs::write(folder.path().join("clip.mp4"), b"x").unwrap();
        let found = walk(&[folder.path().to_owned()]);
        assert_eq!(names(&found), ["clip.mp4"]);
        let there = fs::read_dir(folder.path()).unwrap().count() - 1;
        assert!(there >= made.len());
        assert_eq!(found.passed, PassedOver { system: there, ..PassedOver::default() });
        // Whoever adds such a folder itself means it.
        assert_eq!(names(&walk(&[folder.path().join("@eaDir/clip.mp4")])), ["thumb.mp4"]);
    }

    #[test]
    fn depth_has_no_end_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("d/".repeat(200));
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("clip.mp4"), b"x").unwrap();
        assert_eq!(names(&walk(&[folder.path().to_owned()])), ["clip.mp4"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_folders_are_counted_and_others_followed() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("clip.mp4"), b"x").unwrap();
        symlink(folder.path(), folder.path().join("circle")).unwrap();
        symlink("clip.mp4", folder.path().join("again.mp4")).unwrap();
        symlink("loop.mp4", folder.path().join("loop.mp4")).unwrap();
        let found = walk(&[folder.path().to_owned()]);
        assert_eq!(names(&found), ["clip.mp4", "loop.mp4"]);
        assert_eq!(found.passed, PassedOver { links: 1, ..PassedOver::default() });
    }
}
