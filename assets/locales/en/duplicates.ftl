### Files whose content is already in the list or on the platform.

## The setting

duplicate-policy-list = Compare within the list only
duplicate-policy-ask = Compare and ask
duplicate-policy-reuse = Compare and reuse
duplicate-policy-again = Upload again
duplicate-policy-help = Comparing with the platform takes one request per file

## What was found

duplicate-in-list = Duplicate of another upload in this list.
duplicate-in-list-named = Duplicate of “{ $name }” in this list.
duplicate-on-platform = Already on the platform as asset { $id }.
duplicate-maybe-on-platform = Asset { $id } has the same name and size. Whether the content is the same is not known.
duplicate-metadata-kept = The metadata of the existing asset was not changed.
duplicate-reused = Already on the platform, nothing sent

## Answers

duplicate-send-again = Upload again
duplicate-use-asset = Use asset { $id }
duplicate-use-its-asset = Use its asset
