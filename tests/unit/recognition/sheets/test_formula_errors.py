"""Which cells have the error of a formula, and how they are named."""

import struct

import pytest

from app.recognition.sheets.formula_errors import (
    errors_of_part,
    errors_of_records,
    never_calculated,
    without_errors,
)


@pytest.mark.parametrize(
    ("cell", "notes"),
    [
        ('<c r="A1" t="e"><v>#N/A</v></c>', {(1, 0): "#N/A"}),
        ('<c t="e" s="3" r="AB12"><f>VLOOKUP(A1;B1;2)</f><v>#REF!</v></c>', {(12, 27): "#REF!"}),
        ('<x:c r="ZZ7" t="e"><x:f t="shared" si="0"/><x:v>#VALUE!</x:v></x:c>', {(7, 701): "#VALUE!"}),
        ('<c r="A1" t="e"/><c r="B1"><v>7</v></c>', {}),
        ('<c r="A1" t="e"></c><c r="B1"><v>7</v></c>', {}),
        ('<c r="A1" t="e"><v></v></c>', {}),
        ('<c r="A1" t="s"><v>7</v></c>', {}),
        ('<row t="e"><c r="A1"><v>7</v></c>', {}),
        ('<c r="A1" t="e"><v>', {}),
        ('<c r="A1" t="e"><v>' + "x" * 100 + "</v></c>", {}),
    ],
)
def test_errors_of_a_part(cell: str, notes: dict[tuple[int, int], str]) -> None:
    found = errors_of_part(iter([cell.encode()]))
    assert found.keys() == notes.keys()
    assert all(f"the error {error} of" in found[place] for place, error in notes.items())


@pytest.mark.parametrize(
    ("cell", "is_noted"),
    [
        ('<c r="AB12"><f>VLOOKUP(A1,B1,2)</f></c>', True),
        ('<x:c r="AB12" s="1"><x:f t="shared" si="0"/><x:v></x:v></x:c>', True),
        ('<c r="AB12"><f>A1</f><v>7</v></c>', False),
        ('<c r="AB12" t="str"><f>A1</f><v></v></c>', False),
        ('<c r="AB12" t="e"><f>A1</f><v>#N/A</v></c>', False),
        ('<c r="AB12"><v>7</v></c>', False),
    ],
)
def test_formulas_that_were_never_calculated(cell: str, is_noted: bool) -> None:
    told = "Cell AB12 has a formula that was never calculated, so it is empty here."
    assert never_calculated(iter([cell.encode()])) == ({(12, 27): told} if is_noted else {})


def test_each_piece_is_looked_through() -> None:
    pieces = [f'<row><c r="B{number}" t="e"><v>#N/A</v></c></row>'.encode() for number in (1, 2)]
    assert errors_of_part(iter([pieces[0], b"<row/>", pieces[1]])) == {
        (1, 1): "Cell B1 has the error #N/A of a formula.",
        (2, 1): "Cell B2 has the error #N/A of a formula.",
    }


def test_an_error_may_be_a_text() -> None:
    assert without_errors(4, 2, ("A", "#FEIL", "#1")) == (
        ("A", "", "#1"),
        {(4, 1): "Cell D4 has the error #FEIL of a formula."},
    )
    assert without_errors(4, 2, ("A", "")) == (("A", ""), {})


def record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def stream(*records: bytes, name: bytes = b"\x05\x00Leads") -> bytes:
    """Returns the records of a file with one sheet ([MS-XLS], 2.4.28)."""
    before = 8 + 10 + len(name) + 4
    sheet = record(0x85, struct.pack("<IH", before, 0) + name)
    return record(0x809, b"\0\0\0\0") + sheet + record(0x0A, b"") + b"".join(records)


NOT_AVAILABLE = record(0x205, struct.pack("<HHHBB", 1, 27, 15, 0x2A, 1))
BY_ZERO = record(0x06, struct.pack("<HHH", 2, 3, 15) + b"\x02\0\x07\0\0\0\xff\xff" + bytes(12))


def test_errors_of_the_records_of_an_old_file() -> None:
    assert errors_of_records(stream(NOT_AVAILABLE, BY_ZERO, record(0x0A, b""), NOT_AVAILABLE)) == {
        "Leads": {
            (2, 27): "Cell AB2 has the error #N/A of a formula.",
            (3, 3): "Cell D3 has the error #DIV/0! of a formula.",
        }
    }
    named = stream(BY_ZERO, name=b"\x02\x01" + "Øl".encode("utf-16-le"))
    assert list(errors_of_records(named)) == ["Øl"]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        *((0x00, "#NULL!"), (0x07, "#DIV/0!"), (0x0F, "#VALUE!"), (0x17, "#REF!"), (0x1D, "#NAME?")),
        *((0x24, "#NUM!"), (0x2A, "#N/A")),
    ],
)
def test_each_error_of_the_format_is_named(code: int, error: str) -> None:
    cell = record(0x205, struct.pack("<HHHBB", 0, 0, 15, code, 1))
    assert errors_of_records(stream(cell))["Leads"] == {
        (1, 0): f"Cell A1 has the error {error} of a formula."
    }


@pytest.mark.parametrize(
    "other",
    [
        record(0x205, struct.pack("<HHHBB", 1, 0, 15, 1, 0)),  # a truth
        record(0x205, struct.pack("<HHHBB", 1, 0, 15, 0x30, 1)),
        record(0x06, struct.pack("<HHHd", 2, 3, 15, 7.5) + bytes(8)),
        record(0x06, struct.pack("<HHH", 2, 3, 15) + b"\x01\0\x07\0\0\0\xff\xff" + bytes(8)),
        record(0x204, NOT_AVAILABLE + BY_ZERO),  # within a text
        NOT_AVAILABLE[:-2],
        struct.pack("<HH", 0x06, 60_000),
    ],
)
def test_no_errors_of_records(other: bytes) -> None:
    assert not errors_of_records(stream(other)).get("Leads")
    assert errors_of_records(other) == {}


@pytest.mark.parametrize("cut", range(0, 60, 3))
def test_records_that_end_in_the_middle_are_no_fault(cut: int) -> None:
    errors_of_records(stream(NOT_AVAILABLE, BY_ZERO)[:-cut] if cut else b"")
