### Knowledge stores.

store-not-allowed = このアカウントではナレッジストアを使用できません。プラットフォームが一覧の取得を拒否しました。
store-none-help = 「新規ナレッジストア…」で作成してから、アセットを追加してください。
store-none-match = 読み込み済みのナレッジストア{ $count }件の中に、一致するものはありません。
store-empty = このナレッジストアは空です。
store-not-found = ナレッジストア「{ $id }」がプラットフォームに見つかりません。何も送信していません。

## Page

store-search = ナレッジストアを検索
store-none = ナレッジストアはまだありません
store-new = 新規ナレッジストア…
store-not-allowed-title = ナレッジストアを使用できません
store-column-name = 名前
store-column-status = 状態
store-column-items = アイテム数
store-column-created = 作成日
store-column-id = ナレッジストアID

## Actions

store-copy-id = ナレッジストアIDをコピー

## Collections: named groups of items in a knowledge store

store-collections = コレクション
store-collections-loading = コレクションを読み込み中
store-collections-none = コレクションはまだありません。コレクションは、このナレッジストアのアイテムをまとめます。
store-collections-retry = コレクションを再読み込み
store-collection-new = 新規コレクション…
# Read aloud
store-collection-new-in = 「{ $store }」に新規コレクション
store-collection-items = アイテム{ $count }件
# Read aloud
store-collection-more = コレクション「{ $name }」のその他の操作
store-collection-copy-id = コレクションIDをコピー
# $name is the knowledge store
store-collection-back = 「{ $name }」に戻る
store-collection-empty = このコレクションは空です。
# A collection with its knowledge store
store-collection-full = { $store } / { $collection }
