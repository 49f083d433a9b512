### The list of uploads.

## Adding

upload-drop-here = Drop videos or folders anywhere in this window
# Where there is little room
upload-drop-short = Drop videos anywhere
upload-nothing-leaves = Nothing is sent until you add a file.

## Pausing and quitting

upload-pause-restarts = This upload cannot be resumed and starts over. Pause it anyway?
upload-pause-some-restart = Direct uploads cannot be resumed and start over. Pause anyway?
upload-quit-means = Uploads continue at the next start. A direct upload starts over.

## Rows

upload-on-platform = Already on the platform
