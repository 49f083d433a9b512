### What has happened to an upload, one line for each event.

event-line = { $time } · { $event }
event-times = { $event }（{ NUMBER($count) }回）
event-added = リストに追加
event-chosen = 方式: { $method }
event-created = アセットを作成
event-reused = 既存のアセットを再利用
event-retried = リクエストを再送: { $reason }
event-part-retried = パート{ NUMBER($part) }を再送: { $reason }
event-url-replaced = パート{ NUMBER($part) }の署名付きURLを交換
event-begun-again = 前のセッションが終了したため新しいセッションを開始
event-paused = 一時停止
event-resumed = 再開
event-sent = プラットフォームがすべてのバイトを受信
event-processed = 処理完了
event-arrived = 送り先{ NUMBER($place) }で準備完了
event-ready = 準備完了
event-failed = 失敗: { $reason }
event-refused = チェックで停止
event-cancelled = キャンセル
event-reopened = 再試行
event-extended = 送り先を追加
