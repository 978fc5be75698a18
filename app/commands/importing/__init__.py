"""``contact-entry import``: companies of a table are checked, sent, and told row by row."""
