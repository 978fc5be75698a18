"""Settings, managed settings, and the password store."""
