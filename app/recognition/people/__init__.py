"""Who is named in the cells of a row: several people in one cell, names beside mail addresses."""
