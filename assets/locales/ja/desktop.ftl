### File dialogs, the clipboard, and other programs. $reason is what the system reports.

desktop-copied = コピーしました
desktop-no-browser = ブラウザーを開けませんでした（{ $reason }）。代わりにURLをコピーしてください。
# The server sent an address that is not one of the web. $url is the address.
desktop-no-page = 安全なWebページへのリンクではないため、開きませんでした: { $url }
desktop-no-dialog = ファイル選択画面を開けません。ファイルをウィンドウにドロップするか、パスを貼り付けてください。選択画面には、zenityまたはxdg-desktop-portal-gnome、-kde、-gtkのいずれかが必要です。
desktop-no-folder = フォルダーを開いてファイルを表示できませんでした（{ $reason }）。
# The title of the dialog that saves what a page shows
desktop-save-title = 一覧を保存
desktop-saved = 「{ $place }」に保存しました。
# $saved is the sentence that says where something was saved
desktop-saved-unasked = ファイル選択画面を開けませんでした。{ $saved }
desktop-not-saved = 保存できませんでした。

## Sleep and notifications of the system

# Shown by the system as the reason why it stays awake
desktop-sleep-why = アップロード中
# The button of a notification
desktop-notification-open = 開く
desktop-uploads-finished = アップロードが終了しました
desktop-uploads-attention = アップロードを確認してください
desktop-uploads-key = アップロードにはAPIキーが必要です
desktop-uploads-waiting = { $count }件がキー待ち
