### What the platform requires of files, and how to fix them.

## What is required. $value is finished text such as 4 s, 360×360, 2.4 to 1.

requirement-at-least = { $value } or more
requirement-at-most = { $value } or less
requirement-pixels-at-most = { $pixels } pixels or less

## Documents that requirements and limits are taken from, and of when they are

source-account = Set for this account
source-guide-content = Guide “Upload content” (undated)
source-guide-local = Guide “Upload from the local file system” (examples of 2022)
source-notes = Third-party notes (2026)
source-older-tasks = Older pages on classic tasks (undated)
source-pegasus = Page on Pegasus 1.2 (undated)
source-reference = API reference 1.3 (July 2026)
source-sdk = Python SDK 1.3.6 (2026)

## What was measured

measured-duration = Duration { $time }
measured-height = Height { $pixels ->
    [one] { $pixels } pixel
   *[other] { $pixels } pixels
}
measured-width = Width { $pixels ->
    [one] { $pixels } pixel
   *[other] { $pixels } pixels
}
# 1920×400 (4.8 to 1)
measured-ratio = { $dimensions } ({ $ratio })
measured-format = { $format } file
measured-no-audio = No audio track
measured-encrypted = Encrypted
measured-part = { $there } of { $whole } bytes
measured-without-end = End missing

## What several files have in common

verdict-title-cut = Cut off
verdict-title-disagree = { $title } (sources disagree)
verdict-title-encrypted = Encrypted
verdict-title-format = Format not supported for { $purpose }
verdict-title-format-unlisted = Format not listed for { $purpose }
verdict-title-larger = Larger than { $size }
verdict-title-larger-dimensions = Dimensions larger than { $dimensions }
verdict-title-larger-pixels = Picture larger than { $pixels } pixels
verdict-title-longer = Longer than { $time }
verdict-title-no-audio = No audio track
verdict-title-ratio = Aspect ratio over { $ratio }
verdict-title-shorter = Shorter than { $time }
verdict-title-smaller = Shorter side under { $pixels } pixels

## The whole verdict, put together from these sentences

verdict-short = { $measured }. Required: { $required }.
verdict-short-audio = No audio track. The index requires one.
verdict-short-cut = The file is cut off: { $there } of { $whole } bytes are there.
verdict-short-cut-open = The file is cut off: its end is missing.
verdict-short-encrypted = Encrypted: the platform cannot play it without its key.
verdict-short-format = { $measured }. Supported for { $purpose }: { $formats }.
verdict-purpose = Applies to { $purpose }.
verdict-source = Source: { $sources }.
verdict-hint = This is only a hint.
verdict-upload-anyway = You can upload it anyway.
verdict-goes-as-asked = It is uploaded anyway, as you chose.
verdict-goes = It is uploaded anyway.
# $against and $allowing are lists of verdict-source-says
verdict-disagree = { $measured }. Sources disagree for { $purpose }. Not allowed by { $against }. Allowed by { $allowing }.
verdict-source-says = { $source }: { $required }

## The same for a file that is no longer at hand

verdict-past = The file did not meet a requirement of its destination.
verdict-past-audio = The file had no audio track, which its destination requires.
verdict-past-cut = The file was cut off.
verdict-past-encrypted = The file was encrypted.
verdict-past-format = The destination does not support the file format.
verdict-past-large-picture = The picture was too large for the destination.
verdict-past-long = The file was too long for its destination.
verdict-past-ratio = The destination does not support the aspect ratio.
verdict-past-short = The file was too short for its destination.
verdict-past-size = The file was too large for its destination.
verdict-past-small-picture = The picture was too small for the destination.

## Fixes

# On a button with little room. The shells that can read what is copied
fix-copy-ffmpeg-posix = Copy ffmpeg (sh, fish)
fix-copy-ffmpeg-powershell = Copy ffmpeg (PowerShell)
fix-command-posix = For sh, bash, zsh and fish:
fix-command-powershell = For PowerShell:
fix-add-silence = Add an audio track. A silent one is enough.
fix-and-upload = Fix and upload
fix-and-upload-extend = Extend by { $time } and upload
fix-and-upload-flac = Convert to FLAC and upload
fix-and-upload-mp4 = Convert to MP4 and upload
fix-and-upload-pad = Pad to { $dimensions } and upload
fix-and-upload-scale = Scale to { $dimensions } and upload
fix-and-upload-silence = Add silence and upload
fix-extend = Extend the video by { $time }.
fix-flac = Convert to FLAC.
fix-h264 = Convert to MP4 with H.264.
fix-mp4 = Convert to MP4 without re-encoding.
fix-pad = Pad to { $dimensions }.
fix-scale = Scale to { $dimensions }.
fix-split = Split into pieces of { $time }.
