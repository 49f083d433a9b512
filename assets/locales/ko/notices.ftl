### What lies over a page or above it: banners, notices, questions, the drop target.

notice-title = 알림
notice-close = 알림 닫기
notice-paste-empty = 붙여넣은 텍스트에 공개 URL이나 파일 경로가 없습니다.
notice-paste-passed-over = 붙여넣은 텍스트 중 { $count }개 부분은 공개 URL이나 파일 경로가 아니어서 추가하지 않았습니다.

## Banners

# Titles stand in front of a sentence.
banner-offline = 연결이 끊겼습니다.
banner-offline-waiting = { $time } 후 다시 시도합니다. 업로드는 자동으로 재개됩니다.
banner-offline-retrying = 지금 다시 시도하고 있습니다. 업로드는 자동으로 재개됩니다.
banner-offline-retry = 지금 다시 시도
# $time: 11:31. It follows the sentence on the connection, above an older list.
banner-offline-list = 이 목록은 { $time }에 업데이트되었습니다.
banner-no-key = API 키가 없습니다.
banner-no-key-help = 키를 입력할 때까지 업로드가 대기합니다.
banner-key-failed = API 키를 사용할 수 없습니다.
banner-key-enter = API 키 입력
banner-update = Takeup { $version } 버전이 있습니다.
banner-update-help = 릴리스 페이지에서 다운로드할 수 있습니다.
banner-update-open = 릴리스 페이지 열기
banner-update-later = 나중에

## Drop target

drop-release = 놓으면 항목 { $count }개 추가
drop-release-files = 놓으면 파일 { $count }개({ $size }) 추가
drop-files = 파일 { $count }개({ $size })
drop-folders = 폴더 { $count }개
drop-help = 폴더에서 미디어를 찾습니다. 건너뛴 항목은 개수를 표시합니다.

## Questions

question-pause = 일시 중지하시겠습니까?
question-pause-yes = 일시 중지
question-pause-no = 계속 업로드
question-forget-key = API 키를 제거하시겠습니까?
question-forget-key-yes = 키 제거
question-forget-key-no = 키 유지
question-close = 업로드하는 중에 창을 닫으시겠습니까?
question-close-background = 백그라운드에서 계속
question-close-quit = 일시 중지하고 종료
question-close-end = 종료
question-close-stay = 취소
