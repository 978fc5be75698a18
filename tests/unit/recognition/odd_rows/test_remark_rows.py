"""Rows of a list that are no companies."""

import pytest

from app.recognition.odd_rows.remark_rows import group_rows, is_remark, is_total, remark_doubts
from app.recognition.sheets.sheet import Row
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.recognition.tables.reading import read_table

REMARKS = """
# end|// notes
* = ikke bekreftet|*) nye utstillere|--- slutt på listen ---|*** END OF REPORT ***|(se neste side)|===|- 2 -
Distrikt: Sør|Region: Syd|Side 1 av 2|Seite 1/3|Pagina 2 van 9|Sida 1 (3)|Page 1|1-50 of 128|Viser 1-50 av 128
Totalt: 40|Antall utstillere: 40|Antal kunder 40|40 firmaer|128 Treffer|12 exhibitors|Total Records: 14
Printed on 24 Nov 2026|Gedruckt am 24.11.2026|Utskrevet av Kari Moe 24.11.2026|Afgedrukt op 24-11-2026
Quelle: Handelsregister|Kilde: Brønnøysund|Källa: Bolagsverket|Bron: KvK|Source: Companies House
NB! Listen er ikke komplett|Hinweis: Alle Angaben ohne Gewähr|Let op: niet volledig|OBS: kontakta inte
Ende der Liste|Slut på listan|Einde lijst|Fortsetzung nächste Seite|Wordt vervolgd op pagina 3|A = aktiv
Copyright (c) 2026 Exhibitions, inc. All rights reserved.|Grand Totals (14 records)|Sist oppdatert: 01.11.2026
"""
NAMES = """
Vik Bakeri|Stand AS|Sum Bygg|Total E&P Norge|Report Ltd|Side by Side|Page & Co|Fine Art Gallery|3 Brødre|C & A
Source Nordic|A. Pedersen & Søn|Hall & Partners|7-Eleven|.NET Consulting|Plan B|By & Land|Tag Heuer|Group M
Kilde Design|Stand by Me|24/7 Service|Note Design Studio|(Vik AS)|Yes!|C. Hansen|Utskrift & Kopi AS
"""
DOUBTFUL = """
* Vik Bakeri|Listen er oppdatert pr. 24.11.2026|Alle Preise ohne Gewähr.|Vertraulich|Kun til intern bruk
Denne listen er laget av Messe AS for utstillere på messen i Oslo.|Spørsmål? Ring 22 00 00 00
For questions contact messe@messe.example
"""
FULL = tuple(Row(number, (f"Fjell {number} AS", "Kari Moe", "Oslo")) for number in range(1, 6))


CELLS = tuple(row.cells for row in FULL)


def numbered(*rows: tuple[str, ...]) -> list[Row]:
    return [Row(number, cells) for number, cells in enumerate(rows)]


def of(lines: str) -> list[str]:
    return lines.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize("text", of(REMARKS))
def test_a_remark_is_no_company(text: str) -> None:
    assert is_total(Row(1, (text, "", "")))


@pytest.mark.parametrize("text", of(NAMES))
def test_a_name_is_no_remark(text: str) -> None:
    row = Row(6, (text, "", ""))
    assert not is_remark(text)
    assert not is_total(row)
    assert not remark_doubts([*FULL, row])


@pytest.mark.parametrize("text", of(DOUBTFUL))
def test_what_may_be_a_remark_is_in_doubt(text: str) -> None:
    row = Row(6, ("", text, ""))
    assert not is_total(row)
    assert remark_doubts([*FULL, row]) == {
        (6, 1): f"“{text[:60]}” stands alone in its row: it may be a remark, or the name of a group."
    }
    assert not remark_doubts([*FULL, Row(6, ("", text, "Oslo"))])
    assert not remark_doubts([row, row]), "a list of names alone"


def test_a_sum_has_an_amount_and_a_company_a_phone() -> None:
    for texts in (("Sum Oslo", "", "100"), ("Zwischensumme", "1.234.567,00 €"), ("Totalsum", "", "12345678")):
        assert is_total(Row(1, texts))
    assert not is_total(Row(1, ("Sum Bygg", "22334458")))
    assert not is_total(Row(1, ("Sum Bygg", "22 33 44 58", "")))


def test_a_label_and_its_value_may_stand_beside_each_other() -> None:
    assert is_total(Row(1, ("Distrikt:", "Sør", "")))
    assert not is_total(Row(1, ("Vik:", "Sør", "")))


def test_names_of_groups_in_the_first_row_and_others_are_in_doubt() -> None:
    groups = Row(0, ("Gullsponsorer", "", "")), Row(6, ("Sølvsponsorer", "", ""))
    assert list(remark_doubts([groups[0], *FULL, groups[1]])) == [(0, 0), (6, 0)]
    others = Row(6, ("Vik Bakeri", "", "")), Row(7, ("Nordlys", "", ""))
    assert not remark_doubts([*FULL, *others]), "companies of which nothing else is known"


def test_as_many_names_of_groups_as_rows_are_in_doubt() -> None:
    rows = [Row(1, ("HOT", "")), Row(2, ("A Oy", "Mikko")), Row(3, ("COLD", "")), Row(4, ("B Oy", "Olli"))]
    assert list(remark_doubts(rows)) == [(1, 0), (3, 0)]


def test_what_stands_below_an_empty_row_at_the_end_is_in_doubt() -> None:
    assert list(remark_doubts([*FULL, Row(7, ("Mvh", "", "")), Row(8, ("Ola", "", ""))])) == [(8, 0)]
    assert list(remark_doubts([*FULL, Row(6, ("", "", "")), Row(7, ("Ola", "", ""))])) == [(7, 0)]
    assert not remark_doubts([*FULL, Row(7, ("Vik AS", "", ""))])


def test_remarks_around_a_list_become_no_companies_that_are_clear() -> None:
    data = "Firma;Kontakt;Sted\nDistrikt: Sør;;\nVik AS;Kari Moe;Oslo\nAlle opplysninger er veiledende.;;\n"
    data += "Distrikt: Nord;;\nSand AS;Siv Lie;Bodø\n* = ikke bekreftet;;\n--- slutt på listen ---;;\n"
    sheet = read_table(data.encode())
    companies = companies_of(match_columns(sheet), sheet.notes, "NO")
    assert [one.rows for one in companies] == [(3,), (4,), (6,)]
    assert [[note.is_doubt for note in one.notes] for one in companies] == [[], [True], []]


@pytest.mark.parametrize(
    "names",
    [
        ("ØSTFOLD", "Hedmark"),
        ("Hedmarken (3)", "Ytre bygd (2)"),
        ("Passive kunder", "Deltakere uten avtale"),
        ("Nordjylland", "Skåne län"),
        ("Hall A", "B"),
        ("YTRE BYGD", "INDRE BYGD"),
    ],
)
def test_names_of_groups_are_no_companies(names: tuple[str, str]) -> None:
    first, second = ((name, "", "") for name in names)
    rows = numbered(first, *CELLS[:3], ("", "", ""), second, (), *CELLS[3:])
    assert group_rows(rows, ()) == {0, 5}
    assert not remark_doubts(rows)


def test_what_stands_alone_above_full_rows_is_in_doubt_and_not_left_out() -> None:
    for text in ("Hedmarken (7)", "Indre bygd", "REMA 1000", "Kiwi"):
        rows = numbered(*CELLS[:2], (text, "", ""), *CELLS[2:])
        assert not group_rows(rows, ())
        assert list(remark_doubts(rows)) == [(2, 0)]
    mixed = numbered(("YTRE BYGD", "", ""), *CELLS[:2], ("Rema", "", ""), *CELLS[2:])
    assert not group_rows(mixed, ())
    other = numbered(("YTRE", "", ""), ("NAV", "Ola", "Oslo"), ("INDRE", "", ""), *CELLS)
    assert not group_rows(other, ()), "a company is in capitals, too"


def test_a_company_or_a_row_of_few_cells_is_no_reason_to_doubt() -> None:
    for alone in (("Vik AS", "", ""), ("", "Ola Li", ""), ("", "", "Bodø")):
        assert not remark_doubts(numbered(*CELLS[:2], alone, *CELLS[2:]))
    pairs = [(f"Fjell {number}", "22334455") for number in range(4)]
    assert not remark_doubts(numbered(*pairs[:2], ("Kiwi", ""), *pairs[2:]))
    below = ("Kiwi", "", "", ""), ("", "Kari", "Moe", "Oslo")
    assert not remark_doubts(numbered(*CELLS, *below, *CELLS)), "people of a company"


def test_a_sum_has_nobody_beside_it() -> None:
    assert not is_total(Row(1, ("Sum", "Kari Hansen", "22334404")))
    assert not is_total(Row(1, ("Total", "", "post@total.example")))
    assert is_total(Row(1, ("Sum", "Antall: 40", "22 334")))
    assert is_total(Row(1, ("Sum", "", "12345678")))
