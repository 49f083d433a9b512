### What is wrong with a command line. $argument is an option or placeholder as the help shows it.

## The command line

argument-unknown = 알 수 없는 인수: { $argument }
argument-unknown-similar = 알 수 없는 인수: { $argument }. 비슷한 인수: { $similar }
argument-misplaced = { $argument }는 명령 뒤에 쓰세요: { $command } { $argument }
argument-command-unknown = 알 수 없는 명령: { $command }
argument-command-unknown-similar = 알 수 없는 명령: { $command }. 비슷한 명령: { $similar }
argument-command-missing = "{ $command }" 뒤에 명령이 필요합니다: { $commands }
argument-missing = 필수 인수 없음: { $arguments }
argument-value-missing = { $argument }에 값이 필요합니다.
argument-value-unexpected = { $argument }에는 값을 지정할 수 없습니다: { $value }
argument-conflict = { $argument } 및 { $other } 인수는 함께 사용할 수 없습니다.
argument-conflict-some = { $argument } 인수는 함께 지정한 다른 인수와 같이 사용할 수 없습니다.
argument-repeated = { $argument } 인수는 한 번만 사용할 수 있습니다.
argument-not-utf8 = 올바른 UTF-8이 아닌 인수가 있습니다.
argument-invalid = 명령줄이 올바르지 않습니다.
argument-needs = { $argument } 인수에는 { $other } 인수도 필요합니다.
argument-one-file = { $argument } 인수에는 파일을 하나만 지정해야 합니다.

## Values

argument-value-invalid = { $argument }에 사용할 수 없는 값입니다: "{ $value }".
argument-value-invalid-choice = { $argument }에 사용할 수 없는 값입니다: "{ $value }". 가능한 값: { $values }
argument-value-invalid-reason = { $argument }에 사용할 수 없는 값입니다: "{ $value }". { $reason }
argument-value-empty = 값이 비어 있습니다.
argument-value-no-id = 이 ID를 가진 항목이 없습니다.
argument-value-not-size = 크기를 입력해야 합니다(예: 10GB).
argument-value-not-time = 시간을 입력해야 합니다(예: 90s, 30m, 2h).
argument-value-not-folder-name = 슬래시가 없고 점으로 시작하지 않는 폴더 이름을 입력해야 합니다.
argument-value-not-number = 숫자를 입력해야 합니다.
argument-value-out-of-range = { $least } 이상 { $most } 이하의 숫자를 입력해야 합니다.
argument-value-not-key-value = 키=값 형식으로 입력해야 합니다.
argument-value-no-metadata = 메타데이터 값이 비어 있습니다.
argument-value-not-address = 포트가 있는 주소를 입력해야 합니다(예: 127.0.0.1:8080).
argument-proxy-no-url = http://proxy.example.com:3128과 같은 URL을 입력해야 합니다.
argument-proxy-scheme = 프록시는 http://, https://, socks5://, socks5h://, socks4://, socks4a:// 중 하나로 시작해야 합니다.
argument-proxy-password = 암호는 URL에 넣을 수 없습니다. "takeup-cli key set --proxy URL" 명령으로 키링에 저장하세요.
argument-shard-form = 2/4와 같은 샤드 또는 auto를 입력해야 합니다.
argument-shard-no-array = Kubernetes Indexed Job 또는 Slurm 배열 안에서 실행되지 않았습니다. 2/4와 같은 샤드를 지정하세요.
argument-shard-variable = 환경 변수 { $name }: 값이 없거나 맞지 않습니다.
argument-shard-gaps = 이 Slurm 배열의 인덱스가 이어지지 않습니다. --array=0-7과 같은 범위를 사용하세요.
argument-report-ending = 보고서 이름은 .json, .csv, .html 중 하나로 끝나야 합니다.
argument-report-folder = 폴더가 없습니다.
argument-schema = type이 "object"인 JSON Schema가 필요합니다
argument-schema-unread = 파일을 읽을 수 없습니다: { $reason }
