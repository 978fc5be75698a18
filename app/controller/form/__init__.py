"""The entry being typed, and what is asked of the server meanwhile."""
