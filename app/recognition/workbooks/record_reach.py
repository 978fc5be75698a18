"""How far the cells of an XLS workbook reach, and how long their texts are, before the library reads them.

Source: [MS-XLS], sections 2.4 (records) and 2.5.293 (strings that go on in the next record).
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from typing import Final

from app.recognition.workbooks.bounds import MOST_CELLS, MOST_UNPACKED, TooFar, TooMuch

_END_OF_SHEET, _CONTINUE, _BOUND_SHEET, _SHARED_STRINGS, _DIMENSIONS = 0x0A, 0x3C, 0x85, 0xFC, 0x200
_SHARED, _SEVERAL = 0xFD, 0xBD
_CELLS: Final = frozenset((0x06, 0x206, 0x406, 0x203, 0x204, 0x205, 0x27E, 0xD6, _SHARED, _SEVERAL))
_MOST_RECORDS: Final = 8_000_000
_LONGEST: Final = 0xFFFF
_SHORTEST_TEXT: Final = 3
_ROWS: Final = 1 << 16
_IS_WIDE, _HAS_MORE, _HAS_RUNS = 1, 4, 8


def check_records(stream: bytes) -> None:
    """Raises TooFar or TooMuch for a workbook that takes too much memory; ValueError for a damaged one."""
    try:
        _check(stream)
    except (struct.error, IndexError) as error:
        raise ValueError(*error.args) from None


def _check(stream: bytes) -> None:
    begins, texts = _globals(stream)
    sheets: list[tuple[_Sheet, int]] = []
    places = records = 0
    for begin, times in begins.items():
        sheet = _Sheet(stream, begin)
        sheets.append((sheet, times))
        records += sheet.records * times
        places += sheet.places * times
        if records > _MOST_RECORDS:
            raise TooMuch
        if places > MOST_CELLS:
            raise TooFar(sheet.bottom + 1, sheet.right)
    if sum(sheet.references.total() * times for sheet, times in sheets) * _LONGEST > MOST_UNPACKED:
        lengths = dict(enumerate(_lengths(texts)))
        if sum(sheet.letters(lengths) * times for sheet, times in sheets) > MOST_UNPACKED:
            raise TooMuch


def _globals(stream: bytes) -> tuple[Counter[int], list[bytes]]:
    """Returns where sheets begin, each as often as it is one, and the records of the shared strings."""
    begins: Counter[int] = Counter()
    texts: list[bytes] = []
    is_in_texts = False
    for number, content in _records(stream, 0):
        if number == _SHARED_STRINGS:
            texts, is_in_texts = [content], True
            if struct.unpack_from("<I", content, 4)[0] > len(stream) // _SHORTEST_TEXT:
                raise ValueError  # the library takes memory for as many
        elif number == _CONTINUE and is_in_texts:
            texts.append(content)
        else:
            is_in_texts = False
        if number == _BOUND_SHEET:
            begins[struct.unpack_from("<I", content)[0]] += 1
    return begins, texts


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yields number and content of the records from a place on, to the end of their sheet."""
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        if number == _END_OF_SHEET:
            return
        yield number, stream[at + 4 : at + 4 + length]
        at += 4 + length


class _Sheet:
    """The cells of a sheet."""

    def __init__(self, stream: bytes, begin: int) -> None:
        self.records = 0
        self.references: Counter[int] = Counter()
        """How often each shared string is referred to, by its number."""
        self.bottom = self.right = -1
        top = left = _ROWS
        for number, content in _records(stream, begin):
            self.records += 1
            if number in _CELLS:
                row, column = last = struct.unpack_from("<HH", content)
                if number == _SHARED:
                    self.references[struct.unpack_from("<I", content, 6)[0]] += 1
                elif number == _SEVERAL:
                    last = row, struct.unpack_from("<H", content, len(content) - 2)[0]
                top, left = min(top, row), min(left, column)
                self.bottom, self.right = max(self.bottom, row), max(self.right, column, last[1])
            elif number == _DIMENSIONS:
                _check_dimensions(content)
        self.places = max(self.bottom - top + 1, 0) * max(self.right - left + 1, 0)

    def letters(self, lengths: dict[int, int]) -> int:
        """Returns how much its cells say with shared strings, which are so long."""
        return sum(lengths.get(text, 0) * count for text, count in self.references.items())


def _check_dimensions(content: bytes) -> None:
    """Raises TooFar or ValueError: the library believes what a sheet says of itself, and takes the memory."""
    layout = "<IIHH" if len(content) >= struct.calcsize("<IIHHH") else "<HHHH"
    top, bottom, left, right = struct.unpack_from(layout, content)
    rows, columns = (bottom - top, right - left) if bottom and right else (1, 1)
    if rows < 0 or columns < 0:
        raise ValueError
    if rows * columns > MOST_CELLS:
        raise TooFar(bottom, right - 1)


class _Texts:
    """The shared strings, which go on from one record in the next."""

    def __init__(self, records: list[bytes]) -> None:
        self._records = iter(records)
        self._record = next(self._records, b"")
        self._at = 8

    def length(self) -> int:
        """Reads a text, and returns how many letters it has."""
        if self._at >= len(self._record):
            self._go_on()
        letters, flags = struct.unpack_from("<HB", self._record, self._at)
        self._at += 3
        skipped = 0
        if flags & _HAS_RUNS:
            skipped += 4 * struct.unpack_from("<H", self._record, self._at)[0]
            self._at += 2
        if flags & _HAS_MORE:
            skipped += struct.unpack_from("<I", self._record, self._at)[0]
            self._at += 4
        left = letters
        while left:
            width = 2 if flags & _IS_WIDE else 1
            here = min(left, (len(self._record) - self._at) // width)
            left -= here
            self._at += here * width
            if left:
                self._go_on()
                flags = self._record[0]
                self._at = 1
        self._skip(skipped)
        return int(letters)

    def _skip(self, count: int) -> None:
        while count > len(self._record) - self._at:
            count -= len(self._record) - self._at
            self._go_on()
        self._at += count

    def _go_on(self) -> None:
        record = next(self._records, None)
        if record is None:
            raise ValueError
        self._record, self._at = record, 0


def _lengths(records: list[bytes]) -> list[int]:
    """Returns how long each of the shared strings is."""
    if not records:
        return []
    texts = _Texts(records)
    return [texts.length() for _text in range(struct.unpack_from("<I", records[0], 4)[0])]
