### Connections to Google Drive.

## In the browser, once a person has answered there

connection-page-connected = Google Drive is connected. You can close this tab.
connection-page-refused = Google Drive was not connected. You can close this tab.
connection-page-unknown = Takeup did not ask for this page. You can close this tab.

## How a connection stands

connection-status-active = Active
connection-status-expired = Expired
connection-status-revoked = Revoked

## In the settings and beside uploads

connection-connect = Connect Google Drive…
connection-title = Google Drive
connection-drive = Links to files
connection-help = Imported by the platform when you add them
# $time is a date
connection-since = Connected { $time }
connection-waiting = Answer on the page that has opened in your browser.
connection-open-again = Open page again
connection-remove = Remove…
connection-remove-means = The platform can no longer read this Google Drive. Imported assets stay.
