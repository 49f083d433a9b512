### The list of uploads.

## Adding

upload-nothing-leaves = ファイルを追加するまで、何も送信されません。

## Pausing and quitting

upload-pause-restarts = このアップロードは途中から再開できません。次に開始すると、最初からやり直しになります。
upload-pause-some-restart = 直接アップロードは途中から再開できません。次に開始すると、最初からやり直しになります。
upload-background-means = バックグラウンドで続行すると、Takeupはすべてのアップロードの完了後に自動的に終了します。ウィンドウを開くには、Takeupをもう一度起動してください。
upload-quit-practice = 終了すると、練習モードのアップロードは残りません。
upload-quit-means = 終了すると、アップロードは次回の起動時に続行します。直接アップロードは最初からやり直しになります。

## Rows

upload-on-platform = すでにプラットフォームに存在

## Head

uploads-more = すべてのアップロードのその他の操作
uploads-menu = すべてのアップロード
uploads-retry-failed = 失敗した項目を再試行
uploads-pause-all = すべて一時停止
uploads-resume-all = すべて再開
uploads-cancel-all = すべてキャンセル
uploads-remove-finished = 完了した項目をリストから削除
uploads-copy-asset-ids = アセットIDをコピー
uploads-copy-names = 名前をコピー
uploads-copy-paths = パスをコピー
uploads-search = アップロードを検索
uploads-search-hint = 検索
uploads-add-destinations = 準備完了のアセットに送り先を追加…

## Filters

uploads-filter-all = すべて { $count }
uploads-filter-active = 実行中
uploads-filter-active-counted = 実行中 { $count }
uploads-filter-held = 保留
uploads-filter-held-counted = 保留 { $count }
uploads-filter-failed = 失敗
uploads-filter-failed-counted = 失敗 { $count }
uploads-filter-done = 完了
uploads-filter-done-counted = 完了 { $count }
uploads-filter-cancelled = キャンセル済み
uploads-filter-cancelled-counted = キャンセル済み { $count }
uploads-show-all = すべて表示
uploads-show-active = 実行中のみ表示
uploads-show-held = 保留のみ表示
uploads-show-failed = 失敗のみ表示
uploads-show-done = 完了のみ表示
uploads-show-cancelled = キャンセル済みのみ表示
uploads-none-shown = 一致するアップロードなし
uploads-none-shown-help = 別のフィルターを選択してください。
uploads-none-found-help = 検索した文字を含む名前はありません。検索欄でEscキーを押すと消去できます。
uploads-scanning = 追加されたファイルを確認中
uploads-scanning-help = フォルダー内のメディアを検索します。スキップしたものは件数を表示します。

## Found unfinished at the start

uploads-stopped = 前回終了時に未完了だったアップロードが{ $count }件あります。
uploads-stopped-help = 保存済みのパートは再送信されません。
uploads-stopped-resume = 再開

## All together

uploads-progress = すべてのアップロード
# $ready: how many are ready, $count: of how many
batch-ready = { $count }件中{ NUMBER($ready) }件が準備完了
# $part: 41.6 of 58.2 GB
batch-sent = { $part }送信済み
batch-before = 以前の完了{ $count }件
# $time: 6 min
batch-sending = 送信完了まで約{ $time }、その後に処理
# The same where there is little room
batch-left = 残り約{ $time }
batch-processing = { $count }件を処理中

## The head of the list

uploads-count = アップロード{ $count }件
uploads-sort = 並べ替え
# $order: one of the following
uploads-sorted = 並べ替え: { $order }
uploads-sort-newest = 未完了を先に
uploads-sort-sending = 送信順
uploads-sort-name = 名前順
uploads-sort-size = サイズ順
uploads-sort-status = 状態順

## Taking back

undo = 元に戻す
undo-cancelled = 「{ $name }」をキャンセルしました
undo-cancelled-many = { $count }件のアップロードをキャンセルしました
undo-anew = 元に戻すと、直接アップロードは最初から送信します
undo-removed = 「{ $name }」をリストから削除しました
undo-removed-many = { $count }件のアップロードをリストから削除しました

## Groups of failures

# $reason: what they have in common, such as "Not a media file"
uploads-group = { $count }件のファイル: { $reason }
uploads-group-retry = これらを再試行
uploads-group-more = ほか{ $count }件

## One upload

upload-menu = アップロード
upload-more = その他の操作
upload-pause = 一時停止
upload-resume = 再開
upload-retry = 再試行
upload-cancel = キャンセル
upload-remove = リストから削除
# Where there is little room
upload-remove-short = リストから削除
upload-send-first = 先に送信
upload-send-earlier = 送信順を上げる
upload-send-later = 送信順を下げる
upload-show-details = 詳細を表示
upload-hide-details = 詳細を隠す
# Read aloud: what the button does, and for which file
upload-button-named = { $action }: { $name }
upload-anyway = それでもアップロード
# $size: 20 GB
upload-raise-limit = このアカウントで{ $size }まで許可
upload-as-it-is = そのままアップロード
upload-smaller-copy = 小さいコピーを送信…
upload-offer = 小さいコピー…
upload-offer-keep = 元のままにする
upload-offer-slow = 元のまま送信した場合の残り時間: { $time }。{ $size }コピーは最大{ $bytes }です。
upload-offer-large = プラットフォームは360pを推奨しています。{ $size }コピーは最大{ $bytes }です。
upload-choice-as-it-is = 元のまま
upload-choice-original = 元のファイル
# $size: 720p
upload-choice-copy = { $size }コピー
upload-choice-automatic = 速いほう
upload-choice-copy-help = H.264・長さ、音声、タイミングは同じ
upload-choice-search-help = プラットフォームが検索用に推奨
upload-choice-to-send = 送信量
upload-choice-time = 処理開始まで
upload-choice-over-limit = プラットフォームの上限超過
# $copy: 720p copy
upload-choice-send = { $copy }をアップロード
upload-choice-all = 大きいファイル{ NUMBER($count) }個すべてに適用
upload-choice-measuring = この動画の5秒で測定中
upload-choice-measured = この動画の5秒で測定、ffmpeg { $tool }
upload-choice-measured-line = この動画の5秒と接続速度（{ $rate }）で測定、ffmpeg { $tool }
upload-choice-note = 元のファイルは変更されません。コピーはアセットの準備ができると削除されます。
upload-add-destinations = 送り先を追加…
# "Then" is the menu of the page that says what happens with an asset once it is ready
upload-then = 完了後…
upload-then-title = { $count }件のアップロードの完了後
upload-show-in-folder = フォルダーで表示
upload-show-in-finder = Finderで表示
upload-show-in-explorer = エクスプローラーで表示
upload-show-in-assets = アセットで表示
upload-asset-deleted = アセット削除済み
upload-copy-url = URLをコピー
upload-copy-asset-id = アセットIDをコピー
upload-copy-task-id = タスクIDをコピー
upload-copy-upload-id = アップロードIDをコピー
upload-copy-message = メッセージをコピー

## How far it is

# $percent: 63%
upload-cancelled-at = キャンセル済み · { $progress }送信済み
upload-cancelled-asset = キャンセル済み · アセットはプラットフォームに残ります
upload-cancelled-unsent = キャンセル済み · プラットフォームに保存なし
upload-cancelled-session = キャンセル済み · 送信パートなし。セッションは自動終了します。
upload-public-url = 公開URL
upload-waiting = 順番待ち
upload-waiting-start = 開始中
upload-waiting-copies = ほかのコピーの作成待ち
# $rate: 1 MB/s
upload-waiting-limit = 待機中: アップロードは{ $rate }に制限
upload-waiting-storage = 待機中: ストレージの受け入れ上限
upload-confirming = パートを確認中
upload-waiting-network = 接続が回復すると再開
upload-waiting-key = APIキーの入力待ち
upload-sending-url = URLを送信中
upload-not-started = 未開始
upload-importing = 取り込み・確認中
upload-indexing-in = 「{ $name }」に登録中
upload-adding-to = 「{ $name }」に追加中
upload-indexing-many = { $count }件の送り先に追加中
# Read aloud: the file and its status
upload-progress = { $name }: { $status }

## Processing on the platform

# $word is a status that the platform reports
upload-processing-word = プラットフォームが報告した状態: 「{ $word }」
upload-processing-long = 処理開始から{ $time }（通常は{ $usual }以内）
upload-processing-long-word = 状態が「{ $word }」になってから{ $time }（処理は通常{ $usual }以内）
upload-processing-help = 終わらない場合は、このアップロードをキャンセルして、ファイルをもう一度アップロードしてください。
upload-waiting-rate = レート制限の解除待ち

## Steps

step-checked = 確認
step-uploading = アップロード
step-uploading-parts = アップロード { $done } / { $total }パート
step-uploaded = アップロード
step-url-sending = URLの送信
step-url-sent = URLの送信
step-importing = 取り込み
step-imported = 取り込み
step-processed = 処理
step-ready = 準備完了
step-indexed = インデックス登録
step-indexed-in = 「{ $name }」に登録
step-added-to = 「{ $name }」に追加
step-destinations = { $total }件中{ NUMBER($done) }件の送り先に登録

## Parts

# Read aloud and shown as a tip
parts-stored = { $total }パート中{ NUMBER($stored) }パート保存済み
parts-sending = { $count }パート送信中
parts-repeated = { $count }パート再送信
parts-each = 1マスは{ $count }パート

## Details

detail-parts-confirmed = { $count }パート確認済み
# Below the last events of an upload
upload-events-all = 記録{ $count }件をすべて表示
detail-requests-repeated = リクエストの再送信{ $count }回
detail-asset = アセット
detail-task = タスク
detail-upload = アップロード

## Destinations

destination-waiting = 待機中
destination-adding = 追加中
destination-checking = 確認中
destination-ready = 準備完了
destination-failed = 失敗
destination-not-added = 登録なし
destination-drop = 送り先を削除
destination-retry = 再試行
# Read aloud
destination-retry-named = 「{ $name }」の送り先「{ $destination }」を再試行
destination-drop-named = 「{ $name }」の送り先から「{ $destination }」を削除

## Status

upload-status-cancelled = キャンセル済み
upload-status-changed = 変更あり
upload-status-checking = 確認中
upload-status-duplicate = 重複
upload-status-failed = 失敗
upload-status-importing = 取り込み中
upload-status-indexed = 登録済み
upload-status-indexing = 登録中
upload-status-no-key = キー待ち
upload-status-no-network = 接続待ち
upload-status-held = 保留
upload-status-not-accepted = 受付不可
upload-status-paused = 一時停止中
upload-status-preparing = 変換中
upload-status-processing = 処理中
upload-status-ready = 準備完了
upload-status-retrying = { $time }後に再試行
# Found in the journal and waiting for a go
upload-status-stopped-at-start = 停止中
upload-status-uploading = 送信中
upload-status-waiting = 待機中

## Steps

upload-step-compare = 重複を確認中
upload-step-create = アップロードを開始中
upload-step-fetch-parts = 到着済みのパートを確認中
upload-step-follow = 登録中
upload-step-look = ファイルを確認中
upload-step-over = 完了
upload-step-prepare = コピーを作成中
# $done and $total are times, $speed is how many seconds of film a second takes
upload-preparing = { $done } / { $total } · { $speed }倍速
upload-preparing-unknown = { $done } · { $speed }倍速
upload-step-recover = アセットの作成状況を確認中
upload-step-send = 送信中
upload-step-submit = 送り先に追加中
upload-step-watch = 処理中

## Bandwidth and parts

upload-rate-limited = { $rate }（制限中）
upload-limited = { $rate }に制限
upload-limited-until = { $time }まで{ $rate }に制限
upload-unlimited-until = { $time }まで速度制限なし
upload-parts = { $count }パート
upload-parts-automatic = パート数は自動
upload-parts-host-limit = { $count }パート（ストレージの受け入れ上限）
upload-parts-measured = { $count }パート（測定による最適値）
upload-parts-measuring = { $count }パート（測定中）
