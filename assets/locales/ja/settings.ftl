### The settings.

settings-unreadable = この値は読み取れません。前の値がそのまま使用されます。
settings-limits-note = 上限を超えるファイルは送信されません。上限を引き上げるのは、プランで許可されている場合だけにしてください。実際に受け付けるかどうかは、プラットフォームが判断します。

settings-tab-account = アカウント
settings-tab-uploads = アップロード
settings-tab-appearance = 外観
settings-tab-network = ネットワーク
settings-tab-advanced = 詳細設定

## Account

settings-key = APIキー
settings-key-none = システムにキーリングがあればそこに保存（ファイルには保存されません）
# How a key begins. It stays as it is.
settings-key-hint = tlk_…
settings-key-replace = 変更…
settings-key-enter = キーを入力…
settings-key-test = テスト
settings-key-forget = 削除…
settings-key-works = 有効
settings-key-unchecked = 未確認
settings-key-unknown = キーを検索中
settings-key-missing = キーなし
settings-keyring-locked = ロック中
settings-key-refused = 無効
settings-account-name = アカウント名
settings-account-name-help = サイドバーに表示
settings-server = サーバー
settings-server-help = 専用環境を使用する場合のみ変更

## Uploads

settings-files-at-once = 同時ファイル数
settings-files-at-once-help = { NUMBER($least) }から{ NUMBER($most) }まで
settings-parts-at-once = 同時パート数
settings-parts-at-once-help = 自動では接続に合わせて調整
settings-parts-automatic = 自動
settings-parts-fixed = 固定
settings-parts-number = パートの数
settings-multipart-above = パートに分けるサイズ
settings-multipart-above-help = 大きいファイルは続きから送信可能
settings-bandwidth = 速度を制限
settings-bandwidth-help = 全体の合計（{ $rate }以上）
settings-bandwidth-rate = 速度の上限（MB/s）
settings-bandwidth-unit = MB/s
settings-hours = 制限する時間帯
settings-hours-help = 毎日、日付をまたぐ指定も可能
settings-hours-all-day = 終日
settings-hours-from = 制限の開始時刻
settings-hours-until = 制限の終了時刻
settings-if-exists = プラットフォーム上の重複
settings-copy = 動画の送信形式
settings-copy-help = 小さいコピーはffmpegで作成
settings-ffmpeg = ffmpegのプログラム
settings-ffmpeg-help = 空欄の場合はインストール済みを使用
settings-tell-copies = コピー情報をメタデータへ
settings-tell-copies-help = 作成方法と元のファイルの情報
settings-ask-hosts = URLを事前に確認
settings-ask-hosts-help = Webページかファイルかを送信前に判別
settings-resume-at-start = 起動時に再開
settings-resume-at-start-help = 未完了のアップロードを再開
settings-notifications = 通知
settings-notifications-help = アップロードの終了時と要確認時
settings-hold-sleep = スリープさせない
settings-hold-sleep-help = ファイルの送信中のみ
settings-mark-uploads = アセットに識別IDを記録
settings-mark-uploads-help = 応答が失われても重複を防止
settings-delete-reserved = 空のアセットを削除
settings-delete-reserved-help = セッションが途中で終了した場合
settings-checks = 全パートを検証
settings-checks-help = チェックサムをストレージと照合
settings-sha256 = アップロード記録にSHA-256を追加
settings-sha256-help = 各ファイルをもう一度読み込み

## Limits of the account

settings-limits = アップロードの上限

# $size: 10 GB
settings-limit-reset = { $size }に戻す
# In place of a source
# $source: where the figure was found, such as "Upload guide, 2025"

## Appearance

settings-theme = テーマ
settings-theme-system = システム
settings-theme-light = ライト
settings-theme-dark = ダーク
settings-text-size = 文字サイズ
settings-text-size-help = ウィンドウ全体を合わせて拡大
settings-language = 言語
settings-language-system = システム
settings-proxy = プロキシ
settings-proxy-help = プラットフォームとストレージ用
settings-proxy-system = システム
settings-proxy-none = なし
settings-proxy-own = 手動
settings-proxy-server = プロキシサーバー
settings-proxy-server-help = http、https、SOCKS
settings-proxy-server-hint = http://proxy.example.com:3128
settings-proxy-sign-in = サインイン…
settings-proxy-account = プロキシのサインイン
settings-proxy-account-help = パスワードはキーリングに保存
settings-proxy-user = ユーザー名
settings-proxy-password = パスワード
settings-direct-for = プロキシを使わないホスト
settings-direct-for-help = カンマ区切りで入力
settings-direct-for-hint = localhost, .example.com
settings-extra-ca = 追加の認証局
settings-extra-ca-help = TLSを検査するネットワーク用
settings-extra-ca-hint = company-root.pem
settings-extra-ca-choose = 選択…
settings-extra-ca-remove = 認証局を削除
settings-addresses = IPバージョン
settings-addresses-help = IPv4とIPv6の両方があるホスト向け
settings-addresses-any = 自動
settings-addresses-ipv4 = IPv4
settings-addresses-ipv6 = IPv6
settings-checkup = ネットワークテスト
settings-checkup-run = ネットワークをテスト
settings-checkup-again = 再実行
settings-checkup-running = テスト中…
settings-checkup-copy = レポートをコピー
settings-checkup-none = 名前解決、プロキシ、証明書、時計、プラットフォーム、ストレージ、このコンピューターをテストし、対処方法を表示します。
settings-milliseconds = { NUMBER($count) } ms
settings-data-folder = データフォルダー
settings-log = ログ
settings-log-help = 最大2 MB、キーとURLは除外
settings-open-folder = フォルダーを開く
settings-open-log = ログを表示
settings-log-level = ログのレベル
settings-log-errors = エラー
settings-log-normal = 標準
settings-log-detailed = 詳細
settings-diagnostics = 診断
settings-diagnostics-help = サポート用。機密情報、名前、URLは別の値に置換
settings-diagnostics-show = 診断を表示
settings-diagnostics-copy = 診断をコピー
settings-updates = アップデートの確認
settings-updates-help = 1日1回、インストールはしない
settings-version = バージョン
settings-updates-now = 今すぐ確認
settings-updates-checking = アップデートを確認中
settings-updates-newest = 最新のバージョンです。
settings-updates-failed = アップデートを確認できませんでした。
