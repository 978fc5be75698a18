"""Asks public registers about what is typed, on a worker, with the user's consent."""
