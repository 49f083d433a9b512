### Knowledge stores.

store-not-allowed = This account cannot use knowledge stores. The platform refused to list them.
store-none-help = Create one with “New store…”, then add assets to it.
store-empty = This knowledge store is empty.
