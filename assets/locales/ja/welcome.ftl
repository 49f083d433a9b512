### The first screen.

welcome-purpose = 動画をTwelveLabsにアップロードし、検索可能にします。
welcome-practice-help = 内蔵の練習用プラットフォームです。データは外部に出ず、終了時に消えます。

welcome-title = Takeupへようこそ
welcome-key = APIキー
welcome-get-key = TwelveLabsでキーを取得
# How a key begins. It stays as it is.
welcome-key-hint = tlk_…
welcome-key-show = キーを表示
welcome-key-hide = キーを隠す
welcome-connect = 接続
welcome-checking = 確認中
welcome-or = または
# Leads back from the settings to the first screen
welcome-back = 戻る
welcome-practice = アカウントなしで試す
