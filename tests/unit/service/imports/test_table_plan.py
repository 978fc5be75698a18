"""A table with its columns, and its companies read when they are needed."""

from pathlib import Path

import pytest

from app.recognition.sheets.sheet import TableProblem
from app.service.imports.table_plan import TablePlan
from tests.helpers.data.workbooks import with_part

TABLES = Path(__file__).parents[3] / "data" / "tables"

TABLE = b"Firma;Kontakt;By\nFjell AS;Kari Moe;Oslo\nFjell AS;Ola Lie;Oslo\nVann AS;;Bergen\n"


def test_a_company_is_read_when_it_is_asked_for() -> None:
    plan = TablePlan.of(TABLE, "NO")
    assert [plan.name(number) for number in range(len(plan.groups))] == ["Fjell AS", "Vann AS"]
    assert plan.rows(0) == (2, 3)
    assert len(plan.company(0).found.persons) == 2


def test_another_field_for_a_column_groups_the_rows_anew() -> None:
    plan = TablePlan.of(TABLE, "NO").with_fields({0: "Description", 2: "Name"})
    assert [plan.name(number) for number in range(len(plan.groups))] == ["Oslo", "Bergen"]
    assert plan.has_names
    assert not plan.with_fields({2: ""}).has_names


@pytest.mark.parametrize(
    ("fields", "is_doubtful"),
    [({}, True), ({1: "Description"}, True), ({0: "Name"}, False), ({1: "Name"}, False)],
)
def test_names_that_no_heading_tells_are_in_doubt_until_somebody_says_it(
    fields: dict[int, str], is_doubtful: bool
) -> None:
    pivot = b"Row Labels;Count of Firma\nBergen;2\nOslo;5\nGrand Total;7\n"
    plan = TablePlan.of(pivot, "NO").with_fields(fields)
    assert [one.number for one in plan.left_out] == [4]
    doubts = [(note.row, note.column) for note in plan.company(1).notes if note.is_doubt]
    assert doubts == ([(3, "A")] if is_doubtful else [])


@pytest.mark.parametrize("column", ["D", "I"])
def test_a_formula_that_was_never_calculated_leaves_its_company_in_doubt(column: str) -> None:
    text = "<is><t>kari@fjell.example</t></is>"
    cells = {"D": (f'<c r="D4" t="inlineStr">{text}</c>'), "I": '<c r="I4" s="1" t="n"><v>46309</v></c>'}
    never = f'<c r="{column}4"><f>LOWER(B4)</f><v /></c>'
    data = with_part(TABLES / "fair.xlsx", "xl/worksheets/sheet1.xml", cells[column], never)
    first, second = (TablePlan.of(data, "NO").company(number) for number in range(2))
    told = "Cell D4 has a formula that was never calculated, so it is empty here."
    doubts = [(note.row, note.column, note.sentence) for note in first.notes if note.is_doubt]
    assert doubts == ([(4, "D", told)] if column == "D" else []), "a column that goes nowhere lacks nothing"
    assert not second.notes


def test_the_same_headings_have_the_same_key_and_others_another() -> None:
    plan = TablePlan.of(TABLE, "NO")
    assert plan.headings_key == TablePlan.of(b"FIRMA;kontakt;By:\nA AS;;x\n", "").headings_key
    assert plan.headings_key != TablePlan.of(b"Firma;By\nA AS;x\n", "").headings_key
    assert plan.headings_key == "e2eb989fbc7a94f97391d5ce53a37240", "it is written down in the settings"


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(TableProblem):
        TablePlan.of(b"", "NO")
