### What Takeup itself finds wrong: one sentence for each reason. $detail holds words of the server or the
### system, a name, or an ID.

## The platform's answer

# Server words with the code of the answer.
reason-with-code = { $detail }, { $code }
reason-answer-unreadable = The server's answer could not be read ({ $detail }).
reason-asset-not-listed = The platform does not list the asset { $detail }.
# $detail: the title of a page and the status, such as “Hotel WiFi” (HTTP 200)
reason-intercepted = Something between this computer and the server answered: { $detail }.
reason-key-malformed = The API key contains characters that are not allowed.
reason-consent-refused = Google Drive was not connected.
# $detail is a code of the platform, such as access_denied
reason-consent-refused-code = Google Drive was not connected ({ $detail }).
reason-consent-too-late = Google Drive was not connected, because nobody answered in the browser in time.
reason-language-refused = The platform detects the language itself and rejects this field: { $detail }. Leave the language empty.
reason-no-answer-in-time = The server did not answer in time.
reason-no-assets-at-server = There is no API for assets at this server URL: { $detail }.
reason-no-etag = The storage confirmed parts without an ETag, so they cannot be reported to the platform.
reason-no-key = There is no API key.
reason-of-another-account = This key cannot read it. It belongs to another account: { $detail }.
# $detail: the address of the proxy and what went wrong, such as 10.0.0.1:3128: connection refused
reason-proxy-refused = The proxy did not connect to the server: { $detail }.
# $detail: the name of an environment variable
reason-proxy-unusable = The variable { $detail } does not name a usable proxy. Nothing was sent.
reason-own-proxy-missing = The proxy is set to “Manual”, but none is entered. Nothing was sent.
reason-release-not-signed = The newest release is not signed with Takeup's key. Its details were ignored.
# $detail: a URL
reason-redirected = Something between this computer and the server redirects to { $detail }.
# $detail: the status of the session
reason-sessions-too-short = Two multipart sessions in a row ended before all parts arrived ({ $detail }).
reason-not-https = The server URL must begin with https: { $detail }. Plain http is allowed on this computer only.
reason-server-no-url = The server URL is not valid: { $detail }.

## The file

reason-changed-after-start = The file changed after its upload began.
reason-copy-gone = The copy of the file was deleted or changed during its upload.
reason-copy-no-space = The disk is full, so the copy could not be made.
reason-copy-no-space-left = The copy needs { $needed } of free space, but { $left } is left.
reason-copy-other-length = The copy is { $length } long and the file { $original }, so it was not sent.
reason-ffmpeg-failed = The copy could not be made with ffmpeg: { $detail }.
reason-ffmpeg-failed-silently = The copy could not be made, and ffmpeg did not say why.
reason-ffmpeg-missing = No ffmpeg was found.
reason-ffmpeg-missing-at = No ffmpeg was found at { $path }.
reason-ffmpeg-no-encoder = This ffmpeg lacks the encoder { $name }.
reason-ffmpeg-stuck = The copy made no progress, so ffmpeg was ended.
reason-ffmpeg-too-old = This ffmpeg is too old: { $version }.
reason-folder-unreadable = The folder cannot be read: { $detail }.
reason-is-device = This is a device, not a file.
reason-is-folder = This is a folder, not a file.
reason-is-pipe = This is a named pipe, not a file.
reason-is-socket = This is a socket, not a file.
reason-link-loop = This is a link that leads back to itself.
reason-not-a-file = This path does not lead to a file.
reason-other-bytes = The file no longer has the bytes that were read before.
reason-other-file = This is no longer the file that the upload began with.
reason-other-size = The file has a different size now. A new upload was started.
reason-part-damaged = The storage received other bytes of part { $detail } than were sent.

## This computer

reason-engine-not-started = Takeup could not start its work: { $detail }.
reason-folder-not-private = Takeup does not use the folder { $detail }, because another user owns it or can write to it. Choose another folder with --data-dir, or remove write permission for all other users.
reason-http-client = Connections could not be set up: { $detail }.
reason-journal-newer = A newer version of Takeup wrote the journal { $detail }. It was left unchanged.
reason-journal-not-written = The journal cannot be written: { $detail }. Free space on its disk, or allow writing to its folder.
reason-journal-stopped = The journal is no longer written.
reason-journal-unusable = The journal cannot be used: { $detail }.
reason-no-home-folder = This system has no home folder. Set a folder with --data-dir.
reason-no-keyring = No keyring answers on this system. Start one, such as GNOME Keyring or KWallet, or set TWELVE_LABS_API_KEY.
reason-no-roots = No certificate authorities were found on this system.
reason-not-saved = Nothing was saved: { $detail }.
reason-sandbox-not-started = Practice mode could not start: { $detail }.
reason-settings-not-saved = The settings were not saved: { $detail }.
reason-settings-unreadable = The settings could not be read, so the defaults are used: { $detail }.

## A running Takeup

reason-handover-ending = The running Takeup is closing. Try again.
reason-handover-not-saved = The running Takeup uploads this, but could not save it ({ $detail }). Leave it running until it is done.
reason-handover-failed = The running Takeup could not be reached: { $detail }.
reason-handover-no-answer = The running Takeup did not answer.
# $detail: the name that was typed
reason-account-unknown = There is no account “{ $detail }”. “takeup-cli accounts list” lists them.
reason-handover-no-window = Takeup is running in a terminal. The window opens once that has ended.
reason-handover-other-server = The running Takeup works with { $detail }. Use --data-dir for another server.
reason-handover-refused = The running Takeup refused: { $detail }.

## What does not fit together

unfit-drive-for-task = A classic task cannot take a file from Google Drive. Import it as an asset.
unfit-file-for-url-method = The method "url" uploads public URLs, and this is a local file.
unfit-no-index = A classic task needs an index.
unfit-not-connected = No Google Drive is connected to this account.
unfit-not-looked-at = The file has not been examined.
unfit-on-platform = This asset is on the platform already.
unfit-other-size = The session is for a file of { $session }, and this one has { $file }.
unfit-url-for-file-method = This method uploads local files, and this is a URL.

## Sessions that cannot be finished

not-finished-asset-unknown = The session cannot be finished: the platform does not say which asset it belongs to. Upload the file again.
not-finished-at-work = The session cannot be finished: an upload in this list uses it. Resume that upload.
not-finished-not-listed = The session cannot be finished: the platform did not list it.
not-finished-over = The session cannot be finished: it is over. Upload the file again.
not-finished-part-size = The session cannot be finished: its part size is not valid.
