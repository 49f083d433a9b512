### What is wrong with a command line. $argument is an option or placeholder as the help shows it.

## The command line

argument-unknown = 不明な引数: { $argument }
argument-unknown-similar = 不明な引数: { $argument }。似ている引数: { $similar }
argument-misplaced = { $argument }はコマンド全体の後に指定してください: { $command } { $argument }
argument-command-unknown = 不明なコマンド: { $command }
argument-command-unknown-similar = 不明なコマンド: { $command }。似ているコマンド: { $similar }
argument-command-missing = 「{ $command }」の後にコマンドが必要です: { $commands }
argument-missing = 引数が足りません: { $arguments }
argument-value-missing = { $argument }には値が必要です。
argument-value-unexpected = { $argument }に値は指定できません: { $value }
argument-conflict = { $argument }と{ $other }は同時に指定できません。
argument-conflict-some = { $argument }は、指定されたほかの引数と同時に使えません。
argument-repeated = { $argument }を指定できるのは1回だけです。
argument-not-utf8 = 引数が有効なUTF-8ではありません。
argument-invalid = コマンドラインが正しくありません。
argument-needs = { $argument }には{ $other }が必要です。
argument-one-file = { $argument }に指定できるファイルは1つだけです。

## Values

argument-value-invalid = 「{ $value }」は{ $argument }の値として正しくありません。
argument-value-invalid-choice = 「{ $value }」は{ $argument }の値として正しくありません。指定できる値: { $values }
argument-value-invalid-reason = 「{ $value }」は{ $argument }の値として正しくありません: { $reason }
argument-value-empty = 値が空です
argument-value-no-id = このIDのものはありません
argument-value-not-size = サイズを指定してください（例: 10GB）
argument-value-not-time = 時間を指定してください（例: 90s、30m、2h）
argument-value-not-folder-name = スラッシュを含まず、ドットで始まらないフォルダー名を指定してください
argument-value-not-number = 数値を指定してください
argument-value-out-of-range = { $least }から{ $most }までの数値を指定してください
argument-value-not-key-value = 「キー=値」の形式で指定してください
argument-value-no-metadata = メタデータの値が空です
argument-value-not-address = ポート番号付きのアドレスを指定してください（例: 127.0.0.1:8080）
argument-proxy-no-url = http://proxy.example.com:3128のようなURLを指定してください
argument-proxy-scheme = プロキシは、http://、https://、socks5://、socks5h://、socks4://、socks4a://のいずれかで始まる必要があります
argument-proxy-password = パスワードはURLに含められません。「takeup-cli key set --proxy URL」でキーリングに保存してください
argument-shard-form = 「2/4」のようなシャード、またはautoを指定してください
argument-shard-no-array = KubernetesのIndexed JobでもSlurmの配列でもありません。「2/4」のようなシャードを指定してください
argument-shard-variable = 環境変数{ $name }がないか、値が合いません
argument-shard-gaps = このSlurmの配列のインデックスは連続していません。--array=0-7のような範囲を使用してください
argument-report-ending = レポートの名前の末尾は.json、.csv、.htmlのいずれかです
argument-report-folder = このフォルダーはありません
argument-schema = typeが"object"のJSON Schemaが必要です
argument-schema-unread = ファイルを読み込めません: { $reason }
