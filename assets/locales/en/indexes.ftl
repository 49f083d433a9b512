### Indexes.

index-none-help = Videos become searchable in an index. Create one with “New index…”.
index-empty = This index is empty.
index-no-videos = Pegasus 1.2 only: no new videos

## New index

index-name-taken = An index with this name already exists.
index-option-visual = Visual: what is seen
index-option-audio = Audio: what is heard
index-thumbnails = Create thumbnails
index-models-help = Models cannot be changed later. New indexes use Marengo 3.0.
