### Keys, servers, and practice mode.

## Keys

key-help = TwelveLabsダッシュボードの「API keys」で確認できます。キーはシステムのキーリングに保存され、ファイルには保存されません。
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

account-switching = アカウントを切り替えています。少し待ってから、もう一度試してください。
account-starting-practice = 練習モードを開始しています…
account-leaving-practice = 練習モードを終了しています…
# After a sentence that says why
account-not-switched = 元のアカウントに戻りました。
