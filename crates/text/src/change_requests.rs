//! Small changes, told: what is to be done, what was done, and why something was not.

use takeup_model::{Change, Failure, FailureKind};

use super::{failure, happened, plural};

/// What is to be done, in a few words.
pub fn change(change: &Change) -> String {
    let name = change.name();
    match change {
        Change::DeleteAsset { force: false, .. } => format!("Delete the asset “{name}”"),
        Change::DeleteAsset { force: true, .. } => {
            format!("Delete the asset “{name}” although indexes refer to it")
        }
        Change::DescribeAsset { metadata, .. } => {
            let keys = plural(metadata.len(), "entry", "entries");
            format!("Change {keys} of the metadata of “{name}”")
        }
        Change::CreateIndex { .. } => format!("Create the index “{name}”"),
        Change::RenameIndex { .. } => format!("Rename an index to “{name}”"),
        Change::DeleteIndex { .. } => format!("Delete the index “{name}”"),
        Change::RemoveIndexedAsset { .. } => format!("Take “{name}” out of its index"),
        Change::CreateStore { .. } => format!("Create the knowledge store “{name}”"),
        Change::DeleteStore { .. } => format!("Delete the knowledge store “{name}”"),
        Change::RemoveItem { .. } => format!("Take “{name}” out of its knowledge store"),
        Change::DeleteTask { .. } => format!("Delete the task of “{name}”"),
    }
}

/// What was done.
pub fn changed(change: &Change, created: Option<&str>) -> String {
    let name = change.name();
    let id = created.map(|id| format!(" ({id})")).unwrap_or_default();
    match change {
        Change::DeleteAsset { .. } => format!("“{name}” was deleted from the platform."),
        Change::DescribeAsset { .. } => format!("The metadata of “{name}” was changed."),
        Change::CreateIndex { .. } => format!("The index “{name}” was created{id}."),
        Change::RenameIndex { .. } => format!("The index is called “{name}” now."),
        Change::DeleteIndex { .. } => format!("The index “{name}” was deleted."),
        Change::RemoveIndexedAsset { .. } => format!("“{name}” was taken out of its index."),
        Change::CreateStore { .. } => format!("The knowledge store “{name}” was created{id}."),
        Change::DeleteStore { .. } => format!("The knowledge store “{name}” was deleted."),
        Change::RemoveItem { .. } => format!("“{name}” was taken out of its knowledge store."),
        Change::DeleteTask { .. } => format!("The task of “{name}” was deleted."),
    }
}

/// That what was to be removed is not there.
pub fn gone(removal: &Change) -> String {
    format!("{}: the platform does not have it, so there was nothing to do.", change(removal))
}

/// Why something was not done, and what a person can do.
pub fn change_request_failure(change: &Change, why: &Failure) -> String {
    match (change, &why.kind) {
        (Change::DeleteAsset { force: false, .. }, FailureKind::Conflict) => {
            "Indexes refer to this asset, so the platform did not delete it. Delete it all the same, and what they hold of it goes with it.".to_owned()
        }
        (Change::CreateIndex { name, .. } | Change::RenameIndex { name, .. }, FailureKind::Refused)
            if why.has_code("index_name_already_exists") =>
        {
            format!("There is an index with the name “{name}” already. Choose another name.")
        }
        (Change::DeleteTask { .. }, FailureKind::Refused) if why.has_code("task_cannot_be_deleted") => {
            "The platform deletes a task only once it is over, and a ready one only after its video. Try again then.".to_owned()
        }
        (Change::CreateIndex { .. } | Change::CreateStore { .. }, FailureKind::AnswerLost | FailureKind::ServerError) => {
            format!("{} It may have been created all the same: look at the list before you ask again.", happened(why))
        }
        _ => ask_failure(why),
    }
}

/// Why the platform did not do or tell what it was asked for, where no file is to be sent.
pub fn ask_failure(why: &Failure) -> String {
    if why.kind == FailureKind::NotFound {
        return format!("{} It may have been deleted elsewhere.", happened(why));
    }
    failure(why)
}

#[cfg(test)]
mod tests {
    use takeup_model::{FailureCode, PlatformCode};

    use super::*;

    #[test]
    fn what_stands_in_the_way_is_told_by_what_was_asked_for() {
        let delete = Change::DeleteAsset { asset: "a".into(), name: "clip.mp4".to_owned(), force: false };
        let said = change_request_failure(&delete, &Failure::new(FailureKind::Conflict, "HTTP 409"));
        assert!(said.contains("Indexes refer"), "{said}");
        let create = Change::CreateIndex { name: "Races".to_owned(), models: Vec::new(), addons: Vec::new() };
        let code = PlatformCode::new("index_name_already_exists").map(FailureCode::Platform);
        let taken = Failure { code, ..Failure::new(FailureKind::Refused, "taken (HTTP 400)") };
        assert!(change_request_failure(&create, &taken).contains("“Races” already"));
        let lost = change_request_failure(&create, &Failure::new(FailureKind::AnswerLost, "reset"));
        assert!(lost.contains("look at the list"), "{lost}");
        assert_eq!(changed(&create, Some("i1")), "The index “Races” was created (i1).");
        assert_eq!(change(&delete), "Delete the asset “clip.mp4”");
    }
}
