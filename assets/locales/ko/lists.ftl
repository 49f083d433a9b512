### Lists of what is on the platform.

list-loaded = { NUMBER($count) }개 불러옴
list-loaded-of = { NUMBER($total) }개 중 { NUMBER($loaded) }개 불러옴
list-selected = { NUMBER($count) }개 선택됨
# Enter in the search field makes the platform search
list-search-rest = 전체에서 검색하려면 검색 필드에서 Enter 키를 누르세요.
list-ready = { NUMBER($count) }개 준비됨
list-processing = { NUMBER($count) }개 처리 중
list-failed = { NUMBER($count) }개 실패
list-without-key = 플랫폼이 키를 수락하면 목록을 불러옵니다.
list-offline = 연결이 없어 불러오지 못함
list-offline-since = { $time }부터 연결되지 않습니다. 연결되면 목록을 불러옵니다.
