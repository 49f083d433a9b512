### Receipts: the records of finished uploads.

## Saving

receipt-save = Save receipt…
receipt-save-all = Save all receipts…
receipt-save-of = Save receipt of { $name }…
receipt-save-title = Save receipt
receipt-save-all-title = Save all receipts
receipt-saved = { $count ->
    [one] { $count } receipt saved to { $place }.
   *[other] { $count } receipts saved to { $place }.
}
receipt-not-saved = Nothing was saved. On the console, “takeup-cli history” prints the same.
receipt-none = No matching receipts.

## Checksums

# A digest of the whole file, the same as the program b3sum prints
receipt-blake3 = BLAKE3
receipt-copy-blake3 = Copy BLAKE3
receipt-sha256 = SHA-256
receipt-copy-sha256 = Copy SHA-256
# Only in receipts of older versions: a SHA-256 of the SHA-256 sums of the pieces of a file
receipt-tree = SHA-256 tree
receipt-copy-tree = Copy SHA-256 tree

## What was verified

receipt-every-part-verified = Parts are verified
receipt-parts-of = { $parts ->
    [one] { NUMBER($agreed) } of { $parts } part
   *[other] { NUMBER($agreed) } of { $parts } parts
}
receipt-verified-all = { $parts ->
    [one] The only part verified by the MD5 of the storage
   *[other] All { $parts } parts verified by the MD5 of the storage
}
receipt-verified-some = { $parts ->
    [one] { NUMBER($agreed) } of { $parts } part verified by the MD5 of the storage
   *[other] { NUMBER($agreed) } of { $parts } parts verified by the MD5 of the storage
}
receipt-reused = Nothing was sent: the asset already existed
receipt-not-comparable = Parts not comparable: the ETags of this storage are not MD5 sums
receipt-not-compared = Parts not compared: no checksums were computed
receipt-fetched = Fetched by the platform: nothing was read here
receipt-no-parts = Sent in one request: no parts to compare
receipt-unrecorded = No record of what was compared
receipt-same-file = File unchanged when the last part was reported
receipt-same-size = Same size on the platform
receipt-size-differs = The platform reports another size: { NUMBER($reported) } bytes instead of { NUMBER($size) }.
# $recipe: 360p, $tool: a version
receipt-copy = A copy was sent ({ $recipe }), made with ffmpeg { $tool } from { $size }
receipt-copy-of = A copy was sent ({ $recipe }), made with ffmpeg { $tool } from { $size } with BLAKE3 { $digest }
receipt-length-differs = The platform reports another duration: { $reported } instead of { $length }.

## How it was sent

receipt-sent = Sent in { $time }
receipt-sent-rate = Sent in { $time } at { $rate }
receipt-ready-later = Ready { $time } later
receipt-layout = { $parts ->
    [one] { $parts } part of { $size }
   *[other] { $parts } parts of { $size }
}
receipt-opened-beside = Started beside unfinished sessions
receipt-adopted = Started elsewhere, finished here

## The table of the console

receipt-column-asset = Asset
receipt-column-ended = Ended (UTC)
receipt-column-name = Name
receipt-column-outcome = Outcome
receipt-column-size = Size
receipt-column-verified = Verified
receipt-cell-no-md5 = No MD5
receipt-cell-parts = { NUMBER($agreed) }/{ NUMBER($parts) } parts
receipt-outcome-cancelled = Cancelled
receipt-outcome-failed = Failed
receipt-outcome-ready = Ready
receipt-outcome-refused = Not sent
