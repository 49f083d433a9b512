### Knowledge stores.

store-not-allowed = This account cannot use knowledge stores. The platform refused to list them.
store-none-help = Create one with “New store…”, then add assets to it.
store-empty = This knowledge store is empty.

## Page

store-search = Search knowledge stores
store-none = No knowledge stores yet
store-new = New store…
store-not-allowed-title = No access to knowledge stores
store-column-name = Name
store-column-status = Status
store-column-items = Items
store-column-created = Created
store-column-id = Store ID

## Actions

store-copy-id = Copy store ID
