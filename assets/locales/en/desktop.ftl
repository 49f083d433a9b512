### File dialogs, the clipboard, and other programs. $reason is what the system reports.

desktop-copied = Copied
desktop-no-browser = The browser could not be opened ({ $reason }). Copy the URL instead.
# The server sent an address that is not one of the web. $url is the address.
desktop-no-page = The link was not opened, because it does not lead to a secure web page: { $url }
desktop-no-dialog = No file dialog can be shown. Drop files on the window or paste their paths. A dialog needs zenity, or xdg-desktop-portal-gnome, -kde or -gtk.
desktop-no-folder = The file could not be shown in its folder ({ $reason }).
# The title of the dialog that saves what a page shows
desktop-save-title = Save list
desktop-saved = Saved to { $place }.
# $saved is the sentence that says where something was saved
desktop-saved-unasked = No file dialog could be shown. { $saved }
desktop-not-saved = Nothing was saved.

## Sleep and notifications of the system

# Shown by the system as the reason why it stays awake
desktop-sleep-why = Uploading
# The button of a notification
desktop-notification-open = Open
desktop-uploads-finished = Uploads finished
desktop-uploads-attention = Uploads need your attention
desktop-uploads-key = Uploads wait for an API key
desktop-uploads-waiting = { $count ->
    [one] { $count } waits for a key
   *[other] { $count } wait for a key
}
