"""Paths, file locks, the log, and the errors of the disk."""
