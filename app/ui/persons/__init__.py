"""The people of the company: list and card."""
