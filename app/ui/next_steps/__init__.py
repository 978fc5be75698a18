"""The row beneath the pages that says what follows the company, and the dialog that edits it."""
