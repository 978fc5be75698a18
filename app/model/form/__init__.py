"""What the form holds, and the way between it and the carriers."""
