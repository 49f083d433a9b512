### Notices.

news-added = { $added ->
    [one] { $added } file added.
   *[other] { $added } files added.
}
news-added-none = Nothing was added: no files were found.
# $count files or URLs of a command line that was given before
news-not-in-table = { $count ->
    [one] The metadata table does not name this { $count } file or URL. It waits. Resume it to upload it without metadata from the table.
   *[other] The metadata table names none of these { $count } files or URLs. They wait. Resume them to upload them without metadata from the table.
}
news-already-sent = { $count ->
    [one] { $count } file or URL was uploaded before and has not changed. It was not sent again, and whether the platform still has it was not checked. To send it again, use --if-exists again.
   *[other] { $count } files and URLs were uploaded before and have not changed. They were not sent again, and whether the platform still has them was not checked. To send them again, use --if-exists again.
}
news-skipped-links = { $count ->
    [one] { $count } link to a folder was not followed.
   *[other] { $count } links to folders were not followed.
}
news-skipped-not-media = { $count ->
    [one] { $count } file skipped: not media.
   *[other] { $count } files skipped: not media.
}
news-skipped-system = { $count ->
    [one] { $count } hidden or system folder or file skipped.
   *[other] { $count } hidden or system folders and files skipped.
}
news-adopted = The upload of “{ $name }” continues where it stopped on another computer or in another folder.
news-other-length = The asset of “{ $name }” is { $asset } long, the file { $file }.
news-opened-beside = “{ $name }” starts over. The account has an unfinished session of the same size, but it cannot be matched to this file.
news-connected = Google Drive is connected: { $name }.
news-assets-added = { $count ->
    [one] { $count } asset is being added.
   *[other] { $count } assets are being added.
}
news-assets-known = { $count ->
    [one] { $count } asset was already there.
   *[other] { $count } assets were already there.
}
# After a sentence that says why no keyring stored the key
news-key-this-run = The key is kept for this run only.
news-journal-set-aside = The journal was damaged, so a new one was started. The old one is at { $place }. Its uploads are not shown.
# After a sentence that says why the journal is not written
news-journal-lost = Uploads continue but will not survive a restart.
