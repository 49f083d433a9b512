### The settings.

settings-unreadable = This value cannot be read. The previous value stays.
settings-limits-note = Files over a limit are not sent. Raise a limit only if your plan allows it: the platform decides.

settings-tab-account = Account
settings-tab-uploads = Uploads
settings-tab-appearance = Appearance

## Account

settings-key = API key
settings-key-none = Kept in the system keyring, never in a file
# How a key begins. It stays as it is.
settings-key-hint = tlk_…
settings-key-replace = Replace…
settings-key-enter = Enter key…
settings-key-test = Test
settings-key-forget = Forget…
settings-key-works = Works
settings-key-unchecked = Not checked yet
settings-key-unknown = Looking for the key
settings-key-missing = No key
settings-keyring-locked = Keyring locked
settings-key-refused = Not accepted
settings-account-name = Account name
settings-account-name-help = Shown in the sidebar
settings-server = Server
settings-server-help = Change only for a private deployment

## Uploads

settings-files-at-once = Files at once
settings-files-at-once-help = From { NUMBER($least) } to { NUMBER($most) }
settings-parts-at-once = Parts at once
settings-parts-at-once-help = Automatic adapts to the connection
settings-parts-automatic = Automatic
settings-parts-fixed = Fixed number
settings-parts-number = Number of parts
settings-multipart-above = In parts above
settings-multipart-above-help = Parts can be resumed, one request cannot
settings-bandwidth = Limit bandwidth
settings-bandwidth-help = All uploads together, at least { $rate }
settings-bandwidth-rate = Bandwidth limit in MB/s
settings-bandwidth-unit = MB/s
settings-hours = Only between
settings-hours-help = Every day, may pass midnight
settings-hours-all-day = All day
settings-hours-from = Limited from
settings-hours-until = Limited until
settings-if-exists = Duplicate on the platform
settings-copy = Videos
settings-copy-help = A smaller copy is made with ffmpeg and sent instead
settings-ffmpeg = Path of ffmpeg
settings-ffmpeg-help = Empty: the one on the search path
settings-tell-copies = Describe copies in metadata
settings-tell-copies-help = Recipe, size and digest of the original
settings-ask-hosts = Check URLs with the host
settings-ask-hosts-help = Tells web pages from files before sending
settings-resume-at-start = Resume at start
settings-resume-at-start-help = Resumes unfinished uploads
settings-mark-uploads = Mark uploads
settings-mark-uploads-help = Prevents duplicates after a lost response
settings-checks = Verify every part
settings-checks-help = Compares checksums with the storage
settings-sha256 = SHA-256 of files
settings-sha256-help = For receipts, reads each file once more

## Limits of the account

settings-limits = Upload limits

# $size: 10 GB
settings-limit-reset = Reset to { $size }
# In place of a source
# $source: where the figure was found, such as "Upload guide, 2025"

## Appearance

settings-theme = Theme
settings-theme-system = System
settings-theme-light = Light
settings-theme-dark = Dark
settings-text-size = Text size
settings-text-size-help = Everything in the window grows with it
settings-language = Language
settings-language-system = System
