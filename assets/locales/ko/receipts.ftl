### Receipts: the records of finished uploads.

## Saving

receipt-save = 업로드 기록 저장…
receipt-save-all = 모든 업로드 기록 저장…
receipt-save-of = ‘{ $name }’ 업로드 기록 저장…
receipt-save-title = 업로드 기록 저장
receipt-save-all-title = 모든 업로드 기록 저장
receipt-saved = 업로드 기록 { $count }개를 { $place }에 저장했습니다.
receipt-not-saved = 저장하지 못했습니다. 콘솔에서 ‘takeup-cli history’ 명령으로 같은 내용을 볼 수 있습니다.
receipt-none = 일치하는 업로드 기록이 없습니다.

## Checksums

# A digest of the whole file, the same as the program b3sum prints
receipt-blake3 = BLAKE3
receipt-copy-blake3 = BLAKE3 복사
receipt-sha256 = SHA-256
receipt-copy-sha256 = SHA-256 복사
# Only in receipts of older versions: a SHA-256 of the SHA-256 sums of the pieces of a file
receipt-tree = SHA-256 트리
receipt-copy-tree = SHA-256 트리 복사

## What was verified

receipt-every-part-verified = 파트 검증됨
receipt-parts-of = 파트 { $parts }개 중 { NUMBER($agreed) }개
receipt-verified-all = 스토리지의 MD5로 모든 파트({ $parts }개) 검증됨
receipt-verified-some = 스토리지의 MD5로 파트 { $parts }개 중 { NUMBER($agreed) }개 검증됨
receipt-reused = 에셋이 이미 있어 보내지 않음
receipt-not-comparable = 파트 비교 불가: 이 스토리지의 ETag는 MD5가 아님
receipt-not-compared = 파트 비교 안 함: 체크섬을 계산하지 않음
receipt-fetched = 플랫폼이 가져옴: 이 컴퓨터에서 읽지 않음
receipt-no-parts = 한 번의 요청으로 전송: 비교할 파트 없음
receipt-unrecorded = 비교한 기록 없음
receipt-same-file = 마지막 파트를 보낼 때까지 파일 변경 없음
receipt-same-size = 플랫폼에 기록된 크기와 같음
receipt-size-differs = 플랫폼이 보고한 크기({ NUMBER($reported) }바이트)가 파일의 크기({ NUMBER($size) }바이트)와 다릅니다.
# $recipe: 360p, $tool: a version
receipt-copy = 사본({ $recipe })을 보냈습니다. ffmpeg { $tool } 버전으로 { $size } 크기의 원본에서 만들었습니다
receipt-copy-of = 사본({ $recipe })을 보냈습니다. ffmpeg { $tool } 버전으로 { $size } 크기의 원본(BLAKE3 { $digest })에서 만들었습니다.
receipt-length-differs = 플랫폼이 알린 재생 시간이 다릅니다: { $length }가 아니라 { $reported }입니다.

## How it was sent

receipt-sent = 전송 시간 { $time }
receipt-sent-rate = 전송 시간 { $time }({ $rate })
receipt-ready-later = 준비까지 { $time }
receipt-layout = { $size } 파트 { $parts }개
receipt-opened-beside = 미완료 세션과 별도로 시작함
receipt-adopted = 다른 곳에서 시작해 여기에서 완료함

## The table of the console

receipt-column-asset = 에셋
receipt-column-ended = 종료(UTC)
receipt-column-name = 이름
receipt-column-outcome = 결과
receipt-column-size = 크기
receipt-column-verified = 검증
receipt-cell-no-md5 = MD5 없음
receipt-cell-parts = 파트 { NUMBER($agreed) }/{ NUMBER($parts) }
receipt-outcome-cancelled = 취소됨
receipt-outcome-failed = 실패
receipt-outcome-ready = 준비됨
receipt-outcome-refused = 보내지 않음
