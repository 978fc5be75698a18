"""Pasting, the dialog of what was recognised, and offers."""
