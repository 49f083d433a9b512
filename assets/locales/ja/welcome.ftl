### The first screen.

welcome-purpose = 動画をTwelveLabsにアップロードして、検索できるようにします。
welcome-practice-help = このプログラム内の練習用プラットフォームを起動します。データがこのコンピューターの外に出ることはありません。

welcome-title = Takeupへようこそ
welcome-key = APIキー
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
