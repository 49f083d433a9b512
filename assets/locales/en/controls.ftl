### Words that belong to no page: dialogs, tables, lists of keys and values, panels.

## Dialogs

control-cancel = Cancel
control-save = Save

## Tables and lists

table-select-all = Select all
# Read aloud
table-select-row = Select { $name }
table-more = More
# Read aloud
table-more-for = More for { $name }
table-row-menu = Row
# Read aloud, of the head of a column
table-sorted-up = sorted ascending
table-sorted-down = sorted descending
table-search-hint = Search by name or ID
table-refresh = Refresh
table-load-more = Load more
table-loading = Loading
table-not-loaded = Not loaded.
table-not-updated = Not up to date.
table-retry = Retry
table-no-match = No match
table-filter-empty = None with this filter
table-filter-empty-help = { $count ->
    [one] The { $count } loaded row is under another filter.
   *[other] The { $count } loaded rows are under other filters.
}

## Selection

selection-more = More for the selection
selection-title = Selection

## Keys and values

pair-key = Key
pair-value = Value
# Read aloud
pair-key-numbered = Key { NUMBER($line) }
pair-value-numbered = Value { NUMBER($line) }
pair-remove = Remove
pair-remove-named = Remove { $key }
pair-remove-numbered = Remove line { NUMBER($line) }

## Panel

panel-close = Close details
panel-retry = Retry
id-copy = Copy ID
