### Noun phrases that other messages take as arguments.

## What a limit is for, in a sentence such as: 3 GB exceeds the limit of 2 GB for multipart uploads

limit-use-direct = 直接アップロード
limit-use-document = ドキュメント
limit-use-image = 画像
limit-use-multipart = マルチパートアップロード
limit-use-multipart-audio = 音声のマルチパートアップロード
limit-use-task = 従来型タスク
limit-use-url = 公開URL
limit-use-url-document = 公開URLのドキュメント

## What a file is for

purpose-analysis = Pegasusによる分析
purpose-asset = アセット
purpose-index = インデックス
purpose-search = Marengoによる検索
purpose-store = ナレッジストア
purpose-task = 従来型タスク

## What is required

requirement-audio = 音声トラック
requirement-not-encrypted = 暗号化なし
requirement-video = 動画
requirement-video-and-images = 動画と画像
requirement-whole = 完全なファイル

## Codecs

media-codec-encrypted = 暗号化済み
media-codec-unknown = 不明

## What the content of a file looks like, in a sentence such as: The content looks like an archive.

content-archive = 圧縮ファイル
content-data = 別のプログラムのデータ
content-document = ドキュメント
content-playlist = プレイリスト
content-presentation = プレゼンテーション
content-program = プログラム
content-spreadsheet = スプレッドシート
content-subtitles = 字幕
content-text = プレーンテキスト

## Where a key is kept

keyring-credential-manager = 資格情報マネージャー
keyring-keychain = キーチェーン
keyring-secret-service = システムのキーリング
