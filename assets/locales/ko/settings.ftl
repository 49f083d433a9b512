### The settings.

settings-unreadable = 읽을 수 없는 값입니다. 이전 값을 유지합니다.
settings-limits-note = 한도를 초과하는 파일은 보내지 않습니다. 요금제가 허용하는 경우에만 한도를 높이세요. 최종 판단은 플랫폼이 합니다.

settings-tab-account = 계정
settings-tab-uploads = 업로드
settings-tab-appearance = 모양
settings-tab-network = 네트워크
settings-tab-advanced = 고급

## Account

settings-key = API 키
settings-key-none = 시스템 키링이 있으면 키링에 보관되며 파일에는 저장되지 않습니다.
# How a key begins. It stays as it is.
settings-key-hint = tlk_…
settings-key-replace = 교체…
settings-key-enter = 키 입력…
settings-key-test = 테스트
settings-key-forget = 제거…
settings-key-works = 정상
settings-key-unchecked = 확인 전
settings-key-unknown = 키를 찾는 중
settings-key-missing = 키 없음
settings-keyring-locked = 키링 잠김
settings-key-refused = 거부됨
settings-account-name = 계정 이름
settings-account-name-help = 사이드바에 표시됩니다.
settings-server = 서버
settings-server-help = 전용 배포 환경에서만 변경하세요.

## Uploads

settings-files-at-once = 동시에 업로드할 파일 수
settings-files-at-once-help = { NUMBER($least) }~{ NUMBER($most) }개
settings-parts-at-once = 동시에 보낼 파트 수
settings-parts-at-once-help = ‘자동’은 연결 상태에 맞춰 조절합니다.
settings-parts-automatic = 자동
settings-parts-fixed = 개수 지정
settings-parts-number = 파트 수
settings-multipart-above = 파트로 나누는 기준 크기
settings-multipart-above-help = 큰 파일은 이어서 보낼 수 있습니다.
settings-bandwidth = 속도 제한
settings-bandwidth-help = 모든 업로드의 합계, 최소 { $rate }
settings-bandwidth-rate = 속도 제한(MB/s)
settings-bandwidth-unit = MB/s
settings-hours = 속도를 제한할 시간
settings-hours-help = 매일 적용되며 자정을 넘길 수 있습니다.
settings-hours-all-day = 하루 종일
settings-hours-from = 제한 시작 시각
settings-hours-until = 제한 종료 시각
settings-if-exists = 플랫폼에 있는 중복 파일
settings-copy = 동영상 전송 방식
settings-copy-help = 더 작은 사본은 ffmpeg로 만듭니다.
settings-ffmpeg = ffmpeg 프로그램
settings-ffmpeg-help = 비우면 설치된 것을 사용합니다.
settings-tell-copies = 메타데이터에 사본 정보 기록
settings-tell-copies-help = 변환 방법과 원본 정보를 기록합니다.
settings-ask-hosts = URL을 미리 확인
settings-ask-hosts-help = 웹페이지인지 파일인지 미리 구별합니다.
settings-resume-at-start = 시작할 때 재개
settings-resume-at-start-help = 미완료 업로드를 재개합니다.
settings-notifications = 알림
settings-notifications-help = 업로드가 끝나거나 결정이 필요할 때 알립니다.
settings-hold-sleep = 절전 모드로 전환하지 않기
settings-hold-sleep-help = 파일을 전송하는 동안에만 적용됩니다.
settings-mark-uploads = 에셋에 식별 ID 기록
settings-mark-uploads-help = 응답이 유실되어도 중복을 막습니다.
settings-delete-reserved = 빈 에셋 삭제
settings-delete-reserved-help = 세션이 일찍 끝난 경우에 적용됩니다.
settings-checks = 모든 파트 검증
settings-checks-help = 체크섬을 스토리지와 비교합니다.
settings-sha256 = 업로드 기록에 SHA-256 추가
settings-sha256-help = 각 파일을 한 번 더 읽습니다.

## Limits of the account

settings-limits = 업로드 한도

# $size: 10 GB
settings-limit-reset = 기본값({ $size })으로 재설정
# In place of a source
# $source: where the figure was found, such as "Upload guide, 2025"

## Appearance

settings-theme = 테마
settings-theme-system = 시스템
settings-theme-light = 밝게
settings-theme-dark = 어둡게
settings-text-size = 텍스트 크기
settings-text-size-help = 창의 모든 요소가 함께 커집니다.
settings-language = 언어
settings-language-system = 시스템
settings-proxy = 프록시
settings-proxy-help = 플랫폼과 스토리지에 모두 사용합니다.
settings-proxy-system = 시스템
settings-proxy-none = 없음
settings-proxy-own = 직접 입력
settings-proxy-server = 프록시 서버
settings-proxy-server-help = http, https 또는 SOCKS
settings-proxy-server-hint = http://proxy.example.com:3128
settings-proxy-sign-in = 로그인…
settings-proxy-account = 프록시 로그인
settings-proxy-account-help = 암호는 키링에 저장됩니다.
settings-proxy-user = 사용자 이름
settings-proxy-password = 암호
settings-direct-for = 프록시 예외
settings-direct-for-help = 프록시가 필요 없는 호스트입니다.
settings-direct-for-hint = localhost, .example.com
settings-extra-ca = 추가 인증 기관
settings-extra-ca-help = TLS를 검사하는 네트워크에서 사용합니다.
settings-extra-ca-hint = company-root.pem
settings-extra-ca-choose = 선택…
settings-extra-ca-remove = 인증 기관 제거
settings-addresses = IP 버전
settings-addresses-help = IPv4와 IPv6가 모두 있는 호스트용
settings-addresses-any = 자동
settings-addresses-ipv4 = IPv4
settings-addresses-ipv6 = IPv6
settings-checkup = 네트워크 테스트
settings-checkup-run = 네트워크 테스트
settings-checkup-again = 다시 실행
settings-checkup-running = 테스트 중…
settings-checkup-copy = 보고서 복사
settings-checkup-none = 호스트 이름 확인, 프록시, 인증서, 시계, 플랫폼, 스토리지, 이 컴퓨터를 테스트하고 해결 방법을 알려 줍니다.
settings-milliseconds = { NUMBER($count) } ms
settings-data-folder = 데이터 폴더
settings-log = 로그
settings-log-help = 최대 2 MB이며 키와 URL은 제외됩니다.
settings-open-folder = 폴더 열기
settings-open-log = 로그 표시
settings-log-level = 로그 수준
settings-log-errors = 오류
settings-log-normal = 보통
settings-log-detailed = 자세히
settings-diagnostics = 진단
settings-diagnostics-help = 고객 지원용입니다. 비밀 정보, 이름, URL은 가려집니다.
settings-diagnostics-show = 진단 표시
settings-diagnostics-copy = 진단 복사
settings-updates = 업데이트 확인
settings-updates-help = 하루에 한 번 확인하며 설치하지는 않습니다.
settings-version = 버전
settings-updates-now = 지금 확인
settings-updates-checking = 업데이트 확인 중
settings-updates-newest = 최신 버전입니다.
settings-updates-failed = 업데이트를 확인하지 못했습니다.
