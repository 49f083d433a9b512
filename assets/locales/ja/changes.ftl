### Change requests: deleting, renaming, creating.

## What is to be done

change-create-index = インデックス「{ $name }」の作成
change-create-store = ナレッジストア「{ $name }」の作成
change-create-collection = コレクション「{ $name }」の作成
change-delete-asset = アセット「{ $name }」の削除
change-delete-asset-force = アセット「{ $name }」の削除（インデックスで使用中でも削除）
change-delete-index = インデックス「{ $name }」の削除
change-delete-store = ナレッジストア「{ $name }」の削除
change-delete-task = 「{ $name }」のタスクの削除
change-remove-connection = Google Driveとの接続の削除: { $name }
change-describe-asset = 「{ $name }」のメタデータ{ $count }項目の変更
change-describe-indexed = インデックス内の「{ $name }」のメタデータ{ $count }項目の変更
change-remove-indexed = 「{ $name }」をインデックスから除外
change-remove-item = 「{ $name }」をナレッジストアから除外
change-remove-member = 「{ $name }」をコレクションから除外
change-rename-index = インデックス名の「{ $name }」への変更

## What was done

change-done-create-index = インデックス「{ $name }」を作成しました。
change-done-create-index-id = インデックス「{ $name }」を作成しました（{ $id }）。
change-done-create-store = ナレッジストア「{ $name }」を作成しました。
change-done-create-store-id = ナレッジストア「{ $name }」を作成しました（{ $id }）。
change-done-create-collection = コレクション「{ $name }」を作成しました。
change-done-create-collection-id = コレクション「{ $name }」を作成しました（{ $id }）。
change-done-delete-asset = 「{ $name }」をプラットフォームから削除しました。
change-done-delete-assets = { $count }件のアセットをプラットフォームから削除しました。
change-done-delete-index = インデックス「{ $name }」を削除しました。
change-done-delete-store = ナレッジストア「{ $name }」を削除しました。
change-done-delete-task = 「{ $name }」のタスクを削除しました。
change-done-delete-tasks = { $count }件のタスクを削除しました。
change-done-remove-connection = Google Driveとの接続を削除しました: { $name }。取り込んだアセットは残ります。
change-done-describe-asset = 「{ $name }」のメタデータを変更しました。
change-done-describe-indexed = インデックス内の「{ $name }」のメタデータを変更しました。
change-done-remove-indexed = 「{ $name }」をインデックスから除外しました。
change-done-remove-item = 「{ $name }」をナレッジストアから除外しました。
change-done-remove-member = 「{ $name }」をコレクションから除外しました。
change-done-remove-several = { $count }件の項目を除外しました。
change-done-rename-index = インデックスの名前を「{ $name }」に変更しました。

## What was not done

# $change is what was to be done, such as: Delete the asset “clip.mp4”
change-gone = { $change }: プラットフォームに見つからないため、何もしませんでした。
change-not-created = 「{ $name }」を作成できませんでした。
change-not-deleted = 「{ $name }」を削除できませんでした。
change-not-described = 「{ $name }」のメタデータを変更できませんでした。
change-not-described-indexed = インデックス内の「{ $name }」のメタデータを変更できませんでした。
change-not-removed = 「{ $name }」を除外できませんでした。
change-not-renamed = インデックスの名前を「{ $name }」に変更できませんでした。

## Why not

change-asset-in-use = このアセットはインデックスから参照されているため、プラットフォームは削除しませんでした。それでも削除すると、インデックスの項目は残ることがあります。
change-maybe-created = 実際には作成されている可能性があります。もう一度試す前に一覧を確認してください。
change-name-taken = 「{ $name }」という名前のインデックスはすでにあります。別の名前を指定してください。
change-task-not-ended = タスクは終了するまで削除できません。終了してからもう一度試してください。

## Deleting

delete-question = 「{ $name }」を削除しますか？
delete-question-assets = { $count }件のアセットを削除しますか？
delete-question-mixed = { $count }件の項目を削除しますか？
delete-question-tasks = { $count }件のタスクを削除しますか？
remove-question = 「{ $name }」を除外しますか？
remove-question-several = { $count }件の項目を除外しますか？
delete-means-asset = アセットはプラットフォームから削除されます。
delete-means-assets = これらのアセットはプラットフォームから削除されます。
delete-means-index = インデックスと、そこに登録された内容がすべて削除されます。アセットは残ります。
delete-means-indexed = アセットはこのインデックスで検索できなくなります。アセット自体は残ります。
delete-means-item = アセットはこのナレッジストアから除外されます。アセット自体は残ります。
delete-means-member = アセットはこのコレクションから除外されます。ナレッジストアには残ります。
delete-means-mixed = タスクはその動画とともに削除され、インデックス済みアセットはインデックスから除外されます。アセットは残ります。
delete-means-store = ナレッジストアとそのアイテムが削除されます。アセットは残ります。
delete-means-task = タスクが削除され、その動画がインデックスから除外されます。アセットは残ります。
delete-not-undone = この操作は取り消せません。
delete-force = インデックスで使用中でも削除
delete-force-help = オフの場合、インデックスから参照されているアセットは削除されず、そのことが表示されます。
delete-looking = 使用先を確認しています…
delete-not-used = このアセットを参照しているインデックスはありません。
delete-use-unknown = このウィンドウで読み込んだインデックスとナレッジストアでは使われていません。プラットフォームには照会していないため、ほかで使われている可能性があります。
delete-use-unchecked = どこで使われているかは確認していません。
# $places is a list of names of indexes and knowledge stores
delete-used-by = 使用先: { $places }。
delete-used-by-known = 確認できた使用先: { $places }。プラットフォームには照会していないため、ほかにもある可能性があります。
delete-stores-unchecked = ナレッジストアは確認していません。

## Banners of changes that failed

change-failed-several = { $count }件の変更を適用できませんでした。
change-retry = 再試行
change-force = それでも削除
change-dismiss = 閉じる
# Read aloud. $title: “clip.mp4” was not deleted.
change-retry-named = 再試行: { $title }
change-force-named = それでも削除: { $title }
change-dismiss-named = 閉じる: { $title }
