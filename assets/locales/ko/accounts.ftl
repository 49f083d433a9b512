### Keys, servers, and practice mode.

## Keys

key-help = 시스템 키링이 있으면 키링에 저장되며 파일에는 저장되지 않습니다.
key-forget-means = 키를 시스템 키링에서 제거합니다. 키는 플랫폼에서 계속 유효합니다. 다른 키를 입력할 때까지 업로드가 대기합니다.

## Where the key is, in the status bar

key-place-environment = 환경 변수의 키
key-place-keyring = 키 위치: { $keyring }
key-place-this-run = 이번 실행에만 쓰는 키
key-place-practice = 연습 모드

## Where the key is, in the settings

key-kept-environment = 이 프로그램의 환경 변수에서 가져온 키입니다.
key-kept-keyring = { $keyring }에 저장되며 파일에는 저장되지 않습니다.
key-kept-this-run = 이번 실행에만 사용: { $reason }
key-kept-unchecked = 이번 실행에만 사용되며 아직 확인되지 않았습니다.
key-kept-practice = 연습 모드에는 API 키가 필요하지 않습니다.

## Switching

account-starting-practice = 연습 모드를 시작하는 중…
account-first = 내 계정
accounts-title = 계정
account-add = 계정 추가…
account-replace-key = 키 교체
account-enter-key = 키 입력
# Read aloud: the label of a button and the account it is for
account-remedy = { $label }: { $account }
# The keys that open the settings
account-settings-shortcut = Ctrl+,
account-uploading = 업로드 { $count }개 진행 중
account-waiting = { $count }개 대기 중
# $time: 11:42
account-rate-limit = 요청 한도로 { $time }까지 대기

## Adding and removing

account-add-title = 계정 추가
account-add-help = 플랫폼에서 키가 확인되면 계정이 저장됩니다.
account-name-hint = 이름(예: 스튜디오 서울)
account-name-taken = 같은 이름의 계정이 이미 있습니다.
account-server-invalid = 서버 URL은 https로 시작하고 API 버전을 포함해야 합니다.
account-edit = 편집
account-remove = 제거…
account-remove-title = ‘{ $name }’ 계정을 제거하시겠습니까?
account-remove-means = 이 계정의 미완료 업로드는 취소되고 모든 업로드가 목록에서 사라집니다. 업로드 기록은 남습니다. 키는 시스템 키링에서 제거됩니다. 플랫폼에서는 아무것도 삭제되지 않습니다.
account-remove-yes = 계정 제거
account-remove-no = 계정 유지
