"""Which connection is in use, who is signed in, whether there is a newer version."""
