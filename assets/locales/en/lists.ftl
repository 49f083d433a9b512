### Lists of what is on the platform.

list-loaded = { NUMBER($count) } loaded
list-loaded-of = { NUMBER($loaded) } of { NUMBER($total) } loaded
list-selected = { NUMBER($count) } selected
# Enter in the search field makes the platform search
list-search-rest = Press Enter in the search field to search all of them.
list-ready = { NUMBER($count) } ready
list-processing = { NUMBER($count) } processing
list-failed = { NUMBER($count) } failed
list-without-key = Lists are loaded once the platform accepts a key.
list-offline = Not loaded: no connection
# $time: 11:31
list-offline-since = No connection since { $time }. The list is loaded when the connection is back.
