"""The command line of ``contact-entry``: arguments, output, exit codes."""
