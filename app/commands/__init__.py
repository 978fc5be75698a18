"""The commands of ``contact-entry``: what is typed, what is printed, and an exit code."""
