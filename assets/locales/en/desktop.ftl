### File dialogs, the clipboard, and other programs.

desktop-copied = Copied
desktop-no-dialog = The system could not open a file dialog. Drop files here or paste their paths.
# The title of the dialog that saves what a page shows
desktop-save-title = Save list
desktop-not-saved = Nothing was saved.
