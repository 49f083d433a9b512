### Connections to Google Drive.

## In the browser, once a person has answered there

connection-page-connected = Google Driveを接続しました。このタブは閉じてかまいません。
connection-page-refused = Google Driveは接続されませんでした。このタブは閉じてかまいません。
connection-page-unknown = Takeupが要求していないページです。このタブは閉じてかまいません。

## How a connection stands

connection-status-active = 有効
connection-status-expired = 期限切れ
connection-status-revoked = 取り消し済み

## In the settings and beside uploads

connection-connect = Google Driveを接続…
connection-title = Google Drive
connection-drive = ファイルのリンク
connection-help = リンクを追加すると、プラットフォームがファイルを取り込みます。
# $time is a date
connection-since = { $time } 接続
connection-waiting = ブラウザーに開いたページで応答してください。
connection-open-again = ページをもう一度開く
connection-remove = 削除…
connection-remove-means = プラットフォームはこのGoogle Driveを読み取れなくなります。取り込んだアセットは残ります。
