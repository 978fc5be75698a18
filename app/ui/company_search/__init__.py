"""Finding a company that is there: the dialog, and the table of companies."""
