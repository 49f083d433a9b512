### Unfinished multipart sessions.

session-none-help = Unfinished multipart uploads appear here for 24 hours.
session-note = The platform does not store file names. Choose the file that was being uploaded: only missing parts are sent. Otherwise the session ends by itself.
session-over = The platform has ended this session.
session-finish-unverified = Parts that have arrived are not sent again and cannot be compared with the file: the platform returns no checksums. Make sure that it is the same file.
