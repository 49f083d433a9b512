### Indexes.

index-none-help = 동영상을 인덱스에 추가하면 검색할 수 있습니다. ‘새 인덱스…’를 눌러 인덱스를 만드세요.
index-none-match = 불러온 인덱스 { $count }개 중에 일치하는 항목이 없습니다.
index-empty = 이 인덱스는 비어 있습니다.
index-no-videos = Pegasus 1.2 전용: 새 동영상 추가 불가
index-some-no-videos = 동영상이 아닌 { $count }개는 인덱스에 추가하지 않습니다.
index-videos-only = 인덱스에는 동영상만 추가할 수 있습니다
index-not-found = 플랫폼에서 인덱스({ $id })를 찾을 수 없습니다. 아무것도 보내지 않았습니다.

## New index

index-name-taken = 같은 이름의 인덱스가 이미 있습니다.
index-option-visual = 영상: 보이는 내용
index-option-audio = 오디오: 들리는 내용
index-model-visual = 영상
index-model-audio = 오디오
index-thumbnails = 썸네일 만들기
index-models-help = 모델은 나중에 변경할 수 없습니다. 새 인덱스는 Marengo 3.0을 사용합니다.

## Page

index-search = 인덱스 검색
index-none = 아직 인덱스가 없습니다
index-new = 새 인덱스…
index-column-name = 이름
index-column-models = 모델
index-column-videos = 동영상
index-column-hours = 합계(h)
index-column-created = 만든 날짜
index-column-expires = 만료
index-column-id = 인덱스 ID
index-never-expires = 만료 없음

## Actions

index-show-tasks = 작업 보기
index-copy-id = 인덱스 ID 복사
