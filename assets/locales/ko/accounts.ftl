### Keys, servers, and practice mode.

## Keys

key-help = TwelveLabs 대시보드의 API keys 페이지에서 확인할 수 있습니다. 키는 시스템 키링에 저장되며 파일에는 저장되지 않습니다.
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
key-kept-unchecked = 이번 실행에만 사용: 아직 확인하지 않았습니다.
key-kept-practice = 연습 모드에는 API 키가 필요하지 않습니다.

## Switching

account-switching = 계정을 전환하는 중입니다. 잠시 후 다시 시도하세요.
account-starting-practice = 연습 모드를 시작하는 중…
account-leaving-practice = 연습 모드를 종료하는 중…
# After a sentence that says why
account-not-switched = 이전 계정으로 돌아왔습니다.
