"""Tells the rows of a table that are no companies, and those of people who do not come."""
