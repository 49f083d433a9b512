### Change requests: deleting, renaming, creating.

## Deleting

delete-not-undone = This cannot be undone.
delete-force = Delete even if an index refers to it
delete-force-help = Otherwise the platform keeps an asset that an index refers to, and reports it.
delete-looking = Checking where it is used…
delete-not-used = No index refers to it.
delete-use-unknown = No known index refers to them.

## Banners of changes that failed

change-retry = Retry
change-force = Delete anyway
change-dismiss = Dismiss
# Read aloud. $title: “clip.mp4” was not deleted.
change-retry-named = Retry: { $title }
change-force-named = Delete anyway: { $title }
change-dismiss-named = Dismiss: { $title }
