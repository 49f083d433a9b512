### The window around the pages: sidebar, account, bottom line, file dialogs, and what is told at the start.

## Pages

page-uploads = 업로드
page-assets = 에셋
page-tasks = 작업
page-indexes = 인덱스
page-stores = 지식 저장소
page-watched = 감시 폴더
page-settings = 설정
# Read aloud: the page and how many things are active on it
page-counted = { $page }, 진행 중 { NUMBER($count) }개

## Title and sidebar

# The name of the program. It stays as it is.
window-title = Takeup
# Title of the window while it uploads: 63% – Takeup
window-title-progress = { $percent } – Takeup
sidebar-destinations = 대상

## Account

# Read aloud: the account and its state
account-state = { $account }: { $state }
account-practice = 연습 모드
account-practice-local = 외부로 전송하지 않음
account-practice-leave = 연습 모드 종료
account-no-connection = 연결 없음
account-key-unknown = 키를 찾는 중
account-key-missing = 키 없음
account-keyring-locked = 키링 잠김
account-key-refused = 키가 거부됨
account-key-unchecked = 확인 전
account-connected = 연결됨

## Bottom line

status-adding = 추가한 파일을 살펴보는 중
status-no-account = 계정 없음
status-idle = 업로드 없음
status-active = { $count }개 진행 중
status-paused = { $count }개 일시 중지
status-to-decide = { $count }개 결정 필요
status-done = { $count }개 완료
status-failed = { $count }개 실패
status-loading = 불러오는 중
status-not-loaded = 불러오지 못함
status-offline = 오프라인
# $time: 11:31
status-offline-updated = 오프라인, { $time }에 업데이트됨
status-updated-at = { $time }에 업데이트됨
# $ago: 4 s ago
status-updated = { $ago } 업데이트됨
# $interval: 5 s
status-processing = { $count }개 처리 중, { $interval }마다 확인
status-running = { $count }개 진행 중, { $interval }마다 확인
# $limits: 3 files · 6 parts
status-no-limit = 속도 제한 없음
status-limit = 속도 제한
status-limit-named = 속도 제한: { $limit }
status-limit-other = 다른 속도 또는 적용 시간…
status-at-once = 동시 전송: { $limits }
status-files = 파일 { $count }개
status-sleep-held = 절전 모드 방지 중
status-version = Takeup { $version }
status-not-saved = 설정이 아직 저장되지 않음

## File dialogs of the system

dialog-choose-files = 업로드할 파일 선택
dialog-choose-file = 이 업로드의 파일 선택
dialog-choose-folders = 업로드할 폴더 선택
# Kind of file in the dialog
dialog-kind-csv = CSV
dialog-kind-json = JSON

## Starting the program. Shown in a message box or on the console.

start-failed = Takeup을 시작할 수 없습니다: { $reason }
start-about = TwelveLabs에 동영상 업로드
start-handed-over = Takeup이 이미 실행 중이며 항목 { $count }개를 넘겨받았습니다.
start-no-window = 이 시스템에서는 창을 표시할 수 없습니다({ $reason }). 데스크톱 세션에서 Takeup을 시작하거나 takeup-cli로 업로드하세요.
start-engine-gone = 창이 열리는 도중에 닫혔습니다.
# In a window of its own, with the reason and a button
start-not-started = Takeup이 시작되지 않았습니다

menu-hide = Takeup 숨기기
menu-hide-others = 기타 숨기기
menu-show-all = 모두 보기
