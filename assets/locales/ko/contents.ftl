### Contents of an index or a knowledge store, beside the page.

contents-title = 내용
# $count: 12, or 50 of 1,284 loaded
contents-title-count = 내용: { $count }
contents-actions = 메뉴
# Read aloud
contents-more-for = 내용의 ‘{ $name }’ 더보기
contents-menu = 항목
contents-copy-item-id = 항목 ID 복사
contents-remove-from-index = 인덱스에서 제거…
contents-remove-from-store = 지식 저장소에서 제거…
contents-add-to-collection = 컬렉션에 추가…
contents-remove-from-collection = 컬렉션에서 제거…
