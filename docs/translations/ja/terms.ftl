### Noun phrases that other messages take as arguments.

## What a limit is for, in a sentence such as: 3 GB exceeds the limit of 2 GB for multipart uploads

limit-use-direct = 直接アップロード
limit-use-document = ドキュメント
limit-use-image = 画像
limit-use-multipart = マルチパートアップロード
limit-use-task = 従来型タスク
limit-use-url = 公開URL

## What a file is for

purpose-analysis = Pegasusによる分析
purpose-asset = アセット
purpose-search = Marengoによる検索
purpose-store = ナレッジストア
purpose-task = 従来型タスク

## What is required

requirement-audio = 音声トラック
requirement-video-and-images = 動画と画像

## Codecs

media-codec-unknown = 不明
