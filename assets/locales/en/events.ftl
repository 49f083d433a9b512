### What has happened to an upload, one line for each event.

event-line = { $time } · { $event }
event-times = { $event } ({ NUMBER($count) } times)
event-added = Added to the list
event-chosen = Method: { $method }
event-created = Created on the platform
event-reused = Existing asset reused
event-retried = Request repeated: { $reason }
event-part-retried = Part { NUMBER($part) } repeated: { $reason }
event-url-replaced = Presigned URL of part { NUMBER($part) } replaced
event-begun-again = New session, because the previous one ended
event-paused = Paused
event-resumed = Resumed
event-sent = The platform has every byte
event-processed = Processed
event-arrived = Ready in destination { NUMBER($place) }
event-ready = Ready
event-failed = Failed: { $reason }
event-refused = Stopped by the check
event-cancelled = Cancelled
event-reopened = Tried again
event-extended = More destinations chosen
