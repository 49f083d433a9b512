### Numbers, sizes and times. Arguments of sizes are finished text; the program groups digits.

## Patterns. Only the letters after % are replaced. %b is always English: use %-m elsewhere.

# 2025. 12. 8.
format-date = %Y. %-m. %-d.
# 12월 8일, in the current year
format-day = %-m월 %-d일
# 17:05
format-time = %H:%M
# 2025. 12. 8. 17:05
format-date-time = %Y. %-m. %-d. %H:%M
# Between the entries of a list
format-list-apart = { "; " }
format-list-between = { ", " }
# Between two sentences
format-sentence-between = { " " }
# Before the last entry of a list
format-list-last = { " 및 " }

## Sizes

bytes = { $size } B
kilobytes = { $size } kB
megabytes = { $size } MB
gigabytes = { $size } GB
terabytes = { $size } TB
petabytes = { $size } PB
exabytes = { $size } EB
bytes-exact = { $count }바이트
# 31.4 MB/s. $size comes with its unit.
rate = { $size }/s
# 1.16 / 1.84 GB. $total comes with its unit, $done only where it is another one.
part-of = { $done } / { $total }
percent = { NUMBER($percent) }%
# An aspect ratio: 2.4:1
ratio = { $ratio }:1

## Lengths of time

seconds = { NUMBER($seconds) }초
minutes = { NUMBER($minutes) }분
hours = { NUMBER($hours) }시간
minutes-seconds = { NUMBER($minutes) }분 { NUMBER($seconds) }초
hours-minutes = { NUMBER($hours) }시간 { NUMBER($minutes) }분
# 1.5초
seconds-decimal = { $seconds }초
under-a-second = 1초 미만

## Since then, until then

just-now = 방금
seconds-ago = { NUMBER($seconds) }초 전
minutes-ago = { NUMBER($minutes) }분 전
hours-ago = { NUMBER($hours) }시간 전
today = 오늘 { $time }
yesterday = 어제
expired = 만료됨
last-day = 1일 미만 남음
days-left = { $days }일 남음
