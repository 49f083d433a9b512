### Watched folders: the page, its cards and the form.

## Page

watched-add = フォルダーを監視…
watched-empty = 監視フォルダーはありません
watched-empty-help = 監視フォルダーに入ったファイルをTakeupがアップロードします。

## Card

watched-on = 監視中
watched-off = 一時停止中
watched-gone = フォルダー待ち
# A part of the line below the name, after the path
watched-subfolders = サブフォルダーを含む
# $patterns is for example "*.mov *.mp4"
watched-except = 除外: { $patterns }
watched-then = 完了後
# Read aloud: the button that chooses where the uploads of this folder go
watched-then-named = 完了後、フォルダー: { $folder }
watched-copy = 動画の送信形式
watched-copy-account = 設定に従う
watched-copy-named = { $folder }のコピー
watched-afterwards = 元のファイル
watched-leave = そのまま残す
watched-move = 「{ $folder }」へ移動
watched-so-far = これまで
watched-none-yet = まだありません
watched-ready = { $count }件準備完了
watched-open = アップロード一覧に{ $count }件
# Read aloud: the switch of a card
watched-switch = 監視: { $folder }
# Read aloud: the menu of a card
watched-more = { $folder }のその他の操作
watched-edit = 編集…
watched-scan = 今すぐ確認
watched-remove = 監視を停止…
watched-remove-title = { $folder } の監視を停止しますか？
watched-remove-means = このフォルダーの設定は削除されます。アップロード済みのアセットとファイルは残ります。
watched-remove-yes = 監視を停止

## What happens next

watched-next-paused = その間に入ったファイルは、オンにするとアップロードされます。
watched-next-gone = フォルダーがありません。10秒ごとに確認します。失われるファイルはありません。
watched-next-first = フォルダーを確認しています。
watched-next-file = 新しいファイルを待っています。
# $size is for example "3.1 GB", $time "10 s"
watched-next-grows = { $name }: まだ書き込み中の可能性があります（{ $size }）。{ $time }変更がなければアップロードします。
watched-next-open = { $name }: 別のプログラムで開かれています。閉じられるとアップロードします。
watched-next-unreadable = { $name }: 読み取れません。もう一度試します。
watched-ask = すでにあったファイルが{ $count }個あります。これらもアップロードしますか？
watched-ask-upload = これらもアップロード
watched-ask-leave = そのまま残す
# Read aloud: the two answers
watched-ask-upload-named = { $folder }のファイルもアップロード
watched-ask-leave-named = { $folder }のファイルはそのまま残す

## Form

watched-form-title = フォルダーを監視
watched-form-edit = 監視フォルダーを編集
watched-form-watch = 監視
watched-form-folder = フォルダー
watched-form-folder-hint = 絶対パス
watched-form-subfolders = サブフォルダーを含める
watched-form-include = 対象のファイル
watched-form-include-hint = すべてのメディア、または*.movなどのパターン
watched-form-exclude = 除外するファイル
watched-form-exclude-hint = *_proxy.*などのパターン
watched-form-move = 完了したファイルの移動先
watched-form-move-hint = 空欄: そのまま残す
watched-form-move-wrong = スラッシュを含まず、ドットで始まらないフォルダー名を入力してください。
watched-form-then = アップロード画面で現在選択している送り先に送ります。後から変更できます。
