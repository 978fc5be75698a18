"""What stands in one cell of a table: several values, a person beside a company, a whole address."""
