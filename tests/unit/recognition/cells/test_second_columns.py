"""Two columns of one value."""

from app.recognition.cells.second_columns import second_columns
from app.recognition.sheets.sheet import Row

COLUMNS = ((0, "Firma", "Name"), (1, "", "Name"), (2, "Telefon", "Phones"), (3, "Mobil", "Phones"))


def test_the_second_is_told_where_both_say_something_else() -> None:
    assert list(second_columns(COLUMNS, [Row(2, ("Fjell AS", "Vann AS", "1", "2"))])) == [
        "The column “B” counts only in rows in which “Firma” is empty: both go to the same field."
    ]
    same = [Row(2, ("Fjell AS", "FJELL AS")), Row(3, ("", "Vann AS"))]
    assert list(second_columns(COLUMNS, same)) == []


def test_towns_of_one_address_are_one_value() -> None:
    columns = ((0, "By", "Address.Street.City"), (1, "Sted", "Address.Street.City"))
    (told,) = second_columns(columns, [Row(2, ("Oslo", "Bergen"))])
    assert "“Sted”" in told
