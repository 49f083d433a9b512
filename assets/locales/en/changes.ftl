### Change requests: deleting, renaming, creating.

## Deleting

delete-not-undone = This cannot be undone.
delete-force = Delete even if an index refers to it
delete-force-help = Otherwise the platform keeps an asset that an index refers to, and reports it.
delete-looking = Checking where it is used…
delete-not-used = No index refers to it.
delete-use-unknown = No known index refers to them.
