### What went wrong, and what to do about it.

## What happened. A headline without a full stop: it also stands alone.

failure-answer-lost = 응답을 받기 전에 연결이 끊어졌습니다
failure-bug = Takeup 내부 오류가 발생했습니다
failure-conflict = 플랫폼에서 충돌을 보고했습니다
failure-corrupt = 스토리지가 받은 데이터가 보낸 데이터와 다릅니다
failure-file-changed = 업로드하는 동안 파일이 변경되었습니다
failure-file-growing = 파일이 방금 변경되었습니다
failure-file-missing = 파일을 찾을 수 없습니다
failure-file-unreadable = 파일을 읽을 수 없습니다
failure-key-refused = 플랫폼이 API 키를 거부했습니다
failure-keyring = 키링에서 오류가 발생했습니다
failure-network = 서버에 연결할 수 없습니다
failure-not-allowed = 이 계정의 요금제나 지역에서는 허용되지 않습니다
failure-not-found = 플랫폼에서 찾을 수 없습니다
failure-presigned-url-expired = 미리 서명된 URL이 만료되었습니다
failure-processing = 플랫폼이 파일을 처리하지 못했습니다
failure-preparing = 사본을 만들지 못했습니다
failure-rate-limited = 요청 한도에 도달했습니다
failure-rate-limited-for = 요청 한도에 도달했습니다. 플랫폼이 { $time } 동안 기다리도록 요청했습니다
failure-refused = 플랫폼이 요청을 거부했습니다
failure-server-error = 서버 오류가 발생했습니다
failure-session-ended = 멀티파트 세션이 종료되었습니다
failure-setup = 연결 설정이 올바르지 않습니다

## The same while the key is checked

failure-key-keyring = 키링이 잠겨 있거나 접근이 거부되었습니다
failure-key-network = 서버에 연결할 수 없어 키를 확인하지 못했습니다
failure-key-not-found = 찾을 수 없습니다(404)
failure-key-unknown = 플랫폼에 없는 키입니다. 키에는 유효 기간이 있으므로 전에 사용하던 키라면 새로 만드세요.

## As a sentence. $what is one of the headlines, $detail what the server or the system reports.

failure-told = { $what }.
failure-told-detail = { $what }: { $detail }.

## What to do

failure-advice-certificate = 이 네트워크에 자체 인증 기관이 있으면 네트워크 설정에서 인증서 파일을 선택하거나 --extra-ca 옵션을 사용하세요.
failure-advice-authority = 서버가 서버용으로 허용되지 않는 인증 기관용 인증서를 사용합니다. 서버 관리자에게 서버 인증서를 요청하세요.
failure-advice-changed = 다른 프로그램의 파일 쓰기가 끝난 후 다시 시도하세요. 새 내용으로 처음부터 업로드합니다.
failure-advice-clock = 이 컴퓨터의 날짜와 시간을 확인하세요.
failure-advice-conflict = 충돌을 해결한 후 다시 시도하세요.
failure-advice-corrupt = 다시 시도하세요. 문제가 반복되면 이 컴퓨터와 스토리지 사이의 장치나 네트워크가 데이터를 손상시키고 있습니다.
failure-advice-add-folder = Takeup이 폴더를 읽을 수 있게 허용한 후 다시 추가하세요.
failure-advice-add-file = 미디어가 들어 있는 파일을 추가하세요.
failure-advice-between = 브라우저에서 이 네트워크에 로그인하거나, 프록시, 방화벽, 서버 URL을 확인하세요.
failure-advice-bug = 다시 시도하세요. 문제가 반복되면 위의 내용을 첨부해 신고하세요.
failure-advice-key = 설정에서 API 키를 교체한 후 다시 시도하세요.
failure-advice-keyring = 키링의 잠금을 해제한 후 다시 시도하거나, 키를 다시 입력하세요.
failure-advice-missing = 경로를 확인하거나, 파일을 이 위치에 되돌려 놓은 후 다시 시도하세요.
failure-advice-not-allowed = 다른 업로드 방식이나 다른 요금제를 사용하거나, TwelveLabs 지원팀에 문의하세요.
failure-advice-not-found = 다른 곳에서 삭제되었을 수 있습니다. 다시 시도하면 파일을 다시 보냅니다.
failure-advice-processing = 파일이 재생되는지 확인하고, 다시 내보낸 새 파일을 추가하세요.
failure-advice-preparing = 다시 시도하거나 파일을 그대로 업로드하세요.
failure-advice-ffmpeg = libx264가 포함된 ffmpeg 4 이상을 설치하거나 설정에서 경로를 지정하세요. 파일을 그대로 업로드할 수도 있습니다.
failure-advice-space = 공간을 확보한 뒤 다시 시도하세요.
failure-advice-refused = 플랫폼이 지적한 문제를 해결한 후 다시 시도하세요.
failure-advice-retry = 다시 시도하세요. 도착한 파트는 다시 보내지 않습니다.
failure-advice-proxy = 네트워크와 프록시의 주소, 사용자 이름, 암호를 확인하거나 프록시 관리자에게 문의하세요.
failure-advice-proxy-setting = http://proxy.example:3128 또는 socks5h://proxy.example:1080 같은 URL로 설정한 후 Takeup을 다시 시작하세요.
failure-advice-newer = 더 새로운 버전을 다시 설치하거나 --data-dir로 다른 폴더를 지정하세요.
failure-advice-own-proxy = 네트워크 설정에서 프록시를 입력하거나 다른 프록시 설정을 선택하세요.
failure-crashed = Takeup의 오류로 진행 중이던 동작이 중단되었습니다. 보고서는 ‘{ $path }’에 있습니다. 미완료 업로드는 다음에 시작할 때 계속됩니다.
failure-crashed-unkept = Takeup의 오류로 진행 중이던 동작이 중단되었습니다. 보고서를 저장하지 못했습니다. 미완료 업로드는 다음에 시작할 때 계속됩니다.
failure-advice-roots = 메시지에 표시된 항목을 바로잡은 후 다시 시도하세요.
failure-advice-no-roots = ca-certificates 패키지를 설치하거나 --extra-ca 옵션으로 파일을 지정하세요.
failure-advice-sessions-short = 이 파일을 보내기에는 연결이 너무 느릴 수 있습니다. 더 빠른 연결에서 다시 시도하세요.
failure-advice-session-ended = 다시 시도하세요. 업로드를 처음부터 다시 시작합니다.
failure-advice-setup = 서버 URL을 수정한 후 다시 시도하세요. URL에는 API 버전(예: /v1.3)이 있어야 합니다.
failure-advice-unreadable = Takeup이 파일을 읽을 수 있게 허용한 후 다시 시도하세요.
failure-advice-key-keyring = 잠금을 해제한 후 다시 시도하거나, 키를 입력하세요.
failure-advice-key-network = 인터넷 연결을 확인한 후 다시 연결하세요. 서버와 프록시는 설정에서 바꿀 수 있습니다.
# Where no file is to be sent
failure-advice-deleted = 다른 곳에서 삭제되었을 수 있습니다.

## What the program does by itself

failure-retries = Takeup이 자동으로 다시 시도합니다.
failure-waits-for-writer = 다른 프로그램의 파일 쓰기가 끝나면 Takeup이 업로드를 계속합니다.
