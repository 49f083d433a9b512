### Indexes.

index-none-help = 動画をインデックスに登録すると、検索できるようになります。「新規インデックス…」で作成してください。
index-none-match = 読み込み済みのインデックス{ $count }件の中に、一致するものはありません。
index-empty = このインデックスは空です。
index-no-videos = Pegasus 1.2専用: 新しい動画は登録不可
index-some-no-videos = 動画ではない{ $count }件はインデックスに追加しません。
index-videos-only = インデックスに追加できるのは動画だけです
index-not-found = インデックス「{ $id }」がプラットフォームに見つかりません。何も送信していません。

## New index

index-name-taken = この名前のインデックスはすでにあります。
index-option-visual = 映像: 画面に映るもの
index-option-audio = 音声: 聞こえるもの
index-model-visual = 映像
index-model-audio = 音声
index-thumbnails = サムネイルを作成
index-models-help = モデルは後から変更できません。新しいインデックスではMarengo 3.0を使用します。

## Page

index-search = インデックスを検索
index-none = インデックスはまだありません
index-new = 新規インデックス…
index-column-name = 名前
index-column-models = モデル
index-column-videos = 動画数
index-column-hours = 合計（h）
index-column-created = 作成日
index-column-expires = 有効期限
index-column-id = インデックスID
index-never-expires = 無期限

## Actions

index-show-tasks = タスクを表示
index-copy-id = インデックスIDをコピー
