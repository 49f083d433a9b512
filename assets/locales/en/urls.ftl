### URLs that the platform fetches from.

url-playlist = The platform accepts a complete playlist. It refuses a live or growing one.
