### What lies over a page or above it: banners, notices, questions, the drop target.

notice-title = Notice
notice-close = Close notice
notice-paste-empty = The pasted text has no public URL and no file path.
notice-paste-passed-over = { $count ->
    [one] { $count } part of the pasted text is no public URL and no file path. It was not added.
   *[other] { $count } parts of the pasted text are no public URLs and no file paths. They were not added.
}

## Banners

# Titles stand in front of a sentence.
banner-offline = No connection.
banner-offline-waiting = Retrying in { $time }. Uploads resume by themselves.
banner-offline-retrying = Retrying now. Uploads resume by themselves.
banner-offline-retry = Retry now
# $time: 11:31. It follows the sentence on the connection, above an older list.
banner-offline-list = This list was updated at { $time }.
banner-no-key = No API key.
banner-no-key-help = Uploads wait until you enter one.
banner-key-failed = The API key does not work.
banner-key-enter = Enter API key
# $version: 1.2.0
banner-update = Takeup { $version } is available.
banner-update-help = Download it from the release page.
banner-update-open = Open release page
banner-update-later = Later

## Drop target

drop-release = { $count ->
    [one] Release to add { $count } item
   *[other] Release to add { $count } items
}
drop-release-files = { $count ->
    [one] Release to add { $count } file ({ $size })
   *[other] Release to add { $count } files ({ $size })
}
drop-files = { $count ->
    [one] { $count } file ({ $size })
   *[other] { $count } files ({ $size })
}
drop-folders = { $count ->
    [one] { $count } folder
   *[other] { $count } folders
}
drop-help = Folders are searched for media. What is skipped is counted.

## Questions

question-pause = Pause?
question-pause-yes = Pause
question-pause-no = Keep uploading
question-forget-key = Forget the API key?
question-forget-key-yes = Forget key
question-forget-key-no = Keep key
question-close = Close while uploads run?
question-close-background = Continue in background
question-close-quit = Pause and quit
question-close-end = Quit
question-close-stay = Cancel
