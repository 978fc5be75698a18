"""What public registers say of a company, which may be asked, and names that they write in capitals."""
