"""What is set, by whom, and where secrets are kept."""
