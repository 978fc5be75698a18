"""How a call is signed, and how SuperOffice Online hands out tokens."""
