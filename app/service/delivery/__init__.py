"""Taking an entry from the outbox to the server, and finding out what became of it."""
