### URLs that the platform fetches from.

url-expires = This URL expires at { $time }.
url-playlist = The platform accepts a complete playlist. It refuses a live or growing one.

## Why the platform cannot fetch from a URL. A headline without a full stop: it also stands alone.

url-credentials = A URL with a user name or password is not public
url-drive-folder = This link leads to a folder of Google Drive, and only files can be imported
url-expired = This URL expired at { $time }
url-html = { $host } serves a web page at this URL, not a media file
url-invalid = Not a valid URL: { $reason }
url-local = { $host } is a private address. The platform cannot reach it
url-page = Links of { $service } open a page that shows the file, not the file itself
url-scheme = The platform fetches http and https URLs, not { $scheme }
url-service = The platform cannot fetch from an address of { $service }
url-this-computer = The platform cannot fetch from this computer

## What to do instead

url-advice-credentials = Use a public or presigned URL, or download the file and add it.
url-advice-download = Download the file there and add it.
url-advice-drive-folder = Open the folder and add the links of its files.
url-advice-expired = Make a new one, valid until the platform has fetched the file.
url-advice-html = Use the URL of the raw file, or download it and add the file.
url-advice-invalid = Paste the whole URL, including https://.
url-advice-local = Add the file itself, or use a public URL.
url-advice-original = Add the original file, or the URL of the raw file.
url-advice-path = Add the file by its path, or drop it here.
url-advice-presigned = Use a presigned or public https URL of the object.
url-advice-query = Add { $query } to the end of the link to get the raw file, or download it and add the file.
url-advice-scheme = Use an https URL of the file, or download it and add the file.
