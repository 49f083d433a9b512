### Contents of an index or a knowledge store, beside the page.

contents-title = 内容
# $count: 12, or 50 of 1,284 loaded
contents-title-count = 内容: { $count }
contents-actions = 操作
# Read aloud
contents-more-for = 内容の「{ $name }」のその他の操作
contents-menu = 項目
contents-copy-item-id = アイテムIDをコピー
contents-remove-from-index = インデックスから除外…
contents-remove-from-store = ナレッジストアから除外…
contents-add-to-collection = コレクションに追加…
contents-remove-from-collection = コレクションから除外…
