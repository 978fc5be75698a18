"""Columns that are not read: second ones of a value, and those that nobody knows."""

import pytest

from app.recognition.cells.unread_columns import UnreadColumns, second_columns
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


def lost(heading: str, *cells: str) -> tuple[bool, bool]:
    """Returns True for a column that is told, and for one that makes its companies doubtful."""
    rows = [Row(number, (cell,)) for number, cell in enumerate(cells, 2)]
    unread = UnreadColumns({0: heading}, set(), rows)
    assert not list(UnreadColumns({0: heading}, {0}, rows).lost), "who leaves it out knows it"
    return bool(unread.lost), all(unread.why_doubtful(row, 0, ()) for row in rows)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Alarmtlf.", ("601-222-333", "501 333 444")),
        ("Fagforening e-mail", ("cora@pumps.com", "ann@trade.com")),
        ("STCEGX", ("DE136695976", "ATU12345678")),
        ("Vakttelefon", ("22110011", "22110012")),
        ("Notruf", ("+49 171 1002003",)),
    ],
)
def test_addresses_and_numbers_below_unknown_headings_are_doubted(heading: str, cells: tuple[str]) -> None:
    assert lost(heading, *cells) == (True, True)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Fürsprecher", ("Hans Krümel", "Eva Wind", "Jan Schmidt")),
        ("Sitzt in", ("Bonn", "Brühl")),
        ("Lagerpost", ("0155", "5003")),
        ("Lager", ("Storgata 1", "Kaien 12")),
    ],
)
def test_what_may_be_of_companies_is_told(heading: str, cells: tuple[str]) -> None:
    assert lost(heading, *cells) == (True, False)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Vestigingsnummer", ("000015063739", "000015063740")),
        ("E-post faktura", ("faktura@fjell.no", "faktura@vann.no")),
        ("Betaling", ("Netto 8 dage", "Netto 30 dage")),
        ("KUNNR", ("0000100001", "0000100002")),
        ("Bestilling", ("22334455", "22334456")),
        ("Beløp", ("120 000", "85 500")),
        ("Opprettet den", ("2024-01-31", "2024-02-01")),
        ("Opprettet av", ("ola@oss.no", "ola@oss.no", "ola@oss.no")),
        ("Invited by mail x", ("ola@oss.no", "ola@oss.no")),
        ("Tekst", ("Ring etter ferien", "Vil ha tilbud")),
        ("Hva", ("A", "B")),
    ],
)
def test_other_columns_go_nowhere_in_silence(heading: str, cells: tuple[str]) -> None:
    assert lost(heading, *cells) == (False, False)


def test_a_cell_is_doubted_unless_the_row_has_it_elsewhere() -> None:
    row = Row(2, ("Fjell AS", "+47 22 11 00 11", "22110011", "post@fjell.no", "Post@fjell.no", "22110012"))
    unread = UnreadColumns({2: "Tlf. x", 4: "Epost x", 5: "Tlf. y"}, set(), [row])
    assert not unread.why_doubtful(row, 2, (1,))
    assert not unread.why_doubtful(row, 4, (3,))
    assert "“22110012” stands in the column “Tlf. y”" in unread.why_doubtful(row, 5, (1,))


def test_one_sentence_names_all_columns() -> None:
    rows = [Row(2, ("601-222-333", "Bonn"))]
    assert list(UnreadColumns({}, set(), rows).remarks_beside()) == []
    (told,) = UnreadColumns({0: "Alarmtlf.", 1: "Sitzt in"}, set(), rows).remarks_beside()
    assert "“Alarmtlf.”, “Sitzt in”" in told


def test_an_account_of_a_bank_is_no_number_of_a_company() -> None:
    rows = [Row(2, ("Fjell AS", "DE89 3704 0044 0532 0130 00")), Row(3, ("Vik AS", "NO9386011117947"))]
    columns = UnreadColumns({1: "IBAN"}, set(), rows)
    assert list(columns.remarks_beside()) == ["These columns are not read: “IBAN”."]
    assert columns.why_doubtful(rows[0], 1, [0]) == ""
