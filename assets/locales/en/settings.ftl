### The settings.

settings-unreadable = This value cannot be read. The previous value stays.
settings-limits-note = Files over a limit are not sent. Raise a limit only if your plan allows it: the platform decides.
