### Indexing tasks.

task-none-help = Everything that is added to an index appears here with its progress.
task-none-match = { $count ->
    [one] No match among the { $count } loaded task.
   *[other] No match among the { $count } loaded tasks.
}
task-none-match-help = Choose another filter to see the other tasks.
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
