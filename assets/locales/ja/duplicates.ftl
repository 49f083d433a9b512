### Files whose content is already in the list or on the platform.

## The setting

duplicate-policy-list = リスト内のみ照合
duplicate-policy-ask = 照合して毎回確認
duplicate-policy-reuse = 照合して再利用
duplicate-policy-again = 再アップロード
duplicate-policy-help = プラットフォームとの照合には、ファイルごとに追加のリクエストが1回必要

## What was found

duplicate-in-list = このリスト内の別のアップロードと重複しています。
duplicate-in-list-named = このリスト内の「{ $name }」と重複しています。
duplicate-on-platform = すでにプラットフォームにあります（アセット{ $id }）。
duplicate-maybe-on-platform = 名前とサイズがアセット{ $id }と同じです。内容が同じかどうかは不明です。
duplicate-metadata-kept = 既存のアセットのメタデータは変更していません。
duplicate-reused = すでにプラットフォームにあるため送信なし

## Answers

duplicate-send-again = 再アップロード
duplicate-use-asset = アセット{ $id }を使用
duplicate-use-its-asset = そのアセットを使用
