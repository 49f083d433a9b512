### What the header of a file says.

media-audio-codec = { $codec } audio
media-video-codec = { $codec } video
media-no-audio = No audio track
media-nothing-found = No problem found in what could be read
media-fine = All requirements met

# $kind is one of the kinds below. Nothing in the file itself says what it is
media-by-name = { $kind }, by its name

## Kinds

media-kind-audio = Audio
media-kind-document = Document
media-kind-image = Image
media-kind-other = Other
media-kind-unknown = Unknown
media-kind-video = Video
