### Why a file is not sent.

## Whole reasons

refusal-empty = The file is empty (0 bytes). There is nothing to upload.
# $found names a kind of content, such as: a ZIP archive
refusal-not-media = Not a video, audio, image or document file. The content looks like { $found }. You can upload it anyway.
refusal-too-large = { $size } exceeds the limit of { $limit } for { $purpose } ({ $source }).
refusal-allow-newer = { $source } states { $limit }: allow it if your plan includes it.
refusal-export-smaller = Export a smaller file or split it.
refusal-connect = Connect it in the settings, or with: takeup-cli connections add

## The same for a file that is no longer at hand

refusal-past-url = The platform cannot fetch this URL ({ $detail }).
refusal-past-unfit = These choices do not fit together: { $detail }.
refusal-past-too-large = The file exceeds the limit of { $limit }.

## In a row

refusal-short-empty = The file is empty.
refusal-short-not-media = The content looks like { $found }, which is not media.
refusal-short-too-large = { $size } exceeds the limit of { $limit } for { $purpose }.

## What several files have in common: a headline, and what to do

refusal-group-cancelled = Cancelled
refusal-group-ready = Ready
refusal-not-everywhere = The asset is ready, but not in every destination.
refusal-group-empty = Empty file
refusal-group-empty-advice = There is nothing to upload.
refusal-group-not-media = Not a video, audio, image or document file
refusal-group-not-media-advice = Judged by the content. You can upload them anyway.
refusal-group-too-large = Larger than the limit of { $limit } for { $purpose }
refusal-group-unfit-advice = Change the options.
refusal-group-not-connected-advice = Connect it, and these files are imported.
