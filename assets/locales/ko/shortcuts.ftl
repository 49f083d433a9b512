### What the keyboard does.

shortcuts-title = 키보드 단축키
shortcuts-window = 창 전체
shortcuts-lists = 목록과 표
shortcuts-close = 닫기

shortcut-overview = 단축키 보기
shortcut-add = 파일 추가
shortcut-paste = 복사한 파일, 경로, URL 추가
shortcut-search = 검색
shortcut-refresh = 새로 고침
shortcut-undo = 되돌리기
shortcut-pages = 페이지로 이동
shortcut-settings = 설정
shortcut-larger = 텍스트 크게
shortcut-smaller = 텍스트 작게
shortcut-usual-size = 기본 텍스트 크기
shortcut-close = 닫기 또는 뒤로
shortcut-quit = 종료
shortcut-move = 행으로 이동
shortcut-reach = 이동하며 선택
shortcut-tick = 행 선택
shortcut-tick-all = 모두 선택
shortcut-open = 행 열기
shortcut-menu = 행 메뉴
shortcut-order = 더 먼저 또는 나중에 보내기
shortcut-remove = 취소, 제거 또는 삭제
