### The window around the pages: sidebar, account, bottom line, file dialogs, and what is told at the start.

## Pages

page-uploads = アップロード
page-assets = アセット
page-tasks = タスク
page-indexes = インデックス
page-stores = ナレッジストア
page-watched = 監視フォルダー
page-settings = 設定
# Read aloud: the page and how many things are active on it
page-counted = { $page }、{ NUMBER($count) }件

## Title and sidebar

# The name of the program. It stays as it is.
window-title = Takeup
# Title of the window while it uploads: 63% – Takeup
window-title-progress = { $percent } – Takeup
sidebar-destinations = 送り先

## Account

# Read aloud: the account and its state
account-state = { $account }: { $state }
account-practice = 練習モード
account-practice-local = 外部への送信なし
account-practice-leave = 練習モードを終了
account-no-connection = 接続なし
account-key-unknown = キーを検索中
account-key-missing = キーなし
account-keyring-locked = キーリングがロック中
account-key-refused = キーが無効
account-key-unchecked = 未確認
account-connected = 接続済み

## Bottom line

status-adding = 追加されたファイルを確認中
status-no-account = アカウントなし
status-idle = アップロードなし
status-active = { $count }件実行中
status-paused = { $count }件一時停止中
status-to-decide = { $count }件要確認
status-done = { $count }件完了
status-failed = { $count }件失敗
status-loading = 読み込み中
status-not-loaded = 読み込まれていません
status-offline = オフライン
# $time: 11:31
status-offline-updated = オフライン（更新: { $time }）
status-updated-at = 更新: { $time }
# $ago: 4 s ago
status-updated = 更新: { $ago }
# $interval: 5 s
status-processing = { $count }件処理中、{ $interval }ごとに確認
status-running = { $count }件実行中、{ $interval }ごとに確認
# $limits: 3 files · 6 parts
status-no-limit = 速度制限なし
status-limit = 速度制限
status-limit-named = 速度制限: { $limit }
status-limit-other = その他の速度・時間帯…
status-at-once = 同時: { $limits }
status-files = { $count }ファイル
status-sleep-held = スリープを抑止中
status-version = Takeup { $version }
status-not-saved = 設定は未保存

## File dialogs of the system

dialog-choose-files = アップロードするファイルを選択
dialog-choose-file = このアップロードのファイルを選択
dialog-choose-folders = アップロードするフォルダーを選択
# Kind of file in the dialog
dialog-kind-csv = CSV
dialog-kind-json = JSON

## Starting the program. Shown in a message box or on the console.

start-failed = Takeupを起動できませんでした: { $reason }
start-about = TwelveLabsに動画をアップロード
start-handed-over = Takeupはすでに起動しています。{ $count }件を引き継ぎました。
start-no-window = このシステムではウィンドウを表示できません（{ $reason }）。デスクトップセッションでTakeupを起動するか、takeup-cliでアップロードしてください。
start-engine-gone = ウィンドウを開いている途中で閉じられました。
# In a window of its own, with the reason and a button
start-not-started = Takeupを起動しませんでした

menu-hide = Takeupを隠す
menu-hide-others = ほかを隠す
menu-show-all = すべてを表示
