### Knowledge stores.

store-not-allowed = 이 계정은 지식 저장소를 사용할 수 없습니다. 플랫폼이 목록 요청을 거부했습니다.
store-none-help = ‘새 지식 저장소…’를 눌러 만든 후 에셋을 추가하세요.
store-none-match = 불러온 지식 저장소 { $count }개 중에 일치하는 항목이 없습니다.
store-empty = 이 지식 저장소는 비어 있습니다.
store-not-found = 플랫폼에서 지식 저장소({ $id })를 찾을 수 없습니다. 아무것도 보내지 않았습니다.

## Page

store-search = 지식 저장소 검색
store-none = 아직 지식 저장소가 없습니다
store-new = 새 지식 저장소…
store-not-allowed-title = 지식 저장소 접근 권한 없음
store-column-name = 이름
store-column-status = 상태
store-column-items = 항목
store-column-created = 만든 날짜
store-column-id = 지식 저장소 ID

## Actions

store-copy-id = 지식 저장소 ID 복사

## Collections: named groups of items in a knowledge store

store-collections = 컬렉션
store-collections-loading = 컬렉션 불러오는 중
store-collections-none = 아직 컬렉션이 없습니다. 컬렉션은 이 지식 저장소의 항목을 묶습니다.
store-collections-retry = 컬렉션 다시 불러오기
store-collection-new = 새 컬렉션…
# Read aloud
store-collection-new-in = ‘{ $store }’에 새 컬렉션 만들기
store-collection-items = 항목 { $count }개
# Read aloud
store-collection-more = ‘{ $name }’ 컬렉션 더보기
store-collection-copy-id = 컬렉션 ID 복사
# $name is the knowledge store
store-collection-back = ‘{ $name }’ 보기
store-collection-empty = 이 컬렉션은 비어 있습니다.
# A collection with its knowledge store
store-collection-full = { $store } / { $collection }
