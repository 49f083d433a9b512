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
