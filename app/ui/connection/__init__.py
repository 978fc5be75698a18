"""The dialogs and the strip of the connection."""
