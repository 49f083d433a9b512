### Lines of the console. Names, IDs, sizes and sentences of other files come as finished text.

## Layout

# Something about one file, URL or asset: "clip.mp4: ready"
console-about = { $name }: { $text }

## Help

console-usage-heading = 사용법:
console-commands-heading = 명령:
console-arguments-heading = 인수:
console-options-heading = 옵션:
# In a usage line, where options can stand
console-usage-options = [옵션]
# In a usage line, where a command has to stand
console-usage-command = <명령>
# In a usage line, where a command can stand
console-usage-optional-command = [명령]
# After the help of an option
console-default-value = [기본값: { $value }]
console-possible-values = [가능한 값: { $values }]

## Uploads

console-ended-ready = 준비됨
console-ended-failed = 실패
console-ended-refused = 보내지 않음
console-ended-cancelled = 취소됨
# The upload waits: its content is already in the list
console-ended-duplicate = 중복
console-ended-processing = 처리 중
console-asset = 에셋 { $id }
console-task = 작업 { $id }
console-engine-ended = 엔진이 예기치 않게 중지되었습니다. "takeup-cli resume" 명령으로 업로드를 계속할 수 있습니다.
console-held-anyway = 보류된 파일은 보내지 않았습니다. 그래도 업로드하려면 --anyway를 사용하세요.
console-interrupted = 중단되었습니다. "takeup-cli resume" 명령으로 업로드를 계속할 수 있습니다. 도착한 데이터는 다시 보내지 않습니다.
console-timed-out = 일부 업로드가 { $time } 안에 준비되지 않았습니다. "takeup-cli resume" 명령으로 업로드를 계속할 수 있습니다. 도착한 데이터는 다시 보내지 않습니다.
console-copy-not-smaller = 사본이 더 작지 않으므로 원본을 업로드합니다.
console-own-settings = 실행 중인 Takeup은 자체 설정을 사용합니다. 여기에 지정한 설정은 적용되지 않습니다.
console-handed-over = 실행 중인 Takeup에 파일 또는 URL { $count }개를 넘겼습니다.
# The running Takeup has ended, or this program was interrupted, before the uploads were over
console-handed-over-goes-on = 업로드가 끝나지 않았습니다. 실행 중인 Takeup이 지금 바로, 또는 다음에 시작할 때 이어서 진행합니다.
console-uploads-busy = Takeup이 이미 실행 중이며 이 업로드를 처리하고 있습니다.
# After the sentence that says that the journal was damaged
console-journal-set-aside = 업로드하거나 변경한 내용은 없습니다. 새 저널로 계속하려면 명령을 다시 실행하세요.
console-watch-file = ‘{ $path }’ 항목은 파일입니다. 감시할 폴더를 지정하세요.
console-watch-busy = Takeup이 이미 실행 중입니다. 실행 중인 Takeup의 "감시 폴더"에서 폴더를 감시하세요.
# $time is for example "10 s"
console-watch-folder = 감시 중: { $folder }. 파일이 { $time } 동안 변경되지 않으면 업로드합니다.
console-watch-gone = { $folder }: 폴더가 없습니다. 10초마다 다시 찾으며, 잃는 파일은 없습니다.
console-watch-left = { $folder }에 이미 있던 파일 { $count }개는 그대로 둡니다. 함께 업로드하려면: --existing upload
console-nothing-unfinished = 미완료 업로드가 없습니다.
console-nothing-failed = 실패한 업로드가 없습니다.
console-some-failed = 업로드 { $count }개가 실패했습니다. 다시 시도하려면: takeup-cli resume --failed
# Uploads of the same journal that belong to another server
console-unfinished-elsewhere = 다른 서버의 미완료 업로드가 { $count }개 있습니다. 이어서 진행하려면: takeup-cli resume --base-url { $server }
# Uploads of the same journal that belong to another account of the settings
console-unfinished-of-account = 다른 계정의 미완료 업로드가 { $count }개 있습니다. 이어서 진행하려면: takeup-cli resume --account { $account }
# 2/4: the second of four shares
console-shard = 샤드 { $shard }: 파일 및 URL { $found }개 중 { NUMBER($taken) }개
console-report-not-saved = 보고서를 저장하지 못했습니다. { $why }
console-plan-reuse = 이미 플랫폼에 있음(에셋 { $id }), 보내지 않음

## Queue

console-not-unfinished = 미완료 업로드가 아님
console-none-unfinished = 지정한 업로드 중에 미완료 업로드가 없습니다.
console-no-such-upload = 이 번호의 업로드가 없고 이 텍스트가 있는 업로드 기록도 없습니다.

## Lists

console-nothing-found = 찾은 항목이 없습니다.
console-list-part = { $total }개 중 { $shown }개를 표시했습니다. 나머지도 표시하려면 --all 옵션을 사용하세요.
console-list-videos = 동영상 { $count }개
console-list-items = 항목 { $count }개
console-list-parts = 파트 { $count }개 중 { $done }개
# How many parts have arrived is not known.
console-list-parts-unknown = 파트 { $count }개

## Changes

# After the platform refused to delete an asset that is in use
console-delete-force = 그래도 에셋을 삭제하려면 --force 옵션을 사용하세요.
# The page follows in the next line.
console-connect-open = Google Drive를 연결하려면 이 컴퓨터의 브라우저에서 다음 페이지를 여세요:
console-transcription-none = 플랫폼에 이 에셋의 음성 텍스트가 없습니다.
console-finish-busy = Takeup이 이미 실행 중입니다. Takeup 창에서 세션을 완료하세요.

## Check

console-check-refused = 허용되지 않음: { $reason }
# The upload waits for a confirmation.
console-check-confirm = 확인 필요: { $reason }
console-check-anyway = 해당하는 용도로 업로드하려면 --anyway가 필요합니다.
console-check-note = 참고: { $reason }
console-check-url = 허용되는 URL(파일은 검사하지 않음)

## Verify

# $source is the path or URL that was uploaded
console-verify-same = { $time } UTC에 업로드한 { $source }의 내용과 같습니다.
# $digest is the kind of checksum, for example BLAKE3; $found is that of the file, $expected that of the receipt
console-verify-different = { $time } UTC에 업로드한 { $source }의 내용과 다릅니다. { $digest }: 파일 { $found }, 업로드 기록 { $expected }
console-verify-unreadable = 파일을 읽을 수 없습니다: { $reason }
console-verify-no-receipt = 이 파일의 체크섬이 있는 업로드 기록이 없습니다.

## API key

console-key-missing = API 키가 없습니다. TWELVE_LABS_API_KEY 변수를 설정하거나 키링에 키를 저장하세요: takeup-cli key set
# Before a key is typed or pasted in a terminal
console-key-prompt = API 키를 입력하거나 붙여넣은 후 Enter 키를 누르세요. 입력한 키는 화면에 표시되지 않습니다.
console-key-no-input = 표준 입력에 키가 없습니다. 파일이나 파이프 없이 takeup-cli key set을 실행하면 키를 입력할 수 있습니다.
console-key-none = 저장된 API 키가 없습니다.
console-key-forgotten = 키를 키링에서 제거했습니다.
console-proxy-prompt = 프록시 암호를 입력하거나 붙여넣은 후 Enter 키를 누르세요. 입력한 암호는 화면에 표시되지 않습니다.
console-proxy-no-user = 프록시 URL에 사용자 이름이 필요합니다. 예: http://user@proxy.example.com:3128
console-proxy-no-input = 표준 입력에 암호가 없습니다. 파일이나 파이프 없이 takeup-cli key set --proxy URL을 실행하면 암호를 입력할 수 있습니다.
console-proxy-none = 이 프록시에 저장된 암호가 없습니다.
console-proxy-kept = 이 프록시의 암호가 키링에 저장되어 있습니다.
console-proxy-forgotten = 이 프록시의 암호를 키링에서 제거했습니다.
console-bundle-written = 보고서를 ‘{ $path }’에 저장했습니다. 일반 텍스트이므로 보내기 전에 읽어 보세요.

## Practice platform

console-network-unknown = 알 수 없는 네트워크 상태: "{ $name }". 가능한 값: { $names }
console-not-loopback = 루프백 주소가 아닙니다: { $address }. 연습용 플랫폼은 이 컴퓨터에서만 사용할 수 있습니다.

## Errors

# In the order: what happened, and what the system says about it
console-error-system = 시스템에서 오류를 보고했습니다: { $reason }
# Results could not be written, for example to a full disk
console-output-lost = 출력이 완전하지 않습니다: { $reason }. 출력을 기록하는 곳의 여유 공간을 확보하세요. 업로드한 항목은 takeup-cli history로 확인할 수 있습니다.
console-error-unknown = 내부 오류: { $reason }
