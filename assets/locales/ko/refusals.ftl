### Why a file is not sent.

## Whole reasons

refusal-empty = 파일이 비어 있습니다(0바이트). 업로드할 내용이 없습니다.
# $found names a kind of content, such as: a ZIP archive
refusal-not-media = 동영상, 오디오, 이미지, 문서 파일이 아닙니다. 확인된 내용: { $found }. 그래도 업로드할 수 있습니다.
refusal-too-large = 크기({ $size })가 { $purpose } 한도({ $limit })를 초과합니다. 출처: { $source }.
refusal-allow-newer = { $source }에 따르면 한도가 { $limit }입니다. 요금제에 포함되어 있으면 이 한도를 허용하세요.
refusal-export-smaller = 더 작은 파일로 내보내거나 파일을 나누세요.
refusal-connect = 설정에서 연결하거나 다음 명령을 사용하세요: takeup-cli connections add

## The same for a file that is no longer at hand

refusal-past-url = 플랫폼이 이 URL의 파일을 가져올 수 없습니다({ $detail }).
refusal-past-unfit = 선택한 옵션을 함께 사용할 수 없습니다: { $detail }.
refusal-past-too-large = 파일이 한도({ $limit })를 초과합니다.

## In a row

refusal-short-empty = 파일이 비어 있습니다.
refusal-short-not-media = 미디어가 아닙니다. 확인된 내용: { $found }.
refusal-short-too-large = 크기({ $size })가 { $purpose } 한도({ $limit })를 초과합니다.

## What several files have in common: a headline, and what to do

refusal-group-cancelled = 취소됨
refusal-group-ready = 준비됨
refusal-not-everywhere = 에셋은 준비되었지만, 추가되지 않은 대상이 있습니다.
refusal-group-empty = 빈 파일
refusal-group-empty-advice = 업로드할 내용이 없습니다.
refusal-group-not-media = 동영상, 오디오, 이미지, 문서 파일이 아님
refusal-group-not-media-advice = 내용을 보고 판단한 결과입니다. 그래도 업로드할 수 있습니다.
refusal-group-too-large = { $purpose } 한도({ $limit }) 초과
refusal-group-unfit-advice = 옵션을 변경하세요.
refusal-group-not-connected-advice = 연결하면 이 파일을 가져옵니다.
