### Metadata of assets, and the CSV files it is read from.

metadata-edit = Metadata…
metadata-next-title = Metadata for the next uploads
metadata-help = Stored with the asset. Numbers, true, false and lists such as ["a", "b"] keep their type; everything else is text.
metadata-from-csv = Metadata from CSV…
metadata-csv-flawed = Nothing was sent. Fix the CSV and run the command again.
