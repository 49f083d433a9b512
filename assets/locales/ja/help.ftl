### Help of the console, looked up by ID. No arguments.
###
### A command: help- and its path, for example help-index-create.
### An argument: the ID of its command and its long name (or field), for example help-upload-knowledge-store;
### or help-any- and that name, where several commands share one text.
### A placeholder for a value: help-value- and its key.

help-program = コマンドラインからTwelveLabsに動画をアップロード

## Commands

help-accounts = 設定のアカウントを一覧表示
help-accounts-list = アカウントを一覧表示（指定しない場合に使用されるものに*を表示）
help-assets = アカウントのアセットの一覧、表示、削除、エクスポート
help-assets-delete = アセットを削除
help-assets-export = すべてのアセットをCSVでエクスポート（--jsonではJSON配列）
help-assets-list = アセットを新しい順に一覧表示
help-assets-show = アセット1件の詳細を表示
help-assets-transcription = アセットで話された内容をテキストまたは字幕として出力
help-check = ファイルがプラットフォームの要件を満たすか確認（キーもネットワークも不要）
help-connections = Google Driveとの接続の一覧表示、追加、削除
help-connections-add = Google Driveを接続（表示されたページをこのコンピューターのブラウザーで開いて応答）
help-connections-list = Google Driveとの接続を一覧表示
help-connections-remove = Google Driveとの接続を削除（取り込んだアセットは残る）
help-doctor = ネットワーク、キーリング、フォルダー、ディスプレイをテストし、対処方法を表示
help-doctor-bundle = サポート用のレポートもこのファイルに保存（バージョン、設定、ログ、アップロードの概要を含み、機密情報、名前、URLは別の値に置換）
help-history = 完了したアップロードの記録を新しい順に一覧表示
help-index = インデックスの作成、登録、名前の変更、削除
help-index-add = アセットをインデックスに登録し、検索できるようになるまで待機
help-index-create = インデックスを作成
help-index-delete = インデックスを登録内容ごと削除
help-index-items = インデックス内のインデックス済みアセットを一覧表示
help-index-list = アカウントのインデックスを一覧表示
help-index-remove = インデックス済みアセットをインデックスから除外
help-index-rename = インデックスの名前を変更
help-indexes = アカウントのインデックスを一覧表示
help-key = APIキーの保存、確認、削除
help-key-forget = キーをキーリングから削除
help-key-set = 標準入力からキーを読み取り、キーリングに保存
help-key-show-where = キーの保存場所を表示
help-queue = 未完了のアップロードの一覧とキャンセル
help-queue-cancel = 未完了のアップロードをキャンセル（到着済みのパートはプラットフォームに残ります）
help-queue-list = 未完了のアップロードを一覧表示（続行するには「takeup-cli resume」）
help-queue-show = アップロードの経過を表示
help-receipts = 完了したアップロードの記録をエクスポート
help-receipts-export = アップロード記録をCSVでエクスポート（--jsonでは1行に1つのJSONオブジェクト）
help-resume = 未完了のアップロードをすべて続行
help-sandbox = ほかのプログラム用に練習用プラットフォームを起動
help-sessions = 未完了のマルチパートセッションの一覧と続きの送信
help-sessions-finish = 同じサイズのローカルファイルから、セッションの足りないパートを送信
help-sessions-list = アカウントの未完了のマルチパートセッションを一覧表示
help-store = ナレッジストアの作成、アセットの追加と除外、削除
help-store-add = アセットをナレッジストアに追加し、準備完了まで待機
help-store-collections = ナレッジストアのコレクションを一覧表示
help-store-create = ナレッジストアを作成
help-store-create-collection = ナレッジストアにコレクションを作成
help-store-delete = ナレッジストアを内容ごと削除
help-store-items = ナレッジストアのアイテムを一覧表示
help-store-list = アカウントのナレッジストアを一覧表示
help-store-remove = アイテムをナレッジストアから除外
help-tasks = アカウントの従来型タスクの一覧、削除、エクスポート
help-tasks-delete = 終了したタスクと、インデックス内のその動画を削除
help-tasks-export = すべてのタスクをCSVでエクスポート（--jsonではJSON配列）
help-tasks-list = 従来型タスクを新しい順に一覧表示
help-upload = ファイル、フォルダー、公開URLをアップロードし、準備完了まで待機
help-verify = ファイルをアップロード記録と照合
help-watch = 中断されるまでフォルダーを監視し、新しいファイルをアップロード

## Arguments that several commands share

help-any-account = 使用するアカウントの名前またはID
help-any-all = 最初のページだけでなく、全件を取得
help-any-addresses = ホストにIPv4とIPv6の両方がある場合に使うIPアドレス
help-any-assets = アセットのID
help-any-base-url = 使用するサーバー（環境変数: TWELVELABS_BASE_URL）
help-any-csv = CSVの表を出力
help-any-data-dir = ジャーナルと設定のフォルダー
help-any-direct-for = プロキシが不要なホスト（カンマ区切り）
help-any-extra-ca = システムの証明書に加えて信頼する証明書のPEMファイル
help-any-files = 同時にアップロードするファイルの数
help-any-help = このヘルプを表示
help-any-index = インデックスのID
help-any-json = 1行に1つのJSONオブジェクトを出力
help-any-limit = アップロード記録の最大件数
help-any-limit-rate = アップロード速度の上限（MB/s）
help-any-no-checks = チェックサムの計算と照合を省略
help-any-no-wait = プラットフォームがすべて受信したら終了
help-any-proxy = プラットフォームとストレージに使うプロキシ: system、none、またはhttp://user@proxy.example.com:3128のようなURL（パスワードはキーリングから取得）
help-any-parts = 同時に送信するパートの数（全ファイルの合計）
help-any-report = 終了時に、この実行のレポート（合計、理由別の失敗、記録）をこのファイルに保存
help-any-sandbox = このプログラム内の練習用プラットフォームを使用
help-any-search = 名前にこのテキストを含む項目だけを表示
help-any-sha256 = 各ファイルをもう一度読み取り、SHA-256も計算
help-any-size-limit = このサイズまでのファイルを許可（例: 10GB）
help-any-status = この状態の項目だけを表示（例: ready、failed）
help-any-store = ナレッジストアのID。その中のコレクションはSTORE/COLLECTION
help-any-tasks = タスクのID
help-any-timeout = この時間（例: 30m）を過ぎたら待機をやめ、終了コード1で終了
help-version = バージョンを表示

## Arguments of one command

help-assets-delete-force = インデックス済みアセットから参照されていても削除
help-assets-show-asset = アセットのID
help-assets-transcription-asset = アセットのID
help-assets-transcription-srt = SRT形式の字幕を出力
help-check-data-dir = 設定のフォルダー（アカウントの上限が設定されている場合あり）
help-check-for = この用途の要件だけを確認（複数指定可）。指定しない場合はindexとstore以外のすべて
help-check-paths = ファイル、フォルダー、URL
help-connections-remove-connections = 接続のID
help-history-search = パス、URL、ID、結果にこのテキストを含む記録だけを表示
help-index-create-model = インデックスのモデル
help-index-create-name = インデックスの名前
help-index-create-options = モデルの分析対象
help-index-create-thumbnail = サムネイルを作成（後から変更不可）
help-index-remove-indexed = インデックス済みアセットのID
help-index-rename-name = 新しい名前
help-key-account = キーを使用するアカウント
help-key-base-url = キーを使用するサーバー
help-key-data-dir = 設定のフォルダー
help-key-proxy = APIキーの代わりに、このプロキシのパスワードを保存、確認、削除（ユーザー名はURLで指定）
help-queue-cancel-all = 未完了のアップロードをすべてキャンセル
help-queue-cancel-sources = アップロードのファイルとURL
help-queue-show-upload = 「queue list」に表示されるアップロードの番号、またはアセットIDなどアップロード記録内の文字列
help-receipts-export-search = パス、URL、ID、結果にこのテキストを含む記録だけをエクスポート
help-sandbox-chunk-size = パートのサイズ
help-sandbox-discard = 受信データの保存とハッシュ計算を省略し、バイト数だけを集計
help-sandbox-key = 練習用プラットフォームが受け付けるAPIキー
help-sandbox-ledger = 終了時に、受信したリクエストの概要をJSONで出力
help-sandbox-listen = 待ち受けるループバックアドレスとポート
help-sandbox-network = シミュレートするネットワーク条件
help-sandbox-no-md5 = パートへの応答に、MD5ではないETagを使用
help-sandbox-quick = アセットを待ち時間なしで準備完了に変更
help-sandbox-tls-cert = この証明書（PEM）でhttpsを提供
help-sandbox-tls-key = 証明書の秘密鍵（PEM）
help-sessions-finish-file = セッションを開始したときのファイル（到着済みのパートとの照合は不可）
help-sessions-finish-upload = セッションのID
help-store-create-description = ナレッジストアの説明
help-store-create-extract = プラットフォームが各項目から抽出する内容の説明。後から変更できません
help-store-create-extract-schema = 同じ内容の JSON Schema ファイル
help-store-create-name = ナレッジストアの名前
help-store-create-collection-name = コレクションの名前
help-store-remove-items = アイテムのID
help-resume-failed = 未完了のアップロードを続行する代わりに、失敗したアップロードを再試行
help-upload-adopt = これらのファイルの、別のコンピューターで開始したセッションを続行
help-upload-anyway = メディアではないと思われるファイルや要件を満たさないファイルもアップロード
help-upload-check-urls = プラットフォームが取得する前に、各URLのホストにサイズと種類を確認
help-upload-dry-run = 送信する内容と方法だけを表示（送信なし）
help-upload-if-exists = すでにプラットフォームにあるファイルの扱い: もう一度アップロード、既存のアセットを送り先に追加して再利用、またはスキップ。指定しない場合は、同じコマンドラインで以前にアップロードしたものだけをスキップ
help-upload-copy = 動画の代わりに、ffmpegで作成した小さいコピーを送信: 360p、480p、720p、1080p。autoは速い場合だけコピーを、originalは元のファイルを送信
help-upload-fix = 要件を満たさないファイルは、ffmpegで修正したコピーを作成して送信
help-upload-index = 準備完了後、アセットをこのインデックスに登録（複数指定可）
help-upload-knowledge-store = 準備完了後、アセットをこのナレッジストアに追加（複数指定可）。STORE/COLLECTIONはコレクションにも追加
help-upload-language = 従来型タスクの言語
help-upload-meta = すべてのアップロードのメタデータ（複数指定可）
help-upload-metadata = メタデータのCSV（最初の列はファイル名、ほかの列はそれぞれキー）
help-upload-method = アップロード方式
help-upload-shard = ファイルとURLのうち、このシャードだけをアップロード（例: 4台のうち2台目では2/4）。autoはKubernetesのIndexed JobまたはSlurmの配列のシャードを使用
help-upload-sources = ファイル、フォルダー、http(s)のURL、Google Driveのファイルへのリンク
help-upload-task-index = このインデックスの従来型タスクを作成
help-verify-asset = ファイルを、このアセットのアップロード記録と照合
help-verify-files = ファイル、またはメディアファイルのあるフォルダー
help-watch-copy = 動画の代わりに、ffmpegで作成した小さいコピーを送信: 360p、480p、720p、1080p。autoは速い場合だけコピーを、originalは元のファイルを送信。既定ではアカウントの設定に従う
help-watch-exclude = 名前がこのパターンに一致するファイルをアップロードしない。例: "*_proxy.*"（複数指定可）。スラッシュを含むパターンはフォルダー内のパスと比較
help-watch-existing = 初めて監視するときにフォルダーにあるファイルの扱い。既定ではそのまま残す
help-watch-folders = 監視するフォルダー
help-watch-if-exists = プラットフォームにすでにあるファイルの扱い: 再アップロード（again）、既存アセットを再利用して追加先に追加（reuse）、スキップ（skip）。既定では再利用
help-watch-include = 名前がこのパターンに一致するファイルだけをアップロード。例: "*.mov"（複数指定可）
help-watch-index = 準備完了後、アセットをこのインデックスに登録（複数指定可）
help-watch-knowledge-store = 準備完了後、アセットをこのナレッジストアに追加（複数指定可）
help-watch-language = 従来型タスクの言語
help-watch-meta = すべてのアップロードのメタデータ（複数指定可）
help-watch-move-to = 準備完了後にファイルをこのサブフォルダーへ移動
help-watch-no-subfolders = フォルダー自体だけを監視
help-watch-rest = ファイルが変更されないままどれだけ経てばアップロードするか。既定値は10s
help-watch-task-index = このインデックスの従来型タスクを作成

## Placeholders for values

help-value-account = アカウント
help-value-address = アドレス:ポート
help-value-asset = アセット
help-value-choice = 選択肢
help-value-connection = 接続
help-value-count = 数
help-value-csv = ファイル.csv
help-value-file = ファイル
help-value-folder = フォルダー
help-value-hosts = ホスト
help-value-id = ID
help-value-index = インデックス
help-value-indexed-asset = インデックス済みアセット
help-value-item = アイテム
help-value-key = キー
help-value-key-value = キー=値
help-value-language = 言語
help-value-list = リスト
help-value-name = 名前
help-value-path-or-url = パス|URL
help-value-pattern = パターン
help-value-pem = ファイル.pem
help-value-proxy = プロキシ
help-value-purpose = 用途
help-value-rate = MB/s
help-value-report = ファイル.json|csv|html
help-value-schema = ファイル.json
help-value-session = セッション
help-value-shard = I/N|auto
help-value-size = サイズ
help-value-source = パス|フォルダー|URL
help-value-status = 状態
help-value-store = ナレッジストア
help-value-task = タスク
help-value-text = テキスト
help-value-time = 時間
help-value-upload = アップロード
help-value-url = URL

## The window program

help-window-sandbox = 練習モードで起動
help-window-base-url = 使用するサーバー [環境変数: TWELVELABS_BASE_URL]
help-window-data-dir = ジャーナルと設定をこのフォルダーに保存
help-window-offer = このファイルを、クリック1回でアップロードできるように提示
help-window-sources = アップロードするファイル、フォルダー、URL
