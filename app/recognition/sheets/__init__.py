"""Files and texts of any kind as tables: rows of cells, and what was noticed about them."""
