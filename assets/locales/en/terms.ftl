### Noun phrases that other messages take as arguments.

## What a limit is for, in a sentence such as: 3 GB exceeds the limit of 2 GB for multipart uploads

limit-use-direct = direct uploads
limit-use-document = documents
limit-use-image = images
limit-use-multipart = multipart uploads
limit-use-multipart-audio = multipart uploads of audio
limit-use-task = classic tasks
limit-use-url = public URLs
limit-use-url-document = documents at public URLs

## What a file is for

purpose-analysis = analysis with Pegasus
purpose-asset = an asset
purpose-index = an index
purpose-search = search with Marengo
purpose-store = a knowledge store
purpose-task = classic tasks

## What is required

requirement-audio = an audio track
requirement-not-encrypted = no encryption
requirement-video = video
requirement-video-and-images = video and images
requirement-whole = a complete file

## Codecs

media-codec-encrypted = encrypted
media-codec-unknown = unknown

## What the content of a file looks like, in a sentence such as: The content looks like an archive.

content-archive = an archive
content-data = data of another program
content-document = a document
content-playlist = a playlist
content-presentation = a presentation
content-program = a program
content-spreadsheet = a spreadsheet
content-subtitles = subtitles
content-text = plain text

## Where a key is kept

keyring-credential-manager = Credential Manager
keyring-keychain = Keychain
keyring-secret-service = the system keyring
