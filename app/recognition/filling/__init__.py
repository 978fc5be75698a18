"""Puts recognised values into a form."""
