### Numbers, sizes and times. Arguments of sizes are finished text; the program groups digits.

## Patterns. Only the letters after % are replaced. %b is always English: use %-m elsewhere.

# 8 Dec 2025
format-date = %-d %b %Y
# 8 Dec, in the current year
format-day = %-d %b
# 17:05
format-time = %H:%M
# 8 Dec 2025 17:05
format-date-time = %-d %b %Y %H:%M
# Between the entries of a list
format-list-apart = { "; " }
format-list-between = { ", " }
# Between two sentences
format-sentence-between = { " " }
# Before the last entry of a list
format-list-last = { " and " }

## Sizes

bytes = { $size } B
kilobytes = { $size } kB
megabytes = { $size } MB
gigabytes = { $size } GB
terabytes = { $size } TB
petabytes = { $size } PB
exabytes = { $size } EB
bytes-exact = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
# 31.4 MB/s. $size comes with its unit.
rate = { $size }/s
# 1.16 of 1.84 GB. $total comes with its unit, $done only where it is another one.
part-of = { $done } of { $total }
percent = { NUMBER($percent) }%
# An aspect ratio: 2.4 to 1
ratio = { $ratio } to 1

## Lengths of time

seconds = { NUMBER($seconds) } s
minutes = { NUMBER($minutes) } min
hours = { NUMBER($hours) } h
minutes-seconds = { NUMBER($minutes) } min { NUMBER($seconds) } s
hours-minutes = { NUMBER($hours) } h { NUMBER($minutes) } min
# 1.5 s
seconds-decimal = { $seconds } s
under-a-second = under 1 s

## Since then, until then

just-now = just now
seconds-ago = { NUMBER($seconds) } s ago
minutes-ago = { NUMBER($minutes) } min ago
hours-ago = { NUMBER($hours) } h ago
today = Today { $time }
yesterday = Yesterday
expired = expired
last-day = less than 1 day left
days-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
