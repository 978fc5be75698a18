"""What the server is asked while somebody types."""
