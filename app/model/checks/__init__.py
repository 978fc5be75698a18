"""Checks what was typed for errors and doubts, and compares records."""
