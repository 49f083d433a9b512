### Receipts: the records of finished uploads.

## Saving

receipt-save = Save receipt…
receipt-save-all = Save all receipts…
receipt-save-title = Save receipt
receipt-save-all-title = Save all receipts
receipt-not-saved = Nothing was saved. On the console, “takeup-cli history” prints the same.
receipt-none = No matching receipts.

## Checksums

receipt-sha256 = SHA-256
receipt-copy-sha256 = Copy SHA-256
# A SHA-256 of the SHA-256 sums of the parts
receipt-tree = SHA-256 tree
receipt-copy-tree = Copy SHA-256 tree
