### Keys, servers, and practice mode.

## Keys

key-help = システムにキーリングがあればそこに保存され、ファイルには保存されません。
key-forget-means = キーはシステムのキーリングから削除されますが、プラットフォームでは引き続き有効です。アップロードは、別のキーを入力するまで待機します。

## Where the key is, in the status bar

key-place-environment = キー: 環境変数
key-place-keyring = キー: { $keyring }
key-place-this-run = キー: 今回の起動のみ
key-place-practice = 練習モード

## Where the key is, in the settings

key-kept-environment = このプログラムの環境変数から取得
key-kept-keyring = { $keyring }に保存（ファイルには保存されません）
key-kept-this-run = 今回の起動のみ有効: { $reason }
key-kept-unchecked = 今回の起動のみ有効: 未確認
key-kept-practice = 練習モードではキーは不要

## Switching

account-starting-practice = 練習モードを開始しています…
account-first = マイアカウント
accounts-title = アカウント
account-add = アカウントを追加…
account-replace-key = キーを変更
account-enter-key = キーを入力
# Read aloud: the label of a button and the account it is for
account-remedy = { $label }: { $account }
# The keys that open the settings
account-settings-shortcut = Ctrl+,
account-uploading = { $count }件のアップロードを実行中
account-waiting = { $count }件が待機中
# $time: 11:42
account-rate-limit = { $time }までレート制限中

## Adding and removing

account-add-title = アカウントを追加
account-add-help = キーが確認されるとアカウントを保存します。
account-name-hint = 名前（例: スタジオ東京）
account-name-taken = 同じ名前のアカウントがあります。
account-server-invalid = サーバーURLは、httpsで始まり、APIのバージョンを含む必要があります。
account-edit = 編集
account-remove = 削除…
account-remove-title = アカウント「{ $name }」を削除しますか？
account-remove-means = このアカウントの未完了のアップロードはキャンセルされ、すべてのアップロードがリストから削除されます。アップロード記録は残ります。キーはシステムのキーリングから削除されます。プラットフォームからは何も削除されません。
account-remove-yes = アカウントを削除
account-remove-no = アカウントを残す
