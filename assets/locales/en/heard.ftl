### What is said aloud when it happens, to those who have the window read to them.

# $name is the name of a file
heard-ready = “{ $name }” is ready.
heard-ready-several = { $count ->
    [one] { $count } upload is ready.
   *[other] { $count } uploads are ready.
}
# What follows says why.
heard-failed = “{ $name }” failed.
heard-failed-several = { $count ->
    [one] { $count } upload failed.
   *[other] { $count } uploads failed.
}
# What follows says why.
heard-held = “{ $name }” needs a decision.
heard-held-several = { $count ->
    [one] { $count } upload needs a decision.
   *[other] { $count } uploads need a decision.
}
heard-paused = “{ $name }” is paused.
heard-paused-several = { $count ->
    [one] { $count } upload is paused.
   *[other] { $count } uploads are paused.
}
heard-offline = No connection to the platform. Uploads wait.
heard-online = Connected again. Uploads go on.
heard-network-fine = The network test found no problem.
heard-key-refused = The API key was not accepted.
heard-key-missing = Uploads wait for an API key.
# Of an account that is not shown. $sentence is one of those before
heard-of-account = { $account }: { $sentence }
