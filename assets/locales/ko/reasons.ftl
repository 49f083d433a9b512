### What Takeup itself finds wrong: one sentence for each reason. $detail holds words of the server or the
### system, a name, or an ID.

## The platform's answer

# Server words with the code of the answer.
reason-with-code = { $detail }, { $code }
reason-answer-unreadable = 서버의 응답을 해석할 수 없습니다({ $detail }).
reason-asset-not-listed = 플랫폼의 목록에 이 에셋이 없습니다: { $detail }.
# $detail: the title of a page and the status, such as “Hotel WiFi” (HTTP 200)
reason-intercepted = 서버가 아니라 이 컴퓨터와 서버 사이의 장치가 응답했습니다: { $detail }.
reason-key-malformed = API 키에 사용할 수 없는 문자가 들어 있습니다.
reason-consent-refused = Google Drive를 연결하지 못했습니다.
# $detail is a code of the platform, such as access_denied
reason-consent-refused-code = Google Drive를 연결하지 못했습니다({ $detail }).
reason-consent-too-late = 시간 안에 브라우저에서 응답이 없어 Google Drive를 연결하지 못했습니다.
reason-language-refused = 플랫폼은 언어를 자동으로 감지하며 이 필드를 거부합니다: { $detail }. 언어를 비워 두세요.
reason-no-answer-in-time = 서버가 제시간에 응답하지 않았습니다.
reason-no-assets-at-server = 이 서버 URL에는 에셋 API가 없습니다: { $detail }.
reason-no-etag = 스토리지가 파트 수신을 확인하면서 ETag를 보내지 않아 플랫폼에 보고할 수 없습니다.
reason-no-key = API 키가 없습니다.
reason-of-another-account = 이 키로는 읽을 수 없습니다. 다른 계정의 항목입니다: { $detail }.
# $detail: the address of the proxy and what went wrong, such as 10.0.0.1:3128: connection refused
reason-proxy-refused = 프록시가 서버에 연결하지 않았습니다: { $detail }.
# $detail: the name of an environment variable
reason-proxy-unusable = { $detail } 변수의 값이 사용할 수 있는 프록시가 아닙니다. 아무것도 보내지 않았습니다.
reason-own-proxy-missing = 프록시가 ‘직접 입력’으로 설정되어 있지만 입력된 프록시가 없습니다. 아무것도 보내지 않았습니다.
reason-release-not-signed = 최신 릴리스에 Takeup 키의 서명이 없습니다. 릴리스 정보를 사용하지 않았습니다.
# $detail: a URL
reason-redirected = 이 컴퓨터와 서버 사이의 장치가 다른 주소로 리디렉션합니다: { $detail }.
# $detail: the status of the session
reason-sessions-too-short = 모든 파트가 도착하기 전에 멀티파트 세션이 연이어 두 번 종료되었습니다({ $detail }).
reason-not-https = 서버 URL은 https로 시작해야 합니다: { $detail }. 일반 http는 이 컴퓨터의 주소에만 사용할 수 있습니다.
reason-server-no-url = 서버 URL이 올바르지 않습니다: { $detail }.

## The file

reason-changed-after-start = 업로드가 시작된 후 파일이 변경되었습니다.
reason-copy-gone = 업로드하는 동안 파일의 사본이 삭제되거나 변경되었습니다.
reason-copy-no-space = 디스크가 가득 차서 사본을 만들지 못했습니다.
reason-copy-no-space-left = 사본을 만들려면 여유 공간이 { $needed } 필요하지만 { $left }만 남았습니다.
reason-copy-other-length = 사본의 재생 시간은 { $length }, 파일은 { $original }입니다. 그래서 보내지 않았습니다.
reason-ffmpeg-failed = ffmpeg가 사본을 만들지 못했습니다: { $detail }.
reason-ffmpeg-failed-silently = ffmpeg가 사본을 만들지 못했고 이유를 알리지 않았습니다.
reason-ffmpeg-missing = ffmpeg를 찾지 못했습니다.
reason-ffmpeg-missing-at = 이 경로에서 ffmpeg를 찾지 못했습니다: { $path }.
reason-ffmpeg-no-encoder = 이 ffmpeg에는 인코더가 없습니다: { $name }.
reason-ffmpeg-stuck = ffmpeg가 더 진행되지 않아 종료했습니다.
reason-ffmpeg-too-old = ffmpeg { $version } 버전은 너무 오래되었습니다.
reason-folder-unreadable = 폴더를 읽을 수 없습니다: { $detail }.
reason-is-device = 파일이 아니라 장치입니다.
reason-is-folder = 파일이 아니라 폴더입니다.
reason-is-pipe = 파일이 아니라 명명된 파이프입니다.
reason-is-socket = 파일이 아니라 소켓입니다.
reason-link-loop = 자기 자신으로 되돌아오는 링크입니다.
reason-not-a-file = 이 경로에 있는 것은 파일이 아닙니다.
reason-other-bytes = 파일의 데이터가 전에 읽은 것과 다릅니다.
reason-other-file = 업로드를 시작했을 때의 파일이 아닙니다.
reason-other-size = 파일의 크기가 달라졌습니다. 새 업로드를 시작했습니다.
reason-part-damaged = 파트 { $detail }: 스토리지가 받은 데이터가 보낸 데이터와 다릅니다.

## This computer

reason-engine-not-started = Takeup 엔진을 시작할 수 없습니다: { $detail }.
reason-folder-not-private = 다른 사용자가 소유하거나 쓸 수 있는 폴더는 사용하지 않습니다: { $detail }. --data-dir 옵션으로 다른 폴더를 지정하거나, 다른 모든 사용자의 쓰기 권한을 제거하세요.
reason-http-client = 연결을 준비할 수 없습니다: { $detail }.
reason-journal-newer = 더 새로운 버전의 Takeup에서 기록한 저널입니다: { $detail }. 저널을 변경하지 않았습니다.
reason-journal-not-written = 저널에 기록할 수 없습니다: { $detail }. 디스크의 여유 공간을 확보하거나 폴더의 쓰기를 허용하세요.
reason-journal-stopped = 저널이 더 이상 기록되지 않습니다.
reason-journal-unusable = 저널을 사용할 수 없습니다: { $detail }.
reason-no-home-folder = 이 시스템에서 홈 폴더를 찾을 수 없습니다. --data-dir 옵션으로 폴더를 지정하세요.
reason-no-keyring = 이 시스템에서 응답하는 키링이 없습니다. GNOME 키링이나 KWallet 같은 키링을 시작하거나 TWELVE_LABS_API_KEY 변수를 설정하세요.
reason-no-roots = 이 시스템에 인증 기관이 없습니다.
reason-not-saved = 저장하지 못했습니다: { $detail }.
reason-sandbox-not-started = 연습 모드를 시작할 수 없습니다: { $detail }.
reason-settings-not-saved = 설정을 저장하지 못했습니다: { $detail }.
reason-settings-unreadable = 설정을 읽을 수 없어 기본값을 사용합니다: { $detail }.

## A running Takeup

reason-handover-ending = 실행 중인 Takeup이 종료되고 있습니다. 다시 시도하세요.
reason-handover-not-saved = 실행 중인 Takeup이 업로드하고 있지만 저장하지 못했습니다({ $detail }). 끝날 때까지 종료하지 마세요.
reason-handover-failed = 실행 중인 Takeup에 연결할 수 없습니다: { $detail }.
reason-handover-no-answer = 실행 중인 Takeup이 응답하지 않았습니다.
# $detail: the name that was typed
reason-account-unknown = ‘{ $detail }’ 계정이 없습니다. 계정 목록: takeup-cli accounts list
reason-handover-no-window = Takeup이 터미널에서 실행 중입니다. 실행이 끝나면 창을 열 수 있습니다.
reason-handover-other-server = 실행 중인 Takeup은 다른 서버({ $detail })를 사용합니다. 이 서버를 사용하려면 --data-dir 옵션을 지정하세요.
reason-handover-refused = 실행 중인 Takeup이 거부했습니다: { $detail }.

## What does not fit together

unfit-drive-for-task = 클래식 작업은 Google Drive에서 파일을 가져올 수 없습니다. 에셋으로 가져오세요.
unfit-file-for-url-method = "url" 방식은 공개 URL용인데, 이 항목은 로컬 파일입니다.
unfit-no-index = 클래식 작업에는 인덱스가 필요합니다.
unfit-not-connected = 이 계정에 연결된 Google Drive가 없습니다.
unfit-not-looked-at = 파일을 아직 검사하지 않았습니다.
unfit-on-platform = 이 에셋은 이미 플랫폼에 있습니다.
unfit-other-size = 세션의 파일 크기({ $session })와 이 파일의 크기({ $file })가 다릅니다.
unfit-url-for-file-method = 이 방식은 로컬 파일용인데, 이 항목은 URL입니다.

## Sessions that cannot be finished

not-finished-asset-unknown = 세션을 완료할 수 없습니다. 세션이 어느 에셋에 속하는지 플랫폼이 알려 주지 않습니다. 파일을 다시 업로드하세요.
not-finished-at-work = 세션을 완료할 수 없습니다. 이 목록의 업로드가 이 세션을 사용하고 있습니다. 그 업로드를 재개하세요.
not-finished-not-listed = 세션을 완료할 수 없습니다. 플랫폼의 목록에 없는 세션입니다.
not-finished-over = 세션을 완료할 수 없습니다. 이미 종료된 세션입니다. 파일을 다시 업로드하세요.
not-finished-part-size = 세션을 완료할 수 없습니다. 세션의 파트 크기가 올바르지 않습니다.
