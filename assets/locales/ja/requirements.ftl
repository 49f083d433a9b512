### What the platform requires of files, and how to fix them.

## What is required. $value is finished text such as 4 s, 360×360, 2.4 to 1.

requirement-at-least = { $value }以上
requirement-at-most = { $value }以下
requirement-pixels-at-most = { $pixels }ピクセル以下

## Documents that requirements and limits are taken from, and of when they are

source-account = このアカウントの設定
source-guide-content = ガイド「Upload content」（日付なし）
source-guide-local = ガイド「Upload from the local file system」（2022年の例）
source-notes = 第三者の資料（2026年）
source-older-tasks = 従来型タスクに関する古いページ（日付なし）
source-pegasus = Pegasus 1.2のページ（日付なし）
source-reference = APIリファレンス1.3（2026年7月）
source-sdk = Python SDK 1.3.6（2026年）

## What was measured

measured-duration = 長さ{ $time }
measured-height = 高さ{ $pixels }ピクセル
measured-width = 幅{ $pixels }ピクセル
# 1920×400 (4.8 to 1)
measured-ratio = { $dimensions }（{ $ratio }）
measured-format = { $format }ファイル
measured-no-audio = 音声トラックなし
measured-encrypted = 暗号化されています
measured-part = { $whole }バイト中{ $there }バイト
measured-without-end = 末尾なし

## What several files have in common

verdict-title-cut = 途中で切れたファイル
verdict-title-disagree = { $title }（資料間で相違あり）
verdict-title-encrypted = 暗号化されたファイル
verdict-title-format = { $purpose }に対応していない形式
verdict-title-format-unlisted = { $purpose }の対応形式の一覧にない形式
verdict-title-larger = { $size }より大きい
verdict-title-larger-dimensions = 縦横の寸法が{ $dimensions }より大きい
verdict-title-larger-pixels = 総ピクセル数が{ $pixels }を超過
verdict-title-longer = { $time }より長い
verdict-title-no-audio = 音声トラックなし
verdict-title-ratio = アスペクト比が{ $ratio }を超過
verdict-title-shorter = { $time }より短い
verdict-title-smaller = 短辺が{ $pixels }ピクセル未満

## The whole verdict, put together from these sentences

verdict-short = { $measured }。要件: { $required }。
verdict-short-audio = 音声トラックがありません。インデックスには音声トラックが必要です。
verdict-short-cut = 途中で切れています（{ $whole }バイトのうち{ $there }バイトしかありません）。
verdict-short-cut-open = 途中で切れています。末尾がありません。
verdict-short-encrypted = 暗号化されており、プラットフォームでは再生できません。
verdict-short-format = { $measured }は使用できません。{ $purpose }で使用できる形式: { $formats }。
verdict-purpose = 用途: { $purpose }。
verdict-source = 出典: { $sources }。
verdict-hint = これは参考情報です。
verdict-upload-anyway = それでもアップロードできます。
verdict-goes-as-asked = 指定に従い、このままアップロードされます。
verdict-goes = このままアップロードされます。
# $against and $allowing are lists of verdict-source-says
verdict-disagree = { $measured }。{ $purpose }の要件は資料によって異なります。不可とする資料: { $against }。可とする資料: { $allowing }。
verdict-source-says = { $source }: { $required }

## The same for a file that is no longer at hand

verdict-past = ファイルが送り先の要件を満たしていませんでした。
verdict-past-audio = 送り先には音声トラックが必要ですが、ファイルにありませんでした。
verdict-past-cut = ファイルが途中で切れていました。
verdict-past-encrypted = ファイルが暗号化されていました。
verdict-past-format = 送り先がファイルの形式に対応していません。
verdict-past-large-picture = 縦横の寸法が送り先の上限を超えていました。
verdict-past-long = ファイルの長さが送り先の上限を超えていました。
verdict-past-ratio = 送り先がアスペクト比に対応していません。
verdict-past-short = ファイルの長さが送り先の下限に足りませんでした。
verdict-past-size = ファイルのサイズが送り先の上限を超えていました。
verdict-past-small-picture = 縦横の寸法が送り先の下限に足りませんでした。

## Fixes

# On a button with little room. The shells that can read what is copied
fix-copy-ffmpeg-posix = ffmpegのコマンドをコピー（sh、fish）
fix-copy-ffmpeg-powershell = ffmpegのコマンドをコピー（PowerShell）
fix-command-posix = sh、bash、zsh、fish用:
fix-command-powershell = PowerShell用:
fix-add-silence = 音声トラックを追加してください。無音でも構いません。
fix-and-upload = 修正してアップロード
fix-and-upload-extend = { $time }延ばしてアップロード
fix-and-upload-flac = FLACに変換してアップロード
fix-and-upload-mp4 = MP4に変換してアップロード
fix-and-upload-pad = { $dimensions }に余白を付けてアップロード
fix-and-upload-scale = { $dimensions }に拡大縮小してアップロード
fix-and-upload-silence = 無音を追加してアップロード
fix-extend = 動画を{ $time }延長してください。
fix-flac = FLACに変換してください。
fix-h264 = H.264のMP4に変換してください。
fix-mp4 = 再エンコードせずにMP4に変換してください。
fix-pad = 余白を付けて{ $dimensions }にしてください。
fix-scale = サイズを{ $dimensions }に変更してください。
fix-split = { $time }ごとに分割してください。
