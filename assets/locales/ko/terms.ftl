### Noun phrases that other messages take as arguments.

## What a limit is for, in a sentence such as: 3 GB exceeds the limit of 2 GB for multipart uploads

limit-use-direct = 직접 업로드
limit-use-document = 문서
limit-use-image = 이미지
limit-use-multipart = 멀티파트 업로드
limit-use-multipart-audio = 오디오 멀티파트 업로드
limit-use-task = 클래식 작업
limit-use-url = 공개 URL
limit-use-url-document = 공개 URL의 문서

## What a file is for

purpose-analysis = Pegasus 분석
purpose-asset = 에셋
purpose-index = 인덱스
purpose-search = Marengo 검색
purpose-store = 지식 저장소
purpose-task = 클래식 작업

## What is required

requirement-audio = 오디오 트랙
requirement-not-encrypted = 암호화되지 않음
requirement-video = 동영상
requirement-video-and-images = 동영상 및 이미지
requirement-whole = 온전한 파일

## Codecs

media-codec-encrypted = 암호화된
media-codec-unknown = 알 수 없는 코덱

## What the content of a file looks like, in a sentence such as: The content looks like an archive.

content-archive = 압축 파일
content-data = 다른 프로그램의 데이터
content-document = 문서
content-playlist = 재생 목록
content-presentation = 프레젠테이션
content-program = 프로그램
content-spreadsheet = 스프레드시트
content-subtitles = 자막
content-text = 일반 텍스트

## Where a key is kept

keyring-credential-manager = 자격 증명 관리자
keyring-keychain = 키체인
keyring-secret-service = 시스템 키링
