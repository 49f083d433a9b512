### Watched folders: the page, its cards and the form.

## Page

watched-add = 폴더 감시…
watched-empty = 감시 폴더 없음
watched-empty-help = Takeup은 감시 폴더에 들어오는 파일을 업로드합니다.

## Card

watched-on = 감시 중
watched-off = 일시 중지됨
watched-gone = 폴더 대기 중
# A part of the line below the name, after the path
watched-subfolders = 하위 폴더 포함
# $patterns is for example "*.mov *.mp4"
watched-except = 제외: { $patterns }
watched-then = 업로드 대상
# Read aloud: the button that chooses where the uploads of this folder go
watched-then-named = 업로드 대상, 폴더: { $folder }
watched-copy = 사본
watched-copy-account = 설정을 따름
watched-copy-named = { $folder }의 사본
watched-afterwards = 원본 파일
watched-leave = 그대로 두기
watched-move = “{ $folder }”(으)로 이동
watched-so-far = 지금까지
watched-none-yet = 아직 없음
watched-ready = { $count }개 준비됨
watched-open = 업로드 목록에 { $count }개
# Read aloud: the switch of a card
watched-switch = 감시: { $folder }
# Read aloud: the menu of a card
watched-more = { $folder } 더보기
watched-edit = 편집…
watched-scan = 지금 확인
watched-remove = 감시 중지…
watched-remove-title = { $folder } 감시를 중지할까요?
watched-remove-means = 이 폴더의 설정이 삭제됩니다. 업로드한 에셋과 파일은 그대로 남습니다.
watched-remove-yes = 감시 중지

## What happens next

watched-next-paused = 그동안 들어온 파일은 다시 켜면 업로드됩니다.
watched-next-gone = 폴더가 없습니다. Takeup이 10초마다 다시 찾으며, 잃는 파일은 없습니다.
watched-next-first = Takeup이 폴더를 살펴보고 있습니다.
watched-next-file = 새 파일을 기다리고 있습니다.
# $size is for example "3.1 GB", $time "10 s"
watched-next-grows = { $name }: 아직 커지고 있을 수 있습니다({ $size }). { $time } 동안 변경되지 않으면 업로드합니다.
watched-next-open = { $name }: 다른 프로그램에서 열려 있습니다. 닫히면 업로드합니다.
watched-next-unreadable = { $name }: 읽을 수 없습니다. Takeup이 다시 시도합니다.
watched-ask = 폴더에 이미 있던 파일이 { $count }개 있습니다. 함께 업로드하시겠습니까?
watched-ask-upload = 함께 업로드
watched-ask-leave = 그대로 두기
# Read aloud: the two answers
watched-ask-upload-named = { $folder }의 파일도 업로드
watched-ask-leave-named = { $folder }의 파일은 그대로 두기

## Form

watched-form-title = 폴더 감시
watched-form-edit = 감시 폴더 편집
watched-form-watch = 감시
watched-form-folder = 폴더
watched-form-folder-hint = 전체 경로
watched-form-subfolders = 하위 폴더 포함
watched-form-include = 포함할 파일
watched-form-include-hint = 모든 미디어 파일 또는 *.mov 같은 패턴
watched-form-exclude = 제외할 파일
watched-form-exclude-hint = *_proxy.* 같은 패턴
watched-form-move = 준비된 파일을 옮길 하위 폴더
watched-form-move-hint = 비워 두면 그대로 둡니다
watched-form-move-wrong = 슬래시가 없고 점으로 시작하지 않는 폴더 이름을 입력하세요.
watched-form-then = 업로드 페이지에 지금 설정된 대상으로 보냅니다. 나중에 바꿀 수 있습니다.
