### What is wrong with a command line. $argument is an option or placeholder as the help shows it.

## The command line

argument-unknown = Unknown argument: { $argument }
argument-unknown-similar = Unknown argument: { $argument }. Similar: { $similar }
argument-misplaced = { $argument } belongs after the whole command: { $command } { $argument }
argument-command-unknown = Unknown command: { $command }
argument-command-unknown-similar = Unknown command: { $command }. Similar: { $similar }
argument-command-missing = "{ $command }" needs a command: { $commands }
argument-missing = Missing: { $arguments }
argument-value-missing = { $argument } needs a value.
argument-value-unexpected = { $argument } takes no value: { $value }
argument-conflict = { $argument } cannot be used with { $other }.
argument-conflict-some = { $argument } cannot be used with the other arguments given.
argument-repeated = { $argument } can be used only once.
argument-not-utf8 = An argument is not valid UTF-8.
argument-invalid = The command line is not valid.
argument-needs = { $argument } needs { $other }.
argument-one-file = { $argument } takes exactly one file.

## Values

argument-value-invalid = "{ $value }" is not valid for { $argument }.
argument-value-invalid-choice = "{ $value }" is not valid for { $argument }. Possible values: { $values }
argument-value-invalid-reason = "{ $value }" is not valid for { $argument }: { $reason }
argument-value-empty = the value is empty
argument-value-no-id = nothing has this ID
argument-value-not-size = a size is needed, for example 10GB
argument-value-not-time = a time is needed, for example 90s, 30m or 2h
argument-value-not-folder-name = the name of a folder is needed, without slashes and without a leading dot
argument-value-not-number = a number is needed
argument-value-out-of-range = a number from { $least } to { $most } is needed
argument-value-not-key-value = KEY=VALUE is needed
argument-value-no-metadata = the metadata value is empty
argument-value-not-address = an address with a port is needed, for example 127.0.0.1:8080
argument-proxy-no-url = a URL such as http://proxy.example.com:3128 is needed
argument-proxy-scheme = a proxy begins with http://, https://, socks5://, socks5h://, socks4:// or socks4a://
argument-proxy-password = the password does not belong in the URL; "takeup-cli key set --proxy URL" stores it in the keyring
argument-shard-form = a share is needed, for example 2/4, or auto
argument-shard-no-array = this is neither a Kubernetes Indexed Job nor a Slurm array; name a share such as 2/4
argument-shard-variable = the environment variable { $name } is missing or does not fit
argument-shard-gaps = the indexes of this Slurm array have gaps; use a range such as --array=0-7
argument-report-ending = the name of a report ends in .json, .csv or .html
argument-report-folder = there is no such folder
argument-schema = a JSON Schema whose type is "object" is needed
argument-schema-unread = the file cannot be read: { $reason }
