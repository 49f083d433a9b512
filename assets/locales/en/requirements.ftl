### What the platform requires of files, and how to fix them.

## Fixes

fix-copy-ffmpeg = Copy ffmpeg command
