### Change requests: deleting, renaming, creating.

## What is to be done

change-create-index = Create the index “{ $name }”
change-create-store = Create the knowledge store “{ $name }”
change-create-collection = Create the collection “{ $name }”
change-delete-asset = Delete the asset “{ $name }”
change-delete-asset-force = Delete the asset “{ $name }” even though indexes refer to it
change-delete-index = Delete the index “{ $name }”
change-delete-store = Delete the knowledge store “{ $name }”
change-delete-task = Delete the task of “{ $name }”
change-remove-connection = Remove the connection to the Google Drive of { $name }
change-describe-asset = { $count ->
    [one] Change { $count } metadata entry of “{ $name }”
   *[other] Change { $count } metadata entries of “{ $name }”
}
change-describe-indexed = { $count ->
    [one] Change { $count } metadata entry of “{ $name }” in its index
   *[other] Change { $count } metadata entries of “{ $name }” in its index
}
change-remove-indexed = Remove “{ $name }” from its index
change-remove-item = Remove “{ $name }” from its knowledge store
change-remove-member = Remove “{ $name }” from its collection
change-rename-index = Rename the index to “{ $name }”

## What was done

change-done-create-index = The index “{ $name }” was created.
change-done-create-index-id = The index “{ $name }” was created ({ $id }).
change-done-create-store = The knowledge store “{ $name }” was created.
change-done-create-store-id = The knowledge store “{ $name }” was created ({ $id }).
change-done-create-collection = The collection “{ $name }” was created.
change-done-create-collection-id = The collection “{ $name }” was created ({ $id }).
change-done-delete-asset = “{ $name }” was deleted from the platform.
change-done-delete-assets = { $count ->
    [one] { $count } asset was deleted from the platform.
   *[other] { $count } assets were deleted from the platform.
}
change-done-delete-index = The index “{ $name }” was deleted.
change-done-delete-store = The knowledge store “{ $name }” was deleted.
change-done-delete-task = The task of “{ $name }” was deleted.
change-done-delete-tasks = { $count ->
    [one] { $count } task was deleted.
   *[other] { $count } tasks were deleted.
}
change-done-remove-connection = The connection to the Google Drive of { $name } was removed. Imported assets stay.
change-done-describe-asset = The metadata of “{ $name }” was changed.
change-done-describe-indexed = The metadata of “{ $name }” in its index was changed.
change-done-remove-indexed = “{ $name }” was removed from its index.
change-done-remove-item = “{ $name }” was removed from its knowledge store.
change-done-remove-member = “{ $name }” was removed from its collection.
# What was removed from an index, a knowledge store or a collection
change-done-remove-several = { $count ->
    [one] { $count } entry was removed.
   *[other] { $count } entries were removed.
}
change-done-rename-index = The index was renamed to “{ $name }”.

## What was not done

# $change is what was to be done, such as: Delete the asset “clip.mp4”
change-gone = { $change }: not found on the platform, nothing to do.
change-not-created = “{ $name }” was not created.
change-not-deleted = “{ $name }” was not deleted.
change-not-described = The metadata of “{ $name }” was not changed.
change-not-described-indexed = The metadata of “{ $name }” in its index was not changed.
change-not-removed = “{ $name }” was not removed.
change-not-renamed = The index was not renamed to “{ $name }”.

## Why not

change-asset-in-use = Indexes refer to this asset, so the platform did not delete it. If you delete it anyway, their entries of it may stay.
change-maybe-created = It may have been created anyway. Check the list before you try again.
change-name-taken = An index with the name “{ $name }” already exists. Choose another name.
change-task-not-ended = The platform deletes a task only after it has ended. Try again then.

## Deleting

delete-question = Delete “{ $name }”?
delete-question-assets = { $count ->
    [one] Delete { $count } asset?
   *[other] Delete { $count } assets?
}
delete-question-mixed = { $count ->
    [one] Delete { $count } entry?
   *[other] Delete { $count } entries?
}
delete-question-tasks = { $count ->
    [one] Delete { $count } task?
   *[other] Delete { $count } tasks?
}
remove-question = Remove “{ $name }”?
remove-question-several = { $count ->
    [one] Remove { $count } entry?
   *[other] Remove { $count } entries?
}
delete-means-asset = The asset is deleted from the platform.
delete-means-assets = The assets are deleted from the platform.
delete-means-index = The index and everything indexed in it are deleted. The assets stay.
delete-means-indexed = The asset is no longer searchable in this index. The asset itself stays.
delete-means-item = The asset is no longer in this knowledge store. The asset itself stays.
delete-means-member = The asset is no longer in this collection. It stays in the knowledge store.
delete-means-mixed = Tasks are deleted with their videos, and indexed assets are removed from their index. The assets stay.
delete-means-store = The knowledge store and its items are deleted. The assets stay.
delete-means-task = The task is deleted, and its video is removed from the index. The asset stays.
delete-not-undone = This cannot be undone.
delete-force = Delete even if an index refers to it
delete-force-help = Otherwise the platform keeps an asset that an index refers to, and reports it.
delete-looking = Checking where it is used…
delete-not-used = No index refers to it.
delete-use-unknown = The indexes and knowledge stores that this window has loaded do not use them. Others may: the platform was not asked.
delete-use-unchecked = Where they are used was not checked.
# $places is a list of names of indexes and knowledge stores
delete-used-by = In use: { $places }.
delete-used-by-known = Known uses: { $places }. The platform was not asked, so there may be more.
delete-stores-unchecked = Knowledge stores were not checked.

## Banners of changes that failed

change-failed-several = { $count ->
    [one] { $count } change was not made.
   *[other] { $count } changes were not made.
}
change-retry = Retry
change-force = Delete anyway
change-dismiss = Dismiss
# Read aloud. $title: “clip.mp4” was not deleted.
change-retry-named = Retry: { $title }
change-force-named = Delete anyway: { $title }
change-dismiss-named = Dismiss: { $title }
