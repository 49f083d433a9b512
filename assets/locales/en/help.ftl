### Help of the console, looked up by ID. No arguments.

help-language = Language of the messages
