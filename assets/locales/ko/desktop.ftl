### File dialogs, the clipboard, and other programs. $reason is what the system reports.

desktop-copied = 복사됨
desktop-no-browser = 브라우저를 열 수 없습니다({ $reason }). 대신 URL을 복사하세요.
# The server sent an address that is not one of the web. $url is the address.
desktop-no-page = 보안 웹페이지의 링크가 아니므로 열지 않았습니다: { $url }
desktop-no-dialog = 시스템에 파일 대화 상자가 없습니다. 파일을 여기에 끌어다 놓거나 파일 경로를 붙여넣으세요. 파일 대화 상자를 쓰려면 zenity를 설치하거나, xdg-desktop-portal과 함께 사용하는 데스크톱의 포털(xdg-desktop-portal-gnome, -kde 또는 -gtk)을 설치하세요.
desktop-no-folder = 폴더에서 파일을 표시할 수 없습니다({ $reason }).
# The title of the dialog that saves what a page shows
desktop-save-title = 목록 저장
desktop-saved = { $place }에 저장했습니다.
desktop-not-saved = 저장하지 못했습니다.

## Sleep and notifications of the system

# Shown by the system as the reason why it stays awake
desktop-sleep-why = 업로드하는 중
# The button of a notification
desktop-notification-open = 열기
desktop-uploads-finished = 업로드가 끝났습니다
desktop-uploads-attention = 업로드를 확인하세요
desktop-uploads-key = 업로드에 API 키가 필요합니다
desktop-uploads-waiting = 업로드 { $count }개가 키를 기다리는 중
