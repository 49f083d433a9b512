### What the pages of lists share: assets, tasks, indexes, knowledge stores, sessions.

## Actions and states

collection-copy-ids = Copy IDs
collection-add-assets = Add assets…
collection-delete = Delete…
collection-rename = Rename…
collection-show-contents = Show contents
collection-show-asset = Show asset
collection-copy-asset-id = Copy asset ID
# Read aloud. $name is the name of a row.
collection-copy-id-of = Copy ID of { $name }
collection-deleting = Deleting
collection-removing = Removing

## Export

collection-export = Export
collection-export-csv = As CSV…
collection-export-json = As JSON…
collection-export-load-all = Load all rows first
# $language calls the API: cURL, Python
collection-copy-as = Copy as { $language }
