### Metadata of assets, and the CSV files it is read from.

metadata-edit = メタデータ…
metadata-title = 「{ $name }」のメタデータ
metadata-title-many = { $count }件のアップロードのメタデータ
metadata-next-title = 次に追加するアップロードのメタデータ
metadata-help = アセットと一緒に保存されます。数値、true、false、["a", "b"]のようなリストは、その型のまま保存されます。それ以外はテキストになります。
# $pairs are keys with their values
metadata-line = メタデータ: { $pairs }
metadata-next-keys = メタデータ: キー{ $keys }個
metadata-next-files = メタデータ: ファイル{ $files }件
metadata-next-both = メタデータ: キー{ NUMBER($keys) }個、ファイル{ NUMBER($files) }件

## Keys and values that cannot be used

metadata-flaw-no-key = 値にキーがありません。
metadata-flaw-reserved = キー「{ $key }」は予約されています。
metadata-flaw-twice = キー「{ $key }」が重複しています。
metadata-flaw-value = 「{ $key }」の値は、テキストでもテキストのリストでもありません。

## CSV files

metadata-from-csv = CSVから読み込み…
metadata-csv-flawed = 何も送信していません。CSVを修正してから、コマンドをもう一度実行してください。
metadata-csv-read = CSVから{ $files }件のファイルのメタデータを読み込みました。
metadata-csv-unreadable = CSVを読み取れませんでした（{ $reason }）。
# $flaw is one of the sentences here
metadata-csv-line = { NUMBER($line) }行目: { $flaw }
metadata-csv-unknown = { NUMBER($line) }行目: 「{ $name }」に該当するファイルがありません。
metadata-csv-again = 「{ $name }」は前の行にすでにあります。
metadata-csv-cells = この行のセルは{ $found }個ですが、1行目は{ NUMBER($expected) }個です。
metadata-csv-column = 列「{ $key }」が重複しています。
metadata-csv-no-name = この行にはファイル名がありません。
metadata-csv-no-table = 表として読み取れません。1行目には、ファイルの列の名前に続けて、キーの列の名前が必要です。
metadata-csv-none = CSVにこれらのファイルの行がありません。何も送信していません。
metadata-csv-not-utf8 = ファイルがUTF-8でもUTF-16でもありません。「CSV UTF-8」形式で保存してください。
metadata-csv-quote = ここで始まる引用符が閉じられていません。
