### The list of uploads.

## Adding

upload-nothing-leaves = Nothing is sent until you add a file.

## Pausing and quitting

upload-pause-restarts = This upload cannot be resumed. It starts over.
upload-pause-some-restart = Direct uploads cannot be resumed. They start over.
upload-background-means = In the background, Takeup ends by itself when all uploads are done. Start Takeup again to open the window.
upload-quit-practice = After quitting, nothing is left of practice mode.
upload-quit-means = After quitting, uploads continue at the next start. A direct upload starts over.

## Rows

upload-on-platform = Already on the platform

## Head

uploads-more = More for all uploads
uploads-menu = All uploads
uploads-retry-failed = Retry failed
uploads-pause-all = Pause all
uploads-resume-all = Resume all
uploads-cancel-all = Cancel all
uploads-remove-finished = Remove finished from list
uploads-copy-asset-ids = Copy asset IDs
uploads-copy-names = Copy names
uploads-copy-paths = Copy paths
uploads-search = Search uploads
uploads-search-hint = Search
uploads-add-destinations = Add destinations to ready assets…

## Filters

uploads-filter-all = { $count ->
    [one] All { $count }
   *[other] All { $count }
}
uploads-filter-active = Active
uploads-filter-active-counted = { $count ->
    [one] Active { $count }
   *[other] Active { $count }
}
uploads-filter-held = Held
uploads-filter-held-counted = { $count ->
    [one] Held { $count }
   *[other] Held { $count }
}
uploads-filter-failed = Failed
uploads-filter-failed-counted = { $count ->
    [one] Failed { $count }
   *[other] Failed { $count }
}
uploads-filter-done = Done
uploads-filter-done-counted = { $count ->
    [one] Done { $count }
   *[other] Done { $count }
}
uploads-filter-cancelled-counted = { $count ->
    [one] Cancelled { $count }
   *[other] Cancelled { $count }
}
uploads-filter-cancelled = Cancelled
uploads-show-all = Show all
uploads-show-active = Show active only
uploads-show-held = Show held only
uploads-show-failed = Show failed only
uploads-show-done = Show done only
uploads-show-cancelled = Show cancelled only
uploads-none-shown = No uploads match
uploads-none-shown-help = Choose another filter.
uploads-none-found-help = No name contains what you search for. Esc in the search field clears it.
uploads-scanning = Scanning added files
uploads-scanning-help = Folders are searched for media. What is skipped is counted.

## Found unfinished at the start

uploads-stopped = { $count ->
    [one] { $count } unfinished upload from the last run.
   *[other] { $count } unfinished uploads from the last run.
}
uploads-stopped-help = Stored parts are not sent again.
uploads-stopped-resume = Resume

## All together

uploads-progress = All uploads
# $ready: how many are ready, $count: of how many
batch-ready = { $count ->
    [one] { NUMBER($ready) } of { $count } ready
   *[other] { NUMBER($ready) } of { $count } ready
}
# $part: 41.6 of 58.2 GB
batch-sent = { $part } sent
batch-before = { NUMBER($count) } done before
# $time: 6 min
batch-sending = sending about { $time }, then processing
# The same where there is little room
batch-left = about { $time } left
batch-processing = { $count ->
    [one] processing { $count } upload
   *[other] processing { $count } uploads
}

## The head of the list

uploads-count = { $count ->
    [one] { $count } upload
   *[other] { $count } uploads
}
uploads-sort = Sort by
# $order: one of the following
uploads-sorted = Sort: { $order }
uploads-sort-newest = Unfinished first
uploads-sort-sending = Sending order
uploads-sort-name = Name
uploads-sort-size = Size
uploads-sort-status = Status

## Taking back

undo = Undo
undo-cancelled = Cancelled { $name }
undo-cancelled-many = { $count ->
    [one] Cancelled { $count } upload
   *[other] Cancelled { $count } uploads
}
# Beside what was cancelled
undo-anew = Undo restarts direct uploads
undo-removed = Removed { $name } from the list
undo-removed-many = { $count ->
    [one] Removed { $count } upload from the list
   *[other] Removed { $count } uploads from the list
}

## Groups of failures

# $reason: what they have in common, such as "Not a media file"
uploads-group = { $count ->
    [one] { $count } file: { $reason }
   *[other] { $count } files: { $reason }
}
uploads-group-retry = Retry these
uploads-group-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}

## One upload

upload-menu = Upload
upload-more = More actions
upload-pause = Pause
upload-resume = Resume
upload-retry = Retry
upload-cancel = Cancel
upload-remove = Remove from list
# Where there is little room
upload-remove-short = Remove
upload-send-first = Send first
upload-send-earlier = Send earlier
upload-send-later = Send later
upload-show-details = Show details
upload-hide-details = Hide details
# Read aloud: what the button does, and for which file
upload-button-named = { $action }: { $name }
upload-anyway = Upload anyway
# $size: 20 GB
upload-raise-limit = Allow up to { $size } for this account
upload-as-it-is = Upload as it is
upload-smaller-copy = Send a smaller copy…
# A link in the row of a large video. With copies of the video that are smaller
upload-offer = Smaller copy…
upload-offer-keep = Keep the original
# $time: 26 min; $size: 360p; $bytes: 96 MB
upload-offer-slow = Time left as it is: { $time }. A { $size } copy has at most { $bytes }.
upload-offer-large = The platform recommends 360p. A { $size } copy has at most { $bytes }.
upload-choice-as-it-is = As it is
upload-choice-original = Original file
# $size: 720p
upload-choice-copy = { $size } copy
upload-choice-automatic = Whichever is faster
upload-choice-copy-help = H.264 · same length, sound and timing
upload-choice-search-help = Recommended by the platform for search
upload-choice-to-send = To send
upload-choice-time = Ready to process in
upload-choice-over-limit = over the platform’s limit
# $copy: 720p copy
upload-choice-send = Upload { $copy }
upload-choice-all = Do this for all { NUMBER($count) } large files
upload-choice-measuring = Measuring 5 s of this film
upload-choice-measured = Measured on 5 s of this film with ffmpeg { $tool }
upload-choice-measured-line = Measured on 5 s of this film with ffmpeg { $tool } and your connection ({ $rate })
upload-choice-note = The original is never changed. The copy is deleted once the asset is ready.
upload-add-destinations = Add destinations…
# "Then" is the menu of the page that says what happens with an asset once it is ready
upload-then = Then…
upload-then-title = { $count ->
    [one] What happens after this upload
   *[other] What happens after these { $count } uploads
}
upload-show-in-folder = Show in folder
upload-show-in-finder = Show in Finder
upload-show-in-explorer = Show in File Explorer
upload-show-in-assets = Show in Assets
upload-asset-deleted = Deleted since
upload-copy-url = Copy URL
upload-copy-asset-id = Copy asset ID
upload-copy-task-id = Copy task ID
upload-copy-upload-id = Copy upload ID
upload-copy-message = Copy message

## How far it is

# $percent: 63%
upload-cancelled-at = Cancelled · { $progress } sent
upload-cancelled-asset = Cancelled · the asset stays on the platform
upload-cancelled-unsent = Cancelled · nothing is on the platform
upload-cancelled-session = Cancelled · no part was sent. The session ends by itself.
upload-public-url = Public URL
upload-waiting = Waiting for a free slot
upload-waiting-start = Starting
upload-waiting-copies = Waiting for other copies
# $rate: 1 MB/s
upload-waiting-limit = Waiting: uploads are limited to { $rate }
upload-waiting-storage = Waiting: the storage takes no more
upload-confirming = Confirming parts
upload-waiting-network = Resumes with the connection
upload-waiting-key = Waiting for an API key
upload-sending-url = Sending the URL
upload-not-started = Not started
upload-importing = Importing and checking
upload-indexing-in = Indexing in { $name }
upload-adding-to = Adding to { $name }
upload-indexing-many = { $count ->
    [one] Adding to { $count } destination
   *[other] Adding to { $count } destinations
}
# Read aloud: the file and its status
upload-progress = { $name }: { $status }

## Processing on the platform

# $word is a status that the platform reports
upload-processing-word = The platform reports the status “{ $word }”
upload-processing-long = Processing for { $time }; usually under { $usual }
upload-processing-long-word = The status is “{ $word }” for { $time }; usually processing takes under { $usual }
upload-processing-help = If it does not end, cancel this upload and upload the file again.
upload-waiting-rate = Waiting for the rate limit

## Steps

step-checked = Checked
step-uploading = Uploading
step-uploading-parts = { $total ->
    [one] Uploading { $done } of { $total } part
   *[other] Uploading { $done } of { $total } parts
}
step-uploaded = Uploaded
step-url-sending = Sending URL
step-url-sent = URL sent
step-importing = Importing
step-imported = Imported
step-processed = Processed
step-ready = Ready
step-indexed = Indexed
step-indexed-in = Indexed in { $name }
step-added-to = Added to { $name }
step-destinations = { $total ->
    [one] In { NUMBER($done) } of { $total } destination
   *[other] In { NUMBER($done) } of { $total } destinations
}

## Parts

# Read aloud and shown as a tip
parts-stored = { $total ->
    [one] { NUMBER($stored) } of { $total } part stored
   *[other] { NUMBER($stored) } of { $total } parts stored
}
parts-sending = { $count ->
    [one] { $count } being sent
   *[other] { $count } being sent
}
parts-repeated = { $count ->
    [one] { $count } sent again
   *[other] { $count } sent again
}
parts-each = { $count ->
    [one] each square is { $count } part
   *[other] each square is { $count } parts
}

## Details

detail-parts-confirmed = { $count ->
    [one] { $count } part confirmed
   *[other] { $count } parts confirmed
}
# Below the last events of an upload
upload-events-all = Show all { $count } events
detail-requests-repeated = { $count ->
    [one] { $count } request repeated
   *[other] { $count } requests repeated
}
detail-asset = Asset
detail-task = Task
detail-upload = Upload

## Destinations

destination-waiting = Waiting
destination-adding = Adding
destination-checking = Checking
destination-ready = Ready
destination-failed = Failed
destination-not-added = Not added
destination-drop = Remove destination
destination-retry = Retry
# Read aloud
destination-retry-named = Retry { $destination } for { $name }
destination-drop-named = Remove { $destination } from the destinations of { $name }

## Status

upload-status-cancelled = Cancelled
upload-status-changed = Changed
upload-status-checking = Checking
upload-status-duplicate = Duplicate
upload-status-failed = Failed
upload-status-importing = Importing
upload-status-indexed = Indexed
upload-status-indexing = Indexing
upload-status-no-key = Waiting for key
upload-status-no-network = Waiting for network
upload-status-held = Held
upload-status-not-accepted = Not accepted
upload-status-paused = Paused
upload-status-preparing = Preparing
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
upload-step-prepare = Making a copy
# $done and $total are times, $speed is how many seconds of film a second takes
upload-preparing = { $done } of { $total } · { $speed }×
upload-preparing-unknown = { $done } · { $speed }×
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
    [one] { $count } part (the storage takes no more)
   *[other] { $count } parts (the storage takes no more)
}
upload-parts-measured = { $count ->
    [one] { $count } part (measured: more is not faster)
   *[other] { $count } parts (measured: more is not faster)
}
upload-parts-measuring = { $count ->
    [one] { $count } part (measuring)
   *[other] { $count } parts (measuring)
}
