### File dialogs, the clipboard, and other programs. $reason is what the system reports.

desktop-copied = 복사됨
desktop-no-browser = 브라우저를 열 수 없습니다({ $reason }). 대신 URL을 복사하세요.
# The server sent an address that is not one of the web. $url is the address.
desktop-no-page = 보안 웹페이지의 링크가 아니므로 열지 않았습니다: { $url }
desktop-no-dialog = 파일 선택 창을 열 수 없습니다. 파일을 창에 끌어다 놓거나 경로를 붙여넣으세요. 선택 창에는 zenity 또는 xdg-desktop-portal-gnome, -kde, -gtk 중 하나가 필요합니다.
desktop-no-folder = 폴더에서 파일을 표시할 수 없습니다({ $reason }).
# The title of the dialog that saves what a page shows
desktop-save-title = 목록 저장
desktop-saved = { $place }에 저장했습니다.
# $saved is the sentence that says where something was saved
desktop-saved-unasked = 파일 선택 창을 열 수 없습니다. { $saved }
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
