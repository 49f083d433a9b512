### What the pages of lists share: assets, tasks, indexes, knowledge stores, sessions.

## Actions and states

collection-copy-ids = ID 복사
collection-add-assets = 에셋 추가…
collection-delete = 삭제…
collection-rename = 이름 바꾸기…
collection-show-contents = 내용 보기
collection-show-asset = 에셋 보기
collection-copy-asset-id = 에셋 ID 복사
# Read aloud. $name is the name of a row.
collection-copy-id-of = ‘{ $name }’ ID 복사
collection-deleting = 삭제 중
collection-removing = 제거 중

## Export

collection-export = 내보내기
collection-export-csv = CSV로…
collection-export-json = JSON으로…
collection-export-load-all = 모든 행을 먼저 불러오기
# $language calls the API: cURL, Python
collection-copy-as = { $language } 코드로 복사
