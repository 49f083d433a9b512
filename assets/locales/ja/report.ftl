### The report of a run of uploads: a page for a browser, from `--report FILE.html`.

report-title = アップロードレポート
# UTC, like every time on the page
report-when = { $from }～{ $to }（UTC）
report-took = 所要時間 { $time }
# 2/4: the second of four shares
report-shard = シャード { $shard }
report-exit = 終了コード { $code }
report-ended = 終了 { $time }（UTC）

## Totals

report-totals = 合計
report-uploads = アップロード
report-duplicate = 要確認
report-processing = 処理中
report-unfinished = 未完了
# They used an asset that was on the platform
report-reused = 送信せず既存のアセットを再利用
# The same command had uploaded them in an earlier run
report-uploaded-before = 以前の実行でアップロード済み
report-bytes = 送信量
report-retries = 再試行

## Failures by reason

report-failures = 理由別の失敗
report-column-count = 件数
report-column-reason = 理由

## Receipts

report-receipts = アップロードと記録
report-column-receipt = アセットと記録
# BLAKE3: 5f1e…, or an index and the ID of the video in it
report-line = { $name }: { $value }
