"""What stands above the columns of tables, word by word."""
