### Metadata of assets, and the CSV files it is read from.

metadata-edit = Metadata…
metadata-title = Metadata of “{ $name }”
metadata-title-many = { $count ->
    [one] Metadata of { $count } upload
   *[other] Metadata of { $count } uploads
}
metadata-next-title = Metadata for the next uploads
metadata-help = Stored with the asset. Numbers, true, false and lists such as ["a", "b"] keep their type. Everything else is text.
# $pairs are keys with their values
metadata-line = Metadata: { $pairs }
metadata-next-keys = { $keys ->
    [one] Metadata: { $keys } key
   *[other] Metadata: { $keys } keys
}
metadata-next-files = { $files ->
    [one] Metadata: { $files } file
   *[other] Metadata: { $files } files
}
metadata-next-both = Metadata: keys { NUMBER($keys) }, files { NUMBER($files) }

## Keys and values that cannot be used

metadata-flaw-no-key = The value has no key.
metadata-flaw-reserved = The key { $key } is reserved.
metadata-flaw-twice = The key { $key } occurs twice.
metadata-flaw-value = The value of { $key } is neither text nor a list of texts.

## CSV files

metadata-from-csv = Metadata from CSV…
metadata-csv-flawed = Nothing was sent. Fix the CSV and run the command again.
metadata-csv-read = { $files ->
    [one] The CSV has metadata for { $files } file.
   *[other] The CSV has metadata for { $files } files.
}
metadata-csv-unreadable = The CSV could not be read ({ $reason }).
# $flaw is one of the sentences here
metadata-csv-line = Line { NUMBER($line) }: { $flaw }
metadata-csv-unknown = Line { NUMBER($line) }: { $name } is not among the files.
metadata-csv-again = { $name } is already in an earlier line.
metadata-csv-cells = { $found ->
    [one] The line has { $found } cell, the first line has { NUMBER($expected) }.
   *[other] The line has { $found } cells, the first line has { NUMBER($expected) }.
}
metadata-csv-column = The column { $key } occurs twice.
metadata-csv-no-name = The line names no file.
metadata-csv-no-table = This is not a table. The first line must name a column for files, then columns for keys.
metadata-csv-none = No line of the CSV names one of these files. Nothing was sent.
metadata-csv-not-utf8 = The file is neither UTF-8 nor UTF-16. Save it as “CSV UTF-8”.
metadata-csv-quote = A quotation mark is opened here and not closed.
