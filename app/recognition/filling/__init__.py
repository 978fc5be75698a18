"""How findings go into the form."""
