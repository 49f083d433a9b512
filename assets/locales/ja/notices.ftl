### What lies over a page or above it: banners, notices, questions, the drop target.

notice-title = お知らせ
notice-close = お知らせを閉じる
notice-paste-empty = 貼り付けたテキストに、公開URLもファイルのパスも含まれていません。
notice-paste-passed-over = 貼り付けたテキストのうち{ $count }か所は、公開URLでもファイルのパスでもないため追加しませんでした。

## Banners

# Titles stand in front of a sentence.
banner-offline = サーバーに接続できません。
banner-offline-waiting = { $time }後に再試行します。アップロードは自動的に再開します。
banner-offline-retrying = 再試行しています。アップロードは自動的に再開します。
banner-offline-retry = 今すぐ再試行
# $time: 11:31. It follows the sentence on the connection, above an older list.
banner-offline-list = この一覧は{ $time }に更新されました。
banner-no-key = APIキーがありません。
banner-no-key-help = アップロードは、キーを入力するまで待機します。
banner-key-failed = APIキーを使用できません。
banner-key-enter = APIキーを入力
banner-update = Takeup { $version }が公開されています。
banner-update-help = リリースページからダウンロードできます。
banner-update-open = リリースページを開く
banner-update-later = 後で

## Drop target

drop-release = ドロップして{ $count }件を追加
drop-release-files = ドロップしてファイル{ $count }件（{ $size }）を追加
drop-files = ファイル{ $count }件（{ $size }）
drop-folders = フォルダー{ $count }件
drop-help = フォルダー内のメディアを検索します。スキップしたものは件数を表示します。

## Questions

question-pause = 一時停止しますか？
question-pause-yes = 一時停止
question-pause-no = アップロードを続行
question-forget-key = APIキーを削除しますか？
question-forget-key-yes = キーを削除
question-forget-key-no = キーを残す
question-close = アップロード中です。ウィンドウを閉じますか？
question-close-background = バックグラウンドで続行
question-close-quit = 一時停止して終了
question-close-end = 終了
question-close-stay = キャンセル
