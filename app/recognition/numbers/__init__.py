"""Numbers of a table of which several columns have a part, or one column has several kinds."""
