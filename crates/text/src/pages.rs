//! What the pages say of what the platform holds.

use super::plural;
use crate::numbers;
use takeup_model::Change;

/// Where a text was saved.
pub fn saved_text(place: &str) -> String {
    format!("Saved to {place}.")
}

/// What the list of tasks is made of: "6 classic tasks · 3 in indexes".
pub fn task_sources(classic: usize, indexed: usize) -> String {
    format!(
        "{} · {} in indexes",
        plural(classic, "classic task", "classic tasks"),
        numbers::count(indexed as u64)
    )
}

/// "2 selected".
pub fn selected(count: usize) -> String {
    format!("{} selected", numbers::count(count as u64))
}

/// Said when a search or a filter lets nothing through.
pub fn none_fits(loaded: usize, (one, many): (&str, &str), more: bool) -> String {
    let among = plural(loaded, one, many);
    let rest = if more { " Press Enter in the search to look through the rest." } else { "" };
    format!("None of the {among} loaded here fits.{rest}")
}

/// What a change would have done, in the past tense: "“a.mp4” was not deleted."
pub fn not_changed(change: &Change) -> String {
    let name = change.name();
    match change {
        Change::DeleteAsset { .. }
        | Change::DeleteIndex { .. }
        | Change::DeleteStore { .. }
        | Change::DeleteTask { .. } => format!("“{name}” was not deleted."),
        Change::DescribeAsset { .. } => format!("The metadata of “{name}” was not changed."),
        Change::CreateIndex { .. } | Change::CreateStore { .. } => format!("“{name}” was not created."),
        Change::RenameIndex { .. } => format!("“{name}” did not become the name."),
        Change::RemoveIndexedAsset { .. } | Change::RemoveItem { .. } => {
            format!("“{name}” was not taken out.")
        }
    }
}

/// Said before a byte leaves for an index that is not there.
pub fn no_such_index(id: &str) -> String {
    format!("There is no index {id} on the platform, so nothing was sent.")
}

/// The same of a knowledge store.
pub fn no_such_store(id: &str) -> String {
    format!("There is no knowledge store {id} on the platform, so nothing was sent.")
}

/// Asked before something is deleted or taken out.
pub fn delete_question(changes: &[Change]) -> String {
    let count = |one, many| plural(changes.len(), one, many);
    match changes {
        [one @ (Change::RemoveIndexedAsset { .. } | Change::RemoveItem { .. })] => {
            format!("Take “{}” out?", one.name())
        }
        [one] => format!("Delete “{}”?", one.name()),
        _ if !of_one_kind(changes) => format!("Delete {}?", count("thing", "things")),
        [Change::DeleteAsset { .. }, ..] => format!("Delete {}?", count("asset", "assets")),
        [Change::DeleteTask { .. }, ..] => format!("Delete {}?", count("task", "tasks")),
        [] | [..] => format!("Take {} out?", count("item", "items")),
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
        return "Tasks are removed from the list, and what is indexed is taken out of its index. The assets stay.";
    }
    match first {
        Change::DeleteAsset { .. } if changes.len() > 1 => "They are removed from the platform.",
        Change::DeleteAsset { .. } => "It is removed from the platform.",
        Change::DeleteIndex { .. } => "The index and everything indexed in it are removed. The assets stay.",
        Change::DeleteStore { .. } => "The knowledge store and its items are removed. The assets stay.",
        Change::DeleteTask { .. } => "The task is removed from the list. What it made stays.",
        Change::RemoveIndexedAsset { .. } => "It is no longer searchable in this index. The asset stays.",
        Change::RemoveItem { .. } => "It is no longer in this knowledge store. The asset stays.",
        Change::DescribeAsset { .. }
        | Change::CreateIndex { .. }
        | Change::RenameIndex { .. }
        | Change::CreateStore { .. } => "",
    }
}

/// What refers to assets that are to be deleted.
pub fn used_by(places: &[String]) -> String {
    format!("In use: {}.", places.join(", "))
}

/// The same, where only what was looked at before is known.
pub fn used_by_some(places: &[String]) -> String {
    format!("In use, as far as was looked: {}. There may be more places.", places.join(", "))
}

/// How many are ready, on their way, and failed: "32 ready · 5 processing · 1 failed".
pub fn tally(ready: usize, under_way: usize, failed: usize) -> String {
    let said: Vec<String> = [(ready, "ready"), (under_way, "processing"), (failed, "failed")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", numbers::count(count as u64)))
        .collect();
    said.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_done_says_why() {
        let delete = Change::DeleteAsset { asset: "a".into(), name: "a.mp4".to_owned(), force: false };
        assert_eq!(not_changed(&delete), "“a.mp4” was not deleted.");
        assert_eq!(delete_question(std::slice::from_ref(&delete)), "Delete “a.mp4”?");
        assert_eq!(delete_question(&[delete.clone(), delete]), "Delete 2 assets?");
        let task = Change::DeleteTask { task: "t".into(), name: "a.mp4".to_owned() };
        let indexed = Change::RemoveIndexedAsset {
            index: "i".into(),
            indexed: "v".to_owned(),
            name: "b.mp4".to_owned(),
        };
        assert_eq!(delete_question(&[task.clone(), indexed.clone()]), "Delete 2 things?");
        assert!(delete_means(&[task, indexed]).contains("taken out of its index"));
    }

    #[test]
    fn counts_leave_out_what_there_is_none_of() {
        assert_eq!(tally(32, 5, 1), "32 ready · 5 processing · 1 failed");
        assert_eq!(tally(3, 0, 0), "3 ready");
        assert_eq!(selected(1284), "1,284 selected");
    }
}
