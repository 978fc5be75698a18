"""Phone numbers of which several columns have a part."""

import pytest

from app.recognition.numbers.phone_columns import NO_PARTS, PhoneColumns, phone_columns
from app.recognition.sheets.sheet import Row
from app.recognition.values.headings import field_of_heading


def read(text: str) -> tuple[PhoneColumns, list[str], list[str]]:
    """Returns whose parts the columns of a table have, its numbers, and what is doubted."""
    headings, *lines = [line.split(";") for line in text.splitlines()]
    rows = [Row(number, tuple(cells)) for number, cells in enumerate(lines, 2)]
    fields, columns = phone_columns([field_of_heading(one) for one in headings], headings, rows, set())
    both = [
        columns.read(row.cell(at), at, row, "")
        for row in rows
        for at, field in enumerate(fields)
        if field and field != "Name" and at in columns.places and row.cell(at)
    ]
    unclear = [columns.why_doubtful(row.cell(at), at) for row in rows for at in range(len(headings))]
    return (
        columns,
        [number for number, _doubt in both],
        [*(one for _n, one in both if one), *filter(None, unclear)],
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Landkode;Telefon;Kode 2;Telefon 2\n+47;55123456;+47;91234567", ["+47 55123456", "+47 91234567"]),
        ("Landskod;Telefon\n46;0311234567\n0049;40123456", ["+46 311234567", "+49 40123456"]),
        ("Country code;Phone\nNO (+47);55123456\nSE +46;08-123 45 67", ["+47 55123456", "+46 8-123 45 67"]),
        ("Country code;Phone\n+47;+47 55123456\n47;4755123456", ["+47 55123456", "+4755123456"]),
        (
            "Mobile country code;Phone country code;Phone;Mobile\n46;47;55123456;701234567",
            ["+47 55123456", "+46 701234567"],
        ),
        ("Vorwahl;Rufnummer\n0671;12345\n030;030 1234567", ["0671 12345", "030 1234567"]),
        ("Vorwahl;Nummer;Durchwahl\n089;55511-0;24\n0671;12345;-67", ["089 55511-24", "0671 12345-67"]),
        ("Area code;Phone;Extension\n(415);555-0132;204", ["(415) 555-0132 ext. 204"]),
        ("Landcode;Netnummer;Telefoon\n31;020;1234567\n31;20;1234568", ["+31 20 1234567", "+31 201234568"]),
        ("Vorwahl\xa0;Telefon\n671;12345", ["67112345"]),  # the repair of lost zeros comes later
        ("Prefisso;Telefono\n06;1234567", []),
        ("Indicatif;Téléphone\n+33;01 23 45 67 89", ["+33 1 23 45 67 89"]),
        ("Country code;Phone\n39;06 1234567", ["+39 06 1234567"]),  # Italians keep the zero
    ],
)
def test_a_number_is_put_together(text: str, numbers: list[str]) -> None:
    _columns, found, doubts = read(text)
    assert (found, doubts) == (numbers, [])


def test_what_is_called_a_code_and_has_countries_is_no_part() -> None:
    assert read("Country code;Phone\nNO;55123456\nSE;031123456")[0] is NO_PARTS
    assert read("Kode;Telefon\nA17;55123456\nB18;55123457")[0] is NO_PARTS


def test_a_code_that_nothing_gives_to_a_phone_is_doubted() -> None:
    columns, numbers, doubts = read("Country code;Name;Phone;Mobile\n+47;Vik AS;55123456;91234567")
    assert (columns.parts, numbers) == ({}, [])
    assert doubts == ["Nothing says which phone number the code “+47” belongs to: it is left out."]
    assert read("Country code;Name;Phone\n+47;Vik AS;55123456")[1:] == (["+47 55123456"], [])


def test_a_code_of_no_country_and_the_area_of_a_second_number_are_doubted() -> None:
    text = "Landkode;Telefon\n+47;55123456\n+46;0311234567\n999;55123457"
    assert read(text)[1:] == (
        ["+47 55123456", "+46 311234567", "55123457"],
        ["“999” is no code of a country: the phone number is read without it."],
    )
    assert read("Vorwahl;Telefon;Fax\n0671;12345;12346")[1:] == (
        ["0671 12345", "12346"],
        ["“0671” may be the area code of 12346, too: it is read without it."],
    )
