"""Searches on the server for what may have been saved there."""
