### What is ahead before a batch starts.

forecast-files = 파일 { $count }개, { $size }
forecast-urls = URL { $count }개
forecast-time = 최근 속도로 약 { $time }
forecast-checking = { NUMBER($count) }개 확인 중
forecast-duplicates = { NUMBER($count) }개는 이미 플랫폼에 있음
forecast-held = { NUMBER($count) }개 보류
forecast-refused = { NUMBER($count) }개는 허용되지 않음
