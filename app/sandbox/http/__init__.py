"""The practice server as a server: sign-in, addresses, answers."""
