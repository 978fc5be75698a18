"""What waits, what is being sent, and what became of it."""
