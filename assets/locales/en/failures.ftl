### What went wrong, and what to do about it.

## What happened. A headline without a full stop: it also stands alone.

failure-answer-lost = The connection broke before the answer arrived
failure-bug = Internal error in Takeup
failure-conflict = The platform reports a conflict
failure-corrupt = The storage received different bytes than were sent
failure-file-changed = The file changed during the upload
failure-file-growing = The file changed moments ago
failure-file-missing = File not found
failure-file-unreadable = The file cannot be read
failure-key-refused = The platform rejected the API key
failure-keyring = The keyring returned an error
failure-network = The server could not be reached
failure-not-allowed = The plan or region of this account does not allow this
failure-not-found = Not found on the platform
failure-presigned-url-expired = The presigned URL expired
failure-processing = The platform could not process the file
failure-preparing = The copy could not be made
failure-rate-limited = Rate limit reached
failure-rate-limited-for = Rate limit reached; the platform asks to wait { $time }
failure-refused = The platform refused the request
failure-server-error = Server error
failure-session-ended = The multipart session has ended
failure-setup = The connection settings are not valid

## The same while the key is checked

failure-key-keyring = The keyring is locked or denied access
failure-key-network = The server could not be reached, so the key was not checked
failure-key-not-found = Not found (404)
failure-key-unknown = The platform does not know this key. Keys expire: create a new one if this one worked before.

## As a sentence. $what is one of the headlines, $detail what the server or the system reports.

failure-told = { $what }.
failure-told-detail = { $what }: { $detail }.

## What to do

failure-advice-certificate = If this network has a certificate authority of its own, choose the file of its certificate in the network settings, or use --extra-ca.
failure-advice-authority = The server uses the certificate of a certificate authority, which is not accepted for a server. Ask its administrator for a server certificate.
failure-advice-changed = Retry when nothing writes to the file. The upload starts over with the new content.
failure-advice-clock = Check the date and time of this computer.
failure-advice-conflict = Resolve the conflict, then retry.
failure-advice-corrupt = Retry. If it happens again, something between this computer and the storage damages the data.
failure-advice-add-folder = Allow Takeup to read the folder, then add it again.
failure-advice-add-file = Add the file that holds the media.
failure-advice-between = Sign in to this network in a browser, or check the proxy, the firewall and the server URL.
failure-advice-bug = Retry. If it happens again, report it with the text above.
failure-advice-key = Replace the API key in Settings, then retry.
failure-advice-keyring = Unlock the keyring and retry, or enter the key again.
failure-advice-missing = Check the path, or restore the file to this location, then retry.
failure-advice-not-allowed = Use another upload method or another plan, or contact TwelveLabs support.
failure-advice-not-found = It may have been deleted elsewhere. Retry to send it again.
failure-advice-processing = Check that the file plays, export it again, and add the new file.
failure-advice-preparing = Retry, or upload the file as it is.
failure-advice-ffmpeg = Install ffmpeg 4 or newer with libx264, or set its path in the settings. The file can also be uploaded as it is.
failure-advice-space = Free some space and retry.
failure-advice-refused = Correct what the platform objects to, then retry.
failure-advice-retry = Retry: parts that arrived are not sent again.
failure-advice-proxy = Check the network, and the address, user name and password of the proxy, or ask its administrator.
failure-advice-proxy-setting = Set it to a URL such as http://proxy.example:3128 or socks5h://proxy.example:1080, then start Takeup again.
failure-advice-newer = Install the newer version again, or use another folder with --data-dir.
failure-advice-own-proxy = Enter the proxy in the network settings, or choose another proxy setting.
failure-crashed = A fault in Takeup stopped what it was doing. The report is in { $path }. Unfinished uploads continue at the next start.
failure-crashed-unkept = A fault in Takeup stopped what it was doing. The report could not be written. Unfinished uploads continue at the next start.
failure-advice-roots = Correct what the message names, then retry.
failure-advice-no-roots = Install the package ca-certificates, or name a file with --extra-ca.
failure-advice-sessions-short = The connection may be too slow for this file. Retry on a faster connection.
failure-advice-session-ended = Retry: the upload starts over.
failure-advice-setup = Correct the server URL, then retry. The URL must include the API version, for example /v1.3.
failure-advice-unreadable = Allow Takeup to read the file, then retry.
failure-advice-key-keyring = Unlock it and try again, or enter the key.
failure-advice-key-network = Check the connection, then connect again. The server and the proxy are in Settings.
# Where no file is to be sent
failure-advice-deleted = It may have been deleted elsewhere.

## What the program does by itself

failure-retries = Takeup retries automatically.
failure-waits-for-writer = Takeup continues when nothing writes to the file.
