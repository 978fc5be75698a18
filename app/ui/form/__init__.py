"""The whole form: header, pages, undo."""
