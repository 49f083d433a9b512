### What the keyboard does.

shortcuts-title = Keyboard shortcuts
shortcuts-window = In the window
shortcuts-lists = In lists and tables
shortcuts-close = Close

shortcut-overview = Show this overview
shortcut-add = Add files
shortcut-paste = Add copied files, paths, and URLs
shortcut-search = Search
shortcut-refresh = Refresh
shortcut-undo = Undo
shortcut-pages = Go to a page
shortcut-settings = Settings
shortcut-larger = Larger text
shortcut-smaller = Smaller text
shortcut-usual-size = Usual text size
shortcut-close = Close or go back
shortcut-quit = Quit
shortcut-move = Go to a row
shortcut-reach = Select on the way
shortcut-tick = Select the row
shortcut-tick-all = Select all
shortcut-open = Open the row
shortcut-menu = Menu of the row
shortcut-order = Send earlier or later
shortcut-remove = Cancel, remove, or delete
