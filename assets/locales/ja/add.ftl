### Adding uploads: dropping, choosing, URLs, and what happens once they are ready.

## Sample

add-sample-one = サンプル: { $name }
add-samples = お試し用サンプル{ $count }件
add-sample-upload = サンプル{ $count }件をアップロード
add-sample-dismiss = サンプルを閉じる

## Dropping and choosing

add-drop-title = 動画やフォルダーをここにドロップ
add-kinds = MP4、MOV、MKV、WebM、MP3、PNGなど
add-resolutions = 360p〜4K
# $size: 10 GB
add-size-limit = 1ファイル最大{ $size }
add-choose-files = ファイルを選択…
add-choose-folder = フォルダーを選択…

## URLs

add-files = ファイルを追加…
add-field = ファイル、パス、または公開URL
add-field-hint = ファイル、パス、または公開URLを貼り付け
add-urls-add = 追加
add-urls-more = ほか{ $count }件

## What happens next. The label stands in front of one of the choices.

add-then = 完了後
add-then-label = 完了後: { $choice }
add-then-keep = アセットのみ
add-then-index = 「{ $name }」に登録
add-then-store = ナレッジストア「{ $name }」
add-then-task = 従来型タスク（{ $name }）
add-then-many = { $count }件の送り先
# A destination that was chosen earlier and is no longer on the platform
add-then-gone = 「{ $name }」は存在しません
add-then-keep-help = アセットとして保存されます。後からインデックスに登録できます。
add-then-indexes = インデックスに登録
add-then-indexes-help = 動画を検索でき、Pegasusがあれば分析もできます。
add-then-stores = ナレッジストアに追加
add-then-stores-help = 動画と画像をまとめ、その内容について質問できます。
add-then-tasks = 従来型タスクで登録
add-then-tasks-help = 以前の方式: アップロードと登録を1回のリクエストで行い、アセットは作りません。
add-then-no-indexes = インデックスはまだありません
add-then-loading = インデックスを読み込み中
add-language = 言語
add-language-hint = 言語コード（例: ja、省略可）
# $flaw: why the platform cannot fetch it
add-url-flaw = { $url }: { $flaw }
add-path-relative = URLでも完全なパスでもありません。URLはhttps://で、パスは/または~/（WindowsではC:\のようなドライブ）で始めてください。
