### Lines of the console. Names, IDs, sizes and sentences of other files come as finished text.

## Layout

# Something about one file, URL or asset: "clip.mp4: ready"
console-about = { $name }: { $text }

## Help

console-usage-heading = Usage:
console-commands-heading = Commands:
console-arguments-heading = Arguments:
console-options-heading = Options:
# In a usage line, where options can stand
console-usage-options = [OPTIONS]
# In a usage line, where a command has to stand
console-usage-command = <COMMAND>
# In a usage line, where a command can stand
console-usage-optional-command = [COMMAND]
# After the help of an option
console-default-value = [default: { $value }]
console-possible-values = [possible values: { $values }]

## Uploads

console-ended-ready = ready
console-ended-failed = failed
console-ended-refused = not sent
console-ended-cancelled = cancelled
# The upload waits: its content is already in the list
console-ended-duplicate = duplicate
console-ended-processing = processing
console-asset = asset { $id }
console-task = task { $id }
console-engine-ended = The engine stopped unexpectedly. "takeup-cli resume" continues the uploads.
console-held-anyway = Nothing was sent of held files. With --anyway they are uploaded all the same.
console-interrupted = Interrupted. "takeup-cli resume" continues the uploads; nothing that arrived is sent again.
console-timed-out = Not everything was ready within { $time }. "takeup-cli resume" continues the uploads; nothing that arrived is sent again.
console-copy-not-smaller = A copy would not be smaller, so the original is uploaded.
console-own-settings = The running Takeup uses its own settings; the settings given here have no effect.
console-handed-over = { $count ->
    [one] { $count } file or URL handed over to the running Takeup.
   *[other] { $count } files and URLs handed over to the running Takeup.
}
# The running Takeup has ended, or this program was interrupted, before the uploads were over
console-handed-over-goes-on = The uploads are not finished. The running Takeup continues them, now or when it starts again.
console-uploads-busy = Takeup is already running and works on these uploads.
# After the sentence that says that the journal was damaged
console-journal-set-aside = Nothing was uploaded or changed. Give the command again to go on with the new journal.
console-watch-file = “{ $path }” is a file. Name the folder to be watched.
console-watch-busy = Takeup is already running. Watch the folder there: Watched folders.
# $time is for example "10 s"
console-watch-folder = Watching { $folder }. Files are uploaded once they have not changed for { $time }.
console-watch-gone = { $folder } is not there. Takeup looks for it again every 10 s; nothing is lost.
console-watch-left = { $count ->
    [one] { $count } file was already in { $folder } and is left alone. To upload it too: --existing upload
   *[other] { $count } files were already in { $folder } and are left alone. To upload them too: --existing upload
}
console-nothing-unfinished = No unfinished uploads.
console-nothing-failed = No failed uploads.
console-some-failed = { $count ->
    [one] { $count } upload failed. To retry it: takeup-cli resume --failed
   *[other] { $count } uploads failed. To retry them: takeup-cli resume --failed
}
# Uploads of the same journal that belong to another server
console-unfinished-elsewhere = { $count ->
    [one] { $count } unfinished upload belongs to another server. To continue it: takeup-cli resume --base-url { $server }
   *[other] { $count } unfinished uploads belong to another server. To continue them: takeup-cli resume --base-url { $server }
}
# Uploads of the same journal that belong to another account of the settings
console-unfinished-of-account = { $count ->
    [one] { $count } unfinished upload belongs to another account. To continue it: takeup-cli resume --account { $account }
   *[other] { $count } unfinished uploads belong to another account. To continue them: takeup-cli resume --account { $account }
}
# 2/4: the second of four shares
console-shard = Shard { $shard }: { NUMBER($taken) } of { $found ->
    [one] { $found } file or URL.
   *[other] { $found } files and URLs.
}
console-report-not-saved = The report was not saved: { $why }
console-plan-reuse = already on the platform as asset { $id }; nothing would be sent

## Queue

console-not-unfinished = not an unfinished upload
console-none-unfinished = None of these uploads is unfinished.
console-no-such-upload = No upload with this number, and no receipt with this text.

## Lists

console-nothing-found = Nothing found.
console-list-part = { $shown } of { $total } shown. Use --all to list the rest.
console-list-videos = { $count ->
    [one] { $count } video
   *[other] { $count } videos
}
console-list-items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
console-list-parts = { $done } of { $count ->
    [one] { $count } part
   *[other] { $count } parts
}
# How many parts have arrived is not known.
console-list-parts-unknown = { $count ->
    [one] { $count } part
   *[other] { $count } parts
}

## Changes

# After the platform refused to delete an asset that is in use
console-delete-force = Use --force to delete the asset anyway.
# The page follows in the next line.
console-connect-open = To connect a Google Drive, open this page in a browser on this computer:
console-transcription-none = The platform has no transcription of this asset.
console-finish-busy = Takeup is already running. Finish the session in its window.

## Check

console-check-refused = Not accepted: { $reason }
# The upload waits for a confirmation.
console-check-confirm = Needs confirmation: { $reason }
console-check-anyway = Where this applies, an upload needs --anyway.
console-check-note = Note: { $reason }
console-check-url = URL accepted; its file was not checked

## Verify

# $source is the path or URL that was uploaded
console-verify-same = Same content as { $source }, uploaded at { $time } UTC.
# $digest is the kind of checksum, for example BLAKE3; $found is that of the file, $expected that of the receipt
console-verify-different = Content differs from { $source }, uploaded at { $time } UTC. { $digest } of the file: { $found }; in the receipt: { $expected }
console-verify-unreadable = The file cannot be read: { $reason }
console-verify-no-receipt = No receipt with a checksum for this file.

## API key

console-key-missing = No API key. Set TWELVE_LABS_API_KEY, or store a key in the keyring: takeup-cli key set
# Before a key is typed or pasted in a terminal
console-key-prompt = Type or paste the API key, then press Enter. It is not shown.
console-key-no-input = No key on standard input. Without a file or a pipe, takeup-cli key set asks for it.
console-key-none = No API key stored.
console-key-forgotten = The key was removed from the keyring.
console-proxy-prompt = Type or paste the password of the proxy, then press Enter. It is not shown.
console-proxy-no-user = The URL of the proxy needs a user name, for example http://user@proxy.example.com:3128.
console-proxy-no-input = No password on standard input. Without a file or a pipe, takeup-cli key set --proxy URL asks for it.
console-proxy-none = No password stored for this proxy.
console-proxy-kept = The password of this proxy is stored in the keyring.
console-proxy-forgotten = The password of this proxy was removed from the keyring.
console-bundle-written = The report is in { $path }. It is plain text: read it before you send it.

## Practice platform

console-network-unknown = Unknown network condition "{ $name }". Possible values: { $names }
console-not-loopback = { $address } is not a loopback address. The practice platform serves this computer only.

## Errors

# In the order: what happened, and what the system says about it
console-error-system = The system reports an error: { $reason }
# Results could not be written, for example to a full disk
console-output-lost = The output is incomplete: { $reason }. Free space where it is written. takeup-cli history lists what was uploaded.
console-error-unknown = Internal error: { $reason }
