"""The preferences: their dialog, and what follows them in the window."""
