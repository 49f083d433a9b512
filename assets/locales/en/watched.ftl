### Watched folders: the page, its cards and the form.

## Page

watched-add = Watch a folder…
watched-empty = No watched folders
watched-empty-help = Takeup uploads the files that arrive in a watched folder.

## Card

watched-on = Watching
watched-off = Paused
watched-gone = Waiting for folder
# A part of the line below the name, after the path
watched-subfolders = subfolders
# $patterns is for example "*.mov *.mp4"
watched-except = not { $patterns }
watched-then = Then
# Read aloud: the button that chooses where the uploads of this folder go
watched-then-named = Then, for { $folder }
watched-copy = Copy
watched-copy-account = As in the settings
# Read aloud: the button that chooses what is sent of the videos of this folder
watched-copy-named = Copy, for { $folder }
watched-afterwards = Afterwards
watched-leave = Leave in place
watched-move = Move to “{ $folder }”
watched-so-far = So far
watched-none-yet = Nothing yet
watched-ready = { $count } ready
watched-open = { $count } in Uploads
# Read aloud: the switch of a card
watched-switch = Watch { $folder }
# Read aloud: the menu of a card
watched-more = More for { $folder }
watched-edit = Edit…
watched-scan = Look now
watched-remove = Stop watching…
watched-remove-title = Stop watching { $folder }?
watched-remove-means = Its settings are forgotten. What was uploaded stays, and so do the files.
watched-remove-yes = Stop watching

## What happens next

watched-next-paused = Files that arrive meanwhile are uploaded when you turn it on.
watched-next-gone = The folder is not there. Takeup looks for it again every 10 s; nothing is lost.
watched-next-first = Takeup looks through the folder.
watched-next-file = Waiting for new files.
# $size is for example "3.1 GB", $time "10 s"
watched-next-grows = { $name } may still be growing ({ $size }). It is uploaded once it has not changed for { $time }.
watched-next-open = { $name } is open in another program. It is uploaded once it is closed.
watched-next-unreadable = { $name } cannot be read. Takeup tries again.
watched-ask = { $count ->
    [one] { $count } file was already here. Upload it too?
   *[other] { $count } files were already here. Upload them too?
}
watched-ask-upload = Upload
watched-ask-leave = Leave
# Read aloud: the two answers
watched-ask-upload-named = Upload the files of { $folder }
watched-ask-leave-named = Leave the files of { $folder }

## Form

watched-form-title = Watch a folder
watched-form-edit = Edit watched folder
watched-form-watch = Watch
watched-form-folder = Folder
watched-form-folder-hint = The whole path of the folder
watched-form-subfolders = Include subfolders
watched-form-include = Only these files
watched-form-include-hint = All media files, or patterns such as *.mov
watched-form-exclude = Not these files
watched-form-exclude-hint = Patterns such as *_proxy.*
watched-form-move = Subfolder for ready files
watched-form-move-hint = Empty: files stay in place
watched-form-move-wrong = Give a folder name without slashes and without a leading dot.
watched-form-then = Its files get the destinations that “Then” on the Uploads page has now. You can change them later.
