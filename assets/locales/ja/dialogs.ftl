### Dialogs over the pages of what is on the platform.

## Add destinations to assets

dialog-index-assets = { $count }件のアセットをインデックスに登録
dialog-store-assets = { $count }件のアセットをナレッジストアに追加
dialog-add-destinations = { $count }件のアセットに送り先を追加
dialog-index = 登録
dialog-add = 追加
dialog-indexes = インデックス
dialog-stores = ナレッジストア
dialog-none-yet = まだありません
dialog-loading = 読み込み中…

## Choose assets for a destination

dialog-choose-title = 「{ $name }」にアセットを追加
dialog-choose-search = 追加するアセットを検索
# $loaded: 50 of 1,284 loaded
dialog-choose-note = { NUMBER($count) }件選択中、{ $loaded }

## Delete

dialog-delete = 削除
dialog-remove = 除外
# After the names of the first few
dialog-delete-more = ほか{ NUMBER($count) }件

## Metadata of an asset

dialog-metadata-indexes = { $count }件のインデックス内のメタデータも変更
dialog-metadata-indexes-help = メタデータはインデックスごとに複製されています。検索のフィルターでは、その複製が使われます。
dialog-metadata-title = 「{ $name }」のメタデータ

## Indexes and knowledge stores

dialog-name = 名前
dialog-create = 作成
dialog-new-index = 新規インデックス
dialog-rename-title = 「{ $name }」の名前を変更
dialog-rename = 名前を変更
dialog-new-store = 新規ナレッジストア
# $name is the knowledge store
dialog-new-collection = 「{ $name }」の新規コレクション
dialog-description = 説明
dialog-description-hint = 説明（省略可）
dialog-extract = 抽出する内容
dialog-extract-hint = 各項目から抽出する内容（省略可）
dialog-extract-note = プラットフォームはこの内容を各項目から抽出します。説明または JSON Schema を入力します。後から変更できません。
