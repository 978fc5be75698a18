"""Companies of a table as they are shown before anything is created, whoever shows them."""
