### Unfinished multipart sessions.

session-none-help = Unfinished multipart uploads appear here for 24 hours.
session-none-match = { $count ->
    [one] No match among the { $count } loaded session.
   *[other] No match among the { $count } loaded sessions.
}
session-note = A session does not say where its file lies. Choose the file that was being uploaded: only missing parts are sent. Otherwise the session ends by itself.
session-over = The platform has ended this session.
session-finish-unverified = Parts that have arrived are not sent again and cannot be compared with the file: the platform returns no checksums. Make sure that it is the same file.

## Page

session-title = Unfinished sessions
session-title-count = Unfinished sessions { NUMBER($count) }
session-search = Search unfinished sessions
session-none = No unfinished sessions
session-column-file = File
session-column-size = Size
session-column-parts = Parts
session-column-started = Started
session-column-expires = Expires
session-parts-stored = { NUMBER($stored) } of { NUMBER($count) } stored
session-parts = { $count ->
    [one] { $count } part
   *[other] { $count } parts
}
session-expired = Expired
session-expires-in = In { $time }

## Actions

session-finish = Finish…
# Read aloud
session-finish-named = Finish { $name }…
session-finish-with = Finish with a file…
session-copy-upload-id = Copy upload ID

## Status

session-status-active = Active
session-status-completed = Completed
session-status-expired = Expired
session-status-failed = Failed
