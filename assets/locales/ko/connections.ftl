### Connections to Google Drive.

## In the browser, once a person has answered there

connection-page-connected = Google Drive를 연결했습니다. 이 탭을 닫아도 됩니다.
connection-page-refused = Google Drive를 연결하지 못했습니다. 이 탭을 닫아도 됩니다.
connection-page-unknown = Takeup이 요청하지 않은 페이지입니다. 이 탭을 닫아도 됩니다.

## How a connection stands

connection-status-active = 활성
connection-status-expired = 만료됨
connection-status-revoked = 취소됨

## In the settings and beside uploads

connection-connect = Google Drive 연결…
connection-title = Google Drive
connection-drive = 파일 링크
connection-help = 추가하면 플랫폼이 가져옵니다.
# $time is a date
connection-since = { $time }에 연결
connection-waiting = 브라우저에 열린 페이지에서 응답하세요.
connection-open-again = 페이지 다시 열기
connection-remove = 제거…
connection-remove-means = 플랫폼이 이 Google Drive를 더 이상 읽을 수 없습니다. 가져온 에셋은 그대로 남습니다.
