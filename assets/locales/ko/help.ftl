### Help of the console, looked up by ID. No arguments.
###
### A command: help- and its path, for example help-index-create.
### An argument: the ID of its command and its long name (or field), for example help-upload-knowledge-store;
### or help-any- and that name, where several commands share one text.
### A placeholder for a value: help-value- and its key.

help-program = 명령줄에서 TwelveLabs에 동영상 업로드

## Commands

help-accounts = 설정의 계정 목록 보기
help-accounts-list = 계정 목록 보기(다른 계정을 지정하지 않으면 사용하는 계정에 별표 표시)
help-assets = 계정의 에셋 목록 보기, 세부 정보 보기, 삭제, 내보내기
help-assets-delete = 에셋 삭제
help-assets-export = 모든 에셋을 CSV로 내보내기(--json: JSON 배열)
help-assets-list = 에셋 목록 보기(최신순)
help-assets-show = 에셋 하나의 세부 정보 보기
help-assets-transcription = 에셋에서 말한 내용을 텍스트나 자막으로 출력
help-check = 플랫폼의 요구 사항에 맞는지 파일 검사(키와 네트워크 불필요)
help-connections = Google Drive 연결 목록 보기, 추가, 제거
help-connections-add = Google Drive 연결: 출력된 페이지를 이 컴퓨터의 브라우저에서 열고 응답
help-connections-list = Google Drive 연결 목록 보기
help-connections-remove = Google Drive 연결 제거. 가져온 에셋은 그대로 남음
help-doctor = 네트워크, 키링, 폴더, 디스플레이를 테스트하고 해결 방법 표시
help-doctor-bundle = 지원 요청용 보고서도 이 파일에 저장(버전, 설정, 로그, 업로드 요약 포함, 비밀 정보, 이름, URL 제외)
help-history = 끝난 업로드의 기록 보기(최신순)
help-index = 인덱스 만들기, 에셋 추가, 이름 바꾸기, 삭제
help-index-add = 에셋을 인덱스에 추가하고 검색할 수 있을 때까지 대기
help-index-create = 인덱스 만들기
help-index-delete = 인덱스와 그 안의 모든 내용 삭제
help-index-items = 인덱스의 인덱싱된 에셋 목록 보기
help-index-list = 계정의 인덱스 목록 보기
help-index-remove = 인덱스에서 인덱싱된 에셋 제거
help-index-rename = 인덱스 이름 바꾸기
help-indexes = 계정의 인덱스 목록 보기
help-key = API 키 저장, 위치 보기, 제거
help-key-forget = 키링에서 키 제거
help-key-set = 표준 입력에서 키를 읽어 키링에 저장
help-key-show-where = 키가 저장된 위치 보기
help-queue = 미완료 업로드 목록 보기 및 취소
help-queue-cancel = 미완료 업로드 취소(도착한 파트는 플랫폼에 남음)
help-queue-list = 미완료 업로드 목록 보기("takeup-cli resume" 명령으로 계속)
help-queue-show = 업로드의 진행 내역 보기
help-receipts = 끝난 업로드의 기록 내보내기
help-receipts-export = 업로드 기록을 CSV로 내보내기(--json: 한 줄에 JSON 개체 하나)
help-resume = 모든 미완료 업로드 재개
help-sandbox = 다른 프로그램이 사용할 연습용 플랫폼 실행
help-sessions = 미완료 멀티파트 업로드 세션 목록 보기 및 완료
help-sessions-finish = 크기가 같은 로컬 파일에서 세션의 빠진 파트 전송
help-sessions-list = 계정의 미완료 멀티파트 업로드 세션 목록 보기
help-store = 지식 저장소 만들기, 에셋 추가, 항목 제거, 삭제
help-store-add = 에셋을 지식 저장소에 추가하고 준비될 때까지 대기
help-store-collections = 지식 저장소의 컬렉션 나열
help-store-create = 지식 저장소 만들기
help-store-create-collection = 지식 저장소에 컬렉션 만들기
help-store-delete = 지식 저장소와 그 안의 모든 내용 삭제
help-store-items = 지식 저장소의 항목 목록 보기
help-store-list = 계정의 지식 저장소 목록 보기
help-store-remove = 지식 저장소에서 항목 제거
help-tasks = 계정의 클래식 인덱싱 작업 목록 보기, 삭제, 내보내기
help-tasks-delete = 끝난 작업과 인덱스에 있는 그 동영상 삭제
help-tasks-export = 모든 작업을 CSV로 내보내기(--json: JSON 배열)
help-tasks-list = 클래식 인덱싱 작업 목록 보기(최신순)
help-upload = 파일, 폴더, 공개 URL을 업로드하고 준비될 때까지 대기
help-verify = 파일을 업로드 기록과 비교
help-watch = 중단할 때까지 폴더를 감시하고 새 파일을 업로드

## Arguments that several commands share

help-any-account = 사용할 계정의 이름 또는 ID
help-any-all = 첫 페이지만이 아니라 전체 목록 불러오기
help-any-addresses = 호스트에 두 종류의 주소가 모두 있을 때 사용할 주소
help-any-assets = 에셋 ID
help-any-base-url = 사용할 서버(환경 변수: TWELVELABS_BASE_URL)
help-any-csv = CSV 표로 출력
help-any-data-dir = 저널과 설정을 둘 폴더
help-any-direct-for = 프록시가 필요 없는 호스트(쉼표로 구분)
help-any-extra-ca = 시스템 인증서 외에 추가로 신뢰할 인증서가 담긴 PEM 파일
help-any-files = 동시에 업로드할 파일 수
help-any-help = 이 도움말 표시
help-any-index = 인덱스 ID
help-any-json = 한 줄에 JSON 개체 하나씩 출력
help-any-limit = 업로드 기록의 최대 개수
help-any-limit-rate = 최대 업로드 속도(MB/s)
help-any-no-checks = 체크섬을 계산하거나 비교하지 않음
help-any-no-wait = 플랫폼이 모두 받으면 바로 종료
help-any-proxy = 플랫폼과 스토리지에 사용할 프록시: system, none 또는 http://user@proxy.example.com:3128과 같은 URL(암호는 키링에서 가져옴)
help-any-parts = 전체 파일에서 동시에 보낼 파트 수
help-any-report = 종료할 때 이 실행의 보고서(합계, 이유별 실패, 업로드 기록)를 이 파일에 저장
help-any-sandbox = 이 프로그램에 내장된 연습용 플랫폼 사용
help-any-search = 이름에 이 텍스트가 있는 항목만 보기
help-any-sha256 = 파일을 한 번 더 읽어 SHA-256도 계산
help-any-size-limit = 이 크기까지의 파일 허용(예: 10GB)
help-any-status = 이 상태의 항목만 보기(예: ready, failed)
help-any-store = 지식 저장소의 ID. 그 안의 컬렉션은 STORE/COLLECTION
help-any-tasks = 작업 ID
help-any-timeout = 이 시간이 지나면(예: 30m) 기다리지 않고 종료 코드 1로 종료
help-version = 버전 표시

## Arguments of one command

help-assets-delete-force = 인덱싱된 에셋에서 사용 중이어도 에셋 삭제
help-assets-show-asset = 에셋 ID
help-assets-transcription-asset = 에셋의 ID
help-assets-transcription-srt = SRT 형식의 자막 출력
help-check-data-dir = 설정이 있는 폴더(계정의 한도가 들어 있을 수 있음)
help-check-for = 이 용도의 요구 사항만 검사(반복 가능), 기본값은 index와 store 이외의 모든 용도
help-check-paths = 파일, 폴더, URL
help-connections-remove-connections = 연결 ID
help-history-search = 경로, URL, ID, 결과에 이 텍스트가 있는 기록만 보기
help-index-create-model = 인덱스의 모델
help-index-create-name = 인덱스 이름
help-index-create-options = 모델이 분석할 대상
help-index-create-thumbnail = 썸네일 만들기(나중에 변경할 수 없음)
help-index-remove-indexed = 인덱싱된 에셋 ID
help-index-rename-name = 새 이름
help-key-account = 키를 사용할 계정
help-key-base-url = 키를 사용할 서버
help-key-data-dir = 설정을 둘 폴더
help-key-proxy = API 키 대신 이 프록시의 암호 저장, 위치 보기, 제거(URL에 사용자 이름 포함)
help-queue-cancel-all = 모든 미완료 업로드 취소
help-queue-cancel-sources = 취소할 업로드의 파일 및 URL
help-queue-show-upload = "queue list"에 표시되는 업로드 번호, 또는 에셋 ID처럼 업로드 기록에 있는 텍스트
help-receipts-export-search = 경로, URL, ID, 결과에 이 텍스트가 있는 기록만 내보내기
help-sandbox-chunk-size = 파트 크기
help-sandbox-discard = 받은 바이트를 저장하거나 해시하지 않고 세기만 함
help-sandbox-key = 연습용 플랫폼이 받아들일 API 키
help-sandbox-ledger = 끝날 때 받은 요청의 요약을 JSON으로 출력
help-sandbox-listen = 수신할 루프백 주소와 포트
help-sandbox-network = 시뮬레이션할 네트워크 상태
help-sandbox-no-md5 = 파트에 MD5가 아닌 ETag로 응답
help-sandbox-quick = 에셋을 바로 준비됨 상태로 만들기
help-sandbox-tls-cert = 이 인증서(PEM)로 https 제공
help-sandbox-tls-key = 인증서의 개인 키(PEM)
help-sessions-finish-file = 세션을 시작한 파일(도착한 파트와는 비교할 수 없음)
help-sessions-finish-upload = 세션 ID
help-store-create-description = 지식 저장소 설명
help-store-create-extract = 플랫폼이 각 항목에서 추출할 내용을 설명하는 글. 나중에 변경할 수 없음
help-store-create-extract-schema = 같은 내용을 담은 JSON Schema 파일
help-store-create-name = 지식 저장소 이름
help-store-create-collection-name = 컬렉션의 이름
help-store-remove-items = 항목 ID
help-resume-failed = 미완료 업로드를 계속하는 대신 실패한 업로드를 다시 시도
help-upload-adopt = 다른 컴퓨터에서 시작한 이 파일의 세션을 이어서 진행
help-upload-anyway = 미디어가 아니거나 요구 사항에 맞지 않는 파일도 업로드
help-upload-check-urls = 플랫폼이 가져오기 전에 URL의 호스트에 크기와 유형 확인
help-upload-copy = ffmpeg로 만든 더 작은 사본을 동영상 대신 전송: 360p, 480p, 720p, 1080p. auto는 더 빠를 때만 사본을, original은 원본을 전송
help-upload-dry-run = 보내지 않고 무엇을 어떻게 보낼지 표시
help-upload-if-exists = 이미 플랫폼에 있는 파일의 처리: 다시 업로드, 기존 에셋을 재사용해 대상에 추가, 건너뛰기. 이 옵션이 없으면 같은 명령줄로 전에 업로드한 것만 건너뜀
help-upload-fix = 요구 사항에 맞지 않는 파일은 ffmpeg로 수정한 사본을 만들어 전송
help-upload-index = 준비된 에셋을 이 인덱스에 추가(반복 가능)
help-upload-knowledge-store = 준비된 에셋을 이 지식 저장소에 추가(반복 가능). STORE/COLLECTION은 컬렉션에도 추가
help-upload-language = 클래식 작업의 언어
help-upload-meta = 모든 업로드에 넣을 메타데이터(반복 가능)
help-upload-metadata = 메타데이터 CSV: 첫 열은 파일 이름, 나머지 열은 각각 하나의 키
help-upload-method = 업로드 방식
help-upload-shard = 파일과 URL 중 이 샤드만 업로드. 예를 들어 컴퓨터 4대 중 두 번째에서는 2/4. "auto"는 Kubernetes Indexed Job 또는 Slurm 배열의 샤드를 사용
help-upload-sources = 파일, 폴더, http(s) URL, Google Drive 파일 링크
help-upload-task-index = 이 인덱스에 클래식 인덱싱 작업 만들기
help-verify-asset = 파일을 이 에셋의 업로드 기록과 비교
help-verify-files = 파일 및 미디어 파일이 있는 폴더
help-watch-copy = ffmpeg로 만든 더 작은 사본을 동영상 대신 전송: 360p, 480p, 720p, 1080p. auto는 더 빠를 때만 사본을, original은 원본을 전송. 기본값은 계정의 설정
help-watch-exclude = 이름이 이 패턴과 일치하는 파일은 업로드하지 않음. 예: "*_proxy.*"(반복 가능). 슬래시가 있는 패턴은 폴더 안의 경로와 비교
help-watch-existing = 폴더를 처음 감시할 때 이미 있던 파일의 처리 방법. 기본값은 그대로 두기
help-watch-folders = 감시할 폴더
help-watch-if-exists = 플랫폼에 이미 있는 파일의 처리 방법: 다시 업로드(again), 해당 에셋을 재사용하여 대상에 추가(reuse), 건너뛰기(skip). 기본값은 재사용
help-watch-include = 이름이 이 패턴과 일치하는 파일만 업로드. 예: "*.mov"(반복 가능)
help-watch-index = 준비되면 에셋을 이 인덱스에 추가(반복 가능)
help-watch-knowledge-store = 준비되면 에셋을 이 지식 저장소에 추가(반복 가능)
help-watch-language = 클래식 작업의 언어
help-watch-meta = 모든 업로드의 메타데이터(반복 가능)
help-watch-move-to = 준비된 파일을 이 하위 폴더로 이동
help-watch-no-subfolders = 폴더 자체만 감시
help-watch-rest = 파일이 변경되지 않은 채로 얼마나 지나야 업로드하는지. 기본값은 10s
help-watch-task-index = 이 인덱스에 클래식 인덱싱 작업 만들기

## Placeholders for values

help-value-account = 계정
help-value-address = 주소:포트
help-value-asset = 에셋
help-value-choice = 선택값
help-value-connection = 연결
help-value-count = 개수
help-value-csv = 파일.csv
help-value-file = 파일
help-value-folder = 폴더
help-value-hosts = 호스트
help-value-id = ID
help-value-index = 인덱스
help-value-indexed-asset = 인덱싱된_에셋
help-value-item = 항목
help-value-key = 키
help-value-key-value = 키=값
help-value-language = 언어
help-value-list = 목록
help-value-name = 이름
help-value-path-or-url = 경로|URL
help-value-pattern = 패턴
help-value-pem = 파일.pem
help-value-proxy = 프록시
help-value-purpose = 용도
help-value-rate = MB/s
help-value-report = 파일.json|csv|html
help-value-schema = 파일.json
help-value-session = 세션
help-value-shard = I/N|auto
help-value-size = 크기
help-value-source = 경로|폴더|URL
help-value-status = 상태
help-value-store = 지식_저장소
help-value-task = 작업
help-value-text = 텍스트
help-value-time = 시간
help-value-upload = 업로드
help-value-url = URL

## The window program

help-window-sandbox = 연습 모드로 시작
help-window-base-url = 사용할 서버 [환경 변수: TWELVELABS_BASE_URL]
help-window-data-dir = 저널과 설정을 이 폴더에 보관
help-window-offer = 이 파일을 클릭 한 번으로 업로드할 수 있게 표시
help-window-sources = 업로드할 파일, 폴더, URL
