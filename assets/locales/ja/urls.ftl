### URLs that the platform fetches from.

url-expires = このURLの有効期限: { $time }。
url-playlist = プラットフォームが受け付けるのは、完結したプレイリストだけです。ライブ配信中や追記中のプレイリストは受け付けません。

## Why the platform cannot fetch from a URL. A headline without a full stop: it also stands alone.

url-credentials = ユーザー名やパスワードを含むURLは公開URLではありません
url-drive-folder = Google Driveのフォルダーへのリンクです。取り込めるのはファイルだけです
url-expired = このURLの有効期限は{ $time }に切れました
url-html = { $host }がこのURLで返すのは、メディアファイルではなくWebページです
url-invalid = 有効なURLではありません（{ $reason }）
url-local = { $host }はプライベートアドレスのため、プラットフォームから接続できません
url-page = これは{ $service }の再生ページで、動画ファイルそのものではありません
url-scheme = プラットフォームが取得できるのはhttpとhttpsのURLだけです（{ $scheme }は使用不可）
url-service = プラットフォームは{ $service }のアドレスから取得できません
url-this-computer = プラットフォームは、このコンピューターから取得できません

## What to do instead

url-advice-credentials = 公開URLまたは署名付きURLを使用するか、ファイルをダウンロードして追加してください。
url-advice-download = リンク先でファイルをダウンロードして追加してください。
url-advice-drive-folder = フォルダーを開き、ファイルのリンクを追加してください。
url-advice-expired = プラットフォームが取得を終えるまで有効なURLを、新しく作成してください。
url-advice-html = ファイルそのもののURLを使用するか、ファイルをダウンロードして追加してください。
url-advice-invalid = https://を含むURL全体を貼り付けてください。
url-advice-local = ファイルそのものを追加するか、公開URLを使用してください。
url-advice-original = 元のファイルを追加するか、ファイルそのもののURLを追加してください。
url-advice-path = ファイルのパスを指定して追加するか、ファイルをここにドロップしてください。
url-advice-presigned = オブジェクトの署名付きURLまたは公開https URLを使用してください。
url-advice-query = リンクの末尾に{ $query }を付けてファイルそのもののURLにするか、ファイルをダウンロードして追加してください。
url-advice-scheme = ファイルのhttps URLを使用するか、ファイルをダウンロードして追加してください。
