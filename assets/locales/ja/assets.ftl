### Assets.

asset-none-help = アップロードしたファイルは、プラットフォームに届くとここに表示されます。
asset-none-match = 読み込み済みのアセット{ $count }件の中に、一致するものはありません。
asset-loading = 読み込み中…

## Status

asset-status-failed = 失敗
asset-status-processing = 処理中
asset-status-ready = 準備完了
asset-status-pending = 待機中

## Facts of an asset

asset-fact-created = 作成日時
asset-fact-duration = 長さ
asset-fact-error = エラー
asset-fact-filename = ファイル名
asset-fact-id = アセットID
asset-fact-index = インデックス
asset-fact-method = 方式
asset-fact-size = サイズ
asset-fact-status = 状態
asset-fact-stream = ストリーム
asset-fact-thumbnail = サムネイル
asset-fact-type = 種類

## Page

asset-search = アセットを検索
asset-none = アセットはまだありません
asset-filter-status = 状態
asset-filter-any = すべての状態
asset-column-name = 名前
asset-column-status = 状態
asset-column-size = サイズ
asset-column-duration = 長さ
asset-column-resolution = 解像度
asset-column-method = 方式
asset-column-added = 追加日時
asset-column-id = アセットID
# In the column of resolutions
asset-audio = 音声

## Actions

asset-show-details = 詳細を表示
asset-index-into = インデックスに登録…
asset-add-to-store = ナレッジストアに追加…

## Details

asset-copy-id = アセットIDをコピー
asset-copy-as-code = コードとしてコピー
asset-resolution = 解像度
asset-audio-codec = 音声コーデック
asset-added = 追加日時
asset-verified = 検証済み
asset-destinations = 送り先
asset-destinations-add = 追加…
asset-destinations-none = インデックスやナレッジストアには未登録
asset-destination-retry = 再試行
# Read aloud. $name is an index or a knowledge store.
asset-destination-retry-named = 「{ $name }」を再試行
asset-metadata = メタデータ
asset-metadata-edit = 編集…
asset-open = 開く
asset-open-thumbnail = サムネイルを開く
asset-open-stream = ストリームを開く
asset-technical = 技術メタデータ

## Transcription

asset-transcription-unfinished = プラットフォームの文字起こしはまだ終わっていません。
asset-transcription-failed = プラットフォームは文字起こしを作成できませんでした。
asset-transcription-failed-reason = プラットフォームは文字起こしを作成できませんでした: { $reason }
asset-transcription-nothing = プラットフォームは音声を検出しませんでした。
asset-transcription-more = ほか{ $count }行
asset-transcription = 文字起こし
asset-transcription-save = 保存…
asset-transcription-txt = テキスト
asset-transcription-srt = 字幕（SRT）
