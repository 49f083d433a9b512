### Notices.

news-added = 파일 { $added }개를 추가했습니다.
news-added-none = 추가한 것이 없습니다. 파일을 찾지 못했습니다.
# $count files or URLs of a command line that was given before
news-not-in-table = 메타데이터 표에 이 파일 또는 URL { $count }개가 하나도 없습니다. 업로드를 보류했습니다. 표의 메타데이터 없이 업로드하려면 재개하세요.
news-already-sent = 전에 업로드한 후 변경되지 않은 파일 또는 URL { $count }개는 다시 보내지 않았습니다. 플랫폼에 아직 있는지는 확인하지 않았습니다. 다시 보내려면 --if-exists again 옵션을 사용하세요.
news-skipped-links = 폴더 링크 { $count }개는 따라가지 않았습니다.
news-skipped-not-media = 미디어가 아닌 파일 { $count }개를 건너뛰었습니다.
news-skipped-system = 숨겨진 항목 또는 시스템 항목 { $count }개를 건너뛰었습니다.
news-adopted = 다른 컴퓨터나 다른 폴더에서 중단된 ‘{ $name }’ 업로드를 이어서 진행합니다.
news-other-length = ‘{ $name }’ 파일의 재생 시간은 { $file }이지만 에셋은 { $asset }입니다.
news-opened-beside = ‘{ $name }’ 업로드를 처음부터 시작합니다. 계정에 크기가 같은 미완료 세션이 있지만 이 파일의 세션인지 확인할 수 없습니다.
news-connected = Google Drive를 연결했습니다: { $name }.
news-assets-added = 에셋 { $count }개를 추가하는 중입니다.
news-assets-known = 에셋 { $count }개는 이미 추가되어 있었습니다.
# After a sentence that says why no keyring stored the key
news-key-this-run = 키는 이번 실행에만 사용됩니다.
news-journal-set-aside = 저널이 손상되어 새 저널을 시작했습니다. 이전 저널의 위치: { $place }. 이전 저널의 업로드는 표시되지 않습니다.
# After a sentence that says why the journal is not written
news-journal-lost = 업로드는 계속되지만, 프로그램을 다시 시작하면 이어서 진행할 수 없습니다.
