### What has happened to an upload, one line for each event.

event-line = { $time } · { $event }
event-times = { $event }({ NUMBER($count) }회)
event-added = 목록에 추가됨
event-chosen = 방식: { $method }
event-created = 플랫폼에 생성됨
event-reused = 기존 에셋 재사용
event-retried = 요청 다시 보냄: { $reason }
event-part-retried = 파트 { NUMBER($part) } 다시 보냄: { $reason }
event-url-replaced = 파트 { NUMBER($part) }의 미리 서명된 URL 교체
event-begun-again = 이전 세션이 끝나 새 세션 시작
event-paused = 일시 중지됨
event-resumed = 재개됨
event-sent = 플랫폼이 모든 바이트를 받음
event-processed = 처리 완료
event-arrived = 대상 { NUMBER($place) }에서 준비됨
event-ready = 준비됨
event-failed = 실패: { $reason }
event-refused = 검사에서 보류됨
event-cancelled = 취소됨
event-reopened = 다시 시도함
event-extended = 대상을 더 선택함
