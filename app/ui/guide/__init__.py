"""The user's guide in a window of its own: the pages of `docs/guide`, searched and read by keys."""
