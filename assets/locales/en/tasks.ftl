### Indexing tasks.

task-none-help = Everything that is added to an index appears here with its progress.
task-none-match = { $count ->
    [one] No match among the { $count } loaded task.
   *[other] No match among the { $count } loaded tasks.
}
task-failed = Indexing failed. Check that the file plays, then retry.
# Why a task cannot be deleted yet
task-runs = A task can be deleted only once it has ended.
# What the list is made of
task-sources = { $classic ->
    [one] { $classic } classic task · { NUMBER($indexed) } in indexes
   *[other] { $classic } classic tasks · { NUMBER($indexed) } in indexes
}

## Status of tasks, indexed assets and items

indexing-status-failed = Failed
indexing-status-indexing = Indexing
indexing-status-pending = Pending
indexing-status-queued = Queued
indexing-status-ready = Ready
indexing-status-uploading = Uploading
indexing-status-validating = Validating

## Page

task-search = Search tasks
task-none = No tasks yet
task-filter-index = Index
task-filter-any-index = All indexes
task-filter-all = All
task-filter-running = Running
task-filter-running-count = Running { NUMBER($count) }
task-filter-failed = Failed
task-filter-failed-count = Failed { NUMBER($count) }
task-filter-ready = Ready
task-column-name = Name
task-column-started = Started
task-column-status = Status

## Rows

# $time: 11:20, or 18 Nov
task-elapsed = Started { $time } · { $elapsed } elapsed
task-took = { $day } · took { $duration }
# Read aloud with the progress bar
task-progress = { $name }: { $status }

## Actions

task-copy-id = Copy task ID
task-copy-video-id = Copy video ID
task-copy-indexed-id = Copy indexed asset ID
# Read aloud
task-copy-id-of = Copy task ID of { $name }
task-copy-video-id-of = Copy video ID of { $name }
task-copy-indexed-id-of = Copy indexed asset ID of { $name }
task-copy-error = Copy error message
task-show-index = Show index
task-delete = Delete task…
task-remove = Remove from index…
