"""Vocabulary and patterns of signatures, and parsers for names and countries."""
