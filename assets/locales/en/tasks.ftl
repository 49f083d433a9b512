### Indexing tasks.

task-none-help = Everything that is added to an index appears here with its progress.
task-none-match-help = Choose another filter to see the other tasks.
task-failed = Indexing failed. Check that the file plays, then retry.
# Why a task cannot be deleted yet
task-runs = A task can be deleted only once it has ended.
