### The test of the network and of this computer.

# The heading of a line: short
check-names = Name resolution
check-proxy = Proxy
check-connection = Connection
check-tls = TLS
check-api = API
check-clock = Clock
check-storage = Storage
check-keyring = Keyring
check-disk = Disk
check-folder = Data folder
check-display = Display
# In front of a line on the console: one word
grade-ok = ok
grade-warn = warning
grade-fail = failed
grade-skipped = skipped
# One line on the console
checkup-line = [{ $grade }] { $check }: { $found }
# At the end on the console
checkup-none-failed = No problem found
checkup-warned =
    { $count ->
        [one] No problem found, { NUMBER($count) } warning
       *[other] No problem found, { NUMBER($count) } warnings
    }
checkup-failed =
    { $count ->
        [one] { NUMBER($count) } problem found
       *[other] { NUMBER($count) } problems found
    }
# $kinds: IPv4, IPv6, or both
found-resolved =
    { $count ->
        [one] { $host } → { NUMBER($count) } address, { $kinds }
       *[other] { $host } → { NUMBER($count) } addresses, { $kinds }
    }
found-address = { $host } is an address and needs no resolution.
found-not-resolved = The name { $host } was not found ({ $reason }). Check the network connection, the DNS server, and the server URL in the settings.
found-proxy-not-resolved = The name of the proxy, { $host }, was not found ({ $reason }). Correct the proxy in the network settings or in the variable that sets it, or check the DNS server.
found-no-proxy = No proxy is used for this server.
found-proxy-by-script = This system sets its proxy by a script, which Takeup does not read. If nothing gets through, enter the proxy in the network settings.
found-proxy-opens = { $proxy } connects to the server.
found-proxy-sign-in = The proxy does not accept the sign-in. Enter the user name and password in the network settings, or use: takeup-cli key set --proxy URL
found-proxy-refuses = It does not allow this server, does not find it, or does not accept the sign-in. Check the server URL, and the user name and password in the network settings, or ask the administrator of the proxy.
found-proxy-kind = Check that it is a proxy of the kind { $kind }, and its address, user name and password, or ask its administrator.
found-proxy-status = The proxy { $proxy } answers with HTTP { $status }.
found-proxy-forbids = It does not allow this server. Ask its administrator to allow it.
found-proxy-finds-none = It does not reach this server. Check the server URL, or ask the administrator of the proxy.
found-connects = { $host } accepts connections.
found-not-connected = No connection to { $host } ({ $reason }). The network or a firewall does not let it through. If this network has a proxy, enter it in the network settings.
found-plain = The server is reached without encryption. This is for tests on one computer only.
found-trusted = Certificate issued by “{ $issuer }”, valid until { $day }.
found-trusted-by = Certificate issued by “{ $issuer }”, trusted through { $file }. This network can read what you send.
found-not-trusted = The certificate was issued by “{ $issuer }”, which this computer does not trust. Sign in to this network in a browser first. If your network inspects TLS, choose the file of its certificate authority in the network settings, or use --extra-ca.
found-not-trusted-with = The certificate was issued by “{ $issuer }”, which neither this computer nor the file { $file } trusts. Choose the file of the certificate authority that issued it.
found-is-authority = The server uses the certificate of a certificate authority, issued by “{ $issuer }”. Such a certificate is not accepted for a server, whether it is trusted or not. Ask the administrator of the server for a server certificate. If this is not your own server, another device on the way answers: sign in to this network in a browser.
found-not-now = The certificate issued by “{ $issuer }” is valid from { $from } until { $until }, not now. If this computer shows the right date and time, tell the administrator of the server.
found-other-server = The certificate issued by “{ $issuer }” belongs to another server. Another device on the way answers, or the server URL is wrong.
found-no-tls = No encrypted connection to { $host } ({ $reason }). Something on the way ends or answers the connection: sign in to this network in a browser, or ask its administrator to allow { $host }.
found-clock-right = This clock and the platform differ by { $seconds } s.
found-clock-ahead = This clock is { $time } ahead of the platform. Set the date and time of this computer.
found-clock-behind = This clock is { $time } behind the platform. Set the date and time of this computer.
found-no-time = The response of the platform has no time.
found-key-accepted = The platform accepts the key.
found-no-key = The platform answers. No API key is stored.
found-api-silent = Test again in a few minutes. If nothing changes, ask the administrator of the network, or contact TwelveLabs support.
found-api-refuses = Check the server URL and the API key, or contact TwelveLabs support.
found-storage-answers = { $host } answers.
found-storage-unknown = Not known yet: the first multipart upload shows which storage is used. Upload a large file, then test again.
found-storage-fails = { $host } does not answer as it should: { $reason } Ask the network administrator for an exception.
found-keyring-empty = The keyring answers. It holds no API key for this server.
found-keyring-missing = No keyring answers ({ $reason }). Set the variable TWELVE_LABS_API_KEY instead.
found-keyring-fails = The keyring is locked or denied access ({ $reason }). Unlock it, then test again.
found-keyring-waits = The keyring waits for its password. Unlock it, then test again.
found-folder-works = { $path } can be written.
found-folder-fails = { $path } cannot be written ({ $reason }). Uploads would not survive a restart. Correct its permissions, or choose another folder with --data-dir.
found-settings-fail = The settings in { $path } cannot be read ({ $reason }), so the defaults are used. Correct the file. If it is damaged, Takeup renames it at its next start.
found-settings-newer = A newer version of Takeup, { $version }, wrote { $path }. What this version does not know stays in it.
found-journal-fails = Close other programs that use it and check its permissions. If it is damaged, Takeup renames it at its next start and begins a new one.
found-free = { $size } free
found-free-little = Only { $size } free. The journal needs room: delete files, or choose another folder with --data-dir.
found-room-unknown = The free space is not known ({ $reason }).
found-display-works = { $name } can show the window.
found-no-display = No display is set (DISPLAY, WAYLAND_DISPLAY). The window needs one, takeup-cli does not.
found-display-fails = Nothing answers at the display { $name } ({ $reason }). The window cannot start there; takeup-cli can.
found-display-unnamed = The display { $name } has no number. Set DISPLAY to a value such as :0. The window cannot start there; takeup-cli can.
found-skipped = Not tested, because of: { $check }
