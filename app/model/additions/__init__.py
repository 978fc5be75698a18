"""What is added to a company that is there: its record, who is in it, what the user may change."""
