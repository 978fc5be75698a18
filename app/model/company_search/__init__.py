"""Companies that are there, as they are searched for: what is asked, and what is found."""
