### Keys, servers, and practice mode.

## Keys

key-help = The key is stored in the system keyring, never in a file.
key-forget-means = The key is removed from the system keyring. It stays valid on the platform. Uploads wait until you enter another key.

## Where the key is, in the status bar

key-place-environment = Key from the environment
key-place-keyring = Key in { $keyring }
key-place-this-run = Key for this run only
key-place-practice = Practice mode

## Where the key is, in the settings

key-kept-environment = Taken from the environment of this program
key-kept-keyring = Stored in { $keyring }, never in a file
key-kept-this-run = For this run only: { $reason }
key-kept-unchecked = For this run only: not checked yet
key-kept-practice = Practice mode needs no key of yours

## Switching

account-switching = Switching accounts. Try again in a moment.
account-starting-practice = Starting practice mode…
account-leaving-practice = Leaving practice mode…
# After a sentence that says why
account-not-switched = You are back in the previous account.
