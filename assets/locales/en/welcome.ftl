### The first screen.

welcome-purpose = Upload videos to TwelveLabs and make them searchable.
welcome-practice-help = Starts a practice platform inside this program. Nothing leaves this computer.
