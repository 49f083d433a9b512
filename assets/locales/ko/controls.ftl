### Words that belong to no page: dialogs, tables, lists of keys and values, panels.

## Dialogs

control-cancel = 취소
control-save = 저장

## Tables and lists

table-select-all = 모두 선택
# Read aloud
table-select-row = ‘{ $name }’ 선택
table-more = 더보기
# Read aloud
table-more-for = ‘{ $name }’ 더보기
table-row-menu = 행
# Read aloud, of the head of a column
table-sorted-up = 오름차순 정렬
table-sorted-down = 내림차순 정렬
table-search-hint = 이름 또는 ID로 검색
table-refresh = 새로 고침
table-load-more = 더 불러오기
table-loading = 불러오는 중
table-not-loaded = 불러오지 못했습니다.
table-not-updated = 최신 상태가 아닙니다.
table-retry = 다시 시도
table-no-match = 일치하는 항목 없음
table-filter-empty = 이 필터에 해당하는 항목 없음
table-filter-empty-help = 불러온 항목 { $count }개는 다른 필터에 있습니다.

## Selection

selection-more = 선택 항목 더보기
selection-title = 선택 항목

## Keys and values

pair-key = 키
pair-value = 값
# Read aloud
pair-key-numbered = 키 { NUMBER($line) }
pair-value-numbered = 값 { NUMBER($line) }
pair-remove = 제거
pair-remove-named = ‘{ $key }’ 제거
pair-remove-numbered = { NUMBER($line) }번째 줄 제거

## Panel

panel-close = 세부 정보 닫기
panel-retry = 다시 시도
id-copy = ID 복사
