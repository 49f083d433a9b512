### Unfinished multipart sessions.

session-none-help = 끝나지 않은 멀티파트 업로드가 24시간 동안 여기에 표시됩니다.
session-none-match = 불러온 세션 { $count }개 중에 일치하는 항목이 없습니다.
session-note = 세션에는 파일 위치가 없습니다. 업로드하던 파일을 선택하면 빠진 파트만 보냅니다. 선택하지 않으면 세션은 자동으로 종료됩니다.
session-over = 플랫폼이 이 세션을 종료했습니다.
session-finish-unverified = 도착한 파트는 다시 보내지 않으며, 플랫폼이 체크섬을 돌려주지 않아 파일과 비교할 수 없습니다. 같은 파일인지 확인하세요.

## Page

session-title = 미완료 세션
session-title-count = 미완료 세션 { NUMBER($count) }
session-search = 미완료 세션 검색
session-none = 미완료 세션이 없습니다
session-column-file = 파일
session-column-size = 크기
session-column-parts = 파트
session-column-started = 시작
session-column-expires = 만료
session-parts-stored = { NUMBER($count) }개 중 { NUMBER($stored) }개 저장됨
session-parts = 파트 { $count }개
session-expired = 만료됨
session-expires-in = { $time } 후

## Actions

session-finish = 이어서 완료…
# Read aloud
session-finish-named = ‘{ $name }’ 이어서 완료…
session-finish-with = 파일을 선택해 이어서 완료…
session-copy-upload-id = 업로드 ID 복사

## Status

session-status-active = 활성
session-status-completed = 완료됨
session-status-expired = 만료됨
session-status-failed = 실패
