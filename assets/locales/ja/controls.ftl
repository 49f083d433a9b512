### Words that belong to no page: dialogs, tables, lists of keys and values, panels.

## Dialogs

control-cancel = キャンセル
control-save = 保存

## Tables and lists

table-select-all = すべて選択
# Read aloud
table-select-row = 「{ $name }」を選択
table-more = その他
# Read aloud
table-more-for = 「{ $name }」のその他の操作
table-row-menu = 行
# Read aloud, of the head of a column
table-sorted-up = 昇順
table-sorted-down = 降順
table-search-hint = 名前またはIDで検索
table-refresh = 更新
table-load-more = さらに読み込む
table-loading = 読み込み中
table-not-loaded = 読み込まれていません。
table-not-updated = 最新の状態ではありません。
table-retry = 再試行
table-no-match = 一致する項目なし
table-filter-empty = このフィルターに該当する項目なし
table-filter-empty-help = 読み込み済みの{ $count }件は、ほかのフィルターにあります。

## Selection

selection-more = 選択項目のその他の操作
selection-title = 選択項目

## Keys and values

pair-key = キー
pair-value = 値
# Read aloud
pair-key-numbered = キー{ NUMBER($line) }
pair-value-numbered = 値{ NUMBER($line) }
pair-remove = 削除
pair-remove-named = 「{ $key }」を削除
pair-remove-numbered = { NUMBER($line) }行目を削除

## Panel

panel-close = 詳細を閉じる
panel-retry = 再試行
id-copy = IDをコピー
