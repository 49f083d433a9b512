### Lists of what is on the platform.

list-loaded = { NUMBER($count) }件を読み込みました
list-loaded-of = { NUMBER($total) }件中{ NUMBER($loaded) }件を読み込みました
list-selected = { NUMBER($count) }件選択中
# Enter in the search field makes the platform search
list-search-rest = 全件を検索するには、検索欄でEnterキーを押してください。
list-ready = 準備完了{ NUMBER($count) }件
list-processing = 処理中{ NUMBER($count) }件
list-failed = 失敗{ NUMBER($count) }件
list-without-key = プラットフォームがキーを受け付けると、一覧を読み込みます。
list-offline = 接続がないため未読み込み
list-offline-since = { $time }から接続できません。接続が回復すると一覧を読み込みます。
