"""The commands that set the program up: connections, signing in, what an administrator has decided."""
