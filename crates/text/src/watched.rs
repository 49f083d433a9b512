//! What happens next with a watched folder.

use takeup_model::{WaitReason, WatchedFolder, Watching};

use crate::msg::watched;
use crate::{happened, numbers, times};

/// What happens next with a watched folder, in one sentence.
pub fn watched_next(folder: &WatchedFolder, watching: Option<&Watching>) -> String {
    if !folder.on {
        return watched::watched_next_paused().to_owned();
    }
    let Some(watching) = watching.filter(|watching| watching.scanned) else {
        return watched::watched_next_first().to_owned();
    };
    if watching.gone {
        return watched::watched_next_gone().to_owned();
    }
    if let Some(trouble) = &watching.trouble {
        return happened(trouble);
    }
    let Some((path, file)) = watching.waiting.iter().max_by_key(|(_, file)| file.since) else {
        return watched::watched_next_file().to_owned();
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match file.why {
        WaitReason::Changes | WaitReason::Rests => {
            watched::watched_next_grows(name, numbers::bytes(file.stamp.size), times::about(folder.rest))
        }
        WaitReason::Open => watched::watched_next_open(name),
        WaitReason::Unreadable => watched::watched_next_unreadable(name),
    }
}
