"""The countries of rows that name none."""

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import TableCompany, companies_of


def read(text: str, region: str = "NO") -> list[TableCompany]:
    return companies_of(match_columns(read_text_table(text)), {}, region)


def countries(text: str, region: str = "NO") -> list[str | None]:
    return [company.region for company in read(text, region)]


def doubts(text: str, region: str = "NO") -> list[list[str]]:
    return [[one.told for one in company.notes if one.is_doubt] for company in read(text, region)]


ABROAD = """\
Firma;Kontakt;Ort;E-Mail
Müller Stahl GmbH;Jürgen Groß;Köln;j.gross@mueller-stahl.de
Peltola Oy;Ari Pelto;Oulu;ari@peltola.fi
Kaas B.V.;Jan Kaas;Gouda;jan@kaas.nl
Stål AB;Bo Stål;Västerås;bo@stal.se
Fjell AS;Ola Moe;Oslo;ola@fjell.no
"""


def test_a_town_without_a_postcode_leaves_a_company_in_its_country() -> None:
    assert countries(ABROAD) == ["DE", "FI", "NL", "SE", None]
    assert doubts(ABROAD) == [[]] * 5


@pytest.mark.parametrize(
    ("row", "country"),
    [
        ("Peltola Oy;0150;Oslo", "NO"),  # what the postcode tells with its town, counts before all
        ("Stål AB;SE-114 55;Stockholm", "SE"),
        ("Mad ApS;2800;Kgs. Lyngby", "DK"),
        ("Fjell AS;155;Oslo", None),
    ],
)
def test_postcodes_count_before_legal_forms(row: str, country: str | None) -> None:
    table = f"Firma;Postnr;Sted\n{row}\n"
    assert countries(table) == [country]
    assert doubts(table) == [[]]


def test_what_rows_of_one_company_tell_is_taken_together() -> None:
    table = "Firma;Kontakt;Mobil;E-post\nSmith Ltd;Jim Smith;;\nSmith Ltd;Ann Lee;+44 7700 900123;\n"
    assert countries(table) == ["GB"]
    assert doubts(table) == [[]]


def test_what_is_not_sure_is_doubted_once() -> None:
    table = "Firma;Kontakt\nMüller GmbH;Jo Groß\nMüller GmbH;Ida Groß\n"
    assert countries(table) == ["DE"]
    assert doubts(table) == [
        ["Row 2: Companies of several countries are called “GmbH”: see whether the country is right."]
    ]


def test_rows_that_tell_nothing_are_of_the_country_of_nearly_all_others() -> None:
    rows = "Stål AB;bo@stal.se\nTrä AB;eva@tra.se\nGlas HB;\nKafé Sol;\n"
    assert countries(f"Företag;E-post\n{rows}") == ["SE"] * 4
    few = "Stål AB;bo@stal.se\nTrä AB;eva@tra.se\nKafé Sol;\nFjell;\nVik;\nMoen;\n"
    assert countries(f"Firma;E-post\n{few}")[2:] == [None] * 4
    named = "Stål;SE\nTrä;SE\nGlas;SE\nKafé Sol;\n"
    assert countries(f"Firma;Land\n{named}")[3:] == [None], "of a column, single cells are left empty at home"


def test_a_number_of_a_country_counts_before_its_form() -> None:
    assert countries("Firma;VAT\nMüller GmbH;ATU12345678\n") == ["AT"]
    assert doubts("Firma;VAT\nMüller GmbH;ATU12345678\n") == [[]]
