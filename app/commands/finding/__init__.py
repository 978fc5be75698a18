"""The commands that tell what a text is or what registers say of it; nothing is kept."""
