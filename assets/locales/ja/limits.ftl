### Size limits, and the ways to the platform.

## In the settings

limit-direct = 直接アップロード
limit-direct-help = 動画と音声を1回のリクエストで送信
limit-document = ドキュメント
limit-image = 画像
limit-any-method-help = すべての方式で共通
limit-multipart = マルチパートアップロード
limit-multipart-help = 動画をパートに分けて送信
limit-multipart-audio = 音声のマルチパートアップロード
limit-multipart-audio-help = 音声をパートに分けて送信
limit-task = 従来型タスク
limit-task-help = アップロードと登録を一度に実行
limit-url = 公開URL
limit-url-help = プラットフォームが取得
limit-url-document = URLのドキュメント
# Said of a file that is larger than an older document allows
limit-older = 古い資料では、{ $purpose }の上限は{ $limit }です。可否はプラットフォームが判断します。
limit-older-source = { $source }、古い資料: { $limit }

## Methods

method-direct = 直接
method-import = Google Drive
method-multipart = マルチパート
method-task = 従来型タスク
method-url = 公開URL

## The method of an upload, and why it was chosen

route-asked = { $method }（手動で選択）
route-document = { $method }（ドキュメントは1回のリクエストで送信）
route-import = { $method }（プラットフォームが取り込み）
route-multipart-refused = { $method }（このアカウントではマルチパートを使用不可）
route-posts-used-up = { $method }（1分あたりの直接アップロードの上限に到達）
route-resumable = { $method }（{ $size }超、再開可能）
route-small = { $method }（1回のリクエスト）
route-task = { $method }（アップロードとインデックス登録を一度に実行）
route-url = { $method }（プラットフォームが取得）
