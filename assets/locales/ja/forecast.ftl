### What is ahead before a batch starts.

forecast-files = { $count }件のファイル（{ $size }）
forecast-urls = { $count }件のURL
forecast-time = 直近の速度で約{ $time }
forecast-checking = { NUMBER($count) }件確認中
forecast-duplicates = { NUMBER($count) }件はすでにプラットフォームに存在
forecast-held = { NUMBER($count) }件保留
forecast-refused = { NUMBER($count) }件は受付不可
