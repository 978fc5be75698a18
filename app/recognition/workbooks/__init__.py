"""Workbooks before the library reads them: their parts, and the memory that it would take for their cells."""
