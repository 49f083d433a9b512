### Dialogs over the pages of what is on the platform.

## Add destinations to assets

dialog-index-assets = { $count ->
    [one] Index { $count } asset
   *[other] Index { $count } assets
}
dialog-store-assets = { $count ->
    [one] Add { $count } asset to knowledge stores
   *[other] Add { $count } assets to knowledge stores
}
dialog-add-destinations = { $count ->
    [one] Add destinations to { $count } asset
   *[other] Add destinations to { $count } assets
}
dialog-index = Index
dialog-add = Add
dialog-indexes = Indexes
dialog-stores = Knowledge stores
dialog-none-yet = None yet
dialog-loading = Loading…

## Choose assets for a destination

dialog-choose-title = Add assets to “{ $name }”
dialog-choose-search = Search assets to add
# $loaded: 50 of 1,284 loaded
dialog-choose-note = { NUMBER($count) } selected, { $loaded }

## Delete

dialog-delete = Delete
dialog-remove = Remove
# After the names of the first few
dialog-delete-more = and { NUMBER($count) } more

## Metadata of an asset

dialog-metadata-indexes = { $count ->
    [one] Also change it in its index
   *[other] Also change it in its { $count } indexes
}
dialog-metadata-indexes-help = Each index has its own copy of the metadata. Search filters use that copy.
dialog-metadata-title = Metadata of “{ $name }”

## Indexes and knowledge stores

dialog-name = Name
dialog-create = Create
dialog-new-index = New index
dialog-rename-title = Rename “{ $name }”
dialog-rename = Rename
dialog-new-store = New knowledge store
# $name is the knowledge store
dialog-new-collection = New collection in “{ $name }”
dialog-description = Description
dialog-description-hint = Description (optional)
dialog-extract = What to extract
dialog-extract-hint = What to extract from each item (optional)
dialog-extract-note = The platform reads this from each item: a description, or a JSON Schema. It cannot be changed later.
