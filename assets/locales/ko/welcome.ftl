### The first screen.

welcome-purpose = 동영상을 TwelveLabs에 업로드하고 검색할 수 있게 합니다.
welcome-practice-help = 내장된 연습용 플랫폼입니다. 데이터는 밖으로 나가지 않고, 종료하면 사라집니다.

welcome-title = Takeup 시작하기
welcome-key = API 키
welcome-get-key = TwelveLabs 대시보드에서 키 받기
# How a key begins. It stays as it is.
welcome-key-hint = tlk_…
welcome-key-show = 키 표시
welcome-key-hide = 키 숨기기
welcome-connect = 연결
welcome-checking = 확인 중
welcome-or = 또는
# Leads back from the settings to the first screen
welcome-back = 뒤로
welcome-practice = 계정 없이 체험하기
