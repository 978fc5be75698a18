"""Tables of companies on their way into the outbox, and the drafts of one that are walked through."""
