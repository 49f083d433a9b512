### Adding uploads: dropping, choosing, URLs, and what happens once they are ready.

## Sample

add-sample-one = Sample: { $name }
add-samples = { $count ->
    [one] { $count } sample to try
   *[other] { $count } samples to try
}
add-sample-upload = { $count ->
    [one] Upload sample
   *[other] Upload samples
}
add-sample-dismiss = Dismiss sample

## Dropping and choosing

add-drop-title = Drop videos or folders here
add-kinds = MP4, MOV, MKV, WebM, MP3, PNG and more
add-resolutions = 360p to 4K
# $size: 10 GB
add-size-limit = Up to { $size } each
add-choose-files = Choose files…
add-choose-folder = Choose folder…

## URLs

add-files = Add files…
add-field = Files, paths or public URLs
add-field-hint = Paste files, paths or public URLs
add-urls-add = Add
add-urls-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}

## What happens next. The label stands in front of one of the choices.

add-then = Then
add-then-label = Then: { $choice }
add-then-keep = Keep as asset
add-then-index = Index into { $name }
add-then-store = Add to { $name }
add-then-task = Classic task in { $name }
add-then-many = { $count ->
    [one] Add to { $count } destination
   *[other] Add to { $count } destinations
}
# A destination that was chosen earlier and is no longer on the platform
add-then-gone = { $name } no longer exists
add-then-keep-help = Stays in Assets. You can add it to an index later.
add-then-indexes = Index into
add-then-indexes-help = Makes videos searchable, and ready for analysis if the index has Pegasus.
add-then-stores = Add to knowledge stores
add-then-stores-help = A collection of videos and images for questions and answers.
add-then-tasks = Classic indexing task in
add-then-tasks-help = Older method: uploads and indexes in one request, without an asset.
add-then-no-indexes = No indexes yet
add-then-loading = Loading indexes
add-language = Language
add-language-hint = Language code, for example en (optional)
# $flaw: why the platform cannot fetch it
add-url-flaw = { $url }: { $flaw }
add-path-relative = Neither a URL nor a whole path. A URL begins with https://, a path with / or ~/, on Windows with a drive such as C:\.
