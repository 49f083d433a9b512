### Receipts: the records of finished uploads.

## Saving

receipt-save = Save receipt…
receipt-save-all = Save all receipts…
receipt-save-title = Save receipt
receipt-save-all-title = Save all receipts
receipt-not-saved = Nothing was saved. On the console, “takeup-cli history” prints the same.
receipt-none = No matching receipts.

## Checksums

receipt-blake3 = BLAKE3
receipt-copy-blake3 = Copy BLAKE3
receipt-sha256 = SHA-256
receipt-copy-sha256 = Copy SHA-256
# Only in receipts of older versions: a SHA-256 of the SHA-256 sums of the pieces of a file
receipt-tree = SHA-256 tree
receipt-copy-tree = Copy SHA-256 tree
# A digest of the whole file, the same as the program b3sum prints
receipt-blake3 = BLAKE3
receipt-copy-blake3 = Copy BLAKE3

## Comparing files with receipts, on the console

# $upload: upload of /videos/clip.mp4 at 2026-11-28 10:00 UTC
verify-same = { $file }: same content as the { $upload }.
verify-different = { $file }: not the content of the { $upload }. { $digest } of the file: { $hex }
verify-no-receipt = { $file }: no receipt with a digest.
# $error is the message of the system
verify-unreadable = { $file }: the file cannot be read: { $error }.
verify-upload = upload of { $source } at { $time } UTC
verify-upload-asset = upload of { $source } at { $time } UTC, asset { $asset }
verify-upload-task = upload of { $source } at { $time } UTC, task { $task }
verify-one-file = --asset takes exactly one file.
