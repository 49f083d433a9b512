### Adding uploads: dropping, choosing, URLs, and what happens once they are ready.

## Sample

add-sample-one = 샘플: { $name }
add-samples = 체험용 샘플 { $count }개
add-sample-upload = 샘플 { $count }개 업로드
add-sample-dismiss = 샘플 닫기

## Dropping and choosing

add-drop-title = 동영상이나 폴더를 여기에 끌어다 놓으세요
add-kinds = MP4, MOV, MKV, WebM, MP3, PNG 등
add-resolutions = 360p~4K
# $size: 10 GB
add-size-limit = 파일당 최대 { $size }
add-choose-files = 파일 선택…
add-choose-folder = 폴더 선택…

## URLs

add-files = 파일 추가…
add-field = 파일, 경로 또는 공개 URL
add-field-hint = 파일, 경로 또는 공개 URL 붙여넣기
add-urls-add = 추가
add-urls-more = 외 { $count }개

## What happens next. The label stands in front of one of the choices.

add-then = 업로드 후
add-then-label = 업로드 후: { $choice }
add-then-keep = 에셋으로 보관
add-then-index = ‘{ $name }’에 인덱싱
add-then-store = ‘{ $name }’에 추가
add-then-task = ‘{ $name }’에서 클래식 작업
add-then-many = 대상 { $count }개에 추가
# A destination that was chosen earlier and is no longer on the platform
add-then-gone = ‘{ $name }’ 대상이 더 이상 없음
add-then-keep-help = 에셋으로 보관되며 나중에 인덱스에 추가할 수 있습니다.
add-then-indexes = 인덱스에 추가
add-then-indexes-help = 동영상을 검색할 수 있고, 인덱스에 Pegasus가 있으면 분석도 할 수 있습니다.
add-then-stores = 지식 저장소에 추가
add-then-stores-help = 질문하면 답을 얻을 수 있는 동영상과 이미지 모음입니다.
add-then-tasks = 클래식 작업으로 인덱싱
add-then-tasks-help = 이전 방식: 에셋 없이 한 번의 요청으로 업로드하고 인덱싱합니다.
add-then-no-indexes = 아직 인덱스가 없음
add-then-loading = 인덱스 불러오는 중
add-language = 언어
add-language-hint = 언어 코드(선택 사항), 예: ko
# $flaw: why the platform cannot fetch it
add-url-flaw = { $url }: { $flaw }
add-path-relative = URL도 전체 경로도 아닙니다. URL은 https://로, 경로는 / 또는 ~/로(Windows에서는 C:\ 같은 드라이브로) 시작해야 합니다.
