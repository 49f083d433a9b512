### What is ahead before a batch starts.

forecast-files = { $count ->
    [one] { $count } file, { $size }
   *[other] { $count } files, { $size }
}
forecast-urls = { $count ->
    [one] { $count } URL
   *[other] { $count } URLs
}
forecast-time = About { $time } at the last speed
forecast-checking = { NUMBER($count) } being checked
forecast-duplicates = { NUMBER($count) } already on the platform
forecast-held = { NUMBER($count) } held
forecast-refused = { NUMBER($count) } not accepted
