//! Change requests: what is to be done, what was done, and why something was not.

use crate::failures::{failure, happened, sentences};
use crate::msg::{changes, connections, failures};
use takeup_model::{Change, Failure, FailureKind};

/// What is to be done, in a few words.
pub fn change(change: &Change) -> String {
    let name = change.name();
    match change {
        Change::DeleteAsset { force: false, .. } => changes::change_delete_asset(name),
        Change::DeleteAsset { force: true, .. } => changes::change_delete_asset_force(name),
        Change::DescribeAsset { metadata, .. } => changes::change_describe_asset(metadata.len(), name),
        Change::DescribeIndexed { metadata, .. } => changes::change_describe_indexed(metadata.len(), name),
        Change::CreateIndex { .. } => changes::change_create_index(name),
        Change::RenameIndex { .. } => changes::change_rename_index(name),
        Change::DeleteIndex { .. } => changes::change_delete_index(name),
        Change::RemoveIndexedAsset { .. } => changes::change_remove_indexed(name),
        Change::CreateStore { .. } => changes::change_create_store(name),
        Change::CreateCollection { .. } => changes::change_create_collection(name),
        Change::DeleteStore { .. } => changes::change_delete_store(name),
        Change::RemoveItem { store, .. } if store.parts().1.is_some() => changes::change_remove_member(name),
        Change::RemoveItem { .. } => changes::change_remove_item(name),
        Change::RemoveConnection { .. } => changes::change_remove_connection(name),
        Change::DeleteTask { .. } => changes::change_delete_task(name),
    }
}

/// What was done.
pub fn changed(change: &Change, created: Option<&str>) -> String {
    let name = change.name();
    match (change, created) {
        (Change::DeleteAsset { .. }, _) => changes::change_done_delete_asset(name),
        (Change::DescribeAsset { .. }, _) => changes::change_done_describe_asset(name),
        (Change::DescribeIndexed { .. }, _) => changes::change_done_describe_indexed(name),
        (Change::CreateIndex { .. }, Some(id)) => changes::change_done_create_index_id(name, id),
        (Change::CreateIndex { .. }, None) => changes::change_done_create_index(name),
        (Change::RenameIndex { .. }, _) => changes::change_done_rename_index(name),
        (Change::DeleteIndex { .. }, _) => changes::change_done_delete_index(name),
        (Change::RemoveIndexedAsset { .. }, _) => changes::change_done_remove_indexed(name),
        (Change::CreateStore { .. }, Some(id)) => changes::change_done_create_store_id(name, id),
        (Change::CreateStore { .. }, None) => changes::change_done_create_store(name),
        (Change::CreateCollection { .. }, Some(id)) => changes::change_done_create_collection_id(name, id),
        (Change::CreateCollection { .. }, None) => changes::change_done_create_collection(name),
        (Change::DeleteStore { .. }, _) => changes::change_done_delete_store(name),
        (Change::RemoveItem { store, .. }, _) if store.parts().1.is_some() => {
            changes::change_done_remove_member(name)
        }
        (Change::RemoveItem { .. }, _) => changes::change_done_remove_item(name),
        (Change::RemoveConnection { .. }, _) => changes::change_done_remove_connection(name),
        (Change::DeleteTask { .. }, _) => changes::change_done_delete_task(name),
    }
}

/// That several were deleted or removed that are all of the kind of this one.
pub fn removed(like: &Change, count: usize) -> String {
    if let Change::DeleteAsset { .. } = like {
        changes::change_done_delete_assets(count)
    } else if let Change::DeleteTask { .. } = like {
        changes::change_done_delete_tasks(count)
    } else {
        changes::change_done_remove_several(count)
    }
}

/// That what was to be removed is not there.
pub fn gone(removal: &Change) -> String {
    changes::change_gone(change(removal))
}

/// What was not done.
pub fn not_changed(change: &Change) -> String {
    let name = change.name();
    match change {
        Change::DeleteAsset { .. }
        | Change::DeleteIndex { .. }
        | Change::DeleteStore { .. }
        | Change::DeleteTask { .. } => changes::change_not_deleted(name),
        Change::DescribeAsset { .. } => changes::change_not_described(name),
        Change::DescribeIndexed { .. } => changes::change_not_described_indexed(name),
        Change::CreateIndex { .. } | Change::CreateStore { .. } | Change::CreateCollection { .. } => {
            changes::change_not_created(name)
        }
        Change::RenameIndex { .. } => changes::change_not_renamed(name),
        Change::RemoveIndexedAsset { .. } | Change::RemoveItem { .. } | Change::RemoveConnection { .. } => {
            changes::change_not_removed(name)
        }
    }
}

/// Why something was not done, and what a person can do.
pub fn change_request_failure(change: &Change, why: &Failure) -> String {
    match (change, &why.kind) {
        (Change::DeleteAsset { force: false, .. }, FailureKind::Conflict) => {
            changes::change_asset_in_use().to_owned()
        }
        (Change::CreateIndex { name, .. } | Change::RenameIndex { name, .. }, FailureKind::Refused)
            if why.has_code("index_name_already_exists") =>
        {
            changes::change_name_taken(name)
        }
        (Change::DeleteTask { .. }, FailureKind::Refused) if why.has_code("task_cannot_be_deleted") => {
            changes::change_task_not_ended().to_owned()
        }
        (
            Change::CreateIndex { .. } | Change::CreateStore { .. } | Change::CreateCollection { .. },
            FailureKind::AnswerLost | FailureKind::ServerError,
        ) => sentences(happened(why), changes::change_maybe_created()),
        _ => ask_failure(why),
    }
}

/// Why the platform did not do or tell what it was asked for, where no file is to be sent.
pub fn ask_failure(why: &Failure) -> String {
    if why.kind == FailureKind::NotFound {
        return sentences(happened(why), failures::failure_advice_deleted());
    }
    failure(why)
}

/// Asked before something is deleted or removed.
pub fn delete_question(changes: &[Change]) -> String {
    let count = changes.len();
    match changes {
        [
            one @ (Change::RemoveIndexedAsset { .. }
            | Change::RemoveItem { .. }
            | Change::RemoveConnection { .. }),
        ] => changes::remove_question(one.name()),
        [one] => changes::delete_question(one.name()),
        _ if !of_one_kind(changes) => changes::delete_question_mixed(count),
        [Change::DeleteAsset { .. }, ..] => changes::delete_question_assets(count),
        [Change::DeleteTask { .. }, ..] => changes::delete_question_tasks(count),
        [] | [..] => changes::remove_question_several(count),
    }
}

fn of_one_kind(changes: &[Change]) -> bool {
    let kinds = changes.iter().map(std::mem::discriminant);
    kinds.clone().zip(kinds.skip(1)).all(|(one, other)| one == other)
}

/// What deleting these means.
pub fn delete_means(changes: &[Change]) -> &'static str {
    let Some(first) = changes.first() else { return "" };
    if !of_one_kind(changes) {
        return changes::delete_means_mixed();
    }
    match first {
        Change::DeleteAsset { .. } if changes.len() > 1 => changes::delete_means_assets(),
        Change::DeleteAsset { .. } => changes::delete_means_asset(),
        Change::DeleteIndex { .. } => changes::delete_means_index(),
        Change::DeleteStore { .. } => changes::delete_means_store(),
        Change::DeleteTask { .. } => changes::delete_means_task(),
        Change::RemoveIndexedAsset { .. } => changes::delete_means_indexed(),
        Change::RemoveItem { store, .. } if store.parts().1.is_some() => changes::delete_means_member(),
        Change::RemoveItem { .. } => changes::delete_means_item(),
        Change::RemoveConnection { .. } => connections::connection_remove_means(),
        Change::DescribeAsset { .. }
        | Change::DescribeIndexed { .. }
        | Change::CreateIndex { .. }
        | Change::RenameIndex { .. }
        | Change::CreateStore { .. }
        | Change::CreateCollection { .. } => "",
    }
}

#[cfg(test)]
mod tests {
    use takeup_model::{FailureCode, PlatformCode};

    use super::*;

    #[test]
    fn the_reason_depends_on_what_was_asked_for() {
        let delete = Change::DeleteAsset { asset: "a".into(), name: "clip.mp4".to_owned(), force: false };
        let said = change_request_failure(&delete, &Failure::new(FailureKind::Conflict, "HTTP 409"));
        assert!(said.contains("Indexes refer"), "{said}");
        let create = Change::CreateIndex { name: "Races".to_owned(), models: Vec::new(), addons: Vec::new() };
        let code = PlatformCode::new("index_name_already_exists").map(FailureCode::Platform);
        let taken = Failure { code, ..Failure::new(FailureKind::Refused, "taken (HTTP 400)") };
        assert!(change_request_failure(&create, &taken).contains("“Races” already"));
        let lost = change_request_failure(&create, &Failure::new(FailureKind::AnswerLost, "reset"));
        assert!(lost.contains("Check the list"), "{lost}");
        assert_eq!(changed(&create, Some("i1")), "The index “Races” was created (i1).");
        assert_eq!(change(&delete), "Delete the asset “clip.mp4”");
        assert_eq!(not_changed(&delete), "“clip.mp4” was not deleted.");
    }

    #[test]
    fn a_question_names_what_goes() {
        let delete = Change::DeleteAsset { asset: "a".into(), name: "a.mp4".to_owned(), force: false };
        assert_eq!(delete_question(std::slice::from_ref(&delete)), "Delete “a.mp4”?");
        assert_eq!(delete_question(&[delete.clone(), delete]), "Delete 2 assets?");
        let task = Change::DeleteTask { task: "t".into(), name: "a.mp4".to_owned() };
        let indexed = Change::RemoveIndexedAsset {
            index: "i".into(),
            indexed: "v".to_owned(),
            name: "b.mp4".to_owned(),
        };
        assert_eq!(delete_question(&[task.clone(), indexed.clone()]), "Delete 2 entries?");
        assert!(delete_means(&[task, indexed]).contains("removed from their index"));
    }
}
