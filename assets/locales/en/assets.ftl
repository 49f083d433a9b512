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
