### Dialogs over the pages of what is on the platform.

## Add destinations to assets

dialog-index-assets = 에셋 { $count }개를 인덱스에 추가
dialog-store-assets = 에셋 { $count }개를 지식 저장소에 추가
dialog-add-destinations = 에셋 { $count }개를 대상에 추가
dialog-index = 인덱싱
dialog-add = 추가
dialog-indexes = 인덱스
dialog-stores = 지식 저장소
dialog-none-yet = 아직 없음
dialog-loading = 불러오는 중…

## Choose assets for a destination

dialog-choose-title = ‘{ $name }’에 에셋 추가
dialog-choose-search = 추가할 에셋 검색
# $loaded: 50 of 1,284 loaded
dialog-choose-note = { NUMBER($count) }개 선택됨, { $loaded }

## Delete

dialog-delete = 삭제
dialog-remove = 제거
# After the names of the first few
dialog-delete-more = 외 { NUMBER($count) }개

## Metadata of an asset

dialog-metadata-indexes = 인덱스 { $count }개의 메타데이터도 변경
dialog-metadata-indexes-help = 인덱스마다 메타데이터 사본이 따로 있습니다. 검색 필터는 이 사본을 사용합니다.
dialog-metadata-title = ‘{ $name }’ 메타데이터

## Indexes and knowledge stores

dialog-name = 이름
dialog-create = 만들기
dialog-new-index = 새 인덱스
dialog-rename-title = ‘{ $name }’ 이름 바꾸기
dialog-rename = 이름 바꾸기
dialog-new-store = 새 지식 저장소
# $name is the knowledge store
dialog-new-collection = ‘{ $name }’의 새 컬렉션
dialog-description = 설명
dialog-description-hint = 설명(선택 사항)
dialog-extract = 추출할 내용
dialog-extract-hint = 각 항목에서 추출할 내용(선택 사항)
dialog-extract-note = 플랫폼이 각 항목에서 이 내용을 추출합니다. 설명이나 JSON Schema를 입력합니다. 나중에 변경할 수 없습니다.
