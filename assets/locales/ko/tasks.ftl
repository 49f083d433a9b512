### Indexing tasks.

task-none-help = 인덱스에 추가하는 모든 항목이 진행 상황과 함께 여기에 표시됩니다.
task-none-match = 불러온 작업 { $count }개 중에 일치하는 항목이 없습니다.
task-failed = 인덱싱하지 못했습니다. 파일이 재생되는지 확인한 후 다시 시도하세요.
# Why a task cannot be deleted yet
task-runs = 작업은 끝난 후에만 삭제할 수 있습니다.
# What the list is made of
task-sources = 클래식 작업 { $classic }개 · 인덱스의 에셋 { NUMBER($indexed) }개

## Status of tasks, indexed assets and items

indexing-status-failed = 실패
indexing-status-indexing = 인덱싱 중
indexing-status-pending = 대기 중
indexing-status-queued = 대기열에 있음
indexing-status-ready = 준비됨
indexing-status-uploading = 업로드 중
indexing-status-validating = 검사 중

## Page

task-search = 작업 검색
task-none = 아직 작업이 없습니다
task-filter-index = 인덱스
task-filter-any-index = 모든 인덱스
task-filter-all = 전체
task-filter-running = 진행 중
task-filter-running-count = 진행 중 { NUMBER($count) }
task-filter-failed = 실패
task-filter-failed-count = 실패 { NUMBER($count) }
task-filter-ready = 준비됨
task-column-name = 이름
task-column-started = 시작
task-column-status = 상태

## Rows

# $time: 11:20, or 18 Nov
task-elapsed = { $time } 시작 · { $elapsed } 경과
task-took = { $day } · { $duration } 걸림
# Read aloud with the progress bar
task-progress = { $name }: { $status }

## Actions

task-copy-id = 작업 ID 복사
task-copy-video-id = 동영상 ID 복사
task-copy-indexed-id = 인덱싱된 에셋 ID 복사
# Read aloud
task-copy-id-of = ‘{ $name }’ 작업 ID 복사
task-copy-video-id-of = ‘{ $name }’ 동영상 ID 복사
task-copy-indexed-id-of = ‘{ $name }’ 인덱싱된 에셋 ID 복사
task-copy-error = 오류 메시지 복사
task-show-index = 인덱스 보기
task-delete = 작업 삭제…
task-remove = 인덱스에서 제거…
