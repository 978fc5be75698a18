"""Adding to a company that is there: which one it is, what it has, and what becomes of what differs."""
