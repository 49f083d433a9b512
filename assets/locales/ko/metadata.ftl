### Metadata of assets, and the CSV files it is read from.

metadata-edit = 메타데이터…
metadata-title = ‘{ $name }’ 메타데이터
metadata-title-many = 업로드 { $count }개의 메타데이터
metadata-next-title = 다음 업로드의 메타데이터
metadata-help = 에셋과 함께 저장됩니다. 숫자, true, false, ["a", "b"] 같은 목록은 형식이 유지됩니다. 나머지는 모두 텍스트로 저장됩니다.
# $pairs are keys with their values
metadata-line = 메타데이터: { $pairs }
metadata-next-keys = 메타데이터: 키 { $keys }개
metadata-next-files = 메타데이터: 파일 { $files }개
metadata-next-both = 메타데이터: 키 { NUMBER($keys) }개, 파일 { NUMBER($files) }개

## Keys and values that cannot be used

metadata-flaw-no-key = 값에 해당하는 키가 없습니다.
metadata-flaw-reserved = ‘{ $key }’ 키는 예약되어 있습니다.
metadata-flaw-twice = ‘{ $key }’ 키가 두 번 나옵니다.
metadata-flaw-value = ‘{ $key }’ 키의 값이 텍스트나 텍스트 목록이 아닙니다.

## CSV files

metadata-from-csv = CSV에서 메타데이터 가져오기…
metadata-csv-flawed = 아무것도 보내지 않았습니다. CSV를 수정한 후 명령을 다시 실행하세요.
metadata-csv-read = CSV에 파일 { $files }개의 메타데이터가 있습니다.
metadata-csv-unreadable = CSV를 읽을 수 없습니다({ $reason }).
# $flaw is one of the sentences here
metadata-csv-line = { NUMBER($line) }번째 줄: { $flaw }
metadata-csv-unknown = { NUMBER($line) }번째 줄: 추가한 파일 중에 ‘{ $name }’ 파일이 없습니다.
metadata-csv-again = ‘{ $name }’ 파일은 앞줄에 이미 나왔습니다.
metadata-csv-cells = 이 줄의 셀은 { $found }개인데 첫 줄의 셀은 { NUMBER($expected) }개입니다.
metadata-csv-column = ‘{ $key }’ 열이 두 번 나옵니다.
metadata-csv-no-name = 이 줄에 파일 이름이 없습니다.
metadata-csv-no-table = 표 형식이 아닙니다. 첫 줄에는 파일 열의 이름이 오고, 그 뒤에 키 열의 이름이 와야 합니다.
metadata-csv-none = CSV에 이 파일들의 이름이 있는 줄이 없습니다. 아무것도 보내지 않았습니다.
metadata-csv-not-utf8 = UTF-8이나 UTF-16 파일이 아닙니다. ‘CSV UTF-8’ 형식으로 저장하세요.
metadata-csv-quote = 여기에서 열린 따옴표가 닫히지 않았습니다.
