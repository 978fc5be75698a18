"""HTTP: requests, replies, body formats, the address of the server."""
