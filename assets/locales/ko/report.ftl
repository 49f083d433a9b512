### The report of a run of uploads: a page for a browser, from `--report FILE.html`.

report-title = 업로드 보고서
# UTC, like every time on the page
report-when = { $from } ~ { $to }(UTC)
report-took = 소요 시간 { $time }
# 2/4: the second of four shares
report-shard = 샤드 { $shard }
report-exit = 종료 코드 { $code }
report-ended = 종료 { $time }(UTC)

## Totals

report-totals = 합계
report-uploads = 업로드
report-duplicate = 결정 필요
report-processing = 처리 중
report-unfinished = 미완료
# They used an asset that was on the platform
report-reused = 보내지 않고 기존 에셋 재사용
# The same command had uploaded them in an earlier run
report-uploaded-before = 이전 실행에서 업로드함
report-bytes = 전송량
report-retries = 재시도

## Failures by reason

report-failures = 이유별 실패
report-column-count = 개수
report-column-reason = 이유

## Receipts

report-receipts = 업로드 및 업로드 기록
report-column-receipt = 에셋 및 업로드 기록
# BLAKE3: 5f1e…, or an index and the ID of the video in it
report-line = { $name }: { $value }
