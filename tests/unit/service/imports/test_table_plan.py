"""A table with its columns, and its companies read when they are needed."""

import pytest

from app.recognition.sheets.sheet import TableProblem
from app.service.imports.table_plan import TablePlan

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


def test_the_same_headings_have_the_same_key_and_others_another() -> None:
    plan = TablePlan.of(TABLE, "NO")
    assert plan.headings_key == TablePlan.of(b"FIRMA;kontakt;By:\nA AS;;x\n", "").headings_key
    assert plan.headings_key != TablePlan.of(b"Firma;By\nA AS;x\n", "").headings_key
    assert plan.headings_key == "e2eb989fbc7a94f97391d5ce53a37240", "it is written down in the settings"


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(TableProblem):
        TablePlan.of(b"", "NO")
