### Notices.

news-added = { $added }件のファイルを追加しました。
news-added-none = ファイルが見つからなかったため、何も追加していません。
# $count files or URLs of a command line that was given before
news-not-in-table = メタデータの表には、これら{ $count }件のファイル・URLが1つもありません。アップロードを保留しています。表のメタデータなしでアップロードするには、再開してください。
news-already-sent = 以前にアップロードしてから変更されていない{ $count }件のファイル・URLは、送信しませんでした。プラットフォームにまだあるかどうかは確認していません。もう一度送信するには、--if-exists againを指定してください。
news-skipped-links = フォルダーへのリンク{ $count }件はたどりませんでした。
news-skipped-not-media = メディアではないファイル{ $count }件をスキップしました。
news-skipped-system = 隠し項目またはシステム項目{ $count }件をスキップしました。
news-adopted = 「{ $name }」のアップロードを、別のコンピューターまたはフォルダーで停止したところから続行します。
news-other-length = 「{ $name }」の長さは{ $file }ですが、アセットは{ $asset }です。
news-opened-beside = 「{ $name }」は最初からアップロードします。同じサイズの未完了のセッションがアカウントにありますが、このファイルのものかどうか確認できません。
news-connected = Google Driveを接続しました: { $name }。
news-assets-added = { $count }件のアセットを追加しています。
news-assets-known = { $count }件のアセットはすでに追加されています。
# After a sentence that says why no keyring stored the key
news-key-this-run = キーは、今回の起動の間だけ保持されます。
news-journal-set-aside = ジャーナルが破損していたため、新しいジャーナルを作成しました。元のジャーナルは「{ $place }」にあります。元のジャーナルのアップロードは表示されません。
# After a sentence that says why the journal is not written
news-journal-lost = アップロードは続行しますが、Takeupを再起動すると失われます。
