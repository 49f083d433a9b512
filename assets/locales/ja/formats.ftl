### Numbers, sizes and times. Arguments of sizes are finished text; the program groups digits.

## Patterns. Only the letters after % are replaced. %b is always English: use %-m elsewhere.

# 2025/12/08
format-date = %Y/%m/%d
# 12月8日, in the current year
format-day = %-m月%-d日
# 17:05
format-time = %H:%M
# 2025/12/08 17:05
format-date-time = %Y/%m/%d %H:%M
# Between the entries of a list
format-list-apart = ／
format-list-between = 、
# Between two sentences
format-sentence-between = { "" }
# Before the last entry of a list
format-list-last = 、

## Sizes

bytes = { $size } B
kilobytes = { $size } kB
megabytes = { $size } MB
gigabytes = { $size } GB
terabytes = { $size } TB
petabytes = { $size } PB
exabytes = { $size } EB
bytes-exact = { $count }バイト
# 31.4 MB/s. $size comes with its unit.
rate = { $size }/s
# 1.16 / 1.84 GB. $total comes with its unit, $done only where it is another one.
part-of = { $done } / { $total }
percent = { NUMBER($percent) }%
# An aspect ratio: 2.4:1
ratio = { $ratio }:1

## Lengths of time

seconds = { NUMBER($seconds) }秒
minutes = { NUMBER($minutes) }分
hours = { NUMBER($hours) }時間
minutes-seconds = { NUMBER($minutes) }分{ NUMBER($seconds) }秒
hours-minutes = { NUMBER($hours) }時間{ NUMBER($minutes) }分
# 1.5秒
seconds-decimal = { $seconds }秒
under-a-second = 1秒未満

## Since then, until then

just-now = たった今
seconds-ago = { NUMBER($seconds) }秒前
minutes-ago = { NUMBER($minutes) }分前
hours-ago = { NUMBER($hours) }時間前
today = 今日 { $time }
yesterday = 昨日
expired = 期限切れ
last-day = 残り1日未満
days-left = 残り{ $days }日
