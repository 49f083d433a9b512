//! Room on disks.

use std::io;
use std::path::Path;

/// How many bytes the disk of a folder has left for this person.
#[cfg(unix)]
pub(crate) fn free(folder: &Path) -> io::Result<u64> {
    let found = rustix::fs::statvfs(folder)?;
    Ok(found.f_bavail.saturating_mul(found.f_frsize))
}

/// Elsewhere a full disk shows when something is written.
#[cfg(not(unix))]
pub(crate) fn free(_folder: &Path) -> io::Result<u64> {
    Err(io::ErrorKind::Unsupported.into())
}
