### The first screen.

welcome-purpose = Upload videos to TwelveLabs and make them searchable.
welcome-practice-help = A practice platform inside this program: nothing leaves it, nothing is kept.

welcome-title = Welcome to Takeup
welcome-key = API key
welcome-get-key = Get a key from TwelveLabs
# How a key begins. It stays as it is.
welcome-key-hint = tlk_…
welcome-key-show = Show key
welcome-key-hide = Hide key
welcome-connect = Connect
welcome-checking = Checking
welcome-or = or
# Leads back from the settings to the first screen
welcome-back = Back
welcome-practice = Try without an account
