### What the platform requires of files, and how to fix them.

## What is required. $value is finished text such as 4 s, 360×360, 2.4 to 1.

requirement-at-least = { $value } 이상
requirement-at-most = { $value } 이하
requirement-pixels-at-most = { $pixels }픽셀 이하

## Documents that requirements and limits are taken from, and of when they are

source-account = 이 계정에 설정된 값
source-guide-content = 가이드 ‘Upload content’(날짜 없음)
source-guide-local = 가이드 ‘Upload from the local file system’(2022년 예제)
source-notes = 외부 자료(2026년)
source-older-tasks = 클래식 작업에 관한 이전 페이지(날짜 없음)
source-pegasus = Pegasus 1.2 페이지(날짜 없음)
source-reference = API 레퍼런스 1.3(2026년 7월)
source-sdk = Python SDK 1.3.6(2026년)

## What was measured

measured-duration = 재생 시간 { $time }
measured-height = 높이 { $pixels }픽셀
measured-width = 너비 { $pixels }픽셀
# 1920×400 (4.8 to 1)
measured-ratio = { $dimensions }({ $ratio })
measured-format = { $format } 파일
measured-no-audio = 오디오 트랙 없음
measured-encrypted = 암호화됨
measured-part = { $whole }바이트 중 { $there }바이트
measured-without-end = 끝부분 없음

## What several files have in common

verdict-title-cut = 잘린 파일
verdict-title-disagree = { $title }(출처마다 다름)
verdict-title-encrypted = 암호화됨
verdict-title-format = { $purpose }에서 지원하지 않는 형식
verdict-title-format-unlisted = { $purpose } 지원 목록에 없는 형식
verdict-title-larger = 크기 { $size } 초과
verdict-title-larger-dimensions = 해상도 { $dimensions } 초과
verdict-title-larger-pixels = 전체 픽셀 수 { $pixels } 초과
verdict-title-longer = 재생 시간 { $time } 초과
verdict-title-no-audio = 오디오 트랙 없음
verdict-title-ratio = 화면 비율 { $ratio } 초과
verdict-title-shorter = 재생 시간 { $time } 미만
verdict-title-smaller = 짧은 변 { $pixels }픽셀 미만

## The whole verdict, put together from these sentences

verdict-short = { $measured }. 필요 조건: { $required }.
verdict-short-audio = 오디오 트랙이 없습니다. 인덱스에는 오디오 트랙이 필요합니다.
verdict-short-cut = 파일이 잘려 있습니다. { $whole }바이트 중 { $there }바이트만 있습니다.
verdict-short-cut-open = 파일이 잘려 있습니다. 끝부분이 없습니다.
verdict-short-encrypted = 암호화되어 있어, 키가 없는 플랫폼에서는 재생할 수 없습니다.
verdict-short-format = { $measured }. { $purpose } 지원 형식: { $formats }.
verdict-purpose = 용도: { $purpose }.
verdict-source = 출처: { $sources }.
verdict-hint = 참고용입니다.
verdict-upload-anyway = 그래도 업로드할 수 있습니다.
verdict-goes-as-asked = 선택에 따라 그대로 업로드합니다.
verdict-goes = 그대로 업로드합니다.
# $against and $allowing are lists of verdict-source-says
verdict-disagree = { $measured }. { $purpose } 조건이 출처마다 다릅니다. 허용하지 않는 출처: { $against }. 허용하는 출처: { $allowing }.
verdict-source-says = { $source }: { $required }

## The same for a file that is no longer at hand

verdict-past = 파일이 대상의 요구 사항을 충족하지 않았습니다.
verdict-past-audio = 대상에 필요한 오디오 트랙이 파일에 없었습니다.
verdict-past-cut = 파일이 잘려 있었습니다.
verdict-past-encrypted = 파일이 암호화되어 있었습니다.
verdict-past-format = 대상이 이 파일 형식을 지원하지 않습니다.
verdict-past-large-picture = 대상이 허용하는 것보다 해상도가 높았습니다.
verdict-past-long = 대상이 허용하는 것보다 재생 시간이 길었습니다.
verdict-past-ratio = 대상이 이 화면 비율을 지원하지 않습니다.
verdict-past-short = 대상이 허용하는 것보다 재생 시간이 짧았습니다.
verdict-past-size = 대상이 허용하는 것보다 파일이 컸습니다.
verdict-past-small-picture = 대상이 허용하는 것보다 해상도가 낮았습니다.

## Fixes

# On a button with little room. The shells that can read what is copied
fix-copy-ffmpeg-posix = ffmpeg 명령 복사(sh, fish)
fix-copy-ffmpeg-powershell = ffmpeg 명령 복사(PowerShell)
fix-command-posix = sh, bash, zsh, fish용:
fix-command-powershell = PowerShell용:
fix-add-silence = 오디오 트랙을 추가하세요. 무음 트랙도 괜찮습니다.
fix-and-upload = 수정하여 업로드
fix-and-upload-extend = { $time } 늘려서 업로드
fix-and-upload-flac = FLAC으로 변환하여 업로드
fix-and-upload-mp4 = MP4로 변환하여 업로드
fix-and-upload-pad = { $dimensions } 크기로 여백을 넣어 업로드
fix-and-upload-scale = { $dimensions } 크기로 변환하여 업로드
fix-and-upload-silence = 무음을 추가하여 업로드
fix-extend = 동영상을 { $time } 늘리세요.
fix-flac = FLAC 형식으로 변환하세요.
fix-h264 = H.264를 사용하는 MP4로 변환하세요.
fix-mp4 = 다시 인코딩하지 않고 MP4로 변환하세요.
fix-pad = 여백을 넣어 { $dimensions } 크기로 맞추세요.
fix-scale = { $dimensions } 크기로 조정하세요.
fix-split = { $time } 길이로 나누세요.
