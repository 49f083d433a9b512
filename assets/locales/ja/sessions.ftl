### Unfinished multipart sessions.

session-none-help = 未完了のマルチパートアップロードは、ここに24時間表示されます。
session-none-match = 読み込み済みのセッション{ $count }件の中に、一致するものはありません。
session-note = セッションにはファイルの場所が含まれません。アップロードしていたファイルを選択すると、足りないパートだけが送信されます。選択しない場合、セッションは自動的に終了します。
session-over = このセッションはプラットフォームで終了しています。
session-finish-unverified = 到着済みのパートは再送信されません。プラットフォームがチェックサムを返さないため、ファイルと照合することもできません。同じファイルであることを確認してください。

## Page

session-title = 未完了のセッション
session-title-count = 未完了のセッション { NUMBER($count) }
session-search = 未完了のセッションを検索
session-none = 未完了のセッションはありません
session-column-file = ファイル
session-column-size = サイズ
session-column-parts = パート
session-column-started = 開始
session-column-expires = 有効期限
session-parts-stored = { NUMBER($stored) } / { NUMBER($count) }パート保存済み
session-parts = { $count }パート
session-expired = 期限切れ
session-expires-in = 残り{ $time }

## Actions

session-finish = 続きを送信…
# Read aloud
session-finish-named = 「{ $name }」の続きを送信…
session-finish-with = ファイルを選択して続きを送信…
session-copy-upload-id = アップロードIDをコピー

## Status

session-status-active = 有効
session-status-completed = 完了
session-status-expired = 期限切れ
session-status-failed = 失敗
