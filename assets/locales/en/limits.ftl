### Size limits, and the ways to the platform.

## In the settings

limit-direct = Direct upload
limit-direct-help = Video and audio in one request
limit-document = Document
limit-image = Image
limit-any-method-help = With any method
limit-multipart = Multipart upload
limit-multipart-help = Video in parts
limit-multipart-audio = Multipart upload of audio
limit-multipart-audio-help = Audio in parts
limit-task = Classic task
limit-task-help = Uploads and indexes in one step
limit-url = Public URL
limit-url-help = Fetched by the platform
limit-url-document = Document at a URL
# Said of a file that is larger than an older document allows
limit-older = Older documents allow { $limit } for { $purpose }. The platform decides.
limit-older-source = { $source }; older documents: { $limit }

## Methods

method-direct = Direct
method-import = Google Drive
method-multipart = Multipart
method-task = Classic task
method-url = Public URL

## The method of an upload, and why it was chosen

route-asked = { $method } (your choice)
route-document = { $method } (documents go in one request)
route-import = { $method } (imported by the platform)
route-multipart-refused = { $method } (multipart is not available to this account)
route-posts-used-up = { $method } (direct limit of this minute reached)
route-resumable = { $method } (resumable above { $size })
route-small = { $method } (one request)
route-task = { $method } (uploads and indexes in one step)
route-url = { $method } (fetched by the platform)
