"""How the practice server reads requests and writes answers."""
