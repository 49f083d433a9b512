### What Takeup itself finds wrong: one sentence for each reason. $detail holds words of the server or the
### system, a name, or an ID.

## The platform's answer

# Server words with the code of the answer.
reason-with-code = { $detail } [{ $code }]
reason-answer-unreadable = サーバーの応答を読み取れませんでした（{ $detail }）。
reason-asset-not-listed = アセット{ $detail }がプラットフォームの一覧にありません。
# $detail: the title of a page and the status, such as “Hotel WiFi” (HTTP 200)
reason-intercepted = サーバーではなく、途中にある別の機器やサービスが応答しました（{ $detail }）。
reason-key-malformed = APIキーに使用できない文字が含まれています。
reason-consent-refused = Google Driveは接続されませんでした。
# $detail is a code of the platform, such as access_denied
reason-consent-refused-code = Google Driveは接続されませんでした（{ $detail }）。
reason-consent-too-late = ブラウザーで時間内に応答がなかったため、Google Driveは接続されませんでした。
reason-language-refused = プラットフォームは言語を自動的に判別するため、この項目を拒否しました（{ $detail }）。言語を空欄にしてください。
reason-no-answer-in-time = 時間内にサーバーから応答がありませんでした。
reason-no-assets-at-server = このサーバーURLにはアセットのAPIがありません（{ $detail }）。
reason-no-etag = ストレージからのパートの受信確認にETagがないため、プラットフォームに報告できません。
reason-no-key = APIキーがありません。
reason-of-another-account = このキーでは読み取れません。別のアカウントのものです（{ $detail }）。
# $detail: the address of the proxy and what went wrong, such as 10.0.0.1:3128: connection refused
reason-proxy-refused = プロキシがサーバーに接続しませんでした（{ $detail }）。
# $detail: the name of an environment variable
reason-proxy-unusable = 変数{ $detail }の値は、使用できるプロキシではありません。何も送信していません。
reason-own-proxy-missing = プロキシが「手動」に設定されていますが、入力されていません。何も送信していません。
reason-release-not-signed = 最新のリリースには、Takeupのキーによる署名がありません。リリースの情報は使用しませんでした。
# $detail: a URL
reason-redirected = 途中にある別の機器やサービスが、{ $detail }にリダイレクトしています。
# $detail: the status of the session
reason-sessions-too-short = すべてのパートが到着する前に、マルチパートセッションが2回続けて終了しました（{ $detail }）。
reason-not-https = サーバーURLはhttpsで始まる必要があります（{ $detail }）。httpを使用できるのは、このコンピューター上のサーバーだけです。
reason-server-no-url = サーバーURLが正しくありません（{ $detail }）。

## The file

reason-changed-after-start = アップロードの開始後にファイルが変更されました。
reason-copy-gone = アップロード中に、ファイルのコピーが削除または変更されました。
reason-copy-no-space = ディスクに空きがないため、コピーを作成できませんでした。
reason-copy-no-space-left = コピーには{ $needed }の空き容量が必要ですが、残りは{ $left }です。
reason-copy-other-length = コピーの長さは{ $length }、ファイルは{ $original }のため、送信しませんでした。
reason-ffmpeg-failed = ffmpegがコピーを作成できませんでした（{ $detail }）。
reason-ffmpeg-failed-silently = ffmpegがコピーを作成できませんでした。理由は示されませんでした。
reason-ffmpeg-missing = ffmpegが見つかりません。
reason-ffmpeg-missing-at = ffmpegが見つかりません（{ $path }）。
reason-ffmpeg-no-encoder = このffmpegにはエンコーダー{ $name }がありません。
reason-ffmpeg-stuck = ffmpegの処理が進まなくなったため、終了しました。
reason-ffmpeg-too-old = ffmpeg { $version }は古すぎます。
reason-folder-unreadable = フォルダーを読み取れません（{ $detail }）。
reason-is-device = これはファイルではなく、デバイスです。
reason-is-folder = これはファイルではなく、フォルダーです。
reason-is-pipe = これはファイルではなく、名前付きパイプです。
reason-is-socket = これはファイルではなく、ソケットです。
reason-link-loop = これは自分自身に戻るリンクです。
reason-not-a-file = このパスにあるのはファイルではありません。
reason-other-bytes = ファイルの内容が、前回読み取ったときと異なります。
reason-other-file = アップロードを開始したときとは別のファイルになっています。
reason-other-size = ファイルのサイズが変わったため、新しいアップロードを開始しました。
reason-part-damaged = ストレージが受信したパート{ $detail }のデータが、送信したデータと異なります。

## This computer

reason-engine-not-started = Takeupの処理を開始できませんでした（{ $detail }）。
reason-folder-not-private = フォルダー「{ $detail }」は、別のユーザーが所有しているか書き込めるため、使用しません。--data-dirで別のフォルダーを指定するか、ほかのすべてのユーザーの書き込み権限を外してください。
reason-http-client = 接続の準備ができませんでした（{ $detail }）。
reason-journal-newer = ジャーナル「{ $detail }」は、新しいバージョンのTakeupで作成されたものです。変更せずに残しました。
reason-journal-not-written = ジャーナルに書き込めません（{ $detail }）。ディスクの空き容量を増やすか、フォルダーへの書き込みを許可してください。
reason-journal-stopped = ジャーナルへの書き込みが停止しています。
reason-journal-unusable = ジャーナルを使用できません（{ $detail }）。
reason-no-home-folder = このシステムではホームフォルダーが見つかりません。--data-dirでフォルダーを指定してください。
reason-no-keyring = このシステムではキーリングが応答しません。GNOMEキーリングやKWalletなどを起動するか、TWELVE_LABS_API_KEYを設定してください。
reason-no-roots = このシステムに認証局がありません。
reason-not-saved = 保存できませんでした（{ $detail }）。
reason-sandbox-not-started = 練習モードを開始できませんでした（{ $detail }）。
reason-settings-not-saved = 設定を保存できませんでした（{ $detail }）。
reason-settings-unreadable = 設定を読み取れなかったため、既定値を使用します（{ $detail }）。

## A running Takeup

reason-handover-ending = 実行中のTakeupは終了処理中です。もう一度試してください。
reason-handover-not-saved = 実行中のTakeupがアップロードしていますが、保存できませんでした（{ $detail }）。完了するまで終了しないでください。
reason-handover-failed = 実行中のTakeupに接続できませんでした（{ $detail }）。
reason-handover-no-answer = 実行中のTakeupから応答がありませんでした。
# $detail: the name that was typed
reason-account-unknown = アカウント「{ $detail }」がありません。一覧を表示するには: takeup-cli accounts list
reason-handover-no-window = Takeupはターミナルで実行中です。終了後にウィンドウを開けます。
reason-handover-other-server = 実行中のTakeupは「{ $detail }」に接続しています。別のサーバーを使用するには、--data-dirを指定してください。
reason-handover-refused = 実行中のTakeupが拒否しました（{ $detail }）。

## What does not fit together

unfit-drive-for-task = 従来型タスクではGoogle Driveのファイルを取り込めません。アセットとして取り込んでください。
unfit-file-for-url-method = 方式「url」は公開URL用ですが、これはローカルファイルです。
unfit-no-index = 従来型タスクにはインデックスが必要です。
unfit-not-connected = このアカウントにはGoogle Driveが接続されていません。
unfit-not-looked-at = ファイルがまだ確認されていません。
unfit-on-platform = このアセットはすでにプラットフォームにあります。
unfit-other-size = セッションのファイルは{ $session }ですが、このファイルは{ $file }です。
unfit-url-for-file-method = この方式はローカルファイル用ですが、これはURLです。

## Sessions that cannot be finished

not-finished-asset-unknown = セッションの続きを送信できません。どのアセットのものか、プラットフォームから情報が得られません。ファイルをもう一度アップロードしてください。
not-finished-at-work = セッションの続きを送信できません。このリストのアップロードがこのセッションを使用しています。そのアップロードを再開してください。
not-finished-not-listed = セッションの続きを送信できません。プラットフォームの一覧にありません。
not-finished-over = セッションの続きを送信できません。セッションは終了しています。ファイルをもう一度アップロードしてください。
not-finished-part-size = セッションの続きを送信できません。パートのサイズが正しくありません。
