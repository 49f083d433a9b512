### Why a file is not sent.

## Whole reasons

refusal-empty = ファイルが空です（0バイト）。アップロードする内容がありません。
# $found names a kind of content, such as: a ZIP archive
refusal-not-media = 動画、音声、画像、ドキュメントのいずれのファイルでもありません。内容は「{ $found }」と判定されました。それでもアップロードできます。
refusal-too-large = サイズ{ $size }が、{ $purpose }の上限{ $limit }を超えています（{ $source }）。
refusal-allow-newer = { $source }では上限が{ $limit }です。プランに含まれている場合は許可してください。
refusal-export-smaller = より小さいファイルを書き出すか、ファイルを分割してください。
refusal-connect = 設定で接続するか、次のコマンドを使ってください: takeup-cli connections add

## The same for a file that is no longer at hand

refusal-past-url = プラットフォームはこのURLを取得できません（{ $detail }）。
refusal-past-unfit = 指定した内容を組み合わせることはできません（{ $detail }）。
refusal-past-too-large = ファイルが上限{ $limit }を超えています。

## In a row

refusal-short-empty = ファイルが空です。
refusal-short-not-media = 内容が「{ $found }」と判定されました。メディアではありません。
refusal-short-too-large = サイズ{ $size }が、{ $purpose }の上限{ $limit }を超えています。

## What several files have in common: a headline, and what to do

refusal-group-cancelled = キャンセル済み
refusal-group-ready = 準備完了
refusal-not-everywhere = アセットは準備完了ですが、登録されていない送り先があります。
refusal-group-empty = 空のファイル
refusal-group-empty-advice = アップロードする内容がありません。
refusal-group-not-media = 動画、音声、画像、ドキュメント以外のファイル
refusal-group-not-media-advice = 内容から判定しました。それでもアップロードできます。
refusal-group-too-large = { $purpose }の上限{ $limit }を超過
refusal-group-unfit-advice = オプションを変更してください。
refusal-group-not-connected-advice = 接続すると、これらのファイルが取り込まれます。
