### Assets.

asset-none-help = Your uploads appear here as soon as the platform has them.
asset-none-match = { $count ->
    [one] No match among the { $count } loaded asset.
   *[other] No match among the { $count } loaded assets.
}
asset-loading = Loading…

## Status

asset-status-failed = Failed
asset-status-processing = Processing
asset-status-ready = Ready
asset-status-pending = Pending

## Facts of an asset

asset-fact-created = Created
asset-fact-duration = Duration
asset-fact-error = Error
asset-fact-filename = File name
asset-fact-id = Asset ID
asset-fact-index = Index
asset-fact-method = Method
asset-fact-size = Size
asset-fact-status = Status
asset-fact-stream = Stream
asset-fact-thumbnail = Thumbnail
asset-fact-type = Type

## Page

asset-search = Search assets
asset-none = No assets yet
asset-filter-status = Status
asset-filter-any = Any status
asset-column-name = Name
asset-column-status = Status
asset-column-size = Size
asset-column-duration = Duration
asset-column-resolution = Resolution
asset-column-method = Method
asset-column-added = Added
asset-column-id = Asset ID
# In the column of resolutions
asset-audio = Audio

## Actions

asset-show-details = Show details
asset-index-into = Index into…
asset-add-to-store = Add to knowledge store…

## Details

asset-copy-id = Copy asset ID
asset-copy-as-code = Copy as code
asset-resolution = Resolution
asset-audio-codec = Audio codec
asset-added = Added
asset-verified = Verified
asset-destinations = Destinations
asset-destinations-add = Add…
asset-destinations-none = Not in an index or a knowledge store
asset-destination-retry = Retry
# Read aloud. $name is an index or a knowledge store.
asset-destination-retry-named = Retry { $name }
asset-metadata = Metadata
asset-metadata-edit = Edit…
asset-open = Open
asset-open-thumbnail = Open thumbnail
asset-open-stream = Open stream
asset-technical = Technical metadata

## Transcription

asset-transcription-unfinished = The platform has not finished the transcription yet.
asset-transcription-failed = The platform could not make the transcription.
asset-transcription-failed-reason = The platform could not make the transcription: { $reason }
asset-transcription-nothing = The platform heard no speech.
asset-transcription-more = { $count ->
    [one] { $count } more line
   *[other] { $count } more lines
}
asset-transcription = Transcription
asset-transcription-save = Save…
asset-transcription-txt = Text
asset-transcription-srt = Subtitles (SRT)
