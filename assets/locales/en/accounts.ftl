### Keys, servers, and practice mode.

## Keys

key-help = You find it in the TwelveLabs dashboard under API keys. It is stored in the system keyring, never in a file.
key-forget-means = The key is removed from the system keyring. It stays valid on the platform. Uploads wait until you enter another key.

## Switching

account-switching = Switching accounts. Try again in a moment.
account-starting-practice = Starting practice mode…
account-leaving-practice = Leaving practice mode…
