"""Companies of a table on their way into the outbox: checked first, each sent once, the unclear ones kept."""
