"""The theme, the banner, and how times are written."""
