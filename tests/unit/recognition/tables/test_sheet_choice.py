"""Which sheet of a workbook has the list."""

from pathlib import Path

import pytest

from app.recognition.sheets.sheet import Row, Sheet
from app.recognition.tables.reading import read_table
from app.recognition.tables.sheet_choice import best_sheet

DATA = Path(__file__).parents[3] / "data" / "tables"
LIST = "Firma|Kontakt|Telefon|E-post", "Fjell AS|Kari Moe|22334455|kari@fjell.example"
SUMMARY = "Firma|Antall", "Fjell AS|2"
COVER = "Om listen|", "Kontakt: 22 00 00 00|", "Oppdatert 1.11.2026|"
LEGEND = "Firma|Navn på firmaet", "Telefon|Åtte siffer", "E-post|Adressen"
EMPTY = ("Firma|Kontakt|Telefon|E-post",)
BARE = "Fjell AS|kari@fjell.example|0155|Oslo", "Vann AS|per@vann.example|5003|Bergen"


def sheet(lines: tuple[str, ...], name: str = "Ark1") -> Sheet:
    rows = tuple(Row(number, tuple(line.split("|"))) for number, line in enumerate(lines, 1))
    return Sheet(rows, name=name)


@pytest.mark.parametrize("other", [SUMMARY, COVER, LEGEND, EMPTY])
def test_a_list_before_and_behind_what_is_none(other: tuple[str, ...]) -> None:
    assert best_sheet([sheet(other), sheet(LIST)]) == (1, ())
    assert best_sheet([sheet(LIST), sheet(other)]) == (0, ())


def test_a_list_without_headings_behind_a_cover() -> None:
    assert best_sheet([sheet(COVER), sheet(BARE)])[0] == 1


LONG = "Firma|Kontakt|Telefon|E-post", *(f"Vik {at} AS|Ola Li|2233445{at}|ola@vik.example" for at in range(5))
NAMES = "Firma|Kontakt|Telefon|E-post", *(f"Vik {at} AS|||" for at in range(3))
COUNTS = "Firma|Antall", *(f"Vik {at} AS|{at}" for at in range(40))


@pytest.mark.parametrize("fewer", [("Firma|Telefon|Sted", "Fjell AS|22334455|Oslo"), LIST, NAMES])
def test_of_two_lists_the_one_that_says_more_is_read_and_the_other_named(fewer: tuple[str, ...]) -> None:
    assert best_sheet([sheet(fewer), sheet(LONG)]) == (1, (0,))
    assert best_sheet([sheet(LONG), sheet(fewer)]) == (0, (1,))


def test_of_two_that_say_as_much_the_first_is_read() -> None:
    assert best_sheet([sheet(LONG), sheet(LONG)]) == (0, (1,))


def test_a_summary_that_is_longer_is_no_list() -> None:
    assert best_sheet([sheet(COUNTS), sheet(LIST)]) == (1, ())


def test_beside_one_that_is_wanted_the_others_are_named() -> None:
    assert best_sheet([sheet(LIST), sheet(LONG), sheet(COVER)], 0) == (0, (1,))
    assert best_sheet([sheet(LIST), sheet(LONG), sheet(COVER)], 2) == (2, (0, 1))
    assert best_sheet([sheet(COVER), sheet(SUMMARY)], 1) == (1, ())


@pytest.mark.parametrize("name", ["Eksempel", "Example list", "Vorlage", "Arkiv 2025"])
def test_a_sheet_of_examples_is_read_only_if_there_is_no_other(name: str) -> None:
    assert best_sheet([sheet(LIST, name), sheet(LIST)]) == (1, ())
    assert best_sheet([sheet(LIST, name), sheet(COVER)])[0] == 0


def test_a_pivot_table_is_worth_less_than_the_shortest_list() -> None:
    pivot = "Row Labels|Count of Firma", "Bergen|2", "Oslo|5"
    short = "Firma|Sted", "Fjell AS|Oslo", "Vann AS|Voss"
    assert best_sheet([sheet(pivot, "Pivot"), sheet(short)]) == (1, ())


def test_sheets_without_a_list_leave_the_first_one() -> None:
    assert best_sheet([sheet(("|",)), sheet(("|",))]) == (0, ())


def test_a_workbook_with_a_cover_a_legend_an_example_and_a_summary() -> None:
    read = read_table((DATA / "cover.xlsx").read_bytes())
    assert read.name == "Tirsdag"
    assert read.remarks == (
        "The file has companies in other sheets, too, which are not read unless you choose them: “Onsdag”.",
    )


def test_a_sheet_that_somebody_has_chosen_is_read_whatever_is_in_it() -> None:
    for name, cell, others in (
        ("Onsdag", "Sand AS", "“Tirsdag”"),
        ("Eksempel", "Eksempel AS", "“Tirsdag”, “Onsdag”"),
        ("Sammendrag", "Fjell AS", "“Tirsdag”, “Onsdag”"),
    ):
        read = read_table((DATA / "cover.xlsx").read_bytes(), wanted=name)
        assert read.name == name
        assert read.remarks[0].endswith(f"unless you choose them: {others}.")
        assert read.rows[1].cells[0] == cell
