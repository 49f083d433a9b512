### The report of a run of uploads: a page for a browser, from `--report FILE.html`.

report-title = Upload report
# UTC, like every time on the page
report-when = { $from } to { $to } UTC
report-took = Took { $time }
# 2/4: the second of four shares
report-shard = Shard { $shard }
report-exit = Exit code { $code }
report-ended = Ended { $time } UTC

## Totals

report-totals = Totals
report-uploads = Uploads
report-duplicate = Needs a decision
report-processing = Processing
report-unfinished = Unfinished
# They used an asset that was on the platform
report-reused = Not sent, asset reused
# The same command had uploaded them in an earlier run
report-uploaded-before = Uploaded by an earlier run
report-bytes = Sent
report-retries = Retries

## Failures by reason

report-failures = Failures by reason
report-column-count = Number
report-column-reason = Reason

## Receipts

report-receipts = Uploads and receipts
report-column-receipt = Asset and receipt
# BLAKE3: 5f1e…, or an index and the ID of the video in it
report-line = { $name }: { $value }
