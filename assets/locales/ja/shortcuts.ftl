### What the keyboard does.

shortcuts-title = キーボードショートカット
shortcuts-window = ウィンドウ全体
shortcuts-lists = リストと表
shortcuts-close = 閉じる

shortcut-overview = ショートカットの一覧
shortcut-add = ファイルを追加
shortcut-paste = コピーしたファイル、パス、URLを追加
shortcut-search = 検索
shortcut-refresh = 更新
shortcut-undo = 元に戻す
shortcut-pages = ページに移動
shortcut-settings = 設定
shortcut-larger = 文字を大きく
shortcut-smaller = 文字を小さく
shortcut-usual-size = 標準の文字サイズ
shortcut-close = 閉じる、または戻る
shortcut-quit = 終了
shortcut-move = 行に移動
shortcut-reach = 移動しながら選択
shortcut-tick = 行を選択
shortcut-tick-all = すべて選択
shortcut-open = 行を開く
shortcut-menu = 行のメニュー
shortcut-order = 送信順を上げる・下げる
shortcut-remove = キャンセル、除外、または削除
