### Files whose content is already in the list or on the platform.

## The setting

duplicate-policy-list = 목록 안에서만 비교
duplicate-policy-ask = 플랫폼 확인 후 묻기
duplicate-policy-reuse = 플랫폼 확인 후 기존 에셋 사용
duplicate-policy-again = 다시 업로드
duplicate-policy-help = 플랫폼과 비교하려면 파일마다 요청이 한 번 더 필요합니다.

## What was found

duplicate-in-list = 이 목록에 있는 다른 업로드와 중복됩니다.
duplicate-in-list-named = 이 목록에 있는 ‘{ $name }’ 업로드와 중복됩니다.
duplicate-on-platform = 이미 플랫폼에 있습니다(에셋 { $id }).
duplicate-maybe-on-platform = 이름과 크기가 같은 에셋({ $id })이 있습니다. 내용도 같은지는 알 수 없습니다.
duplicate-metadata-kept = 기존 에셋의 메타데이터는 변경하지 않았습니다.
duplicate-reused = 이미 플랫폼에 있어 보내지 않음

## Answers

duplicate-send-again = 다시 업로드
duplicate-use-asset = 에셋 { $id } 사용
duplicate-use-its-asset = 기존 에셋 사용
