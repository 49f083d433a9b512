### Noun phrases that other messages take as arguments.

## What a limit is for, in a sentence such as: 3 GB exceeds the limit of 2 GB for multipart uploads

limit-use-direct = 직접 업로드
limit-use-document = 문서
limit-use-image = 이미지
limit-use-multipart = 멀티파트 업로드
limit-use-task = 클래식 작업
limit-use-url = 공개 URL

## What a file is for

purpose-analysis = Pegasus 분석
purpose-asset = 에셋
purpose-search = Marengo 검색
purpose-store = 지식 저장소
purpose-task = 클래식 작업

## What is required

requirement-audio = 오디오 트랙
requirement-video-and-images = 동영상 및 이미지

## Codecs

media-codec-unknown = 알 수 없는 코덱
