### Receipts: the records of finished uploads.

## Saving

receipt-save = アップロード記録を保存…
receipt-save-all = すべてのアップロード記録を保存…
receipt-save-of = 「{ $name }」のアップロード記録を保存…
receipt-save-title = アップロード記録を保存
receipt-save-all-title = すべてのアップロード記録を保存
receipt-saved = { $count }件のアップロード記録を「{ $place }」に保存しました。
receipt-not-saved = 保存できませんでした。コンソールでは「takeup-cli history」で同じ内容を表示できます。
receipt-none = 一致するアップロード記録はありません。

## Checksums

# A digest of the whole file, the same as the program b3sum prints
receipt-blake3 = BLAKE3
receipt-copy-blake3 = BLAKE3をコピー
receipt-sha256 = SHA-256
receipt-copy-sha256 = SHA-256をコピー
# Only in receipts of older versions: a SHA-256 of the SHA-256 sums of the pieces of a file
receipt-tree = SHA-256ツリー
receipt-copy-tree = SHA-256ツリーをコピー

## What was verified

receipt-every-part-verified = パート検証済み
receipt-parts-of = { $parts }パート中{ NUMBER($agreed) }パート
receipt-verified-all = 全{ $parts }パートをストレージのMD5で検証済み
receipt-verified-some = { $parts }パート中{ NUMBER($agreed) }パートをストレージのMD5で検証済み
receipt-reused = 送信なし: アセットがすでに存在
receipt-not-comparable = パートの照合不可: このストレージのETagはMD5以外
receipt-not-compared = パートの照合なし: チェックサムは未計算
receipt-fetched = プラットフォームが取得: このコンピューターでの読み取りなし
receipt-no-parts = 1回のリクエストで送信: 照合するパートなし
receipt-unrecorded = 照合内容の記録なし
receipt-same-file = 最後のパートの報告時点でファイルに変更なし
receipt-same-size = プラットフォーム上のサイズと一致
receipt-size-differs = プラットフォームが報告したサイズが異なります: { NUMBER($reported) }バイト（ファイルは{ NUMBER($size) }バイト）。
# $recipe: 360p, $tool: a version
receipt-copy = コピー（{ $recipe }）を送信しました。ffmpeg { $tool }で{ $size }の元ファイルから作成
receipt-copy-of = コピー（{ $recipe }）を送信しました。ffmpeg { $tool }で{ $size }の元ファイル（BLAKE3 { $digest }）から作成
receipt-length-differs = プラットフォームが報告した長さが異なります（{ $length }ではなく{ $reported }）。

## How it was sent

receipt-sent = { $time }で送信
receipt-sent-rate = { $time }で送信（{ $rate }）
receipt-ready-later = その{ $time }後に準備完了
receipt-layout = { $size }×{ $parts }パート
receipt-opened-beside = 未完了のセッションとは別に開始
receipt-adopted = 別の場所で開始し、ここで完了

## The table of the console

receipt-column-asset = アセット
receipt-column-ended = 終了（UTC）
receipt-column-name = 名前
receipt-column-outcome = 結果
receipt-column-size = サイズ
receipt-column-verified = 検証
receipt-cell-no-md5 = MD5なし
receipt-cell-parts = { NUMBER($agreed) }/{ NUMBER($parts) }パート
receipt-outcome-cancelled = キャンセル済み
receipt-outcome-failed = 失敗
receipt-outcome-ready = 準備完了
receipt-outcome-refused = 未送信
