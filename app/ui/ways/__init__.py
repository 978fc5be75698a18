"""The ways of the keys through the window, besides Tab and the pages."""
