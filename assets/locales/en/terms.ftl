### Noun phrases that other messages take as arguments.

## What a limit is for, in a sentence such as: 3 GB exceeds the limit of 2 GB for multipart uploads

limit-use-direct = direct uploads
limit-use-document = documents
limit-use-image = images
limit-use-multipart = multipart uploads
limit-use-task = classic tasks
limit-use-url = public URLs

## What a file is for

purpose-analysis = analysis with Pegasus
purpose-asset = an asset
purpose-search = search with Marengo
purpose-store = a knowledge store
purpose-task = classic tasks

## What is required

requirement-audio = an audio track
requirement-video-and-images = video and images

## Codecs

media-codec-unknown = unknown
