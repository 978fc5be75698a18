"""Several values in a cell."""

import pytest

from app.recognition.cells.cell_values import Cells, values_of_cell


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("039454 555-12", ("039454 555-12",)),
        ("01632 960123", ("01632 960123",)),
        ("22334455 90011223", ("22334455", "90011223")),
        ("22 00 00 00 / 900 00 000", ("22 00 00 00", "900 00 000")),
        ("22 00 00 00 - 900 00 000", ("22 00 00 00", "900 00 000")),
        ("22000000/90000000", ("22000000", "90000000")),
        ("0621/4455667", ("0621/4455667",)),
        ("35 94 11 22/23", ("35 94 11 22", "35 94 11 23")),
        ("01632 960125 / 960126", ("01632 960125", "01632 960126")),
        ("22 00 00 00 eller 900 00 000", ("22 00 00 00", "900 00 000")),
        ("02 22 33 44, 0171 5551122", ("02 22 33 44", "0171 5551122")),
        ("0049 (0) 2351/ 111222", ("0049 (0) 2351/ 111222",)),
        ("02351/111222/23", ("02351/111222", "02351/111223")),
        ("02351 / 111222 / 0171 / 2223344", ("02351 / 111222", "0171 / 2223344")),
    ],
)
def test_phones_in_a_cell(text: str, values: tuple[str, ...]) -> None:
    assert values_of_cell(text, "Phones") == values


def test_exports_join_values() -> None:
    cells = Cells()
    cells.cells["Emails"] = [("a@x.example ::: b@x.example\nc@x.example", "B")]
    assert list(cells.all("Emails")) == [(f"{name}@x.example", "B") for name in "abc"]
    assert cells.first("Phones") == ""


@pytest.mark.parametrize("between", [" / ", "; ", ", ", " og ", "\n", " "])
def test_mail_addresses_in_a_cell(between: str) -> None:
    cells = Cells()
    cells.cells["Emails"] = [(f"a@x.example{between}b@x.example", "B")]
    assert [text for text, _letters in cells.all("Emails")] == ["a@x.example", "b@x.example"]
