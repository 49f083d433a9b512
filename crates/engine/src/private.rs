//! Folders and files of this program: nobody else reads them, and nobody else may have put something into them.

use std::fs::{DirBuilder, File};
use std::io;
use std::path::Path;
use std::time::Duration;

use takeup_model::Failure;
#[cfg(unix)]
use takeup_model::{FailureKind, FailureReason};
use tempfile::{NamedTempFile, PersistError};

/// Makes a folder, and those above it that are missing, for its owner alone. One that exists stays as it is.
pub(crate) fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Opens a file for writing, or begins it, for its owner alone. Older versions let others read theirs.
pub(crate) fn file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

/// How often, and how long apart, a file that another program holds is tried to be replaced.
const TRIES: (u32, Duration) = (10, Duration::from_millis(50));

/// Puts a new file into its place. It blocks for up to half a second: on Windows, a program that looks for viruses may
/// hold the old file for a moment.
pub(crate) fn put(mut new: NamedTempFile, place: &Path) -> io::Result<()> {
    for _ in 0..TRIES.0 {
        match new.persist(place) {
            Ok(_) => return Ok(()),
            Err(PersistError { error, file }) if is_held(cfg!(windows), error.raw_os_error()) => new = file,
            Err(PersistError { error, .. }) => return Err(error),
        }
        std::thread::sleep(TRIES.1);
    }
    new.persist(place).map(drop).map_err(|error| error.error)
}

/// Whether it is in use: access denied, or a sharing violation of Windows.
fn is_held(windows: bool, code: Option<i32>) -> bool {
    windows && matches!(code, Some(5 | 32))
}

/// Refuses a folder that somebody else owns or can write: it could hold settings that lead to another server, and
/// uploads that nobody asked for. A folder that is not there yet will be ours.
#[cfg(unix)]
pub(crate) fn check(folder: &Path) -> Result<(), Failure> {
    use rustix::process::{getegid, geteuid};
    use std::os::unix::fs::MetadataExt as _;
    let Ok(found) = std::fs::metadata(folder) else { return Ok(()) };
    let (user, group) = (geteuid().as_raw(), getegid().as_raw());
    // Many systems give each user a group of the same number and of one member, and let it write.
    let others = if found.gid() == group && user == group && user != 0 { 0o002 } else { 0o022 };
    if found.uid() == user && found.mode() & others == 0 {
        return Ok(());
    }
    let detail = folder.display().to_string();
    Err(Failure::own(FailureKind::Setup, FailureReason::FolderNotPrivate, detail))
}

/// Elsewhere the folders of a user are private by themselves.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "Unix refuses some")]
pub(crate) fn check(_folder: &Path) -> Result<(), Failure> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::{PermissionsExt as _, chown};

    use super::*;

    #[test]
    fn a_file_that_another_program_holds_is_tried_again_on_windows() {
        assert!(is_held(true, Some(5)) && is_held(true, Some(32)));
        assert!(!is_held(true, Some(2)) && !is_held(true, None) && !is_held(false, Some(5)));
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let ours = home.path().join("below").join("ours");
        assert_eq!(check(&ours), Ok(()), "it is not there yet");
        folder(&ours).unwrap();
        assert_eq!(check(&ours), Ok(()));
        set_permissions(&ours, Permissions::from_mode(0o755)).unwrap();
        assert_eq!(check(&ours), Ok(()), "others may read it");
        set_permissions(&ours, Permissions::from_mode(0o757)).unwrap();
        let refused = check(&ours).unwrap_err();
        assert_eq!(refused.reason(), Some(FailureReason::FolderNotPrivate));
        assert_eq!(refused.detail, ours.display().to_string());
        set_permissions(&ours, Permissions::from_mode(0o700)).unwrap();
        if rustix::process::geteuid().is_root() {
            chown(&ours, Some(1000), Some(1000)).unwrap();
            assert!(check(&ours).is_err(), "it belongs to another user");
        }
    }
}
