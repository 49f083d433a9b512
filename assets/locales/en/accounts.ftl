### Keys, servers, and practice mode.

## Keys

key-help = Stored in the system keyring if there is one, never in a file.
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

account-starting-practice = Starting practice mode…
# The first account, until somebody names it
account-first = My account
accounts-title = Accounts
account-add = Add account…
account-replace-key = Replace key
account-enter-key = Enter key
# Read aloud: the label of a button and the account it is for
account-remedy = { $label }: { $account }
# The keys that open the settings
account-settings-shortcut = Ctrl+,
account-uploading = { $count ->
    [one] { $count } upload active
   *[other] { $count } uploads active
}
account-waiting = { $count ->
    [one] { $count } waiting
   *[other] { $count } waiting
}
# $time: 11:42
account-rate-limit = Rate limit until { $time }

## Adding and removing

account-add-title = Add account
account-add-help = The account is kept once the platform has accepted the key.
account-name-hint = Name, for example Studio Seoul
account-name-taken = Another account has this name.
account-server-invalid = The server URL must begin with https and include the API version.
account-edit = Edit
account-remove = Remove…
account-remove-title = Remove { $name }?
account-remove-means = Its unfinished uploads are cancelled and all its uploads leave the list; their receipts stay. Its key is removed from the system keyring. Nothing on the platform is deleted.
account-remove-yes = Remove account
account-remove-no = Keep account
