"""What is printed, or written to a file to be read by people, as plain data."""
