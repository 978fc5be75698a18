"""The steps of an entry: its company, its people, and what is added to a company that is there."""
