### Lines of the console. Names, IDs, sizes and sentences of other files come as finished text.

## Layout

# Something about one file, URL or asset: "clip.mp4: ready"
console-about = { $name }: { $text }

## Help

console-usage-heading = 使い方:
console-commands-heading = コマンド:
console-arguments-heading = 引数:
console-options-heading = オプション:
# In a usage line, where options can stand
console-usage-options = [オプション]
# In a usage line, where a command has to stand
console-usage-command = <コマンド>
# In a usage line, where a command can stand
console-usage-optional-command = [コマンド]
# After the help of an option
console-default-value = [既定値: { $value }]
console-possible-values = [指定できる値: { $values }]

## Uploads

console-ended-ready = 準備完了
console-ended-failed = 失敗
console-ended-refused = 未送信
console-ended-cancelled = キャンセル済み
# The upload waits: its content is already in the list
console-ended-duplicate = 重複
console-ended-processing = 処理中
console-asset = アセット: { $id }
console-task = タスク: { $id }
console-engine-ended = Takeupの内部処理が予期せず停止しました。「takeup-cli resume」でアップロードを続行できます。
console-held-anyway = 保留のファイルは送信していません。それでもアップロードする場合は--anywayを指定してください。
console-interrupted = 中断しました。「takeup-cli resume」でアップロードを続行できます。到着済みのデータは再送信されません。
console-timed-out = 一部のアップロードは、{ $time }以内に準備が完了しませんでした。「takeup-cli resume」でアップロードを続行できます。到着済みのデータは再送信されません。
console-copy-not-smaller = コピーのほうが小さくならないため、元のファイルをアップロードします。
console-own-settings = 実行中のTakeupは自身の設定を使用します。ここで指定した設定は反映されません。
console-handed-over = { $count }件のファイル・URLを、実行中のTakeupに渡しました。
# The running Takeup has ended, or this program was interrupted, before the uploads were over
console-handed-over-goes-on = アップロードは完了していません。実行中のTakeupが、このまま、または次に起動したときに続行します。
console-uploads-busy = Takeupはすでに起動していて、これらのアップロードを処理しています。
# After the sentence that says that the journal was damaged
console-journal-set-aside = 何もアップロードも変更もしていません。新しいジャーナルで続けるには、コマンドをもう一度実行してください。
console-watch-file = 「{ $path }」はファイルです。監視するフォルダーを指定してください。
console-watch-busy = Takeupはすでに実行中です。実行中のTakeupの「監視フォルダー」でフォルダーを監視してください。
# $time is for example "10 s"
console-watch-folder = 監視中: { $folder }。ファイルは{ $time }変更がなければアップロードされます。
console-watch-gone = { $folder }: フォルダーがありません。10秒ごとに確認します。失われるファイルはありません。
console-watch-left = { $folder }にすでにあったファイル{ $count }個はそのまま残します。アップロードするには: --existing upload
console-nothing-unfinished = 未完了のアップロードはありません。
console-nothing-failed = 失敗したアップロードはありません。
console-some-failed = { $count }件のアップロードが失敗しました。再試行するには: takeup-cli resume --failed
# Uploads of the same journal that belong to another server
console-unfinished-elsewhere = 別のサーバーの未完了のアップロードが{ $count }件あります。続行するには: takeup-cli resume --base-url { $server }
# Uploads of the same journal that belong to another account of the settings
console-unfinished-of-account = 別のアカウントの未完了のアップロードが{ $count }件あります。続行するには: takeup-cli resume --account { $account }
# 2/4: the second of four shares
console-shard = シャード{ $shard }: { $found }件のファイル・URLのうち{ NUMBER($taken) }件
console-report-not-saved = レポートは保存されませんでした: { $why }
console-plan-reuse = すでにプラットフォームにあるため送信されません（アセット{ $id }）

## Queue

console-not-unfinished = 未完了のアップロードではありません
console-none-unfinished = 指定されたアップロードの中に、未完了のものはありません。
console-no-such-upload = この番号のアップロードも、この文字列を含むアップロード記録もありません。

## Lists

console-nothing-found = 見つかりませんでした。
console-list-part = { $total }件中{ $shown }件を表示しています。すべて表示するには--allを指定してください。
console-list-videos = 動画{ $count }本
console-list-items = アイテム{ $count }件
console-list-parts = { $done } / { $count }パート
# How many parts have arrived is not known.
console-list-parts-unknown = { $count }パート

## Changes

# After the platform refused to delete an asset that is in use
console-delete-force = それでもアセットを削除するには、--forceを指定してください。
# The page follows in the next line.
console-connect-open = Google Driveを接続するには、このコンピューターのブラウザーで次のページを開いてください:
console-transcription-none = プラットフォームにこのアセットの文字起こしはありません。
console-finish-busy = Takeupはすでに起動しています。Takeupのウィンドウでセッションの続きを送信してください。

## Check

console-check-refused = 受付不可: { $reason }
# The upload waits for a confirmation.
console-check-confirm = 要確認: { $reason }
console-check-anyway = 該当する用途でアップロードするには、--anywayが必要です。
console-check-note = 参考: { $reason }
console-check-url = URLは使用可能（URLの先のファイルは未確認）

## Verify

# $source is the path or URL that was uploaded
console-verify-same = 内容は「{ $source }」（{ $time } UTCにアップロード）と同じです。
# $digest is the kind of checksum, for example BLAKE3; $found is that of the file, $expected that of the receipt
console-verify-different = 内容が「{ $source }」（{ $time } UTCにアップロード）と異なります。ファイルの{ $digest }: { $found }、アップロード記録の値: { $expected }
console-verify-unreadable = ファイルを読み取れません（{ $reason }）
console-verify-no-receipt = このファイルには、チェックサムを含むアップロード記録がありません。

## API key

console-key-missing = APIキーがありません。TWELVE_LABS_API_KEYを設定するか、次のコマンドでキーをキーリングに保存してください: takeup-cli key set
# Before a key is typed or pasted in a terminal
console-key-prompt = APIキーを入力するか貼り付けて、Enterキーを押してください。キーは画面に表示されません。
console-key-no-input = 標準入力にキーがありません。ファイルやパイプなしでtakeup-cli key setを実行すると、キーを入力できます。
console-key-none = APIキーは保存されていません。
console-key-forgotten = キーをキーリングから削除しました。
console-proxy-prompt = プロキシのパスワードを入力するか貼り付けて、Enterキーを押してください。パスワードは画面に表示されません。
console-proxy-no-user = プロキシのURLにはユーザー名が必要です。例: http://user@proxy.example.com:3128
console-proxy-no-input = 標準入力にパスワードがありません。ファイルやパイプなしでtakeup-cli key set --proxy URLを実行すると、パスワードを入力できます。
console-proxy-none = このプロキシのパスワードは保存されていません。
console-proxy-kept = このプロキシのパスワードはキーリングに保存されています。
console-proxy-forgotten = このプロキシのパスワードをキーリングから削除しました。
console-bundle-written = レポートを「{ $path }」に保存しました。プレーンテキストなので、送信する前に内容を確認してください。

## Practice platform

console-network-unknown = 「{ $name }」というネットワーク条件はありません。指定できる値: { $names }
console-not-loopback = { $address }はループバックアドレスではありません。練習用プラットフォームを利用できるのは、このコンピューターだけです。

## Errors

# In the order: what happened, and what the system says about it
console-error-system = システムがエラーを報告しました: { $reason }
# Results could not be written, for example to a full disk
console-output-lost = 出力は不完全です: { $reason }。出力先の空き容量を増やしてください。アップロード済みの項目はtakeup-cli historyで確認できます。
console-error-unknown = 内部エラー: { $reason }
