"""The command line itself: its language, its overview, its parser."""
