"""The fields and value of the form, and the conversion between it and the carriers."""
