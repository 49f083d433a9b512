### The window around the pages: sidebar, account, bottom line, file dialogs, and what is told at the start.

## Pages

page-uploads = Uploads
page-assets = Assets
page-tasks = Tasks
page-indexes = Indexes
page-stores = Knowledge stores
page-watched = Watched folders
page-settings = Settings
# Read aloud: the page and how many things are active on it
page-counted = { $page }, { NUMBER($count) }

## Title and sidebar

# The name of the program. It stays as it is.
window-title = Takeup
# Title of the window while it uploads: 63% – Takeup
window-title-progress = { $percent } – Takeup
sidebar-destinations = Destinations

## Account

# Read aloud: the account and its state
account-state = { $account }: { $state }
account-practice = Practice mode
account-practice-local = Nothing leaves this computer
account-practice-leave = Leave practice mode
account-no-connection = No connection
account-key-unknown = Looking for the key
account-key-missing = No key
account-keyring-locked = Keyring locked
account-key-refused = Key not accepted
account-key-unchecked = Not checked
account-connected = Connected

## Bottom line

status-adding = Scanning added files
status-no-account = No account
status-idle = No uploads
status-active = { $count ->
    [one] { $count } active
   *[other] { $count } active
}
status-paused = { $count ->
    [one] { $count } paused
   *[other] { $count } paused
}
status-to-decide = { $count ->
    [one] { $count } needs a decision
   *[other] { $count } need a decision
}
status-done = { $count ->
    [one] { $count } done
   *[other] { $count } done
}
status-failed = { $count ->
    [one] { $count } failed
   *[other] { $count } failed
}
status-loading = Loading
status-not-loaded = Not loaded
status-offline = Offline
# $time: 11:31
status-offline-updated = Offline, updated { $time }
status-updated-at = Updated { $time }
# $ago: 4 s ago
status-updated = Updated { $ago }
# $interval: 5 s
status-processing = { $count ->
    [one] { $count } processing, checked every { $interval }
   *[other] { $count } processing, checked every { $interval }
}
status-running = { $count ->
    [one] { $count } running, checked every { $interval }
   *[other] { $count } running, checked every { $interval }
}
status-no-limit = No limit
status-limit = Speed limit
# $limit: Limited to 5 MB/s
status-limit-named = Speed limit: { $limit }
status-limit-other = Other limit or hours…
# $limits: 3 files · 6 parts
status-at-once = At once: { $limits }
status-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
status-sleep-held = Sleep is held off
status-version = Takeup { $version }
status-not-saved = Settings not saved yet

## File dialogs of the system

dialog-choose-files = Choose files to upload
dialog-choose-file = Choose the file of this upload
dialog-choose-folders = Choose folders to upload
# Kind of file in the dialog
dialog-kind-csv = CSV
dialog-kind-json = JSON

## Starting the program. Shown in a message box or on the console.

start-failed = Takeup could not start: { $reason }
start-about = Uploads videos to TwelveLabs
start-handed-over = { $count ->
    [one] Takeup is already running and took over { $count } item.
   *[other] Takeup is already running and took over { $count } items.
}
start-no-window = No window can be shown on this system ({ $reason }). Start Takeup in a desktop session, or upload with takeup-cli.
start-engine-gone = The window was closed while it opened.
# In a window of its own, with the reason and a button
start-not-started = Takeup did not start

## Menu bar of macOS

menu-hide = Hide Takeup
menu-hide-others = Hide others
menu-show-all = Show all
