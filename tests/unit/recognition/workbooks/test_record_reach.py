"""How far cells of XLS sheets reach, and how long their texts are."""

import struct

import pytest

from app.recognition.workbooks import record_reach
from app.recognition.workbooks.bounds import TooFar, TooMuch
from app.recognition.workbooks.record_reach import check_records

END = struct.pack("<HH", 0x0A, 0)


def record(number: int, content: bytes) -> bytes:
    """Returns a record."""
    return struct.pack("<HH", number, len(content)) + content


def number_at(row: int, column: int) -> bytes:
    """Returns a cell with a number."""
    return record(0x203, struct.pack("<HHHd", row, column, 0, 1.0))


def text_at(row: int, column: int, text: int) -> bytes:
    """Returns a cell with a shared string."""
    return record(0xFD, struct.pack("<HHHI", row, column, 0, text))


def shared(*records: bytes, count: int) -> bytes:
    """Returns the shared strings, which go on in further records."""
    first, *others = records
    return record(0xFC, struct.pack("<II", count, count) + first) + b"".join(
        record(0x3C, one) for one in others
    )


def stream(*sheets: bytes, texts: bytes = b"", times: int = 1) -> bytes:
    """Returns a workbook; each sheet is listed so often."""
    at = (len(record(0x85, b"0123456s")) * len(sheets) * times) + len(texts) + len(END)
    listed = b""
    for sheet in sheets:
        listed += record(0x85, struct.pack("<IHB", at, 0, 1) + b"s") * times
        at += len(sheet) + len(END)
    return listed + texts + END + b"".join(sheet + END for sheet in sheets)


def test_what_programs_write_is_read() -> None:
    check_records(stream(number_at(0, 0) + number_at(65_535, 255)))
    check_records(stream(record(0x200, struct.pack("<IIHHH", 0, 65_536, 0, 256, 0)) + number_at(1, 1)))
    check_records(stream(record(0x200, struct.pack("<IIHHH", 0, 0, 0, 0, 0))))
    check_records(b"")


@pytest.mark.parametrize(
    "sheet",
    [
        number_at(0, 0) + number_at(65_535, 65_535),
        number_at(0, 0) + record(0xBD, struct.pack("<HH6sH", 65_535, 0, b"", 65_535)),
        number_at(0, 0) + text_at(60_000, 60_000, 0),
        number_at(0, 0) + record(0x06, struct.pack("<HH16s", 60_000, 60_000, b"")),
        record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 256, 0)),
        record(0x200, struct.pack("<HHHHH", 0, 0xFFFF, 0, 0xFFFF, 0)),
    ],
)
def test_what_reaches_too_far(sheet: bytes) -> None:
    with pytest.raises(TooFar):
        check_records(stream(sheet))


def test_a_sheet_that_is_listed_twice_counts_twice() -> None:
    wide = number_at(0, 0) + number_at(65_535, 200)
    check_records(stream(wide))
    for workbook in (stream(wide, times=2), stream(wide, wide)):
        with pytest.raises(TooFar):
            check_records(workbook)


def test_what_no_workbook_says_is_damage() -> None:
    for workbook in (
        stream(record(0x200, struct.pack("<IIHHH", 9, 5, 0, 256, 0))),
        stream(record(0x203, b"")),
        stream(record(0xBD, b"\0\0\0")),
        shared(b"", count=0x7FFFFFFF),
    ):
        with pytest.raises(ValueError):
            check_records(workbook)


PLAIN = struct.pack("<HB", 60, 0) + b"x" * 60
WIDE = struct.pack("<HB", 60, 1) + b"x\0" * 60
RICH = struct.pack("<HBH", 60, 8, 2) + b"x" * 60 + bytes(8)
MORE = struct.pack("<HBI", 60, 4, 5) + b"x" * 60 + bytes(5)
PARTED = struct.pack("<HB", 60, 0) + b"x" * 20, b"\x01" + b"x\0" * 40


@pytest.mark.parametrize(
    "before", [(PLAIN,), (WIDE,), (RICH,), (MORE,), PARTED, (PLAIN, b""), (RICH[:-3], RICH[-3:])]
)
def test_a_text_that_many_cells_refer_to_is_counted_for_each(
    before: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its length is known wherever it stands: behind others that go on in the next record, too."""
    monkeypatch.setattr(record_reach, "MOST_UNPACKED", 1000)
    *others, last = before
    for length, is_much in ((10, False), (11, True)):
        text = struct.pack("<HB", length, 0) + b"y" * length
        cells = b"".join(text_at(row, 0, 1) for row in range(100))
        workbook = stream(cells, texts=shared(*others, last + text, count=2))
        if is_much:
            with pytest.raises(TooMuch):
                check_records(workbook)
        else:
            check_records(workbook)


def test_what_takes_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_reach, "_MOST_RECORDS", 5)
    check_records(stream(number_at(0, 0) * 5))
    with pytest.raises(TooMuch):
        check_records(stream(number_at(0, 0) * 2, times=3))
