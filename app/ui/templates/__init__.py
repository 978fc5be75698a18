"""Choosing a template by a part of its name, making one of the card, renaming and deleting them."""
