"""A table as it was read: its columns with the fields that they go to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TABLE_FILES: Final = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".ods", ".htm", ".html")
"""How the names of files with tables end."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its place from 0, its heading, the field that it goes to, and its first values."""

    place: int
    heading: str
    field: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableShape:
    """A table as it was read: what it is called, its columns, and how many rows and companies it has.

    `sheets` are the names of those that its file has, and `sheet` is the one that was read, where there are
    several.
    One that is not `is_whole` has the first rows alone: the rest is being read.
    `remarks` are sentences about how it was read, `left_out` lines about the rows that are no companies.
    """

    name: str
    columns: tuple[TableColumn, ...]
    rows: int
    companies: int
    has_names: bool
    is_whole: bool = True
    remarks: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
