"""Reads cards: vCards of all versions and the codes of business cards, to findings."""
