### What went wrong, and what to do about it.

## What happened. A headline without a full stop: it also stands alone.

failure-answer-lost = 応答を受け取る前に接続が切れました
failure-bug = Takeupで内部エラーが発生しました
failure-conflict = プラットフォームが競合を報告しました
failure-corrupt = ストレージが受信したデータが、送信したデータと異なります
failure-file-changed = アップロード中にファイルが変更されました
failure-file-growing = ファイルが直前に変更されました
failure-file-missing = ファイルが見つかりません
failure-file-unreadable = ファイルを読み取れません
failure-key-refused = プラットフォームがAPIキーを拒否しました
failure-keyring = キーリングがエラーを返しました
failure-network = サーバーに接続できませんでした
failure-not-allowed = このアカウントのプランまたはリージョンでは許可されていません
failure-not-found = プラットフォームに見つかりません
failure-presigned-url-expired = 署名付きURLの有効期限が切れました
failure-processing = プラットフォームがファイルを処理できませんでした
failure-preparing = コピーを作成できませんでした
failure-rate-limited = レート制限に達しました
failure-rate-limited-for = レート制限に達しました。プラットフォームから{ $time }待つよう求められています
failure-refused = プラットフォームがリクエストを拒否しました
failure-server-error = サーバーエラーが発生しました
failure-session-ended = マルチパートセッションは終了しています
failure-setup = 接続設定が正しくありません

## The same while the key is checked

failure-key-keyring = キーリングがロックされているか、アクセスが拒否されました
failure-key-network = サーバーに接続できなかったため、キーを確認できませんでした
failure-key-not-found = 見つかりません（404）
failure-key-unknown = このキーはプラットフォームに登録されていません。キーには有効期限があります。以前使えていたキーであれば、新しいキーを作成してください。

## As a sentence. $what is one of the headlines, $detail what the server or the system reports.

failure-told = { $what }。
failure-told-detail = { $what }（{ $detail }）。

## What to do

failure-advice-certificate = このネットワークに独自の認証局がある場合は、ネットワーク設定でその証明書ファイルを選択するか、--extra-caを使ってください。
failure-advice-authority = サーバーが認証局用の証明書を使っており、サーバー用としては受け入れられません。サーバーの管理者にサーバー証明書を依頼してください。
failure-advice-changed = ファイルへの書き込みが終わってから再試行してください。新しい内容を最初からアップロードします。
failure-advice-clock = このコンピューターの日付と時刻を確認してください。
failure-advice-conflict = 競合を解消してから再試行してください。
failure-advice-corrupt = 再試行してください。繰り返し発生する場合は、このコンピューターとストレージの間の機器やネットワークがデータを破損させています。
failure-advice-add-folder = Takeupにフォルダーの読み取りを許可してから、もう一度追加してください。
failure-advice-add-file = メディアが入っているファイルを追加してください。
failure-advice-between = ブラウザーでこのネットワークにサインインするか、プロキシ、ファイアウォール、サーバーURLを確認してください。
failure-advice-bug = 再試行してください。繰り返し発生する場合は、上記のテキストを添えて報告してください。
failure-advice-key = 「設定」でAPIキーを変更してから再試行してください。
failure-advice-keyring = キーリングのロックを解除して再試行するか、キーを入力し直してください。
failure-advice-missing = パスを確認するか、ファイルを元の場所に戻してから、再試行してください。
failure-advice-not-allowed = 別のアップロード方式または別のプランを使用するか、TwelveLabsのサポートに問い合わせてください。
failure-advice-not-found = ほかの場所から削除された可能性があります。再試行すると、もう一度送信します。
failure-advice-processing = ファイルが再生できることを確認し、書き出し直してから、新しいファイルを追加してください。
failure-advice-preparing = 再試行するか、ファイルをそのままアップロードしてください。
failure-advice-ffmpeg = libx264を含むffmpeg 4以降をインストールするか、設定でパスを指定してください。ファイルをそのままアップロードすることもできます。
failure-advice-space = 空き容量を増やしてから再試行してください。
failure-advice-refused = プラットフォームが指摘した点を修正してから再試行してください。
failure-advice-retry = 再試行してください。到着済みのパートは再送信されません。
failure-advice-proxy = ネットワークと、プロキシのアドレス、ユーザー名、パスワードを確認するか、プロキシの管理者に問い合わせてください。
failure-advice-proxy-setting = http://proxy.example:3128やsocks5h://proxy.example:1080のようなURLを設定してから、Takeupを再起動してください。
failure-advice-newer = 新しいバージョンをもう一度インストールするか、--data-dirで別のフォルダーを指定してください。
failure-advice-own-proxy = ネットワーク設定でプロキシを入力するか、別のプロキシ設定を選択してください。
failure-crashed = Takeupの不具合により処理が中断しました。レポートは「{ $path }」にあります。未完了のアップロードは次回の起動時に続行します。
failure-crashed-unkept = Takeupの不具合により処理が中断しました。レポートは書き込めませんでした。未完了のアップロードは次回の起動時に続行します。
failure-advice-roots = メッセージに示された箇所を修正してから再試行してください。
failure-advice-no-roots = パッケージca-certificatesをインストールするか、--extra-caでファイルを指定してください。
failure-advice-sessions-short = このファイルに対して接続が遅すぎる可能性があります。より速い接続で再試行してください。
failure-advice-session-ended = 再試行してください。アップロードは最初からやり直しになります。
failure-advice-setup = サーバーURLを修正してから再試行してください。URLにはAPIのバージョンが必要です（例: /v1.3）。
failure-advice-unreadable = Takeupにファイルの読み取りを許可してから再試行してください。
failure-advice-key-keyring = ロックを解除して再試行するか、キーを入力してください。
failure-advice-key-network = ネットワークを確認してから、もう一度接続してください。サーバーとプロキシは設定で変更できます。
# Where no file is to be sent
failure-advice-deleted = ほかの場所から削除された可能性があります。

## What the program does by itself

failure-retries = 自動的に再試行します。
failure-waits-for-writer = ファイルへの書き込みが終わると続行します。
