### Indexing tasks.

task-none-help = インデックスに登録したものは、進行状況とともにここに表示されます。
task-none-match = 読み込み済みのタスク{ $count }件の中に、一致するものはありません。
task-failed = インデックスへの登録に失敗しました。ファイルが再生できることを確認してから再試行してください。
# Why a task cannot be deleted yet
task-runs = タスクは終了するまで削除できません。
# What the list is made of
task-sources = 従来型タスク{ $classic }件 · インデックス内{ NUMBER($indexed) }件

## Status of tasks, indexed assets and items

indexing-status-failed = 失敗
indexing-status-indexing = 登録中
indexing-status-pending = 待機中
indexing-status-queued = 順番待ち
indexing-status-ready = 準備完了
indexing-status-uploading = 送信中
indexing-status-validating = 確認中

## Page

task-search = タスクを検索
task-none = タスクはまだありません
task-filter-index = インデックス
task-filter-any-index = すべてのインデックス
task-filter-all = すべて
task-filter-running = 実行中
task-filter-running-count = 実行中 { NUMBER($count) }
task-filter-failed = 失敗
task-filter-failed-count = 失敗 { NUMBER($count) }
task-filter-ready = 準備完了
task-column-name = 名前
task-column-started = 開始
task-column-status = 状態

## Rows

# $time: 11:20, or 18 Nov
task-elapsed = { $time }開始 · { $elapsed }経過
task-took = { $day } · 所要時間{ $duration }
# Read aloud with the progress bar
task-progress = { $name }: { $status }

## Actions

task-copy-id = タスクIDをコピー
task-copy-video-id = 動画IDをコピー
task-copy-indexed-id = インデックス済みアセットIDをコピー
# Read aloud
task-copy-id-of = 「{ $name }」のタスクIDをコピー
task-copy-video-id-of = 「{ $name }」の動画IDをコピー
task-copy-indexed-id-of = 「{ $name }」のインデックス済みアセットIDをコピー
task-copy-error = エラーメッセージをコピー
task-show-index = インデックスを表示
task-delete = タスクを削除…
task-remove = インデックスから除外…
