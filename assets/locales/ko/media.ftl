### What the header of a file says.

media-audio-codec = { $codec } 오디오
media-video-codec = { $codec } 비디오
media-no-audio = 오디오 트랙 없음
media-nothing-found = 읽을 수 있는 범위에서 문제가 발견되지 않음
media-fine = 모든 요구 사항 충족

# $kind is one of the kinds below. Nothing in the file itself says what it is
media-by-name = { $kind }(이름으로 판단)

## Kinds

media-kind-audio = 오디오
media-kind-document = 문서
media-kind-image = 이미지
media-kind-other = 기타
media-kind-unknown = 알 수 없음
media-kind-video = 동영상
