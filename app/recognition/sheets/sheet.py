"""A table as it was read: rows of texts, each with its number in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple
from urllib.parse import unquote

from app.recognition.values.headings import heading_words
from app.translation import _

MOST_BYTES: Final = 50 * 1024 * 1024
"""Of a file; a hundred thousand rows of a fair have some ten megabytes."""
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 500
"""Exports of a CRM have some three hundred."""
LONGEST_CELL: Final = 10_000


_LINK: Final = re.compile(
    r"(?P<scheme>mailto|tel):(?P<value>[^?]+)|(?=(?P<page>https?:))(?P<address>\S+)", re.IGNORECASE
)
_AROUND_WORDS: Final = " .:!<>«»›→>-–()[]"


class TableProblem(Exception):
    """A file that is no table, or cannot be read as one. `message` is a sentence for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def too_many_rows() -> TableProblem:
    """Returns the problem of a table that is too long."""
    message = _("The table has more than {most} rows. Part it, and read one part after the other.")
    return TableProblem(message.format(most=MOST_ROWS))


class Row(NamedTuple):
    """One row. `number` is that in the file, from 1; cells are texts, empty where there is nothing.

    A table has a hundred thousand of them: a tuple is made and read in half the time of a dataclass.
    """

    number: int
    cells: tuple[str, ...]

    def cell(self, place: int) -> str:
        """Returns the text of a column, from 0; empty beyond the last one."""
        return self.cells[place] if place < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        """True if no cell says anything."""
        return not any(self.cells)


class OfResult(NamedTuple):
    """What an earlier import has said of a row: its state, in any language, its id, and why."""

    state: str = ""
    contact_id: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Sheet:
    """The rows of a table, and what was noticed about single cells, by row number and column from 0.

    `name` is that of the sheet, where the file has several, and `names` are those of all that have rows;
    `remarks` are sentences about all of it.
    `of_headings` are rows that were emptied, as they repeat headings or belong to them.
    Of a file that the program has written (`is_result`), `said` is what it says of each row, by number,
    `left_out` are rows that were emptied as it says so, and `result_columns` the places, from 0, that were.
    `delimiter` is what parts the cells of a file of text, if it is one that spreadsheets write as well.
    """

    rows: tuple[Row, ...]
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    name: str = ""
    names: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    of_headings: tuple[Row, ...] = ()
    is_result: bool = False
    said: dict[int, OfResult] = field(default_factory=dict)
    left_out: tuple[Row, ...] = ()
    result_columns: tuple[int, ...] = ()
    delimiter: str = ""

    def called(self, file: str) -> str:
        """Returns what the table is called: as its file, with the sheet where there are several."""
        return f"{file}, {self.name}" if file and self.name else file


def with_most_columns(sheet: Sheet) -> Sheet:
    """Returns a table with as many columns as are read, and says so where it has more."""
    if all(len(row.cells) <= MOST_COLUMNS for row in sheet.rows):
        return sheet
    told = _("Only the first {most} columns of the table are read.").format(most=MOST_COLUMNS)
    rows = tuple(Row(row.number, row.cells[:MOST_COLUMNS]) for row in sheet.rows)
    return replace(sheet, rows=rows, remarks=(*sheet.remarks, told))


def with_link(said: str, target: str) -> str:
    """Returns the text of a cell with the address or number of its link, where its words do not say that.

    Names of people have it behind them; those of companies, and titles, stay as they are.
    """
    link = _LINK.match(target)
    words = said.strip(_AROUND_WORDS).casefold()
    is_word = not words or words in heading_words("links", "words")
    if link is None or (link["page"] and not is_word):
        return said
    if link["page"]:
        return link["address"]
    value = unquote(link["value"])
    if any(map(str.isdigit, said)) if link["scheme"].lower() == "tel" else "@" in said:
        return said
    if not is_word and link["scheme"].lower() == "mailto":
        from app.recognition.language import patterns
        from app.recognition.language.names import company_name_in, parse_name

        if company_name_in(said) or patterns.TITLE.search(said):
            return said
        if parse_name(said):
            return f"{said} <{value}>"
    return value


def column_letters(place: int) -> str:
    """Returns the letters of a column as spreadsheets have them: ``A`` for 0, ``AB`` for 27."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
