"""What window and commands do alike, without Qt: clients, log, the running window, the server's checks."""
