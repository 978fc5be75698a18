"""What is said of a table."""

from dataclasses import replace

from app.model.carriers.lists import Country
from app.model.imports.lines import Line, LineState
from app.model.imports.progress import ImportProgress, Lacking
from app.model.imports.shape import TableShape
from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.ui.imports.summary import READING, Told, details_told, shape_told, summary, told_of


def test_what_there_is_and_what_becomes_of_it() -> None:
    counts = {LineState.NEW: 37, LineState.DOUBLE: 3, LineState.WRONG: 4}
    lacking = (Lacking("CustomFields.x", "Contract number", 2), Lacking("OrgNr", "VAT No.", 1))
    told = summary(ImportProgress(44, 44, counts, missing=2, lacking=lacking))
    assert told == (
        "37 new companies, 3 there already, 4 wrong. What is not clear is not sent: it stays as 7 drafts. "
        "2 lack what your SuperOffice requires: Contract number, VAT No. (1)."
    )
    assert summary(ImportProgress(1, 1, {LineState.NEW: 1})) == "1 new company."


def test_all_is_named_that_no_line_says() -> None:
    many = tuple(Lacking(f"CustomFields.{letter}", letter, 9, is_common=True) for letter in "ABCDE")
    told = summary(ImportProgress(10, 10, {LineState.NEW: 10}, missing=9, lacking=many))
    assert told.endswith("9 lack what your SuperOffice requires: A, B, C, D, E.")
    told = summary(ImportProgress(10, 10, {}, missing=9, lacking=(*many, Lacking("OrgNr", "VAT No.", 1))))
    assert told.endswith("requires: A, B, C, D, E, ….")


def test_how_far_it_is_and_what_stopped_it() -> None:
    assert summary(ImportProgress(2, 9, {LineState.NEW: 2})) == "Checked: 2 of 9. 2 new companies."
    paused = ImportProgress(2, 9, {LineState.NEW: 2}, is_paused=True)
    assert summary(paused) == "Paused. Checked: 2 of 9. 2 new companies."
    assert summary(replace(paused, done=9)) == "2 new companies."
    assert summary(ImportProgress(2, 9, {}, is_putting=True)).startswith("Put away: 2 of 9.")
    assert summary(ImportProgress(2, 9, {}, problem="It does not answer.")) == "It does not answer."


def test_all_that_is_said_of_a_table_is_in_sentences() -> None:
    shape = TableShape("fair.xlsx", (), 9, 9, True, True, ("Cell G4 has the error #N/A of a formula.",))
    progress = ImportProgress(2, 9, {LineState.WRONG: 1})
    told = "Checked: 2 of 9. 0 new companies, 1 wrong. Why not. Cell G4 has the error #N/A of a formula."
    assert told_of(shape, progress, "", "", "Why not.") == told
    of_lists = replace(progress, unlisted=("No list has these.",))
    assert told_of(shape, of_lists, "", "", "Why not.") == f"{told} No list has these."
    assert told_of(None, progress, "Odd.", "Why not.") == "Why not. Odd."
    nameless = told_of(replace(shape, has_names=False, remarks=()), progress, "", "", "Why not.")
    assert nameless == f"{Told.NO_NAMES} Why not."
    assert told_of(replace(shape, is_whole=False, remarks=()), progress) == READING


def test_the_name_with_rows_and_companies() -> None:
    shape = TableShape("fair.xlsx", (), 40, 36, has_names=True)
    assert shape_told(shape) == "fair.xlsx: 40 rows, 36 companies"


def test_one_company_in_lines_with_what_was_repaired() -> None:
    sheet = read_text_table("Firma;Kontakt;Tittel;Postnr;By;Merknad\nFjell AS;Kari Moe;Sjef;155;Oslo;Ring\n")
    (card,) = companies_of(match_columns(sheet), {}, "NO")
    lines = details_told(Line("2", "Fjell AS", reasons=("It is odd.",)), card).splitlines()
    assert lines[0] == "It is odd."
    assert "lost a zero" in lines[1]
    assert lines[-3:] == ["City: Oslo", "Kari Moe · Sjef", "Ring"]


def test_what_all_begin_with_stands_behind_what_the_table_has() -> None:
    sheet = read_text_table("Firma;By;Kategori\nFjell AS;Oslo;Kunde\n")
    (card,) = companies_of(match_columns(sheet), {}, "NO")
    for_all = {"Category": "Category: Friend", "Source": "Source: 4", "Code": "Code: x"}
    last = details_told(Line("2", "Fjell AS"), card, for_all).splitlines()[-1]
    assert last == "For all companies: Source: 4 · Code: x"
    assert "For all" not in details_told(Line("2", "Fjell AS"), card, {"Category": "Category: Friend"})


def test_a_country_is_called_as_the_form_calls_it() -> None:
    sheet = read_text_table("Firma;Land\nFjell AS;Norwegen\nIs AS;Svalbard\nVann AS;SJ\nSand AS;DE\n")
    countries = (
        Country(country_id=578, name="Norge", two_letter_iso_country="NO"),
        Country(country_id=276, english_name="Germany", two_letter_iso_country="DE"),
    )
    cards = companies_of(match_columns(sheet), {}, "NO")
    told = [details_told(Line("2", ""), one, None, countries).splitlines()[-1] for one in cards]
    assert told == ["Country: Norge", "Country: Svalbard (SJ)", "Country: SJ", "Country: Germany"]


def test_rows_that_are_more_than_their_column_shows_are_told_in_full() -> None:
    rows = ", ".join(str(number) for number in range(3, 40, 2))
    assert details_told(Line(rows, "Fjell AS"), None) == f"Rows: {rows}"
    assert details_told(Line("16–18", "Fjell AS"), None) == ""
