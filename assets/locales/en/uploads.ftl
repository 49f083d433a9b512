### The list of uploads.

## Adding

upload-drop-here = Drop videos or folders anywhere in this window
# Where there is little room
upload-drop-short = Drop videos anywhere
upload-nothing-leaves = Nothing is sent until you add a file.
upload-skipped = { $count ->
    [one] { $count } file skipped: not media.
   *[other] { $count } files skipped: not media.
}

## Pausing and quitting

upload-pause-restarts = This upload cannot be resumed and starts over. Pause it anyway?
upload-pause-some-restart = Direct uploads cannot be resumed and start over. Pause anyway?
upload-quit-means = Uploads continue at the next start. A direct upload starts over.

## Rows

upload-on-platform = Already on the platform
# $title is what several uploads have in common, such as: File not found
upload-group = { $count ->
    [one] { $count } file: { $title }
   *[other] { $count } files: { $title }
}
upload-group-retry = Retry these: { $title }

## Status

upload-status-cancelled = Cancelled
upload-status-changed = Changed
upload-status-checking = Checking
upload-status-duplicate = Duplicate
upload-status-failed = Failed
upload-status-indexed = Indexed
upload-status-indexing = Indexing
upload-status-no-key = Waiting for key
upload-status-no-network = Waiting for network
upload-status-not-accepted = Not accepted
upload-status-paused = Paused
upload-status-processing = Processing
upload-status-ready = Ready
upload-status-retrying = Retrying in { $time }
# Found in the journal and waiting for a go
upload-status-stopped-at-start = Stopped
upload-status-uploading = Uploading
upload-status-waiting = Waiting

## Steps

upload-step-compare = Checking for duplicates
upload-step-create = Starting the upload
upload-step-fetch-parts = Checking which parts have arrived
upload-step-follow = Indexing
upload-step-look = Checking the file
upload-step-over = Done
upload-step-recover = Checking whether the asset was created
upload-step-send = Uploading
upload-step-submit = Adding to the destination
upload-step-watch = Processing

## Bandwidth and parts

upload-rate-limited = { $rate } (limited)
upload-limited = Limited to { $rate }
upload-limited-until = Limited to { $rate } until { $time }
upload-unlimited-until = No limit until { $time }
upload-parts = { $count ->
    [one] { $count } part
   *[other] { $count } parts
}
upload-parts-automatic = Parts automatic
upload-parts-host-limit = { $count ->
    [one] { $count } part (host limit)
   *[other] { $count } parts (host limit)
}
upload-parts-measured = { $count ->
    [one] { $count } part (measured: more is not faster)
   *[other] { $count } parts (measured: more is not faster)
}
upload-parts-measuring = { $count ->
    [one] { $count } part (measuring)
   *[other] { $count } parts (measuring)
}
