### Assets.

asset-none-help = 업로드가 플랫폼에 도착하면 바로 여기에 표시됩니다.
asset-none-match = 불러온 에셋 { $count }개 중에 일치하는 항목이 없습니다.
asset-loading = 불러오는 중…

## Status

asset-status-failed = 실패
asset-status-processing = 처리 중
asset-status-ready = 준비됨
asset-status-pending = 대기 중

## Facts of an asset

asset-fact-created = 만든 날짜
asset-fact-duration = 재생 시간
asset-fact-error = 오류
asset-fact-filename = 파일 이름
asset-fact-id = 에셋 ID
asset-fact-index = 인덱스
asset-fact-method = 방식
asset-fact-size = 크기
asset-fact-status = 상태
asset-fact-stream = 스트림
asset-fact-thumbnail = 썸네일
asset-fact-type = 유형

## Page

asset-search = 에셋 검색
asset-none = 아직 에셋이 없습니다
asset-filter-status = 상태
asset-filter-any = 모든 상태
asset-column-name = 이름
asset-column-status = 상태
asset-column-size = 크기
asset-column-duration = 재생 시간
asset-column-resolution = 해상도
asset-column-method = 방식
asset-column-added = 추가한 날짜
asset-column-id = 에셋 ID
# In the column of resolutions
asset-audio = 오디오

## Actions

asset-show-details = 세부 정보 보기
asset-index-into = 인덱스에 추가…
asset-add-to-store = 지식 저장소에 추가…

## Details

asset-copy-id = 에셋 ID 복사
asset-copy-as-code = 코드로 복사
asset-resolution = 해상도
asset-audio-codec = 오디오 코덱
asset-added = 추가한 날짜
asset-verified = 검증됨
asset-destinations = 대상
asset-destinations-add = 추가…
asset-destinations-none = 인덱스나 지식 저장소에 없음
asset-destination-retry = 다시 시도
# Read aloud. $name is an index or a knowledge store.
asset-destination-retry-named = ‘{ $name }’ 다시 시도
asset-metadata = 메타데이터
asset-metadata-edit = 편집…
asset-open = 열기
asset-open-thumbnail = 썸네일 열기
asset-open-stream = 스트림 열기
asset-technical = 기술 메타데이터

## Transcription

asset-transcription-unfinished = 플랫폼이 아직 음성 텍스트를 완성하지 않았습니다.
asset-transcription-failed = 플랫폼이 음성 텍스트를 만들지 못했습니다.
asset-transcription-failed-reason = 플랫폼이 음성 텍스트를 만들지 못했습니다: { $reason }
asset-transcription-nothing = 플랫폼이 감지한 음성이 없습니다.
asset-transcription-more = { $count }줄 더 있음
asset-transcription = 음성 텍스트
asset-transcription-save = 저장…
asset-transcription-txt = 텍스트
asset-transcription-srt = 자막(SRT)
