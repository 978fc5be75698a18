"""How far the cells of an XLSX workbook reach, and how long their texts are, before the library reads them.

An ordinary sheet is looked through by patterns: each tag of a cell has its place, ``<c r="A1">``. Whatever
may be a tag and is another has the sheet read by a parser, cell by cell, as the library would.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from app.recognition.workbooks.bounds import (
    MOST_CELLS,
    MOST_UNPACKED,
    TooFar,
    TooMuch,
    check_cell,
    pieces,
)
from app.recognition.workbooks.parser import local, parse, parser

# Attributes that are not the place of a cell: the last of several that are is where the library puts it.
_OTHERS: Final = rb"(?:\s+(?!r[\s=])[\w:]+=(?:\"[^\"<]*\"|'[^'<]*'))*"
_USUAL: Final = rb"(?: [a-qs-z][\w:]*=\"[^\"<]*\")*+"
_PREFIXED: Final = rb"<[^\s/><]*:"
_MAY_BE_PREFIXED: Final = (b":c", b":row")


def _others_than(place: bytes) -> tuple[tuple[re.Pattern[bytes], ...], ...]:
    """Returns what finds tags of cells and rows that have not such a place.

    The first are fast, and find other ways of writing it, too; the second are for those. Each has one pattern
    for names without a prefix, and one for those that have one.
    """
    quoted = b'(?:"' + place + b"\"|'" + place + b"')"
    ways = (b' r="' + place + b'"' + _USUAL, _OTHERS + rb"\s+r=" + quoted + _OTHERS + rb"\s*")
    return tuple(
        tuple(re.compile(begin + rb"(?:c|row)(?!" + way + rb"/?>)[\s/>]") for begin in (b"<", _PREFIXED))
        for way in ways
    )


# None of the first is beyond column AZ, none of the second beyond row 9,999: each is some millions at most.
_KINDS: Final = (
    (_others_than(rb"A?[A-Z]?[0-9]{1,5}"), 52 * 99_999),
    (_others_than(rb"[A-Z]{0,2}[0-9]{1,4}"), 702 * 9_999),
)
_PLAIN: Final = _others_than(rb"[A-Z]{0,2}[0-9]{1,5}")
_COLUMN: Final = re.compile(rb"[<:]c" + _OTHERS + rb"\s+r=[\"']([A-Z]{1,2})")
_ROW: Final = re.compile(rb"[<:]c" + _OTHERS + rb"\s+r=[\"'][A-Z]{0,2}([0-9]{1,5})")
_PLACE: Final = re.compile(r"([A-Za-z]{1,9})([0-9]{1,19})")
_UNKNOWN: Final = MOST_CELLS + 1
_SHORTEST_CELL: Final = len('<c t="s"><v>0</v></c>')
_END_OF_TEXT: Final = b"</si>"
_MARKED: Final = re.compile(rb"=\s*(?:\"[^\"<]*|'[^'<]*)<")
"""A mark within a value, which may look like the end of a text."""
_ODD_IN_TEXTS: Final = (b"\0", b"<!", b":si")
_BEGIN: Final = len("\ufeff<".encode())


def check_sheets(sheets: Sequence[bytes], texts: bytes) -> None:
    """Raises TooFar or TooMuch for sheets that take too much memory; ValueError for what is no XML.

    `texts` is the part of the shared strings.
    """
    places = [_guessed(sheet) for sheet in sheets]
    total = sum(places)
    # What is more exact is slower: the largest first, until all of them are surely small enough.
    for estimate in (_counted, _read):
        for at in sorted(range(len(sheets)), key=places.__getitem__, reverse=True):
            if total <= MOST_CELLS:
                break
            total -= places[at]
            places[at] = min(places[at], estimate(sheets[at]))
            total += places[at]
    if total > MOST_CELLS:
        cells = _Cells(sheets[places.index(max(places))])
        raise TooFar(cells.bottom + 1, cells.right)
    _check_texts(sheets, texts)


def _guessed(sheet: bytes) -> int:
    """Returns how many places there are at most, where that can be seen at once."""
    if b"\0" in sheet:  # of an encoding in which letters are not what they look like
        return _UNKNOWN
    kinds = ((way, most) for at in range(2) for ways, most in _KINDS for way in (ways[at],))
    return next((most for way, most in kinds if not _is_found(way, sheet)), _UNKNOWN)


def _counted(sheet: bytes) -> int:
    """Returns how many places there are at most, where tags of cells begin as they do everywhere."""
    if b"\0" in sheet or _is_found(_PLAIN[1], sheet):
        return _UNKNOWN
    columns: set[bytes] = set()
    rows = 0
    for piece in pieces(sheet):
        columns.update(_COLUMN.findall(piece))
        rows = max(rows, max(map(int, _ROW.findall(piece)), default=0))
    return rows * max(map(_column, (column.decode() for column in columns)), default=0)


def _read(sheet: bytes) -> int:
    """Returns how many places there are."""
    return _Cells(sheet).places


def _is_found(kind: Sequence[re.Pattern[bytes]], sheet: bytes) -> bool:
    bare, prefixed = kind
    return any(
        bare.search(piece) or (any(mark in piece for mark in _MAY_BE_PREFIXED) and prefixed.search(piece))
        for piece in pieces(sheet)
    )


def _column(letters: str) -> int:
    """Returns the number, from 1, of a column."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Cells:
    """The cells of a sheet with something in them. Raises TooFar, TooMuch; ValueError for what is no XML."""

    def __init__(self, sheet: bytes) -> None:
        self._at = (0, 0)
        self.top = self.left = 1 << 62
        self.bottom = self.right = -1
        self._read(sheet)

    @property
    def places(self) -> int:
        """How many places there are between the first and the last cell."""
        return max(self.bottom - self.top + 1, 0) * max(self.right - self.left + 1, 0)

    def _read(self, sheet: bytes) -> None:
        row = column = 0
        is_empty = False
        kinds: dict[str, str] = {}

        # Functions within, as most of the time goes into calling them.
        def begin(name: str, given: dict[str, str]) -> None:
            nonlocal row, column, is_empty
            kind = kinds.get(name) or kinds.setdefault(name, local(name))
            if kind == "c":
                place = given.get("r")
                self._at = (row, column) if place is None else _place(place)
                column = self._at[1]
                is_empty = True
            elif kind == "row":
                row = int(given.get("r", row + 1)) - 1
            elif is_empty:
                self._add(*self._at)
                is_empty = False

        def end(name: str) -> None:
            nonlocal row, column, is_empty
            if (kind := kinds[name]) == "c":
                column += 1
                is_empty = False
            elif kind == "row":
                row += 1
                column = 0

        reader = parser(sheet)
        reader.StartElementHandler = begin
        reader.EndElementHandler = end
        parse(reader, sheet)

    def _add(self, row: int, column: int) -> None:
        check_cell(row + 1, column)
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, column)


def _references(sheet: bytes) -> Counter[str]:
    """Returns how often a sheet refers to each of the shared strings, by its number."""
    found: Counter[str] = Counter()
    said: list[str] = []
    is_shared = False

    def begin(name: str, given: dict[str, str]) -> None:
        nonlocal is_shared
        if local(name) == "c":
            is_shared = given.get("t") == "s"
        said.clear()

    def end(name: str) -> None:
        if is_shared and local(name) == "v":
            found["".join(said)] += 1

    reader = parser(sheet)
    reader.StartElementHandler = begin
    reader.EndElementHandler = end
    reader.CharacterDataHandler = said.append
    parse(reader, sheet)
    return found


def _place(given: str) -> tuple[int, int]:
    """Returns row and column, from 0, of what spreadsheets call a cell. Raises ValueError."""
    if not (match := _PLACE.fullmatch(given)):
        raise ValueError(given)
    return int(match[2]) - 1, _column(match[1]) - 1


def _check_texts(sheets: Sequence[bytes], texts: bytes) -> None:
    """Raises TooMuch where cells say more, with what is stored once for several, than fits."""
    longest = _longest(texts)
    if longest * sum(len(sheet) // _SHORTEST_CELL for sheet in sheets) <= MOST_UNPACKED:
        return
    if longest * sum(sheet.count(b"<c") + sheet.count(b":c") for sheet in sheets) <= MOST_UNPACKED:
        return
    lengths = _lengths(texts)
    said = 0
    for sheet in sheets:
        for number, count in _references(sheet).items():
            said += count * sum(lengths[int(number) : int(number) + 1])
    if said > MOST_UNPACKED:
        raise TooMuch


def _longest(texts: bytes) -> int:
    """Returns how long the longest text is at most."""
    is_odd = any(mark in texts for mark in _ODD_IN_TEXTS) or texts.find(b"<?", _BEGIN) > 0
    if is_odd or _MARKED.search(texts):
        return max(_lengths(texts), default=0)
    return max(map(len, texts.split(_END_OF_TEXT)), default=0)


def _lengths(texts: bytes) -> list[int]:
    """Returns how long each of the texts is."""
    lengths: list[int] = []
    reader = parser(texts)

    def begin(name: str, _given: object) -> None:
        if local(name) == "si":
            lengths.append(0)

    def say(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    reader.StartElementHandler = begin
    reader.CharacterDataHandler = say
    parse(reader, texts)
    return lengths
