### Change requests: deleting, renaming, creating.

## What is to be done

change-create-index = ‘{ $name }’ 인덱스 만들기
change-create-store = ‘{ $name }’ 지식 저장소 만들기
change-create-collection = ‘{ $name }’ 컬렉션 만들기
change-delete-asset = ‘{ $name }’ 에셋 삭제
change-delete-asset-force = 인덱스에서 사용 중이어도 ‘{ $name }’ 에셋 삭제
change-delete-index = ‘{ $name }’ 인덱스 삭제
change-delete-store = ‘{ $name }’ 지식 저장소 삭제
change-delete-task = ‘{ $name }’ 작업 삭제
change-remove-connection = Google Drive 연결 제거: { $name }
change-describe-asset = ‘{ $name }’ 에셋의 메타데이터 항목 { $count }개 변경
change-describe-indexed = 인덱스에서 ‘{ $name }’ 에셋의 메타데이터 항목 { $count }개 변경
change-remove-indexed = 인덱스에서 ‘{ $name }’ 제거
change-remove-item = 지식 저장소에서 ‘{ $name }’ 제거
change-remove-member = 컬렉션에서 ‘{ $name }’ 제거
change-rename-index = 인덱스 이름 바꾸기(새 이름: ‘{ $name }’)

## What was done

change-done-create-index = ‘{ $name }’ 인덱스를 만들었습니다.
change-done-create-index-id = ‘{ $name }’ 인덱스를 만들었습니다. ID: { $id }
change-done-create-store = ‘{ $name }’ 지식 저장소를 만들었습니다.
change-done-create-store-id = ‘{ $name }’ 지식 저장소를 만들었습니다. ID: { $id }
change-done-create-collection = ‘{ $name }’ 컬렉션을 만들었습니다.
change-done-create-collection-id = ‘{ $name }’ 컬렉션을 만들었습니다. ID: { $id }
change-done-delete-asset = 플랫폼에서 ‘{ $name }’ 에셋을 삭제했습니다.
change-done-delete-assets = 플랫폼에서 에셋 { $count }개를 삭제했습니다.
change-done-delete-index = ‘{ $name }’ 인덱스를 삭제했습니다.
change-done-delete-store = ‘{ $name }’ 지식 저장소를 삭제했습니다.
change-done-delete-task = ‘{ $name }’ 작업을 삭제했습니다.
change-done-delete-tasks = 작업 { $count }개를 삭제했습니다.
change-done-remove-connection = Google Drive 연결을 제거했습니다: { $name }. 가져온 에셋은 그대로 남습니다.
change-done-describe-asset = ‘{ $name }’ 에셋의 메타데이터를 변경했습니다.
change-done-describe-indexed = 인덱스에 있는 ‘{ $name }’ 에셋의 메타데이터를 변경했습니다.
change-done-remove-indexed = 인덱스에서 ‘{ $name }’ 에셋을 제거했습니다.
change-done-remove-item = 지식 저장소에서 ‘{ $name }’ 항목을 제거했습니다.
change-done-remove-member = 컬렉션에서 ‘{ $name }’ 항목을 제거했습니다.
change-done-remove-several = 항목 { $count }개를 제거했습니다.
change-done-rename-index = 인덱스 이름을 바꿨습니다. 새 이름: ‘{ $name }’.

## What was not done

# $change is what was to be done, such as: Delete the asset “clip.mp4”
change-gone = { $change }: 플랫폼에 이미 없으므로 처리할 필요가 없습니다.
change-not-created = ‘{ $name }’ 항목을 만들지 못했습니다.
change-not-deleted = ‘{ $name }’ 항목을 삭제하지 못했습니다.
change-not-described = ‘{ $name }’ 에셋의 메타데이터를 변경하지 못했습니다.
change-not-described-indexed = 인덱스에 있는 ‘{ $name }’ 에셋의 메타데이터를 변경하지 못했습니다.
change-not-removed = ‘{ $name }’ 항목을 제거하지 못했습니다.
change-not-renamed = 인덱스 이름을 바꾸지 못했습니다. 새 이름: ‘{ $name }’.

## Why not

change-asset-in-use = 인덱스가 이 에셋을 참조하고 있어 플랫폼이 삭제하지 않았습니다. 그래도 삭제하면 인덱스의 항목은 남아 있을 수 있습니다.
change-maybe-created = 실제로는 만들어졌을 수 있습니다. 다시 시도하기 전에 목록을 확인하세요.
change-name-taken = 이름이 ‘{ $name }’인 인덱스가 이미 있습니다. 다른 이름을 입력하세요.
change-task-not-ended = 플랫폼은 끝난 작업만 삭제합니다. 끝난 후에 다시 시도하세요.

## Deleting

delete-question = ‘{ $name }’ 항목을 삭제하시겠습니까?
delete-question-assets = 에셋 { $count }개를 삭제하시겠습니까?
delete-question-mixed = 항목 { $count }개를 삭제하시겠습니까?
delete-question-tasks = 작업 { $count }개를 삭제하시겠습니까?
remove-question = ‘{ $name }’ 항목을 제거하시겠습니까?
remove-question-several = 항목 { $count }개를 제거하시겠습니까?
delete-means-asset = 에셋이 플랫폼에서 삭제됩니다.
delete-means-assets = 선택한 에셋이 플랫폼에서 삭제됩니다.
delete-means-index = 인덱스와 인덱싱된 내용이 모두 삭제됩니다. 에셋은 유지됩니다.
delete-means-indexed = 이 인덱스에서 에셋을 더 이상 검색할 수 없습니다. 에셋 자체는 유지됩니다.
delete-means-item = 이 지식 저장소에서 에셋이 제거됩니다. 에셋 자체는 유지됩니다.
delete-means-member = 이 컬렉션에서 에셋이 제거됩니다. 지식 저장소에는 유지됩니다.
delete-means-mixed = 작업은 동영상과 함께 삭제되고, 인덱싱된 에셋은 인덱스에서 제거됩니다. 에셋은 유지됩니다.
delete-means-store = 지식 저장소와 그 항목이 삭제됩니다. 에셋은 유지됩니다.
delete-means-task = 작업이 삭제되고 그 동영상이 인덱스에서 제거됩니다. 에셋은 유지됩니다.
delete-not-undone = 이 동작은 되돌릴 수 없습니다.
delete-force = 인덱스에서 사용 중이어도 삭제
delete-force-help = 선택하지 않으면 플랫폼은 인덱스가 참조하는 에셋을 삭제하지 않고 그 사실을 알려 줍니다.
delete-looking = 사용 중인 곳을 확인하는 중…
delete-not-used = 이 에셋을 참조하는 인덱스가 없습니다.
delete-use-unknown = 이 창에서 불러온 인덱스와 지식 저장소에서는 사용하지 않습니다. 플랫폼에는 확인하지 않았으므로 다른 곳에서 사용 중일 수 있습니다.
delete-use-unchecked = 어디에서 사용되는지 확인하지 않았습니다.
# $places is a list of names of indexes and knowledge stores
delete-used-by = 사용 중인 곳: { $places }.
delete-used-by-known = 사용처(확인된 것만): { $places }. 플랫폼에는 확인하지 않았으므로 더 있을 수 있습니다.
delete-stores-unchecked = 지식 저장소는 확인하지 않았습니다.

## Banners of changes that failed

change-failed-several = 변경 { $count }건을 적용하지 못했습니다.
change-retry = 다시 시도
change-force = 그래도 삭제
change-dismiss = 닫기
# Read aloud. $title: “clip.mp4” was not deleted.
change-retry-named = 다시 시도: { $title }
change-force-named = 그래도 삭제: { $title }
change-dismiss-named = 닫기: { $title }
