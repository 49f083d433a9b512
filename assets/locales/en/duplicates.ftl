### Files whose content is already in the list or on the platform.

duplicate-policy-list = Compare within the list
duplicate-policy-ask = Check and ask
duplicate-policy-reuse = Check and reuse
duplicate-policy-again = Upload again
duplicate-policy-help = One extra request per file
duplicate-send-again = Upload again
duplicate-reused = already on the platform, nothing sent
