### What is said aloud when it happens, to those who have the window read to them.

# $name is the name of a file
heard-ready = 「{ $name }」の準備が完了しました。
heard-ready-several = { $count }件のアップロードの準備が完了しました。
# What follows says why.
heard-failed = 「{ $name }」のアップロードに失敗しました。
heard-failed-several = { $count }件のアップロードが失敗しました。
# What follows says why.
heard-held = 「{ $name }」は確認が必要です。
heard-held-several = { $count }件のアップロードで確認が必要です。
heard-paused = 「{ $name }」を一時停止しました。
heard-paused-several = { $count }件のアップロードを一時停止しました。
heard-offline = プラットフォームに接続できません。アップロードは待機します。
heard-online = 再接続しました。アップロードを続行します。
heard-network-fine = ネットワークテストで問題は見つかりませんでした。
heard-key-refused = APIキーが拒否されました。
heard-key-missing = アップロードはAPIキーの入力を待っています。
heard-of-account = { $account }: { $sentence }
