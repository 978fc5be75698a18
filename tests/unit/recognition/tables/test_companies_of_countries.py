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


@pytest.mark.parametrize(
    ("table", "country"),
    [
        ("Kund;Kontakter;Tel\nBorås Väv AB;Lena Väv;033-12 34 56\nKinna Garn;Lena;0320-112 23\n", "SE"),
        ("Företag;Telefon\nFärg Hos Olle;08-123 45 67\nKinna Garn;0320-112 23\n", "SE"),
        ("Förening;Postnr\nLok;999 55\nFjället;999 62\n", "SE"),
        ("Virksomhed;Efternavn;Tlf\nBageren;Hansen;75 11 00 01\nSmeden;Olsen;86 12 34 56\n", "DK"),
        ("Yritys;Puhelin\nLeipomo;09 123 4567\nSepän Paja;040 123 4567\n", "FI"),
        ("Unternehmen;Ansprechpartner;Tel\nBäckerei Huber;Max Huber;089 123456\nMaier;;08654 1234\n", "DE"),
        ("Entreprise;Ville;Téléphone\nScierie;Lons;03 84 11 22 33\nCave;Nuits;03 80 11 22 33\n", "FR"),
        ("Bedrijf;Contactpersoon;Tel\nBakker Jan;Jan Bos;020 6123456\nSmid;Piet Vos;06-12345678\n", "NL"),
    ],
)
def test_headings_and_numbers_tell_the_country_of_a_table_together(table: str, country: str) -> None:
    assert countries(table) == [country] * 2
    assert doubts(table) == [[]] * 2


@pytest.mark.parametrize(
    "table",
    [
        "Company;Contact;Phone\nBakker Jan;Jan Bos;020 6123456\nSmid;Piet Vos;06-12345678\n",
        "Företag;Tel\nKinna Garn AS;22 33 44 55\nSkene Färg AS;90 12 34 56\nBo;90 12 34 57\n",
        "Firmenname;Ansprechpartner;Telefon\nFjell;Ola Moe;22 33 44 55\nVik;Kari Moe;90 11 22 33\n",
        "Företag;Anteckning\nFjell;ringer\nVik;ringer inte\n",
        "Företag;Tel;Land\nKinna Garn;0320-112 23;\nSkene;08-123 45 67;\n",
        "Företag;Virksomhed;Tel\nKinna Garn;;0320-112 23\nSkene;;08-123 45 67\n",
    ],
)
def test_headings_or_numbers_alone_tell_nothing(table: str) -> None:
    assert [one for one in countries(table) if one] == []


def test_one_company_of_another_country_leaves_the_others_in_theirs() -> None:
    rows = "Stål AB;08-123 45 67\nFjell AS;22 33 44 55\nGarn;0320-112 23\nVäv;033-12 34 56\n"
    assert countries(f"Företag;Telefon\n{rows}") == ["SE", None, "SE", "SE"]


def test_at_home_its_own_language_tells_nothing() -> None:
    table = "Unternehmen;Ansprechpartner;Tel\nBäckerei Huber;Max Huber;01 5121234\nMaier;;0662 123456\n"
    assert [company.region for company in read(table, "AT")] == [None, None]
    assert countries("Kund;Tel\nFärg;08-123 45 67\nGarn;0320-112 23\n", "FI") == [None, None]
