"""What is asked of the entries as a list."""
