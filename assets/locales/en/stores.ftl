### Knowledge stores.

store-not-allowed = This account cannot use knowledge stores. The platform refused to list them.
store-none-help = Create one with “New knowledge store…”, then add assets to it.
store-none-match = { $count ->
    [one] No match among the { $count } loaded knowledge store.
   *[other] No match among the { $count } loaded knowledge stores.
}
store-empty = This knowledge store is empty.
store-not-found = The knowledge store { $id } was not found on the platform. Nothing was sent.

## Page

store-search = Search knowledge stores
store-none = No knowledge stores yet
store-new = New knowledge store…
store-not-allowed-title = No access to knowledge stores
store-column-name = Name
store-column-status = Status
store-column-items = Items
store-column-created = Created
store-column-id = Knowledge store ID

## Actions

store-copy-id = Copy knowledge store ID

## Collections: named groups of items in a knowledge store

store-collections = Collections
store-collections-loading = Loading collections
store-collections-none = No collections yet. A collection groups items of this knowledge store.
store-collections-retry = Load collections again
store-collection-new = New collection…
# Read aloud
store-collection-new-in = New collection in { $store }
store-collection-items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
# Read aloud
store-collection-more = More for the collection { $name }
store-collection-copy-id = Copy collection ID
# $name is the knowledge store
store-collection-back = Back to { $name }
store-collection-empty = This collection is empty.
# A collection with its knowledge store
store-collection-full = { $store } / { $collection }
