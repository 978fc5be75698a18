"""A table with its columns, and its companies read when they are needed."""

from pathlib import Path

import pytest

from app.recognition.sheets.sheet import TableProblem
from app.service.imports.reading import read_whole
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


BARE = "Fjell AS;Kari Moe;Oslo;0155\nVann AS;Ola Lie;Bergen;5003\nSkog AS;Eva Dahl;Tromsø;9008\n"


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ("Vidde AS;Per Bakke;Bodø;8006\nElv AS;Liv Vik;Hamar;2317\n", True),
        ("Kari Moe;Fjell AS;Oslo;0155\nOla Lie;Vann AS;Bergen;5003\n", False),
        ("Fjell AS;Kari Moe;Oslo;kari@fjell.no\nVann AS;Ola Lie;Bergen;ola@vann.no\n", False),
        ("Fjell AS;Kari Moe;0155;Oslo\nVann AS;Ola Lie;5003;Bergen\n", False),
        ("Fjell AS;Kari Moe;Storgata 1;0155\nVann AS;Ola Lie;Elvegata 4;5003\n", False),
        ("Fjell AS;Kari Moe;Oslo;24.11.2026\nVann AS;Ola Lie;Bergen;30.11.2026\n", False),
        ("Fjell AS;Kari Moe;Oslo;12,50\nVann AS;Ola Lie;Bergen;7,25\n", False),
        ("Fjell AS;Kari Moe;Oslo;22 33 44 55\nVann AS;Ola Lie;Bergen;55 66 77 88\n", False),
        ("Fjell AS;Kari Moe;Oslo;\nVann AS;Ola Lie;Bergen;\n", False),
        ("Fjell AS;Kari Moe;Oslo;0155;x\nVann AS;Ola Lie;Bergen;5003;x\n", False),
    ],
)
def test_tables_without_headings_have_one_key_only_where_their_columns_look_the_same(
    other: str, is_same: bool
) -> None:
    bare, plan = (TablePlan.of(text.encode(), "NO") for text in (BARE, other))
    assert not bare.matched.headings_at
    assert not plan.matched.headings_at
    assert (plan.headings_key == bare.headings_key) is is_same
    assert bare.with_fields({0: "Person.Name", 1: "Name"}).headings_key == bare.headings_key
    assert read_whole(BARE.encode(), "NO", lambda _key: {}).plan.headings_key == bare.headings_key


def test_what_was_matched_in_one_table_without_headings_is_not_for_another_one() -> None:
    first = TablePlan.of(BARE.encode(), "NO")
    remembered = {first.headings_key: {3: "Description"}}
    other = "Fjell AS;Kari Moe;Oslo;kari@fjell.no\nVann AS;Ola Lie;Bergen;ola@vann.no\n"

    def fields_of(text: str) -> list[str]:
        plan = read_whole(text.encode(), "NO", lambda key: remembered.get(key, {})).plan
        return [one.field for one in plan.matched.columns]

    assert fields_of(BARE)[3] == "Description"
    assert fields_of(other)[3] == "Person.Email"


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(TableProblem):
        TablePlan.of(b"", "NO")
