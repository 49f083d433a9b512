### Assets.

asset-none-help = Your uploads appear here as soon as the platform has them.
asset-loading = Loading…
