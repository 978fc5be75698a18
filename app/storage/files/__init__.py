"""Where files lie, locks on them, the log, and what can go wrong."""
