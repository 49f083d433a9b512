### What the header of a file says.

media-audio-codec = 音声: { $codec }
media-video-codec = 映像: { $codec }
media-no-audio = 音声トラックなし
media-nothing-found = 読み取れた範囲では問題なし
media-fine = すべての要件に適合

# $kind is one of the kinds below. Nothing in the file itself says what it is
media-by-name = { $kind }（名前から判断）

## Kinds

media-kind-audio = 音声
media-kind-document = ドキュメント
media-kind-image = 画像
media-kind-other = その他
media-kind-unknown = 不明
media-kind-video = 動画
