### URLs that the platform fetches from.

url-expires = 이 URL의 만료 시각: { $time }.
url-playlist = 플랫폼은 완결된 재생 목록만 받습니다. 라이브 중이거나 계속 늘어나는 재생 목록은 거부합니다.

## Why the platform cannot fetch from a URL. A headline without a full stop: it also stands alone.

url-credentials = 사용자 이름이나 암호가 들어 있는 URL은 공개 URL이 아닙니다
url-drive-folder = Google Drive 폴더 링크입니다. 파일만 가져올 수 있습니다
url-expired = { $time }에 만료된 URL입니다
url-html = 이 URL은 미디어 파일이 아니라 { $host }의 웹페이지입니다
url-invalid = 올바른 URL이 아닙니다: { $reason }
url-local = 플랫폼에서 접근할 수 없는 비공개 주소입니다({ $host })
url-page = { $service } 링크는 파일 자체가 아니라 파일을 보여 주는 페이지를 엽니다
url-scheme = 플랫폼은 http와 https URL만 가져올 수 있습니다(이 URL의 형식: { $scheme })
url-service = 플랫폼은 { $service } 주소의 파일을 가져올 수 없습니다
url-this-computer = 플랫폼은 이 컴퓨터에서 파일을 가져올 수 없습니다

## What to do instead

url-advice-credentials = 공개 URL이나 미리 서명된 URL을 사용하거나, 파일을 다운로드해 추가하세요.
url-advice-download = 그 사이트에서 파일을 다운로드해 추가하세요.
url-advice-drive-folder = 폴더를 열고 파일의 링크를 추가하세요.
url-advice-expired = 플랫폼이 파일을 가져올 때까지 유효한 새 URL을 만드세요.
url-advice-html = 파일 자체의 URL을 사용하거나, 파일을 다운로드해 추가하세요.
url-advice-invalid = https://를 포함한 전체 URL을 붙여넣으세요.
url-advice-local = 파일을 직접 추가하거나 공개 URL을 사용하세요.
url-advice-original = 원본 파일이나 파일 자체의 URL을 추가하세요.
url-advice-path = 경로로 파일을 추가하거나, 파일을 여기에 끌어다 놓으세요.
url-advice-presigned = 개체의 공개 https URL이나 미리 서명된 URL을 사용하세요.
url-advice-query = 링크 끝에 { $query } 매개변수를 붙여 파일 자체를 받거나, 파일을 다운로드해 추가하세요.
url-advice-scheme = 파일의 https URL을 사용하거나, 파일을 다운로드해 추가하세요.
