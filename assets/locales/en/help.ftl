### Help of the console, looked up by ID. No arguments.

help-language = Language of the messages

## The window program

help-window-sandbox = Start in practice mode
help-window-base-url = Use this server [env: TWELVELABS_BASE_URL]
help-window-data-dir = Keep journal and settings in this folder
help-window-offer = Offer this file for upload with one click
help-window-sources = Files, folders and URLs to upload
