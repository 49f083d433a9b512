### What the pages of lists share: assets, tasks, indexes, knowledge stores, sessions.

## Actions and states

collection-copy-ids = IDをコピー
collection-add-assets = アセットを追加…
collection-delete = 削除…
collection-rename = 名前を変更…
collection-show-contents = 内容を表示
collection-show-asset = アセットを表示
collection-copy-asset-id = アセットIDをコピー
# Read aloud. $name is the name of a row.
collection-copy-id-of = 「{ $name }」のIDをコピー
collection-deleting = 削除中
collection-removing = 除外中

## Export

collection-export = エクスポート
collection-export-csv = CSV形式…
collection-export-json = JSON形式…
collection-export-load-all = 先にすべての行を読み込み
# $language calls the API: cURL, Python
collection-copy-as = { $language }としてコピー
