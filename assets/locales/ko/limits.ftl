### Size limits, and the ways to the platform.

## In the settings

limit-direct = 직접 업로드
limit-direct-help = 동영상과 오디오를 한 번의 요청으로 전송
limit-document = 문서
limit-image = 이미지
limit-any-method-help = 모든 방식에 적용
limit-multipart = 멀티파트 업로드
limit-multipart-help = 동영상을 파트로 나누어 전송
limit-multipart-audio = 오디오 멀티파트 업로드
limit-multipart-audio-help = 오디오를 파트로 나누어 전송
limit-task = 클래식 작업
limit-task-help = 업로드와 인덱싱을 한 번에 처리
limit-url = 공개 URL
limit-url-help = 플랫폼이 가져옴
limit-url-document = URL로 추가한 문서
# Said of a file that is larger than an older document allows
limit-older = 이전 자료의 한도({ $purpose }): { $limit }. 허용 여부는 플랫폼이 결정합니다.
limit-older-source = { $source }, 이전 자료: { $limit }

## Methods

method-direct = 직접 업로드
method-import = Google Drive
method-multipart = 멀티파트
method-task = 클래식 작업
method-url = 공개 URL

## The method of an upload, and why it was chosen

route-asked = { $method }(사용자 지정)
route-document = { $method }(문서는 한 번의 요청으로 전송)
route-import = { $method }(플랫폼이 가져옴)
route-multipart-refused = { $method }(이 계정은 멀티파트 사용 불가)
route-posts-used-up = { $method }(분당 직접 업로드 한도에 도달)
route-resumable = { $method }({ $size } 초과 시 재개 가능)
route-small = { $method }(한 번의 요청)
route-task = { $method }(업로드와 인덱싱을 한 번에)
route-url = { $method }(플랫폼이 가져옴)
