"""Which cells have the error of a formula, and how they are named."""

import pytest

from app.recognition.sheets.formula_errors import errors_of_part, without_errors


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
