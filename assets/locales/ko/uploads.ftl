### The list of uploads.

## Adding

upload-nothing-leaves = 파일을 추가하기 전에는 아무것도 보내지 않습니다.

## Pausing and quitting

upload-pause-restarts = 이 업로드는 중간부터 재개할 수 없으며 처음부터 다시 시작됩니다.
upload-pause-some-restart = 직접 업로드는 중간부터 재개할 수 없으며 처음부터 다시 시작됩니다.
upload-background-means = 백그라운드에서 계속하면 모든 업로드가 끝난 뒤 Takeup이 저절로 종료됩니다. 창을 다시 열려면 Takeup을 다시 시작하세요.
upload-quit-practice = 종료하면 연습 모드의 업로드는 남지 않습니다.
upload-quit-means = 종료하면 다음에 시작할 때 업로드가 이어집니다. 직접 업로드는 처음부터 다시 시작됩니다.

## Rows

upload-on-platform = 이미 플랫폼에 있음

## Head

uploads-more = 모든 업로드의 더보기
uploads-menu = 모든 업로드
uploads-retry-failed = 실패 항목 다시 시도
uploads-pause-all = 모두 일시 중지
uploads-resume-all = 모두 재개
uploads-cancel-all = 모두 취소
uploads-remove-finished = 완료된 항목을 목록에서 제거
uploads-copy-asset-ids = 에셋 ID 복사
uploads-copy-names = 이름 복사
uploads-copy-paths = 경로 복사
uploads-search = 업로드 검색
uploads-search-hint = 검색
uploads-add-destinations = 준비된 에셋을 대상에 추가…

## Filters

uploads-filter-all = 전체 { $count }
uploads-filter-active = 진행 중
uploads-filter-active-counted = 진행 중 { $count }
uploads-filter-held = 보류
uploads-filter-held-counted = 보류 { $count }
uploads-filter-failed = 실패
uploads-filter-failed-counted = 실패 { $count }
uploads-filter-done = 완료
uploads-filter-done-counted = 완료 { $count }
uploads-filter-cancelled = 취소됨
uploads-filter-cancelled-counted = 취소됨 { $count }
uploads-show-all = 모두 보기
uploads-show-active = 진행 중인 항목만 보기
uploads-show-held = 보류된 항목만 보기
uploads-show-failed = 실패한 항목만 보기
uploads-show-done = 완료된 항목만 보기
uploads-show-cancelled = 취소된 항목만 보기
uploads-none-shown = 일치하는 업로드 없음
uploads-none-shown-help = 다른 필터를 선택하세요.
uploads-none-found-help = 검색어가 들어 있는 이름이 없습니다. 검색란에서 Esc를 누르면 지워집니다.
uploads-scanning = 추가한 파일을 살펴보는 중
uploads-scanning-help = 폴더에서 미디어를 찾습니다. 건너뛴 항목은 개수를 표시합니다.

## Found unfinished at the start

uploads-stopped = 지난번 실행에서 끝나지 않은 업로드가 { $count }개 있습니다.
uploads-stopped-help = 저장된 파트는 다시 보내지 않습니다.
uploads-stopped-resume = 재개

## All together

uploads-progress = 모든 업로드
# $ready: how many are ready, $count: of how many
batch-ready = { $count }개 중 { NUMBER($ready) }개 준비됨
# $part: 41.6 of 58.2 GB
batch-sent = { $part } 전송됨
batch-before = 이전 완료 { $count }개
# $time: 6 min
batch-sending = 전송 완료까지 약 { $time }, 이후 처리
# The same where there is little room
batch-left = 약 { $time } 남음
batch-processing = 업로드 { $count }개 처리 중

## The head of the list

uploads-count = 업로드 { $count }개
uploads-sort = 정렬 기준
# $order: one of the following
uploads-sorted = 정렬: { $order }
uploads-sort-newest = 미완료 먼저
uploads-sort-sending = 전송순
uploads-sort-name = 이름순
uploads-sort-size = 크기순
uploads-sort-status = 상태순

## Taking back

undo = 되돌리기
undo-cancelled = ‘{ $name }’ 업로드를 취소했습니다
undo-cancelled-many = 업로드 { $count }개를 취소했습니다
undo-anew = 되돌리면 직접 업로드는 처음부터 다시 전송합니다
undo-removed = ‘{ $name }’ 항목을 목록에서 제거했습니다
undo-removed-many = 업로드 { $count }개를 목록에서 제거했습니다

## Groups of failures

# $reason: what they have in common, such as "Not a media file"
uploads-group = 파일 { $count }개: { $reason }
uploads-group-retry = 이 파일 다시 시도
uploads-group-more = 외 { $count }개

## One upload

upload-menu = 업로드
upload-more = 더보기
upload-pause = 일시 중지
upload-resume = 재개
upload-retry = 다시 시도
upload-cancel = 취소
upload-remove = 목록에서 제거
# Where there is little room
upload-remove-short = 목록에서 제거
upload-send-first = 먼저 보내기
upload-send-earlier = 더 먼저 보내기
upload-send-later = 더 나중에 보내기
upload-show-details = 세부 정보 보기
upload-hide-details = 세부 정보 숨기기
# Read aloud: what the button does, and for which file
upload-button-named = { $action }: { $name }
upload-anyway = 그래도 업로드
# $size: 20 GB
upload-raise-limit = 이 계정에 { $size }까지 허용
upload-as-it-is = 그대로 업로드
upload-smaller-copy = 더 작은 사본 보내기…
upload-offer = 더 작은 사본…
upload-offer-keep = 원본 유지
upload-offer-slow = 원본 그대로 보낼 때 남은 시간: { $time }. { $size } 사본은 최대 { $bytes }입니다.
upload-offer-large = 플랫폼은 360p를 권장합니다. { $size } 사본은 최대 { $bytes }입니다.
upload-choice-as-it-is = 원본 그대로
upload-choice-original = 원본 파일
# $size: 720p
upload-choice-copy = { $size } 사본
upload-choice-automatic = 더 빠른 쪽
upload-choice-copy-help = H.264 · 길이, 소리, 타이밍 동일
upload-choice-search-help = 플랫폼이 검색용으로 권장
upload-choice-to-send = 전송량
upload-choice-time = 처리 시작까지
upload-choice-over-limit = 플랫폼 한도 초과
# $copy: 720p copy
upload-choice-send = { $copy } 업로드
upload-choice-all = 큰 파일 { NUMBER($count) }개 모두에 적용
upload-choice-measuring = 이 동영상의 5초로 측정하는 중
upload-choice-measured = 이 동영상의 5초로 측정, ffmpeg { $tool }
upload-choice-measured-line = 이 동영상의 5초와 연결 속도({ $rate })로 측정, ffmpeg { $tool }
upload-choice-note = 원본은 변경되지 않습니다. 에셋이 준비되면 사본은 삭제됩니다.
upload-add-destinations = 대상에 추가…
# "Then" is the menu of the page that says what happens with an asset once it is ready
upload-then = 업로드 후…
upload-then-title = 업로드 { $count }개가 끝난 후
upload-show-in-folder = 폴더에서 보기
upload-show-in-finder = Finder에서 보기
upload-show-in-explorer = 파일 탐색기에서 보기
upload-show-in-assets = 에셋에서 보기
upload-asset-deleted = 삭제된 에셋
upload-copy-url = URL 복사
upload-copy-asset-id = 에셋 ID 복사
upload-copy-task-id = 작업 ID 복사
upload-copy-upload-id = 업로드 ID 복사
upload-copy-message = 메시지 복사

## How far it is

# $percent: 63%
upload-cancelled-at = 취소됨 · { $progress } 전송됨
upload-cancelled-asset = 취소됨 · 에셋은 플랫폼에 남습니다
upload-cancelled-unsent = 취소됨 · 플랫폼에 저장된 것 없음
upload-cancelled-session = 취소됨 · 보낸 파트 없음. 세션은 자동으로 종료됩니다.
upload-public-url = 공개 URL
upload-waiting = 순서를 기다리는 중
upload-waiting-start = 시작하는 중
upload-waiting-copies = 다른 사본을 기다리는 중
# $rate: 1 MB/s
upload-waiting-limit = 대기 중: 업로드 속도가 { $rate }로 제한됨
upload-waiting-storage = 대기 중: 스토리지가 더 받지 않음
upload-confirming = 파트를 확인하는 중
upload-waiting-network = 연결되면 재개됨
upload-waiting-key = API 키를 기다리는 중
upload-sending-url = URL 보내는 중
upload-not-started = 시작 전
upload-importing = 가져와서 확인하는 중
upload-indexing-in = ‘{ $name }’에 인덱싱 중
upload-adding-to = ‘{ $name }’에 추가 중
upload-indexing-many = 대상 { $count }개에 추가 중
# Read aloud: the file and its status
upload-progress = { $name }: { $status }

## Processing on the platform

# $word is a status that the platform reports
upload-processing-word = 플랫폼이 보고한 상태: “{ $word }”
upload-processing-long = { $time }째 처리 중입니다. 보통 { $usual } 안에 끝납니다
upload-processing-long-word = { $time }째 “{ $word }” 상태입니다. 처리는 보통 { $usual } 안에 끝납니다
upload-processing-help = 처리가 끝나지 않으면 이 업로드를 취소하고 파일을 다시 업로드하세요.
upload-waiting-rate = 요청 한도가 풀리기를 기다리는 중

## Steps

step-checked = 검사
step-uploading = 업로드 중
step-uploading-parts = 파트 { $total }개 중 { $done }개 업로드
step-uploaded = 업로드
step-url-sending = URL 보내는 중
step-url-sent = URL 전송
step-importing = 가져오는 중
step-imported = 가져옴
step-processed = 처리
step-ready = 준비됨
step-indexed = 인덱싱
step-indexed-in = ‘{ $name }’에 인덱싱
step-added-to = ‘{ $name }’에 추가
step-destinations = 대상 { $total }개 중 { NUMBER($done) }개

## Parts

# Read aloud and shown as a tip
parts-stored = 파트 { $total }개 중 { NUMBER($stored) }개 저장됨
parts-sending = { $count }개 보내는 중
parts-repeated = { $count }개 다시 보냄
parts-each = 칸 하나가 파트 { $count }개

## Details

detail-parts-confirmed = 파트 { $count }개 확인됨
# Below the last events of an upload
upload-events-all = 기록 { $count }개 모두 보기
detail-requests-repeated = 요청 { $count }개 다시 보냄
detail-asset = 에셋
detail-task = 작업
detail-upload = 업로드

## Destinations

destination-waiting = 대기 중
destination-adding = 추가 중
destination-checking = 확인 중
destination-ready = 준비됨
destination-failed = 실패
destination-not-added = 추가 안 함
destination-drop = 대상 제거
destination-retry = 다시 시도
# Read aloud
destination-retry-named = ‘{ $name }’ 다시 시도: { $destination }
destination-drop-named = ‘{ $name }’ 업로드의 대상에서 ‘{ $destination }’ 항목 제거

## Status

upload-status-cancelled = 취소됨
upload-status-changed = 파일 변경됨
upload-status-checking = 확인 중
upload-status-duplicate = 중복
upload-status-failed = 실패
upload-status-importing = 가져오는 중
upload-status-indexed = 인덱싱됨
upload-status-indexing = 인덱싱 중
upload-status-no-key = 키 대기 중
upload-status-no-network = 네트워크 대기 중
upload-status-held = 보류
upload-status-not-accepted = 허용되지 않음
upload-status-paused = 일시 중지됨
upload-status-preparing = 준비 중
upload-status-processing = 처리 중
upload-status-ready = 준비됨
upload-status-retrying = { $time } 후 다시 시도
# Found in the journal and waiting for a go
upload-status-stopped-at-start = 중단됨
upload-status-uploading = 업로드 중
upload-status-waiting = 대기 중

## Steps

upload-step-compare = 중복 확인 중
upload-step-create = 업로드를 시작하는 중
upload-step-fetch-parts = 도착한 파트를 확인하는 중
upload-step-follow = 인덱싱 중
upload-step-look = 파일을 확인하는 중
upload-step-over = 완료
upload-step-prepare = 사본을 만드는 중
# $done and $total are times, $speed is how many seconds of film a second takes
upload-preparing = { $done } / { $total } · { $speed }배속
upload-preparing-unknown = { $done } · { $speed }배속
upload-step-recover = 에셋이 만들어졌는지 확인하는 중
upload-step-send = 업로드 중
upload-step-submit = 대상에 추가 중
upload-step-watch = 처리 중

## Bandwidth and parts

upload-rate-limited = { $rate }(제한됨)
upload-limited = 속도 제한 { $rate }
upload-limited-until = { $time }까지 속도 제한 { $rate }
upload-unlimited-until = { $time }까지 속도 제한 없음
upload-parts = 파트 { $count }개
upload-parts-automatic = 파트 자동
upload-parts-host-limit = 파트 { $count }개(스토리지가 더 받지 않음)
upload-parts-measured = 파트 { $count }개(측정 결과: 늘려도 빨라지지 않음)
upload-parts-measuring = 파트 { $count }개(측정 중)
