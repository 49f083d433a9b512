### Help of the console, looked up by ID. No arguments.
###
### A command: help- and its path, for example help-index-create.
### An argument: the ID of its command and its long name (or field), for example help-upload-knowledge-store;
### or help-any- and that name, where several commands share one text.
### A placeholder for a value: help-value- and its key.

help-program = Upload videos to TwelveLabs from the command line

## Commands

help-accounts = List the accounts of the settings
help-accounts-list = List the accounts; a star marks the one that is used unless you name another
help-assets = List, show, delete and export the assets of the account
help-assets-delete = Delete assets
help-assets-export = Export all assets as CSV, or as a JSON array with --json
help-assets-list = List assets, newest first
help-assets-show = Show the details of one asset
help-assets-transcription = Print what is said in an asset, as text or as subtitles
help-check = Check files against the requirements of the platform; needs no key and no network
help-connections = List, add and remove connections to Google Drive
help-connections-add = Connect a Google Drive: open the printed page in a browser on this computer and answer there
help-connections-list = List the connections to Google Drive
help-connections-remove = Remove connections to Google Drive; imported assets stay
help-doctor = Test the network, the keyring, the folders and the display, and tell what to do
help-doctor-bundle = Also write a report for support to this file: versions, settings, log and a summary of the uploads, without secrets, names and URLs
help-history = List the receipts of finished uploads, newest first
help-index = Create, fill, rename and delete indexes
help-index-add = Add assets to an index and wait until they are searchable
help-index-create = Create an index
help-index-delete = Delete an index and everything in it
help-index-items = List the indexed assets of an index
help-index-list = List the indexes of the account
help-index-remove = Remove indexed assets from an index
help-index-rename = Rename an index
help-indexes = List the indexes of the account
help-key = Store, find or remove the API key
help-key-forget = Remove the key from the keyring
help-key-set = Read a key from standard input and store it in the keyring
help-key-show-where = Show where the key is stored
help-queue = List and cancel unfinished uploads
help-queue-cancel = Cancel unfinished uploads; parts that have arrived stay on the platform
help-queue-list = List unfinished uploads; "takeup-cli resume" continues them
help-queue-show = Show what has happened to an upload
help-receipts = Export the receipts of finished uploads
help-receipts-export = Export receipts as CSV, or as one JSON object per line with --json
help-resume = Continue all unfinished uploads
help-sandbox = Run the practice platform for other programs
help-sessions = List and finish multipart upload sessions that are not complete
help-sessions-finish = Send the missing parts of a session from a local file of the same size
help-sessions-list = List the multipart upload sessions of the account that are not complete
help-store = Create, fill, empty and delete knowledge stores
help-store-add = Add assets to a knowledge store and wait until they are ready there
help-store-collections = List the collections of a knowledge store
help-store-create = Create a knowledge store
help-store-create-collection = Create a collection in a knowledge store
help-store-delete = Delete a knowledge store and everything in it
help-store-items = List the items of a knowledge store
help-store-list = List the knowledge stores of the account
help-store-remove = Remove items from a knowledge store
help-tasks = List, delete and export the classic indexing tasks of the account
help-tasks-delete = Delete finished tasks, and their videos from the index
help-tasks-export = Export all tasks as CSV, or as a JSON array with --json
help-tasks-list = List classic indexing tasks, newest first
help-upload = Upload files, folders and public URLs, and wait until they are ready
help-verify = Compare files with the receipts of their uploads
help-watch = Watch folders and upload their new files until interrupted

## Arguments that several commands share

help-any-account = Use the account with this name or ID
help-any-all = Load the whole list instead of its first page
help-any-addresses = Addresses to use where a host has both kinds
help-any-assets = IDs of the assets
help-any-base-url = Use this server (environment variable: TWELVELABS_BASE_URL)
help-any-csv = Print a CSV table
help-any-data-dir = Folder for the journal and the settings
help-any-direct-for = Hosts that need no proxy, separated by commas
help-any-extra-ca = File in PEM with certificates to trust in addition to those of the system
help-any-files = Number of files to upload at the same time
help-any-help = Show this help
help-any-index = ID of the index
help-any-json = Print one JSON object per line
help-any-limit = Maximum number of receipts
help-any-limit-rate = Maximum upload rate in MB/s
help-any-no-checks = Do not compute or compare checksums
help-any-no-wait = Exit once the platform has received everything
help-any-proxy = Proxy for the platform and its storage: system, none, or a URL such as http://user@proxy.example.com:3128. The password comes from the keyring
help-any-parts = Number of parts to send at the same time, over all files
help-any-report = Write a report of this run to this file when it ends: totals, failures by reason, receipts
help-any-sandbox = Use the practice platform inside this program
help-any-search = List only entries with this text in the name
help-any-sha256 = Also compute the SHA-256 of each file, in a second reading
help-any-size-limit = Accept files up to this size, for example 10GB
help-any-status = List only entries with this status, for example ready or failed
help-any-store = ID of the knowledge store, or STORE/COLLECTION for a collection in it
help-any-tasks = IDs of the tasks
help-any-timeout = Stop waiting after this time, for example 30m, and exit with 1
help-version = Show the version

## Arguments of one command

help-assets-delete-force = Delete assets even if indexed assets refer to them
help-assets-show-asset = ID of the asset
help-assets-transcription-asset = ID of the asset
help-assets-transcription-srt = Print subtitles in the SRT format
help-check-data-dir = Folder with the settings; they can hold limits of the account
help-check-for = Check only the requirements for this purpose (repeatable); the default is every purpose but index and store
help-check-paths = Files, folders and URLs
help-connections-remove-connections = IDs of the connections
help-history-search = List only receipts with this text in the path, URL, ID or outcome
help-index-create-model = Model of the index
help-index-create-name = Name of the index
help-index-create-options = What the model analyzes
help-index-create-thumbnail = Create thumbnails; this cannot be changed later
help-index-remove-indexed = IDs of the indexed assets
help-index-rename-name = New name
help-key-account = Account that the key belongs to
help-key-base-url = Server that the key belongs to
help-key-data-dir = Folder for the settings
help-key-proxy = Store, find or remove the password of this proxy instead; the URL names the user
help-queue-cancel-all = Cancel all unfinished uploads
help-queue-cancel-sources = Files and URLs of the uploads
help-queue-show-upload = Number of the upload, as listed by "queue list", or a text in its receipt, such as the asset ID
help-receipts-export-search = Export only receipts with this text in the path, URL, ID or outcome
help-sandbox-chunk-size = Size of a part
help-sandbox-discard = Count the received bytes without storing or hashing them
help-sandbox-key = API key that the practice platform accepts
help-sandbox-ledger = Print a summary of the received requests as JSON at the end
help-sandbox-listen = Loopback address and port to listen on
help-sandbox-network = Network conditions to simulate
help-sandbox-no-md5 = Answer parts with an ETag that is not an MD5
help-sandbox-quick = Make assets ready at once
help-sandbox-tls-cert = Serve https with this certificate, in PEM
help-sandbox-tls-key = Private key of the certificate, in PEM
help-sessions-finish-file = File that the session was opened for; parts that have arrived cannot be compared with it
help-sessions-finish-upload = ID of the session
help-store-create-description = Description of the knowledge store
help-store-create-extract = What the platform extracts from each item, in your words; this cannot be changed later
help-store-create-extract-schema = The same as a JSON Schema in a file
help-store-create-name = Name of the knowledge store
help-store-create-collection-name = Name of the collection
help-store-remove-items = IDs of the items
help-resume-failed = Retry the uploads that failed, instead of continuing the unfinished ones
help-upload-adopt = Continue sessions of these files that were opened on another computer
help-upload-anyway = Upload files that do not look like media or do not meet the requirements
help-upload-check-urls = Ask the host of each URL for size and type before the platform fetches it
help-upload-copy = Send a smaller copy of each video, made with ffmpeg: 360p, 480p, 720p or 1080p; auto sends a copy where that is faster, original none
help-upload-dry-run = Show what would be sent and how, and send nothing
help-upload-if-exists = What to do with a file that is already on the platform: upload it again, reuse its asset and add it to the destinations, or skip it. Without this option, only what the same command line has uploaded before is skipped
help-upload-fix = Make a copy with ffmpeg of files that do not meet the requirements, with what is wrong put right, and send that
help-upload-index = Add the asset to this index once it is ready (repeatable)
help-upload-knowledge-store = Add the asset to this knowledge store once it is ready (repeatable); STORE/COLLECTION also adds it to a collection
help-upload-language = Language of a classic task
help-upload-meta = Metadata for every upload (repeatable)
help-upload-metadata = CSV with metadata: the first column holds file names, each other column is a key
help-upload-method = Upload method
help-upload-shard = Upload only this share of the files and URLs, such as 2/4 on the second of four machines. "auto" takes the share from a Kubernetes Indexed Job or a Slurm array
help-upload-sources = Files, folders, http(s) URLs and links to files of Google Drive
help-upload-task-index = Create a classic indexing task for this index
help-verify-asset = Compare the file with the receipt of this asset
help-verify-files = Files, and folders with media files
help-watch-copy = Send a smaller copy of each video, made with ffmpeg: 360p, 480p, 720p or 1080p; auto sends a copy where that is faster, original none; the default is what the account says
help-watch-exclude = Upload no file whose name matches this pattern, for example "*_proxy.*" (repeatable); a pattern with a slash is compared with the path in the folder
help-watch-existing = What to do with files that are in the folder when it is watched for the first time; the default is to leave them
help-watch-folders = Folders to watch
help-watch-if-exists = What to do with a file that is already on the platform: upload it again, reuse its asset and add it to the destinations, or skip it; the default is to reuse it
help-watch-include = Upload only files whose name matches this pattern, for example "*.mov" (repeatable)
help-watch-index = Add the assets to this index once they are ready (repeatable)
help-watch-knowledge-store = Add the assets to this knowledge store once they are ready (repeatable)
help-watch-language = Language of classic tasks
help-watch-meta = Metadata for every upload (repeatable)
help-watch-move-to = Move files to this subfolder once they are ready
help-watch-no-subfolders = Watch only the folder itself
help-watch-rest = How long a file must not have changed before it is uploaded; the default is 10s
help-watch-task-index = Create classic indexing tasks for this index

## Placeholders for values

help-value-account = ACCOUNT
help-value-address = ADDRESS:PORT
help-value-asset = ASSET
help-value-choice = CHOICE
help-value-connection = CONNECTION
help-value-count = N
help-value-csv = FILE.csv
help-value-file = FILE
help-value-folder = FOLDER
help-value-hosts = HOSTS
help-value-id = ID
help-value-index = INDEX
help-value-indexed-asset = INDEXED_ASSET
help-value-item = ITEM
help-value-key = KEY
help-value-key-value = KEY=VALUE
help-value-language = LANGUAGE
help-value-list = LIST
help-value-name = NAME
help-value-path-or-url = PATH|URL
help-value-pattern = PATTERN
help-value-pem = FILE.pem
help-value-proxy = PROXY
help-value-purpose = PURPOSE
help-value-rate = MB/s
help-value-report = FILE.json|csv|html
help-value-schema = FILE.json
help-value-session = SESSION
help-value-shard = I/N|auto
help-value-size = SIZE
help-value-source = PATH|FOLDER|URL
help-value-status = STATUS
help-value-store = STORE
help-value-task = TASK
help-value-text = TEXT
help-value-time = TIME
help-value-upload = UPLOAD
help-value-url = URL

## The window program

help-window-sandbox = Start in practice mode
help-window-base-url = Use this server [env: TWELVELABS_BASE_URL]
help-window-data-dir = Keep journal and settings in this folder
help-window-offer = Offer this file for upload with one click
help-window-sources = Files, folders and URLs to upload
