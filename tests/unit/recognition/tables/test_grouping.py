"""Which rows of a table are one company."""

import pytest

from app.recognition.sheets.delimited import read_text_table
from app.recognition.tables.columns import match_columns
from app.recognition.tables.companies import companies_of
from app.recognition.tables.grouping import UnsureGroup, name_in, row_groups


def numbers(text: str) -> list[list[int]]:
    matched = match_columns(read_text_table(text))
    return [[row.number for row in group] for group in row_groups(matched)]


def test_rows_of_one_name_are_one_company_whatever_its_letters_and_signs() -> None:
    assert numbers("Firma;By\nFjell AS;Oslo\nVann AS;\nFJELL-AS;Oslo\n") == [[2, 4], [3]]


def test_a_branch_in_another_town_or_with_another_number_is_a_company_of_its_own() -> None:
    assert numbers("Firma;By\nFjell AS;Oslo\nFjell AS;Bergen\nFjell AS;Oslo\n") == [[2, 4], [3]]
    assert numbers("Firma;Org nr\nFjell AS;1\nFjell AS;2\n") == [[2], [3]]


@pytest.mark.parametrize(
    ("rows", "groups", "unsure"),
    [
        (("1;;Oslo", "2;;Oslo", ";;"), [[2], [3], [4]], [4]),
        ((";;", ";;Oslo", ";;Bergen", ";;"), [[2, 5], [3], [4]], [2]),
        ((";;Oslo", "1;;Oslo", "2;;Oslo"), [[2], [3], [4]], [2]),
        ((";;Oslo", "1;;", ";;Bergen"), [[2], [3], [4]], [3]),
        ((";;Oslo", "1;;", "2;;"), [[2], [3], [4]], [2]),
        ((";Salg;", ";Lager;", ";;", ";Salg;"), [[2, 5], [3], [4]], [4]),
        (("1;;Oslo", "2;;Bergen", "1;;", ";;Bergen"), [[2, 4], [3, 5]], []),
        ((";;Oslo", "1;;", ";;", "1;;Oslo"), [[2, 3, 4, 5]], []),
        (("1;;", ";;Oslo", ";;", "1;Salg;"), [[2, 3, 4, 5]], []),
    ],
)
def test_a_row_that_fits_several_of_its_name_is_of_none(
    rows: tuple[str, ...], groups: list[list[int]], unsure: list[int]
) -> None:
    text = "Firma;Org nr;Avdeling;By\n" + "".join(f"Fjell AS;{row}\n" for row in rows)
    found = row_groups(match_columns(read_text_table(text)))
    assert [[row.number for row in group] for group in found] == groups
    assert [group[0].number for group in found if isinstance(group, UnsureGroup)] == unsure


@pytest.mark.long
def test_a_chain_of_thousands_of_places_is_parted_at_once() -> None:
    rows = "".join(f"Fjell AS;{number};Sted{number % 500}\n" for number in range(3000))
    assert len(numbers(f"Firma;Org nr;By\n{rows}Fjell AS;;\n")) == 3001


def test_a_name_without_a_form_is_of_none_where_two_have_one() -> None:
    rows = "Vik AS;Oslo;Kari Moe\nVik AS;Bergen;Per Li\nVik;;Ola Lie\nVik A/S;;Siv Bø\n"
    found = row_groups(match_columns(read_text_table(f"Firma;By;Navn\n{rows}")))
    assert [[row.number for row in group] for group in found] == [[2], [3], [4], [5]]
    assert isinstance(found[3], UnsureGroup)


def test_rows_without_a_name_are_a_company_each_and_sums_and_headings_none() -> None:
    assert numbers("Firma;By\n;Oslo\n;Oslo\nFirma;By\nSum;2\n") == [[2], [3]]


def test_the_name_is_that_of_the_first_row() -> None:
    matched = match_columns(read_text_table("Firma;By\nFjell  AS;Oslo\nfjell as;Oslo\n"))
    (group,) = row_groups(matched)
    assert name_in(group, matched) == "Fjell AS"


def test_what_a_list_says_of_itself_at_its_end_is_no_company() -> None:
    fair = "Firma;By;Telefon\nFjell AS;Oslo;22334455\nVann AS;Bergen;55334455\n"
    assert numbers(f"{fair}Utskrift 24.11.2026;;\nKari Li;;\n") == [[2], [3]]
    assert numbers(f"{fair}Sand AS;;\nUtskrift 24.11.2026;;\n") == [[2], [3], [4]]
    assert numbers(f"{fair}Sand AS;;\n") == [[2], [3], [4]]
    names = "Firma\nFjell AS\nVann AS\nUtskrift 24.11.2026\nKari Li\n"
    assert numbers(names) == [[2], [3], [5]], "a list of names alone has no end of its own"


def test_spellings_of_a_name_are_one_company() -> None:
    assert numbers("Firma;By\nVik AS;Oslo\nVIK A/S;Oslo\nVik as;Bergen\nVik AB;Oslo\n") == [[2, 3], [4], [5]]


def test_a_legal_form_ahead_is_the_one_behind() -> None:
    names = "A/S Vik", "Oy Nes Ab", "Vik AS", "Nes Oy", "B.V. Mol", "Mol BV"
    assert numbers("Firma;Navn\n" + "".join(f"{name};Kari Moe\n" for name in names)) == [
        [2, 4],
        [3, 5],
        [6, 7],
    ]


def test_names_that_differ_by_signs_or_letters_are_not_one_company() -> None:
    names = (
        "C++ AS",
        "C AS",
        "C# AS",
        "@Home AS",
        "Home AS",
        "Bygg+ AS",
        "Bygg AS",
        "Blokk O",
        "Blokk U",
        "1+1 AS",
    )
    rows = "".join(f"{name};Kari Moe\n" for name in (*names, "1-1 AS", "A+ AS", "A- AS"))
    assert numbers(f"Firma;Navn\n{rows}") == [[at + 2] for at in range(len(names) + 3)]


def test_a_name_without_its_legal_form_is_that_of_the_company_in_the_same_place() -> None:
    assert numbers("Firma;By\nVik;Oslo\nVik;Bergen\nVik AS;Bergen\n") == [[2], [3, 4]]
    assert numbers("Firma;By\nVik;\nVik AS;Bergen\n") == [[2], [3]]
    assert numbers("Firma;By\nVik;Bergen\nVik AS;Bergen\nVik AB;Bergen\n") == [[2], [3], [4]]
    assert numbers("Firma;Navn;E-post\nVik;Kari Moe;k@vik.example\nVik AS;Per Li;p@vik.example\n") == [[2, 3]]


def test_departments_in_which_people_work_part_no_company_and_are_none_of_it() -> None:
    headings = "Firma;Avdeling;Navn\n"
    rows = "Vik AS;Innkjøp;Kari Moe\nVik AS;Salg;Ola Lie\n;Produksjon;Siv Bø\nNes AS;Salg;Per Nes\n"
    matched = match_columns(read_text_table(headings + rows))
    assert [[row.number for row in group] for group in row_groups(matched)] == [[2, 3], [4], [5]]
    told = [
        [one.value for one in company.found.company if one.path == "Department"]
        for company in companies_of(matched, {}, "NO")
    ]
    assert told == [[], [], []]
    branches = match_columns(read_text_table(headings + "Vik AS;Bergen;Kari Moe\nVik AS;Voss;Ola Lie\n"))
    assert len(row_groups(branches)) == 2


def test_a_number_with_the_letters_of_the_tax_is_the_same() -> None:
    rows = "Firma;Org.nr\nVik AS;NO 923 609 016 MVA\nVik AS;923609016\nVik AS;923609017\n"
    assert numbers(rows) == [[2, 3], [4]]


def test_what_is_written_beside_a_name_makes_no_other_company() -> None:
    names = ("Vik AS", "*NEW* Vik AS", "Vik AS (main sponsor)", "VIK AS - OBS betaler ikke", "Vik AS (Norge)")
    rows = "".join(f"{name};Kari Moe\n" for name in names)
    assert numbers(f"Firma;Navn\n{rows}") == [[2, 3, 4, 5], [6]]
