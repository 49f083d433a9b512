### Indexes.

index-none-help = Videos become searchable in an index. Create one with “New index…”.
index-none-match = { $count ->
    [one] No match among the { $count } loaded index.
   *[other] No match among the { $count } loaded indexes.
}
index-empty = This index is empty.
index-no-videos = Pegasus 1.2 only: no new videos
index-some-no-videos = { $count ->
    [one] { $count } is not a video and stays out of indexes.
   *[other] { $count } are not videos and stay out of indexes.
}
index-videos-only = Indexes take videos only
index-not-found = The index { $id } was not found on the platform. Nothing was sent.

## New index

index-name-taken = An index with this name already exists.
index-option-visual = Visual: what is seen
index-option-audio = Audio: what is heard
index-model-visual = visual
index-model-audio = audio
index-thumbnails = Create thumbnails
index-models-help = Models cannot be changed later. New indexes use Marengo 3.0.

## Page

index-search = Search indexes
index-none = No indexes yet
index-new = New index…
index-column-name = Name
index-column-models = Models
index-column-videos = Videos
index-column-hours = Hours
index-column-created = Created
index-column-expires = Expires
index-column-id = Index ID
index-never-expires = Never

## Actions

index-show-tasks = Show tasks
index-copy-id = Copy index ID
