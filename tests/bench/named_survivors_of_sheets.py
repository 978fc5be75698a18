"""As `named_survivors`: those of what reads the files of tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OF_SHEETS: Final[Mapping[tuple[str, str, str], str]] = {
    (
        "app.recognition.sheets.compound_file",
        "_MOST_SECTORS: Final = 1_000_000",
        "1000000 becomes 1000001",
    ): "one sector of a bound that is a guess",
    (
        "app.recognition.sheets.compound_file",
        "known = [one for one in successors if one < _LAST_SECTOR]",
        "Lt becomes LtE",
    ): "no file has as many sectors",
    (
        "app.recognition.sheets.compound_file",
        "while chain[-1] < len(successors) and successors[chain[-1]] < _LAST_SECTOR:",
        "Lt becomes LtE",
    ): "no file has as many sectors; the other of this line is killed",
    (
        "app.recognition.sheets.compound_file",
        "_HEADER: Final = 512",
        "512 becomes 513",
    ): "a header alone has no chains",
    (
        "app.recognition.sheets.compound_file",
        "_FREE: Final = 0xFFFFFFFF",
        "4294967295 becomes 4294967296",
    ): "a free sector begins a chain of nothing else",
    (
        "app.recognition.sheets.compound_file",
        "if len(data) < _HEADER:",
        "Lt becomes LtE",
    ): "a header alone has no chains",
    (
        "app.recognition.sheets.delimited",
        "_SAMPLE: Final = 64 * 1024",
        "64 becomes 65",
    ): "a bound that is a guess",
    (
        "app.recognition.sheets.delimited",
        "_SAMPLE: Final = 64 * 1024",
        "1024 becomes 1025",
    ): "a bound that is a guess",
    (
        "app.recognition.sheets.delimited",
        'reader = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MOST_ROWS + 1)',
        "1 becomes 2",
    ): "one row too many says it as two do",
    (
        "app.recognition.sheets.delimited",
        "for cells in islice(reader, MOST_ROWS + 1):",
        "1 becomes 2",
    ): "one row too many says it as two do",
    (
        "app.recognition.sheets.delimited",
        "score = count / len(rows) + min(width, 20) / 1000 + parted.total() / len(rows) / 2",
        "1000 becomes 1001",
    ): "a weight that is a guess",
    (
        "app.recognition.sheets.delimited",
        "score = count / len(rows) + min(width, 20) / 1000 + parted.total() / len(rows) / 2",
        "20 becomes 21",
    ): "a weight that is a guess",
    (
        "app.recognition.sheets.delimited",
        "score = count / len(rows) + min(width, 20) / 1000 + parted.total() / len(rows) / 2",
        "2 becomes 3",
    ): "a weight that is a guess",
    (
        "app.recognition.sheets.delimited",
        "return list(map(Row._make, enumerate(kept, 1)))",
        "None is returned",
    ): "the slower way reads the same",
    (
        "app.recognition.sheets.encodings",
        "_SAMPLE: Final = 64 * 1024",
        "64 becomes 65",
    ): "a bound that is a guess",
    (
        "app.recognition.sheets.encodings",
        "_LOOKED_AT: Final = 1024 * 1024",
        "1024 becomes 1025",
    ): "a bound that is a guess",
    (
        "app.recognition.sheets.html_tables",
        "_MOST_SPANNED: Final = 1000",
        "1000 becomes 1001",
    ): "above the columns that there may be",
    (
        "app.recognition.sheets.html_tables",
        "self._span = self._down = 1",
        "1 becomes 2",
    ): "each cell that begins has its own",
    (
        "app.recognition.sheets.html_tables",
        'row, at = self._open[-1][-1], _count(attrs.get("ss:index"), 0)',
        "0 becomes 1",
    ): "either is no place behind the first",
    (
        "app.recognition.sheets.letters",
        "_PRINTED: Final = bytes((0x09, 0x0A, 0x0D, *range(0x20, 0x7F)))",
        "9 becomes 10",
    ): "it is faster to leave it out, and no other",
    (
        "app.recognition.sheets.letters",
        "_PRINTED: Final = bytes((0x09, 0x0A, 0x0D, *range(0x20, 0x7F)))",
        "32 becomes 33",
    ): "it is faster to leave it out, and no other",
    (
        "app.recognition.sheets.letters",
        "_AT_ONCE: Final = 500",
        "500 becomes 501",
    ): "one row of a number that is a guess",
    (
        "app.recognition.sheets.letters",
        "*((0x2000, 0x200F), (0x202A, 0x202F), (0x205F, 0x2069), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),",
        "8207 becomes 8208",
    ): "one sign more is looked at, and left as it is",
    (
        "app.recognition.sheets.sheet",
        "MOST_BYTES: Final = 50 * 1024 * 1024",
        "50 becomes 51",
    ): "a bound that is a guess",
    (
        "app.recognition.sheets.sheet",
        "MOST_BYTES: Final = 50 * 1024 * 1024",
        "1024 becomes 1025",
    ): "a bound that is a guess",
    (
        "app.recognition.sheets.sheet",
        "MOST_COLUMNS: Final = 500",
        "500 becomes 501",
    ): "one column of a bound that is a guess",
    (
        "app.recognition.sheets.sheet",
        "LONGEST_CELL: Final = 10_000",
        "10000 becomes 10001",
    ): "one character of a bound that is a guess",
    (
        "app.recognition.sheets.spreadsheets",
        "_MOST_SHEETS: Final = 20",
        "20 becomes 21",
    ): "one sheet of a bound that is a guess",
    (
        "app.recognition.sheets.spreadsheets",
        "named = [replace(one, name=name) for one, name in zip(of_each, names, strict=True)]",
        "True becomes False",
    ): "it states that there is one for each, which is never broken",
    (
        "app.recognition.sheets.workbook_parts",
        'name, row, place, repeated = "", 0, 0, 0',
        "0 becomes 1",
    ): "the first tag of all begins a sheet",
}
