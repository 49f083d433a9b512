### Contents of an index or a knowledge store, beside the page.

contents-title = Contents
# $count: 12, or 50 of 1,284 loaded
contents-title-count = Contents: { $count }
contents-actions = Actions
# Read aloud
contents-more-for = More for { $name } in the contents
contents-menu = Entry
contents-copy-item-id = Copy item ID
contents-remove-from-index = Remove from index…
contents-remove-from-store = Remove from knowledge store…
contents-add-to-collection = Add to collection…
contents-remove-from-collection = Remove from collection…
