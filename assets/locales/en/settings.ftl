### The settings.

settings-unreadable = This value cannot be read. The previous value stays.
settings-limits-note = Files over a limit are not sent. Raise a limit only if your plan allows it: the platform decides.

settings-tab-account = Account
settings-tab-uploads = Uploads
settings-tab-appearance = Appearance
settings-tab-network = Network
settings-tab-advanced = Advanced

## Account

settings-key = API key
settings-key-none = Kept in the system keyring if there is one, never in a file
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
settings-multipart-above = Upload in parts above
settings-multipart-above-help = Larger files can be resumed
settings-bandwidth = Limit bandwidth
settings-bandwidth-help = All uploads together, at least { $rate }
settings-bandwidth-rate = Bandwidth limit in MB/s
settings-bandwidth-unit = MB/s
settings-hours = Hours of the limit
settings-hours-help = Every day, may pass midnight
settings-hours-all-day = All day
settings-hours-from = Limited from
settings-hours-until = Limited until
settings-if-exists = Duplicate on the platform
settings-copy = Send videos as
settings-copy-help = Smaller copies are made with ffmpeg
settings-ffmpeg = ffmpeg program
settings-ffmpeg-help = If empty, the installed one is used
settings-tell-copies = Describe copies in metadata
settings-tell-copies-help = How they were made, and from what
settings-ask-hosts = Check URLs with the host
settings-ask-hosts-help = Tells web pages from files before sending
settings-resume-at-start = Resume at start
settings-resume-at-start-help = Continues unfinished uploads
settings-notifications = Notifications
settings-notifications-help = When uploads end or need a decision
settings-hold-sleep = Keep the computer awake
settings-hold-sleep-help = Only while files are being sent
settings-mark-uploads = Mark assets with an ID
settings-mark-uploads-help = Prevents duplicates if a reply is lost
settings-delete-reserved = Delete empty assets
settings-delete-reserved-help = If an upload session ends too early
settings-checks = Verify every part
settings-checks-help = Compares checksums with the storage
settings-sha256 = SHA-256 in receipts
settings-sha256-help = Each file is read once more

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
settings-proxy = Proxy
settings-proxy-help = For the platform and its storage
settings-proxy-system = System
settings-proxy-none = None
settings-proxy-own = Manual
settings-proxy-server = Proxy server
settings-proxy-server-help = http, https or SOCKS
# How a proxy is typed. It stays as it is.
settings-proxy-server-hint = http://proxy.example.com:3128
settings-proxy-sign-in = Sign-in…
settings-proxy-account = Proxy sign-in
settings-proxy-account-help = The password is kept in the keyring
settings-proxy-user = User name
settings-proxy-password = Password
settings-direct-for = Direct for
settings-direct-for-help = Hosts that need no proxy
# Hosts as they are typed. It stays as it is.
settings-direct-for-hint = localhost, .example.com
settings-extra-ca = Extra certificate authority
settings-extra-ca-help = For networks that inspect TLS
# A file name. It stays as it is.
settings-extra-ca-hint = company-root.pem
settings-extra-ca-choose = Choose…
settings-extra-ca-remove = Remove the certificate authority
settings-addresses = IP version
settings-addresses-help = For hosts with IPv4 and IPv6 addresses
settings-addresses-any = Automatic
settings-addresses-ipv4 = IPv4
settings-addresses-ipv6 = IPv6
settings-checkup = Network check
settings-checkup-run = Test the network
settings-checkup-again = Run again
settings-checkup-running = Testing…
settings-checkup-copy = Copy report
settings-checkup-none = The test tries name resolution, proxy, certificates, clock, platform, storage and this computer, and tells what to do.
settings-milliseconds = { NUMBER($count) } ms
settings-data-folder = Data folder
settings-log = Log
settings-log-help = At most 2 MB, without keys and URLs
settings-open-folder = Open folder
settings-open-log = Show log
settings-log-level = Log level
settings-log-errors = Errors
settings-log-normal = Normal
settings-log-detailed = Detailed
settings-diagnostics = Diagnostics
settings-diagnostics-help = For support. Secrets, names and URLs are replaced
settings-diagnostics-show = Show diagnostics
settings-diagnostics-copy = Copy diagnostics
settings-updates = Check for updates
settings-updates-help = Once a day, installs nothing
settings-version = Version
settings-updates-now = Check now
settings-updates-checking = Checking for updates
settings-updates-newest = This is the newest version.
settings-updates-failed = The check for updates failed.
