"""The columns that a result file has more, in all languages and wherever they stand."""

import pytest

from app.recognition.cells.result_columns import result_headings, without_results
from app.recognition.sheets.delimited import read_text_table
from app.recognition.sheets.sheet import Sheet
from app.service.imports.result_table import state_words
from app.service.imports.table_plan import TablePlan
from app.translation.catalogue import use_language
from app.translation.languages import LANGUAGES
from tests.helpers.data.workbooks import as_xlsx

ADDED = "State;Id in SuperOffice;Reason"


def rows_of(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in without_results(read_text_table(text)).rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_known_in_each_language(language: str) -> None:
    use_language(language)
    try:
        headings = result_headings()
    finally:
        use_language("en")
    sheet = without_results(read_text_table(f"Firma;By;{';'.join(headings)}\nFjell AS;Oslo;x;7;Why\n"))
    assert sheet.is_result
    assert [row.cells for row in sheet.rows] == [("Firma", "By"), ("Fjell AS", "Oslo")]
    assert sheet.said == {2: ("x", "7", "Why")}


def test_they_go_nowhere_and_columns_beside_them_stay_where_they_are() -> None:
    text = "Firma;Reason;State;Id in SuperOffice;By\nFjell AS;Odd.;draft;;Oslo\n"
    sheet = without_results(read_text_table(text))
    assert [row.cells for row in sheet.rows] == [
        ("Firma", "", "", "", "By"),
        ("Fjell AS", "", "", "", "Oslo"),
    ]
    assert sheet.said == {2: ("draft", "", "Odd.")}
    apart = "State;Firma;Id in SuperOffice;By;Reason\nsaved;Fjell AS;7;Oslo;\n"
    assert rows_of(apart)[1] == ("", "Fjell AS", "", "Oslo")


@pytest.mark.parametrize(
    "text",
    [
        "Company;State;City\nFjell AS;Texas;Austin\n",
        "Company;State;Reason\nFjell AS;Texas;Fair\n",
        "Company;State;City;Id in SuperOffice;Reason\nFjell AS;Texas;Austin;7;Fair\n",
        "Company;City\nFjell AS;SuperOffice\n",
        "State;ID i SuperOffice;Grund\nFjell AS;Oslo;By\n",
    ],
)
def test_what_a_user_calls_so_is_not_taken_for_them(text: str) -> None:
    sheet = read_text_table(text)
    assert without_results(sheet) is sheet


BARE = "Fjell AS;Oslo;{saved};7;\nVann AS;Bergen;{draft};;Odd.\nTotalt;;{left_out};;No company.\n;;;;\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_headings_they_are_known_by_what_they_say(language: str) -> None:
    use_language(language)
    try:
        words = state_words()
    finally:
        use_language("en")
    text = BARE.format(**words)
    for sheet in map(without_results, (read_text_table(text), read_text_table(text.replace("Odd.", "")))):
        assert sheet.is_result
        assert [row.cells for row in sheet.rows if not row.is_empty] == [
            ("Fjell AS", "Oslo"),
            ("Vann AS", "Bergen"),
        ]
        assert [row.cells for row in sheet.left_out] == [("Totalt", "")]
        assert sheet.said[1] == (words["saved"], "7", "")
        assert sheet.result_columns == ()
    twice = "Fjell AS;saved;7;;saved;7;\nVann AS;draft;;Odd.;saved;8;\n"
    assert rows_of(twice) == [("Fjell AS",), ("Vann AS",)]
    assert without_results(read_text_table(twice)).said[2] == ("saved", "8", "")


@pytest.mark.parametrize(
    "text",
    [
        "Fjell AS;Oslo;saved;;\nVann AS;Bergen;draft;;\n",
        "Fjell AS;Oslo;draft;x;\nVann AS;Bergen;draft;;\n",
        "Fjell AS;Oslo;draft;;\nVann AS;Bergen;;;Odd.\n",
        "Fjell AS;Oslo;saved;7;\nVann AS;Bergen;utkast;;\n",
        "Fjell AS;Oslo;Texas;7;\nVann AS;Bergen;Ohio;8;\n",
        "saved;7;\ndraft;;Odd.\n",
        "Fjell AS;Oslo;;;\nVann AS;Bergen;;;\n",
    ],
)
def test_other_last_columns_without_headings_are_not_taken_for_them(text: str) -> None:
    sheet = read_text_table(text)
    assert without_results(sheet) is sheet


def test_a_state_of_the_user_beside_them_stays() -> None:
    (headings, row) = rows_of(f"Company;State;{ADDED}\nFjell AS;Texas;saved;7;\n")
    assert (headings, row) == (("Company", "State"), ("Fjell AS", "Texas"))


def test_of_a_result_of_a_result_the_last_ones_count() -> None:
    text = f"Firma;{ADDED};{ADDED}\nFjell AS;draft;;Odd.;saved;7;\nVann AS;saved;8;;;;\n"
    sheet = without_results(read_text_table(text))
    assert [row.cells for row in sheet.rows[1:]] == [("Fjell AS",), ("Vann AS",)]
    assert sheet.said == {2: ("saved", "7", ""), 3: ("saved", "8", "")}


@pytest.mark.parametrize("word", ["left_out", "utelatt"])
def test_what_was_left_out_stays_so_with_its_reason_in_whatever_order(word: str) -> None:
    rows = (f"Hall 3;;{word};;It is a group.", "Fjell AS;Oslo;saved;7;", "Vann AS;Bergen;saved;8;")
    for ordered in (rows, rows[::-1]):
        plan = TablePlan.of("\n".join((f"Firma;By;{ADDED}", *ordered, "")).encode(), "NO")
        assert sorted(map(plan.name, range(len(plan.groups)))) == ["Fjell AS", "Vann AS"]
        assert [(one.text, one.reason) for one in plan.left_out] == [("Hall 3", "It is a group.")]


def test_a_result_that_was_saved_as_a_workbook_is_known() -> None:
    rows = (
        ["Firma", "By", *ADDED.split(";")],
        ["Fjell AS", "Oslo", "saved", "7", ""],
        ["Totalt", "1", "left_out", "", "Sum."],
    )
    plan = TablePlan.of(as_xlsx(rows), "NO")
    assert [one.heading for one in plan.matched.columns] == ["Firma", "By"]
    assert [plan.name(number) for number in range(len(plan.groups))] == ["Fjell AS"]
    assert [one.reason for one in plan.left_out] == ["Sum."]


def test_apostrophes_that_keep_a_cell_from_being_run_are_taken_off() -> None:
    assert rows_of(f"Firma;By;{ADDED}\n'-;'t Hart;draft;;\n")[1] == ("-", "'t Hart")
    assert without_results(Sheet(())) == Sheet(())
