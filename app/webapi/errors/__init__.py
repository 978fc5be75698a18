"""What can go wrong with a call, each with its sentence and its verdict."""
