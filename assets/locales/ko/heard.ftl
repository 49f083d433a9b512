### What is said aloud when it happens, to those who have the window read to them.

# $name is the name of a file
heard-ready = ‘{ $name }’ 업로드가 준비되었습니다.
heard-ready-several = 업로드 { $count }개가 준비되었습니다.
# What follows says why.
heard-failed = ‘{ $name }’ 업로드에 실패했습니다.
heard-failed-several = 업로드 { $count }개가 실패했습니다.
# What follows says why.
heard-held = ‘{ $name }’ 업로드에 결정이 필요합니다.
heard-held-several = 업로드 { $count }개에 결정이 필요합니다.
heard-paused = ‘{ $name }’ 업로드가 일시 중지되었습니다.
heard-paused-several = 업로드 { $count }개가 일시 중지되었습니다.
heard-offline = 플랫폼에 연결할 수 없습니다. 업로드가 대기합니다.
heard-online = 다시 연결되었습니다. 업로드가 계속됩니다.
heard-network-fine = 네트워크 테스트에서 문제가 발견되지 않았습니다.
heard-key-refused = API 키가 거부되었습니다.
heard-key-missing = API 키를 입력할 때까지 업로드를 기다립니다.
heard-of-account = { $account }: { $sentence }
